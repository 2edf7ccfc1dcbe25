"""运行信息: what the run was made from, and what could not be read."""

from __future__ import annotations

from scoring.errors import Diagnostic
from scoring.messages.workbook import COLUMNS, GUIDE, RUN_ITEMS, SEVERITIES, SHEETS, WEIGHTS
from scoring.outputs import public_path
from scoring.results import Run, UnitScore
from scoring.tables.order import ranked_units
from scoring.tables.types import Column, Kind, Row, Table
from scoring.tables.words import looked_up

RUN_COLUMNS = (
    Column("item_kind", COLUMNS["item_kind"], width=16),
    Column("item", COLUMNS["item"], Kind.LONG, 44),
    Column("content", COLUMNS["content"], Kind.LONG, 72),
    Column("remark", COLUMNS["remark"], Kind.LONG, 48),
)


def run_table(run: Run) -> Table:
    """Program, rubric, measures, inputs with their hashes, which of several reports of a unit counts, and the diagnostics, as
    rows of kind, item, content, remark."""
    rubric = run.rubric
    year = GUIDE["all_years"] if run.year is None else str(run.year)
    rows = [
        _row("program", RUN_ITEMS["version"], run.engine),
        _row("program", RUN_ITEMS["command"], run.command),
        _row("program", GUIDE["year"], year),
        _row("rubric", RUN_ITEMS["rubric_id"], rubric.id),
        _row("rubric", RUN_ITEMS["rubric_title"], rubric.title),
        _row("rubric", RUN_ITEMS["rubric_sha256"], rubric.sha256),
        _row("rubric", RUN_ITEMS["rubric_weights"], rubric.weights_status, looked_up(WEIGHTS, rubric.weights_status)),
        _row("measures", RUN_ITEMS["rubric_sha256"], run.measures_sha256),
        *(_row("inputs", path, sha256) for path, sha256 in sorted(run.inputs)),
        *(_counted_row(unit) for unit in ranked_units(run) if len(unit.reports) > 1),
        *map(_diagnostic_row, ordered_diagnostics(run)),
    ]
    return Table("run", SHEETS["run"], RUN_COLUMNS, tuple(rows), places=rubric.places)


def ordered_diagnostics(run: Run) -> tuple[Diagnostic, ...]:
    """The diagnostics by file, place and code."""
    return tuple(sorted(run.diagnostics, key=lambda d: (d.file or "", d.line or 0, d.column or 0, d.code, d.message)))


def _row(kind: str, item: str, content: str, remark: str = "") -> Row:
    return Row((RUN_ITEMS[kind], item, content, remark))


def _counted_row(unit: UnitScore) -> Row:
    """Of several reports of one unit and year, the one that counts."""
    counting, *others = (report.path for report in unit.reports)
    name = unit.unit if unit.year is None else f"{unit.unit} {unit.year}"
    return _row("counted", name, counting, RUN_ITEMS["counted_remark"].format(others="、".join(others)))


def _diagnostic_row(diagnostic: Diagnostic) -> Row:
    place = public_path(diagnostic.file or "")
    if diagnostic.line is not None:
        place += f":{diagnostic.line}"
    content = f"{looked_up(SEVERITIES, diagnostic.severity)}[{diagnostic.code}] {diagnostic.message}"
    return _row("diagnostic", place, content, diagnostic.help or "")
