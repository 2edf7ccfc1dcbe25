"""Checks of the tree as a whole: ids, sums of points, unit types."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from scoring.messages.rubric import APPLIES_HEAD, APPLIES_PARENT, HELP, UNIT_TYPE_NAMES
from scoring.rubric.context import Context, plain_text
from scoring.rubric.shapes import UNIT_TYPES
from scoring.rubric.tree import Draft, narrowed
from scoring.yaml_source import Node


def check_tree(drafts: tuple[Draft, ...], unit_types: tuple[str, ...], context: Context) -> None:
    """Notes ids used twice, first-level criteria, points that do not add up, and criteria that no unit type reaches."""
    everything = [draft for top in drafts for draft in top.walk()]
    check_ids(everything, context)
    for draft in drafts:
        if not draft.is_node:
            context.error("dimension-first", draft.fields.node, id=draft.id or "")
        _check_reach(draft, unit_types, bool(unit_types), context)
    for draft in everything:
        if draft.is_node and draft.children and draft.points is not None:
            check_sum(draft, unit_types, context)


def check_ids(drafts: Iterable[Draft], context: Context) -> None:
    first: dict[str, Node] = {}
    for draft in drafts:
        if draft.id is None:
            continue
        place = draft.fields.at("id")
        if draft.id in first:
            before = first[draft.id]
            context.error("id-twice", place, id=draft.id, line=before.line, column=before.column)
        else:
            first[draft.id] = place


def check_sum(draft: Draft, unit_types: tuple[str, ...], context: Context) -> None:
    """The children's points equal the parent's: all together, or, where some apply to certain unit types only, for every
    unit type on its own. Not judged where a child's points are wrong themselves."""
    points = [child.points for child in draft.children]
    known = [value for value in points if value is not None]
    if len(known) < len(points) or draft.points is None or _is_short(draft):
        return
    total = sum(known, Decimal(0))
    if total == draft.points:
        return
    restricted = sorted({unit_type for child in draft.children for unit_type in child.applies_to}, key=UNIT_TYPES.index)
    words = {"id": draft.id or "", "points": plain_text(draft.points), "terms": terms(draft.children)}
    if not restricted:
        context.error("points-sum", draft.fields.at("points"), sum=plain_text(total), **words)
        return
    for unit_type in _to_check(draft, unit_types):
        applying = [child for child in draft.children if not child.applies_to or unit_type in child.applies_to]
        part = sum((child.points for child in applying if child.points is not None), Decimal(0))
        if part != draft.points:
            help = HELP["points-sum"].format(terms=terms(applying), sum=plain_text(part))
            words = {"id": draft.id or "", "points": plain_text(draft.points), "all": plain_text(total)}
            words |= {"unit_type": UNIT_TYPE_NAMES[unit_type], "sum": plain_text(part)}
            context.error("points-sum-type", draft.fields.at("points"), help, **words)
            return


def terms(children: Iterable[Draft]) -> str:
    """The children and their points as a sum."""
    return " + ".join(f"{child.id or '?'} {plain_text(child.points or Decimal(0))}" for child in children)


def _is_short(draft: Draft) -> bool:
    """Whether an entry of the list could not be read at all, so that the sum says nothing."""
    written = getattr(draft.fields.nodes.get("criteria"), "items", ())
    return len(written) != len(draft.children)


def _to_check(draft: Draft, unit_types: tuple[str, ...]) -> tuple[str, ...]:
    """The unit types that reach the node: of the head, else those that its children name."""
    reach = narrowed(unit_types, draft.applies_to)
    if reach:
        return reach
    named = {unit_type for child in draft.children for unit_type in child.applies_to}
    return tuple(unit_type for unit_type in UNIT_TYPES if unit_type in named)


def _check_reach(draft: Draft, reach: tuple[str, ...], of_head: bool, context: Context) -> None:
    """A restriction that leaves nothing of what lies above it."""
    own = narrowed(reach, draft.applies_to)
    if reach and not own:
        types = "、".join(UNIT_TYPE_NAMES[unit_type] for unit_type in reach)
        reason = (APPLIES_HEAD if of_head else APPLIES_PARENT).format(types=types)
        context.error("applies-none", draft.fields.at("applies_to"), id=draft.id or "", reason=reason)
        return
    for child in draft.children:
        _check_reach(child, own, of_head and not draft.applies_to, context)
