"""Scoring a data set out of core (`corpus.py`): how CPU seconds and peak memory grow when there are four times as many reports, and what two
processes cost beside one."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from frame import Found, NotRun, compared, missing

PART = "corpus"


def rows(quick: bool) -> Iterable[Found]:
    reason = missing("duckdb", "corpus") or ("" if sys.platform == "linux" else "memory is looked up in Linux's way")
    if reason:
        yield NotRun(PART, "scoring a data set", reason)
        return
    from corpus import make, measured

    few = 250 if quick else 2_000
    seconds, memory = dict[int, float](), dict[int, float]()
    with TemporaryDirectory() as place:
        for count in (few, 4 * few):
            dataset = Path(place) / str(count)
            make(dataset, count, 2)
            words = ["corpus", "score", str(dataset), "--rubric", "county", "-o", str(Path(place) / f"results-{count}")]
            _, seconds[count], memory[count] = measured(words)
        _, two, _ = measured([*words[:-1], str(Path(place) / "two"), "--jobs", "2"])
    note = f"{few:,} and {4 * few:,} reports of two years, three groups a year, workbooks written"
    yield compared(
        PART,
        "CPU at four times the reports",
        f"four times that of {few:,}",
        [seconds[4 * few]],
        [4 * seconds[few]],
        unit="s",
        note=note,
    )
    peer = f"that of {few:,}"
    yield compared(
        PART, "memory at four times the reports", peer, [memory[4 * few]], [memory[few]], unit="MB", note=note
    )
    yield compared(PART, "CPU with --jobs 2", "one process", [two], [seconds[4 * few]], unit="s", note=note)
