"""Scores that people give: judgement sheets and the units' scores of themselves."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Generic, TypeVar

from scoring.errors import Diagnostic
from scoring.sources.cells import is_not_applicable, number_text, read_number
from scoring.sources.criteria import Asked, Criteria, asked_in
from scoring.sources.fields import Tell, bad_cell, date_of, number_of, text_of, unit_of, year_of
from scoring.sources.grid import Book
from scoring.sources.layout import Layout
from scoring.sources.tables import layouts_of
from scoring.sources.titles import folded
from scoring.sources.types import (
    JUDGEMENTS,
    SELF_SCORES,
    Judgement,
    Place,
    SelfScore,
    TableInfo,
    unit_key,
)
from scoring.sources.wanted import NOTHING_KNOWN, Wanted, WantedCriterion

# Whether a veto's condition is so, in words.
_YES_NO = {
    **dict.fromkeys(("是", "有", "发生", "存在"), Decimal(1)),
    **dict.fromkeys(("否", "无", "没有", "未发生", "不存在"), Decimal(0)),
}

Score = TypeVar("Score", Judgement, SelfScore)


@dataclass(frozen=True, slots=True)
class Named(Generic[Score]):
    """What was given for a criterion, with the unit's name as written and the year. `by` tells apart what may stand side by side: the
    judgements of several persons, and the levels for which one sheet counts votes."""

    unit: str
    year: int | None
    criterion: str
    given: Score
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet(Generic[Score]):
    """A file of scores as read."""

    info: TableInfo
    given: tuple[Named[Score], ...]


def read_judgements(
    book: Book, wanted: Wanted = NOTHING_KNOWN
) -> tuple[Sheet[Judgement] | None, tuple[Diagnostic, ...]]:
    """The judgements in a file and everything wrong with it. A score outside its range or between its steps, without a name or without a
    reason is a diagnostic and is not scored; a blank score is one that is not given yet."""
    problems: list[Diagnostic] = list(book.diagnostics)
    words = [word for criterion in wanted.criteria for word in (criterion.id, criterion.name)]
    tables = layouts_of(book, JUDGEMENTS, words, problems.append)
    if not tables:
        return None, tuple(problems)
    criteria = Criteria(wanted)
    found: list[Named[Judgement]] = []
    for layout in tables:
        refused: set[str] = set()
        for asked in asked_in(layout, "score", criteria, problems.append):
            if asked.criterion is not None and not asked.criterion.judged:
                if asked.id not in refused:
                    problems.append(layout.diagnose("criterion-not-judged", asked.row, asked.column, id=asked.id))
                refused.add(asked.id)
                continue
            one = _judgement(layout, asked, problems.append)
            if one is not None:
                found.append(one)
    return Sheet(_info(JUDGEMENTS, book, tables, found), tuple(found)), tuple(problems)


def read_self_scores(
    book: Book, wanted: Wanted = NOTHING_KNOWN
) -> tuple[Sheet[SelfScore] | None, tuple[Diagnostic, ...]]:
    """The units' own scores in a file and everything wrong with it. Points below 0 or above the full marks are diagnostics."""
    problems: list[Diagnostic] = list(book.diagnostics)
    words = [word for criterion in wanted.criteria for word in (criterion.id, criterion.name)]
    tables = layouts_of(book, SELF_SCORES, words, problems.append)
    if not tables:
        return None, tuple(problems)
    criteria = Criteria(wanted)
    found: list[Named[SelfScore]] = []
    for layout in tables:
        for asked in asked_in(layout, "self_score", criteria, problems.append):
            one = _self_score(layout, asked, problems.append)
            if one is not None:
                found.append(one)
    return Sheet(_info(SELF_SCORES, book, tables, found), tuple(found)), tuple(problems)


def _judgement(layout: Layout, asked: Asked, tell: Tell) -> Named[Judgement] | None:
    row, column = asked.row, asked.column
    raw = row.raw(column)
    if raw is None:
        return None
    unit = unit_of(layout, row, tell)
    year, usable = year_of(layout, row, tell)
    value = _answer(layout, asked, tell)
    scorer = text_of(layout, row, layout.column("scorer"), tell) or layout.about.get("scorer", "")
    reason = text_of(layout, row, layout.column("reason"), tell)
    for code, text in (("judged-no-scorer", scorer), ("judged-no-reason", reason)):
        if not text:
            tell(layout.diagnose(code, row, column, shown=raw.shown))
    weight = _weight(layout, asked, tell)
    date = date_of(layout, row, tell)
    if not (unit and usable and value is not None and scorer and reason and weight is not None):
        return None
    public = text_of(layout, row, layout.column("public_reason"), tell)
    points, level = value
    place = layout.place(row, column)
    counted = level if layout.column("weight") is not None else ""
    given = Judgement(points, level, scorer, place, reason, public, date, weight)
    return Named(unit, year, asked.id, given, (folded(scorer), counted))


