"""From a file's bytes to its text by the registry: plain text here, everything else in a child process."""

from __future__ import annotations

from scoring.documents.content import Content, Unreadable
from scoring.documents.formats import FORMATS, OCR, Format, missing
from scoring.documents.sniff import ENCRYPTED, TEXT
from scoring.documents.txt import read_text


def obtain(kind: str, data: bytes) -> Content | None:
    """The text of `data`, which `sniff` called `kind`; None where that format has no reader.

    Pages that are pictures are recognised where the engine is installed. Raises `Unreadable` with the reader's codes, those of
    `isolation.parse` and of `ocr.with_pictures_read`, or missing-reader.
    """
    if kind == TEXT:
        return read_text(data)
    if kind == ENCRYPTED:
        raise Unreadable("encrypted")
    wanted = FORMATS.get(kind)
    if wanted is None or not (wanted.reader or wanted.becomes):
        return None
    if not wanted.reader:
        return _converted(wanted, data)
    lacking = missing(wanted)
    if lacking:
        raise (
            Unreadable("missing-ocr") if wanted.extra == OCR else Unreadable("missing-reader", needs="、".join(lacking))
        )
    try:
        content = _parsed(wanted.reader, data)
        return _recognised(kind, data, content) if content.pictures else content
    except Unreadable as error:
        # What only the converter can read goes there, if it is here; otherwise its own reader's reason stands.
        if error.code != "old-word" or not wanted.becomes:
            raise
        try:
            return _converted(wanted, data)
        except Unreadable:
            raise error from None


def _converted(wanted: Format, data: bytes) -> Content:
    # Loaded here: only few files need it.
    from scoring.documents.convert import to_docx

    made = to_docx(data, wanted.kind)
    content = _parsed(FORMATS[wanted.becomes].reader, made)
    return content._replace(obtained=f"{wanted.kind}-soffice", encoding=wanted.kind)


def _recognised(kind: str, data: bytes, content: Content) -> Content:
    # Loaded here: few documents hold pages that are pictures.
    from scoring.documents.ocr import with_pictures_read

    return with_pictures_read(kind, data, content)


def _parsed(reader: str, data: bytes) -> Content:
    # Loaded here: a folder of plain text needs no child process.
    from scoring.documents.isolation import parse

    return parse(reader, data)
