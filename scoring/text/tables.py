"""Tables in running text: rows in pipes, in columns held apart by blanks, or flattened to one cell per line.

The `*_edits` functions bring all of them to one form, a line per row with "|" between the cells; `read_rows` reads that
form. A "|" that parts no cells (`标题 | |||`, `正文 | 【打印】`) is turned into a line end, so in the finished working
text every line with a "|" is a table row.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, pairwise

from scoring.text.clean import Edit
from scoring.text.regex import regex
from scoring.text.view import Cell, Row

Line = tuple[int, int]

_UNIT = "[件个人次条份户元万亿项宗名起家场期批卷本篇台套辆处部天日年岁例只支所余多分小时]"
_NUMBER = rf"[-+]?\d[\d, \t]*(?:\.\d+)?(?:[%‰]|{_UNIT}{{1,3}})?"
_VALUE = regex(rf"(?:{_NUMBER}|[-—/]{{1,3}}|无)", re.ASCII)
_YEAR_HEAD = regex(r"(?:19|20)\d\d(?:年度?)?(?:\([^()]{0,12}\))?|(?:本|上|去|今)年(?:度|同期)?", re.ASCII)
_BARE_LINE = regex(_NUMBER, re.ASCII)
_RULE = regex(r"[-:=+|—]*\Z")
# A label names something; a sentence, a field or an enumerated heading does not.
_LABEL = regex(r"(?=[^\n]*[\u4e00-\u9fffA-Za-z])[^。;:!?|\n]{1,24}\Z")
_SINGLE_BLANKS = regex(r"((?:其中:)?[^\d\n|。;:!?]{2,20})(\d[\d.,%]*(?: \d[\d.,%]*)+)\Z", re.ASCII)

_SENTENCE_MARK = regex("[,。;:!?|]")

# Longest cell of a data table. Layout tables put whole articles into a cell.
_LONGEST_CELL = 80
_MOST_COLUMNS = 12


def lines_of(text: str) -> list[Line]:
    """The lines of `text` as `(start, end)`, empty ones too."""
    found, at = [], 0
    for line in text.split("\n"):
        found.append((at, at + len(line)))
        at += len(line) + 1
    return found


def is_value(cell: str) -> bool:
    """A number with at most a short unit, or a dash that stands for none."""
    return _VALUE.fullmatch(cell) is not None


def is_head(cell: str) -> bool:
    """A column head: a year, or words that are no value."""
    return _YEAR_HEAD.fullmatch(cell) is not None or not is_value(cell)


def pipe_edits(text: str, lines: Sequence[Line]) -> list[Edit]:
    """Takes away the pipes that part no cells: lines of nothing else vanish, other pipes end a line."""
    if "|" not in text:
        return []
    edits: list[Edit] = []
    for piped, group in groupby(lines, key=lambda line: "|" in text[line[0] : line[1]]):
        if not piped:
            continue
        block = list(group)
        cells = [text[start:end].split("|") for start, end in block]
        short = [max(map(len, row)) <= _LONGEST_CELL for row in cells]
        counted = [ok and _has_value(row) for ok, row in zip(short, cells, strict=True)]
        widths = {len(row) for row, ok in zip(cells, counted, strict=True) if ok}
        for (start, end), row, ok, value in zip(block, cells, short, counted, strict=True):
            if _RULE.match(text[start:end]):
                # A row of dashes under a Markdown head, or pipes around nothing.
                edits.append(Edit(start, min(end + 1, len(text)), ""))
            elif not (
                (value and (len(block) > 1 or text[start] == "|" or sum(map(is_value, row)) > 1))
                or (ok and len(block) > 1 and len(row) in widths)
            ):
                edits += _split(text, start, end)
    return edits


def _has_value(row: Sequence[str]) -> bool:
    """At least two cells hold something, and one after the first of them a value."""
    filled = [cell for cell in row if cell]
    return any(is_value(cell) for cell in filled[1:])


def _split(text: str, start: int, end: int) -> list[Edit]:
    """One line end for each run of pipes inside a line, nothing for the runs at its ends."""
    edits = []
    for run in re.finditer(r"\|+", text[start:end]):
        first, last = start + run.start(), start + run.end()
        edits.append(Edit(first, last, "" if first == start or last == end else "\n"))
    return edits


def column_edits(text: str, lines: Sequence[Line], columns: Sequence[int]) -> list[Edit]:
    """Pipes for the tabs and runs of blanks of at least two lines in a row that read label, value, value …

    A line of years above them counts as one of the two; a line of other heads goes with them but does not count.
    """
    if not columns:
        return []
    edits: list[Edit] = []
    pending: list[list[Edit]] = []
    kinds = ""
    gaps = sorted(set(columns))
    for start, end in [*lines, (len(text) + 1, len(text) + 1)]:
        first = bisect_left(gaps, start + 1)
        if not pending and (first == len(gaps) or gaps[first] >= end):
            continue
        here = gaps[first : bisect_left(gaps, end)]
        kind = _column_kind(text, start, end, here) if 0 < len(here) <= _MOST_COLUMNS else ""
        if pending and (not kind or len(here) != len(pending[-1]) or (kind != "N" and "N" in kinds)):
            if "N" in kinds and kinds.count("N") + kinds.count("Y") > 1:
                edits += [edit for row in pending for edit in row]
            pending, kinds = [], ""
        if kind:
            pending.append([Edit(at, at + (text[at] in " \t"), "|") for at in here])
            kinds += kind
    return edits


def _column_kind(text: str, start: int, end: int, gaps: list[int]) -> str:
    """N for a label and values, Y for a label and years, L for labels, "" for anything else."""
    bounds = [start, *gaps, end]
    cells = [text[a:b].strip(" \t") for a, b in pairwise(bounds)]
    if "|" in text[start:end] or not _LABEL.match(cells[0]) or is_value(cells[0]):
        return ""
    if all(_YEAR_HEAD.fullmatch(cell) for cell in cells[1:]):
        return "Y"
    if all(is_value(cell) for cell in cells[1:]):
        return "N"
    return "L" if all(_LABEL.match(cell) for cell in cells) else ""


def single_blank_edits(text: str, blanks: Callable[[int, int], list[int]] | None = None) -> list[Edit]:
    """Pipes for at least two lines in a row of the form `受理 181 287`, equally long: a table whose columns are one
    blank apart, with the line of heads above it. Where the lines differ the blanks stay, and may be thousands groups.
    `blanks(start, end)` tells where blanks stood in the source of a line."""
    if " " not in text:
        return []
    edits: list[Edit] = []
    run: list[re.Match[str]] = []
    for found in [*_single_blank_lines(text), None]:
        if run and (
            found is None or found.start() != run[-1].end() + 1 or found[2].count(" ") != run[-1][2].count(" ")
        ):
            if len(run) > 1:
                if blanks is not None:
                    edits += _blank_head(text, run[0], blanks)
                for row in run:
                    edits.append(Edit(row.start(2), row.start(2), "|"))
                    edits += [
                        Edit(row.start(2) + i, row.start(2) + i + 1, "|") for i, c in enumerate(row[2]) if c == " "
                    ]
            run = []
        if found is not None:
            run.append(found)
    return edits


def _blank_head(text: str, first: re.Match[str], blanks: Callable[[int, int], list[int]]) -> list[Edit]:
    """Pipes for the line above the first row if it holds as many words as the row has cells, of which none is a value."""
    end = first.start() - 1
    start = text.rfind("\n", 0, max(end, 0)) + 1
    gaps = blanks(start, end) if 0 < end - start <= _LONGEST_CELL else []
    if len(gaps) != first[2].count(" ") + 1:
        return []
    cells = [text[a:b].strip() for a, b in pairwise([start, *gaps, end])]
    if not all(cell and len(cell) <= 20 and is_head(cell) and not _SENTENCE_MARK.search(cell) for cell in cells):
        return []
    return [Edit(at, at + (text[at] == " "), "|") for at in gaps]


def _single_blank_lines(text: str) -> Iterator[re.Match[str]]:
    """The lines of the form `受理 181 287`, looked for only where blanks are."""
    blank = text.find(" ")
    while blank >= 0:
        start = text.rfind("\n", 0, blank) + 1
        end = text.find("\n", blank)
        end = len(text) if end < 0 else end
        found = _SINGLE_BLANKS.match(text, start, end)
        if found is not None:
            yield found
        blank = text.find(" ", end)


def flat_edits(text: str, lines: Sequence[Line]) -> list[Edit]:
    """Pipes for the line ends of a table that was flattened to one cell per line: at least two times a label line and
    the same number of value lines after it, perhaps with a head of a label and years before them."""
    figures = [line for line in lines if line[0] < line[1] and text[line[0]] in "-+0123456789"]
    if sum(1 for start, end in figures if _BARE_LINE.fullmatch(text, start, end)) < 2:
        return []
    kinds = "".join(map(_kind, (text[start:end] for start, end in lines)))
    edits: list[Edit] = []
    taken = 0
    for first in re.finditer("(?<!N)L(?=N)", kinds):
        at = first.start()
        if at < taken:
            continue
        width = _run(kinds, at + 1, "N")
        repeats = 1
        while kinds.startswith("L" + "N" * width, at + repeats * (width + 1)):
            if kinds.startswith("N", at + (repeats + 1) * (width + 1)):
                break
            repeats += 1
        if repeats < 2 or width > _MOST_COLUMNS:
            continue
        taken = at + repeats * (width + 1)
        begin = at
        if kinds.endswith("L" + "Y" * width, 0, at) or _is_label_head(kinds, at, width):
            begin = at - width - 1
        for row in range(begin, taken, width + 1):
            for cell in range(row, row + width):
                edits.append(Edit(lines[cell][1], lines[cell][1] + 1, "|"))
    return edits


def _run(kinds: str, at: int, kind: str) -> int:
    end = at
    while end < len(kinds) and kinds[end] == kind:
        end += 1
    return end - at


def _is_label_head(kinds: str, at: int, width: int) -> bool:
    """Exactly `width + 1` label lines, no more, stand before the first row."""
    head = "L" * (width + 1)
    return width > 1 and kinds.endswith(head, 0, at) and not kinds.endswith("L" + head, 0, at)


def _kind(line: str) -> str:
    """One letter per line: Y year head, N value, L label, O other."""
    if "年" in line and _YEAR_HEAD.fullmatch(line):
        return "Y"
    if is_value(line):
        return "N"
    return "L" if _LABEL.match(line) else "O"


def read_rows(text: str, lines: Sequence[Line]) -> list[Row]:
    """The rows of one table, given its lines. The first line is the head if it holds no values and lines below it do; a
    line of years is a head wherever it stands."""
    bordered = all(text[start] == "|" for start, _ in lines)
    table = [_cells(text, start, end, bordered) for start, end in lines]
    texts = [tuple(text[cell.start : cell.end] for cell in cells) for cells in table]
    rows: list[Row] = []
    header: tuple[str, ...] = ()
    last_values = max((i for i, words in enumerate(texts) if any(is_value(word) for word in words[1:])), default=-1)
    for number, (cells, words) in enumerate(zip(table, texts, strict=True)):
        heads = any(words[1:]) and all(_YEAR_HEAD.fullmatch(word) or not number for word in words[1:] if word)
        if heads and all(is_head(word) for word in words[1:] if word) and number < last_values:
            header = words
            rows.append(Row(cells, ("",) * len(cells)))
        else:
            rows.append(Row(cells, (header + ("",) * len(cells))[: len(cells)]))
    return rows


def _cells(text: str, start: int, end: int, bordered: bool) -> tuple[Cell, ...]:
    if bordered:
        start += 1
    if end > start and text[end - 1] == "|":
        end -= 1
    cells, at = [], start
    for cell in text[start:end].split("|"):
        cells.append(Cell(at, at + len(cell)))
        at += len(cell) + 1
    return tuple(cells)
