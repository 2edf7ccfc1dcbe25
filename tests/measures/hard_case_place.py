"""A report and all that was read out of it, and the place of a hard case in it. Offsets are into the report's source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scoring.measures.facts import MEASURE, PRACTICE, Fact
from scoring.measures.scan import Scan, Token
from scoring.text import quantities
from scoring.text.quantities.types import Quantity
from scoring.text.report import Report
from scoring.text.view import Section, Sentence, View


@dataclass(frozen=True, slots=True)
class Reading:
    """A report and all that was read out of it."""

    report: Report
    view: View
    scan: Scan
    quantities: tuple[Quantity, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """The span of one case in the reading of its report."""

    reading: Reading
    start: int
    end: int
    quote: str

    def overlaps(self, start: int, end: int) -> bool:
        return start < self.end and end > self.start

    def sentences(self) -> Iterator[Sentence]:
        """The sentences that the span touches."""
        view = self.reading.view
        for sentence in view.sentences:
            span = view.to_source(sentence.start, sentence.end)
            if self.overlaps(span.start, span.end):
                yield sentence

    def section(self) -> Section:
        return self.reading.view.sections[next(self.sentences()).section]

    def facts(self, *measures: str) -> list[Fact]:
        """The facts whose quote touches the span, of the given measures or all; report.* are left out."""
        kinds = (MEASURE, PRACTICE)
        return [
            fact
            for fact in self.reading.facts
            if fact.kind in kinds
            and self.overlaps(fact.evidence.start, fact.evidence.end)
            and (not measures or fact.measure in measures)
        ]

    def sentence_facts(self) -> list[Fact]:
        """The facts about measures whose sentence touches the span."""
        return [
            fact
            for fact in self.reading.facts
            if fact.kind == MEASURE and self.overlaps(fact.evidence.sentence_start, fact.evidence.sentence_end)
        ]

    def of(self, measure: str) -> list[Fact]:
        """All facts of a measure or practice in the report."""
        return [fact for fact in self.reading.facts if fact.measure == measure]

    def tokens(self) -> list[Token]:
        """The values in the span that patterns could claim."""
        view = self.reading.view
        spans = ((token, view.to_source(token.start, token.end)) for token in self.reading.scan.tokens)
        return [token for token, span in spans if self.overlaps(span.start, span.end)]


def reading_of(report: Report, view: View, scan: Scan, facts: tuple[Fact, ...]) -> Reading:
    return Reading(report, view, scan, tuple(quantities.read(report.text)), facts)
