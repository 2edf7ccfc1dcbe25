"""The metadata of a report put together from header, title, signature, body and file name, with conflicts and doubts."""

from __future__ import annotations

from scoring.documents.metadata.header import INDEX, NUMBER, TITLE, Label, by_rank, read_labels
from scoring.documents.metadata.paging import (
    document_number,
    header_dates,
    header_publisher,
    index_number,
    signature_dates,
)
from scoring.documents.metadata.region import MUNICIPALITIES, cities_above, county_above, province_in
from scoring.documents.metadata.reporting_year import report_year
from scoring.documents.metadata.signature import find_far_signature, find_signature
from scoring.documents.metadata.titles import Title, find_title
from scoring.documents.metadata.unit_types import UnitType, unit_type
from scoring.documents.metadata.units import Clues, Unit, find_unit
from scoring.documents.metadata.window import Piece, Window, fold, window
from scoring.text.report import Evidence, Metadata, MetadataConflict, MetadataValue, Report, Span, cite

_HEAD = 3000
_TAIL = 1500
_FOOT = 400
# A full line of a page has more characters.
_WRAPPED = 18


def read_metadata(report: Report) -> tuple[Metadata, tuple[str, ...]]:
    """The metadata of `report` and the codes of doubts about it (messages.documents.FLAGS).

    Order of sources: labelled header, title, signature, body, file name. Only the first 3,000 and last 1,500 characters are
    searched, except for a year that the title lacks, a signature before long attachments, the region, and the level of a 市.
    """
    text = report.text
    flat = fold(text)
    head = window(text, 0, _HEAD, flat)
    tail = head if len(text) <= _HEAD else window(text, max(0, len(text) - _TAIL), len(text), flat)
    zone, body_start = _zones(head)
    labels = read_labels(head, 0, zone)
    foot = read_labels(tail, max(len(tail.text) - _FOOT, zone if tail is head else 0), len(tail.text))
    title = find_title(head, zone, _label_piece(head, by_rank(labels, TITLE)))
    signature = find_signature(tail, body_start if tail is head else 0)
    if signature.date_piece is None and len(text) > _TAIL:
        far = find_far_signature(text, body_start if tail is head else _HEAD // 3)
        signature = far if far.name is not None else signature
    publisher = header_publisher(head, labels, zone) or header_publisher(tail, foot, 0)
    clues = Clues(report, title, signature, publisher, head, body_start)
    unit = find_unit(clues)
    dates = header_dates(report, head, labels, zone)
    if dates.published is None:
        dates = dates.filled(header_dates(report, tail, foot, 0))
    dates = signature_dates(report, signature, dates)
    year = report_year(report, head, body_start, title, dates)
    kind = unit_type(unit.name, unit.place, flat) if unit is not None else None
    metadata = Metadata(
        unit=_unit_value(unit),
        **_type_values(report, unit, kind),
        region=_region(report, flat, unit, kind),
        report_year=year.value,
        publish_date=dates.published,
        document_date=dates.document,
        index_number=index_number(report, head, by_rank(labels, INDEX)),
        document_number=document_number(report, head, by_rank(labels, NUMBER), zone),
        title=_title_value(report, title),
        publisher=None if publisher is None else _value(report, publisher.plain, "header", publisher),
        conflicts=(*_unit_conflicts(report, unit), *year.conflicts, *dates.conflicts),
        damaged=dates.damaged,
    )
    return metadata, _flags(unit, kind, (*year.flags, *dates.flags))


def _zones(head: Window) -> tuple[int, int]:
    """(end of the header zone, start of the body): the zone reaches to the second full stop, the body starts with the line
    that holds the first."""
    text = head.text
    first = text.find("。")
    if first < 0:
        return len(text), min(len(text), 200)
    second = text.find("。", first + 1)
    line = max(text.rfind("\n", 0, first), text.rfind("|", 0, first)) + 1
    while line and _goes_on(text[text.rfind("\n", 0, line - 1) + 1 : line - 1]):
        line = text.rfind("\n", 0, line - 1) + 1
    return (second if second >= 0 else len(text)), line


def _goes_on(line: str) -> bool:
    """A line of prose that was wrapped: titles, fields and addresses have no comma, or end with a colon."""
    return any(mark in line for mark in ",，") and line[-1:] not in ":：;；|" and len(line) >= _WRAPPED


def _label_piece(view: Window, labels: list[Label]) -> Piece | None:
    for label in labels:
        if label.value_end > label.value_start:
            return view.piece(label.value_start, label.value_end)
    return None


def _value(report: Report, value: str, source: str, *pieces: Piece) -> MetadataValue:
    return MetadataValue(value, source, tuple(piece.evidence(report) for piece in pieces))


def _unit_value(unit: Unit | None) -> MetadataValue | None:
    return None if unit is None else MetadataValue(unit.value, unit.source, unit.evidence)


def _type_values(report: Report, unit: Unit | None, kind: UnitType | None) -> dict[str, MetadataValue | None]:
    if unit is None or kind is None:
        return {"unit_type": None, "level": None, "level_detail": None}
    quotes = unit.evidence if kind.span is None else (*unit.evidence[:1], cite(report, kind.span))
    source = unit.source if kind.span is None else "body"

    def value(word: str | None) -> MetadataValue | None:
        return None if word is None else MetadataValue(word, source, quotes)

    return {"unit_type": value(kind.type), "level": value(kind.level), "level_detail": value(kind.detail)}


def _region(report: Report, text: str, unit: Unit | None, kind: UnitType | None) -> MetadataValue | None:
    """Province, city, county and the unit's own place, as far as the unit's name and the folded `text` give them."""
    if unit is None or kind is None or not unit.place:
        return None
    chain = list(unit.name.places) or [unit.place]
    quotes: list[Evidence] = []

    def lead(name: str, span: Span) -> None:
        if name not in "".join(chain):
            chain.insert(0, name)
            quotes.insert(0, cite(report, span))

    if chain[0].endswith(("镇", "乡", "街道", "苏木", "园区", "开发区", "高新区")) and len(chain) == 1:
        county = county_above(text, chain[0])
        if county is not None:
            lead(*county)
    if (
        not chain[0].endswith(("省", "自治区", "州", "盟", "地区"))
        and chain[0] not in MUNICIPALITIES
        and _below_city(chain[0], kind)
    ):
        city, _ = cities_above(text, chain[0])
        if city is not None:
            lead(*city)
    if not chain[0].endswith(("省", "自治区")) and chain[0] not in MUNICIPALITIES:
        province = province_in(text)
        if province is not None:
            lead(*province)
    return MetadataValue("".join(chain), "composed" if quotes else unit.source, (*quotes, *unit.evidence))


def _below_city(place: str, kind: UnitType) -> bool:
    """Whether a city may lie above `place`: not above a prefecture, nor above a 市 that may be one."""
    return not place.endswith("市") or kind.detail in ("县级市", "县级部门", "县级垂管部门")


def _title_value(report: Report, title: Title | None) -> MetadataValue | None:
    if title is None:
        return None
    return _value(report, title.value, "header" if title.labelled else "title", title.piece)


def _unit_conflicts(report: Report, unit: Unit | None) -> tuple[MetadataConflict, ...]:
    if unit is None or unit.other is None:
        return ()
    other = unit.other
    quotes = () if other.span is None else (cite(report, other.span),)
    used = MetadataValue(unit.value, unit.source, unit.evidence)
    return (MetadataConflict("unit", used, MetadataValue(other.name.text, other.source, quotes)),)


def _flags(unit: Unit | None, kind: UnitType | None, found: tuple[str, ...]) -> tuple[str, ...]:
    flags = list(found)
    if unit is None:
        flags.append("no_unit")
    elif unit.other is not None:
        flags.append("unit_conflict")
    if kind is not None and (kind.type is None or not kind.sure):
        flags.append("unit_type_unsure")
    return tuple(sorted(set(flags)))
