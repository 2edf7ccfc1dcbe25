"""Reports and facts out of the cache, or read and kept there: the same either way.

Three kinds of entries stand on each other. *Answers* are what a child process made of bytes (text of a PDF, one page recognised): they hang on the
bytes alone, so that a file that was renamed, or lies in another archive, is not parsed again. *Reports* are text, metadata and flags, by the bytes and
the name shown, in which years and units may stand; plain text is not kept but decoded. *Facts* hang on what facts are read from (text, unit, year, metadata; not
the report's id or place), on the measure library and on the program; facts of another library are used where what differs between the two cannot
touch the report (see `measures.touched`).
"""

from __future__ import annotations

import gc
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType

from scoring.documents import FORMATS, Held, Source, read_source
from scoring.documents.held import Loading
from scoring.documents.isolation import KEEPER
from scoring.documents.ocr import UNREAD, missing_ocr
from scoring.documents.read import kind_of, load
from scoring.documents.sniff import TEXT
from scoring.errors import WARNING, Diagnostic, DocumentError
from scoring.measures import Fact, Library, read_facts
from scoring.measures.touched import Changes, Description, changes, describe
from scoring.messages.cache import HELP, MESSAGES
from scoring.store.cache.answers import Answers
from scoring.store.cache.fact_codec import BROKEN, facts_bytes, facts_of, packed, unpacked
from scoring.store.cache.programs import environment, facts_program, reading_program
from scoring.store.cache.report_codec import facts_key, report_bytes, report_of
from scoring.store.cache.sqlite import FILE, Fault
from scoring.store.cache.store import FACTS, LIBRARY, LIMIT, REPORT, Filing, Store, key_of, short
from scoring.text.report import Report
from scoring.text.structure import build_view

# What a report that is not plain text holds of work, in entries: PDF and Word take a hundred times as long as text.
_DEAR = 16
# Facts by another library that were taken.
UNTOUCHED = "untouched"


