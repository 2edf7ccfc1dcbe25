"""Metadata of small reports of many kinds: every expected field, every flag, every quote a slice of the source."""

from __future__ import annotations

from pathlib import Path

import pytest
from metadata_cases import UNITS, Case
from metadata_layouts import LAYOUTS

from scoring.documents import read_file
from scoring.messages.documents import FLAG_HELP, FLAGS, WARNED


@pytest.mark.parametrize("case", UNITS + LAYOUTS, ids=[case.name for case in UNITS + LAYOUTS])
def test_fields_and_flags(case: Case, tmp_path: Path) -> None:
    path = tmp_path / case.file
    path.write_text(case.text, encoding="utf-8", newline="")
    report = read_file(path, tmp_path)
    found = {name: report.metadata.text(name) for name in case.expected}
    assert found == case.expected
    assert report.flags == case.flags
    for name in (*case.expected, "unit_type", "level"):
        value = getattr(report.metadata, name)
        for quote in value.evidence if value is not None else ():
            assert report.text[quote.start : quote.end] == quote.quote


@pytest.mark.parametrize("case", UNITS + LAYOUTS, ids=[case.name for case in UNITS + LAYOUTS])
def test_line_ends_and_wide_characters_change_nothing(case: Case, tmp_path: Path) -> None:
    """Windows line ends stay in the text; digits and colons in full width mean the same."""
    text = case.text.replace("\n", "\r\n")
    if "&nbsp;" not in text and "<" not in text:
        text = text.translate(str.maketrans("0123456789:", "０１２３４５６７８９："))
    path = tmp_path / case.file
    path.write_bytes(text.encode("gb18030"))
    report = read_file(path, tmp_path)
    assert report.text == text
    found = {name: _narrow(report.metadata.text(name)) for name in case.expected}
    assert found == case.expected
    assert report.flags == case.flags


def test_every_flag_has_its_words() -> None:
    assert {flag for case in UNITS + LAYOUTS for flag in case.flags} <= set(FLAGS)
    assert set(WARNED) <= set(FLAGS)
    assert set(FLAG_HELP) <= set(FLAGS)


def _narrow(value: str | None) -> str | None:
    return None if value is None else value.translate(str.maketrans("０１２３４５６７８９：", "0123456789:"))
