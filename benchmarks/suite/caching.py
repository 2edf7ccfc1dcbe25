"""Facts out of the cache beside reading again, and beside the same facts in a bare SQLite table and in JSON files."""

from __future__ import annotations

import json
import pickle
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from frame import Found, NotRun, in_turns, timed

from scoring import pipeline
from scoring.documents import read_folder
from scoring.measures.facts import Fact
from suite.texts import folder_of

PART = "cache"


def rows(quick: bool) -> Iterable[Found]:
    try:
        from scoring.store.cache import Cache
    except ImportError as error:
        yield NotRun(PART, "facts cache", f"this package has none ({error})")
        return
    library = pipeline.load_measures()
    with TemporaryDirectory() as place:
        folder, kept = Path(place) / "reports", Path(place) / "cache"
        files = folder_of(folder, 60 if quick else 300)
        reports = read_folder([folder]).reports
        with Cache(None, library) as bare:
            facts = bare.facts_many(reports)

        def warm() -> object:
            with Cache(kept, library) as cache:
                return cache.facts_many(reports)

        def again() -> object:
            with Cache(None, library) as cache:
                return cache.facts_many(reports)

        def whole() -> object:
            with Cache(kept, library) as cache:
                return pipeline.extract([folder], library, cache=cache)

        def whole_again() -> object:
            return pipeline.extract([folder], library)

        work: dict[str, Callable[[], object]] = {
            "ours": warm,
            "reading again": again,
            "SQLite of pickles": _sqlite(Path(place) / "bare.sqlite", facts),
            "JSON files": _json(Path(place) / "json", facts),
        }
        seconds = 3.0 if quick else 8.0
        spent = in_turns(work, seconds)
        number = sum(map(len, facts.values()))
        note = f"{files} reports, {number / files:.0f} facts each, out of a warm cache"
        for peer in list(work)[1:]:
            yield timed(PART, f"facts kept beside {peer}", peer, spent, files, note=note)
        spent = in_turns({"ours": whole, "no cache": whole_again}, seconds)
        yield timed(PART, "the whole extract beside none kept", "no cache", spent, files, note="with reading the files")


def _sqlite(path: Path, facts: dict[str, tuple[Fact, ...]]) -> Callable[[], object]:
    """A table of pickles: the least that SQLite and Python objects cost, without any check."""
    with sqlite3.connect(path) as made:
        made.execute("CREATE TABLE facts (id TEXT PRIMARY KEY, value BLOB)")
        made.executemany("INSERT INTO facts VALUES (?, ?)", [(id_, pickle.dumps(one)) for id_, one in facts.items()])
    made.close()

    def load() -> object:
        connection = sqlite3.connect(path)
        query = "SELECT value FROM facts WHERE id = ?"
        found = [pickle.loads(connection.execute(query, (id_,)).fetchone()[0]) for id_ in facts]
        connection.close()
        return found

    return load


def _json(folder: Path, facts: dict[str, tuple[Fact, ...]]) -> Callable[[], object]:
    """A JSON file a report: the values alone, which no Fact is made of."""
    folder.mkdir()
    for place, found in enumerate(facts.values()):
        rows = [
            [one.measure, one.value, one.value_unit, one.period, one.scope, one.status, one.evidence.quote]
            for one in found
        ]
        (folder / f"{place}.json").write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
    paths = sorted(folder.iterdir())
    return lambda: [json.loads(path.read_text(encoding="utf-8")) for path in paths]
