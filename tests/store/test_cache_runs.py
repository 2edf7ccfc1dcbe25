"""Whole runs with a cache and without: the same bytes, and nothing is read a second time."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from scoring import pipeline
from scoring.cli.main import run
from scoring.documents import isolation, read_folder
from scoring.resources import fixture_reports_folder, rubrics_folder
from scoring.results import Run
from scoring.store.cache import cache as cache_module

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often files were parsed and facts read."""
    found: Counter[str] = Counter()

    def count(place: Any, name: str) -> None:
        work = getattr(place, name)

        def counted(*arguments: Any, **options: Any) -> Any:
            found[name] += 1
            return work(*arguments, **options)

        monkeypatch.setattr(place, name, counted)

    from scoring.documents import obtain, read

    count(cache_module, "read_facts")
    count(cache_module, "read_source")
    count(obtain, "read_text")
    count(read, "read_metadata")
    count(isolation.Isolation, "_answer")
    return found


def _score(folder: Path, name: str, *further: str, rubric: str = "county") -> dict[str, bytes]:
    output = folder / f"{name}.xlsx"
    arguments = ["score", str(fixture_reports_folder()), "--rubric", rubric, "-o", str(output), "--no-run"]
    assert run([*arguments, *further]) == 0
    return {path.suffix: path.read_bytes() for path in (output, output.with_suffix(".json"))}


@pytest.mark.slow
def test_the_same_bytes_with_and_without(tmp_path: Path, calls: Counter[str]) -> None:
    plain = _score(tmp_path, "none", "--no-cache")
    assert not (tmp_path / "cache").exists()
    cold = _score(tmp_path, "cold", "--cache", str(tmp_path / "cache"))
    assert calls["read_facts"] > 0
    calls.clear()
    warm = _score(tmp_path, "warm", "--cache", str(tmp_path / "cache"))
    assert calls == {}
    assert plain == cold == warm


def test_another_weight_reads_no_report(tmp_path: Path, calls: Counter[str]) -> None:
    def score(rubric: str) -> tuple[Run, Counter[str]]:
        calls.clear()
        with pipeline.open_cache(tmp_path / "cache") as kept:
            found = pipeline.score([fixture_reports_folder() / "2024"], pipeline.load_rubric(rubric)[0], cache=kept)
        return found, Counter(calls)

    before, called = score("county")
    assert called["read_facts"] == called["read_text"] == len(before.inputs)
    text = (rubrics_folder() / "county.yaml").read_text(encoding="utf-8")
    changed = tmp_path / "county.yaml"
    changed.write_text(text.replace("full: 100%", "full: 90%"), encoding="utf-8")
    after, called = score(str(changed))
    assert called == {}
    assert [unit.total for unit in after.units] != [unit.total for unit in before.units]
    assert after.inputs == before.inputs


@pytest.mark.slow
def test_facts_with_and_without(tmp_path: Path, calls: Counter[str], capsys: pytest.CaptureFixture[str]) -> None:
    printed = []
    for further in (["--no-cache"], ["--cache", str(tmp_path)], ["--cache", str(tmp_path)]):
        assert run(["extract", str(fixture_reports_folder() / "2024"), *further]) == 0
        printed.append(capsys.readouterr())
        calls["runs"] += 1
    assert printed[0] == printed[1] == printed[2]
    # Without a cache once, with it once.
    assert calls["read_facts"] == 2 * len(list((fixture_reports_folder() / "2024").iterdir()))


@pytest.mark.slow
def test_a_fault_of_the_cache_is_no_result(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    arguments = ["extract", str(fixture_reports_folder() / "2024")]
    assert run([*arguments, "--no-cache"]) == 0
    plain = capsys.readouterr()
    assert run([*arguments, "--cache", str(tmp_path / "file" / "cache")]) == 0
    said = capsys.readouterr()
    assert said.out == plain.out
    assert "警告[cache-unreadable]" in said.err


@pytest.mark.slow
def test_a_parsed_file_is_parsed_once_wherever_it_lies(tmp_path: Path, calls: Counter[str]) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    text = next(iter(read_folder([fixture_reports_folder() / "2024"]).reports)).text
    lines = "".join(f"<p>{line}</p>" for line in text.splitlines())
    (folder / "one.html").write_text(f"<html><meta charset=utf-8><body>{lines}</body></html>", encoding="utf-8")
    with pipeline.open_cache(tmp_path / "cache") as kept:
        first = pipeline.read([folder], kept).reports
    (folder / "one.html").rename(folder / "two.html")
    shutil.make_archive(str(tmp_path / "three"), "zip", folder, "two.html")
    shutil.move(tmp_path / "three.zip", folder)
    before = calls["_answer"]
    with pipeline.open_cache(tmp_path / "cache") as kept:
        again = pipeline.read([folder], kept).reports
    # The archive itself is opened; what it holds is known.
    assert calls["_answer"] == before + 1
    assert {report.text for report in (*first, *again)} == {first[0].text}
    assert [report.path for report in again] == ["three.zip/two.html", "two.html"]
    assert list(again) == list(read_folder([folder]).reports)


def test_the_cache_is_told_looked_through_and_cleared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = ["--cache", str(tmp_path / "cache")]
    assert run(["cache", "info", *place]) == 0
    assert "这里没有缓存" in capsys.readouterr().err
    assert not (tmp_path / "cache").exists()
    reports = str(fixture_reports_folder() / "2024")
    assert run(["extract", reports, "-o", str(tmp_path / "facts.jsonl"), *place]) == 0
    count = len(list((fixture_reports_folder() / "2024").iterdir()))
    capsys.readouterr()
    assert run(["cache", "info", *place]) == 0
    said = capsys.readouterr().out
    assert "facts.sqlite，共" in said
    assert f" {count} " in said
    assert run(["cache", "verify", *place]) == 0
    assert f"{2 * count + 1} 条记录，全部完好" in capsys.readouterr().out
    assert run(["cache", "verify", reports, "--again", "3", *place]) == 0
    assert "重新读取了 3 份，其中 3 份" in capsys.readouterr().out
    assert run(["cache", "verify", reports, *place]) == 2
    assert run(["cache", "clear", "--older", *place]) == 0
    assert "没有可清除的" in capsys.readouterr().out
    assert run(["cache", "clear", *place]) == 0
    assert "已清除" in capsys.readouterr().out
    assert not (tmp_path / "cache" / "facts.sqlite").exists()
