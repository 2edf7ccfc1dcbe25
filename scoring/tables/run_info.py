"""运行信息: what the run was made from, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.errors import Diagnostic
from scoring.messages.workbook import COLUMNS, GUIDE, RUN_ID, RUN_ITEMS, SEVERITIES, SHEETS, WEIGHTS
from scoring.outputs import public_path
from scoring.results import Run, UnitScore
from scoring.sources.types import TableInfo
from scoring.tables.format import share_text
from scoring.tables.order import ranked_units
from scoring.tables.review_columns import RUN_PROPERTY
from scoring.tables.types import Column, Kind, Row, Table
from scoring.tables.weights import weighed_nodes, weights_of
from scoring.tables.words import group_words, looked_up

RUN_COLUMNS = (
    Column("item_kind", COLUMNS["item_kind"], width=16),
    Column("item", COLUMNS["item"], Kind.LONG, 44),
    Column("content", COLUMNS["content"], Kind.LONG, 72),
    Column("remark", COLUMNS["remark"], Kind.LONG, 48),
)


def run_table(run: Run, run_id: str = "") -> Table:
    """Program, rubric, measures, inputs and files beside the reports with their hashes, which of several reports of a unit counts, and the diagnostics, as
    rows of kind, item, content, remark."""
    rubric = run.rubric
    year = GUIDE["all_years"] if run.year is None else str(run.year)
    identity = [_row("program", RUN_PROPERTY, run_id, RUN_ID)] if run_id else []
    rows = [
        *identity,
        _row("program", RUN_ITEMS["version"], run.engine),
        _row("program", RUN_ITEMS["command"], run.command),
        _row("program", GUIDE["year"], year),
        _row("rubric", RUN_ITEMS["rubric_id"], rubric.id),
        _row("rubric", RUN_ITEMS["rubric_title"], rubric.title),
        _row("rubric", RUN_ITEMS["rubric_sha256"], rubric.sha256),
        _row("rubric", RUN_ITEMS["rubric_weights"], rubric.weights_status, looked_up(WEIGHTS, rubric.weights_status)),
        *(_row("bases", base, "") for base in rubric.bases),
        _row("measures", RUN_ITEMS["rubric_sha256"], run.measures_sha256),
        *_weight_rows(run),
        *(_row("inputs", path, sha256) for path, sha256 in sorted(run.inputs)),
        *map(_source_row, run.tables),
        *(_counted_row(unit) for unit in ranked_units(run) if len(unit.reports) > 1),
        *map(_diagnostic_row, ordered_diagnostics(run)),
    ]
    return Table("run", SHEETS["run"], RUN_COLUMNS, tuple(rows), places=rubric.places)


def _source_row(info: TableInfo) -> Row:
    """A file beside the reports: what it is, where it stands, its hash; who issued it and how much was read of it."""
    kind = RUN_ITEMS[f"source_{info.kind}"].format(name=info.name)
    sheet = f"!{info.place.sheet}" if info.place.sheet else ""
    origin = "，".join(filter(None, (info.office, info.document, info.date)))
    read = RUN_ITEMS["source_read"].format(rows=info.rows, units=info.units)
    return _row("sources", f"{kind}：{info.place.file}{sheet}", info.sha256, "；".join(filter(None, (origin, read))))


def _weight_rows(run: Run) -> Iterator[Row]:
    """The weights that were taken from the units' scores, once per group and dimension."""
    seen: set[tuple[object, ...]] = set()
    for unit in ranked_units(run):
        sheet = run.rubric.of(unit.unit_type, unit.group)
        names = {name: (title, how) for name, title, how in weighed_nodes(sheet)}
        for node, weights, count in weights_of(unit):
            if node not in names or (unit.group, node, weights) in seen:
                continue
            seen.add((unit.group, node, weights))
            title, how = names[node]
            item = f"{group_words(unit.group)}：{title or RUN_ITEMS['rubric']}"
            content = "；".join(f"{child} {share_text(share)}" for child, share in weights)
            yield _row("weights", item, content, RUN_ITEMS["weights_remark"].format(method=how, count=count))


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
