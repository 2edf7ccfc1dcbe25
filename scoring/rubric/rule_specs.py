"""The validated arguments of every rule: one frozen dataclass per rule. `scoring.rules` computes with them.

All numbers are exact Decimals in the measure's own unit; rates are fractions (95 % is 0.95). `unit` is the measure's unit
("ratio" for a rate, 件, 次 …), for words only.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

PRORATA, FLOOR, CEIL = "prorata", "floor", "ceil"
PARTIALS = (PRORATA, FLOOR, CEIL)

UNDER, OVER, NOT_DONE, DONE, LISTED = "under", "over", "not_done", "done", "listed"
ONCE, EACH, DOUBLE = "once", "each", "double"

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
    """What an item asks for: `source` is measure, practice, report or table, `id` its id (of a table `table.column`, or `table` for its
    rows; of a judgement the id under which people answer); `name` and `unit` as people read them. `last`: what it said the year before."""

    source: str
    id: str
    name: str
    unit: str = ""
    last: bool = False

    @property
    def key(self) -> str:
        """What its value goes by in a formula."""
        return f"last({self.id})" if self.last else self.id


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
class Tariff:
    """What the rows of a table are worth: `levels` are (name, points) from the column `level`; `other` is for a level that is not named
    (None: such a row is refused). `matter` is the column that says which rows are about one matter ("" = each row is its own), `times`
    the column that says how often ("" = once). `same` is what happens to several rows of one matter: once (only the dearest), each
    (all), double (the dearest once, every further one at `factor` times its points).
    """

    levels: tuple[tuple[str, Decimal], ...]
    level: str
    matter: str = ""
    times: str = ""
    same: str = "once"
    factor: Decimal = Decimal(2)
    other: Decimal | None = None


@dataclass(frozen=True, slots=True)
class DeductCause:
    """One reason to lose points. `when` is under, over (both against `threshold`), not_done, done, or listed (the rows of a table by
    `tariff`; then `step` counts for nothing).

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
    tariff: Tariff | None = None


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
    """`target`: short of the target pro rata (or `short` off per step), at the target `met`, beyond it `extra` per step, at most full
    marks. `lower`: small values are good, so that beyond means below."""

    target: Decimal
    met: Worth = Worth(share=ONE)
    extra: PerStep | None = None
    short: PerStep | None = None
    unit: str = ""
    lower: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """From the value `at` on, every `per` further away from full marks costs `step`."""

    at: Decimal
    step: Decimal


@dataclass(frozen=True, slots=True)
class PerPointSpec:
    """`per_point`: full marks, less so much per point under the segments (over them where `over`), each as far as the next one; at most
    `cap` in all. Segments run from the one where the loss begins outwards."""

    segments: tuple[Segment, ...]
    over: bool = False
    per: Decimal = ONE
    partial: str = PRORATA
    cap: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class CountItem:
    """Things of one kind that earn: `step` points for every `per` of them."""

    name: str
    subject: Subject
    step: Decimal
    per: Decimal = ONE


@dataclass(frozen=True, slots=True)
class Divisor:
    """What a count is divided by: the value of `subject` in units of `each` (per 10,000 persons: population, 10000)."""

    subject: Subject
    each: Decimal = ONE


@dataclass(frozen=True, slots=True)
class CountSpec:
    """`count`: `base` and `step` for every `per` of the criterion's value (divided by `divisor`), or what `items` earn together, or the
    rows of a table by `tariff`; at most `cap` and the full marks. In a rubric `partial` is floor unless it says so, prorata with a divisor."""

    step: Decimal = ZERO
    per: Decimal = ONE
    partial: str = FLOOR
    cap: Decimal | None = None
    base: Decimal = ZERO
    divisor: Divisor | None = None
    items: tuple[CountItem, ...] = ()
    tariff: Tariff | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ImportedSpec:
    """`imported`: another office's score, from `zero` to `full` on its own scale, brought to the full marks in proportion."""

    full: Decimal
    zero: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class RankSpec:
    """`rank`: points by place in the group. `places` are for the first, second … place, or `step` is taken off full marks per place;
    `rest` is for places beyond `places`; `last` for the last, second last … place. `ties` says which place equal values take."""

    lower: bool
    places: tuple[Worth, ...] = ()
    step: Decimal | None = None
    rest: Worth = Worth(share=ZERO)
    last: tuple[Worth, ...] = ()
    ties: str = "min"
    unit: str = ""


