"""Ratios, their table, and what counts as a change; no clock is looked at."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

# The benchmarks are scripts: their folder is put behind everything else that is imported.
sys.path.append(str(Path(__file__).resolve().parents[2] / "benchmarks"))

import bench
import compare
import frame
import table
from frame import NotRun, Row
from suite import numerals


def run(*rows: Row, not_run: tuple[NotRun, ...] = (), **named: Any) -> dict[str, Any]:
    about = {"processor": "X", "cores": "2", "system": "Linux", "python": "3.11", "load": "0 to 0"}
    made = {
        "date": "2026-01-02T03:04+00:00",
        "commit": "abc1234",
        "quick": False,
        "machine": about,
        "versions": {"jieba": "0.42"},
        "all_seconds": 12.0,
        "rows": [row._asdict() for row in rows],
        "not_run": [one._asdict() for one in not_run],
    }
    return {**made, **named}


def row(name: str, ratio: float, low: float, high: float, **named: Any) -> Row:
    return Row("extract", name, "jieba", "ms", 1.0, ratio, ratio, low, high, 9)._replace(**named)


def test_ratio_of_times_is_theirs_by_ours_and_of_shares_ours_by_theirs() -> None:
    times = frame.compared("p", "n", "peer", [1.0, 2.0, 3.0], [4.0, 8.0, 12.0], per=0.001)
    assert (times.ratio, times.low, times.high, times.rounds) == (4.0, 4.0, 4.0, 3)
    assert (times.ours, times.theirs) == (2000.0, 8000.0)
    assert frame.compared("p", "n", "peer", [99.0], [66.0], more=True).ratio == 1.5


def test_sides_of_different_length_or_without_rounds_are_refused() -> None:
    with pytest.raises(ValueError, match="longer"):
        frame.compared("p", "n", "peer", [1.0], [1.0, 2.0])
    with pytest.raises(ValueError, match="no rounds"):
        frame.compared("p", "n", "peer", [], [])


def test_work_is_done_in_turns_after_a_round_to_warm_up() -> None:
    done: list[str] = []
    ticks = iter(range(1000))
    work = {"a": lambda: done.append("a"), "b": lambda: done.append("b")}
    spent = frame.in_turns(work, 0, least=2, clock=lambda: float(next(ticks)))
    assert done == ["a", "b"] * 3
    assert spent == {"a": [1.0, 1.0], "b": [1.0, 1.0]}


def test_a_module_that_is_not_there_gives_the_reason() -> None:
    assert frame.missing("json") == ""
    assert "no_such_module" in frame.missing("json", "no_such_module")


def test_page_has_machine_versions_ratios_notes_and_what_was_not_run() -> None:
    page = table.markdown(
        run(row("cut", 3.14159, 3, 3.3, note="60 reports"), not_run=(NotRun("ocr", "scans", "no tesseract"),))
    )
    assert "X, 2 cores" in page
    assert "jieba 0.42" in page
    assert "| **3.14** | 3–3.3, 9 |" in page
    assert "[1] 60 reports" in page
    assert "- ocr, scans: no tesseract" in page


def test_a_change_counts_only_outside_of_both_spreads() -> None:
    base = run(row("a", 2.0, 1.9, 2.1), row("b", 2.0, 1.5, 2.5), row("c", 2.0, 2.0, 2.0), row("gone", 1, 1, 1))
    now = run(row("a", 4.0, 3.9, 4.1), row("b", 2.4, 2.2, 2.6), row("c", 2.02, 2.02, 2.02), row("new", 1, 1, 1))
    assert [(one.name, one.factor, one.beyond) for one in table.changes(base, now)] == [
        ("a", 2.0, True),
        ("b", 1.2, False),
        ("c", 1.01, False),
    ]
    page = table.compare_markdown(base, now)
    assert "| a | 2 | 4 | 2.00 | better |" in page
    assert "Only in the base:\n\n- extract, gone" in page
    assert "Only now:\n\n- extract, new" in page
    assert "WORSE" in table.compare_markdown(now, base)


def test_times_of_few_rounds_must_differ_by_more_and_shares_need_not() -> None:
    base = run(row("t", 2.0, 2.0, 2.0, rounds=1), row("s", 1.0, 1.0, 1.0, rounds=1, unit="% right"))
    now = run(row("t", 2.3, 2.3, 2.3, rounds=1), row("s", 0.9, 0.9, 0.9, rounds=1, unit="% right"))
    assert [(one.name, one.beyond) for one in table.changes(base, now)] == [("t", False), ("s", True)]


def test_runs_that_are_not_alike_are_told() -> None:
    assert "not alike" in table.compare_markdown(run(), run(quick=True))
    assert "not alike" not in table.compare_markdown(run(), run())


def test_rounds_of_several_runs_are_put_together() -> None:
    both = compare.pooled([run(row("a", 2.0, 1.9, 2.1)), run(row("a", 3.0, 2.9, 3.1), row("b", 1, 1, 1))])
    assert [(one["ratio"], one["low"], one["high"], one["rounds"]) for one in both["rows"]] == [
        (2.5, 1.9, 3.1, 18),
        (1, 1, 1, 9),
    ]


def test_a_run_file_is_read_and_another_file_refused(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    good.write_text(json.dumps(run(row("a", 1, 1, 1))), encoding="utf-8")
    bad.write_text('{"rows": []}', encoding="utf-8")
    assert compare.opened(good)["commit"] == "abc1234"
    with pytest.raises(ValueError, match=r"bad\.json"):
        compare.opened(bad)


def test_a_commit_that_there_is_not_is_told(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="neither a file nor a commit"):
        compare.unpack("no-such-commit", tmp_path)


@pytest.mark.slow
def test_files_of_a_commit_are_unpacked(tmp_path: Path) -> None:
    if not (frame.ROOT / ".git").exists():
        pytest.skip("no checkout")
    commit = compare.unpack("HEAD", tmp_path)
    head = subprocess.run(
        ["git", "-C", str(frame.ROOT), "rev-parse", "HEAD"], capture_output=True, text=True, check=True
    )
    assert head.stdout.startswith(commit)
    assert (tmp_path / "scoring" / "__init__.py").is_file()


def test_a_part_that_fails_keeps_its_rows_and_tells_why() -> None:
    failed = bench.told("pages", [row("first", 2, 2, 2)], "Traceback …\nValueError: broken", 1, 60)
    assert failed[-1] == NotRun("pages", "the rest of the part", "ValueError: broken")
    assert bench.told("pages", [], "", None, 60) == [NotRun("pages", "the part", "took more than 60 s")]
    assert bench.told("pages", [row("first", 2, 2, 2)], "a warning", 0, 60) == [row("first", 2, 2, 2)]


@pytest.mark.slow
def test_a_process_that_takes_too_long_is_ended_with_its_children() -> None:
    code = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); print('up', file=sys.stderr, flush=True); import time; time.sleep(60)"
    said, ended = bench.ended([sys.executable, "-c", code], {}, 2)
    assert (said.strip(), ended) == ("up", None)


def test_numerals_of_the_benchmark_are_known_and_read() -> None:
    asked = numerals.cases(64)
    assert asked == numerals.cases(64)
    assert numerals.right(numerals.ours, asked) == 1.0
