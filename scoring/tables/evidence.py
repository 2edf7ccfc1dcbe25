"""证据: every fact that was read, with the keys of the facts' JSON lines under Chinese titles."""

from __future__ import annotations

from scoring.measures.facts import Fact
from scoring.messages import workbook as words
from scoring.messages.workbook import COLUMNS, SHEETS
from scoring.results import Run
from scoring.tables.order import ordered_facts, ranked_units, reports_by_id
from scoring.tables.review_values import FACT_INPUTS
from scoring.tables.types import Cell, Column, Input, Kind, Table, row
from scoring.tables.words import (
    derivation_words,
    fact_figure,
    file_of,
    flag_words,
    looked_up,
    measure_name,
    passage,
)
from scoring.text.report import Report

UnitKey = tuple[str, int | None]

_COLUMNS = (
    Column("unit", COLUMNS["unit"], Kind.LONG, 18, strong=True),
    Column("year", COLUMNS["year"], Kind.COUNT, 7),
    Column("measure_name", COLUMNS["measure_name"], Kind.LONG, 24),
    Column("value", COLUMNS["fact_value"], Kind.NUMBER, 10),
    Column("value_unit", COLUMNS["value_unit"], Kind.MARK, 8),
    Column("approx", COLUMNS["approx"], Kind.MARK, 11),
    Column("low", COLUMNS["low"], Kind.NUMBER, 9),
    Column("high", COLUMNS["high"], Kind.NUMBER, 9),
    Column("period", COLUMNS["period"], Kind.MARK, 14),
    Column("scope", COLUMNS["scope"], Kind.MARK, 12),
    Column("status", COLUMNS["status"], Kind.MARK, 10),
    Column("chosen", COLUMNS["chosen"], Kind.MARK, 7),
    Column("sentence", COLUMNS["sentence"], Kind.LONG, 60),
    Column("flags", COLUMNS["flags"], Kind.LONG, 22),
    *FACT_INPUTS,
    Column("report", COLUMNS["file"], Kind.LONG, 26, printed=False),
    Column("page", COLUMNS["page"], Kind.COUNT, 7, printed=False),
    Column("section", COLUMNS["section"], Kind.LONG, 26, printed=False),
    Column("role", COLUMNS["role"], width=10, printed=False),
    Column("quote", COLUMNS["quote"], Kind.LONG, 32, printed=False),
    Column("start", COLUMNS["start"], Kind.COUNT, 8, printed=False),
    Column("end", COLUMNS["end"], Kind.COUNT, 8, printed=False),
    Column("sentence_start", COLUMNS["sentence_start"], Kind.COUNT, 8, printed=False),
    Column("sentence_end", COLUMNS["sentence_end"], Kind.COUNT, 8, printed=False),
    Column("note", COLUMNS["note"], Kind.LONG, 20, printed=False),
    Column("derived", COLUMNS["derived"], Kind.LONG, 36, printed=False),
    Column("kind", COLUMNS["kind"], width=10, printed=False),
    Column("measure", COLUMNS["measure"], Kind.CODE, 30, printed=False),
    Column("report_id", COLUMNS["report"], Kind.CODE, 36, printed=False),
)

# Only in runs with scans: how sure character recognition is of the quote.
CONFIDENCE = Column("confidence", COLUMNS["confidence"], Kind.PERCENT, 9, printed=False)


def evidence_table(run: Run) -> Table:
    """One row per fact: units by group and rank, facts by their place in the report."""
    names = dict(run.measure_names)
    reports = reports_by_id(run.units)
    empty: dict[str, Cell] = {column.id: Input() for column in FACT_INPUTS}
    columns: tuple[Column, ...] = _COLUMNS
    scanned = any(fact.evidence.confidence is not None for unit in run.units for fact in unit.facts)
    if scanned:
        at = [column.id for column in columns].index("page") + 1
        columns = (*columns[:at], CONFIDENCE, *columns[at:])
    rows = []
    for unit in ranked_units(run):
        for number, fact in enumerate(ordered_facts(unit)):
            values = _values(fact, names, reports) | empty
            if scanned:
                values["confidence"] = fact.evidence.confidence
            rows.append(row(columns, values, "" if number else "group"))
    return Table("evidence", SHEETS["evidence"], columns, tuple(rows), frozen=3, places=run.rubric.places)


def evidence_rows(run: Run) -> dict[tuple[UnitKey, Fact], int]:
    """The row of the sheet (the header is row 1) on which each fact of a unit stands."""
    found: dict[tuple[UnitKey, Fact], int] = {}
    number = 1
    for unit in ranked_units(run):
        for fact in ordered_facts(unit):
            number += 1
            found.setdefault(((unit.unit, unit.year), fact), number)
    return found


def _values(fact: Fact, names: dict[str, str], reports: dict[str, Report]) -> dict[str, Cell]:
    evidence = fact.evidence
    return {
        "unit": fact.unit,
        "year": fact.year,
        "measure_name": measure_name(fact.measure, names),
        "value": fact_figure(fact, fact.value),
        "value_unit": looked_up(words.VALUE_UNITS, fact.value_unit),
        "approx": _exactness(fact),
        "low": words.OPEN_BOUND if fact.low is None else fact_figure(fact, fact.low),
        "high": words.OPEN_BOUND if fact.high is None else fact_figure(fact, fact.high),
        "period": looked_up(words.PERIODS, fact.period),
        "scope": looked_up(words.SCOPES, fact.scope),
        "status": looked_up(words.STATUSES, fact.status),
        "chosen": words.YES if fact.chosen else "",
        "sentence": passage(evidence, reports.get(evidence.report_id)),
        "flags": flag_words(fact.flags),
        "report": file_of(fact.report_id, reports),
        "page": evidence.page,
        "section": evidence.section,
        "role": looked_up(words.ROLES, evidence.role),
        "quote": evidence.quote,
        "start": evidence.start,
        "end": evidence.end,
        "sentence_start": evidence.sentence_start,
        "sentence_end": evidence.sentence_end,
        "note": fact.note,
        "derived": derivation_words(fact, names),
        "kind": looked_up(words.KINDS, fact.kind),
        "measure": fact.measure,
        "report_id": fact.report_id,
    }


def _exactness(fact: Fact) -> str:
    """确数, 不少于 …, with what the bounds exclude and whether they are an assumption."""
    remarks = [words.SOFT] if fact.soft else []
    if fact.low_open or fact.high_open:
        remarks.insert(0, words.EXCLUDED_ENDS[fact.low_open, fact.high_open])
    word = looked_up(words.APPROXIMATIONS, fact.approx)
    return f"{word}（{'，'.join(remarks)}）" if remarks else word
