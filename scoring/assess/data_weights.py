"""Weights that hang on the units' scores: one set per group and dimension."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from scoring.assess.case import Case
from scoring.assess.totals import ROOT, DataWeights, rate_of
from scoring.results import LeafScore
from scoring.rubric.types import Leaf, Node, Rubric, Weighting
from scoring.rubric.weigh import weigh

# Group, node, its children.
_Key = tuple[str, str, tuple[str, ...]]


def data_weights(cases: Sequence[Case], scored: Sequence[Mapping[str, LeafScore]]) -> list[Mapping[str, DataWeights]]:
    """For every unit the weights of the dimensions that are weighed by data, by dimension.

    They are taken from the score rates of the group's units on the dimension's children (before any weighing by data further down). A
    unit counts only if all children have an answer and concern it; with fewer than two such units the weights are equal.
    """
    matrices: defaultdict[_Key, list[tuple[float, ...]]] = defaultdict(list)
    wanted: dict[_Key, Weighting] = {}
    asked = [list(_weighed(case.rubric)) for case in cases]
    for case, scores, nodes in zip(cases, scored, asked, strict=True):
        for node, weighting, children in nodes:
            key = (case.entry.group, node, tuple(child.id for child in children))
            wanted[key] = weighting
            rates = [rate_of(child, scores) for child in children]
            if all(rate is not None for rate in rates):
                matrices[key].append(tuple(float(rate) for rate in rates if rate is not None))
    found = {key: _weights(key, weighting, matrices.get(key, [])) for key, weighting in wanted.items()}
    return [
        {node: found[case.entry.group, node, tuple(child.id for child in children)] for node, _, children in nodes}
        for case, nodes in zip(cases, asked, strict=True)
    ]


def _weights(key: _Key, weighting: Weighting, matrix: list[tuple[float, ...]]) -> DataWeights:
    shares = weigh(weighting, len(key[2]), matrix if len(matrix) > 1 else ())
    return DataWeights(dict(zip(key[2], shares, strict=True)), len(matrix))


def _weighed(rubric: Rubric) -> Iterator[tuple[str, Weighting, tuple[Node | Leaf, ...]]]:
    if rubric.weighting is not None and rubric.weighting.from_data:
        yield ROOT, rubric.weighting, rubric.dimensions
    for dimension in rubric.dimensions:
        yield from _below(dimension)


def _below(node: Node) -> Iterator[tuple[str, Weighting, tuple[Node | Leaf, ...]]]:
    if node.weighting is not None and node.weighting.from_data:
        yield node.id, node.weighting, node.children
    for child in node.children:
        if isinstance(child, Node):
            yield from _below(child)
