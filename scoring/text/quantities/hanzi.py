"""Numbers that begin with a Chinese numeral character, and the many words and names that only look so."""

from __future__ import annotations

from scoring.text.quantities.arabic import (
    days_within,
    join_range,
    named_by_follower,
    ordinal,
    parts,
    ratio,
    spelled,
)
from scoring.text.quantities.bounds import bound_before, bounded, make, measured, rejected
from scoring.text.quantities.lexicon import BARE_NOUNS, EXPONENTS, SURNAMES, UNIT_CLASS
from scoring.text.quantities.numerals import BARE, PAIR, PLAIN, SPELLED, Numeral, parse
from scoring.text.quantities.patterns import (
    CHINESE_DATE,
    CHINESE_MONTH,
    DASH,
    DAYS,
    FORMAL_MONEY,
    HAN,
    HUNDRED,
    PARTS,
    PLACE,
    PLACE_UNIT,
    RUN,
    WORDS_AROUND,
    WORDS_FROM,
)
from scoring.text.quantities.types import DATE, LIST, MONEY, NAME, ORDINAL, OTHER, TIME, WORD, YEAR, Quantity

_BOUNDARY = frozenset("\n。;:!?|>)】 ”…\"',、(")
_MARKING = frozenset("一二三四五六七八九十")
_FOLLOWED = frozenset("分是要、).年月日时号届级大中等季世代至到") | frozenset(DASH)
_SLOGANS = ("坚持", "明确", "必须", "维护", "确立", "意识", "自信", "全面", "亲自", "务必", "最严", "带头", "不准", "严禁", "不得")
_CASES = ("案", "行政", "民事", "刑事", "诉讼", "复议", "典型", "事件", "事故", "涉", "信访", "疑难", "重大", "矛盾", "违法", "纠纷")


def read_hanzi(text: str, i: int, floor: int) -> Quantity:
    """The item whose first numeral character stands at `i`; never None."""
    before = text[i - 1] if i else "\n"
    if before == "第" or (before == " " and i > 1 and text[i - 2] == "第"):
        return ordinal(text, i, floor)
    found = _word(text, i, floor, before)
    if found is not None:
        return found
    run = RUN.match(text, i)
    assert run is not None
    numerals, j = run.group(), run.end()
    after = text[j] if j < len(text) else "\n"
    if after in _FOLLOWED or after == " ":
        found = _followed(text, i, j, floor, numerals, before, after)
        if found is not None:
            return found
    if before in "几数" and numerals[0] in "十百千万亿":
        return rejected(max(i - 1, floor), j, WORD, "no definite number")
    if before == "其" and numerals in _MARKING and after not in "件个项次名人":
        return rejected(max(i - 1, floor), j, LIST, "list marker")
    return _quantity(text, i, j, floor, numerals, before)


def _word(text: str, i: int, floor: int, before: str) -> Quantity | None:
    """The known word or name around the character at `i`, if one stands there."""
    around = WORDS_AROUND.get(before + text[i])
    if around is not None:
        for word, at, cls, reason in around:
            if text.startswith(word, i - at):
                if not cls:
                    break
                return rejected(max(i - at, floor), i - at + len(word), cls, reason)
    from_here = WORDS_FROM.get(text[i : i + 2])
    if from_here is not None:
        for word, _, cls, reason in from_here:
            if text.startswith(word, i):
                return rejected(i, i + len(word), cls, reason) if cls else None
    return None


def _followed(text: str, i: int, j: int, floor: int, numerals: str, before: str, after: str) -> Quantity | None:
    """What the character behind the numerals decides."""
    if after == "分" or text.startswith(" 分", j):
        return _portion(text, i, floor)
    small = len(numerals) <= 3 and all(char in _MARKING for char in numerals)
    if small:
        found = _marker(text, i, j, floor, numerals, before, after)
        if found is not None:
            return found
    found = _calendar(text, i, j, numerals, before, after)
    if found is not None:
        return found
    if after in "号届" or text.startswith("中全会", j):
        return rejected(i, j + (3 if after == "中" else 1), ORDINAL, "ordinal")
    if after in "级大":
        return rejected(i, j + 1, NAME, "level or grade" if after == "级" else "name: so many great things, or a congress")
    if after == "等" and text.startswith(("奖", "功"), j + 1):
        return rejected(i, j + 2, ORDINAL, "grade of an award")
    return None


def _portion(text: str, i: int, floor: int) -> Quantity | None:
    """百分之九十, 三分之二, 百分百; a 百分之 without a number is a word."""
    match = PARTS.match(text, i)
    if match is not None:
        return parts(text, match, i, floor)
    match = HUNDRED.match(text, i)
    if match is not None:
        kind, begin = bound_before(text, i, floor)
        return ratio(begin, match.end(), i, i + 3, 1.0, kind, match.group(1) or "", "%")
    return None


