"""Practices: whether a report says that something is in place, planned, or only a weakness."""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter

from scoring.measures.evidence import Origin
from scoring.measures.facts import DONE, MEASURE, PLAN, PRACTICE, PROBLEM, Fact
from scoring.measures.library import Library
from scoring.measures.marked import marked
from scoring.measures.match import Matcher
from scoring.measures.scan import Scan, scan_report
from scoring.text.regex import regex
from scoring.text.report import Evidence
from scoring.text.view import FURNITURE
from scoring.text.view import PLAN as PLAN_ROLE
from scoring.text.view import PROBLEM as PROBLEM_ROLE

_PLACE = itemgetter(0, 1)
_STATUS = {PLAN_ROLE: PLAN, PROBLEM_ROLE: PROBLEM}
_ORDER = {DONE: 0, PLAN: 1, PROBLEM: 2}
# How far down a path of links is looked for, and what one is: at least two short names, each with a mark behind it.
_HEAD = 400
_PATH = regex(r"(?:[^\s>»›。；;，,]{1,16}\s?(?:>{1,2}|»|›)\s?){2,8}")


def read_practices(origin: Origin, scan: Scan, matcher: Matcher, measured: list[Fact]) -> list[Fact]:
    """One fact per practice and status that the report states: the first words that say so, the best status `chosen`.

    A done figure of a measure that shows the practice is enough. Nothing stated, no fact.
    """
    library = matcher.library
    if scan.found is not None:
        told = {(subject, status): (start, end, number) for subject, status, start, end, number in scan.found.told()}
    else:
        told = _told(scan, matcher)
    links = _links(scan.text)
    if links and any(start < links for start, _, _ in told.values()):
        told = _told(scan_report(scan.view, library), matcher, links)
    found = {key: origin.evidence(*place) for key, place in told.items()}
    for fact in measured:
        if fact.measure in library.shows and fact.kind == MEASURE and fact.value > 0:
            for practice in library.shows[fact.measure]:
                found.setdefault((practice, fact.status), fact.evidence)
    for id_, role in library.by_role:
        evidence = _first_of_role(origin, scan, role)
        if evidence is not None:
            found[(id_, DONE)] = evidence
    facts = []
    chosen = ""
    for subject, status in sorted(found, key=lambda key: (key[0], _ORDER[key[1]])):
        evidence = found[(subject, status)]
        facts.append(origin.fact(subject, PRACTICE, 1.0, "", evidence, status, chosen=subject != chosen))
        chosen = subject
    return facts


def _links(text: str) -> int:
    """Where the path of links at the top of a page ends (当前位置：首页>政务公开>…), 0 without one. Where a page was flattened into one
    line it stands in one sentence with the report, which says nothing by it."""
    head = text[:_HEAD]
    found = _PATH.search(head) if any(mark in head for mark in ">»›") else None
    return 0 if found is None else found.end()


def _told(scan: Scan, matcher: Matcher, since: int = 0) -> dict[tuple[str, str], tuple[int, int, int]]:
    """The first words for each practice and status from `since` on: working start and end, sentence number."""
    told: dict[tuple[str, str], tuple[int, int, int]] = {}
    known: dict[str, set[str]] = {DONE: set(), PLAN: set(), PROBLEM: set()}
    sentences, following = scan.view.sentences, [*scan.sentence_starts[1:], len(scan.text) + 1]
    number, begin, stop, beyond, status = 0, 0, 0, 0, DONE
    for start, end, phrases in sorted(scan.beginnings, key=_PLACE):
        if start >= beyond:
            number = bisect_right(following, start)
            sentence = sentences[number]
            begin, stop, beyond = sentence.start, sentence.end, following[number]
            status = _STATUS.get(sentence.role, DONE)
            if sentence.role == FURNITURE or sentence.heading:
                stop = begin
        if start < since or not begin <= start < stop:
            continue
        for phrase in phrases:
            subject = phrase.subject
            if subject in known[status]:
                continue
            last = matcher.phrase_end(scan, phrase, end, sentence)
            if last is not None:
                known[status].add(subject)
                told[subject, status] = (start, last, number)
    return told


def _first_of_role(origin: Origin, scan: Scan, role: str) -> Evidence | None:
    number = scan.first_of_role(role)
    if number is None:
        return None
    sentence = scan.view.sentences[number]
    return origin.evidence(sentence.start, sentence.end, number)


def choose_practices(facts: list[Fact]) -> list[Fact]:
    """Mark one fact per practice as the one used: done before planned before problem."""
    best: dict[str, Fact] = {}
    for fact in facts:
        held = best.get(fact.measure)
        if held is None or _ORDER[fact.status] < _ORDER[held.status]:
            best[fact.measure] = fact
    return [
        fact if fact.chosen is (best[fact.measure] is fact) else marked(fact, best[fact.measure] is fact, fact.flags)
        for fact in facts
    ]


def library_practices(library: Library) -> tuple[str, ...]:
    """The ids of all practices, sorted."""
    return tuple(sorted(library.practices))
