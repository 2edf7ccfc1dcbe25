"""Bars as inline SVG: points solid, points at stake pale, out of the full marks."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from scoring.pages.markup import Html, element
from scoring.tables.format import fixed, plain

_COLUMN, _GAP, _TALL = 7, 3, 24


def share(part: Decimal, whole: Decimal) -> Decimal:
    """`part / whole` within 0 to 1; 0 where the whole is nothing. Penalties and bonuses may leave the range."""
    if whole <= 0:
        return Decimal(0)
    return min(max(part / whole, Decimal(0)), Decimal(1))


def bar(points: Decimal, stake: Decimal, full: Decimal, label: str, colour: int | None = None) -> Html:
    """A lying bar; `label` says the same in words."""
    solid = share(points, full)
    pale = min(share(stake, full), 1 - solid)
    parts = []
    if solid:
        parts.append(element("rect", class_="solid", width=_percent(solid)))
    if pale:
        parts.append(element("rect", class_="pale", x=_percent(solid), width=_percent(pale)))
    return element("svg", *parts, class_="bar" + _colour(colour), role="img", aria_label=label)


def columns(shares: Sequence[tuple[Decimal, Decimal, int]]) -> Html:
    """Small standing bars side by side, one per (points share, stake share, colour). They are a picture of figures that stand
    elsewhere on the page, so they are not read aloud."""
    parts = []
    for number, (points, stake, colour) in enumerate(shares):
        left = number * (_COLUMN + _GAP)
        solid = points * _TALL
        pale = min(stake, 1 - points) * _TALL
        parts.append(_column("ground", left, Decimal(0), Decimal(_TALL)))
        if pale:
            parts.append(_column("pale", left, _TALL - solid - pale, pale, colour))
        if solid:
            parts.append(_column("solid", left, _TALL - solid, solid, colour))
    width = max(len(shares) * (_COLUMN + _GAP) - _GAP, 1)
    return element("svg", *parts, class_="columns", width=width, height=_TALL, aria_hidden="true")


def _column(kind: str, left: int, top: Decimal, height: Decimal, colour: int | None = None) -> Html:
    figures: dict[str, int | str | None] = {"x": left or None, "y": None if top == 0 else _number(top)}
    return element("rect", class_=kind + _colour(colour), **figures, width=_COLUMN, height=_number(height))


def _colour(colour: int | None) -> str:
    return "" if colour is None else f" d{colour}"


def _percent(part: Decimal) -> str:
    return f"{_number(part * 100)}%"


def _number(value: Decimal) -> str:
    return plain(Decimal(fixed(value, 2)))
