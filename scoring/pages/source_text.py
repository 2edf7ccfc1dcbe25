"""The report's text with its marks: to the character, split where marks overlap and where lines end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from scoring.pages.marks import Mark
from scoring.pages.markup import Html, element, escaped

_LINE_END = re.compile("\r\n|\r|\n")
# Looks only: a short line that begins like a numbered heading is set bold. Points never hang on it.
_HEADING = re.compile(
    "[ \t\u3000]*(?:第?[一二三四五六七八九十]{1,3}(?:[、．.]|部分)|[（(][一二三四五六七八九十]{1,3}[)）])"
)
_LONGEST_HEADING = 50
_NO_HEADING_ENDS = ("。", "；", ";", "，")


def source_text(report_text: str, marks: Sequence[Mark]) -> Html:
    """One paragraph per line, its line end inside; the paragraphs' text joined is `report_text`.

    Every stretch between two ends of marks is one `mark` element that carries the numbers of the marks it belongs to
    (`data-m`) and their criteria (`data-c`, ids parted by blanks). A fragment lies on the first stretch of its mark. Linear in
    the length of the text and in the number of marks, times how many of them overlap.
    """
    line_ends = [found.end() for found in _LINE_END.finditer(report_text)]
    if report_text and (not line_ends or line_ends[-1] < len(report_text)):
        line_ends.append(len(report_text))
    closing = frozenset(line_ends)
    pieces: list[str] = []
    opened = False
    for start, end, active in _stretches(marks, line_ends):
        if not opened:
            pieces.append('<p class="h">' if _heading_at(report_text, start) else "<p>")
            opened = True
        words = report_text[start:end]
        pieces.append(_marked(words, start, end, active) if active else escaped(words))
        if end in closing:
            pieces.append("</p>")
            opened = False
    return Html("".join(pieces))


def _stretches(marks: Sequence[Mark], line_ends: Sequence[int]) -> Iterator[tuple[int, int, tuple[Mark, ...]]]:
    """The text cut at every end of a mark and of a line, each stretch with the marks that cover it."""
    starting: dict[int, list[Mark]] = {}
    for mark in marks:
        starting.setdefault(mark.start, []).append(mark)
    cuts = {0, *line_ends, *starting, *(mark.end for mark in marks)}
    active: tuple[Mark, ...] = ()
    for start, end in pairwise(sorted(cuts)):
        if active or start in starting:
            active = (*(mark for mark in active if mark.end > start), *starting.get(start, ()))
        yield start, end, active


def _marked(words: str, start: int, end: int, active: tuple[Mark, ...]) -> str:
    """A marked stretch. The shortest of its marks gives colour and link; only where a mark begins can it be tabbed to."""
    inner = min(active, key=lambda mark: (mark.end - mark.start, mark.number))
    beginning = [mark for mark in active if mark.start == start]
    fragments = [fragment for mark in beginning for fragment in mark.anchors]
    link = element(
        "a", Html(escaped(words)), href=f"#{inner.target}", tabindex=None if beginning else -1, draggable="false"
    )
    marked = element(
        "mark",
        link,
        id=fragments[0] if fragments else None,
        class_=f"d{inner.colour}" + (" several" if len(active) > 1 else ""),
        title="\n".join(mark.title for mark in active),
        data_m=" ".join(str(mark.number) for mark in active),
        data_c=" ".join(dict.fromkeys(criterion for mark in active for criterion in mark.criteria)),
        data_n="·".join(dict.fromkeys(label for mark in active if mark.end == end for label in mark.labels)) or None,
    )
    for fragment in fragments[1:]:
        marked = element("span", marked, id=fragment)
    return marked


def _heading_at(report_text: str, start: int) -> bool:
    found = _HEADING.match(report_text, start, start + _LONGEST_HEADING)
    if found is None:
        return False
    end = _LINE_END.search(report_text, found.end(), start + _LONGEST_HEADING + 2)
    if end is None and len(report_text) > start + _LONGEST_HEADING:
        return False
    line = report_text[start : len(report_text) if end is None else end.start()]
    return not line.rstrip().endswith(_NO_HEADING_ENDS)
