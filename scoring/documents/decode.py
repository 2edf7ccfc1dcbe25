"""Bytes to text: BOM, UTF-8, UTF-16 told by its nulls, GB18030; wrong readings are caught by plausibility.

The text keeps every character of the source, line ends included; only a byte order mark is taken off.
"""

from __future__ import annotations

import codecs
from typing import NamedTuple

from scoring.text import kernel
from scoring.text.regex import regex

REPLACEMENT = "\ufffd"

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

# Two hundred characters that make up about seven tenths of any official text, in code point order. Text decoded with
# the wrong table consists of rare characters, so the share of these separates right from wrong readings.
_COMMON = frozenset(
    "一七万三上下不与专业两个中为主之九事二五人今介从以任会传位体作使供保信修健像元充先八公六共关其具典养内再农出分切划到"
    "制力办加动务区十协单卫及发取口可司合同名后向员和品四因国在地场培增处大委安完定实审家容对导将展工市干年平并广应建开强"
    "当录形律得心必总情成或户所手打执承把持指按据推提支改放政效数文新施方旅日是时明显更有服期未权来构果查标案检模次正步民"
    "求治法活测深源点然理生用由的监省督知确社科突管精系级线组经结绩统续维综网老考职联能节行规解计训议记设诉评识试该调责质"
    "资起进违适通速道部都重量金长门问防限除随集需面项领题风高党全县镇街村法度复"
)
# Characters are counted by bytes, which takes a tenth of the time of a regular expression: those below U+0100 as Latin-1,
# the others by the first byte of their UTF-16 units. A codec's table tells the common ones; it holds 255 of them.
_COMMON_TABLES = tuple(
    codecs.charmap_build("\0" + "".join(sorted(_COMMON)[at : at + 255])) for at in range(0, len(_COMMON), 255)
)
_ASCII = bytes(range(0x80))
# Controls other than tab, line feeds and the end mark of DOS files.
_CONTROLS = bytes([*range(0x09), *range(0x0E, 0x1A), *range(0x1B, 0x20)])
_ODD_LATIN = bytes([*_CONTROLS, *range(0x7F, 0x85), *range(0x86, 0xA0)])
_CHINESE_ROWS = bytes(range(0x34, 0xA0))
_PRIVATE_ROWS = bytes(range(0xE0, 0xF9))
_SURROGATE_ROWS = bytes(range(0xD8, 0xE0))
_census = kernel.native.Census("".join(_COMMON)) if kernel.native else None
_FAR_CHINESE = regex("[\U00020000-\U0003ffff]")
_FAR_ODD = regex("[\U000f0000-\U0010ffff]")

_MIN_COMMON = 0.35
_MIN_NATIVE = 0.4
_MAX_ODD = 0.005
_MAX_REPLACED = 0.02
_FEW = 20
_SAMPLE = 50_000
_STRETCH = 1_000


class Decoded(NamedTuple):
    """Text without BOM, the encoding it was read with, and how many undecodable places became U+FFFD."""

    text: str
    encoding: str
    replaced: int


class Plausibility(NamedTuple):
    """`chinese`: Chinese characters seen; `common`: share of them that are common (1 if there are few or none), counted until
    it is enough; `native`: their share of all characters beyond ASCII (1 if there are none); `odd`: share of all characters that
    are controls or private use."""

    chinese: int
    common: float
    native: float
    odd: float

    @property
    def good(self) -> bool:
        return self.common >= _MIN_COMMON and self.native >= _MIN_NATIVE and self.odd <= _MAX_ODD


