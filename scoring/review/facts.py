"""证据, 补充事实 and 报告 of a returned workbook → corrected facts, added facts, corrected data of reports."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scoring.corrections.apply import CORRECTED
from scoring.corrections.log import FACT, REPORT, WITHDRAWN, Entry
from scoring.corrections.types import ADD, DROP, GROUP, REPLACE, UNIT, UNIT_TYPE, YEAR, FactCorrection
from scoring.measures.facts import Fact
from scoring.messages.review import SAID, STATUSES, UNIT_TYPES
from scoring.results import Run
from scoring.review.people import Refused, by_of, number_of, refuse
from scoring.review.returned import Line, Returned, Sheet
from scoring.store.inputs import Inputs
from scoring.tables import review_columns as columns
from scoring.text.report import Report

_PERSON = (columns.REVIEW_REASON, columns.REVIEWER, columns.REVIEW_DATE)
_FACT_NEEDED = (
    columns.FACT_REPORT,
    columns.FACT_MEASURE_ID,
    columns.FACT_START,
    columns.FACT_END,
    columns.FACT_ACTION,
    columns.FACT_VALUE,
    columns.FACT_QUOTE,
    *_PERSON,
)
_ADDED_NEEDED = (
    columns.FACT_REPORT,
    columns.FACT_MEASURE_ID,
    columns.ADDED_VALUE,
    columns.ADDED_QUOTE,
    columns.ADDED_STATUS,
    *_PERSON,
)
_REPORT_FIELDS = (
    (columns.REPORT_UNIT, UNIT),
    (columns.REPORT_TYPE, UNIT_TYPE),
    (columns.REPORT_GROUP, GROUP),
    (columns.REPORT_YEAR, YEAR),
)
_REPORT_NEEDED = (columns.FACT_REPORT, *(title for title, _ in _REPORT_FIELDS), *_PERSON)
_YEAR = re.compile(r"(?:19|20)\d\d")
_NEAR = 1e-9
# Report, measure, start, end, value.
_Place = tuple[str, str, int, int, float]


@dataclass(frozen=True, slots=True)
class Known:
    """What rows may refer to: reports by id and their facts, as the engine read them and as they stand corrected; ids of measures."""

    reports: Mapping[str, Report]
    facts: Mapping[tuple[str, str, int, int], tuple[Fact, ...]]
    measures: Collection[str]
    origins: Mapping[_Place, FactCorrection]


def known_of(inputs: Inputs, run: Run, measures: Collection[str]) -> Known:
    """Everything that was read for the run, also of reports that are not ranked."""
    reports = {report.id: report for report in (*inputs.before, *inputs.now)}
    facts: dict[tuple[str, str, int, int], list[Fact]] = {}
    every = (fact for found in inputs.facts.values() for fact in found)
    for fact in (*every, *(fact for unit in run.units for fact in unit.facts)):
        place = (fact.report_id, fact.measure, fact.evidence.start, fact.evidence.end)
        facts.setdefault(place, []).append(fact)
    return Known(reports, {place: tuple(found) for place, found in facts.items()}, measures, _origins(run))


def read_fact_rows(returned: Returned, known: Known) -> Iterator[Entry]:
    """Corrections of facts that were read, then facts that were missed."""
    sheet = returned.sheet(columns.EVIDENCE, _FACT_NEEDED, columns.FACT_ACTION)
    if sheet is not None:
        for line in sheet.lines:
            if line[columns.FACT_ACTION] or line[columns.FACT_VALUE] or line[columns.FACT_QUOTE]:
                yield from _taken(_fact, returned, sheet, line, known)
    added = returned.sheet(columns.ADDED, _ADDED_NEEDED, columns.ADDED_QUOTE)
    if added is not None:
        for line in added.lines:
            yield from _taken(_added, returned, added, line, known)


def _taken(read: Any, returned: Returned, sheet: Sheet, line: Line, *rest: Any) -> Iterator[Entry]:
    try:
        yield read(returned, sheet, line, *rest)
    except Refused:
        return


def _report(returned: Returned, sheet: Sheet, line: Line, reports: Mapping[str, Report]) -> Report:
    id_ = line[columns.FACT_REPORT].text
    if id_ not in reports:
        refuse(returned, sheet, line, columns.FACT_REPORT, "review-no-report", report=id_)
    return reports[id_]


def _fact(
    returned: Returned,
    sheet: Sheet,
    line: Line,
    known: Known,
) -> Entry:
    report = _report(returned, sheet, line, known.reports)
    action = line[columns.FACT_ACTION].text
    if action not in (columns.ACTION_REPLACE, columns.ACTION_DROP, SAID["withdrawn"]):
        refuse(returned, sheet, line, columns.FACT_ACTION, "review-action", shown=action)
    measure = line[columns.FACT_MEASURE_ID].text
    places = [number_of(returned, sheet, line, title) for title in (columns.FACT_START, columns.FACT_END)]
    found = known.facts.get((report.id, measure, int(places[0] or 0), int(places[1] or 0)), ())
    stated = number_of(returned, sheet, line, columns.FACT_ENGINE_VALUE)
    fact = next(
        (one for one in found if stated is None or abs(float(stated) - one.value) <= _NEAR * max(1, one.value)), None
    )
    if fact is None or fact.derived is not None:
        refuse(returned, sheet, line, columns.FACT_MEASURE_ID, "review-no-fact", report=report.path, measure=measure)
    old = _old_of(fact, known.origins.get((report.id, measure, fact.evidence.start, fact.evidence.end, fact.value)))
    if old is None:
        # The fact stands here because somebody added it: another word on it goes where it was added.
        refuse(returned, sheet, line, columns.FACT_ACTION, "review-added-fact")
    key = f"{report.id}|{measure}|{old[0]}|{old[1]}|{old[2]!r}"
    if action == SAID["withdrawn"]:
        return Entry(WITHDRAWN, key, by_of(returned, sheet, line, reason=False), {"kind": FACT})
    by = by_of(returned, sheet, line)
    value: dict[str, Any] = {
        "report": report.id,
        "measure": measure,
        "action": DROP if action == columns.ACTION_DROP else REPLACE,
        "old_start": old[0],
        "old_end": old[1],
        "old_value": old[2],
    }
    if value["action"] == REPLACE:
        number = number_of(returned, sheet, line, columns.FACT_VALUE)
        quote = _quote(returned, sheet, line, columns.FACT_QUOTE, report, fact)
        if number is None and not quote:
            refuse(returned, sheet, line, columns.FACT_VALUE, "review-no-value")
        value |= {"value": None if number is None else float(number), "quote": quote}
    return Entry(FACT, key, by, value)


def _old_of(fact: Fact, origin: FactCorrection | None) -> tuple[int, int, float] | None:
    """The engine's fact behind a row: start, end, value. None where a reviewer added it."""
    if origin is None:
        return fact.evidence.start, fact.evidence.end, fact.value
    if origin.old_start is None or origin.old_end is None or origin.old_value is None:
        return None
    return origin.old_start, origin.old_end, origin.old_value


