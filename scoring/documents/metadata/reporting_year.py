"""The year reported on: title, opening, headings, majority, file name; dates only as a last resort and a check."""

from __future__ import annotations

from typing import NamedTuple

from scoring.documents.metadata.paging import Dates
from scoring.documents.metadata.titles import Title
from scoring.documents.metadata.window import Window, fold
from scoring.documents.metadata.years import (
    HEADING,
    INTENDED,
    NUMBERED,
    OPENING,
    PERIOD,
    PLAN,
    PLANS,
    FoundYear,
    first,
    majority_year,
    name_year,
    title_year,
)
from scoring.text.regex import regex
from scoring.text.report import MetadataConflict, MetadataValue, Report, Span, cite

# A half-yearly or quarterly report is dated in its own year.
_PARTIAL = regex("上半年|半年|季度|[1-9]—?[1-9]?月")
_OPENING_REACH = 900
_AT_ONCE = 400
_LATE_MONTH = 10
_EARLY_MONTH = 6


class ReportingYear(NamedTuple):
    """The year's value (None if nothing tells it), conflicts and flags."""

    value: MetadataValue | None
    conflicts: tuple[MetadataConflict, ...] = ()
    flags: tuple[str, ...] = ()


def report_year(report: Report, head: Window, body_start: int, title: Title | None, dates: Dates) -> ReportingYear:
    """The year `report` is about, never the year it was published in.

    Order: title; the opening (2023年, … or 现将2023年…); numbered headings, a heading of plans counting one year less; the
    closing date of the figures; the year mentioned most; the file name; the year of the dates (until June the year before). An opening of another year than the
    title's, and a date before the year's middle, are conflicts.
    """
    stated = _from_title(report, title)
    if stated is not None:
        told = head.text[body_start : body_start + _AT_ONCE]
        partial = _PARTIAL.search(title.piece.text) if title is not None else None
        opening = None if f"{stated.value}年" in told else _other_opening(report, head, body_start, int(stated.value))
        return _checked(stated, opening, Dates() if partial else dates)
    for found in (
        _from_opening(report, head, body_start),
        _from_headings(report, head, body_start),
        _from_period(report),
        _from_majority(report),
        _from_file_name(report),
    ):
        if found is not None:
            return _checked(found, None, dates)
    inferred = _from_dates(dates)
    if inferred is None:
        return ReportingYear(None, (), ("no_year",))
    return ReportingYear(inferred, (), ("year_inferred",))


def _from_title(report: Report, title: Title | None) -> MetadataValue | None:
    if title is None:
        return None
    found = title_year(title.piece.text)
    if found is None:
        return None
    return MetadataValue(str(found.year), "title", (title.piece.evidence(report, found.start, found.end),))


def _from_opening(report: Report, head: Window, body_start: int) -> MetadataValue | None:
    found = first(OPENING, head.text, body_start, body_start + _OPENING_REACH)
    return None if found is None else _body(report, head, found)


def _other_opening(report: Report, head: Window, body_start: int, year: int) -> MetadataValue | None:
    """The first opening that tells a year. What is planned for the year after `year` says nothing against it."""
    at, end = body_start, body_start + _OPENING_REACH
    while (found := first(OPENING, head.text, at, end)) is not None:
        if found.year != year + 1 or not _planned(head.text, body_start, found):
            return _body(report, head, found)
        at = found.end
    return None


def _planned(text: str, body_start: int, found: FoundYear) -> bool:
    """Whether a year is that of a plan: it says so itself, what follows in its sentence does, or it stands in a part of plans."""
    if PLAN.match(text, found.start) or INTENDED.match(text, found.end):
        return True
    headings = [match.end() for match in PLANS.finditer(text, body_start, found.start)]
    return bool(headings) and NUMBERED.search(text, headings[-1], found.start) is None


def _from_headings(report: Report, head: Window, body_start: int) -> MetadataValue | None:
    found = first(HEADING, head.text, body_start, len(head.text))
    if found is not None and PLAN.match(head.text, found.start) is None:
        return _body(report, head, found)
    plan = PLAN.search(fold(report.text), len(report.text) // 2)
    if plan is None:
        return None
    year = str(int(plan.group("y")) - 1)
    return MetadataValue(year, "body", (cite(report, Span(*plan.span())),))


def _from_period(report: Report) -> MetadataValue | None:
    found = first(PERIOD, fold(report.text), 0, len(report.text))
    if found is None:
        return None
    return MetadataValue(str(found.year), "body", (cite(report, Span(found.start, found.end)),))


def _from_majority(report: Report) -> MetadataValue | None:
    found = majority_year(fold(report.text))
    if found is None:
        return None
    return MetadataValue(str(found.year), "body", (cite(report, Span(found.start, found.end)),))


def _from_file_name(report: Report) -> MetadataValue | None:
    year = name_year(report.path.rpartition("/")[2])
    return None if year is None else MetadataValue(str(year), "file_name")


def _from_dates(dates: Dates) -> MetadataValue | None:
    """The signature's or page's date tells the year only outside summer: reports on a year come out by June or at its end."""
    known = dates.document or dates.published
    if known is None:
        return None
    year, month = int(known.value[:4]), int(known.value[5:7])
    if _EARLY_MONTH < month < _LATE_MONTH:
        return None
    return MetadataValue(str(year - 1 if month <= _EARLY_MONTH else year), known.source, known.evidence)


def _body(report: Report, view: Window, found: FoundYear) -> MetadataValue:
    piece = view.piece(found.start, found.end)
    return MetadataValue(str(found.year), "body", (piece.evidence(report),))


def _checked(stated: MetadataValue, opening: MetadataValue | None, dates: Dates) -> ReportingYear:
    conflicts = []
    if opening is not None and opening.value != stated.value:
        conflicts.append(MetadataConflict("report_year", stated, opening))
    # A report on a year comes out at its end or later; one dated in its first five months names the wrong year.
    spring = f"{stated.value}-06"
    early = next((date for date in (dates.document, dates.published) if date is not None and date.value < spring), None)
    if early is not None:
        conflicts.append(MetadataConflict("report_year", stated, early))
    return ReportingYear(stated, tuple(conflicts), ("year_conflict",) if conflicts else ())
