"""What single fields of a row say: unit, year, date, text. Every mistake is one diagnostic."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from scoring.errors import Diagnostic
from scoring.sources.cells import is_not_applicable, plain, read_number
from scoring.sources.grid import Raw
from scoring.sources.layout import Column, Layout, Row
from scoring.text.regex import regex

Tell = Callable[[Diagnostic], None]

_YEAR = regex(r"(19[0-9]{2}|20[0-9]{2})\s*(?:年度?)?")
_HANZI_YEAR = regex(r"([〇○零一二三四五六七八九]{4})年度?")
_HANZI = {char: str(index) for index, char in enumerate("〇一二三四五六七八九")} | {"○": "0", "零": "0"}
_DATE = regex(r"(20[0-9]{2}|19[0-9]{2})\s*[-./年]\s*([0-9]{1,2})\s*[-./月]\s*([0-9]{1,2})\s*日?(?:\s+[0-9:]{4,8})?")
_MONTH = regex(r"(20[0-9]{2}|19[0-9]{2})\s*[-./年]\s*([0-9]{1,2})\s*月?(?:份)?")
_COMPACT = regex(r"(20[0-9]{2})([01][0-9])([0-3][0-9])")


def unit_of(layout: Layout, row: Row, tell: Tell) -> str:
    """The unit a row is about: its column, else what stands above the titles. "" with a diagnostic where there is none."""
    column = layout.column("unit")
    if column is None:
        found = layout.about.get("unit", "")
        if not found:
            tell(layout.diagnose("unit-missing", row))
        return found
    raw = row.raw(column)
    if raw is not None and raw.problem:
        bad_cell(layout, row, column, raw, tell)
        return ""
    if raw is None:
        tell(layout.diagnose("unit-missing", row, column))
        return ""
    return " ".join(raw.shown.split())


def year_of(layout: Layout, row: Row, tell: Tell) -> tuple[int | None, bool]:
    """The year a row is about, None where nothing says one; and whether the row can be used (a year that cannot be read is a
    diagnostic: taking it for no year would give the row to the wrong year)."""
    column = layout.column("year")
    raw = row.raw(column)
    if raw is None:
        stated = layout.about.get("year")
        year = None if stated is None else read_year(stated)
        if stated is not None and year is None:
            tell(layout.diagnose("year-above", shown=stated))
            return None, False
        return year, True
    year = read_year(raw.shown)
    if year is None:
        tell(layout.diagnose("year-unreadable", row, column, shown=raw.shown))
        return None, False
    return year, True


def read_year(text: str) -> int | None:
    """2024, 2024年, 2024年度, 二〇二四年度 → 2024; None for anything else (24年, a date)."""
    found = _YEAR.fullmatch(plain(text))
    if found is not None:
        return int(found.group(1))
    hanzi = _HANZI_YEAR.fullmatch(plain(text))
    return None if hanzi is None else int("".join(_HANZI[char] for char in hanzi.group(1)))


def read_date(text: str) -> str | None:
    """The date as ISO: 2025-01-15, 2025年1月15日, 2025/1/15, 20250115 → 2025-01-15; 2025年1月 → 2025-01; None for anything else."""
    words = plain(text)
    found = _DATE.fullmatch(words) or _COMPACT.fullmatch(words)
    if found is not None:
        year, month, day = (int(part) for part in found.groups())
        try:
            return date(year, month, day).isoformat()
        except ValueError:
            return None
    found = _MONTH.fullmatch(words)
    if found is not None and 1 <= int(found.group(2)) <= 12:
        return f"{found.group(1)}-{int(found.group(2)):02}"
    return None


def date_of(layout: Layout, row: Row, tell: Tell) -> str:
    """The date of a row, else that of its sheet, as ISO; what cannot be read stays as it stands, with a warning."""
    column = layout.column("date")
    raw = row.raw(column)
    stated = layout.about.get("date", "") if raw is None else raw.shown.strip()
    if not stated:
        return ""
    found = read_date(stated)
    if found is None and raw is not None:
        tell(layout.diagnose("date-unreadable", row, column, shown=stated))
    return found or stated


def number_of(layout: Layout, row: Row, column: Column, tell: Tell) -> Decimal | None:
    """The number in a cell that must hold one; None for a blank cell, 不适用, and with a diagnostic for anything else."""
    raw = row.raw(column)
    if raw is None or (isinstance(raw.value, str) and not raw.problem and is_not_applicable(raw.shown)):
        return None
    if raw.problem:
        bad_cell(layout, row, column, raw, tell)
        return None
    if isinstance(raw.value, Decimal):
        return raw.value
    reading = read_number(raw.shown)
    if reading.value is None:
        tell(layout.diagnose(f"number-{reading.problem}", row, column, shown=raw.shown, meant=reading.meant))
        return None
    if reading.problem:
        tell(layout.diagnose(f"number-{reading.problem}", row, column, shown=raw.shown, meant=reading.meant))
    return reading.value


def text_of(layout: Layout, row: Row, column: Column | None, tell: Tell) -> str:
    """The text of a cell, "" for a blank one; error values are no text."""
    raw = row.raw(column)
    if raw is None or column is None:
        return ""
    if raw.problem:
        bad_cell(layout, row, column, raw, tell)
        return ""
    return raw.shown.strip()


def bad_cell(layout: Layout, row: Row, column: Column, raw: Raw, tell: Tell) -> None:
    """Say that a cell holds an error value, or a formula without a stored result."""
    tell(layout.diagnose(raw.problem, row, column, shown=raw.shown))
