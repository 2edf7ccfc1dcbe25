"""A rubric as the engine sees it: validated, with positions, frozen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

MEASURE, PRACTICE, REPORT, TABLE, JUDGEMENT, FORMULA = (
    "measure",
    "practice",
    "report",
    "table",
    "judgement",
    "formula",
)
SOURCES = (MEASURE, PRACTICE, REPORT, TABLE, JUDGEMENT, FORMULA)


@dataclass(frozen=True, slots=True)
class Position:
    """Where in the rubric's file something stands (1-based)."""

    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Policy:
    """What happens to a leaf without a value: `name` is zero, pending, exclude, group_mean, full or share
    (then `share` of the full marks, 0 to 1)."""

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
    `na_when: {measure: litigation_cases, equals: 0}`)."""

    measure: str
    equals: Decimal


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
    `direction` is what the rubric says against the measure library ("" = nothing).
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


@dataclass(frozen=True, slots=True)
class Node:
    """A dimension: an inner node of the tree."""

    id: str
    name: str
    points: Decimal
    children: tuple[Node | Leaf, ...]
    position: Position
    combine: str = "sum"
    applies_to: tuple[str, ...] = ()
    basis: str = ""
    note: str = ""

    def leaves(self) -> Iterator[Leaf]:
        """The criteria below, in the order of the file."""
        for child in self.children:
            if isinstance(child, Leaf):
                yield child
            else:
                yield from child.leaves()


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade and the lowest published total that earns it (inclusive)."""

    name: str
    minimum: Decimal


@dataclass(frozen=True, slots=True)
class Rubric:
    """A whole rubric. `dimensions` are the first-level nodes; `grades` from the highest line down; `places` is the
    precision totals are published (and ranked) at; `ties` is min, dense or average."""

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

    def leaves(self) -> Iterator[Leaf]:
        """All criteria in the order of the file."""
        for dimension in self.dimensions:
            yield from dimension.leaves()
