"""One file → one report. What a file holds decides how its text is obtained (`obtain`); its name does not."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from scoring.documents.content import Content, Unreadable
from scoring.documents.doubts import doubts_of
from scoring.documents.hashed import digest_of
from scoring.documents.metadata import read_metadata
from scoring.documents.obtain import obtain
from scoring.documents.sniff import CSV, DATA, JSON, TEXT, renamed, sniff
from scoring.documents.warned import flags_of
from scoring.errors import ERROR, Diagnostic, DocumentError
from scoring.messages.documents import ARCHIVES, HELP, KINDS, MESSAGES
from scoring.text.report import Recognised, Report

# Pictures make PDF and zip-based documents large; text, pages and old Word files of this size are something else.
MAX_BYTES = 50 * 1024 * 1024
MAX_BYTES_WITH_PICTURES = 200 * 1024 * 1024
_WITH_PICTURES = (b"%PDF-", b"PK\x03\x04", b"Rar!", b"PAR1")

_AT_ONCE = 1024 * 1024
_READING = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_REASONS = {errno.EACCES: "没有读取权限", errno.EPERM: "没有读取权限", errno.ELOOP: "链接互相指向"}


def read_file(path: Path, root: Path) -> Report:
    """The report in `path`, with metadata and flags; its id holds the path relative to `root` (its name if outside).

    Raises DocumentError with one Diagnostic whose code is path-missing, is-folder, not-regular, unreadable, link-loop, too-large
    (over 50 MB; 200 MB for PDF and zip-based formats), empty-file, unsupported-format, not-a-report, missing-reader, or one of the
    reader's (messages.documents). `Diagnostic.file` is the path as ids show it, never an absolute one.
    """
    return read_shown(path, shown_path(path, root))


def read_shown(path: Path, shown: str) -> Report:
    """As `read_file`, for a path whose `shown_path` is known."""
    return read_bytes(load(path, shown), shown)


def read_bytes(data: bytes, shown: str, kind: str = "") -> Report:
    """The report that `data` is; raises DocumentError as `read_file`. A file that holds several is refused (see `held`). `kind` is its
    `kind_of`, for callers that have it."""
    suffix = _suffix(shown)
    kind = kind or sniff(data, suffix)
    try:
        content = obtain(kind, data)
    except Unreadable as error:
        raise _problem(error.code, shown, **error.fields) from error
    if content is None:
        raise _refused(kind, suffix, shown)
    return report_of(content, shown, digest_of(data), mismatch=kind == TEXT and renamed(suffix))


def kind_of(data: bytes, shown: str) -> str:
    """What the bytes hold (see `sniff`)."""
    return sniff(data, _suffix(shown))


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
    absolute, base = os.path.abspath(path), os.path.join(os.path.abspath(root), "")
    inside = os.path.normcase(absolute).startswith(os.path.normcase(base)) and len(absolute) > len(base)
    name = absolute[len(base) :].replace(os.sep, "/") if inside else os.path.basename(absolute)
    return readable_name(name)


def readable_name(name: str) -> str:
    """`name` without the surrogates that stand for undecodable bytes of a file name."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(name).decode("gb18030", errors="backslashreplace")
    return name


def _suffix(shown: str) -> str:
    """The extension in lower case, with its dot; "" where there is none."""
    name = shown.rpartition("/")[2]
    dot = name.rfind(".")
    return name[dot:].lower() if 0 < dot < len(name) - 1 else ""


def _problem(code: str, shown: str, **fields: object) -> DocumentError:
    return DocumentError([problem(code, shown, fields)])


def load(path: Path, shown: str) -> bytes:
    """The bytes of the file. Raises DocumentError as `read_file` does for one that cannot be opened, is empty or too large."""
    try:
        about = os.stat(path)
        if stat.S_ISDIR(about.st_mode):
            raise _problem("is-folder", shown)
        if not stat.S_ISREG(about.st_mode):
            raise _problem("not-regular", shown)
        limit = MAX_BYTES if about.st_size <= MAX_BYTES else _limit(path)
        if about.st_size > limit:
            size = f"{about.st_size / 1024 / 1024:.1f}"
            raise _problem("too-large", shown, size=size, limit=limit // 1024 // 1024)
        data = _bytes_of(path, about.st_size)
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


def _bytes_of(path: Path, size: int) -> bytes:
    """All bytes of the file, which had `size` of them a moment ago; a small one at once, without the layers of a stream."""
    if size > _AT_ONCE:
        return path.read_bytes()
    number = os.open(path, _READING)
    try:
        data = os.read(number, size + 1)
        if len(data) == size:
            return data
        # A file that grows, or a system that gives it in pieces.
        parts = [data]
        while parts[-1]:
            parts.append(os.read(number, _AT_ONCE))
        return b"".join(parts)
    finally:
        os.close(number)


def _limit(path: Path) -> int:
    """The most bytes that a file with this beginning may have."""
    with path.open("rb") as stream:
        return limit_of(stream.read(8))


def limit_of(beginning: bytes) -> int:
    """The most bytes that a file may have that begins so."""
    return MAX_BYTES_WITH_PICTURES if beginning.startswith(_WITH_PICTURES) else MAX_BYTES


def _refused(kind: str, suffix: str, shown: str) -> DocumentError:
    if kind in (DATA, CSV, JSON):
        return _problem("not-a-report", shown, suffix=suffix)
    hint = HELP["unsupported-format"]
    if kind in ARCHIVES:
        hint = HELP["unsupported-archive"]
    return DocumentError([problem("unsupported-format", shown, {"kind": KINDS[kind]}, hint=hint)])


def report_of(content: Content, shown: str, digest: str, *, mismatch: bool = False) -> Report:
    """The report with this content, its metadata and flags; `digest` is that of its file's bytes."""
    bare = Report(
        id=f"{shown}#{digest[:12]}",
        path=shown,
        text=content.text,
        sha256=digest,
        encoding=content.encoding,
        page_starts=content.page_starts,
        obtained=content.obtained,
        recognised=tuple(Recognised(*one) for one in content.recognised),
        doubts=doubts_of(content),
    )
    metadata, doubts = read_metadata(bare)
    flags = [*content.flags, *(("name_content_mismatch",) if mismatch else ()), *doubts]
    if bare.doubts or bare.recognised:
        flags += flags_of(replace(bare, metadata=metadata))
    return replace(bare, metadata=metadata, flags=tuple(dict.fromkeys(flags)))
