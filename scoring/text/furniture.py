"""Page furniture: what a web page or a letterhead puts around a report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from scoring.text import lexicons
from scoring.text.regex import regex

_LONGEST_FURNITURE = 60
_LONGEST_FIELD_LINE = 300
_LONGEST_TITLE = 60
_MARK = "[•·●▪■◆*>\\-]?"


def alternation(words: Iterable[str]) -> str:
    """The words as a regular expression, longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) + ")"


_SURE = alternation(lexicons.FIELDS)
_LOOSE = alternation(lexicons.LOOSE_FIELDS)
# Without a colon a label must stand alone, before a number, or before another label (公开方式 heads prose too).
_LABELLED = regex(rf"{_MARK}{_SURE}:")
_FIELD = regex(rf"{_MARK}(?:{_SURE}(?:$|\d|[^。;:]{{1,40}}?(?:{_SURE}|关键词)))", re.ASCII)
_LOOSE_FIELD = regex(rf"{_MARK}{_LOOSE}:")
_START = regex(f"{_MARK}{alternation(lexicons.FURNITURE_STARTS)}")
_COPIED = regex(r"(?:抄送|抄报|主题词):[^\n]{0,200}\Z")
_PART = regex("|".join((*map(re.escape, lexicons.FURNITURE_PARTS), "»(?<=.»)", ">>.")))
_BUTTON = rf"(?:[\[【(]*{alternation(lexicons.BUTTONS)}[:\]】)]*)"
_BUTTON_LINE = regex(rf"[|/·:、]?(?:{_BUTTON}[|/·:、]*)+|[\[【][^\]】]{{0,12}}")
_BUTTON_PREFIX = regex(
    rf"(?:【{alternation(lexicons.BUTTONS)}[^】]{{0,12}}】|\[{alternation(lexicons.BUTTONS)}[^\]]{{0,12}}\])+"
)
_PAGE_NUMBER = regex(r"[-—–_·]{0,3}\d{1,4}[-—–_·]{0,3}|第\d{1,3}页(?:[,/]?共\d{1,3}页)?|\d{1,3}/\d{1,3}", re.ASCII)
_HANZI_DATE = "[〇○零0一二三四五六七八九十]"
# 2018年3月6日, 二〇二二年十二月五日, and dates whose 年月日 were lost (202449, 202327日).
_DATE = regex(
    rf"(?:\d{{4}}年\d{{1,2}}月(?:\d{{1,2}}日)?|{_HANZI_DATE}{{4}}年{_HANZI_DATE}{{1,3}}月(?:{_HANZI_DATE}{{1,3}}日)?"
    r"|20\d\d[-/.]\d{1,2}[-/.]\d{1,2}|20\d{3,6}日?)",
    re.ASCII,
)
_PRINTED = regex(rf".{{0,30}}{_DATE.pattern}印发?", re.ASCII)
_BODY_NAME = regex(
    rf"[\u4e00-\u9fff()·、]{{2,40}}{alternation(lexicons.BODIES)}(?<![全干内大细]部)(?:\((?:盖章|公章|章)\))?"
)
_DOCUMENT_NUMBER = regex(
    r"[\u4e00-\u9fff]{1,10}[发文办字函政令呈报][〔\[(]?20\d\d[〕\])]?第?\d{1,4}号?(?:签发人.{0,20})?", re.ASCII
)
_TITLE = regex(rf"[^。;,!?|]{{4,}}{alternation(lexicons.TITLE_ENDS)}(?:\([^()]*\))?[>]*|[^。;,!?|《]{{4,}}关于")
_NOTE = regex(r"\([^()。;]{4,50}\)")
_COUNTED = regex(r"\d[\d.,]*[余多]?[万亿]?(?:[%‰]|[件个人次条份户元项宗名起家场期批卷本篇台套])", re.ASCII)
_ENUMERATED = regex(
    r"\(?[一二三四五六七八九十]{1,3}[、.)]|第[一二三四五六七八九十]{1,3}(?:部分|[章节篇,、])|\d{1,2}[、.](?!\d)",
    re.ASCII,
)
# What a field, a button or the name of a page begins with; the patterns themselves are tried on such lines only.
_FIELD_STARTS = frozenset("•·●▪■◆*>-") | {word[0] for word in (*lexicons.FIELDS, *lexicons.LOOSE_FIELDS)}
_BUTTON_STARTS = frozenset("|/·:、[【(") | {word[0] for word in lexicons.BUTTONS}
_PAGE_STARTS = frozenset("-—–_·第0123456789")
_START_STARTS = frozenset("•·●▪■◆*>-") | {word[0] for word in lexicons.FURNITURE_STARTS}
_DATE_STARTS = frozenset("0123456789〇○零一二三四五六七八九十")
# What furniture that is longer than most begins with.
_LONG_STARTS = _FIELD_STARTS | frozenset("抄主")
# What titles, notes and names of bodies end with.
_TITLE_LASTS = frozenset(")>于") | {word[-1] for word in lexicons.TITLE_ENDS}
_BODY_LASTS = frozenset(")") | {word[-1] for word in lexicons.BODIES}
_LONGEST_DATE = 13
_HAS_HANZI = regex("[\u4e00-\u9fff]")


def has_count(text: str, start: int, end: int) -> bool:
    """A number with a classifier stands in the stretch: it says something and is no mere heading."""
    return _COUNTED.search(text, start, end) is not None


