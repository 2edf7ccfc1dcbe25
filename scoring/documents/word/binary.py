"""The tables of an old Word file (.doc): where its text lies and what is said about its stretches.

Follows [MS-DOC]: the FIB at the front of the stream WordDocument tells where in the table stream the piece table, the pages of
paragraph and character properties, the styles and the lists stand. Every number read is checked against the bytes there are.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from scoring.documents.content import Unreadable

_MAGIC = (0xA5EC, 0xA5DC)
_WORD_97 = 0x00C1
_ENCRYPTED, _TABLE_1 = 0x0100, 0x0200
_PAIRS = 0x9A
# Positions of the pairs (offset, length) of the FIB, counted from `_PAIRS`.
STYLES, CHARACTERS, PARAGRAPHS, PIECES, LISTS, LIST_USERS = 1, 12, 13, 33, 73, 74
# Where notes are referred to in the main text, and where each begins in its own story.
FOOTNOTES, ENDNOTES = (2, 3), (46, 47)
_PAGE = 512
_MOST_PIECES = 200_000
# Operand sizes by the top bits of a property's code; 6 is told by the first byte of the operand.
_SIZES = (1, 1, 2, 4, 2, 2, 0, 3)
_LONG_TABLE, _TABS = 0xD608, 0xC615

Properties = dict[int, bytes]


class Piece(NamedTuple):
    """Characters `[start, end)` of the document lie at byte `offset`, `wide` of them two bytes each."""

    start: int
    end: int
    offset: int
    wide: bool


class Run(NamedTuple):
    """Bytes `[start, end)` of the stream have these properties; `style` is the paragraph's style (0 for characters)."""

    start: int
    end: int
    style: int
    properties: Properties


class Stories(NamedTuple):
    """How many characters each part of the text has, in their order."""

    main: int
    footnotes: int
    headers: int
    macros: int
    comments: int
    endnotes: int
    boxes: int


