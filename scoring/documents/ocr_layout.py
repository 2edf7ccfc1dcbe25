"""Recognised lines → the text of the page in reading order: made level, cells parted by ruled lines and wide gaps, columns one after the other.

What the engine is unsure of is kept as stretches of the text, so that the facts that come from there can say so.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from scoring.documents.layout import Piece
from scoring.documents.ocr_engine import Glyph, Line, Sheet
from scoring.documents.ocr_scores import DOUBTFUL, Fragment, doubtful_in, scores_in
from scoring.documents.ruling import Rule, page_text

if TYPE_CHECKING:
    from scoring.documents.ocr_engine import Pixels

# Below this a page's text is guesswork: it is left out.
UNREADABLE = 0.6
# A box is drawn around the line with some air; the type is this share of its height.
_TYPE = 0.8
# In sizes of the type: from which distance of their middles on two characters belong to different cells.
_APART = 2.3
# How much wider than usual the distance is across a rule.
_PADDING = 0.3
# Points, in which ruled lines are judged, per pixel at 150 dots per inch.
_POINTS = 72 / 150
# Ruled lines, in pixels: 12 mm at least, and not as thick as a beam; how wide around, and how much darker than there, ink is.
_LONG, _THICKEST = 71, 12
_AROUND, _DARKER = 31, 25
_DARK = 140
# Labels of header fields: any before a gap of `_BLANK` sizes of the type, these before a smaller one, as places are not told finer.
_LABEL = re.compile(r"(?=[\u4e00-\u9fff]{2,5}[：:])")
_USUAL = re.compile(
    r"(?:(?:信息|文章|稿件)?来源|(?:发布|成文|印发)?(?:时间|日期)|浏览(?:次数|量)?|阅读(?:次数|量)?|访问量|字号|作者|发布机构|索引号|文号|公开方式|主题分类|有效性)[：:]"
)
_BLANK, _NARROW = 0.3, 0.15
# A time of day behind a date.
_DAY = re.compile(r"20\d\d[-/.]\d\d[-/.]\d\d\Z")
_STOPS = frozenset("。！？：；…")
_BAR = "\u2223"
_FULL = str.maketrans(",:;?!()", "，：；？！（）")
_CHINESE = "\u4e00-\u9fff\u3400-\u4dbf\u3007"
_HALF = re.compile(rf"(?<=[{_CHINESE}”》）%])[,:;?!()]|[,:;?!()](?=[{_CHINESE}“《（])")


class PageText(NamedTuple):
    """The text of a recognised page, `doubtful` stretches of it, its mean score, whether something on it could not be read, and all of the
    text in stretches with their mean scores."""

    text: str
    doubtful: tuple[tuple[int, int], ...] = ()
    score: float = 0.0
    unread: bool = False
    scores: tuple[tuple[int, int, float], ...] = ()


def text_of(sheet: Sheet) -> PageText:
    """The text of the sheet. A page that is guesswork, or that has ink and no writing, is empty and `unread`."""
    if not sheet.lines or sheet.score < UNREADABLE:
        return PageText("", (), sheet.score, bool(sheet.left_out or sheet.lines or _has_ink(sheet.pixels)))
    angle = skew(sheet.lines)
    rules = rules_of(sheet.pixels, angle)
    uprights = [rule for rule in rules if not rule.level]
    low_page = sheet.score < DOUBTFUL
    fragments = [
        part
        for line in sheet.lines
        for part in fragments_of(level(line, angle, sheet.pixels.shape), uprights, low_page)
    ]
    text = "\n".join(_texts(zones(fragments, rules)))
    doubtful = doubtful_in(text, fragments)
    scores = scores_in(text, fragments, doubtful, sheet.score)
    return PageText(text, doubtful, sheet.score, sheet.left_out > 0, scores)


def skew(lines: Iterable[Line]) -> float:
    """How far the lines slope downwards to the right, in radians: the median of the wide ones, 0 without any."""
    found = []
    for line in lines:
        (x0, y0), (x1, y1), _, (_, y3) = line.corners
        if x1 - x0 > 5 * abs(y3 - y0):
            found.append(math.atan2(y1 - y0, x1 - x0))
    return median(found) if found else 0.0


def level(line: Line, angle: float, shape: Sequence[int]) -> Line:
    """The line as it lies once the page (of `shape` height, width) is turned by `-angle` around its middle; in points."""
    cosine, sine = math.cos(-angle), math.sin(-angle)
    middle_x, middle_y = shape[1] / 2, shape[0] / 2

    def turned(x: float, y: float) -> tuple[float, float]:
        right, down = x - middle_x, y - middle_y
        return (
            (middle_x + right * cosine - down * sine) * _POINTS,
            (middle_y + right * sine + down * cosine) * _POINTS,
        )

    glyphs = []
    for one in line.glyphs:
        x, y = turned(one.x, one.y)
        glyphs.append(one._replace(x=x, y=y))
    return Line(tuple(turned(x, y) for x, y in line.corners), line.score, tuple(glyphs))


def fragments_of(line: Line, uprights: Sequence[Rule], low: bool) -> list[Fragment]:
    """The line cut where an upright rule runs between two characters, or where they stand wide apart."""
    if not line.glyphs:
        return []
    xs, ys = [x for x, _ in line.corners], [y for _, y in line.corners]
    height = (line.corners[3][1] - line.corners[0][1] + line.corners[2][1] - line.corners[1][1]) / 2
    size = max(_TYPE * abs(height), 0.5)
    middle = (min(ys) + max(ys)) / 2
    crossing = [rule.at for rule in uprights if rule.low <= middle <= rule.high]
    runs: list[list[Glyph]] = [[]]
    for glyph in _before_labels(_full_width(line.glyphs), size):
        last = runs[-1][-1] if runs[-1] else None
        if last is not None and _parted(last, glyph, size, crossing):
            runs.append([])
        runs[-1].append(glyph)
    letters = [one.score for one in line.glyphs if one.text.isalnum()]
    low = low or (bool(letters) and sum(letters) / len(letters) < DOUBTFUL)
    found = []
    for number, run in enumerate(runs):
        left = min(xs) if number == 0 else run[0].x - _half(run[0], size)
        right = max(xs) if number == len(runs) - 1 else run[-1].x + _half(run[-1], size)
        found.append(Fragment(left, right, middle, size, tuple(run), low))
    return found


def _parted(last: Glyph, glyph: Glyph, size: float, crossing: Sequence[float]) -> bool:
    """Whether two neighbours stand in different cells: wide apart, or a little apart with a rule between. A rule through characters that
    stand close is one that a line of writing runs over."""
    apart = glyph.x - last.x
    if apart > _APART * size:
        return True
    close = apart < _half(last, size) + _half(glyph, size) + _PADDING * size
    return not close and any(last.x < at <= glyph.x for at in crossing)


def _half(glyph: Glyph, size: float) -> float:
    return size * (0.25 if glyph.text.isascii() else 0.5)


def _full_width(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Half-width signs beside Chinese are as narrow in the engine's alphabet only; bars would part cells."""
    text = "".join(glyph.text for glyph in glyphs)
    text = _HALF.sub(lambda found: found[0].translate(_FULL), text).replace("|", _BAR)
    return [glyph._replace(text=char) for glyph, char in zip(glyphs, text, strict=True)]


