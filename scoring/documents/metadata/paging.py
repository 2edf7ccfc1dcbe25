"""Header fields with their checks: numbers, publisher, the dates of page and document, and how dates agree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from scoring.documents.metadata.dates import COMPACT, DATE, find_date, iso_of
from scoring.documents.metadata.header import DATED, ISSUED, PUBLISHED, PUBLISHER, Label, by_rank
from scoring.documents.metadata.names import PLACE, parse
from scoring.documents.metadata.signature import GOOD, LOST, OPEN, RUN_TOGETHER, Signature
from scoring.documents.metadata.window import Piece, Window
from scoring.text.regex import regex
from scoring.text.report import MetadataConflict, MetadataValue, Report

_INDEX = regex(r"[A-Za-z0-9][A-Za-z0-9\-_/.()\[\]〔〕]{4,60}")
_NUMBER = regex(r"[\u4e00-\u9fff]{1,15}[〔\[(【﹝]?20\d\d[〕\])】﹞]?(?:年)?第?\d{1,4}号")
_NUMBER_LINE = regex(
    r"(?:^|\n|[|])[^\S\n]*([\u4e00-\u9fff]{2,12}[^\S\n]?[〔\[(【﹝]\s?20\d\d\s?[〕\])】﹞]\s?第?\d{1,4}\s?号)"
)
_BYLINE = regex(rf"\(\s{{0,3}}(?P<who>[\u4e00-\u9fff]{{3,25}})\s{{0,6}}(?P<when>{DATE.pattern})\s{{0,3}}\)")
_STAMP = regex(rf"{DATE.pattern}\s{{1,3}}\d{{1,2}}:\d{{2}}")
_BESIDE_LABEL = regex(rf"{DATE.pattern}(?=[ \t\u3000\xa0]{{1,8}}(?:信息来源|来源|作者|浏览|点击|阅读|字号|字体|【|\[))")
_DATE_LINE = regex(r"(?:^|\n)[^\S\n]*(?P<y>20\d{2})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})[^\S\n]*(?=\n|$)")
_SUBTITLE = regex(
    r"(?:^|\n)[^\S\n]*\(?[^\S\n]*(?P<y>20\d{2})\s?年\s?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?日[^\S\n]*\)?[^\S\n]*(?=\n|$)"
)
_NEXT_WORD = regex(r"[ \t\u3000\xa0]*\r?\n[ \t\u3000\xa0]*([\u4e00-\u9fff]{1,8})(?=[\s|\u3000\xa0]|$)")
# Ends of organs' names, of which a line end may part one.
_ORGAN_ENDS = (
    "办公室", "委员会", "人民政府", "办事处", "管理局", "监督局", "公安局", "司法局", "教育局", "财政局", "审计局", "统计局", "税务局",
    "水利局", "民政局", "保障局", "资源局", "建设局", "旅游局", "农村局", "运输局", "环境局", "健康局", "规划局", "商务局", "信访局",
    "林业局", "执法局", "服务中心", "管理中心", "街道办", "公安分局", "检察院",
)  # fmt: skip
_NO_PUBLISHER = regex(r"^(?:本站|本网|原创|转载|互联网|网络|admin|管理员|未知|无|网站)|报告|法治政府|^\d|[。:]")


class Dates(NamedTuple):
    """Dates of the page and the document, with conflicts, damaged quotes and flags."""

    published: MetadataValue | None = None
    document: MetadataValue | None = None
    conflicts: tuple[MetadataConflict, ...] = ()
    damaged: tuple[MetadataValue, ...] = ()
    flags: tuple[str, ...] = ()

    def filled(self, other: Dates) -> Dates:
        """These dates, the missing ones taken from `other`."""
        return self._replace(published=self.published or other.published, document=self.document or other.document)


def index_number(report: Report, view: Window, labels: Sequence[Label]) -> MetadataValue | None:
    """The first 索引号 that looks like one."""
    for label in labels:
        piece = view.piece(label.value_start, label.value_end)
        found = _INDEX.match(piece.text)
        if found is not None:
            return _header(report, piece.cut(0, found.end()))
    return None


def document_number(report: Report, view: Window, labels: Sequence[Label], zone: int) -> MetadataValue | None:
    """The 文号 of the header; else one that opens a line before the body."""
    for label in labels:
        piece = view.piece(label.value_start, label.value_end)
        found = _NUMBER.match(piece.text)
        if found is not None:
            return _header(report, piece.cut(0, found.end()))
    line = _NUMBER_LINE.search(view.text, 0, zone) if view.text.find("号", 0, zone) >= 0 else None
    if line is None:
        return None
    piece = view.piece(line.start(1), line.end(1))
    return MetadataValue(piece.plain, "body", (piece.evidence(report),))


def _broken_off(text: str, end: int, value: str) -> tuple[int, int] | None:
    """Where the rest of an organ's name stands that a line end parts (…人民政府办 / 公室): the first word of the next line."""
    found = _NEXT_WORD.match(text, end)
    if found is None:
        return None
    rest = found.group(1)
    broken = any(
        organ.endswith(rest) and len(rest) < len(organ) and value.endswith(organ[: -len(rest)]) for organ in _ORGAN_ENDS
    )
    return found.span(1) if broken else None


def header_publisher(view: Window, labels: Sequence[Label], zone: int) -> Piece | None:
    """The publisher: the most trusted label whose value may be an organ, or the office in a byline (甲局 2017年1月20日)."""
    for label in by_rank(labels, PUBLISHER):
        value = view.text[label.value_start : label.value_end]
        words = value.split()
        if len(words) > 1 and parse(words[0]) is not None and parse("".join(words)) is None:
            value = words[0]
        piece = view.piece(label.value_start, label.value_start + len(value))
        rest = _broken_off(view.text, label.value_end, value)
        if rest is not None:
            piece = piece.then(view.piece(*rest))
        person = label.word == "作者" and parse(piece.text) is None
        if 2 <= len(piece.text) <= 40 and not person and not _NO_PUBLISHER.search(piece.text):
            return piece
    byline = _BYLINE.search(view.text, 0, zone) if zone else None
    if byline is None or parse(byline.group("who")) is None:
        return None
    return view.piece(*byline.span("who"))


