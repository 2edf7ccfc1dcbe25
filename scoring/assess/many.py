"""Many units scored by one rubric: what is the same for all of them is made once. The scores are those of `leaves.score_leaves`."""

from __future__ import annotations

from typing import NamedTuple

from scoring.assess.case import Case
from scoring.assess.leaves import Asked, leaves_of, plainly, score_leaf
from scoring.assess.outcomes import blank
from scoring.results import LeafScore
from scoring.rubric.rule_specs import needs_last_year, needs_peers, subjects
from scoring.rubric.types import MEASURE, PRACTICE, REPORT, Leaf, Rubric

_OF_REPORT = frozenset([MEASURE, REPORT, PRACTICE])


class _Criterion(NamedTuple):
    """A criterion with what `score_leaf` wants of it; `alike` as `silence_is_alike` says."""

    leaf: Leaf
    dimension: str
    applies: tuple[tuple[str, ...], ...]
    blank: LeafScore
    alike: bool


class Criteria:
    """The criteria of one rubric, asked of one unit after the other."""

    def __init__(self, rubric: Rubric) -> None:
        self._rubric = rubric
        self._criteria = tuple(
            _Criterion(leaf, dimension, applies, blank(leaf, dimension), silence_is_alike(leaf))
            for leaf, dimension, applies in leaves_of(rubric)
        )
        self._silent: dict[str, LeafScore] = {}

    def score(self, case: Case, asked: Asked = plainly) -> tuple[LeafScore, ...]:
        """The unit's scores on all criteria, in the order of the rubric, which is the one of `case`."""
        told = bool(case.entry.reports) and not case.sources.self_scores
        return tuple(self._score(one, case, asked, told) for one in self._criteria)

    def _score(self, one: _Criterion, case: Case, asked: Asked, told: bool) -> LeafScore:
        leaf = one.leaf
        silent = told and one.alike and leaf.subject not in case.facts and case.concerned(one.applies) is True
        if silent and leaf.id in self._silent:
            return self._silent[leaf.id]
        found = score_leaf(leaf, one.dimension, case, asked(leaf), one.applies, one.blank)
        if silent:
            self._silent[leaf.id] = found
        return found


def silence_is_alike(leaf: Leaf) -> bool:
    """Whether all units whose report says nothing of the criterion's subject have one and the same score on it, if it concerns them and none
    has a self score: nothing but that subject may be looked at."""
    spec = leaf.rule.spec
    return (
        leaf.source in _OF_REPORT
        and leaf.na_when is None
        and leaf.qualitative is None
        and leaf.compare is None
        and leaf.missing.formula is None
        and not subjects(spec)
        and not needs_peers(spec)
        and not needs_last_year(spec)
    )
