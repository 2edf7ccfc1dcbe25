"""Files and folders → reports in a fixed order; every odd file becomes one diagnostic and the rest goes on."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scoring.documents.held import read_held
from scoring.documents.read import problem, readable_name, shown_path, warnings
from scoring.errors import WARNING, Diagnostic
from scoring.messages.documents import HELP
from scoring.text.report import Report

# Left by systems and programs, never reports: skipped without a word, as are names that begin with "." or "~$".
_SYSTEM_NAMES = frozenset(("thumbs.db", "desktop.ini", "__macosx", "$recycle.bin"))
# A browser that saves a whole page puts its pictures and scripts into a folder beside it.
_PAGE_PARTS = ("_files", ".files", "_文件")
_PAGE_ENDINGS = (".htm", ".html", ".shtml")


@dataclass(frozen=True, slots=True)
class Documents:
    """What was read: `reports` by id, `diagnostics` by file and code (errors for files not read, warnings for doubts)."""

    reports: tuple[Report, ...]
    diagnostics: tuple[Diagnostic, ...]


@dataclass(slots=True)
class _Found:
    """Files to read (real path → path and root) and what was found wrong on the way."""

    files: dict[str, tuple[Path, Path]] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)

    def add(self, path: Path, root: Path, real: str) -> None:
        """One file (`real` is its real path) under two of the given paths counts once, under its longer relative path
        (ties: the smaller text)."""
        known = self.files.get(real)
        if known is None or _rank(path, root) < _rank(*known):
            self.files[real] = (path, root)


def read_folder(paths: Sequence[Path], columns: Mapping[str, str] | None = None) -> Documents:
    """All reports in `paths`: files, and folders with everything below them; archives and lists of reports are opened (see `held`).
    `columns` names the columns of lists whose titles are not known (field → title).

    Ids are relative to the folder given; for a file given directly, its name. The order of `paths` and of the folders'
    entries makes no difference. Hidden files, `~$` lock files, system files (Thumbs.db, __MACOSX …) and the folder of parts beside a
    saved page (`x_files` beside `x.html`) are not reports and are skipped silently. Links below a given folder are not followed but reported. A path that does not exist is an error that
    names the nearest existing name beside it. Nothing is raised: what cannot be read is in `diagnostics`.
    """
    found = _Found()
    for path in paths:
        if os.path.isdir(path):
            if not _walk(path, found):
                found.problems.append(problem("no-reports", _given(path)))
        elif os.path.lexists(path):
            found.add(path, path.parent, os.path.realpath(path))
        else:
            found.problems.append(_missing(path))
    reports, problems = _read_all(found, columns or {})
    return Documents(
        tuple(sorted(reports, key=lambda report: report.id)),
        tuple(sorted(set(problems), key=lambda d: (d.file or "", d.code, d.message))),
    )


def _rank(path: Path, root: Path) -> tuple[int, str]:
    shown = shown_path(path, root)
    return -shown.count("/"), shown


def _given(path: Path) -> str:
    """A path as the user wrote it, unless that is absolute: then its name only (results hold no absolute path)."""
    return readable_name(path.name if path.is_absolute() else path.as_posix())


def _walk(root: Path, found: _Found) -> bool:
    """Collects the files below `root`; whether there was anything to read or to report."""
    real_root = os.path.realpath(root)
    seen = len(found.problems)
    any_file = False
    pending = [root]
    while pending:
        folder = pending.pop()
        real_folder = os.path.realpath(folder)
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            reason = "没有读取权限" if isinstance(error, PermissionError) else error.strerror
            found.problems.append(problem("unreadable", shown_path(folder, root), {"reason": reason}))
            continue
        names = {entry.name.lower() for entry in entries}
        for entry in entries:
            if _skipped(entry.name) or _belongs_to_page(entry.name, names):
                continue
            path = folder / entry.name
            if entry.is_symlink():
                _link(path, root, real_root, found)
            elif entry.is_dir():
                pending.append(path)
            else:
                found.add(path, root, os.path.join(real_folder, entry.name))
                any_file = True
    return any_file or len(found.problems) > seen


def _skipped(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _SYSTEM_NAMES


def _belongs_to_page(name: str, beside: set[str]) -> bool:
    """The folder holds the pictures and scripts of a page saved beside it (`报告_files` beside `报告.html`)."""
    for ending in _PAGE_PARTS:
        stem = name.lower().removesuffix(ending)
        if stem != name.lower() and any(stem + page in beside for page in _PAGE_ENDINGS):
            return True
    return False


def _link(path: Path, root: Path, real_root: str, found: _Found) -> None:
    """Says why a link is not followed: what lies inside the folder is read at its own place, the rest is not the user's."""
    shown = shown_path(path, root)
    try:
        target = os.path.realpath(path, strict=True)
    except FileNotFoundError:
        found.problems.append(problem("link-broken", shown))
        return
    except OSError:
        found.problems.append(problem("link-loop", shown))
        return
    inside = target == real_root or target.startswith(real_root + os.sep)
    parent = os.path.realpath(path.parent)
    if not inside:
        # The root itself may lie below the target: then the link closes a circle rather than leading away.
        code = "link-loop" if real_root.startswith(target.rstrip(os.sep) + os.sep) else "link-outside"
        found.problems.append(problem(code, shown))
    elif parent == target or parent.startswith(target + os.sep):
        found.problems.append(problem("link-loop", shown))
    elif any(_skipped(part) for part in Path(os.path.relpath(target, real_root)).parts):
        found.problems.append(problem("link-outside", shown))
    else:
        found.problems.append(problem("link-duplicate", shown, severity=WARNING))


def _missing(path: Path) -> Diagnostic:
    near = next(_similar(path), None)
    hint = HELP["path-similar"].format(near=near) if near else None
    return problem("path-missing", _given(path), hint=hint)


def _similar(path: Path) -> Iterator[str]:
    """Names beside the missing `path` (or beside its first missing parent), the nearest first."""
    missing = Path(os.path.abspath(path))
    while not missing.parent.exists() and missing.parent != missing:
        missing = missing.parent
    try:
        names = sorted(readable_name(entry.name) for entry in os.scandir(missing.parent) if not _skipped(entry.name))
    except OSError:
        # A parent that cannot be listed has no names to suggest; that the path is missing is reported all the same.
        return
    yield from difflib.get_close_matches(missing.name, names, n=1, cutoff=0.5)


def _read_all(found: _Found, columns: Mapping[str, str]) -> tuple[list[Report], list[Diagnostic]]:
    reports: dict[str, Report] = {}
    problems = list(found.problems)
    for shown, _, path in sorted((shown_path(path, root), str(path), path) for path, root in found.files.values()):
        held = read_held(path, shown, columns)
        problems.extend(held.diagnostics)
        for report in held.reports:
            if report.id in reports:
                problems.append(problem("same-file-twice", report.path, severity=WARNING))
                continue
            reports[report.id] = report
            problems.extend(warnings(report))
    return list(reports.values()), problems
