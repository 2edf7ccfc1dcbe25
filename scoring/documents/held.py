"""The reports that one file holds: itself, the files in an archive (an archive in it once more), or the rows of a list.

A report in an archive is shown as `archive/name`, a row of a list as `list/place`; its hash is that of its own bytes. What cannot be read
is that member's diagnostic, the others go on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from scoring.documents.content import Unreadable
from scoring.documents.formats import FORMATS, missing
from scoring.documents.metadata import read_metadata
from scoring.documents.metadata.listed import with_listed
from scoring.documents.read import kind_of, load, problem, read_bytes
from scoring.documents.unpack import unpacked
from scoring.errors import Diagnostic, DocumentError
from scoring.text.report import Report

_ARCHIVES = ("zip", "rar")
# An archive in an archive is opened, one further down is not.
_DEEPEST = 2
_LIST = "list"


@dataclass(frozen=True, slots=True)
class Held:
    """What one file holds, in the order of names or rows, and what of it could not be read."""

    reports: tuple[Report, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def read_held(path: Path, shown: str, columns: Mapping[str, str]) -> Held:
    """The reports in the file at `path`. Nothing is raised: what cannot be read is in `diagnostics`."""
    try:
        return _held(load(path, shown), shown, columns, 1)
    except DocumentError as error:
        return Held(diagnostics=tuple(error.diagnostics))


def _held(data: bytes, shown: str, columns: Mapping[str, str], depth: int) -> Held:
    kind = kind_of(data, shown)
    wanted = FORMATS.get(kind)
    try:
        if wanted is None or not wanted.holds:
            return Held((read_bytes(data, shown),))
        lacking = missing(wanted)
        if lacking:
            raise Unreadable("missing-reader", needs="、".join(lacking))
        if kind in _ARCHIVES and depth > _DEEPEST:
            raise Unreadable("archive-too-deep")
        return _members(data, shown, columns, depth) if kind in _ARCHIVES else _rows(data, shown, columns, kind)
    except Unreadable as error:
        return Held(diagnostics=(problem(error.code, shown, error.fields),))
    except DocumentError as error:
        return Held(diagnostics=tuple(error.diagnostics))


def _members(data: bytes, shown: str, columns: Mapping[str, str], depth: int) -> Held:
    from scoring.documents.isolation import answer

    told = answer(FORMATS[kind_of(data, shown)].holds, data)
    reports: list[Report] = []
    problems = [problem(code, f"{shown}/{name}", fields) for name, code, fields in told["refused"]]
    for name, content in unpacked(told):
        inside = _held(content, f"{shown}/{name}", columns, depth + 1)
        reports += inside.reports
        problems += inside.diagnostics
    if not reports and not problems:
        problems.append(problem("empty-archive", shown))
    return Held(tuple(reports), tuple(problems))


def _rows(data: bytes, shown: str, columns: Mapping[str, str], kind: str) -> Held:
    from scoring.documents.isolation import answer

    # Only what was named on purpose must be there: a folder may hold lists of several kinds.
    named = f":{json.dumps(dict(sorted(columns.items())), ensure_ascii=True)}" if columns else ""
    told = answer(FORMATS[kind].holds + named, data)
    problems = tuple(problem(code, f"{shown}/{place}", fields) for place, code, fields in told["refused"])
    reports = tuple(_listed(told["rows"], shown))
    if not reports and not problems:
        problems = (problem("list-empty", shown),)
    return Held(reports, problems)


def _listed(rows: list[tuple[str, str, dict[str, str], list[int]]], shown: str) -> Iterator[Report]:
    for place, text, given, pages in rows:
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        path = f"{shown}/{place}"
        bare = Report(f"{path}#{digest[:12]}", path, text, digest, "utf-8", page_starts=tuple(pages), obtained=_LIST)
        metadata, flags = read_metadata(bare)
        metadata, flags = with_listed(metadata, flags, given)
        yield replace(bare, metadata=metadata, flags=tuple(sorted(flags)))
