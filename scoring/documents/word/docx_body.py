"""The body of a .docx as lines: paragraphs with their automatic numbers, tables as rows, notes and text boxes in place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from scoring.documents.rows import Cell, table_lines
from scoring.documents.word.docx_lists import Numbering, child, local, number, value

if TYPE_CHECKING:
    from lxml import etree

_FALSE = ("0", "false", "off")
# What tracked changes took away, and what is no text: changes are read as accepted.
_GONE_TAGS = "del moveFrom delText instrText delInstrText pPr rPr sdtPr sdtEndPr tblPr tblGrid trPr tcPr"
_GONE = frozenset(_GONE_TAGS.split())
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


class _Gathered(NamedTuple):
    """What one paragraph holds: its characters, and the lines of boxes and notes anchored in it."""

    parts: list[str]
    aside: list[str]


class _RawCell(NamedTuple):
    lines: tuple[str, ...]
    columns: int
    merge: str


@dataclass(slots=True)
class Body:
    """Reads blocks in order. `notes` maps ("footnote" | "endnote", id) to the note's element; `flags` fills while reading."""

    numbering: Numbering
    default_style: str | None
    notes: Mapping[tuple[str, str], etree._Element]
    flags: set[str] = field(default_factory=set)
    noted: int = 0
    _fields: list[bool] = field(default_factory=list)
    _open: str = ""

    def lines(self, parent: etree._Element) -> list[str]:
        """The lines of all blocks of `parent`; none is blank."""
        found: list[str] = []
        for element in _blocks(parent):
            kind = local(element)
            if kind == "p":
                found += self._paragraph(element)
            elif kind == "tbl":
                found += self._table(element)
            elif kind == "altChunk":
                self.flags.add("part_left_out")
        if self._open:
            found.append(self._open)
            self._open = ""
        return found

    def _paragraph(self, element: etree._Element) -> list[str]:
        properties = child(element, "pPr")
        gathered = _Gathered([], [])
        # The label's counter steps before boxes and notes inside the paragraph are read.
        label, lost = self.numbering.label(properties, self.default_style)
        self._gather(element, gathered)
        text = "".join(gathered.parts)
        if lost and text.strip():
            self.flags.add("numbering_missing")
        if self._open:
            # The mark of the paragraph before was deleted: both are one.
            text, self._open = self._open + text, ""
        elif text.strip():
            text = label + text.lstrip() if label else text
        if child(properties, "rPr", "del") is not None and text.strip():
            self._open = text
            return gathered.aside
        return [line.rstrip() for line in text.split("\n") if line.strip()] + gathered.aside

    def _gather(self, parent: etree._Element, into: _Gathered) -> None:
        for element in parent:
            kind = local(element)
            if kind in _GONE or not kind:
                continue
            if kind == "r":
                if not _is_hidden(element):
                    self._gather(element, into)
            elif kind == "fldChar":
                self._field(value(element, "fldCharType"))
            elif kind == "txbxContent":
                into.aside.extend(self._apart(element))
            elif kind in ("footnoteReference", "endnoteReference"):
                self._note(kind.removesuffix("Reference"), value(element, "id") or "", into)
            elif kind == "AlternateContent":
                chosen = child(element, "Choice")
                self._gather(element if chosen is None else chosen, into)
            elif kind == "ruby":
                base = child(element, "rubyBase")
                self._gather(element if base is None else base, into)
            elif all(self._fields):
                if kind == "t":
                    into.parts.append(element.text or "")
                elif kind in _SIGNS:
                    into.parts.append(_SIGNS[kind])
                else:
                    self._gather(element, into)
            else:
                self._gather(element, into)

    def _field(self, kind: str | None) -> None:
        """A field shows its result: what stands between `begin` and `separate` is its code."""
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _note(self, kind: str, note_id: str, into: _Gathered) -> None:
        """The note stands on lines of its own under its paragraph; a mark in the text would run into its figures."""
        note = self.notes.get((kind, note_id))
        if note is None:
            return
        self.noted += 1
        number_here = self.noted
        lines = self._apart(note)
        if lines:
            into.aside.extend([f"注{number_here}：{lines[0].lstrip()}", *lines[1:]])

    def _apart(self, element: etree._Element) -> list[str]:
        """The lines of a story of its own, whose fields and open paragraphs are none of the text around it."""
        fields, opened = self._fields, self._open
        self._fields, self._open = [], ""
        lines = self.lines(element)
        self._fields, self._open = fields, opened
        return lines

    def _table(self, element: etree._Element) -> list[str]:
        rows: list[list[_RawCell]] = []
        for row in _inner(element, "tr"):
            properties = child(row, "trPr")
            if child(properties, "del") is not None:
                continue
            before = number(child(properties, "gridBefore")) or 0
            cells = [_RawCell((), 1, "")] * min(before, 20)
            rows.append(cells + [self._cell(cell) for cell in _inner(row, "tc")])
        return table_lines(_merged(rows))

    def _cell(self, element: etree._Element) -> _RawCell:
        properties = child(element, "tcPr")
        merge = child(properties, "vMerge")
        columns = number(child(properties, "gridSpan")) or 1
        kind = "" if merge is None else (value(merge) or "continue")
        return _RawCell(tuple(line.strip() for line in self._apart(element)), max(1, columns), kind)


def _blocks(parent: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs, tables and outside parts of `parent`, wrappers opened. A generated table of contents is left out: it
    says every heading twice."""
    for element in parent:
        kind = local(element)
        if kind in ("p", "tbl", "altChunk"):
            yield element
        elif kind == "AlternateContent":
            chosen = child(element, "Choice")
            yield from _blocks(element if chosen is None else chosen)
        elif kind == "sdt":
            gallery = value(child(element, "sdtPr", "docPartObj", "docPartGallery"))
            content = child(element, "sdtContent")
            if gallery != "Table of Contents" and content is not None:
                yield from _blocks(content)
        elif kind and kind not in _GONE:
            yield from _blocks(element)


def _inner(parent: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table or the cells of a row, wrappers opened."""
    for element in parent:
        kind = local(element)
        if kind == name:
            yield element
        elif kind in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
            yield from _inner(element, name)


def _merged(rows: list[list[_RawCell]]) -> list[list[Cell]]:
    """Cells that continue the one above are counted in its height and left out."""
    found: list[list[Cell]] = []
    above: dict[int, tuple[int, int]] = {}
    for row in rows:
        line: list[Cell] = []
        column = 0
        here: dict[int, tuple[int, int]] = {}
        for raw in row:
            if raw.merge == "continue" and column in above:
                at, place = above[column]
                found[at][place] = found[at][place]._replace(rows=found[at][place].rows + 1)
                here[column] = at, place
            else:
                if raw.merge == "restart":
                    here[column] = len(found), len(line)
                line.append(Cell(raw.lines, raw.columns))
            column += raw.columns
        above = here
        found.append(line)
    return found


def _is_hidden(run: etree._Element) -> bool:
    vanish = child(run, "rPr", "vanish")
    return vanish is not None and value(vanish) not in _FALSE
