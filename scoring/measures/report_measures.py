"""Measures of the report itself: the five contents it must have, when it was published, and how much it proves."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from operator import attrgetter

from scoring.measures.evidence import Origin
from scoring.measures.facts import MEASURE, REPORT, Fact
from scoring.measures.scan import Scan
from scoring.text.regex import regex
from scoring.text.report import Evidence, Report, Span, cite
from scoring.text.view import PLAN, PROBLEM, RESULT

# 法治政府建设与责任落实督察工作规定第二十四条: public before 1 April of the following year.
DEADLINE = (4, 1)

# The five contents that a report must have; their sum is `CONTENTS_COUNT`.
CONTENTS = (
    "report.results_section",
    "report.problems_section",
    "report.problem_causes",
    "report.first_responsible",
    "report.plan_section",
)
CONTENTS_COUNT = "report.contents_count"

_CAUSES = regex(r"原因|由于|受[^,;。]{1,12}影响|受限于|归因|源于|因[^,;。素]{2,12}(?:不足|不够|有限|薄弱)")
_FIRST = regex(r"第一责任人|第一责任")
_FIRST_WORDS = "第一责任"
# What is still to be done, in whatever section. 将 alone also means 把 (将履职情况列入述职).
_AHEAD = regex(
    r"下一?步|下一年|明年|今后|力争|拟于|计划于|将(?:切实|进一步|继续|严格|认真|全面|压实|推动|督促|不断|持续)"
)
# A named town, subdistrict or office. Two characters are enough to tell a name from 部分乡镇, 各街道 and 格局.
_NAMED = regex(r"(?<=[一-鿿]{2})(?:镇|乡(?!镇)|街道|局)")
_UNNAMED = frozenset("各别分些的数有个乡镇城村家下本该此全大布格结当基层关属直单位")
_STATEMENT = regex(r"[^;]+")
# Causes are asked for by a measure of their own; who may be telephoned is no shortcoming.
_ELSE = regex(r"(?:究其|主要)?原因|由于|\(?联系(?:单位|电话|人)")


def read_report_measures(origin: Origin, scan: Scan, facts: list[Fact]) -> list[Fact]:
    """All `report.*` facts: 1/0 for each content, how many of the five, in time or not (only where a date is known),
    the share of result sentences with a number, how many measures give last year's figure, how many rates give both counts,
    how many shortcomings are told with a number or a named place or office.
    """
    report = origin.report
    places = (
        _first_of_role(origin, scan, RESULT),
        _first_of_role(origin, scan, PROBLEM),
        _causes(origin, scan),
        _first_responsible(origin, scan),
        _first_of_role(origin, scan, PLAN),
    )
    contents = dict(zip(CONTENTS, places, strict=True))
    anchor = _anchor(report)
    if anchor is None:
        return []
    found = [
        _fact(origin, id_, 0.0 if evidence is None else 1.0, evidence or anchor, "有无")
        for id_, evidence in contents.items()
    ]
    given = sum(evidence is not None for evidence in contents.values())
    found.append(_fact(origin, CONTENTS_COUNT, float(given), anchor, "项"))
    found.extend(_published(origin))
    share = _numbered_share(scan)
    if share is not None:
        found.append(_fact(origin, "report.numbered_share", share, anchor, "ratio"))
    for id_, evidences, unit in (
        *((id_, evidences, "项") for id_, evidences in counted_facts(report, facts)),
        ("report.problems_specific", _specific_problems(origin, scan), "处"),
    ):
        shown = min(evidences, key=attrgetter("start")) if evidences else anchor
        found.append(_fact(origin, id_, float(len(evidences)), shown, unit))
    return found


def counted_facts(report: Report, facts: list[Fact]) -> tuple[tuple[str, list[Evidence]], ...]:
    """The report measures that count facts of the report, each with the places of what it counts: how many measures give last year's
    figure, how many rates both counts."""
    return (
        ("report.year_on_year_given", _year_on_year(report, facts)),
        ("report.fractions_given", _fractions(facts)),
    )


def _anchor(report: Report) -> Evidence | None:
    """What stands for the report as a whole where a finding is about all of it: its title, else its first words."""
    title = report.metadata.title
    if title is not None and title.evidence:
        return title.evidence[0]
    stripped = len(report.text) - len(report.text.lstrip())
    if stripped == len(report.text):
        return None
    return cite(report, Span(stripped, min(len(report.text), stripped + 30)))


def _first_of_role(origin: Origin, scan: Scan, role: str) -> Evidence | None:
    number = scan.first_of_role(role)
    if number is None:
        return None
    sentence = scan.view.sentences[number]
    return origin.evidence(sentence.start, sentence.end, number)


def _causes(origin: Origin, scan: Scan) -> Evidence | None:
    """The first words in the problems part that give a cause."""
    for number in scan.of_role(PROBLEM):
        sentence = scan.view.sentences[number]
        match = _CAUSES.search(scan.text, sentence.start, sentence.end)
        if match is not None:
            return origin.evidence(match.start(), match.end(), number)
    return None


def _first_responsible(origin: Origin, scan: Scan) -> Evidence | None:
    """The first words about who is responsible first, plans apart."""
    for at in _places(scan.text, _FIRST_WORDS) if scan.view.sentences else ():
        number = scan.sentence_of(at)
        sentence = scan.view.sentences[number]
        if sentence.role == PLAN or _AHEAD.search(scan.text, sentence.start, at):
            continue
        match = _FIRST.match(scan.text, at, sentence.end)
        if match is not None and match.start() >= sentence.start:
            return origin.evidence(match.start(), match.end(), number)
    return None


def _places(text: str, words: str) -> Iterator[int]:
    """Where some words stand; they are found faster than patterns."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + len(words))


