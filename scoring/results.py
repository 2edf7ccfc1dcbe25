"""What a run arrives at: awards, criterion scores, unit scores, and the run itself. Types only.

Points are `Decimal`. No number stands for "no score": then `points` is None and `outcome` says why.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from scoring.corrections.types import NO_CORRECTIONS, Corrections, ScoreOverride
from scoring.errors import Diagnostic
from scoring.measures.facts import Fact
from scoring.rubric.types import PENALTY, Rubric
from scoring.sources.types import Cell, Judgement, TableInfo
from scoring.text.report import Report

if TYPE_CHECKING:
    from scoring.measures.near_copies import NearCopy

T = TypeVar("T")


class Outcome(StrEnum):
    """Why a criterion has the points it has. These are different things everywhere, never one."""

    SCORED = "scored"
    ZERO = "zero"
    MISSING = "missing"
    NOT_APPLICABLE = "not_applicable"
    PENDING = "pending"
    JUDGED = "judged"
    NO_REPORT = "no_report"


@dataclass(frozen=True, slots=True)
class Deduction:
    """Points lost and the reason, as a unit would be told. `points` is positive."""

    cause: str
    points: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class Award:
    """What a rule gives: points within 0..full marks, how they were computed in words, what was lost and why.

    `notes` are doubts for the reviewer that change no points: items the report is silent on.
    """

    points: Decimal
    words: str
    deductions: tuple[Deduction, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PeersUsed:
    """The group that a score was measured against: how many units had a value, the worst, best and mean of them, and last year's mean
    where it was asked for."""

    count: int
    low: Decimal
    high: Decimal
    mean: Decimal
    last_count: int = 0
    last_mean: Decimal | None = None


@dataclass(frozen=True, slots=True)
class LeafScore:
    """One unit's score on one criterion.

    `full_marks` are the criterion's points; `points` None unless outcome is scored, zero, judged (or a missing/na policy
    gave a number). `stake` is what hangs on a pending or missing answer. `value` is the value scored, `value_text` as
    shown (88.73%, 98%以上, 未载明). `way` says which kind of statement was used: stated, words, derived, qualitative, none.
    `words` is how it was computed; `used` the facts behind it (the first carries the quote), `rejected` the other facts
    of the same measure, `rejected_for` why each of them was not used (in words, one per fact).
    `excluded`: the criterion does not count for this unit, its points go to its siblings (then `stake` is 0). `scale`: with which
    factor its full marks, points and stake enter the totals (above 1 where a sibling is excluded, any where the criterion counts for
    other points than its own). `override` is the reviewer's score that stands in place of the engine's: then `points` and `outcome` are the
    reviewer's, the engine's stand in it, and everything else is still the engine's. `cells` are the table cells and `judgements` the persons' answers behind it; `compared` is the other
    side's figure in words, `self_score` what the unit gave itself, `peers` the group it was measured against.
    """

    criterion: str
    name: str
    dimension: str
    full_marks: Decimal
    points: Decimal | None
    outcome: Outcome
    stake: Decimal
    value: float | None
    value_text: str
    way: str
    words: str
    deductions: tuple[Deduction, ...] = ()
    used: tuple[Fact, ...] = ()
    rejected: tuple[Fact, ...] = ()
    flags: tuple[str, ...] = ()
    rejected_for: tuple[str, ...] = ()
    excluded: bool = False
    scale: Decimal = Decimal(1)
    cells: tuple[Cell, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    compared: str = ""
    self_score: Decimal | None = None
    peers: PeersUsed | None = None
    override: ScoreOverride | None = None


@dataclass(frozen=True, slots=True)
class NodeScore:
    """One unit's points on one dimension, of any depth. `full_marks` is what applies to the unit after exclusions: the
    criteria that count, with what they take over from excluded ones. `words` say how its children were combined where they were not
    simply added, `weights` with which weights (child id, share) where these come from data; `weighed_by` is how many units these rest
    on. `zeroed_by` names the veto that took its points."""

    node: str
    name: str
    full_marks: Decimal
    points: Decimal
    stake: Decimal
    words: str = ""
    weights: tuple[tuple[str, Decimal], ...] = ()
    weighed_by: int = 0
    zeroed_by: str = ""


@dataclass(frozen=True, slots=True)
class PoolScore:
    """What one pool adds (`kind` bonus) or takes off (penalty): `points`, at most `cap`, of the `counted` points its criteria come to.
    `stake` is what pending ones could still add or take. `outside`: may lift the total above the full marks."""

    pool: str
    name: str
    kind: str
    cap: Decimal
    counted: Decimal
    points: Decimal
    stake: Decimal
    leaves: tuple[LeafScore, ...]
    outside: bool = False


@dataclass(frozen=True, slots=True)
class VetoScore:
    """One veto or gate: `triggered` (None: nobody says, so that it has no effect yet), why in `words`, what follows in `effects`."""

    veto: str
    name: str
    triggered: bool | None
    words: str
    effects: tuple[str, ...] = ()
    used: tuple[Fact, ...] = ()
    cells: tuple[Cell, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    gate: bool = False


@dataclass(frozen=True, slots=True)
class UnitScore:
    """One unit in one year. `total` is unrounded, `published` rounded half up to the rubric's places; ranks and grades
    hang on `published`. `coverage` is the share of the full marks that has an answer (0 to 1; a checklist that is answered in part counts
    for that part), `stake` what hangs on pending and missing answers: what those of the tree and of bonus pools could still add, and those
    of penalty pools take off. `previous_total` (published) and `previous_rank` are last year's where it was scored too. `reports` are the
    reports read, the counting one first; `facts` those of all of them (of a report that does not count none is chosen).

    `base` is the total of the tree before pools and vetoes. `ranked` False: a veto says it is not assessed; then it has no place (`rank`
    lies behind all others) and no grade. `barred`: no grade that has a quota, nor the highest; `grade_cap` the best grade it may have.
    `self_total` is what the unit gave itself, on the criteria where it did. `weights` are those of the dimensions where they come from
    data, `weighed_by` the number of units they rest on. `enforcement` is the power to enforce as the unit list has it, None where it does
    not say."""

    unit: str
    unit_type: str
    group: str
    year: int | None
    reports: tuple[Report, ...]
    leaves: tuple[LeafScore, ...]
    nodes: tuple[NodeScore, ...]
    total: Decimal
    published: Decimal
    full_marks: Decimal
    coverage: float
    grade: str
    rank: Decimal
    facts: tuple[Fact, ...]
    flags: tuple[str, ...] = ()
    previous_total: Decimal | None = None
    previous_rank: Decimal | None = None
    stake: Decimal = Decimal(0)
    base: Decimal | None = None
    pools: tuple[PoolScore, ...] = ()
    vetoes: tuple[VetoScore, ...] = ()
    ranked: bool = True
    barred: bool = False
    grade_cap: str = ""
    self_total: Decimal | None = None
    weights: tuple[tuple[str, Decimal], ...] = ()
    weighed_by: int = 0
    enforcement: bool | None = None

    @property
    def loss(self) -> Decimal:
        """The part of `stake` that could still be taken off: that of the penalty pools."""
        return sum((pool.stake for pool in self.pools if pool.kind == PENALTY), Decimal(0))

    @property
    def gain(self) -> Decimal:
        """The part of `stake` that could still be added."""
        return self.stake - self.loss


@dataclass(frozen=True, slots=True)
class Run:
    """A scoring: units by group and rank, the facts, what could not be read, and what it was made from.

    `inputs` are (report path, sha256) sorted by path; `command` is the normalised command; `engine` the version.
    `measure_names` are (id, Chinese name) of the measures and practices of the library, for tables that name them.
    `near_copies` are the pairs of reports that are largely the same text. `corrections` are what reviewers changed; they are in the scores. `tables` are the files beside the reports, as read.
    """

    rubric: Rubric
    units: tuple[UnitScore, ...]
    diagnostics: tuple[Diagnostic, ...]
    inputs: tuple[tuple[str, str], ...]
    measures_sha256: str
    engine: str
    command: str
    year: int | None = None
    measure_names: tuple[tuple[str, str], ...] = ()
    near_copies: tuple[NearCopy, ...] = ()
    tables: tuple[TableInfo, ...] = ()
    corrections: Corrections = NO_CORRECTIONS


def changed(one: T, **values: Any) -> T:
    """`dataclasses.replace` in half its time, for dataclasses all of whose fields are given when they are made: scoring thousands of units is
    changing a field or two of what was there, many times."""
    kind = type(one)
    known = _PARTS.get(kind)
    if known is None:
        names = tuple(field.name for field in fields(kind))  # type: ignore[arg-type]
        known = _PARTS[kind] = (attrgetter(*names), {name: at for at, name in enumerate(names)})
    read, places = known
    found = list(read(one))
    for name, value in values.items():
        found[places[name]] = value
    return kind(*found)


_PARTS: dict[type, tuple[Callable[[Any], tuple[Any, ...]], dict[str, int]]] = {}
