"""稳健性: between which places a unit lies while answers are open, and when any one criterion is left out for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from scoring.messages.workbook import COLUMNS, SHEETS
from scoring.rank import half_up
from scoring.results import Run, UnitScore
from scoring.tables.order import places, ranked_units, unscored_state
from scoring.tables.types import Cell, Column, Kind, Table, row
from scoring.tables.words import group_words

_ZERO = Decimal(0)
_COLUMNS = (
    Column("group", COLUMNS["group"], width=14),
    Column("rank", COLUMNS["rank"], Kind.RANK, 7, strong=True),
    Column("unit", COLUMNS["unit"], width=24, strong=True),
    Column("total", COLUMNS["total"], Kind.POINTS, 9),
    Column("stake", COLUMNS["stake"], Kind.POINTS, 10),
    Column("rank_for", COLUMNS["rank_for"], Kind.RANK, 12),
    Column("rank_against", COLUMNS["rank_against"], Kind.RANK, 12),
    Column("rank_best", COLUMNS["rank_best"], Kind.RANK, 12),
    Column("dropped_best", COLUMNS["dropped_best"], Kind.LONG, 28),
    Column("rank_worst", COLUMNS["rank_worst"], Kind.RANK, 12),
    Column("dropped_worst", COLUMNS["dropped_worst"], Kind.LONG, 28),
)


def robustness_table(run: Run) -> Table:
    """One row per ranked unit with points: its place, the best and worst one that open answers allow (all of its own for it and none for the
    others, and the other way round), and over all criteria dropped one at a time (their points taken from every unit, not shared out)."""
    groups: dict[str, list[UnitScore]] = {}
    for unit in ranked_units(run):
        if unit.ranked:
            groups.setdefault(unit.group, []).append(unit)
    names = {id_: place.leaf.name for id_, place in places(run.rubric).items()}
    rows = []
    for members in groups.values():
        low = [half_up(max(_ZERO, unit.total - unit.loss), run.rubric.places) for unit in members]
        high = [half_up(unit.total + unit.gain, run.rubric.places) for unit in members]
        dropped = _dropped(members, list(names), run.rubric.places)
        for index, unit in enumerate(members):
            if unscored_state(unit) is not None:
                continue
            others = [number for number in range(len(members)) if number != index]
            best, worst = _extremes(dropped, index)
            values: dict[str, Cell] = {
                "group": group_words(unit.group),
                "rank": unit.rank,
                "unit": unit.unit,
                "total": unit.published,
                "stake": unit.stake,
                "rank_for": 1 + sum(low[other] > high[index] for other in others),
                "rank_against": 1 + sum(high[other] > low[index] for other in others),
                "rank_best": best[0],
                "dropped_best": names.get(best[1], ""),
                "rank_worst": worst[0],
                "dropped_worst": names.get(worst[1], ""),
            }
            rows.append(row(_COLUMNS, values, "" if index else "group"))
    return Table("robustness", SHEETS["robustness"], _COLUMNS, tuple(rows), frozen=3, places=run.rubric.places)


def _dropped(members: Sequence[UnitScore], criteria: Sequence[str], digits: int) -> Mapping[str, list[int]]:
    """For every criterion the places of all members without its points; "" for nothing dropped."""
    points = [
        {
            leaf.criterion: leaf.points * leaf.scale
            for leaf in unit.leaves
            if leaf.points is not None and not leaf.excluded
        }
        for unit in members
    ]
    found = {}
    for criterion in ("", *criteria):
        if criterion and not any(criterion in own for own in points):
            continue
        totals = [
            half_up(unit.total - own.get(criterion, _ZERO), digits) for unit, own in zip(members, points, strict=True)
        ]
        ordered = sorted(totals, reverse=True)
        first = {total: place for place, total in reversed(list(enumerate(ordered, start=1)))}
        found[criterion] = [first[total] for total in totals]
    return found


def _extremes(dropped: Mapping[str, list[int]], index: int) -> tuple[tuple[int, str], tuple[int, str]]:
    """The best and the worst place of a member, each with the criterion that it takes ("" where it holds anyway)."""
    best = worst = (dropped[""][index], "")
    for criterion, found in dropped.items():
        if found[index] < best[0]:
            best = (found[index], criterion)
        if found[index] > worst[0]:
            worst = (found[index], criterion)
    return best, worst
