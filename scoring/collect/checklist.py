"""The checklist that the office completes: a row per file, then a row per unit from which nothing came."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from scoring.collect.sort import USE_REPORT, Collected, Filed
from scoring.messages.collect import ABOVE, COLUMNS, EXPLAINED, FILE, JOIN, KINDS, NAMES_JOIN, SHEET, SITUATIONS, USES
from scoring.sources.template import Blank, BlankColumn, BlankRow
from scoring.sources.types import Listed, unit_key
from scoring.workbook.blank import write_blank

_YEARS = (Decimal(1949), Decimal(2100))


def write_checklist(found: Collected, path: Path) -> None:
    """Write the checklist to `path` (.xlsx) in one step; the same files give the same bytes. Raises OutputError."""
    write_blank(checklist(found), path)


def checklist(found: Collected) -> Blank:
    """The checklist as a table."""
    columns = (
        BlankColumn(COLUMNS["file"], 38, typed=False),
        BlankColumn(COLUMNS["unit"], 26, typed=False),
        BlankColumn(COLUMNS["year"], 13, typed=False),
        BlankColumn(COLUMNS["title"], 40, typed=False),
        BlankColumn(COLUMNS["kind"], 24, typed=False),
        BlankColumn(COLUMNS["situation"], 44, typed=False),
        BlankColumn(COLUMNS["suggested"], 11, typed=False),
        BlankColumn(COLUMNS["use"], 11, choices=tuple(USES.values())),
        BlankColumn(COLUMNS["told_unit"], 24),
        BlankColumn(COLUMNS["told_year"], 11, low=_YEARS[0], high=_YEARS[1]),
        BlankColumn(COLUMNS["checker"], 12),
        BlankColumn(COLUMNS["remark"], 24),
        BlankColumn(COLUMNS["sha256"], 16, typed=False),
    )
    rows = [*map(_file_row, found.files)]
    rows += [_unreadable(one.file or "", one.message) for one in found.unreadable]
    rows += [_missing(one, found) for one in found.missing]
    return Blank(FILE, SHEET, ABOVE, columns, tuple(rows), EXPLAINED)


def _file_row(one: Filed) -> BlankRow:
    report = one.report
    title = report.metadata.text("title") or ""
    use = USES[one.use]
    about = (report.path, one.unit if report.metadata.unit is not None else "", report.year, title, KINDS[one.kind])
    return BlankRow((*about, JOIN.join(one.situations), use, use, "", None, "", "", report.sha256[:12]))


def _unreadable(file: str, reason: str) -> BlankRow:
    told = SITUATIONS["unreadable"].format(reason=reason)
    return BlankRow((file, "", None, "", "", told, "", "", "", None, "", "", ""))


def _missing(unit: Listed, found: Collected) -> BlankRow:
    others = [
        one.report.path for one in found.files if unit_key(one.unit) == unit_key(unit.unit) and one.use != USE_REPORT
    ]
    code = "missing_only_other" if others else "missing"
    told = SITUATIONS[code].format(others=NAMES_JOIN.join(others))
    return BlankRow(("", unit.unit, found.year, "", "", told, "", "", "", None, "", "", ""))
