"""Names and words that begin like a number or a count."""

from __future__ import annotations

from scoring.text.quantities.bounds import rejected
from scoring.text.quantities.lexicon import HOTLINES, SURNAMES
from scoring.text.quantities.patterns import (
    ACTION,
    DAY_NAME,
    EACH_ITS,
    NAMED_AFTER,
    PLACE,
    PLACE_UNIT,
    POLICY,
    SECTION,
    WORDS_AROUND,
    WORDS_FROM,
)
from scoring.text.quantities.types import DATE, LIST, NAME, ORDINAL, WORD, YEAR, Quantity
from scoring.text.regex import regex

IN_WORD = "numeral character inside a word"
SLOGANS = (
    "坚持",
    "明确",
    "必须",
    "维护",
    "确立",
    "意识",
    "自信",
    "全面",
    "亲自",
    "务必",
    "最严",
    "带头",
    "不准",
    "严禁",
    "不得",
    "统一",
    "到位",
    "走在前",
    "转变",
    "贯通",
)
_CASES = (
    "案",
    "行政",
    "民事",
    "刑事",
    "诉讼",
    "复议",
    "典型",
    "事件",
    "事故",
    "涉",
    "信访",
    "疑难",
    "重大",
    "矛盾",
    "违法",
    "纠纷",
)
_RANKED = "列居入全省市县区国"  # 全省前十名, but not 目前3名
_CLAUSE_MARKS = regex(r"[,。;、:!?\n(]")
_MAKING = regex("制定|出台|提出|推出|印发|研究|形成|梳理|新增")
_DOING = regex("落实|执行|贯彻|实施|按照|依据|根据")


def known_word(text: str, i: int, floor: int, before: str) -> Quantity | None:
    """The word or name of the lexicon around the numeral character at `i`."""
    around = WORDS_AROUND.get(before + text[i])
    if around is not None:
        for word, at, cls, reason in around:
            if text.startswith(word, i - at):
                if not cls:
                    break
                return rejected(max(i - at, floor), i - at + len(word), cls, reason)
    for word, _, cls, reason in WORDS_FROM.get(text[i : i + 2], ()):
        if text.startswith(word, i):
            return rejected(i, i + len(word), cls, reason) if cls else None
    return None


def by_follower(text: str, i: int, end: int, unit: str, unit_end: int) -> Quantity | None:
    """A count that what follows makes a name: 40条措施 of a policy, 三年行动, 前三名, 三个百分之百."""
    if unit == "条":
        if POLICY.match(text, unit_end) and _is_policy(text, i):
            return rejected(i, end, NAME, "name of a policy: so many measures of a named document")
    elif unit == "年":
        if ACTION.match(text, unit_end):
            return rejected(i, end, NAME, "name of a programme")
    elif unit == "名":
        if i > 1 and text[i - 1] == "前" and text[i - 2] in _RANKED:
            return rejected(i, end, ORDINAL, "ranks")
    elif unit == "个" and text.startswith(("百分之百", "百分百", "100%"), unit_end):
        return rejected(i, end, NAME, "counts the percentages that follow")
    return None


def _is_policy(text: str, i: int) -> bool:
    """Whether the N条措施 at `i` is a policy's name: 关于…40条措施, or what is carried out and not drawn up here."""
    clause = _CLAUSE_MARKS.split(text[max(0, i - 40) : i])[-1]
    return "关于" in clause or (_DOING.search(clause) is not None and _MAKING.search(clause) is None)


