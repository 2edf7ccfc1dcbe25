"""One page that is a picture → its text. Runs in the child process that keeps the models."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from scoring.documents.ocr_engine import read_sheet
from scoring.documents.ocr_layout import PageText, text_of

if TYPE_CHECKING:
    from scoring.documents.ocr_engine import Pixels


def read_page(data: bytes, argument: str) -> PageText:
    """The text of page `kind:number` ("pdf:3") of the document `data`.

    Raises `Unreadable` with missing-ocr, damaged-file or image-too-large.
    """
    kind, number = argument.split(":")
    return text_of(read_sheet(_PICTURES[kind](data, int(number))))


def _pdf(data: bytes, number: int) -> Pixels:
    from scoring.documents.pdf import page_picture

    return page_picture(data, number)


def _ofd(data: bytes, number: int) -> Pixels:
    from scoring.documents.ofd_pictures import page_picture

    return page_picture(data, number)


def _image(data: bytes, number: int) -> Pixels:
    from scoring.documents.image import page_picture

    return page_picture(data, number)


# Which reader shows a page of which format.
_PICTURES: Mapping[str, Callable[[bytes, int], Pixels]] = {"pdf": _pdf, "ofd": _ofd, "image": _image}
