"""Scoring the same material by one rubric after another: only what a change of the rubric touches is scored again.

Facts and tables do not change when points or thresholds do. So a criterion that is defined as before keeps its scores, a dimension whose
scores and points are as before keeps its sums, a unit of which nothing changed stays as it is; places and grades are given anew, in the
whole group.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scoring.assess import Case, contest, entries
from scoring.assess.data_weights import data_weights
from scoring.assess.leaves import index_of, score_leaves
from scoring.assess.means import fill_means
from scoring.assess.peers import survey
from scoring.assess.pools import pool_leaves, pool_score, with_pools, with_stakes
from scoring.assess.score import Pools, cases_of, unit_score
from scoring.assess.totals import DataWeights
from scoring.rank import rank_units
from scoring.results import LeafScore, UnitScore, changed
from scoring.rubric.types import Rubric
from scoring.workbench.material import Material
from scoring.workbench.retotal import Added, added, is_plain, together
from scoring.workbench.untouched import Lean, Same, frame, pools_of, weighs, with_rubric

Scores = Mapping[str, LeafScore]


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit on the bench: its case, its unscaled scores by criterion, its pools, the sums of its dimensions where they are simply added
    (else None), its score before it is ranked, and the weights that it got from data."""

    case: Case
    scores: Scores
    pools: Pools
    dimensions: Mapping[str, Added] | None
    score: UnitScore
    weights: Mapping[str, DataWeights]


@dataclass(frozen=True, slots=True)
class Scored:
    """The material scored by `rubric`: `units` in the order of the entries, `others` the units of last year only, `ranked` the scores with
    places and grades. `rescored` is how many criteria were scored again to get here (all of them at first)."""

    rubric: Rubric
    material: Material
    units: tuple[Unit, ...]
    others: tuple[Case, ...]
    ranked: tuple[UnitScore, ...]
    rescored: int

    def by_key(self) -> dict[str, UnitScore]:
        """The ranked scores by the key of the unit."""
        scores = {(one.group, one.unit, one.year): one for one in self.ranked}
        found = {}
        for unit in self.units:
            entry = unit.case.entry
            found[entry.key] = scores[entry.group, entry.unit, entry.year]
        return found


def score(material: Material, rubric: Rubric, every_report: bool = False) -> Scored:
    """The whole material scored by `rubric`. With `every_report` each unit takes part with every year that it reports on, not only with the
    one that is ranked."""
    beside = material.beside(rubric)
    listed = beside.sources.listed
    found = entries(material.now, rubric, listed)
    contenders = found if every_report else contest(found, rubric, material.ranked_year(beside.sources), listed)
    known = entries(material.everything, rubric, listed)
    cases, others = cases_of(rubric, list(contenders), list(known), beside.sources, material.names)
    scored, pools = _asked(cases, others)
    weights = data_weights(cases, [index_of(leaves) for leaves in scored])
    units = [_whole(*parts) for parts in zip(cases, scored, pools, weights, strict=True)]
    return _ranked(rubric, material, units, others, sum(1 for _ in rubric.all_leaves()))


def rescore(before: Scored, rubric: Rubric) -> Scored:
    """The material of `before` scored by `rubric`: equal to `score(before.material, rubric)`."""
    material = before.material
    if (
        frame(before.rubric) != frame(rubric)
        or material.beside(before.rubric).sources != material.beside(rubric).sources
    ):
        return score(material, rubric)
    same = Same(before.rubric, rubric)
    cases = [_with_rubric(unit.case, rubric) for unit in before.units]
    others = [_with_rubric(case, rubric) for case in before.others]
    scored: list[tuple[LeafScore, ...]] = [()] * len(cases)
    pools = [unit.pools for unit in before.units]
    if same.changed:
        lean = Lean(same.changed)
        scored, _ = _asked([lean.case(case) for case in cases], [lean.case(case) for case in others])
    if pools_of(before.rubric) != pools_of(rubric):
        alone = Lean(frozenset(), pools=True)
        _, pools = _asked([alone.case(case) for case in cases], [alone.case(case) for case in others])
    merged = [_merged(unit, case, new, same) for unit, case, new in zip(before.units, cases, scored, strict=True)]
    weights: Sequence[Mapping[str, DataWeights]] = data_weights(cases, merged) if weighs(rubric) else [{}] * len(cases)
    units = [
        _again(unit, case, scores, inside, weighed, same)
        for unit, case, scores, inside, weighed in zip(before.units, cases, merged, pools, weights, strict=True)
    ]
    return _ranked(rubric, before.material, units, others, len(same.changed))


def _asked(cases: Sequence[Case], others: Sequence[Case]) -> tuple[list[tuple[LeafScore, ...]], list[Pools]]:
    """The scores on every criterion of the cases' rubrics, with what the group and last year say."""
    asked = survey(cases, others)
    scored = [score_leaves(case, lambda leaf, case=case: asked.asking(leaf, case)) for case in cases]  # type: ignore[misc]
    pools = [pool_leaves(case, lambda leaf, kind, case=case: asked.asking(leaf, case, kind)) for case in cases]  # type: ignore[misc]
    return fill_means(cases, scored), pools


