"""Two scorings of the same material side by side: whose points, places and grades move, by how much, and through which criteria."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoring.results import LeafScore, UnitScore
from scoring.rubric.types import PENALTY
from scoring.workbench.bench import Scored

_ZERO = Decimal(0)
# Differences smaller than this are what is lost where scales are cut to ten places.
_NOISE = Decimal("0.0000001")
REST = ""


@dataclass(frozen=True, slots=True)
class Cause:
    """What one criterion or pool contributes to a unit's total, before and after. `id` REST: what no single one of them explains (another
    way to combine, a veto, a cap)."""

    id: str
    name: str
    before: Decimal
    after: Decimal

    @property
    def change(self) -> Decimal:
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class UnitMove:
    """One unit whose published total, place or grade differs."""

    before: UnitScore
    after: UnitScore

    @property
    def points(self) -> Decimal:
        """How much the published total changed."""
        return self.after.published - self.before.published

    @property
    def places(self) -> Decimal:
        """Places won (positive) or lost; 0 where either has no place."""
        return self.before.rank - self.after.rank if self.before.ranked and self.after.ranked else _ZERO


@dataclass(frozen=True, slots=True)
class LeafMove:
    """What a criterion or pool moves over all units: how many of them, the sum, the greatest loss and gain."""

    id: str
    name: str
    units: int
    total: Decimal
    least: Decimal
    most: Decimal


@dataclass(frozen=True, slots=True)
class Moves:
    """`units` are those that moved, the greatest change of place first; `count` all that were compared. `points`, `places`, `grades` and
    `stakes` say for how many each of these changed; `leaves` which criteria did it, the widest first."""

    units: tuple[UnitMove, ...]
    count: int
    points: int
    places: int
    grades: int
    stakes: int
    leaves: tuple[LeafMove, ...]


def moves(before: Scored, after: Scored, renamed: Mapping[str, str] | None = None) -> Moves:
    """What moves from `before` to `after`; both hold the same units. `renamed` are new ids of criteria with their old ones."""
    old, new = before.by_key(), after.by_key()
    return moves_of([UnitMove(old[key], one) for key, one in new.items() if key in old], renamed)


def moves_of(pairs: Sequence[UnitMove], renamed: Mapping[str, str] | None = None) -> Moves:
    """What moves in units that are paired already."""
    names = dict(renamed or {})
    moved = [pair for pair in pairs if _moved(pair)]
    found: dict[str, list[Cause]] = {}
    for pair in pairs:
        if pair.before is not pair.after:
            for cause in _contributions(pair, names):
                found.setdefault(cause.id, []).append(cause)
    return Moves(
        units=tuple(sorted(moved, key=_order)),
        count=len(pairs),
        points=sum(pair.before.published != pair.after.published for pair in pairs),
        places=sum(_place(pair.before) != _place(pair.after) for pair in pairs),
        grades=sum(pair.before.grade != pair.after.grade for pair in pairs),
        stakes=sum(pair.before.stake != pair.after.stake for pair in pairs),
        leaves=tuple(sorted((_leaf_move(causes) for causes in found.values()), key=_width)),
    )


def causes(pair: UnitMove, renamed: Mapping[str, str] | None = None) -> tuple[Cause, ...]:
    """Through which criteria and pools a unit's total moved, the greatest change first; what they do not explain comes last."""
    found = sorted(_contributions(pair, dict(renamed or {})), key=lambda cause: (-abs(cause.change), cause.id))
    rest = pair.after.total - pair.before.total - sum((cause.change for cause in found), _ZERO)
    return (*found, *([Cause(REST, "", _ZERO, rest)] if abs(rest) > _NOISE else ()))


def _moved(pair: UnitMove) -> bool:
    one, other = pair.before, pair.after
    return one.published != other.published or _place(one) != _place(other) or one.grade != other.grade


def _place(unit: UnitScore) -> Decimal | None:
    return unit.rank if unit.ranked else None


def _order(pair: UnitMove) -> tuple[Decimal, Decimal, str, Decimal, str]:
    return (-abs(pair.places), -abs(pair.points), pair.after.group, pair.after.rank, pair.after.unit)


def _width(move: LeafMove) -> tuple[int, Decimal, str]:
    return (-move.units, -abs(move.total), move.id)


def _leaf_move(found: list[Cause]) -> LeafMove:
    changes = [cause.change for cause in found]
    return LeafMove(found[0].id, found[-1].name, len(found), sum(changes, _ZERO), min(changes), max(changes))


def _contributions(pair: UnitMove, renamed: Mapping[str, str]) -> Iterator[Cause]:
    """The criteria and pools that contribute otherwise than before. Scores that were taken over are the same objects: most are passed by."""
    for before, after in _side_by_side(pair, renamed):
        told = after or before
        if before is not after and told is not None:
            worth = [_ZERO if leaf is None else _worth(leaf) for leaf in (before, after)]
            yield from _cause(told.criterion, told.name, worth[0], worth[1])
    pools = {pool.pool: pool for pool in pair.before.pools}
    for pool in pair.after.pools:
        known_pool = pools.pop(pool.pool, None)
        if known_pool is not pool:
            earlier = _ZERO if known_pool is None else _signed(known_pool.kind, known_pool.points)
            yield from _cause(pool.pool, pool.name, earlier, _signed(pool.kind, pool.points))
    for pool in pools.values():
        yield from _cause(pool.pool, pool.name, _signed(pool.kind, pool.points), _ZERO)


def _side_by_side(pair: UnitMove, renamed: Mapping[str, str]) -> Iterator[tuple[LeafScore | None, LeafScore | None]]:
    """The scores on each criterion before and after; None where there is none."""
    one, other = pair.before.leaves, pair.after.leaves
    if (
        not renamed
        and len(one) == len(other)
        and all(a.criterion == b.criterion for a, b in zip(one, other, strict=True))
    ):
        yield from zip(one, other, strict=True)
        return
    old = {leaf.criterion: leaf for leaf in one}
    for leaf in other:
        yield old.pop(renamed.get(leaf.criterion, leaf.criterion), None), leaf
    for leaf in old.values():
        yield leaf, None


def _cause(id_: str, name: str, before: Decimal, after: Decimal) -> Iterator[Cause]:
    if abs(after - before) > _NOISE:
        yield Cause(id_, name, before, after)


def _worth(leaf: LeafScore) -> Decimal:
    """What a criterion makes in its unit's total."""
    return _ZERO if leaf.points is None or leaf.excluded else leaf.points * leaf.scale


def _signed(kind: str, points: Decimal) -> Decimal:
    return -points if kind == PENALTY else points
