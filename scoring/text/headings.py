"""Headings: numbered in any style at the start of a line or inside one, and headings whose number or bracket was lost.

A number that only looks like an enumerator (2.17万条, 2024.3.6, 第(一)项, 第一、二产业) is refused by what stands around
it. Inside a line an enumerator needs a stop or a blank before it *and* its place in the count.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from scoring.text.furniture import has_count
from scoring.text.regex import regex

PART, FIRST, SECOND, THIRD, FOURTH = "part", "first", "second", "third", "fourth"
ITEM, ORDINAL, SEQUENCE = "item", "ordinal", "sequence"
# The depth of each style; items inside a paragraph are all of depth 4.
DEPTH = {PART: 0, FIRST: 1, SECOND: 2, THIRD: 3, FOURTH: 4, ITEM: 4, ORDINAL: 4, SEQUENCE: 4}
SECTIONS = frozenset((PART, FIRST, SECOND, THIRD))
DEEPER = {style: tuple(other for other in DEPTH if DEPTH[other] > DEPTH[style]) for style in DEPTH}

_H = "[一二三四五六七八九十]"
_MARK = regex(
    rf"(?P<part>第{_H}{{1,3}}(?:部分|[章篇节](?!程)))"
    rf"|(?P<ordinal>第{_H}{{1,2}}(?:[:,、](?!第|{_H}+[、级类产])|是))"
    rf"|(?P<item>{_H}{{1,2}}(?:是(?!否)|要(?![素件点求领闻])))"
    rf"|(?P<first>(?<!第)(?<!{_H}){_H}{{1,3}}[、.](?!{_H}{{1,3}}[、级类月年产]))"
    rf"|(?P<second>\(?{_H}{{1,3}}\)|[㈠-㈩])"
    r"|(?P<third>(?<![\d.])\d{1,2}[.、](?!\d)|[⒈-⒛])"
    r"|(?P<fourth>(?<![\d.])\(?\d{1,2}\)|[①-⑳])"
    r"|(?P<sequence>(?:首先|其次|再次|最后)[,:是要])",
    re.ASCII,
)
# Finds where an enumerator may be. `_MARK` itself begins with too many different things to scan a text with.
_CUE = regex(
    r"[一二三四五六七八九十0-9㈠-㈩⒈-⒛①-⑳首其再最]"
    r"(?:[一二三四五六七八九十0-9]{0,2}(?:[、.)是要,:章篇节]|部分)|(?<=[㈠-㈩⒈-⒛①-⑳])|[先次后](?=[,:是要]))"
)
_LOST = regex(r"[)、](?=[\u4e00-\u9fff])")
STOPS = "。!?;:…"
CLOSERS = "”’\"')》】〉」』]"
_BLANK = regex("[ \t\u3000]|\xa0\xa0|&(?:nbsp|ensp|emsp|#160|#12288);&|&(?:ensp|emsp);")
_WORDS_END = regex("[。,;:《!?]")
_SENTENCE_STOP = regex("[。!?]")
SPECIAL = "".join(
    chr(code) for first, last in (("㈠", "㈩"), ("⒈", "⒛"), ("①", "⑳")) for code in range(ord(first), ord(last) + 1)
)
_SPECIAL = {"㈠": 0x3220, "⒈": 0x2488, "①": 0x2460}
_LONGEST_ALONE = 60
_LONGEST_RUN_IN = 45
_LONGEST_WORDS = 40


make = tuple.__new__  # a NamedTuple's own __new__ takes twice as long


class Mark(NamedTuple):
    """An enumerator that was accepted: `start:end` is the enumerator, `number` its count (0 = lost)."""

    start: int
    end: int
    style: str
    number: int


class Heading(NamedTuple):
    """A heading: `start:end` runs from the enumerator to the stop after its words. `alone` says that no text follows in
    its sentence. `style` is "" for a heading without enumerator: `weak` if it only names a paragraph, else `below` is
    the style of the enumerator that follows it, if any."""

    start: int
    end: int
    style: str
    number: int
    words: str
    alone: bool
    weak: bool = False
    below: str = ""


class Gaps:
    """Tells where a blank stood in the source before a working character."""

    def __init__(self, source: str, index: array[int], padded: bool) -> None:
        self.source = source
        self.index = index
        self.padded = padded

    def before(self, at: int) -> bool:
        """A blank, two no-break blanks or more stood before `text[at]`. A line end that was joined is none, unless one
        blank stood beside it where joined lines have none otherwise."""
        start, end = self.index[at - 1] + 1, self.index[at]
        if start >= end:
            return False
        gap = self.source[start:end]
        if self.padded and ("\n" in gap or "\r" in gap):
            return False
        return _BLANK.search(gap) is not None

    def first(self, start: int, end: int) -> int | None:
        """The first offset from `start` to `end` with a blank before it."""
        if end <= start or not _BLANK.search(self.source, self.index[start - 1] + 1, self.index[end - 1]):
            return None
        return next((at for at in range(start, end) if self.before(at)), None)


@lru_cache(maxsize=1024)
def number_of(digits: str) -> int:
    """The number an enumerator holds (`一、`, `(十二)`, `3.`, `④`), 0 if none."""
    for first, code in _SPECIAL.items():
        if code <= ord(digits[0]) < code + 20:
            return ord(digits[0]) - ord(first) + 1
    plain = digits.strip("()、.,:第是要部分章篇节")
    if plain.isdecimal():
        return int(plain)
    tens, ten, ones = plain.rpartition("十")
    value = "一二三四五六七八九".find
    if not ten:
        return value(plain) + 1 if len(plain) == 1 else 0
    return (value(tens) + 1 if tens else 1) * 10 + (value(ones) + 1 if ones else 0)


def begins(line: str) -> str:
    """Does `line` begin a section heading ("heading") or an item ("item")? "" otherwise. For joining wrapped lines."""
    found = _MARK.match(line)
    if found:
        return "heading" if DEPTH[found.lastgroup or FOURTH] < 4 or found.lastgroup == FOURTH else "item"
    return ""


def find_enumerators(text: str) -> list[tuple[int, int, str]]:
    """`(start, end, style)` of all that looks like an enumerator, in order."""
    enumerators: list[tuple[int, int, str]] = []
    for cue in _CUE.finditer(text):
        start = cue.start()
        if start > 0 and text[start - 1] in "第(":
            start -= 1
        found = _MARK.match(text, start)
        if found is not None:
            enumerators.append((start, found.end(), found.lastgroup or ""))
    return enumerators


def choose_marks(text: str, enumerators: Iterable[tuple[int, int, str]], gaps: Gaps) -> list[Mark]:
    """The enumerators whose place and number fit, in order."""
    count = _Count()
    marks: list[Mark] = []
    for start, end, style in enumerators:
        number = number_of(text[start:end])
        if start == 0 or text[start - 1] == "\n":
            fits = style != ITEM or count.next_or_first(style, number)
        else:
            fits = _inside_line(text, start, style, number, count, gaps)
        if fits:
            count.last[style] = number
            if style in SECTIONS:
                count.section_end = end
                for deeper in DEEPER[style]:
                    count.last[deeper] = 0
            marks.append(make(Mark, (start, end, style, number)))
    return marks


class _Count:
    """How far each style has counted, and where the last section enumerator ended."""

    def __init__(self) -> None:
        self.last = dict.fromkeys(DEPTH, 0)
        self.section_end = -1

    def follows(self, style: str, number: int) -> bool:
        """`number` is the next or, where one was lost, the next but one."""
        return 1 <= number - self.last[style] <= 2

    def next_or_first(self, style: str, number: int) -> bool:
        return number == 1 or self.follows(style, number)


def _inside_line(text: str, start: int, style: str, number: int, count: _Count, gaps: Gaps) -> bool:
    before = text[start - 1]
    at = start - 1
    while at > 0 and text[at] in CLOSERS and text[at - 1] in STOPS:
        at -= 1
    stop = text[at] in STOPS
    if style in (ITEM, FOURTH):
        if not count.next_or_first(style, number):
            return False
        if stop or before == "," or gaps.before(start):
            return True
        # `以规范促提升四是健全…`: the full stop was lost, the count goes on.
        return (
            style == ITEM and 1 < number <= 10 and text[start + 1] == "是" and before not in "第其十之期周、0123456789"
        )
    if style in (ORDINAL, SEQUENCE):
        return (stop or gaps.before(start)) and (style == SEQUENCE or count.next_or_first(style, number))
    if style == FIRST:
        first = count.last[FIRST] == 0 and number == 1
        return (first or (count.last[FIRST] > 0 and count.follows(FIRST, number))) and (stop or gaps.before(start))
    if style == PART:
        return gaps.before(start) and count.next_or_first(style, number)
    if style == SECOND and text[start] != "(" and text[start] not in "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩":
        return False
    if before in "第条款项" or not count.next_or_first(style, number):
        return False
    return stop or gaps.before(start) or _heading_open(text, start, count.section_end)


def _heading_open(text: str, start: int, section_end: int) -> bool:
    """The heading words begun at `section_end` have met no stop yet."""
    if not 0 <= section_end < start <= section_end + _LONGEST_ALONE:
        return False
    return not any(char in text[section_end:start] for char in "。;\n")


def heading_at(text: str, mark: Mark, limit: int, line_end: int, gaps: Gaps) -> Heading:
    """The heading of `mark`; `limit` is where the next heading or the line ends."""
    start, at, style, number = mark
    while at < limit and text[at] in " \t":
        at += 1
    if style not in SECTIONS:
        return _named(text, mark, at, limit)
    # A stop further on says no more than none.
    stop = _SENTENCE_STOP.search(text, at, min(limit, at + _LONGEST_ALONE + 1))
    stopped = stop.start() if stop else limit
    if start > 0 and text[start - 1] != "\n" and gaps.before(start):
        # In a report of one line blanks stand where its lines ended.
        blank = gaps.first(at + 4, min(limit, at + _LONGEST_RUN_IN, stopped))
        if blank is not None and "," not in text[at:blank] and not has_count(text, at, blank):
            return _heading(start, blank, style, number, text[at:blank].strip("、:"), True)
    if stop is None:
        words = text[at:limit]
        if limit - at <= _LONGEST_ALONE and text[limit - 1] not in ";," and ";" not in words:
            return _heading(start, limit, style, number, words.strip("、,:"), not has_count(text, at, limit))
    elif stopped - at <= _LONGEST_RUN_IN:
        # A heading that fills its line with a full stop is often an item of a list: its words are its content.
        return _heading(start, stop.end(), style, number, text[at:stopped], False)
    blank = gaps.first(at + 2, min(limit, at + _LONGEST_RUN_IN))
    if blank is not None and blank < line_end and not has_count(text, at, blank):
        return _heading(start, blank, style, number, text[at:blank].strip("、,:"), True)
    return _named(text, mark, at, limit)


def _heading(start: int, end: int, style: str, number: int, words: str, alone: bool) -> Heading:
    return make(Heading, (start, end, style, number, words, alone, False, ""))


def _named(text: str, mark: Mark, at: int, limit: int) -> Heading:
    """A heading that is only the beginning of its sentence: the words up to the first punctuation mark."""
    reach = min(limit, at + _LONGEST_WORDS)
    found = _WORDS_END.search(text, at, reach)
    end = found.start() if found else reach
    return _heading(mark[0], end, mark[2], mark[3], text[at:end], False)


def lost_number(text: str, start: int) -> Mark | None:
    """`)周密部署` and `、周密部署` at the start of a line: the number (and the bracket) before it was lost."""
    found = _LOST.match(text, start)
    if found is None:
        return None
    return Mark(start, found.end(), SECOND if text[start] == ")" else FIRST, 0)
