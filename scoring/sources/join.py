"""What files say, joined to the units that are assessed: by unit and year, never by a guess."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal

from scoring.errors import Diagnostic
from scoring.sources.grid import Spot, diagnose
from scoring.sources.load import Loaded
from scoring.sources.names import Roster
from scoring.sources.people import Named, Score
from scoring.sources.tables import LoadedTable, NamedRow
from scoring.sources.types import (
    UNITS,
    Cell,
    CriterionKey,
    Judgement,
    Listed,
    Place,
    RowKey,
    Sources,
    TableInfo,
    TableRow,
    unit_key,
)
from scoring.sources.unit_list import UnitList

# How many names are listed one by one.
_NAMED = 8


@dataclass(slots=True)
class _Names:
    """Finds units; names of a file that none has are collected, those that are doubtful are told once each."""

    roster: Roster
    told: set[tuple[str, str]] = field(default_factory=set)
    unknown: dict[str, dict[str, Place]] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)

    def find(self, name: str, place: Place) -> str:
        """The unit's name, "" where there is none (said, or collected to be said)."""
        match = self.roster.find(name)
        if match.unit:
            return match.unit
        if (place.file, name) in self.told:
            return ""
        self.told.add((place.file, name))
        if match.several or match.near:
            code = "unit-ambiguous" if match.several else "unit-near"
            self.problems.append(_at(code, place, unit=name, names=_quoted(match.several or match.near)))
        else:
            self.unknown.setdefault(place.file, {})[name] = place
        return ""

    def strangers(self) -> Iterable[Diagnostic]:
        """One warning per file for the units that no report and no list has."""
        for file, names in self.unknown.items():
            named = _quoted(sorted(names)[:_NAMED])
            yield diagnose("units-unknown", file, names=named, count=len(names))


def join(
    loaded: Loaded, reported: Mapping[str, Iterable[int | None]] | None, year: int | None = None
) -> tuple[Sources, tuple[Diagnostic, ...]]:
    """The sources by unit and year, and what is wrong with the join.

    `reported` are the units of the reports with the years of these; None where only the files are looked at: then the units are those of
    the list, or of the files. `year` is the year that is ranked: files that hold other years only are named. A unit that is listed or
    ranked twice, or judged twice by one person, is an error naming all its rows, and none of them counts. The order of rows and of files
    never matters.
    """
    units = {} if reported is None else {name: tuple(years) for name, years in reported.items()}
    problems: list[Diagnostic] = []
    listed, list_rows = _listed(loaded.units, units, problems)
    names = [*units, *(one.unit for one in listed)]
    if not names:
        names = _own_names(loaded)
    found = _Names(Roster(names))
    rows = {**list_rows, **_tables(loaded.tables, found)}
    judged = _people([one for sheet in loaded.judgements for one in sheet.given], found, "judged-twice")
    own = _people([one for sheet in loaded.self_scores for one in sheet.given], found, "self-score-twice")
    infos = (
        *(one.info for one in loaded.units),
        *(one.info for one in loaded.tables),
        *(sheet.info for sheet in loaded.judgements),
        *(sheet.info for sheet in loaded.self_scores),
    )
    problems += [*found.problems, *found.strangers(), *_other_years(infos, year)]
    if listed and reported is not None:
        problems += _not_listed(units, listed, loaded.units)
    sources = Sources(
        dict(sorted(rows.items(), key=_row_order)),
        _judgements(judged),
        {key: one[0].given for key, one in _by_criterion(own).items() if len(one) == 1},
        listed,
        infos,
    )
    ordered = sorted(set(problems), key=lambda d: (d.file or "", d.line or 0, d.column or 0, d.code, d.message))
    return sources, tuple(ordered)


def _row_order(item: tuple[RowKey, tuple[TableRow, ...]]) -> tuple[str, int, str]:
    key, year, table = item[0]
    return key, year or 0, table


def _own_names(loaded: Loaded) -> list[str]:
    """The units of the files themselves, where neither reports nor a list say who is assessed."""
    return [
        *(row.unit for table in loaded.tables for row in table.rows),
        *(one.unit for sheet in loaded.judgements for one in sheet.given),
        *(one.unit for sheet in loaded.self_scores for one in sheet.given),
    ]


def _listed(
    lists: Sequence[UnitList], units: Mapping[str, Iterable[int | None]], problems: list[Diagnostic]
) -> tuple[tuple[Listed, ...], dict[RowKey, tuple[TableRow, ...]]]:
    """The units of the list, by the names of the reports where they have any, and the list's columns as rows of the table `units`."""
    roster = Roster(units)
    matches = [(one, roster.find(one.unit), known) for known in lists for one in known.listed]
    taken = {match.unit for _, match, _ in matches if match.unit}
    groups: dict[tuple[str, int | None], list[tuple[Listed, dict[str, Cell]]]] = defaultdict(list)
    for one, match, known in matches:
        place = one.place or Place("")
        near = [name for name in match.near if name not in taken]
        for code, names in (("unit-ambiguous", match.several), ("listed-near", near)):
            if names:
                problems.append(_at(code, place, unit=one.unit, names=_quoted(names)))
        named = replace(one, unit=match.unit or one.unit)
        groups[unit_key(named.unit), named.year].append((named, known.cells.get(place, {})))
    listed: list[Listed] = []
    rows: dict[RowKey, tuple[TableRow, ...]] = {}
    for (key, year), same in groups.items():
        one, cells = same[0] if len(same) == 1 else _agreed(same, problems)
        listed.append(one)
        rows[key, year, UNITS] = (TableRow(cells, one.place or Place("")),)
    return tuple(sorted(listed, key=lambda one: (unit_key(one.unit), one.year or 0))), rows