def _published(origin: Origin) -> list[Fact]:
    """In time if published before the deadline of the year after the report year. Two dates that give opposite answers
    are kept as one fact by the page's date, flagged `date_conflict`."""
    report = origin.report
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
    return [_fact(origin, "report.published_in_time", 1.0 if in_time else 0.0, used.evidence[0], "有无", flags)]


def _numbered_share(scan: Scan) -> float | None:
    """Sentences of the results part that hold a value, as a share of them."""
    sentences = scan.view.sentences
    results = {number for number in scan.of_role(RESULT) if not sentences[number].heading}
    if not results:
        return None
    numbered = {token.sentence for token in scan.tokens if token.quantity is not None}
    return len(numbered & results) / len(results)


def _year_on_year(report: Report, facts: list[Fact]) -> list[Evidence]:
    """Last year's figure of every measure that has this year's too."""
    if report.year is None:
        return []
    now, before = str(report.year), str(report.year - 1)
    told: dict[str, Evidence] = {}
    for fact in facts:
        if fact.period == before and fact.kind == MEASURE:
            told.setdefault(fact.measure, fact.evidence)
    if not told:
        return []
    this_year = {fact.measure for fact in facts if fact.period.startswith(now) and fact.kind == MEASURE}
    return [evidence for measure, evidence in told.items() if measure in this_year]


def _fractions(facts: list[Fact]) -> list[Evidence]:
    """The numerator of every rate whose numerator and denominator are both given."""
    return list({fact.measure: fact.evidence for fact in facts if fact.derived is not None}.values())


def _specific_problems(origin: Origin, scan: Scan) -> list[Evidence]:
    """The statements of the problems part (between full stops and semicolons) that hold a number or name a place or office."""
    numbers = scan.of_role(PROBLEM)
    if not numbers:
        return []
    counted = [token.start for token in scan.tokens if token.quantity is not None]
    found = []
    for number in numbers:
        sentence = scan.view.sentences[number]
        if sentence.heading:
            continue
        for part in _STATEMENT.finditer(scan.text, sentence.start, sentence.end):
            start, end = part.span()
            if _ELSE.match(scan.text, start, end):
                continue
            if bisect_left(counted, start) < bisect_left(counted, end) or _names_one(scan.text, start, end):
                found.append(origin.evidence(start, end, number))
    return found


def _names_one(text: str, start: int, end: int) -> bool:
    return any(
        match.start() - 2 >= start and _UNNAMED.isdisjoint(text[match.start() - 2 : match.start()])
        for match in _NAMED.finditer(text, start, end)
    )


def _fact(origin: Origin, id_: str, value: float, evidence: Evidence, unit: str, flags: tuple[str, ...] = ()) -> Fact:
    return origin.fact(id_, REPORT, value, unit, evidence, chosen=True, flags=flags)
