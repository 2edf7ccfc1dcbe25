"""Empty tables for a rubric: the right titles, the units already in them. What they look like is not decided here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoring.messages.sources import TEMPLATE, UNIT_TYPES
from scoring.sources.cells import number_text
from scoring.sources.titles import title_of
from scoring.sources.types import JUDGEMENTS, SELF_SCORES, UNITS
from scoring.sources.wanted import Wanted, WantedColumn, WantedCriterion, WantedTable

_WIDE, _MIDDLE, _NARROW = 36, 26, 12
# Up to how many units the self scores have a row for every criterion.
_FEW_UNITS = 100


@dataclass(frozen=True, slots=True)
class BlankColumn:
    """A column: its title, width in characters, and what may be typed into it: one of `choices`, or a number from `low` to `high`.
    `percent`: numbers are shown as percentages. `typed`: it is to be filled in."""

    title: str
    width: int = _NARROW
    choices: tuple[str, ...] = ()
    low: Decimal | None = None
    high: Decimal | None = None
    percent: bool = False
    typed: bool = True


@dataclass(frozen=True, slots=True)
class BlankRow:
    """A row as it is prepared; `limits` overrule what its columns allow, by the column's index."""

    cells: tuple[str | int | Decimal | None, ...]
    limits: tuple[tuple[int, BlankColumn], ...] = ()


@dataclass(frozen=True, slots=True)
class Blank:
    """A file: `above` are the lines over the titles (the first is the heading), `explained` the lines of the sheet 说明."""

    file: str
    sheet: str
    above: tuple[str, ...]
    columns: tuple[BlankColumn, ...]
    rows: tuple[BlankRow, ...]
    explained: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assessed:
    """A unit to be put into the tables: its name, its year, its type and the report's path, as far as they are known."""

    unit: str
    year: int | None = None
    unit_type: str = ""
    file: str = ""


def blanks(wanted: Wanted, units: Sequence[Assessed]) -> tuple[Blank, ...]:
    """The unit list, one file for every table of the rubric, the judgements if the rubric has any, and the self scores; by file."""
    known = sorted(units, key=lambda one: (one.unit_type, one.unit, one.year or 0))
    found = [_units(wanted.tables.get(UNITS), known), _self_scores(wanted.criteria, known)]
    found += [_table(table, known) for name, table in wanted.tables.items() if name != UNITS]
    judged = [criterion for criterion in wanted.criteria if criterion.judged]
    if judged:
        found.append(_judgements(judged, known))
    return tuple(sorted(found, key=lambda one: one.file))


def _units(table: WantedTable | None, units: Sequence[Assessed]) -> Blank:
    extra = () if table is None else tuple(one for one in table.columns if one.name not in _OWN)
    columns = (
        BlankColumn(TEMPLATE["unit"], _MIDDLE, typed=False),
        BlankColumn(TEMPLATE["unit_type"], 14, tuple(UNIT_TYPES.values())),
        BlankColumn(TEMPLATE["group"], 18),
        BlankColumn(TEMPLATE["population"], 16, low=Decimal(0)),
        BlankColumn(TEMPLATE["enforcement"], 14, tuple(TEMPLATE["yes_no"].split("、"))),
        BlankColumn(TEMPLATE["file"], _WIDE),
        *(_column(one) for one in extra),
    )
    rows = tuple(
        BlankRow((one.unit, UNIT_TYPES.get(one.unit_type), None, None, None, one.file or None, *[None] * len(extra)))
        for one in units
    )
    return Blank(f"{UNITS}.xlsx", TEMPLATE["units"], (TEMPLATE["units"],), columns, rows, _lines("units_explained"))


# Columns of the list that stand in every template, under whatever word the rubric asks for them.
_OWN = frozenset(
    ["population", "人口", "常住人口", "group", "组别", "unit_type", "类型", "enforcement", "行政执法权", "执法权"]
)


def _table(table: WantedTable, units: Sequence[Assessed]) -> Blank:
    """A table of another office; a list with several rows for a unit begins empty."""
    columns = (
        BlankColumn(TEMPLATE["unit"], _MIDDLE, typed=table.many),
        BlankColumn(TEMPLATE["year"], typed=table.many),
        *(_column(one) for one in table.columns),
        BlankColumn(TEMPLATE["remark"], _MIDDLE),
    )
    empty = (None,) * (len(columns) - 2)
    rows = () if table.many else tuple(BlankRow((one.unit, one.year, *empty)) for one in units)
    heading = (
        table.title or "、".join(dict.fromkeys(title for one in table.columns for title in one.titles)) or table.name
    )
    above = (heading, *_lines("about"))
    return Blank(f"{table.name}.xlsx", table.name[:31], above, columns, rows, _lines("table_explained"))


def _column(one: WantedColumn) -> BlankColumn:
    title = title_of(one.titles[0]).bare if one.titles else ""
    shown = f"{title} [{one.name}]" if title and title != one.name else one.name
    return BlankColumn(shown, max(14, min(_MIDDLE, 2 * len(shown))), percent=bool(one.rate))


