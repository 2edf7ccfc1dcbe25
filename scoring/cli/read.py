"""`scoring read`: what a report says about itself, and its outline."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from scoring.cli.cached import cache_of, cache_options
from scoring.cli.columns import reading_options
from scoring.cli.console import console, json_line, print_diagnostics
from scoring.cli.lazy import Command
from scoring.messages.cli import EPILOG, HELP, READ, READ_COLUMNS, ROLES, SOURCES, UNIT_TYPES
from scoring.messages.cli import FIELDS as FIELD_NAMES
from scoring.messages.documents import FLAGS, OBTAINED, WARNED
from scoring.tables.words import confidence_words
from scoring.text.report import Evidence, Metadata, MetadataValue, Report
from scoring.text.view import View

FIELDS = (
    "unit",
    "unit_type",
    "level",
    "level_detail",
    "region",
    "report_year",
    "title",
    "publisher",
    "publish_date",
    "document_date",
    "index_number",
    "document_number",
)


@click.command("read", cls=Command, help=HELP["read"], epilog=EPILOG["read"])
@click.argument("paths", metavar="报告…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "json"]),
    metavar="格式",
    default="table",
    help=HELP["option.format"].format(choices="table（默认）或 json"),
)
@reading_options
@cache_options
def read(
    paths: tuple[Path, ...],
    format_: str,
    checklist: Path | None,
    columns: dict[str, str],
    cache: Path | None,
    no_cache: bool,
) -> int:
    """Print each report's metadata with its evidence, and its headings with their roles. Returns the exit code."""
    from scoring import pipeline
    from scoring.text.structure import build_view

    with cache_of(cache, no_cache) as kept:
        documents = pipeline.read_checked(paths, checklist, columns, kept)
    if format_ == "json":
        rows = [_data(report, build_view(report.text)) for report in documents.reports]
        print(json_line(rows, indent=2))
    else:
        for report in documents.reports:
            _print(report, build_view(report.text))
    return int(print_diagnostics((*documents.diagnostics, *kept.problems)))


def _data(report: Report, view: View) -> dict[str, Any]:
    return {
        "report": report.id,
        "path": report.path,
        "sha256": report.sha256,
        "encoding": report.encoding,
        "obtained": report.obtained,
        "characters": len(report.text),
        "flags": list(report.flags),
        "recognised": sum(one.end - one.start for one in report.recognised),
        "doubts": [{"start": one.start, "end": one.end, "code": one.code} for one in report.doubts],
        "metadata": {name: _value(getattr(report.metadata, name)) for name in FIELDS},
        "conflicts": [
            {"field": conflict.field, "used": _value(conflict.used), "other": _value(conflict.other)}
            for conflict in report.metadata.conflicts
        ],
        "outline": [
            {"level": section.level, "heading": section.heading, "path": section.path, "role": section.role}
            for section in view.sections
        ],
    }


def _value(found: MetadataValue | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {"value": found.value, "source": found.source, "evidence": [_quote(item) for item in found.evidence]}


def _quote(evidence: Evidence) -> dict[str, Any]:
    return {
        "quote": evidence.quote,
        "start": evidence.start,
        "end": evidence.end,
        "page": evidence.page,
        "confidence": evidence.confidence,
    }


def _print(report: Report, view: View) -> None:
    from rich.table import Table
    from rich.text import Text

    screen = console()
    table = Table(title=Text(report.path), title_justify="left", header_style="bold")
    for heading in READ_COLUMNS:
        table.add_column(heading, overflow="fold")
    for name in FIELDS:
        found = getattr(report.metadata, name)
        table.add_row(Text(FIELD_NAMES[name]), *_cells(found))
    screen.print(table)
    for line in (*_conflicts(report.metadata), *_doubts(report)):
        screen.print(Text(line, style="yellow"))
    obtained = OBTAINED.get(report.obtained, report.obtained)
    pages = READ["pages"].format(pages=len(report.page_starts)) if report.page_starts else ""
    # Where the format decides about the encoding, its name is all that would be said.
    encoding = READ["encoding"].format(encoding=report.encoding) if report.obtained == "text" else ""
    screen.print(READ["outline"].format(characters=len(report.text), encoding=encoding, obtained=obtained, pages=pages))
    for section in view.sections:
        if section.heading:
            role = ROLES.get(section.role, section.role)
            screen.print(Text(f"{'  ' * section.level}{section.heading}  [{role}]"))
    screen.print()


def _cells(found: MetadataValue | None) -> tuple[str, str, str]:
    if found is None:
        return READ["not_found"], "", ""
    quotes = "；".join(f"“{evidence.quote}”（{_place(evidence)}）" for evidence in found.evidence)
    value = UNIT_TYPES.get(found.value, found.value)
    return value, SOURCES.get(found.source, found.source), quotes


def _place(evidence: Evidence) -> str:
    """Offsets, page and, where character recognition read it, how sure that is."""
    page = "" if evidence.page is None else READ["page"].format(page=evidence.page)
    return "，".join(filter(None, (f"{evidence.start}–{evidence.end}", page, confidence_words(evidence))))


def _doubts(report: Report) -> list[str]:
    """What is said about the report, but for what is printed as a warning."""
    return [READ["flag"].format(words=FLAGS[flag]) for flag in report.flags if flag in FLAGS and flag not in WARNED]


def _conflicts(metadata: Metadata) -> list[str]:
    return [
        READ["conflict"].format(
            field=FIELD_NAMES.get(conflict.field, conflict.field),
            used=conflict.used.value,
            other=conflict.other.value,
        )
        for conflict in metadata.conflicts
    ]
