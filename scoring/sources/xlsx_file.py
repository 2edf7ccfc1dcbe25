"""XLSX files: every visible sheet → a grid of what is stored in its cells."""

from __future__ import annotations

import io
import posixpath
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any
from xml.etree import ElementTree

from scoring.errors import Diagnostic
from scoring.sources.cells import from_double, number_text
from scoring.sources.grid import (
    ERROR_VALUE,
    MAX_COLUMNS,
    MAX_ROWS,
    NO_RESULT,
    Book,
    Grid,
    Line,
    Range,
    Raw,
    Spot,
    diagnose,
)
from scoring.text.regex import regex

# A packed file may hold a thousand times its size; a table of some thousand units stays far below this.
_MAX_UNPACKED = 400 * 1024 * 1024
# Sheets pack 10 to 40 times; what packs better than this is made to unfold. Small parts are harmless.
_MAX_RATIO, _HARMLESS = 300, 4 * 1024 * 1024
_MERGED_LIMIT = 20_000

_REFERENCE = regex(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_QUOTED = regex(r'"[^"]*"|\\.|\[[^\]]*\]')
_PADDED = regex(r"0{2,}")


def read_xlsx(data: bytes, file: str, sha256: str) -> Book:
    """The visible sheets of a workbook. Rows and columns that are hidden or filtered away are read like the others; a hidden sheet is
    not, and is named. Of a formula the stored result counts; one without a result is a cell with a problem. Damaged files are one error."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if sum(entry.file_size for entry in entries) > _MAX_UNPACKED or any(
                entry.file_size > _HARMLESS and entry.file_size > _MAX_RATIO * max(1, entry.compress_size)
                for entry in entries
            ):
                return Book(file, sha256, (), (diagnose("file-too-large", file, limit=_MAX_UNPACKED // 1024**2),))
            if "xl/workbook.xml" not in archive.namelist():
                return Book(file, sha256, (), (diagnose("file-not-workbook", file),))
            merged = _merged(archive)
        return _read(data, file, sha256, merged)
    except Exception as error:
        # On damaged files zipfile, the XML parser and openpyxl raise whatever happened to break; all of it means the same, and is said.
        reason = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
        return Book(file, sha256, (), (diagnose("file-damaged", file, reason=reason[:200]),))


def _read(data: bytes, file: str, sha256: str, merged: dict[str, tuple[Range, ...]]) -> Book:
    from openpyxl import load_workbook

    problems: list[Diagnostic] = []
    grids = []
    with warnings.catch_warnings():
        # openpyxl warns of what it does not keep (styles, validations); nothing is written back here.
        warnings.simplefilter("ignore")
        results = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        formulas = load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        try:
            for sheet in results.worksheets:
                if sheet.sheet_state != "visible":
                    problems.append(diagnose("sheet-hidden", file, Spot(sheet.title)))
                    continue
                lines = tuple(_lines(sheet, formulas[sheet.title], file, problems))
                grids.append(Grid(file, sheet.title, lines, merged.get(sheet.title, ())))
        finally:
            results.close()
            formulas.close()
    return Book(file, sha256, tuple(grids), tuple(problems))


def _lines(sheet: Any, formulas: Any, file: str, problems: list[Diagnostic]) -> Iterator[Line]:
    # The stored size of a sheet is often wrong, after filters and in files of other programs.
    sheet.reset_dimensions()
    formulas.reset_dimensions()
    rows = zip(sheet.iter_rows(), formulas.iter_rows(), strict=True)
    wide = 0
    for number, (stored, written) in enumerate(rows, start=1):
        cells = dict(_cells(stored, written))
        if number > MAX_ROWS:
            if cells:
                problems.append(diagnose("rows-capped", file, Spot(sheet.title), limit=MAX_ROWS))
                break
            continue
        if any(column > MAX_COLUMNS for column in cells):
            wide = wide or number
            cells = {column: raw for column, raw in cells.items() if column <= MAX_COLUMNS}
        if cells:
            yield Line(number, cells)
    if wide:
        problems.append(diagnose("columns-capped", file, Spot(sheet.title, wide), limit=MAX_COLUMNS))


def _cells(stored: Iterable[Any], written: Iterable[Any]) -> Iterator[tuple[int, Raw]]:
    for column, (cell, source) in enumerate(zip(stored, written, strict=True), start=1):
        if cell.value is None:
            if getattr(source, "data_type", "") == "f":
                yield column, Raw(_formula(source.value), _formula(source.value), problem=NO_RESULT)
            continue
        raw = _raw(cell)
        if raw.shown:
            yield column, raw


def _formula(value: Any) -> str:
    return str(getattr(value, "text", None) or value)


def _raw(cell: Any) -> Raw:
    value = cell.value
    if cell.data_type == "e":
        return Raw(str(value), str(value), problem=ERROR_VALUE)
    if isinstance(value, bool):
        return Raw(str(value).upper(), str(value).upper())
    if isinstance(value, datetime):
        day = value.date()
        return Raw(day, day.isoformat())
    if isinstance(value, date):
        return Raw(value, value.isoformat())
    if isinstance(value, int | float):
        return _number(from_double(float(value)), str(cell.number_format or ""))
    text = str(value).strip()
    return Raw(text, text)


def _number(number: Any, number_format: str) -> Raw:
    plain_format = _QUOTED.sub("", number_format.partition(";")[0])
    if "%" in plain_format:
        return Raw(number, number_text(number.scaleb(2)) + "%", percent=True)
    if _PADDED.fullmatch(plain_format) and number == number.to_integral_value() and number >= 0:
        # Formatted as 000: a code with leading zeros, not a quantity.
        shown = number_text(number).zfill(len(plain_format))
        return Raw(shown, shown)
    return Raw(number, number_text(number))


def _merged(archive: zipfile.ZipFile) -> dict[str, tuple[Range, ...]]:
    """The merged cells of each sheet by its title: openpyxl leaves them out where it reads row by row."""
    found = {}
    for title, part in _parts(archive):
        ranges: list[Range] = []
        with archive.open(part) as stream:
            for _, element in ElementTree.iterparse(stream):
                tag = element.tag.rpartition("}")[2]
                if tag == "mergeCell" and len(ranges) < _MERGED_LIMIT:
                    match = _REFERENCE.fullmatch(element.get("ref", ""))
                    if match is not None:
                        left, top, right, bottom = match.groups()
                        ranges.append(Range(int(top), _number_of(left), int(bottom), _number_of(right)))
                elif tag in ("row", "c"):
                    element.clear()
        found[title] = tuple(sorted(ranges, key=lambda area: (area.top, area.left)))
    return found


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The title of each worksheet and its part in the package."""
    names = set(archive.namelist())
    relations = {}
    with archive.open("xl/_rels/workbook.xml.rels") as stream:
        for element in ElementTree.parse(stream).getroot():
            target = element.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
            relations[element.get("Id", "")] = path
    with archive.open("xl/workbook.xml") as stream:
        for element in ElementTree.parse(stream).getroot().iter():
            if element.tag.rpartition("}")[2] == "sheet":
                key = next((value for name, value in element.attrib.items() if name.endswith("}id")), "")
                part = relations.get(key, "")
                if part in names and part.startswith("xl/worksheets/"):
                    yield element.get("name", ""), part


def _number_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
