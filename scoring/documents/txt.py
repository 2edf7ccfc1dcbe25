"""Reader of plain text: .txt, .text, .md and files without an extension."""

from __future__ import annotations

from scoring.documents.content import Content, Unreadable
from scoring.documents.decode import controls, decode, plausibility
from scoring.documents.doubts import MIXED
from scoring.documents.mixed import decode_mixed

_MAX_CONTROLS = 0.001


def read_text(data: bytes) -> Content:
    """The text of `data`.

    Raises `Unreadable` with `undecodable`, `binary-file` (more than 0.1 % control characters) or `blank-file`.
    """
    decoded = decode(data)
    if decoded is None or decoded.replaced:
        mixed = decode_mixed(data)
        if mixed is not None and not controls(mixed.text):
            doubts = tuple((start, end, MIXED) for start, end in mixed.others)
            return Content(mixed.text, mixed.encoding, doubts=doubts)
    if decoded is None:
        if _looks_binary(data):
            raise Unreadable("binary-file", count=sum(data.count(byte) for byte in _CONTROL_BYTES))
        raise Unreadable("undecodable")
    text = decoded.text
    count = controls(text)
    if count > max(2, _MAX_CONTROLS * len(text)):
        raise Unreadable("binary-file", count=count)
    if not text.strip("\ufeff\u200b\x1a\x00 \t\r\n\v\f\u3000\xa0"):
        raise Unreadable("blank-file")
    flags = []
    if decoded.replaced:
        flags.append("replaced_bytes")
    if count:
        flags.append("control_characters")
    shape = plausibility(text)
    if not shape.good or _hardly_chinese(text, shape.chinese):
        flags.append("no_chinese")
    return Content(text, decoded.encoding, (), tuple(flags))


def _hardly_chinese(text: str, chinese: int) -> bool:
    """Fewer than one in twenty characters are Chinese, white space left out."""
    if chinese >= max(1, 0.05 * len(text)):
        return False
    return chinese < max(1, 0.05 * len("".join(text.split())))


_CONTROL_BYTES = [bytes([value]) for value in (*range(9), *range(14, 26), *range(28, 32))]


def _looks_binary(data: bytes) -> bool:
    return sum(data.count(byte) for byte in _CONTROL_BYTES) > max(2, _MAX_CONTROLS * len(data))
