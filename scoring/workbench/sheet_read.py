"""A sheet that somebody worked on: which numbers changed, what is wrong with it, and the rubric that comes out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from scoring.errors import WARNING, Diagnostic, RubricError
from scoring.messages.workbench import HELP, MESSAGES, SHEET_COLUMNS, SHEET_GUIDE, SHEET_NAME, SHEET_NAME_GUIDE
from scoring.rubric.types import Rubric
from scoring.sources.cells import read_number
from scoring.sources.grid import ERROR_VALUE, NO_RESULT, Book, Grid, Line, Spot
from scoring.sources.types import NUMBER
from scoring.sources.xlsx_file import read_xlsx
from scoring.vocabulary import Vocabulary
from scoring.workbench.addresses import address, at, find, nodes_of
from scoring.workbench.figures import decimal_text
from scoring.workbench.files import RubricFile, join, reason_of
from scoring.workbench.settings import Setting, apply_settings
from scoring.workbench.sheet_rows import Entry, Row, sheet_rows

# The columns that are only to be looked at.
_SHOWN = ("name", "source", "rule", "label", "unit")
_KEYS = {"worth_key": "worth", "value_key": "value"}


@dataclass(frozen=True, slots=True)
class Returned:
    """What a sheet comes to: the file with its changes made, these changes, and warnings."""

    file: RubricFile
    settings: tuple[Setting, ...]
    warnings: tuple[Diagnostic, ...]


@dataclass(slots=True)
class _Sheet:
    """The sheet on its way: its columns by name, what is wrong, and where each number stands."""

    file: str
    grid: Grid
    columns: dict[str, int]
    problems: list[Diagnostic]
    spots: dict[str, Spot]

    def spot(self, line: int, column: str) -> Spot:
        return Spot(self.grid.sheet, line, self.columns[column])

    def complain(self, code: str, spot: Spot, severity: str = "error", **words: object) -> None:
        self.problems.append(_diagnostic(code, self.file, spot, severity, **words))


def read_sheet(path: Path, file: RubricFile, rubric: Rubric, vocabulary: Vocabulary) -> Returned:
    """The rubric `file` (which holds `rubric`) with the changes of the sheet at `path`; a sheet in which nothing was changed gives `file`.

    Raises RubricError with everything that is wrong: no such sheet, made from another state of the rubric, rows that nobody knows,
    changed ids, cells without a number, numbers out of range, formulas without a value, and what the changed rubric is refused for, each with
    sheet and cell.
    """
    book = _book(path)
    sheet = _found(book)
    if sheet is None or any(one.is_error for one in book.diagnostics):
        missing = () if sheet is not None else (_no_sheet(book),)
        raise RubricError((*book.diagnostics, *missing))
    _check_stamp(book, file, rubric.sha256, sheet)
    if sheet.problems:
        # Whatever else differs follows from that.
        raise RubricError(sheet.problems)
    settings = _settings(sheet, sheet_rows(file, rubric, vocabulary))
    if any(one.is_error for one in sheet.problems):
        raise RubricError(sheet.problems)
    changed = apply_settings(file, settings)
    found, diagnostics = changed.read(vocabulary)
    told = tuple(_at_cells(diagnostics, changed, settings, sheet))
    if found is None:
        raise RubricError((*sheet.problems, *told))
    return Returned(changed, settings, (*sheet.problems, *told))


def _book(path: Path) -> Book:
    try:
        data = path.read_bytes()
    except OSError as error:
        message = MESSAGES["sheet-unreadable"].format(reason=reason_of(error))
        problem = Diagnostic("sheet-unreadable", message, path.as_posix(), help=HELP["sheet-unreadable"])
        raise RubricError([problem]) from error
    return read_xlsx(data, path.name, hashlib.sha256(data).hexdigest())


def _found(book: Book) -> _Sheet | None:
    """The sheet with the numbers, by its name, and its columns by their titles."""
    grid = next((grid for grid in book.grids if grid.sheet == SHEET_NAME), None)
    if grid is None or not grid.lines:
        return None
    titles = {raw.shown.strip(): column for column, raw in grid.lines[0].cells.items()}
    columns = {name: titles[title] for name, title in SHEET_COLUMNS.items() if title in titles}
    sheet = _Sheet(book.file, grid, columns, [], {})
    gone = [title for name, title in SHEET_COLUMNS.items() if name not in columns and name not in ("sum", "parent")]
    if gone:
        raise RubricError(
            [_diagnostic("sheet-columns", book.file, Spot(grid.sheet, grid.lines[0].number), titles="、".join(gone))]
        )
    return sheet


def _no_sheet(book: Book) -> Diagnostic:
    names = "、".join(f"“{grid.sheet}”" for grid in book.grids)
    return _diagnostic("sheet-none", book.file, Spot(), name=SHEET_NAME, names=names)


def _check_stamp(book: Book, file: RubricFile, sha256: str, sheet: _Sheet) -> None:
    """The sheet must have been made from the rubric as it is now: else cells nobody touched would take newer changes back."""
    for grid in book.grids:
        if grid.sheet != SHEET_NAME_GUIDE:
            continue
        for line in grid.lines:
            if line.text(1) == SHEET_GUIDE["sha256"]:
                if line.text(2) != sha256:
                    sheet.complain("sheet-outdated", Spot(grid.sheet, line.number, 2), file=file.file)
                return
    sheet.complain("sheet-unstamped", Spot(), file=file.file)


def _settings(sheet: _Sheet, rows: Sequence[Row]) -> tuple[Setting, ...]:
    """The numbers that differ from the rubric's."""
    entries = {str(entry.address): entry for row in rows for entry in (row.worth, row.entry) if entry is not None}
    expected = {str(entry.address): row for row in rows for entry in (row.worth, row.entry) if entry is not None}
    found: list[Setting] = []
    for line in sheet.grid.lines[1:]:
        keys = {name: line.text(sheet.columns[name]) for name in _KEYS}
        if not any(keys.values()):
            _check_bare(sheet, line, rows)
        for name, key in keys.items():
            if not key:
                _check_loose(sheet, line, name)
                continue
            spot = sheet.spot(line.number, _KEYS[name])
            if key not in entries:
                sheet.complain("row-unknown", sheet.spot(line.number, name), key=key)
            elif key in sheet.spots:
                sheet.complain("row-twice", spot, key=key, other=sheet.spots[key].words)
            else:
                sheet.spots[key] = spot
                found += _changed(sheet, line, _KEYS[name], entries[key])
        _check_shown(sheet, line, [expected[key] for key in keys.values() if key in expected])
    gone = [key for key in entries if key not in sheet.spots]
    if gone:
        sheet.complain("rows-gone", Spot(sheet.grid.sheet), WARNING, count=len(gone), key=gone[0])
    return tuple(found)