class Cache:
    """What was read, kept in `folder` (None: kept nowhere). `library` gives the facts; if it is a function, it is asked when facts are wanted.
    `limit` is the most bytes that the file may have.

    One object serves the threads of a process and, opened anew, a process forked from it. Closing it writes what is not written yet; it may be used
    again afterwards.
    """

    def __init__(self, folder: Path | None, library: Library | Callable[[], Library], limit: int = LIMIT) -> None:
        self._library = library
        self._faults: dict[Fault, int] = {}
        self._folder = folder
        self._store = None if folder is None else Store(folder, self._told, limit)
        self._answers = None if self._store is None else Answers(self._store)
        # How many reports and facts were taken out of the cache, and how many were read, by the kinds of entries.
        self.taken: Counter[str] = Counter()
        self.made: Counter[str] = Counter()
        self._changes: dict[bytes, Changes] = {}
        self._described = False

    def __enter__(self) -> Cache:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Write what waits and close the file."""
        if self._store is not None:
            self._store.close()

    @cached_property
    def library(self) -> Library:
        """The measure library of the facts."""
        return self._library() if callable(self._library) else self._library

    @property
    def store(self) -> Store | None:
        """The entries themselves, for looking them through; None where nothing is kept."""
        return self._store

    @property
    def problems(self) -> list[Diagnostic]:
        """Warnings about the cache itself. They are no part of any result: what is read is the same without it."""
        return [self._warning(fault, count) for fault, count in self._faults.items()]

    def read(self, source: Source, columns: Mapping[str, str], load: Loading = load) -> Held:
        """What `documents.read_source` gives. The bytes are read once, so that a file that changes meanwhile is kept as what was read of it."""
        store = self._store
        if store is None:
            return read_source(source, columns, load)
        with self._keeping():
            if len(source.paths) > 1:
                return read_source(source, columns, load)
            try:
                data = load(source.paths[0], source.shown)
            except DocumentError as error:
                return Held(diagnostics=tuple(error.diagnostics))
            kind = kind_of(data, source.shown)
            row = FORMATS.get(kind)
            if row is None or (row.holds and not row.reader):
                return read_source(source, columns, lambda _path, _shown: data)
            return self._read(store, source, columns, data, kind)

    def facts(self, report: Report) -> tuple[Fact, ...]:
        """All facts of `report`, as `measures.read_facts` gives them."""
        store = self._store
        if store is None:
            return read_facts(report, self.library)
        key, engine, library = facts_key(report), short(facts_program()), short(self.library.sha256)
        filed = store.filed(key, engine)
        if library in filed:
            kept = self._kept(store, filed[library], report)
            if kept is not None:
                self.taken[FACTS] += 1
                return kept
        untouched = self._untouched(store, filed, engine, report)
        if untouched is not None:
            entry, kept = untouched
            store.file(Filing(key, engine, library, entry))
            self.taken[UNTOUCHED] += 1
            return kept
        self.made[FACTS] += 1
        found = read_facts(report, self.library)
        entry = key_of(key, engine, library)
        self._describe(store, engine)
        store.put(FACTS, entry, engine, facts_bytes(found))
        store.file(Filing(key, engine, library, entry))
        return found

    def facts_many(self, reports: Iterable[Report]) -> dict[str, tuple[Fact, ...]]:
        """The facts of several reports by their ids."""
        with resting():
            return {report.id: self.facts(report) for report in reports}

    def has_facts(self, report: Report) -> bool:
        """Whether the facts of `report` are kept, so that they need not be read."""
        if self._store is None:
            return False
        engine = short(facts_program())
        filed = self._store.filed(facts_key(report), engine)
        return short(self.library.sha256) in filed or bool(
            filed and self._untouched(self._store, filed, engine, report)
        )

    def _read(self, store: Store, source: Source, columns: Mapping[str, str], data: bytes, kind: str) -> Held:
        """A file that is one report."""
        program = reading_program()
        around = "" if kind == TEXT else environment()
        digest = hashlib.sha256(data).hexdigest()
        # A name may hold bytes that are no UTF-8.
        shown = source.shown.encode("utf-8", "surrogatepass")
        key = key_of(program.encode(), around.encode(), kind.encode(), digest.encode(), shown)
        value = store.get(REPORT, key)
        if value is not None:
            try:
                report = report_of(value, data)
            except BROKEN:
                store.throw_away(REPORT, key)
            else:
                self.taken[REPORT] += 1
                return Held((report,))
        self.made[REPORT] += 1
        held = read_source(source, columns, lambda _path, _shown: data)
        if len(held.reports) == 1 and not held.diagnostics and _lasting(held.reports[0]):
            value = report_bytes(held.reports[0], data)
            store.put(REPORT, key, short(program), value, 1 if kind == TEXT else _DEAR)
        return held

    def _kept(self, store: Store, entry: bytes, report: Report) -> tuple[Fact, ...] | None:
        value = store.get(FACTS, entry)
        if value is None:
            return None
        try:
            return facts_of(value, report)
        except BROKEN:
            store.throw_away(FACTS, entry)
            return None

    def _untouched(
        self, store: Store, filed: Mapping[bytes, bytes], engine: bytes, report: Report
    ) -> tuple[bytes, tuple[Fact, ...]] | None:
        """The facts by another library, and the key of their entry, where nothing that differs can touch the report."""
        text = ""
        own = short(self.library.sha256)
        for library, entry in sorted(filed.items()):
            if library == own:
                continue
            found = self._changes_since(store, library, engine)
            if found.everything:
                continue
            text = text or build_view(report.text).text
            if not found.touch(text):
                kept = self._kept(store, entry, report)
                if kept is not None:
                    return entry, kept
        return None

    def _changes_since(self, store: Store, library: bytes, engine: bytes) -> Changes:
        if library not in self._changes:
            value = store.get(LIBRARY, key_of(engine, library))
            try:
                known = None if value is None else unpacked(value)
                found = Changes(everything=True) if known is None else changes(known, self._description)
            except BROKEN:
                store.throw_away(LIBRARY, key_of(engine, library))
                found = Changes(everything=True)
            self._changes[library] = found
        return self._changes[library]

    def _describe(self, store: Store, engine: bytes) -> None:
        """Keep what this library is, for a later one to be compared with."""
        if not self._described:
            self._described = True
            key = key_of(engine, short(self.library.sha256))
            if store.get(LIBRARY, key) is None:
                store.put(LIBRARY, key, engine, packed(self._description))

    @cached_property
    def _description(self) -> Description:
        return describe(self.library)

    @contextmanager
    def _keeping(self) -> Iterator[None]:
        token = KEEPER.set(self._answers)
        try:
            yield
        finally:
            KEEPER.reset(token)

    def _told(self, fault: Fault) -> None:
        self._faults[fault] = self._faults.get(fault, 0) + 1

    def _warning(self, fault: Fault, count: int) -> Diagnostic:
        message = MESSAGES[fault.code].format(count=count, **dict(fault.fields))
        file = None if self._folder is None else (self._folder / FILE).as_posix()
        return Diagnostic(fault.code, message, file, help=HELP[fault.code], severity=WARNING)


@contextmanager
def resting() -> Iterator[None]:
    """The garbage collector rests meanwhile: the facts of thousands of reports all stay, and looking through them again and again for what may be
    thrown away takes as long as getting them."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _lasting(report: Report) -> bool:
    """Whether the report will be the same another time: a page that could not be read now, for want of time or memory, may be readable then."""
    return UNREAD not in report.flags or bool(missing_ocr())
