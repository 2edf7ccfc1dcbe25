"""Ranges: 10—20件, 3至5万元, 30%—50%, 五到八次."""

from __future__ import annotations

from typing import NamedTuple

from scoring.text.quantities.bounds import EXPONENT, bound_before, make
from scoring.text.quantities.lexicon import EXPONENTS, UNIT_CLASS
from scoring.text.quantities.numerals import PLAIN, parse
from scoring.text.quantities.patterns import ARABIC, DASH, HAN, RANGE
from scoring.text.quantities.types import Quantity

RANGE_MARKS = frozenset(DASH) | frozenset("至到 ")
_CHANGE = frozenset("由从自")


class _Number(NamedTuple):
    digits: str
    exponent: int
    scaled: bool
    unit: str
    number_end: int
    unit_end: int
    end: int
    suffix: str


def read_range(text: str, i: int, floor: int, digits: str, exponent: int, unit: str, end: int) -> Quantity | None:
    """The range whose first number, `digits`·10^`exponent` with `unit`, stands at `i` and ends at `end`; None if there is
    none. The value is the lower end; both ends belong to it.

    由7人到9人 tells of a change: two numbers. Of 3—5万元 the 万 belongs to both.
    """
    mark = RANGE.match(text, end)
    second = _second(text, mark.end()) if mark is not None else None
    if mark is None or second is None or (unit and unit != second.unit):
        return None
    if mark.group().strip(" ")[0] not in DASH and (not second.unit or (i > floor and text[i - 1] in _CHANGE)):
        return None
    if second.scaled and not exponent and not unit and float(digits) < float(second.digits):
        exponent = second.exponent
    shift = EXPONENT.get(second.unit, 0)
    low = float(f"{digits}e{exponent + shift}")
    high = float(f"{second.digits}e{second.exponent + shift}")
    if low >= high:
        return None
    _, begin = bound_before(text, i, floor)
    around = second.suffix in ("左右", "上下")
    stop = second.end if around else second.unit_end
    return make(
        Quantity,
        (
            begin,
            stop,
            i,
            second.number_end,
            UNIT_CLASS[second.unit],
            low,
            low,
            high,
            False,
            False,
            "range",
            around or begin != i,
            second.unit,
            "",
        ),
    )


def _second(text: str, at: int) -> _Number | None:
    match = ARABIC.match(text, at)
    if match is not None:
        digits, _, scale, further, _, unit, suffix = match.groups()
        if further or (len(digits) > 1 and digits[0] == "0" and digits[1] != "."):
            return None
        digits = digits.replace(",", "").replace(" ", "")
        exponent = EXPONENTS[scale] if scale else 0
        number_end = match.end(3) if scale else match.end(1)
    else:
        match = HAN.match(text, at)
        numeral = parse(match.group(1)) if match is not None else None
        if match is None or match.group(2) or match.group(3) or numeral is None or numeral.form != PLAIN:
            return None
        digits, exponent, number_end = str(numeral.value), 0, match.end(1)
        unit, suffix = match.group(6), match.group(7)
    if unit and unit not in UNIT_CLASS:
        return None
    unit_end = match.end(6) if unit else number_end
    return _Number(digits, exponent, exponent > 0, unit or "", number_end, unit_end, match.end(), suffix or "")
