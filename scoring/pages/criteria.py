"""A unit's criteria as the page shows them: numbered in the order of the rubric, under the dimensions they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import count
from typing import NamedTuple

from scoring.measures.facts import PRACTICE, Fact
from scoring.messages.pages import CARDS, MARK, VERDICTS
from scoring.pages.palette import COLOURS
from scoring.results import LeafScore, NodeScore, Outcome, Run, UnitScore, VetoScore
from scoring.rubric.types import PENALTY, Leaf
from scoring.tables.format import fixed, plain
from scoring.tables.order import Place, ordered_leaves, places
from scoring.tables.words import fact_value_words, measure_name, state_of
from scoring.text.report import Evidence

PLUS, MINUS = "+", "−"


class _Part(NamedTuple):
    id: str
    name: str
    total: NodeScore | None
    scores: Sequence[LeafScore]
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a veto or gate comes to, in place of points: the words for it, whether it takes effect (None: nobody says yet),
    and what follows from it."""

    words: str
    triggered: bool | None
    effects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion score with its number on the page (from 1) and its place in the rubric (None: the rubric has it elsewhere
    than in the tree). `colour` is the number of its part's colour, `sign` stands before its points ("+" what is added to the
    total of the tree, "−" what is taken off). A veto has a `verdict` and no points."""

    number: int
    score: LeafScore
    place: Place | None
    colour: int
    sign: str = ""
    verdict: Verdict | None = None

    @property
    def leaf(self) -> Leaf | None:
        return None if self.place is None else self.place.leaf

    @property
    def branch(self) -> str:
        """The dimensions between the outermost one and the criterion."""
        return "" if self.place is None else " / ".join(self.place.path[1:])

    @property
    def lost(self) -> bool:
        """Whether it costs the unit something."""
        if self.verdict is not None:
            return self.verdict.triggered is True
        return bool(self.score.deductions) or (self.sign == MINUS and bool(self.score.points))

    @property
    def open(self) -> bool:
        """Whether the report is silent or an answer is still to come."""
        if self.verdict is not None:
            return self.verdict.triggered is None
        return self.score.outcome in (Outcome.MISSING, Outcome.PENDING, Outcome.NO_REPORT)


@dataclass(frozen=True, slots=True)
class Section:
    """A dimension of the first level, a pool of bonuses or penalties, or the vetoes, with its criteria. `total` is None where
    the part adds up to no figure of its own; `sign` as in `Criterion`."""

    id: str
    name: str
    colour: int
    total: NodeScore | None
    criteria: tuple[Criterion, ...]
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a fact says at one place: the evidence and the words for it. A derived fact has one per operand."""

    evidence: Evidence
    words: str


def sections_of(run: Run, unit: UnitScore) -> tuple[Section, ...]:
    """The parts of the unit's rubric that have criteria: dimensions in the order of the rubric, criteria it does not know,
    pools, vetoes. Criteria are numbered through."""
    rubric = run.rubric.of(unit.unit_type, unit.group)
    order = places(rubric)
    for pool in rubric.pools:
        order |= {leaf.id: Place(len(order) + number, leaf, (pool.name,)) for number, leaf in enumerate(pool.leaves)}
    totals = {node.node: node for node in unit.nodes}
    waiting = list(ordered_leaves(unit, order))
    parts: list[_Part] = []
    for node in rubric.dimensions:
        below = {leaf.id for leaf in node.leaves()}
        parts.append(_Part(node.id, node.name, totals.get(node.id), [s for s in waiting if s.criterion in below]))
        waiting = [score for score in waiting if score.criterion not in below]
    parts.append(_Part("", CARDS["others"], None, waiting))
    for score in unit.pools:
        total = NodeScore(score.pool, score.name, score.cap, score.points, score.stake)
        parts.append(_Part(score.pool, score.name, total, score.leaves, MINUS if score.kind == PENALTY else PLUS))
    parts.append(_Part("", CARDS["vetoes"], None, [_as_score(veto) for veto in unit.vetoes]))
    verdicts = {veto.veto: _verdict(veto) for veto in unit.vetoes}
    numbers = count(1)
    sections = []
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        colour = number % COLOURS
        criteria = tuple(
            Criterion(
                next(numbers),
                score,
                order.get(score.criterion),
                colour,
                part.sign,
                verdicts[score.criterion] if last else None,
            )
            for score in part.scores
        )
        sections.append(Section(part.id or f"_{number}", part.name, colour, part.total, criteria, part.sign))
    return tuple(section for section in sections if section.criteria)


def _as_score(veto: VetoScore) -> LeafScore:
    """A veto as a criterion without points, so that its facts are marked and quoted as those of any other."""
    zero = Decimal(0)
    outcome = Outcome.PENDING if veto.triggered is None else Outcome.SCORED
    return LeafScore(
        criterion=veto.veto,
        name=veto.name,
        dimension="",
        full_marks=zero,
        points=None,
        outcome=outcome,
        stake=zero,
        value=None,
        value_text="",
        way="none",
        words=veto.words,
        used=veto.used,
        cells=veto.cells,
        judgements=veto.judgements,
    )


def _verdict(veto: VetoScore) -> Verdict:
    key = {True: "triggered", False: "fine", None: "open"}[veto.triggered]
    return Verdict(VERDICTS[key], veto.triggered, veto.effects)


def all_criteria(sections: Iterable[Section]) -> tuple[Criterion, ...]:
    """The criteria of all sections in the order of their numbers."""
    return tuple(criterion for section in sections for criterion in section.criteria)


def statements(fact: Fact, names: dict[str, str]) -> tuple[Statement, ...]:
    """The places that a fact rests on, each with what it says there."""
    if fact.derived is not None:
        return tuple(
            Statement(
                operand.evidence,
                CARDS["operand"].format(name=measure_name(operand.measure, names), value=plain(operand.value)),
            )
            for operand in fact.derived.operands
        )
    name = measure_name(fact.measure, names)
    if fact.kind == PRACTICE:
        return (Statement(fact.evidence, name),)
    return (Statement(fact.evidence, MARK["statement"].format(name=name, value=fact_value_words(fact))),)


def score_words(criterion: Criterion, decimals: int) -> str:
    """The score in a few words: `2.62 / 6`, `+1.00 / 2`, the verdict, or the state where there are no points."""
    score = criterion.score
    if criterion.verdict is not None:
        return criterion.verdict.words
    if score.points is None:
        return state_of(score, criterion.leaf).words
    points = signed(criterion.sign, fixed(score.points, decimals))
    return CARDS["score"].format(points=points, full=plain(score.full_marks))


def signed(sign: str, points: str) -> str:
    """Points with what they do to the total; nothing stands before nothing."""
    return sign + points if sign and any(digit in points for digit in "123456789") else points


def counted(value: Decimal, score: LeafScore) -> Decimal:
    """Points or stake as they enter the totals."""
    return value * score.scale
