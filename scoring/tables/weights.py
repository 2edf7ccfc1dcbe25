"""Weights of dimensions and criteria in words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from scoring.messages import workbook as words
from scoring.results import UnitScore
from scoring.rubric.types import Node, Rubric, Weighting
from scoring.tables.format import share_text

Shares = tuple[tuple[str, Decimal], ...]


def weighting_words(weighting: Weighting) -> str:
    """How weights come about: 熵权法; 层次分析法（CR …）占50%、熵权法占50%."""
    if weighting.method == "mix":
        parts = [
            words.WEIGHTING_PART.format(method=weighting_words(part), share=share_text(share))
            for part, share in weighting.parts
        ]
    else:
        parts = [weighting_words(part) for part, _ in weighting.parts]
    note = f"（{weighting.note}）" if weighting.note else ""
    return words.WEIGHTINGS[weighting.method].format(note=note, parts="、".join(parts))


def weighed_nodes(rubric: Rubric) -> Iterator[tuple[str, str, str]]:
    """Id ("" for the total), name and method of every dimension that is weighed by data."""
    if rubric.weighting is not None and rubric.weighting.from_data:
        yield "", "", weighting_words(rubric.weighting)
    for dimension in rubric.dimensions:
        yield from _below(dimension)


def _below(node: Node) -> Iterator[tuple[str, str, str]]:
    if node.weighting is not None and node.weighting.from_data:
        yield node.id, node.name, weighting_words(node.weighting)
    for child in node.children:
        if isinstance(child, Node):
            yield from _below(child)


def weights_of(unit: UnitScore) -> Iterator[tuple[str, Shares, int]]:
    """The weights from data that the unit was scored with: the node ("" for the total), its children's shares, from how many units."""
    if unit.weights:
        yield "", unit.weights, unit.weighed_by
    for node in unit.nodes:
        if node.weights:
            yield node.node, node.weights, node.weighed_by
