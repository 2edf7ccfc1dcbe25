"""Neutral tables on the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.measure import Measurement
from rich.table import Table as RichTable
from rich.text import Text

from scoring.tables.format import cell_text
from scoring.tables.types import Cell, Column, Figure, Kind, Passage, State, Table

_LEFT = frozenset([Kind.TEXT, Kind.LONG, Kind.CODE])
_STYLES = {"missing": "yellow", "pending": "yellow", "no_report": "red", "not_applicable": "dim"}
_HIT = "bold red"

# A column of long text should have this much before others are left out.
LEAST_LONG = 36


def print_table(
    console: Console, table: Table, columns: Sequence[str] | None = None, least: Sequence[str] = ()
) -> None:
    """Print `table`, or only the columns with these ids. On a narrow terminal the columns named in `least` are left out one
    by one, the first of them first, until the rest fits."""
    shown = [column.id for column in table.columns if columns is None or column.id in columns]
    waiting = [column for column in least if column in shown]
    while waiting and _needed(console, _draw(table, shown, LEAST_LONG)) > console.width:
        shown.remove(waiting.pop(0))
    console.print(_draw(table, shown))


def _needed(console: Console, drawn: RichTable) -> int:
    return Measurement.get(console, console.options.update(width=10_000), drawn).maximum


def passage_text(passage: Passage) -> Text:
    """A quote in its sentence, the quote highlighted; `[` and the like stay what they are."""
    return Text.assemble(passage.before, (passage.hit, _HIT), passage.after)


def _draw(table: Table, shown: Sequence[str], longest: int = 1_000) -> RichTable:
    drawn = RichTable(title=table.title, title_justify="left", header_style="bold")
    numbers = [number for number, column in enumerate(table.columns) if column.id in shown]
    for number in numbers:
        column = table.columns[number]
        figures = column.kind not in _LEFT and not any(
            isinstance(row.cells[number], str | State | Passage) for row in table.rows
        )
        drawn.add_column(
            Text(column.title),
            justify="left" if column.kind in _LEFT else "right",
            overflow="fold",
            no_wrap=figures,
            max_width=min(longest, column.width + 8) if column.kind is Kind.LONG else None,
        )
    for row in table.rows:
        if row.role.endswith("group"):
            drawn.add_section()
        drawn.add_row(*(_text(row.cells[number], table.columns[number], table.places) for number in numbers))
    return drawn


def _text(cell: Cell, column: Column, places: int) -> Text:
    if isinstance(cell, Passage):
        return passage_text(cell)
    if isinstance(cell, State):
        return Text(cell.words, style=_STYLES.get(cell.code, ""))
    kind = cell.kind if isinstance(cell, Figure) else column.kind
    return Text(cell_text(cell, kind, places))
