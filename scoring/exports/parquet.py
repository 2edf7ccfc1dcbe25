"""A flat table as Parquet: fixed column types, no clock, no host name: the same rows give the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.exports.columns import FLAG, NUMBER, TEXT, WHOLE, Row
from scoring.outputs import replace_file

if TYPE_CHECKING:
    import pyarrow


def write_parquet(columns: Sequence[tuple[str, str, str]], rows: Iterable[Row], path: Path) -> None:
    """Write the rows to `path` in one step. Text keeps everything but lone surrogates, which UTF-8 has no bytes for (they become U+FFFD)."""
    import pyarrow.parquet as parquet

    table = arrow_table(columns, rows)
    replace_file(path, lambda place: parquet.write_table(table, place, compression="zstd"))


def arrow_schema(columns: Sequence[tuple[str, str, str]]) -> pyarrow.Schema:
    """The columns with their types."""
    import pyarrow as arrow

    types: dict[str, Any] = {
        TEXT: arrow.string(),
        WHOLE: arrow.int64(),
        NUMBER: arrow.float64(),
        FLAG: arrow.bool_(),
    }
    return arrow.schema([(name, types[kind]) for name, kind, _ in columns])


def arrow_table(columns: Sequence[tuple[str, str, str]], rows: Iterable[Row]) -> pyarrow.Table:
    """The rows as columns."""
    import pyarrow as arrow

    kept = list(rows)
    schema = arrow_schema(columns)
    try:
        return arrow.table({name: [row[name] for row in kept] for name, _, _ in columns}, schema=schema)
    except (UnicodeEncodeError, arrow.ArrowTypeError):
        # A lone surrogate, or what is no text yet.
        data = {name: [_text(row[name]) if kind == TEXT else row[name] for row in kept] for name, kind, _ in columns}
        return arrow.table(data, schema=schema)


def _text(value: object) -> str | None:
    return None if value is None else str(value).encode("utf-8", "replace").decode("utf-8")
