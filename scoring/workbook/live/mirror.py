"""What the intermediate cells hold: the score rates of every dimension of a unit, by the formulas of `scoring.assess.totals`.

    there = Σ what the children that are not excluded count for
    rate = mean of their rates under these weights (by the dimension's way to combine), 0 where nothing is there

Then a dimension's points are full × rate, its full marks what it counts for × full marks of its parent ÷ there of its parent.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from scoring.composite.combine import combine
from scoring.results import LeafScore, UnitScore
from scoring.rubric.types import Leaf, Node, Rubric, counted
from scoring.tables.review_values import answered_share

ROOT = ""
_ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Rates:
    """Of one dimension (`ROOT`: of the total): what counts, the score rate, the rate if everything at stake were won, the share that has an
    answer, the full marks."""

    there: Fraction
    rate: Fraction
    best: Fraction
    share: Fraction
    full: Fraction


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the triggered vetoes of a unit do to its points."""

    zeroed: frozenset[str]
    at_most: Decimal | None


def ruled(rubric: Rubric, unit: UnitScore) -> Ruled:
    """The effects of the vetoes that are triggered."""
    hit = {veto.veto for veto in unit.vetoes if veto.triggered}
    effects = [effect for veto in rubric.vetoes if veto.id in hit for effect in veto.effects]
    limits = [effect.points for effect in effects if effect.points is not None]
    limits += [Decimal(0) for effect in effects if effect.name == "zero_total"]
    zeroed = frozenset(effect.node for effect in effects if effect.name == "zero_node")
    return Ruled(zeroed, min(limits, default=None))


def data_shares(unit: UnitScore) -> dict[str, dict[str, Decimal]]:
    """The weights from data by the node whose children they weigh."""
    found = {node.node: dict(node.weights) for node in unit.nodes if node.weights}
    if unit.weights:
        found[ROOT] = dict(unit.weights)
    return found


def rates_of(rubric: Rubric, unit: UnitScore) -> dict[str, Rates]:
    """The rates of all dimensions of the unit's own sheet, and of the total."""
    scores = {leaf.criterion: leaf for leaf in unit.leaves}
    work = _Work(scores, data_shares(unit), ruled(rubric, unit).zeroed, {})
    work.enter(ROOT, rubric.dimensions, rubric.combine)
    return dict(_with_full(rubric, work))


def _with_full(rubric: Rubric, work: _Work) -> Iterator[tuple[str, Rates]]:
    def below(id_: str, children: Sequence[Node | Leaf], full: Fraction) -> Iterator[tuple[str, Rates]]:
        own = work.found[id_]
        yield id_, Rates(own[0], own[1], own[2], own[3], full)
        for child in children:
            if isinstance(child, Node):
                there = work.found[child.id][0]
                part = work.share(id_, child) * full / own[0] if there and own[0] else _ZERO
                yield from below(child.id, child.children, part)

    return below(ROOT, rubric.dimensions, Fraction(rubric.points) if work.found[ROOT][0] else _ZERO)


@dataclass(frozen=True, slots=True)
class _Work:
    scores: Mapping[str, LeafScore]
    shares: Mapping[str, Mapping[str, Decimal]]
    zeroed: frozenset[str]
    found: dict[str, tuple[Fraction, Fraction, Fraction, Fraction]]

    def share(self, parent: str, child: Node | Leaf) -> Fraction:
        given = self.shares.get(parent)
        return Fraction(counted(child) if given is None else given.get(child.id, Decimal(0)))

    def enter(self, id_: str, children: Sequence[Node | Leaf], method: str) -> None:
        parts = [part for child in children if (part := self._part(id_, child)) is not None]
        weights = [part[0] for part in parts]
        there = sum(weights, _ZERO)
        if not there:
            self.found[id_] = (_ZERO,) * 4
            return
        rate = combine(method, [part[1] for part in parts], weights)
        best = combine(method, [part[2] for part in parts], weights)
        share = sum((part[0] * part[3] for part in parts), _ZERO) / there
        none = id_ in self.zeroed
        self.found[id_] = (there, _ZERO if none else rate, _ZERO if none else best, share)

    def _part(self, parent: str, child: Node | Leaf) -> tuple[Fraction, Fraction, Fraction, Fraction] | None:
        weight = self.share(parent, child)
        if isinstance(child, Node):
            self.enter(child.id, child.children, child.combine)
            there, rate, best, share = self.found[child.id]
            return (weight, rate, best, share) if there else None
        score = self.scores.get(child.id)
        if score is None or score.excluded:
            return None
        whole = Fraction(child.points)
        won = Fraction(score.points or 0)
        if child.id in self.zeroed or not whole:
            return weight, _ZERO, _ZERO, answered_share(score)
        return weight, won / whole, (won + Fraction(score.stake)) / whole, answered_share(score)
