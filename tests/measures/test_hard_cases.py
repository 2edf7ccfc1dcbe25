"""120 statements that a reading by keyword and nearest number gets wrong, in the reports they come from.

The catalogue and the reports stand beside the project (`../shared`); without them these tests are skipped.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from hard_case_place import Place, Reading, reading_of
from hard_case_table import CASES, FINER, GAPS
from measure_samples import extractor, library

from scoring.documents import read_file
from scoring.measures.scan import scan_report
from scoring.text.structure import build_view


@dataclass(frozen=True, slots=True)
class HardCase:
    """One row of the catalogue."""

    cls: str
    report: str
    start: int
    end: int
    quote: str


@cache
def catalogue(shared: Path) -> dict[int, HardCase]:
    rows = json.loads((shared / "gold" / "hard-cases.json").read_text(encoding="utf-8"))
    return {row["id"]: HardCase(row["cls"], row["report"], row["start"], row["end"], row["quote"]) for row in rows}


@cache
def reading(shared: Path, number: str) -> Reading:
    """The report whose file name begins with `number`, read."""
    (path,) = (shared / "reports").glob(f"{number}_*")
    report = read_file(path, path.parent)
    view = build_view(report.text)
    return reading_of(report, view, scan_report(view, library()), extractor().facts(report))


def place_of(shared: Path, id_: int) -> Place:
    """The place of a case; its quote stands there to the letter and is read as part of a sentence."""
    case = catalogue(shared)[id_]
    where = reading(shared, case.report)
    assert where.report.text[case.start : case.end] == case.quote
    place = Place(where, case.start, case.end, case.quote)
    assert list(place.sentences())
    return place


def words_of_class(cls: str) -> str:
    """`C whose number` → C_whose_number: comparable with the table whatever its marks."""
    return re.sub(r"[^A-Za-z0-9]+", "_", cls).strip("_")


def name_of(id_: int) -> str:
    return f"case_{id_:03d}_{CASES[id_][0]}"


def test_table_holds_the_whole_catalogue(shared: Path) -> None:
    rows = catalogue(shared)
    assert sorted(CASES) == sorted(rows) == list(range(1, 121))
    assert [id_ for id_, case in rows.items() if CASES[id_][0][0] != case.cls[0]] == []
    assert [id_ for id_, (_, checks) in CASES.items() if not checks] == []


@pytest.mark.parametrize("id_", [pytest.param(id_, id=name_of(id_)) for id_ in CASES])
def test_hard_case(shared: Path, id_: int) -> None:
    place = place_of(shared, id_)
    for check in CASES[id_][1]:
        check(place)


@pytest.mark.parametrize("finer", [pytest.param(name, id=f"case_{id_:03d}_{name}") for name, (id_, _) in FINER.items()])
def test_finer_reading(shared: Path, finer: str) -> None:
    id_, checks = FINER[finer]
    place = place_of(shared, id_)
    for check in checks:
        check(place)


@pytest.mark.parametrize(
    "gap",
    [
        pytest.param(gap, id=f"case_{id_:03d}_{gap}", marks=pytest.mark.xfail(strict=True, reason=reason))
        for gap, (id_, reason, _) in GAPS.items()
    ],
)
def test_known_gap(shared: Path, gap: str) -> None:
    id_, _, checks = GAPS[gap]
    place = place_of(shared, id_)
    for check in checks:
        check(place)
