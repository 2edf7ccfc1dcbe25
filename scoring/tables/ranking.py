"""The ranking, and the short table of headline criteria."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from scoring.messages.workbook import (
    COLUMNS,
    NOT_ASSESSED,
    PROVISIONAL,
    SHEETS,
    UNRANKED,
    VETO_CELL,
    VETO_STATES,
    WITH_POINTS,
)
from scoring.results import LeafScore, Outcome, Run, UnitScore
from scoring.rubric.types import BONUS, PENALTY, Leaf, Node
from scoring.tables.format import plain
from scoring.tables.order import all_dimensions, places, ranked_units, shared_state, unscored_state
from scoring.tables.types import Cell, Column, Kind, Row, Table
from scoring.tables.words import flag_words, group_words, state, state_of

_TOP = Decimal(3)


def ranking_table(run: Run, dimensions: bool = True) -> Table:
    """One row per unit by group and rank: total, grade, points per dimension, coverage, points at stake, last year.

    `dimensions` False leaves the points per dimension out (narrow terminals). The columns on last year stand there only if
    some unit has last year's total, the column of doubts only if some unit has one. A unit none of whose criteria has
    points shows its state in words in place of total and rank; one without a report has that in place of its grade.
    """
    units = ranked_units(run)
    shown = all_dimensions(run.rubric) if dimensions else ()
    with_previous = any(unit.previous_total is not None for unit in units)
    with_flags = any(unit.flags for unit in units)
    columns = [
        Column("group", COLUMNS["group"], width=14),
        Column("rank", COLUMNS["rank"], Kind.RANK, 7, strong=True),
        Column("unit", COLUMNS["unit"], width=24, strong=True),
        Column("year", COLUMNS["year"], Kind.COUNT, 7),
        Column("total", COLUMNS["total"], Kind.POINTS, 9, strong=True),
        Column("full_marks", COLUMNS["full_marks"], Kind.POINTS, 9),
        Column("grade", COLUMNS["grade"], Kind.MARK, 12),
        *(Column(f"dimension:{node.id}", _dimension_title(node), Kind.POINTS, 12) for node in shown),
        *_further_columns(units),
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
    further = [column.id for column in _further_columns(units)]
    for unit in units:
        cells = _ranking_cells(unit, shown, further)
        if with_previous:
            cells += _previous_cells(unit)
        if with_flags:
            cells.append(flag_words(unit.flags))
        rows.append(Row(tuple(cells), _role(unit, group)))
        group = unit.group
    return Table("ranking", SHEETS["ranking"], tuple(columns), tuple(rows), frozen=3, places=run.rubric.places)


def _further_columns(units: Sequence[UnitScore]) -> list[Column]:
    """What only some rubrics have: points before and from the pools, vetoes, what units gave themselves."""
    kinds = {pool.kind for unit in units for pool in unit.pools}
    vetoed = any(veto.triggered is not False for unit in units for veto in unit.vetoes)
    columns = []
    if kinds or vetoed:
        columns.append(Column("base", COLUMNS["base"], Kind.POINTS, 11))
    columns += [Column(kind, COLUMNS[kind], Kind.SIGNED_POINTS, 9) for kind in (BONUS, PENALTY) if kind in kinds]
    if vetoed:
        columns.append(Column("vetoes", COLUMNS["vetoes"], Kind.LONG, 28))
    if any(unit.self_total is not None for unit in units):
        columns.append(Column("self_total", COLUMNS["self_total"], Kind.POINTS, 10))
    return columns


def _further_cells(unit: UnitScore) -> dict[str, Cell]:
    points = {kind: sum((p.points for p in unit.pools if p.kind == kind), Decimal(0)) for kind in (BONUS, PENALTY)}
    vetoes = [
        VETO_CELL.format(name=veto.name, state=VETO_STATES[veto.triggered], effects="，".join(veto.effects))
        for veto in unit.vetoes
        if veto.triggered is not False
    ]
    return {
        "base": unit.base,
        BONUS: points[BONUS],
        PENALTY: -points[PENALTY],
        "vetoes": "；".join(vetoes),
        "self_total": unit.self_total,
    }


def _dimension_title(node: Node) -> str:
    return WITH_POINTS.format(name=node.name, points=plain(node.points))


def _role(unit: UnitScore, group_before: str | None) -> str:
    role = "top_" if unscored_state(unit) is None and unit.ranked and unit.rank <= _TOP else ""
    if group_before is not None and unit.group != group_before:
        role += "group"
    return role.rstrip("_")


def _ranking_cells(unit: UnitScore, shown: Sequence[Node], further: Sequence[str]) -> list[Cell]:
    unscored = unscored_state(unit)
    rank: Cell = unit.rank
    total: Cell = unit.published
    grade: Cell = PROVISIONAL.format(grade=unit.grade) if "grade_open" in unit.flags and unit.grade else unit.grade
    if not unit.reports and any(leaf.outcome is Outcome.NO_REPORT for leaf in unit.leaves):
        # Tables and people may have given it points: that is no grade of a unit that has not reported.
        grade = state(Outcome.NO_REPORT)
    if unscored is not None:
        rank, total, grade = UNRANKED, state(unscored), ""
    elif not unit.ranked:
        rank, grade = NOT_ASSESSED, ""
    more = _further_cells(unit)
    return [
        group_words(unit.group),
        rank,
        unit.unit,
        unit.year,
        total,
        unit.full_marks,
        grade,
        *(_dimension_cell(unit, node) for node in shown),
        *(more[name] for name in further),
        unit.coverage,
        unit.stake,
    ]


def _dimension_cell(unit: UnitScore, node: Node) -> Cell:
    """The points on a dimension; in words why there are none where none of its criteria has any. None where the unit's own sheet does not
    have it."""
    score = next((score for score in unit.nodes if score.node == node.id), None)
    if score is None:
        return None
    unscored = shared_state(leaf for leaf in unit.leaves if leaf.dimension == node.id)
    return score.points if unscored is None else state(unscored)


def _previous_cells(unit: UnitScore) -> list[Cell]:
    scored = unscored_state(unit) is None and unit.ranked
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
            UNRANKED if unscored is not None else unit.rank if unit.ranked else NOT_ASSESSED,
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
