"""What is wrong with text that is no YAML: characters, tabs, and the parser's complaints in words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

# What YAML forbids: control characters, DEL, lone surrogates, two non-characters.
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_FULL_WIDTH_KEY = re.compile(r"[ \t]*(?:- +)*[^\s:：#\"'“”{}\[\]]+(：)")
_LOOK_BACK = 3

# Parts of PyYAML's messages → our codes. The first that occurs counts.
_CODES = (
    ("mapping values are not allowed", "yaml-colon"),
    ("could not find expected ':'", "yaml-no-colon"),
    ("expected <block end>", "yaml-indent"),
    ("found unexpected end of stream", "yaml-unclosed"),
    ("expected ',' or ']'", "yaml-unclosed"),
    ("expected ',' or '}'", "yaml-unclosed"),
    ("but found '<stream end>'", "yaml-unclosed"),
    ("found undefined tag handle", "yaml-tag-handle"),
    ("cannot start any token", "yaml-start"),
)


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding not yet tied to a source. `words` fill the message of `code`."""

    code: str
    line: int | None
    column: int | None
    length: int = 1
    words: dict[str, Any] = field(default_factory=dict)


def split_lines(text: str) -> tuple[str, ...]:
    """The lines as YAML counts them."""
    return tuple(_BREAK.split(text))


def unprintable(text: str) -> Problem | None:
    """The first character that YAML does not allow, if there is one."""
    found = _UNPRINTABLE.search(text)
    if found is None:
        return None
    before = split_lines(text[: found.start()])
    return Problem("yaml-character", len(before), len(before[-1]) + 1, words={"char": f"U+{ord(found[0]):04X}"})


def explain(error: yaml.MarkedYAMLError, lines: tuple[str, ...]) -> Problem:
    """The parser's complaint as ours, at the place where the writer should look."""
    # Where a construct was opened helps more than where the parser gave up, for what was never closed or never became a key.
    mark = error.problem_mark or error.context_mark
    problem = error.problem or ""
    code = next((code for part, code in _CODES if part in problem), "yaml-syntax")
    if code in ("yaml-unclosed", "yaml-no-colon") and error.context_mark is not None:
        mark = error.context_mark
    if mark is None:
        return Problem("yaml-syntax", None, None, words={"detail": problem})
    line, column = mark.line, mark.column
    if line >= len(lines) or not lines[line].strip():
        # The end of the file, or an empty line: what is unfinished stands above.
        written = [number for number in range(min(line, len(lines) - 1) + 1) if lines[number].strip()]
        line = written[-1] if written else 0
        column = max(0, len(lines[line].rstrip()) - 1)
    return (
        _tab(lines, line) or _full_width(lines, line) or Problem(code, line + 1, column + 1, words={"detail": problem})
    )


def _tab(lines: tuple[str, ...], line: int) -> Problem | None:
    indent = re.match(r"[ \t]*", lines[line])
    assert indent is not None  # the pattern matches the empty string
    at = indent[0].find("\t")
    return None if at < 0 else Problem("yaml-tab", line + 1, at + 1)


def _full_width(lines: tuple[str, ...], line: int) -> Problem | None:
    """A full-width colon after a key, in this line or just above: the commonest slip with a Chinese keyboard."""
    for number in range(line, max(-1, line - _LOOK_BACK), -1):
        found = _FULL_WIDTH_KEY.match(lines[number])
        if found:
            return Problem("yaml-full-width", number + 1, found.start(1) + 1)
    return None
