"""Tables of keys: the same table checks a mapping and writes its JSON Schema."""

from __future__ import annotations

from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from typing import Any

from scoring.messages.yaml_source import ALLOWED, DID_YOU_MEAN, HELP, MESSAGES
from scoring.yaml_source.collect import Collector, nearest
from scoring.yaml_source.nodes import Mapping, Node, Scalar
from scoring.yaml_source.readers import Reader, complain_type, listed


@dataclass(frozen=True, slots=True)
class Key:
    """A key: how its value is read, whether it must be there, and what it means (shown by editors)."""

    name: str
    reader: Reader
    doc: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Fields:
    """What a mapping holds, by the canonical names of its keys. A key whose value was wrong is in `nodes`, not in `values`."""

    node: Mapping
    values: Dict[str, Any]
    nodes: Dict[str, Node]
    keys: Dict[str, Scalar]
    complete: bool

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a key; `default` where it is absent or wrong."""
        return self.values.get(name, default)

    def has(self, name: str) -> bool:
        """Whether the key is written there at all."""
        return name in self.nodes

    def at(self, name: str) -> Node:
        """The place of the key's value; of the whole mapping where the key is absent."""
        return self.nodes.get(name, self.node)

    def key_at(self, name: str) -> Node:
        """The place of the key itself; of the whole mapping where it is absent."""
        return self.keys.get(name, self.node)


@dataclass(frozen=True)
class Shape:
    """The keys of one kind of mapping.

    `hints` say, for keys that belong elsewhere, where. `aliases` maps other spellings to the names of keys, for all shapes of a language alike.
    """

    keys: tuple[Key, ...]
    hints: Dict[str, str] = field(default_factory=dict)
    aliases: Dict[str, str] = field(default_factory=dict)

    def read(self, name: str, node: Node, collector: Collector) -> Fields | None:
        """The fields of `node`; None if it is no mapping. `name` is the key it stands under, for complaints.

        Notes unknown, repeated (by an alias) and missing keys and values of the wrong kind. `Fields.complete` is
        False if anything was noted.
        """
        if not isinstance(node, Mapping):
            complain_type(name, node, "mapping", collector, ALLOWED.format(choices=listed(self.names())))
            return None
        readers = {key.name: key.reader for key in self.keys}
        values: dict[str, Any] = {}
        nodes: dict[str, Node] = {}
        keys: dict[str, Scalar] = {}
        complete = True
        for key, value in node.entries:
            canonical = self.aliases.get(key.text, key.text)
            if canonical not in readers:
                self._refuse(key, canonical, collector)
                complete = False
            elif canonical in keys:
                first = keys[canonical]
                words = {"key": key.text, "other": first.text, "line": first.line}
                collector.error("key-twice", key, MESSAGES["key-twice"].format(**words), HELP["key-twice"])
                complete = False
            else:
                keys[canonical], nodes[canonical] = key, value
                read = readers[canonical].read(key.text, value, collector)
                if read is None:
                    complete = False
                else:
                    values[canonical] = read
        for required in self.keys:
            if required.required and required.name not in nodes:
                message = MESSAGES["key-missing"].format(key=required.name)
                collector.error("key-missing", node, message, HELP["key-missing"].format(key=required.name))
                complete = False
        return Fields(node, values, nodes, keys, complete)

    def schema(self) -> dict[str, Any]:
        """The JSON Schema of such a mapping; aliases are spelt out."""
        spellings: dict[str, list[str]] = {key.name: [key.name] for key in self.keys}
        for alias, name in self.aliases.items():
            if name in spellings:
                spellings[name].append(alias)
        properties: dict[str, Any] = {}
        for key in self.keys:
            for spelling in spellings[key.name]:
                properties[spelling] = key.reader.schema() | ({"description": key.doc} if key.doc else {})
        needed = [
            {"anyOf": [{"required": [spelling]} for spelling in spellings[key.name]]}
            for key in self.keys
            if key.required
        ]
        schema: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
        return schema | ({"allOf": needed} if needed else {})

    def names(self) -> tuple[str, ...]:
        return tuple(key.name for key in self.keys)

    def _refuse(self, key: Scalar, canonical: str, collector: Collector) -> None:
        message = MESSAGES["key-unknown"].format(key=key.text)
        if canonical in self.hints:
            collector.error("key-unknown", key, message, self.hints[canonical])
            return
        spellings = {name: name for name in self.names()}
        spellings |= {alias: alias for alias, name in self.aliases.items() if name in spellings}
        close = nearest(key.text, spellings)
        help = DID_YOU_MEAN.format(word=close) if close else ALLOWED.format(choices=listed(self.names()))
        collector.error("key-unknown", key, message, help)
