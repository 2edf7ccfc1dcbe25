"""Checks of the tree as a whole: ids, sums of points, unit types."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import product

from scoring.messages.rubric import APPLIES_HEAD, APPLIES_PARENT, HELP
from scoring.rubric.context import Context, plain_text
from scoring.rubric.kinds import POWERS, kind_name
from scoring.rubric.rule_specs import subjects
from scoring.rubric.tree import Draft
from scoring.rubric.types import JUDGEMENT, Leaf
from scoring.yaml_source import Node
from scoring.yaml_source.shape import Fields


def check_tree(drafts: tuple[Draft, ...], context: Context) -> None:
    """Notes first-level criteria, points that do not add up, and criteria that no unit type reaches."""
    everything = [draft for top in drafts for draft in top.walk()]
    kinds = context.kinds
    unit_types = () if kinds.open else kinds.unit_types
    for draft in drafts:
        if not draft.is_node:
            context.error("dimension-first", draft.fields.node, id=draft.id or "")
        _check_reach(draft, unit_types, bool(unit_types), context)
    for draft in everything:
        if draft.summed and draft.children and draft.points is not None:
            check_sum(draft, context)


def check_alone(written: Iterable[Fields], context: Context) -> None:
    """Notes what stands outside the tree (pool criteria, vetoes) and is limited to unit types that the head does not have."""
    kinds = context.kinds
    for fields in written:
        own = tuple(map(kinds.named, fields.get("applies_to", ())))
        if not kinds.open and own and not kinds.narrowed(kinds.unit_types, own) and set(own) <= set(kinds.limits()):
            reason = APPLIES_HEAD.format(types="、".join(map(kind_name, kinds.unit_types)))
            context.error("applies-none", fields.at("applies_to"), id=fields.get("id", ""), reason=reason)


def check_ids(written: Iterable[tuple[str | None, Fields]], context: Context) -> None:
    """Notes ids that stand at two places."""
    first: dict[str, Node] = {}
    for name, fields in written:
        if name is None:
            continue
        place = fields.at("id")
        if name in first:
            before = first[name]
            context.error("id-twice", place, id=name, line=before.line, column=before.column)
        else:
            first[name] = place


def check_item_ids(leaves: Iterable[tuple[Leaf, Fields]], ids: Iterable[str], context: Context) -> None:
    """Notes items for people whose id another item, a criterion, a dimension, a pool or a veto has."""
    taken = set(ids)
    for leaf, fields in leaves:
        asked = [one.id for one in subjects(leaf.rule.spec, each=True) if one.source == JUDGEMENT]
        for id_ in asked:
            if id_ in taken:
                context.error("item-id-twice", fields.at("rule"), id=id_)
            taken.add(id_)


def check_sum(draft: Draft, context: Context) -> None:
    """The children's points equal the parent's: all together, or, where some apply to certain unit types only, for every
    unit type on its own. Not judged where a child's points are wrong themselves."""
    known = [child.counted for child in draft.children if child.counted is not None]
    if len(known) < len(draft.children) or draft.points is None or _is_short(draft):
        return
    total = sum(known, Decimal(0))
    if total == draft.points:
        return
    words = {"id": draft.id or "", "points": plain_text(draft.points), "terms": terms(draft.children)}
    if not any(child.applies_to for child in draft.children):
        context.error("points-sum", draft.fields.at("points"), sum=plain_text(total), **words)
        return
    for kind, power in product(_to_check(draft, context), _powers(draft)):
        called = context.kinds.words_of(kind) | {power}
        applying = [child for child in draft.children if _concerns(child, called)]
        part = sum((child.counted for child in applying if child.counted is not None), Decimal(0))
        if part != draft.points:
            help = HELP["points-sum"].format(terms=terms(applying), sum=plain_text(part))
            words = {"id": draft.id or "", "points": plain_text(draft.points), "all": plain_text(total)}
            words |= {"unit_type": "、".join(map(kind_name, filter(None, (kind, power)))), "sum": plain_text(part)}
            context.error("points-sum-type", draft.fields.at("points"), help, **words)
            return


def _concerns(draft: Draft, called: frozenset[str]) -> bool:
    """Whether the restriction of a draft admits units that are called so: by type or group, and by their power to enforce."""
    powers = {kind for kind in draft.applies_to if kind in POWERS}
    types = set(draft.applies_to) - powers
    return (not types or bool(called & types)) and (not powers or bool(called & powers))


def _powers(draft: Draft) -> tuple[str, ...]:
    """The kinds of power to add up for: both where children tell them apart, unless the dimension itself is for one only; "" where
    nobody asks."""
    own = tuple(kind for kind in draft.applies_to if kind in POWERS)
    told = any(kind in POWERS for child in draft.children for kind in child.applies_to)
    return own or (POWERS if told else ("",))


def terms(children: Iterable[Draft]) -> str:
    """The children and their points as a sum."""
    return " + ".join(f"{child.id or '?'} {plain_text(child.counted or Decimal(0))}" for child in children)


def _is_short(draft: Draft) -> bool:
    """Whether an entry of the list could not be read at all, so that the sum says nothing."""
    written = getattr(draft.fields.nodes.get("criteria"), "items", ())
    return len(written) != len(draft.children)


def _to_check(draft: Draft, context: Context) -> tuple[str, ...]:
    """The kinds that reach the node: those that are read, else of the head, else those that its children name."""
    kinds, limits = context.kinds, set(draft.applies_to) - set(POWERS)
    if context.reading:
        return tuple(kind for kind in context.reading if not limits or kinds.words_of(kind) & limits)
    if not kinds.open:
        return tuple(kind for kind in kinds.assessed() if not limits or kinds.words_of(kind) & limits)
    named = limits or {name for child in draft.children for name in child.applies_to}
    found = tuple(kind for kind in kinds.assessed() if kind in named)
    return found or (("",) if named & set(POWERS) else ())


def check_types(drafts: tuple[Draft, ...], place: Node, context: Context) -> None:
    """Notes every unit type of the head that no criterion reaches: its full marks would be 0."""
    kinds = context.kinds
    if kinds.open or not drafts:
        return
    for kind in kinds.unit_types:
        if not any(_reached(draft, kinds.words_of(kind)) for draft in drafts):
            context.error("type-empty", place, unit_type=kind_name(kind))


def _reached(draft: Draft, called: frozenset[str]) -> bool:
    if not _concerns(draft, called | set(POWERS)):
        return False
    return any(_reached(child, called) for child in draft.children) if draft.is_node else True


def _check_reach(draft: Draft, reach: tuple[str, ...], of_head: bool, context: Context) -> None:
    """A restriction that leaves nothing of what lies above it."""
    own = context.kinds.narrowed(reach, draft.applies_to)
    if reach and not own:
        types = "、".join(kind_name(kind) for kind in reach)
        reason = (APPLIES_HEAD if of_head else APPLIES_PARENT).format(types=types)
        context.error("applies-none", draft.fields.at("applies_to"), id=draft.id or "", reason=reason)
        return
    for child in draft.children:
        _check_reach(child, own, of_head and not draft.applies_to, context)
