"""How a value under a key is read: its type, its bounds, its words of complaint, and its JSON Schema.

Every reader has `read(key, node, collector)`, which gives the value or, having noted what is wrong, None; and `schema()`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from scoring.messages.yaml_source import (
    ALLOWED,
    DID_YOU_MEAN,
    HELP,
    KINDS,
    MESSAGES,
    QUOTE_IT,
    RANGES,
    UNQUOTE_IT,
    WRITE,
)
from scoring.yaml_source.collect import Collector, nearest
from scoring.yaml_source.nodes import Node, Scalar, Sequence, kind_of
from scoring.yaml_source.scalars import value_of

PERCENT_PATTERN = r"^[-+]?(0|[1-9][0-9]*)(\.[0-9]+)?[%％]$"


class Reader(Protocol):
    """Reads the value of one key."""

    def read(self, key: str, node: Node, collector: Collector) -> Any | None: ...

    def schema(self) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Text:
    """Text that is not blank. A number there has to be quoted."""

    def read(self, key: str, node: Node, collector: Collector) -> str | None:
        if isinstance(node, Scalar) and isinstance(node.value, str):
            if node.value.strip():
                return node.value.strip()
            complain_empty(key, node, collector)
            return None
        help = QUOTE_IT.format(text=node.text) if isinstance(node, Scalar) and node.text else None
        complain_type(key, node, "text", collector, help)
        return None

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1}


@dataclass(frozen=True, slots=True)
class Number:
    """A number or a percentage, as an exact Decimal; `low_open` excludes the low end itself."""

    low: Decimal | None = None
    high: Decimal | None = None
    low_open: bool = False
    kind: str = "number"
    help: str | None = None

    def read(self, key: str, node: Node, collector: Collector) -> Decimal | None:
        value = node.value if isinstance(node, Scalar) else None
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            help = self.help
            if isinstance(node, Scalar) and node.quoted and not isinstance(value_of(node.text, False), str | None):
                help = UNQUOTE_IT
            complain_type(key, node, self.kind, collector, help)
            return None
        number = Decimal(value)
        assert isinstance(node, Scalar)
        if not self._holds(number):
            words = {"key": key, "range": self._range(), "value": node.text}
            help = self.help or HELP["value-range"].format(**words)
            collector.error("value-range", node, MESSAGES["value-range"].format(**words), help)
            return None
        return number

    def schema(self) -> dict[str, Any]:
        number: dict[str, Any] = {"type": "number"}
        if self.low is not None:
            number["exclusiveMinimum" if self.low_open else "minimum"] = json_number(self.low)
        if self.high is not None:
            number["maximum"] = json_number(self.high)
        return {"anyOf": [number, {"type": "string", "pattern": PERCENT_PATTERN}]}

    def _holds(self, value: Decimal) -> bool:
        if self.low is not None and (value < self.low or (self.low_open and value == self.low)):
            return False
        return self.high is None or value <= self.high

    def _range(self) -> str:
        if self.low is None:
            name = "max"
        elif self.high is None:
            name = "above" if self.low_open else "min"
        else:
            name = "above_max" if self.low_open else "both"
        return RANGES[name].format(low=self.low, high=self.high)


@dataclass(frozen=True, slots=True)
class Integer:
    """A whole number within bounds (both included)."""

    low: int | None = None
    high: int | None = None

    def read(self, key: str, node: Node, collector: Collector) -> int | None:
        value = node.value if isinstance(node, Scalar) else None
        if isinstance(value, bool) or not isinstance(value, int):
            quoted = isinstance(node, Scalar) and node.quoted and isinstance(value_of(node.text, False), int)
            complain_type(key, node, "integer", collector, UNQUOTE_IT if quoted else None)
            return None
        low = None if self.low is None else Decimal(self.low)
        high = None if self.high is None else Decimal(self.high)
        return value if Number(low, high).read(key, node, collector) is not None else None

    def schema(self) -> dict[str, Any]:
        bounds = {"minimum": self.low, "maximum": self.high}
        return {"type": "integer"} | {name: bound for name, bound in bounds.items() if bound is not None}


@dataclass(frozen=True, slots=True)
class Boolean:
    """true or false."""

    def read(self, key: str, node: Node, collector: Collector) -> bool | None:
        if isinstance(node, Scalar) and isinstance(node.value, bool):
            return node.value
        complain_type(key, node, "boolean", collector)
        return None

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]

    def read(self, key: str, node: Node, collector: Collector) -> str | None:
        if not isinstance(node, Scalar):
            complain_type(key, node, "text", collector, ALLOWED.format(choices=listed(self.words)))
            return None
        if node.text in self.words:
            return node.text
        message = MESSAGES["value-choice"].format(key=key, value=node.text)
        collector.error("value-choice", node, message, suggest(node.text, self.words))
        return None

    def schema(self) -> dict[str, Any]:
        return {"enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of at least one value, each read by `reader`; a value written twice is an error unless `repeats` may occur."""

    reader: Reader
    repeats: bool = False

    def read(self, key: str, node: Node, collector: Collector) -> tuple[Any, ...] | None:
        if not isinstance(node, Sequence):
            complain_type(key, node, "list", collector)
            return None
        if not node.items:
            complain_empty(key, node, collector)
            return None
        values: list[Any] = []
        for item in node.items:
            value = self.reader.read(key, item, collector)
            if value is not None and value in values and not self.repeats:
                message = MESSAGES["value-repeated"].format(key=key, value=value)
                collector.error("value-repeated", item, message, HELP["value-repeated"])
            elif value is not None:
                values.append(value)
        return tuple(values) if len(values) == len(node.items) else None

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": self.reader.schema(), "minItems": 1}


@dataclass(frozen=True, slots=True)
class Part:
    """A value that is read elsewhere: the node itself. `ref` names its definition in the schema."""

    ref: str

    def read(self, key: str, node: Node, collector: Collector) -> Node | None:  # noqa: ARG002
        return node

    def schema(self) -> dict[str, Any]:
        return {"$ref": f"#/$defs/{self.ref}"}


def complain_type(key: str, node: Node, kind: str, collector: Collector, help: str | None = None) -> None:
    """Notes that `node` is not of the kind `key` takes."""
    found = KINDS[kind_of(node)]
    if isinstance(node, Scalar) and node.text:
        found += f" `{node.text.strip().splitlines()[0][:40]}`" if node.text.strip() else ""
    message = MESSAGES["value-type"].format(key=key, expected=KINDS[kind], found=found)
    collector.error("value-type", node, message, help or WRITE[kind])


def complain_empty(key: str, node: Node, collector: Collector) -> None:
    """Notes that nothing stands under `key`."""
    collector.error("value-empty", node, MESSAGES["value-empty"].format(key=key), HELP["value-empty"])


def suggest(word: str, words: tuple[str, ...]) -> str:
    """What was probably meant, else what could stand there."""
    close = nearest(word, words)
    return DID_YOU_MEAN.format(word=close) if close else ALLOWED.format(choices=listed(words))


def listed(words: tuple[str, ...]) -> str:
    return "、".join(f"`{word}`" for word in words)


def json_number(value: Decimal) -> int | float:
    """A Decimal as JSON writes it."""
    return int(value) if value == value.to_integral_value() else float(value)