def without_unit(text: str, i: int, end: int, digits: str) -> Quantity | None:
    """Why Arabic figures without unit and scale are no number, if they are none."""
    if text[i - 1 : i] in ("表", "图") and _OF_TABLE.match(text, max(0, i - 2), i):
        return rejected(i, end, NAME, "number of a table or figure")
    if "." in digits:
        version = text.startswith("版", end)
        if version or digits.endswith(".0"):
            return rejected(i, end + version, NAME, "version number")
        month, day = digits.split(".")
        if len(day) < 3 and 1 <= int(month) <= 12 and 1 <= int(day) <= 31 and DAY_NAME.match(text, end):
            return rejected(i, end, NAME, "name of a day")
        if (i == 0 or text[i - 1] == "\n") and SECTION.match(text, i):
            return rejected(i, end, LIST, "section number")
        return None
    if NAMED_AFTER.match(text, end) or (len(digits) == 5 and digits.startswith("123")):
        return rejected(i, end, NAME, "hotline or service number")
    if digits in HOTLINES and text.startswith(("台", "中心", "系统"), end):
        return rejected(i, end, NAME, "hotline or service number")
    if len(digits) == 4 and digits[:3] in _YEARS and end < len(text) and "一" <= text[end] <= "龥":
        return rejected(i, end, YEAR, "year without 年")
    return None


# 表1, 附表2, (见图3); not 代表1.
_OF_TABLE = regex(r"(?:[^一-龥]|[附见下上如列和])?[表图]")
_YEARS = frozenset(["200", "201", "202", "203", "198", "199"])


def with_unit(
    text: str, i: int, end: int, numerals: str, before: str, unit: str, unit_start: int, unit_end: int
) -> Quantity | None:
    """Words, names and ordinals that read like a Chinese numeral with its classifier."""
    if len(numerals) == 1:
        if PLACE_UNIT.match(text, unit_start):
            return rejected(i, unit_end, NAME, "place name")
        if numerals == "一":
            found = each_its(text, i)
            if found is not None:
                return found
            if unit == "起" and not _is_case(text, before, unit_end):
                return rejected(i, unit_end, WORD, IN_WORD)
        if numerals == "二" and unit == "次" and unit_end < len(text) and "一" <= text[unit_end] <= "龥":
            return rejected(i, unit_end, WORD, IN_WORD)
    if unit == "个":
        if text.startswith(SLOGANS, unit_end):
            return rejected(i, unit_end + 2, NAME, "slogan")
        if text.startswith("一", unit_end) and text[unit_end + 1 : unit_end + 2] in ("", *"”工活行机批,。"):
            return rejected(i, unit_end + 1, NAME, "slogan")
    elif unit == "次" and text.startswith(("会议", "全体会议", "全会"), unit_end) and "届" in text[max(0, i - 12) : i]:
        return rejected(i, unit_end, ORDINAL, "ordinal of a session")
    return by_follower(text, i, end, unit, unit_end)


def each_its(text: str, i: int) -> Quantity | None:
    """一村一警, 一人一档."""
    match = EACH_ITS.match(text, i)
    return None if match is None else rejected(i, match.end(), NAME, "name: one for each")


def _is_case(text: str, before: str, end: int) -> bool:
    """一起 is a count of cases where a case follows, or where it closes the clause behind one; else "together"."""
    if text.startswith(_CASES, end):
        return True
    closes = end >= len(text) or text[end] in "\n。;,、)"
    return closes and before in "件案纠纷讼诉议故例"


def no_number(text: str, i: int, j: int, numerals: str, before: str) -> Quantity:
    """Numeral characters that say no number: part of a place, a person's name, a word."""
    if numerals == "一":
        found = each_its(text, i)
        if found is not None:
            return found
    if len(numerals) == 1 and (before == "周" or text[max(0, i - 2) : i] == "星期"):
        return rejected(i, j, DATE, "day of the week")
    if len(numerals) <= 2 and numerals not in "一两":
        place = PLACE.match(text, j)
        if place is not None:
            return rejected(i, place.end(), NAME, "place name")
    if len(numerals) > 1 or numerals not in "一两十百千万亿零〇":
        return rejected(i, j, NAME, "numeral character in a name, no classifier follows")
    if before in SURNAMES and numerals in "万千百一" and j < len(text) and "一" <= text[j] <= "龥":
        return rejected(i, j, NAME, "numeral character in a person's name")
    return rejected(i, j, WORD, IN_WORD)
