"""Who reports: the title's name, completed by the signature, the header and the text; then signature, opening, publisher."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice
from typing import NamedTuple

from scoring.documents.metadata.names import (
    COMMITTEE,
    DEPARTMENT,
    GOVERNMENT,
    OFFICE,
    OTHER,
    PARTY,
    PLACE,
    SUBDISTRICT,
    ZONE,
    Name,
    full_form,
    parse,
)
from scoring.documents.metadata.region import place_of_rank
from scoring.documents.metadata.signature import Signature
from scoring.documents.metadata.titles import Title, unit_in_title
from scoring.documents.metadata.window import Piece, Window, fold
from scoring.text.regex import regex
from scoring.text.report import Evidence, Report, Span, cite

_SUBJECT = regex(
    r"(?:^|[,。;\n|]|年以来|年)\s{0,60}(?P<u>[\u4e00-\u9fff]{2,24}?(?:人民政府|政府|政府办公室|政府办|管理委员会|管委会|委员会|办事处|局|委|厅|街道|[省市县区旗州盟镇乡]))"
    r"(?=坚持|以习近平|认真|深入|始终|全面(?:贯彻|落实|推进|深入|学习)|紧紧|严格|按照|高度|持续|切实|围绕|积极|扎实|全力|立足|聚焦|大力|牢固|党委|党组|党工委|政府|系统|不断|深化|在|法治|依法|主动|着力)",
)
_OPENING = 1200
_BYLINES = 3
_WE_COUNTY = regex(r"[我全](?:县|市|区|旗|州|盟)")
# 现将县政府2022年 … and 我县, 我镇: the text speaks of its unit without the name.
_OURS = regex(
    r"[现兹][将就把](?P<u>[市州县区旗](?:人民)?政府|我(?:[省市州县区旗镇乡]|街道))|(?P<w>我(?:[市州县区旗镇乡]|街道))"
)
_WE_OFFICE_ALONE = regex("我[局委办厅队院]|本[局委办]|我单位")
_WE_OFFICE = regex("我[局委办厅队院]|本[局委办]|我单位|我街道|我[镇乡]")


class Found(NamedTuple):
    """A name, where it was found, and the source span of its quote (None for a file name)."""

    name: Name
    source: str
    span: Span | None


class Unit(NamedTuple):
    """The reporting unit: its full `value`, its parsed `name`, the `place` it lies in, `source` and quotes. `other` is a name
    that contradicts it."""

    value: str
    name: Name
    place: str
    source: str
    evidence: tuple[Evidence, ...]
    other: Found | None = None


class Clues(NamedTuple):
    """Where a unit's name may stand: title, signature, publisher (header), the view of the beginning and the body's start."""

    report: Report
    title: Title | None
    signature: Signature
    publisher: Piece | None
    head: Window
    body_start: int


def find_unit(clues: Clues) -> Unit | None:
    """The unit that reports, or None.

    A name without its place (县司法局) or without its organ (甲县) is composed with what the signature, the publisher or the
    text give; a publisher alone is the unit only if the text speaks as an office (我局).
    """
    title = _title_name(clues)
    signed = _signed_name(clues)
    unit = _complete(title, signed, clues) if title is not None else None
    if unit is not None:
        return _with_conflict(unit, signed)
    for found in (
        _spoken_for(signed, clues),
        _below_title(clues),
        _subject(clues),
        _ours(clues),
        _publisher(clues),
        _file_name(clues),
    ):
        if found is not None:
            unit = _complete(found, None, clues)
            if unit is not None:
                return unit
    return None


def _spoken_for(signed: Found | None, clues: Clues) -> Found | None:
    """The signature; a government's office that does not speak of itself (我办) signs for the government."""
    if signed is None or signed.name.kind != OFFICE or _speaks(_WE_OFFICE, clues.report.text):
        return signed
    name = parse(re.sub(r"办公?[室厅]?$", "", signed.name.text))
    return signed if name is None else Found(name, signed.source, signed.span)


