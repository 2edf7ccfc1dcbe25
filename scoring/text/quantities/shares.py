"""Rates written as parts: 百分之九十七点七, 千分之三, 三分之二, 2/3, 百分百."""

from __future__ import annotations

import re

from scoring.text.quantities.bounds import OVER, bound_before, bounded, exact, rejected
from scoring.text.quantities.lexicon import AFTER_BOUNDS
from scoring.text.quantities.numerals import DIGITS, amount, parse
from scoring.text.quantities.patterns import COMPOUND, HUNDRED, PARTS, SLASHED
from scoring.text.quantities.types import DOCUMENT, NAME, RATE, Quantity

# The wholes that are units of their own; 三分之二 and the like get the unit 分之.
_WHOLES = {"百": ("%", -2), "一百": ("%", -2), "千": ("‰", -3), "一千": ("‰", -3), "万": ("万分之", -4)}


def read_parts(text: str, i: int, floor: int) -> Quantity | None:
    """X分之Y at `i`, or 百分百; None where no number follows (百分制, a lone 百分之)."""
    match = PARTS.match(text, i)
    if match is not None:
        return _parts(text, match, i, floor)
    match = HUNDRED.match(text, i)
    if match is None:
        return None
    kind, begin = bound_before(text, i, floor)
    return _rate(begin, match.end(), i, i + 3, 1.0, kind, match.group(1), "%", None)


def _parts(text: str, match: re.Match[str], i: int, floor: int) -> Quantity:
    whole, arabic, han, decimals, over, suffix = match.groups()
    if arabic is not None:
        top = arabic.replace(",", "")
        number_start, number_end = match.span(2)
    else:
        numeral = parse(han)
        if numeral is None:
            return rejected(i, match.end(3), NAME, "parts of something without a number")
        top = str(numeral.value) + (f".{spell(decimals)}" if decimals else "")
        number_start, number_end = match.start(3), match.end(4) if decimals else match.end(3)
    kind, begin = bound_before(text, i, floor)
    step = None
    if whole in _WHOLES:
        unit, exponent = _WHOLES[whole]
        value = float(f"{top}e{exponent}")
        if over and unit == "%" and top.endswith("0") and "." not in top:
            step = 0.1
    else:
        bottom = amount(whole)
        if not bottom:
            return rejected(i, match.end(), NAME, "parts of something without a number")
        unit, value, number_start = "分之", float(top) / bottom, i
    return _rate(begin, match.end(), number_start, number_end, value, OVER if over else kind, suffix, unit, step)


def read_slashed(text: str, i: int, floor: int) -> Quantity:
    """2/3 is a fraction only where words around say so (超过2/3, 2/3以上); else figures with a stroke number something."""
    match = SLASHED.match(text, i)
    if match is not None:
        top, bottom = int(match.group(1)), int(match.group(2))
        kind, begin = bound_before(text, i, floor)
        clear = kind or match.group(3) or text[i - 1 : i] in ("占", "达", "到", "的", "为")
        if 0 < top < bottom and clear:
            return _rate(begin, match.end(), i, match.end(2), top / bottom, kind, match.group(3), "/", None)
    token = COMPOUND.match(text, i)
    assert token is not None
    if sum(char.isdigit() for char in token.group()) >= 6:
        return rejected(i, token.end(), DOCUMENT, "index number")
    return rejected(i, token.end(), NAME, "figures joined by a stroke")


def spell(decimals: str) -> str:
    """Decimals digit by digit: 七五 → 75."""
    return "".join(str(DIGITS[char]) for char in decimals)


def _rate(
    begin: int,
    end: int,
    number_start: int,
    number_end: int,
    value: float,
    kind: str,
    suffix: str | None,
    unit: str,
    step: float | None,
) -> Quantity:
    if suffix == "内":
        suffix, end = None, end - 1
    if suffix and kind != OVER:
        kind = AFTER_BOUNDS.get(suffix) or AFTER_BOUNDS[suffix[-2:]]
    if kind:
        return bounded(begin, end, number_start, number_end, RATE, value, kind, unit, step)
    return exact(begin, end, number_start, number_end, RATE, value, unit)
