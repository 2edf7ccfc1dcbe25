"""Reader of OFD (GB/T 33190): zip and XML, characters with places; pages in the order that the document gives."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from scoring.documents.archive import Archive, resolve
from scoring.documents.content import Content, Unreadable, content_of
from scoring.documents.layout import Piece, pieces_of
from scoring.documents.ruling import Rule, page_text, rule
from scoring.documents.word.docx_lists import child, local
from scoring.text.regex import regex

if TYPE_CHECKING:
    from lxml import etree

_MAX_PAGES = 2000
_MAX_DRAWN = 20_000
# Millimetres to points, the unit that ruled tables are judged in.
_SCALE = 72 / 25.4
_NUMBER = regex(r"-?\d+(?:\.\d+)?(?:[eE]-?\d+)?|g")
_PATH = regex(r"[A-Za-z]|-?\d+(?:\.\d+)?")
_OPERANDS = {"M": 2, "L": 2, "S": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
# Signs put where a glyph has no character: text of nothing else is drawn, not written.
_NO_TEXT = frozenset("\u00a4\ufffd\u25a1")


class _Frame(NamedTuple):
    """Where an object stands: its box's corner and its matrix a b c d e f."""

    x: float
    y: float
    matrix: tuple[float, ...]

    def point(self, x: float, y: float) -> tuple[float, float]:
        a, b, c, d, e, f = self.matrix
        return (self.x + a * x + c * y + e) * _SCALE, (self.y + b * x + d * y + f) * _SCALE


def read_ofd(data: bytes) -> Content:
    """The text of all pages, lines from top to bottom, ruled tables as `|`-rows.

    `pictures` are the pages that are pictures. Raises `Unreadable` with damaged-file, encrypted, zip-bomb, xml-dtd, too-many-pages,
    no-text-layer or too-much-text. Flags: path_pages (pages whose writing is drawn as curves).
    """
    archive = Archive(data)
    pages: list[str] = []
    pictures: list[int] = []
    drawn = 0
    for layers in sheets(archive):
        if len(pages) >= _MAX_PAGES:
            raise Unreadable("too-many-pages", count=len(pages), limit=_MAX_PAGES)
        pages.append(_page_text(layers.roots))
        if not pages[-1].strip():
            if any(True for root in layers.roots for _ in objects(root, "ImageObject")):
                pictures.append(len(pages))
            else:
                drawn += _is_drawn(layers.roots)
    if not pages:
        raise Unreadable("damaged-file", reason="没有找到页面")
    if drawn and not pictures and not any(page.strip() for page in pages):
        raise Unreadable("no-text-layer", count=drawn)
    flags = ["path_pages"] if drawn else []
    return content_of("ofd", pages, encoding="ofd", paged=True, flags=flags, pictures=tuple(pictures))


class Layers(NamedTuple):
    """A page: the root elements of its template and its content, its part's name, and its document's part."""

    roots: list[etree._Element]
    part: str
    document: str


def sheets(archive: Archive) -> Iterator[Layers]:
    """The pages of all documents in order. Raises `Unreadable` as `read_ofd` does."""
    for name in _documents(archive):
        for place, page, template in _pages(archive, name):
            yield Layers([root for root in (template, page) if root is not None], place, name)


def _documents(archive: Archive) -> list[str]:
    """The names of the document parts (nearly always one)."""
    if "OFD.xml" not in archive:
        raise Unreadable("damaged-file", reason="缺少 OFD.xml")
    root = archive.xml("OFD.xml")
    found = [resolve("OFD.xml", _text(element)) for element in root.iter() if local(element) == "DocRoot"]
    missing = [name for name in found if name not in archive]
    if missing or not found:
        raise Unreadable("damaged-file", reason=f"缺少 {missing[0] if missing else 'DocRoot'}")
    return found


def _pages(archive: Archive, name: str) -> Iterator[tuple[str, etree._Element, etree._Element | None]]:
    """(part, page, its template) in the order of Document.xml."""
    root = archive.xml(name)
    templates = {
        one.get("ID"): resolve(name, one.get("BaseLoc") or "") for one in root.iter() if local(one) == "TemplatePage"
    }
    listed = child(root, "Pages")
    for one in [one for one in (listed if listed is not None else ()) if local(one) == "Page"]:
        place = resolve(name, one.get("BaseLoc") or "")
        if place not in archive:
            raise Unreadable("damaged-file", reason=f"缺少 {place}")
        page = archive.xml(place)
        used = child(page, "Template")
        template = templates.get(used.get("TemplateID")) if used is not None else None
        yield place, page, archive.xml(template) if template is not None and template in archive else None


