"""The only door to XlsxWriter's cells. XlsxWriter answers with a code where it drops data; here nothing is dropped unsaid.

Text is always written as text: what begins with = + - @ is no formula, long digits and leading zeros stay. Text that does not
fit a cell is cut with a visible mark and recorded, so are cells that lost unwritable characters. Every code other than success
raises.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from scoring.errors import Diagnostic, OutputError
from scoring.messages.workbook import ERRORS, ERRORS_HELP
from scoring.tables.clean import clean, cut, fits
from scoring.workbook.look import Look, properties

LINK_LIMIT = 65_530
ROW_LIMIT = 1_048_576
FORMULA_LIMIT = 8_192
# Above this a double no longer tells neighbouring whole numbers apart, and Excel shows 15 digits.
_EXACT_LIMIT = 10**15


class Cut(NamedTuple):
    """A cell whose text was cut: where, how long the text was, how much of it is shown (characters)."""

    sheet: str
    cell: str
    length: int
    kept: int


class Book:
    """A workbook being written: its formats, made once per look, and the record of what did not fit."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._looks: dict[Look, Any] = {}
        self.cuts: list[Cut] = []
        self.stripped: Counter[str] = Counter()
        self.unlinked: Counter[str] = Counter()

    def sheet(self, name: str) -> Sheet:
        """A new worksheet. XlsxWriter raises for a name that Excel refuses."""
        if getattr(self._workbook, "constant_memory", False):
            from scoring.workbook.stream import StreamSheet

            return Sheet(self, self._workbook.add_worksheet(name, StreamSheet), name)
        return Sheet(self, self._workbook.add_worksheet(name), name)

    def format(self, properties: Mapping[str, Any]) -> Any:
        """The format with these properties, the same object every time."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format(dict(properties))
        return self._formats[key]

    def look(self, look: Look) -> Any:
        """The format of a table's cell."""
        if look not in self._looks:
            self._looks[look] = self.format(properties(look))
        return self._looks[look]


