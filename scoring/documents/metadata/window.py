"""Stretches of the source made easy to search: folded, without tags, every character with its source offset."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scoring.text.report import Evidence, Report, Span, cite

_FOLD = tuple(zip("０１２３４５６７８９：（）［］，；｜／－．＞○\ufe30", "0123456789:()[],;|/-.>〇:", strict=True))
# Tags that end a line on the page; all others vanish.
_BLOCKS = frozenset(
    (
        "br",
        "p",
        "div",
        "tr",
        "td",
        "th",
        "li",
        "ul",
        "ol",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "title",
        "body",
        "head",
        "html",
        "hr",
        "dd",
        "dt",
    )
)
_LEFTOVER = re.compile(
    r"<!--.{0,2000}?-->|<(?:style|script)\b[^<>]{0,500}>[^<]{0,3000}</(?:style|script)\s{0,3}>"
    r"|</?([A-Za-z][A-Za-z0-9]{0,15})(?:\s[^<>]{0,500})?/?>|&#?[A-Za-z0-9]{2,8};|[\u200b-\u200f\u2060\ufeff\u00ad]",
    re.S,
)
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_BLANK = " \t\r\n\v\f\u3000\xa0"


@dataclass(frozen=True, slots=True)
class Piece:
    """A short stretch without its white space: `text` folded, `plain` as written, `index` the source offset of each."""

    text: str
    plain: str
    index: Sequence[int]

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The source span of characters `[start, end)`, which must hold at least one."""
        last = len(self.text) if end is None else end
        return Span(self.index[start], self.index[last - 1] + 1)

    def evidence(self, report: Report, start: int = 0, end: int | None = None) -> Evidence:
        return cite(report, self.span(start, end), self.span())

    def cut(self, start: int, end: int) -> Piece:
        return Piece(self.text[start:end], self.plain[start:end], self.index[start:end])

    def then(self, other: Piece) -> Piece:
        return Piece(self.text + other.text, self.plain + other.plain, (*self.index, *other.index))


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a report: `text` is folded (full-width digits and punctuation to ASCII) and free of tags, `plain` the same
    characters as written, `index[i]` the source offset of character i."""

    text: str
    plain: str
    index: Sequence[int]

    def piece(self, start: int, end: int) -> Piece:
        """The stretch `[start, end)` without white space."""
        text = self.text[start:end]
        kept = [at for at, char in enumerate(text, start) if char not in _BLANK]
        return Piece(
            "".join([self.text[at] for at in kept]),
            "".join([self.plain[at] for at in kept]),
            [self.index[at] for at in kept],
        )

    def lines(self, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
        """The lines (and cells between bars) that are not blank, without the white space at their ends."""
        stop = len(self.text) if end is None else end
        for found in _CELL.finditer(self.text, start, stop):
            yield found.start(), found.start() + len(found.group().rstrip(_BLANK))


_CELL = re.compile(r"[^\s|](?:[^\n|]*[^\s|])?")


def window(source: str, start: int, end: int) -> Window:
    """The window on `source[start:end]`. HTML leftovers are taken out: block tags become line ends, entities their character."""
    plain = source[start:end]
    index: Sequence[int] = range(start, start + len(plain))
    if "<" in plain or "&" in plain or _INVISIBLE.search(plain):
        plain, index = _stripped(plain, start)
    return Window(fold(plain), plain, index)


def fold(text: str) -> str:
    """`text` with full-width digits, punctuation and brackets as ASCII; every character keeps its place."""
    for wide, narrow in _FOLD:
        text = text.replace(wide, narrow)
    return text


def _stripped(plain: str, offset: int) -> tuple[str, list[int]]:
    parts: list[str] = []
    index: list[int] = []
    last = 0
    for found in _LEFTOVER.finditer(plain):
        parts.append(plain[last : found.start()])
        index.extend(range(offset + last, offset + found.start()))
        instead = _instead(found)
        if instead:
            parts.append(instead)
            index.append(offset + found.start())
        last = found.end()
    parts.append(plain[last:])
    index.extend(range(offset + last, offset + len(plain)))
    return "".join(parts), index


def _instead(found: re.Match[str]) -> str:
    whole = found.group()
    if whole.startswith("&"):
        char = html.unescape(whole)
        return char if len(char) == 1 else " "
    tag = found.group(1)
    return "\n" if tag is not None and tag.lower() in _BLOCKS else ""