def _changed(sheet: _Sheet, line: Line, column: str, entry: Entry) -> Iterator[Setting]:
    value = _number(sheet, line, column, entry)
    if value is None or float(value) == float(entry.figure.value):
        return
    low, high = entry.low, entry.high
    if value < low or (entry.above and value == low) or (high is not None and value > high):
        range_ = "between" if high is not None else "above" if entry.above else "least"
        sheet.complain(f"cell-range-{range_}", sheet.spot(line.number, column), value=decimal_text(value))
    else:
        yield Setting(entry.address, decimal_text(value, entry.figure.node))


def _number(sheet: _Sheet, line: Line, column: str, entry: Entry) -> Decimal | None:
    """The number in a cell; None, with a complaint, where there is none."""
    spot = sheet.spot(line.number, column)
    raw = line.cells.get(sheet.columns[column])
    if raw is None or not raw.shown.strip():
        sheet.complain("cell-empty", spot, value=decimal_text(entry.figure.value, entry.figure.node))
        return None
    if raw.problem in (NO_RESULT, ERROR_VALUE):
        sheet.complain("cell-formula" if raw.problem == NO_RESULT else "cell-error", spot, value=raw.shown)
        return None
    if isinstance(raw.value, Decimal):
        return raw.value
    read = read_number(raw.value) if isinstance(raw.value, str) else None
    if read is None or read.state != NUMBER or read.value is None:
        sheet.complain("cell-number", spot, value=raw.shown)
        return None
    return read.value


