"""What all facts of one report share: who speaks, of which year, and the evidence they cite."""

from __future__ import annotations

from scoring.measures.facts import DONE, MEASURE, WHOLE, Fact
from scoring.measures.library import Measure
from scoring.measures.statements import Statement
from scoring.text.report import Evidence, Report, Span, cite
from scoring.text.view import View


class Origin:
    """A report as its facts name it. `period` is the report's year as a period, "" where it has none."""

    __slots__ = ("_cited", "_view", "id", "period", "report", "unit", "year")

    def __init__(self, report: Report, view: View) -> None:
        self.report = report
        self.id, self.unit, self.year = report.id, report.unit, report.year
        self.period = "" if self.year is None else str(self.year)
        self._view = view
        self._cited: dict[int, tuple[Span, str, str]] = {}

    def evidence(self, start: int, end: int, sentence_number: int) -> Evidence:
        """The evidence for the working stretch `[start, end)`, with its sentence, section and role."""
        view = self._view
        around = self._cited.get(sentence_number)
        if around is None:
            sentence = view.sentences[sentence_number]
            place = view.to_source(sentence.start, sentence.end)
            around = self._cited[sentence_number] = (place, view.sections[sentence.section].path, sentence.role)
        return cite(self.report, view.to_source(start, end), *around)

    def fact(
        self,
        measure: str,
        kind: str,
        value: float,
        unit: str,
        evidence: Evidence,
        status: str = DONE,
        chosen: bool = False,
        flags: tuple[str, ...] = (),
    ) -> Fact:
        """An exact fact of the report's year about the whole unit."""
        return Fact(
            self.id,
            self.unit,
            self.year,
            measure,
            kind,
            value,
            unit,
            value,
            value,
            "exact",
            self.period,
            WHOLE,
            status,
            evidence,
            chosen=chosen,
            flags=flags,
        )

    def stated(self, statement: Statement, measure: Measure, period: str, scope: str, status: str) -> Fact:
        """The fact that a statement states."""
        token = statement.token
        quantity, value = token.quantity, token.value
        unit = "ratio" if measure.kind == "rate" else (quantity.unit if quantity else "") or measure.unit
        flags = {*statement.notes, "from_words"} if quantity is None else statement.notes
        return Fact(
            self.id,
            self.unit,
            self.year,
            measure.id,
            MEASURE,
            value,
            unit,
            value if quantity is None else quantity.low,
            value if quantity is None else quantity.high,
            "exact" if quantity is None else quantity.approx,
            period,
            scope,
            status,
            self.evidence(statement.start, statement.end, token.sentence),
            quantity is not None and quantity.low_open,
            quantity is not None and quantity.high_open,
            quantity is not None and quantity.soft,
            # All are used until `choose` finds better ones.
            chosen=True,
            flags=tuple(sorted(set(flags))) if flags else (),
        )
