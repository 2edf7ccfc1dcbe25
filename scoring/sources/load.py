"""Files as they are given: which is what, and everything that could be read of them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

from scoring.errors import Diagnostic
from scoring.sources.csv_file import read_csv
from scoring.sources.grid import Book, diagnose, file_name
from scoring.sources.people import Sheet, read_judgements, read_self_scores
from scoring.sources.tables import LoadedTable, read_table
from scoring.sources.titles import folded, role_of
from scoring.sources.types import JUDGEMENTS, KINDS, SELF_SCORES, TABLE, UNITS, Judgement, SelfScore
from scoring.sources.unit_list import UnitList, read_units
from scoring.sources.wanted import NOTHING_KNOWN, Wanted
from scoring.sources.xlsx_file import read_xlsx

SUFFIXES = (".csv", ".tsv", ".xlsx", ".xlsm")
_MAX_BYTES = 60 * 1024 * 1024
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SYSTEM_NAMES = frozenset(("thumbs.db", "desktop.ini", "__macosx", "$recycle.bin"))
# Scripts that make tables lie beside them.
_PROGRAMS = frozenset((".py", ".pyc", ".sh", ".bat"))

# The names (without suffix, or of the folder) by which files in a folder of sources are known.
_KIND_NAMES = {
    "units": UNITS,
    "单位名单": UNITS,
    "单位清单": UNITS,
    "judgements": JUDGEMENTS,
    "judgments": JUDGEMENTS,
    "人工评分": JUDGEMENTS,
    "专家评分": JUDGEMENTS,
    "self_scores": SELF_SCORES,
    "自评分": SELF_SCORES,
    "自评": SELF_SCORES,
}


@dataclass(frozen=True, slots=True)
class Given:
    """A file given as `kind`; `name` is the table's in rubrics, "" for the other kinds."""

    kind: str
    path: Path
    name: str = ""


@dataclass(frozen=True, slots=True)
class Loaded:
    """All files as read; the names of units in them are as written. `diagnostics` by file and place."""

    units: tuple[UnitList, ...] = ()
    tables: tuple[LoadedTable, ...] = ()
    judgements: tuple[Sheet[Judgement], ...] = ()
    self_scores: tuple[Sheet[SelfScore], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.units or self.tables or self.judgements or self.self_scores or self.diagnostics)


def load(given: Iterable[Given], wanted: Wanted = NOTHING_KNOWN) -> Loaded:
    """Read every file given, in any order with the same result. Nothing is raised: what cannot be read is in `diagnostics`.

    A workbook that is no table of the rubric may hold several in its sheets, each named like the table (or like 单位名单, 人工评分, 自评分).
    """
    units: list[UnitList] = []
    tables: list[LoadedTable] = []
    judgements: list[Sheet[Judgement]] = []
    self_scores: list[Sheet[SelfScore]] = []
    problems: list[Diagnostic] = []
    found: tuple[Diagnostic, ...]
    for one in sorted(_once(given), key=lambda one: (KINDS.index(one.kind), one.name, one.path.name, str(one.path))):
        book, found = _book(one.path)
        problems += found
        for kind, name, part in () if book is None else _parts(one, book, wanted):
            if kind == UNITS:
                listed, found = read_units(part, wanted)
                units += [listed] if listed is not None else []
            elif kind == JUDGEMENTS:
                judged, found = read_judgements(part, wanted)
                judgements += [judged] if judged is not None else []
            elif kind == SELF_SCORES:
                own, found = read_self_scores(part, wanted)
                self_scores += [own] if own is not None else []
            else:
                table, found = read_table(name, part, wanted)
                tables += [table] if table is not None else []
                found = (*found, *_unasked(name, one, wanted))
            problems += found
    ordered = sorted(set(problems), key=lambda d: (d.file or "", d.line or 0, d.column or 0, d.code, d.message))
    return Loaded(tuple(units), tuple(tables), tuple(judgements), tuple(self_scores), tuple(ordered))


def _parts(given: Given, book: Book, wanted: Wanted) -> Iterator[tuple[str, str, Book]]:
    """What is in a file: itself, or its sheets where these are named like tables and the file is not."""
    if given.kind != TABLE:
        yield given.kind, "", book
        return
    name = _asked_name(given.name, wanted)
    if name in wanted.tables:
        yield TABLE, name, book
        return
    named = {grid.sheet: _asked_name(grid.sheet, wanted) for grid in book.grids if grid.sheet}
    known = [
        grid for grid in book.grids if named.get(grid.sheet, "") in wanted.tables or folded(grid.sheet) in _KIND_NAMES
    ]
    if not known:
        yield TABLE, given.name, book
        return
    rest = [grid for grid in book.grids if grid not in known]
    for number, grid in enumerate(known):
        # Sheets that are no tables are told of once, with the first one.
        part = replace(book, grids=(grid, *rest), diagnostics=book.diagnostics if number == 0 else ())
        kind = _KIND_NAMES.get(folded(grid.sheet), TABLE)
        yield kind, "" if kind != TABLE else named[grid.sheet], part


def _asked_name(name: str, wanted: Wanted) -> str:
    """The rubric's name for what is called `name`: itself, or the table that the rubric gives this title."""
    if name in wanted.tables:
        return name
    titled = (table.name for table in wanted.tables.values() if table.title and folded(table.title) == folded(name))
    return next(titled, next((known for known in wanted.tables if folded(known) == folded(name)), name))


