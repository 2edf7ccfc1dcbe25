"""`scoring formats`: every format with its state, and what to install."""

from __future__ import annotations

import json

import pytest

from scoring.cli.main import run
from scoring.documents import FORMATS
from scoring.messages.documents import FORMAT_NAMES


def test_every_format_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["formats"]) == 0
    shown = capsys.readouterr().out
    for kind in FORMATS:
        assert FORMAT_NAMES[kind] in shown


def test_what_is_missing_is_named_with_its_remedy(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("scoring.documents.formats.find_spec", lambda name: None if name == "readability" else object())
    assert run(["formats"]) == 0
    shown = capsys.readouterr().out
    assert "缺 soffice" in shown
    assert "安装 LibreOffice" in shown
    assert "pip install readability-lxml" in shown


def test_as_json(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert run(["formats", "--format", "json"]) == 0
    rows = {row["format"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["pdf"] == {"format": "pdf", "suffixes": [".pdf"], "state": "ready", "needs": []}
    assert rows["odt"]["needs"] == ["soffice"]
    assert rows["zip"]["state"] == "ready"
    assert rows["7z"]["state"] == "later"
