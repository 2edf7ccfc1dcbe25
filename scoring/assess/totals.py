"""From criterion scores to dimensions and totals: what is excluded is shared out among its siblings, parts are combined.

A criterion that is excluded (does not concern the unit, or the report is silent and the rubric says `exclude`) is taken out of
its dimension; what is left there is stretched so that the dimension keeps its full marks:

    scale(child) = scale(parent) × points of parent ÷ Σ what the children that are not excluded count for × what it counts for ÷ its points

What a child counts for are its points, or, where the rubric says so, a weight's share of the parent's points or `rescale_to`. A dimension
all of whose criteria are excluded is itself excluded, and its points go to its siblings; on the first level they go to the
other dimensions, so that the total keeps its full marks. `LeafScore.scale` is the product of these factors down to the criterion;
where parts are simply added, a dimension's points are the sum of points × scale below it, hence dimensions add up to the total.

Other ways to combine (see `scoring.composite.combine`) take the children's score rates with what they count for as weights; then a
dimension's points are its full marks × the mean of these rates, and its stake is what it would gain if everything at stake were won.

All sums are exact fractions; results are stored as decimals of ten places, rounded half up, so that neither the order of adding
nor the last bit of a float moves a total.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from scoring.composite.combine import SUM, WEIGHTED, combine
from scoring.messages.assess import COMBINED, ZEROED
from scoring.results import LeafScore, NodeScore, Outcome, changed
from scoring.rubric.types import Leaf, Node, Rubric, counted

ROOT = ""
_STORED_PLACES = 10
_ANSWERED = frozenset([Outcome.SCORED, Outcome.ZERO, Outcome.JUDGED, Outcome.NOT_APPLICABLE])
_NONE = Fraction(0)
_ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Totals:
    """What one unit arrives at. `leaves` are the criterion scores with their scale."""

    leaves: tuple[LeafScore, ...]
    nodes: tuple[NodeScore, ...]
    total: Decimal
    full_marks: Decimal
    stake: Decimal
    coverage: float


@dataclass(frozen=True, slots=True)
class DataWeights:
    """Weights of the children of one node that were taken from the units' scores: by child id, and from how many units."""

    shares: Mapping[str, Decimal]
    units: int


Weights = Mapping[str, DataWeights]


@dataclass(frozen=True, slots=True)
class _Sums:
    """What the criteria below a node that count come to; `answered` is the part of the full marks with an answer."""

    full_marks: Fraction
    points: Fraction
    stake: Fraction
    answered: Fraction

    def times(self, factor: Fraction) -> _Sums:
        if factor == 1:
            return self
        return _Sums(self.full_marks * factor, self.points * factor, self.stake * factor, self.answered * factor)


@dataclass(frozen=True, slots=True)
class _Part:
    """A child that counts: in its own scale, what it makes of its parent, and how its parent's scale is reached."""

    child: Node | Leaf
    sums: _Sums
    counts: Fraction
    factor: Fraction
    below: _Parts | None = None


@dataclass(frozen=True, slots=True)
class _Parts:
    """The children of one node that count. `plain` are criteria that count for their own points in a node that adds up: they share one
    `factor`, and adding them as decimals is exact and quick; all other children are `single`."""

    single: tuple[_Part, ...]
    plain: tuple[Leaf, ...]
    factor: Fraction


@dataclass(slots=True)
class _Work:
    """One unit's scores on their way."""

    scores: Mapping[str, LeafScore]
    weights: Weights
    zeroed: Mapping[str, str]
    words: dict[str, str] = field(default_factory=dict)


def total_up(
    rubric: Rubric,
    leaves: Iterable[LeafScore],
    weights: Weights | None = None,
    zeroed: Mapping[str, str] | None = None,
) -> Totals:
    """Totals of a unit from its scores on every criterion of `rubric`, in any order.

    `weights` are those taken from data, by the node whose children they weigh (`ROOT` for the dimensions); `zeroed` the dimensions and
    criteria whose points a veto takes, with its name.
    """
    work = _Work({leaf.criterion: leaf for leaf in leaves}, weights or {}, zeroed or {})
    parts = _parts(rubric.dimensions, ROOT, rubric.points, rubric.combine, work)
    sums = _combined(parts, rubric.points, rubric.combine, ROOT, work)
    nodes: list[NodeScore] = []
    scaled: dict[str, LeafScore] = {}
    _enter(rubric.dimensions, parts, _ONE, work, nodes, scaled)
    return Totals(
        leaves=tuple(scaled.get(leaf.id, work.scores[leaf.id]) for leaf in rubric.leaves()),
        nodes=tuple(nodes),
        total=stored(sums.points),
        full_marks=stored(sums.full_marks),
        stake=stored(sums.stake),
        coverage=float(sums.answered / sums.full_marks) if sums.full_marks else 0.0,
    )


def answers(leaf: LeafScore) -> bool:
    """Whether the criterion has an answer: scored, zero, judged, or does not concern the unit."""
    return leaf.outcome in _ANSWERED


def answered(leaf: LeafScore) -> Decimal:
    """The part of the criterion's full marks that has an answer: all of them less what its silent items leave at stake, none without one."""
    return leaf.full_marks - leaf.stake if answers(leaf) else Decimal(0)


def rate_of(part: Node | Leaf, scores: Mapping[str, LeafScore]) -> Fraction | None:
    """The score rate of a dimension or criterion before anything is weighed by data; None where it does not count or some of it has no
    answer."""
    below = [part] if isinstance(part, Leaf) else list(part.leaves())
    if _excluded(part, scores) or any(not answers(scores[leaf.id]) for leaf in below):
        return None
    if isinstance(part, Leaf):
        return Fraction(scores[part.id].points or 0) / Fraction(part.points)
    work = _Work(scores, {}, {})
    parts = _parts(part.children, part.id, part.points, part.combine, work)
    sums = _combined(parts, part.points, part.combine, ROOT, work)
    return sums.points / sums.full_marks if sums.full_marks else None


