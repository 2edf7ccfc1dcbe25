"""The engine's answer to what a person changes in the workbook: other scores, other points, other grade lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from scoring.assess.pools import pool_score, with_pools, with_stakes
from scoring.assess.totals import DataWeights, stored, total_up
from scoring.rank import rank_units
from scoring.results import LeafScore, Outcome, Run, UnitScore
from scoring.rubric.types import Leaf, Node, Rubric, counted
from scoring.workbook.live.mirror import ruled

# (unit, criterion) → points, None: does not concern the unit.
Overrides = Mapping[tuple[str, str], Decimal | None]


def again(
    run: Run,
    overrides: Overrides,
    points: Mapping[str, Decimal] | None = None,
    lines: Mapping[str, Decimal] | None = None,
) -> Run:
    """The run with these changes, totalled and ranked by the engine's own functions."""
    rubric = _rubric(run.rubric, points or {}, lines or {})
    rubric = replace(
        rubric, variants=tuple((kind, _rubric(one, points or {}, lines or {})) for kind, one in rubric.variants)
    )
    units = [_unit(unit, run.rubric, rubric, overrides) for unit in run.units]
    return replace(run, rubric=rubric, units=rank_units(units, rubric))


def _rubric(rubric: Rubric, points: Mapping[str, Decimal], lines: Mapping[str, Decimal]) -> Rubric:
    dimensions = tuple(_node(node, points) for node in rubric.dimensions)
    grades = tuple(replace(grade, minimum=lines.get(grade.name, grade.minimum)) for grade in rubric.grades)
    pools = tuple(
        replace(pool, leaves=tuple(replace(leaf, points=points.get(leaf.id, leaf.points)) for leaf in pool.leaves))
        for pool in rubric.pools
    )
    whole = _whole(rubric.points, rubric.dimensions, dimensions)
    return replace(rubric, dimensions=dimensions, grades=grades, points=whole, pools=pools)


def _node(node: Node, points: Mapping[str, Decimal]) -> Node:
    children = tuple(
        replace(child, points=points.get(child.id, child.points)) if isinstance(child, Leaf) else _node(child, points)
        for child in node.children
    )
    return replace(node, children=children, points=_whole(node.points, node.children, children))


def _whole(old: Decimal, before: tuple[Node | Leaf, ...], after: tuple[Node | Leaf, ...]) -> Decimal:
    adds_up = sum(map(counted, before), Decimal(0)) == old
    return sum(map(counted, after), Decimal(0)) if adds_up else old


def _unit(unit: UnitScore, old: Rubric, new: Rubric, overrides: Overrides) -> UnitScore:
    before, rubric = old.of(unit.unit_type, unit.group), new.of(unit.unit_type, unit.group)
    sizes = {leaf.id: leaf.points for leaf in rubric.all_leaves()}
    leaves = [_leaf(leaf, unit.unit, sizes[leaf.criterion], overrides) for leaf in unit.leaves]
    weights = {node.node: DataWeights(dict(node.weights), node.weighed_by) for node in unit.nodes if node.weights}
    if unit.weights:
        weights[""] = DataWeights(dict(unit.weights), unit.weighed_by)
    rule = ruled(before, unit)
    totals = total_up(rubric, leaves, weights, dict.fromkeys(rule.zeroed, "veto"))
    pools = tuple(
        pool_score(pool, tuple(_leaf(leaf, unit.unit, sizes[leaf.criterion], overrides) for leaf in was.leaves))
        for pool, was in zip(rubric.pools, unit.pools, strict=True)
    )
    total = with_pools(totals.total, totals.full_marks, pools)
    if rule.at_most is not None:
        total = min(total, rule.at_most)
    return replace(
        unit,
        leaves=totals.leaves,
        nodes=totals.nodes,
        total=total,
        full_marks=totals.full_marks,
        coverage=totals.coverage,
        stake=with_stakes(totals.stake, pools),
        base=totals.total,
        pools=pools,
    )


def _leaf(leaf: LeafScore, unit: str, full: Decimal, overrides: Overrides) -> LeafScore:
    leaf = replace(leaf, scale=Decimal(1))
    if (unit, leaf.criterion) in overrides:
        given = overrides[unit, leaf.criterion]
        outcome = Outcome.NOT_APPLICABLE if given is None else Outcome.JUDGED
        return replace(leaf, full_marks=full, points=given, outcome=outcome, excluded=given is None, stake=Decimal(0))
    if full == leaf.full_marks:
        return leaf
    factor = Fraction(full) / Fraction(leaf.full_marks)
    points = None if leaf.points is None else stored(Fraction(leaf.points) * factor)
    return replace(leaf, full_marks=full, points=points, stake=stored(Fraction(leaf.stake) * factor))
