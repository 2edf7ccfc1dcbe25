"""`--jobs`: several processes read, and what is written is what one process writes, bytes included."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from made_reports import make_reports
from scale_runs import done

from scoring import pipeline
from scoring.pipeline import reading
from scoring.pipeline.many import warm_cache
from scoring.scale import pool
from scoring.scale.progress import Progress
from scoring.scale.types import Limits

pytestmark = pytest.mark.slow
SLOW_TEXT = "县政府办理案件30件，同比增长5%。\n" * 300_000


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_reports(tmp_path_factory.mktemp("reports"), 60)


@pytest.mark.parametrize("options", [("--no-cache",), ("--cache",)])
def test_extract(source: Path, tmp_path: Path, options: tuple[str, ...]) -> None:
    def lines(jobs: str) -> bytes:
        place = [tmp_path / f"cache{jobs}"] if options == ("--cache",) else []
        file = tmp_path / f"{jobs}.jsonl"
        ended = done("extract", source, "-o", file, "--jobs", jobs, *options, *place)
        assert "empty-file" in ended.stderr
        assert ended.returncode == 1
        return file.read_bytes()

    assert lines("2") == lines("1")


def test_score(source: Path, tmp_path: Path) -> None:
    def files(jobs: str) -> dict[str, bytes]:
        folder = tmp_path / jobs
        folder.mkdir()
        options: list[str | Path] = [
            "--rubric",
            "county",
            "-o",
            folder / "果.xlsx",
            "--no-run",
            "--cache",
            folder / "cache",
            "--jobs",
            jobs,
        ]
        done("score", source / "2023", "--previous", source / "2022", *options)
        return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}

    one = files("1")
    assert set(one) == {"果.xlsx", "果.json"}
    assert files("2") == one


def test_a_file_that_takes_too_much_is_told_to_the_one_who_reads_on(source: Path, tmp_path: Path) -> None:
    place = tmp_path / "in"
    shutil.copytree(source / "2023", place)
    (place / "慢.txt").write_text(SLOW_TEXT, encoding="utf-8")
    refused = warm_cache([place], tmp_path / "cache", 2, Progress(), limits=Limits(seconds=0.8))
    assert list(refused) == ["慢.txt"]
    with pipeline.open_cache(tmp_path / "cache") as kept:
        found = pipeline.extract([place], kept.library, cache=kept, refused=refused)
    assert [one.file for one in found.diagnostics if one.code == refused["慢.txt"]] == ["慢.txt"]
    assert len(found.reports) == 12


def test_one_process_cuts_off_too(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "慢.txt").write_text(SLOW_TEXT, encoding="utf-8")
    shutil.copyfile(next((source / "2023").rglob("*县.txt")), tmp_path / "好.txt")
    monkeypatch.setattr(reading, "Limits", lambda: Limits(seconds=0.8))
    found = pipeline.extract([tmp_path], pipeline.load_measures())
    assert [(one.file, one.code) for one in found.diagnostics if one.is_error] == [("慢.txt", "file-too-slow")]
    assert [report.path for report in found.reports] == ["好.txt"]
    rubric, _ = pipeline.load_rubric("county")
    run = pipeline.score([tmp_path], rubric)
    assert [report for report, _ in run.inputs] == ["好.txt"]
    assert [one.file for one in run.diagnostics if one.code == "file-too-slow"] == ["慢.txt"]


def test_nothing_is_read_by_others_where_the_cache_holds_it(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    warm_cache([source], tmp_path, 1, Progress())
    monkeypatch.setattr(pool, "run_local", None)
    assert warm_cache([source], tmp_path, 2, Progress()) == {}
    with pipeline.open_cache(tmp_path) as kept:
        found = pipeline.extract([source], kept.library, cache=kept)
        assert kept.made.total() == 0
    assert found == pipeline.extract([source], pipeline.load_measures())
