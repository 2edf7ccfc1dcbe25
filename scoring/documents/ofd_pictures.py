"""OFD pages that are pictures, for character recognition: the pictures in their places on white paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from scoring.documents.archive import Archive, resolve
from scoring.documents.content import Unreadable
from scoring.documents.image import decoded, fitted
from scoring.documents.ofd import Layers, frame_of, numbers, objects, sheets
from scoring.documents.word.docx_lists import local

if TYPE_CHECKING:
    from lxml import etree

    from scoring.documents.ocr_engine import Pixels

_DPI = 150
_MOST = 64


class _Placed(NamedTuple):
    """A picture and its corners on the page, in points."""

    pixels: Pixels
    left: float
    top: float
    right: float
    bottom: float


def page_picture(data: bytes, number: int) -> Pixels:
    """Page `number` (from 1) of an OFD file, shape (height, width[, 3]).

    Raises `Unreadable` with damaged-file (also for a picture in a format that is not read, such as JBIG2), image-too-large, zip-bomb.
    """
    archive = Archive(data)
    layers = next((one for at, one in enumerate(sheets(archive), 1) if at == number), None)
    if layers is None:
        raise Unreadable("damaged-file", reason=f"没有第 {number} 页")
    placed = _placed(archive, layers)
    if not placed:
        raise Unreadable("damaged-file", reason=f"第 {number} 页的图片找不到")
    return placed[0].pixels if len(placed) == 1 else _put_together(placed)


def _placed(archive: Archive, layers: Layers) -> list[_Placed]:
    """The pictures of the page that its resources name, in drawing order."""
    media = _media(archive, layers)
    found: list[_Placed] = []
    for root in layers.roots:
        for element in objects(root, "ImageObject"):
            part = media.get(element.get("ResourceID") or "")
            if part is None or part not in archive or len(found) >= _MOST:
                continue
            corners = _corners(element)
            left, right = sorted(x for x, _ in corners)
            top, bottom = sorted(y for _, y in corners)
            found.append(_Placed(decoded(archive.read(part)), left, top, right, bottom))
    return found


def _corners(element: etree._Element) -> list[tuple[float, float]]:
    """Two opposite corners of the picture: its matrix takes the square of side 1; without one it fills its box."""
    frame = frame_of(element)
    if element.get("CTM"):
        return [frame.point(0, 0), frame.point(1, 1)]
    box = numbers(element.get("Boundary") or "")
    width, height = box[2:4] if len(box) == 4 else (0.0, 0.0)
    return [frame.point(0, 0), frame.point(width, height)]


def _media(archive: Archive, layers: Layers) -> dict[str, str]:
    """Resource id → part, of the document's and the page's resources."""
    found: dict[str, str] = {}
    for base, root in ((layers.document, archive.xml(layers.document)), *((layers.part, one) for one in layers.roots)):
        for element in root.iter():
            if local(element) not in ("PublicRes", "DocumentRes", "PageRes"):
                continue
            part = resolve(base, "".join(map(str, element.itertext())).strip())
            if part not in archive:
                continue
            listed = archive.xml(part)
            folder = resolve(part, (listed.get("BaseLoc") or ".") + "/x")
            for one in listed.iter():
                if local(one) == "MultiMedia":
                    name = next(
                        ("".join(map(str, file.itertext())).strip() for file in one if local(file) == "MediaFile"), ""
                    )
                    found[one.get("ID") or ""] = resolve(folder, name)
    return found


def _put_together(placed: list[_Placed]) -> Pixels:
    """One picture of the size of all together at about 150 dots per inch."""
    import numpy as np
    from PIL import Image

    left, top = min(one.left for one in placed), min(one.top for one in placed)
    width, height = max(one.right for one in placed) - left, max(one.bottom for one in placed) - top
    scale = fitted(width * _DPI / 72, height * _DPI / 72) * _DPI / 72
    page = Image.new("RGB", (max(1, round(width * scale)), max(1, round(height * scale))), "white")
    for one in placed:
        size = max(1, round((one.right - one.left) * scale)), max(1, round((one.bottom - one.top) * scale))
        picture = Image.fromarray(one.pixels).convert("RGB").resize(size, Image.Resampling.BOX)
        page.paste(picture, (round((one.left - left) * scale), round((one.top - top) * scale)))
    return np.asarray(page)
