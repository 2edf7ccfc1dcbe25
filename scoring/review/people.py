"""Who filled in a row, when and why; and numbers as they are typed."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import NoReturn

from scoring.corrections.types import By
from scoring.review.returned import Line, Returned, Sheet, Typed
from scoring.tables.review_columns import PUBLIC_REASON, REVIEW_DATE, REVIEW_REASON, REVIEWER

_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T].*)?")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


class Refused(Exception):
    """A row that is not taken; everything has been told."""


def by_of(returned: Returned, sheet: Sheet, line: Line, *, person: str = REVIEWER, reason: bool = True) -> By:
    """Who, when and why. Raises Refused where the person, or the reason where one is asked for, is missing, or the date is none."""
    who = line[person].text
    if not who:
        refuse(returned, sheet, line, person, "review-no-person", column=person)
    if reason and not line[REVIEW_REASON].text:
        refuse(returned, sheet, line, REVIEW_REASON, "review-no-reason")
    return By(
        who=who,
        when=_date(returned, sheet, line),
        reason=line[REVIEW_REASON].text,
        public_reason=line[PUBLIC_REASON].text,
        file=returned.name,
        file_sha256=returned.sha256,
        sheet=sheet.name,
        row=line.number,
    )


def _date(returned: Returned, sheet: Sheet, line: Line) -> str:
    cell = line[REVIEW_DATE]
    if isinstance(cell.value, datetime | date) or not cell.text:
        return cell.text
    found = _DATE.fullmatch(cell.text)
    told = None if found is None else _day(*map(int, found.groups()))
    if told is None:
        refuse(returned, sheet, line, REVIEW_DATE, "review-date", shown=cell.text)
    return told


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def number_of(returned: Returned, sheet: Sheet, line: Line, title: str) -> Decimal | None:
    """The number in a cell; None where it is blank. Raises Refused, with the cell told, for formulas, errors and anything that is no plain
    number: 3分 and ３．５ are never guessed."""
    cell = line[title]
    if not cell:
        return None
    if cell.formula:
        refuse(returned, sheet, line, title, "review-formula", column=title, shown=cell.formula[:40])
    if cell.is_error:
        refuse(returned, sheet, line, title, "review-error", column=title, shown=cell.text)
    number = _number(cell)
    if number is None:
        refuse(returned, sheet, line, title, "review-not-number", column=title, shown=cell.text[:20])
    return number


def _number(cell: Typed) -> Decimal | None:
    value = cell.value
    if isinstance(value, bool | datetime | date):
        return None
    try:
        if isinstance(value, int | float):
            found = Decimal(repr(value))
            return found if found.is_finite() else None
        return Decimal(cell.text) if _NUMBER.fullmatch(cell.text) and cell.text.isascii() else None
    except InvalidOperation:
        return None


def refuse(returned: Returned, sheet: Sheet, line: Line, title: str, code: str, **words: object) -> NoReturn:
    """Tell the problem with its cell and raise Refused."""
    returned.tell(code, sheet.place(line, title), line.number, words=words)
    raise Refused
