"""A rubric that extends another: the other's file with what differs put into it.

Head keys of the extending file replace those of the base, whole. Lists of nodes (`criteria`, `bonus`, `penalty`, `veto`, `gate`) are
joined by id: an entry whose id the base has changes that entry key by key, wherever in the tree it stands; a new id is added where it is
written. A key set to null is taken away; a new source takes the place of the old one; `remove` lists ids that go. Every node keeps the
file it comes from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from scoring.messages.rubric import HELP, MESSAGES
from scoring.messages.yaml_source import DID_YOU_MEAN
from scoring.rubric.aliases import canonical
from scoring.rubric.types import SOURCES
from scoring.yaml_source import Collector, Mapping, Node, Scalar, Sequence, Source, from_file, nearest
from scoring.yaml_source.readers import listed

Entries = tuple[tuple[Scalar, Node], ...]
# The source of a base by the name that the rubric gives it and the folder it is looked for in; None if there is none.
Find = Callable[[str, Path | None], tuple[Source, Path | None] | None]

EXTENDS, REMOVE = "extends", "remove"
_LISTS = ("criteria", "bonus", "penalty", "veto", "gate")
_MERGED = ("tables",)
_ONE_OF = (frozenset(SOURCES), frozenset(["points", "weight"]))
_MOST = 8


def joined(
    source: Source, folder: Path | None, find: Find, names: Callable[[], tuple[str, ...]]
) -> tuple[Node | None, Collector]:
    """The root of `source` with all its bases under it (None, with a complaint, if one of them is not there), and the collector that knows
    all their files."""
    chain: list[tuple[Source, Path | None]] = [(source, folder)]
    collector = Collector(source)
    while True:
        current, place = chain[-1]
        node = _extends(current.root)
        if node is None:
            break
        marked = node if len(chain) == 1 else from_file(node, current.file)
        found = find(node.text, place)
        if found is None:
            _complain(collector, "extends-unknown", marked, node.text, names())
            return None, collector
        if found[0].file in [known.file for known, _ in chain] or len(chain) > _MOST:
            words = " → ".join([*(known.file for known, _ in chain), found[0].file])
            message = MESSAGES["extends-cycle"].format(chain=words)
            collector.error("extends-cycle", marked, message, HELP["extends-cycle"])
            return None, collector
        chain.append(found)
        collector = Collector(source, [known for known, _ in chain[1:]])
    roots = [known.root if number == 0 else _marked(known) for number, (known, _) in enumerate(chain)]
    root = roots[-1]
    for changes in reversed(roots[:-1]):
        root = _join(changes, root, collector)
    return root, collector


def _marked(source: Source) -> Node | None:
    return None if source.root is None else from_file(source.root, source.file)


def _extends(root: Node | None) -> Scalar | None:
    node = None if not isinstance(root, Mapping) else _value(root, EXTENDS)
    return node if isinstance(node, Scalar) and isinstance(node.value, str) and node.text.strip() else None


def _complain(collector: Collector, code: str, node: Node, name: str, names: tuple[str, ...]) -> None:
    close = nearest(name, names)
    help = HELP[code].format(choices=listed(names))
    collector.error(
        code, node, MESSAGES[code].format(name=name), f"{DID_YOU_MEAN.format(word=close)}{help}" if close else help
    )


def _join(changes: Node | None, base: Node | None, collector: Collector) -> Node | None:
    if not isinstance(changes, Mapping) or not isinstance(base, Mapping):
        return changes if changes is not None else base
    base = _without(base, _value(changes, REMOVE), collector)
    lists = {key: value for key, value in _named(changes) if key in _LISTS and isinstance(value, Sequence)}
    entries = []
    for key, value in _changed(base, changes):
        name = canonical(key.text)
        below = _value(base, name)
        if name in lists and isinstance(below, Sequence):
            value = _join_lists(lists[name], below)
        entries.append((key, value))
    return replace(changes, entries=tuple(entries))


def _changed(base: Mapping, changes: Mapping) -> Iterable[tuple[Scalar, Node]]:
    """The entries of `base` with those of `changes` in their place, new ones behind."""
    new = {canonical(key.text): (key, value) for key, value in changes.entries}
    gone = {name for name, (_, value) in new.items() if isinstance(value, Scalar) and value.value is None}
    for group in _ONE_OF:
        if group & set(new):
            gone |= {name for name in group if name not in new}
    for key, value in base.entries:
        name = canonical(key.text)
        if name in (EXTENDS, REMOVE) or name in gone:
            continue
        if name in _MERGED and name in new and isinstance(value, Mapping) and isinstance(new[name][1], Mapping):
            own = new.pop(name)
            yield own[0], replace(own[1], entries=tuple(_changed(value, own[1])))  # type: ignore[arg-type]
        else:
            yield new.pop(name, (key, value))
    yield from (pair for name, pair in new.items() if name not in gone and name != REMOVE)


def _join_lists(changes: Sequence, base: Sequence) -> Sequence:
    """`base` with every entry that `changes` names by its id changed, wherever it stands, and the new ones at the end."""
    by_id: dict[str, Mapping] = {}
    added: list[Node] = []
    known = set(_ids(base))
    for item in changes.items:
        name = _id(item)
        if isinstance(item, Mapping) and name in known:
            by_id[name] = item
        else:
            added.append(item)
    return replace(base, items=(*(_apply(item, by_id) for item in base.items), *added))


def _apply(node: Node, changes: dict[str, Mapping]) -> Node:
    if not isinstance(node, Mapping):
        return node
    own = changes.get(_id(node))
    below = _value(node, "criteria")
    if isinstance(below, Sequence):
        inner: Sequence = replace(below, items=tuple(_apply(item, changes) for item in below.items))
        node = _replaced(node, "criteria", inner)
    if own is None:
        return node
    entries = []
    for key, value in _changed(node, own):
        under = _value(node, canonical(key.text))
        if canonical(key.text) == "criteria" and isinstance(value, Sequence) and isinstance(under, Sequence):
            value = under if value is under else _join_lists(value, under)
        entries.append((key, value))
    return replace(own, entries=tuple(entries))


def _without(base: Mapping, removed: Node | None, collector: Collector) -> Mapping:
    """`base` without the nodes whose ids `removed` lists."""
    if not isinstance(removed, Sequence):
        return base
    ids = {item.text: item for item in removed.items if isinstance(item, Scalar)}
    there = {name for key in _LISTS for name in _ids(_value(base, key))}
    for name, item in ids.items():
        if name not in there:
            close = nearest(name, there)
            help = DID_YOU_MEAN.format(word=close) if close else HELP["extends-remove"]
            collector.error("extends-remove", item, MESSAGES["extends-remove"].format(id=name), help)
    entries = tuple(
        (key, _pruned(value, set(ids)) if canonical(key.text) in _LISTS else value) for key, value in base.entries
    )
    return replace(base, entries=entries)


def _pruned(node: Node, ids: set[str]) -> Node:
    if isinstance(node, Sequence):
        return replace(node, items=tuple(_pruned(item, ids) for item in node.items if _id(item) not in ids))
    below = _value(node, "criteria") if isinstance(node, Mapping) else None
    return node if below is None or not isinstance(node, Mapping) else _replaced(node, "criteria", _pruned(below, ids))


def _replaced(node: Mapping, name: str, value: Node) -> Mapping:
    return replace(
        node, entries=tuple((key, value if canonical(key.text) == name else old) for key, old in node.entries)
    )


def _ids(node: Node | None) -> Iterable[str]:
    """Every id in a list of nodes and below."""
    for item in node.items if isinstance(node, Sequence) else ():
        if _id(item):
            yield _id(item)
        if isinstance(item, Mapping):
            yield from _ids(_value(item, "criteria"))


def _id(node: Node) -> str:
    found = _value(node, "id") if isinstance(node, Mapping) else None
    return found.text if isinstance(found, Scalar) else ""


def _named(node: Mapping) -> Iterable[tuple[str, Node]]:
    return ((canonical(key.text), value) for key, value in node.entries)


def _value(node: Mapping, name: str) -> Node | None:
    return next((value for key, value in _named(node) if key == name), None)
