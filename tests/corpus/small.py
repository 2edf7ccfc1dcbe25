"""A data set of a few invented reports with one figure each, and a sheet for it."""

from __future__ import annotations

from pathlib import Path

from assess_samples import leaf, linear, node, rate, report, rubric

from scoring.measures.facts import Fact
from scoring.scale.finish import write_dataset
from scoring.text.report import Report

Pair = tuple[Report, tuple[Fact, ...]]
SHEET = rubric(node("a", leaf("m", "10", linear("0", "1"))))


def pair(unit: str, value: float | None, year: int | None = 2024, kind: str = "county", path: str = "") -> Pair:
    one = report(unit, year, path or f"{kind}/{unit}{year}.txt", unit_type=kind)
    return one, () if value is None else (rate(one, "m", value),)


def pairs() -> list[Pair]:
    """Three counties and two townships of two years; one county has no report of 2024."""
    found = []
    for number, name in enumerate("甲乙丙"):
        found.append(pair(f"{name}县人民政府", 0.5 + number / 10, 2023))
        if name != "丙":
            found.append(pair(f"{name}县人民政府", 0.9 - number / 10, 2024))
    for number, name in enumerate("丁戊"):
        found += [pair(f"{name}镇人民政府", 0.2 + number / 10, year, "township") for year in (2023, 2024)]
    return found


def dataset(folder: Path, found: list[Pair] | None = None) -> Path:
    write_dataset(folder, pairs() if found is None else found)
    return folder