def decode(data: bytes) -> Decoded | None:
    """The text of `data`, or None if no encoding gives a plausible reading.

    Order: byte order mark; UTF-16 if there are nulls in one half of the byte pairs; UTF-8 strict; GB18030 strict (it holds GBK
    and GB2312) if its reading is plausible; UTF-16 without nulls; then UTF-8 and GB18030 with replaced bytes, at most 2 %
    of the characters, the fewer replacements first.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _marked(data[len(bom) :], encoding)
    if b"\x00" in data:
        return _with_nulls(data)
    text = _strict(data, "utf-8")
    if text is not None:
        return Decoded(text, "utf-8", text.count(REPLACEMENT))
    for encoding in ("gb18030", "utf-16-le", "utf-16-be"):
        text = _strict(data, encoding)
        if text is not None and plausibility(text).good:
            return Decoded(text, encoding, text.count(REPLACEMENT))
    return _damaged(data)


def plausibility(text: str) -> Plausibility:
    """How much `text` looks like Chinese prose read with the right table."""
    text = _sample(text)
    if _census is not None:
        chinese, common, odd, beyond, _ = _census.count(text)
        share = common / chinese if chinese >= _FEW else 1.0
        return Plausibility(chinese, share, chinese / beyond if beyond else 1.0, odd / max(1, len(text)))
    latin = text.encode("latin-1", "ignore")
    rows = text.encode("utf-16-be", "surrogatepass")[::2]
    chinese = _count(rows, _CHINESE_ROWS)
    odd = _count(latin, _ODD_LATIN) + _count(rows, _PRIVATE_ROWS)
    if _count(rows, _SURROGATE_ROWS):
        chinese += len(_FAR_CHINESE.findall(text))
        odd += len(_FAR_ODD.findall(text))
    beyond = len(text) - _count(latin, _ASCII) - latin.count(b"\xa0") - text.count("\u3000")
    native = chinese / beyond if beyond else 1.0
    return Plausibility(chinese, _common(text, chinese), native, odd / max(1, len(text)))


def _count(data: bytes, wanted: bytes) -> int:
    """How many bytes of `data` are among `wanted`."""
    return len(data) - len(data.translate(None, wanted))


def _common(text: str, chinese: int) -> float:
    """The share of common characters among the `chinese` ones of `text`; counting stops once it is enough."""
    if chinese < _FEW:
        return 1.0
    found = 0
    for start in range(0, len(text), _STRETCH):
        stretch = text[start : start + _STRETCH]
        nulls = stretch.count("\0")
        found += sum(len(codecs.charmap_encode(stretch, "ignore", table)[0]) - nulls for table in _COMMON_TABLES)
        if found / chinese >= _MIN_COMMON:
            break
    return found / chinese


def _sample(text: str) -> str:
    """The beginning, middle and end of a very long text: enough to judge it by."""
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = len(text) // 2
    return text[:_SAMPLE] + text[middle : middle + _SAMPLE] + text[-_SAMPLE:]


def controls(text: str) -> int:
    """How many control characters (other than white space) `text` holds."""
    return _count(text.encode("ascii", "ignore"), _CONTROLS)


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _marked(body: bytes, encoding: str) -> Decoded | None:
    text = body.decode(encoding, errors="replace")
    replaced = text.count(REPLACEMENT)
    if replaced and encoding == "utf-8":
        # Editors have put a UTF-8 mark on GBK text; the strict reading decides.
        other = _strict(body, "gb18030")
        if other is not None and plausibility(other).good:
            return Decoded(other, "gb18030", 0)
    return Decoded(text, encoding, replaced) if replaced <= _MAX_REPLACED * max(50, len(text)) else None


def _with_nulls(data: bytes) -> Decoded | None:
    even, odd = data[0::2].count(0), data[1::2].count(0)
    order = ("utf-16-le", "utf-16-be") if odd >= even else ("utf-16-be", "utf-16-le")
    for encoding in order:
        text = _strict(data, encoding)
        if text is not None and "\x00" not in text and plausibility(text).good:
            return Decoded(text, encoding, text.count(REPLACEMENT))
    # A stray null in a text of another encoding: the caller counts controls and decides.
    for encoding in ("utf-8", "gb18030"):
        text = _strict(data, encoding)
        if text is not None:
            return Decoded(text, encoding, text.count(REPLACEMENT))
    return None


def _damaged(data: bytes) -> Decoded | None:
    found: list[Decoded] = []
    for encoding in ("utf-8", "gb18030"):
        text = data.decode(encoding, errors="replace")
        replaced = text.count(REPLACEMENT)
        shape = plausibility(text)
        if replaced <= _MAX_REPLACED * max(50, len(text)) and shape.good and shape.chinese:
            found.append(Decoded(text, encoding, replaced))
    return min(found, key=lambda decoded: decoded.replaced, default=None)