def _origins(run: Run) -> dict[_Place, FactCorrection]:
    """By which correction each corrected fact of a run stands there."""
    found: dict[_Place, FactCorrection] = {}
    for fact in (fact for unit in run.units for fact in unit.facts if CORRECTED in fact.flags and fact.derived is None):
        for one in run.corrections.facts:
            same = (one.report, one.measure) == (fact.report_id, fact.measure) and one.action != DROP
            value = one.old_value if one.value is None else one.value
            quoted = one.quote == fact.evidence.quote if one.quote else one.old_start == fact.evidence.start
            if same and value == fact.value and quoted:
                found[(one.report, one.measure, fact.evidence.start, fact.evidence.end, fact.value)] = one
    return found


def _added(returned: Returned, sheet: Sheet, line: Line, known: Known) -> Entry:
    report = _report(returned, sheet, line, known.reports)
    measure = line[columns.FACT_MEASURE_ID].text
    if measure not in known.measures:
        refuse(returned, sheet, line, columns.FACT_MEASURE_ID, "review-no-measure", measure=measure)
    quote = _quote(returned, sheet, line, columns.ADDED_QUOTE, report, None)
    if quote and line[columns.ADDED_STATUS].text == SAID["withdrawn"]:
        key = f"{report.id}|{measure}|+|{report.text.find(quote)}|{len(quote)}"
        return Entry(WITHDRAWN, key, by_of(returned, sheet, line, reason=False), {"kind": FACT})
    number = number_of(returned, sheet, line, columns.ADDED_VALUE)
    if number is None or not quote:
        refuse(returned, sheet, line, columns.ADDED_VALUE, "review-no-value")
    status = line[columns.ADDED_STATUS].text
    if status not in STATUSES:
        refuse(returned, sheet, line, columns.ADDED_STATUS, "review-status", shown=status)
    by = by_of(returned, sheet, line)
    value = {
        "report": report.id,
        "measure": measure,
        "action": ADD,
        "value": float(number),
        "quote": quote,
        "start": report.text.find(quote),
        "status": STATUSES[status],
    }
    return Entry(FACT, f"{report.id}|{measure}|+|{value['start']}|{len(quote)}", by, value)


