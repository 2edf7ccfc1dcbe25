"""What two rubrics have in common, as far as scores hang on it; and rubrics cut down to what differs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from scoring.assess import Case
from scoring.assess.leaves import leaves_of
from scoring.rubric.types import Leaf, Node, Position, Rubric
from scoring.workbench.changes import bare
from scoring.workbench.retotal import is_plain

_NOWHERE = Position("", 0, 0)


def frame(rubric: Rubric) -> tuple[object, ...]:
    """What decides who is compared with whom: with another frame everything begins anew."""
    return (rubric.groups, rubric.group_types, rubric.unit_types, tuple(kind for kind, _ in rubric.variants))


def pools_of(rubric: Rubric) -> tuple[object, ...]:
    """The pools of all kinds without what is only told."""
    every = [rubric.pools, *(variant.pools for _, variant in rubric.variants)]
    return tuple(
        (replace(pool, leaves=(), position=_NOWHERE, basis="", note=""), tuple(map(bare, pool.leaves)))
        for pools in every
        for pool in pools
    )


def weighs(rubric: Rubric) -> bool:
    """Whether weights hang on the units' scores, for any kind of units."""
    every = (rubric, *(variant for _, variant in rubric.variants))
    ways = [one.weighting for one in every] + [node.weighting for one in every for node in _inner(one.dimensions)]
    return any(way is not None and way.from_data for way in ways)


def _inner(children: tuple[Node | Leaf, ...]) -> Iterator[Node]:
    for child in children:
        if isinstance(child, Node):
            yield child
            yield from _inner(child.children)


class Same:
    """What of `after` is as in `before`, for every kind of units. The frames of both are the same. `changed` are the criteria of the tree
    that are new or scored in another way for any kind."""

    def __init__(self, before: Rubric, after: Rubric) -> None:
        pairs = [(before, after)]
        pairs += [(one, other) for (_, one), (_, other) in zip(before.variants, after.variants, strict=True)]
        self.changed = frozenset(id_ for one, other in pairs for id_ in _changed(one, other))
        self._dimensions = {id(other): _dimensions(one, other, self.changed) for one, other in pairs}
        self._whole = {id(other): _tree(one) == _tree(other) for one, other in pairs}
        self._criteria = {id(other): _ids(one) == _ids(other) for one, other in pairs}
        self._plain = {id(other): is_plain(other) for _, other in pairs}
        self._vetoes = {id(other): _vetoes(one) == _vetoes(other) for one, other in pairs}
        # The numbers above are good as long as these live.
        self._held = pairs

    def dimensions(self, rubric: Rubric) -> frozenset[str]:
        """The dimensions in which nothing differs."""
        return self._dimensions[id(rubric)]

    def whole(self, rubric: Rubric) -> bool:
        """Whether the tree is put together in the same way, whatever its rules and policies say."""
        return self._whole[id(rubric)]

    def criteria(self, rubric: Rubric) -> bool:
        """Whether there are the same criteria in the same order."""
        return self._criteria[id(rubric)]

    def plain(self, rubric: Rubric) -> bool:
        """Whether the rubric simply adds its parts."""
        return self._plain[id(rubric)]

    def vetoes(self, rubric: Rubric) -> bool:
        """Whether the vetoes and the grades they may speak of are the same."""
        return self._vetoes[id(rubric)]


def _changed(before: Rubric, after: Rubric) -> Iterator[str]:
    old = {leaf.id: (bare(leaf), dimension, limits) for leaf, dimension, limits in leaves_of(before)}
    for leaf, dimension, limits in leaves_of(after):
        if old.get(leaf.id) != (bare(leaf), dimension, limits):
            yield leaf.id


def _ids(rubric: Rubric) -> tuple[str, ...]:
    return tuple(leaf.id for leaf in rubric.leaves())


def _dimensions(before: Rubric, after: Rubric, changed: frozenset[str]) -> frozenset[str]:
    old = {node.id: _shape(node) for node in before.dimensions}
    return frozenset(
        node.id
        for node in after.dimensions
        if old.get(node.id) == _shape(node) and not any(leaf.id in changed for leaf in node.leaves())
    )


def _shape(part: Node | Leaf) -> Node | Leaf:
    """A node without what is only told, its criteria too."""
    if isinstance(part, Leaf):
        return bare(part)
    return replace(part, children=tuple(map(_shape, part.children)), position=_NOWHERE, basis="", note="")


def _tree(rubric: Rubric) -> tuple[object, ...]:
    """What totals hang on beside the scores: points, weights and ways to combine, all the way down."""

    def shape(part: Node | Leaf) -> tuple[object, ...]:
        own = (part.id, part.name, part.points, part.counts)
        if isinstance(part, Leaf):
            return own
        return (*own, part.combine, part.weighting, tuple(map(shape, part.children)))

    return (rubric.points, rubric.combine, rubric.weighting, tuple(map(shape, rubric.dimensions)))


def _vetoes(rubric: Rubric) -> tuple[object, ...]:
    told = tuple(replace(veto, position=_NOWHERE, basis="", note="") for veto in rubric.vetoes)
    return (told, tuple(grade.name for grade in rubric.grades), tuple(node.name for node in _inner(rubric.dimensions)))


def with_rubric(case: Case, rubric: Rubric, last: Case | None) -> Case:
    """The case under another rubric. Not by `replace`, which takes longer than all that is scored again for a unit."""
    return Case(rubric, case.entry, case.facts, case.names, case.sources, case.undated, last)


class Lean:
    """Cuts rubrics down to some criteria, so that nothing else is asked; each is made once. With `pools` the pools are kept."""

    def __init__(self, wanted: frozenset[str], pools: bool = False) -> None:
        self._wanted = wanted
        self._pools = pools
        self._made: dict[int, tuple[Rubric, Rubric]] = {}

    def case(self, case: Case) -> Case:
        """The case with the lean rubric; the year before too."""
        last = None if case.last is None else self.case(case.last)
        return with_rubric(case, self._rubric(case.rubric), last)

    def _rubric(self, rubric: Rubric) -> Rubric:
        if id(rubric) not in self._made:
            cut = [_cut(node, self._wanted) for node in rubric.dimensions]
            dimensions = tuple(node for node in cut if isinstance(node, Node))
            pools = rubric.pools if self._pools else ()
            self._made[id(rubric)] = (rubric, replace(rubric, dimensions=dimensions, pools=pools, variants=()))
        return self._made[id(rubric)][1]


def _cut(part: Node | Leaf, wanted: frozenset[str]) -> Node | Leaf | None:
    if isinstance(part, Leaf):
        return part if part.id in wanted else None
    children = tuple(child for below in part.children if (child := _cut(below, wanted)) is not None)
    return replace(part, children=children) if children else None
