"""A cell as text, for the terminal and for files that know no number formats."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from scoring.messages.workbook import MOVED
from scoring.tables.types import Cell, Figure, Input, Kind, Link, Live, Passage, State


def cell_text(cell: Cell, kind: Kind = Kind.TEXT, places: int = 2) -> str:
    """`cell` as people read it: points with `places` decimals, rates in percent, rounded half up; "" for None."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Passage):
        return cell.text
    if isinstance(cell, State | Link):
        return cell.words
    if isinstance(cell, Input | Live):
        return cell_text(cell.value, kind, places)
    if isinstance(cell, Figure):
        return number_text(cell.value, cell.kind, places)
    return number_text(cell, kind, places)


def number_text(value: float | Decimal, kind: Kind, places: int = 2) -> str:
    """A number in the form its kind asks for."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    if kind is Kind.PERCENT:
        return f"{fixed(exact * 100, 2)}%"
    if kind is Kind.POINTS:
        return fixed(exact, places)
    if kind is Kind.SIGNED_POINTS:
        text = fixed(exact, places)
        return f"+{text}" if exact > 0 else text
    if kind is Kind.MOVED:
        return MOVED["up" if exact > 0 else "down" if exact < 0 else "same"].format(places=plain(abs(exact)))
    return plain(exact)


def fixed(value: Decimal, places: int) -> str:
    """`value` with exactly `places` decimals, rounded half up, never `-0`."""
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return format(abs(rounded) if rounded == 0 else rounded, "f")


def plain(value: Decimal | float) -> str:
    """A number without exponent and without trailing zeros: 63, 0.5."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    text = format(exact, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def share_text(share: Decimal) -> str:
    """A share as a rubric says it: 60%."""
    return f"{plain(share * 100)}%"
