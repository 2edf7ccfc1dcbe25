"""What the rows of a list are worth together: the arithmetic that `count` and `deduct` share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoring.messages.rules import TARIFF_LINE, TARIFF_MATTER
from scoring.rubric.rule_specs import EACH, ONCE, Tariff
from scoring.rules.inputs import Item
from scoring.rules.numbers import plain, shown_points


@dataclass(frozen=True, slots=True)
class Charge:
    """What a list comes to, in words for each matter that counts."""

    points: Decimal
    words: tuple[str, ...]


def charge(tariff: Tariff, items: Sequence[Item]) -> Charge:
    """Σ over the matters of what their rows are worth.

    A row is worth the points of its level for every time it happened. Rows of one matter (all rows that name the same; a row that names none
    is a matter of its own): `once` the dearest row, once however often it happened; `each` all of them; `double` the dearest once, every
    further time at `factor` times its level. The order of the rows never matters. Raises ValueError for a level without points; `refused`
    says so beforehand. Example: 国家级 3, 省级 2, the same matter at both levels, once → 3.
    """
    matters: dict[str, list[Item]] = defaultdict(list)
    for index, item in enumerate(items):
        matters[item.matter or f"\0{index}"].append(item)
    total = Decimal(0)
    words = []
    for rows in sorted(matters.values(), key=lambda rows: sorted((row.level, row.matter, row.times) for row in rows)):
        points = _matter(tariff, rows)
        total += points
        words.append(_words(rows, points))
    return Charge(total, tuple(words))


def refused(tariff: Tariff, items: Sequence[Item]) -> str | None:
    """The first level (in sorted order) that the tariff has no points for; None if there is none."""
    if tariff.other is not None:
        return None
    known = {name for name, _ in tariff.levels}
    return next((level for level in sorted({item.level for item in items}) if level not in known), None)


def _matter(tariff: Tariff, rows: Sequence[Item]) -> Decimal:
    prices = dict(tariff.levels)
    worth = []
    for row in rows:
        price = prices.get(row.level, tariff.other)
        if price is None:
            raise ValueError(f"no points for the level {row.level!r}")
        worth.append((price, row.times))
    dearest = max(price for price, _ in worth)
    if tariff.same == ONCE:
        return dearest
    together = sum((price * times for price, times in worth), Decimal(0))
    return together if tariff.same == EACH else dearest + (together - dearest) * tariff.factor


def _words(rows: Sequence[Item], points: Decimal) -> str:
    levels = "、".join(sorted(f"{row.level}{plain(row.times)}次" if row.times != 1 else row.level for row in rows))
    template = TARIFF_MATTER if rows[0].matter else TARIFF_LINE
    return template.format(matter=rows[0].matter, levels=levels, points=shown_points(points))
