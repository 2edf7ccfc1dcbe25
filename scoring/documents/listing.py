"""Files and folders → what is to be read in them, one source after the other in a fixed order; only one folder's names are in memory."""

from __future__ import annotations

import difflib
import heapq
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from scoring.documents.held import Source, pictures_apart
from scoring.documents.picture_names import apart, is_picture, joined_name, picture_sets
from scoring.documents.read import problem, readable_name, shown_path
from scoring.errors import WARNING, Diagnostic
from scoring.messages.documents import HELP

# Left by systems and programs, never reports: skipped without a word, as are names that begin with "." or "~$".
_SYSTEM_NAMES = frozenset(("thumbs.db", "desktop.ini", "__macosx", "$recycle.bin"))
# A browser that saves a whole page puts its pictures and scripts into a folder beside it.
_PAGE_PARTS = ("_files", ".files", "_文件")
_PAGE_ENDINGS = (".htm", ".html", ".shtml")


class _File(NamedTuple):
    """A file as shown, its path, and the scan of which it is the first page; `later`: it is another page of one."""

    shown: str
    path: str
    joined: Source | None = None
    later: bool = False


class _Root(NamedTuple):
    """A folder that was given, and where it really lies."""

    path: str
    real: str


def listed(paths: Iterable[Path], problems: list[Diagnostic]) -> Iterator[Source]:
    """What there is to read in `paths` by the names shown, each file once, as `read_folder` tells; nothing is opened.

    `problems` gets what is wrong on the way there, while the sources are taken. A file below two of the given folders is that of the outer one.
    """
    folders, files = _given_paths(paths, problems)
    streams = [_below(root, problems) for root in folders]
    for file in heapq.merge(_given_files(files, problems), *streams, key=lambda one: (one.shown, one.path)):
        if not file.later:
            yield file.joined or Source(file.shown, (Path(file.path),))


def _given_paths(paths: Iterable[Path], problems: list[Diagnostic]) -> tuple[list[_Root], list[tuple[str, str]]]:
    """The folders that are not inside another one, and the files outside all of them (shown, path)."""
    folders: dict[str, str] = {}
    files: dict[str, tuple[str, str]] = {}
    for path in paths:
        if os.path.isdir(path):
            real = os.path.realpath(path)
            folders[real] = min(folders.get(real, str(path)), str(path))
        elif os.path.lexists(path):
            real = os.path.realpath(path)
            one = shown_path(path, path.parent), str(path)
            files[real] = min(files.get(real, one), one)
        else:
            problems.append(_missing(path))
    roots = []
    for real, given in folders.items():
        if not any(_reached(outer, real) for outer in folders):
            roots.append(_Root(given, real))
        elif next(_below(_Root(given, real), []), None) is None:
            problems.append(problem("no-reports", _given(Path(given))))
    alone = [one for real, one in files.items() if not any(_reached(root.real, real) for root in roots)]
    return roots, sorted(alone)


def _reached(outer: str, inner: str) -> bool:
    """Whether the way down from the folder `outer` comes to `inner`, which is another place."""
    base = os.path.join(outer, "")
    if not inner.startswith(base) or inner == outer:
        return False
    folder = outer
    for name in inner[len(base) :].split(os.sep):
        if skipped(name) or _belongs_to_page(name, folder):
            return False
        folder = os.path.join(folder, name)
    return True


def _given(path: Path) -> str:
    """A path as the user wrote it, unless that is absolute: then its name only (results hold no absolute path)."""
    return readable_name(path.name if path.is_absolute() else path.as_posix())


def _below(root: _Root, problems: list[Diagnostic]) -> Iterator[_File]:
    """The files below a folder by the names shown."""
    before, any_file = len(problems), False
    # Each folder on the way down, with what is left to do there.
    open_ = [_entries(root, "", problems)]
    while open_:
        entry = next(open_[-1], None)
        if entry is None:
            open_.pop()
        elif isinstance(entry, str):
            open_.append(_entries(root, entry, problems))
        else:
            any_file = True
            yield entry
    if not any_file and len(problems) == before:
        problems.append(problem("no-reports", _given(Path(root.path))))


def _entries(root: _Root, inside: str, problems: list[Diagnostic]) -> Iterator[_File | str]:
    """What is in one folder (`inside` is its place below the root, with a slash at its end): files, and the places of folders."""
    folder = os.path.join(root.path, *inside.split("/")[:-1])
    names: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if skipped(entry.name) or _belongs_to_page(entry.name, folder):
                    continue
                if entry.is_symlink():
                    _link(Path(entry.path), inside + entry.name, root, problems)
                else:
                    # With its slash a folder stands where the files in it stand among all paths.
                    names.append(entry.name + "/" if entry.is_dir() else entry.name)
    except OSError as error:
        reason = "没有读取权限" if isinstance(error, PermissionError) else error.strerror
        shown = readable_name(inside.rstrip("/")) or readable_name(os.path.basename(root.real))
        problems.append(problem("unreadable", shown, {"reason": reason}))
        return
    names.sort(key=readable_name)
    pictures = {readable_name(inside + name): os.path.join(folder, name) for name in names if is_picture(name)}
    scans = _scans(pictures, problems)
    for name in names:
        if name.endswith("/"):
            yield inside + name
            continue
        path = os.path.join(folder, name)
        yield scans.get(path) or _File(readable_name(inside + name), path)


