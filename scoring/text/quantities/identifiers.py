"""Figures that number or name something: document and index numbers, ordinals, list markers, codes, damaged dates."""

from __future__ import annotations

import re

from scoring.text.quantities.bounds import rejected
from scoring.text.quantities.lexicon import UNIT_CLASS
from scoring.text.quantities.patterns import (
    ARABIC,
    CALENDAR,
    CHAIN,
    COMPOUND,
    DASH,
    DIGITS,
    DOTTED,
    NUMBERED,
    ORDINALS,
    PLUS,
    RATIO,
)
from scoring.text.quantities.shares import read_parts, read_slashed
from scoring.text.quantities.types import COUNT, DAMAGED, DATE, DOCUMENT, LIST, NAME, ORDINAL, YEAR, Quantity
from scoring.text.regex import regex

LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
BOUNDARY = frozenset("\n。;:!?|>)】 ”…\"'；！？•●·■◆")
_TOKEN_BACK = frozenset("-_") | LETTERS
_CLOSING = frozenset("〕])】")
_OPENING = frozenset("〔[【(")
_DOCUMENT_WORDS = frozenset("文发办字函政令规通建")
_PHONE = regex("(?:电话|传真|邮编|编码|编号|账号|手机|热线|专线|QQ|微信)[:)]{0,2} {0,2}$")
_RECENT_YEAR = regex("20[0-4]|19[89]")


def ordinal(text: str, i: int, floor: int) -> Quantity:
    """第12期, 第一, 第1-5项: from 第 to the unit."""
    begin = i - 1
    while begin > floor and text[begin] == " ":
        begin -= 1
    begin = begin if begin >= floor and text[begin] == "第" else i
    match = ORDINALS.match(text, i)
    assert match is not None
    return rejected(begin, match.end(), ORDINAL, "ordinal")


def code(text: str, i: int, floor: int) -> Quantity:
    """Letters and figures together: an index number where long, else a name (A4, 5G)."""
    begin = i
    while begin > floor and i - begin < 24 and text[begin - 1] in _TOKEN_BACK:
        begin -= 1
    match = COMPOUND.match(text, i)
    assert match is not None
    token = text[begin : match.end()]
    if ("-" in token or "/" in token) and sum(char.isdigit() for char in token) >= 6:
        return rejected(begin, match.end(), DOCUMENT, "index number")
    return rejected(begin, match.end(), NAME, "letters and figures: a code or name")


def document(text: str, i: int, j: int, floor: int, before: str, after: str) -> Quantity | None:
    """〔2023〕8号, with its damaged forms, and bare numbers with 号."""
    opened = before in _OPENING
    if j - i == 4 and (opened or after in _CLOSING):
        match = NUMBERED.match(text, i)
        if match is not None:
            return rejected(i - 1 if opened and i > floor else i, match.end(), DOCUMENT, "document number")
        if opened and after in _CLOSING and text[i : i + 2] in ("19", "20"):
            return rejected(i, j, YEAR, "year in brackets")
    if j - i > 4 and before in "〔[【":
        return rejected(i, j + (after == "号"), DOCUMENT, "document number that lost a bracket")
    if after == "号" or text.startswith(" 号", j):
        stop = text.index("号", j) + 1
        if j - i >= 5 and text[i : i + 2] in ("19", "20"):
            return rejected(i, stop, DOCUMENT, "document number that lost its brackets")
        suffix = DIGITS.match(text, stop + 1) if text.startswith("-", stop) else None
        if suffix is not None:
            return rejected(i, suffix.end(), DOCUMENT, "filing number")
        return rejected(i, stop, ORDINAL, "number of an order, document or building")
    return None


def list_marker(text: str, i: int, j: int, floor: int, before: str, after: str) -> Quantity | None:
    """1. 2． 3、 (3) 4) at the head of a paragraph or sentence."""
    if j - i > 2:
        return None
    at_head = i == 0 or before in BOUNDARY
    if after == ")":
        if before == "(":
            return rejected(max(i - 1, floor), j + 1, LIST, "list marker in brackets")
        return rejected(i, j + 1, LIST, "list marker") if at_head else None
    follows = text[j + 1 : j + 2]
    if after == "、":
        listed = follows.isdigit() and (text[j + 2 : j + 3] in ("、", "和") or text[j + 3 : j + 4] in ("、", "和"))
        if not at_head or listed or (follows.isdigit() and i and before not in "\n。"):
            return None
        return rejected(i, j + 1, LIST, "list marker")
    if after != ".":
        return None
    if follows.isdigit():
        dated = CALENDAR.match(text, j + 1)
        if dated is not None or ((i == 0 or before in "\n。") and text[i] != "0" and _counts_whole_things(text, i)):
            return rejected(i, j + 1, LIST, "list marker")
        return None
    if at_head or (follows not in ("", "\n", " ") and not follows.isascii()):
        return rejected(i, j + 1, LIST, "list marker")
    return None


