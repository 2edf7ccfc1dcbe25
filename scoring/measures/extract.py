"""Report in, facts out: the one function everything above calls."""

from __future__ import annotations

from operator import attrgetter

from scoring.measures.checks import check
from scoring.measures.choose import choose
from scoring.measures.derive import derive
from scoring.measures.evidence import Origin
from scoring.measures.facts import MEASURE, Fact
from scoring.measures.honours import HonourReader
from scoring.measures.library import Library, Measure
from scoring.measures.match import Matcher
from scoring.measures.practices import read_practices
from scoring.measures.reading import Frame, Reader, frame_of
from scoring.measures.recognised import flag_recognised
from scoring.measures.report_measures import read_report_measures
from scoring.measures.resolve import resolve
from scoring.measures.respondent import decides_cases, read_as_respondent
from scoring.measures.scan import Scan, scan_report
from scoring.measures.statements import Statement
from scoring.text.report import Report
from scoring.text.structure import build_view


class Extractor:
    """Reads facts with one library; keep one for many reports."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._matcher = Matcher(library)
        self._reader = Reader(library)
        self._honours = HonourReader(library)
        self._internal = frozenset(measure.id for measure in library.measures.values() if measure.internal)

    def facts(self, report: Report) -> tuple[Fact, ...]:
        """All facts of a report, in the order of their evidence, one chosen per measure at most."""
        view = build_view(report.text)
        scan = scan_report(view, self.library)
        origin = Origin(report, view)
        frame = frame_of(scan, origin.year, report.unit_type == "department")
        statements = resolve(scan, self._matcher)
        facts = self._stated(origin, scan, frame, statements)
        if not decides_cases(report.unit, report.unit_type, report.year):
            facts = read_as_respondent(facts)
        facts += self._honours.read(origin, scan)
        facts += derive(self.library, facts)
        facts = [fact for fact in facts if fact.measure not in self._internal]
        facts = check(facts)
        facts += read_practices(origin, scan, self._matcher, facts)
        about = read_report_measures(origin, scan, facts)
        found = flag_recognised(report, [*choose(facts, report.year), *about])
        return tuple(sorted(found, key=_ORDER))

    def _stated(self, origin: Origin, scan: Scan, frame: Frame, statements: list[Statement]) -> list[Fact]:
        """One fact per measure, value, period, status and scope: the first that says so."""
        earlier: list[Statement] = []
        found: dict[tuple[str, float, str, str, str], Fact] = {}
        reader = self._reader
        for statement in statements:
            measure = self.library.measures[statement.subject]
            status, period, scope = reader.read(scan, statement, measure, frame, earlier)
            earlier.append(statement)
            value = statement.token.value
            key = (measure.id, value if value.is_integer() else round(value, 6), period, status, scope)
            if key not in found:
                found[key] = _fact(origin, statement, measure, period, scope, status)
        return list(found.values())


def _fact(origin: Origin, statement: Statement, measure: Measure, period: str, scope: str, status: str) -> Fact:
    token = statement.token
    quantity, value = token.quantity, token.value
    unit = "ratio" if measure.kind == "rate" else (quantity.unit if quantity else "") or measure.unit
    flags = {*statement.notes, "from_words"} if quantity is None else statement.notes
    return Fact(
        origin.id,
        origin.unit,
        origin.year,
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
        origin.evidence(statement.start, statement.end, token.sentence),
        quantity is not None and quantity.low_open,
        quantity is not None and quantity.high_open,
        quantity is not None and quantity.soft,
        # All are used until `choose` finds better ones.
        chosen=True,
        flags=tuple(sorted(set(flags))) if flags else (),
    )


_ORDER = attrgetter("evidence.start", "evidence.end", "measure", "period", "scope", "kind")
