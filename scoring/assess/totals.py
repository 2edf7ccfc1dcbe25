"""From criterion scores to dimensions and totals, with what is excluded shared out among its siblings.

A criterion that is excluded (does not concern the unit, or the report is silent and the rubric says `exclude`) is taken out of
its dimension; what is left there is stretched so that the dimension keeps its full marks:

    scale(child) = scale(parent) × points of parent ÷ sum of the points of its children that are not excluded

A dimension all of whose criteria are excluded is itself excluded, and its points go to its siblings; on the first level they go to the
other dimensions, so that the total keeps its full marks. `LeafScore.scale` is the product of these factors down to the criterion;
a dimension's points are the sum of points × scale below it, hence dimensions always add up to the total.

All sums are exact fractions; results are stored as decimals of ten places, rounded half up, so that neither the order of adding
nor the last bit of a float moves a total.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from scoring.results import LeafScore, NodeScore, Outcome
from scoring.rubric.types import Leaf, Node, Rubric

_STORED_PLACES = 10
_ANSWERED = frozenset([Outcome.SCORED, Outcome.ZERO, Outcome.JUDGED, Outcome.NOT_APPLICABLE])


@dataclass(frozen=True, slots=True)
class Totals:
    """What one unit arrives at. `leaves` are the criterion scores with their scale."""

    leaves: tuple[LeafScore, ...]
    nodes: tuple[NodeScore, ...]
    total: Decimal
    full_marks: Decimal
    stake: Decimal
    coverage: float


def total_up(rubric: Rubric, leaves: Iterable[LeafScore]) -> Totals:
    """Totals of a unit from its scores on every criterion of `rubric`, in any order."""
    scores = {leaf.criterion: leaf for leaf in leaves}
    nodes: list[NodeScore] = []
    scaled: dict[str, LeafScore] = {}
    sums = _share_out(rubric.dimensions, rubric.points, Fraction(1), scores, scaled, nodes)
    return Totals(
        leaves=tuple(scaled.get(leaf.id, scores[leaf.id]) for leaf in rubric.leaves()),
        nodes=tuple(nodes),
        total=stored(sums.points),
        full_marks=stored(sums.full_marks),
        stake=stored(sums.stake),
        coverage=float(sums.answered / sums.full_marks) if sums.full_marks else 0.0,
    )


def answers(leaf: LeafScore) -> bool:
    """Whether the criterion has an answer: scored, zero, judged, or does not concern the unit."""
    return leaf.outcome in _ANSWERED


class _Sums(NamedTuple):
    """What the criteria below a node that count come to, scaled; `answered` is the part of the full marks with an answer."""

    full_marks: Fraction
    points: Fraction
    stake: Fraction
    answered: Fraction


def _excluded(child: Node | Leaf, scores: Mapping[str, LeafScore]) -> bool:
    if isinstance(child, Leaf):
        return scores[child.id].excluded
    return all(_excluded(below, scores) for below in child.children)


def _share_out(
    children: Sequence[Node | Leaf],
    full_marks: Decimal,
    scale: Fraction,
    scores: Mapping[str, LeafScore],
    scaled: dict[str, LeafScore],
    nodes: list[NodeScore],
) -> _Sums:
    """Let the children that count share `full_marks`; enter the criteria with their scale and the scores of the nodes, each
    before those below it."""
    out = [_excluded(child, scores) for child in children]
    there = sum((child.points for child, gone in zip(children, out, strict=True) if not gone), Decimal(0))
    if there and there != full_marks:
        scale = scale * Fraction(full_marks) / Fraction(there)
    counting = []
    below = []
    for child, gone in zip(children, out, strict=True):
        if isinstance(child, Leaf):
            if not gone:
                counting.append(scores[child.id])
            continue
        place = len(nodes)
        sums = _share_out(child.children, child.points, scale, scores, scaled, nodes)
        nodes.insert(
            place, NodeScore(child.id, child.name, stored(sums.full_marks), stored(sums.points), stored(sums.stake))
        )
        below.append(sums)
    if scale != 1:
        factor = stored(scale)
        scaled.update((leaf.criterion, replace(leaf, scale=factor)) for leaf in counting)
    own = _of_leaves(counting, scale)
    return _Sums(*(sum(column, Fraction(0)) for column in zip(own, *below, strict=True)))


def _of_leaves(counting: Sequence[LeafScore], scale: Fraction) -> _Sums:
    """Sums of sibling criteria, which share one scale. Their figures have few places, so adding decimals is exact."""
    zero = Decimal(0)
    figures = (
        sum((leaf.full_marks for leaf in counting), zero),
        sum((leaf.points for leaf in counting if leaf.points is not None), zero),
        sum((leaf.stake for leaf in counting), zero),
        sum((leaf.full_marks for leaf in counting if answers(leaf)), zero),
    )
    return _Sums(*(Fraction(figure) * scale for figure in figures))


def stored(value: Fraction) -> Decimal:
    """`value` as a decimal of at most ten places, rounded half up, without trailing zeros or exponent."""
    over, under = abs(value.numerator) * 10**_STORED_PLACES, value.denominator
    whole = (2 * over + under) // (2 * under)
    result = Decimal(whole if value >= 0 else -whole).scaleb(-_STORED_PLACES).normalize()
    return result.quantize(Decimal(1)) if result == result.to_integral_value() else result