def _marker(text: str, i: int, j: int, floor: int, numerals: str, before: str, after: str) -> Quantity | None:
    """一、 （一） 一是 二要 一. at their places."""
    boundary = before in _BOUNDARY
    if after == "是" and not text.startswith(("否", "非"), j + 1):
        return rejected(i, j + 1, LIST, "list marker")
    if after == "要" and boundary:
        return rejected(i, j + 1, LIST, "list marker")
    if after == "、":
        more = text[j + 1 : j + 2] in _MARKING if j + 1 < len(text) else False
        if more and (before not in "\n。;:" or numerals == "三"):
            return None
        if boundary or numerals != "一":
            return rejected(i, j + 1, LIST, "heading number")
    if after == ")":
        if before == "(":
            return rejected(max(i - 1, floor), j + 1, LIST, "list marker in brackets")
        if before in "\n。; ":
            return rejected(i, j + 1, LIST, "list marker")
    if after == "." and boundary:
        return rejected(i, j + 1, LIST, "list marker")
    return None


def _calendar(text: str, i: int, j: int, numerals: str, before: str, after: str) -> Quantity | None:
    """Years, months, days and hours in Chinese numerals."""
    match = CHINESE_DATE.match(text, i)
    if match is not None and match.group(1)[0] in "一二":
        day = "月" in match.group()
        return rejected(i, match.end(), DATE if day else YEAR, "date" if day else "calendar year")
    if after == "年":
        if text.startswith("年代", j):
            return rejected(i, j + 2, YEAR, "decade")
        if len(numerals) == 2 and parse(numerals) is None:
            return rejected(i, j + 1, YEAR, "year of two digits")
        return None
    if after in "月至到" or after in DASH or after == " ":
        match = CHINESE_MONTH.match(text, i)
        if match is not None and before != "个":
            return rejected(i, match.end(), DATE, "date")
    if after in "日至到" or after in DASH:
        match = DAYS.match(text, i)
        if match is not None:
            return days_within(match, i)
        if after == "日" and len(numerals) <= 3:
            return rejected(i, j + 1, DATE, "date")
    if after == "季" and text.startswith("季度", j):
        return rejected(i, j + 2, DATE, "quarter of a year")
    if after == "世" and text.startswith("世纪", j):
        return rejected(i, j + 2, YEAR, "century")
    if after == "时" and text[i - 2 : i] in ("上午", "下午", "晚上", "凌晨", "中午"):
        return rejected(i, j + 1, TIME, "time of day")
    return None


def _quantity(text: str, i: int, j: int, floor: int, numerals: str, before: str) -> Quantity:
    match = HAN.match(text, i)
    assert match is not None
    _, decimals, over, scale, over_after, unit, suffix = match.groups()
    numeral = parse(numerals)
    if numeral is None:
        return _no_number(text, i, j, numerals, before)
    number_end = match.end(4) if scale else match.end(2) if decimals else j
    end = match.end()
    if unit is None:
        unit, unit_end = "", match.end(5) if over_after else number_end
        if suffix is None:
            end = unit_end
        joined = _join(text, i, floor, numeral, unit, end)
        if joined is not None:
            return joined
        if not _stands_alone(text, i, j, floor, numeral, numerals, before, bool(over_after or suffix)):
            return _no_number(text, i, j, numerals, before)
    else:
        unit_end = match.end(6)
        if unit not in UNIT_CLASS:
            unit, over_after = unit[0] + unit[2:], unit[1]
        named = _named(text, i, end, numerals, before, unit, match.start(6), unit_end)
        if named is not None:
            return named
    if numeral.form == BARE and not (over or over_after or len(numerals) > 1):
        raised = _raised(text, i, floor, numeral, number_end, unit, unit_end, end, suffix or "")
        return raised or rejected(i, j, WORD, "a hundred, a thousand …: no definite number")
    if numeral.form == PAIR:
        return _pair(text, i, floor, numeral, number_end, unit, unit_end)
    joined = _join(text, i, floor, numeral, unit, end) if unit else None
    if joined is not None:
        return joined
    digits = str(numeral.value) + (f".{spelled(decimals)}" if decimals else "")
    if unit in ("年", "成", "倍", "天") and text.startswith("半", unit_end) and suffix is None and not decimals:
        digits, unit_end, end = f"{digits}.5", unit_end + 1, unit_end + 1
    exponent = EXPONENTS[scale] if scale else 0
    if numeral.form == BARE and before == "上":
        return bounded(
            i - 1, end, i, number_end, UNIT_CLASS[unit], numeral.value * 10.0**exponent, "ge", unit, None
        )
    return measured(
        text, floor, i, number_end, end, digits, exponent, bool(over or over_after), unit, unit_end, suffix or ""
    )


def _join(text: str, i: int, floor: int, numeral: Numeral, unit: str, end: int) -> Quantity | None:
    if numeral.form != PLAIN or end >= len(text) or not (text[end] in "至到 " or text[end] in DASH):
        return None
    return join_range(text, i, floor, str(numeral.value), 0, numeral.value >= 10_000, unit, end)