def _below_title(clues: Clues) -> Found | None:
    """A unit's name alone on one of the lines between title and body."""
    if clues.title is None:
        return None
    start = bisect_right(clues.head.index, clues.title.piece.index[-1])
    for left, right in islice(clues.head.lines(start, clues.body_start), _BYLINES):
        piece = clues.head.piece(left, right)
        name = parse(piece.text.strip("()")) if len(piece.text) <= 40 and ":" not in piece.text else None
        if name is not None and name.full and name.kind in (GOVERNMENT, DEPARTMENT, SUBDISTRICT, COMMITTEE):
            return Found(name, "title", piece.span())
    return None


def _title_name(clues: Clues) -> Found | None:
    title = clues.title
    if title is None or title.name is None:
        return None
    return Found(title.name, "title", title.piece.span(title.name_start, title.name_end))


def _signed_name(clues: Clues) -> Found | None:
    signature = clues.signature
    if signature.name is None or signature.name_piece is None or signature.name.kind == PARTY:
        return None
    return Found(signature.name, "signature", signature.name_piece.span())


def _publisher_name(clues: Clues) -> Found | None:
    if clues.publisher is None:
        return None
    name = parse(clues.publisher.text)
    return None if name is None else Found(name, "header", clues.publisher.span())


def _subject(clues: Clues) -> Found | None:
    """The subject of the opening sentences, if it names itself (棠溪县税务局坚持 …), else 我县, 我局 with what completes them."""
    text = clues.head.text
    stop = clues.body_start + _OPENING
    for found in _SUBJECT.finditer(text, clues.body_start, stop):
        name = parse(found.group("u"))
        if name is None or not name.places or name.kind in (PARTY, OTHER):
            continue
        piece = clues.head.piece(*found.span("u"))
        return Found(name, "body", piece.span())
    return None


def _ours(clues: Clues) -> Found | None:
    """我县 or 现将县政府 … in the opening, unless the text speaks as an office (我局)."""
    if _speaks(_WE_OFFICE_ALONE, clues.report.text):
        return None
    found = _OURS.search(clues.head.text, clues.body_start, clues.body_start + _OPENING)
    if found is None:
        return None
    piece = clues.head.piece(*found.span("u" if found.group("u") else "w"))
    name = parse(piece.text)
    return None if name is None else Found(name, "body", piece.span())


def _speaks(pattern: re.Pattern[str], text: str) -> bool:
    """Whether a pattern that begins with 我 or 本 matches anywhere: single characters are found many times faster than patterns."""
    for first in "我本":
        at = text.find(first)
        while at >= 0:
            if pattern.match(text, at) is not None:
                return True
            at = text.find(first, at + 1)
    return False


def _publisher(clues: Clues) -> Found | None:
    """The publisher, if it may be the unit: an office that says 我局; otherwise the government of its place."""
    found = _publisher_name(clues)
    if found is None:
        return None
    text = clues.report.text
    if found.name.kind in (DEPARTMENT, SUBDISTRICT, COMMITTEE) and _speaks(_WE_OFFICE, text):
        return found
    if found.name.kind in (GOVERNMENT, SUBDISTRICT, COMMITTEE):
        return found
    if not found.name.places:
        return None
    we = _WE_COUNTY.search(text)
    if we is None or we.group()[1] != found.name.place[-1]:
        return None
    place = parse(found.name.place)
    return None if place is None else Found(place, "header", found.span)


def _file_name(clues: Clues) -> Found | None:
    stem = clues.report.path.rpartition("/")[2].rpartition(".")[0] or clues.report.path
    stem = re.sub(r"^[\d_.\-\s]+", "", stem)
    stem = re.sub(r"[\s_]+", "", stem)
    found = unit_in_title(stem)
    name = found[0] if found is not None else parse(re.sub(r"[\d.\-]+年?$", "", stem))
    return None if name is None or not name.places else Found(name, "file_name", None)


