"""The entries of the cache: SQLite in WAL mode, one row per entry, each with a digest of its own.

Why SQLite and not Parquet parts: entries are written one at a time by several programs at once and looked up one at a time by key; a
transaction is whole or not there whenever a process is killed; entries are replaced and thrown away in place. Parquet parts would have to be listed,
merged and swept by all programs together. In WAL mode readers go on while one writes. Results, which are written once and scanned, are Parquet.

What a crash loses is at most work that would be done again. Nothing here raises: what is wrong with the file is told as a `Fault`, and the
run goes on without what it cannot have. Nothing hangs on a clock: age is counted in openings.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from scoring.store.cache.sqlite import (
    Fault,
    Unusable,
    is_broken,
    is_busy,
    open_file,
    put_aside_if_damaged,
    reason_of,
)

# What entries are: what a child process made of bytes, a report, the facts of a report, a library's description.
ANSWER, REPORT, FACTS, LIBRARY = "answer", "report", "facts", "library"
KINDS = (ANSWER, REPORT, FACTS, LIBRARY)
LIMIT = 2 * 1024**3
# Written together: so many entries, or bytes of them.
_BATCH, _BATCH_BYTES = 256, 8 * 1024**2
# After throwing away the file stays below its limit by this much.
_SLACK = 0.9
_GET = "SELECT e.id, b.digest, b.value FROM entries e JOIN bodies b ON b.id = e.id WHERE e.kind = ? AND e.key = ?"
_FILED = "SELECT f.library, e.key FROM filed f JOIN entries e ON e.id = f.entry WHERE f.report = ? AND f.engine = ?"
_FILE = "INSERT OR REPLACE INTO filed SELECT ?, ?, ?, id FROM entries WHERE kind = ? AND key = ?"
_UPSERT = (
    "INSERT INTO entries (kind, key, program, size, used) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (kind, key) DO UPDATE SET program = excluded.program, size = excluded.size, used = excluded.used"
)
# What libraries were goes last: few bytes, on which the use of many facts hangs.
_OLDEST = "SELECT id, size FROM entries WHERE used < ? ORDER BY kind = ?, used, id"
# Connections of parents of this process: neither used nor closed, which would undo the parent's locks.
_PARENTS: list[sqlite3.Connection] = []

Answer = TypeVar("Answer")


class Filing(NamedTuple):
    """Facts of a report by a library: `entry` is the key of their entry."""

    report: bytes
    engine: bytes
    library: bytes
    entry: bytes


class _Waiting:
    """What is not written yet."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, bytes], tuple[bytes, bytes]] = {}
        self.filings: dict[tuple[bytes, bytes], dict[bytes, bytes]] = {}
        self.used: set[int] = set()
        self.weight = self.size = 0


