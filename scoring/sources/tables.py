"""Other offices' tables: a file → rows by the unit's name as it is written there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from scoring.errors import Diagnostic
from scoring.sources.columns import Content, Matched, match_columns, read_column
from scoring.sources.fields import Tell, date_of, read_date, read_year, text_of, unit_of, year_of
from scoring.sources.grid import Book, Spot, diagnose
from scoring.sources.layout import Layout, Row, about_sheet, find_layout
from scoring.sources.titles import folded, title_of
from scoring.sources.types import TABLE, Cell, Place, TableInfo, TableRow
from scoring.sources.wanted import NOTHING_KNOWN, Wanted, WantedTable

# Sheets that explain the others: what they say of office and date holds for all.
_ABOUT_SHEETS = ("说明", "填表说明", "填写说明", "填报说明", "封面", "备注")


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A row with the name of its unit as written and its year."""

    unit: str
    year: int | None
    row: TableRow


@dataclass(frozen=True, slots=True)
class LoadedTable:
    """A table as read: what is known of it and its rows. `many`: a unit may have several."""

    info: TableInfo
    rows: tuple[NamedRow, ...]
    many: bool = False


def layouts_of(book: Book, kind: str, wanted: Iterable[str], tell: Tell) -> tuple[Layout, ...]:
    """The tables in a file's sheets. A sheet without one is named; a file without any is an error."""
    names = frozenset(map(folded, wanted))
    found, others = [], []
    about: dict[str, str] = {}
    for grid in book.grids:
        layout = find_layout(grid, kind, names)
        if layout is not None:
            found.append(layout)
        elif folded(grid.sheet) in _ABOUT_SHEETS:
            about = {**about_sheet(grid), **about}
        elif grid.lines:
            others.append(grid)
    if not found and book.grids:
        code = f"no-table-{kind}" if any(grid.lines for grid in book.grids) else "file-empty"
        tell(diagnose(code, book.file))
        return ()
    for grid in others:
        tell(diagnose("sheet-no-table", book.file, Spot(grid.sheet)))
    tables = tuple(_told(layout, about) for layout in found)
    for layout in tables:
        for problem in layout.diagnostics:
            tell(problem)
    return tables


def _told(layout: Layout, about: dict[str, str]) -> Layout:
    stated = {**about, **layout.about}
    if layout.column("year") is None and "year" not in stated and read_year(layout.sheet) is not None:
        stated["year"] = layout.sheet
    return replace(layout, about=stated)


def read_table(
    name: str, book: Book, wanted: Wanted = NOTHING_KNOWN
) -> tuple[LoadedTable | None, tuple[Diagnostic, ...]]:
    """The table `name` in a file, all its sheets together, and everything wrong with it; None where the file holds no table."""
    problems: list[Diagnostic] = list(book.diagnostics)
    asked = wanted.tables.get(name)
    names = [] if asked is None else [word for one in asked.columns for word in (one.name, *one.titles)]
    tables = layouts_of(book, TABLE, names, problems.append)
    if not tables:
        return None, tuple(problems)
    rows: list[NamedRow] = []
    columns: dict[str, str] = {}
    doubled: set[str] = set()
    for layout in tables:
        matched = match_columns(layout, asked, doubled, problems.append)
        columns.update({one.name: one.column.title.shown for one in matched})
        rows += _rows(layout, matched, wanted.known, problems.append)
    if asked is not None:
        problems += missing_columns(tables[0], asked, columns, doubled)
    info = _info(name, book, tables, columns, rows)
    return LoadedTable(info, tuple(rows), asked is not None and asked.many), tuple(problems)


def _rows(layout: Layout, matched: tuple[Matched, ...], known: bool, tell: Tell) -> list[NamedRow]:
    contents = [(one, read_column(layout, one, known, tell)) for one in matched]
    found = []
    for row in layout.rows:
        unit = unit_of(layout, row, tell)
        year, usable = year_of(layout, row, tell)
        if not unit or not usable:
            continue
        origin = _origin(layout, row, tell)
        cells = {
            one.name: _cell(layout, row, one, column[row.line.number], origin)
            for one, column in contents
            if row.line.number in column
        }
        found.append(NamedRow(unit, year, TableRow(cells, layout.place(row))))
    return found


def _origin(layout: Layout, row: Row, tell: Tell) -> tuple[str, str, str]:
    """The office, the document and the date: of the row, else of the sheet."""
    office = text_of(layout, row, layout.column("office"), tell) or layout.about.get("office", "")
    document = text_of(layout, row, layout.column("document"), tell) or layout.about.get("document", "")
    return office, document, date_of(layout, row, tell)


def _cell(layout: Layout, row: Row, one: Matched, content: Content, origin: tuple[str, str, str]) -> Cell:
    place = layout.place(row, one.column)
    shown = row.text(one.column)
    if content.percent and not shown.endswith(("%", "％")):
        # The sign stands in the title.
        shown += "%"
    return Cell(content.value, place, shown, *origin, state=content.state)


def missing_columns(
    layout: Layout, asked: WantedTable, columns: dict[str, str], doubled: Collection[str]
) -> Iterable[Diagnostic]:
    """An error for each column that the rubric asks for and the file has not; `columns` are its names and titles, `doubled` what
    was found twice and has been told."""
    titles = tuple(dict.fromkeys((*columns, *columns.values())))
    for one in asked.columns:
        if one.name in columns or one.name in doubled or one.optional:
            continue
        near = _near_title((one.name, *one.titles), titles)
        named = "、".join(f"“{title}”" for title in columns.values())
        wanted = "、".join(dict.fromkeys((one.name, *one.titles)))
        code = "column-missing-near" if near else "column-missing"
        yield layout.diagnose(code, name=f"{asked.name}.{one.name}", wanted=wanted, titles=named, near=near)


def _near_title(wanted: Iterable[str], titles: Sequence[str]) -> str:
    """The title most like one of `wanted`: a part of it, or spelled alike."""
    for word in wanted:
        bare = title_of(word).bare
        parts = [title for title in titles if len(title) > 1 and (title in bare or bare in title)]
        close = parts or get_close_matches(bare, titles, n=1, cutoff=0.5)
        if close:
            return max(close, key=len)
    return ""


def _info(
    name: str, book: Book, tables: tuple[Layout, ...], columns: dict[str, str], rows: list[NamedRow]
) -> TableInfo:
    first = tables[0]
    date = first.about.get("date", "")
    cells = [cell for one in rows for cell in one.row.cells.values()]
    return TableInfo(
        name,
        tuple(columns),
        Place(book.file, first.sheet if len(tables) == 1 else "", first.header),
        _single(cell.office for cell in cells) or first.about.get("office", ""),
        _single(cell.document for cell in cells) or first.about.get("document", ""),
        _single(cell.date for cell in cells) or read_date(date) or date,
        sha256=book.sha256,
        titles=tuple(columns.values()),
        rows=len(rows),
        units=len({one.unit for one in rows}),
        years=tuple(sorted({one.year for one in rows}, key=lambda year: year or 0)),
        notes=tuple(note for layout in tables for note in layout.notes),
    )


def _single(values: Iterable[str]) -> str:
    """The value that all share, all of them joined where they differ."""
    return "、".join(sorted({value for value in values if value}))
