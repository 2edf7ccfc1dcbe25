"""The columns of another office's table: which one the rubric means, and what is in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoring.errors import Diagnostic
from scoring.sources.cells import is_code, is_not_applicable, looks_like_number, read_number
from scoring.sources.fields import Tell, bad_cell
from scoring.sources.grid import Raw
from scoring.sources.layout import Column, Layout, Row
from scoring.sources.titles import folded, role_of, title_of
from scoring.sources.types import NOT_APPLICABLE, NUMBER, TEXT, UNITS, UNREADABLE
from scoring.sources.wanted import WantedColumn, WantedTable

# The unit list's own columns, which rubrics may name by any word for them.
OWN_COLUMNS = ("population", "group", "unit_type", "enforcement")

# Up to here a number without a percent sign is taken for a fraction (1.038 for 103.8 %); above, somebody left the sign out.
_MOST_FRACTION = Decimal("1.5")


@dataclass(frozen=True, slots=True)
class Matched:
    """A column of a file and what the rubric calls it; `asked` None where the rubric does not ask for it."""

    column: Column
    name: str
    asked: WantedColumn | None


@dataclass(frozen=True, slots=True)
class Content:
    """What is in a cell: as in `Cell`."""

    value: Decimal | str
    state: str
    percent: bool = False


def match_columns(layout: Layout, wanted: WantedTable | None, doubled: set[str], tell: Tell) -> tuple[Matched, ...]:
    """The columns of data by the rubric's names where it asks for them, else by their ids or titles. A name that fits two columns fits
    none: that is an error naming both, and the name is added to `doubled`."""
    asked = () if wanted is None else wanted.columns
    fits = {column.number: [one for one in asked if _fits(column, one)] for column in layout.columns}
    for one in asked:
        claimed = [column for column in layout.columns if one in fits[column.number]]
        closest = [column for column in claimed if folded(one.name) in column.title.names()]
        if len(closest) == 1:
            claimed = _keep(one, closest, fits)
        if len(claimed) > 1:
            titles = "、".join(f"“{column.title.full or column.title.shown}”" for column in claimed)
            tell(layout.diagnose("column-twice", None, claimed[0], name=one.name, titles=titles))
            _keep(one, (), fits)
            doubled.add(one.name)
    found: list[Matched] = []
    taken: set[str] = set()
    for column in layout.columns:
        for one in fits[column.number]:
            found.append(Matched(column, one.name, one))
            taken.add(one.name)
    for column in layout.columns:
        if column.role or fits[column.number]:
            continue
        name = column.title.id or column.title.shown
        if name in taken:
            name = column.title.full or name
        if name in taken:
            tell(layout.diagnose("title-twice", None, column, name=name))
            continue
        taken.add(name)
        found.append(Matched(column, name, None))
    return tuple(sorted(found, key=lambda one: (one.column.number, one.name)))


def _fits(column: Column, asked: WantedColumn) -> bool:
    wanted = {folded(asked.name)}
    for title in asked.titles:
        # A criterion's name says in brackets where its figure comes from: 万人起诉率（人民法院）.
        wanted |= {folded(title), folded(title_of(title).bare)}
    if wanted & set(column.title.names()):
        return True
    # A column that the unit list has by a meaning of its own answers to every word for it: 人口 is 常住人口（万人）.
    return column.role in OWN_COLUMNS and role_of(asked.name, UNITS) == column.role


def _keep(one: WantedColumn, kept: Sequence[Column], fits: dict[int, list[WantedColumn]]) -> list[Column]:
    numbers = {column.number for column in kept}
    for number, names in fits.items():
        if number not in numbers and one in names:
            names.remove(one)
    return list(kept)


def read_column(layout: Layout, matched: Matched, known: bool, tell: Tell) -> dict[int, Content]:
    """What is in the column, by row; blank cells are left out.

    Where numbers are asked for (or, without a rubric, where most cells are numbers) every other text is a diagnostic and the cell
    `unreadable`. Percentages are fractions. A whole column whose percent signs are missing, or too many, is one diagnostic. Of columns
    that a rubric (`known`) does not ask for nothing is said.
    """
    if known and matched.asked is None:
        tell = _silent
    cells = [(row, raw) for row in layout.rows if (raw := row.raw(matched.column)) is not None]
    asked = matched.asked
    numeric = asked.numeric if asked is not None else _mostly_numbers(raw for _, raw in cells)
    found: dict[int, Content] = {}
    for row, raw in cells:
        content = _content(layout, row, matched.column, raw, numeric, tell)
        if content is not None:
            found[row.line.number] = content
    if not numeric:
        return found
    return _as_fractions(layout, matched, found, tell)


def _silent(_: Diagnostic) -> None:
    """What nobody asks for cannot be wrong."""


def _content(layout: Layout, row: Row, column: Column, raw: Raw, numeric: bool, tell: Tell) -> Content | None:
    if raw.problem:
        bad_cell(layout, row, column, raw, tell)
        return Content(raw.shown, UNREADABLE)
    if not numeric:
        return Content(" ".join(raw.shown.split()), TEXT)
    if isinstance(raw.value, Decimal):
        return Content(raw.value, NUMBER, raw.percent)
    if not isinstance(raw.value, str):
        tell(layout.diagnose("number-date", row, column, shown=raw.shown))
        return Content(raw.shown, UNREADABLE)
    reading = read_number(raw.shown)
    words = {"shown": raw.shown, "meant": reading.meant}
    if reading.value is None:
        if reading.state == NOT_APPLICABLE:
            return Content(raw.shown.strip(), NOT_APPLICABLE)
        tell(layout.diagnose(f"number-{reading.problem}", row, column, **words))
        return Content(raw.shown.strip(), UNREADABLE)
    if reading.problem:
        tell(layout.diagnose(f"number-{reading.problem}", row, column, **words))
    return Content(reading.value, NUMBER, reading.percent)


def _mostly_numbers(raws: Iterable[Raw]) -> bool:
    """Whether a column nobody asks for holds numbers. One code among them (leading zeros) makes all of them codes."""
    yes = no = 0
    for raw in raws:
        if raw.problem:
            continue
        if isinstance(raw.value, Decimal):
            yes += 1
        elif not isinstance(raw.value, str) or is_code(raw.shown):
            return False
        elif looks_like_number(raw.shown):
            yes += 1
        elif not is_not_applicable(raw.shown):
            no += 1
    return yes > no


def _as_fractions(layout: Layout, matched: Matched, found: dict[int, Content], tell: Tell) -> dict[int, Content]:
    """Percent signs: in the title they hold for all numbers; missing ones, or ones where the rubric counts otherwise, are one mistake."""
    rate = None if matched.asked is None else matched.asked.rate
    numbers = {row: content for row, content in found.items() if content.state == NUMBER}
    if matched.column.title.unit == "%" and rate is not False:
        scaled = {
            row: Content(content.value.scaleb(-2), NUMBER, True)
            for row, content in numbers.items()
            if isinstance(content.value, Decimal) and not content.percent
        }
        return {**found, **scaled}
    plain = {row: content for row, content in numbers.items() if not content.percent}
    marked = {row: content for row, content in numbers.items() if content.percent}
    beyond = [row for row, content in plain.items() if _above(content)]
    if beyond and (rate is True or (rate is None and marked)):
        return _refuse(layout, matched, found, "percent-missing", list(plain), beyond[0], tell)
    if marked and rate is False:
        return _refuse(layout, matched, found, "percent-unexpected", list(marked), min(marked), tell)
    return found


def _above(content: Content) -> bool:
    return isinstance(content.value, Decimal) and content.value > _MOST_FRACTION


def _refuse(
    layout: Layout,
    matched: Matched,
    found: dict[int, Content],
    code: str,
    rows: list[int],
    first: int,
    tell: Tell,
) -> dict[int, Content]:
    lines = {row.line.number: row for row in layout.rows}
    shown = lines[first].text(matched.column)
    tell(layout.diagnose(code, lines[first], matched.column, shown=shown, count=len(rows)))
    refused = {row: Content(lines[row].text(matched.column), UNREADABLE) for row in rows}
    return {**found, **refused}
