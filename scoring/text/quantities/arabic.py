"""Numbers that begin with an Arabic digit."""

from __future__ import annotations

import re

from scoring.text.quantities.bounds import bound_before, bounded, make, measured, rejected
from scoring.text.quantities.lexicon import EXPONENTS, HOTLINES, UNIT_CLASS
from scoring.text.quantities.numerals import HANZI, parse
from scoring.text.quantities.patterns import (
    ACTION,
    ARABIC,
    CALENDAR,
    CLOCK,
    COMPOUND,
    DASH,
    DASHES,
    DATED,
    DAYS,
    DIGITS,
    DOTTED,
    HAN,
    HOURS,
    MONTHS,
    NAMED_AFTER,
    NUMBERED,
    ORDINAL,
    PARTS,
    PLUS,
    POLICY,
    RANGE,
    SLASHED,
    YEARS,
)
from scoring.text.quantities.types import (
    COUNT,
    DAMAGED,
    DATE,
    DOCUMENT,
    DURATION,
    LIST,
    NAME,
    ORDINAL as ORDINAL_CLASS,
    OTHER,
    RATE,
    TIME,
    YEAR,
    Quantity,
)

LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
# What may stand around a run of digits that is not simply a number; everything else takes the short way.
_ODD_BEFORE = LETTERS | frozenset("第〔[【(/_=#@+×*·&")
_ODD_AFTER = LETTERS | frozenset("年月日号时点届级等/:+×*·世)、〕]】代后_分后") | frozenset(DASH)
_BOUNDARY = frozenset("\n。;:!?|>)】 ”…\"'")
_DOCUMENT_WORDS = frozenset("文发办字函政令规通建")
_CLOSING = frozenset("〕])】")
_FROM = frozenset("由从自")


def read_arabic(text: str, i: int, floor: int) -> Quantity:
    """The item whose first digit stands at `i`; never None, for no digit may vanish."""
    run = DIGITS.match(text, i)
    assert run is not None
    j = run.end()
    before = text[i - 1] if i else "\n"
    after = text[j] if j < len(text) else "\n"
    if (
        after in _ODD_AFTER
        or before in _ODD_BEFORE
        or j - i > 4
        or (j - i == 4 and text[i] in "12" and after not in "件人项个条%份名次")
        or after in " ."
        or (before == " " and i > 1 and text[i - 2] == "第")
        or (text[i] == "0" and j - i > 1)
    ):
        found = _special(text, i, j, floor, before, after)
        if found is not None:
            return found
    return plain(text, i, floor)


def plain(text: str, i: int, floor: int) -> Quantity:
    """A number with its unit and bounds, or the first part of a range."""
    match = ARABIC.match(text, i)
    assert match is not None
    digits, over, scale, parts, over_after, unit, suffix = match.groups()
    end = match.end()
    if "," in digits or " " in digits:
        listed = "," in digits and _is_list(text, i)
        if listed:
            return _first_of_list(text, i, floor)
        digits = digits.replace(",", "").replace(" ", "")
    exponent = EXPONENTS[scale] if scale else 0
    number_end = match.end(1)
    if parts:
        number_end = match.end(4)
        digits, exponent = _further_parts(digits, exponent, parts), 0
    elif scale:
        number_end = match.end(3)
    unit_end = end
    if unit is None:
        unit = ""
        if suffix is None:
            unit_end = end = match.end(5) if over_after else number_end
            odd = _unitless(text, i, end, digits, bool(scale))
            if odd is not None:
                return odd
        else:
            unit_end = match.end(5) if over_after else number_end
    else:
        unit_end = match.end(6)
        if unit not in UNIT_CLASS:
            unit, over_after = unit[0] + unit[2:], unit[1]
        if unit_end < len(text):
            named = named_by_follower(text, i, end, unit, unit_end)
            if named is not None:
                return named
    if end < len(text) and (text[end] in DASH or text[end] in "至到 "):
        joined = join_range(text, i, floor, digits, exponent, bool(scale), unit, end)
        if joined is not None:
            return joined
    if unit in _HALVES and text.startswith("半", unit_end) and suffix is None and "." not in digits and not exponent:
        digits, unit_end, end = f"{digits}.5", unit_end + 1, unit_end + 1
    return measured(
        text, floor, i, number_end, end, digits, exponent, bool(over or over_after), unit, unit_end, suffix or ""
    )


