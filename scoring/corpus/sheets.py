"""Tables of people's sheets from flat rows: a large group's ranking, its criteria and evidence, the overview."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scoring.corpus.columns import CRITERIA, DIMENSION, GROUPS, ranking_columns
from scoring.errors import Diagnostic
from scoring.exports.columns import RESULTS, Row
from scoring.messages.corpus import ITEMS, TITLES
from scoring.messages.workbook import NOT_ASSESSED, UNRANKED, WITH_POINTS
from scoring.results import Outcome
from scoring.rubric.types import Rubric
from scoring.tables.format import plain
from scoring.tables.order import all_dimensions
from scoring.tables.types import Cell, Column, Kind, Table
from scoring.tables.types import Row as Line
from scoring.tables.words import flag_words, group_words, state

# More rows than this are for programs; a sheet says where they lie.
MOST_ROWS = 50_000
MOST_EVIDENCE = 20_000

_KINDS = {
    "rank": Kind.RANK,
    "rank_before": Kind.RANK,
    "rank_after": Kind.RANK,
    "places": Kind.MOVED,
    "change": Kind.SIGNED_POINTS,
    "grade_before": Kind.MARK,
    "grade_after": Kind.MARK,
    "previous_rank": Kind.RANK,
    "coverage": Kind.PERCENT,
    "rate": Kind.PERCENT,
    "grade": Kind.MARK,
    "year": Kind.COUNT,
    "report": Kind.CODE,
    "criterion": Kind.CODE,
    "dimension": Kind.CODE,
    "grades": Kind.LONG,
    "flags": Kind.LONG,
    "name": Kind.LONG,
    "words": Kind.LONG,
    "quote": Kind.LONG,
    "value_text": Kind.LONG,
}
_WIDTHS = {
    "unit": 26,
    "group": 16,
    "name": 28,
    "grades": 30,
    "flags": 24,
    "report": 40,
    "criterion": 26,
    "dimension": 20,
    "words": 44,
    "quote": 60,
    "value_text": 18,
    "workbook": 36,
    "ranking": 36,
    "scores": 36,
}
_TOP = 3
# What a row of the ranking shows only if some unit has it.
_SOMETIMES = ("region", "base", "bonus", "penalty", "self_total", "previous_total", "previous_rank", "flags")
_FOR_PROGRAMS = ("key", "unit_type", "ranked", "facts", "reports", "state")


def ranking_sheet(rows: Sequence[Row], rubric: Rubric) -> Table:
    """The ranking of one group, rows in order; a unit without any score shows its state in place of its total."""
    shown = [
        column
        for column in ranking_columns(rubric)
        if column[0] not in _FOR_PROGRAMS and (column[0] not in _SOMETIMES or any(row[column[0]] for row in rows))
    ]
    names = {f"{DIMENSION}{node.id}": node for node in all_dimensions(rubric)}
    columns = []
    for id_, kind, title in shown:
        if id_ in names:
            title = WITH_POINTS.format(name=names[id_].name, points=plain(names[id_].points))
        columns.append(_column(id_, kind, title))
    lines = [_ranked(row, [id_ for id_, _, _ in shown]) for row in rows]
    return Table("ranking", TITLES["ranking"], tuple(columns), tuple(lines), frozen=4, places=rubric.places)


def _ranked(row: Row, ids: Sequence[str]) -> Line:
    cells: dict[str, Cell] = {id_: row[id_] for id_ in ids}
    cells["group"] = group_words(str(row["group"]))
    if "flags" in cells:
        cells["flags"] = flag_words(filter(None, str(row["flags"]).split("；")))
    top = False
    if row["state"] is not None:
        cells |= {"rank": UNRANKED, "published": state(Outcome(str(row["state"]))), "grade": ""}
    elif not row["ranked"]:
        cells |= {"rank": NOT_ASSESSED, "grade": ""}
    else:
        top = float(row["rank"] or 0) <= _TOP
    return Line(tuple(cells[id_] for id_ in ids), "top" if top else "")


def evidence_sheet(rows: Iterable[Row], rubric: Rubric) -> Table:
    """What points rest on, a row per unit and criterion."""
    ids = ("unit", "rank", "name", "full_marks", "points", "outcome", "value_text", "quote", "words", "report", "page")
    known = {id_: (kind, title) for id_, kind, title in RESULTS}
    columns = tuple(_column(id_, *known[id_]) for id_ in ids)
    lines, last = [], None
    for row in rows:
        cells: list[Cell] = [row[id_] for id_ in ids]
        cells[ids.index("outcome")] = state(Outcome(str(row["outcome"])))
        lines.append(Line(tuple(cells), "group" if row["unit"] != last else ""))
        last = row["unit"]
    return Table("evidence", TITLES["evidence"], columns, tuple(lines), frozen=1, places=rubric.places)


def criteria_sheet(rows: Sequence[Row], places: int) -> Table:
    """The criteria of one group or of all, at most MOST_ROWS."""
    return _sheet("criteria", CRITERIA, rows[:MOST_ROWS], places, frozen=4)


def groups_sheet(rows: Sequence[Row], places: int) -> Table:
    """A row per year and group."""
    return _sheet("groups", GROUPS, rows[:MOST_ROWS], places, frozen=2)


def _sheet(id_: str, columns: Sequence[tuple[str, str, str]], rows: Sequence[Row], places: int, frozen: int) -> Table:
    lines = []
    for row in rows:
        cells: dict[str, Cell] = dict(row)
        cells |= {name: group_words(str(row[name])) for name in ("group", "group_before") if row.get(name)}
        lines.append(Line(tuple(cells[name] for name, _, _ in columns)))
    return Table(
        id_, TITLES[id_], tuple(_column(*column) for column in columns), tuple(lines), frozen=frozen, places=places
    )


def moves_sheet(id_: str, columns: Sequence[tuple[str, str, str]], rows: Sequence[Row], places: int) -> Table:
    """One of the tables of a comparison."""
    return _sheet(id_, columns, rows[:MOST_ROWS], places, frozen=2)


def notes_sheet(items: Iterable[tuple[str, str]], diagnostics: Iterable[Diagnostic] = ()) -> Table:
    """What the sheets were made from and what there is to know, one line each; then what is wrong."""
    columns = (Column("item", ITEMS["item"], Kind.LONG, 28), Column("content", ITEMS["content"], Kind.LONG, 100))
    said = [
        (f"{ITEMS['diagnostic']} {one.code}", "　".join(filter(None, (one.file, one.message, one.help))))
        for one in diagnostics
    ]
    lines = tuple(Line(pair) for pair in (*items, *said))
    return Table("notes", TITLES["notes"], columns, lines)


def _column(id_: str, kind: str, title: str) -> Column:
    shown = _KINDS.get(id_)
    if shown is None:
        shown = {"number": Kind.POINTS, "whole": Kind.COUNT}.get(kind, Kind.TEXT)
    width = _WIDTHS.get(id_, 11)
    return Column(id_, title, shown, width, printed=id_ not in ("report",), strong=id_ in ("unit", "published", "rank"))
