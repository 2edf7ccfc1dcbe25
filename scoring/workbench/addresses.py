"""Where in a rubric something stands, by words: `disputes.appearance.points`, `grades.优秀.from`, `disputes.mediation.rule.bands.2.from`.

An address is the id of a dimension, criterion, pool or veto, then keys; without an id it is a key of the head. Keys may be spelt in Chinese.
Items of lists are numbered from 1 (`bands.2` or `bands[2]`), or called by their `name` or `id`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scoring.rubric.aliases import canonical
from scoring.rubric.shapes import HEAD
from scoring.yaml_source import Mapping, Node, Scalar, Sequence

LISTS = ("criteria", "bonus", "penalty", "veto", "gate")
_INDEX = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Address:
    """`id` is "" for the head; `keys` are canonical where they are keys of the language."""

    id: str
    keys: tuple[str, ...]

    def __str__(self) -> str:
        return ".".join(filter(None, (self.id, *self.keys)))


def address(text: str, ids: Iterable[str]) -> Address | None:
    """The address in `text`; None where it begins with no id and no key of the head."""
    plain = _INDEX.sub(r".\1", text.strip()).strip(".")
    known = set(ids)
    parts = plain.split(".")
    for count in range(len(parts), 0, -1):
        name = ".".join(parts[:count])
        if name in known:
            return Address(name, tuple(map(canonical, parts[count:])))
    keys = tuple(map(canonical, parts))
    return Address("", keys) if keys[0] in HEAD.names() else None


def value_of(mapping: Mapping, key: str) -> Node | None:
    """What stands under `key`, however it is spelt."""
    return next((value for name, value in mapping.entries if canonical(name.text) == key), None)


def key_of(mapping: Mapping, key: str) -> Scalar | None:
    """The key itself."""
    return next((name for name, _ in mapping.entries if canonical(name.text) == key), None)


def nodes_of(root: Mapping) -> Iterator[tuple[str, Mapping]]:
    """Every dimension, criterion, pool and veto with its id, in the order of the file; `root` itself is not among them."""
    for key, value in root.entries:
        if canonical(key.text) in LISTS and isinstance(value, Sequence):
            for item in value.items:
                if isinstance(item, Mapping):
                    name = value_of(item, "id")
                    if isinstance(name, Scalar) and name.text:
                        yield name.text, item
                    yield from nodes_of(item)


def find(root: Mapping, id_: str) -> Mapping | None:
    """The node of that id; the head itself for ""."""
    if not id_:
        return root
    return next((node for name, node in nodes_of(root) if name == id_), None)


def list_of(root: Mapping, id_: str) -> str:
    """The key of the head under which the node stands: criteria, bonus, penalty, veto or gate."""
    for key, value in root.entries:
        name = canonical(key.text)
        if name in LISTS and any(found == id_ for found, _ in nodes_of(Mapping(((key, value),), 0, 0, 0, 0, 0))):
            return name
    raise ValueError(f"no node {id_!r}")


def item_of(sequence: Sequence, word: str) -> Node | None:
    """An item of a list by its number (from 1), name or id."""
    if word.isdecimal() and 1 <= int(word) <= len(sequence.items):
        return sequence.items[int(word) - 1]
    for item in sequence.items:
        if isinstance(item, Mapping):
            for key in ("id", "name"):
                name = value_of(item, key)
                if isinstance(name, Scalar) and name.text == word:
                    return item
    return None


def at(node: Node, keys: Iterable[str]) -> Node | None:
    """What stands under `keys`; None where the way ends before."""
    for key in keys:
        if isinstance(node, Mapping):
            found = value_of(node, key)
        elif isinstance(node, Sequence):
            found = item_of(node, key)
        else:
            found = None
        if found is None:
            return None
        node = found
    return node


def scalars(node: Node, keys: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Scalar]]:
    """Every single value below `node` with the keys that lead there, the nodes under `criteria` left out."""
    if isinstance(node, Scalar):
        yield keys, node
    elif isinstance(node, Sequence):
        for number, item in enumerate(node.items, start=1):
            yield from scalars(item, (*keys, str(number)))
    else:
        for key, value in node.entries:
            name = canonical(key.text)
            if name not in LISTS or keys:
                yield from scalars(value, (*keys, name))
