"""From a report's source to its `View`: working text, sections with roles, sentences and table rows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from scoring.text import furniture, headings, tables
from scoring.text.bare_headings import BareHeadings
from scoring.text.headings import Heading, Mark
from scoring.text.lines import Lines, read_lines
from scoring.text.roles import (
    TURN_REACH,
    heading_role,
    opening,
    opens_plan_label,
    plan_label_inside,
    turning_places,
)
from scoring.text.sections import Sections
from scoring.text.sentences import sentence_ends
from scoring.text.tables import Line
from scoring.text.view import FURNITURE, PLAN, PREAMBLE, PROBLEM, RESULT, Row, Sentence, View

_LABEL_REACH = 16

make = tuple.__new__  # a NamedTuple's own __new__ takes twice as long


def build_view(source: str) -> View:
    """The view of `source`. Accepts any text; time and memory are linear in its length."""
    text = read_lines(source)
    walk = _Walk(text)
    for number, group in groupby(range(len(text.spans)), key=lambda i: "|" in text.texts[i]):
        del number
        block = list(group)
        if "|" in text.texts[block[0]]:
            walk.table(block)
        else:
            for line in block:
                walk.line(line)
    cleaned = text.cleaned
    sections = walk.sections.finish()
    return View(source, cleaned.text, cleaned.index, sections, tuple(walk.sentences), cleaned.wide)


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
        self.ends = sentence_ends(self.working)
        self.turning = [*turning_places(self.working), len(self.working)]
        self.year = text.year
        marks = headings.find_marks(self.working, text.gaps)
        self.marks = {mark.start: mark for mark in marks}
        self.mark_starts = [mark.start for mark in marks]
        self.bare = BareHeadings(
            self.working, text.cleaned.source, text.cleaned.index, text.spans, self.marks, self.year
        )  # fmt: skip
        self.line_headings = dict(self._find_headings())
        self.headings = {heading.start: heading for found in self.line_headings.values() for heading in found}
        self.sections = self._start_sections()
        self.sentences: list[Sentence] = []
        self.paragraphs = 0

    def _find_headings(self) -> Iterator[tuple[int, list[Heading]]]:
        """The lines of the body with headings, in order, each with its headings in order."""
        body = [i for i in range(self.text.head, self.text.foot) if not self.text.furniture[i]]
        for place, number in enumerate(body):
            start, end = self.text.spans[number]
            if "|" in self.text.texts[number]:
                continue
            start = furniture.prefix_end(self.working, start, end)
            before = self.text.spans[body[place - 1]] if place else None
            after = self.text.spans[body[place + 1]] if place + 1 < len(body) else None
            found = list(self._line_headings(start, end, before, after))
            if found:
                yield number, found
            if "。" in self.text.texts[number] or end - start > 30:
                self.bare.prose_seen = True

    def _line_headings(self, start: int, end: int, before: Line | None, after: Line | None) -> Iterator[Heading]:
        inside = self._marks_between(start, end)
        if not inside or inside[0].start > start:
            lost = headings.lost_number(self.working, start)
            limit = inside[0].start if inside else end
            bare = None if lost else self.bare.find(start, limit, before, after)
            if lost:
                yield headings.heading_at(self.working, lost, limit, end, self.text.gaps)
            elif bare:
                yield bare
        for number, mark in enumerate(inside, 1):
            limit = inside[number].start if number < len(inside) else end
            yield headings.heading_at(self.working, mark, limit, end, self.text.gaps)

    def _marks_between(self, start: int, end: int) -> list[Mark]:
        first = bisect_right(self.mark_starts, start - 1)
        last = bisect_right(self.mark_starts, end - 1)
        return [self.marks[at] for at in self.mark_starts[first:last]]

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
            role = self._head_role(number)
            title = role == PREAMBLE and furniture.is_title(self.text.texts[number]) and self.working[start] != "("
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

    def _head_role(self, number: int) -> str:
        line = self.text.texts[number]
        if self.text.furniture[number]:
            return FURNITURE
        told = furniture.is_title(line) or furniture.is_salutation(line) or furniture.is_signature(line)
        return PREAMBLE if told else FURNITURE

    def _prose(self, start: int, end: int, found: Sequence[Heading]) -> None:
        """One paragraph: its furniture prefix, its headings and its sentences."""
        at = furniture.prefix_end(self.working, start, end)
        if at > start:
            self._add(start, at, FURNITURE)
        if at == end:
            return
        turning, stack, number, filed = self.turning, self.sections.stack, self.paragraphs, self.sentences.append
        first = at
        for last in self._sentence_ends(at, end, found):
            heading = self.headings.get(first) if found else None
            if heading is not None:
                self._headed(first, last, heading, first == at, last < end)
            else:
                if first == at:
                    self.sections.paragraph(first, item=False)
                # Few sentences have a word or a label that may turn the role; the others are only filed.
                if turning[bisect_left(turning, first)] < min(last, first + TURN_REACH):
                    self._turn(first, last, None, first == at)
                section = stack[-1]
                filed(make(Sentence, (first, last, section.number, number, section.role, False, None, False)))
            if stack[-1].role == PROBLEM:
                self._split_at_label(first, last)
            first = last

    def _headed(self, first: int, last: int, heading: Heading, paragraph: bool, more: bool) -> None:
        """A sentence that is or begins with a heading; `paragraph` if it begins one, `more` if text follows in its line."""
        section = heading.style in headings.SECTIONS
        if paragraph and not section:
            self.sections.paragraph(first, item=bool(heading.style))
        self.sections.heading(heading)
        if not section:
            self._turn(first, last, heading, paragraph)
        alone = heading.alone and last <= heading.end
        self._add(first, last, self.sections.role, alone, None, not alone and last == heading.end and more)

    def _split_at_label(self, first: int, last: int) -> None:
        """Parts the sentence just filed where a label inside it turns from problems to plans."""
        cut = plan_label_inside(self.working, first, last)
        if cut is not None:
            self.sentences[-1] = self.sentences[-1]._replace(end=cut)
            self.sections.turn(PLAN, cut, False, "")
            self._add(cut, last, self.sections.role)

    def _turn(self, first: int, last: int, heading: Heading | None, paragraph: bool) -> None:
        begin = first
        if heading is not None and heading.style:
            begin = self.marks[first].end if first in self.marks else first
        elif heading is not None:
            return
        if self.turning[bisect_left(self.turning, begin)] >= min(last, begin + TURN_REACH):
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