class Store:
    """The entries in the file of `folder`; `told` hears of faults, each kind of which it may hear often. One connection per process, shared by its
    threads; a process that was forked opens its own. `limit` is the most bytes that the file may have."""

    def __init__(self, folder: Path, told: Callable[[Fault], None], limit: int = LIMIT) -> None:
        self._folder = folder
        self._told = told
        self._limit = limit
        self._begin()

    def _begin(self) -> None:
        self._process = os.getpid()
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._reading = self._writing = True
        self._turn = 0
        self._waiting = _Waiting()

    def get(self, kind: str, key: bytes) -> bytes | None:
        """The value of an entry; None where there is none. One whose digest is wrong is told of and thrown away."""
        with self._alone():
            waiting = self._waiting.entries.get((kind, key))
            if waiting is not None:
                return waiting[1]
            row = self._ask(lambda connection: connection.execute(_GET, (kind, key)).fetchone(), None)
            if row is None:
                return None
            number, digest, value = row
            if is_whole(kind, key, digest, value):
                self._waiting.used.add(number)
                return bytes(value)
            self.throw_away(kind, key)
            return None

    def throw_away(self, kind: str, key: bytes) -> None:
        """Forget an entry that is damaged, and say so."""
        with self._alone():
            self._told(Fault("cache-damaged"))
            self._waiting.entries.pop((kind, key), None)
            self.change(lambda connection: _delete(connection, kind, key))

    def put(self, kind: str, key: bytes, program: bytes, value: bytes, weight: int = 1) -> None:
        """Keep an entry, in place of one with its key. `weight` says how much work is in it: what is dear is written soon."""
        with self._alone():
            if self._reading and self._writing:
                self._waiting.entries[kind, key] = (program, value)
                self._waiting.weight += weight
                self._waiting.size += len(value)
                self._flush_if_many()

    def filed(self, report: bytes, engine: bytes) -> dict[bytes, bytes]:
        """The keys of a report's facts by the libraries that gave them."""
        with self._alone():
            nothing: list[tuple[bytes, bytes]] = []
            rows = self._ask(lambda connection: connection.execute(_FILED, (report, engine)).fetchall(), nothing)
            return {**dict(rows), **self._waiting.filings.get((report, engine), {})}

    def file(self, filing: Filing) -> None:
        """Note that the facts of an entry are those of a report by a library."""
        with self._alone():
            if self._reading and self._writing:
                by_library = self._waiting.filings.setdefault((filing.report, filing.engine), {})
                by_library[filing.library] = filing.entry
                self._waiting.weight += 1
                self._flush_if_many()

    def flush(self) -> None:
        """Write what waits in one transaction. If another program holds the file too long it waits further."""
        with self._alone():
            waiting = self._waiting
            if (waiting.entries or waiting.filings or waiting.used) and self.change(self._flush):
                self._waiting = _Waiting()
            waiting.weight = waiting.size = 0

    def close(self) -> None:
        """Write what waits, and close the file."""
        with self._alone():
            self.flush()
            left = self._waiting
            if self._reading and self._writing and (left.entries or left.filings):
                self._told(Fault("cache-unwritable", (("reason", reason_of(_held())),)))
            if self._connection is not None:
                with contextlib.suppress(sqlite3.Error):
                    self._connection.close()
        self._begin()

    def rows(self, query: str, arguments: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query, for looking the file through; none where it cannot be had."""
        with self._alone():
            nothing: list[tuple[Any, ...]] = []
            return self._ask(lambda connection: connection.execute(query, arguments).fetchall(), nothing)

    def change(self, work: Callable[[sqlite3.Connection], None]) -> bool:
        """Do `work` in one transaction; whether it was done."""
        with self._alone():
            return self._writing and self._ask(lambda connection: _in_one(connection, work), False)

    def shrink(self) -> None:
        """Give the room of what was thrown away back to the system."""
        for pragma in ("PRAGMA incremental_vacuum", "PRAGMA wal_checkpoint(TRUNCATE)"):
            self.rows(pragma)

    @property
    def turn(self) -> int:
        """The number of this opening, which stands for now."""
        return self._turn

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if self._process != os.getpid():
            if self._connection is not None:
                _PARENTS.append(self._connection)
            self._begin()
        with self._lock:
            yield

    def _ask(self, work: Callable[[sqlite3.Connection], Answer], nothing: Answer) -> Answer:
        """What `work` gives, asked a second time of a new file where the first is damaged; `nothing` where the file cannot be had."""
        for last in (False, True):
            if not self._reading:
                return nothing
            try:
                return work(self._connected())
            except (sqlite3.Error, OSError, Unusable) as error:
                self._failed(error, last)
                if not isinstance(error, sqlite3.Error) or not is_broken(error):
                    return nothing
        return nothing

    def _connected(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection, self._turn, faults = open_file(self._folder)
            for fault in faults:
                self._told(fault)
        return self._connection

    def _failed(self, error: Exception, last: bool) -> None:
        """What an error means for the rest of the run."""
        if isinstance(error, Unusable):
            self._reading = False
            self._told(error.fault)
        elif isinstance(error, sqlite3.Error) and is_busy(error) and self._connection is not None:
            # Another program is at work; what waits is tried again with the next.
            return
        elif isinstance(error, sqlite3.Error) and is_broken(error) and not last:
            self._begin_anew()
        elif self._connection is None or (isinstance(error, sqlite3.Error) and is_broken(error)):
            self._reading = False
            self._told(Fault("cache-unreadable", (("reason", reason_of(error)),)))
        else:
            # A full disk, a folder that may only be read: what is there can still be used.
            self._writing = False
            self._waiting = _Waiting()
            self._told(Fault("cache-unwritable", (("reason", reason_of(error)),)))

    def _begin_anew(self) -> None:
        """Close the damaged file and put it aside; what waits is written into the new one."""
        connection, self._connection = self._connection, None
        try:
            if connection is not None:
                connection.close()
            fault = put_aside_if_damaged(self._folder)
        except (sqlite3.Error, OSError) as error:
            self._reading = False
            fault = Fault("cache-unreadable", (("reason", reason_of(error)),))
        self._waiting.used = set()
        if fault is not None:
            self._told(fault)

    def _flush_if_many(self) -> None:
        if self._waiting.weight >= _BATCH or self._waiting.size >= _BATCH_BYTES:
            self.flush()

    def _flush(self, connection: sqlite3.Connection) -> None:
        waiting, turn = self._waiting, self._turn
        for (kind, key), (program, value) in waiting.entries.items():
            _insert(connection, kind, key, program, value, turn)
        filings = [
            (report, engine, library, FACTS, entry)
            for (report, engine), by_library in waiting.filings.items()
            for library, entry in by_library.items()
        ]
        connection.executemany(_FILE, filings)
        connection.executemany("UPDATE entries SET used = ? WHERE id = ?", [(turn, number) for number in waiting.used])
        if not keep_to(connection, self._limit, turn):
            self._writing = False
            self._told(Fault("cache-full", (("size", str(self._limit // 1024**2)),)))


def key_of(*parts: bytes) -> bytes:
    """The key of an entry that hangs on `parts`, in that order."""
    found = hashlib.sha256()
    for part in parts:
        found.update(b"%d\0" % len(part))
        found.update(part)
    return found.digest()[:20]


def short(digest: str) -> bytes:
    """The first half of a hash, given in hexadecimal digits: enough to tell programs and libraries apart."""
    return bytes.fromhex(digest)[:16]


def digest_of(kind: str, key: bytes, value: bytes) -> bytes:
    """The digest that an entry must have: of its value and of what it is the value of."""
    return hashlib.sha256(b"%s\0%s\0%s" % (kind.encode("ascii"), key, value)).digest()[:16]


def is_whole(kind: str, key: bytes, digest: object, value: object) -> bool:
    """Whether a row holds what was put there; a damaged one may hold something of another type."""
    return isinstance(value, bytes) and digest == digest_of(kind, key, value)


def keep_to(connection: sqlite3.Connection, limit: int, turn: int) -> bool:
    """Throw away entries, those least recently used first, until the file is within `limit` bytes; whether it is. What this opening used or
    wrote itself stays: a run that is larger than the limit would only throw away what it will want next time."""
    held = _held_bytes(connection)
    if held <= limit:
        return True
    excess = held - int(limit * _SLACK)
    gone = []
    for number, size in connection.execute(_OLDEST, (turn, LIBRARY)):
        gone.append((number,))
        excess -= size
        if excess <= 0:
            break
    connection.executemany("DELETE FROM entries WHERE id = ?", gone)
    return _held_bytes(connection) <= limit


def _held_bytes(connection: sqlite3.Connection) -> int:
    """The bytes of the pages in use."""
    pages, free, size = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in _PAGES)
    return int(pages - free) * int(size)


_PAGES = ("page_count", "freelist_count", "page_size")


def _in_one(connection: sqlite3.Connection, work: Callable[[sqlite3.Connection], None]) -> bool:
    # An interrupt may come at any place: no transaction is left open.
    try:
        connection.execute("BEGIN IMMEDIATE")
        work(connection)
        connection.execute("COMMIT")
    except BaseException:
        # After a full disk SQLite has rolled back by itself.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return True


def _insert(connection: sqlite3.Connection, kind: str, key: bytes, program: bytes, value: bytes, turn: int) -> None:
    """The row of an entry, new or in the place of one with its key."""
    size = len(value) + len(key)
    connection.execute(_UPSERT, (kind, key, program, size, turn))
    (number,) = connection.execute("SELECT id FROM entries WHERE kind = ? AND key = ?", (kind, key)).fetchone()
    connection.execute("INSERT OR REPLACE INTO bodies VALUES (?, ?, ?)", (number, digest_of(kind, key, value), value))


def _delete(connection: sqlite3.Connection, kind: str, key: bytes) -> None:
    connection.execute("DELETE FROM entries WHERE kind = ? AND key = ?", (kind, key))


def _held() -> sqlite3.OperationalError:
    """What is said where another program held the file to the end."""
    error = sqlite3.OperationalError("database is locked")
    error.sqlite_errorcode, error.sqlite_errorname = sqlite3.SQLITE_BUSY, "SQLITE_BUSY"
    return error
