"""From a source to the lines of its working text: cleaned, tables in one form, hard wraps joined, furniture marked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple, TypeVar

from scoring.text import furniture, headings, tables
from scoring.text.clean import Cleaned, Edit, apply, clean, thousands
from scoring.text.headings import Gaps
from scoring.text.roles import heading_role, opening, report_year
from scoring.text.tables import Line
from scoring.text.view import PLAN, PROBLEM
from scoring.text.wraps import wrap_edits

T = TypeVar("T")


class Lines(NamedTuple):
    """The finished working text and what is known of its lines.

    `spans` are the lines that hold anything, `texts` their texts; `furniture[i]` says that line `i` is page furniture by
    its own words or place; `signed` are the lines of signatures. Lines before `head` are the head of the page, lines from
    `foot` on its foot. `gaps` tells where blanks stood; `year` is the year
    reported on.
    """

    cleaned: Cleaned
    spans: list[Line]
    texts: list[str]
    furniture: list[bool]
    signed: frozenset[int]
    head: int
    foot: int
    gaps: Gaps
    year: int | None


def read_lines(source: str) -> Lines:
    """Cleans `source`, brings tables to one form and joins hard-wrapped lines."""
    cleaned = clean(source)
    lines = tables.lines_of(cleaned.text)
    for find_edits in (_column_edits, _blank_column_edits, _flat_edits, _pipe_edits):
        edits = find_edits(cleaned, lines)
        if edits:
            cleaned = apply(cleaned, edits)
            lines = tables.lines_of(cleaned.text)
    heads = _running_heads([cleaned.text[start:end] for start, end in lines])
    year = report_year(cleaned.text)
    is_furniture = _Known(furniture.is_furniture)
    begins = _Known(lambda line: _begins(line, year, is_furniture))
    joins = wrap_edits(cleaned.text, cleaned.index, source, lines, begins.__getitem__, heads)
    padded = sum(1 for join in joins if _blank_beside(cleaned, join.start, join.end)) * 3 > len(joins)
    cleaned = apply(cleaned, joins)
    groups = thousands(cleaned.text)
    cleaned = apply(cleaned, groups)
    if "\t" in cleaned.text:
        cleaned = replace(cleaned, text=cleaned.text.replace("\t", " "))
    if joins or groups:
        lines = tables.lines_of(cleaned.text)
        year = report_year(cleaned.text)
    lines = [line for line in lines if line[0] < line[1]]
    texts = [cleaned.text[start:end] for start, end in lines]
    signed = furniture.signatures(texts)
    marked = [(furniture.may_be(line) and is_furniture[line]) or i in signed for i, line in enumerate(texts)]
    seen: set[str] = set()
    for i, line in enumerate(texts):
        if line in heads:
            # The first may be the title itself.
            marked[i] = marked[i] or line in seen or not furniture.is_title(line)
            seen.add(line)
    head, foot = furniture.head_and_tail(texts, marked)
    return Lines(cleaned, lines, texts, marked, signed, head, foot, Gaps(source, cleaned.index, padded), year)


class _Known(dict[str, T]):
    """What a function says of each line, asked once: several steps ask about the same lines."""

    def __init__(self, tell: Callable[[str], T]) -> None:
        self._tell = tell

    def __missing__(self, line: str) -> T:
        found = self[line] = self._tell(line)
        return found


def _running_heads(texts: list[str]) -> frozenset[str]:
    """Running heads, but not headings of problems and plans that come once in each part."""
    found = furniture.running_heads(texts)
    return frozenset(head for head in found if heading_role(head, None)[0] not in (PROBLEM, PLAN))


def _column_edits(cleaned: Cleaned, lines: Sequence[Line]) -> list[Edit]:
    return tables.column_edits(cleaned.text, lines, cleaned.columns)


def _blank_column_edits(cleaned: Cleaned, lines: Sequence[Line]) -> list[Edit]:
    del lines
    return tables.single_blank_edits(cleaned.text, lambda start, end: _blanks(cleaned, start, end))


def _blanks(cleaned: Cleaned, start: int, end: int) -> list[int]:
    """Where blanks stood in the source of the working stretch `[start, end)`: before which characters, or the blank itself."""
    found = []
    for at in range(start + 1, end):
        if cleaned.text[at] == " ":
            found.append(at)
        elif cleaned.text[at - 1] != " ":
            gap = cleaned.source[cleaned.index[at - 1] + 1 : cleaned.index[at]]
            if " " in gap or "\u3000" in gap or "\xa0" in gap:
                found.append(at)
    return found


def _flat_edits(cleaned: Cleaned, lines: Sequence[Line]) -> list[Edit]:
    return tables.flat_edits(cleaned.text, lines)


def _pipe_edits(cleaned: Cleaned, lines: Sequence[Line]) -> list[Edit]:
    return tables.pipe_edits(cleaned.text, lines)


def _begins(line: str, year: int | None, is_furniture: Mapping[str, bool]) -> str:
    """What a line begins, for `wrap_edits`."""
    kind = headings.begins(line)
    if kind or is_furniture[line]:
        return kind or "field"
    return "part" if opening(line, 0, len(line), year) else ""


def _blank_beside(cleaned: Cleaned, start: int, end: int) -> bool:
    gap = cleaned.source[cleaned.index[start] : cleaned.index[end]]
    return " " in gap or "\t" in gap or "\u3000" in gap