def _before_labels(glyphs: Sequence[Glyph], size: float) -> list[Glyph]:
    """Marks the blank before a label (来源：, 时间:) or a time where there is a gap: the engine tells no blank beside Chinese, and the field
    before ends there."""
    text = "".join(glyph.text for glyph in glyphs)
    starts = {found.start() for found in _LABEL.finditer(text)}
    usual = {found.start() for found in _USUAL.finditer(text)}
    found = []
    for at, glyph in enumerate(glyphs):
        last = glyphs[at - 1] if at else glyph
        apart = (glyph.x - last.x - _half(last, size) - _half(glyph, size)) / size
        blank = (at in starts and apart > _BLANK) or (at in usual and apart > _NARROW)
        blank = blank or (glyph.text.isdigit() and _DAY.search(text, max(0, at - 10), at) is not None)
        found.append(glyph._replace(spaced=True) if blank else glyph)
    return found


def _piece(one: Fragment) -> Piece:
    # The baseline lies 0.35 sizes below the middle, as `ruling` takes it.
    return Piece(one.left, one.right, one.middle + 0.35 * one.size, one.size, one.text)


class _Zone(NamedTuple):
    """A part of the page that is read before the next one; `column`: prose beside another column."""

    fragments: list[Fragment]
    rules: list[Rule]
    column: bool = False


