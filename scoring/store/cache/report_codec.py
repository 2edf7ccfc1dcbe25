"""A report as bytes and back, without its text where the file's bytes give it at once, and the key of what its facts hang on."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

from scoring.store.cache.fact_codec import packed, unpacked
from scoring.store.cache.store import key_of
from scoring.store.report_records import FIELDS, report_record
from scoring.store.report_records import report_of as of_record
from scoring.text.report import Doubt, MetadataValue, Recognised, Report

# With a byte order mark, which is no part of the text.
_MARKED = "utf-8-sig"


def report_bytes(report: Report, data: bytes) -> bytes:
    """The report that was read of `data`. Most plain text is its bytes decoded; then only the encoding is kept."""
    codec = next((name for name in (report.encoding, _MARKED) if _decoded(data, name) == report.text), None)
    return packed([codec, report.text if codec is None else None, report_record(report)])


def report_of(value: bytes, data: bytes) -> Report:
    """The report again, which was read of `data`. Raises as `fact_codec.BROKEN` says."""
    codec, text, record = unpacked(value)
    report = of_record(record, text if codec is None else data.decode(codec))
    if not (report.recognised or report.doubts):
        return report
    recognised = tuple(Recognised(*one) for one in report.recognised)
    return replace(report, recognised=recognised, doubts=tuple(Doubt(*one) for one in report.doubts))


def facts_key(report: Report) -> bytes:
    """The key of all that facts are read from: the text, who speaks, of which year, and what metadata and doubts are about. A report's id and
    path are not among it (where no unit was found, the path is its unit)."""
    about = [
        report.unit,
        report.obtained,
        [_value(getattr(report.metadata, name)) for name in FIELDS],
        report.flags,
        report.page_starts,
        report.recognised,
        report.doubts,
    ]
    text = hashlib.sha256(report.text.encode("utf-8", "surrogatepass")).digest()
    return key_of(text, json.dumps(about).encode("ascii"))


def _decoded(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (LookupError, UnicodeError):
        return None


def _value(value: MetadataValue | None) -> list[Any] | None:
    if value is None:
        return None
    places = [
        [one.start, one.end, one.sentence_start, one.sentence_end, one.section, one.role] for one in value.evidence
    ]
    return [value.value, value.source, places]
