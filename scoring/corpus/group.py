"""One group scored batch by batch: what the engine takes from the whole group is collected in passes over the batches, so that only one batch
is in memory at a time and every unit has the points that scoring all at once gives it.

    first pass     values on criteria that look at the group or at last year     (only where the rubric has such criteria)
    second pass    score rates: means of the group, weights from data            (only where the rubric asks for them)
    last pass      points, totals, pools, vetoes

Each pass does the same to every batch and joins what comes of it in the order of the batches, so it does not matter where they are done.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from scoring.assess.case import Case, case_of
from scoring.assess.data_weights import NO_MATRICES, Key, Matrices, is_weighed_by_data, matrices, shared_out, weights_of
from scoring.assess.leaves import index_of
from scoring.assess.many import Criteria
from scoring.assess.means import Tallies, Tally, asking_for_means, filled, tallies
from scoring.assess.peers import NOBODY, GroupKey, Survey, survey
from scoring.assess.pools import pool_leaves
from scoring.assess.score import Pools, cases_of, unit_score
from scoring.assess.totals import DataWeights
from scoring.assess.units import Entry
from scoring.results import LeafScore, UnitScore
from scoring.rubric.rule_specs import needs_last_year, needs_peers
from scoring.rubric.types import Rubric
from scoring.rules.inputs import Peers
from scoring.sources.types import Sources
from scoring.tables.order import sheets

Leaves = list[tuple[LeafScore, ...]]


@dataclass(frozen=True, slots=True)
class Batch:
    """Some units of one group: those to be scored (`contenders`), the same units in the year before (`known`), and `others` that were in the
    group the year before and are not now. `number` tells it from others, `facts` says how many facts each of its reports has."""

    contenders: tuple[Entry, ...]
    known: tuple[Entry, ...] = ()
    others: tuple[Entry, ...] = ()
    number: int = 0
    facts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Passed:
    """What the passes before the last found."""

    asked: Survey = NOBODY
    tallies: Tallies = field(default_factory=dict)
    weights: Mapping[Key, DataWeights] = field(default_factory=dict)


class Scorer:
    """Scores units of any batch. It can be sent to another process."""

    def __init__(self, rubric: Rubric, sources: Sources, names: Mapping[str, str]) -> None:
        self.rubric, self.sources, self.names = rubric, sources, names
        self._criteria: dict[int, Criteria] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return Scorer, (self.rubric, self.sources, self.names)

    def cases(self, batch: Batch) -> list[Case]:
        return cases_of(self.rubric, batch.contenders, batch.known, self.sources, self.names)[0]

    def survey(self, batch: Batch) -> Survey:
        others = [case_of(self.rubric, one, self.names, self.sources, undated=False) for one in batch.others]
        return survey(self.cases(batch), others)

    def leaves(self, cases: Iterable[Case], asked: Survey) -> Leaves:
        return [self._of(case.rubric).score(case, lambda leaf, case=case: asked.asking(leaf, case)) for case in cases]  # type: ignore[misc]

    def pools(self, cases: Iterable[Case], asked: Survey) -> list[Pools]:
        return [pool_leaves(case, lambda leaf, kind, case=case: asked.asking(leaf, case, kind)) for case in cases]  # type: ignore[misc]

    def units(self, batch: Batch, passed: Passed) -> tuple[UnitScore, ...]:
        """The units of a batch without ranks and grades."""
        cases = self.cases(batch)
        scored = filled(cases, self.leaves(cases, passed.asked), passed.tallies)
        pools = self.pools(cases, passed.asked)
        weights = shared_out(cases, passed.weights)
        return tuple(
            unit_score(case, leaves, inside, weighed)
            for case, leaves, inside, weighed in zip(cases, scored, pools, weights, strict=True)
        )

    def _of(self, rubric: Rubric) -> Criteria:
        """The criteria of one of the rubric's own rubrics, which live as long as this does."""
        found = self._criteria.get(id(rubric))
        if found is None:
            found = self._criteria[id(rubric)] = Criteria(rubric)
        return found


# Does something with the scorer and each batch of a group, in the order of the batches.
Each = Callable[[Callable[[Scorer, Batch], Any]], Iterator[Any]]


def passes(rubric: Rubric, each: Each) -> Passed:
    """What the last pass over a group has to know; then `Scorer.units` gives each batch the scores that `score_entries` gives when it is called
    with all batches together. Batches have the group's units in the order of `contest`."""
    asked = NOBODY
    if any(_looks_beside(one) for one in sheets(rubric)):
        asked = _joined(list(each(Scorer.survey)))
    wanted = frozenset(id_ for one in sheets(rubric) for id_ in asking_for_means(one))
    means: Tallies = {}
    if wanted:
        means = _added(each(partial(_means, asked=asked, wanted=wanted)))
    if not any(is_weighed_by_data(one) for one in sheets(rubric)):
        return Passed(asked, means)
    found = NO_MATRICES
    for one in each(partial(_rates, asked=asked, means=means)):
        found += one
    return Passed(asked, means, weights_of(found))


def looks_at_last_year(rubric: Rubric) -> bool:
    """Whether anything may rest on last year's reports, so that these have to be read too. What is called `last` for another reason only
    costs their reading."""
    specs = [leaf.rule.spec for one in sheets(rubric) for leaf in one.all_leaves()]
    return any(needs_last_year(spec) for spec in specs) or _says_last(rubric)


def _says_last(value: object) -> bool:
    """Whether anything below `value` asks for what was said the year before."""
    if getattr(value, "last", False):
        return True
    if isinstance(value, Mapping):
        return any(_says_last(one) for one in value.values())
    if isinstance(value, tuple | list | frozenset):
        return any(_says_last(one) for one in value)
    return any(_says_last(getattr(value, name)) for name in getattr(type(value), "__dataclass_fields__", ()))


def _looks_beside(rubric: Rubric) -> bool:
    specs = [leaf.rule.spec for leaf in rubric.all_leaves()]
    return any(needs_peers(spec) or needs_last_year(spec) for spec in specs)


def _joined(parts: list[Survey]) -> Survey:
    """The survey of the whole group from those of its batches."""
    own = {key: value for part in parts for key, value in part.own_last.items()}
    return Survey(_peers(part.now for part in parts), _peers(part.last for part in parts), own)


def _peers(parts: Iterable[Mapping[GroupKey, Peers]]) -> dict[GroupKey, Peers]:
    values: dict[GroupKey, list[Peers]] = {}
    for part in parts:
        for key, peers in part.items():
            values.setdefault(key, []).append(peers)
    return {
        key: found[0] if len(found) == 1 else Peers(tuple(sorted(value for one in found for value in one.values)))
        for key, found in values.items()
    }


def _means(scorer: Scorer, batch: Batch, asked: Survey, wanted: frozenset[str]) -> Tallies:
    cases = scorer.cases(batch)
    return tallies(cases, scorer.leaves(cases, asked), wanted)


def _added(parts: Iterable[Tallies]) -> Tallies:
    found: dict[tuple[str, str], Tally] = {}
    for part in parts:
        for key, tally in part.items():
            found[key] = found[key] + tally if key in found else tally
    return found


def _rates(scorer: Scorer, batch: Batch, asked: Survey, means: Tallies) -> Matrices:
    cases = scorer.cases(batch)
    scored = filled(cases, scorer.leaves(cases, asked), means)
    return matrices(cases, [index_of(leaves) for leaves in scored])
