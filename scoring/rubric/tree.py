"""The tree of dimensions and criteria: read, checked as a whole, built."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from scoring.messages.rubric import COMBINE_NAMES
from scoring.rubric.aliases import canonical
from scoring.rubric.context import Context, did_you_mean
from scoring.rubric.kinds import POWERS
from scoring.rubric.leaf import Defaults, read_leaf
from scoring.rubric.parts import Part, share_out
from scoring.rubric.shapes import LEAF, NODE
from scoring.rubric.types import Leaf, Node, Weighting
from scoring.rubric.weigh import weigh
from scoring.rubric.weighting import read_weighting
from scoring.yaml_source import Mapping
from scoring.yaml_source import Node as YamlNode
from scoring.yaml_source import Sequence as YamlSequence
from scoring.yaml_source.readers import complain_type
from scoring.yaml_source.shape import Fields

_BROTHERS = "criteria"
# One part at 0 makes these 0.
_ZEROING = ("geometric", "harmonic", "min")


@dataclass(frozen=True, slots=True)
class Draft:
    """A dimension or criterion as written, whether or not it is right. `leaf` is None for dimensions and wrong criteria; `part` is what it
    is worth."""

    fields: Fields
    is_node: bool
    part: Part
    children: tuple[Draft, ...] = ()
    leaf: Leaf | None = None
    weighting: Weighting | None = None
    applies_to: tuple[str, ...] = ()

    @property
    def id(self) -> str | None:
        found = self.fields.get("id")
        return found if isinstance(found, str) else None

    @property
    def points(self) -> Decimal | None:
        return self.part.points

    @property
    def counted(self) -> Decimal | None:
        """The points it makes in the dimension above."""
        return self.part.counted

    @property
    def summed(self) -> bool:
        """Whether its children's points have to add up to its own."""
        shared = any(child.part.by_weight for child in self.children)
        return self.is_node and not self.fields.has("weights") and not shared

    def walk(self) -> Iterator[Draft]:
        """Itself and everything below, in the order of the file."""
        yield self
        for child in self.children:
            yield from child.walk()


def read_criteria(
    node: YamlNode, defaults: Defaults, context: Context, whole: Decimal | None, weighed: bool = False
) -> tuple[Draft, ...]:
    """The drafts of a `criteria` list that shares `whole` points; what is no mapping was noted and is left out."""
    if not isinstance(node, YamlSequence):
        complain_type(_BROTHERS, node, "list", context.collector)
        return ()
    if not node.items:
        context.error("criteria-empty", node, key=_BROTHERS)
        return ()
    read = [_fields(item, context) for item in node.items]
    children = [fields for fields in read if fields is not None]
    parts = share_out(children, whole, weighed, context)
    return tuple(_draft(fields, part, defaults, context) for fields, part in zip(children, parts, strict=True))


def _fields(node: YamlNode, context: Context) -> Fields | None:
    fields = (NODE if _is_inner(node) else LEAF).read(_BROTHERS, node, context.collector)
    if fields is not None:
        check_kinds(fields, context)
    return fields


def _is_inner(node: YamlNode) -> bool:
    return isinstance(node, Mapping) and any(canonical(key.text) == _BROTHERS for key, _ in node.entries)


def check_kinds(fields: Fields, context: Context) -> None:
    """Notes what `applies_to` names that is no unit type and no group of the head, and both kinds of power at once."""
    node = fields.nodes.get("applies_to")
    kinds = context.kinds
    for index, name in enumerate(fields.get("applies_to", ())):
        if kinds.named(name) not in kinds.limits():
            place = node.items[index] if isinstance(node, YamlSequence) else fields.at("applies_to")
            context.error("kind-unknown", place, did_you_mean(name, kinds.limits()), name=name)
    if set(POWERS) <= set(kinds_named(fields, context)):
        context.error("power-both", fields.at("applies_to"))


def kinds_named(fields: Fields, context: Context) -> tuple[str, ...]:
    """The kinds in `applies_to`, Chinese spellings read."""
    return tuple(map(context.kinds.named, fields.get("applies_to", ())))


def _draft(fields: Fields, part: Part, defaults: Defaults, context: Context) -> Draft:
    if not _is_inner(fields.node):
        leaf = read_leaf(fields, part.points, defaults, context)
        return Draft(fields, False, part, leaf=leaf, applies_to=kinds_named(fields, context))
    children = read_criteria(fields.at(_BROTHERS), defaults.under(fields), context, part.points, fields.has("weights"))
    weighting = weighting_of(fields, children, context)
    _check_zeroing(fields, children, context)
    return Draft(fields, True, part, children, weighting=weighting, applies_to=kinds_named(fields, context))


def weighting_of(fields: Fields, children: Sequence[Draft], context: Context) -> Weighting | None:
    """What `weights` says; None where it is not written or wrong."""
    if not fields.has("weights"):
        return None
    return read_weighting(fields.at("weights"), [child.id or "" for child in children], context)


def _check_zeroing(fields: Fields, children: Sequence[Draft], context: Context) -> None:
    """Warns where one answer that is not there yet makes a whole dimension 0."""
    combine = fields.get("combine", "sum")
    leaves = [below.leaf for child in children for below in child.walk() if below.leaf is not None]
    if combine in _ZEROING and any(leaf.missing.name == "pending" for leaf in leaves):
        words = {"id": fields.get("id", ""), "combine": COMBINE_NAMES[combine]}
        context.warning("combine-zero", fields.at("combine"), **words)


def build(draft: Draft, context: Context, reach: tuple[str, ...] = (), counts: Decimal | None = None) -> Node | Leaf:
    """The finished tree of a draft without errors. `reach` are the unit types that the dimensions above leave (() = all);
    a criterion carries what is left for it. `counts` overrides what it makes above (weights that are known beforehand)."""
    own = context.kinds.narrowed(reach, draft.applies_to)
    makes = draft.part.counts if counts is None else counts
    if draft.leaf is not None:
        return replace(draft.leaf, applies_to=own, counts=makes)
    fields = draft.fields
    assert draft.points is not None
    below = weighed_counts(draft.weighting, draft.points, len(draft.children))
    return Node(
        id=fields.get("id"),
        name=fields.get("name"),
        points=draft.points,
        children=tuple(build(child, context, own, part) for child, part in zip(draft.children, below, strict=True)),
        position=context.position(fields.node),
        combine=fields.get("combine", "sum"),
        applies_to=own,
        basis=fields.get("basis", ""),
        note=fields.get("note", ""),
        counts=makes,
        weighting=draft.weighting,
    )


def weighed_counts(weighting: Weighting | None, whole: Decimal, count: int) -> list[Decimal | None]:
    """What each child makes of `whole` by weights; None where these hang on the units' scores and are not known yet."""
    if weighting is None or weighting.from_data:
        return [None] * count
    return [weight * whole for weight in weigh(weighting, count)]
