"""What the sheets for departments and townships must hold in common: example, backed, two-sided, totals as stored."""

from __future__ import annotations

import csv
from pathlib import Path

from style_runs import assert_backed, assert_honest, one_sided, totals, vetoes

from scoring.results import Run

STORED = Path(__file__).with_name("shipped_totals.csv")


def stored_totals(rubric: str) -> dict[str, tuple[str, str, str]]:
    """Unit → total, place and grade as written down in shipped_totals.csv."""
    with STORED.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["rubric"] == rubric]
    return {row["unit"]: (row["total"], row["place"], row["grade"]) for row in rows}


def assert_shipped(run: Run) -> None:
    """The sheet says that it is an example; its fixtures reach every leaf, pool, veto and gate from two sides."""
    assert_honest(run.rubric)
    assert run.diagnostics == ()
    assert all(leaf.note or leaf.basis for leaf in run.rubric.all_leaves())
    assert one_sided(run) == []
    assert all(found >= {True, False} for found in vetoes(run).values())
    assert_backed(run)
    assert totals(run) == stored_totals(run.rubric.id)
