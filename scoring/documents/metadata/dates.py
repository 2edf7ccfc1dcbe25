"""Dates as headers and signatures write them; damaged ones are told apart and never read as numbers."""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from scoring.text.regex import regex

_DIGITS = {
    char: str(value)
    for value, chars in enumerate(("〇零○OoО0", "一", "二", "三", "四", "五", "六", "七", "八", "九"))
    for char in chars
}

ARABIC = r"(?<!\d)(?P<y>(?:19|20)\d{2})\s{0,3}[年\-/.]\s{0,3}(?P<m>\d{1,2})\s{0,3}[月\-/.]\s{0,3}(?P<d>\d{1,2})(?!\d)\s{0,3}日?"
HANZI = r"(?P<hy>[二一][〇零○OoО0一二三四五六七八九]{3})\s{0,3}年\s{0,3}(?P<hm>[正元一二三四五六七八九十]{1,3})\s{0,3}月\s{0,3}(?P<hd>[一二三四五六七八九十廿卅]{1,4})\s{0,3}日"
DATE = regex(f"(?:{ARABIC}|{HANZI})")
COMPACT = regex(r"(?<!\d)(?P<y>20\d{2})(?P<m>[01]\d)(?P<d>[0-3]\d)(?!\d)")

# 年, 月 or 日 lost from a date that stands alone: 202449, 2023年27, 202327日.
DAMAGED = regex(r"20[0-3]\d(?:\d{2,4}日?|年\d{2,4}日?|\d{1,2}月\d{1,2}日?)")
# Month or day left open: 2023年12月, 2023年月日, 2023年3月日.
INCOMPLETE = regex(r"20[0-3]\d年(?:\d{1,2}月日?|月日?)|二[〇零○O]..年[一二三四五六七八九十]{1,3}月")


class FoundDate(NamedTuple):
    """A date and where it stands in the searched text. `iso` is YYYY-MM-DD."""

    start: int
    end: int
    iso: str


def find_date(text: str, start: int = 0, end: int | None = None) -> FoundDate | None:
    """The first valid date in `text[start:end]`."""
    for found in DATE.finditer(text, start, len(text) if end is None else end):
        iso = iso_of(found)
        if iso is not None:
            return FoundDate(found.start(), found.end(), iso)
    return None


def iso_of(found: re.Match[str]) -> str | None:
    """The ISO date of a match of `DATE` or `COMPACT`; None for a day that does not exist."""
    groups = found.groupdict()
    if groups.get("hy"):
        year, month, day = _year(groups["hy"]), _small(groups["hm"]), _small(groups["hd"])
    else:
        year, month, day = int(groups["y"]), int(groups["m"]), int(groups["d"])
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def _year(hanzi: str) -> int:
    return int("".join("1" if char == "一" else _DIGITS[char] for char in hanzi))


def _small(hanzi: str) -> int:
    """一 … 三十一, with 廿 and 卅, and 正 or 元 for the first month; 0 for what is no such number."""
    plain = (
        hanzi.replace("廿", "二十").replace("卅", "三十").replace("正", "一").replace("元", "一").replace("十十", "十")
    )
    tens, ten, ones = plain.rpartition("十")
    if not all(len(part) <= 1 and part in "一二三四五六七八九" for part in (tens, ones)):
        return 0
    if not ten:
        return int(_DIGITS[ones]) if ones else 0
    return (int(_DIGITS[tens]) if tens else 1) * 10 + (int(_DIGITS[ones]) if ones else 0)
