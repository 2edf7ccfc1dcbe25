"""JSON, JSON lines and Parquet of reports that another program extracted. Run in the child process.

One record per report: `text` (required), `unit`, `year`, `title`, `id`, `unit_type`, `publish_date`, `document_date`, `publisher`, `index_number`,
`document_number`, `page_starts` (code point offsets at which pages begin, the first 0). Other keys are ignored. A JSON file is one record, a list
of them, or an object whose `reports` is such a list.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from typing import Any

from scoring.documents.content import Unreadable
from scoring.documents.lists.columns import chosen, find_columns
from scoring.documents.lists.rows import MAX_ROWS, Collected, Rows, decoded


def read_json_list(data: bytes, argument: str = "") -> Rows:
    """The reports in a JSON or JSON-lines file. Raises `Unreadable` with list-no-text-column, list-no-column, damaged-file."""
    text = decoded(data)
    wanted = chosen(argument)
    found = Collected()
    for place, record in _records(text):
        if not isinstance(record, Mapping):
            raise Unreadable("list-not-records", place=place)
        columns = find_columns(list(map(str, record)), wanted)
        if columns is None:
            raise Unreadable("list-no-text-column")
        values = list(record.values())
        found.add(place, {field: values[at] for field, at in columns.items()})
    return found.rows()


def _records(text: str) -> list[tuple[str, Any]]:
    try:
        whole = json.loads(text)
    except ValueError:
        return _lines(text)
    except RecursionError as error:
        raise Unreadable("damaged-file", reason="JSON 嵌套过深") from error
    if isinstance(whole, Mapping) and isinstance(whole.get("reports"), list):
        whole = whole["reports"]
    return [(str(number), one) for number, one in enumerate(whole if isinstance(whole, list) else [whole], start=1)]


def _lines(text: str) -> list[tuple[str, Any]]:
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                found.append((str(number), json.loads(line)))
            except (ValueError, RecursionError) as error:
                raise Unreadable("damaged-file", reason=f"第 {number} 行不是正确的 JSON") from error
    return found


def read_parquet_list(data: bytes, argument: str = "") -> Rows:
    """The reports in a Parquet file. Raises `Unreadable` with list-no-text-column, list-no-column, list-too-long, damaged-file."""
    import pyarrow as arrow
    import pyarrow.parquet as parquet

    try:
        file = parquet.ParquetFile(io.BytesIO(data))
        if file.metadata.num_rows > MAX_ROWS:
            raise Unreadable("list-too-long", limit=MAX_ROWS)
        names = file.schema_arrow.names
        columns = find_columns(names, chosen(argument))
        if columns is None:
            raise Unreadable("list-no-text-column")
        rows = file.read(columns=[names[at] for at in columns.values()], use_threads=False).to_pylist()
    except (arrow.ArrowException, OSError) as error:
        raise Unreadable("damaged-file", reason="Parquet 结构不完整") from error
    found = Collected()
    for number, row in enumerate(rows, start=1):
        found.add(str(number), {field: row[names[at]] for field, at in columns.items()})
    return found.rows()
