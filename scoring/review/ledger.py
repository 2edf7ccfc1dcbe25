"""复核台账 of a returned workbook → overrides, checks, settlements, withdrawals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from scoring.corrections.log import ADJUDICATED, CHECKED, OVERRIDE, WITHDRAWN, Entry, points_text
from scoring.corrections.state import Standing
from scoring.errors import WARNING
from scoring.messages.review import SAID
from scoring.messages.workbook import COLUMNS
from scoring.results import Run
from scoring.review.people import Refused, by_of, number_of, refuse
from scoring.review.returned import Line, Returned, Sheet
from scoring.tables import review_columns as columns
from scoring.tables.clean import as_written
from scoring.tables.ledger import ledger_table
from scoring.tables.types import Input

_NEEDED = (
    columns.KEY,
    columns.HASH,
    columns.ENGINE_POINTS,
    columns.REVIEW_POINTS,
    columns.REVIEW_REASON,
    columns.PUBLIC_REASON,
    columns.REVIEWER,
    columns.REVIEW_DATE,
    columns.ADJUDICATED,
    columns.ADJUDICATOR,
    columns.CHECKED,
)
_QUOTE = COLUMNS["quote"]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the ledger as the engine wrote it."""

    key: str
    hash: str
    quote: str
    points: Decimal | None
    full_marks: Decimal
    outcome: str


def expected_rows(run: Run) -> dict[str, Row]:
    """The rows of the run's ledger by key. `run` may hold corrections: what the engine itself gave stands in the row all the same."""
    table = ledger_table(run)
    at = {column.title: number for number, column in enumerate(table.columns)}
    outcomes = _outcomes(run)
    found = {}
    for row in table.rows:
        key = str(_plain(row.cells[at[columns.KEY]]))
        points = _plain(row.cells[at[columns.ENGINE_POINTS]])
        full = _plain(row.cells[at[columns.FULL_MARKS]])
        found[key] = Row(
            key,
            str(_plain(row.cells[at[columns.HASH]])),
            as_written(_text(row.cells[at[_QUOTE]])),
            None if points is None else Decimal(str(points)),
            Decimal(str(full)),
            outcomes.get(key, ""),
        )
    return found


def _outcomes(run: Run) -> dict[str, str]:
    from scoring.sources.types import unit_key

    found = {}
    for unit in run.units:
        for leaf in (*unit.leaves, *(one for pool in unit.pools for one in pool.leaves)):
            outcome = leaf.outcome.value if leaf.override is None else leaf.override.engine_outcome
            found[columns.row_key(unit_key(unit.unit), unit.year, leaf.criterion)] = outcome
    return found


def _plain(cell: Any) -> Any:
    return cell.value if isinstance(cell, Input) else getattr(cell, "value", cell)


def _text(cell: Any) -> str:
    return "" if _plain(cell) is None else str(_plain(cell))


def read_ledger(returned: Returned, rows: Mapping[str, Row], standing: Mapping[str, Standing]) -> Iterator[Entry]:
    """What reviewers filled in, row by row; rows that cannot be taken are told and left out. `standing` is what the log holds by key: points
    that were cleared while the name stayed are taken back, and who settled a row speaks as such."""
    sheet = returned.sheet(columns.LEDGER, _NEEDED, columns.KEY)
    if sheet is None:
        return
    twice = _twice(returned, sheet)
    for line in sheet.lines:
        key = line[columns.KEY].text
        if key in twice or not (_filled(line) or (line[columns.REVIEWER] and key in standing)):
            continue
        try:
            yield from _line(returned, sheet, line, rows, standing.get(key))
        except Refused:
            continue


def _filled(line: Line) -> bool:
    return any(line[title] for title in (columns.REVIEW_POINTS, columns.ADJUDICATED, columns.CHECKED))


def _twice(returned: Returned, sheet: Sheet) -> set[str]:
    """Keys that stand in two rows of which one is filled in."""
    first: dict[str, Line] = {}
    found = set()
    for line in sheet.lines:
        key = line[columns.KEY].text
        if key in first and (_filled(line) or _filled(first[key])):
            found.add(key)
            place = sheet.place(line, columns.KEY)
            returned.tell("review-twice", place, line.number, key=key, first=first[key].number)
        first.setdefault(key, line)
    return found


