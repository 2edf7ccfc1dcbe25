"""Measures of the report itself: the five contents it must have, when it was published, and how much it proves."""

from __future__ import annotations

import re
from datetime import date

from scoring.measures.evidence import evidence_for
from scoring.measures.facts import DONE, MEASURE, REPORT, WHOLE, Fact
from scoring.measures.scan import Scan
from scoring.text.report import Evidence, Report, Span, cite
from scoring.text.view import PLAN, PROBLEM, RESULT

# 法治政府建设与责任落实督察工作规定第二十四条: public before 1 April of the following year.
DEADLINE = (4, 1)

_CAUSES = re.compile(r"原因|由于|受[^,;。]{1,12}影响|受限于|归因|源于|因[^,;。素]{2,12}(?:不足|不够|有限|薄弱)")
_FIRST = re.compile(r"第一责任人|第一责任")


def read_report_measures(report: Report, scan: Scan, facts: list[Fact]) -> list[Fact]:
    """All `report.*` facts: 1/0 for each content, how many of the five, in time or not (only where a date is known),
    the share of result sentences with a number, how many measures give last year's figure, how many rates give both counts.
    """
    contents = {
        "report.results_section": _first_of_role(report, scan, RESULT),
        "report.problems_section": _first_of_role(report, scan, PROBLEM),
        "report.problem_causes": _first_words(report, scan, _CAUSES, PROBLEM),
        "report.first_responsible": _first_words(report, scan, _FIRST, None),
        "report.plan_section": _first_of_role(report, scan, PLAN),
    }
    anchor = _anchor(report)
    if anchor is None:
        return []
    found = [
        _fact(report, id_, 0.0 if evidence is None else 1.0, evidence or anchor, "有无")
        for id_, evidence in contents.items()
    ]
    given = sum(evidence is not None for evidence in contents.values())
    found.append(_fact(report, "report.contents_count", float(given), anchor, "项"))
    found.extend(_published(report))
    share = _numbered_share(scan)
    if share is not None:
        found.append(_fact(report, "report.numbered_share", share, anchor, "ratio"))
    found.append(_fact(report, "report.year_on_year_given", float(_year_on_year(report, facts)), anchor, "项"))
    found.append(_fact(report, "report.fractions_given", float(_fractions(facts)), anchor, "项"))
    return found


def _anchor(report: Report) -> Evidence | None:
    """What stands for the report as a whole where a finding is about all of it: its title, else its first words."""
    title = report.metadata.title
    if title is not None and title.evidence:
        return title.evidence[0]
    stripped = len(report.text) - len(report.text.lstrip())
    if stripped == len(report.text):
        return None
    return cite(report, Span(stripped, min(len(report.text), stripped + 30)))


def _first_of_role(report: Report, scan: Scan, role: str) -> Evidence | None:
    for number, sentence in enumerate(scan.view.sentences):
        if sentence.role == role:
            return evidence_for(report, scan, sentence.start, sentence.end, number)
    return None


def _first_words(report: Report, scan: Scan, words: re.Pattern[str], role: str | None) -> Evidence | None:
    for number, sentence in enumerate(scan.view.sentences):
        if role is not None and sentence.role != role:
            continue
        match = words.search(scan.text, sentence.start, sentence.end)
        if match is not None:
            return evidence_for(report, scan, match.start(), match.end(), number)
    return None


def _published(report: Report) -> list[Fact]:
    """In time if published before the deadline of the year after the report year. Two dates that give opposite answers
    are kept as one fact by the page's date, flagged `date_conflict`."""
    if report.year is None:
        return []
    limit = date(report.year + 1, *DEADLINE)
    dates = [value for value in (report.metadata.publish_date, report.metadata.document_date) if value is not None]
    answers = []
    for value in dates:
        try:
            answers.append((date.fromisoformat(value.value) < limit, value))
        except ValueError:
            continue
    if not answers or not answers[0][1].evidence:
        return []
    in_time, used = answers[0]
    doubted = "damaged_date" in report.flags or any(answer != in_time for answer, _ in answers)
    flags = ("date_conflict",) if doubted else ()
    return [_fact(report, "report.published_in_time", 1.0 if in_time else 0.0, used.evidence[0], "有无", flags)]


def _numbered_share(scan: Scan) -> float | None:
    """Sentences of the results part that hold a value, as a share of them."""
    results = {number for number, s in enumerate(scan.view.sentences) if s.role == RESULT and not s.heading}
    if not results:
        return None
    numbered = {token.sentence for token in scan.tokens if token.quantity is not None} & results
    return len(numbered) / len(results)


def _year_on_year(report: Report, facts: list[Fact]) -> int:
    year = report.year
    if year is None:
        return 0
    now = {fact.measure for fact in facts if fact.kind == MEASURE and fact.period.startswith(str(year))}
    return len({fact.measure for fact in facts if fact.kind == MEASURE and fact.period == str(year - 1)} & now)


def _fractions(facts: list[Fact]) -> int:
    """Rates whose numerator and denominator are both given."""
    return len({fact.measure for fact in facts if fact.derived is not None})


def _fact(report: Report, id_: str, value: float, evidence: Evidence, unit: str, flags: tuple[str, ...] = ()) -> Fact:
    return Fact(
        report_id=report.id,
        unit=report.unit,
        year=report.year,
        measure=id_,
        kind=REPORT,
        value=value,
        value_unit=unit,
        low=value,
        high=value,
        approx="exact",
        period="" if report.year is None else str(report.year),
        scope=WHOLE,
        status=DONE,
        evidence=evidence,
        chosen=True,
        flags=flags,
    )
