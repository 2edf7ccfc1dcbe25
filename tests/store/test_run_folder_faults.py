"""Run folders that were altered, left half replaced, or made twice at once; and what the commands say of them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from scoring import pipeline
from scoring.cli.main import run
from scoring.errors import ScoringError
from scoring.sources.load import Given
from scoring.store import run_folder
from scoring.store.run_folder import damages, manifest_of

# Each makes whole runs.
pytestmark = pytest.mark.slow

TEXT = "甲县人民政府2024年法治政府建设年度报告\n\n一、主要工作\n\n行政机关负责人出庭应诉率92%。\n"


def _keep(folder: Path, given: tuple[Given, ...] = ()) -> Path:
    reports = folder / "报告"
    reports.mkdir(exist_ok=True)
    (reports / "甲县.txt").write_text(TEXT, encoding="utf-8")
    rubric, _ = pipeline.load_rubric("county")
    inputs = pipeline.gather([reports], rubric, sources=given)
    return pipeline.keep_run(inputs, pipeline.run_of(inputs, rubric), "county", folder / "runs")[1]


@pytest.mark.parametrize(("key", "value"), [("year", 2023), ("engine", "0"), ("previous", True), ("id", "0" * 16)])
def test_an_altered_manifest_is_told(key: str, value: object, tmp_path: Path) -> None:
    folder = _keep(tmp_path)
    place = folder / "manifest.json"
    place.write_text(json.dumps({**json.loads(place.read_bytes()), key: value}), encoding="utf-8")
    (told,) = damages(folder)
    assert (told.code, told.file) == ("run-file-changed", f"{folder.name}/manifest.json")
    with pytest.raises(ScoringError):
        pipeline.open_run_folder(folder)
    assert damages(_keep(tmp_path)) == ()


@pytest.mark.parametrize("text", ["{", "[]", '{"format": 1}', '{"format": 9}', "null"])
def test_commands_go_on_beside_a_damaged_manifest(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = _keep(tmp_path)
    other = folder.with_name("0" * 16)
    other.mkdir()
    (other / "manifest.json").write_text(text, encoding="utf-8")
    assert run(["runs", "list", "--runs", str(folder.parent)]) == 1
    printed = capsys.readouterr()
    assert folder.name in printed.out
    assert other.name in printed.out + printed.err
    assert run(["runs", "show", str(other)]) != 0


def test_a_source_may_be_called_like_a_file_of_the_folder(tmp_path: Path) -> None:
    table = tmp_path / "run.log"
    table.write_text("单位\n甲县人民政府\n", encoding="utf-8")
    folder = _keep(tmp_path, (Given("units", table, ""),))
    assert "sources/1/run.log" in manifest_of(folder)["files"]
    assert damages(folder) == ()


def test_killed_between_two_moves_the_review_is_not_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = _keep(tmp_path)
    (folder / "review.jsonl").write_text("{}\n", encoding="utf-8")
    (folder / "reports.json").write_text("", encoding="utf-8")
    move = os.replace

    def killed(source: Path, target: Path) -> None:
        move(source, target)
        if Path(target).suffix == ".old":
            raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", killed)
        with pytest.raises(KeyboardInterrupt):
            _keep(tmp_path)
    assert not folder.exists()
    assert _keep(tmp_path) == folder
    assert (folder / "review.jsonl").read_text(encoding="utf-8") == "{}\n"
    assert [one.name for one in folder.parent.iterdir()] == [folder.name]


def test_two_programs_at_once_leave_one_whole_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put = run_folder._put
    first: list[Path] = []

    def meanwhile(temporary: Path, place: Path) -> None:
        if not first:
            first.append(place)
            _keep(tmp_path)
        # As if the other had come in behind the question whether the place is free.
        with monkeypatch.context() as patched:
            patched.setattr(Path, "exists", lambda self: self.name.startswith("x"))
            put(temporary, place)

    monkeypatch.setattr(run_folder, "_put", meanwhile)
    folder = _keep(tmp_path)
    assert damages(folder) == ()
