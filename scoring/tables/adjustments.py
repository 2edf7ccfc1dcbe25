"""加减分与否决: what pools add and take, which vetoes are triggered, and what follows."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from scoring.messages.workbook import CAPPED, COLUMNS, POOLS, SHEETS, VETO_KINDS, VETO_STATES
from scoring.results import LeafScore, Outcome, PoolScore, Run, UnitScore, VetoScore
from scoring.rubric.types import BONUS, Rubric
from scoring.tables.order import Place, places, ranked_units
from scoring.tables.types import Cell, Column, Kind, Table, row
from scoring.tables.words import cell_place, cited, group_words, state_of

_COLUMNS = (
    Column("unit", COLUMNS["unit"], Kind.LONG, 20, strong=True),
    Column("kind", COLUMNS["item_kind"], Kind.MARK, 11),
    Column("item", COLUMNS["item"], Kind.LONG, 30),
    Column("points", COLUMNS["adjustment"], Kind.SIGNED_POINTS, 9),
    Column("state", COLUMNS["state"], Kind.MARK, 12),
    Column("words", COLUMNS["words"], Kind.LONG, 44),
    Column("effects", COLUMNS["effects"], Kind.LONG, 28),
    Column("quotes", COLUMNS["quotes"], Kind.LONG, 44),
    Column("group", COLUMNS["group"], width=14, printed=False),
    Column("year", COLUMNS["year"], Kind.COUNT, 7, printed=False),
    Column("id", COLUMNS["node_id"], Kind.CODE, 24, printed=False),
)
_Values = dict[str, Cell]


def adjustments_table(run: Run) -> Table:
    """One row per criterion of a pool that has points or waits for them, one per pool that is cut, one per veto; units by group and rank.

    No rows where the rubric has neither pools nor vetoes.
    """
    rows = []
    order = places(run.rubric)
    for unit in ranked_units(run):
        found = [*_pools(unit, order), *map(_veto, unit.vetoes)]
        for number, values in enumerate(found):
            values |= {"unit": unit.unit, "group": group_words(unit.group), "year": unit.year}
            rows.append(row(_COLUMNS, values, "" if number else "group"))
    return Table("adjustments", SHEETS["adjustments"], _COLUMNS, tuple(rows), frozen=1, places=run.rubric.places)


def has_adjustments(rubric: Rubric) -> bool:
    """Whether there can be rows at all."""
    return any(one.pools or one.vetoes for one in (rubric, *(variant for _, variant in rubric.variants)))


def _pools(unit: UnitScore, order: dict[str, Place]) -> Iterator[_Values]:
    for pool in unit.pools:
        sign = Decimal(1 if pool.kind == BONUS else -1)
        for leaf in pool.leaves:
            if not leaf.points and leaf.outcome is not Outcome.PENDING and not leaf.flags:
                continue
            place = order.get(leaf.criterion)
            yield {
                "kind": POOLS[pool.kind],
                "item": leaf.name,
                "points": None if leaf.points is None else leaf.points * sign,
                "state": state_of(leaf, None if place is None else place.leaf, pool.kind),
                "words": leaf.words,
                "effects": "",
                "quotes": _quotes(leaf),
                "id": leaf.criterion,
            }
        if pool.counted > pool.points:
            yield _cut(pool, sign)


def _cut(pool: PoolScore, sign: Decimal) -> _Values:
    """What of a pool is not counted because it is full."""
    return {
        "kind": POOLS[pool.kind],
        "item": pool.name,
        "points": (pool.points - pool.counted) * sign,
        "state": "",
        "words": CAPPED.format(counted=_plain(pool.counted), cap=_plain(pool.cap)),
        "effects": "",
        "quotes": "",
        "id": pool.pool,
    }


def _veto(veto: VetoScore) -> _Values:
    quotes = [*(cited(fact.evidence) for fact in veto.used), *map(cell_place, veto.cells)]
    return {
        "kind": VETO_KINDS[veto.gate],
        "item": veto.name,
        "points": None,
        "state": VETO_STATES[veto.triggered],
        "words": veto.words,
        "effects": "，".join(veto.effects) if veto.triggered is not False else "",
        "quotes": "\n".join(filter(None, quotes)),
        "id": veto.veto,
    }


def _quotes(leaf: LeafScore) -> str:
    return "\n".join(filter(None, [*(cited(fact.evidence) for fact in leaf.used), *map(cell_place, leaf.cells)]))


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
