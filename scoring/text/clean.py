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
from functools import lru_cache
from typing import Any, NamedTuple

from scoring.text import kernel, markup
from scoring.text.regex import regex

# Everything that takes no room in Chinese prose: ASCII and Unicode blanks, line ends, control characters, zero-width
# and bidirectional marks, soft hyphen, byte order mark, object replacement. Ranges are faster than `\s`.
NOISE = "\x00-\x20\x7f-\xa0\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufffc"
_PLAIN_GAP = regex(f"[{NOISE}][{NOISE}]*")  # a search for one class goes faster than one for a repeat
_RICH_GAP = regex(f"(?P<gap>(?:[{NOISE}]++|{markup.TAG}|{markup.BLANK_ENTITY})++)|(?P<entity>{markup.ENTITY})")

# Blanks that part words for the eye; no-break and zero-width characters are not among them, they join.
_PARTING = regex("[ \t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]")
_JOINERS_ONLY = regex("[^ \t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]*")
# What a gap is: a line end, nothing (zero-width characters), nothing but a column's edge, one blank, a wide blank.
_LINE, _JOINED, _EDGE, _BLANK, _WIDE = "line", "joined", "edge", "blank", "wide"
_LONGEST_KNOWN = 64
_DIGITS = frozenset("0123456789０１２３４５６７８９")
_POINTS = frozenset(".,:．，：")

_FULL_WIDTH = [(chr(0xFF01 + i), chr(0x21 + i)) for i in range(94)] + [
    ("｡", "。"),
    ("､", "、"),
    ("｢", "「"),
    ("｣", "」"),
]
_FULL_WIDTH_ROW = 0xFF


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
_VARIANT_ROWS = (0x2E, 0x2F, 0xF9, 0xFA, 0xFE)

# A blank group only: 1-3 digits and then groups of exactly three. A date or a decimal before it is another number.
# The comma between groups of three figures.
_GROUPED = regex(r",(?=\d{3}(?!\d))", re.ASCII)
# 分别为206,318件: the comma parts two items.
_LISTED = regex("分别|依次")
# Single figures parted by blanks before what they count, and decimals parted at the point; not the number of an item.
_SCATTERED = regex(
    r"(?<![\d.,/:-])(?<!\d )\d(?: \d){1,8}(?= ?[%万亿件项次个名人家户条份处起场期宗篇部卷套批支所位元])"
    r"|(?<=[^\n。;:\d.])\d{1,4}(?:\. | \.)\d{1,4}(?= ?%)|(?<=[^\n。;:\d.])\d{2,8}(?:\. | \.)\d{1,6}(?= ?[万亿])",
    re.ASCII,
)
_THOUSANDS = regex(r"(?<![\d.,/-])(?<!\d:)\d{1,3}(?: \d{3})+(?!\d)", re.ASCII)


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


def _offsets(end: int) -> array[int]:
    """0, 1 … at least `end` - 1, shared by all texts: to copy a slice is several times faster than to count."""
    global _ramp
    if end > len(_ramp):
        _ramp = array("i", range(max(end, 1 << 14)))
    return _ramp


def fold(text: str) -> str:
    """`text` with full-width and compatibility forms folded, one character for one."""
    # The first byte of each UTF-16 unit: to look for a byte takes almost no time.
    rows = text.encode("utf-16-be", "surrogatepass")[::2]
    if _FULL_WIDTH_ROW in rows:
        # 98 scans for one character each take a fifth of the time of one `translate`.
        for wide, narrow in _FULL_WIDTH:
            text = text.replace(wide, narrow)
    if any(row in rows for row in _VARIANT_ROWS):
        text = text.translate(_VARIANTS)
    return text


def clean(source: str) -> Cleaned:
    """The working text of `source` before any decision about lines. Linear in `len(source)`; accepts any text."""
    cuts = markup.cuts(source)
    rich = bool(cuts) or "<" in source or "&" in source
    if _cleaner is not None and not rich:
        text, index, columns = _cleaner.clean(source)
        return Cleaned(source, text, index, {}, columns)
    build = _Builder(source)
    at = 0
    for start, end in [*cuts, (len(source), len(source))]:
        if rich:
            build.rich(at, start)
        else:
            build.plain(at, start)
        at = end
    return build.finish()