def _complete(found: Found, signed: Found | None, clues: Clues) -> Unit | None:
    """The full name: the place put before an organ, the organ put after a place."""
    name = found.name
    if name.kind == PLACE and name.full:
        return _organ_after(found, signed, clues)
    if name.places and not name.relative:
        value = full_form(name.text)
        source = found.source if value == name.text else "composed"
        return Unit(value, name, name.place, source, _quotes(clues, found))
    return _place_before(found, signed, clues)


def _organ_after(found: Found, signed: Found | None, clues: Clues) -> Unit | None:
    name = found.name
    for other in (signed, _publisher_name(clues)):
        if other is None or other.name.kind not in (GOVERNMENT, COMMITTEE, SUBDISTRICT) or not other.name.full:
            continue
        zone = other.name.kind == COMMITTEE and ZONE.search(name.place) is not None and other.source == "signature"
        if name.place == other.name.place or other.name.text.startswith(name.text) or zone:
            value = full_form(other.name.text)
            return Unit(value, other.name, other.name.place, "composed", _quotes(clues, found, other))
    organ = "人民政府"
    if name.place.endswith("街道"):
        organ = "办事处"
    elif ZONE.search(name.place):
        organ = "管理委员会"
    elif name.place.endswith("地区"):
        organ = "行政公署"
    value = name.text + organ
    return Unit(value, parse(value) or name, name.place, "composed", _quotes(clues, found))


def _place_before(found: Found, signed: Found | None, clues: Clues) -> Unit | None:
    """A name without its place: a full name elsewhere that ends in it, or the place it leaves out found in the text."""
    name = found.name
    organ = full_form(name.organ or name.text)
    government = name.kind in (PLACE, GOVERNMENT)
    for other in (signed, _publisher_name(clues), _signed_name(clues), _subject(clues)):
        if other is None or not other.name.full:
            continue
        fits = name.relative == "" or other.name.place.endswith(name.relative)
        if government and fits and other.name.kind in (GOVERNMENT, SUBDISTRICT, COMMITTEE):
            return Unit(
                full_form(other.name.text), other.name, other.name.place, "composed", _quotes(clues, found, other)
            )
        if not government and full_form(other.name.text).endswith(organ):
            return Unit(
                full_form(other.name.text), other.name, other.name.place, "composed", _quotes(clues, found, other)
            )
    rank = "街道" if name.relative == "街" else name.relative
    place = place_of_rank(fold(clues.report.text), rank or "[县市区旗]")
    if place is None:
        for other in (_publisher_name(clues), _signed_name(clues)):
            if other is not None and other.name.place.endswith(rank or ("县", "市", "区", "旗")):
                value = other.name.place + ("人民政府" if government else organ)
                return _composed(value, other.name.place, (found, other), clues)
        return None
    quotes = (*_quotes(clues, found), cite(clues.report, place.span))
    value = place.name + ("人民政府" if government else organ)
    parsed = parse(value)
    return None if parsed is None else Unit(value, parsed, place.name, "composed", quotes)


def _composed(value: str, place: str, operands: tuple[Found, ...], clues: Clues) -> Unit | None:
    parsed = parse(value)
    return None if parsed is None else Unit(value, parsed, place, "composed", _quotes(clues, *operands))


def _quotes(clues: Clues, *found: Found) -> tuple[Evidence, ...]:
    return tuple(cite(clues.report, one.span) for one in found if one.span is not None)


def _with_conflict(unit: Unit, signed: Found | None) -> Unit:
    """The signature contradicts the title if both have places and neither name holds the other's place."""
    if signed is None or not signed.name.full or signed.name.kind in (OFFICE, PARTY) or not unit.place:
        return unit
    if unit.place in signed.name.text or signed.name.place in unit.value:
        return unit
    return Unit(unit.value, unit.name, unit.place, unit.source, unit.evidence, signed)
