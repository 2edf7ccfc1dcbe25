"""One group scored batch by batch: what the engine takes from the whole group is collected in passes over the batches, so that only one batch
is in memory at a time and every unit has the points that scoring all at once gives it.

    first pass     values on criteria that look at the group or at last year     (only where the rubric has such criteria)
    second pass    score rates: means of the group, weights from data            (only where the rubric asks for them)
    last pass      points, totals, pools, vetoes

A batch is read anew for each pass; a group of one batch is read once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from scoring.assess.case import Case, case_of
from scoring.assess.data_weights import NO_MATRICES, Key, Matrices, is_weighed_by_data, matrices, shared_out, weights_of
from scoring.assess.leaves import index_of, score_leaves
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
    group the year before and are not now."""

    contenders: tuple[Entry, ...]
    known: tuple[Entry, ...] = ()
    others: tuple[Entry, ...] = ()


Load = Callable[[], Batch]


@dataclass(frozen=True, slots=True)
class _Passed:
    """What the passes before the last found."""

    asked: Survey = NOBODY
    tallies: Tallies = field(default_factory=dict)
    weights: Mapping[Key, DataWeights] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Scorer:
    rubric: Rubric
    sources: Sources
    names: Mapping[str, str]

    def cases(self, batch: Batch) -> list[Case]:
        return cases_of(self.rubric, batch.contenders, batch.known, self.sources, self.names)[0]

    def survey(self, batch: Batch) -> Survey:
        others = [case_of(self.rubric, one, self.names, self.sources, undated=False) for one in batch.others]
        return survey(self.cases(batch), others)

    def leaves(self, cases: Iterable[Case], asked: Survey) -> Leaves:
        return [score_leaves(case, lambda leaf, case=case: asked.asking(leaf, case)) for case in cases]  # type: ignore[misc]

    def pools(self, cases: Iterable[Case], asked: Survey) -> list[Pools]:
        return [pool_leaves(case, lambda leaf, kind, case=case: asked.asking(leaf, case, kind)) for case in cases]  # type: ignore[misc]


def score_batches(
    rubric: Rubric, batches: Sequence[Load], sources: Sources, names: Mapping[str, str]
) -> Iterator[tuple[UnitScore, ...]]:
    """The units of one group without ranks and grades, batch by batch, each with the scores that `score_entries` gives when it is called with
    all batches together. Batches have the group's units in the order of `contest`."""
    scorer = _Scorer(rubric, sources, names)
    loads = _kept(batches) if len(batches) == 1 else batches
    passed = _passed(scorer, loads)
    for load in loads:
        cases = scorer.cases(load())
        scored = filled(cases, scorer.leaves(cases, passed.asked), passed.tallies)
        pools = scorer.pools(cases, passed.asked)
        weights = shared_out(cases, passed.weights)
        yield tuple(
            unit_score(case, leaves, inside, weighed)
            for case, leaves, inside, weighed in zip(cases, scored, pools, weights, strict=True)
        )


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


def _kept(batches: Sequence[Load]) -> Sequence[Load]:
    only = batches[0]()
    return [lambda: only]


def _passed(scorer: _Scorer, loads: Sequence[Load]) -> _Passed:
    asked = NOBODY
    if any(_looks_beside(one) for one in sheets(scorer.rubric)):
        asked = _joined([scorer.survey(load()) for load in loads])
    wanted = frozenset(id_ for one in sheets(scorer.rubric) for id_ in asking_for_means(one))
    weighed = any(is_weighed_by_data(one) for one in sheets(scorer.rubric))
    if not wanted and not weighed:
        return _Passed(asked)
    means = _means(scorer, loads, asked, wanted) if wanted else {}
    return _Passed(asked, means, weights_of(_rates(scorer, loads, asked, means)) if weighed else {})


def _looks_beside(rubric: Rubric) -> bool:
    specs = [leaf.rule.spec for leaf in rubric.all_leaves()]
    return any(needs_peers(spec) or needs_last_year(spec) for spec in specs)


def _joined(parts: Sequence[Survey]) -> Survey:
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


def _means(scorer: _Scorer, loads: Sequence[Load], asked: Survey, wanted: frozenset[str]) -> Tallies:
    found: dict[tuple[str, str], Tally] = {}
    for load in loads:
        cases = scorer.cases(load())
        for key, tally in tallies(cases, scorer.leaves(cases, asked), wanted).items():
            found[key] = found[key] + tally if key in found else tally
    return found


def _rates(scorer: _Scorer, loads: Sequence[Load], asked: Survey, means: Tallies) -> Matrices:
    found = NO_MATRICES
    for load in loads:
        cases = scorer.cases(load())
        scored = filled(cases, scorer.leaves(cases, asked), means)
        found += matrices(cases, [index_of(leaves) for leaves in scored])
    return found
