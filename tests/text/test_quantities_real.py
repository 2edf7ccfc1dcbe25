"""The number cases among the 120 hard statements, on the real reports, and raw text against the cleaned view."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scoring.text.quantities import Quantity, read
from scoring.text.structure import build_view

# Hard case → what `read` must find inside its quote; rejected items by class. Case numbers are those of hard-cases.json.
EXPECTED: dict[int, list[str]] = {
    83: ["word", "rate 0.95 [0.95,1.0]"],
    84: ["count 257件 (257.0,None]"],
    85: ["count 40000件 (40000.0,50000.0)"],
    86: ["count 500人 [None,500.0)"],
    87: ["duration 1小时 [1.0,2.0]"],
    88: ["year", "count 1645000件"],
    89: ["money 440000000元", "money 634000000元", "money 10100000元"],
    90: ["count 2次"],
    91: ["count 2期", "count 2103名"],
    92: ["count 180件次"],
    93: ["document_number"],
    94: ["document_number"],
    95: ["damaged"],
    96: ["damaged"],
    97: ["document_number"],
    98: ["count 1759项"],
    99: ["ordinal"],
    100: ["ordinal"],
    101: ["count 13个", "ordinal", "name"],
    102: ["title"],
    103: ["name"],
    104: ["name", "count 393件"],
    105: ["name"],
    106: ["name"],
    107: ["name", "name"],
    108: ["list_marker"],
    109: ["count 3次", "number 5", "count 55场次"],
    110: ["count 14个"],
    111: [],
    112: [],
    113: [],
    114: [],
    115: ["count 14件"],
    116: ["count 53个"],
    117: ["count 37项"],
    118: ["name", "count 35篇"],
    119: ["count 71件", "count 63件"],
    120: [],
}


def _show(item: Quantity) -> str:
    if item.reason:
        return item.cls
    unit = "" if item.unit == "%" else item.unit
    shown = f"{item.cls} {item.value:.10g}{unit}"
    if item.approx == "exact":
        return shown
    return f"{shown} {'(' if item.low_open else '['}{item.low},{item.high}{')' if item.high_open else ']'}"


def _source(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def reports(shared: Path) -> dict[str, str]:
    return {path.name[:3]: _source(path) for path in sorted((shared / "reports").glob("*.txt"))}


@pytest.mark.parametrize("number", sorted(EXPECTED))
def test_hard_case(number: int, shared: Path, reports: dict[str, str]) -> None:
    cases = {case["id"]: case for case in json.loads(_source(shared / "gold" / "hard-cases.json"))}
    case = cases[number]
    text = reports[case["report"]]
    assert text[case["start"] : case["end"]] == case["quote"]
    found = [item for item in read(text) if item.start < case["end"] and item.end > case["start"]]
    assert [_show(item) for item in found] == EXPECTED[number], case["right"]


def test_every_number_case_is_listed(shared: Path) -> None:
    cases = json.loads(_source(shared / "gold" / "hard-cases.json"))
    assert {case["id"] for case in cases if case["cls"][0] in "GHI"} == set(EXPECTED)


def test_cleaning_changes_no_quantity(shared: Path) -> None:
    """The reader finds the same in the source as in the cleaned view: counts, rates, money, with bounds and units."""
    for path in [*sorted((shared / "reports").glob("*.txt")), *sorted((shared / "gold" / "texts").glob("*.txt"))]:
        source = _source(path)
        found = [
            [item[4:13] for item in read(text) if not item.reason and item.unit]
            for text in (source, build_view(source).text)
        ]
        assert found[0] == found[1], path.name
