"""Hard-wrapped prose: which line ends were put there by a page width and not by the writer.

A wrapped stretch shows itself by many lines that stop in mid-sentence at about one length while sentences end inside
lines. Headings, fields, table rows and lists of short items do not have all of these marks and are left alone.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

from scoring.text.clean import Edit
from scoring.text.furniture import is_title
from scoring.text.tables import Line

# Nothing shorter is a full line of prose; nothing longer than the second figure is wrapped at all.
_SHORTEST = 15
_LONGEST = 100
_ENDS = "。!?…"
_CLOSERS = "”’\"')》】〉」』]"
_STOP_INSIDE = re.compile("[。;!?](?=.)")
_PAGE_NUMBER = re.compile(r"[-—–_·]{1,3}\d{1,3}[-—–_·]{1,3}|第\d{1,3}页(?:[,/]?共\d{1,3}页)?|\d{1,3}(?:/\d{1,3})?", re.ASCII)
_ENUMERATED = re.compile(r"\(?[一二三四五六七八九十\d]{1,3}[、.)]|第[一二三四五六七八九十]{1,3}[部章节]")
_INDENT = re.compile(r"(?:\u3000{2}|[ \t]{2,}|\u3000 )\Z")


# What a line begins: "heading", "field" (any furniture), "item" (一是, 首先) or "" for a line that may go on.
Begins: TypeAlias = Callable[[str], str]


class _Join(NamedTuple):
    """A line end that may be a wrap: between lines `first` and `second`, page numbers between them skipped."""

    first: int
    second: int
    length: int


def wrap_edits(
    text: str, index: array[int], source: str, lines: Sequence[Line], begins: Begins
) -> list[Edit]:
    """The edits that join hard-wrapped lines. `begins` classes a line by its first words."""
    possible = sum(1 for start, end in lines if end - start >= _SHORTEST and text[end - 1] not in _ENDS)
    if possible < 3:
        return []
    edits: list[Edit] = []
    region: list[int] = []
    for number, (start, end) in enumerate([*lines, (0, _LONGEST + 1)]):
        if end - start <= _LONGEST:
            region.append(number)
            continue
        if len(region) > 3:
            edits += _region_edits(text, index, source, lines, region, begins)
        region = []
    return edits


def _region_edits(
    text: str,
    index: array[int],
    source: str,
    lines: Sequence[Line],
    region: Sequence[int],
    begins: Begins,
) -> list[Edit]:
    joins = _joins(text, index, source, lines, region, begins)
    prose = sum(1 for number in region if lines[number][1] - lines[number][0] >= _SHORTEST)
    inside = sum(1 for join in joins if _STOP_INSIDE.search(text, *lines[join.first]))
    if len(joins) < 3 or len(joins) < 0.4 * prose or inside < 0.15 * len(joins):
        return []
    lengths = sorted(join.length for join in joins)
    mode, most = Counter(lengths).most_common(1)[0]
    fixed = sum(1 for length in lengths if abs(length - mode) <= 2) * 2 >= len(lengths)
    # A break moved out of a number, hanging punctuation and half-width digits make full lines up to six shorter. Where
    # the width itself varies the shortest lines tell.
    full = lengths[len(lengths) // 4] - 6 if fixed else lengths[len(lengths) // 10] - 3
    exact = mode - 1 if fixed and most > 1 else full
    edits = []
    for join in joins:
        start, end = lines[join.first]
        # A line that may be a heading of its own, or ends in a colon, must be as long as the page allows.
        doubtful = text[end - 1] == ":" or (_ENUMERATED.match(text, start, end) and not _has_stop(text, start, end))
        if join.length >= (exact if doubtful else full):
            edits.append(Edit(end, lines[join.second][0], ""))
    return edits


def _has_stop(text: str, start: int, end: int) -> bool:
    return text.find("。", start, end) >= 0


def _joins(
    text: str,
    index: array[int],
    source: str,
    lines: Sequence[Line],
    region: Sequence[int],
    begins: Begins,
) -> list[_Join]:
    found: list[_Join] = []
    indented = sum(1 for number in region if _indent(index, source, lines[number])) if "\u3000" in source or "  " in source else 0
    telling = 0 < indented < 0.6 * len(region)
    title = lines[region[0]][0] == 0
    for at, number in enumerate(region[:-1]):
        start, end = lines[number]
        title = title and text.find("。", start, end) < 0
        if end - start < _SHORTEST or not _open(text, start, end) or begins(text[start:end]) == "field":
            continue
        after = region[at + 1]
        skipped = False
        while after < region[-1] and _PAGE_NUMBER.fullmatch(text, *lines[after]) and text[end - 1] not in "0123456789":
            after, skipped = after + 1, True
        next_start, next_end = lines[after]
        if not skipped and _apart(source, index[end], index[next_start]):
            continue
        line = text[next_start:next_end]
        if not line or "|" in line or "|" in text[start:end]:
            continue
        if title and (is_title(text[start:end]) or is_title(line)):
            continue
        kind = begins(line)
        # `第` at the end of a line and `(一)项` on the next are no heading; an item after a comma is inside its list.
        if kind and text[end - 1] not in ("第条款之" if kind == "heading" else ",;:、" if kind == "item" else ""):
            continue
        if telling and not skipped and _indent(index, source, lines[after]):
            continue
        found.append(_Join(number, after, end - start + _margin(index, source, start)))
    return found


def _margin(index: array[int], source: str, start: int) -> int:
    """How many blanks stood before the line: they were part of its width."""
    at = index[start]
    first = source.rfind("\n", max(0, at - 12), at) + 1
    return at - first if first else 0


def _open(text: str, start: int, end: int) -> bool:
    """The line does not end a sentence."""
    while end > start and text[end - 1] in _CLOSERS:
        end -= 1
    return end > start and text[end - 1] not in _ENDS


def _apart(source: str, start: int, end: int) -> bool:
    """An empty line or a block tag stands between the two lines."""
    gap = source[start:end]
    return len(gap) > 1 and ("<" in gap or gap.replace("\r\n", "\n").replace("\r", "\n").count("\n") > 1)


def _indent(index: array[int], source: str, line: Line) -> bool:
    at = index[line[0]] if line[0] < len(index) else 0
    return _INDENT.search(source, max(0, at - 4), at) is not None
