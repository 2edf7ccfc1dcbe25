"""Corrections put into reports and facts, before anything is scored. Overrides of scores are put in where scores are made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from scoring.corrections.types import (
    ADD,
    DROP,
    GROUP,
    UNIT,
    UNIT_TYPE,
    YEAR,
    Corrections,
    FactCorrection,
    ReportCorrection,
)
from scoring.errors import Diagnostic
from scoring.measures.checks import check, check_totals
from scoring.measures.choose import choose
from scoring.measures.derive import derive
from scoring.measures.facts import MEASURE, REPORT, Fact
from scoring.measures.library import Library
from scoring.measures.report_measures import CONTENTS, CONTENTS_COUNT, counted_facts
from scoring.measures.totals import add_up, is_added_up
from scoring.messages.corrections import HELP, MESSAGES, WHY
from scoring.text.report import Evidence, Metadata, MetadataConflict, MetadataValue, Report, Span, cite

SOURCE = "review"
CORRECTED = "corrected"
_FIELDS = {UNIT: "unit", UNIT_TYPE: "unit_type", YEAR: "report_year"}
_UNIT_TYPES = frozenset(["province", "prefecture", "county", "township", "department", "zone", "other"])
# What `choose` and `check` say of a fact; said anew after a correction.
_SAID_ANEW = frozenset(["several_parts", "only_part", "several_values", "body_for_county", "mismatch", "parts_differ"])


def corrected_reports(
    reports: Iterable[Report], corrections: Corrections
) -> tuple[tuple[Report, ...], tuple[Diagnostic, ...]]:
    """The reports with the unit, unit type and year that reviewers gave them (source `review`, what was read is kept as a conflict), and a
    diagnostic for each correction whose report is not here."""
    wanted: dict[str, list[ReportCorrection]] = {}
    problems = []
    for one in corrections.reports:
        if _usable(one):
            wanted.setdefault(one.report, []).append(one)
        else:
            problems.append(_told("report-value", one.report, value=one.value, why=WHY[one.field]))
    found = []
    for report in reports:
        for one in wanted.pop(report.id, ()):
            report = _corrected(report, one)
        found.append(report)
    problems += [_told("report-not-here", one.report) for left in wanted.values() for one in left]
    return tuple(found), tuple(problems)


def _usable(correction: ReportCorrection) -> bool:
    """Whether the value can stand for its field."""
    value = correction.value
    if correction.field == YEAR:
        return len(value) == 4 and value.isascii() and value.isdigit()
    return value in _UNIT_TYPES if correction.field == UNIT_TYPE else bool(value.strip())


def groups_of(corrections: Corrections) -> dict[str, str]:
    """Report id → the group that reviewers gave its unit."""
    return {one.report: one.value for one in corrections.reports if one.field == GROUP and _usable(one)}


def _corrected(report: Report, correction: ReportCorrection) -> Report:
    name = _FIELDS.get(correction.field)
    if name is None:
        return report
    metadata: Metadata = report.metadata
    said = MetadataValue(correction.value, SOURCE)
    found = getattr(metadata, name)
    conflicts = metadata.conflicts if found is None else (*metadata.conflicts, MetadataConflict(name, said, found))
    settled = {UNIT: {"no_unit", "unit_conflict"}, YEAR: {"no_year", "year_conflict", "year_inferred"}}
    flags = tuple(flag for flag in report.flags if flag not in settled.get(correction.field, {"unit_type_unsure"}))
    return replace(report, metadata=replace(metadata, **{name: said, "conflicts": conflicts}), flags=flags)  # type: ignore[arg-type]


def corrected_facts(
    report: Report, facts: Sequence[Fact], corrections: Corrections, library: Library
) -> tuple[tuple[Fact, ...], tuple[Diagnostic, ...]]:
    """The facts of a report with what reviewers replaced, dropped and added; what is derived from them or counts them, which contradict each
    other and which counts is worked out anew. A correction that cannot be put in (no such fact, a quote that does not stand in the text) is a diagnostic; the others go on."""
    mine = [one for one in corrections.facts if one.report == report.id]
    if not mine:
        return tuple(facts), ()
    stated = [fact for fact in facts if fact.derived is None]
    touched: set[str] = set()
    problems: list[Diagnostic] = []
    for one in mine:
        try:
            _apply(report, one, stated, library)
        except _Refused as refused:
            problems.append(_told(refused.code, report.path, measure=one.measure, quote=one.quote[:40]))
        else:
            touched.add(one.measure)
    measured = [_plainly(fact) for fact in stated if fact.kind == MEASURE]
    added = [fact for fact in facts if is_added_up(fact)]
    rates = [fact for fact in facts if fact.derived is not None and not is_added_up(fact)]
    derived = _derived_again(measured, rates, touched, library)
    others = [fact for fact in stated if fact.kind not in (MEASURE, REPORT)]
    about = [fact for fact in stated if fact.kind == REPORT]
    chosen = choose([*check_totals(check([*measured, *derived])), *others], report.year)
    sums = _added_up_again(add_up(library, chosen), added)
    return tuple(sorted([*chosen, *sums, *_counted_again(report, about, chosen, touched)], key=_order)), tuple(problems)


def _added_up_again(now: list[Fact], before: list[Fact]) -> list[Fact]:
    """What adds up now; what added up before is as it was, with the doubts about its page."""
    there = {(fact.measure, fact.period, fact.derived): fact for fact in before}
    return [
        there.get((fact.measure, fact.period, fact.derived))
        or replace(fact, flags=tuple(sorted({*fact.flags, CORRECTED})))
        for fact in now
    ]


def _counted_again(report: Report, about: Sequence[Fact], facts: list[Fact], touched: set[str]) -> list[Fact]:
    """The facts about the report itself; those that count other facts of it, or the contents that it has, counted anew. What a reviewer
    gave for one of these stands."""
    values = {fact.measure: fact.value for fact in about}
    found = []
    counts = dict(counted_facts(report, facts))
    for fact in about:
        places = counts.get(fact.measure)
        if fact.measure in touched:
            found.append(fact)
        elif fact.measure == CONTENTS_COUNT and touched & set(CONTENTS):
            found.append(_with_count(fact, sum(values.get(id_, 0.0) for id_ in CONTENTS), fact.evidence))
        elif places is not None and (len(places) != fact.value or (places and fact.evidence not in places)):
            first = min(places, key=lambda place: (place.start, place.end)) if places else fact.evidence
            found.append(_with_count(fact, float(len(places)), first))
        else:
            found.append(fact)
    return found


def _with_count(fact: Fact, value: float, evidence: Evidence) -> Fact:
    if (value, evidence) == (fact.value, fact.evidence):
        return fact
    flags = tuple(sorted({*fact.flags, CORRECTED}))
    return replace(fact, value=value, low=value, high=value, evidence=evidence, flags=flags)


def _derived_again(
    measured: Sequence[Fact], derived: Sequence[Fact], touched: set[str], library: Library
) -> list[Fact]:
    """The derived facts, those that rest on a measure in `touched` worked out anew. Counts that the library only derives from are no facts
    of the report; they are taken from what was derived from them."""
    kept = [_plainly(fact) for fact in derived if not _rests_on(fact, touched)]
    lost = [_plainly(fact) for fact in derived if _rests_on(fact, touched)]
    stated = {fact.measure for fact in measured}
    unseen = [
        replace(fact, measure=operand.measure, value=operand.value, evidence=operand.evidence, flags=(), derived=None)
        for fact in lost
        if fact.derived is not None
        for operand in fact.derived.operands
        if operand.measure not in stated | touched
    ]
    there = {fact.measure for fact in kept}
    before = {(fact.measure, fact.derived): fact for fact in lost}
    for fact in derive(library, [*measured, *unseen]):
        if fact.measure not in there and _rests_on(fact, touched):
            new = replace(fact, flags=tuple(sorted({*fact.flags, CORRECTED})))
            kept.append(before.get((fact.measure, fact.derived), new))
    return kept


class _Refused(Exception):
    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _apply(report: Report, one: FactCorrection, stated: list[Fact], library: Library) -> None:
    """Put one correction into `stated`. Raises _Refused; then nothing was changed."""
    if one.action == ADD:
        stated.append(_made(report, one, None, library))
        return
    place = (one.measure, one.old_start, one.old_end, one.old_value)
    at = next((at for at, fact in enumerate(stated) if _place(fact) == place), None)
    if at is None:
        # There is one fact about the report itself for a measure; a reviewer may have seen it as counted anew.
        at = next((at for at, fact in enumerate(stated) if (fact.kind, fact.measure) == (REPORT, one.measure)), None)
    if at is None:
        raise _Refused("fact-not-here")
    if one.action == DROP:
        del stated[at]
    else:
        stated[at] = _made(report, one, stated[at], library)


def _made(report: Report, one: FactCorrection, old: Fact | None, library: Library) -> Fact:
    span = _where(report, one, old)
    value = one.value if one.value is not None else None if old is None else old.value
    if value is None:
        raise _Refused("fact-without-value")
    around = (
        Span(old.evidence.sentence_start, old.evidence.sentence_end) if old is not None else _sentence(report, span)
    )
    section = "" if old is None else old.evidence.section
    if around.start > span.start or around.end < span.end:
        around, section = _sentence(report, span), ""
    evidence = cite(report, span, around, section, "result" if old is None else old.evidence.role)
    if old is not None:
        same = value == old.value
        return replace(
            old,
            value=value,
            low=old.low if same else value,
            high=old.high if same else value,
            approx=old.approx if same else "exact",
            evidence=evidence,
            flags=tuple(sorted({*old.flags, CORRECTED})),
        )
    measure = library.measures.get(one.measure)
    if measure is None and one.measure not in library.practices:
        raise _Refused("measure-unknown")
    kind, unit = (
        (MEASURE, "ratio" if measure.kind == "rate" else measure.unit) if measure is not None else ("practice", "")
    )
    return Fact(
        report_id=report.id,
        unit=report.unit,
        year=report.year,
        measure=one.measure,
        kind=kind,
        value=value,
        value_unit=unit,
        low=value,
        high=value,
        approx="exact",
        period=one.period or ("" if report.year is None else str(report.year)),
        scope=one.scope,
        status=one.status,
        evidence=evidence,
        chosen=True,
        flags=(CORRECTED,),
    )


def _where(report: Report, one: FactCorrection, old: Fact | None) -> Span:
    """Where the quote stands: at the place given, at the old fact's, or the only place in the text."""
    if not one.quote:
        if old is None:
            raise _Refused("fact-without-quote")
        return Span(old.evidence.start, old.evidence.end)
    text, quote = report.text, one.quote
    if one.start is not None and text.startswith(quote, one.start):
        return Span(one.start, one.start + len(quote))
    first = text.find(quote)
    if first < 0:
        raise _Refused("quote-not-here")
    if old is not None:
        near = text.find(quote, old.evidence.sentence_start)
        if 0 <= near <= old.evidence.sentence_end:
            return Span(near, near + len(quote))
    if text.find(quote, first + 1) >= 0:
        raise _Refused("quote-several")
    return Span(first, first + len(quote))


