"""Moves as neutral tables and lines, for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from scoring.messages.rubric_words import LIST_JOIN
from scoring.messages.workbench import CAUSE, CHANGED, MOVE_COLUMNS, MOVES, REST_CAUSES, TABLE_TITLES, UNRANKED
from scoring.rubric.kinds import kind_name
from scoring.tables.format import number_text
from scoring.tables.types import Cell, Column, Kind, Row, Table
from scoring.tables.words import group_words
from scoring.workbench.changes import ADDED, MOVED, REMOVED, RENAMED, REORDERED, Change
from scoring.workbench.changes import CHANGED as FIELD
from scoring.workbench.moves import REST, Cause, Moves, UnitMove, causes
from scoring.workbench.reach import Reach
from scoring.workbench.rescale import Step

# How many causes are named one by one.
_CAUSES = 3
_LONG = 24


def unit_table(moves: Moves, places: int, limit: int | None, renamed: Mapping[str, str] | None = None) -> Table:
    """The units that moved most: total and place before and after, the grade, and why."""
    columns = (
        Column("group", MOVE_COLUMNS["group"]),
        Column("unit", MOVE_COLUMNS["unit"]),
        Column("before", MOVE_COLUMNS["before"], Kind.POINTS),
        Column("after", MOVE_COLUMNS["after"], Kind.POINTS),
        Column("change", MOVE_COLUMNS["change"], Kind.SIGNED_POINTS),
        Column("rank_before", MOVE_COLUMNS["rank_before"], Kind.RANK),
        Column("rank_after", MOVE_COLUMNS["rank_after"], Kind.RANK),
        Column("places", MOVE_COLUMNS["places"], Kind.MOVED),
        Column("grade", MOVE_COLUMNS["grade"]),
        Column("causes", MOVE_COLUMNS["causes"], Kind.LONG, 60),
    )
    shown = moves.units if limit is None else moves.units[:limit]
    rows = tuple(Row(_unit_cells(pair, places, renamed)) for pair in shown)
    return Table("moves", TABLE_TITLES["units"], columns, rows, places=places)


def _unit_cells(pair: UnitMove, places: int, renamed: Mapping[str, str] | None) -> tuple[Cell, ...]:
    one, other = pair.before, pair.after
    grade = other.grade if one.grade == other.grade else CHANGED.format(old=one.grade or "—", new=other.grade or "—")
    return (
        group_words(other.group),
        other.unit,
        one.published,
        other.published,
        pair.points,
        one.rank if one.ranked else UNRANKED,
        other.rank if other.ranked else UNRANKED,
        pair.places,
        grade,
        causes_text(causes(pair, renamed), places),
    )


def causes_text(found: Sequence[Cause], places: int) -> str:
    """The greatest causes with what they add or take, the others together."""
    named = [cause for cause in found if cause.id != REST]
    parts = [_cause(cause.name, cause, places) for cause in named[:_CAUSES]]
    if len(named) > _CAUSES:
        rest = sum((cause.change for cause in named[_CAUSES:]), start=type(named[0].change)(0))
        others = Cause(REST, "", type(rest)(0), rest)
        parts.append(_cause(REST_CAUSES["others"].format(count=len(named) - _CAUSES), others, places))
    parts += [_cause(REST_CAUSES["rest"], cause, places) for cause in found if cause.id == REST]
    return CAUSE["join"].join(parts)


def _cause(name: str, cause: Cause, places: int) -> str:
    return CAUSE["one"].format(name=name, change=number_text(cause.change, Kind.SIGNED_POINTS, places))


def leaf_table(moves: Moves, places: int, limit: int | None) -> Table:
    """The criteria through which units moved."""
    columns = (
        Column("id", MOVE_COLUMNS["id"], Kind.CODE),
        Column("name", MOVE_COLUMNS["name"], Kind.LONG, 40),
        Column("units", MOVE_COLUMNS["units"], Kind.COUNT),
        Column("mean", MOVE_COLUMNS["mean"], Kind.SIGNED_POINTS),
        Column("least", MOVE_COLUMNS["least"], Kind.SIGNED_POINTS),
        Column("most", MOVE_COLUMNS["most"], Kind.SIGNED_POINTS),
    )
    shown = moves.leaves if limit is None else moves.leaves[:limit]
    rows = tuple(Row((one.id, one.name, one.units, one.total / one.units, one.least, one.most)) for one in shown)
    return Table("leaves", TABLE_TITLES["leaves"], columns, rows, places=places)


def reach_table(found: Sequence[Reach]) -> Table:
    """How many reports answer each criterion."""
    columns = (
        Column("id", MOVE_COLUMNS["id"], Kind.CODE),
        Column("name", MOVE_COLUMNS["name"], Kind.LONG, 40),
        Column("asked", MOVE_COLUMNS["asked"]),
        Column("answered", MOVE_COLUMNS["answered"], Kind.COUNT),
        Column("silent", MOVE_COLUMNS["silent"], Kind.COUNT),
        Column("outside", MOVE_COLUMNS["outside"], Kind.COUNT),
    )
    rows = tuple(
        Row((one.leaf.id, one.leaf.name, MOVES[one.asked], one.answered, one.silent, one.outside)) for one in found
    )
    return Table("reach", TABLE_TITLES["reach"], columns, rows)


def summary(moves: Moves) -> str:
    """How many units moved, in one line."""
    if not (moves.units or moves.stakes):
        return MOVES["nothing"].format(count=moves.count)
    return MOVES["summary"].format(
        count=moves.count, points=moves.points, places=moves.places, grades=moves.grades, stakes=moves.stakes
    )


def step_lines(steps: Sequence[Step]) -> Iterator[str]:
    """What `--rescale` moves along, the criteria one by one, the points inside their rules as well."""
    from scoring.workbench.figures import decimal_text

    for one in steps:
        yield MOVES["step"].format(
            address=one.address, name=one.name, old=decimal_text(one.old), new=decimal_text(one.new)
        )


def change_lines(changes: Sequence[Change]) -> Iterator[str]:
    """The differences of two rubrics, under their nodes."""
    heading = None
    for change in changes:
        if change.kind in (ADDED, REMOVED):
            heading = None
            key = "added" if change.kind == ADDED else "removed"
            told = change.new or change.old
            yield MOVES[key].format(id=change.id, name=change.name, told=told) + _kinds(change)
            continue
        if heading != (change.id, change.name):
            heading = (change.id, change.name)
            yield MOVES["node"].format(id=change.id, name=change.name).strip()
        yield from _field(change)


def _field(change: Change) -> Iterator[str]:
    words = {"field": change.field, "old": change.old, "new": change.new}
    if change.kind != FIELD:
        key = {MOVED: "moved", RENAMED: "renamed", REORDERED: "reordered"}[change.kind]
        yield "  " + MOVES[key].format(**words) + _kinds(change)
    elif max(len(change.old), len(change.new)) <= _LONG:
        yield "  " + MOVES["field"].format(**words) + _kinds(change)
    else:
        yield "  " + MOVES["field_long"].format(**words) + _kinds(change)
        yield "    " + MOVES["old"].format(**words)
        yield "    " + MOVES["new"].format(**words)


def _kinds(change: Change) -> str:
    return MOVES["kinds"].format(kinds=LIST_JOIN.join(map(kind_name, change.kinds))) if change.kinds else ""
