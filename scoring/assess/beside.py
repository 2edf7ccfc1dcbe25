"""What stands beside a score and never changes it: the other side's figure, the unit's own score, the group."""

from __future__ import annotations

from decimal import Decimal

from scoring.assess.case import Asking, Case
from scoring.assess.subjects import State, state_of
from scoring.assess.totals import stored
from scoring.messages.assess import COMPARED
from scoring.results import LeafScore, Outcome, PeersUsed, changed
from scoring.rubric.rule_specs import needs_last_year, needs_peers
from scoring.rubric.types import TABLE, Leaf
from scoring.rules.inputs import exact

# Two figures are the same if they differ by no more than rounding: a hundredth of a per cent, or a millionth of a count.
_SAME = Decimal("0.0001")
_FEW = 3


def beside(leaf: Leaf, score: LeafScore, case: Case, asking: Asking) -> LeafScore:
    """The score with the figure it is compared with, flagged where they differ; the self score; the group it was measured against."""
    spec = leaf.rule.spec
    own = case.sources.self_score(case.entry.unit, case.entry.year, leaf.id) if case.sources.self_scores else None
    if leaf.compare is None and own is None and not needs_peers(spec) and not needs_last_year(spec):
        return score
    flags = set(score.flags)
    compared = ""
    if leaf.compare is not None:
        other = state_of(case, leaf.compare)
        compared, differs = _compared(leaf, score, other)
        flags |= {"differs"} if differs else set()
        if other.cell is not None:
            score = changed(score, cells=(*score.cells, other.cell))
    if own is not None and own > leaf.points:
        flags.add("self_score_over")
    peers = _peers(leaf, score, asking)
    if peers is not None and needs_peers(spec) and peers.count < _FEW:
        flags.add("few_peers")
    return changed(score, flags=tuple(sorted(flags)), compared=compared, self_score=own, peers=peers)


def _compared(leaf: Leaf, score: LeafScore, other: State) -> tuple[str, bool]:
    """The other figure in words, and whether the two differ beyond rounding and beyond the bounds that the report leaves."""
    assert leaf.compare is not None
    if not other.text:
        return "", False
    side = "table" if leaf.compare.source == TABLE else "report"
    words = COMPARED[side].format(name=leaf.compare.name, value=other.text)
    if other.value is None or score.value is None:
        return words, False
    one, two = exact(score.value), other.value
    if abs(one - two) <= _SAME:
        return words, False
    # 98%以上 and 99.2% do not contradict each other.
    fact = other.fact if side == "report" else next(iter(score.used), None)
    figure = one if side == "report" else two
    if fact is not None and fact.approx != "exact":
        low = fact.low is None or figure >= exact(fact.low) - _SAME
        high = fact.high is None or figure <= exact(fact.high) + _SAME
        return words, not (low and high)
    return words, True


def _peers(leaf: Leaf, score: LeafScore, asking: Asking) -> PeersUsed | None:
    spec = leaf.rule.spec
    if score.outcome not in (Outcome.SCORED, Outcome.ZERO) or not (needs_peers(spec) or needs_last_year(spec)):
        return None
    now, last = asking.group.now, asking.group.last
    if now is None or not now.values:
        return None
    shown = last if last is not None and last.values and needs_last_year(spec) else None
    return PeersUsed(
        len(now.values),
        stored(now.values[0]),
        stored(now.values[-1]),
        stored(now.mean),
        0 if shown is None else len(shown.values),
        None if shown is None else stored(shown.mean),
    )
