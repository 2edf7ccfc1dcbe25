"""Numbers that begin with an Arabic digit."""

from __future__ import annotations

from scoring.text.quantities import names
from scoring.text.quantities.bounds import counted, measured, rejected
from scoring.text.quantities.dates import arabic_date
from scoring.text.quantities.identifiers import LETTERS, code, document, joined, list_marker, long_run, ordinal
from scoring.text.quantities.lexicon import EXPONENTS, UNIT_CLASS
from scoring.text.quantities.patterns import ARABIC, COMPOUND, DASH, DECIMAL, RISKY_BEHIND
from scoring.text.quantities.ranges import RANGE_MARKS, read_range
from scoring.text.quantities.types import NAME, POINTS, RATE, Quantity
from scoring.text.regex import regex

# What may stand around figures that are not simply a number; everything else takes the short way.
_FIGURES = frozenset("表图")
ODD_BEFORE = LETTERS | _FIGURES | frozenset("第〔[【(/_=#@+×*·& ")
_CALENDAR = frozenset("年月日")
_YEAR_JOINTS = frozenset(",和与及")
ODD_AFTER = LETTERS | frozenset("年月日号时点届级星大楼室等季世后分/:+×*·)、.〕]】 ") | frozenset(DASH)
_MINUS = frozenset("-－−负")
HALVED = frozenset(["年", "成", "倍", "天"])
_PART = regex(r"(\d+) {0,2}([百千]?万|[百千])")
_LISTED = regex("分别|依次")


def read_arabic(text: str, i: int, j: int, floor: int) -> Quantity:
    """The item whose first digits are `text[i:j]`; always one, for no digit may vanish."""
    before = text[i - 1] if i else "\n"
    after = text[j] if j < len(text) else "\n"
    size = j - i
    if (
        after in ODD_AFTER
        or before in ODD_BEFORE
        or size > 4
        or (size == 4 and after in _YEAR_JOINTS)
        or (size > 1 and text[i] == "0")
    ):
        decimal = after == "." and (before not in ODD_BEFORE or before in _FIGURES)
        plain = DECIMAL.match(text, i) if decimal else None
        found = None if plain else _odd(text, i, j, floor, before, after)
        if found is not None:
            return found
        if plain:
            j = plain.end() - 1
    quantity = _number(text, i, j, floor)
    return _negative(text, i, floor, quantity) if before in _MINUS and i > floor else quantity


def _odd(text: str, i: int, j: int, floor: int, before: str, after: str) -> Quantity | None:
    """Everything that stands out by what is around the figures; None: read on as a number."""
    if after in _CALENDAR and (before not in ODD_BEFORE or before in _FIGURES):
        return arabic_date(text, i, j, after) or long_run(text, i, j, before)
    if before == "第" or (before == " " and i > 1 and text[i - 2] == "第"):
        return ordinal(text, i, floor)
    if before in LETTERS or after in LETTERS:
        return code(text, i, floor)
    if before in "_=#@&" or (before == "/" and i > 1 and text[i - 2].isascii() and text[i - 2].isalnum()):
        match = COMPOUND.match(text, i)
        return rejected(i, match.end() if match else j, NAME, "part of an address or code")
    if before in "+×*·" and i > 1 and text[i - 2].isascii() and text[i - 2].isalnum():
        return rejected(i, j, NAME, "figures joined into a name")
    found = document(text, i, j, floor, before, after) or arabic_date(text, i, j, after)
    if found is None and after in ")、.":
        found = list_marker(text, i, j, floor, before, after)
    return found or joined(text, i, j, floor, after) or long_run(text, i, j, before)


def _number(text: str, i: int, j: int, floor: int) -> Quantity:
    """A number with its unit and bounds, or a range."""
    simple = text[j : j + 1]
    risky = RISKY_BEHIND.get(simple)
    # What stands before 名 counts too: 前三名.
    if risky is not None and text[j + 1 : j + 2] not in risky and not (simple == "名" and text[i - 1 : i] == "前"):
        return counted(text, floor, i, j, simple)
    match = ARABIC.match(text, i)
    assert match is not None
    digits, over, scale, further, over_after, unit, suffix = match.groups()
    end = match.end()
    if "," in digits or " " in digits:
        if "," in digits and _LISTED.search(text[max(0, i - 14) : i]):
            stop = i + digits.index(",")  # 分别为206,318件: the comma parts two items
            return measured(text, floor, i, stop, stop, digits[: stop - i], 0, False, "", stop, "")
        digits = digits.replace(",", "").replace(" ", "")
    exponent = EXPONENTS[scale] if scale else 0
    number_end = match.end(3) if scale else match.end(1)
    if further:
        number_end = match.end(4)
        digits, exponent = _sum(digits, exponent, further), 0
    half = False
    if unit is None:
        unit, unit_end = "", match.end(5) if over_after else number_end
        end = end if suffix else unit_end
        named = None if scale or over_after or suffix else names.without_unit(text, i, end, digits)
    else:
        unit_end = match.end(6)
        unit, over_after, half = spoken(unit, over_after)
        named = names.by_follower(text, i, end, unit, unit_end)
    if named is not None:
        return named
    if end < len(text) and text[end] in RANGE_MARKS:
        found = read_range(text, i, floor, digits, exponent, unit, end)
        if found is not None:
            return found
    if half or (unit in HALVED and suffix is None and text.startswith("半", unit_end)):
        if not half:
            unit_end = end = unit_end + 1
        digits = digits if "." in digits or exponent else f"{digits}.5"
    return measured(
        text, floor, i, number_end, end, digits, exponent, bool(over or over_after), unit, unit_end, suffix or ""
    )


def spoken(unit: str, over: str | None) -> tuple[str, str | None, bool]:
    """The plain unit of 个多月 and 个半小时, whether more is said, and whether it is a half."""
    if unit in UNIT_CLASS:
        return unit, over, False
    half = unit[1] == "半"
    return unit[0] + unit[2:], over if half else unit[1], half


def _sum(digits: str, exponent: int, further: str) -> str:
    """The digits of 2万5千: all parts added."""
    total = round(float(f"{digits}e{exponent}"), 4)
    for number, scale in _PART.findall(further):
        total += int(number) * 10 ** EXPONENTS[scale]
    return f"{total:.4f}".rstrip("0").rstrip(".")


def _negative(text: str, i: int, floor: int, quantity: Quantity) -> Quantity:
    """-5.2% behind a word is below zero; elsewhere a stroke is a bullet or joins things."""
    sure = text[i - 1] == "负" or (i - 1 > floor and "一" <= text[i - 2] <= "龥")
    if not sure or quantity.cls not in (RATE, POINTS) or quantity.approx != "exact" or quantity.value is None:
        return quantity
    value = -quantity.value
    return quantity._replace(start=i - 1, number_start=i - 1, value=value, low=value, high=value)