class Sheet:
    """A worksheet whose every write is checked. Rows and columns count from 0."""

    def __init__(self, book: Book, worksheet: Any, name: str) -> None:
        self._book = book
        self._links = 0
        self.name = name
        self.worksheet = worksheet

    def text(self, row: int, column: int, text: str, form: Any) -> None:
        """Write `text` as text, cleaned, cut if it must be; an empty one as an empty cell with the format."""
        self._write_text(row, column, self._cleaned(text), form)

    def rich(self, row: int, column: int, runs: list[tuple[Any, str]], form: Any, single: Any) -> None:
        """Write runs of (font, text) into one cell. Where only one run has text, the cell takes the format `single`;
        where they do not fit together, the text is cut and its fonts are lost."""
        cleaned = [(font, text) for font, text in ((font, self._cleaned(text)) for font, text in runs) if text]
        whole = "".join(text for _, text in cleaned)
        if len(cleaned) < 2 or not fits(whole):
            self._write_text(row, column, whole, single if len(cleaned) < 2 else form)
            return
        fragments = [part for run in cleaned for part in run]
        self.checked(self.worksheet.write_rich_string(row, column, *fragments, form), row, column)

    def number(self, row: int, column: int, value: int | float | Decimal, form: Any) -> None:
        """Write a finite number; a whole number beyond 15 digits as text. Raises OutputError for NaN and infinities."""
        if isinstance(value, int) and abs(value) >= _EXACT_LIMIT:
            self.text(row, column, str(value), form)
            return
        number = float(value)
        if not math.isfinite(number):
            raise self._refused("cell-not-number", row, column, value=str(value))
        self.checked(self.worksheet._write_number(row, column, number, form), row, column)

    def blank(self, row: int, column: int, form: Any) -> None:
        """An empty cell with a format."""
        self.checked(self.worksheet._write_blank(row, column, None, form), row, column)

    def link(self, row: int, column: int, target: str, text: str, form: Any) -> None:
        """A link to a place in this workbook (`'排名'!A1`); beyond Excel's limit of links a sheet the text alone, counted."""
        if self._links >= LINK_LIMIT:
            self._book.unlinked[self.name] += 1
            self.text(row, column, text, form)
            return
        self._links += 1
        code = self.worksheet.write_url(row, column, f"internal:{target}", form, string=self._cleaned(text))
        self.checked(code, row, column)

    def link_out(self, row: int, column: int, target: str, text: str, form: Any) -> None:
        """A link to a file beside the workbook (`pages/x.html#y`); beyond Excel's limit the text alone, counted."""
        if self._links >= LINK_LIMIT:
            self._book.unlinked[self.name] += 1
            self.text(row, column, text, form)
            return
        self._links += 1
        code = self.worksheet.write_url(row, column, f"external:{target}", form, string=self._cleaned(text))
        self.checked(code, row, column)
        # The library turns / into the backslash of Windows, which other systems do not follow.
        url = self.worksheet.hyperlinks[row][column]
        url._relationship_link = url._relationship_link.replace("\\", "/")

    def formula(
        self, row: int, column: int, formula: str, value: str | int | float | Decimal | None, form: Any
    ) -> None:
        """Write `formula` (with its `=`) and the value it has, which programs show that do not calculate; None is an empty text.

        Raises OutputError for a formula that Excel would not take (over 8,192
        characters) and for NaN and infinities.
        """
        if len(formula) > FORMULA_LIMIT:
            raise self._refused("cell-refused", row, column, code=f"len={len(formula)}")
        stored: str | float
        if value is None or isinstance(value, str):
            stored = self._cleaned(value or "")
        else:
            stored = float(value)
            if not math.isfinite(stored):
                raise self._refused("cell-not-number", row, column, value=str(value))
        self.checked(_put_formula(self.worksheet, row, column, formula.removeprefix("="), form, stored), row, column)

    def merged_text(self, row: int, first: int, last: int, text: str, form: Any) -> None:
        """Text over several columns of one row."""
        self.checked(self.worksheet.merge_range(row, first, row, last, "", form), row, first)
        self.text(row, first, text, form)

    def checked(self, code: int | None, row: int = 0, column: int = 0) -> None:
        """Raise OutputError unless XlsxWriter's answer is success."""
        if code:
            raise self._refused("cell-refused", row, column, code=str(code))

    def _cleaned(self, text: str) -> str:
        cleaned, lost = clean(text)
        if lost:
            self._book.stripped[self.name] += 1
        return cleaned

    def _write_text(self, row: int, column: int, text: str, form: Any) -> None:
        if not text:
            self.blank(row, column, form)
            return
        if not fits(text):
            length = len(text)
            text, kept = cut(text)
            self._book.cuts.append(Cut(self.name, cell_name(row, column), length, kept))
        if text.startswith("<r>") and text.endswith("</r>"):
            # XlsxWriter takes such a string for its own rich text and writes it into the file unescaped.
            code = self.worksheet.write_rich_string(row, column, form, text[:1], form, text[1:], form)
        else:
            code = self.worksheet._write_string(row, column, text, form)
        self.checked(code, row, column)

    def _refused(self, problem: str, row: int, column: int, **values: str) -> OutputError:
        message = ERRORS[problem].format(sheet=self.name, cell=cell_name(row, column), **values)
        return OutputError([Diagnostic(code=problem, message=message, help=ERRORS_HELP)])


def _put_formula(worksheet: Any, row: int, column: int, formula: str, form: Any, value: str | float) -> int:
    """What XlsxWriter's write_formula does, without the search for functions later than Excel 2007, which takes four fifths of its time and
    of which ours have none. A test compares the bytes."""
    from xlsxwriter.worksheet import CellFormulaTuple

    if worksheet._check_dimensions(row, column):
        return -1
    if worksheet.constant_memory and row > worksheet.previous_row:
        worksheet._write_single_row(row)
    worksheet.table[row][column] = CellFormulaTuple(formula, form, value)
    return 0


def cell_name(row: int, column: int) -> str:
    """`B3` for row 2, column 1."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"