_HALVES = frozenset(["年", "成", "倍", "天"])


def _is_list(text: str, i: int) -> bool:
    """分别为206,318件: the comma parts two items."""
    return any(word in text[max(0, i - 14) : i] for word in ("分别", "依次"))


def _first_of_list(text: str, i: int, floor: int) -> Quantity:
    run = DIGITS.match(text, i)
    assert run is not None
    return measured(text, floor, i, run.end(), run.end(), run.group(), 0, False, "", run.end(), "")


_PART = re.compile(r"(\d+) {0,2}([百千万]{1,2})")


def _further_parts(digits: str, exponent: int, parts: str) -> str:
    """2万5千 → 25000: all parts added, as digits without an exponent."""
    total = round(float(f"{digits}e{exponent}"), 4)
    for number, scale in _PART.findall(parts):
        total += int(number) * 10 ** EXPONENTS.get(scale, 4)
    return f"{total:.10g}" if total < 1e10 else str(int(total))


def named_by_follower(text: str, i: int, end: int, unit: str, unit_end: int) -> Quantity | None:
    """Names that begin like a count: 40条措施 of a policy, 三年行动, 三个百分之百, 四个一."""
    if unit == "条" and POLICY.match(text, unit_end) and _names_policy(text, i):
        return rejected(i, end, NAME, "name of a policy: so many measures of a named document")
    if unit == "年" and ACTION.match(text, unit_end):
        return rejected(i, end, NAME, "name of a programme")
    if unit == "个" and (text.startswith(("百分之百", "百分百"), unit_end) or text.startswith("100%", unit_end)):
        return rejected(i, end, NAME, "counts the percentages that follow")
    return None


_CLAUSE_MARKS = re.compile(r"[,。;、:!?\n(]")
_MAKING = re.compile("制定|出台|提出|推出|印发|研究|形成|梳理|新增")
_DOING = re.compile("落实|执行|贯彻|实施|按照|依据|根据")


def _names_policy(text: str, i: int) -> bool:
    """Whether the N条措施 at `i` is a policy's name: 关于…40条措施, or what is carried out and not drawn up here."""
    clause = _CLAUSE_MARKS.split(text[max(0, i - 40) : i])[-1]
    return "关于" in clause or (_DOING.search(clause) is not None and _MAKING.search(clause) is None)


def _unitless(text: str, i: int, end: int, digits: str, scaled: bool) -> Quantity | None:
    """Reasons why a number without a unit is none."""
    if scaled:
        return None
    if "." in digits:
        if digits.endswith(".0") or text.startswith("版", end):
            return rejected(i, end + text.startswith("版", end), NAME, "version number")
        if text.startswith(("国家", "全民", "国际", "世界", "宪法", "禁毒"), end):
            return rejected(i, end, NAME, "name of a day")
        return None
    if NAMED_AFTER.match(text, end):
        return rejected(i, end, NAME, "hotline or service number")
    if len(digits) == 5 and digits.startswith("123"):
        return rejected(i, end, NAME, "hotline or service number")
    if digits in HOTLINES and text.startswith(("台", "中心", "系统"), end):
        return rejected(i, end, NAME, "hotline or service number")
    return None


def join_range(
    text: str, i: int, floor: int, digits: str, exponent: int, scaled: bool, unit: str, end: int
) -> Quantity | None:
    """10—20件, 1至3万元, 30%-50%, 5-20%: both ends closed, value the lower."""
    mark = RANGE.match(text, end)
    if mark is None:
        return None
    at = mark.end()
    second = second_number(text, at)
    if second is None:
        return None
    number, power, has_scale, other_unit, number_end, unit_end, stop, suffix = second
    if unit and unit != other_unit:
        return None
    dashed = text[mark.start() : at].strip(" ")[0] in DASH
    if not dashed and i > floor and text[i - 1] in _FROM:
        return None
    if not dashed and not other_unit:
        return None
    if has_scale and not scaled and not unit and float(digits) < float(number):
        exponent = power
    cls = UNIT_CLASS[other_unit]
    shift = {"%": -2, "‰": -3, "成": -1}.get(other_unit, 0) if cls == RATE else 0
    low, high = float(f"{digits}e{exponent + shift}"), float(f"{number}e{power + shift}")
    if low >= high:
        return None
    _, begin = bound_before(text, i, floor)
    soft = begin != i or suffix in ("左右", "上下")
    finish = stop if soft and suffix else unit_end
    return make(
        Quantity, (begin, finish, i, number_end, cls, low, low, high, False, False, "range", soft, other_unit, "")
    )


