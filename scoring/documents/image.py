"""Pictures (PNG, JPEG, TIFF of several pages, BMP, GIF, WebP) as pages to be recognised: sizes checked before anything is decoded."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from scoring.documents.content import Content, Unreadable, content_of

if TYPE_CHECKING:
    from PIL import Image

    from scoring.documents.ocr_engine import Pixels

# A4 scanned at 600 dots per inch has 35 million, A3 70.
MAX_PIXELS = 80_000_000
MAX_PAGES = 300
# Logos and icons, which lie beside saved pages, are smaller; so small a page could not be read anyway.
_SMALLEST = 300
_LONGEST, _WIDEST, _TALL = 2000, 1400, 2.2
_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP")


def read_image(data: bytes) -> Content:
    """No text yet, and the numbers of the pages that are to be recognised (several in TIFF only).

    Raises `Unreadable` with damaged-file, image-too-large, image-too-small or too-many-pages.
    """
    count = 0
    with _opened(data) as picture:
        for _ in _frames(picture):
            count += 1
            if count > MAX_PAGES:
                raise Unreadable("too-many-pages", count=f"{MAX_PAGES} 多", limit=MAX_PAGES)
            check_size(*picture.size)
            if min(picture.size) < _SMALLEST:
                raise Unreadable("image-too-small", width=picture.width, height=picture.height)
    return content_of("ocr", [""] * count, encoding="image", paged=True, pictures=tuple(range(1, count + 1)))


def page_picture(data: bytes, number: int) -> Pixels:
    """Page `number` (from 1) of a picture file, upright as its metadata says, shape (height, width[, 3]).

    Raises `Unreadable` as `read_image` does.
    """
    return decoded(data, number)


def decoded(data: bytes, number: int = 1) -> Pixels:
    """The pixels of a picture, grey or red-green-blue, no larger than is useful. Raises `Unreadable` as `read_image` does."""
    import numpy as np
    from PIL import Image, ImageOps

    with _opened(data) as picture:
        if number > 1:
            picture.seek(number - 1)
        check_size(*picture.size)
        scale = fitted(*picture.size)
        wanted = round(picture.width * scale), round(picture.height * scale)
        if picture.format == "JPEG":
            # Decoded at half or a quarter of its size where that is enough.
            picture.draft(None, wanted)
        plain = _plain(picture)
        if wanted[0] < plain.width:
            plain = plain.resize((max(1, wanted[0]), max(1, wanted[1])), Image.Resampling.BOX)
        # How the camera was held stands in the metadata of the file as it was opened.
        plain.info.update(picture.info)
        turned = ImageOps.exif_transpose(_with_orientation(plain, picture))
        return np.asarray(turned)


def check_size(width: int, height: int) -> None:
    """Raises `Unreadable` with image-too-large above `MAX_PIXELS`: such a picture would fill memory once decoded."""
    if width * height > MAX_PIXELS:
        raise Unreadable("image-too-large", width=width, height=height, limit=MAX_PIXELS // 1_000_000)


def fitted(width: float, height: float) -> float:
    """By which factor (at most 1) to shrink a picture: to what the engine reads, or to a useful width if it is very tall."""
    if height > _TALL * width:
        return min(1.0, _WIDEST / max(width, 1))
    return min(1.0, _LONGEST / max(width, height, 1))


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    from PIL import Image, UnidentifiedImageError

    # Sizes are checked here, from the header, and refused in words of our own.
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
            yield picture
    except UnidentifiedImageError as error:
        raise Unreadable("damaged-file", reason="不是完整的图片") from error
    except (OSError, SyntaxError, ValueError, EOFError, OverflowError) as error:
        raise Unreadable("damaged-file", reason="图片不完整") from error


def _frames(picture: Image.Image) -> Iterator[int]:
    """Goes through the pages of a TIFF; other pictures with several frames move, and the first is taken."""
    at = 0
    while True:
        yield at
        at += 1
        if picture.format != "TIFF":
            return
        try:
            picture.seek(at)
        except EOFError:
            return


def _plain(picture: Image.Image) -> Image.Image:
    """The picture in mode L or RGB, what is transparent as white."""
    from PIL import Image

    if picture.mode in ("L", "RGB"):
        picture.load()
        return picture.copy()
    if picture.mode.startswith("I;16"):
        return picture.convert("I").point(lambda shade: shade / 256).convert("L")
    if picture.mode in ("1", "CMYK", "YCbCr", "LAB", "HSV"):
        return picture.convert("L" if picture.mode == "1" else "RGB")
    if picture.mode in ("I", "F"):
        return picture.convert("L")
    full = picture.convert("RGBA")
    page = Image.new("RGBA", full.size, "white")
    page.alpha_composite(full)
    return page.convert("RGB")


def _with_orientation(plain: Image.Image, picture: Image.Image) -> Image.Image:
    """`plain` with the orientation that `picture` declares."""
    orientation = picture.getexif().get(_ORIENTATION)
    plain.getexif()[_ORIENTATION] = orientation or 1
    return plain


_ORIENTATION = 0x0112
