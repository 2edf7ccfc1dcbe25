"""The reports that one file holds: itself, the files in an archive (an archive in it once more), or the rows of a list.

A report in an archive is shown as `archive/name`, a row of a list as `list/place`; its hash is that of its own bytes. What cannot be read
is that member's diagnostic, the others go on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from scoring.documents.content import Unreadable
from scoring.documents.formats import FORMATS, missing
from scoring.documents.metadata import read_metadata
from scoring.documents.metadata.listed import with_listed
from scoring.documents.picture_names import apart, picture_sets
from scoring.documents.read import kind_of, load, problem, read_bytes, readable_name
from scoring.documents.unpack import FULL, MAX_MEMBERS, MAX_TOTAL, unpacked
from scoring.errors import WARNING, Diagnostic, DocumentError
from scoring.text.report import Report

_ARCHIVES = ("zip", "rar")
# An archive in an archive is opened, one further down is not.
_DEEPEST = 2
_NAMED = 3
_LIST = "list"


@dataclass(frozen=True, slots=True)
class Held:
    """What one file holds, in the order of names or rows, and what of it could not be read."""

    reports: tuple[Report, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


class Source(NamedTuple):
    """What is read as one: a file, or several picture files that are the pages of one scan, in order. `shown` names it in ids and messages."""

    shown: str
    paths: tuple[Path, ...]


# The bytes of a file, by its path and the name shown. Raises DocumentError.
Loading = Callable[[Path, str], bytes]


def read_source(source: Source, columns: Mapping[str, str], load: Loading = load) -> Held:
    """The reports in a file, or in the pictures of a scan. Nothing is raised: what cannot be read is in `diagnostics`.
    `load` is asked once for each path, in order."""
    folder = source.shown.rpartition("/")[0]
    files: list[tuple[str, bytes]] = []
    problems: list[Diagnostic] = []
    for path in source.paths:
        shown = source.shown
        if len(source.paths) > 1:
            name = readable_name(path.name)
            shown = f"{folder}/{name}" if folder else name
        try:
            files.append((shown, load(path, shown)))
        except DocumentError as error:
            problems += error.diagnostics
            if len(source.paths) > 1:
                # Its page stays, so that the others keep their numbers.
                files.append((shown, b""))
    if len(source.paths) > 1:
        return _pictures(files, problems)
    if not files:
        return Held(diagnostics=tuple(problems))
    return _held(files[0][1], source.shown, columns, 1)


def _pictures(files: Iterable[tuple[str, bytes]], problems: Iterable[Diagnostic] = ()) -> Held:
    # Loaded here: few folders hold pictures of pages.
    from scoring.documents.picture_set import PictureFile, read_pictures

    reports, found = read_pictures([PictureFile(*one) for one in files])
    return Held(tuple(reports), (*problems, *found))


@dataclass(slots=True)
class _Budget:
    """How many bytes and files the archives in one file may hold all together, however they are put into each other; `spent`: no more is
    opened."""

    size: int = MAX_TOTAL
    members: int = 5 * MAX_MEMBERS
    spent: bool = False

    def take(self, sizes: Sequence[int], full: bool) -> None:
        """What one archive held, and whether it was cut short."""
        self.size -= sum(sizes)
        self.members -= len(sizes)
        self.spent |= full or self.members < 0


def _held(data: bytes, shown: str, columns: Mapping[str, str], depth: int, budget: _Budget | None = None) -> Held:
    kind = kind_of(data, shown)
    wanted = FORMATS.get(kind)
    try:
        if wanted is None or not wanted.holds:
            return Held((read_bytes(data, shown, kind),))
        lacking = missing(wanted)
        if lacking:
            raise Unreadable("missing-reader", needs="、".join(lacking))
        if kind in _ARCHIVES and depth > _DEEPEST:
            raise Unreadable("archive-too-deep")
        if kind in _ARCHIVES:
            return _members(data, shown, columns, depth, budget or _Budget())
        return _rows(data, shown, columns, kind)
    except Unreadable as error:
        return Held(diagnostics=(problem(error.code, shown, error.fields),))
    except DocumentError as error:
        return Held(diagnostics=tuple(error.diagnostics))


def _members(data: bytes, shown: str, columns: Mapping[str, str], depth: int, budget: _Budget) -> Held:
    from scoring.documents.isolation import answer

    told = answer(f"{FORMATS[kind_of(data, shown)].holds}:{budget.size}", data)
    reports: list[Report] = []
    problems = [problem(code, f"{shown}/{name}", fields) for name, code, fields in told["refused"]]
    files = list(unpacked(told))
    budget.take([len(content) for _, content in files], any(code == FULL for _, code, _ in told["refused"]))
    problems += [pictures_apart([f"{shown}/{name}" for name in names]) for names in apart(name for name, _ in files)]
    contents = dict(files)
    joined: set[str] = set()
    for names in picture_sets(contents):
        joined.update(names)
        inside = _pictures((f"{shown}/{name}", contents[name]) for name in names)
        reports += inside.reports
        problems += inside.diagnostics
    for number, (name, content) in enumerate(files):
        if name in joined:
            continue
        if budget.spent and kind_of(content, name) in _ARCHIVES:
            fields = {"size": MAX_TOTAL // 1024**2, "count": len(files) - number}
            problems.append(problem(FULL, f"{shown}/{name}", fields))
            break
        inside = _held(content, f"{shown}/{name}", columns, depth + 1, budget)
        reports += inside.reports
        problems += inside.diagnostics
    if not reports and not problems:
        problems.append(problem("empty-archive", shown))
    return Held(tuple(reports), tuple(problems))


def pictures_apart(names: Sequence[str]) -> Diagnostic:
    """The warning about pictures in one folder that are read as a report each."""
    first = "、".join(names[:_NAMED]) + ("…" if len(names) > _NAMED else "")
    return problem("pictures-apart", names[0], {"count": len(names), "names": first}, severity=WARNING)


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
