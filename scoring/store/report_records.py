"""Reports with their metadata as records and back; the text lies beside them in a file of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from scoring.store.fact_table import cited
from scoring.text.report import Doubt, Evidence, Metadata, MetadataConflict, MetadataValue, Recognised, Report

Record = dict[str, Any]
_LISTS = ("conflicts", "damaged")
# Fields that are lists of named tuples.
_STRETCHES: dict[str, Callable[..., object]] = {"recognised": Recognised, "doubts": Doubt}
FIELDS = tuple(field.name for field in fields(Metadata) if field.name not in _LISTS)


def report_record(report: Report) -> Record:
    """Everything of a report but its text."""
    metadata = report.metadata
    return {
        "id": report.id,
        "path": report.path,
        "sha256": report.sha256,
        "encoding": report.encoding,
        "obtained": report.obtained,
        "flags": list(report.flags),
        "page_starts": list(report.page_starts),
        "metadata": {name: _value(getattr(metadata, name)) for name in FIELDS},
        "conflicts": [[one.field, _value(one.used), _value(one.other)] for one in metadata.conflicts],
        "damaged": [_value(one) for one in metadata.damaged],
        **{name: getattr(report, name) for name in _further()},
    }


def report_of(record: Mapping[str, Any], text: str) -> Report:
    """The report of such a record, with its text. Raises ValueError where a place lies outside the text."""
    bare = Report(
        id=record["id"],
        path=record["path"],
        text=text,
        sha256=record["sha256"],
        encoding=record["encoding"],
        page_starts=tuple(record["page_starts"]),
        obtained=record["obtained"],
        flags=tuple(record["flags"]),
        **{name: _read_further(name, record[name]) for name in _further()},
    )
    values: dict[str, Any] = {name: _read(value, bare) for name, value in record["metadata"].items()}
    conflicts = tuple(
        MetadataConflict(name, _must(_read(used, bare)), _must(_read(other, bare)))
        for name, used, other in record["conflicts"]
    )
    damaged = tuple(_must(_read(one, bare)) for one in record["damaged"])
    metadata = Metadata(conflicts=conflicts, damaged=damaged, **values)
    known = {field.name: getattr(bare, field.name) for field in fields(Report)}
    return Report(**{**known, "metadata": metadata})


def bare_report(record: Mapping[str, Any], same: dict[tuple[str, str], MetadataValue] | None = None) -> Report:
    """The report of such a record without its text, its metadata without places: enough to know whose it is, of which year, and whether it
    counts. `same` keeps values that were met before, so that years and types are not there a million times. Raises as `report_of`."""
    known = {} if same is None else same
    values: dict[str, Any] = {name: _bare(value, known) for name, value in record["metadata"].items()}
    return Report(
        id=record["id"],
        path=record["path"],
        text="",
        sha256=record["sha256"],
        encoding=record["encoding"],
        metadata=Metadata(**values),
        obtained=record["obtained"],
        flags=tuple(record["flags"]),
    )


def _bare(record: list[Any] | None, known: dict[tuple[str, str], MetadataValue]) -> MetadataValue | None:
    if record is None:
        return None
    key = (record[0], record[1])
    return known.setdefault(key, MetadataValue(*key))


def _further() -> tuple[str, ...]:
    """Fields that a report has beyond those named here."""
    named = {"id", "path", "text", "sha256", "encoding", "metadata", "page_starts", "obtained", "flags"}
    return tuple(field.name for field in fields(Report) if field.name not in named)


def _read_further(name: str, value: Any) -> Any:
    kind = _STRETCHES.get(name)
    return _tuples(value) if kind is None else tuple(kind(*one) for one in value)


def _tuples(value: Any) -> Any:
    return tuple(_tuples(one) for one in value) if isinstance(value, list) else value


def _value(value: MetadataValue | None) -> list[Any] | None:
    return None if value is None else [value.value, value.source, [_place(one) for one in value.evidence]]


def _place(evidence: Evidence) -> list[Any]:
    return [
        evidence.start,
        evidence.end,
        evidence.sentence_start,
        evidence.sentence_end,
        evidence.section,
        evidence.role,
    ]


def _read(record: list[Any] | None, report: Report) -> MetadataValue | None:
    if record is None:
        return None
    value, source, places = record
    return MetadataValue(value, source, tuple(cited(place, report) for place in places))


def _must(value: MetadataValue | None) -> MetadataValue:
    if value is None:
        raise ValueError("a metadata value is missing")
    return value
