"""HTML from words. Whatever is not `Html` is escaped, so that a text can never become markup by being forgotten.

What HTML cannot carry is shown in its place: NUL as ␀, a lone surrogate as U+FFFD. A carriage return is written as a
reference, as the parser would turn it into a line feed. A mark of writing direction is kept, but in a box of its own, where
it turns nothing around.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_VOID = frozenset(["meta", "input"])
# The parts of a drawing close themselves.
_SHAPES = frozenset(["rect"])
_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_RARE = re.compile(f"[\0\r\ud800-\udfff{_DIRECTION}]")
_STAND_IN = {"\0": "␀", "\r": "&#13;"}

Attribute = str | int | bool | None


class Html(str):
    """Markup, written out as it is. Joining it with a plain str gives a plain str, which is escaped again."""

    __slots__ = ()


def escaped(words: str) -> str:
    """`words` as the content of an element: the parsed document holds exactly these characters (but for NUL and lone
    surrogates)."""
    found = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _RARE.sub(_rare, found) if _RARE.search(found) else found


def text(words: str) -> Html:
    """`words` as content; markup stays as it is."""
    return words if isinstance(words, Html) else Html(escaped(words))


def attribute(words: str) -> str:
    """`words` as an attribute's value between double quotes. Marks of direction have no box to stand in: U+FFFD."""
    if _RARE.search(words):
        words = words.replace("\r\n", "\n").replace("\r", "\n")
        words = _RARE.sub("\ufffd", words)
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def element(name: str, /, *children: str, **attributes: Attribute) -> Html:
    """An element. Children are escaped unless they are `Html`.

    Attributes: `class_` is `class`, `data_c` is `data-c`; None and False leave one out, True writes it without a value.
    """
    opening = [name]
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        key = key.rstrip("_").replace("_", "-")
        opening.append(key if value is True else f'{key}="{attribute(str(value))}"')
    start = " ".join(opening)
    if name in _VOID:
        return Html(f"<{start}>")
    if name in _SHAPES:
        return Html(f"<{start}/>")
    return Html(f"<{start}>{''.join(map(text, children))}</{name}>")


def together(parts: Iterable[str], between: str = "") -> Html:
    """The parts one after another, each escaped unless it is `Html`."""
    return Html(text(between).join(map(text, parts)))


def _rare(found: re.Match[str]) -> str:
    char = found.group()
    if "\ud800" <= char <= "\udfff":
        return "\ufffd"
    return _STAND_IN.get(char) or f'<span class="x" data-u="U+{ord(char):04X}">{char}</span>'
