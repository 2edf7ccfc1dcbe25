"""Stretches of the source made easy to search: folded, without tags, every character with its source offset."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scoring.text import kernel
from scoring.text.regex import regex
from scoring.text.report import Evidence, Report, Span, cite

_FOLD = tuple(zip("０１２３４５６７８９：（）［］，；｜／－．＞○\ufe30", "0123456789:()[],;|/-.>〇:", strict=True))
_folder = kernel.native.Folder({ord(wide): ord(narrow) for wide, narrow in _FOLD}) if kernel.native else None
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
_LEFTOVER = regex(
    r"<!--.{0,2000}?-->|<(?:style|script)\b[^<>]{0,500}>[^<]{0,3000}</(?:style|script)\s{0,3}>"
    r"|</?([A-Za-z][A-Za-z0-9]{0,15})(?:\s[^<>]{0,500})?/?>|&#?[A-Za-z0-9]{2,8};|[\u200b-\u200f\u2060\ufeff\u00ad]",
    re.S,
)
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad"
_BLANK = " \t\r\n\v\f\u3000\xa0"


@dataclass(slots=True)  # not frozen: that alone would take twice the time, and most pieces live for one look
class Piece:
    """A short stretch of a window without its white space, or several in order: `text` is folded; `plain`, the same
    characters as written, and `index`, the source offset of each, are worked out when asked for, as most pieces are only looked at."""

    text: str
    view: Window
    stretches: tuple[tuple[int, int], ...]

    @property
    def plain(self) -> str:
        return "".join([self.view.plain[at] for at in self._kept()])

    @property
    def index(self) -> Sequence[int]:
        return [self.view.index[at] for at in self._kept()]

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The source span of characters `[start, end)`, which must hold at least one."""
        kept = self._kept()
        last = kept[(len(self.text) if end is None else end) - 1]
        return Span(self.view.index[kept[start]], self.view.index[last] + 1)

    def evidence(self, report: Report, start: int = 0, end: int | None = None) -> Evidence:
        whole = self.span()
        return cite(report, whole if not start and end is None else self.span(start, end), whole)

    def cut(self, start: int, end: int) -> Piece:
        """Characters `[start, end)`, at least one."""
        kept = self._kept()
        first, stop = kept[start], kept[end - 1] + 1
        cut = ((max(left, first), min(right, stop)) for left, right in self.stretches if left < stop and right > first)
        return Piece(self.text[start:end], self.view, tuple(cut))

    def then(self, other: Piece) -> Piece:
        """This piece and a later one of the same window."""
        return Piece(self.text + other.text, self.view, (*self.stretches, *other.stretches))

    def _kept(self) -> Sequence[int]:
        """The offsets in the window of the characters that are no white space."""
        start, end = self.stretches[0]
        if len(self.stretches) == 1 and len(self.text) == end - start:
            return range(start, end)
        text = self.view.text
        return [at for start, end in self.stretches for at in range(start, end) if text[at] not in _BLANK]


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
        # `split` knows more kinds of blanks than `_WORD`: one that it leaves whole has none.
        if text.split(None, 1) != [text]:
            text = "".join(_WORD.findall(text))
        return Piece(text, self, ((start, end),))

    def lines(self, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
        """The lines (and cells between bars) that are not blank, without the white space at their ends."""
        if kernel.native is not None:
            yield from kernel.native.lines(self.text, start, len(self.text) if end is None else end)
            return
        at = start
        for cell in self.text[start:end].replace("|", "\n").split("\n"):
            size = len(cell)
            kept = cell.lstrip()
            if kept:
                left = at + size - len(kept)
                yield left, left + len(kept.rstrip())
            at += size + 1


_WORD = regex(f"[^{_BLANK}]+")


def window(source: str, start: int, end: int, folded: str | None = None) -> Window:
    """The window on `source[start:end]`. HTML leftovers are taken out: block tags become line ends, entities their character.

    `folded` is `fold(source)`, for callers that have it."""
    plain = source[start:end]
    if "<" in plain or "&" in plain or _has_invisible(plain):
        plain, index = _stripped(plain, start)
        return Window(fold(plain), plain, index)
    return Window(fold(plain) if folded is None else folded[start:end], plain, range(start, start + len(plain)))


def _has_invisible(text: str) -> bool:
    if kernel.native is not None:
        return bool(kernel.native.any_of(text, _INVISIBLE))
    return any(map(text.__contains__, _INVISIBLE))


def fold(text: str) -> str:
    """`text` with full-width digits, punctuation and brackets as ASCII; every character keeps its place."""
    if _folder is not None:
        folded: str = _folder.fold(text)
        return folded
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
