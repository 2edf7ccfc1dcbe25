"""A neutral table as one worksheet, or several where it has more rows than a sheet can hold."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from scoring.messages.workbook import FOOTER_PAGES, NOTHING
from scoring.tables.types import Cell, Figure, Input, Kind, Link, Live, Passage, Row, State, Table
from scoring.workbook.checked import ROW_LIMIT, Book, Sheet
from scoring.workbook.look import FONT, LINE_HEIGHT, RUN_HIT, RUN_PLAIN, Look, head_properties

_MOST_LINES = 12
_MOST_HEAD_LINES = 4
_A4, _A3 = 9, 8
# Printed columns wider than this (in characters) go on A3.
_A4_WIDTH = 170
# Wider tables than this go over several pages, the frozen columns repeated.
_PAGE_WIDTH = 420
_HEADER_LIMIT = 60
_LONG_WORD = re.compile("[!-~]{20}")


def write_table(book: Book, table: Table, footer: str, limit: int = ROW_LIMIT - 1, plain: bool = False) -> Sheet:
    """Write `table` with header, widths, heights, filter (not where `plain`), frozen panes and print set-up. Rows beyond `limit` go on to
    further sheets with the same columns. Returns the first sheet."""
    written = []
    for number, rows in enumerate(_parts(table.rows, limit), start=1):
        name = table.title if number == 1 else f"{table.title}（{number}）"
        sheet = book.sheet(name)
        prepare(book, sheet, table, footer)
        count = write_rows(book, sheet, table, rows)
        finish(book, sheet, table, count, plain)
        written.append(sheet)
    return written[0]


def _parts(rows: tuple[Row, ...], limit: int) -> Iterator[tuple[Row, ...]]:
    yield rows[:limit]
    for start in range(limit, len(rows), limit):
        yield rows[start : start + limit]


def prepare(book: Book, sheet: Sheet, table: Table, footer: str) -> None:
    """Column widths, the header row, panes and print set-up."""
    worksheet = sheet.worksheet
    for index, column in enumerate(table.columns):
        sheet.checked(worksheet.set_column(index, index, column.width), 0, index)
    lines = max(lines_of(column.title, column.width - 2) for column in table.columns)
    sheet.checked(worksheet.set_row(0, LINE_HEIGHT * min(_MOST_HEAD_LINES, lines) + 10))
    for index, column in enumerate(table.columns):
        sheet.text(0, index, column.title, book.format(head_properties(column.kind)))
    worksheet.freeze_panes(1, table.frozen)
    worksheet.set_landscape()
    printed = sum(column.width for column in table.columns if column.printed)
    worksheet.set_paper(_A4 if printed <= _A4_WIDTH else _A3)
    across = math.ceil(printed / _PAGE_WIDTH)
    worksheet.fit_to_pages(across, 0)
    if across > 1 and table.frozen:
        worksheet.repeat_columns(0, table.frozen - 1)
    worksheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    worksheet.repeat_rows(0)
    worksheet.center_horizontally()
    font = f'&"{FONT},Regular"'
    worksheet.set_header(f'&C&"{FONT},Bold"&12 {_escaped(sheet.name)}')
    worksheet.set_footer(f"&L{font}&8 {_escaped(footer)}&R{font}&8{FOOTER_PAGES}")


def write_rows(book: Book, sheet: Sheet, table: Table, rows: Iterable[Row], first: int = 1) -> int:
    """Write rows from `first` on; returns how many rows the sheet has then, the header not counted."""
    line = first
    looks: dict[tuple[str, bool], list[tuple[Look, Any]]] = {}
    for row in rows:
        lines = _row_lines(row, table)
        sheet.checked(sheet.worksheet.set_row(line, LINE_HEIGHT * lines + 4), line)
        key = (row.role, lines > 1)
        known = looks.get(key)
        if known is None:
            columns = [Look(one.kind, table.places, key[0], strong=one.strong, tall=key[1]) for one in table.columns]
            known = looks[key] = [(look, book.look(look)) for look in columns]
        for index, cell in enumerate(row.cells):
            look, form = known[index]
            # The common kinds first: a big table has hundreds of thousands of them.
            kind = cell.__class__
            if kind is str:
                sheet.text(line, index, cell, form)  # type: ignore[arg-type]
            elif kind is float or kind is int or kind is Decimal:
                sheet.number(line, index, cell, form)  # type: ignore[arg-type]
            elif cell is None:
                sheet.blank(line, index, form)
            else:
                _write_cell(book, sheet, (line, index), cell, look)
        line += 1
    return line - 1


def finish(book: Book, sheet: Sheet, table: Table, count: int, plain: bool = False) -> None:
    """The filter over what was written and the print area; an empty table says so."""
    last = len(table.columns) - 1
    if count == 0:
        sheet.text(1, 0, NOTHING, book.look(Look(Kind.TEXT)))
        count = 1
    if not plain:
        sheet.checked(sheet.worksheet.autofilter(0, 0, count, last))
    printed = max(index for index, column in enumerate(table.columns) if column.printed)
    if printed < last:
        sheet.checked(sheet.worksheet.print_area(0, 0, count, printed))


def _write_cell(book: Book, sheet: Sheet, place: tuple[int, int], cell: Cell, look: Look) -> None:
    line, index = place
    if isinstance(cell, Figure):
        sheet.number(line, index, cell.value, book.look(look._replace(kind=cell.kind)))
    elif isinstance(cell, Live):
        value = cell.value.words if isinstance(cell.value, State) else cell.value
        look = look._replace(kind=cell.kind or look.kind)
        sheet.formula(line, index, cell.formula, value, book.look(look._replace(typed=cell.input)))
    elif isinstance(cell, Input):
        _write_cell(book, sheet, place, cell.value, look._replace(typed=True))
    elif isinstance(cell, Link):
        write = sheet.link_out if cell.outside else sheet.link
        write(line, index, cell.target, cell.words, book.look(look._replace(link=True)))
    elif isinstance(cell, State):
        sheet.text(line, index, cell.words, book.look(look._replace(kind=Kind.MARK, state=cell.code)))
    elif isinstance(cell, Passage):
        form, single = book.look(look), book.look(look._replace(hit=True))
        plain, hit = book.format(RUN_PLAIN), book.format(RUN_HIT)
        sheet.rich(line, index, [(plain, cell.before), (hit, cell.hit), (plain, cell.after)], form, single)
    elif isinstance(cell, str):
        sheet.text(line, index, cell, book.look(look))
    elif cell is None:
        sheet.blank(line, index, book.look(look))
    else:
        sheet.number(line, index, cell, book.look(look))


def _row_lines(row: Row, table: Table) -> int:
    """Lines for the longest wrapped cell on paper, up to twelve: set here because not every program fits rows by itself."""
    lines = 1
    for column, cell in zip(table.columns, row.cells, strict=True):
        if column.printed and column.kind in (Kind.LONG, Kind.MARK) and cell is not None:
            lines = max(lines, lines_of(_shown(cell), column.width - 1))
    return min(lines, _MOST_LINES)


def _shown(cell: Cell) -> str:
    if isinstance(cell, Passage):
        return cell.text
    if isinstance(cell, State | Link):
        return cell.words
    if isinstance(cell, Input | Live):
        return _shown(cell.value)
    return cell if isinstance(cell, str) else ""


def lines_of(text: str, width: int) -> int:
    """How many lines `text` takes in a column of `width` Latin characters, counting no further than a page needs."""
    if len(text) * 2 <= width and "\n" not in text:
        return 1
    lines = 0
    for part in text[: width * _MOST_LINES].split("\n"):
        lines += max(1, math.ceil(_width(part) / max(1, width)))
    # A long Latin word (an id, a path) that does not fit goes to a line of its own.
    return lines + (lines > 1 and bool(_LONG_WORD.search(text)))


def _width(text: str) -> int:
    """Latin characters that `text` is wide: in GB 18030 a Chinese character takes two bytes. Much faster than asking each one."""
    return len(text.encode("gb18030", "replace"))


def _escaped(text: str) -> str:
    """Text for a header or footer, where & begins a command and 255 characters are the limit."""
    short = text if len(text) <= _HEADER_LIMIT else text[: _HEADER_LIMIT - 1] + "…"
    return short.replace("&", "&&")
