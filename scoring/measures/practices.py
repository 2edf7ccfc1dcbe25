"""Practices: whether a report says that something is in place, planned, or only a weakness."""

from __future__ import annotations

from dataclasses import replace

from scoring.measures.evidence import evidence_for
from scoring.measures.facts import DONE, MEASURE, PLAN, PRACTICE, PROBLEM, WHOLE, Fact
from scoring.measures.library import Library, Practice
from scoring.measures.match import Matcher
from scoring.measures.scan import Scan
from scoring.text.report import Evidence, Report
from scoring.text.view import FURNITURE
from scoring.text.view import PLAN as PLAN_ROLE
from scoring.text.view import PROBLEM as PROBLEM_ROLE

_ORDER = {DONE: 0, PLAN: 1, PROBLEM: 2}


def read_practices(report: Report, scan: Scan, matcher: Matcher, measured: list[Fact]) -> list[Fact]:
    """One fact per practice and status that the report states: the first words that say so.

    A done figure of a measure that shows the practice is enough. Nothing stated, no fact.
    """
    found: dict[tuple[str, str], Fact] = {}
    for template, start, end, number in matcher.phrases(scan):
        sentence = scan.view.sentences[number]
        if sentence.role == FURNITURE or sentence.heading:
            continue
        status = {PLAN_ROLE: PLAN, PROBLEM_ROLE: PROBLEM}.get(sentence.role, DONE)
        key = (template.subject, status)
        if key not in found:
            found[key] = _fact(report, template.subject, status, evidence_for(report, scan, start, end, number))
    for practice in matcher.library.practices.values():
        _shown(report, practice, measured, found)
        if practice.role:
            _by_role(report, scan, practice, found)
    return [found[key] for key in sorted(found, key=lambda key: (key[0], _ORDER[key[1]]))]


def _shown(report: Report, practice: Practice, measured: list[Fact], found: dict[tuple[str, str], Fact]) -> None:
    for fact in measured:
        key = (practice.id, fact.status)
        if fact.kind == MEASURE and fact.measure in practice.shown_by and key not in found and fact.value > 0:
            found[key] = _fact(report, practice.id, fact.status, fact.evidence)


def _by_role(report: Report, scan: Scan, practice: Practice, found: dict[tuple[str, str], Fact]) -> None:
    for number, sentence in enumerate(scan.view.sentences):
        if sentence.role == practice.role:
            evidence = evidence_for(report, scan, sentence.start, sentence.end, number)
            found[(practice.id, DONE)] = _fact(report, practice.id, DONE, evidence)
            return


def _fact(report: Report, practice: str, status: str, evidence: Evidence) -> Fact:
    return Fact(
        report_id=report.id,
        unit=report.unit,
        year=report.year,
        measure=practice,
        kind=PRACTICE,
        value=1.0,
        value_unit="",
        low=1.0,
        high=1.0,
        approx="exact",
        period="" if report.year is None else str(report.year),
        scope=WHOLE,
        status=status,
        evidence=evidence,
    )


def choose_practices(facts: list[Fact]) -> list[Fact]:
    """Mark one fact per practice as the one used: done before planned before problem."""
    best: dict[str, Fact] = {}
    for fact in facts:
        held = best.get(fact.measure)
        if held is None or _ORDER[fact.status] < _ORDER[held.status]:
            best[fact.measure] = fact
    return [replace(fact, chosen=True) if best[fact.measure] is fact else fact for fact in facts]


def library_practices(library: Library) -> tuple[str, ...]:
    """The ids of all practices, sorted."""
    return tuple(sorted(library.practices))
