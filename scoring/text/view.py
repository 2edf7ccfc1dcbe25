"""The working view of a report: cleaned text with an index back to the source, and its structure.

Offsets named `start`/`end` in this module are into `View.text` (the working text) unless a name says
`source`. `View.to_source` maps a working stretch to the span of the source it came from.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from scoring.text.report import Span

RESULT, PROBLEM, PLAN, PREAMBLE, FURNITURE = "result", "problem", "plan", "preamble", "furniture"


class Section(NamedTuple):
    """A stretch under one heading. `start` is where its heading starts, `end` where the next heading of the same or a
    higher level starts (or the role changes). `level` 0 is the document itself, 1 for 一、, 2 for （一）, 3 for 1., 4 for 一是/首先/第一.
    `heading` is the heading's words without enumerator; `path` the headings from the outermost, joined by " / ".
    `role` is inherited downwards unless the heading says otherwise.
    """

    start: int
    end: int
    level: int
    heading: str
    path: str
    role: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row, in the working text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: the first cell is its label. `header` holds the texts of the column heads ("" where none)."""

    cells: tuple[Cell, ...]
    header: tuple[str, ...]


class Sentence(NamedTuple):
    """A sentence (or heading, or table row) in the working text, without the white space around it.

    Sentences are ordered and do not overlap. `section` indexes `View.sections`; `paragraph` numbers the source's
    paragraphs (a table is one paragraph); `role` is the section's role or the sentence's own (furniture, preamble).
    `heading` is true for a heading that stands alone, `run_in` for a heading that is the first sentence of its paragraph
    (`(二)效能提升。`). `row` is set for table rows.
    """

    start: int
    end: int
    section: int
    paragraph: int
    role: str
    heading: bool = False
    row: Row | None = None
    run_in: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """The working text of a report and its structure.

    `text` has no white space inside a paragraph except a blank between digit groups that must not touch; paragraphs are
    separated by "\\n". Full-width digits, letters and punctuation are folded to ASCII (，→, ；→; ：→: （→( ）→) ％→% ．→.),
    。 ！→! ？→? 、 《》 〔〕 and quotes stay one character each; curly quotes “” stay. `index[i]` is the source offset of
    working character i; `len(index) == len(text)`. `wide` holds the source end for the few source offsets whose working
    character came from several source characters (`&#65292;`). Cells of a table row are parted by "|", which occurs
    nowhere else.
    """

    source: str
    text: str
    index: array[int]
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    wide: Mapping[int, int] = field(default_factory=dict)

    def to_source(self, start: int, end: int) -> Span:
        """The source span of the working stretch `[start, end)`, which must hold at least one character."""
        last = self.index[end - 1]
        return Span(self.index[start], self.wide.get(last, last + 1))
