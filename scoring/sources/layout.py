"""Where in a sheet the table is: its titles, the lines above and below them, its rows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from scoring.errors import Diagnostic
from scoring.sources.cells import read_number
from scoring.sources.grid import Grid, Line, Range, Raw, Spot, diagnose
from scoring.sources.titles import Title, folded, preamble_role, preamble_words, role_of, title_of
from scoring.sources.types import JUDGEMENTS, NUMBER, SELF_SCORES, Place
from scoring.text.regex import regex

# How far down the titles may stand, below title lines and letterheads.
_SEARCHED = 40
_NOTE = regex(
    r"^(?:注|备注|说明|附注|填表|制表|审核|复核人|联系|数据来源|出具|来源|填报|报送|单位负责人|分管领导)[^:：]{0,8}[:：]|^注\d?[、.]"
)
_TOTALS = frozenset(
    [
        "合计",
        "总计",
        "小计",
        "共计",
        "平均",
        "平均值",
        "平均分",
        "平均数",
        "均值",
        "全市平均",
        "全县平均",
        "全区平均",
        "全省平均",
        "全市",
        "全县",
        "全区",
        "全省",
        "全市合计",
        "全县合计",
        "最高",
        "最低",
        "最大值",
        "最小值",
        "最高分",
        "最低分",
        "中位数",
    ]
)
_YEAR_IN_TITLE = regex(r"(?<![0-9])(20[0-9]{2})年度")
# How many merged ranges or rows are named one by one.
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Column:
    """A column with a title: its number, its title, what it means ("" for data)."""

    number: int
    title: Title
    role: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: merged cells filled in."""

    line: Line
    filled: Mapping[int, Raw]

    def raw(self, column: Column | None) -> Raw | None:
        """The cell of a column; None where it is blank, or where there is no such column."""
        if column is None:
            return None
        return self.line.cells.get(column.number) or self.filled.get(column.number)

    def text(self, column: Column | None) -> str:
        """What a column shows, "" for a blank cell."""
        raw = self.raw(column)
        return "" if raw is None else raw.shown.strip()


@dataclass(frozen=True, slots=True)
class Layout:
    """The table of a sheet. `about` is what the lines around it say of all of it, by role; `notes` are those lines."""

    file: str
    sheet: str
    kind: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    about: Mapping[str, str]
    notes: tuple[str, ...]
    header: int
    diagnostics: tuple[Diagnostic, ...] = ()

    def column(self, role: str) -> Column | None:
        """The first column of that role."""
        return next((column for column in self.columns if column.role == role), None)

    def data(self) -> tuple[Column, ...]:
        """The columns without a role."""
        return tuple(column for column in self.columns if not column.role)

    def place(self, row: Row | None = None, column: Column | None = None) -> Place:
        """Where that is."""
        number = self.header if row is None else row.line.number
        return Place(self.file, self.sheet, number, "" if column is None else column.title.shown)

    def diagnose(
        self, code: str, row: Row | None = None, column: Column | None = None, /, **words: object
    ) -> Diagnostic:
        """A diagnostic at a row and column of the sheet."""
        number = 0 if row is None else row.line.number
        if column is None:
            return diagnose(code, self.file, Spot(self.sheet, number), **words)
        return diagnose(code, self.file, Spot(self.sheet, number, column.number, column.title.shown), **words)


def find_layout(grid: Grid, kind: str, wanted: Collection[str] = ()) -> Layout | None:
    """The table of a sheet, None if no row has the titles that a file of that kind needs.

    The row of titles is the one, among the first ones, that has most titles that mean something; `wanted` are further titles that do
    (columns a rubric asks for), folded. Lines above it and notes below are kept; sums and averages below are no units and named.
    """
    top = _title_line(grid, kind, wanted)
    if top is None:
        return None
    bottom = _last_title_line(grid, top, kind)
    columns = _columns(grid, top, bottom, kind)
    first = grid.lines.index(bottom) + 1
    above = grid.lines[: grid.lines.index(top)]
    below = grid.lines[first:]
    notes = [line for line in (*above, *(line for line in below if _is_note(line))) if line.cells]
    layout = Layout(
        grid.file,
        grid.sheet,
        kind,
        columns,
        (),
        _about(above, notes),
        tuple("  ".join(raw.shown for raw in line.cells.values()) for line in notes),
        top.number,
    )
    rows, problems = _rows(layout, grid, [line for line in below if not _is_note(line)], bottom.number)
    return replace(layout, rows=rows, diagnostics=tuple(problems))


def about_sheet(grid: Grid) -> dict[str, str]:
    """What a sheet without a table (说明) says of the others."""
    return _about((), grid.lines)


def _title_line(grid: Grid, kind: str, wanted: Collection[str]) -> Line | None:
    best, most = None, 0
    for line in grid.lines:
        if line.number > _SEARCHED:
            break
        roles = [role_of(raw.shown, kind) for raw in line.cells.values()]
        keys = {"unit", "criterion", "criterion_id"} if kind in (JUDGEMENTS, SELF_SCORES) else {"unit"}
        if not keys & set(roles):
            continue
        known = sum(1 for raw in line.cells.values() if wanted and set(title_of(raw.shown).names()) & set(wanted))
        count = len(set(roles) - {""}) + known
        if count > most:
            best, most = line, count
    return best