def second_number(text: str, at: int) -> tuple[str, int, bool, str, int, int, int, str] | None:
    """The number at `at`: digits, exponent, whether scaled, unit, and where number, unit and bound word end."""
    match = ARABIC.match(text, at)
    if match is not None:
        digits, _, scale, parts, _, unit, suffix = match.groups()
        if parts or (len(digits) > 1 and digits[0] == "0" and digits[1] != "."):
            return None
        number_end = match.end(3) if scale else match.end(1)
        digits = digits.replace(",", "").replace(" ", "")
        exponent = EXPONENTS[scale] if scale else 0
        scaled = bool(scale)
        unit_at = 6
    else:
        match = HAN.match(text, at)
        if match is None or match.group(2) or match.group(3):
            return None
        numeral = parse(match.group(1))
        if numeral is None or numeral.form != "plain":
            return None
        digits, exponent, scaled, number_end, unit_at = str(numeral.value), 0, False, match.end(1), 6
        unit, suffix = match.group(6), match.group(7)
    unit_end = match.end(unit_at) if unit else number_end
    if unit and unit not in UNIT_CLASS:
        return None
    return digits, exponent, scaled, unit or "", number_end, unit_end, match.end(), suffix or ""


def _special(text: str, i: int, j: int, floor: int, before: str, after: str) -> Quantity | None:
    """Everything that stands out by what is around the digits; None: read on as a number."""
    if before == "第" or (before == " " and i > 1 and text[i - 2] == "第"):
        return ordinal(text, i, floor)
    if before in LETTERS or after in LETTERS:
        return _token(text, i, floor)
    if before in "_=#@&" or (before == "/" and i > 1 and (text[i - 2] in LETTERS or text[i - 2].isdigit())):
        return rejected(i, COMPOUND.match(text, i).end(), NAME, "part of an address or code")  # type: ignore[union-attr]
    if before in "+×*·":
        return rejected(i, j, NAME, "figure in a name")
    found = _document(text, i, j, floor, before, after)
    if found is not None:
        return found
    found = _calendar(text, i, j, after)
    if found is not None:
        return found
    if after in ")、." or before == "(":
        found = _marker(text, i, j, floor, before, after)
        if found is not None:
            return found
    return _joined(text, i, j, floor, after) or _long(text, i, j, before)


def ordinal(text: str, i: int, floor: int) -> Quantity:
    """第12期, 第一, 第1-5项: from 第 to the unit."""
    begin = i - 1
    while begin > floor and text[begin] == " ":
        begin -= 1
    begin = begin if begin >= floor and text[begin] == "第" else i
    match = ORDINAL.match(text, i)
    assert match is not None
    return rejected(begin, match.end(), ORDINAL_CLASS, "ordinal")


_TOKEN_BACK = frozenset("-_") | LETTERS


def _token(text: str, i: int, floor: int) -> Quantity:
    """Letters and digits together: an index number where long, else a name (A4, 5G)."""
    begin = i
    while begin > floor and i - begin < 24 and text[begin - 1] in _TOKEN_BACK:
        begin -= 1
    match = COMPOUND.match(text, i)
    assert match is not None
    token = text[begin : match.end()]
    if token.count("-") + token.count("/") and sum(char.isdigit() for char in token) >= 6:
        return rejected(begin, match.end(), DOCUMENT, "index number")
    return rejected(begin, match.end(), NAME, "letters and figures: a code or name")


