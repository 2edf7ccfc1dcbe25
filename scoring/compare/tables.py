"""A comparison as neutral tables and lines."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.compare.compare import Comparison, CriterionMove
from scoring.compare.reasons import Side
from scoring.messages.compare import COLUMNS, SUMMARY, TITLES
from scoring.tables.types import Cell, Column, Kind, Passage, Row, Table
from scoring.tables.words import group_words
from scoring.workbench.move_tables import change_lines
from scoring.workbench.move_tables import unit_table as moved_units

_REASON_JOIN = "；"


def unit_table(found: Comparison) -> Table:
    """The units of both runs whose total, place or grade differs, the greatest change of place first."""
    places = max(found.before.rubric.places, found.after.rubric.places)
    table = moved_units(found.moves, places, None)
    return Table("units", TITLES["units"], table.columns, table.rows, frozen=2, places=places)


def criteria_table(found: Comparison) -> Table:
    """Each criterion of each unit that makes other points, with the reason, the values and the quotes of both runs."""
    columns = (
        Column("unit", COLUMNS["unit"], Kind.LONG, 18, strong=True),
        Column("criterion", COLUMNS["criterion"], Kind.LONG, 24),
        Column("before", COLUMNS["before"], Kind.POINTS, 9),
        Column("after", COLUMNS["after"], Kind.POINTS, 9),
        Column("change", COLUMNS["change"], Kind.SIGNED_POINTS, 9),
        Column("reasons", COLUMNS["reasons"], Kind.LONG, 44),
        Column("value_before", COLUMNS["value_before"], Kind.LONG, 14),
        Column("value_after", COLUMNS["value_after"], Kind.LONG, 14),
        Column("quote_before", COLUMNS["quote_before"], Kind.LONG, 36),
        Column("quote_after", COLUMNS["quote_after"], Kind.LONG, 36),
        Column("group", COLUMNS["group"], width=14, printed=False),
        Column("id", COLUMNS["id"], Kind.CODE, 26, printed=False),
    )
    places = max(found.before.rubric.places, found.after.rubric.places)
    rows, last = [], None
    for move in found.criteria:
        unit = move.after.unit
        rows.append(Row(_cells(move), "group" if unit is not last else ""))
        last = unit
    return Table("criteria", TITLES["criteria"], columns, tuple(rows), frozen=2, places=places)


def _cells(move: CriterionMove) -> tuple[Cell, ...]:
    told = move.after.score or move.before.score
    assert told is not None
    unit = move.after.unit
    return (
        unit.unit,
        told.name,
        None if move.before.score is None else move.before.worth * move.sign,
        None if move.after.score is None else move.after.worth * move.sign,
        move.change,
        _REASON_JOIN.join(move.reasons),
        _value(move.before),
        _value(move.after),
        _quote(move.before),
        _quote(move.after),
        group_words(unit.group),
        told.criterion,
    )


def _value(side: Side) -> str:
    return "" if side.score is None else side.score.value_text


def _quote(side: Side) -> Cell:
    if side.score is None or not side.score.used:
        return ""
    return Passage("", side.score.used[0].evidence.quote, "")


def rubric_table(found: Comparison) -> Table:
    """The differences of the two rubrics as they are told on the terminal, one line per row."""
    columns = (Column("line", TITLES["rubric"], Kind.LONG, 110),)
    return Table("rubric", TITLES["rubric"], columns, tuple(Row((line,)) for line in change_lines(found.rubric)))


def summary_lines(found: Comparison) -> Iterator[str]:
    """How many units moved, who is in only one of the runs, whether the rubrics differ."""
    moves = found.moves
    yield SUMMARY["both"].format(count=moves.count, points=moves.points, places=moves.places, grades=moves.grades)
    for key, units in (("gone", found.gone), ("new", found.new)):
        if units:
            yield SUMMARY[key].format(units=SUMMARY["join"].join(unit.unit for unit in units))
    if found.gone or found.new:
        yield SUMMARY["rank_note"]
    yield SUMMARY["rubric"].format(count=len(found.rubric)) if found.rubric else SUMMARY["same_rubric"]
