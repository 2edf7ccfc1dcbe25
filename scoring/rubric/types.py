"""A rubric as the engine sees it: validated, with positions, frozen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from scoring.rubric.formula import Expression
from scoring.rubric.rule_specs import Subject

MEASURE, PRACTICE, REPORT, TABLE, JUDGEMENT, FORMULA = (
    "measure",
    "practice",
    "report",
    "table",
    "judgement",
    "formula",
)
SOURCES = (MEASURE, PRACTICE, REPORT, TABLE, JUDGEMENT, FORMULA)
BONUS, PENALTY = "bonus", "penalty"
UNIT_LIST = "units"


@dataclass(frozen=True, slots=True)
class Position:
    """Where in the rubric's file something stands (1-based)."""

    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Policy:
    """What happens to a leaf without a value: `name` is zero, pending, exclude, group_mean (the mean score rate of the units in
    the group that have points), full, share (then `share` of the full marks, 0 to 1), or formula (then the rule scores what `formula`
    comes to)."""

    name: str
    share: Decimal | None = None
    formula: Formula | None = None


@dataclass(frozen=True, slots=True)
class Formula:
    """An expression over measures, practices, report measures and table columns: as written, as read, and what its names mean."""

    text: str
    root: Expression
    subjects: tuple[Subject, ...]


@dataclass(frozen=True, slots=True)
class Quotes:
    """What happens where fewer quotes stand behind a score than are asked for: `name` is review (pending), zero, or share."""

    name: str
    share: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Qualitative:
    """The share of the points that words without a number earn, and which facts count as such words:
    practices stated as done, or counts of the same matter (reviews made, appearances)."""

    share: Decimal
    practices: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NaWhen:
    """A criterion does not concern a unit whose report states `measure` as exactly `equals` (in YAML:
    `na_when: {measure: litigation_cases, equals: 0}`). `source` table: `measure` is a column, and a table states it."""

    measure: str
    equals: Decimal
    source: str = MEASURE


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule and its validated arguments. `spec` is one frozen dataclass of `scoring.rubric.rule_specs`."""

    name: str
    spec: Any
    position: Position


@dataclass(frozen=True, slots=True)
class Leaf:
    """A criterion. `source` is one of SOURCES, `subject` the id named there (a measure, a practice, a report measure,
    a table column; for a judgement the phrase that says what is judged, or ""). A checklist or deduction whose items all
    name their own source may leave it out: then both are those of the first item. `interval` says which end of a bound
    counts: stated, low or review. `applies_to` is what the dimensions above leave of its own (() = every unit type).
    `direction` is what the rubric says against the measure library ("" = nothing). `counts` are the points that its full marks make
    in the dimension above where they differ from `points` (a weight beside points); None = as they are. `unit` is said by the rubric for
    tables and formulas. `compare` is the other side's figure, shown beside and never scored. `places` rounds the points. `without_quotes`
    is what happens where `evidence` quotes are not there (None: only a flag).
    """

    id: str
    name: str
    points: Decimal
    source: str
    subject: str
    rule: Rule
    missing: Policy
    na: Policy
    position: Position
    qualitative: Qualitative | None = None
    interval: str = "stated"
    scope: str | None = None
    period: str | None = None
    applies_to: tuple[str, ...] = ()
    scorer: str = ""
    basis: str = ""
    note: str = ""
    evidence: int = 0
    na_when: NaWhen | None = None
    direction: str = ""
    counts: Decimal | None = None
    formula: Formula | None = None
    unit: str = ""
    compare: Subject | None = None
    places: int | None = None
    without_quotes: Quotes | None = None


@dataclass(frozen=True, slots=True)
class Weighting:
    """How the children of a node are weighed against each other where neither points nor weights say it. `method` is equal, given, ahp,
    entropy, critic, pca, mix (Σ share × weights of the parts) or product (their products). `weights` are those of given and ahp, in the
    order of the children; `note` is what is to be said about them (the consistency ratio of an AHP matrix)."""

    method: str
    weights: tuple[Decimal, ...] = ()
    parts: tuple[tuple[Weighting, Decimal], ...] = ()
    note: str = ""

    @property
    def from_data(self) -> bool:
        """Whether the weights hang on the units' scores."""
        return self.method in ("entropy", "critic", "pca") or any(part.from_data for part, _ in self.parts)


@dataclass(frozen=True, slots=True)
class Node:
    """A dimension: an inner node of the tree. `points` are what its children add up to; `counts` what they make in the dimension above
    where that differs (`rescale_to`, or a weight beside points). `combine` is sum, weighted, geometric, harmonic or min."""

    id: str
    name: str
    points: Decimal
    children: tuple[Node | Leaf, ...]
    position: Position
    combine: str = "sum"
    applies_to: tuple[str, ...] = ()
    basis: str = ""
    note: str = ""
    counts: Decimal | None = None
    weighting: Weighting | None = None

    def leaves(self) -> Iterator[Leaf]:
        """The criteria below, in the order of the file."""
        for child in self.children:
            if isinstance(child, Leaf):
                yield child
            else:
                yield from child.leaves()


