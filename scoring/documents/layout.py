"""Characters at places on a page → lines in reading order, wide gaps as tabs. For formats that only say where ink goes.

Coordinates: x to the right, y downwards, any unit (the same for everything on a page).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

# In sizes of the type: how far baselines of one line may differ, from which gap on cells are parted, what a blank between
# Latin words takes, and how near a second print of a character stands (the narrowest, like 1 or i, take 0.25).
_SAME_LINE = 0.5
_GAP = 1.2
_WORD_GAP = 0.2
# Digits set wide apart are still one number; blanks between numbers are nearly always drawn as characters.
_DIGIT_GAP = 0.5
_OVERPRINT = 0.15
# How far to the right of the others the first line of a paragraph begins, and what then stands before it.
_INDENTED = (1.4, 2.7)
_INDENT = "\u3000\u3000"


class Piece(NamedTuple):
    """`text` from `left` to `right`, standing on baseline `base`, `size` high."""

    left: float
    right: float
    base: float
    size: float
    text: str


def text_lines(pieces: Iterable[Piece], *, indents: bool = False) -> list[tuple[float, str]]:
    """(baseline, text) of the lines from top to bottom, each read from left to right.

    Pieces on about one baseline make a line. A tab stands where they are far apart, a blank between Latin words. Small raised
    numbers refer to notes and are left out: they would run into the figures beside them. With `indents` a line that begins
    two characters to the right of the others, as paragraphs do, begins with two wide blanks.
    """
    ordered = sorted((piece for piece in pieces if piece.text), key=lambda piece: (piece.base, piece.left))
    marks = _note_marks(ordered)
    ordered = [piece for piece in ordered if piece not in marks]
    lines: list[list[Piece]] = []
    for piece in ordered:
        line = lines[-1] if lines else None
        if line is not None and abs(piece.base - line[-1].base) <= _SAME_LINE * min(piece.size, line[-1].size):
            line.append(piece)
        else:
            lines.append([piece])
    edge = _left_edge(lines) if indents else None
    found = []
    for line in lines:
        text = _joined(sorted(line)).strip(" ")
        if text.strip():
            first = min(line)
            away = 0.0 if edge is None else (first.left - edge) / max(first.size, 0.001)
            begins = _INDENT if _INDENTED[0] <= away <= _INDENTED[1] and not text[0].isspace() else ""
            found.append((line[0].base, begins + text))
    return found


def _left_edge(lines: Sequence[Sequence[Piece]]) -> float | None:
    """Where the lines of prose begin: the leftmost place at which two lines do, within half a character."""
    firsts = sorted((min(line) for line in lines), key=lambda piece: piece.left)
    for piece, following in pairwise(firsts):
        if following.left - piece.left <= 0.5 * min(piece.size, following.size):
            return piece.left
    return None


def pieces_of(characters: Iterable[Piece]) -> list[Piece]:
    """Characters in the order they are drawn, joined while each stands right behind the one before. What is printed twice at one
    place (bold by overprinting) counts once."""
    found: list[Piece] = []
    run: list[Piece] = []
    for char in _once(characters):
        last = run[-1] if run else None
        if last is not None and not _follows(last, char):
            found.append(_piece(run))
            run = []
        run.append(char)
    if run:
        found.append(_piece(run))
    return found


def _note_marks(pieces: Sequence[Piece]) -> set[Piece]:
    """Numbers of at most two digits, much smaller than what they stand beside and raised above it."""
    found = set()
    for at, piece in enumerate(pieces):
        if len(piece.text) > 2 or not piece.text.isdecimal():
            continue
        for other in pieces[at + 1 :]:
            if other.base - piece.base > 2 * piece.size:
                break
            raised = 0.1 * other.size < other.base - piece.base < 0.7 * other.size
            beside = other.left - other.size <= piece.left <= other.right + other.size
            if piece.size < 0.75 * other.size and raised and beside:
                found.add(piece)
                break
    return found


def _once(characters: Iterable[Piece]) -> Iterator[Piece]:
    seen: dict[tuple[str, int, int], Piece] = {}
    for char in characters:
        near = _OVERPRINT * char.size
        step = 4 * near or 1.0
        column, row = round(char.left / step), round(char.base / step)
        # The square itself and those beside it: two prints may fall on both sides of its edge.
        others = (seen.get((char.text, column + x, row + y)) for x in (0, -1, 1) for y in (0, -1, 1))
        if not any(
            other is not None and abs(other.left - char.left) < near and abs(other.base - char.base) < near
            for other in others
        ):
            yield char
        seen[char.text, column, row] = char


def _follows(last: Piece, char: Piece) -> bool:
    gap = char.left - last.right
    return -0.3 * last.size <= gap <= _WORD_GAP * last.size and abs(char.base - last.base) < 0.1 * last.size


def _piece(run: Sequence[Piece]) -> Piece:
    return Piece(run[0].left, run[-1].right, run[0].base, run[0].size, "".join(char.text for char in run))


def _joined(line: Sequence[Piece]) -> str:
    parts: list[str] = []
    last: Piece | None = None
    for piece in line:
        if last is not None:
            size = max(piece.size, last.size, 0.001)
            gap = (piece.left - last.right) / size
            if gap > _GAP:
                parts.append("\t")
            elif gap > _gap_between(last.text[-1], piece.text[0]):
                parts.append(" ")
        parts.append(piece.text)
        last = piece
    return "".join(parts)


def _gap_between(before: str, after: str) -> float:
    """From which gap on a blank stands between the two characters; Chinese ones have none."""
    if not (_latin(before) and _latin(after)):
        return _GAP
    return _DIGIT_GAP if before.isdigit() and after.isdigit() else _WORD_GAP


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()
