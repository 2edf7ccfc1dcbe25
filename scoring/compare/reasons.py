"""Why one criterion of one unit makes other points than in the run before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from scoring.messages.compare import REASONS
from scoring.messages.workbook import WAYS
from scoring.results import LeafScore, UnitScore
from scoring.rubric.types import Leaf
from scoring.tables.words import looked_up
from scoring.workbench.changes import bare

_NOTHING = "—"


@dataclass(frozen=True, slots=True)
class Side:
    """One unit's score on one criterion in one run, with the criterion as that run's rubric has it. Both None: it has no such criterion."""

    unit: UnitScore
    score: LeafScore | None
    leaf: Leaf | None

    @property
    def worth(self) -> Decimal:
        """What the criterion makes in the total (0 where it is excluded or has no points)."""
        score = self.score
        return Decimal(0) if score is None or score.points is None or score.excluded else score.points * score.scale


def reasons(before: Side, after: Side) -> tuple[str, ...]:
    """In words, what differs between the two, from what people did to what the reports say; never empty for sides that differ in worth."""
    one, other = before.score, after.score
    if one is None or other is None:
        return (REASONS["only_after" if one is None else "only_before"],)
    found = [*_override(one, other)]
    if before.leaf is not None and after.leaf is not None and bare(before.leaf) != bare(after.leaf):
        found.append(REASONS["rubric"])
    found += _basis(before, after, one, other)
    if one.scale != other.scale:
        found.append(REASONS["scale"].format(old=_plain(one.scale), new=_plain(other.scale)))
    if not found and one.peers != other.peers:
        found.append(REASONS["peers"])
    return tuple(found) or (REASONS["unexplained"],)


def _override(one: LeafScore, other: LeafScore) -> Iterator[str]:
    old, new = one.override, other.override
    if old is None and new is not None:
        yield REASONS["override"].format(old=_points(new.engine_points), new=_points(new.points))
    elif old is not None and new is None:
        yield REASONS["override_withdrawn"].format(old=_points(old.points))
    elif old is not None and new is not None and old.points != new.points:
        yield REASONS["override_changed"].format(old=_points(old.points), new=_points(new.points))


def _basis(before: Side, after: Side, one: LeafScore, other: LeafScore) -> Iterator[str]:
    """What the points rest on: the value, the table's cell, the persons' answers, the kind of statement."""
    old, new = one.value_text or _NOTHING, other.value_text or _NOTHING
    if [cell.value for cell in one.cells] != [cell.value for cell in other.cells]:
        yield REASONS["table"].format(old=old, new=new)
    elif [(each.value, each.level) for each in one.judgements] != [
        (each.value, each.level) for each in other.judgements
    ]:
        yield REASONS["judgement"]
    elif old != new or one.value != other.value:
        yield REASONS[_kind(before, after, other)].format(old=old, new=new)
    elif one.way != other.way:
        yield REASONS["way"].format(old=looked_up(WAYS, one.way), new=looked_up(WAYS, other.way))
    elif one.peers is not None and other.peers is not None and one.peers.last_mean != other.peers.last_mean:
        yield REASONS["last_year"]


def _kind(before: Side, after: Side, other: LeafScore) -> str:
    """Whether another report, a reviewer, or another reading of the same report gave another value."""
    if any("corrected" in fact.flags for fact in other.used):
        return "corrected"
    texts = [sorted(report.sha256 for report in side.unit.reports) for side in (before, after)]
    return "reading" if texts[0] and texts[0] == texts[1] else "value"


def _points(points: Decimal | None) -> str:
    return _NOTHING if points is None else _plain(points)


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")
