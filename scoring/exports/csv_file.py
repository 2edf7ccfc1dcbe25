"""A flat table as CSV that spreadsheets open as it is: UTF-8 with BOM, Chinese titles above ids, text that never becomes a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from scoring.exports.columns import FLAG, TEXT, Row, Value
from scoring.outputs import replace_file

# What a spreadsheet takes for the beginning of a formula, also behind blanks and control characters that it skips.
_FORMULA = re.compile(r"[\s\x00-\x1f\ufeff]*[=+\-@＝＋－＠|%]")
# Digits that a spreadsheet would round or strip of their zeros.
_CODE = re.compile(r"0\d+|\d{12,}")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def write_csv(columns: Sequence[tuple[str, str, str]], rows: Iterable[Row], path: Path) -> None:
    """Write the rows to `path` in one step; the first line holds the Chinese titles. Raises OutputError as `replace_file` does."""

    def write(place: Path) -> None:
        with place.open("w", encoding="utf-8-sig", newline="") as stream:
            lines = csv.writer(stream, lineterminator="\r\n")
            lines.writerow([title for _, _, title in columns])
            lines.writerows([_cell(row[name], kind) for name, kind, _ in columns] for row in rows)

    replace_file(path, write)


def _cell(value: Value, kind: str) -> str:
    if value is None:
        return ""
    if kind == FLAG:
        return "是" if value else "否"
    if kind != TEXT:
        return repr(value) if isinstance(value, float) and not value.is_integer() else str(int(float(value)))
    return safe_text(str(value))


def safe_text(text: str) -> str:
    """`text` for a cell: a single quote before what would be a formula or lose digits, characters that no program takes left out."""
    text = _UNWRITABLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    return "'" + text if _FORMULA.match(text) or _CODE.fullmatch(text) else text