def _gap_kind(gap: str) -> str:
    """What a gap of blanks, line ends and joiners is."""
    if gap == " ":
        return _BLANK
    if len((gap + ".").splitlines()) > 1:
        return _LINE
    if _JOINERS_ONLY.fullmatch(gap):
        return _EDGE if gap.count("\xa0") > 1 else _JOINED
    return _WIDE if len(_PARTING.findall(gap)) > 1 or "\t" in gap else _BLANK


_known_gap = lru_cache(maxsize=512)(_gap_kind)


class _Builder:
    """Collects kept stretches of the source; a gap between two of them becomes nothing, a blank, a cell or a line end."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.ramp = _offsets(len(source))
        self.parts: list[str] = []
        self.index: array[int] = array("i")
        self.wide: dict[int, int] = {}
        self.columns: list[int] = []
        self.last = "\n"

    def keep(self, start: int, end: int) -> None:
        if start < end:
            self.parts.append(self.source[start:end])
            self.index += self.ramp[start:end]
            self.last = self.source[end - 1]

    def emit(self, new: str, at: int) -> None:
        self.parts.append(new)
        self.index.extend([at] * len(new))
        self.last = new[-1]

    def plain(self, at: int, stop: int) -> None:
        source, parts, index, ramp = self.source, self.parts, self.index, self.ramp
        for found in _PLAIN_GAP.finditer(source, at, stop):
            start, end = found.span()
            if at < start:
                parts.append(source[at:start])
                index += ramp[at:start]
                self.last = source[start - 1]
            at = end
            if self.last != "\n":
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
            elif self.last != "\n":
                self.gap(markup.bare(raw), start, end)
        self.keep(at, stop)

    def gap(self, gap: str, start: int, end: int) -> None:
        """`gap` holds blanks, line ends and joiners only and does not follow a line end; `start`, `end` are where it stood in
        the source."""
        kind = _known_gap(gap) if len(gap) <= _LONGEST_KNOWN else _gap_kind(gap)
        if kind == _LINE:
            self.parts.append("\n")
            self.index.append(start)
            self.last = "\n"
            return
        if kind == _JOINED:
            return
        if kind != _BLANK:
            self.columns.append(len(self.index))
        if kind != _EDGE and end < len(self.source) and self.source[end] in _DIGITS and self._number_before(start):
            self.emit("\t" if kind == _WIDE else " ", start)

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


def kernel_tables() -> dict[str, Any]:
    """What the compiled `clean` needs to know: sets of characters, and the plain form of each character that has one."""
    noise = re.findall(f"[{NOISE}]", "".join(map(chr, range(0x10000))))
    return {
        "noise": "".join(noise),
        "line_ends": "".join(char for char in noise if len(f"{char}.".splitlines()) > 1),
        "parting": "".join(char for char in noise if _PARTING.match(char)),
        "fixed": "\xa0",
        "digits": "".join(_DIGITS),
        "points": "".join(_POINTS),
        "folds": {
            **{ord(wide): ord(narrow) for wide, narrow in _FULL_WIDTH},
            **{c: ord(p) for c, p in _VARIANTS.items()},
        },
    }


_cleaner = kernel.native.Cleaner(kernel_tables()) if kernel.native else None


def thousands(text: str) -> list[Edit]:
    """The edits that close up `3 860`, `3,860`, and the figures that a scan scattered (`4 1 5件`, `63. 8%`)."""
    edits = [Edit(*comma.span(), "") for comma in _GROUPED.finditer(text) if _groups(text, comma.start())]
    blank = text.find(" ")
    while blank >= 0:
        start = blank
        while start > max(0, blank - 6) and text[start - 1] in "0123456789.":
            start -= 1
        found = None
        if start < blank:
            found = _THOUSANDS.match(text, max(start, blank - 3)) or _SCATTERED.match(text, start)
        end = found.end() if found else blank + 1
        if found:
            edits += [Edit(at, at + 1, "") for at in range(blank, end) if text[at] == " "]
        blank = text.find(" ", end)
    return edits


def _groups(text: str, comma: int) -> bool:
    """Whether at most three figures stand before a comma, and none of a number that is not grouped."""
    start = comma
    while start and text[start - 1] in "0123456789":
        start -= 1
    before = text[start - 1] if start else ""
    if before == "," and start > 1 and text[start - 2] in "0123456789":
        return comma - start == 3
    if before in (".", "/", "-", ":") or _LISTED.search(text, max(0, start - 14), start):
        return False
    return 0 < comma - start <= 3


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
