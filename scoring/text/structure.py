"""From a report's source to its `View`: working text, sections with roles, sentences and table rows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from scoring.text import furniture, headings, kernel, lexicons, roles, scan, tables
from scoring.text.bare_headings import BareHeadings
from scoring.text.headings import Heading
from scoring.text.lines import Lines, read_lines
from scoring.text.roles import (
    TURN_REACH,
    heading_role,
    opening,
    opens_plan_label,
    plan_label_inside,
)
from scoring.text.sections import Sections
from scoring.text.tables import Line
from scoring.text.view import FURNITURE, PLAN, PREAMBLE, PROBLEM, RESULT, Row, Section, Sentence, View

_LABEL_REACH = 16

make = tuple.__new__  # a NamedTuple's own __new__ takes twice as long


def build_view(source: str) -> View:
    """The view of `source`. Accepts any text; time and memory are linear in its length."""
    text = read_lines(source)
    cleaned = text.cleaned
    if _walker is None:
        sections, sentences = walk_plainly(text)
    else:
        heads = [_in_head(text, number) for number in range(text.head)]
        sections, sentences = _walker.walk(text, heads, *scan.find(cleaned.text))
    return View(source, cleaned.text, cleaned.index, sections, sentences, cleaned.wide)


def walk_plainly(text: Lines) -> tuple[tuple[Section, ...], tuple[Sentence, ...]]:
    """The sections and sentences of a text, in Python alone."""
    walk = _Walk(text)
    if "|" in text.cleaned.text:
        for tabular, group in groupby(range(len(text.spans)), key=lambda i: "|" in text.texts[i]):
            if tabular:
                walk.table(list(group))
            else:
                for number in group:
                    walk.line(number)
    else:
        for number in range(len(text.spans)):
            walk.line(number)
    return walk.sections.finish(), tuple(walk.sentences)


def kernel_tables() -> dict[str, Any]:
    """What the compiled walk needs to know, and the functions that it calls for all that is not plain."""
    return {
        "styles": scan.kernel_tables()["styles"],
        "roles": (RESULT, PROBLEM, PLAN, PREAMBLE, FURNITURE),
        "stops": headings.STOPS,
        "closers": headings.CLOSERS,
        "brackets": "".join(furniture.BRACKETS),
        "opens": "".join(roles.OPENING_STARTS),
        "telling": roles.TELLING_WORDS,
        "lacking": lexicons.SHORTCOMINGS,
        "section": Section,
        "sentence": Sentence,
        "mark": headings.Mark,
        "bare": BareHeadings,
        "heading_role": heading_role,
        "is_plan_label": roles.is_plan_label,
        "opening": opening,
        "opens_plan_label": opens_plan_label,
        "plan_label_inside": plan_label_inside,
        "has_count": furniture.has_count,
        "number_of": headings.number_of,
        "prefix_end": furniture.prefix_end,
        "read_rows": tables.read_rows,
    }


_walker = kernel.native.Walker(kernel_tables()) if kernel.native else None


def _in_head(text: Lines, number: int) -> tuple[str, bool]:
    """The role of a line in the head of the page, and whether it is a title."""
    line = text.texts[number]
    if text.furniture[number]:
        return FURNITURE, False
    if furniture.is_title(line):
        return PREAMBLE, line[0] != "("
    told = furniture.is_salutation(line) or furniture.is_signature(line)
    return (PREAMBLE if told else FURNITURE), False


def outline(view: View) -> list[tuple[int, str, str, int]]:
    """`(level, role, heading, source offset)` of each section that holds text, for people to look at."""
    return [
        (section.level, section.role, section.heading, view.index[section.start])
        for section in view.sections
        if section.start < section.end
    ]


class _Walk:
    """Goes through the lines from front to back and collects sentences and sections."""

    def __init__(self, text: Lines) -> None:
        self.text = text
        self.working = text.cleaned.text
        found = scan.find(self.working)
        self.ends = found.ends
        self.turning = [*found.turning, len(self.working)]
        self.year = text.year
        marks = headings.choose_marks(self.working, found.enumerators, text.gaps)
        self.mark_list = marks
        self.marks = {mark[0]: mark for mark in marks}
        self.bare = BareHeadings(
            self.working, text.cleaned.source, text.cleaned.index, text.spans, self.marks, self.year
        )  # fmt: skip
        self.line_headings = dict(self._find_headings())
        self.headings = {heading[0]: heading for found in self.line_headings.values() for heading in found}
        self.sections = self._start_sections()
        self.sentences: list[Sentence] = []
        self.paragraphs = 0

    def _find_headings(self) -> Iterator[tuple[int, list[Heading]]]:
        """The lines of the body with headings, in order, each with its headings in order."""
        text, marks, working = self.text, self.mark_list, self.working
        body = [i for i in range(text.head, text.foot) if not text.furniture[i]]
        first, count = 0, len(marks)
        for place, number in enumerate(body):
            start, end = text.spans[number]
            line = text.texts[number]
            if "|" in line:
                continue
            if line[0] in furniture.BRACKETS:
                start = furniture.prefix_end(working, start, end)
            while first < count and marks[first][0] < start:
                first += 1
            last = first
            while last < count and marks[last][0] < end:
                last += 1
            found = []
            if last == first or marks[first].start > start:
                before = text.spans[body[place - 1]] if place else None
                after = text.spans[body[place + 1]] if place + 1 < len(body) else None
                limit = marks[first].start if last > first else end
                found = self._unnumbered(start, limit, end, before, after)
            while first < last:
                mark = marks[first]
                first += 1
                limit = marks[first][0] if first < last else end
                found.append(headings.heading_at(working, mark, limit, end, text.gaps))
            if found:
                yield number, found
            if end - start > 30 or "。" in line:
                self.bare.prose_seen = True

    def _unnumbered(self, start: int, limit: int, end: int, before: Line | None, after: Line | None) -> list[Heading]:
        """The heading without enumerator, or with one that lost its number, that `start:limit` begins with."""
        lost = headings.lost_number(self.working, start)
        if lost:
            return [headings.heading_at(self.working, lost, limit, end, self.text.gaps)]
        bare = self.bare.find(start, limit, before, after)
        return [bare] if bare else []

    def _start_sections(self) -> Sections:
        """The text before the first heading is preamble, unless that heading already ends the results."""
        found = sorted(self.headings.values())
        first = next((heading for heading in found if heading.style or heading.weak or heading.alone), None)
        role = RESULT
        if first is not None and heading_role(first.words, self.year)[0] not in (PROBLEM, PLAN):
            role = PREAMBLE
        headed = any(heading.style in headings.SECTIONS or not heading.style for heading in found)
        shift = int(any(heading.style == headings.PART for heading in found))
        return Sections(len(self.working), role, headed, shift, self.year)

    def table(self, block: list[int]) -> None:
        """A run of rows: one paragraph."""
        rows = tables.read_rows(self.working, [self.text.spans[i] for i in block])
        self._leave_signature(block[0])
        for number, row in zip(block, rows, strict=True):
            start, end = self.text.spans[number]
            role = FURNITURE if number < self.text.head or self.text.furniture[number] else self.sections.role
            self._add(start, end, role, row=row)
        self.paragraphs += 1
        self.sections.colon = False

    def line(self, number: int) -> None:
        start, end = self.text.spans[number]
        if number < self.text.head:
            role, title = _in_head(self.text, number)
            self._add(start, end, role, heading=title)
        elif number >= self.text.foot or self.text.furniture[number]:
            self._add(start, end, FURNITURE)
        else:
            self._leave_signature(number)
            self._prose(start, end, self.line_headings.get(number, ()))
            self.sections.colon = self.working[end - 1] == ":"
        self.paragraphs += 1

    def _leave_signature(self, number: int) -> None:
        """After the signature comes an annex: it is in none of the report's sections."""
        if number - 1 in self.text.signed and self.sections.section_seen:
            self.sections.reset(self.text.spans[number][0])

    def _prose(self, start: int, end: int, found: Sequence[Heading]) -> None:
        """One paragraph: its furniture prefix, its headings and its sentences."""
        at = furniture.prefix_end(self.working, start, end)
        if at > start:
            self._add(start, at, FURNITURE)
        if at == end:
            return
        turning, stack, number, filed = self.turning, self.sections.stack, self.paragraphs, self.sentences.append
        first = at
        cuts = self._sentence_ends(at, end, found)
        turn = bisect_left(turning, at)
        if not found and turning[turn] >= end:
            self.sections.paragraph(first, item=False)
            section = stack[-1]
            if section.role != PROBLEM:
                # Nothing in this line may turn the role.
                inside, role = section.number, section.role
                self.sentences += [
                    make(Sentence, (first, last, inside, number, role, False, None, False))
                    for first, last in zip([at, *cuts], cuts, strict=False)
                ]
                return
        for last in cuts:
            heading = self.headings.get(first) if found else None
            if heading is not None:
                self._headed(first, last, heading, first == at, last < end)
            else:
                if first == at:
                    self.sections.paragraph(first, item=False)
                # Few sentences have a word or a label that may turn the role; the others are only filed.
                while turning[turn] < first:
                    turn += 1
                if turning[turn] < last and turning[turn] < first + TURN_REACH:
                    self._turn(first, last, first, first == at)
                section = stack[-1]
                filed(make(Sentence, (first, last, section.number, number, section.role, False, None, False)))
            if stack[-1].role == PROBLEM:
                self._split_at_label(first, last)
            first = last

    def _headed(self, first: int, last: int, heading: Heading, paragraph: bool, more: bool) -> None:
        """A sentence that is or begins with a heading; `paragraph` if it begins one, `more` if text follows in its line."""
        style = heading.style
        section = style in headings.SECTIONS
        if paragraph and not section:
            self.sections.paragraph(first, item=bool(style))
        self.sections.heading(heading)
        if style and not section:
            self._turn(first, last, self.marks[first].end if first in self.marks else first, paragraph)
        alone = heading.alone and last <= heading.end
        opened = self.sections.stack[-1]
        run_in = not alone and last == heading.end and more
        self.sentences.append(
            make(Sentence, (first, last, opened.number, self.paragraphs, opened.role, alone, None, run_in))
        )

    def _split_at_label(self, first: int, last: int) -> None:
        """Parts the sentence just filed where a label inside it turns from problems to plans."""
        cut = plan_label_inside(self.working, first, last)
        if cut is not None:
            self.sentences[-1] = self.sentences[-1]._replace(end=cut)
            self.sections.turn(PLAN, cut, False, "")
            self._add(cut, last, self.sections.role)

    def _turn(self, first: int, last: int, begin: int, paragraph: bool) -> None:
        """A sentence without section heading may open a part of another role by its words from `begin`."""
        reach = begin + TURN_REACH
        if self.turning[bisect_left(self.turning, begin)] >= (last if last < reach else reach):
            return
        role = opening(self.working, begin, last, self.year)
        colon = self.working.find(":", begin, min(last, begin + _LABEL_REACH))
        words = self.working[begin:colon] if colon > begin else ""
        words = "" if "," in words else words
        if role is None and words:
            # `工作打算:…` heads what follows as a heading would.
            role = heading_role(words, self.year)[0]
        if role is None and self.sections.role == PROBLEM and opens_plan_label(self.working, begin, last):
            role = PLAN
        if role in (PROBLEM, PLAN):
            self.sections.turn(role, first, paragraph, words if paragraph else "")

    def _sentence_ends(self, start: int, end: int, found: Sequence[Heading]) -> list[int]:
        """Where the sentences of a line end: at sentence ends, before its headings `found` and after those that a blank
        ended."""
        cuts = self.ends[bisect_right(self.ends, start) : bisect_right(self.ends, end - 1)]
        if found:
            starts = [heading.start for heading in found if heading.start > start]
            ended = [heading.end for heading in found if heading.alone and start < heading.end < end]
            if starts or ended:
                cuts = sorted({*cuts, *starts, *ended})
        cuts.append(end)
        return cuts

    def _add(
        self, start: int, end: int, role: str, heading: bool = False, row: Row | None = None, run_in: bool = False
    ) -> None:
        self.sentences.append(
            make(Sentence, (start, end, self.sections.current, self.paragraphs, role, heading, row, run_in))
        )