def counted(child: Node | Leaf) -> Decimal:
    """The points that a node or leaf makes in the dimension above it."""
    return child.points if child.counts is None else child.counts


@dataclass(frozen=True, slots=True)
class Quota:
    """How many units of a group may have a grade: `share` of the group's units (whole ones by `partial`), or `count`. `tied_in` says that
    units tied at the cut all have it (else none of them)."""

    share: Decimal | None = None
    count: int | None = None
    partial: str = "floor"
    tied_in: bool = True


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade, the lowest published total that earns it (inclusive), and how many may have it."""

    name: str
    minimum: Decimal
    quota: Quota | None = None


@dataclass(frozen=True, slots=True)
class Pool:
    """Points outside the tree: `kind` bonus or penalty, made by the criteria `leaves`, at most `points` together. `outside`: a bonus may
    lift the total above the full marks."""

    id: str
    name: str
    kind: str
    points: Decimal
    leaves: tuple[Leaf, ...]
    position: Position
    outside: bool = False
    basis: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """What a veto asks: whether the value of `subject` lies between `low` and `high` (None = open; the ends belong to it as `low_in` and
    `high_in` say). For a judgement `subject.id` is the id under which people answer (1 or 0)."""

    subject: Subject
    low: Decimal | None = None
    high: Decimal | None = None
    low_in: bool = True
    high_in: bool = True

    def holds(self, value: Decimal) -> bool:
        """Whether `value` fulfils it."""
        if self.low is not None and (value < self.low or (value == self.low and not self.low_in)):
            return False
        return self.high is None or value < self.high or (value == self.high and self.high_in)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a veto does: zero_total, zero_node (`node`), cap_grade (at best `grade`), points (the total is at most `points`), stop (not
    assessed, no place), or bar (no grade that has a quota, nor the highest)."""

    name: str
    node: str = ""
    grade: str = ""
    points: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Veto:
    """`gate` False: where the condition holds, the effects follow. `gate` True: where it does not hold. `missing` says what follows where
    nobody speaks of it: pending (a doubt, no effect), trigger, or ignore."""

    id: str
    name: str
    condition: Condition
    effects: tuple[Effect, ...]
    position: Position
    gate: bool = False
    missing: str = "pending"
    applies_to: tuple[str, ...] = ()
    basis: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class TableDeclaration:
    """What the rubric says of a table: its name, who issues it, in which document, when; the columns that there are (() = not said)."""

    id: str
    name: str = ""
    office: str = ""
    document: str = ""
    date: str = ""
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rubric:
    """A whole rubric. `dimensions` are the first-level nodes; `grades` from the highest line down; `places` is the
    precision totals are published (and ranked) at; `ties` is min, dense, average or forbid, `tie_keys` the ids whose points part equal
    totals first. `combine` and `weighting` say how the dimensions make the total. `groups` is unit_type, list (the unit list's groups), or the
    name of the one group of all units; `group_types` are the groups that the rubric names, each with its unit type. `variants` are the
    rubrics of single unit types or groups where something differs by type; `bases` are the
    files that this one extends."""

    id: str
    title: str
    year: int | None
    weights_status: str
    basis: str
    points: Decimal
    dimensions: tuple[Node, ...]
    grades: tuple[Grade, ...]
    file: str
    sha256: str
    places: int = 2
    ties: str = "min"
    groups: str = "unit_type"
    unit_types: tuple[str, ...] = ()
    note: str = ""
    tree: Node | None = field(default=None, compare=False)
    combine: str = "sum"
    weighting: Weighting | None = None
    tie_keys: tuple[str, ...] = ()
    pools: tuple[Pool, ...] = ()
    vetoes: tuple[Veto, ...] = ()
    tables: tuple[TableDeclaration, ...] = ()
    group_types: tuple[tuple[str, str], ...] = ()
    variants: tuple[tuple[str, Rubric], ...] = ()
    bases: tuple[str, ...] = ()

    def leaves(self) -> Iterator[Leaf]:
        """All criteria in the order of the file."""
        for dimension in self.dimensions:
            yield from dimension.leaves()

    def all_leaves(self) -> Iterator[Leaf]:
        """All criteria, those of the pools last."""
        yield from self.leaves()
        for pool in self.pools:
            yield from pool.leaves

    def of(self, unit_type: str, group: str = "") -> Rubric:
        """The rubric that a unit of this type and group is scored by: the variant of its group, else of its type, else this one."""
        for kind, variant in self.variants:
            if kind == group:
                return variant
        return next((variant for kind, variant in self.variants if kind == unit_type), self)

    def declared(self, table: str) -> TableDeclaration | None:
        """What the rubric says of a table."""
        return next((known for known in self.tables if known.id == table), None)