def may_be(line: str) -> bool:
    """Whether a line, not an empty one, may be page furniture by its own words: what most lines of a report cannot be."""
    return len(line) <= _LONGEST_FURNITURE or line[0] in _LONG_STARTS


def is_furniture(line: str) -> bool:
    """The line is page furniture by its own words, wherever it stands."""
    if not line:
        return False
    first = line[0]
    if (first in _FIELD_STARTS and is_field(line)) or (first in "抄主" and _COPIED.match(line)):
        return True
    if len(line) > _LONGEST_FURNITURE or "。" in line:
        return False
    return bool(
        (
            first in _START_STARTS
            and _START.match(line)
            and "," not in line
            and ";" not in line
            and not _COUNTED.search(line)
        )
        or _PART.search(line)
        or (first in _BUTTON_STARTS and _BUTTON_LINE.fullmatch(line))
        or is_page_number(line)
        or (line.endswith(("印", "印发")) and _PRINTED.fullmatch(line))
        or ("20" in line and _DOCUMENT_NUMBER.fullmatch(line))
    )


def is_field(line: str) -> bool:
    """The line is a field of a header block (`索引号:…`, `时间:…`)."""
    if len(line) > _LONGEST_FIELD_LINE or line[:1] not in _FIELD_STARTS:
        return False
    if _LABELLED.match(line):
        return True
    if "。" in line:
        return False
    if _FIELD.match(line):
        return True
    # `审核:…66件` may be a line of the report itself.
    return _LOOSE_FIELD.match(line) is not None and (len(line) <= 12 or not _COUNTED.search(line))


def is_signature(line: str) -> bool:
    """The line is the name of a body or a date: what stands under a report."""
    if not 2 < len(line) <= 45:
        return False
    return is_date(line) or (line[-1] in _BODY_LASTS and _BODY_NAME.fullmatch(line) is not None)


def is_date(line: str) -> bool:
    return len(line) <= _LONGEST_DATE and line[:1] in _DATE_STARTS and _DATE.fullmatch(line) is not None


def is_title(line: str) -> bool:
    """The line reads like the title of a report, a part of one, or a note in brackets under one."""
    if len(line) > _LONGEST_TITLE or line[-1:] not in _TITLE_LASTS:
        return False
    return bool(_TITLE.fullmatch(line) or _NOTE.fullmatch(line))


def is_salutation(line: str) -> bool:
    return 2 < len(line) <= 40 and line[-1] == ":" and not _has_stop(line)


def signatures(texts: Sequence[str]) -> frozenset[int]:
    """The numbers of the lines that sign the report: the name of a body and, on the next line, a date."""
    found: set[int] = set()
    for number in range(2, len(texts)):
        if len(texts[number]) > _LONGEST_DATE:
            continue
        if is_date(texts[number]) and is_signature(texts[number - 1]) and not is_date(texts[number - 1]):
            found |= {number - 1, number}
    return frozenset(found)


def running_heads(texts: Sequence[str]) -> frozenset[str]:
    """Lines that stand on every page: beside page numbers twice, or anywhere three times. Short lines (`存在问题` under each
    part) need the page numbers."""
    places: dict[str, list[int]] = {}
    if len(set(texts)) == len(texts):
        return frozenset()
    for number, line in enumerate(texts):
        if 4 <= len(line) <= _LONGEST_FURNITURE:
            places.setdefault(line, []).append(number)
    found: set[str] = set()
    for line, numbers in places.items():
        if len(numbers) > 1 and _HAS_HANZI.search(line) and "。" not in line and "|" not in line:
            beside = sum(1 for at in numbers if any(map(is_page_number, texts[max(0, at - 1) : at + 2])))
            if (len(numbers) > 2 and len(line) > 8) or (beside > 1 and beside >= len(numbers) - 1):
                found.add(line)
    return frozenset(found)


def is_page_number(line: str) -> bool:
    return len(line) < 14 and line[:1] in _PAGE_STARTS and _PAGE_NUMBER.fullmatch(line) is not None


BRACKETS = frozenset("【[")  # what buttons stand in


def prefix_end(text: str, start: int, end: int) -> int:
    """Where the furniture at the front of a line with prose in it ends: buttons (`【字体:大中小】2023年…`)."""
    found = _BUTTON_PREFIX.match(text, start, end) if text[start] in BRACKETS else None
    return found.end() if found else start


def head_and_tail(texts: Sequence[str], furniture: Sequence[bool]) -> tuple[int, int]:
    """`(first, last)`: lines before `first` are the head of the page, lines from `last` on its foot.

    The head reaches to the last title, field or button before the first line of prose; the foot starts at the first
    signature or furniture after the last line of prose. Only positive signs count: a text without any is all body.
    """
    first = 0
    for number, line in enumerate(texts):
        if _ENUMERATED.match(line):
            break
        if furniture[number] or is_title(line):
            first = number + 1
        elif _is_prose(line):
            break
        elif is_salutation(line) or is_signature(line):
            first = number + 1 if first else first
    last = len(texts)
    for number in range(len(texts) - 1, first - 1, -1):
        line = texts[number]
        if furniture[number] or is_signature(line):
            last = number
        elif line and _is_prose(line):
            break
    return first, last


def _is_prose(line: str) -> bool:
    return len(line) > 30 or "|" in line or _has_stop(line) or _COUNTED.search(line) is not None


def _has_stop(line: str) -> bool:
    return "。" in line or ";" in line or "," in line