def _answer(layout: Layout, asked: Asked, tell: Tell) -> tuple[Decimal | None, str] | None:
    """Points, or a level's name; None with a diagnostic for what the criterion does not allow."""
    row, column, criterion = asked.row, asked.column, asked.criterion
    raw = row.raw(column)
    assert raw is not None
    if raw.problem:
        bad_cell(layout, row, column, raw, tell)
        return None
    if criterion is not None and criterion.yes_no and folded(raw.shown) in _YES_NO:
        return _YES_NO[folded(raw.shown)], ""
    if isinstance(raw.value, str) and is_not_applicable(raw.shown) and not _is_level(raw.shown, criterion):
        tell(layout.diagnose("judged-not-applicable", row, column, shown=raw.shown))
        return None
    if criterion is None:
        reading = read_number(raw.shown)
        number = raw.value if isinstance(raw.value, Decimal) else reading.value
        return (number, "") if number is not None else (None, raw.shown.strip())
    if criterion.levels:
        level = next((name for name in criterion.levels if folded(name) == folded(raw.shown)), "")
        if not level:
            allowed = "、".join(criterion.levels)
            tell(layout.diagnose("judged-level", row, column, shown=raw.shown, levels=allowed))
            return None
        return None, level
    points = number_of(layout, row, column, tell)
    if points is None:
        return None
    return (points, "") if _allowed(layout, asked, points, criterion, tell) else None


def _is_level(shown: str, criterion: WantedCriterion | None) -> bool:
    return criterion is not None and folded(shown) in map(folded, criterion.levels)


def _allowed(layout: Layout, asked: Asked, points: Decimal, criterion: WantedCriterion, tell: Tell) -> bool:
    high = criterion.points if criterion.high is None else min(criterion.high, criterion.points)
    shown = asked.row.text(asked.column)
    if not criterion.low <= points <= high:
        words = {"low": number_text(criterion.low), "high": number_text(high)}
        tell(layout.diagnose("judged-range", asked.row, asked.column, shown=shown, **words))
        return False
    if criterion.step is not None and (Fraction(points) - Fraction(criterion.low)) % Fraction(criterion.step):
        step = number_text(criterion.step)
        tell(layout.diagnose("judged-step", asked.row, asked.column, shown=shown, step=step))
        return False
    return True


def _weight(layout: Layout, asked: Asked, tell: Tell) -> Decimal | None:
    """The weight of a vote, 1 where none is given; None with a diagnostic where it cannot be one."""
    column = layout.column("weight")
    raw = asked.row.raw(column)
    if column is None or raw is None:
        return Decimal(1)
    weight = number_of(layout, asked.row, column, tell)
    if weight is not None and weight <= 0:
        tell(layout.diagnose("judged-weight", asked.row, column, shown=raw.shown))
        return None
    return weight


def _self_score(layout: Layout, asked: Asked, tell: Tell) -> Named[SelfScore] | None:
    if asked.row.raw(asked.column) is None:
        return None
    unit = unit_of(layout, asked.row, tell)
    year, usable = year_of(layout, asked.row, tell)
    points = number_of(layout, asked.row, asked.column, tell)
    if not unit or not usable or points is None:
        return None
    full = None if asked.criterion is None else asked.criterion.points
    if points < 0 or (full is not None and points > full):
        words = {"shown": asked.row.text(asked.column), "high": "" if full is None else number_text(full)}
        tell(layout.diagnose("self-score-range", asked.row, asked.column, **words))
        return None
    reason = text_of(layout, asked.row, layout.column("reason"), tell)
    return Named(unit, year, asked.id, SelfScore(points, layout.place(asked.row, asked.column), reason))


def _info(kind: str, book: Book, tables: tuple[Layout, ...], found: list[Named[Score]]) -> TableInfo:
    first = tables[0]
    return TableInfo(
        kind,
        tuple(sorted({one.criterion for one in found})),
        Place(book.file, first.sheet if len(tables) == 1 else "", first.header),
        first.about.get("office", ""),
        first.about.get("document", ""),
        first.about.get("date", ""),
        kind,
        book.sha256,
        rows=len(found),
        units=len({unit_key(one.unit) for one in found}),
        years=tuple(sorted({one.year for one in found}, key=lambda year: year or 0)),
        notes=tuple(note for layout in tables for note in layout.notes),
    )
