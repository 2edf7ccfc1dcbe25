"""Weights that hang on the units' scores: one set per group and dimension."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scoring.assess.case import Case
from scoring.assess.totals import ROOT, DataWeights, rate_of
from scoring.results import LeafScore
from scoring.rubric.types import Leaf, Node, Rubric, Weighting
from scoring.rubric.weigh import weigh

# Group, node, its children.
Key = tuple[str, str, tuple[str, ...]]
Row = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Matrices:
    """Score rates of units on the children of the dimensions that are weighed by data, a row per unit that counts, in the order of the
    units; `wanted` is how each of these dimensions is weighed."""

    wanted: Mapping[Key, Weighting]
    rows: Mapping[Key, tuple[Row, ...]]

    def __add__(self, other: Matrices) -> Matrices:
        rows = {key: (*self.rows.get(key, ()), *other.rows.get(key, ())) for key in {**self.rows, **other.rows}}
        return Matrices({**self.wanted, **other.wanted}, rows)


NO_MATRICES = Matrices({}, {})


def data_weights(cases: Sequence[Case], scored: Sequence[Mapping[str, LeafScore]]) -> list[Mapping[str, DataWeights]]:
    """For every unit the weights of the dimensions that are weighed by data, by dimension.

    They are taken from the score rates of the group's units on the dimension's children (before any weighing by data further down). A
    unit counts only if all children have an answer and concern it; with fewer than two such units the weights are equal.
    """
    return shared_out(cases, weights_of(matrices(cases, scored)))


def is_weighed_by_data(rubric: Rubric) -> bool:
    """Whether any dimension of one sheet is."""
    return any(True for _ in _weighed(rubric))


def matrices(cases: Iterable[Case], scored: Iterable[Mapping[str, LeafScore]]) -> Matrices:
    """What these units bring to the weights; the rows of a group's parts, in order, are those of the group."""
    rows: defaultdict[Key, list[Row]] = defaultdict(list)
    wanted: dict[Key, Weighting] = {}
    for case, scores in zip(cases, scored, strict=True):
        for node, weighting, children in _weighed(case.rubric):
            key = (case.entry.group, node, tuple(child.id for child in children))
            wanted[key] = weighting
            rates = [rate_of(child, scores) for child in children]
            if all(rate is not None for rate in rates):
                rows[key].append(tuple(float(rate) for rate in rates if rate is not None))
    return Matrices(wanted, {key: tuple(found) for key, found in rows.items()})


def weights_of(found: Matrices) -> Mapping[Key, DataWeights]:
    """The weights that whole groups give."""
    return {key: _weights(key, weighting, found.rows.get(key, ())) for key, weighting in found.wanted.items()}


def shared_out(cases: Iterable[Case], weights: Mapping[Key, DataWeights]) -> list[Mapping[str, DataWeights]]:
    """For every unit those of `weights` that are its group's and its sheet's, by dimension."""
    return [
        {
            node: weights[case.entry.group, node, tuple(child.id for child in children)]
            for node, _, children in _weighed(case.rubric)
        }
        for case in cases
    ]


def _weights(key: Key, weighting: Weighting, matrix: Sequence[Row]) -> DataWeights:
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
