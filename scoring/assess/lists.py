"""The rows of a table as the things that a tariff charges."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from scoring.assess.case import Case
from scoring.messages.assess import REASONS
from scoring.messages.rules import REFUSALS
from scoring.rubric.rule_specs import Tariff
from scoring.rules.inputs import Item
from scoring.rules.tariff import refused
from scoring.sources.types import Cell


@dataclass(frozen=True, slots=True)
class Listing:
    """`items` are the rows; `cells` those that say the level, one per row."""

    items: tuple[Item, ...]
    cells: tuple[Cell, ...]


def rows_of(case: Case, table: str, tariff: Tariff) -> Listing | None:
    """The unit's rows; none at all where the table is there and does not name the unit (nothing happened). None: no such table yet."""
    if not case.has_table(table):
        return None
    items, cells = [], []
    for row in case.rows(table):
        level = row.cells.get(tariff.level)
        matter = row.cells.get(tariff.matter)
        times = row.cells.get(tariff.times)
        count = times.value if times is not None and isinstance(times.value, Decimal) else Decimal(1)
        items.append(Item(_text(level), _text(matter), count))
        if level is not None:
            cells.append(level)
    return Listing(tuple(items), tuple(cells))


def refusal_of(tariff: Tariff, items: tuple[Item, ...], table: str) -> str:
    """Why the rows cannot be charged, in words; "" if they can."""
    level = refused(tariff, items)
    if level is None:
        return ""
    levels = "、".join(name for name, _ in tariff.levels)
    refusal = REFUSALS["tariff"].format(level=level, levels=levels)
    return REASONS["tariff_level"].format(refusal=refusal, subject=table)


def _text(cell: Cell | None) -> str:
    return "" if cell is None else cell.shown or str(cell.value)
