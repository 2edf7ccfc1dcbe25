"""Facts: what a report states, each with its evidence. Everything above sees facts, never text."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.text.report import Evidence

DONE, PLAN, PROBLEM = "done", "plan", "problem"
# What a pattern may ask for: only as a plan is its value told (新增公职律师3名); and the status of what is not told.
ONLY_PLANNED, NOT_TOLD = "planned", ""
MEASURE, PRACTICE, REPORT = "measure", "practice", "report"
CUMULATIVE = "cumulative"
WHOLE = "whole"
# The part of a stock that came in the report's year.
NEWLY_MADE = "当年新增"


def speaks_for_county(scope: str) -> bool:
    """Whether a bureau's figure is its county's or its county government's (全县, 县政府)."""
    return (scope[:1] == "全" and scope[1:] in ("县", "市", "区", "旗")) or scope.endswith("政府")


def is_whole(scope: str) -> bool:
    """Whether a figure stands for all that the measure means: the unit's own, or the county a bureau speaks for."""
    return scope == WHOLE or speaks_for_county(scope)


@dataclass(frozen=True, slots=True)
class Operand:
    """One value that a derived fact was computed from."""

    measure: str
    value: float
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Derivation:
    """How a derived fact came about: the formula as the library declares it, and its operands."""

    formula: str
    operands: tuple[Operand, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement of a measure (or practice) in one report.

    `unit` is who reports; `year` the report's year; `kind` measure, practice or report. `value` is the stated
    number (rates are fractions); `low`/`high` its bounds (None = open), `low_open`/`high_open` say that the end is
    excluded. `approx`: exact, at_least, about, upper, range. `period`: a year ("2023"), "cumulative", or a part-year
    ("2024年1-11月"). `scope`: "whole" or the part meant. `status`: done, plan, problem. `chosen`: this is the one value
    used for its measure. `flags`: codes of doubts, in sorted order; they never change a value.
    `derived` is None for a stated fact.
    """

    report_id: str
    unit: str
    year: int | None
    measure: str
    kind: str
    value: float
    value_unit: str
    low: float | None
    high: float | None
    approx: str
    period: str
    scope: str
    status: str
    evidence: Evidence
    low_open: bool = False
    high_open: bool = False
    soft: bool = False
    chosen: bool = False
    flags: tuple[str, ...] = ()
    note: str = ""
    derived: Derivation | None = None
