"""Report in, facts out: the one function everything above calls."""

from __future__ import annotations

from operator import attrgetter

from scoring.measures.checks import check, check_totals
from scoring.measures.choose import choose
from scoring.measures.compiled import tables_of
from scoring.measures.derive import derive
from scoring.measures.doubted import flag_doubted
from scoring.measures.evidence import Origin
from scoring.measures.facts import DONE, NOT_TOLD, PROBLEM, WHOLE, Fact
from scoring.measures.honours import HonourReader
from scoring.measures.library import Library
from scoring.measures.match import Matcher
from scoring.measures.practices import read_practices
from scoring.measures.reading import Frame, Reader, frame_of
from scoring.measures.report_measures import read_report_measures
from scoring.measures.resolve import resolve
from scoring.measures.respondent import GOVERNMENTS, decides_cases, read_as_respondent, without_own_cases
from scoring.measures.scan import Scan, scan_report
from scoring.measures.statements import Statement
from scoring.measures.totals import add_up
from scoring.text.report import Report
from scoring.text.structure import build_view


class Extractor:
    """Reads facts with one library; keep one for many reports."""

    def __init__(self, library: Library, compiled: bool = True) -> None:
        """`compiled`: use the kernel where it is built."""
        self.library = library
        self._matcher = Matcher(library)
        self.tables = tables_of(library, self._matcher) if compiled else None
        self._reader = Reader(library)
        self._honours = HonourReader(library)
        self._internal = frozenset(measure.id for measure in library.measures.values() if measure.internal)

    def facts(self, report: Report) -> tuple[Fact, ...]:
        """All facts of a report, in the order of their evidence, one chosen per measure at most."""
        view = build_view(report.text)
        scan = scan_report(view, self.library, self.tables)
        origin = Origin(report, view) if self.tables is None else self.tables.origin(report, view)
        frame = frame_of(scan, origin.year, report.unit_type == "department")
        facts = _once(self._stated(origin, scan, frame, resolve(scan, self._matcher)))
        if not decides_cases(report.unit, report.unit_type, report.year):
            facts = read_as_respondent(facts)
        elif report.unit_type in GOVERNMENTS:
            facts = without_own_cases(facts)
        facts += self._honours.read(origin, scan)
        facts += derive(self.library, facts)
        facts = [fact for fact in facts if fact.measure not in self._internal]
        facts = check_totals(check(facts))
        facts += read_practices(origin, scan, self._matcher, facts)
        about = read_report_measures(origin, scan, facts)
        chosen = choose(facts, report.year)
        found = flag_doubted(report, [*chosen, *add_up(self.library, chosen), *about])
        return tuple(sorted(found, key=_ORDER))

    def _stated(self, origin: Origin, scan: Scan, frame: Frame, statements: list[Statement]) -> list[Fact]:
        """One fact per measure, value, period, status and scope: the first that says so."""
        if scan.found is not None:
            return scan.found.stated(scan, origin, self._reader, self.library.measures, frame, statements)
        earlier: list[Statement] = []
        found: dict[tuple[str, float, str, str, str], Fact] = {}
        reader = self._reader
        for statement in statements:
            measure = self.library.measures[statement.subject]
            status, period, scope = reader.word_by_word(scan, statement, measure, frame, earlier)
            earlier.append(statement)
            value = statement.token.value
            key = (measure.id, value if value.is_integer() else round(value, 6), period, status, scope)
            if key not in found:
                found[key] = origin.stated(statement, measure, period, scope, status)
        return list(found.values())


def _once(facts: list[Fact]) -> list[Fact]:
    """The facts without those of no status, and without those among the shortcomings that only repeat what was reported as
    done: 2件败诉案件暴露出…, behind 败诉2件."""
    if {fact.status for fact in facts}.isdisjoint((PROBLEM, NOT_TOLD)):
        return facts
    told = {(fact.measure, round(fact.value, 6), fact.period) for fact in facts if fact.status == DONE}
    return [
        fact
        for fact in facts
        if fact.status != NOT_TOLD
        and (
            fact.status != PROBLEM
            or fact.scope != WHOLE
            or (fact.measure, round(fact.value, 6), fact.period) not in told
        )
    ]


_ORDER = attrgetter("evidence.start", "evidence.end", "measure", "period", "scope", "kind")

_EXTRACTORS: dict[str, Extractor] = {}


def read_facts(report: Report, library: Library) -> tuple[Fact, ...]:
    """All facts of `report`, each with verbatim evidence, one chosen per measure at most. The compiled extractor of a
    library is kept for the next report."""
    extractor = _EXTRACTORS.get(library.sha256)
    if extractor is None:
        extractor = _EXTRACTORS[library.sha256] = Extractor(library)
    return extractor.facts(report)
