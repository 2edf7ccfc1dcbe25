"""No hard case passes for a reading that is not careful: one by keyword and nearest number fails them all.

The toy is what the catalogue calls a toy regex: it credits every word of a measure's patterns with the nearest digits, takes
全覆盖 and its like for 100 %, sees no sections, no bounds, no years, and cites from the word to the number.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest
from hard_case_place import Place, Reading
from hard_case_table import CASES
from measure_samples import library
from test_hard_cases import catalogue, name_of

from scoring.documents import read_file
from scoring.measures.facts import DONE, MEASURE, PRACTICE, WHOLE, Fact
from scoring.measures.library import Template
from scoring.measures.scan import scan_report
from scoring.text.quantities.types import COUNT, RATE, Quantity
from scoring.text.report import Report, Span, cite
from scoring.text.view import RESULT, Section, Sentence, View

REACH = 40
_NUMBER = re.compile(r"(?P<digits>\d+(?:\.\d+)?)(?P<percent>%)?")
_ALL = re.compile("全覆盖|均|全部|全面|都")


def _words(templates: tuple[Template, ...]) -> set[str]:
    found: set[str] = set()
    for template in templates:
        for element in (*template.pattern.left, *template.pattern.right):
            found.update(word for word in getattr(element, "alternatives", ()) if len(word) > 1)
    return found


@cache
def keywords() -> dict[str, set[tuple[str, str]]]:
    """Word → the measures and practices whose patterns hold it."""
    found = defaultdict(set)
    for measure in library().measures.values():
        for word in _words(measure.templates):
            found[word].add((MEASURE, measure.id))
    for practice in library().practices.values():
        for word in _words(practice.templates):
            found[word].add((PRACTICE, practice.id))
    return dict(found)


def naive_view(text: str) -> View:
    """Every stretch between full stops and line ends is a result; there are no sections."""
    sentences = [
        Sentence(m.start(), m.end(), 0, 0, RESULT) for m in re.finditer(r"[^。\n]+", text) if m.group().strip()
    ]
    return View(text, text, array("q", range(len(text))), (Section(0, len(text), 0, "", "", RESULT),), tuple(sentences))


def naive_quantities(text: str) -> tuple[Quantity, ...]:
    found = []
    for match in _NUMBER.finditer(text):
        value = float(match["digits"]) / (100 if match["percent"] else 1)
        cls = RATE if match["percent"] else COUNT
        number = (match.start(), match.end(), match.start(), match.end("digits"))
        found.append(Quantity(*number, cls, value, value, value, False, False, "exact", False, "", ""))
    return tuple(found)


def toy_facts(report: Report) -> tuple[Fact, ...]:
    """Each keyword with each number within reach, all done, of the report's year, of the whole, and used."""
    text = report.text
    values = [(item.start, item.end, item.value or 0.0) for item in naive_quantities(text)]
    values += [(match.start(), match.end(), 1.0) for match in _ALL.finditer(text)]
    found = []
    for word, subjects in keywords().items():
        for match in re.finditer(re.escape(word), text):
            near = [v for v in values if v[0] < match.end() + REACH and v[1] > match.start() - REACH]
            for kind, id_ in sorted(subjects):
                if kind == PRACTICE:
                    found.append(toy_fact(report, kind, id_, 1.0, match.start(), match.end()))
                for start, end, value in near if kind == MEASURE else ():
                    found.append(toy_fact(report, kind, id_, value, min(start, match.start()), max(end, match.end())))
    return tuple(found)


def toy_fact(report: Report, kind: str, id_: str, value: float, start: int, end: int) -> Fact:
    return Fact(
        report_id=report.id,
        unit=report.unit,
        year=report.year,
        measure=id_,
        kind=kind,
        value=value,
        value_unit="",
        low=value,
        high=value,
        approx="exact",
        period=str(report.year),
        scope=WHOLE,
        status=DONE,
        evidence=cite(report, Span(start, end)),
        chosen=True,
    )


@cache
def toy_reading(shared: Path, number: str) -> Reading:
    (path,) = (shared / "reports").glob(f"{number}_*")
    report = read_file(path, path.parent)
    view = naive_view(report.text)
    scan = scan_report(view, library())
    scan.tokens = []
    return Reading(report, view, scan, naive_quantities(report.text), toy_facts(report))


@pytest.mark.parametrize("id_", [pytest.param(id_, id=name_of(id_)) for id_ in CASES])
def test_toy_fails(shared: Path, id_: int) -> None:
    case = catalogue(shared)[id_]
    place = Place(toy_reading(shared, case.report), case.start, case.end, case.quote)
    failed = []
    for check in CASES[id_][1]:
        try:
            check(place)
        except (AssertionError, StopIteration):
            failed.append(check)
    assert failed
