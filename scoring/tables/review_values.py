"""What a reviewer fills in beside what the engine found: the columns, what stands in them already, the row's key and hash."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from scoring.assess.totals import answered, answers
from scoring.messages.workbook import EXCLUDED
from scoring.results import LeafScore, Outcome, UnitScore
from scoring.sources.types import unit_key
from scoring.tables import review_columns as review
from scoring.tables.clean import as_written
from scoring.tables.types import Cell, Column, Input, Kind

REVIEW_COLUMNS = (
    Column("review_points", review.REVIEW_POINTS, Kind.POINTS, 9),
    Column("review_reason", review.REVIEW_REASON, Kind.LONG, 24, printed=False),
    Column("public_reason", review.PUBLIC_REASON, Kind.LONG, 24),
    Column("reviewer", review.REVIEWER, Kind.LONG, 10),
    Column("review_date", review.REVIEW_DATE, Kind.MARK, 12),
    Column("adjudicated", review.ADJUDICATED, Kind.POINTS, 9),
    Column("adjudicator", review.ADJUDICATOR, Kind.LONG, 10),
    Column("checked", review.CHECKED, Kind.MARK, 8),
)
_SIGNED = (
    Column("review_reason", review.REVIEW_REASON, Kind.LONG, 24, printed=False),
    Column("reviewer", review.REVIEWER, Kind.LONG, 10, printed=False),
    Column("review_date", review.REVIEW_DATE, Kind.MARK, 12, printed=False),
)
FACT_INPUTS = (
    Column("action", review.FACT_ACTION, Kind.MARK, 10, printed=False),
    Column("new_value", review.FACT_VALUE, Kind.NUMBER, 10, printed=False),
    Column("new_quote", review.FACT_QUOTE, Kind.LONG, 30, printed=False),
    *_SIGNED,
)
ADDED_INPUTS = (
    Column("report_id", review.FACT_REPORT, Kind.CODE, 40),
    Column("measure", review.FACT_MEASURE_ID, Kind.CODE, 30),
    Column("value", review.ADDED_VALUE, Kind.NUMBER, 10),
    Column("quote", review.ADDED_QUOTE, Kind.LONG, 50),
    Column("status", review.ADDED_STATUS, Kind.MARK, 10),
    *_SIGNED,
)
REPORT_INPUTS = (
    Column("new_unit", review.REPORT_UNIT, Kind.LONG, 20),
    Column("new_type", review.REPORT_TYPE, Kind.LONG, 14),
    Column("new_group", review.REPORT_GROUP, Kind.LONG, 14),
    Column("new_year", review.REPORT_YEAR, Kind.COUNT, 10),
    *_SIGNED,
)


def leaf_key(unit: UnitScore, criterion: str) -> str:
    """The key of a criterion's row."""
    return review.row_key(unit_key(unit.unit), unit.year, criterion)


def engine_points(leaf: LeafScore) -> Decimal | None:
    """The engine's own points, also where a reviewer's stand in their place."""
    return leaf.points if leaf.override is None else leaf.override.engine_points


def effective(leaf: LeafScore) -> Cell:
    """What counts: points, a word where the criterion is left out, None where there is no answer yet."""
    if leaf.excluded:
        return review.NOT_APPLICABLE if _concerns_nobody(leaf) else EXCLUDED
    return leaf.points


def engine_effective(leaf: LeafScore) -> str | None:
    """The word that stands for a criterion which the engine leaves out; None where it does not."""
    if leaf.override is None:
        found = effective(leaf)
        return found if isinstance(found, str) else None
    left_out = leaf.override.engine_points is None and leaf.override.engine_outcome == Outcome.NOT_APPLICABLE.value
    return review.NOT_APPLICABLE if left_out else None


def _concerns_nobody(leaf: LeafScore) -> bool:
    return leaf.override is not None or leaf.outcome is Outcome.NOT_APPLICABLE


def hoped(leaf: LeafScore) -> Cell:
    """What it would have if everything at stake were won; the word where it is left out."""
    found = effective(leaf)
    return found if isinstance(found, str) else (leaf.points or Decimal(0)) + leaf.stake


def answered_share(leaf: LeafScore) -> Fraction:
    """The share of the full marks that has an answer: 1 where everything has one, 0 without one and where the criterion does not count."""
    if leaf.excluded or not answers(leaf):
        return Fraction(0)
    return Fraction(answered(leaf)) / Fraction(leaf.full_marks) if leaf.full_marks else Fraction(1)


def as_cell(share: Fraction) -> int | float:
    """A share as a cell holds it."""
    return share.numerator if share.denominator == 1 else float(share)


def as_stored(points: Decimal | None) -> float | None:
    """The number that a reader of the file finds: XLSX holds sixteen digits."""
    return None if points is None else float(f"{float(points):.16G}")


def review_values(unit: UnitScore, leaf: LeafScore) -> dict[str, Cell]:
    """The cells of the columns that a reviewer fills in, with what a correction in force says, and the technical ones."""
    key = leaf_key(unit, leaf.criterion)
    # The hash is over what stands in the cell.
    quote = as_written(leaf.used[0].evidence.quote) if leaf.used else ""
    own = engine_points(leaf)
    given = leaf.override
    points: Decimal | str | None = None
    if given is not None:
        points = review.NOT_APPLICABLE if given.points is None else given.points
    by = None if given is None else given.by
    return {
        "engine_points": own,
        "review_points": Input(points),
        "review_reason": Input(by.reason if by else None),
        "public_reason": Input(by.public_reason if by else None),
        "reviewer": Input(by.who if by else None),
        "review_date": Input(by.when if by else None),
        "adjudicated": Input(),
        "adjudicator": Input(),
        "checked": Input(),
        "key": key,
        "hash": review.row_hash(key, as_stored(own), quote),
        "hoped": hoped(leaf),
        "answered": as_cell(answered_share(leaf)),
        "changed_row": None,
    }
