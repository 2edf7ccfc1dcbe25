"""One row of a list → what is known of its report."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

from scoring.documents.content import MAX_CHARACTERS, Unreadable
from scoring.documents.decode import decode
from scoring.documents.lists.columns import FIELDS, TEXT, TITLE, YEAR

MAX_ROWS = 20_000
# All texts of one list together: what fits into the answer of the child.
MAX_LIST = 100_000_000
_YEAR = re.compile(r"((?:19|20)\d\d)\s*年?(?:度)?")
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T].*)?")
_DATES = ("publish_date", "document_date")
_OWN_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class Rows(NamedTuple):
    """`rows`: place in the list, text, what else the row says (field → text), page starts. `refused`: place, code and fields of a message.
    `count` is how many rows there were, empty ones apart."""

    rows: tuple[tuple[str, str, dict[str, str], tuple[int, ...]], ...]
    refused: tuple[tuple[str, str, dict[str, object]], ...] = ()


def decoded(data: bytes) -> str:
    """The text of a list in plain text. Raises `Unreadable` with undecodable."""
    found = decode(data)
    if found is None:
        raise Unreadable("undecodable")
    return found.text


class Collected:
    """Rows as they come, with the limits."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, str, dict[str, str], tuple[int, ...]]] = []
        self._refused: list[tuple[str, str, dict[str, object]]] = []
        self._characters = 0

    def add(self, place: str, record: Mapping[str, Any]) -> None:
        """One row: field → cell. Rows without text are refused by place; so are years and dates that are none."""
        if len(self._rows) >= MAX_ROWS:
            raise Unreadable("list-too-long", limit=MAX_ROWS)
        values = {field: _text(value) for field, value in record.items() if field != "page_starts"}
        if not any(values.values()):
            return
        text = _OWN_CONTROLS.sub("", values.pop(TEXT, "").replace("\r\n", "\n").replace("\r", "\n"))
        problem = _problem(text, values)
        if problem is not None:
            self._refused.append((place, *problem))
            return
        title = values.get(TITLE, "").strip()
        pages = _pages(record.get("page_starts"), text)
        if title and not pages and title not in text[: len(title) + 200]:
            text = f"{title}\n{text}"
        self._characters += len(text)
        if self._characters > MAX_LIST:
            raise Unreadable("too-much-text", limit=MAX_LIST // 10_000)
        self._rows.append(
            (place, text, {field: value.strip() for field, value in values.items() if value.strip()}, pages)
        )

    def rows(self) -> Rows:
        return Rows(tuple(self._rows), tuple(self._refused))


def _problem(text: str, values: dict[str, str]) -> tuple[str, dict[str, object]] | None:
    """What is wrong with a row; years and dates that are right are put into their one form."""
    if not text.strip():
        return "list-no-text", {}
    if len(text) > MAX_CHARACTERS:
        return "too-much-text", {"limit": MAX_CHARACTERS // 10_000}
    if values.get(YEAR, "").strip():
        year = _YEAR.fullmatch(values[YEAR].strip())
        if year is None:
            return "list-bad-year", {"value": values[YEAR][:20]}
        values[YEAR] = year[1]
    for field in _DATES:
        if values.get(field, "").strip():
            found = _DATE.fullmatch(values[field].strip())
            try:
                values[field] = date(*map(int, found.groups())).isoformat() if found else ""
            except ValueError:
                values[field] = ""
            if not values[field]:
                return "list-bad-date", {"column": FIELDS[field][1]}
    return None


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _pages(value: Any, text: str) -> tuple[int, ...]:
    """Page starts that a program gave: rising, from 0, inside the text; anything else is no pages."""
    if not isinstance(value, Sequence) or isinstance(value, str | bytes) or not value:
        return ()
    if any(isinstance(one, bool) or not isinstance(one, int) for one in value):
        return ()
    rising = all(one <= other for one, other in pairwise(value))
    return tuple(value) if rising and value[0] == 0 and value[-1] <= len(text) else ()
