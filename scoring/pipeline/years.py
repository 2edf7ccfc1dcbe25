"""Which years reports are of, and which one is ranked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from scoring.sources.types import unit_key
from scoring.text.report import Report

if TYPE_CHECKING:
    pass


def reported(reports: Iterable[Report]) -> dict[str, tuple[int | None, ...]]:
    """The units that report, with the years that they report on."""
    years: dict[str, set[int | None]] = {}
    for report in reports:
        years.setdefault(report.unit, set()).add(report.year)
    return {unit: tuple(sorted(found, key=lambda year: year or 0)) for unit, found in sorted(years.items())}


def year_of(reports: Iterable[Report], year: int | None = None) -> int | None:
    """The year that is ranked: `year`, else the newest of every unit if that is the same for all."""
    if year is not None:
        return year
    newest: dict[str, int] = {}
    for report in reports:
        if report.year is not None:
            newest[unit_key(report.unit)] = max(report.year, newest.get(unit_key(report.unit), 0))
    return next(iter(newest.values())) if len(set(newest.values())) == 1 else None
