"""What a run arrives at: awards, criterion scores, unit scores, and the run itself. Types only.

Points are `Decimal`. No number stands for "no score": then `points` is None and `outcome` says why.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from scoring.errors import Diagnostic
from scoring.measures.facts import Fact
from scoring.rubric.types import Rubric
from scoring.text.report import Report


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
class LeafScore:
    """One unit's score on one criterion.

    `full_marks` are the criterion's points; `points` None unless outcome is scored, zero, judged (or a missing/na policy
    gave a number). `stake` is what hangs on a pending or missing answer. `value` is the value scored, `value_text` as
    shown (88.73%, 98%以上, 未载明). `way` says which kind of statement was used: stated, words, derived, qualitative, none.
    `words` is how it was computed; `used` the facts behind it (the first carries the quote), `rejected` the other facts
    of the same measure, `rejected_for` why each of them was not used (in words, one per fact).
    `excluded`: the criterion does not count for this unit, its points go to its siblings (then `stake` is 0). `scale`: with which
    factor its full marks, points and stake enter the totals (above 1 where a sibling is excluded).
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


@dataclass(frozen=True, slots=True)
class NodeScore:
    """One unit's points on one dimension, of any depth. `full_marks` is what applies to the unit after exclusions: the
    criteria that count, with what they take over from excluded ones."""

    node: str
    name: str
    full_marks: Decimal
    points: Decimal
    stake: Decimal


@dataclass(frozen=True, slots=True)
class UnitScore:
    """One unit in one year. `total` is unrounded, `published` rounded half up to the rubric's places; ranks and grades
    hang on `published`. `coverage` is the share of the full marks that has an answer (0 to 1), `stake` what hangs on pending and
    missing answers. `previous_total` (published) and `previous_rank` are last year's where it was scored too. `reports` are the
    reports read, the counting one first; `facts` those of all of them (of a report that does not count none is chosen)."""

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


@dataclass(frozen=True, slots=True)
class Run:
    """A scoring: units by group and rank, the facts, what could not be read, and what it was made from.

    `inputs` are (report path, sha256) sorted by path; `command` is the normalised command; `engine` the version.
    `measure_names` are (id, Chinese name) of the measures and practices of the library, for tables that name them.
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
