"""`group_mean`: a silent criterion takes the mean score rate of its group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from scoring.assess import show
from scoring.assess.case import Case
from scoring.assess.totals import stored
from scoring.messages.assess import GROUP_MEAN, MISSING_POLICIES
from scoring.results import Deduction, LeafScore, Outcome
from scoring.rubric.types import Leaf

_WITH_POINTS = frozenset([Outcome.SCORED, Outcome.ZERO, Outcome.JUDGED])
GROUP_MEAN_POLICY = "group_mean"


@dataclass(frozen=True, slots=True)
class _Mean:
    rate: Fraction
    count: int


def fill_means(cases: Sequence[Case], scored: Sequence[tuple[LeafScore, ...]]) -> list[tuple[LeafScore, ...]]:
    """The scores with the group's mean put in where the rubric asks for it.

    The mean is over the score rates of the units of the group that have points by rule or by a person; without any, the criterion stays
    open. Units that take the mean do not enter it.
    """
    wanted = {leaf.id for case in cases for leaf in case.rubric.all_leaves() if _asks(leaf)}
    if not wanted:
        return list(scored)
    means = _means(cases, scored, wanted)
    return [_filled(case, leaves, means) for case, leaves in zip(cases, scored, strict=True)]


def _asks(leaf: Leaf) -> bool:
    return GROUP_MEAN_POLICY in (leaf.missing.name, leaf.na.name)


def _means(
    cases: Iterable[Case], scored: Iterable[tuple[LeafScore, ...]], wanted: set[str]
) -> Mapping[tuple[str, str], _Mean]:
    rates: defaultdict[tuple[str, str], list[Fraction]] = defaultdict(list)
    for case, leaves in zip(cases, scored, strict=True):
        for leaf in leaves:
            if leaf.criterion in wanted and leaf.points is not None and leaf.outcome in _WITH_POINTS:
                rates[case.entry.group, leaf.criterion].append(Fraction(leaf.points) / Fraction(leaf.full_marks))
    return {key: _Mean(sum(found, Fraction(0)) / len(found), len(found)) for key, found in rates.items()}


def _filled(case: Case, leaves: tuple[LeafScore, ...], means: Mapping[tuple[str, str], _Mean]) -> tuple[LeafScore, ...]:
    policies = {leaf.id: (leaf.missing.name, leaf.na.name) for leaf in case.rubric.all_leaves()}
    return tuple(
        _fill(leaf, policies[leaf.criterion], means.get((case.entry.group, leaf.criterion))) for leaf in leaves
    )


def _fill(leaf: LeafScore, policies: tuple[str, str], mean: _Mean | None) -> LeafScore:
    policy = {Outcome.MISSING: policies[0], Outcome.NOT_APPLICABLE: policies[1]}.get(leaf.outcome)
    if policy != GROUP_MEAN_POLICY or mean is None:
        return leaf
    points = stored(mean.rate * Fraction(leaf.full_marks))
    reason = leaf.words.removesuffix(MISSING_POLICIES[GROUP_MEAN_POLICY])
    words = reason + GROUP_MEAN.format(
        count=mean.count, share=show.percent(stored(mean.rate)), points=show.plain(points)
    )
    lost = leaf.full_marks - points
    deductions = (Deduction("missing", lost, reason),) if lost > 0 and leaf.outcome is Outcome.MISSING else ()
    stake = lost if leaf.outcome is Outcome.MISSING else leaf.stake
    return replace(leaf, points=points, words=words, deductions=deductions, stake=stake)