_KEPT = tuple(one.name for one in fields(Listed) if one.name not in ("unit", "year", "place"))
_BLANK: dict[str, object] = {"population": None, "enforcement": None, "extra": ()}


def _agreed(same: list[tuple[Listed, dict[str, Cell]]], problems: list[Diagnostic]) -> tuple[Listed, dict[str, Cell]]:
    """A unit that is listed twice stays, with what its rows agree in: no unit is dropped, and no order of rows decides."""
    first, cells = min(same, key=lambda one: _place_order(one[0].place or Place("")))
    rows = rows_named(one.place or Place("") for one, _ in same)
    problems.append(_at("unit-listed-twice", first.place or Place(""), unit=first.unit, rows=rows))
    changes: dict[str, object] = {}
    for name in _KEPT:
        values = {getattr(one, name) for one, _ in same}
        changes[name] = values.pop() if len(values) == 1 else _BLANK.get(name, "")
    kept = {name: cell for name, cell in cells.items() if len({_value(more.get(name)) for _, more in same}) == 1}
    return replace(first, **changes), kept  # type: ignore[arg-type]


def _value(cell: Cell | None) -> Decimal | str | None:
    return None if cell is None else cell.value


def _tables(tables: Sequence[LoadedTable], names: _Names) -> dict[RowKey, tuple[TableRow, ...]]:
    groups: dict[RowKey, list[NamedRow]] = defaultdict(list)
    many = {table.info.name for table in tables if table.many}
    for table in tables:
        for row in table.rows:
            unit = names.find(row.unit, row.row.place)
            if unit:
                groups[unit_key(unit), row.year, table.info.name].append(row)
    found: dict[RowKey, tuple[TableRow, ...]] = {}
    for key, same in groups.items():
        if len(same) > 1 and key[2] not in many:
            _twice("row-twice", [row.row.place for row in same], names.problems, unit=same[0].unit, name=key[2])
            continue
        found[key] = tuple(sorted((row.row for row in same), key=_content))
    return found


def _content(row: TableRow) -> tuple[tuple[str, str], ...]:
    """Rows of one unit by what they say, so that the order in the file decides nothing."""
    return tuple((title, cell.shown) for title, cell in sorted(row.cells.items()))


def _people(given: Iterable[Named[Score]], names: _Names, code: str) -> list[Named[Score]]:
    """What was given, by the units' names; what one person gave twice is left out and told."""
    groups: dict[Hashable, list[Named[Score]]] = defaultdict(list)
    for one in given:
        unit = names.find(one.unit, one.given.place)
        if unit:
            groups[unit_key(unit), one.year, one.criterion, one.by].append(replace(one, unit=unit))
    kept = []
    for same in groups.values():
        if len(same) > 1:
            places = [one.given.place for one in same]
            _twice(code, places, names.problems, unit=same[0].unit, criterion=same[0].criterion)
        else:
            kept.append(same[0])
    return kept


def _by_criterion(given: Iterable[Named[Score]]) -> dict[CriterionKey, list[Named[Score]]]:
    found: dict[CriterionKey, list[Named[Score]]] = defaultdict(list)
    for one in given:
        found[unit_key(one.unit), one.year, one.criterion].append(one)
    return dict(sorted(found.items(), key=lambda item: (item[0][0], item[0][1] or 0, item[0][2])))


def _judgements(judged: Iterable[Named[Judgement]]) -> dict[CriterionKey, tuple[Judgement, ...]]:
    def order(one: Named[Judgement]) -> tuple[str, str, Decimal]:
        return one.given.scorer, one.given.level, one.given.value or Decimal(0)

    return {key: tuple(one.given for one in sorted(same, key=order)) for key, same in _by_criterion(judged).items()}


def _not_listed(
    units: Mapping[str, Iterable[int | None]], listed: Iterable[Listed], lists: Sequence[UnitList]
) -> Iterable[Diagnostic]:
    known = {unit_key(one.unit) for one in listed}
    missing = sorted(name for name in units if unit_key(name) not in known)
    if missing:
        named = _quoted(missing[:_NAMED])
        yield diagnose("units-not-listed", lists[0].info.place.file, names=named, count=len(missing))


def _other_years(infos: Iterable[TableInfo], year: int | None) -> Iterable[Diagnostic]:
    """Files without a row for the year that is ranked: last year's file given by mistake reads like any other."""
    for info in infos:
        stated = [known for known in info.years if known is not None]
        if year is not None and stated and None not in info.years and year not in stated:
            years = "、".join(str(known) for known in stated)
            yield diagnose("year-not-in-file", info.place.file, year=year, years=years)


def _twice(code: str, places: Sequence[Place], problems: list[Diagnostic], /, **words: object) -> None:
    last = max(places, key=_place_order)
    problems.append(_at(code, last, rows=rows_named(places), **words))


def _quoted(names: Iterable[str]) -> str:
    return "、".join(f"“{name}”" for name in names)


def _place_order(place: Place) -> tuple[str, str, int, str]:
    return place.file, place.sheet, place.row, place.column


def rows_named(places: Iterable[Place]) -> str:
    """Rows as they are named together: 3、7; with sheet or file where they differ in these."""
    known = sorted(set(places), key=_place_order)
    sheets = {(place.file, place.sheet) for place in known}
    if len(sheets) == 1:
        return "、".join(str(place.row) for place in known)
    several = len({place.file for place in known}) > 1
    return "、".join(
        " ".join(filter(None, (place.file if several else "", place.sheet, str(place.row)))) for place in known
    )


def _at(code: str, place: Place, /, **words: object) -> Diagnostic:
    return diagnose(code, place.file, Spot(place.sheet, place.row), **words)