def zones(fragments: Sequence[Fragment], rules: Sequence[Rule]) -> list[_Zone]:
    """The page as one zone, or as what stands above two columns, the left one, the right one, and what stands below.

    Columns are two blocks of prose beside a gap that no line crosses: at least five lines each, most of them as wide as their block.
    Rows of a table without ruled lines are narrower.
    """
    whole = _Zone(list(fragments), list(rules))
    gap = _gutter(fragments)
    if gap is None or rules:
        return [whole]
    crossing = [one for one in fragments if one.left < gap < one.right]
    left = [one for one in fragments if one.right <= gap]
    right = [one for one in fragments if one.left >= gap]
    first = min(one.middle for one in (*left, *right))
    last = max(one.middle for one in (*left, *right))
    above = [one for one in crossing if one.middle < first]
    below = [one for one in crossing if one.middle > last]
    if len(above) + len(below) < len(crossing) or not (_is_block(left) and _is_block(right)):
        return [whole]
    parts = _Zone(above, []), _Zone(left, [], True), _Zone(right, [], True), _Zone(below, [])
    return [part for part in parts if part.fragments]


def _texts(parts: Iterable[_Zone]) -> Iterator[str]:
    """The text of each part; a paragraph may go on from the foot of one column to the head of the next."""
    for column, held in groupby(parts, key=lambda part: part.column):
        text = "\n".join(page_text([_piece(one) for one in part.fragments], part.rules) for part in held)
        yield _prose(text) if column else text


def _prose(text: str) -> str:
    """The lines of a column put together to paragraphs: they are too narrow for the text room to tell that they are wrapped."""
    lines: list[str] = []
    for line in text.split("\n"):
        if lines and not line[:1].isspace() and lines[-1][-1:] not in _STOPS and "\t" not in line + lines[-1]:
            lines[-1] += line
        else:
            lines.append(line)
    return "\n".join(lines)


def _gutter(fragments: Sequence[Fragment]) -> float | None:
    """The middle of the widest gap near the middle of the page between the fragments that are no wider than half of it."""
    if len(fragments) < 10:
        return None
    left, right = min(one.left for one in fragments), max(one.right for one in fragments)
    width = right - left
    narrow = sorted((one.left, one.right) for one in fragments if one.right - one.left < 0.55 * width)
    best, reached = (0.0, 0.0), left
    for start, end in narrow:
        if start > reached and 0.35 * width < (start + reached) / 2 - left < 0.65 * width:
            best = max(best, (start - reached, (start + reached) / 2))
        reached = max(reached, end)
    return best[1] if best[0] >= 1.5 * median(one.size for one in fragments) else None


def _is_block(fragments: Sequence[Fragment]) -> bool:
    if len(fragments) < 5:
        return False
    width = max(one.right for one in fragments) - min(one.left for one in fragments)
    return median(one.right - one.left for one in fragments) > 0.7 * width


def rules_of(pixels: Pixels, angle: float) -> list[Rule]:
    """The straight lines printed on the page (level and upright ones at least 12 mm long), once it is turned by `-angle`; in points."""
    import numpy as np
    from PIL import Image
    from scipy import ndimage  # type: ignore[import-untyped]

    picture = Image.fromarray(pixels)
    turned = np.asarray(picture.rotate(math.degrees(angle), Image.Resampling.BILINEAR, fillcolor=255), np.float32)
    # Darker than what is around, so that shades of the paper do not count.
    ink = (turned < ndimage.uniform_filter(turned, _AROUND) - _DARKER).astype(np.uint8)
    found = []
    for is_level, along in ((True, 1), (False, 0)):
        # A line drawn thin breaks where the page is turned: thickened across first.
        thick = ndimage.maximum_filter1d(ink, 3, axis=1 - along)
        lines = ndimage.minimum_filter1d(thick, _LONG, axis=along, mode="constant", cval=0)
        lines = ndimage.maximum_filter1d(lines, _LONG, axis=along, mode="constant", cval=0)
        numbered, _ = ndimage.label(lines)
        for rows, columns in ndimage.find_objects(numbered):
            across, reach = (rows, columns) if is_level else (columns, rows)
            if across.stop - across.start <= _THICKEST:
                middle = (across.start + across.stop) / 2
                found.append(Rule(is_level, middle * _POINTS, reach.start * _POINTS, reach.stop * _POINTS))
    return found


def _has_ink(pixels: Pixels) -> bool:
    """Whether more than a few specks on the sheet are much darker than the paper, or all of it is dark: a picture badly decoded."""
    import numpy as np

    paper = np.median(pixels)
    return bool(paper < _DARK or (pixels < paper - 60).mean() > 0.0005)
