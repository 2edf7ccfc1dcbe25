"""The validated arguments of every rule: one frozen dataclass per rule. `scoring.rules` computes with them.

All numbers are exact Decimals in the measure's own unit; rates are fractions (95 % is 0.95). `unit` is the measure's unit
("ratio" for a rate, 件, 次 …), for words only.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

PRORATA, FLOOR, CEIL = "prorata", "floor", "ceil"
PARTIALS = (PRORATA, FLOOR, CEIL)

UNDER, OVER, NOT_DONE, DONE = "under", "over", "not_done", "done"

ZERO = Decimal(0)
ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Worth:
    """What something earns: a share of the full marks (0 to 1) or points. Exactly one is set."""

    share: Decimal | None = None
    points: Decimal | None = None

    def of(self, full_marks: Decimal) -> Decimal:
        """In points, never more than the full marks."""
        if self.points is not None:
            return min(self.points, full_marks)
        return (self.share or ZERO) * full_marks


@dataclass(frozen=True, slots=True)
class Subject:
    """A fact that an item asks for: `source` is measure, practice or report, `id` its id; `name` and `unit` as people read them."""

    source: str
    id: str
    name: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class DoneSpec:
    """`done`: full marks if the value is at least `at_least` and at most `at_most` (None = open), else none."""

    at_least: Decimal | None = ONE
    at_most: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """A condition of a checklist: met if the value lies within `at_least`..`at_most`. `weight` is its part of the sum of all weights."""

    name: str
    subject: Subject
    weight: Decimal
    at_least: Decimal | None = ONE
    at_most: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ChecklistSpec:
    """`checklist`: the conditions met earn their parts of the full marks."""

    items: tuple[ChecklistItem, ...]


@dataclass(frozen=True, slots=True)
class Escalation:
    """From the `start`-th step on, the cause costs `points` in all (None: everything the criterion has)."""

    start: Decimal
    points: Decimal | None


@dataclass(frozen=True, slots=True)
class DeductCause:
    """One reason to lose points. `when` is under, over (both against `threshold`), not_done or done.

    steps = distance to the threshold ÷ `per`, whole or not by `partial` (not_done and done: one step); lost = steps × `step`,
    at most `cap`, unless an escalation applies. `missing` is what is lost when the report does not say.
    """

    name: str
    subject: Subject
    when: str
    step: Decimal
    threshold: Decimal = ZERO
    per: Decimal = ONE
    partial: str = PRORATA
    cap: Decimal | None = None
    escalation: tuple[Escalation, ...] = ()
    missing: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class DeductSpec:
    """`deduct`: full marks less what every cause takes, never under 0. Causes apply in the order of the file."""

    causes: tuple[DeductCause, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """A step from `low` to `high` (None = open); `low_in` and `high_in` say whether the end itself belongs to it."""

    low: Decimal | None
    high: Decimal | None
    worth: Worth
    low_in: bool = True
    high_in: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class BandsSpec:
    """`bands`: the band that holds the value says the points. The bands cover every value once, in rising order."""

    bands: tuple[Band, ...]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class LinearNode:
    """At the value `at` the criterion is worth `worth`."""

    at: Decimal
    worth: Worth


@dataclass(frozen=True, slots=True)
class LinearSpec:
    """`linear`: straight lines between `nodes` (rising in `at`), level outside them. With `per`, the value first moves to a
    whole step (counted from the first node) as `partial` says: floor down, ceil up."""

    nodes: tuple[LinearNode, ...]
    per: Decimal | None = None
    partial: str = PRORATA
    unit: str = ""


@dataclass(frozen=True, slots=True)
class PerStep:
    """So much for every `per` beyond (or short of) a target: `step` points, whole steps or not by `partial`, at most `cap`."""

    step: Decimal
    per: Decimal = ONE
    partial: str = FLOOR
    cap: Decimal | None = None


@dataclass(frozen=True, slots=True)
class TargetSpec:
    """`target`: under the target pro rata (or `short` off per step), at the target `met`, above it `extra` per step, at most full marks."""

    target: Decimal
    met: Worth = Worth(share=ONE)
    extra: PerStep | None = None
    short: PerStep | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """One answer of an ordinal judgement and what it earns."""

    name: str
    worth: Worth


@dataclass(frozen=True, slots=True)
class LevelsSpec:
    """`levels`: a person chooses one of the levels."""

    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class JudgementSpec:
    """`judgement`: a person gives points from `minimum` to `maximum`, in steps of `step` where one is set. `maximum` None = full marks."""

    minimum: Decimal = ZERO
    maximum: Decimal | None = None
    step: Decimal | None = None


RuleSpec = DoneSpec | ChecklistSpec | DeductSpec | BandsSpec | LinearSpec | TargetSpec | LevelsSpec | JudgementSpec


def subjects(spec: RuleSpec) -> tuple[Subject, ...]:
    """The facts that the items of a checklist or the causes of a deduction ask for, in order, each once; () for other rules."""
    if isinstance(spec, ChecklistSpec):
        found = (item.subject for item in spec.items)
    elif isinstance(spec, DeductSpec):
        found = (cause.subject for cause in spec.causes)
    else:
        return ()
    return tuple(dict.fromkeys(found))
