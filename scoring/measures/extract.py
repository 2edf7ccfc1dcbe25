"""Report in, facts out: the one function everything above calls."""

from __future__ import annotations

from scoring.measures.checks import check
from scoring.measures.choose import choose
from scoring.measures.derive import derive
from scoring.measures.evidence import evidence_for
from scoring.measures.facts import MEASURE, Fact
from scoring.measures.honours import read_honours
from scoring.measures.library import Library
from scoring.measures.match import Matcher
from scoring.measures.practices import read_practices
from scoring.measures.reading import Frame, Reader, frame_of
from scoring.measures.report_measures import read_report_measures
from scoring.measures.resolve import Statement, resolve
from scoring.measures.respondent import decides_cases, read_as_respondent
from scoring.measures.scan import Scan, scan_report
from scoring.text.report import Report
from scoring.text.structure import build_view


class Extractor:
    """Reads facts with one library; keep one for many reports."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._matcher = Matcher(library)
        self._reader = Reader(library)

    def facts(self, report: Report) -> tuple[Fact, ...]:
        """All facts of a report, in the order of their evidence, one chosen per measure at most."""
        view = build_view(report.text)
        scan = scan_report(view, self.library)
        frame = frame_of(scan, report.year, report.unit_type == "department")
        statements = resolve(scan, self._matcher)
        facts = self._stated(report, scan, frame, statements)
        if not decides_cases(report.unit, report.unit_type, report.year):
            facts = read_as_respondent(facts)
        facts += read_honours(report, scan, self.library)
        facts += derive(self.library, facts)
        facts = [fact for fact in facts if not self._internal(fact)]
        facts = check(facts)
        facts += read_practices(report, scan, self._matcher, facts)
        about = read_report_measures(report, scan, facts)
        return tuple(_ordered([*choose(facts, report.year), *about]))

    def _internal(self, fact: Fact) -> bool:
        return self.library.measures[fact.measure].internal

    def _stated(self, report: Report, scan: Scan, frame: Frame, statements: list[Statement]) -> list[Fact]:
        earlier: list[Statement] = []
        found: dict[tuple[str, float, str, str, str], Fact] = {}
        for statement in statements:
            fact = self._fact(report, scan, frame, statement, earlier)
            earlier.append(statement)
            key = (fact.measure, round(fact.value, 6), fact.period, fact.status, fact.scope)
            found.setdefault(key, fact)
        return list(found.values())

    def _fact(self, report: Report, scan: Scan, frame: Frame, statement: Statement, earlier: list[Statement]) -> Fact:
        measure = self.library.measures[statement.subject]
        token = statement.token
        status = self._reader.status(scan, statement)
        quantity = token.quantity
        exact = quantity is None
        flags = set(statement.notes)
        if exact:
            flags.add("from_words")
        scope = self._reader.scope(scan, statement, earlier)
        return Fact(
            report_id=report.id,
            unit=report.unit,
            year=report.year,
            measure=measure.id,
            kind=MEASURE,
            value=token.value,
            value_unit="ratio" if measure.kind == "rate" else (quantity.unit if quantity else "") or measure.unit,
            low=token.value if quantity is None else quantity.low,
            high=token.value if quantity is None else quantity.high,
            approx="exact" if quantity is None else quantity.approx,
            period=self._reader.period(scan, statement, measure, frame, status),
            scope=scope,
            status=status,
            evidence=evidence_for(report, scan, statement.start, statement.end, token.sentence),
            low_open=False if quantity is None else quantity.low_open,
            high_open=False if quantity is None else quantity.high_open,
            soft=False if quantity is None else quantity.soft,
            flags=tuple(sorted(flags)),
        )


def _ordered(facts: list[Fact]) -> list[Fact]:
    return sorted(
        facts,
        key=lambda fact: (fact.evidence.start, fact.evidence.end, fact.measure, fact.period, fact.scope, fact.kind),
    )