def _document(text: str, i: int, j: int, floor: int, before: str, after: str) -> Quantity | None:
    """Document numbers and index numbers."""
    if j - i == 4 and (before in "〔[【(" or after in _CLOSING):
        match = NUMBERED.match(text, i)
        if match is not None:
            begin = i - 1 if before in "〔[【(" and i > floor else i
            return rejected(begin, match.end(), DOCUMENT, "document number")
        if text[i : i + 2] in ("19", "20") and before in "〔[【(" and after in _CLOSING:
            return rejected(i, j, YEAR, "year in brackets")
    if after == "号" and j - i >= 5 and text[i : i + 2] in ("19", "20"):
        return rejected(i, j + 1, DOCUMENT, "document number that lost its brackets")
    if before in "〔[【" and j - i > 4:
        return rejected(i, j + (after == "号"), DOCUMENT, "document number that lost a bracket")
    if after == "号" or text.startswith(" 号", j):
        stop = text.index("号", j) + 1
        if text.startswith("召", stop):
            return None
        return rejected(i, stop, ORDINAL_CLASS, "number of an order, document or building")
    return None


def _calendar(text: str, i: int, j: int, after: str) -> Quantity | None:
    """Years, dates and clock times."""
    if j - i == 4 and text[i : i + 2] in ("19", "20"):
        years = YEARS.match(text, i)
        if years is not None and ("年" in years.group() or years.group()[:4] < years.group()[-4:]):
            return rejected(i, years.end(), YEAR, "span or list of years")
        match = CALENDAR.match(text, i)
        if match is not None:
            return rejected(i, match.end(), DATE if match.group(1) else YEAR, "calendar year" if not match.group(1) else "date")
        match = DATED.match(text, i)
        if match is not None and (after != "." or ARABIC.match(text, i).group(6) is None):  # type: ignore[union-attr]
            return rejected(i, match.end(), DATE, "date")
    if j - i <= 2:
        match = MONTHS.match(text, i)
        if match is not None:
            return rejected(i, match.end(), DATE, "date")
        match = CLOCK.match(text, i) if after == ":" else None
        if match is None and after in "时点" :
            match = HOURS.match(text, i)
            if match is not None and match.group()[-1] == "点" and not _is_hour(text, i):
                match = None
        if match is not None:
            return rejected(i, match.end(), TIME, "time of day")
        if after == "年" and text[j + 1 : j + 2] in ("代", "度", "底", "初"):
            return rejected(i, j + 2, YEAR, "decade or year of two digits")
    if text.startswith(("世纪", "年代"), j):
        return rejected(i, j + 2, YEAR, "century or decade")
    days = DAYS.match(text, i)
    return None if days is None else days_within(days, i)


def days_within(match: re.Match[str], i: int) -> Quantity:
    """7日内: a time limit, not a date."""
    first = _number(match.group(1))
    last = _number(match.group(2)) if match.group(2) else first
    return make(
        Quantity,
        (i, match.end(), i, match.start(3), DURATION, first, None, last, False, False, "upper", False, "日", ""),
    )


def _number(text: str) -> float:
    if text[0] in HANZI:
        numeral = parse(text)
        return float(numeral.value) if numeral else 0.0
    return float(text)


def _is_hour(text: str, i: int) -> bool:
    return text[max(0, i - 2) : i].endswith(("上午", "下午", "晚上", "中午", "凌晨", "早", "晚", "早上"))


def _marker(text: str, i: int, j: int, floor: int, before: str, after: str) -> Quantity | None:
    """1. 2． 3、 (3) 4) at the head of a paragraph or sentence."""
    if j - i > 2:
        return None
    boundary = i == 0 or before in _BOUNDARY
    if after == ")":
        if before == "(":
            return rejected(max(i - 1, floor), j + 1, LIST, "list marker in brackets")
        return rejected(i, j + 1, LIST, "list marker") if boundary else None
    follows = text[j + 1 : j + 2]
    if after == "、":
        return rejected(i, j + 1, LIST, "list marker") if boundary and not follows.isdigit() else None
    if after != ".":
        return None
    if follows.isdigit():
        inner = CALENDAR.match(text, j + 1)
        if inner is not None or (boundary and text[i] != "0" and _counts_whole(text, i)):
            return rejected(i, j + 1, LIST, "list marker")
        return None
    if boundary or (follows not in ("", "\n", " ") and not follows.isascii()):
        return rejected(i, j + 1, LIST, "list marker")
    return None


