"""What is in the cache, throwing entries away, and looking all of them through."""

from __future__ import annotations

import random
import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scoring.documents import Source, read_source
from scoring.measures import Library, read_facts
from scoring.store.cache.cache import UNTOUCHED, Cache
from scoring.store.cache.fact_codec import BROKEN, unpacked
from scoring.store.cache.lock import alone
from scoring.store.cache.programs import facts_program, parsing_program, reading_program
from scoring.store.cache.sqlite import ASIDE, BESIDE, FILE, LOCK
from scoring.store.cache.store import ANSWER, FACTS, KINDS, LIBRARY, REPORT, Store, is_whole, key_of, short


@dataclass(frozen=True, slots=True)
class KindCount:
    """Entries of one kind: how many, their bytes, and how many of them the present program (and, for facts, the present library) uses."""

    kind: str
    entries: int
    size: int
    present: int


@dataclass(frozen=True, slots=True)
class About:
    """What is in the cache: the file's bytes on disk, entries by kind, and of how many programs and libraries there are facts."""

    path: Path
    size: int
    kinds: tuple[KindCount, ...]
    engines: int
    libraries: int


def about(store: Store, folder: Path, library: Library) -> About:
    """What is in the file of `folder`, which `store` has open."""
    rows = store.rows("SELECT kind, program, count(*), coalesce(sum(size), 0) FROM entries GROUP BY kind, program")
    present = _present()
    counts = {kind: [0, 0, 0] for kind in KINDS}
    for kind, program, entries, size in rows:
        found = counts[kind]
        found[0] += entries
        found[1] += size
        found[2] += entries if program == present[kind] else 0
    own = short(library.sha256)
    query = "SELECT count(*) FROM filed WHERE engine = ? AND library = ?"
    counts[FACTS][2] = _number(store, query, present[FACTS], own)
    return About(
        folder / FILE,
        _size(folder),
        tuple(KindCount(kind, *counts[kind]) for kind in KINDS),
        _number(store, "SELECT count(DISTINCT engine) FROM filed"),
        _number(store, "SELECT count(DISTINCT library) FROM filed"),
    )


def clear(folder: Path) -> int:
    """Delete the file of the cache and what belongs to it; the bytes that were freed. Nothing else in the folder is touched. A program that has
    the file open goes on with what it has. Raises OSError."""
    with alone(folder / LOCK):
        freed = _size(folder)
        for name in (FILE, ASIDE):
            for ending in ("", *BESIDE):
                (folder / f"{name}{ending}").unlink(missing_ok=True)
    return freed


def clear_older(store: Store, library: Library) -> dict[str, int]:
    """Throw away what another program or another library left and the present ones do not use; how many entries of each kind."""
    present, own = _present(), short(library.sha256)
    before = _entries(store)

    def work(connection: sqlite3.Connection) -> None:
        for kind in KINDS:
            connection.execute("DELETE FROM entries WHERE kind = ? AND program <> ?", (kind, present[kind]))
        connection.execute("DELETE FROM filed WHERE engine <> ? OR library <> ?", (present[FACTS], own))
        connection.execute("DELETE FROM entries WHERE kind = ? AND id NOT IN (SELECT entry FROM filed)", (FACTS,))
        description = key_of(present[FACTS], own)
        connection.execute("DELETE FROM entries WHERE kind = ? AND key <> ?", (LIBRARY, description))

    store.change(work)
    store.shrink()
    after = _entries(store)
    return {kind: before[kind] - after[kind] for kind in KINDS}


@dataclass(frozen=True, slots=True)
class Looked:
    """What looking through gave: how many entries, how many of them are damaged, and what SQLite says of the file ("": it is whole)."""

    entries: int
    damaged: int
    reason: str


def look_through(store: Store) -> Looked:
    """Look at every entry and at the file as a whole; nothing is changed."""
    reasons = [str(row[0]) for row in store.rows("PRAGMA integrity_check(3)")]
    entries = damaged = last = 0
    while rows := store.rows(_BEHIND, (last,)):
        for number, kind, key, digest, value in rows:
            entries, last = entries + 1, number
            damaged += 0 if is_whole(kind, key, digest, value) and _opens(value) else 1
    lost = _number(store, "SELECT count(*) FROM entries WHERE id NOT IN (SELECT id FROM bodies)")
    return Looked(entries + lost, damaged + lost, "" if reasons == ["ok"] else "；".join(reasons))


@dataclass(frozen=True, slots=True)
class ReadAgain:
    """How many files were read again and how many of them the cache had; those that are read otherwise now."""

    files: int
    kept: int
    differing: tuple[str, ...]


def read_again(cache: Cache, sources: Sequence[Source], count: int, seed: int = 1) -> ReadAgain:
    """Read `count` of `sources`, chosen by `seed`, out of the cache and from the files themselves, and compare reports and facts."""
    chosen = sorted(random.Random(seed).sample(list(sources), min(count, len(sources))))
    differing = []
    for source in chosen:
        kept, held = cache.read(source, {}), read_source(source, {})
        facts = [cache.facts(report) == read_facts(report, cache.library) for report in kept.reports]
        if kept != held or not all(facts):
            differing.append(source.shown)
    return ReadAgain(len(chosen), cache.taken[FACTS] + cache.taken[UNTOUCHED], tuple(differing))


_BEHIND = (
    "SELECT e.id, e.kind, e.key, b.digest, b.value FROM entries e JOIN bodies b ON b.id = e.id"
    " WHERE e.id > ? ORDER BY e.id LIMIT 500"
)


def _opens(value: bytes) -> bool:
    try:
        unpacked(value)
    except BROKEN:
        return False
    return True


def _present() -> dict[str, bytes]:
    """By kind the program whose entries are used now."""
    facts = short(facts_program())
    return {ANSWER: short(parsing_program()), REPORT: short(reading_program()), FACTS: facts, LIBRARY: facts}


def _entries(store: Store) -> Counter[str]:
    return Counter(dict(store.rows("SELECT kind, count(*) FROM entries GROUP BY kind")))


def _number(store: Store, query: str, *arguments: object) -> int:
    rows = store.rows(query, arguments)
    return int(rows[0][0]) if rows else 0


def _size(folder: Path) -> int:
    """The bytes of the file and of what SQLite keeps beside it, and of what was put aside."""
    files = (folder / f"{name}{ending}" for name in (FILE, ASIDE) for ending in ("", *BESIDE))
    return sum(path.stat().st_size for path in files if path.is_file())
