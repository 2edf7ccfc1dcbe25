"""Bonus and penalty pools of one unit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from scoring.assess.case import Asking, Case
from scoring.assess.leaves import score_leaf
from scoring.assess.totals import stored
from scoring.results import LeafScore, Outcome, PoolScore
from scoring.rubric.types import BONUS, PENALTY, Leaf, Pool

_ZERO = Decimal(0)
_OPEN = frozenset([Outcome.PENDING, Outcome.NO_REPORT])


def pool_leaves(case: Case, asking: Callable[[Leaf, str], Asking]) -> tuple[tuple[Pool, tuple[LeafScore, ...]], ...]:
    """The scores on the criteria of every pool. Their points are what is added or taken; nothing is lost by not having them, so they
    have no deductions, and only what is pending is at stake."""
    found = []
    for pool in case.rubric.pools:
        leaves = []
        for leaf in pool.leaves:
            limits = (leaf.applies_to,) if leaf.applies_to else ()
            score = score_leaf(leaf, pool.id, case, asking(leaf, pool.kind), limits)
            stake = score.stake if score.outcome in _OPEN or _waits(score) else _ZERO
            leaves.append(replace(score, deductions=(), stake=stake))
        found.append((pool, tuple(leaves)))
    return tuple(found)


def _waits(score: LeafScore) -> bool:
    return score.outcome is Outcome.MISSING and score.points is None and not score.excluded


def pool_score(pool: Pool, leaves: tuple[LeafScore, ...]) -> PoolScore:
    """Σ points of the criteria, at most the pool's."""
    counted = sum((leaf.points for leaf in leaves if leaf.points is not None and not leaf.excluded), _ZERO)
    stake = sum((leaf.stake for leaf in leaves), _ZERO)
    points = min(counted, pool.points)
    room = pool.points - points
    return PoolScore(
        pool.id, pool.name, pool.kind, pool.points, counted, points, min(stake, room), leaves, pool.outside
    )


def with_stakes(stake: Decimal, pools: tuple[PoolScore, ...]) -> Decimal:
    """All points at stake: those of the tree, and those that the pools could still add or take."""
    return sum((pool.stake for pool in pools), stake)


def with_pools(total: Decimal, full_marks: Decimal, pools: tuple[PoolScore, ...]) -> Decimal:
    """The total after all pools: inside bonuses lift it to the full marks at most, outside ones beyond; then penalties are taken off,
    down to 0."""
    inside = sum((pool.points for pool in pools if pool.kind == BONUS and not pool.outside), _ZERO)
    outside = sum((pool.points for pool in pools if pool.kind == BONUS and pool.outside), _ZERO)
    taken = sum((pool.points for pool in pools if pool.kind == PENALTY), _ZERO)
    lifted = max(min(total + inside, full_marks), total) + outside
    return stored(Fraction(max(lifted - taken, _ZERO)))