def _counts_whole(text: str, i: int) -> bool:
    """1.12个部门 at the head of a paragraph is "1." and 12个, for no one counts tenths of departments."""
    match = ARABIC.match(text, i)
    if match is None or match.group(3) or match.group(6) is None:
        return False
    return UNIT_CLASS.get(match.group(6)) == COUNT


def _joined(text: str, i: int, j: int, floor: int, after: str) -> Quantity | None:
    """Figures joined by + × · / - . :"""
    if after in "+×*·":
        match = PLUS.match(text, i)
        if match is not None:
            return rejected(i, match.end(), NAME, "figures joined into a name")
    if after == ".":
        match = DOTTED.match(text, i)
        if match is not None:
            year = text[i : i + 2] in ("19", "20") and j - i == 4
            return rejected(i, match.end(), DATE if year else NAME, "date" if year else "section or version number")
    if after == ":" and text[j + 1 : j + 2].isdigit():
        return rejected(i, DIGITS.match(text, j + 1).end(), NAME, "ratio")  # type: ignore[union-attr]
    if after == "分":
        match = PARTS.match(text, i)
        if match is not None:
            return parts(text, match, i, floor)
    if after in "届":
        return rejected(i, j + 1, ORDINAL_CLASS, "ordinal")
    if after == "级":
        return rejected(i, j + 1, NAME, "level or grade")
    if after == "等" and text.startswith(("奖", "功"), j + 1):
        return rejected(i, j + 2, ORDINAL_CLASS, "grade of an award")
    if after == "后" and j - i == 2 and text[j - 1] == "0":
        return rejected(i, j + 1, NAME, "generation")
    if after == "/":
        return _slashed(text, i, floor)
    if after in DASH:
        return _dashed(text, i, j)
    return None


def _slashed(text: str, i: int, floor: int) -> Quantity:
    """2/3 is a fraction only where words around say so; otherwise figures with a stroke are a number of something."""
    match = SLASHED.match(text, i)
    if match is not None:
        top, bottom = int(match.group(1)), int(match.group(2))
        kind, begin = bound_before(text, i, floor)
        clear = kind or match.group(3) or text[i - 1 : i] in tuple("占达到的为")
        if top < bottom and clear:
            return ratio(begin, match.end(), i, match.end(2), top / bottom, kind, match.group(3) or "", "/")
    match = COMPOUND.match(text, i)
    assert match is not None
    token = match.group()
    if sum(char.isdigit() for char in token) >= 6:
        return rejected(i, match.end(), DOCUMENT, "index number")
    return rejected(i, match.end(), NAME, "figures joined by a stroke")


_CHAIN = re.compile(rf"\d+(?:[{DASHES}/.]\d+)+")


def _dashed(text: str, i: int, j: int) -> Quantity | None:
    """Index and telephone numbers; a plain pair is left to the range reader."""
    match = _CHAIN.match(text, i)
    if match is None:
        return None
    token = match.group()
    figures = sum(char.isdigit() for char in token)
    groups = len(re.findall(r"\d+", token))
    if text[i] == "0" and j - i in (3, 4) and groups == 2 and 7 <= figures - (j - i) <= 8:
        return rejected(i, match.end(), NAME, "telephone number")
    zero = text[i] == "0" and j - i > 1
    if zero or re.search(rf"[{DASHES}]0\d", token) or ("/" in token) or len(re.findall(f"[{DASHES}]", token)) > 1:
        return rejected(i, match.end(), DOCUMENT, "index number")
    return None


