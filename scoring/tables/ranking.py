"""The ranking, and the short table of headline criteria."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from scoring.messages.workbook import COLUMNS, PROVISIONAL, SHEETS, UNRANKED, WITH_POINTS
from scoring.results import LeafScore, Run, UnitScore
from scoring.rubric.types import Leaf, Node
from scoring.tables.format import plain
from scoring.tables.order import places, ranked_units, shared_state, unscored_state
from scoring.tables.types import Cell, Column, Kind, Row, Table
from scoring.tables.words import flag_words, group_words, state, state_of

_TOP = Decimal(3)


def ranking_table(run: Run, dimensions: bool = True) -> Table:
    """One row per unit by group and rank: total, grade, points per dimension, coverage, points at stake, last year.

    `dimensions` False leaves the points per dimension out (narrow terminals). The columns on last year stand there only if
    some unit has last year's total, the column of doubts only if some unit has one. A unit none of whose criteria has
    points shows its state in words in place of total and rank.
    """
    units = ranked_units(run)
    shown = run.rubric.dimensions if dimensions else ()
    with_previous = any(unit.previous_total is not None for unit in units)
    with_flags = any(unit.flags for unit in units)
    columns = [
        Column("group", COLUMNS["group"], width=14),
        Column("rank", COLUMNS["rank"], Kind.RANK, 7, strong=True),
        Column("unit", COLUMNS["unit"], width=24, strong=True),
        Column("year", COLUMNS["year"], Kind.COUNT, 7),
        Column("total", COLUMNS["total"], Kind.POINTS, 9, strong=True),
        Column("full_marks", COLUMNS["full_marks"], Kind.POINTS, 9),
        Column("grade", COLUMNS["grade"], Kind.MARK, 9),
        *(Column(f"dimension:{node.id}", _dimension_title(node), Kind.POINTS, 12) for node in shown),
        Column("coverage", COLUMNS["coverage"], Kind.PERCENT, 9),
        Column("stake", COLUMNS["stake"], Kind.POINTS, 10),
    ]
    if with_previous:
        columns += [
            Column("previous_total", COLUMNS["previous_total"], Kind.POINTS, 10),
            Column("previous_rank", COLUMNS["previous_rank"], Kind.RANK, 10),
            Column("total_change", COLUMNS["total_change"], Kind.SIGNED_POINTS, 10),
            Column("rank_change", COLUMNS["rank_change"], Kind.MOVED, 10),
        ]
    if with_flags:
        columns.append(Column("unit_flags", COLUMNS["unit_flags"], Kind.LONG, 24))
    rows = []
    group: str | None = None
    for unit in units:
        cells = _ranking_cells(unit, shown)
        if with_previous:
            cells += _previous_cells(unit)
        if with_flags:
            cells.append(flag_words(unit.flags))
        rows.append(Row(tuple(cells), _role(unit, group)))
        group = unit.group
    return Table("ranking", SHEETS["ranking"], tuple(columns), tuple(rows), frozen=3, places=run.rubric.places)


def _dimension_title(node: Node) -> str:
    return WITH_POINTS.format(name=node.name, points=plain(node.points))


def _role(unit: UnitScore, group_before: str | None) -> str:
    role = "top_" if unscored_state(unit) is None and unit.rank <= _TOP else ""
    if group_before is not None and unit.group != group_before:
        role += "group"
    return role.rstrip("_")


def _ranking_cells(unit: UnitScore, shown: Sequence[Node]) -> list[Cell]:
    unscored = unscored_state(unit)
    rank: Cell = unit.rank
    total: Cell = unit.published
    grade = PROVISIONAL.format(grade=unit.grade) if "grade_open" in unit.flags and unit.grade else unit.grade
    if unscored is not None:
        rank, total, grade = UNRANKED, state(unscored), ""
    return [
        group_words(unit.group),
        rank,
        unit.unit,
        unit.year,
        total,
        unit.full_marks,
        grade,
        *(_dimension_cell(unit, node) for node in shown),
        unit.coverage,
        unit.stake,
    ]


def _dimension_cell(unit: UnitScore, node: Node) -> Cell:
    """The points on a dimension; in words why there are none where none of its criteria has any."""
    below = {leaf.id for leaf in node.leaves()}
    unscored = shared_state(leaf for leaf in unit.leaves if leaf.criterion in below)
    if unscored is not None:
        return state(unscored)
    for score in unit.nodes:
        if score.node == node.id:
            return score.points
    return None


def _previous_cells(unit: UnitScore) -> list[Cell]:
    scored = unscored_state(unit) is None
    total, rank = unit.previous_total, unit.previous_rank
    return [
        total,
        rank,
        unit.published - total if scored and total is not None else None,
        rank - unit.rank if scored and rank is not None else None,
    ]


def headline_table(run: Run, criteria: Sequence[str]) -> Table:
    """Units by group and rank with total and, for each of `criteria` (ids), the value as read, points and quote.

    Raises KeyError, naming it, for a criterion that the rubric does not have.
    """
    order = places(run.rubric)
    for criterion in criteria:
        if criterion not in order:
            raise KeyError(criterion)
    columns = [
        Column("group", COLUMNS["group"], width=14),
        Column("rank", COLUMNS["rank"], Kind.RANK, 7),
        Column("unit", COLUMNS["unit"], width=24),
        Column("total", COLUMNS["total"], Kind.POINTS, 9),
    ]
    for criterion in criteria:
        name = order[criterion].leaf.name
        columns += [
            Column(f"value:{criterion}", name, width=12),
            Column(f"points:{criterion}", COLUMNS["points"], Kind.POINTS, 9),
            Column(f"quote:{criterion}", COLUMNS["quote"], Kind.LONG, 36),
        ]
    rows = []
    for unit in ranked_units(run):
        unscored = unscored_state(unit)
        cells: list[Cell] = [
            group_words(unit.group),
            unit.rank if unscored is None else UNRANKED,
            unit.unit,
            unit.published if unscored is None else state(unscored),
        ]
        scores = {leaf.criterion: leaf for leaf in unit.leaves}
        for criterion in criteria:
            cells += _headline_cells(scores.get(criterion), order[criterion].leaf)
        rows.append(Row(tuple(cells)))
    return Table("headline", SHEETS["headline"], tuple(columns), tuple(rows), frozen=3, places=run.rubric.places)


def _headline_cells(score: LeafScore | None, leaf: Leaf) -> list[Cell]:
    if score is None:
        return [None, None, None]
    points: Cell = state_of(score, leaf) if score.points is None else score.points
    quote = score.used[0].evidence.quote if score.used else ""
    return [score.value_text, points, quote]
