"""The working text: white space, markup and full-width forms gone, every character still tied to its source offset.

`clean` is local: it looks at the characters on both sides of a gap and at nothing else. What needs whole lines
(tables, hard wraps, thousands groups) is left to the modules that see lines; they hand back edits for `apply`.
"""

from __future__ import annotations

import html
import re
import unicodedata
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple

from scoring.text import markup

# Everything that takes no room in Chinese prose: ASCII and Unicode blanks, line ends, control characters, zero-width
# and bidirectional marks, soft hyphen, byte order mark, object replacement. Ranges are faster than `\s`.
NOISE = "\x00-\x20\x7f-\xa0\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufffc"
_PLAIN_GAP = re.compile(f"[{NOISE}]+")
_RICH_GAP = re.compile(f"(?P<gap>(?:[{NOISE}]++|{markup.TAG}|{markup.BLANK_ENTITY})++)|(?P<entity>{markup.ENTITY})")

# Blanks that part words for the eye; no-break and zero-width characters are not among them, they join.
_PARTING = re.compile("[ \t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]")
_JOINERS_ONLY = re.compile("[^ \t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]*")
_DIGITS = frozenset("0123456789０１２３４５６７８９")
_POINTS = frozenset(".,:．，：")

_FULL_WIDTH = [(chr(0xFF01 + i), chr(0x21 + i)) for i in range(94)] + [
    ("｡", "。"),
    ("､", "、"),
    ("｢", "「"),
    ("｣", "」"),
]
_ANY_FULL_WIDTH = re.compile("[\uff01-\uff64]")


def _one_to_one(*ranges: tuple[int, int]) -> dict[int, str]:
    """Compatibility forms with a one-character equivalent (PDF text layers hold ⼀ for 一, ﹪ for %)."""
    table = {}
    for low, high in ranges:
        for code in range(low, high + 1):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1 and plain != chr(code) and not plain.isspace():
                table[code] = plain
    return table


_VARIANTS = _one_to_one((0x2E80, 0x2FD5), (0xF900, 0xFAD9), (0xFE50, 0xFE6B))
_ANY_VARIANT = re.compile("[\u2e80-\u2fd5\uf900-\ufad9\ufe50-\ufe6b]")

