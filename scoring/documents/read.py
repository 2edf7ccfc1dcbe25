"""One file → one report. The registry maps what a file holds to its reader."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from scoring.documents.metadata import read_metadata
from scoring.documents.sniff import DATA, TEXT, renamed, sniff
from scoring.documents.txt import Content, Unreadable, read_text
from scoring.errors import ERROR, WARNING, Diagnostic, DocumentError
from scoring.messages.documents import ARCHIVES, FLAG_HELP, FLAGS, HELP, KINDS, MESSAGES, WARNED
from scoring.text.report import Report

Reader = Callable[[bytes], Content]

READERS: Mapping[str, Reader] = {TEXT: read_text}

MAX_BYTES = 50 * 1024 * 1024

_REASONS = {errno.EACCES: "没有读取权限", errno.EPERM: "没有读取权限", errno.ELOOP: "链接互相指向"}


def read_file(path: Path, root: Path) -> Report:
    """The report in `path`, with metadata and flags; its id holds the path relative to `root` (its name if outside).

    Raises DocumentError with one Diagnostic whose code is path-missing, is-folder, not-regular, unreadable, link-loop, too-large
    (over 50 MB), empty-file, blank-file, binary-file, undecodable, unsupported-format or not-a-report. `Diagnostic.file` is the
    path as ids show it, never an absolute one.
    """
    shown = shown_path(path, root)
    data = _load(path, shown)
    suffix = Path(shown).suffix.lower()
    kind = sniff(data, suffix)
    reader = READERS.get(kind)
    if reader is None:
        raise _refused(kind, suffix, shown)
    try:
        content = reader(data)
    except Unreadable as error:
        raise _problem(error.code, shown, **error.fields) from error
    return _report(data, content, shown, mismatch=renamed(suffix))


def warnings(report: Report) -> tuple[Diagnostic, ...]:
    """The doubts about `report` that change what is counted or grouped, as warnings; damage is shown with its place."""
    found = []
    for flag in report.flags:
        if flag not in WARNED:
            continue
        line = column = excerpt = None
        count = report.text.count("\ufffd")
        if flag == "replaced_bytes":
            at = report.text.index("\ufffd")
            start = report.text.rfind("\n", 0, at) + 1
            line, column = report.text.count("\n", 0, at) + 1, min(at - start, 30) + 1
            excerpt = report.text[at - column + 1 : at + 30].split("\n")[0].rstrip("\r")
        found.append(
            Diagnostic(
                code=flag.replace("_", "-"),
                message=FLAGS[flag].format(count=count),
                file=report.path,
                line=line,
                column=column,
                excerpt=excerpt,
                help=FLAG_HELP.get(flag),
                severity=WARNING,
            )
        )
    return tuple(found)


def problem(
    code: str, shown: str, fields: Mapping[str, object] | None = None, *, severity: str = ERROR, hint: str | None = None
) -> Diagnostic:
    """The diagnostic `code` of messages.documents about the file shown as `shown`; `fields` fill the message."""
    message = MESSAGES[code].format(name=shown, **(fields or {}))
    return Diagnostic(code=code, message=message, file=shown, help=hint or HELP.get(code), severity=severity)


def shown_path(path: Path, root: Path) -> str:
    """`path` relative to `root`, with forward slashes; the bare name where `path` lies elsewhere or is `root` itself.

    A name that is not valid UTF-8 (old archives hold GBK names) is shown as GB18030 reads it.
    """
    absolute, base = Path(os.path.abspath(path)), Path(os.path.abspath(root))
    inside = absolute != base and absolute.is_relative_to(base)
    name = absolute.relative_to(base).as_posix() if inside else absolute.name
    return readable_name(name)


def readable_name(name: str) -> str:
    """`name` without the surrogates that stand for undecodable bytes of a file name."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(name).decode("gb18030", errors="backslashreplace")
    return name


def _problem(code: str, shown: str, **fields: object) -> DocumentError:
    return DocumentError([problem(code, shown, fields)])


def _load(path: Path, shown: str) -> bytes:
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise _problem("is-folder", shown)
        if not stat.S_ISREG(about.st_mode):
            raise _problem("not-regular", shown)
        if about.st_size > MAX_BYTES:
            size = f"{about.st_size / 1024 / 1024:.1f}"
            raise _problem("too-large", shown, size=size, limit=MAX_BYTES // 1024 // 1024)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise _problem("path-missing", shown) from error
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise _problem("link-loop", shown) from error
        reason = _REASONS.get(error.errno or 0) or error.strerror or type(error).__name__
        raise _problem("unreadable", shown, reason=reason) from error
    if not data:
        raise _problem("empty-file", shown)
    return data


def _refused(kind: str, suffix: str, shown: str) -> DocumentError:
    if kind == DATA:
        return _problem("not-a-report", shown, suffix=suffix)
    hint = HELP["unsupported-format"]
    if kind in ARCHIVES:
        hint = HELP["unsupported-archive"]
    elif kind == "image":
        hint = HELP["unsupported-image"]
    return DocumentError([problem("unsupported-format", shown, {"kind": KINDS[kind]}, hint=hint)])


def _report(data: bytes, content: Content, shown: str, *, mismatch: bool) -> Report:
    digest = hashlib.sha256(data).hexdigest()
    bare = Report(
        id=f"{shown}#{digest[:12]}",
        path=shown,
        text=content.text,
        sha256=digest,
        encoding=content.encoding,
        page_starts=content.page_starts,
    )
    metadata, doubts = read_metadata(bare)
    flags = (*content.flags, *(("name_content_mismatch",) if mismatch else ()), *doubts)
    return replace(bare, metadata=metadata, flags=flags)