def _scans(pictures: Mapping[str, str], problems: list[Diagnostic]) -> dict[str, _File]:
    """By path: the pictures of one folder (shown → path) that are pages of one scan; those left over are named."""
    found: dict[str, _File] = {}
    if not pictures:
        return found
    for names in picture_sets(pictures):
        source = Source(joined_name(names), tuple(Path(pictures[name]) for name in names))
        for name in names:
            first = name == names[0]
            found[pictures[name]] = _File(name, pictures[name], source if first else None, not first)
    problems.extend(map(pictures_apart, apart(pictures)))
    return found


def _given_files(files: Sequence[tuple[str, str]], problems: list[Diagnostic]) -> Iterator[_File]:
    """Files that were given themselves; those that are pages of one scan are told by their folder."""
    beside: dict[str, dict[str, str]] = {}
    for shown, path in files:
        if is_picture(shown):
            beside.setdefault(os.path.dirname(path), {})[shown] = path
    scans: dict[str, _File] = {}
    for pictures in beside.values():
        scans.update(_scans(pictures, problems))
    for shown, path in files:
        yield scans.get(path) or _File(shown, path)


def skipped(name: str) -> bool:
    """Whether a name is one of those that are passed over without a word."""
    return name.startswith((".", "~$")) or name.lower() in _SYSTEM_NAMES


def _belongs_to_page(name: str, folder: str) -> bool:
    """The folder `name` holds the pictures and scripts of a page saved beside it in `folder` (`报告_files` beside `报告.html`)."""
    for ending in _PAGE_PARTS:
        stem = name.lower().removesuffix(ending)
        if stem != name.lower():
            beside = {other.lower() for other in os.listdir(folder)}
            if any(stem + page in beside for page in _PAGE_ENDINGS):
                return True
    return False


def _link(path: Path, inside: str, root: _Root, problems: list[Diagnostic]) -> None:
    """Says why a link is not followed: what lies inside the folder is read at its own place, the rest is not the user's."""
    shown = readable_name(inside)
    try:
        target = os.path.realpath(path, strict=True)
    except FileNotFoundError:
        problems.append(problem("link-broken", shown))
        return
    except OSError:
        problems.append(problem("link-loop", shown))
        return
    within = target == root.real or target.startswith(os.path.join(root.real, ""))
    parent = os.path.realpath(path.parent)
    if not within:
        # The root itself may lie below the target: then the link closes a circle rather than leading away.
        code = "link-loop" if root.real.startswith(target.rstrip(os.sep) + os.sep) else "link-outside"
        problems.append(problem(code, shown))
    elif parent == target or parent.startswith(target + os.sep):
        problems.append(problem("link-loop", shown))
    elif any(skipped(part) for part in Path(os.path.relpath(target, root.real)).parts):
        problems.append(problem("link-outside", shown))
    else:
        problems.append(problem("link-duplicate", shown, severity=WARNING))


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
        names = sorted(readable_name(entry.name) for entry in os.scandir(missing.parent) if not skipped(entry.name))
    except OSError:
        # A parent that cannot be listed has no names to suggest; that the path is missing is reported all the same.
        return
    yield from difflib.get_close_matches(missing.name, names, n=1, cutoff=0.5)


def listed_in(file: Path, problems: list[Diagnostic]) -> Iterator[Source]:
    """The files that `file` names, one path a line (UTF-8; empty lines and those that begin with # do not count), relative to its folder.

    They are shown by their path in that folder, by their name alone where they lie elsewhere. Nothing is opened: a path that is not there is
    told when it is read. `problems` gets what is wrong with the list itself.
    """
    try:
        lines = {line.strip() for line in file.read_text(encoding="utf-8-sig").splitlines()}
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "不是 UTF-8"
        problems.append(problem("unreadable", _given(file), {"reason": reason}))
        return
    folder = os.path.abspath(file.parent)
    paths = [os.path.normpath(os.path.join(folder, line)) for line in lines if line and not line.startswith("#")]
    del lines
    # The names are found again when they are needed: a million of them need not be kept twice.
    paths.sort(key=lambda path: (_inside(path, folder), path))
    before = ""
    for path in paths:
        if path != before:
            yield Source(_inside(path, folder), (Path(path),))
        before = path
    if not paths:
        problems.append(problem("no-reports", _given(file)))


def _inside(path: str, folder: str) -> str:
    base = os.path.join(folder, "")
    name = path[len(base) :].replace(os.sep, "/") if path.startswith(base) else os.path.basename(path)
    return readable_name(name)
