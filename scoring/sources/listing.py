"""What was read, as rows of text: for people who want to see it before they score with it."""

from __future__ import annotations

from decimal import Decimal

from scoring.messages.sources import LISTING, UNIT_TYPES
from scoring.sources.cells import number_text
from scoring.sources.types import (
    JUDGEMENTS,
    NOT_APPLICABLE,
    SELF_SCORES,
    TABLE,
    UNITS,
    UNREADABLE,
    Cell,
    Place,
    Sources,
    TableInfo,
)

Rows = tuple[tuple[str, ...], ...]


def listing(sources: Sources, info: TableInfo) -> tuple[tuple[str, ...], Rows]:
    """The titles and the rows of one table as joined: those of its file, in the order of the file."""
    if info.kind == UNITS:
        return _units(sources, info)
    if info.kind == TABLE:
        return _table(sources, info)
    return _people(sources, info)


def _table(sources: Sources, info: TableInfo) -> tuple[tuple[str, ...], Rows]:
    found = []
    for (unit, year, table), rows in sources.rows.items():
        for row in rows:
            if table == info.name and row.place.file == info.place.file:
                cells = tuple(_shown(row.cells.get(column)) for column in info.columns)
                found.append((row.place, (_row(row.place), unit, _year(year), *cells)))
    return (LISTING["row"], LISTING["unit"], LISTING["year"], *info.columns), _ordered(found)


def _units(sources: Sources, info: TableInfo) -> tuple[tuple[str, ...], Rows]:
    titles = tuple(
        LISTING[word] for word in ("row", "unit", "year", "unit_type", "group", "population", "enforcement", "file")
    )
    found = []
    for one in sources.listed:
        place = one.place or Place("")
        if place.file != info.place.file:
            continue
        power = "" if one.enforcement is None else LISTING["yes" if one.enforcement else "no"]
        people = "" if one.population is None else number_text(one.population)
        kind = UNIT_TYPES.get(one.unit_type, one.unit_type)
        extra = dict(one.extra)
        cells = (kind, one.group, people, power, one.file, *(_plain(extra.get(name)) for name in _extra(info)))
        found.append((place, (_row(place), one.unit, _year(one.year), *cells)))
    return (*titles, *_extra(info)), _ordered(found)


def _extra(info: TableInfo) -> tuple[str, ...]:
    own = ("population", "group", "unit_type", "enforcement")
    return tuple(name for name in info.columns if name not in own)


def _people(sources: Sources, info: TableInfo) -> tuple[tuple[str, ...], Rows]:
    found: list[tuple[Place, tuple[str, ...]]] = []
    if info.kind == JUDGEMENTS:
        titles = tuple(
            LISTING[word] for word in ("row", "unit", "year", "criterion", "score", "scorer", "reason", "date")
        )
        for (unit, year, criterion), judged in sources.judged.items():
            for one in judged:
                if one.place.file == info.place.file:
                    given = one.level or _plain(one.value)
                    said = (given, one.scorer, one.reason, one.date)
                    found.append((one.place, (_row(one.place), unit, _year(year), criterion, *said)))
        return titles, _ordered(found)
    assert info.kind == SELF_SCORES
    titles = tuple(LISTING[word] for word in ("row", "unit", "year", "criterion", "self_score", "reason"))
    for (unit, year, criterion), own in sources.self_scores.items():
        if own.place.file == info.place.file:
            points = number_text(own.points)
            found.append((own.place, (_row(own.place), unit, _year(year), criterion, points, own.reason)))
    return titles, _ordered(found)


def _ordered(found: list[tuple[Place, tuple[str, ...]]]) -> Rows:
    ordered = sorted(found, key=lambda one: (one[0].file, one[0].sheet, one[0].row, one[1]))
    return tuple(cells for _, cells in ordered)


def _row(place: Place) -> str:
    return f"{place.sheet}!{place.row}" if place.sheet else str(place.row)


def _year(year: int | None) -> str:
    return "" if year is None else str(year)


def _shown(cell: Cell | None) -> str:
    """The value as it counts: a percentage as the fraction that was read, marked where it is no number."""
    if cell is None:
        return ""
    if cell.state == UNREADABLE:
        return LISTING["unreadable"].format(shown=cell.shown)
    if cell.state == NOT_APPLICABLE:
        return LISTING["not_applicable"]
    if cell.number is None or cell.shown == number_text(cell.number):
        return cell.shown
    return LISTING["read_as"].format(shown=cell.shown, value=number_text(cell.number))


def _plain(value: object) -> str:
    if value is None:
        return ""
    return number_text(value) if isinstance(value, Decimal) else str(value)