def _long(text: str, i: int, j: int, before: str) -> Quantity | None:
    """Long runs: identifiers, telephone numbers, dates whose 年月日 are lost."""
    size = j - i
    if size < 5 and not (text[i] == "0" and size > 1):
        return None
    match = ARABIC.match(text, i)
    assert match is not None
    bare = match.group(6) is None and match.group(3) is None and "." not in match.group(1)
    if size > 15 or (bare and size >= 9):
        phone = size == 11 and text[i] == "1"
        return rejected(i, j, NAME if phone else DOCUMENT, "telephone number" if phone else "long identifier")
    if text[i] == "0" and size > 1 and bare:
        return rejected(i, j, DOCUMENT, "figures with a leading zero: an identifier")
    if text.startswith(("电话", "传真", "邮编", "手机", "热线"), max(0, i - 3)) and bare:
        return rejected(i, j, NAME, "telephone number or postcode")
    if text.startswith(("邮政编码", "联系电话"), max(0, i - 5)) and bare:
        return rejected(i, j, NAME, "telephone number or postcode")
    if size <= 8 and re.match("20[0-4]|19[89]", text[i : i + 3]):
        return _glued(text, i, j, before, bare)
    return None


def _glued(text: str, i: int, j: int, before: str, bare: bool) -> Quantity | None:
    """202449, 202327日: a date that lost 年月日; 惠政文20238: a document number that lost its brackets."""
    if bare and before in _DOCUMENT_WORDS:
        return rejected(i, j, DOCUMENT, "document number that lost its brackets")
    if text.startswith(("日", "月"), j):
        return rejected(i, j + 1, DAMAGED, "date that lost 年 or 月")
    if not bare or j - i < 6 or not _splits_as_day(text[i + 4 : j]):
        return None
    if j - i == 8:
        return rejected(i, j, DATE, "date without marks")
    return rejected(i, j, DAMAGED, "date that lost 年月日")


def _splits_as_day(rest: str) -> bool:
    """Whether some cut of the digits gives a month and a day."""
    return any(
        1 <= int(rest[:cut] or 0) <= 12 and 1 <= int(rest[cut:] or 0) <= 31 and rest[0] != "00" for cut in (1, 2)
    )


def parts(text: str, match: re.Match[str], i: int, floor: int) -> Quantity:
    """百分之九十七点七, 千分之三, 三分之二, 百分之95: a rate."""
    bottom_text, arabic, han, decimals, over, suffix = match.groups()
    bottom = _number(bottom_text)
    if arabic is not None:
        top = arabic.replace(",", "")
        number_start, number_end = match.start(2), match.end(2)
    else:
        numeral = parse(han)
        if numeral is None:
            return rejected(i, match.end(3), NAME, "parts of something, no number")
        top = str(numeral.value) + (f".{spelled(decimals)}" if decimals else "")
        number_start, number_end = match.start(3), match.end(4) if decimals else match.end(3)
    end = match.end() if suffix != "内" else match.start(6)
    kind, begin = bound_before(text, i, floor)
    exponent = {100.0: -2, 1000.0: -3, 10000.0: -4}.get(bottom)
    if exponent is None or (bottom_text not in ("百", "千", "万", "一百", "一千", "一万")):
        if not bottom:
            return rejected(i, match.end(), NAME, "parts of nothing")
        value = float(top) / bottom
        unit = "分之"
        number_start = i
    else:
        value = float(f"{top}e{exponent}")
        unit = {-2: "%", -3: "‰", -4: "万分之"}[exponent]
    step = None
    if over and unit == "%":
        step = 0.1 if top.endswith("0") and "." not in top else None
    return ratio(begin, end, number_start, number_end, value, "over" if over else kind, suffix or "", unit, step)


def spelled(decimals: str) -> str:
    """Decimals digit by digit: 七五 → 75."""
    return "".join(str(int(parse(char).value)) for char in decimals)  # type: ignore[union-attr]


def ratio(
    begin: int,
    end: int,
    number_start: int,
    number_end: int,
    value: float,
    kind: str,
    suffix: str,
    unit: str,
    step: float | None = None,
) -> Quantity:
    after = {"以上": "ge", "以下": "le", "以内": "le", "之内": "le", "左右": "about", "上下": "about"}.get(suffix[-2:], "")
    if suffix in ("多", "余"):
        after = "over"
    kind = after or kind
    if kind:
        return bounded(begin, end, number_start, number_end, RATE, value, kind, unit, step)
    return make(
        Quantity,
        (begin, end, number_start, number_end, RATE, value, value, value, False, False, "exact", False, unit, ""),
    )
