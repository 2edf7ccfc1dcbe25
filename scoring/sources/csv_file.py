"""CSV files: the bytes of a text file → one grid."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable

from scoring.errors import Diagnostic
from scoring.sources.grid import MAX_COLUMNS, MAX_ROWS, Book, Grid, Line, Raw, Spot, diagnose

DELIMITERS = (",", ";", "\t")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# How many lines are looked at to tell the delimiter.
_HEAD = 40

Known = Callable[[str], bool]


def read_csv(data: bytes, file: str, sha256: str, known: Known) -> Book:
    """The one sheet of a CSV file: UTF-8 (with or without BOM), UTF-16 with BOM, else GB18030; comma, semicolon or tab.

    `known` says whether a text is the title of a column: the delimiter is the one that makes most titles, else most columns. A file that
    cannot be decoded, or whose quotation marks do not close, is one error and no grid: no row of it can be trusted.
    """
    text = _decoded(data)
    if text is None:
        return Book(file, sha256, (), (diagnose("file-encoding", file),))
    if "\0" in text:
        return Book(file, sha256, (), (diagnose("file-binary", file),))
    delimiter, skipped = _declared(text)
    delimiter = delimiter or _delimiter(text, known)
    try:
        lines, problems = _lines(text, delimiter, skipped, file)
    except csv.Error:
        return Book(file, sha256, (), (_broken(text, delimiter, file),))
    return Book(file, sha256, (Grid(file, "", lines),), problems)


def _decoded(data: bytes) -> str | None:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding)
    for encoding in ("utf-8", "gb18030"):
        text = _strict(data, encoding)
        if text is not None:
            return text
    return None


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _declared(text: str) -> tuple[str, int]:
    """The delimiter of a first line `sep=;`, as Excel writes and understands it, and how many rows that takes."""
    first = text.partition("\n")[0].strip().strip('"')
    if first.casefold().startswith("sep=") and len(first) == 5:
        return first[4], 1
    return "", 0


def _delimiter(text: str, known: Known) -> str:
    head = "\n".join(text.splitlines()[:_HEAD])

    def worth(delimiter: str) -> tuple[int, int]:
        rows = list(csv.reader(io.StringIO(head, newline=""), delimiter=delimiter))
        titles = max((sum(known(cell) for cell in row) for row in rows), default=0)
        return titles, max((len(row) for row in rows), default=0)

    # max keeps the first of equals: the comma.
    return max(DELIMITERS, key=worth)


def _lines(text: str, delimiter: str, skipped: int, file: str) -> tuple[tuple[Line, ...], tuple[Diagnostic, ...]]:
    problems = []
    lines = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    for number, row in enumerate(reader, start=1):
        if number > MAX_ROWS:
            problems.append(diagnose("rows-capped", file, limit=MAX_ROWS))
            break
        if number <= skipped:
            continue
        if len(row) > MAX_COLUMNS:
            problems.append(diagnose("columns-capped", file, Spot("", number), limit=MAX_COLUMNS))
        cells = {
            column: Raw(cell.strip(), cell.strip())
            for column, cell in enumerate(row[:MAX_COLUMNS], start=1)
            if cell.strip()
        }
        if cells:
            lines.append(Line(number, cells))
    return tuple(lines), tuple(problems)


def _broken(text: str, delimiter: str, file: str) -> Diagnostic:
    """Where the reader gave up: the row after the last one it could read."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    row = 1
    try:
        for _ in reader:
            row += 1
    except csv.Error:
        return diagnose("csv-quotes", file, Spot("", row))
    raise AssertionError("a broken file that can be read")