def _quote(returned: Returned, sheet: Sheet, line: Line, title: str, report: Report, fact: Fact | None) -> str:
    """The quote typed, which must stand verbatim in the report, once or inside the fact's sentence."""
    quote = line[title].text
    if not quote:
        return ""
    count = report.text.count(quote)
    if count == 0:
        refuse(returned, sheet, line, title, "review-quote", quote=quote[:40])
    if count > 1:
        inside = fact is not None and quote in report.text[fact.evidence.sentence_start : fact.evidence.sentence_end]
        if not inside:
            refuse(returned, sheet, line, title, "review-quote-several", quote=quote[:40])
    return quote


def read_report_rows(returned: Returned, known: Known) -> Iterator[Entry]:
    """Another unit, unit type, group or year for a report."""
    sheet = returned.sheet(columns.REPORTS, _REPORT_NEEDED, columns.REPORT_UNIT)
    if sheet is None:
        return
    for line in sheet.lines:
        filled = [(title, field) for title, field in _REPORT_FIELDS if line[title]]
        if not filled:
            continue
        try:
            report = _report(returned, sheet, line, known.reports)
            by = by_of(returned, sheet, line)
        except Refused:
            continue
        for title, field in filled:
            try:
                told = _told(returned, sheet, line, title, field)
            except Refused:
                continue
            if told == SAID["withdrawn"]:
                yield Entry(WITHDRAWN, f"{report.id}|{field}", by, {"kind": REPORT})
                continue
            old = {UNIT: report.unit, UNIT_TYPE: report.unit_type, YEAR: str(report.year or ""), GROUP: ""}[field]
            value = {"report": report.id, "field": field, "old": old, "value": told}
            yield Entry(REPORT, f"{report.id}|{field}", by, value)


def _told(returned: Returned, sheet: Sheet, line: Line, title: str, field: str) -> str:
    cell = line[title]
    if cell.formula:
        refuse(returned, sheet, line, title, "review-formula", column=title, shown=cell.formula[:40])
    if cell.is_error:
        refuse(returned, sheet, line, title, "review-error", column=title, shown=cell.text)
    text = cell.text
    if text == SAID["withdrawn"]:
        return text
    if field == YEAR:
        year = text.removesuffix("年")
        if not _YEAR.fullmatch(year):
            refuse(returned, sheet, line, title, "review-year", shown=text)
        return year
    if field == UNIT_TYPE:
        if text not in UNIT_TYPES and text not in UNIT_TYPES.values():
            choices = "、".join(UNIT_TYPES)
            refuse(returned, sheet, line, title, "review-type", shown=text, choices=choices)
        return UNIT_TYPES.get(text, text)
    return text
