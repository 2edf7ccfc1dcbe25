"""Years, dates and times of day, in either script; and time limits such as 7日内, which are durations."""

from __future__ import annotations

from scoring.text.quantities.bounds import make, rejected
from scoring.text.quantities.numerals import amount, parse
from scoring.text.quantities.patterns import (
    ARABIC,
    CALENDAR,
    CHINESE_DATE,
    CHINESE_MONTH,
    CLOCK,
    DASH,
    DATED,
    DAYS,
    HOURS,
    MONTHS,
    SHORT_DATE,
    YEARS,
)
from scoring.text.quantities.types import DATE, DURATION, TIME, YEAR, Quantity
from scoring.text.regex import regex

_HALF_DAYS = ("上午", "下午", "中午", "晚上", "早上", "凌晨")
# What stands behind the 年 of a span: 2021年—2023年, 2021年度至2022年度.
YEAR_GOES_ON = frozenset(DASH + "/至到度 ")
# 缩短至10日 says how long, 12月10日 which day.
_LASTING = regex("(?:缩短|压缩|压减|减少)(?:至|为|到|了)?$|为期$|历时$|长达$")
_SHORTENED = ("缩短", "压缩", "压减", "减少", "减至", "降至")


def arabic_date(text: str, i: int, j: int, after: str) -> Quantity | None:
    """The year, date, time or time limit whose first figures are `text[i:j]`; None if they are none."""
    if j - i == 4 and text[i : i + 2] in ("19", "20"):
        found = _with_year(text, i, after)
        if found is not None:
            return found
    if j - i <= 2:
        if after == "日" and _lasts(text, i, j):
            return _lasting(text, i, j)
        match = MONTHS.match(text, i)
        if match is not None:
            return rejected(i, match.end(), DATE, "date")
        match = CLOCK.match(text, i) if after == ":" else HOURS.match(text, i) if after in "时点" else None
        if match is not None and (match.group()[-1] != "点" or text[max(0, i - 2) : i] in _HALF_DAYS):
            return rejected(i, match.end(), TIME, "time of day")
        if after == "年" and j - i == 2:
            match = SHORT_DATE.match(text, i)
            if match is not None:
                return rejected(i, match.end(), DATE, "date")
            if text[j + 1 : j + 2] in ("代", "度", "底", "初"):
                return rejected(i, j + 2, YEAR, "decade or year of two figures")
    if text.startswith(("世纪", "年代"), j):
        return rejected(i, j + 2, YEAR, "century or decade")
    if text.startswith(("季度", "月份"), j):
        return rejected(i, j + 2, DATE, "part of a year")
    return _limit(text, i)


def _with_year(text: str, i: int, after: str) -> Quantity | None:
    single = after == "年" and text[i + 5 : i + 6] not in YEAR_GOES_ON
    match = None if single else YEARS.match(text, i)
    if match is not None:
        span = match.group()
        if "年" in span or (span[:4] < span[-4:] and not text.startswith(("万", "亿"), match.end())):
            return rejected(i, match.end(), YEAR, "span or list of years")
    match = CALENDAR.match(text, i)
    if match is not None:
        return rejected(i, match.end(), DATE, "date") if match.group(1) else rejected(i, match.end(), YEAR, "year")
    match = DATED.match(text, i)
    if match is None:
        return None
    if after == ".":
        number = ARABIC.match(text, i)
        if number is not None and (number.group(3) or number.group(6)):
            return None
    return rejected(i, match.end(), DATE, "date")


def _limit(text: str, i: int) -> Quantity | None:
    """7日内, 十五日以内: at most so many days."""
    match = DAYS.match(text, i)
    if match is None:
        return None
    first = amount(match.group(1))
    last = amount(match.group(2)) if match.group(2) else first
    if not first or not last:
        return None
    number_end = match.start(3)
    return make(
        Quantity,
        (i, match.end(), i, number_end, DURATION, first, None, last, False, False, "upper", False, "日", ""),
    )


def _lasts(text: str, i: int, j: int) -> bool:
    return _LASTING.search(text[max(0, i - 4) : i]) is not None or text.startswith(_SHORTENED, j + 1)


def _lasting(text: str, i: int, j: int) -> Quantity:
    value = amount(text[i:j])
    return make(Quantity, (i, j + 1, i, j, DURATION, value, value, value, False, False, "exact", False, "日", ""))


def chinese_date(text: str, i: int, j: int, numerals: str, after: str) -> Quantity | None:
    """As `arabic_date`, for the numeral characters `text[i:j]`."""
    match = CHINESE_DATE.match(text, i)
    if match is not None and match.group(1)[0] in "一二":
        with_month = "月" in match.group()
        return rejected(i, match.end(), DATE if with_month else YEAR, "date" if with_month else "year")
    if after == "年":
        if text.startswith("年代", j):
            return rejected(i, j + 2, YEAR, "century or decade")
        if len(numerals) == 2 and parse(numerals) is None:
            return rejected(i, j + 1, YEAR, "decade or year of two figures")
        return None
    if after in "月至到 " or after in DASH:
        match = CHINESE_MONTH.match(text, i)
        if match is not None:
            return rejected(i, match.end(), DATE, "date")
    if after in "日至到" or after in DASH:
        found = _limit(text, i)
        if found is not None:
            return found
        if after == "日" and len(numerals) <= 3:
            if _lasts(text, i, j):
                return _lasting(text, i, j)
            return rejected(i, j + 1, DATE, "date")
    if text.startswith("季度", j):
        return rejected(i, j + 2, DATE, "part of a year")
    if text.startswith("世纪", j):
        return rejected(i, j + 2, YEAR, "century or decade")
    if after == "时" and text[max(0, i - 2) : i] in _HALF_DAYS:
        return rejected(i, j + 1, TIME, "time of day")
    return None
