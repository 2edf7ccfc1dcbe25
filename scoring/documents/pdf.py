"""Reader of PDF files. Pages are kept; those without a text layer of use are told apart and shown as pictures for character recognition."""

from __future__ import annotations

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from scoring.documents.content import Content, Unreadable, content_of
from scoring.documents.image import MAX_PIXELS, check_size, fitted
from scoring.documents.layout import Piece, pieces_of
from scoring.documents.ruling import Rule, page_text, rule

if TYPE_CHECKING:
    import pypdfium2 as pdfium

    from scoring.documents.ocr_engine import Pixels

_MAX_PAGES = 1000
_MAX_CHARACTERS = 50_000
_MAX_PATHS = 3000
_MAX_SEGMENTS = 400
_PASSWORD = "password"
# A page of writing drawn as curves has more.
_FEW_PATHS = 20
# What a scanning program adds to a picture of the page: its own name, a number, a stamp.
_STAMP = 50
_COVERED = 0.6
# From this share on of characters that no font's table explains, the text layer is a jumble.
_JUMBLED = 0.3
_DPI = 150
# All pictures of a page together may have as many times the dots of the largest one allowed.
_MOST_DRAWN = 10
# No ink is as bright.
_PAPER = 200


def read_pdf(data: bytes) -> Content:
    """The text of all pages, lines from top to bottom, ruled tables as `|`-rows, other gaps as tabs. Lines are as wrapped on the page.

    `pictures` are the pages that are pictures or drawn as curves, or whose text layer is a jumble; they are left empty.
    Raises `Unreadable` with encrypted, damaged-file, too-many-pages or too-much-text.
    """
    document = _opened(data)
    count = len(document)
    if count > _MAX_PAGES:
        raise Unreadable("too-many-pages", count=count, limit=_MAX_PAGES)
    pages: list[str] = []
    pictures: list[int] = []
    for number in range(1, count + 1):
        page = _turned_to(document, number)
        text = _page(page)
        if _is_picture(page, text):
            pictures.append(number)
            text = ""
        pages.append(text)
        page.close()
    return content_of("pdf", pages, encoding="pdf", paged=True, pictures=tuple(pictures))


def page_picture(data: bytes, number: int) -> Pixels:
    """Page `number` (from 1) as it is printed, shape (height, width, 3), about 150 dots per inch.

    Raises `Unreadable` with image-too-large or too-many-pictures before a picture on the page is decoded that would fill memory, damaged-file if one cannot be
    decoded, or as `read_pdf` does.
    """
    import numpy as np

    page = _turned_to(_opened(data), number)
    _check_sizes(page, number)
    width, height = page.get_size()
    scale = fitted(width * _DPI / 72, height * _DPI / 72) * _DPI / 72
    shown = page.render(scale=max(scale, 1 / max(min(width, height), 1)), rev_byteorder=True)
    pixels = np.ascontiguousarray(shown.to_numpy()[:, :, :3])
    if pixels.min() > _PAPER:
        # A picture that cannot be decoded leaves the page white, as if it were a blank one.
        _check_pictures(page, number)
    return pixels


