"""Reader of old Word files (.doc, .wps): text by the piece table, rows by their marks, automatic numbers from the lists."""

from __future__ import annotations

import io
from bisect import bisect_right
from dataclasses import dataclass, field

from scoring.documents.content import MAX_CHARACTERS, Content, Unreadable, content_of
from scoring.documents.rows import table_lines
from scoring.documents.word.binary import (
    CHARACTERS,
    ENDNOTES,
    FOOTNOTES,
    PARAGRAPHS,
    Properties,
    Run,
    Stretches,
    WordFile,
)
from scoring.documents.word.binary_lists import BinaryNumbering, read_lists
from scoring.documents.word.binary_rows import RawRow, raw_row, spanned

_MAX_STREAM = 100 * 1024 * 1024
_IN_TABLE, _ROW_END, _DELETED, _HIDDEN = 0x2416, 0x2417, 0x0800, 0x083C
_CELL, _LINE = "\x07", "\x0b"
_MARKS = "\r\x07\x0c"
_FIELD, _FIELD_RESULT, _FIELD_END = "\x13", "\x14", "\x15"
_SIGNS = {"\x1e": "-", "\t": "\t", _LINE: "\n"}


def read_doc(data: bytes) -> Content:
    """The text of the document: notes under their paragraphs, text boxes at the end; headers, footers and comments are left out.

    Raises `Unreadable` with encrypted, old-word, damaged-file, blank-file or too-much-text. Flags: numbering_missing (a paragraph is
    numbered by a list that the file does not define).
    """
    word = _open(data)
    text, places = _characters(word)
    stories = word.stories
    footnotes = stories.main
    endnotes = footnotes + stories.footnotes + stories.headers + stories.macros + stories.comments
    notes = {**word.notes(FOOTNOTES, footnotes), **word.notes(ENDNOTES, endnotes)}
    paragraphs, characters = Stretches(word.runs(PARAGRAPHS)), Stretches(word.runs(CHARACTERS))
    reading = _Reading(text, places, paragraphs, characters, read_lists(word), notes)
    lines = reading.lines(0, stories.main)
    boxes = endnotes + stories.endnotes
    lines += reading.lines(boxes, boxes + stories.boxes)
    flags = ["numbering_missing"] if reading.lost else []
    return content_of("doc", ["\n".join(lines)], encoding="doc", paged=False, flags=flags)


