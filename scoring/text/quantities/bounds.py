"""From a numeral, its unit and its bound words to a `Quantity`."""

from __future__ import annotations

from scoring.text.quantities.lexicon import AFTER_BOUNDS, BEFORE_BOUNDS, UNIT_CLASS
from scoring.text.quantities.types import DURATION, MONEY, OTHER, RATE, REJECTED, Quantity

make = tuple.__new__  # a NamedTuple's own __new__ takes three times as long

OVER = "over"
_APPROX = {
    OVER: "at_least",
    "gt": "at_least",
    "ge": "at_least",
    "lt": "upper",
    "le": "upper",
    "near": "about",
    "about": "about",
}
EXPONENT = {"%": -2, "‰": -3, "成": -1}
_SOFT = 0.1
# 近三年 is "the last three years", not "almost three".
SPANS = frozenset(["年", "个月", "天", "周", "个季度", "日", "届"])


def _prefix_table() -> dict[str, tuple[tuple[str, str, str], ...]]:
    table: dict[str, list[tuple[str, str, str]]] = {}
    for word, (kind, banned) in BEFORE_BOUNDS.items():
        table.setdefault(word[-1], []).append((word, kind, banned))
    return {char: tuple(sorted(found, key=lambda entry: -len(entry[0]))) for char, found in table.items()}


PREFIXES = _prefix_table()


def rejected(start: int, end: int, cls: str, reason: str) -> Quantity:
    """A number-like item that is no quantity."""
    assert cls in REJECTED
    return make(Quantity, (start, end, start, end, cls, None, None, None, False, False, "exact", False, "", reason))


def exact(begin: int, end: int, start: int, number_end: int, cls: str, value: float, unit: str) -> Quantity:
    """The quantity without bounds."""
    return make(
        Quantity, (begin, end, start, number_end, cls, value, value, value, False, False, "exact", False, unit, "")
    )


def bound_before(text: str, start: int, floor: int) -> tuple[str, int]:
    """The kind of bound word that ends at `start` (blanks between allowed) and where it begins; ("", start) if none.

    Nothing before `floor`, the end of the item before, is looked at.
    """
    stop = start
    while stop > floor and text[stop - 1] == " " and start - stop < 2:
        stop -= 1
    if stop <= floor:
        return "", start
    for word, kind, banned in PREFIXES.get(text[stop - 1], ()):
        begin = stop - len(word)
        if begin >= floor and text.startswith(word, begin):
            if banned and begin and text[begin - 1] in banned:
                return "", start
            return kind, begin
    return "", start


def counted(text: str, floor: int, start: int, end: int, unit: str) -> Quantity:
    """The quantity of the figures `text[start:end]` and the unit of one character behind them, as `measured` gives it."""
    before = text[start - 1] if start > floor else ""
    if before in PREFIXES or before == " ":
        return measured(text, floor, start, end, end + 1, text[start:end], 0, False, unit, end + 1, "")
    cls = UNIT_CLASS[unit]
    value = float(f"{text[start:end]}e{EXPONENT[unit]}" if cls == RATE else text[start:end])
    return make(
        Quantity, (start, end + 1, start, end, cls, value, value, value, False, False, "exact", False, unit, "")
    )


def measured(
    text: str,
    floor: int,
    start: int,
    number_end: int,
    end: int,
    digits: str,
    exponent: int,
    over: bool,
    unit: str,
    unit_end: int,
    suffix: str,
) -> Quantity:
    """The quantity `digits`·10^`exponent` with its unit and bound words.

    `over` says that 余, 多, 几 or 来 follows the numeral; `suffix` is the bound word behind the unit as written, `unit_end`
    where the item ends without it. Formula: value = digits·10^exponent, for %, ‰ and 成 times 10^-2, 10^-3, 10^-1.
    """
    cls = UNIT_CLASS[unit]
    if cls == RATE:
        exponent += EXPONENT[unit]
    value = float(f"{digits}e{exponent}") if exponent else float(digits)
    kind = OVER if over else ""
    if suffix:
        after, end = _suffix_kind(suffix, cls, unit_end, end)
        kind = kind or after
    begin = start
    before = text[start - 1] if start > floor else ""
    if before in PREFIXES or before == " ":
        word, begin = bound_before(text, start, floor)
        if word == "near" and unit in SPANS:
            word, begin = "", start
        kind = kind or word
    if not kind:
        return exact(begin, end, start, number_end, cls, value, unit)
    return bounded(begin, end, start, number_end, cls, value, kind, unit, _step(digits, exponent, unit))


def finished(
    begin: int,
    end: int,
    start: int,
    number_end: int,
    cls: str,
    value: float,
    kind: str,
    unit: str,
    digits: str,
    exponent: int,
) -> Quantity:
    """The quantity of the figures `digits`·10^`exponent` with the bounds that `kind` says."""
    if cls == RATE:
        exponent += EXPONENT[unit]
    return bounded(begin, end, start, number_end, cls, value, kind, unit, _step(digits, exponent, unit))


def _suffix_kind(suffix: str, cls: str, unit_end: int, end: int) -> tuple[str, int]:
    """内 bounds only time (两年内), 多 and 余 behind the unit only measures (3年多, 300元余)."""
    kind = AFTER_BOUNDS.get(suffix) or AFTER_BOUNDS[suffix[-2:]]
    if suffix == "内" and cls != DURATION:
        return "", unit_end
    if kind == OVER and cls not in (DURATION, MONEY, RATE, OTHER):
        return "", unit_end
    return kind, end


def _step(digits: str, exponent: int, unit: str) -> float | None:
    """How far 余 reaches: the place of the last digit that is not zero (50余 < 60, 4万余 < 50,000); 257余 has no end."""
    if "." in digits:
        places = len(digits.rstrip("0").partition(".")[2])
        step = exponent - places
    else:
        step = exponent + len(digits) - len(digits.rstrip("0"))
    least = EXPONENT.get(unit, 0)
    return float(f"1e{step}") if step > least or unit == "成" else None


def bounded(
    begin: int,
    end: int,
    start: int,
    number_end: int,
    cls: str,
    value: float,
    kind: str,
    unit: str,
    step: float | None,
) -> Quantity:
    """The quantity with the bounds that `kind` says. A rate up to 1 is bounded by 1 (98%以上 is [0.98, 1])."""
    whole = 1.0 if cls == RATE and value < 1 else None
    low: float | None = value
    high: float | None = whole
    low_open = high_open = soft = False
    if kind == OVER:
        high = None if step is None else round(value + step, 10)
        low_open, high_open = True, high is not None
        if high is None or (whole is not None and high >= 1):
            high, high_open = whole, False
    elif kind == "gt":
        low_open = True
    elif kind in ("lt", "near", "le"):
        low, high, high_open = None, value, kind != "le"
    elif kind == "about":
        low, high = sorted((round(value * (1 - _SOFT), 10), round(value * (1 + _SOFT), 10)))
        if whole is not None:
            high = min(high, whole)
        soft = True
    return make(
        Quantity,
        (begin, end, start, number_end, cls, value, low, high, low_open, high_open, _APPROX[kind], soft, unit, ""),
    )