def files_in(folder: Path) -> tuple[tuple[Given, ...], tuple[Diagnostic, ...]]:
    """The files of a folder by their names: units, judgements, self_scores (or 单位名单, 人工评分, 自评分), every other one the table of
    its name. What lies in a folder called judgements or self_scores is all of that kind (one file per rater or unit). Other formats
    are named; hidden files, lock files and scripts passed over."""
    found: list[Given] = []
    problems: list[Diagnostic] = []
    if not folder.is_dir():
        return (), (diagnose("folder-missing", file_name(folder)),)
    for path in _entries(folder):
        kind = _KIND_NAMES.get(folded(path.stem if path.is_file() else path.name))
        if path.is_dir():
            if kind is None:
                problems.append(diagnose("folder-unknown", path.name))
                continue
            for inner in _entries(path):
                if _readable(inner):
                    found.append(Given(kind, inner))
                else:
                    problems.append(diagnose("file-format", inner.name, suffix=inner.suffix))
        elif not _readable(path):
            problems.append(diagnose("file-format", path.name, suffix=path.suffix))
        else:
            found.append(Given(kind or TABLE, path, "" if kind else path.stem))
    if not found:
        problems.append(diagnose("folder-empty", file_name(folder)))
    return tuple(found), tuple(problems)


def guess(path: Path) -> Given:
    """What a file is, from its name, else from its titles: a rater's name makes it judgements, 自评分 self scores."""
    kind = _KIND_NAMES.get(folded(path.stem)) or _KIND_NAMES.get(folded(path.parent.name))
    if kind is None and path.is_file():
        book, _ = _book(path)
        shown = {
            raw.shown
            for grid in (book.grids if book else ())
            for line in grid.lines[:40]
            for raw in line.cells.values()
        }
        if any(role_of(text, JUDGEMENTS) == "scorer" for text in shown):
            kind = JUDGEMENTS
        elif any(role_of(text, SELF_SCORES) == "self_score" and "自" in text for text in shown):
            kind = SELF_SCORES
    return Given(kind or TABLE, path, "" if kind else path.stem)


def _entries(folder: Path) -> list[Path]:
    return sorted(
        path
        for path in folder.iterdir()
        if not path.name.startswith((".", "~$"))
        and path.name.lower() not in _SYSTEM_NAMES
        and path.suffix.lower() not in _PROGRAMS
    )


def _readable(path: Path) -> bool:
    return path.is_file() and path.suffix.lower() in SUFFIXES


def _once(given: Iterable[Given]) -> list[Given]:
    """A file given twice in the same way counts once."""
    found: dict[tuple[str, str, str], Given] = {}
    for one in given:
        found.setdefault((one.kind, one.name, os.path.realpath(one.path)), one)
    return list(found.values())


def _book(path: Path) -> tuple[Book | None, tuple[Diagnostic, ...]]:
    """The sheets of a file, told by its bytes and not by its suffix."""
    name = file_name(path)
    try:
        size = path.stat().st_size
        if size > _MAX_BYTES:
            return None, (diagnose("file-too-large", name, limit=_MAX_BYTES // 1024**2),)
        data = path.read_bytes()
    except FileNotFoundError:
        return None, (_not_there(path),)
    except IsADirectoryError:
        return None, (diagnose("file-is-folder", name),)
    except OSError as error:
        return None, (diagnose("file-unreadable", name, reason=error.strerror or str(error)),)
    sha256 = hashlib.sha256(data).hexdigest()
    if not data.strip():
        return None, (diagnose("file-empty", name),)
    if data.startswith(b"PK"):
        book = read_xlsx(data, name, sha256)
    elif data.startswith(_OLD_OFFICE):
        code = "file-encrypted" if "EncryptedPackage".encode("utf-16-le") in data else "file-old-excel"
        return None, (diagnose(code, name),)
    elif data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith((b"<html", b"<!doctype", b"<?xml", b"<table")):
        return None, (diagnose("file-web-page", name),)
    else:
        book = read_csv(data, name, sha256, _known)
    if not book.grids:
        return None, book.diagnostics
    return book, ()


def _known(text: str) -> bool:
    return any(role_of(text, kind) for kind in KINDS)


def _not_there(path: Path) -> Diagnostic:
    try:
        beside: Sequence[str] = os.listdir(path.parent)
    except OSError:
        beside = ()
    near = get_close_matches(path.name, beside, n=1, cutoff=0.6)
    if near:
        return diagnose("file-missing-near", file_name(path), near=near[0])
    return diagnose("file-missing", file_name(path))


def _unasked(name: str, one: Given, wanted: Wanted) -> tuple[Diagnostic, ...]:
    if not wanted.known or name in wanted.tables:
        return ()
    file, tables = file_name(one.path), [table for table in wanted.tables if table != UNITS]
    near = get_close_matches(name, tables, n=1, cutoff=0.6)
    if near:
        return (diagnose("table-not-asked-near", file, name=name, near=near[0]),)
    code = "table-not-asked" if tables else "table-none-asked"
    return (diagnose(code, file, name=name, asked="、".join(tables)),)