def _line(
    returned: Returned, sheet: Sheet, line: Line, rows: Mapping[str, Row], standing: Standing | None
) -> Iterator[Entry]:
    key = line[columns.KEY].text
    row = rows.get(key)
    if row is None:
        refuse(returned, sheet, line, columns.KEY, "review-no-key", key=key)
    if not _as_now(line, row):
        if not _whole(line):
            refuse(returned, sheet, line, columns.ENGINE_POINTS, "review-engine-changed")
        place = sheet.place(line, columns.ENGINE_POINTS)
        now = "" if row.points is None else points_text(row.points)
        returned.tell("review-older", place, line.number, WARNING, shown=line[columns.ENGINE_POINTS].text, now=now)
    engine = {"engine": points_text(row.points) if row.points is not None else None, "outcome": row.outcome}
    if line[columns.REVIEW_POINTS].text == SAID["withdrawn"]:
        by = by_of(returned, sheet, line, reason=False)
        yield Entry(WITHDRAWN, key, by, {"kind": OVERRIDE})
    elif line[columns.REVIEW_POINTS]:
        points = _points(returned, sheet, line, columns.REVIEW_POINTS, row)
        by = by_of(returned, sheet, line)
        yield from _spoken(Entry(OVERRIDE, key, by, {"points": points_text(points), **engine}), standing)
    else:
        yield from _without_points(returned, sheet, line, key, standing)
    if line[columns.ADJUDICATED].text == SAID["withdrawn"]:
        by = by_of(returned, sheet, line, person=columns.ADJUDICATOR, reason=False)
        yield Entry(WITHDRAWN, key, by, {"kind": OVERRIDE, "settled": True})
    elif line[columns.ADJUDICATED]:
        points = _points(returned, sheet, line, columns.ADJUDICATED, row)
        by = by_of(returned, sheet, line, person=columns.ADJUDICATOR)
        yield Entry(ADJUDICATED, key, by, {"points": points_text(points), "kind": OVERRIDE, **engine})


def _without_points(
    returned: Returned, sheet: Sheet, line: Line, key: str, standing: Standing | None
) -> Iterator[Entry]:
    """A row that was looked at, and points that were cleared while the name stayed."""
    who = line[columns.REVIEWER].text
    if line[columns.CHECKED]:
        yield Entry(CHECKED, key, by_of(returned, sheet, line, reason=False), {})
    for entry in _speaking(who, standing):
        by = replace(by_of(returned, sheet, line, reason=False), who=entry.by.who)
        settled = {"settled": True} if entry.kind == ADJUDICATED else {}
        yield Entry(WITHDRAWN, key, by, {"kind": OVERRIDE, **settled})


def _spoken(entry: Entry, standing: Standing | None) -> Iterator[Entry]:
    """The entry as it counts: a workbook shows several who agree as one name, and who settled a row as its reviewer."""
    speaking = _speaking(entry.by.who, standing)
    if not speaking:
        yield entry
    for one in speaking:
        if one.kind == ADJUDICATED:
            yield replace(entry, kind=ADJUDICATED, value={**entry.value, "kind": OVERRIDE})
        elif standing is not None and standing.in_force is not None and _same(entry, standing.in_force):
            # What is in force under their joint name was not changed.
            yield one
        else:
            yield replace(entry, by=replace(entry.by, who=one.by.who))


def _speaking(who: str, standing: Standing | None) -> tuple[Entry, ...]:
    """Whose words the name in the workbook stands for: that of who settled it, of one reviewer, or of all who agree."""
    if standing is None or not who:
        return ()
    if standing.settled is not None and standing.settled.by.who == who:
        return (standing.settled,)
    if standing.in_force is not None and standing.in_force.by.who == who:
        return standing.said
    return tuple(one for one in standing.said if one.by.who == who)


def _same(entry: Entry, other: Entry) -> bool:
    about = (entry.value["points"], entry.by.reason, entry.by.public_reason)
    return about == (other.value["points"], other.by.reason, other.by.public_reason)


def _as_now(line: Line, row: Row) -> bool:
    """Whether the row is as the engine writes it today."""
    quote = _quote(line)
    if "_x" in quote:
        from openpyxl.utils.escape import unescape

        quote = unescape(quote)
    same_quote = _QUOTE not in line.titles or quote.strip() == row.quote.strip()
    return line[columns.HASH].text == row.hash and _untouched(line, row) and same_quote


def _whole(line: Line) -> bool:
    """Whether the row's hash is that of what stands in it: then it is as the engine wrote it, before facts were corrected."""
    value = line[columns.ENGINE_POINTS].value
    if isinstance(value, bool) or not (value is None or isinstance(value, int | float)):
        return False
    return line[columns.HASH].text == columns.row_hash(line[columns.KEY].text, value, _quote(line))


def _quote(line: Line) -> str:
    value = line[_QUOTE].value
    return "" if value is None else str(value)


def _untouched(line: Line, row: Row) -> bool:
    """Whether the engine's points stand as they were written. The hash column alone would let a changed cell pass."""
    cell = line[columns.ENGINE_POINTS]
    if row.points is None:
        return not cell.text
    try:
        shown = Decimal(cell.text)
    except ArithmeticError:
        return False
    return abs(shown - row.points) < Decimal("1e-9")


def _points(returned: Returned, sheet: Sheet, line: Line, title: str, row: Row) -> Decimal | None:
    """The points typed; None for 不适用."""
    if line[title].text == columns.NOT_APPLICABLE and not line[title].formula:
        return None
    points = number_of(returned, sheet, line, title)
    if points is None or not 0 <= points <= row.full_marks:
        shown = line[title].text
        refuse(
            returned, sheet, line, title, "review-range", column=title, shown=shown, full=points_text(row.full_marks)
        )
    return points