def _sentence(report: Report, span: Span) -> Span:
    """From the sentence end before the quote to the one after it."""
    text = report.text
    start = max(text.rfind(mark, 0, span.start) for mark in "。；！？\n") + 1
    ends = [at for mark in "。；！？\n" if (at := text.find(mark, span.end)) >= 0]
    return Span(start, min(ends, default=len(text) - 1) + 1 if ends else len(text))


def _rests_on(fact: Fact, measures: set[str]) -> bool:
    return fact.derived is not None and any(one.measure in measures for one in fact.derived.operands)


def _plainly(fact: Fact) -> Fact:
    """The fact without what choice and check said of it."""
    flags = tuple(flag for flag in fact.flags if flag not in _SAID_ANEW)
    return replace(fact, chosen=True, flags=flags)


def _place(fact: Fact) -> tuple[str, int, int, float]:
    return (fact.measure, fact.evidence.start, fact.evidence.end, fact.value)


def _order(fact: Fact) -> tuple[int, int, str, str, str, str]:
    evidence = fact.evidence
    return (evidence.start, evidence.end, fact.measure, fact.period, fact.scope, fact.kind)


def _told(code: str, file: str, **words: object) -> Diagnostic:
    return Diagnostic(code, MESSAGES[code].format(**words), file, help=HELP[code])
