"""说明: what the workbook is, how to read its states, how much the weights are worth."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from scoring.messages.workbook import COLUMNS, GUIDE, INTRODUCTION, SHEET_PURPOSES, SHEETS, STATES, WEIGHTS, WITH_POINTS
from scoring.results import Outcome, Run
from scoring.tables.adjustments import has_adjustments
from scoring.tables.format import plain
from scoring.tables.types import Column, Kind, Row, State, Table
from scoring.tables.words import looked_up


@dataclass(frozen=True, slots=True)
class Guide:
    """The first sheet. `warning` is the sentence on the weights; `warns` says that it must not be overlooked."""

    title: str
    facts: tuple[tuple[str, str], ...]
    warning: str
    warns: bool
    paragraphs: tuple[str, ...]
    legend: Table
    sheets: Table


def guide(run: Run, notes: tuple[str, ...] = (), without: frozenset[str] = frozenset()) -> Guide:
    """What the run is about, the legend of states with how often each occurs, and the list of sheets. `notes` are further paragraphs,
    `without` the ids of the sheets that this workbook does not have."""
    rubric = run.rubric
    groups = {unit.group for unit in run.units}
    units = GUIDE["units_value"].format(units=len(run.units), groups=len(groups))
    status = rubric.weights_status
    return Guide(
        title=GUIDE["title"],
        facts=(
            (GUIDE["rubric"], WITH_POINTS.format(name=rubric.title, points=plain(rubric.points))),
            (GUIDE["year"], GUIDE["all_years"] if run.year is None else str(run.year)),
            (GUIDE["units"], units),
        ),
        warning=looked_up(WEIGHTS, status),
        warns=status not in ("local", "official"),
        paragraphs=(*notes, *INTRODUCTION, GUIDE["hit"]),
        legend=_legend(run),
        sheets=_sheets(run, without),
    )


def _legend(run: Run) -> Table:
    counts = Counter(leaf.outcome for unit in run.units for leaf in unit.leaves)
    columns = (
        Column("state", GUIDE["legend_state"], width=14),
        Column("meaning", GUIDE["legend_meaning"], Kind.LONG, 76),
        Column("count", GUIDE["legend_count"], Kind.COUNT, 10),
    )
    rows = tuple(
        Row((State(STATES[outcome.value][0], outcome.value), STATES[outcome.value][1], counts[outcome]))
        for outcome in Outcome
    )
    return Table("legend", GUIDE["legend"], columns, rows)


def _sheets(run: Run, without: frozenset[str]) -> Table:
    columns = (Column("sheet", GUIDE["sheets"], width=14), Column("purpose", COLUMNS["content"], Kind.LONG, 76))
    hidden = without if has_adjustments(run.rubric) else without | {"adjustments"}
    there = [key for key in SHEET_PURPOSES if key not in hidden]
    rows = tuple(Row((SHEETS[key], SHEET_PURPOSES[key])) for key in there)
    return Table("sheets", GUIDE["sheets"], columns, rows)