@dataclass(frozen=True, slots=True)
class RelativeSpec:
    """`relative`: as `target`, with the target taken from the group: `to` is best, mean, median or last_mean (last year's mean)."""

    to: str
    lower: bool
    met: Worth = Worth(share=ONE)
    extra: PerStep | None = None
    short: PerStep | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """From a change of `start` on: `points`."""

    start: Decimal
    points: Decimal


@dataclass(frozen=True, slots=True)
class YearOnYearSpec:
    """`year_on_year`: `base` without change; `rise` and `fall` by stages, or per step. `by` says what changes: value (in the measure's
    unit), growth (as a share of last year's value), rank (places in the group)."""

    by: str
    lower: bool
    base: Worth = Worth(share=ONE)
    rise: tuple[Stage, ...] | PerStep = ()
    fall: tuple[Stage, ...] | PerStep = ()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class NormaliseSpec:
    """A value against fixed goalposts or against its peers. `method` is goalposts (with `low` and `high`), minmax (`constant` where all
    are the same), zscore (`limit` deviations each way), percentile, borda, or distance (`to` best, mean or `reference`; over `span`,
    None = the greatest distance in the group)."""

    method: str
    lower: bool = False
    low: Decimal = ZERO
    high: Decimal = ONE
    constant: Worth = Worth(share=ONE)
    limit: Decimal = Decimal(3)
    to: str = ""
    reference: Decimal = ZERO
    span: Decimal | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """One answer of an ordinal judgement and what it earns."""

    name: str
    worth: Worth


@dataclass(frozen=True, slots=True)
class LevelsSpec:
    """`levels`: a person chooses one of the levels. Of several persons the `trim` best and the `trim` worst answers are left out."""

    levels: tuple[Level, ...]
    trim: int = 0


@dataclass(frozen=True, slots=True)
class JudgementSpec:
    """`judgement`: a person gives points from `minimum` to `maximum`, in steps of `step` where one is set. `maximum` None = full marks.
    Of several persons the `trim` highest and the `trim` lowest are left out."""

    minimum: Decimal = ZERO
    maximum: Decimal | None = None
    step: Decimal | None = None
    trim: int = 0


RuleSpec = (
    DoneSpec
    | ChecklistSpec
    | DeductSpec
    | BandsSpec
    | LinearSpec
    | PerPointSpec
    | TargetSpec
    | RankSpec
    | RelativeSpec
    | CountSpec
    | YearOnYearSpec
    | LevelsSpec
    | JudgementSpec
    | ImportedSpec
    | NormaliseSpec
)

_AGAINST_PEERS = frozenset(["minmax", "zscore", "percentile", "borda"])


def needs_peers(spec: RuleSpec) -> bool:
    """Whether the rule asks for the values of the other units in the group."""
    if isinstance(spec, NormaliseSpec):
        return spec.method in _AGAINST_PEERS or (spec.method == "distance" and (spec.to != "" or spec.span is None))
    if isinstance(spec, RelativeSpec):
        return spec.to != "last_mean"
    return isinstance(spec, RankSpec) or (isinstance(spec, YearOnYearSpec) and spec.by == "rank")


def needs_last_year(spec: RuleSpec) -> bool:
    """Whether the rule asks for last year's values, of the unit or of its group."""
    return isinstance(spec, YearOnYearSpec) or (isinstance(spec, RelativeSpec) and spec.to == "last_mean")


def subjects(spec: RuleSpec, each: bool = False) -> tuple[Subject, ...]:
    """What the items of a checklist, the causes of a deduction or the kinds of a count ask for, in order, each once (with `each` as often
    as it is asked for); () for other rules."""
    found: tuple[Subject, ...] = ()
    if isinstance(spec, ChecklistSpec | CountSpec):
        found = tuple(item.subject for item in spec.items)
    elif isinstance(spec, DeductSpec):
        found = tuple(cause.subject for cause in spec.causes)
    return found if each else tuple(dict.fromkeys(found))