def _check_bare(sheet: _Sheet, line: Line, rows: Sequence[Row]) -> None:
    """A row without addresses: a heading of ours, or one that somebody added."""
    id_, name = line.text(sheet.columns["id"]), line.text(sheet.columns["name"])
    ours = any(row.id == id_ and row.name == name for row in rows if row.worth is None and row.entry is None)
    if not ours and any(line.text(column) for column in sheet.columns.values()):
        sheet.complain("row-new", sheet.spot(line.number, "id"), name=name or id_)


def _check_loose(sheet: _Sheet, line: Line, key: str) -> None:
    """A number where the row has none."""
    column = _KEYS[key]
    raw = line.cells.get(sheet.columns[column])
    if raw is not None and raw.shown.strip() and any(line.text(sheet.columns[name]) for name in _KEYS):
        sheet.complain("cell-loose", sheet.spot(line.number, column), value=raw.shown)


def _check_shown(sheet: _Sheet, line: Line, rows: Sequence[Row]) -> None:
    """Ids must be as they were; other changes of what is only shown go unused, and that is said."""
    if not rows:
        return
    id_ = line.text(sheet.columns["id"])
    if any(row.id != id_ for row in rows):
        sheet.complain("row-id", sheet.spot(line.number, "id"), id=id_, expected=rows[0].id)
        return
    for column in _SHOWN:
        written = " ".join(line.text(sheet.columns[column]).split())
        if written not in {" ".join(getattr(row, column).split()) for row in rows}:
            title = SHEET_COLUMNS[column]
            sheet.complain("cell-shown", sheet.spot(line.number, column), WARNING, title=title, value=written)


def _at_cells(
    diagnostics: Sequence[Diagnostic], changed: RubricFile, settings: Sequence[Setting], sheet: _Sheet
) -> Iterator[Diagnostic]:
    """The findings about the changed rubric, at the cells their numbers stand in."""
    places = _places(changed, settings, sheet.spots)
    for found in diagnostics:
        spot = places.get((found.line, found.column)) if found.file == changed.file else None
        if spot is None:
            yield found
            continue
        words = f"{spot.words}：{found.message}"
        yield replace(found, message=words, file=sheet.file, line=spot.row, column=spot.column, excerpt=None)


def _places(
    changed: RubricFile, settings: Sequence[Setting], spots: Mapping[str, Spot]
) -> dict[tuple[int | None, int | None], Spot]:
    """Where in the changed file the numbers of the cells stand; a place around several of them belongs to the one that was changed."""
    own = join(changed).own
    ids = [name for name, _ in nodes_of(own)]
    touched = [str(setting) for setting in settings]
    found: dict[tuple[int | None, int | None], Spot] = {}
    order = sorted(spots, key=lambda key: not any(text.startswith(f"{key}=") for text in touched))
    ways = [(where, spots[key]) for key in order if (where := address(key, ids)) is not None]
    for depth in range(max((len(where.keys) for where, _ in ways), default=0) + 1):
        for where, spot in ways:
            holder = find(own, where.id)
            keys = where.keys[: len(where.keys) - depth]
            node = None if holder is None or depth > len(where.keys) else at(holder, keys)
            if node is not None and (where.id or keys):
                found.setdefault((node.line, node.column), spot)
    return found


def _diagnostic(code: str, file: str, spot: Spot, severity: str = "error", /, **words: object) -> Diagnostic:
    message = MESSAGES[code].format(at=spot.words, **words)
    help = HELP[code].format(**words)
    return Diagnostic(code, message, file, spot.row or None, spot.column or None, help=help, severity=severity)
