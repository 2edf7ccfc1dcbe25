"""The tree of dimensions and criteria: read, checked as a whole, built."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from scoring.rubric.aliases import canonical
from scoring.rubric.context import Context
from scoring.rubric.leaf import Defaults, read_leaf
from scoring.rubric.shapes import LEAF, NODE
from scoring.rubric.types import Leaf, Node
from scoring.yaml_source import Mapping, Sequence
from scoring.yaml_source import Node as YamlNode
from scoring.yaml_source.readers import complain_type
from scoring.yaml_source.shape import Fields

_BROTHERS = "criteria"


@dataclass(frozen=True, slots=True)
class Draft:
    """A dimension or criterion as written, whether or not it is right. `leaf` is None for dimensions and wrong criteria."""

    fields: Fields
    is_node: bool
    children: tuple[Draft, ...] = ()
    leaf: Leaf | None = None

    @property
    def id(self) -> str | None:
        found = self.fields.get("id")
        return found if isinstance(found, str) else None

    @property
    def points(self) -> Decimal | None:
        found = self.fields.get("points")
        return found if isinstance(found, Decimal) else None

    @property
    def applies_to(self) -> tuple[str, ...]:
        return tuple(self.fields.get("applies_to", ()))

    def walk(self) -> Iterator[Draft]:
        """Itself and everything below, in the order of the file."""
        yield self
        for child in self.children:
            yield from child.walk()


def read_criteria(node: YamlNode, defaults: Defaults, context: Context) -> tuple[Draft, ...]:
    """The drafts of a `criteria` list; what is no mapping was noted and is left out."""
    if not isinstance(node, Sequence):
        complain_type(_BROTHERS, node, "list", context.collector)
        return ()
    if not node.items:
        context.error("criteria-empty", node, key=_BROTHERS)
        return ()
    drafts = [_read(item, defaults, context) for item in node.items]
    return tuple(draft for draft in drafts if draft is not None)


def _read(node: YamlNode, defaults: Defaults, context: Context) -> Draft | None:
    inner = isinstance(node, Mapping) and any(canonical(key.text) == _BROTHERS for key, _ in node.entries)
    fields = (NODE if inner else LEAF).read(_BROTHERS, node, context.collector)
    if fields is None:
        return None
    if not inner:
        return Draft(fields, False, leaf=read_leaf(fields, defaults, context))
    return Draft(fields, True, read_criteria(fields.at(_BROTHERS), defaults, context))


def build(draft: Draft, context: Context, reach: tuple[str, ...] = ()) -> Node | Leaf:
    """The finished tree of a draft without errors. `reach` are the unit types that the dimensions above leave (() = all);
    a criterion carries what is left for it."""
    own = narrowed(reach, draft.applies_to)
    if draft.leaf is not None:
        return replace(draft.leaf, applies_to=own)
    fields = draft.fields
    return Node(
        id=fields.get("id"),
        name=fields.get("name"),
        points=fields.get("points"),
        children=tuple(build(child, context, own) for child in draft.children),
        position=context.position(fields.node),
        combine=fields.get("combine", "sum"),
        applies_to=own,
        basis=fields.get("basis", ""),
        note=fields.get("note", ""),
    )


def narrowed(reach: tuple[str, ...], own: tuple[str, ...]) -> tuple[str, ...]:
    """What is left of `reach` under a restriction to `own`; () stands for all unit types in both."""
    if not reach or not own:
        return own or reach
    return tuple(unit_type for unit_type in own if unit_type in reach)
