"""The log of a review: one line per thing that somebody said, only ever appended to.

Every line is a JSON object with the digest of the line before it (`after`), so that a log that was cut or edited is told with its line. Lines are
appended whole under a lock and flushed to the disk; a line that a crash left half written is told and left out, and the next append starts
behind it on a line of its own.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields
from decimal import Decimal
from pathlib import Path
from typing import Any

from scoring.corrections.types import By
from scoring.errors import Diagnostic, OutputError, ScoringError
from scoring.messages.review import HELP, MESSAGES

OVERRIDE, FACT, REPORT, PROPOSAL, CHECKED, WITHDRAWN, ADJUDICATED, IMPORTED = (
    "override",
    "fact",
    "report",
    "proposal",
    "checked",
    "withdrawn",
    "adjudicated",
    "imported",
)
KINDS = (OVERRIDE, FACT, REPORT, PROPOSAL, CHECKED, WITHDRAWN, ADJUDICATED, IMPORTED)
_WAIT = 10.0
_STALE = 60.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One line. `key` says what it is about (a row of the ledger, a fact, a field of a report, a node); `value` what was said of it: numbers as
    text, so that nothing is rounded. `run` is the id of the run, `rubric` the rubric's sha256."""

    kind: str
    key: str
    by: By
    value: dict[str, Any] = field(default_factory=dict)
    run: str = ""
    rubric: str = ""

    def __hash__(self) -> int:
        return hash((self.kind, self.key, self.by, json.dumps(self.value, sort_keys=True)))


def read_log(path: Path) -> tuple[Entry, ...]:
    """The entries of a log in their order; () where there is none yet. Raises ScoringError naming the first line that was altered or cut."""
    if not path.is_file():
        return ()
    lines, _ = _lines(path)
    return tuple(lines)


def torn(path: Path) -> bool:
    """Whether the last line was left half written by a crash."""
    return path.is_file() and _lines(path)[1]


def _lines(path: Path) -> tuple[list[Entry], bool]:
    raw = path.read_bytes()
    *whole, rest = raw.split(b"\n")
    found, before = [], ""
    left_over = bool(rest)
    for number, line in enumerate(whole, start=1):
        if not line:
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            # A torn line with another behind it: the next append ended it.
            if _ended(line):
                left_over = left_over or number == len(whole)
                continue
            raise _damaged(path, number) from error
        if not isinstance(record, dict) or record.get("after") != before or record.get("kind") not in KINDS:
            raise _damaged(path, number)
        found.append(_entry(record))
        before = _digest(line)
    return found, left_over


_TORN_MARK = b"#torn"


def _ended(line: bytes) -> bool:
    return line.endswith(_TORN_MARK)


def append(path: Path, entries: Sequence[Entry]) -> None:
    """Append the entries, all or none. Raises OutputError where the disk refuses or another program holds the log, ScoringError for a log that
    was altered."""
    if not entries:
        return
    try:
        with _locked(path):
            before, tail = _last(path)
            lines = []
            for entry in entries:
                line = _line(entry, before)
                before = _digest(line)
                lines.append(line)
            _write(path, tail + b"".join(line + b"\n" for line in lines))
    except OSError as error:
        code = "log-not-written"
        message = MESSAGES[code].format(reason=error.strerror or str(error))
        raise OutputError([Diagnostic(code, message, path.name, help=HELP[code])]) from error


def _last(path: Path) -> tuple[str, bytes]:
    """The digest of the last whole line, and what has to end a torn one."""
    if not path.is_file():
        return "", b""
    _lines(path)
    raw = path.read_bytes()
    whole = [line for line in raw.split(b"\n")[:-1] if line and not _ended(line)]
    return (_digest(whole[-1]) if whole else ""), (b"" if raw.endswith(b"\n") or not raw else _TORN_MARK + b"\n")


def _write(path: Path, data: bytes) -> None:
    """At the end, in one piece; what a full disk let in only in part is taken back."""
    size = path.stat().st_size if path.is_file() else 0
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o644)
    try:
        written = 0
        while written < len(data):
            written += os.write(descriptor, data[written:])
        os.fsync(descriptor)
    except OSError:
        os.ftruncate(descriptor, size)
        raise
    finally:
        os.close(descriptor)


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the lock file beside the log. One that a crash left behind is taken over after a minute."""
    lock = path.with_name(path.name + ".lock")
    deadline = time.monotonic() + _WAIT
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            break
        except FileExistsError:
            if _age(lock) > _STALE:
                lock.unlink(missing_ok=True)
            elif time.monotonic() > deadline:
                raise
            time.sleep(0.02)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _age(lock: Path) -> float:
    try:
        return time.time() - lock.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _line(entry: Entry, before: str) -> bytes:
    record = {
        "after": before,
        "kind": entry.kind,
        "key": entry.key,
        "value": entry.value,
        "by": asdict(entry.by),
        "run": entry.run,
        "rubric": entry.rubric,
    }
    return json.dumps(record, ensure_ascii=True, sort_keys=True).encode("ascii")


def _entry(record: dict[str, Any]) -> Entry:
    names = {one.name for one in fields(By)}
    by = By(**{name: value for name, value in record["by"].items() if name in names})
    return Entry(record["kind"], record["key"], by, record["value"], record["run"], record["rubric"])


def _digest(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()[:16]


def _damaged(path: Path, number: int) -> ScoringError:
    code = "log-damaged"
    return ScoringError([Diagnostic(code, MESSAGES[code].format(line=number), path.name, number, help=HELP[code])])


def points_text(points: Decimal | None) -> str:
    """Points as the log keeps them; an empty text is 不适用."""
    return "" if points is None else format(points.normalize(), "f")


def points_of(text: str) -> Decimal | None:
    """The reverse of `points_text`."""
    return Decimal(text) if text else None


def entries_by_key(entries: Iterable[Entry], kinds: Sequence[str]) -> dict[str, list[Entry]]:
    """The entries of these kinds by what they are about, each list in the order of the log."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.kind in kinds:
            found.setdefault(entry.key, []).append(entry)
    return found
