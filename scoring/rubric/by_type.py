"""What a rubric says for one kind of units: every `by_type` replaced by its choice, before anything is read.

    points: {by_type: {county: 4, department: 6}}           a value
    by_type: {county: {points: 4}, default: {points: 6}}    beside other keys: keys that are added, or replace those beside it

Choices are made by group first, then by unit type, then `default`. Nodes keep their places, so complaints point to what was chosen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from scoring.rubric.aliases import canonical
from scoring.rubric.kinds import DEFAULT, POWERS, Kinds
from scoring.yaml_source import Mapping, Node, Scalar, Sequence

BY_TYPE = "by_type"
# Takes a code, the node it is about, and words for the message.
Complain = Callable[..., None]


def uses_types(node: Node) -> bool:
    """Whether `by_type` stands anywhere in `node`."""
    if isinstance(node, Mapping):
        return any(canonical(key.text) == BY_TYPE or uses_types(value) for key, value in node.entries)
    return isinstance(node, Sequence) and any(map(uses_types, node.items))


def resolve(root: Mapping, kind: str, kinds: Kinds, complain: Complain) -> Mapping:
    """`root` for units of `kind`. Where nothing is said for the kind, `complain` is told by-type-missing, unless the criterion does not
    apply to it anyway."""
    found = _Resolver(kind, kinds, complain).mapping(root, True)
    assert isinstance(found, Mapping)
    return found


class _Resolver:
    def __init__(self, kind: str, kinds: Kinds, complain: Complain) -> None:
        self.words = kinds.words_of(kind)
        self.kinds = kinds
        self.order = (kind, *sorted(self.words - {kind}), DEFAULT)
        self.known = (*kinds.names(), DEFAULT)
        self.complain = complain

    def node(self, node: Node, concerned: bool) -> Node:
        if isinstance(node, Mapping):
            return self.mapping(node, concerned)
        if isinstance(node, Sequence):
            return replace(node, items=tuple(self.node(item, concerned) for item in node.items))
        return node

    def mapping(self, node: Mapping, concerned: bool) -> Node:
        concerned = concerned and self._applies(node)
        choice = next((pair for pair in node.entries if canonical(pair[0].text) == BY_TYPE), None)
        others = tuple(pair for pair in node.entries if pair is not choice)
        if choice is None:
            return replace(node, entries=tuple((key, self.node(value, concerned)) for key, value in others))
        chosen = self._choose(*choice, concerned)
        if not others:
            return node if chosen is None else self.node(chosen, concerned)
        if chosen is not None and not isinstance(chosen, Mapping):
            self.complain("by-type-mapping", choice[0])
            chosen = None
        added = chosen.entries if isinstance(chosen, Mapping) else ()
        written = {canonical(key.text) for key, _ in added}
        kept = [pair for pair in others if canonical(pair[0].text) not in written]
        return self.node(replace(node, entries=(*kept, *added)), concerned)

    def _choose(self, key: Scalar, value: Node, concerned: bool) -> Node | None:
        if not isinstance(value, Mapping):
            self.complain("by-type-mapping", key)
            return None
        for word, _ in value.entries:
            if self.kinds.named(word.text) not in self.known:
                self.complain("by-type-key", word, key=word.text, choices=self.known)
        named = [(self.kinds.named(word.text), choice) for word, choice in value.entries]
        choices = {word: choice for word, choice in named if word in self.known}
        for kind in self.order:
            if kind in choices:
                return choices[kind]
        if concerned:
            self.complain("by-type-missing", key)
        # Something has to stand there, so that the rest can be checked.
        return next(iter(choices.values()), None)

    def _applies(self, node: Mapping) -> bool:
        limits = next((value for key, value in node.entries if canonical(key.text) == "applies_to"), None)
        if not isinstance(limits, Sequence):
            return True
        named = [self.kinds.named(item.text) for item in limits.items if isinstance(item, Scalar)]
        typed = [kind for kind in named if kind not in POWERS]
        return not typed or any(kind in self.words for kind in typed)
