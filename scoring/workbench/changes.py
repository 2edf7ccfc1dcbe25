"""Two rubrics side by side: what was added, removed, moved, renamed or changed, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from scoring.messages.rubric_words import LIST_JOIN
from scoring.rubric.types import Leaf, Node, Pool, Position, Rubric, Veto
from scoring.workbench.change_words import field_name, field_words, part_words, told

ADDED, REMOVED, MOVED, RENAMED, CHANGED, REORDERED = "added", "removed", "moved", "renamed", "changed", "reordered"

Part = Node | Leaf | Pool | Veto
Names = Mapping[str, str]

# Not compared as fields: where something stands, and what is compared on its own.
_APART = frozenset(
    [
        "id",
        "position",
        "children",
        "leaves",
        "dimensions",
        "pools",
        "vetoes",
        "variants",
        "file",
        "sha256",
        "bases",
        "tree",
    ]
)
# What is told about a rubric and changes no points.
_WORDS = frozenset(["name", "title", "basis", "note", "scorer", "year", "weights_status", "direction", "compare"])
_NOWHERE = Position("", 0, 0)


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `id` and `name` are the node's ("" and the title for the head), as the second rubric has them; `field` is what
    changed, in words; `old` and `new` are told in words. `kinds` are the unit types it holds for (() = all). `counts`: it can move points.
    """

    kind: str
    id: str
    name: str
    field: str = ""
    old: str = ""
    new: str = ""
    kinds: tuple[str, ...] = ()
    counts: bool = True


@dataclass(frozen=True, slots=True)
class _Place:
    """A part, the id of what it stands in ("" the head), and its number among its siblings."""

    part: Part
    parent: str
    number: int


def changes(before: Rubric, after: Rubric, names: Names | None = None) -> tuple[Change, ...]:
    """Every difference of `after` from `before`: the head first, then the nodes in the order of `after`, those gone last.

    `names` are the Chinese names of measures. Where rubrics differ by unit type they are compared for each; what differs for some only says
    for which. Positions and files are no differences.
    """
    known = names or {}
    kinds = [*dict.fromkeys(kind for rubric in (before, after) for kind, _ in rubric.variants)]
    if not kinds:
        return tuple(_differences(before, after, known))
    found: dict[Change, list[str]] = {}
    for kind in kinds:
        one, other = (dict(rubric.variants).get(kind, rubric) for rubric in (before, after))
        for change in _differences(one, other, known):
            found.setdefault(change, []).append(kind)
    return tuple(replace(change, kinds=() if len(of) == len(kinds) else tuple(of)) for change, of in found.items())


def bare(leaf: Leaf) -> Leaf:
    """A criterion without what is only told and where it stands: two that are equal so are scored alike."""
    return replace(leaf, position=_NOWHERE, rule=replace(leaf.rule, position=_NOWHERE), basis="", note="", direction="")


def _differences(before: Rubric, after: Rubric, names: Names) -> Iterator[Change]:
    yield from _fields("", after.title, before, after, names)
    old, new = _places(before), _places(after)
    gone = {id_: place for id_, place in old.items() if id_ not in new}
    come = {id_: place for id_, place in new.items() if id_ not in old}
    renamed = _renamed(gone, come)
    for id_, place in new.items():
        name = place.part.name
        if id_ in renamed:
            yield Change(RENAMED, id_, name, old=renamed[id_], new=id_, counts=False)
            yield from _fields(id_, name, gone[renamed[id_]].part, place.part, names)
        elif id_ in come:
            yield Change(ADDED, id_, name, new=told(place.part, names))
        else:
            was = old[id_]
            if was.parent != place.parent:
                yield Change(MOVED, id_, name, old=_called(was.parent, before), new=_called(place.parent, after))
            if type(was.part) is not type(place.part):
                yield Change(CHANGED, id_, name, field_name(""), part_words(was.part), part_words(place.part))
            else:
                yield from _fields(id_, name, was.part, place.part, names)
    yield from _reordered(old, new, after)
    for id_, place in gone.items():
        if id_ not in renamed.values():
            yield Change(REMOVED, id_, place.part.name, old=told(place.part, names))


def _places(rubric: Rubric) -> dict[str, _Place]:
    found: dict[str, _Place] = {}

    def walk(children: tuple[Node | Leaf, ...], parent: str) -> None:
        for number, child in enumerate(children):
            found[child.id] = _Place(child, parent, number)
            if isinstance(child, Node):
                walk(child.children, child.id)

    walk(rubric.dimensions, "")
    for number, pool in enumerate(rubric.pools):
        found[pool.id] = _Place(pool, "", number)
        walk(pool.leaves, pool.id)
    for number, veto in enumerate(rubric.vetoes):
        found[veto.id] = _Place(veto, "", number)
    return found


def _called(id_: str, rubric: Rubric) -> str:
    if not id_:
        return rubric.title
    return next((f"{id_} {place.part.name}" for known, place in _places(rubric).items() if known == id_), id_)


def _renamed(gone: Mapping[str, _Place], come: Mapping[str, _Place]) -> dict[str, str]:
    """New id → old id of nodes that are the same but for the id: same name, and for criteria the same source."""
    found: dict[str, str] = {}
    for id_, place in come.items():
        for old, was in gone.items():
            if old not in found.values() and _alike(was.part, place.part):
                found[id_] = old
                break
    return found


def _alike(one: Part, other: Part) -> bool:
    if type(one) is not type(other) or one.name != other.name:
        return False
    if isinstance(one, Leaf) and isinstance(other, Leaf):
        return (one.source, one.subject) == (other.source, other.subject)
    return True


def _fields(id_: str, name: str, one: Any, other: Any, names: Names) -> Iterator[Change]:
    for field in fields(one):
        if field.name in _APART:
            continue
        old, new = getattr(one, field.name), getattr(other, field.name)
        if field.name == "rule":
            old, new = (replace(rule, position=_NOWHERE) for rule in (old, new))
        if old != new:
            before, after = field_words(field.name, old, names), field_words(field.name, new, names)
            yield Change(CHANGED, id_, name, field_name(field.name), before, after, counts=field.name not in _WORDS)


def _reordered(old: Mapping[str, _Place], new: Mapping[str, _Place], after: Rubric) -> Iterator[Change]:
    """Siblings that stand in another order than before, one change per parent."""
    for parent in dict.fromkeys(place.parent for place in new.values()):
        both = [
            id_ for id_, place in new.items() if place.parent == parent and id_ in old and old[id_].parent == parent
        ]
        before = sorted(both, key=lambda id_: (type(old[id_].part).__name__, old[id_].number))
        now = sorted(both, key=lambda id_: (type(new[id_].part).__name__, new[id_].number))
        if before != now:
            name = after.title if not parent else new[parent].part.name if parent in new else parent
            words = [LIST_JOIN.join(ids) for ids in (before, now)]
            yield Change(REORDERED, parent, name, old=words[0], new=words[1], counts=False)