def _raised(
    text: str,
    i: int,
    floor: int,
    numeral: Numeral,
    number_end: int,
    unit: str,
    unit_end: int,
    end: int,
    suffix: str,
) -> Quantity | None:
    """近百件, 上千人, 逾万条: a bare 百, 千 or 万 is a number only with a bound word."""
    if not unit:
        return None
    if i > floor and text[i - 1] == "上" and text[i - 2 : i - 1] not in tuple("以网线马晚早会"):
        value = float(numeral.value)
        return bounded(i - 1, unit_end, i, number_end, UNIT_CLASS[unit], value, "ge", unit, None)
    kind, _ = bound_before(text, i, floor)
    if not kind and suffix not in ("以上", "及以上", "左右"):
        return None
    return measured(text, floor, i, number_end, end, str(numeral.value), 0, False, unit, unit_end, suffix)


def _pair(
    text: str, i: int, floor: int, numeral: Numeral, number_end: int, unit: str, unit_end: int
) -> Quantity:
    """三五个, 两三百件: about, between the two."""
    shift = {"%": 0.01, "‰": 0.001, "成": 0.1}.get(unit, 1.0)
    low, high = round(numeral.value * shift, 10), round(numeral.top * shift, 10)
    cls = UNIT_CLASS[unit]
    return make(
        Quantity, (i, unit_end, i, number_end, cls, low, low, high, False, False, "about", False, unit, "")
    )


def _named(
    text: str, i: int, end: int, numerals: str, before: str, unit: str, unit_start: int, unit_end: int
) -> Quantity | None:
    """Words, names and ordinals that read like a numeral with its classifier."""
    if len(numerals) == 1:
        if PLACE_UNIT.match(text, unit_start):
            return rejected(i, unit_end, NAME, "place name")
        if numerals == "一" and unit == "起" and not _is_case(text, before, unit_end):
            return rejected(i, unit_end, WORD, "numeral character inside a word")
        if numerals == "二" and unit == "次" and unit_end < len(text) and "一" <= text[unit_end] <= "龥":
            return rejected(i, unit_end, WORD, "numeral character inside a word")
    if unit == "个":
        if text.startswith(_SLOGANS, unit_end):
            return rejected(i, unit_end + 2, NAME, "slogan")
        if text.startswith("一", unit_end) and text[unit_end + 1 : unit_end + 2] in ("", "”", "工", "活", "行", "机", "批", ",", "。"):
            return rejected(i, unit_end + 1, NAME, "slogan")
    if unit == "次" and text.startswith(("会议", "全体会议", "全会"), unit_end) and "届" in text[max(0, i - 12) : i]:
        return rejected(i, unit_end, ORDINAL, "ordinal of a session")
    return named_by_follower(text, i, end, unit, unit_end)


def _is_case(text: str, before: str, end: int) -> bool:
    """一起 is a count of cases where a case follows, or where it closes the clause behind one; else "together"."""
    if text.startswith(_CASES, end):
        return True
    closes = end >= len(text) or text[end] in "\n。;,、)"
    return closes and before in "件案纠纷讼诉议故例"


def _stands_alone(
    text: str, i: int, j: int, floor: int, numeral: Numeral, numerals: str, before: str, bounded_after: bool
) -> bool:
    """Whether numerals without a classifier are a number all the same."""
    after = text[j] if j < len(text) else "\n"
    if text.startswith(BARE_NOUNS, j):
        return numerals != "一" and numeral.form in (PLAIN, PAIR) and numerals != "两"
    if numeral.form in (BARE, PAIR):
        return False
    if bounded_after:
        return True
    closed = not ("一" <= after <= "龥" or after.isalnum())
    if numerals in ("零", "〇"):
        return closed and before in "为是于持到现归"
    if not closed:
        return False
    if numeral.form == SPELLED:
        return True
    return len(numerals) > 1


def _no_number(text: str, i: int, j: int, numerals: str, before: str) -> Quantity:
    """Numeral characters that say no number: part of a place, a person's name, a word."""
    place = PLACE.match(text, j)
    if place is not None and len(numerals) <= 2 and numerals not in "一两":
        return rejected(i, place.end(), NAME, "place name")
    if len(numerals) > 1 or numerals not in "一两十百千万亿零〇":
        return rejected(i, j, NAME, "numeral character in a name, no classifier follows")
    if before in SURNAMES and numerals in "万千百一" and j < len(text) and "一" <= text[j] <= "龥":
        return rejected(i, j, NAME, "numeral character in a person's name")
    return rejected(i, j, WORD, "numeral character inside a word")


def read_formal(text: str, i: int, floor: int) -> Quantity | None:
    """壹拾贰万元整, 廿三万元: only money is written so; elsewhere 陆, 伍, 拾 are parts of words."""
    match = FORMAL_MONEY.match(text, i)
    numeral = None
    if match is not None:
        plain = match.group(1).translate(_FORMAL).replace("廿", "二十").replace("卅", "三十")
        numeral = parse(plain)
    if match is None or numeral is None:
        return rejected(i, i + 1, WORD, "numeral character inside a word") if text[i] in "廿卅" else None
    value = float(numeral.value)
    kind, begin = bound_before(text, i, floor)
    if kind:
        return bounded(begin, match.end(), i, match.end(1), MONEY, value, kind, "元", None)
    return make(
        Quantity, (i, match.end(), i, match.end(1), MONEY, value, value, value, False, False, "exact", False, "元", "")
    )


_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
