"""Years in titles, openings and headings: the year reported on, never the year of a date or plan."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from scoring.text.regex import regex

_HANZI = {
    char: str(at)
    for at, chars in enumerate(("〇零○OoО0", "一", "二", "三", "四", "五", "六", "七", "八", "九"))
    for char in chars
}

# A year with 年 that starts neither a full date nor a span of years (2021—2025年), and is not the end of one.
YEAR = regex(
    r"(?<![\d\-\u2014—~至])(?P<y>20[0-3]\d)\s{0,3}(?:年度|年(?!\s{0,3}\d{1,2}\s{0,3}月\s{0,3}\d{1,2}\s{0,3}日(?!\s{0,3}[至\-—])))"
    r"|(?P<h>二[〇零○OoО0][一二三〇零○]?[〇零○一二三四五六七八九])\s{0,3}年"
)
# 2023年 right at the start of a sentence, or 现将2023年…: the report says which year it is about.
OPENING = regex(
    r"(?:(?:^|[\n。|!])\s{0,80}|[现兹](?:就|将|把)[^。\n]{0,20}?)(?P<y>20[0-3]\d)\s{0,3}年(?=度|以来|来|,|是|全|上半|[\u4e00-\u9fff])(?!\d{0,2}月\d)",
    re.M,
)
HEADING = regex(
    r"(?:^|\n)\s{0,40}(?:[一二三四五六七八九十]{1,2}[、.]|\([一二三四五]\)|\d[、.])\s{0,3}(?P<y>20[0-3]\d)\s{0,3}年"
)
PLAN = regex(
    r"(?P<y>20[0-3]\d)\s{0,3}年(?:度)?(?:的)?(?:法治政府建设)?(?:工作)?(?:计划|打算|安排|思路|重点|要点|展望|谋划)"
)
# What somebody is going to do: 2024年, 我局将继续 …
INTENDED = regex(
    r"[^。;!\n]{0,30}?(?:将(?=继续|进一步|深入|重点|围绕|着力|紧紧|全面|坚持|从|以|认真|不断|持续|加|严格|按照|切实|突出|聚焦)|拟|计划|打算|力争|争取|谋划)"
)
# The heading of a part of plans, which goes as far as the next numbered one.
PLANS = regex(
    r"(?:^|\n)(?![^\n]{0,30}(?:情况|完成|开展|落实))[^。\n]{0,20}(?:下一步|明年|来年|计划|打算|安排|思路|展望|谋划)[^。\n]{0,8}(?=\n)"
)
NUMBERED = regex(r"\n\s{0,40}[一二三四五六七八九十]{1,2}[、.]")
# The figures' closing date: 截至2022年12月, 2022年1月至11月.
PERIOD = regex(
    r"(?:截[至止]|至)\s{0,2}(?P<y>20[0-3]\d)\s{0,2}年\s{0,2}(?:1[0-2]|十[一二]?)\s{0,2}月|(?P<z>20[0-3]\d)\s{0,2}年\s{0,2}1\s{0,2}月.{0,4}[至—-]\s{0,2}1[0-2]\s{0,2}月"
)
_MENTION = regex(r"(?<![\d〔\[(（《—\-~至])(20[0-3]\d)\s?年(?!\d{1,2}月\d|[—\-~至])")
_NAME = regex(r"(?<!\d)(20[0-3]\d)(?!\d)")
_NAME_DATE = regex(
    r"(?<!\d)20[0-3]\d[-_.年]?(?:0?[1-9]|1[0-2])[-_.月](?:0?[1-9]|[12]\d|3[01])日?|(?<!\d)20[0-3]\d[01]\d[0-3]\d(?!\d)"
)


class FoundYear(NamedTuple):
    """A year and where it stands in the searched text."""

    start: int
    end: int
    year: int


@lru_cache(maxsize=256)
def title_year(text: str) -> FoundYear | None:
    """The first year of a title; one with 年度 stands before one without."""
    found = [FoundYear(m.start(), m.end(), year_of(m)) for m in YEAR.finditer(text)]
    found = [one for one in found if 2000 <= one.year <= 2039]
    return next((one for one in found if "年度" in text[one.start : one.end]), found[0] if found else None)


def first(pattern: re.Pattern[str], text: str, start: int, end: int) -> FoundYear | None:
    """The first year `pattern` (with a group y, or z) finds in `text[start:end]`."""
    found = pattern.search(text, start, end)
    if found is None:
        return None
    group = "y" if found.group("y") else "z"
    return FoundYear(found.start(group), found.end(group) + 1, int(found.group(group)))


def majority_year(text: str) -> FoundYear | None:
    """The year most often mentioned in `text`, outside dates, document numbers, titles and spans; at least three times and
    twice as often as the next. The place is that of its first mention."""
    mentions = [(m.group(1), m) for m in _MENTION.finditer(text)]
    ranked = Counter(year for year, _ in mentions).most_common(2)
    if not ranked or ranked[0][1] < 3 or (len(ranked) > 1 and ranked[1][1] * 2 > ranked[0][1]):
        return None
    place = next(m for year, m in mentions if year == ranked[0][0])
    return FoundYear(place.start(), place.end(), int(ranked[0][0]))


def name_year(name: str) -> int | None:
    """The year in a file name, dates (20240330, 2024-03-30) left out."""
    found = _NAME.search(_NAME_DATE.sub(" ", name))
    return None if found is None else int(found.group(1))


def year_of(found: re.Match[str]) -> int:
    """The year of a match of `YEAR`, in digits or Chinese numerals."""
    if found.group("y"):
        return int(found.group("y"))
    return int("".join(_HANZI[char] for char in found.group("h")).ljust(4, "0")[:4])
