"""A unit's totals after some of its scores changed, when most of its dimensions are as they were.

The same sums as `scoring.assess.totals` makes, for rubrics whose parts are simply added: what `total_up` gives, many times faster, because
untouched dimensions are taken over. Everything else (weights, other ways to combine, vetoes, dimensions that drop out as a whole) is not for
here: then the answer is None and the caller asks `total_up`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import chain
from typing import Any

from scoring.assess.totals import Totals, answered, stored
from scoring.results import LeafScore, NodeScore, changed
from scoring.rubric.types import Leaf, Node, Rubric, counted

_ZERO = Decimal(0)
_STORED_PLACES = 10
Scores = Mapping[str, LeafScore]


@dataclass(frozen=True, slots=True)
class Sums:
    """What the criteria below a dimension come to, exactly: as decimals where nothing is stretched, else as fractions."""

    full_marks: Decimal | Fraction
    points: Decimal | Fraction
    stake: Decimal | Fraction
    answered: Decimal | Fraction


@dataclass(frozen=True, slots=True)
class Added:
    """One dimension of one unit: its sums, its node scores (itself first) and its criteria with their scale."""

    sums: Sums
    nodes: tuple[NodeScore, ...]
    leaves: tuple[LeafScore, ...]


def is_plain(rubric: Rubric) -> bool:
    """Whether all parts of the rubric are simply added, each for its own points."""
    return (
        rubric.combine == "sum"
        and rubric.weighting is None
        and sum((counted(node) for node in rubric.dimensions), _ZERO) == rubric.points
        and all(map(_plain, rubric.dimensions))
    )


def _plain(part: Node | Leaf) -> bool:
    if part.counts is not None:
        return False
    if isinstance(part, Leaf):
        return True
    return part.combine == "sum" and part.weighting is None and all(map(_plain, part.children))


def added(dimension: Node, scores: Scores) -> Added | None:
    """The dimension of a unit with these scores (unscaled). None where a whole dimension below drops out, or where something is excluded
    or does not apply more than one level down."""
    flat = all(isinstance(child, Leaf) for child in dimension.children)
    leaves = [scores[leaf.id] for leaf in dimension.leaves()]
    kept = [leaf for leaf in leaves if not leaf.excluded]
    if not kept or (len(kept) < len(leaves) and not flat):
        return None
    if not flat:
        return _nested(dimension, scores, leaves)
    sums = _sums(kept)
    there = sum((child.points for child in dimension.children if not scores[child.id].excluded), _ZERO)
    if there == dimension.points:
        return Added(sums, (_node(dimension, sums),), tuple(leaves))
    factor = Fraction(dimension.points) / Fraction(there)
    figures = (sums.full_marks, sums.points, sums.stake, sums.answered)
    sums = Sums(*(Fraction(figure) * factor for figure in figures))
    scale = stored(factor)
    stretched = tuple(leaf if leaf.excluded else changed(leaf, scale=scale) for leaf in leaves)
    return Added(sums, (_node(dimension, sums),), stretched)


def _nested(dimension: Node, scores: Scores, leaves: Sequence[LeafScore]) -> Added | None:
    """A dimension of several levels in which everything counts."""
    nodes: list[NodeScore] = []

    def walk(node: Node) -> bool:
        if sum((child.points for child in node.children), _ZERO) != node.points:
            return False
        nodes.append(_node(node, _sums([scores[leaf.id] for leaf in node.leaves()])))
        return all(walk(child) for child in node.children if isinstance(child, Node))

    return Added(_sums(leaves), tuple(nodes), tuple(leaves)) if walk(dimension) else None


def _sums(leaves: Sequence[LeafScore]) -> Sums:
    full = points = stake = told = _ZERO
    for leaf in leaves:
        full += leaf.full_marks
        stake += leaf.stake
        if leaf.points is not None:
            points += leaf.points
        told += answered(leaf)
    return Sums(full, points, stake, told)


def _node(node: Node, sums: Sums) -> NodeScore:
    figures = (_stored(sums.full_marks), _stored(sums.points), _stored(sums.stake))
    return NodeScore(node.id, node.name, *figures)


# Thousands of units come to some hundreds of figures.
@lru_cache(maxsize=65536)
def _stored(value: Decimal | Fraction) -> Decimal:
    """As `stored` gives it. A decimal of few places is stored as it is."""
    if isinstance(value, Fraction):
        return stored(value)
    found = value.normalize()
    exponent = found.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -_STORED_PLACES:
        return stored(Fraction(found))
    return found if isinstance(exponent, int) and exponent <= 0 else found.quantize(Decimal(1))


def together(dimensions: Sequence[Added]) -> Totals:
    """The unit's totals from all its dimensions, none of which drops out."""
    full, points, stake, told = _together([one.sums for one in dimensions])
    return Totals(
        leaves=tuple(chain.from_iterable(one.leaves for one in dimensions)),
        nodes=tuple(chain.from_iterable(one.nodes for one in dimensions)),
        total=_stored(points),
        full_marks=_stored(full),
        stake=_stored(stake),
        coverage=_share(told, full),
    )


@lru_cache(maxsize=65536)
def _share(part: Decimal | Fraction, whole: Decimal | Fraction) -> float:
    return float(Fraction(part) / Fraction(whole)) if whole else 0.0


def _together(sums: Sequence[Sums]) -> tuple[Decimal | Fraction, ...]:
    """The sums of full marks, points, stakes and what is answered."""
    if any(type(one.points) is Fraction or type(one.answered) is Fraction for one in sums):
        figures = ("full_marks", "points", "stake", "answered")
        return tuple(_exact_sum([getattr(one, name) for one in sums]) for name in figures)
    full: Any = _ZERO
    points: Any = _ZERO
    stake: Any = _ZERO
    told: Any = _ZERO
    for one in sums:
        full += one.full_marks
        points += one.points
        stake += one.stake
        told += one.answered
    return full, points, stake, told


def _exact_sum(figures: Sequence[Decimal | Fraction]) -> Decimal | Fraction:
    """Decimals of few places are added as such, which is exact and quick; only what was stretched needs fractions."""
    if Fraction not in set(map(type, figures)):
        return sum(figures, _ZERO)
    found = sum([figure for figure in figures if type(figure) is Decimal], _ZERO)
    stretched = [figure for figure in figures if type(figure) is Fraction]
    return sum(stretched, Fraction(found)) if stretched else found
