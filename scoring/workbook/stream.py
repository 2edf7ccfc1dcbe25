"""A worksheet that writes its rows to disk faster than XlsxWriter's own, byte for byte the same.

Only for `constant_memory`, where rows come in order and each is written when the next one begins. Numbers, texts and empty cells make nearly
all cells of a big table; each is one string here, a row is one write. Everything else goes the way of the library. What the library's
private parts do was read in version 3.2; a test compares the bytes of both ways.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

_SPECIAL = re.compile("[&<>]")
# What the library's own way must see: escapes of control characters, rich text.
_OWN_WAY = re.compile("_x[0-9a-fA-F]{4}_|^<r>|[\x00-\x08\x0b-\x1f]")


class StreamSheet(Worksheet):  # type: ignore[misc]
    """See the module."""

    def _write_single_row(self, current_row_num: int = 0) -> None:
        handle = getattr(self, "fh")  # noqa: B009 (the library says nothing of its type)
        buffer = _Buffer()
        self.fh = buffer
        try:
            super()._write_single_row(current_row_num)
        finally:
            self.fh = handle
        handle.write("".join(buffer.pieces))

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        kind = cell.__class__.__name__
        form = cell.format
        if not form or kind not in ("Number", "String", "Blank"):
            super()._write_cell(row, col, cell)
            return
        index = form.xf_index
        if index is None:
            index = form._get_xf_index()
        head = f'<c r="{_letters(col)}{row + 1}" s="{index}"'
        if kind == "Number":
            self.fh.write(f"{head}><v>{cell.number:.16G}</v></c>")
        elif kind == "Blank":
            self.fh.write(f"{head}/>")
        else:
            text = cell.string
            if _OWN_WAY.search(text):
                super()._write_cell(row, col, cell)
                return
            kept = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
            if _SPECIAL.search(text):
                text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
            self.fh.write(f'{head} t="inlineStr"><is><t{kept}>{text}</t></is></c>')


@cache
def _letters(column: int) -> str:
    found = xl_col_to_name(column)
    assert isinstance(found, str)
    return found


class _Buffer:
    """Takes what is written, to be written at once."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.write = self.pieces.append
