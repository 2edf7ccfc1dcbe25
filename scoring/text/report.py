"""A report as read from its file, and the evidence that can be cited from it.

Every offset is a code point offset into `Report.text`, half open: `text[start:end]`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from scoring.text import kernel


class Span(NamedTuple):
    """A half-open stretch `[start, end)` of a report's text, in code points."""

    start: int
    end: int


class Recognised(NamedTuple):
    """A stretch that character recognition read, a line or a part of one, and how sure it is on average, from 0 to 1."""

    start: int
    end: int
    score: float


class Doubt(NamedTuple):
    """A stretch of which the reading itself is doubtful. `code` is the flag of the facts that come from there (messages.measures)."""

    start: int
    end: int
    code: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verbatim quote with its place. Made only by `cite`, so `text[start:end] == quote` always holds.

    `sentence_*` is the sentence (or table row) around the quote; `section` the headings above it,
    outermost first, joined by " / "; `role` one of result, problem, plan, preamble, furniture;
    `page` is 1-based, None where the format has no pages. `confidence`, from 0 to 1, is that of character recognition where it is
    least sure in the quote; None for text that was not recognised.
    """

    report_id: str
    start: int
    end: int
    quote: str
    sentence_start: int
    sentence_end: int
    section: str = ""
    role: str = "result"
    page: int | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class MetadataValue:
    """One piece of metadata: the value as text, how it was found, and the quotes it rests on.

    `source` is one of unit_list, header, title, signature, body, file_name, composed.
    """

    value: str
    source: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class MetadataConflict:
    """Two readings of one field that differ; the first is the one used."""

    field: str
    used: MetadataValue
    other: MetadataValue


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a report says about itself. A field is None where nothing was found.

    `unit_type` is one of province, prefecture, county, township, department, zone, other; `level` one
    of 省, 市, 县, 区, 乡镇, 部门; `level_detail` finer (县级市, 旗, 街道 …). Dates are ISO (YYYY-MM-DD).
    `report_year` is the year reported on. `damaged` holds quotes that have lost characters (202449 for a date): the value is
    the quote as it stands, never a reading of it.
    """

    unit: MetadataValue | None = None
    unit_type: MetadataValue | None = None
    level: MetadataValue | None = None
    level_detail: MetadataValue | None = None
    region: MetadataValue | None = None
    report_year: MetadataValue | None = None
    publish_date: MetadataValue | None = None
    document_date: MetadataValue | None = None
    index_number: MetadataValue | None = None
    document_number: MetadataValue | None = None
    title: MetadataValue | None = None
    publisher: MetadataValue | None = None
    conflicts: tuple[MetadataConflict, ...] = ()
    damaged: tuple[MetadataValue, ...] = ()

    def text(self, name: str) -> str | None:
        """The value of the field called `name`, or None."""
        found = getattr(self, name)
        return None if found is None else found.value

    @property
    def year(self) -> int | None:
        return None if self.report_year is None else int(self.report_year.value)


@dataclass(frozen=True, slots=True)
class Report:
    """One document of one unit for one year.

    `id` is the path relative to the input folder (posix) + "#" + the first 12 digits of `sha256`, which
    is the hash of the file's bytes. `text` is the decoded source: BOM gone, otherwise untouched.
    `page_starts` are the offsets at which pages begin (empty: no pages). `flags` are codes of doubts
    about the document itself (see messages.documents). `recognised` are the stretches read by character recognition,
    in order and apart from each other; `doubts` the stretches whose reading is doubtful, by start.
    """

    id: str
    path: str
    text: str
    sha256: str
    encoding: str
    metadata: Metadata = field(default_factory=Metadata)
    page_starts: tuple[int, ...] = ()
    obtained: str = "text"
    flags: tuple[str, ...] = ()
    recognised: tuple[Recognised, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def unit(self) -> str:
        """The unit's name, or the path where the report does not say who speaks."""
        return self.metadata.text("unit") or self.path

    @property
    def unit_type(self) -> str:
        return self.metadata.text("unit_type") or "other"

    @property
    def year(self) -> int | None:
        return self.metadata.year


def cite(report: Report, span: Span, sentence: Span | None = None, section: str = "", role: str = "result") -> Evidence:
    """The evidence for `span` of `report`: the quote is the slice, so it is verbatim by construction.

    Raises ValueError if the span lies outside the text or is empty.
    """
    start, end = span
    if not 0 <= start < end <= len(report.text):
        raise ValueError(f"span {start}-{end} outside text of {len(report.text)} characters")
    around = sentence or span
    page = None
    if report.page_starts:
        page = sum(1 for begins in report.page_starts if begins <= start)
    confidence = _confidence(report.recognised, start, end) if report.recognised else None
    return _evidence(
        report.id, start, end, report.text[start:end], around[0], around[1], section, role, page, confidence
    )


_evidence: Callable[..., Evidence] = kernel.native.Maker(Evidence) if kernel.native else Evidence


def _confidence(recognised: Sequence[Recognised], start: int, end: int) -> float | None:
    """The least score of the stretches that share a character with `[start, end)`."""
    least = None
    at = bisect_right(recognised, (end,)) - 1
    while at >= 0 and recognised[at][1] > start:
        score = recognised[at][2]
        least = score if least is None else min(least, score)
        at -= 1
    return least
