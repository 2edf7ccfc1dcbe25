"""Editing a YAML file as text: pieces are put in at the marks of its nodes, everything else stays byte for byte."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from scoring.rubric.aliases import ALIASES, canonical
from scoring.yaml_source import Mapping, Node, Scalar, Sequence

# Plain scalars that mean the same wherever they stand, inside brackets too.
_PLAIN = re.compile(r"(?:[\w+./·（《“]|-(?=[0-9]))[\w.+/·（）《》“”、，。；！？%％ -]*(?<! )")
_FLOW = ("{", "[")


@dataclass(frozen=True, slots=True)
class Edit:
    """The stretch `[start, end)` of a text and what comes in its place. `start == end`: something is put in."""

    start: int
    end: int
    text: str


def spliced(text: str, edits: Iterable[Edit]) -> str:
    """`text` with all `edits`, in any order. Raises ValueError where two of them touch the same stretch."""
    parts: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < done:
            raise ValueError(f"edits overlap at offset {edit.start}")
        parts += [text[done : edit.start], edit.text]
        done = edit.end
    return "".join([*parts, text[done:]])


def replaced(node: Node, value: str) -> Edit:
    """Puts `value` in the place of `node`."""
    return Edit(node.start, node.end, value)


def added_key(text: str, mapping: Mapping, key: str, value: str) -> Edit:
    """Puts `key: value` into `mapping`: in block style on a line of its own behind the last short entry before the children, so that it
    stands with the criterion's own keys; in braces at the end. The key is spelt in Chinese where its neighbours are."""
    spelt = f"{_spelling(key, mapping)}: {value}"
    if text[mapping.start : mapping.start + 1] == "{":
        comma = ", " if mapping.entries else ""
        at = mapping.entries[-1][1].end if mapping.entries else mapping.start + 1
        at = max(at, mapping.entries[-1][0].end + 1) if mapping.entries else at
        return Edit(at, at, comma + spelt)
    anchor_key, anchor = _anchor(text, mapping)
    indent = " " * (mapping.entries[0][0].column - 1)
    return _new_line(text, max(anchor.end, anchor_key.end), indent + spelt)


def added_item(text: str, sequence: Sequence, item: Iterable[tuple[str, str]]) -> Edit:
    """Puts a mapping of (key, value) behind the last item of `sequence`."""
    pairs = list(item)
    if text[sequence.start : sequence.start + 1] == "[":
        at = sequence.items[-1].end if sequence.items else sequence.start + 1
        comma = ", " if sequence.items else ""
        return Edit(at, at, f"{comma}{{{', '.join(f'{key}: {value}' for key, value in pairs)}}}")
    indent = " " * (sequence.column - 1)
    first, *rest = [f"{key}: {value}" for key, value in pairs]
    lines = [f"{indent}- {first}", *(f"{indent}  {line}" for line in rest)]
    return _new_line(text, _last_end(sequence), *lines)


def added_at_end(text: str, lines: Iterable[str]) -> Edit:
    """Puts lines at the end of the text."""
    return _new_line(text, len(text.rstrip("\r\n")), *lines)


def flow(node: Node) -> str:
    """The node written on one line, in braces and brackets."""
    if isinstance(node, Scalar):
        return scalar(node.text, quoted=node.quoted)
    if isinstance(node, Sequence):
        return f"[{', '.join(map(flow, node.items))}]"
    return "{" + ", ".join(f"{scalar(key.text, quoted=key.quoted)}: {flow(value)}" for key, value in node.entries) + "}"


def scalar(text: str, quoted: bool = False) -> str:
    """A scalar that reads the same inside brackets: as it stands where that is safe, else in double quotes."""
    if not quoted and (not text or _PLAIN.fullmatch(text)):
        return text
    return json.dumps(text, ensure_ascii=False)


def line_break(text: str) -> str:
    """How lines end in `text`: as its first line does."""
    return "\r\n" if text[: text.find("\n")].endswith("\r") else "\n"


def _spelling(key: str, mapping: Mapping) -> str:
    """`key`, or its Chinese spelling where a key beside it is spelt so."""
    if any(name.text in ALIASES for name, _ in mapping.entries):
        return next((alias for alias, name in ALIASES.items() if name == key), key)
    return key


def _anchor(text: str, mapping: Mapping) -> tuple[Scalar, Node]:
    """The entry that a new key stands behind: the last scalar or one in brackets before the children, else the first entry."""
    found = mapping.entries[0]
    for key, value in mapping.entries:
        if canonical(key.text) == "criteria":
            break
        written = text[value.start : value.end]
        if "\n" not in written and (isinstance(value, Scalar) or written.startswith(_FLOW)):
            found = (key, value)
    return found


def _last_end(node: Node) -> int:
    """Where what is written in `node` ends."""
    if isinstance(node, Sequence) and node.items:
        return max(node.end, _last_end(node.items[-1]))
    if isinstance(node, Mapping) and node.entries:
        key, value = node.entries[-1]
        return max(node.end, key.end + 1, _last_end(value))
    return node.end


def _new_line(text: str, after: int, *lines: str) -> Edit:
    """Puts whole lines behind the line that holds offset `after`; a comment at its end stays with it."""
    # A block scalar ends behind its last line break.
    after = max(0, after - 1) if after and text[after - 1 : after] == "\n" else after
    at = text.find("\n", after)
    at = len(text) if at < 0 else at
    if text[at - 1 : at] == "\r":
        at -= 1
    end = line_break(text)
    return Edit(at, at, "".join(f"{end}{line}" for line in lines))