def _last_title_line(grid: Grid, top: Line, kind: str) -> Line:
    """Titles in two or three rows: the title of the units is merged downwards, or blank below while others go on in words."""
    key = next(number for number, raw in top.cells.items() if role_of(raw.shown, kind) not in ("", "idle"))
    area = _covering(grid.merged, top.number, key)
    below = [line for line in grid.lines if top.number < line.number <= top.number + 2]
    if area is not None and area.bottom > area.top:
        inside = [line for line in below if line.number <= area.bottom]
        return inside[-1] if inside else top
    if below and below[0].number == top.number + 1 and _goes_on(top, below[0], key):
        return below[0]
    return top


def _goes_on(top: Line, line: Line, key: int) -> bool:
    texts = [number for number in line.cells if number not in top.cells]
    words = all(isinstance(raw.value, str) and read_number(raw.shown).state != NUMBER for raw in line.cells.values())
    return key not in line.cells and bool(texts) and words


def _columns(grid: Grid, top: Line, bottom: Line, kind: str) -> tuple[Column, ...]:
    lines = [line for line in grid.lines if top.number <= line.number <= bottom.number]
    numbers = sorted({number for line in lines for number in line.cells})
    columns = []
    for number in numbers:
        parts: list[str] = []
        for line in lines:
            text = _title_at(grid, line, number, line is not bottom)
            if text and text not in parts:
                parts.append(text)
        title = title_of(parts[-1], parts[:-1])
        role = role_of(parts[-1], kind)
        columns.append(Column(number, title, role))
    return tuple(columns)


def _title_at(grid: Grid, line: Line, number: int, group: bool) -> str:
    """The title of a column in one row of titles; a title of a group stands over all its columns."""
    if number in line.cells:
        return line.text(number)
    area = _covering(grid.merged, line.number, number)
    if area is not None:
        return line.text(area.left) if area.top == line.number else ""
    if group and not grid.merged:
        # CSV: a group's title stands in its first column, the others are blank.
        before = [column for column in line.cells if column < number]
        return line.text(max(before)) if before else ""
    return ""


def _covering(merged: tuple[Range, ...], row: int, column: int) -> Range | None:
    return next((area for area in merged if area.top <= row <= area.bottom and area.left <= column <= area.right), None)


def _is_note(line: Line) -> bool:
    first = line.text(min(line.cells))
    return _NOTE.match(first) is not None and not any(not isinstance(raw.value, str) for raw in line.cells.values())


def _rows(layout: Layout, grid: Grid, lines: list[Line], header: int) -> tuple[tuple[Row, ...], list[Diagnostic]]:
    problems: list[Diagnostic] = []
    filled = _fill(layout, grid, header, problems)
    unit = layout.column("unit")
    titles = {column.number: column.title for column in layout.columns}
    rows, totals = [], []
    for line in lines:
        row = Row(line, filled.get(line.number, {}))
        if all(folded(raw.shown) in titles[number].names() for number, raw in line.cells.items() if number in titles):
            # Printed tables repeat their titles on every page.
            continue
        if folded(row.text(unit)) in _TOTALS:
            totals.append(row)
            continue
        rows.append(row)
    if totals:
        named = "、".join(row.text(unit) for row in totals[:_NAMED])
        problems.append(layout.diagnose("rows-total", totals[0], unit, named=named, count=len(totals)))
    return tuple(rows), problems


def _fill(layout: Layout, grid: Grid, header: int, problems: list[Diagnostic]) -> dict[int, dict[int, Raw]]:
    """What merged cells put into the rows below the titles, by row and column; each kind is told once."""
    cells = {(line.number, number): raw for line in grid.lines for number, raw in line.cells.items()}
    known = {column.number for column in layout.columns}
    notes = {line.number for line in grid.lines if _is_note(line)}
    filled: dict[int, dict[int, Raw]] = {}
    down, across = [], []
    for area in grid.merged:
        raw = cells.get((area.top, area.left))
        if raw is None or area.top <= header or area.top in notes or area.left not in known:
            continue
        if area.right > area.left:
            across.append(area.name)
        if area.bottom > area.top:
            down.append(area.name)
        for row in range(area.top + 1, area.bottom + 1):
            filled.setdefault(row, {})[area.left] = raw
    for code, names in (("merged-down", down), ("merged-across", across)):
        if names:
            named = "、".join(names[:_NAMED])
            problems.append(layout.diagnose(code, named=named, count=len(names)))
    return filled


def _about(above: Collection[Line], notes: Collection[Line]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in (*above, *(line for line in notes if line not in above)):
        for role, value in _said(line):
            found.setdefault(role, value)
    if "year" not in found:
        years = {year for line in above for raw in line.cells.values() for year in _YEAR_IN_TITLE.findall(raw.shown)}
        if len(years) == 1:
            found["year"] = years.pop()
    return found


def _said(line: Line) -> Iterator[tuple[str, str]]:
    """`出具单位：某法院  日期：2025年1月` in one cell or in several, or a word and what it says in two cells side by side."""
    pattern = _pattern()
    texts = [raw.shown.strip() for _, raw in sorted(line.cells.items())]
    for text, after in zip(texts, [*texts[1:], ""], strict=True):
        marks = list(pattern.finditer(text))
        if not marks and preamble_role(text) and after and not preamble_role(after):
            yield preamble_role(text), after
        for index, mark in enumerate(marks):
            following = marks[index + 1] if index + 1 < len(marks) else None
            end = len(text) if following is None else following.start()
            value = text[mark.end() : end].strip(" 　；;，,、。")
            if not value and following is None and not pattern.search(after):
                value = after
            if value:
                yield preamble_role(mark.group(1)), value


def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[\s　；;，,、。（(]))({'|'.join(map(re.escape, preamble_words()))})\s*[:：]\s*")