def _ranked(rubric: Rubric, material: Material, units: Iterable[Unit], others: Iterable[Case], rescored: int) -> Scored:
    made = tuple(units)
    return Scored(rubric, material, made, tuple(others), rank_units([unit.score for unit in made], rubric), rescored)


def _whole(case: Case, leaves: tuple[LeafScore, ...], inside: Pools, weights: Mapping[str, DataWeights]) -> Unit:
    scores = index_of(leaves)
    dimensions = _added(case.rubric, scores, {}) if is_plain(case.rubric) else None
    return Unit(case, scores, inside, dimensions, unit_score(case, leaves, inside, weights), weights)


def _with_rubric(case: Case, rubric: Rubric) -> Case:
    last = None if case.last is None else _with_rubric(case.last, rubric)
    return with_rubric(case, rubric.of(case.entry.unit_type, case.entry.group), last)


def _merged(unit: Unit, case: Case, new: tuple[LeafScore, ...], same: Same) -> Scores:
    """The unit's scores on all criteria, the new ones in the place of the old."""
    if same.criteria(case.rubric):
        return {**unit.scores, **index_of(new)} if new else unit.scores
    fresh = index_of(new)
    return {leaf.id: fresh[leaf.id] if leaf.id in fresh else unit.scores[leaf.id] for leaf in case.rubric.leaves()}


def _again(
    unit: Unit, case: Case, scores: Scores, inside: Pools, weights: Mapping[str, DataWeights], same: Same
) -> Unit:
    """The unit with its totals made anew, as far as anything in them may have changed."""
    old, rubric = unit.score, case.rubric
    settled = same.whole(rubric) and same.vetoes(rubric) and inside is unit.pools and weights == unit.weights
    if settled and not same.plain(rubric) and _count_alike(unit.scores, scores, same.changed):
        # Nothing that totals are made of differs; only what is told about the scores does.
        score = old if scores is unit.scores else changed(old, leaves=_retold(old.leaves, scores, same.changed))
        return Unit(case, scores, inside, unit.dimensions, score, weights)
    dimensions = None
    if same.plain(rubric):
        kept = {} if unit.dimensions is None else unit.dimensions
        untouched = same.dimensions(rubric)
        dimensions = _added(rubric, scores, {id_: one for id_, one in kept.items() if id_ in untouched})
    vetoed = not same.vetoes(rubric) or any(veto.triggered for veto in old.vetoes)
    if dimensions is None or vetoed or old.self_total is not None:
        leaves = tuple(scores[leaf.id] for leaf in rubric.leaves())
        return Unit(case, scores, inside, dimensions, unit_score(case, leaves, inside, weights), weights)
    if unit.dimensions is not None and dimensions == unit.dimensions and inside is unit.pools:
        return Unit(case, scores, inside, dimensions, old, weights)
    totals = together([dimensions[node.id] for node in rubric.dimensions])
    pools = old.pools if inside is unit.pools else tuple(pool_score(pool, found) for pool, found in inside)
    total = with_pools(totals.total, totals.full_marks, pools)
    score = changed(
        old,
        leaves=totals.leaves,
        nodes=totals.nodes,
        total=total,
        published=total,
        full_marks=totals.full_marks,
        coverage=totals.coverage,
        stake=with_stakes(totals.stake, pools),
        base=totals.total,
        pools=pools,
    )
    return Unit(case, scores, inside, dimensions, score, weights)


def _count_alike(old: Scores, new: Scores, changed: Iterable[str]) -> bool:
    """Whether all scores enter the totals as before."""
    if old is new:
        return True
    return all(_counting(old.get(id_)) == _counting(new.get(id_)) for id_ in changed)


def _counting(leaf: LeafScore | None) -> tuple[object, ...]:
    if leaf is None:
        return ()
    return (leaf.full_marks, leaf.points, leaf.stake, leaf.excluded, leaf.outcome, leaf.self_score)


def _retold(leaves: tuple[LeafScore, ...], scores: Scores, touched: frozenset[str]) -> tuple[LeafScore, ...]:
    """The unit's scores as they are told now, with the scale they had."""
    return tuple(
        changed(scores[leaf.criterion], scale=leaf.scale) if leaf.criterion in touched else leaf for leaf in leaves
    )


def _added(rubric: Rubric, scores: Scores, kept: Mapping[str, Added]) -> dict[str, Added] | None:
    """The sums of all dimensions, taken over from `kept` where they are there; None where one of them is not simply added."""
    found: dict[str, Added] = {}
    for node in rubric.dimensions:
        one = kept.get(node.id) or added(node, scores)
        if one is None:
            return None
        found[node.id] = one
    return found
