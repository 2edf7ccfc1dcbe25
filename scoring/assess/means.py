"""`group_mean`: a silent criterion takes the mean score rate of its group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from scoring.assess import show
from scoring.assess.case import Case
from scoring.assess.totals import stored
from scoring.messages.assess import GROUP_MEAN, MISSING_POLICIES
from scoring.results import Deduction, LeafScore, Outcome
from scoring.rubric.types import Rubric

_WITH_POINTS = frozenset([Outcome.SCORED, Outcome.ZERO, Outcome.JUDGED])
GROUP_MEAN_POLICY = "group_mean"


@dataclass(frozen=True, slots=True)
class Tally:
    """The score rates of some units of a group on one criterion: their sum, exact, and how many they are."""

    total: Fraction
    count: int

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.total + other.total, self.count + other.count)


_NOBODY = Tally(Fraction(0), 0)
# By group and criterion.
Tallies = Mapping[tuple[str, str], Tally]


def fill_means(cases: Sequence[Case], scored: Sequence[tuple[LeafScore, ...]]) -> list[tuple[LeafScore, ...]]:
    """The scores with the group's mean put in where the rubric asks for it.

    The mean is over the score rates of the units of the group that have points by rule or by a person; without any, the criterion stays
    open. Units that take the mean do not enter it.
    """
    wanted = frozenset(id_ for case in cases for id_ in asking_for_means(case.rubric))
    return filled(cases, scored, tallies(cases, scored, wanted)) if wanted else list(scored)


def asking_for_means(rubric: Rubric) -> frozenset[str]:
    """The criteria of one sheet that may take the group's mean."""
    return frozenset(leaf.id for leaf in rubric.all_leaves() if GROUP_MEAN_POLICY in (leaf.missing.name, leaf.na.name))


def tallies(cases: Iterable[Case], scored: Iterable[tuple[LeafScore, ...]], wanted: frozenset[str]) -> Tallies:
    """What these units bring to the means on the criteria `wanted`; the tallies of parts of a group add up to those of the group."""
    found: dict[tuple[str, str], Tally] = {}
    for case, leaves in zip(cases, scored, strict=True):
        for leaf in leaves:
            if leaf.criterion in wanted and leaf.points is not None and leaf.outcome in _WITH_POINTS:
                key = (case.entry.group, leaf.criterion)
                found[key] = found.get(key, _NOBODY) + Tally(Fraction(leaf.points) / Fraction(leaf.full_marks), 1)
    return found


def filled(
    cases: Iterable[Case], scored: Iterable[tuple[LeafScore, ...]], found: Tallies
) -> list[tuple[LeafScore, ...]]:
    """The scores with the means of whole groups put in."""
    return [_filled(case, leaves, found) for case, leaves in zip(cases, scored, strict=True)]


def _filled(case: Case, leaves: tuple[LeafScore, ...], found: Tallies) -> tuple[LeafScore, ...]:
    policies = {leaf.id: (leaf.missing.name, leaf.na.name) for leaf in case.rubric.all_leaves()}
    return tuple(
        _fill(leaf, policies[leaf.criterion], found.get((case.entry.group, leaf.criterion))) for leaf in leaves
    )


def _fill(leaf: LeafScore, policies: tuple[str, str], tally: Tally | None) -> LeafScore:
    policy = {Outcome.MISSING: policies[0], Outcome.NOT_APPLICABLE: policies[1]}.get(leaf.outcome)
    if policy != GROUP_MEAN_POLICY or tally is None:
        return leaf
    mean = tally.total / tally.count
    points = stored(mean * Fraction(leaf.full_marks))
    reason = leaf.words.removesuffix(MISSING_POLICIES[GROUP_MEAN_POLICY])
    words = reason + GROUP_MEAN.format(count=tally.count, share=show.percent(stored(mean)), points=show.plain(points))
    lost = leaf.full_marks - points
    deductions = (Deduction("missing", lost, reason),) if lost > 0 and leaf.outcome is Outcome.MISSING else ()
    stake = lost if leaf.outcome is Outcome.MISSING else leaf.stake
    return replace(leaf, points=points, words=words, deductions=deductions, stake=stake)
