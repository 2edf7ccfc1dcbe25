"""Numbers that begin with a Chinese numeral character."""

from __future__ import annotations

from scoring.text.quantities import names
from scoring.text.quantities.arabic import HALVED, spoken
from scoring.text.quantities.bounds import EXPONENT, bound_before, bounded, exact, make, measured, rejected
from scoring.text.quantities.dates import chinese_date
from scoring.text.quantities.identifiers import BOUNDARY, ordinal
from scoring.text.quantities.lexicon import BARE_NOUNS, EXPONENTS, UNIT_CLASS
from scoring.text.quantities.numerals import BARE, PAIR, PLAIN, SPELLED, Numeral, parse
from scoring.text.quantities.patterns import DASH, FORMAL_MONEY, HAN, HUNDREDTHS, RUN
from scoring.text.quantities.ranges import RANGE_MARKS, read_range
from scoring.text.quantities.shares import read_parts, spell
from scoring.text.quantities.types import LIST, MONEY, NAME, ORDINAL, WORD, Quantity

MARKING = frozenset("一二三四五六七八九十")
FOLLOWED = frozenset("分是要、).年月日时号届级大中等季世至到Oo0 ") | frozenset(DASH)
CLAUSE = BOUNDARY | frozenset(",、(“")
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")


def read_hanzi(text: str, i: int, floor: int) -> Quantity:
    """The item whose first numeral character stands at `i`; always one."""
    before = text[i - 1] if i else "\n"
    if before == "第" or (before == " " and i > 1 and text[i - 2] == "第"):
        return ordinal(text, i, floor)
    found = names.known_word(text, i, floor, before)
    if found is not None:
        return found
    run = RUN.match(text, i)
    assert run is not None
    numerals, j = run.group(), run.end()
    after = text[j] if j < len(text) else "\n"
    if after in FOLLOWED:
        found = _followed(text, i, j, floor, numerals, before, after)
        if found is not None:
            return found
    if before in "几数" and numerals[0] in "十百千万亿":
        return rejected(max(i - 1, floor), j, WORD, "no definite number")
    if before == "其" and numerals in MARKING and after not in "件个项次名人":
        return rejected(max(i - 1, floor), j, LIST, "list marker")
    return _number(text, i, j, floor, numerals, before)


def _followed(text: str, i: int, j: int, floor: int, numerals: str, before: str, after: str) -> Quantity | None:
    """What the character behind the numerals decides."""
    if after == "分" or text.startswith(" 分", j):
        found = read_parts(text, i, floor)
        if found is not None:
            return found
    if len(numerals) <= 3 and MARKING.issuperset(numerals):
        found = _marker(text, i, j, floor, numerals, before, after)
        if found is not None:
            return found
    found = chinese_date(text, i, j, numerals, after)
    if found is not None:
        return found
    if after in "号届":
        return rejected(i, j + 1, ORDINAL, "ordinal")
    if text.startswith("中全会", j):
        return rejected(i, j + 3, ORDINAL, "ordinal")
    if after == "级":
        return rejected(i, j + 1, NAME, "level or grade")
    if after == "大" and numerals != "一":
        return rejected(i, j + 1, NAME, "name: so many great things, or a congress")
    if after == "等" and text.startswith(("奖", "功"), j + 1):
        return rejected(i, j + 2, ORDINAL, "grade of an award")
    return None


def _marker(text: str, i: int, j: int, floor: int, numerals: str, before: str, after: str) -> Quantity | None:
    """一、 （一） 一是 二要 一. at their places; lost full stops before them do not matter."""
    if after == "是":
        return None if text.startswith(("否", "非"), j + 1) else rejected(i, j + 1, LIST, "list marker")
    if after == "要":
        return rejected(i, j + 1, LIST, "list marker") if before in CLAUSE else None
    if after == "、":
        more = text[j + 1 : j + 2]
        if more and more in MARKING and before not in BOUNDARY:
            return None
        if before in CLAUSE or numerals != "一":
            return rejected(i, j + 1, LIST, "heading number")
    if after == ")":
        if before == "(":
            return rejected(max(i - 1, floor), j + 1, LIST, "list marker in brackets")
        if before in BOUNDARY:
            return rejected(i, j + 1, LIST, "list marker")
    if after == "." and before in CLAUSE:
        return rejected(i, j + 1, LIST, "list marker")
    return None


