"""A unit in a few words: grade, last year, whether and why it has no total."""

from __future__ import annotations

from decimal import Decimal

from scoring.messages.pages import CARDS, SUMMARY
from scoring.messages.workbook import PROVISIONAL
from scoring.pages.bars import bar
from scoring.pages.criteria import MINUS, PLUS, signed
from scoring.pages.markup import Html
from scoring.results import UnitScore
from scoring.rubric.types import PENALTY
from scoring.tables.format import fixed, plain
from scoring.tables.links import page_name
from scoring.tables.order import unscored_state
from scoring.tables.words import flag_words

# The flag of a grade that points at stake could still change.
_PROVISIONAL = "grade_open"


def page_address(unit: UnitScore) -> str | None:
    """The address of the page of the report that counts, in the same folder; None without a report."""
    return page_name(unit.reports[0]) if unit.reports else None


def grade_words(unit: UnitScore) -> str:
    """The grade, marked as provisional where points at stake could still change it."""
    return PROVISIONAL.format(grade=unit.grade) if unit.grade and _PROVISIONAL in unit.flags else unit.grade


def doubt_words(unit: UnitScore) -> str:
    """The doubts of the unit in words; what the provisional grade says already is left out."""
    return flag_words(flag for flag in sorted(unit.flags) if flag != _PROVISIONAL)


def is_placed(unit: UnitScore) -> bool:
    """Whether the unit has a total and a place: some criterion has points, and no veto stops it."""
    return unit.ranked and unscored_state(unit) is None


def beside_the_tree(unit: UnitScore, decimals: int) -> tuple[tuple[str, str], ...]:
    """What pools and vetoes did to the total, name and words: `加分项 +2.00`, `一票否决和门槛 重大事故`."""
    found = []
    for pool in unit.pools:
        sign = MINUS if pool.kind == PENALTY else PLUS
        found.append((pool.name, signed(sign, fixed(pool.points, decimals))))
    triggered = [veto.name for veto in unit.vetoes if veto.triggered]
    if triggered:
        found.append((SUMMARY["vetoes"], "、".join(triggered)))
    return tuple(found)


def previous_words(unit: UnitScore, decimals: int) -> str:
    """Last year's total and rank; "" where the unit was not scored then."""
    if unit.previous_total is None:
        return ""
    total = fixed(unit.previous_total, decimals)
    if unit.previous_rank is None:
        return SUMMARY["previous_total_only"].format(total=total)
    return SUMMARY["previous_value"].format(total=total, rank=plain(unit.previous_rank))


def short(value: Decimal, decimals: int) -> str:
    """At most `decimals` decimals and no trailing zeros: full marks that grew by an excluded criterion run to many digits."""
    return plain(Decimal(fixed(value, decimals)))


def total_bar(unit: UnitScore, decimals: int) -> Html:
    """The total out of the full marks, with what is still at stake."""
    label = CARDS["bar"].format(
        name=SUMMARY["total"],
        points=fixed(unit.published, decimals),
        stake=fixed(unit.stake, decimals),
        full=short(unit.full_marks, decimals),
    )
    # What may be taken off lies in the points that are shown already.
    return bar(unit.published, unit.gain, unit.full_marks, label)
