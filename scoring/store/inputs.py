"""What a run is made from, beside its rubric: reports with their facts, the files beside them, the year asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from scoring.errors import Diagnostic
from scoring.measures.facts import Fact
from scoring.sources.load import Given
from scoring.text.report import Report


@dataclass(frozen=True, slots=True)
class Inputs:
    """`now` are the reports to be ranked, `before` those given as last year's, as read (the unit list has not spoken yet); `facts` by report id,
    read with what the unit list says of the report. `year` is the year asked for. `previous`: last year's reports were asked for.
    `diagnostics` are those of reading `now`, `earlier` those of reading `before`. `checklist` is the digest of a completed checklist."""

    now: tuple[Report, ...]
    facts: Mapping[str, tuple[Fact, ...]]
    measures_sha256: str
    before: tuple[Report, ...] = ()
    given: tuple[Given, ...] = ()
    year: int | None = None
    previous: bool = False
    diagnostics: tuple[Diagnostic, ...] = ()
    earlier: tuple[Diagnostic, ...] = ()
    checklist: str = ""
