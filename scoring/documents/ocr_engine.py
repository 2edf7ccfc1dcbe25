"""Character recognition of one picture with rapidocr: lines with their corners, and every character with its place and confidence.

Runs in the child process, where the models stay loaded for the next page. Nothing is fetched: the models lie in the wheel.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from scoring.documents.content import Unreadable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

# More threads help little on one page and take memory and time from the rest of the machine.
THREADS = max(1, min(4, os.cpu_count() or 1))
# A page below the first is tried again, lines turned upright one by one; one below the second is turned as a whole.
_DOUBTED = 0.93
_TURNED = 0.8
# Lines less sure than this are stains, seals and pictures more often than writing.
_NO_LINE = 0.5
# rapidocr shrinks what is longer; a picture much taller than wide (a page photographed by scrolling) is read in stretches.
_LONGEST = 2000
_TALL = 2.2
_STRETCH = 1.5


class Glyph(NamedTuple):
    """One recognised character: the middle of its box in pixels, how sure the engine is, from 0 to 1, and whether a blank stands before
    it (between Latin letters and digits only; Chinese has none)."""

    text: str
    x: float
    y: float
    score: float
    spaced: bool = False


class Line(NamedTuple):
    """A recognised line: corners (from top left, clockwise), mean score, and its characters from left to right."""

    corners: tuple[tuple[float, float], ...]
    score: float
    glyphs: tuple[Glyph, ...]

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)


class Sheet(NamedTuple):
    """What was recognised on `pixels`, turned upright: red channel, shape (height, width). `left_out` counts lines that were too
    unsure to be kept."""

    pixels: Pixels
    lines: tuple[Line, ...]
    left_out: int = 0

    @property
    def score(self) -> float:
        """The mean score by characters, 0 where nothing was recognised."""
        return mean_score(self.lines)


# What recognises: pixels and whether each line is turned upright first → lines.
Engine = Callable[["Pixels", bool], list[Line]]


def mean_score(lines: Sequence[Line]) -> float:
    """The mean score of the lines, each by its number of characters; 0 without any."""
    total = sum(len(line.glyphs) for line in lines)
    return sum(line.score * len(line.glyphs) for line in lines) / total if total else 0.0


def read_sheet(pixels: Pixels, engine: Engine | None = None) -> Sheet:
    """What is written on `pixels` (height, width[, 3]), turned upright if the page lies on its side or upside down.

    Of a coloured page the red channel is read, in which red seals vanish. Raises `Unreadable` with missing-ocr.
    """
    import numpy as np

    run = engine or _rapidocr()
    grey = np.ascontiguousarray(pixels[:, :, 0] if pixels.ndim == 3 else pixels)
    lines = _in_stretches(grey, run, False)
    if _upright(lines) < 0.5:
        # On its side: the two ways to turn it.
        tried = []
        for turns in (1, 3):
            turned = np.ascontiguousarray(np.rot90(grey, turns))
            tried.append((turned, _in_stretches(turned, run, False)))
        grey, lines = max(tried, key=lambda one: mean_score(one[1]))
    score = mean_score(lines)
    if lines and score < _DOUBTED:
        again = _in_stretches(grey, run, True)
        if mean_score(again) > score:
            lines = again
        if score < _TURNED and mean_score(again) > score + 0.1:
            # Most lines had to be turned: the page stands on its head, and so does the order of its lines.
            turned = np.ascontiguousarray(np.rot90(grey, 2))
            over = _in_stretches(turned, run, False)
            if mean_score(over) > mean_score(lines) - 0.02:
                grey, lines = turned, over
    kept = tuple(line for line in lines if line.score >= _NO_LINE)
    return Sheet(grey, kept, sum(1 for line in lines if line.score < _NO_LINE and len(line.glyphs) > 3))


def _upright(lines: Sequence[Line]) -> float:
    """The share of characters in lines that are wider than high, 1 where there are no lines of several characters."""
    wide = total = 0
    for line in lines:
        (left, top), (right, other), _, (_, bottom) = line.corners
        if len(line.glyphs) > 2 or bottom - top > 3 * (right - left):
            total += len(line.glyphs)
            wide += len(line.glyphs) if abs(right - left) + abs(other - top) > abs(bottom - top) else 0
    return wide / total if total else 1.0


def _in_stretches(grey: Pixels, run: Engine, upright_first: bool) -> list[Line]:
    """The lines of the picture; a tall one is cut where its rows are emptiest."""
    found: list[Line] = []
    for top, bottom in stretches(grey):
        for line in run(grey[top:bottom], upright_first):
            corners = tuple((x, y + top) for x, y in line.corners)
            glyphs = tuple(glyph._replace(y=glyph.y + top) for glyph in line.glyphs)
            found.append(Line(corners, line.score, glyphs))
    return found


def stretches(grey: Pixels) -> list[tuple[int, int]]:
    """(top, bottom) of the parts in which a picture is read: one, unless it is long and much taller than wide."""
    height, width = grey.shape[:2]
    if height <= _LONGEST or height < _TALL * width:
        return [(0, height)]
    step = int(min(max(_STRETCH * width, 400), _LONGEST))
    found, top = [], 0
    while height - top > step:
        rows = grey[top + step // 2 : top + step].std(axis=1)
        # The last of the emptiest rows.
        cut = top + step // 2 + len(rows) - 1 - int(rows[::-1].argmin())
        found.append((top, cut))
        top = cut
    return [*found, (top, height)]


@cache
def _rapidocr() -> Engine:
    """The engine with its models, loaded once."""
    import numpy as np

    try:
        from rapidocr import RapidOCR
    except ImportError as error:
        raise Unreadable("missing-ocr") from error
    # Scores are judged here, not there.
    settings = {
        "Global.log_level": "critical",
        "Global.text_score": 0.0,
        "EngineConfig.onnxruntime.intra_op_num_threads": THREADS,
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    }
    engine = RapidOCR(params=settings)

    def run(grey: Pixels, upright_first: bool) -> list[Line]:
        colours = np.repeat(grey[:, :, None], 3, axis=2)
        found = engine(colours, use_cls=upright_first, return_word_box=True, return_single_char_box=True)
        if getattr(found, "boxes", None) is None or found.txts is None:
            return []
        words = found.word_results or ((),) * len(found.txts)
        return [
            _line(corners, text, float(score), placed)
            for corners, text, score, placed in zip(found.boxes, found.txts, found.scores, words, strict=True)
        ]

    return run


def _line(corners: Any, text: str, score: float, placed: Sequence[tuple[str, float, Any]]) -> Line:
    box = tuple((float(x), float(y)) for x, y in corners)
    characters = [char for char in text if char.isprintable() and not char.isspace()]
    single = [one for one in placed if one and one[2] is not None and len(one[0]) == 1 and not one[0].isspace()]
    if [one[0] for one in single] == characters:
        glyphs = tuple(
            Glyph(char, sum(float(x) for x, _ in at) / len(at), sum(float(y) for _, y in at) / len(at), float(sure))
            for char, sure, at in single
        )
    else:
        # Places were not given for all: spread them evenly.
        glyphs = tuple(
            Glyph(char, *_between(box, (at + 0.5) / len(characters)), score) for at, char in enumerate(characters)
        )
    before = _after_blanks(text)
    return Line(box, score, tuple(one._replace(spaced=at in before) for at, one in enumerate(glyphs)))


def _after_blanks(text: str) -> set[int]:
    """The numbers of the visible characters before which a blank stands between Latin ones."""
    found = set()
    at, last = 0, ""
    for word in text.split():
        characters = "".join(char for char in word if char.isprintable())
        if _latin(last) and _latin(characters[:1]):
            found.add(at)
        at, last = at + len(characters), characters[-1:]
    return found


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _between(corners: Sequence[tuple[float, float]], share: float) -> tuple[float, float]:
    """The point at `share` of the way along the middle of the line."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = corners
    left, right = ((x0 + x3) / 2, (y0 + y3) / 2), ((x1 + x2) / 2, (y1 + y2) / 2)
    return left[0] + share * (right[0] - left[0]), left[1] + share * (right[1] - left[1])