def _judgements(judged: Sequence[WantedCriterion], units: Sequence[Assessed]) -> Blank:
    columns = (
        BlankColumn(TEMPLATE["unit"], _MIDDLE, typed=False),
        BlankColumn(TEMPLATE["year"], typed=False),
        BlankColumn(TEMPLATE["criterion_id"], 34, typed=False),
        BlankColumn(TEMPLATE["criterion"], _MIDDLE, typed=False),
        BlankColumn(TEMPLATE["what"], _WIDE, typed=False),
        BlankColumn(TEMPLATE["range"], 24, typed=False),
        BlankColumn(TEMPLATE["score"]),
        BlankColumn(TEMPLATE["scorer"], 14),
        BlankColumn(TEMPLATE["reason"], _WIDE),
        BlankColumn(TEMPLATE["public_reason"], _WIDE),
        BlankColumn(TEMPLATE["date"], 14),
    )
    rows = []
    for criterion in judged:
        allowed = BlankColumn(TEMPLATE["score"], choices=criterion.levels)
        if criterion.yes_no:
            allowed = BlankColumn(TEMPLATE["score"], choices=tuple(TEMPLATE["is_it_so"].split("、")))
        elif not criterion.levels:
            allowed = BlankColumn(TEMPLATE["score"], low=criterion.low, high=_high(criterion))
        for one in units:
            cells = (one.unit, one.year, criterion.id, criterion.name, criterion.what or None, _range(criterion))
            rows.append(BlankRow((*cells, None, None, None, None, None), ((6, allowed),)))
    title = TEMPLATE["judgements"]
    return Blank(f"{JUDGEMENTS}.xlsx", title, (title,), columns, tuple(rows), _lines("judgements_explained"))


def _high(criterion: WantedCriterion) -> Decimal:
    return criterion.points if criterion.high is None else min(criterion.high, criterion.points)


def _range(criterion: WantedCriterion) -> str:
    """What may be given, in words."""
    if criterion.yes_no:
        return TEMPLATE["is_it_so"]
    if criterion.levels:
        return "、".join(criterion.levels)
    if criterion.part:
        return TEMPLATE["any_number"]
    low, high = number_text(criterion.low), number_text(_high(criterion))
    if criterion.step is None:
        return TEMPLATE["from_to"].format(low=low, high=high)
    return TEMPLATE["from_to_by"].format(low=low, high=high, step=number_text(criterion.step))


def _self_scores(criteria: Iterable[WantedCriterion], units: Sequence[Assessed]) -> Blank:
    """A row for every unit and criterion, as the units' own forms have it; of many units one row each, with a column for every criterion.
    Vetoes and items of criteria are nothing to score oneself on."""
    scored = [criterion for criterion in criteria if not (criterion.part or criterion.yes_no)]
    if len(units) <= _FEW_UNITS:
        return _self_forms(scored, units)
    columns = (
        BlankColumn(TEMPLATE["unit"], _MIDDLE, typed=False),
        BlankColumn(TEMPLATE["year"], typed=False),
        *(
            BlankColumn(f"{one.name}（{number_text(one.points)}分） [{one.id}]", 18, low=Decimal(0), high=one.points)
            for one in scored
        ),
        BlankColumn(TEMPLATE["self_reason"], _WIDE),
    )
    empty = (None,) * (len(scored) + 1)
    rows = tuple(BlankRow((one.unit, one.year, *empty)) for one in units)
    title = TEMPLATE["self_scores"]
    return Blank(f"{SELF_SCORES}.xlsx", title, (title,), columns, rows, _lines("self_scores_explained"))


def _self_forms(scored: Sequence[WantedCriterion], units: Sequence[Assessed]) -> Blank:
    columns = (
        BlankColumn(TEMPLATE["unit"], _MIDDLE, typed=False),
        BlankColumn(TEMPLATE["year"], typed=False),
        BlankColumn(TEMPLATE["criterion_id"], 34, typed=False),
        BlankColumn(TEMPLATE["criterion"], 36, typed=False),
        BlankColumn(TEMPLATE["full_marks"], typed=False),
        BlankColumn(TEMPLATE["self_score"]),
        BlankColumn(TEMPLATE["self_reason"], _WIDE),
    )
    rows = []
    for one in units:
        for criterion in scored:
            cells = (one.unit, one.year, criterion.id, criterion.name, criterion.points, None, None)
            allowed = BlankColumn(TEMPLATE["self_score"], low=Decimal(0), high=criterion.points)
            rows.append(BlankRow(cells, ((5, allowed),)))
    title = TEMPLATE["self_scores"]
    return Blank(f"{SELF_SCORES}.xlsx", title, (title,), columns, tuple(rows), _lines("self_scores_explained"))


def _lines(key: str) -> tuple[str, ...]:
    return tuple(TEMPLATE[key].splitlines())