# A blank group only: 1-3 digits and then groups of exactly three. A date or a decimal before it is another number.
_THOUSANDS = re.compile(r"(?<![\d.,/-])(?<!\d:)\d{1,3}(?: \d{3})+(?!\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A working text under construction.

    `index[i]` is the source offset of `text[i]`; `wide` gives the source end for source offsets whose character came
    from more than one source character (an entity). `columns` are working offsets at which a tab or several blanks
    stood inside a line. A blank of `text` came from one blank, a tab of `text` from several: `finish` makes both blanks.
    """

    source: str
    text: str
    index: array[int]
    wide: dict[int, int]
    columns: tuple[int, ...]


class Edit(NamedTuple):
    """Replace `text[start:end]` (may be empty) by `new` (may be empty)."""

    start: int
    end: int
    new: str


_ramp = array("i")


def _offsets(start: int, end: int) -> array[int]:
    """`start .. end-1` as a slice of a shared ramp: copying is several times faster than counting."""
    global _ramp
    if end > len(_ramp):
        _ramp = array("i", range(max(end, 1 << 14)))
    return _ramp[start:end]


def fold(text: str) -> str:
    """`text` with full-width and compatibility forms folded, one character for one."""
    if _ANY_FULL_WIDTH.search(text):
        # 98 scans for one character each take a fifth of the time of one `translate`.
        for wide, narrow in _FULL_WIDTH:
            text = text.replace(wide, narrow)
    if _ANY_VARIANT.search(text):
        text = text.translate(_VARIANTS)
    return text


def clean(source: str) -> Cleaned:
    """The working text of `source` before any decision about lines. Linear in `len(source)`; accepts any text."""
    build = _Builder(source)
    cuts = markup.cuts(source)
    rich = bool(cuts) or "<" in source or "&" in source
    at = 0
    for start, end in [*cuts, (len(source), len(source))]:
        if rich:
            build.rich(at, start)
        else:
            build.plain(at, start)
        at = end
    return build.finish()


class _Builder:
    """Collects kept stretches of the source; a gap between two of them becomes nothing, a blank, a cell or a line end."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.parts: list[str] = []
        self.index: array[int] = array("i")
        self.wide: dict[int, int] = {}
        self.columns: list[int] = []
        self.last = "\n"

    def keep(self, start: int, end: int) -> None:
        if start < end:
            self.parts.append(self.source[start:end])
            self.index += _offsets(start, end)
            self.last = self.source[end - 1]

    def emit(self, new: str, at: int) -> None:
        self.parts.append(new)
        self.index.extend([at] * len(new))
        self.last = new[-1]

    def plain(self, at: int, stop: int) -> None:
        source = self.source
        for found in _PLAIN_GAP.finditer(source, at, stop):
            start, end = found.span()
            self.keep(at, start)
            at = end
            self.gap(found.group(), start, end)
        self.keep(at, stop)

    def rich(self, at: int, stop: int) -> None:
        for found in _RICH_GAP.finditer(self.source, at, stop):
            start, end = found.span()
            raw = found.group()
            if found.lastgroup == "entity":
                decoded = html.unescape(raw)
                if decoded == raw:
                    continue
                self.keep(at, start)
                at = end
                decoded = _PLAIN_GAP.sub("", decoded)
                if decoded:
                    self.emit(decoded, start)
                    self.wide[start] = end
                continue
            self.keep(at, start)
            at = end
            marks = markup.separators(raw) if "<" in raw else ""
            if marks:
                if marks[0] == "\n" and self.last == "\n":
                    marks = marks[1:]
                if marks:
                    self.emit(marks, start)
            else:
                self.gap(markup.bare(raw), start, end)
        self.keep(at, stop)

    def gap(self, gap: str, start: int, end: int) -> None:
        """`gap` holds blanks, line ends and joiners only; `start`, `end` are where it stood in the source."""
        last = self.last
        if gap == " ":
            blanks = 1
        elif len((gap + ".").splitlines()) > 1:
            if last != "\n":
                self.emit("\n", start)
            return
        elif _JOINERS_ONLY.fullmatch(gap):
            if last != "\n" and gap.count("\xa0") > 1:
                self.columns.append(len(self.index))
            return
        else:
            blanks = len(_PARTING.findall(gap))
        if last == "\n":
            return
        wide = blanks > 1 or "\t" in gap
        if wide:
            self.columns.append(len(self.index))
        if end < len(self.source) and self.source[end] in _DIGITS and self._number_before(start):
            self.emit("\t" if wide else " ", start)

    def _number_before(self, start: int) -> bool:
        """A digit, or a digit and a point: `1. 2022` must not become 1.2022."""
        if self.last in _DIGITS:
            return True
        return self.last in _POINTS and start > 1 and self.source[start - 2] in _DIGITS

    def finish(self) -> Cleaned:
        text = "".join(self.parts)
        while text.endswith("\n"):
            text = text[:-1]
            self.index.pop()
        return Cleaned(self.source, fold(text), self.index, self.wide, tuple(self.columns))


def thousands(text: str) -> list[Edit]:
    """The edits that close `3 860` up."""
    if " " not in text:
        return []
    found = (match.span() for match in _THOUSANDS.finditer(text))
    return [Edit(at, at + 1, "") for start, end in found for at in range(start, end) if text[at] == " "]


def apply(cleaned: Cleaned, edits: Iterable[Edit]) -> Cleaned:
    """`cleaned` with the edits made. Edits may come in any order and must not overlap; an inserted character is given
    the source offset just after the character before it. `columns` is dropped once anything changed."""
    ordered = sorted(edits)
    if not ordered:
        return cleaned
    text, index = cleaned.text, cleaned.index
    parts: list[str] = []
    new_index: array[int] = array("i")
    at = 0
    for start, end, new in ordered:
        parts.append(text[at:start])
        new_index += index[at:start]
        if new:
            parts.append(new)
            place = index[start] if start < end else index[start - 1] + 1
            new_index.extend([place] * len(new))
        at = end
    parts.append(text[at:])
    new_index += index[at:]
    edited = "".join(parts)
    text = edited.rstrip("\n")
    del new_index[len(text) :]
    return replace(cleaned, text=text, index=new_index, columns=())
