"""How sure character recognition is, stretch by stretch of the text that the layout made of its lines.

Layout moves fragments and adds blanks, but keeps their characters: each fragment is looked for, blanks aside, wherever it stands as a whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from scoring.documents.ocr_engine import Glyph

# A letter, digit or Chinese character less sure than this is doubtful; so is all of a line or page whose mean is.
# On poor but legible made scans 47 of 49 wrong characters lay below, and 2 % of the right ones; with illegible pages 520 of 565, and 5 %.
DOUBTFUL = 0.8


class Fragment(NamedTuple):
    """Characters that belong together: a line, or the part of one in a cell. `low`: all of it is doubtful."""

    left: float
    right: float
    middle: float
    size: float
    glyphs: tuple[Glyph, ...]
    low: bool

    @property
    def text(self) -> str:
        return "".join(f" {one.text}" if one.spaced and at else one.text for at, one in enumerate(self.glyphs))


class _Found(NamedTuple):
    """A fragment and, for each place where it stands, the offsets of its characters."""

    fragment: Fragment
    places: list[list[int]]


def doubtful_in(text: str, fragments: Iterable[Fragment]) -> tuple[tuple[int, int], ...]:
    """The stretches of `text` that come from doubtful characters, in order and without overlap. A doubtful fragment that is not found
    makes the whole text doubtful."""
    doubted = [one for one in fragments if _unsure(one)]
    found: list[tuple[int, int]] = []
    for fragment, places in _located(text, doubted):
        if not places and len(fragment.glyphs) > 2:
            return ((0, len(text)),) if text else ()
        found += [(place[at], place[at] + 1) for place in places for at in _unsure(fragment)]
    return _merged(found)


def scores_in(
    text: str, fragments: Iterable[Fragment], doubtful: Sequence[tuple[int, int]], mean: float
) -> tuple[tuple[int, int, float], ...]:
    """All of `text` in stretches with their mean scores, in order: its lines, cut around the `doubtful` stretches. `mean` stands for
    characters that are not found."""
    scores: dict[int, float] = {}
    for fragment, places in _located(text, fragments):
        for place in places:
            for glyph, at in zip(fragment.glyphs, place, strict=True):
                if glyph.text.isalnum():
                    scores[at] = min(glyph.score, scores.get(at, 1.0))
    found = []
    for start, end in _stretches(text, doubtful):
        known = [scores.get(at, mean) for at in range(start, end) if text[at].isalnum()]
        found.append((start, end, round(sum(known) / len(known) if known else mean, 3)))
    return tuple(found)


def _stretches(text: str, doubtful: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Lines with their ends, cut where a doubtful stretch begins or ends."""
    edges = {0, len(text), *(at + 1 for at, char in enumerate(text) if char == "\n")}
    edges.update(edge for stretch in doubtful for edge in stretch)
    ordered = sorted(edges)
    yield from pairwise(ordered)


def _unsure(fragment: Fragment) -> list[int]:
    """Which of the fragment's characters are doubtful."""
    if fragment.low:
        return list(range(len(fragment.glyphs)))
    return [at for at, glyph in enumerate(fragment.glyphs) if glyph.text.isalnum() and glyph.score < DOUBTFUL]


def _located(text: str, fragments: Iterable[Fragment]) -> Iterator[_Found]:
    offsets = [at for at, char in enumerate(text) if not char.isspace()]
    bare = "".join(text[at] for at in offsets)
    for one in fragments:
        wanted = "".join(glyph.text for glyph in one.glyphs)
        if wanted:
            starts = _occurrences(bare, wanted)
            yield _Found(one, [[offsets[start + at] for at in range(len(wanted))] for start in starts])


def _occurrences(bare: str, wanted: str) -> list[int]:
    """Where `wanted` stands; a bare number never as part of a longer one."""
    found = []
    at = bare.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        inside = (at > 0 and bare[at - 1].isdigit() and wanted[0].isdigit()) or (
            end < len(bare) and bare[end].isdigit() and wanted[-1].isdigit()
        )
        if not inside or len(wanted) > 4:
            found.append(at)
        at = bare.find(wanted, at + 1)
    return found


def _merged(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(set(spans)):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return tuple(found)