def _number(text: str, i: int, j: int, floor: int, numerals: str, before: str) -> Quantity:
    match = HAN.match(text, i)
    assert match is not None
    _, decimals, over, scale, over_after, unit, suffix = match.groups()
    numeral = parse(numerals.rstrip("零") if over == "几" else numerals)  # 一百零几万
    if numeral is None:
        return names.no_number(text, i, j, numerals, before)
    number_end = match.end(4) if scale else match.end(2) if decimals else j
    end = match.end()
    half = False
    if unit is None:
        unit, unit_end = "", match.end(5) if over_after else number_end
        end = end if suffix else unit_end
    else:
        unit_end = match.end(6)
        unit, over_after, half = spoken(unit, over_after)
        named = names.with_unit(text, i, end, numerals, before, unit, match.start(6), unit_end)
        if named is not None:
            return named
    if numeral.form == PLAIN and end < len(text) and text[end] in RANGE_MARKS:
        found = read_range(text, i, floor, str(numeral.value), 0, unit, end)
        if found is not None:
            return found
    if not unit and not _stands_alone(
        text, j, numeral, numerals, before, bool(scale or over_after or suffix or decimals)
    ):
        return names.no_number(text, i, j, numerals, before)
    if numeral.form == PAIR:
        return _pair(i, numeral, number_end, unit, unit_end)
    if numeral.form == BARE and not (over or over_after):
        found = _bare(text, i, floor, numeral, number_end, unit, unit_end, suffix or "")
        if found is not None:
            return found
    digits = f"{numeral.value}.{spell(decimals)}" if decimals else str(numeral.value)
    if half or (unit in HALVED and suffix is None and text.startswith("半", unit_end)):
        if not half:
            unit_end = end = unit_end + 1
        digits = digits if decimals else f"{digits}.5"
    if unit == "成" and suffix is None and not half and "." not in digits:
        finer = HUNDREDTHS.match(text, unit_end)
        if finer is not None:
            digits, suffix = f"{digits}.{spell(finer.group(1))}", finer.group(2)
            unit_end, end = finer.end(1), finer.end()
    exponent = EXPONENTS[scale] if scale else 0
    return measured(
        text, floor, i, number_end, end, digits, exponent, bool(over or over_after), unit, unit_end, suffix or ""
    )


def _bare(
    text: str, i: int, floor: int, numeral: Numeral, number_end: int, unit: str, unit_end: int, suffix: str
) -> Quantity | None:
    """A bare 百, 千, 万 is a number only with a bound word (近百件, 上千人); None: read on as one."""
    if i > floor and text[i - 1] == "上" and text[max(0, i - 2)] not in "以网线马晚早会":
        return bounded(i - 1, unit_end, i, number_end, UNIT_CLASS[unit], float(numeral.value), "ge", unit, None)
    if suffix or (number_end - i > 1 and UNIT_CLASS[unit] == MONEY) or bound_before(text, i, floor)[0]:
        return None
    return rejected(i, number_end, WORD, "a hundred, a thousand …: no definite number")


def _pair(i: int, numeral: Numeral, number_end: int, unit: str, unit_end: int) -> Quantity:
    """三五个, 两三百件: about, between the two."""
    shift = EXPONENT.get(unit, 0)
    low, high = float(f"{numeral.value}e{shift}"), float(f"{numeral.top}e{shift}")
    cls = UNIT_CLASS[unit]
    return make(Quantity, (i, unit_end, i, number_end, cls, low, low, high, False, False, "about", False, unit, ""))


def _stands_alone(text: str, j: int, numeral: Numeral, numerals: str, before: str, marked: bool) -> bool:
    """Whether numerals without a classifier are a number all the same: 五部门, 二百零六 in a cell, 为零."""
    if text.startswith(BARE_NOUNS, j):
        return numerals != "一" and numeral.form in (PLAIN, PAIR)
    if numeral.form == PAIR:
        return False
    if marked:
        return numerals not in ("一", "两")
    after = text[j] if j < len(text) else "\n"
    if numeral.form == BARE or "一" <= after <= "龥" or after.isalnum():
        return False
    if numerals in ("零", "〇"):
        return before in "为是于持到现归"
    return numeral.form == SPELLED or len(numerals) > 1


def read_formal(text: str, i: int, floor: int) -> Quantity | None:
    """壹拾贰万元整, 廿三万元: only money is written so; elsewhere 陆, 伍, 拾 are parts of words."""
    match = FORMAL_MONEY.match(text, i)
    numeral = None
    if match is not None:
        numeral = parse(match.group(1).translate(_FORMAL).replace("廿", "二十").replace("卅", "三十"))
    if match is None or numeral is None:
        return rejected(i, i + 1, WORD, names.IN_WORD) if text[i] in "廿卅" else None
    kind, begin = bound_before(text, i, floor)
    if kind:
        return bounded(begin, match.end(), i, match.end(1), MONEY, float(numeral.value), kind, "元", None)
    return exact(i, match.end(), i, match.end(1), MONEY, float(numeral.value), "元")