def _counts_whole_things(text: str, i: int) -> bool:
    """1.12个部门 at the head of a paragraph is "1." and 12个, for no one counts tenths of departments."""
    match = ARABIC.match(text, i)
    return (
        match is not None
        and not match.group(3)
        and match.group(6) is not None
        and UNIT_CLASS.get(match.group(6)) == COUNT
    )


def joined(text: str, i: int, j: int, floor: int, after: str) -> Quantity | None:
    """Figures joined to others or to a character that makes them no number: 1+8+N, 3:1, 2/3, 18届, 5级."""
    if after in "+×*·":
        match = PLUS.match(text, i)
        return None if match is None else rejected(i, match.end(), NAME, "figures joined into a name")
    if after == ".":
        match = DOTTED.match(text, i)
        if match is None:
            return None
        if j - i == 4 and text[i : i + 2] in ("19", "20"):
            return rejected(i, match.end(), DATE, "date")
        return rejected(i, match.end(), NAME, "section or version number")
    if after == ":":
        match = RATIO.match(text, i)
        return None if match is None else rejected(i, match.end(), NAME, "ratio")
    if after == "分":
        return read_parts(text, i, floor)
    if after == "届":
        return rejected(i, j + 1, ORDINAL, "ordinal")
    if after in "级星":
        stars = text.startswith("星级", j)
        return rejected(i, j + 1 + stars, NAME, "level or grade") if stars or after == "级" else None
    if after in "大楼室":
        return rejected(i, j + 1, NAME, "name: so many great things" if after == "大" else "address")
    if after == "等" and text.startswith(("奖", "功"), j + 1):
        return rejected(i, j + 2, ORDINAL, "grade of an award")
    if after == "后" and j - i == 2 and text[i] in "56789" and text[i + 1] == "0":
        return rejected(i, j + 1, NAME, "generation")
    if after == "/":
        return read_slashed(text, i, floor)
    return _dashed(text, i, j) if after in DASH else None


def _dashed(text: str, i: int, j: int) -> Quantity | None:
    """Index and telephone numbers; a plain pair is left to the range reader."""
    match = CHAIN.match(text, i)
    if match is None:
        return None
    groups = re.findall(r"\d+", match.group())
    if text[i] == "0" and j - i in (3, 4) and len(groups) == 2 and len(groups[1]) in (7, 8):
        return rejected(i, match.end(), NAME, "telephone number")
    padded = any(len(group) > 1 and group[0] == "0" for group in groups)
    if padded or "/" in match.group() or len(groups) > 2:
        return rejected(i, match.end(), DOCUMENT, "index number")
    return None


def long_run(text: str, i: int, j: int, before: str) -> Quantity | None:
    """Long runs: identifiers, telephone numbers, dates whose 年月日 are lost."""
    size = j - i
    padded = text[i] == "0" and size > 1
    if size < 5 and not padded:
        return None
    match = ARABIC.match(text, i)
    assert match is not None
    bare = not (match.group(6) or match.group(3) or "." in match.group(1))
    if size > 15 or (bare and size >= 9):
        phone = size == 11 and text[i] == "1"
        return rejected(i, j, NAME if phone else DOCUMENT, "telephone number" if phone else "long identifier")
    if padded and bare:
        return rejected(i, j, DOCUMENT, "figures with a leading zero: an identifier")
    if bare and _PHONE.search(text[max(0, i - 8) : i]):
        return rejected(i, j, NAME, "telephone number or postcode")
    if size <= 8 and _RECENT_YEAR.match(text, i):
        return _glued(text, i, j, before, bare)
    return None


def _glued(text: str, i: int, j: int, before: str, bare: bool) -> Quantity | None:
    """202449, 202327日: a date that lost 年月日; 惠政文20238 and its like: a document number that lost its brackets."""
    if bare and before in _DOCUMENT_WORDS:
        return rejected(i, j, DOCUMENT, "document number that lost its brackets")
    if text.startswith(("日", "月"), j):
        return rejected(i, j + 1, DAMAGED, "date that lost 年 or 月")
    if not bare or j - i < 6 or not _is_day(text[i + 4 : j]):
        return None
    if j - i == 8:
        return rejected(i, j, DATE, "date without marks")
    return rejected(i, j, DAMAGED, "date that lost 年月日")


def _is_day(rest: str) -> bool:
    """Whether some cut of the figures gives a month and a day."""
    cuts = ((rest[:1], rest[1:]), (rest[:2], rest[2:]))
    return any(day and 1 <= int(month) <= 12 and 1 <= int(day) <= 31 for month, day in cuts)
