"""Two runs side by side: the units of both, whose total, place or grade moved, and each criterion that did it with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from scoring.compare.reasons import Side, reasons
from scoring.results import LeafScore, Run, UnitScore
from scoring.rubric.types import PENALTY, Leaf, Rubric
from scoring.sources.types import unit_key
from scoring.workbench.changes import RENAMED, Change, changes
from scoring.workbench.moves import Moves, UnitMove, moves_of

# Below what ten stored places can tell.
_NOISE = Decimal("0.0000001")


@dataclass(frozen=True, slots=True)
class CriterionMove:
    """One criterion of one unit that makes other points. `sign` is -1 for what a penalty pool takes."""

    before: Side
    after: Side
    reasons: tuple[str, ...]
    sign: int = 1

    @property
    def change(self) -> Decimal:
        """What it adds to the total (negative: takes from it)."""
        return (self.after.worth - self.before.worth) * self.sign


@dataclass(frozen=True, slots=True)
class Comparison:
    """`moves` are those of the units in both runs, `criteria` what moved them, by unit as in `moves`; `gone` and `new` are units in only one
    of the runs, by group and name; `rubric` the differences of the two rubrics."""

    before: Run
    after: Run
    moves: Moves
    criteria: tuple[CriterionMove, ...]
    gone: tuple[UnitScore, ...]
    new: tuple[UnitScore, ...]
    rubric: tuple[Change, ...]


def compare(before: Run, after: Run) -> Comparison:
    """Compare two runs, of one year or of two: a unit is the same if its name is. Where a run holds a unit in several years, the newest counts.

    Criteria are the same by id, or by what `changes` says was renamed.
    """
    rubric = changes(before.rubric, after.rubric, dict(after.measure_names)) if before.rubric != after.rubric else ()
    renamed = {change.id: change.old for change in rubric if change.kind == RENAMED}
    old, new = _newest(before), _newest(after)
    pairs = [UnitMove(old[key], unit) for key, unit in sorted(new.items()) if key in old]
    found = moves_of(pairs, renamed)
    leaves = _Leaves(before.rubric, after.rubric)
    return Comparison(
        before=before,
        after=after,
        moves=found,
        criteria=tuple(move for pair in _in_order(pairs, found) for move in _criteria(pair, leaves, renamed)),
        gone=tuple(sorted((unit for key, unit in old.items() if key not in new), key=_by_name)),
        new=tuple(sorted((unit for key, unit in new.items() if key not in old), key=_by_name)),
        rubric=rubric,
    )


def _newest(run: Run) -> dict[str, UnitScore]:
    found: dict[str, UnitScore] = {}
    for unit in sorted(run.units, key=lambda one: one.year or 0):
        found[unit_key(unit.unit)] = unit
    return found


def _by_name(unit: UnitScore) -> tuple[str, str]:
    return (unit.group, unit.unit)


def _in_order(pairs: list[UnitMove], found: Moves) -> Iterator[UnitMove]:
    """First the units that moved, as they are listed, then those within which points only changed places."""
    yield from found.units
    moved = {id(pair.after) for pair in found.units}
    yield from (pair for pair in pairs if id(pair.after) not in moved)


class _Leaves:
    """The criteria by id as a unit's own sheet has them, in either run."""

    def __init__(self, before: Rubric, after: Rubric) -> None:
        self._rubrics = (before, after)
        self._known: dict[tuple[int, str, str], dict[str, Leaf]] = {}

    def of(self, side: int, unit: UnitScore) -> Mapping[str, Leaf]:
        key = (side, unit.unit_type, unit.group)
        if key not in self._known:
            own = self._rubrics[side].of(unit.unit_type, unit.group)
            self._known[key] = {leaf.id: leaf for leaf in own.all_leaves()}
        return self._known[key]


def _criteria(pair: UnitMove, leaves: _Leaves, renamed: Mapping[str, str]) -> Iterator[CriterionMove]:
    old, new = _scores(pair.before), _scores(pair.after)
    sides = (leaves.of(0, pair.before), leaves.of(1, pair.after))
    ids = [*((renamed.get(id_, id_), id_) for id_ in new), *((id_, id_) for id_ in old)]
    for was, now in dict.fromkeys(ids):
        if was != now and was not in old:
            was = now
        one, sign = old.get(was, (None, 0))
        other, own_sign = new.get(now, (None, 0))
        if other is None and was in renamed.values():
            # Told already under its new id.
            continue
        before = Side(pair.before, one, sides[0].get(was))
        after = Side(pair.after, other, sides[1].get(now))
        if abs(after.worth - before.worth) > _NOISE or _outcome(before) != _outcome(after):
            yield CriterionMove(before, after, reasons(before, after), own_sign or sign or 1)


def _outcome(side: Side) -> str:
    return "" if side.score is None else side.score.outcome.value


def _scores(unit: UnitScore) -> dict[str, tuple[LeafScore, int]]:
    found: dict[str, tuple[LeafScore, int]] = {leaf.criterion: (leaf, 1) for leaf in unit.leaves}
    for pool in unit.pools:
        found |= {leaf.criterion: (leaf, -1 if pool.kind == PENALTY else 1) for leaf in pool.leaves}
    return found
