"""What a list says about a report, put before what the report says about itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from scoring.documents.metadata.assemble import read_metadata
from scoring.text.report import Metadata, MetadataConflict, MetadataValue, Report

LIST = "list"
_TYPES = ("province", "prefecture", "county", "township", "department", "zone", "other")
# Column of the list → field of the metadata.
_FIELDS = {
    "unit": "unit",
    "unit_type": "unit_type",
    "year": "report_year",
    "title": "title",
    "publish_date": "publish_date",
    "document_date": "document_date",
    "publisher": "publisher",
    "index_number": "index_number",
    "document_number": "document_number",
}
_SETTLED = {"unit": ("no_unit", "unit_conflict"), "report_year": ("no_year", "year_conflict", "year_inferred")}


def with_listed(
    metadata: Metadata, flags: tuple[str, ...], given: Mapping[str, str]
) -> tuple[Metadata, tuple[str, ...]]:
    """The metadata with the fields that the list fills in (source `list`, no quote) and the doubts that remain. Where the report says
    otherwise, both are kept as a conflict. A unit type that is none of the known ones is left to the report."""
    said: dict[str, MetadataValue] = {}
    conflicts = []
    for column, name in _FIELDS.items():
        value = given.get(column, "")
        if not value or (name == "unit_type" and value not in _TYPES):
            continue
        found = getattr(metadata, name)
        if found is not None and found.value == value:
            continue
        said[name] = MetadataValue(value, LIST)
        if found is not None and name != "title":
            conflicts.append(MetadataConflict(name, said[name], found))
    if "unit" in said and "unit_type" not in said:
        said |= _type_by_name(given["unit"])
    settled = {flag for name in said for flag in _SETTLED.get(name, ())}
    told = replace(metadata, **said, conflicts=(*metadata.conflicts, *conflicts))  # type: ignore[arg-type]
    return told, tuple(flag for flag in flags if flag not in settled)


def _type_by_name(unit: str) -> dict[str, MetadataValue]:
    """Type and level as a report of that name would have them."""
    named, _ = read_metadata(Report("", "", f"{unit}2000年法治政府建设年度报告\n", "", "utf-8"))
    found = {name: named.text(name) for name in ("unit_type", "level", "level_detail")}
    return {name: MetadataValue(value, LIST) for name, value in found.items() if value is not None}
