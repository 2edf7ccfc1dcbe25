"""The nodes of a YAML file, with their places."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from scoring.errors import Diagnostic

Plain = str | int | Decimal | bool | None


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value. `text` is what stands there (without quotes), `value` what it means by `scalars.value_of`.

    `line` and `column` are 1-based, `length` is how much of that line a caret underlines; `start` and `end` are code point
    offsets into `Source.text`, quotes included, so that a file can be edited by splicing. `file` is set only on nodes that come from
    another file than the one that is read (see `from_file`).
    """

    text: str
    value: Plain
    line: int
    column: int
    length: int
    start: int
    end: int
    quoted: bool = False
    file: str = ""


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list. `end` is the end of its last item (or of its closing bracket)."""

    items: tuple[Node, ...]
    line: int
    column: int
    length: int
    start: int
    end: int
    file: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping: `entries` are (key, value) in the order of the file. Keys are text and unique (a second one was reported
    and left out). `end` is the end of the last value (or of the closing brace)."""

    entries: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int
    length: int
    start: int
    end: int
    file: str = ""

    def get(self, key: str) -> Node | None:
        """The value under `key`, or None."""
        return next((value for name, value in self.entries if name.text == key), None)

    def key(self, key: str) -> Scalar | None:
        """The key itself, for its place."""
        return next((name for name, _ in self.entries if name.text == key), None)

    def keys(self) -> tuple[str, ...]:
        return tuple(name.text for name, _ in self.entries)


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: `root` is None when it is empty or its syntax is broken. `text` has no byte order mark.

    `file` is the name that diagnostics show.
    """

    file: str
    text: str
    root: Node | None
    diagnostics: tuple[Diagnostic, ...]
    lines: tuple[str, ...]

    def excerpt(self, line: int | None, column: int | None) -> str | None:
        """The source line for a diagnostic, cut well behind the place; None where the place is too far right to show."""
        if line is None or not 1 <= line <= len(self.lines):
            return None
        text = self.lines[line - 1]
        limit = (column or 1) + 100
        return text[:limit] if limit <= 500 else None


def from_file(node: Node, file: str) -> Node:
    """The same nodes, all of them marked as coming from `file`, so that complaints about them show that file."""
    if isinstance(node, Scalar):
        return replace(node, file=file)
    if isinstance(node, Sequence):
        return replace(node, items=tuple(from_file(item, file) for item in node.items), file=file)
    entries = tuple((replace(key, file=file), from_file(value, file)) for key, value in node.entries)
    return replace(node, entries=entries, file=file)


def to_plain(node: Node | None) -> Any:
    """The node as plain dict (keys as text), list and scalar values (str, int, Decimal, bool, None)."""
    if isinstance(node, Mapping):
        return {key.text: to_plain(value) for key, value in node.entries}
    if isinstance(node, Sequence):
        return [to_plain(item) for item in node.items]
    return None if node is None else node.value


def kind_of(node: Node) -> str:
    """What kind of value stands there: mapping, list, text, integer, number, boolean or null."""
    if isinstance(node, Mapping):
        return "mapping"
    if isinstance(node, Sequence):
        return "list"
    value = node.value
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer"
    return "number" if isinstance(value, Decimal) else "text"