def _page_text(layers: list[etree._Element]) -> str:
    characters = [char for layer in layers for text in objects(layer, "TextObject") for char in _characters(text)]
    if not characters or not {char.text for char in characters} - _NO_TEXT:
        return ""
    rules = [one for layer in layers for path in objects(layer, "PathObject") for one in _rules(path)]
    return page_text(pieces_of(characters), rules)


def objects(layer: etree._Element, kind: str) -> Iterator[etree._Element]:
    """The visible objects of one kind on a page."""
    for number, element in enumerate(one for one in layer.iter() if local(one) == kind):
        if number >= _MAX_DRAWN:
            return
        if element.get("Visible") != "false":
            yield element


def _is_drawn(layers: list[etree._Element]) -> bool:
    """Whether a page without characters and pictures shows writing drawn as curves."""
    drawn = sum(1 for layer in layers for _ in objects(layer, "PathObject"))
    return drawn > 20 or any(True for layer in layers for _ in objects(layer, "TextObject"))


def _characters(element: etree._Element) -> Iterator[Piece]:
    frame = frame_of(element)
    size = (numbers(element.get("Size") or "") or [3.5])[0]
    # The matrix's fourth number stretches upwards.
    high = size * max(abs(frame.matrix[3]), abs(frame.matrix[1]), 0.01) * _SCALE
    stretch = (numbers(element.get("HScale") or "") or [1.0])[0]
    x = y = 0.0
    for code in element:
        if local(code) != "TextCode":
            continue
        # A place that is not given goes on from the one before.
        x = _first(code, "X", x)
        y = _first(code, "Y", y)
        text = _text(code, strip=False)
        across = _steps(code.get("DeltaX") or "", len(text) - 1)
        down = _steps(code.get("DeltaY") or "", len(text) - 1)
        at_x, at_y = x, y
        for at, char in enumerate(text):
            left, base = frame.point(at_x, at_y)
            width = size * stretch * (0.5 if char.isascii() else 1.0)
            # Digits may be set as wide as Chinese characters: then they end where the next begins.
            advance = across[at] if at < len(across) else width
            right = frame.point(at_x + max(width, min(advance, size * stretch)), at_y)[0]
            # Blanks part words and fields; a text of nothing else is none.
            if text.strip():
                yield Piece(min(left, right), max(left, right), base, high, char)
            if at < len(text) - 1:
                at_x += across[at] if across else (0.0 if down else width)
                at_y += down[at] if down else 0.0


def _steps(given: str, count: int) -> list[float]:
    """The advances that `DeltaX` or `DeltaY` gives: `g 3 5.2` stands for three times 5.2; the last goes on to the end."""
    found: list[float] = []
    tokens = _NUMBER.findall(given)
    at = 0
    while at < len(tokens) and len(found) < count:
        if tokens[at] == "g" and at + 2 < len(tokens) and tokens[at + 1] != "g" and tokens[at + 2] != "g":
            found += [float(tokens[at + 2])] * min(max(int(float(tokens[at + 1])), 0), count)
            at += 3
        else:
            found += [float(tokens[at])] if tokens[at] != "g" else []
            at += 1
    if not found:
        return []
    return (found + [found[-1]] * (count - len(found)))[:count]


def _rules(element: etree._Element) -> Iterator[Rule]:
    frame = frame_of(element)
    data = next((_text(one) for one in element if local(one) == "AbbreviatedData"), "")
    points: list[tuple[float, float] | None] = []
    start: tuple[float, float] | None = None
    tokens = _PATH.findall(data[:20_000])
    at = 0
    while at < len(tokens):
        operator = tokens[at]
        operands = tokens[at + 1 : at + 1 + _OPERANDS.get(operator, 0)]
        at += 1 + len(operands)
        if operator in ("M", "S", "L") and len(operands) == 2 and not any(one.isalpha() for one in operands):
            point = frame.point(float(operands[0]), float(operands[1]))
            if operator != "L":
                points.append(None)
                start = point
            points.append(point)
        elif operator == "C":
            points.append(start)
        elif operator in _OPERANDS:
            points.append(None)
    for one, other in pairwise(points):
        if one is not None and other is not None:
            found = rule(*one, *other)
            if found is not None:
                yield found


def frame_of(element: etree._Element) -> _Frame:
    box = numbers(element.get("Boundary") or "")
    matrix = numbers(element.get("CTM") or "")
    identity = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    x, y = box[:2] if len(box) >= 2 else (0.0, 0.0)
    return _Frame(x, y, tuple(matrix) if len(matrix) == 6 else identity)


def numbers(given: str) -> list[float]:
    return [float(one) for one in _NUMBER.findall(given) if one != "g"]


def _first(element: etree._Element, name: str, otherwise: float) -> float:
    given = numbers(element.get(name) or "")
    return given[0] if given else otherwise


def _text(element: etree._Element, *, strip: bool = True) -> str:
    text = "".join(str(part) for part in element.itertext())
    return text.strip() if strip else text