def _check_sizes(page: pdfium.PdfPage, number: int) -> None:
    """Pictures that would fill memory, or take minutes to draw because there are so many, are refused before one is decoded."""
    count = total = 0
    for picture in _pictures(page):
        width, height = picture.get_px_size()
        check_size(width, height)
        count, total = count + 1, total + width * height
    if total > _MOST_DRAWN * MAX_PIXELS:
        raise Unreadable("too-many-pictures", number=number, count=count, size=total // 1_000_000)


def _check_pictures(page: pdfium.PdfPage, number: int) -> None:
    import pypdfium2 as pdfium

    for picture in _pictures(page):
        try:
            picture.get_bitmap()
        except pdfium.PdfiumError as error:
            raise Unreadable("damaged-file", reason=f"第 {number} 页的图片打不开") from error


def _opened(data: bytes) -> pdfium.PdfDocument:
    import pypdfium2 as pdfium

    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if _PASSWORD in str(error).lower():
            raise Unreadable("encrypted") from error
        raise Unreadable("damaged-file", reason="PDF 结构不完整") from error


def _turned_to(document: pdfium.PdfDocument, number: int) -> pdfium.PdfPage:
    import pypdfium2 as pdfium

    try:
        return document[number - 1]
    except pdfium.PdfiumError as error:
        raise Unreadable("damaged-file", reason=f"第 {number} 页打不开") from error


class _Character(NamedTuple):
    """A character's box and origin on the page, y upwards, and the direction of its line in degrees (270: upwards)."""

    text: str
    angle: int
    left: float
    bottom: float
    right: float
    top: float
    x: float
    y: float


def _page(page: pdfium.PdfPage) -> str:
    characters = list(_characters(page))
    if not characters:
        return ""
    # Writing at another angle than most of the page is a watermark or a note on the margin.
    angle = Counter(char.angle for char in characters).most_common(1)[0][0]
    if angle % 90:
        return ""
    pieces = pieces_of(_piece(char, angle) for char in characters if char.angle == angle)
    return page_text(pieces, _rules(page, angle))


def _characters(page: pdfium.PdfPage) -> Iterator[_Character]:
    """The characters in drawing order. What pdfium adds by itself (blanks, line ends) is left out."""
    import pypdfium2.raw as raw

    text = page.get_textpage()
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    high = 0
    for at in range(min(raw.FPDFText_CountChars(text), _MAX_CHARACTERS)):
        code = raw.FPDFText_GetUnicode(text, at)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else 0xFFFD
        high = 0
        if code < 0x20 or code == 0xFFFE or raw.FPDFText_IsGenerated(text, at) == 1:
            continue
        raw.FPDFText_GetLooseCharBox(text, at, box)
        raw.FPDFText_GetCharOrigin(text, at, x, y)
        angle = round(math.degrees(raw.FPDFText_GetCharAngle(text, at))) % 360
        # Rounding errors of a right angle.
        right = round(angle / 90) * 90
        angle = right % 360 if abs(angle - right) <= 2 else angle
        yield _Character(chr(code), angle, box.left, box.bottom, box.right, box.top, x.value, y.value)


def _turned(x: float, y: float, angle: int) -> tuple[float, float]:
    """A place on the page (y upwards) as the reader of writing at `angle` sees it: x along the line, y downwards."""
    if angle == 0:
        return x, -y
    if angle == 180:
        return -x, y
    return (y, x) if angle == 270 else (-y, -x)


def _piece(char: _Character, angle: int) -> Piece:
    (x0, y0), (x1, y1) = _turned(char.left, char.bottom, angle), _turned(char.right, char.top, angle)
    base = _turned(char.x, char.y, angle)[1]
    return Piece(min(x0, x1), max(x0, x1), base, abs(y1 - y0) or 1.0, char.text)


def _rules(page: pdfium.PdfPage, angle: int) -> Iterator[Rule]:
    """The straight lines that are drawn on the page, as `_turned`."""
    import pypdfium2.raw as raw

    x, y = ctypes.c_float(), ctypes.c_float()
    for number, path in enumerate(page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=1)):
        if number >= _MAX_PATHS:
            return
        matrix = path.get_matrix()
        start = last = (0.0, 0.0)
        for at in range(min(raw.FPDFPath_CountSegments(path), _MAX_SEGMENTS)):
            segment = raw.FPDFPath_GetPathSegment(path, at)
            raw.FPDFPathSegment_GetPoint(segment, x, y)
            across, up = matrix.on_point(x.value, y.value)
            point = _turned(across, up, angle)
            kind = raw.FPDFPathSegment_GetType(segment)
            if kind == raw.FPDF_SEGMENT_MOVETO:
                start = point
            ends = [(last, point)] if kind == raw.FPDF_SEGMENT_LINETO else []
            if raw.FPDFPathSegment_GetClose(segment):
                ends.append((point, start))
            for one, other in ends:
                found = rule(*one, *other)
                if found is not None:
                    yield found
            last = point


def _is_picture(page: pdfium.PdfPage, text: str) -> bool:
    """Whether the page's writing is to be recognised: it has no text but something to see, little text over a picture of the whole
    page, or a text layer that is a jumble."""
    written = "".join(text.split())
    if not written:
        return any(True for _ in _pictures(page)) or _paths(page) > _FEW_PATHS
    if len(written) < _STAMP:
        width, height = page.get_size()
        covered = max((_area(picture) for picture in _pictures(page)), default=0.0)
        return bool(covered > _COVERED * width * height)
    return is_jumbled(written)


def is_jumbled(text: str) -> bool:
    """Whether so many of the characters are private, unassigned, replacements or accented Latin that the font's table of characters
    must be missing or wrong."""
    odd = sum(1 for char in text if _is_odd(char))
    return odd > _JUMBLED * len(text)


def _is_odd(char: str) -> bool:
    return (
        char == "\ufffd"
        or unicodedata.category(char) in ("Co", "Cn", "Cc")
        or ("\u00a1" <= char <= "\u024f" and char not in "§°±·×÷")
    )


def _pictures(page: pdfium.PdfPage) -> Iterator[pdfium.PdfImage]:
    import pypdfium2.raw as raw

    yield from page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3)


def _paths(page: pdfium.PdfPage) -> int:
    import pypdfium2.raw as raw

    return sum(1 for _ in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=3))


def _area(picture: pdfium.PdfImage) -> float:
    left, bottom, right, top = picture.get_bounds()
    return float((right - left) * (top - bottom))
