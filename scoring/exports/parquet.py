"""A flat table as Parquet: fixed column types, no clock, no host name: the same rows give the same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from scoring.exports.columns import FLAG, NUMBER, TEXT, WHOLE, Row
from scoring.outputs import replace_file


def write_parquet(columns: Sequence[tuple[str, str, str]], rows: Iterable[Row], path: Path) -> None:
    """Write the rows to `path` in one step. Text keeps everything but lone surrogates, which UTF-8 has no bytes for (they become U+FFFD)."""
    import pyarrow as arrow
    import pyarrow.parquet as parquet

    types: dict[str, Any] = {
        TEXT: arrow.string(),
        WHOLE: arrow.int64(),
        NUMBER: arrow.float64(),
        FLAG: arrow.bool_(),
    }
    schema = arrow.schema([(name, types[kind]) for name, kind, _ in columns])
    kept = list(rows)
    data = {name: [_text(row[name]) if kind == TEXT else row[name] for row in kept] for name, kind, _ in columns}
    table = arrow.table(data, schema=schema)
    replace_file(path, lambda place: parquet.write_table(table, place, compression="zstd"))


def _text(value: object) -> str | None:
    return None if value is None else str(value).encode("utf-8", "replace").decode("utf-8")