def _excluded(child: Node | Leaf, scores: Mapping[str, LeafScore]) -> bool:
    if isinstance(child, Leaf):
        return scores[child.id].excluded
    return all(_excluded(below, scores) for below in child.children)


def _parts(children: Sequence[Node | Leaf], parent: str, whole: Decimal, method: str, work: _Work) -> _Parts:
    """The children that count, each with the factor that brings its own scale to the parent's."""
    counting = [child for child in children if not _excluded(child, work.scores)]
    given = work.weights.get(parent)
    shares = {child.id: given.shares[child.id] * whole if given else counted(child) for child in counting}
    there = sum(shares.values(), Decimal(0))
    # A dimension keeps its full marks; where nothing in it has a weight there is nothing to stretch.
    stretch = Fraction(whole) / Fraction(there) if there and there != whole else _ONE
    adding = method in (SUM, WEIGHTED) and given is None
    plain: list[Leaf] = []
    single: list[_Part] = []
    for child in counting:
        if adding and isinstance(child, Leaf) and child.counts is None and child.id not in work.zeroed:
            plain.append(child)
            continue
        counts = Fraction(shares[child.id]) * stretch
        factor = counts / Fraction(child.points)
        if isinstance(child, Leaf):
            single.append(_Part(child, _of_leaves([child], work), counts, factor))
        else:
            below = _parts(child.children, child.id, child.points, child.combine, work)
            sums = _combined(below, child.points, child.combine, child.id, work)
            single.append(_Part(child, sums, counts, factor, below))
    return _Parts(tuple(single), tuple(plain), stretch)


def _of_leaves(leaves: Sequence[Leaf], work: _Work) -> _Sums:
    """Sums of criteria in their own scale. Their figures have few places, so adding decimals is exact."""
    zero = Decimal(0)
    scores = [work.scores[leaf.id] for leaf in leaves]
    gained = [score for score in scores if score.criterion not in work.zeroed]
    return _Sums(
        Fraction(sum((score.full_marks for score in scores), zero)),
        Fraction(sum((score.points for score in gained if score.points is not None), zero)),
        Fraction(sum((score.stake for score in gained), zero)),
        Fraction(sum(map(answered, scores), zero)),
    )


def _combined(parts: _Parts, whole: Decimal, method: str, node: str, work: _Work) -> _Sums:
    """What the parts come to in the scale of their parent."""
    scaled = [part.sums.times(part.factor) for part in parts.single]
    if parts.plain:
        scaled.append(_of_leaves(parts.plain, work).times(parts.factor))
    full = sum((one.full_marks for one in scaled), _NONE)
    points = sum((one.points for one in scaled), _NONE)
    stake = sum((one.stake for one in scaled), _NONE)
    told = sum((one.answered for one in scaled), _NONE)
    if parts.single and method not in (SUM, WEIGHTED):
        shares = [part.counts for part in parts.single]
        rates = [part.sums.points / part.sums.full_marks for part in parts.single]
        hoped = [(part.sums.points + part.sums.stake) / part.sums.full_marks for part in parts.single]
        points = Fraction(whole) * combine(method, rates, shares)
        stake = Fraction(whole) * combine(method, hoped, shares) - points
        work.words[node] = COMBINED[method]
    if node in work.zeroed:
        points = stake = _NONE
        work.words[node] = ZEROED.format(name=work.zeroed[node])
    return _Sums(full, points, stake, told)


def _enter(
    children: Sequence[Node | Leaf],
    parts: _Parts,
    scale: Fraction,
    work: _Work,
    nodes: list[NodeScore],
    scaled: dict[str, LeafScore],
) -> None:
    """Enter the criteria with their scale and the scores of the nodes, each before those below it."""
    factor = scale * parts.factor
    if factor != 1:
        shown = stored(factor)
        scaled.update((leaf.id, changed(work.scores[leaf.id], scale=shown)) for leaf in parts.plain)
    there = {part.child.id: part for part in parts.single}
    for child in children:
        part = there.get(child.id)
        if isinstance(child, Leaf):
            if part is not None and scale * part.factor != 1:
                scaled[child.id] = changed(work.scores[child.id], scale=stored(scale * part.factor))
            continue
        own = _ONE if part is None else scale * part.factor
        nodes.append(_node_score(child, part, own, work))
        _enter(
            child.children,
            _Parts((), (), _ONE) if part is None or part.below is None else part.below,
            own,
            work,
            nodes,
            scaled,
        )


def _node_score(node: Node, part: _Part | None, scale: Fraction, work: _Work) -> NodeScore:
    sums = _Sums(_NONE, _NONE, _NONE, _NONE) if part is None else part.sums.times(scale)
    given = work.weights.get(node.id)
    return NodeScore(
        node.id,
        node.name,
        stored(sums.full_marks),
        stored(sums.points),
        stored(sums.stake),
        work.words.get(node.id, ""),
        tuple(given.shares.items()) if given is not None else (),
        given.units if given is not None else 0,
        work.zeroed.get(node.id, ""),
    )


def stored(value: Fraction) -> Decimal:
    """`value` as a decimal of at most ten places, rounded half up, without trailing zeros or exponent."""
    over, under = abs(value.numerator) * 10**_STORED_PLACES, value.denominator
    whole = (2 * over + under) // (2 * under)
    result = Decimal(whole if value >= 0 else -whole).scaleb(-_STORED_PLACES).normalize()
    return result.quantize(Decimal(1)) if result == result.to_integral_value() else result
