"""Hard-wrapped prose: which line ends were put there by a page width and not by the writer.

A wrapped stretch shows itself by many lines that stop in mid-sentence at about one length while sentences end inside
lines. Headings, fields, table rows and lists of short items do not have all of these marks and are left alone.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from scoring.text.clean import Edit
from scoring.text.furniture import is_page_number, is_signature, is_title
from scoring.text.regex import regex
from scoring.text.tables import Line

# Nothing shorter is a full line of prose; nothing longer than the second figure is wrapped at all.
_SHORTEST = 15
_LONGEST = 100
# But for a line before a count, which took the break out of it.
_LEAST = 10
_ENDS = "。!?…"
_CLOSERS = "”’\"')》】〉」』]"
_STOP_INSIDE = regex("[。;!?](?=.)")
_ENUMERATED = regex(r"\(?[一二三四五六七八九十\d]{1,3}[、.)]|第[一二三四五六七八九十]{1,3}[部章节]")
_INDENT = regex(r"(?:\u3000{2}|[ \t]{2,}|\u3000 )\Z")


# A figure with what it counts.
_COUNT = regex(r"\d[\d,.]*(?:%|‰|[万亿]?[多余]?(?:[件人名个次户条份项家起场宗例元篇本卷]|平方))")

# What a line begins: "heading", "field" (any furniture), "item" (一是, 首先), "part" (下一步,…) or "" for a line that may
# go on.
Begins: TypeAlias = Callable[[str], str]


class _Join(NamedTuple):
    """A line end that may be a wrap: between lines `first` and `second`, page numbers between them skipped. `length` is
    the width of the first line; `ended` says that a sentence ends with it."""

    first: int
    second: int
    length: int
    ended: bool


def wrap_edits(
    text: str, index: array[int], source: str, lines: Sequence[Line], begins: Begins, heads: frozenset[str]
) -> list[Edit]:
    """The edits that join hard-wrapped lines. `begins` classes a line by its first words; `heads` are lines that stand on
    every page and may part the halves of a sentence, as page numbers may."""
    possible = sum(1 for start, end in lines if end - start >= _SHORTEST and text[end - 1] not in _ENDS)
    if possible < 3:
        return []
    wraps = _Wraps(text, index, source, lines, begins, heads)
    edits: list[Edit] = []
    region: list[int] = []
    for number, (start, end) in enumerate([*lines, (0, _LONGEST + 1)]):
        if end - start <= _LONGEST:
            region.append(number)
            continue
        if len(region) > 3:
            edits += wraps.edits(region)
        region = []
    return edits


class _Wraps:
    """Judges runs of lines none of which is too long to be wrapped."""

    def __init__(
        self,
        text: str,
        index: array[int],
        source: str,
        lines: Sequence[Line],
        begins: Begins,
        heads: frozenset[str],
    ) -> None:
        self.text = text
        self.index = index
        self.source = source
        self.lines = lines
        self.begins = begins
        self.heads = heads
        self.may_indent = "\u3000" in source or "  " in source

    def edits(self, region: Sequence[int]) -> list[Edit]:
        """The joins of one run, none if it does not look wrapped."""
        text, lines = self.text, [self.lines[number] for number in region]
        prose = [(start, end) for start, end in lines if end - start >= _SHORTEST]
        # Joins are among the lines that end no sentence.
        unended = sum(1 for start, end in prose if text[end - 1] not in _ENDS and _open(text[start:end]))
        if unended < 3 or unended < 0.4 * len(prose):
            return []
        candidates = self._joins(region)
        joins = [join for join in candidates if not join.ended]
        inside = sum(1 for join in joins if _STOP_INSIDE.search(self.text, *self.lines[join.first]))
        if len(joins) < 3 or len(joins) < 0.4 * len(prose):
            return []
        lengths = sorted(join.length for join in joins)
        mode, most = Counter(lengths).most_common(1)[0]
        fixed = most > 1 and sum(1 for length in lengths if abs(length - mode) <= 2) * 2 >= len(lengths)
        # Paragraphs of one sentence end none inside; lines of one width between indented ones show what they are.
        if inside < 0.15 * len(joins) and not (fixed and self._tells_paragraphs(region)):
            return []
        # A break moved out of a number, hanging punctuation and half-width digits make full lines up to six shorter.
        # Where the width itself varies the shortest lines tell.
        full = lengths[len(lengths) // 4] - 6 if fixed else lengths[len(lengths) // 20] - 3
        # A full line that happens to end with a sentence is told from the end of a paragraph by what parts paragraphs:
        # empty lines or numbers.
        spaced = sum(1 for a, b in pairwise(region) if self._apart(a, b)) > 2
        numbered = sum(1 for number in region if self.begins(self.text[slice(*self.lines[number])]) == "heading") > 2
        telling = self._tells_paragraphs(region)
        edits = []
        for join in candidates:
            start, end = self.lines[join.first]
            if join.ended:
                taken = join.length >= (full if spaced else mode if fixed else _LONGEST)
                taken = taken and (
                    spaced or numbered or not _names_paragraph(self.text[slice(*self.lines[join.second])])
                )
            elif self.text[end - 1] in ",、":
                taken = True
            elif (count := _COUNT.match(self.text, *self.lines[join.second])) is not None:
                # A count begins no paragraph; the break moved out of it made the line shorter.
                taken = join.length + count.end() - count.start() >= full
            elif not (telling and self._indented(join.first)) and (
                self.text[end - 1] == ":" or self._may_be_heading(start, end)
            ):
                taken = join.length >= (mode - 1 if fixed else full)
            else:
                taken = join.length >= full
            if taken:
                edits.append(Edit(end, self.lines[join.second][0], ""))
        return edits

    def _may_be_heading(self, start: int, end: int) -> bool:
        return _ENUMERATED.match(self.text, start, end) is not None and self.text.find("。", start, end) < 0

    def _joins(self, region: Sequence[int]) -> list[_Join]:
        found: list[_Join] = []
        telling = self._tells_paragraphs(region)
        title = region[0] == 0
        for at, number in enumerate(region[:-1]):
            start, end = self.lines[number]
            line = self.text[start:end]
            title = title and "。" not in line
            if len(line) < _LEAST or "|" in line or line in self.heads or self.begins(line) == "field":
                continue
            after = region[at + 1]
            while after < region[-1] and self._between_pages(after):
                after += 1
            skipped = after > region[at + 1]
            following = self.text[slice(*self.lines[after])]
            if len(line) < _SHORTEST and _COUNT.match(following) is None:
                continue
            if not following or "|" in following or (title and (is_title(line) or is_title(following))):
                continue
            if not skipped and (self._apart(number, after) or (telling and self._indented(after))):
                continue
            kind = self.begins(following)
            ended = not _open(line)
            if kind == "part" and not ended:
                kind = ""
            if ended and is_signature(following):
                continue
            # `第` at the end of a line and `(一)项` on the next are no heading; an item after a comma is inside its list.
            if kind and line[-1] not in ("第条款之" if kind == "heading" else ",;:、" if kind == "item" else ""):
                continue
            found.append(_Join(number, after, len(line) + self._margin(start), ended))
        return found

    def _tells_paragraphs(self, region: Sequence[int]) -> bool:
        """Some lines are indented and others are not: the indented ones begin paragraphs."""
        indented = sum(map(self._indented, region)) if self.may_indent else 0
        return 0 < indented < 0.6 * len(region)

    def _margin(self, start: int) -> int:
        """How many blanks stood before the line: they were part of its width."""
        at = self.index[start]
        first = self.source.rfind("\n", max(0, at - 12), at) + 1
        return at - first if first else 0

    def _between_pages(self, number: int) -> bool:
        line = self.text[slice(*self.lines[number])]
        return line in self.heads or is_page_number(line)

    def _apart(self, first: int, second: int) -> bool:
        """An empty line or a block tag stands between the two lines."""
        gap = self.source[self.index[self.lines[first][1]] : self.index[self.lines[second][0]]]
        return len(gap) > 1 and ("<" in gap or gap.replace("\r\n", "\n").replace("\r", "\n").count("\n") > 1)

    def _indented(self, number: int) -> bool:
        start = self.lines[number][0]
        at = self.index[start] if start < len(self.index) else 0
        return _INDENT.search(self.source, max(0, at - 4), at) is not None


def _names_paragraph(line: str) -> bool:
    """The first sentence is short and tells no figure: it may name a paragraph (`加强领导。…`)."""
    first = line.partition("。")[0]
    return len(first) <= 22 and not any(char.isdigit() for char in first)


def _open(line: str) -> bool:
    """The line does not end a sentence."""
    bare = line.rstrip(_CLOSERS)
    return bool(bare) and bare[-1] not in _ENDS
