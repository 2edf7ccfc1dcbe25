"""Markup as text: paragraphs on lines, tables as rows, lists with their numbers. Driven by a tree or by a stream of tags."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from scoring.documents.rows import Cell, table_lines

_INLINE_TAGS = (
    "font span strong b i u em s small big sup sub tt ins bdo bdi mark acronym abbr cite kbd samp var label "
    "o:p st1:chsdate st1:personname"
)
_SKIPPED_TAGS = "script style noscript template head iframe object embed select button textarea svg audio video canvas map del strike"
_BLOCK_TAGS = (
    "p div br hr h1 h2 h3 h4 h5 h6 ul ol li dl dt dd section article header footer nav main aside center form fieldset "
    "blockquote pre body html address figure figcaption caption legend details summary thead tbody tfoot"
)
INLINE = tuple(_INLINE_TAGS.split())
SKIPPED = frozenset(_SKIPPED_TAGS.split())
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_SPACE = re.compile("[ \t\r\n\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
_NUMBERED = re.compile(r"[（(]?[\d一二三四五六七八九十]{1,3}[、.．)）]|第[\d一二三四五六七八九十]{1,3}[章节条]|[①-⑳]")
_DEEPEST_TABLE = 40


@dataclass(slots=True)
class _Table:
    """A table under way: its rows so far, the lines around it, and the cell that is open."""

    outer: list[str]
    rows: list[list[Cell]] = field(default_factory=list)
    stray: list[str] = field(default_factory=list)
    open: tuple[int, int] | None = None


class PageWriter:
    """Collects lines. Tags may come unclosed or closed twice; what is open at the end is closed by `finish`."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._buffer: list[str] = []
        self._tables: list[_Table] = []
        self._lists: list[int | None] = []
        self._number = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins. The caller leaves out what `is_hidden` says."""
        if tag in ("td", "th"):
            self._cell(attributes)
        elif tag == "tr":
            self._row()
        elif tag == "table":
            self._flush()
            if len(self._tables) < _DEEPEST_TABLE:
                self._tables.append(_Table(self._lines))
                self._lines = self._tables[-1].stray
        elif tag in _BLOCKS:
            self._flush()
            if tag in ("ol", "ul"):
                self._lists.append(_first_number(attributes) if tag == "ol" else None)
            elif tag == "li":
                self._item(attributes)

    def text(self, text: str) -> None:
        self._buffer.append(text)

    def end(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._close_cell()
        elif tag == "table":
            self._close_table()
        elif tag in _BLOCKS or tag == "tr":
            self._flush()
            if tag in ("ol", "ul") and self._lists:
                self._lists.pop()

    def line(self, text: str) -> None:
        """A line of its own."""
        self._flush()
        self._lines.append(text)

    def finish(self) -> list[str]:
        """The lines, none of them blank."""
        while self._tables:
            self._close_table()
        self._flush()
        return self._lines

    def _flush(self) -> None:
        text = _SPACE.sub(" ", "".join(self._buffer)).strip(" ")
        self._buffer.clear()
        if not text.strip():
            return
        if self._number:
            bare = text.lstrip()
            text = bare if _NUMBERED.match(bare) else self._number + bare
            self._number = ""
        # A bar in prose parts buttons or links, never the cells of a row.
        self._lines.append(text)

    def _item(self, attributes: Mapping[str, str]) -> None:
        number = self._lists[-1] if self._lists else None
        self._number = ""
        if number is not None:
            given = attributes.get("value", "")
            number = int(given) if given.isdecimal() and len(given) < 6 else number
            self._number = f"{number}."
            self._lists[-1] = number + 1

    def _cell(self, attributes: Mapping[str, str]) -> None:
        self._close_cell()
        if not self._tables:
            self._flush()
            return
        table = self._tables[-1]
        if not table.rows:
            table.rows.append([])
        table.open = _span(attributes, "colspan"), _span(attributes, "rowspan")
        self._lines = []

    def _row(self) -> None:
        self._close_cell()
        if self._tables:
            self._tables[-1].rows.append([])

    def _close_cell(self) -> None:
        self._flush()
        if self._tables and self._tables[-1].open is not None:
            table = self._tables[-1]
            assert table.open is not None
            columns, rows = table.open
            table.rows[-1].append(Cell(tuple(line.strip() for line in self._lines), columns, rows))
            table.open = None
            self._lines = table.stray

    def _close_table(self) -> None:
        self._close_cell()
        if self._tables:
            table = self._tables.pop()
            self._lines = table.outer
            self._lines += table.stray
            self._lines += table_lines(table.rows)


def is_hidden(tag: str, attributes: Mapping[str, str]) -> bool:
    """The element and all in it are not shown, or are controls rather than text."""
    return tag in SKIPPED or "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def _first_number(attributes: Mapping[str, str]) -> int | None:
    if "none" in (attributes.get("style") or "").replace(" ", "").partition("list-style")[2][:20]:
        return None
    if (attributes.get("type") or "1") != "1":
        return None
    start = attributes.get("start") or "1"
    return int(start) if start.isdecimal() and len(start) < 6 else 1


def _span(attributes: Mapping[str, str], name: str) -> int:
    value = (attributes.get(name) or "1").strip()
    return max(1, int(value)) if value.isdecimal() and len(value) < 4 else 1
