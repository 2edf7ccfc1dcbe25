"""The tables of a data set: columns, and the way from reports and facts to Arrow and back.

    reports    one row per report: `id, unit, level, region, path, sha256, encoding, obtained, flags, chars, facts, record, text, surrogates`
    facts      one row per fact, a report's facts together and in the order of its text: the columns of `store.fact_table`
    problems   what could not be read or is doubtful: the fields of a diagnostic

`year` and `unit_type` stand in the folders' names (`year=2024/unit_type=county`), so a program that knows hive partitions sees them as
columns. `record` is everything a report says about itself, with places, as JSON (`store.report_records`). `text` is the report's
text, in which a lone surrogate stands as "?" (offsets stay right); `surrogates` says where those were, null nearly always.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from scoring.errors import Diagnostic
from scoring.measures.facts import Fact
from scoring.scale.types import PROBLEMS, REPORTS, Group
from scoring.store.fact_table import facts_of, facts_table
from scoring.store.report_records import report_of, report_record
from scoring.text.report import Report

if TYPE_CHECKING:
    import pyarrow

YEAR, UNIT_TYPE = "year", "unit_type"
REPORT_COLUMNS = (
    ("id", "string"),
    ("unit", "string"),
    ("level", "string"),
    ("region", "string"),
    ("path", "string"),
    ("sha256", "string"),
    ("encoding", "string"),
    ("obtained", "string"),
    ("flags", "string"),
    ("chars", "int64"),
    ("facts", "int64"),
    ("record", "string"),
    ("text", "string"),
    ("surrogates", "string"),
)
PROBLEM_COLUMNS = (
    ("severity", "string"),
    ("code", "string"),
    ("message", "string"),
    ("file", "string"),
    ("line", "int64"),
    ("column", "int64"),
    ("excerpt", "string"),
    ("length", "int64"),
    ("help", "string"),
)
INDEX_COLUMNS = (
    ("id", "string"),
    ("unit", "string"),
    ("unit_type", "string"),
    ("level", "string"),
    ("region", "string"),
    ("year", "int64"),
    ("path", "string"),
    ("sha256", "string"),
    ("chars", "int64"),
    ("facts", "int64"),
    ("part", "string"),
)


def schema_of(columns: Sequence[tuple[str, str]]) -> pyarrow.Schema:
    """The Arrow schema of a list of columns."""
    import pyarrow as arrow

    types = {"string": arrow.string(), "int64": arrow.int64()}
    return arrow.schema([(name, types[kind]) for name, kind in columns])


def table_schema(table: str) -> pyarrow.Schema:
    """The Arrow schema of one of `TABLES`."""
    if table == PROBLEMS:
        return schema_of(PROBLEM_COLUMNS)
    return schema_of(REPORT_COLUMNS) if table == REPORTS else fact_rows([]).schema


def group_of(report: Report) -> Group:
    """The group that a report stands in."""
    return Group(report.year, report.unit_type)


def group_key(group: Group) -> tuple[bool, int, str]:
    """Groups by year, those of no known year last; then by type."""
    return group.year is None, group.year or 0, group.unit_type


def reports_table(pairs: Sequence[tuple[Report, Sequence[Fact]]]) -> pyarrow.Table:
    """The reports as rows, in their order, each with the number of its facts."""
    import pyarrow as arrow

    rows = [_report_row(report, len(facts)) for report, facts in pairs]
    return arrow.table({name: [row[name] for row in rows] for name, _ in REPORT_COLUMNS}, schema_of(REPORT_COLUMNS))


def fact_rows(pairs: Sequence[tuple[Report, Sequence[Fact]]]) -> pyarrow.Table:
    """The facts of the reports as rows, without the columns that the folders' names hold."""
    table = facts_table([fact for _, facts in pairs for fact in facts])
    return table.drop_columns([YEAR])


def problems_table(problems: Sequence[Diagnostic]) -> pyarrow.Table:
    """The diagnostics as rows."""
    import pyarrow as arrow

    columns = {name: [_safe(getattr(problem, name)) for problem in problems] for name, _ in PROBLEM_COLUMNS}
    return arrow.table(columns, schema_of(PROBLEM_COLUMNS))


def problems_of(table: pyarrow.Table) -> Iterator[Diagnostic]:
    """The diagnostics of such rows."""
    for row in table.to_pylist():
        yield Diagnostic(**row)


def reports_of(table: pyarrow.Table) -> tuple[Report, ...]:
    """The reports of such rows, every field as it was. Raises KeyError or ValueError for rows that are not of this kind."""
    return tuple(report_of(json.loads(row["record"]), _text(row)) for row in table.to_pylist())


def pairs_of(
    reports: pyarrow.Table, facts: pyarrow.Table, year: int | None
) -> tuple[tuple[Report, tuple[Fact, ...]], ...]:
    """Reports with their facts from the rows of both tables, which are of one year. Raises as `reports_of`."""
    import pyarrow as arrow

    known = {report.id: report for report in reports_of(reports)}
    years = arrow.nulls(len(facts), arrow.int64()) if year is None else arrow.array([year] * len(facts), arrow.int64())
    found = facts_of(facts.append_column(YEAR, years), known)
    return tuple((report, found[id_]) for id_, report in known.items())


def _report_row(report: Report, facts: int) -> dict[str, Any]:
    metadata = report.metadata
    text, surrogates = _encodable(report.text)
    row: dict[str, Any] = {
        "id": report.id,
        "unit": report.unit,
        "level": metadata.text("level"),
        "region": metadata.text("region"),
        "path": report.path,
        "sha256": report.sha256,
        "encoding": report.encoding,
        "obtained": report.obtained,
        "flags": ",".join(report.flags),
    }
    return {name: _safe(value) for name, value in row.items()} | {
        "chars": len(report.text),
        "facts": facts,
        "record": json.dumps(report_record(report), ensure_ascii=True, separators=(",", ":")),
        "text": text,
        "surrogates": surrogates,
    }


def _safe(value: Any) -> Any:
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


def _encodable(text: str) -> tuple[str, str | None]:
    """The text as UTF-8 can hold it, and where the lone surrogates are that it cannot (offset, code point)."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        places = [[at, ord(char)] for at, char in enumerate(text) if "\ud800" <= char <= "\udfff"]
        return text.encode("utf-8", "replace").decode("utf-8"), json.dumps(places)
    return text, None


def _text(row: Mapping[str, Any]) -> str:
    if row["surrogates"] is None:
        return str(row["text"])
    characters = list(row["text"])
    for at, code in json.loads(row["surrogates"]):
        characters[at] = chr(code)
    return "".join(characters)