class WordFile:
    """The two streams of a .doc. Raises `Unreadable` with encrypted, old-word (before Word 97) or damaged-file."""

    def __init__(self, document: bytes, tables: dict[str, bytes]) -> None:
        self.document = document
        magic, version = self._number(0, "<H"), self._number(2, "<H")
        if magic not in _MAGIC:
            raise Unreadable("damaged-file", reason="不是 Word 文档")
        if magic == _MAGIC[1] or version < _WORD_97:
            raise Unreadable("old-word")
        flags = self._number(0x0A, "<H")
        if flags & _ENCRYPTED:
            raise Unreadable("encrypted")
        name = "1Table" if flags & _TABLE_1 else "0Table"
        if name not in tables:
            raise Unreadable("damaged-file", reason=f"缺少 {name}")
        self.table = tables[name]
        self.stories = Stories(*(max(0, self._number(0x4C + 4 * at, "<i")) for at in range(7)))

    def part(self, pair: int) -> tuple[int, int]:
        """(offset, length) in the table stream of what the FIB's `pair` names; (0, 0) where there is none."""
        place = _PAIRS + 8 * pair
        if place + 8 > len(self.document):
            return 0, 0
        offset, length = struct.unpack_from("<II", self.document, place)
        return (offset, length) if length and offset + length <= len(self.table) else (0, 0)

    def pieces(self) -> list[Piece]:
        """The pieces of the text in order. Raises `Unreadable` with damaged-file where there is no piece table."""
        offset, length = self.part(PIECES)
        at, end = offset, offset + length
        while at + 5 <= end and self.table[at] == 1:
            at += 3 + struct.unpack_from("<H", self.table, at + 1)[0]
        if at + 5 > end or self.table[at] != 2:
            raise Unreadable("damaged-file", reason="没有找到文字的位置表")
        size = struct.unpack_from("<I", self.table, at + 1)[0]
        count = (min(size, end - at - 5) - 4) // 12
        if not 0 < count <= _MOST_PIECES:
            raise Unreadable("damaged-file", reason="没有找到文字的位置表")
        bounds = struct.unpack_from(f"<{count + 1}I", self.table, at + 5)
        found = []
        for number in range(count):
            place = struct.unpack_from("<I", self.table, at + 5 + 4 * (count + 1) + 8 * number + 2)[0]
            narrow = bool(place & 0x40000000)
            start, stop = bounds[number], bounds[number + 1]
            byte = (place & 0x3FFFFFFF) // (2 if narrow else 1)
            if stop < start or byte + (stop - start) * (1 if narrow else 2) > len(self.document):
                raise Unreadable("damaged-file", reason="文字的位置表超出文件")
            found.append(Piece(start, stop, byte, not narrow))
        return found

    def notes(self, pairs: tuple[int, int], story: int) -> dict[int, tuple[int, int]]:
        """For each reference in the main text where its note stands; `story` is where the notes' story begins."""
        (places, size), (texts, length) = self.part(pairs[0]), self.part(pairs[1])
        count = (size - 4) // 6
        if count < 1 or length < 4 * (count + 1):
            return {}
        referred = struct.unpack_from(f"<{count}I", self.table, places)
        bounds = struct.unpack_from(f"<{count + 1}I", self.table, texts)
        return {at: (story + bounds[number], story + bounds[number + 1]) for number, at in enumerate(referred)}

    def runs(self, pair: int) -> list[Run]:
        """The runs of paragraph (`PARAGRAPHS`) or character (`CHARACTERS`) properties, by their place in the stream."""
        offset, length = self.part(pair)
        count = (length - 4) // 8
        found: list[Run] = []
        for number in range(max(0, count)):
            page = struct.unpack_from("<I", self.table, offset + 4 * (count + 1) + 4 * number)[0] & 0x3FFFFF
            if (page + 1) * _PAGE <= len(self.document):
                found += self._page(self.document[page * _PAGE : (page + 1) * _PAGE], pair == PARAGRAPHS)
        return sorted(found, key=lambda run: run.start)

    def _page(self, page: bytes, paragraphs: bool) -> Iterator[Run]:
        """The runs of one page of properties: bounds from the front, where each run's properties stand behind them."""
        count = page[-1]
        width = 13 if paragraphs else 1
        if 4 * (count + 1) + width * count > _PAGE:
            return
        bounds = struct.unpack_from(f"<{count + 1}I", page)
        for number in range(count):
            place = 2 * page[4 * (count + 1) + width * number]
            style, raw = 0, b""
            if place:
                size, place = page[place], place + 1
                if paragraphs and not size and place < _PAGE:
                    size, place = 2 * page[place], place + 1
                elif paragraphs:
                    size = 2 * size - 1
                raw = page[place : place + size]
                if paragraphs and len(raw) >= 2:
                    style, raw = struct.unpack_from("<H", raw)[0], raw[2:]
            yield Run(bounds[number], bounds[number + 1], style, properties(raw))

    def _number(self, at: int, form: str) -> int:
        if at + struct.calcsize(form) > len(self.document):
            raise Unreadable("damaged-file", reason="文件头不完整")
        return int(struct.unpack_from(form, self.document, at)[0])


def properties(raw: bytes) -> Properties:
    """The properties of a list of them: code → operand (the last of a code counts). Stops where the list is broken."""
    found: Properties = {}
    at = 0
    while at + 2 <= len(raw):
        code = raw[at] | raw[at + 1] << 8
        at += 2
        size = _SIZES[code >> 13]
        if not size:
            if at >= len(raw):
                break
            if code == _LONG_TABLE:
                size, at = struct.unpack_from("<H", raw + b"\0", at)[0] - 1, at + 2
            elif code == _TABS and raw[at] == 255:
                break
            else:
                size, at = raw[at], at + 1
        found[code] = raw[at : at + max(size, 0)]
        at += max(size, 0)
    return found


class Stretches:
    """Looks up the run that holds a byte."""

    def __init__(self, runs: list[Run]) -> None:
        self._runs = runs
        self._starts = [run.start for run in runs]

    def at(self, byte: int) -> Run | None:
        number = bisect_right(self._starts, byte) - 1
        if number < 0 or byte >= self._runs[number].end:
            return None
        return self._runs[number]
