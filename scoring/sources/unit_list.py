"""The unit list: who is assessed, of what type, in which group, with which report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from difflib import get_close_matches

from scoring.errors import Diagnostic
from scoring.messages.sources import UNIT_TYPES
from scoring.sources.cells import exact, plain
from scoring.sources.columns import OWN_COLUMNS, Content, Matched, match_columns, read_column
from scoring.sources.fields import Tell, number_of, read_year, text_of, unit_of, year_of
from scoring.sources.grid import Book
from scoring.sources.layout import Layout, Row
from scoring.sources.tables import layouts_of, missing_columns
from scoring.sources.titles import folded
from scoring.sources.types import UNITS, Cell, Listed, Place, TableInfo, unit_key
from scoring.sources.wanted import NOTHING_KNOWN, Wanted

# How population is counted where the title says so.
_UNITS_OF_PEOPLE = {"": 1, "人": 1, "万人": 10_000, "万": 10_000, "千人": 1_000, "亿人": 100_000_000}
_YES = frozenset(["有", "是", "√", "✓", "具有", "1", "true", "y", "yes", "有执法权"])
_NO = frozenset(["无", "否", "×", "✗", "没有", "不具有", "0", "false", "n", "no", "无执法权", "-", "—", "／", "/"])
# Words of the types; the longest one that a cell contains decides.
_TYPES: dict[str, tuple[str, ...]] = {
    "province": ("province", "省", "省级", "省级政府", "自治区", "直辖市", "省(自治区、直辖市)"),
    "prefecture": (
        "prefecture",
        "市级",
        "市级政府",
        "地级市",
        "设区市",
        "设区的市",
        "地市",
        "州",
        "盟",
        "自治州",
        "市(州)",
        "市州",
    ),
    "county": (
        "county",
        "县级",
        "县级政府",
        "县",
        "区",
        "旗",
        "县区",
        "区县",
        "市辖区",
        "县级市",
        "自治县",
        "县市区",
        "县(市、区)",
        "县(市、区)政府",
        "区县政府",
        "县区政府",
        "县(区)",
        "区(县)",
        "区(县、市)",
    ),
    "township": (
        "township",
        "乡镇",
        "乡镇(街道)",
        "乡镇街道",
        "镇街",
        "镇",
        "乡",
        "街道",
        "苏木",
        "镇(街道)",
        "镇、街道",
        "乡镇、街道",
        "街道办事处",
    ),
    "department": (
        "department",
        "部门",
        "政府部门",
        "市直部门",
        "县直部门",
        "区直部门",
        "市级部门",
        "县级部门",
        "区级部门",
        "省级部门",
        "职能部门",
        "执法部门",
        "工作部门",
        "垂管部门",
        "局",
    ),
    "zone": ("zone", "开发区", "高新区", "经开区", "新区", "园区", "功能区", "管委会"),
    "other": ("other", "其他", "其它"),
}
_BY_WORD = {folded(word): kind for kind, words in _TYPES.items() for word in words}


@dataclass(frozen=True, slots=True)
class UnitList:
    """The list as read, in the order of its rows; `cells` are the columns that formulas may name, by the place of the row."""

    info: TableInfo
    listed: tuple[Listed, ...]
    cells: dict[Place, dict[str, Cell]]


def read_units(book: Book, wanted: Wanted = NOTHING_KNOWN) -> tuple[UnitList | None, tuple[Diagnostic, ...]]:
    """The unit list in a file (all its sheets together) and everything wrong with it; None where the file holds none."""
    problems: list[Diagnostic] = list(book.diagnostics)
    tables = layouts_of(book, UNITS, (), problems.append)
    if not tables:
        return None, tuple(problems)
    asked = wanted.tables.get(UNITS)
    found: list[Listed] = []
    cells: dict[Place, dict[str, Cell]] = {}
    names: dict[str, str] = {}
    doubled: set[str] = set()
    for layout in tables:
        matches = match_columns(layout, asked, doubled, problems.append)
        columns = [
            (one, {} if one.column.role else read_column(layout, one, wanted.known, problems.append)) for one in matches
        ]
        names.update({column.role: column.title.shown for column in layout.columns if column.role in OWN_COLUMNS})
        names.update({one.name: one.column.title.shown for one in matches})
        extras = [one.name for one in matches if not one.column.role]
        for row in layout.rows:
            listed = _listed(layout, row, problems.append)
            if listed is not None and listed.place is not None:
                more = _cells(layout, row, listed, columns)
                cells[listed.place] = more
                found.append(replace(listed, extra=tuple((name, more[name].value) for name in extras if name in more)))
    if asked is not None:
        problems += missing_columns(tables[0], asked, names, doubled)
    info = TableInfo(
        UNITS,
        tuple(names),
        Place(book.file, tables[0].sheet if len(tables) == 1 else "", tables[0].header),
        kind=UNITS,
        sha256=book.sha256,
        titles=tuple(names.values()),
        rows=len(found),
        units=len({unit_key(one.unit) for one in found}),
        years=_years(tables, found),
        notes=tuple(note for layout in tables for note in layout.notes),
    )
    return UnitList(info, tuple(found), cells), tuple(problems)


def _years(tables: tuple[Layout, ...], found: Iterable[Listed]) -> tuple[int | None, ...]:
    """The years that rows or headings name."""
    stated = {year for layout in tables if (year := read_year(layout.about.get("year", ""))) is not None}
    years = {one.year for one in found if one.year is not None} or stated
    return tuple(sorted(years)) or (None,)


def _listed(layout: Layout, row: Row, tell: Tell) -> Listed | None:
    unit = unit_of(layout, row, tell)
    # A list headed 2024年度 is the list of this assessment, for the year before too; only a column gives a row to one year.
    year, usable = (None, True) if layout.column("year") is None else year_of(layout, row, tell)
    if not unit or not usable:
        return None
    return Listed(
        unit,
        _unit_type(layout, row, tell),
        text_of(layout, row, layout.column("group"), tell),
        year,
        text_of(layout, row, layout.column("file"), tell).replace("\\", "/"),
        _population(layout, row, tell),
        enforcement=_enforcement(layout, row, tell),
        place=layout.place(row),
    )


def _unit_type(layout: Layout, row: Row, tell: Tell) -> str:
    column = layout.column("unit_type")
    shown = text_of(layout, row, column, tell)
    if not shown:
        return ""
    found = _BY_WORD.get(folded(shown))
    if found is None:
        near = get_close_matches(folded(shown), _BY_WORD, n=1, cutoff=0.5)
        choices = "、".join(UNIT_TYPES.values())
        hint = f"；最接近的是“{UNIT_TYPES[_BY_WORD[near[0]]]}”" if near else ""
        tell(layout.diagnose("type-unknown", row, column, shown=shown, choices=choices, hint=hint))
        return ""
    return found


def _population(layout: Layout, row: Row, tell: Tell) -> Decimal | None:
    column = layout.column("population")
    if column is None:
        return None
    factor = _UNITS_OF_PEOPLE.get(column.title.unit)
    if factor is None:
        if row is layout.rows[0]:
            known = "、".join(word for word in _UNITS_OF_PEOPLE if word)
            tell(layout.diagnose("population-unit", None, column, unit=column.title.unit, known=known))
        return None
    number = number_of(layout, row, column, tell)
    if number is not None and number <= 0:
        tell(layout.diagnose("population-none", row, column, shown=row.text(column)))
        return None
    return None if number is None else exact(number * factor)


def _enforcement(layout: Layout, row: Row, tell: Tell) -> bool | None:
    column = layout.column("enforcement")
    shown = text_of(layout, row, column, tell)
    if not shown:
        return None
    word = folded(plain(shown))
    if word in _YES or word in _NO:
        return word in _YES
    tell(layout.diagnose("enforcement-unknown", row, column, shown=shown))
    return None


def _own_cells(layout: Layout, row: Row, listed: Listed) -> dict[str, Cell]:
    """The list's own columns as cells, by role."""
    values: dict[str, Decimal | str | None] = {
        "population": listed.population,
        "group": listed.group or None,
        "unit_type": listed.unit_type or None,
        "enforcement": None if listed.enforcement is None else Decimal(int(listed.enforcement)),
    }
    found: dict[str, Cell] = {}
    for role, value in values.items():
        column = layout.column(role)
        if value is not None and column is not None:
            counted_in = column.title.unit if role == "population" else ""
            found[role] = Cell(value, layout.place(row, column), row.text(column) + counted_in)
    return found


def _cells(
    layout: Layout, row: Row, listed: Listed, columns: Iterable[tuple[Matched, dict[int, Content]]]
) -> dict[str, Cell]:
    """All that formulas may name: the list's own columns by role and by the title as written, further columns by name."""
    found = _own_cells(layout, row, listed)
    for matched, contents in columns:
        role = matched.column.role
        if role:
            if role in found:
                found[matched.name] = found[role]
        elif row.line.number in contents:
            content = contents[row.line.number]
            place = layout.place(row, matched.column)
            found[matched.name] = Cell(content.value, place, row.text(matched.column), state=content.state)
    return found
