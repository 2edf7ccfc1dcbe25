"""By which key and which digest a row of a reviewed workbook is known again."""

from __future__ import annotations

import hashlib
from decimal import Decimal

_DIGITS = 12


def row_key(unit_key: str, year: int | None, criterion: str) -> str:
    """`unit|year|criterion`; a year that is not known is empty. Criterion ids hold no `|`; a unit's may, so it is read from the right."""
    return f"{unit_key}|{'' if year is None else year}|{criterion}"


def split_key(key: str) -> tuple[str, int | None, str]:
    """The parts of `row_key`. Raises ValueError for anything else."""
    unit, year, criterion = key.rsplit("|", 2)
    return unit, int(year) if year else None, criterion


def row_hash(key: str, engine_points: Decimal | float | None, quote: str) -> str:
    """Twelve hexadecimal digits over the key, the engine's points and the quote, as the engine wrote them."""
    points = "" if engine_points is None else format(Decimal(str(engine_points)).normalize(), "f")
    return hashlib.sha256("\x1f".join((key, points, quote)).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
