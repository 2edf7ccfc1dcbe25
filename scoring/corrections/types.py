"""What a person changed, and who, when and why. Types only.

A unit is named by its key (`scoring.sources.types.unit_key`), a report by its id. Reasons are apart: `reason` is internal (复核理由),
`public_reason` goes to the unit (扣分原因).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

REPLACE, DROP, ADD = "replace", "drop", "add"
UNIT, UNIT_TYPE, YEAR, GROUP = "unit", "unit_type", "year", "group"


@dataclass(frozen=True, slots=True)
class By:
    """Who changed something and why, and the place in the reviewed file where it stands. `when` is ISO (YYYY-MM-DD) as the person gave it."""

    who: str
    when: str
    reason: str
    public_reason: str = ""
    file: str = ""
    file_sha256: str = ""
    sheet: str = ""
    row: int = 0


@dataclass(frozen=True, slots=True)
class ScoreOverride:
    """A reviewer's score in place of the engine's. `points` None: the criterion does not concern the unit (不适用). `engine_points`,
    `engine_outcome` and `engine_stake` are what the engine had given."""

    unit: str
    year: int | None
    criterion: str
    engine_points: Decimal | None
    engine_outcome: str
    points: Decimal | None
    by: By
    engine_stake: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class FactCorrection:
    """A fact replaced, dropped or added. `old_start`, `old_end`, `old_value` name the engine's fact (None for `add`). `quote` must stand
    verbatim in the report's text; `start` says where if it stands there more than once. `value` is in the measure's unit, rates are fractions."""

    report: str
    measure: str
    action: str
    by: By
    old_start: int | None = None
    old_end: int | None = None
    old_value: float | None = None
    value: float | None = None
    quote: str = ""
    start: int | None = None
    status: str = "done"
    period: str = ""
    scope: str = "whole"


@dataclass(frozen=True, slots=True)
class ReportCorrection:
    """Another unit, unit type, group or year for a report. `field` is one of UNIT, UNIT_TYPE, GROUP, YEAR."""

    report: str
    field: str
    old: str
    value: str
    by: By


@dataclass(frozen=True, slots=True)
class Corrections:
    """Everything in force: at most one override per (unit, year, criterion), one correction per fact, one per field of a report. In a fixed
    order, whatever the order in which files came in."""

    overrides: tuple[ScoreOverride, ...] = ()
    facts: tuple[FactCorrection, ...] = ()
    reports: tuple[ReportCorrection, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.overrides or self.facts or self.reports)


NO_CORRECTIONS = Corrections()
