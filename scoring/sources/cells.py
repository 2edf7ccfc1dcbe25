"""What a cell says: a number, a percentage, not applicable, or something that only looks like a number.

A number is taken only where it is written as one. What a person would have to interpret (3分, 95%以上, 010, 1,5) is not read as anything: the
caller gets the name of the mistake and, where there is one, the number that was probably meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from scoring.sources.types import NOT_APPLICABLE, NUMBER, UNREADABLE
from scoring.text.regex import regex

# Full-width forms of ASCII, as Chinese input methods write them, and the ideographic space. Not all of NFKC: that would read 3² as 32.
_PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
_NUMBER = regex(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_GROUPED = regex(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_LEADING_ZERO = regex(r"[+-]?0[0-9]")
_WITH_UNIT = regex(r"([+-]?[0-9]+(?:\.[0-9]+)?)\s*([\u4e00-\u9fff‰℃a-zA-Z/]{1,6})")
_APPROXIMATE = regex(r"以上|以下|左右|以内|约|近|余|多|超|逾|至少|不足|不低于|[<>≥≤~≈]|[0-9%][-–—~至到][0-9]")
_NOT_APPLICABLE = frozenset(
    ["不适用", "无", "不涉及", "无此项", "/", "\\", "-", "--", "–", "—", "――", "——", "n/a", "na", "不存在"]
)
# Excel keeps 15 digits; what is longer is a code (a credit number, a telephone), not a quantity.
_MAX_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Reading:
    """`state` as in `Cell`; `value` if it is a number. `problem` is the code of a mistake or doubt, "" for none; `meant` the number that
    was probably meant, as one would write it. `percent`: written as a percentage (the value is a fraction)."""

    state: str
    value: Decimal | None = None
    problem: str = ""
    meant: str = ""
    percent: bool = False


def plain(text: str) -> str:
    """`text` without white space around it, full-width forms of ASCII made plain."""
    return text.translate(_PLAIN).strip()


def is_not_applicable(text: str) -> bool:
    """Whether the words of a cell say that the matter does not concern the unit: 不适用, 无, a dash, a slash."""
    return plain(text).casefold() in _NOT_APPLICABLE


def read_number(text: str) -> Reading:
    """The number that `text` is, for a column of numbers. `text` is not blank.

    Read: 3.5, -2, 1,234, 95% (→ 0.95), and the same in full-width forms (with the doubt `full-width`). Not read, each with its own
    problem: `with-unit` (3分), `approximate` (95%以上, 3-5), `leading-zero` (010), `grouping` (1,5), `long` (more than 15 digits), `no-number`.
    """
    if is_not_applicable(text):
        return Reading(NOT_APPLICABLE)
    folded = plain(text)
    percent = folded.endswith("%")
    body = folded.removesuffix("%").rstrip()
    if _GROUPED.fullmatch(body):
        body = body.replace(",", "")
    if _NUMBER.fullmatch(body) is None:
        return _no_number(folded, body)
    if _LEADING_ZERO.match(body):
        return Reading(UNREADABLE, problem="leading-zero")
    if sum(char.isdigit() for char in body) > _MAX_DIGITS:
        return Reading(UNREADABLE, problem="long")
    value = Decimal(body)
    problem = "full-width" if folded != text.strip() else ""
    return Reading(NUMBER, exact(value.scaleb(-2) if percent else value), problem, folded, percent)


def looks_like_number(text: str) -> bool:
    """Whether a column of such texts is a column of numbers: read as one, or a number with something about it."""
    reading = read_number(text)
    digits = any(char in "0123456789" for char in plain(text))
    return reading.state == NUMBER or (digits and reading.problem in ("with-unit", "approximate", "grouping"))


def is_code(text: str) -> bool:
    """Whether digits are a name and not a quantity: leading zeros, or too many of them."""
    return read_number(text).problem in ("leading-zero", "long")


def number_text(value: Decimal) -> str:
    """A number without exponent and without zeros at the end."""
    shown = f"{value:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def from_double(value: float) -> Decimal:
    """The decimal that Excel shows for a stored double: 15 significant digits. Raises ValueError for what is not finite."""
    number = Decimal(f"{value:.15g}")
    if not number.is_finite():
        raise ValueError("not a finite number")
    return exact(number)


def _no_number(folded: str, body: str) -> Reading:
    if _APPROXIMATE.search(folded):
        return Reading(UNREADABLE, problem="approximate")
    with_unit = _WITH_UNIT.fullmatch(folded)
    if with_unit is not None:
        return Reading(UNREADABLE, problem="with-unit", meant=with_unit.group(1))
    if re.fullmatch(r"[+-]?[0-9.,]+", body):
        return Reading(UNREADABLE, problem="grouping")
    return Reading(UNREADABLE, problem="no-number")


def exact(value: Decimal) -> Decimal:
    """The same number in its shortest form: no zeros at the end, no exponent, never -0."""
    if value == 0:
        return Decimal(0)
    return Decimal(number_text(value))