def header_dates(report: Report, view: Window, labels: Sequence[Label], zone: int) -> Dates:
    """The dates that the labels give; without labels a byline or a time stamp gives the date of the page.

    A date alone on a line under the title is the document's. 发文日期 is the page's date where no other is given; beside another, earlier one it is the document's.
    """
    published = _dates(report, view, by_rank(labels, PUBLISHED))
    issued = _dates(report, view, by_rank(labels, ISSUED))
    dated = _dates(report, view, by_rank(labels, DATED))
    if not published and zone:
        published = _unlabelled(report, view, zone)
    conflicts = tuple(
        MetadataConflict("publish_date", published[0][1], value)
        for rank, value in published[1:]
        if value.value != published[0][1].value and rank != "更新时间" and rank != "更新日期"
    )
    page = published[0][1] if published else None
    document = dated[0][1] if dated else _subtitle(report, view, zone)
    if issued:
        if page is None:
            page = issued[0][1]
        elif document is None and issued[0][1].value < page.value:
            document = issued[0][1]
    return Dates(page, document, conflicts, (), ("date_conflict",) if conflicts else ())


def signature_dates(report: Report, signature: Signature, dates: Dates) -> Dates:
    """`dates` with the signature's: a good one is the document's date unless the header gives one; a damaged one is kept
    as a quote. The header's and the signature's date that differ, and a page older than the signature, are conflicts."""
    piece = signature.date_piece
    if piece is None:
        return _checked(dates)
    quote = MetadataValue(piece.plain, "signature", (piece.evidence(report),))
    if signature.date_state in (LOST, RUN_TOGETHER):
        dates = dates._replace(damaged=(*dates.damaged, quote), flags=(*dates.flags, "damaged_date"))
    if signature.date_state == OPEN and dates.document is None:
        dates = dates._replace(damaged=(*dates.damaged, quote), flags=(*dates.flags, "incomplete_date"))
    if signature.iso is None or signature.date_state not in (GOOD, RUN_TOGETHER):
        return _checked(dates)
    signed = MetadataValue(signature.iso, "signature", quote.evidence)
    if dates.document is None:
        return _checked(dates._replace(document=signed))
    if dates.document.value != signed.value:
        conflict = MetadataConflict("document_date", dates.document, signed)
        dates = dates._replace(conflicts=(*dates.conflicts, conflict), flags=(*dates.flags, "date_conflict"))
    return _checked(dates)


def _checked(dates: Dates) -> Dates:
    page, document = dates.published, dates.document
    if page is None or document is None or page.value >= document.value:
        return dates
    conflict = MetadataConflict("publish_date", page, document)
    return dates._replace(conflicts=(*dates.conflicts, conflict), flags=(*dates.flags, "date_conflict"))


def _dates(report: Report, view: Window, labels: Sequence[Label]) -> list[tuple[str, MetadataValue]]:
    found = []
    for label in labels:
        stop = min(label.value_start + 40, len(view.text))
        date = find_date(view.text, label.value_start, max(label.value_end, min(stop, label.value_start + 14)))
        if date is not None and date.start - label.value_start <= 4:
            piece = view.piece(date.start, date.end)
            found.append((label.word, MetadataValue(date.iso, "header", (piece.evidence(report),))))
            continue
        compact = COMPACT.match(view.text, label.value_start)
        iso = iso_of(compact) if compact is not None else None
        if compact is not None and iso is not None:
            piece = view.piece(compact.start(), compact.end())
            found.append((label.word, MetadataValue(iso, "header", (piece.evidence(report),))))
    return found


def _unlabelled(report: Report, view: Window, zone: int) -> list[tuple[str, MetadataValue]]:
    """A byline's date, a date with the time of day, or one alone on a line; a page's clock (今天是…, …星期三) is none."""
    byline = _BYLINE.search(view.text, 0, zone)
    if byline is not None and _is_office(byline.group("who")):
        date = find_date(view.text, *byline.span("when"))
        if date is not None:
            piece = view.piece(date.start, date.end)
            return [("", MetadataValue(date.iso, "header", (piece.evidence(report),)))]
    for pattern in (_STAMP, _BESIDE_LABEL, _DATE_LINE):
        for found in pattern.finditer(view.text, 0, zone):
            iso = iso_of(found)
            around = view.text[max(0, found.start() - 8) : found.end() + 8]
            if iso is None or "今天" in around or "星期" in around or "现在" in around:
                continue
            date = find_date(view.text, found.start(), found.end())
            if date is not None:
                piece = view.piece(date.start, date.end)
                return [("", MetadataValue(date.iso, "header", (piece.evidence(report),)))]
    return []


def _subtitle(report: Report, view: Window, zone: int) -> MetadataValue | None:
    found = _SUBTITLE.search(view.text, 0, zone) if view.text.find("日", 0, zone) >= 0 else None
    iso = iso_of(found) if found is not None else None
    if found is None or iso is None:
        return None
    piece = view.piece(found.start("y"), view.text.index("日", found.end("d")) + 1)
    return MetadataValue(iso, "header", (piece.evidence(report),))


def _is_office(text: str) -> bool:
    name = parse(text)
    return name is not None and name.kind != PLACE


def _header(report: Report, piece: Piece) -> MetadataValue:
    return MetadataValue(piece.plain, "header", (piece.evidence(report),))
