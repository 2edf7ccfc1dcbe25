"""Opening the file of the cache, and what its faults mean."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
from pathlib import Path
from typing import NamedTuple

from scoring.messages.cache import REASONS, SYSTEM
from scoring.store.cache.local import is_remote
from scoring.store.cache.lock import alone

FOLDER = Path("reports_out") / ".cache"
FILE = "facts.sqlite"
ASIDE = "facts.sqlite.damaged"
LOCK = "facts.lock"
# What SQLite keeps beside the file.
BESIDE = ("-wal", "-shm")
# Another number, another file: what an older program wrote is not read.
FORMAT = 1
# "scor" in the file's header: the file of another program is not taken for ours.
_OURS = 0x73636F72
_PATIENCE = 30.0
_PAGE = 8192
_SCHEMA = """
CREATE TABLE entries (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, key BLOB NOT NULL, program BLOB NOT NULL, size INTEGER NOT NULL, used INTEGER NOT NULL,
    UNIQUE (kind, key)
);
CREATE INDEX entries_used ON entries (used);
CREATE TABLE bodies (
    id INTEGER PRIMARY KEY REFERENCES entries ON DELETE CASCADE, digest BLOB NOT NULL, value BLOB NOT NULL
);
CREATE TABLE filed (
    report BLOB NOT NULL, engine BLOB NOT NULL, library BLOB NOT NULL,
    entry INTEGER NOT NULL REFERENCES entries ON DELETE CASCADE,
    PRIMARY KEY (report, engine, library)
) WITHOUT ROWID;
CREATE INDEX filed_entry ON filed (entry);
CREATE TABLE turns (number INTEGER NOT NULL);
INSERT INTO turns VALUES (0);
"""
_BROKEN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_PRIMARY = 0xFF


class Fault(NamedTuple):
    """What is wrong with the cache: the code of its message and the fields (messages.cache)."""

    code: str
    fields: tuple[tuple[str, str], ...] = ()


class Unusable(Exception):
    """The cache cannot be had here; the run goes on without it."""

    def __init__(self, code: str, **fields: str) -> None:
        super().__init__(code)
        self.fault = Fault(code, tuple(fields.items()))


def is_broken(error: sqlite3.Error) -> bool:
    """Whether the file is no database, or a damaged one."""
    return _code(error) in _BROKEN


def is_busy(error: sqlite3.Error) -> bool:
    """Whether another program held the file all the time that was waited."""
    return _code(error) in _BUSY


def reason_of(error: Exception) -> str:
    """What the system or SQLite said, in the users' words where there are such."""
    if isinstance(error, sqlite3.Error):
        return REASONS.get(sqlite_name(error), str(error))
    if isinstance(error, OSError):
        return SYSTEM.get(errno.errorcode.get(error.errno or 0, ""), error.strerror or type(error).__name__)
    return type(error).__name__


def sqlite_name(error: sqlite3.Error) -> str:
    """The primary name of an error (SQLITE_FULL); "" for one that SQLite itself did not raise."""
    name = getattr(error, "sqlite_errorname", None) or ""
    return "_".join(name.split("_")[:2])


def open_file(folder: Path) -> tuple[sqlite3.Connection, int, tuple[Fault, ...]]:
    """The open file of `folder` (made if it is not there), the number of this opening, and what was wrong with it. A file that cannot be used is
    put aside and a new one begun. Raises `Unusable` where no file can be had, OSError and sqlite3.Error for what the system refuses."""
    folder.mkdir(parents=True, exist_ok=True)
    if is_remote(folder):
        raise Unusable("cache-remote")
    # One at a time: two that both found the file damaged would each put the other's new one aside.
    with alone(folder / LOCK):
        faults: tuple[Fault, ...] = ()
        wrong = _wrong(folder / FILE)
        if wrong:
            aside = _put_aside(folder)
            faults = (Fault(wrong, (("aside", aside.as_posix()),)),)
        connection = _connect(folder / FILE)
        try:
            _prepare(connection)
            with connection:
                connection.execute("UPDATE turns SET number = number + 1")
                turn = int(connection.execute("SELECT number FROM turns").fetchone()[0])
        except BaseException:
            connection.close()
            raise
    return connection, turn, faults


def _wrong(path: Path) -> str:
    """Why the file cannot be used, the code of a message; "" if it can, or is not there."""
    if not path.exists() or not path.stat().st_size:
        return ""
    try:
        with contextlib.closing(_connect(path)) as connection:
            ours = connection.execute("PRAGMA application_id").fetchone()[0]
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if (ours, version) == (0, 0) and not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
                return ""
            if (ours, version) != (_OURS, FORMAT):
                return "cache-format"
            # The pages that everything else hangs on; damage elsewhere shows when it is met.
            connection.execute("SELECT number FROM turns").fetchone()[0]
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            if (
                not _has_wal(path)
                and path.stat().st_size < pages * connection.execute("PRAGMA page_size").fetchone()[0]
            ):
                return "cache-aside"
    except (sqlite3.Error, TypeError) as error:
        if isinstance(error, sqlite3.Error) and not (is_broken(error) or _code(error) == sqlite3.SQLITE_ERROR):
            raise
        return "cache-aside"
    return ""


def _has_wal(path: Path) -> bool:
    wal = path.with_name(f"{path.name}-wal")
    return wal.exists() and wal.stat().st_size > 0


def is_damaged(path: Path) -> bool:
    """Whether SQLite finds the file damaged when it looks through all of it."""
    try:
        with contextlib.closing(_connect(path)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok")
    except sqlite3.Error as error:
        if is_broken(error):
            return True
        raise


def put_aside_if_damaged(folder: Path) -> Fault | None:
    """Put the file aside if it is damaged, and say so; None where another program has done that already. Raises OSError, sqlite3.Error."""
    with alone(folder / LOCK):
        if not (folder / FILE).exists() or not is_damaged(folder / FILE):
            return None
        return Fault("cache-aside", (("aside", _put_aside(folder).as_posix()),))


def _put_aside(folder: Path) -> Path:
    """The damaged file's new place. What was put aside before goes: one is enough to look at."""
    aside = folder / ASIDE
    os.replace(folder / FILE, aside)
    for ending in BESIDE:
        beside = folder / f"{FILE}{ending}"
        if beside.exists():
            os.replace(beside, folder / f"{ASIDE}{ending}")
    return aside


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_PATIENCE, check_same_thread=False, isolation_level=None)
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA temp_store = MEMORY")
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    """WAL mode and the tables, where they are not there yet."""
    new = not connection.execute("SELECT 1 FROM sqlite_master").fetchone()
    if new:
        connection.execute(f"PRAGMA page_size = {_PAGE}")
        connection.execute("PRAGMA auto_vacuum = INCREMENTAL")
    if connection.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
        raise Unusable("cache-no-wal")
    if new:
        connection.executescript(
            f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA application_id = {_OURS}; PRAGMA user_version = {FORMAT}; COMMIT;"
        )


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & _PRIMARY