def _open(data: bytes) -> WordFile:
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            streams = {}
            for name in ("WordDocument", "0Table", "1Table"):
                if ole.exists(name):
                    if ole.get_size(name) > _MAX_STREAM:
                        raise Unreadable("zip-bomb", size=ole.get_size(name) // 1024**2)
                    streams[name] = ole.openstream(name).read()
    except (OSError, IndexError, ValueError, TypeError) as error:
        raise Unreadable("damaged-file", reason="复合文档结构不完整") from error
    if "WordDocument" not in streams:
        raise Unreadable("damaged-file", reason="缺少 WordDocument")
    return WordFile(streams.pop("WordDocument"), streams)


def _characters(word: WordFile) -> tuple[str, list[tuple[int, int, int]]]:
    """The text of all stories, one code unit a character, and (character, byte, bytes per character) where each piece begins."""
    parts: list[str] = []
    places: list[tuple[int, int, int]] = []
    at = 0
    for piece in word.pieces():
        length = piece.end - piece.start
        if at + length > MAX_CHARACTERS:
            raise Unreadable("too-much-text", limit=MAX_CHARACTERS // 10_000)
        if piece.wide:
            raw = word.document[piece.offset : piece.offset + 2 * length]
            parts.append("".join(map(chr, memoryview(raw).cast("H"))))
        else:
            parts.append(word.document[piece.offset : piece.offset + length].decode("cp1252", "replace"))
        places.append((at, piece.offset, 2 if piece.wide else 1))
        at += length
    return "".join(parts), places


@dataclass(slots=True)
class _Reading:
    """Goes through stories from mark to mark. `notes` tells for a reference where its note stands."""

    text: str
    places: list[tuple[int, int, int]]
    paragraphs: Stretches
    characters: Stretches
    numbering: BinaryNumbering
    notes: dict[int, tuple[int, int]]
    lost: bool = False
    noted: int = 0
    _fields: list[bool] = field(default_factory=list)

    def lines(self, start: int, end: int) -> list[str]:
        """The lines of the story `[start, end)`; tables as rows."""
        fields, self._fields = self._fields, []
        found: list[str] = []
        rows: list[RawRow] = []
        cells: list[tuple[str, ...]] = []
        cell: list[str] = []
        begin, end = start, min(end, len(self.text))
        for at in range(start, end):
            mark = self.text[at]
            if mark not in _MARKS:
                continue
            run = self._run(self.paragraphs, at)
            properties = run.properties if run is not None else {}
            inside = _on(properties, _IN_TABLE) or mark == _CELL
            if not inside and (rows or cells):
                found += table_lines(spanned([*rows, *_unfinished(cells, cell)]))
                rows, cells, cell = [], [], []
            if mark == _CELL and _on(properties, _ROW_END):
                rows.append(raw_row(cells, properties))
                cells, cell = [], []
            else:
                lines = self._paragraph(begin, at, run)
                if inside:
                    cell += lines
                else:
                    found += lines
                if mark == _CELL:
                    cells.append(tuple(line.strip() for line in cell))
                    cell = []
            begin = at + 1
        found += table_lines(spanned([*rows, *_unfinished(cells, cell)]))
        found += self._paragraph(begin, end, None)
        self._fields = fields
        return found

    def _paragraph(self, start: int, end: int, run: Run | None) -> list[str]:
        text = self._shown(start, end)
        label, lost = ("", False) if run is None else self.numbering.label(run.properties, run.style)
        found: list[str] = []
        if text.strip():
            self.lost = self.lost or lost
            text = label + text.lstrip() if label else text
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
            found = [line.rstrip() for line in text.split("\n") if line.strip()]
        for at in range(start, end) if self.notes else ():
            if self.text[at] == "\x02" and at in self.notes:
                self.noted += 1
                number = self.noted
                note = self.lines(*self.notes[at])
                found += [f"注{number}：{note[0].lstrip()}", *note[1:]] if note else []
        return found

    def _shown(self, start: int, end: int) -> str:
        """What is neither deleted nor hidden nor the code of a field."""
        parts: list[str] = []
        at = start
        while at < end:
            stop, properties = self._stretch(at, end)
            shown = not _on(properties, _DELETED) and not _on(properties, _HIDDEN)
            for char in self.text[at:stop]:
                if char == _FIELD:
                    self._fields.append(False)
                elif char == _FIELD_RESULT and self._fields:
                    self._fields[-1] = True
                elif char == _FIELD_END and self._fields:
                    self._fields.pop()
                elif shown and all(self._fields):
                    parts.append(_SIGNS.get(char, char if char >= " " else ""))
            at = stop
        return "".join(parts)

    def _stretch(self, at: int, end: int) -> tuple[int, Properties]:
        """How far the properties of the character at `at` reach, and what they are."""
        number = self._piece(at)
        first, byte, width = self.places[number]
        here = byte + (at - first) * width
        run = self.characters.at(here)
        if run is None:
            return at + 1, {}
        reach = at + max(1, -(-(run.end - here) // width))
        following = self.places[number + 1][0] if number + 1 < len(self.places) else end
        return min(reach, max(following, at + 1), end), run.properties

    def _run(self, stretches: Stretches, at: int) -> Run | None:
        first, byte, width = self.places[self._piece(at)]
        return stretches.at(byte + (at - first) * width)

    def _piece(self, at: int) -> int:
        return max(0, bisect_right(self.places, (at, 1 << 62, 0)) - 1)


def _unfinished(cells: list[tuple[str, ...]], cell: list[str]) -> list[RawRow]:
    """A row whose mark is missing."""
    rest = [*cells, tuple(cell)] if cell else cells
    return [RawRow(rest, (), ())] if rest else []


def _on(properties: Properties, code: int) -> bool:
    """A switch is on: 1, or 129 (the opposite of the style's, which is off)."""
    return properties.get(code, b"\0")[:1] in (b"\x01", b"\x81")
