"""The first sheet: title, what the run is about, the word on the weights, the legend, links to the other sheets."""

from __future__ import annotations

from scoring.messages.workbook import FOOTER_PAGES, SHEETS
from scoring.tables.guide import Guide
from scoring.tables.types import Kind, State, Table
from scoring.workbook.checked import Book, Sheet
from scoring.workbook.look import (
    FONT,
    LABEL,
    LINE_HEIGHT,
    LINK,
    PARAGRAPH,
    TITLE,
    WARNING,
    Look,
    head_properties,
)
from scoring.workbook.table_sheet import lines_of

_WIDTHS = (16, 78, 12)
_LAST = len(_WIDTHS) - 1
_TEXT_WIDTH = sum(_WIDTHS)


def write_guide(book: Book, guide: Guide) -> None:
    """Write the sheet 说明."""
    sheet = book.sheet(SHEETS["guide"])
    worksheet = sheet.worksheet
    for index, width in enumerate(_WIDTHS):
        sheet.checked(worksheet.set_column(index, index, width), 0, index)
    worksheet.hide_gridlines(2)
    worksheet.set_landscape()
    worksheet.set_paper(9)
    worksheet.fit_to_pages(1, 1)
    worksheet.center_horizontally()
    worksheet.set_footer(f'&R&"{FONT},Regular"&8{FOOTER_PAGES}')
    line = _write_head(book, sheet, guide)
    for paragraph in guide.paragraphs:
        line = _write_paragraph(book, sheet, line, paragraph, PARAGRAPH)
    line = _write_block(book, sheet, line + 1, guide.legend)
    _write_block(book, sheet, line + 1, guide.sheets)


def _write_head(book: Book, sheet: Sheet, guide: Guide) -> int:
    sheet.checked(sheet.worksheet.set_row(0, 34))
    sheet.text(0, 0, guide.title, book.format(TITLE))
    line = 1
    for label, value in guide.facts:
        sheet.text(line, 0, label, book.format(LABEL))
        sheet.text(line, 1, value, book.format(PARAGRAPH))
        line += 1
    form = WARNING if guide.warns else PARAGRAPH
    return _write_paragraph(book, sheet, line + 1, guide.warning, form) + 1


def _write_paragraph(book: Book, sheet: Sheet, line: int, text: str, form: dict[str, object]) -> int:
    lines = lines_of(text, _TEXT_WIDTH)
    sheet.checked(sheet.worksheet.set_row(line, LINE_HEIGHT * lines + 4), line)
    sheet.merged_text(line, 0, _LAST, text, book.format(form))
    return line + 1


def _write_block(book: Book, sheet: Sheet, line: int, table: Table) -> int:
    """A small table inside the sheet; a first column called `sheet` links to the sheets it names."""
    for index, column in enumerate(table.columns):
        sheet.text(line, index, column.title, book.format(head_properties(column.kind)))
    for row in table.rows:
        line += 1
        sheet.checked(sheet.worksheet.set_row(line, LINE_HEIGHT + 3), line)
        for index, (column, cell) in enumerate(zip(table.columns, row.cells, strict=True)):
            if column.id == "sheet" and isinstance(cell, str):
                sheet.link(line, index, f"'{cell}'!A1", cell, book.format(LINK))
            elif isinstance(cell, State):
                sheet.text(line, index, cell.words, book.look(Look(Kind.MARK, state=cell.code)))
            elif isinstance(cell, str):
                sheet.text(line, index, cell, book.look(Look(column.kind)))
            elif isinstance(cell, int):
                sheet.number(line, index, cell, book.look(Look(column.kind)))
            else:
                raise TypeError(f"a cell of kind {type(cell).__name__} on the first sheet")
    return line + 1
