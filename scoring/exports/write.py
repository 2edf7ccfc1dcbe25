"""The files of an export."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from scoring.errors import Diagnostic, OutputError
from scoring.exports.columns import FACTS, FLAG, NUMBER, RESULTS, TEXT, WHOLE, fact_rows, result_rows
from scoring.exports.csv_file import write_csv
from scoring.exports.parquet import write_parquet
from scoring.messages.outputs import HELP, MESSAGES
from scoring.outputs import replace_file
from scoring.results import Run

CSV, PARQUET, JSON = "csv", "parquet", "json"
FORMATS = (CSV, PARQUET, JSON)
_TYPES = {TEXT: "string", WHOLE: "integer", NUMBER: "number", FLAG: "boolean"}
_TABLES = (("results", RESULTS, result_rows), ("facts", FACTS, fact_rows))


def write_exports(
    run: Run, folder: Path, formats: Sequence[str] = FORMATS
) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """Write results and facts of `run` into `folder` in each of `formats`, JSON with its schema beside it. What was written, and what could
    not be and why; one file that fails does not keep the others from being written."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        code = "output-failed"
        message = MESSAGES[code].format(name=folder.name, reason=error.strerror or str(error))
        return (), (Diagnostic(code, message, folder.as_posix(), help=HELP[code]),)
    written: list[Path] = []
    problems: list[Diagnostic] = []
    for path, write in _files(run, folder, formats):
        try:
            write(path)
        except OutputError as error:
            problems += error.diagnostics
        else:
            written.append(path)
    return tuple(written), tuple(problems)


def _files(run: Run, folder: Path, formats: Sequence[str]) -> list[tuple[Path, Callable[[Path], None]]]:
    found: list[tuple[Path, Callable[[Path], None]]] = []
    for name, columns, rows in _TABLES:
        if CSV in formats:
            found.append((folder / f"{name}.csv", lambda path, c=columns, r=rows: write_csv(c, r(run), path)))  # type: ignore[misc]
        if PARQUET in formats:
            found.append((folder / f"{name}.parquet", lambda path, c=columns, r=rows: write_parquet(c, r(run), path)))  # type: ignore[misc]
    if JSON in formats:
        found.append((folder / "export.json", lambda path: _write_text(path, _json(run))))
        found.append((folder / "export.schema.json", lambda path: _write_text(path, _dumped(export_schema()))))
    return found


def _json(run: Run) -> str:
    head = {
        "format": 1,
        "engine": run.engine,
        "command": run.command,
        "year": run.year,
        "rubric": {"id": run.rubric.id, "title": run.rubric.title, "sha256": run.rubric.sha256},
        "measures_sha256": run.measures_sha256,
    }
    return _dumped({**head, **{name: list(rows(run)) for name, _, rows in _TABLES}})


def export_schema() -> dict[str, Any]:
    """The JSON Schema of export.json. Titles are those of the CSV files."""
    tables = {name: {"type": "array", "items": _row_schema(columns)} for name, columns, _ in _TABLES}
    text = {"type": "string"}
    rubric = {
        "type": "object",
        "required": ["id", "title", "sha256"],
        "properties": dict.fromkeys(("id", "title", "sha256"), text),
    }
    properties: dict[str, Any] = {
        "format": {"const": 1},
        "engine": text,
        "command": text,
        "year": {"type": ["integer", "null"]},
        "rubric": rubric,
        "measures_sha256": text,
        **tables,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "required": list(properties),
        "additionalProperties": False,
        "properties": properties,
    }


def _row_schema(columns: Sequence[tuple[str, str, str]]) -> dict[str, Any]:
    properties = {name: {"type": [_TYPES[kind], "null"], "title": title} for name, kind, title in columns}
    return {"type": "object", "required": list(properties), "additionalProperties": False, "properties": properties}


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1) + "\n"


def _write_text(path: Path, text: str) -> None:
    def write(place: Path) -> None:
        place.write_bytes(text.encode("utf-8", "replace"))

    replace_file(path, write)
