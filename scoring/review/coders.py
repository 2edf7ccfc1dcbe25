"""What each coder gave: by the log, or by the files that came back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path

from scoring.corrections.log import CHECKED, OVERRIDE, WITHDRAWN, Entry, points_of
from scoring.errors import Diagnostic
from scoring.review.ledger import Row, read_ledger
from scoring.review.returned import open_returned

Given = dict[str, Fraction]


def coders_of_log(entries: Iterable[Entry], rows: Mapping[str, Row]) -> dict[str, Given]:
    """Points by reviewer and row: what they gave last; the engine's where they looked at the row and let it stand. 不适用 is no number and is
    left out."""
    found: dict[str, Given] = {}
    for entry in entries:
        if entry.kind not in (OVERRIDE, CHECKED, WITHDRAWN) or entry.key not in rows or entry.value.get("settled"):
            continue
        given = found.setdefault(entry.by.who, {})
        points = points_of(entry.value["points"]) if entry.kind == OVERRIDE else None
        if entry.kind == CHECKED and entry.key not in given:
            points = rows[entry.key].points
        elif entry.kind == CHECKED:
            continue
        given.pop(entry.key, None)
        if points is not None:
            given[entry.key] = Fraction(points)
    return {who: given for who, given in found.items() if given}


def coders_of_file(path: Path, run_id: str, rows: Mapping[str, Row]) -> tuple[dict[str, Given], tuple[Diagnostic, ...]]:
    """The same for one file that came back, without the log. Raises ScoringError where it cannot be read at all."""
    returned = open_returned(path)
    if returned.run != run_id:
        returned.tell("review-other-run" if returned.run else "review-no-run", found=returned.run, wanted=run_id)
        return {}, tuple(returned.problems)
    found = coders_of_log(tuple(read_ledger(returned, rows, {})), rows)
    return found, tuple(returned.problems)


def full_marks(rows: Mapping[str, Row]) -> Given:
    """The full marks of every row."""
    return {key: Fraction(row.full_marks) for key, row in rows.items()}
