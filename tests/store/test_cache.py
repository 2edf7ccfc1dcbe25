"""What is kept is what is read: reports and facts, whatever was kept before."""

from __future__ import annotations

import gc
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scoring import pipeline
from scoring.documents import Documents, Source, read_folder, read_source
from scoring.measures import Fact, Library, read_facts
from scoring.resources import fixture_reports_folder
from scoring.store.cache import FILE, Cache, programs
from scoring.store.cache import cache as cache_module
from scoring.store.cache.fact_codec import BROKEN, facts_bytes, facts_of
from scoring.text.report import Metadata, MetadataValue, Report, Span, cite


@pytest.fixture(scope="module")
def library() -> Library:
    return pipeline.load_measures()


@pytest.fixture(scope="module")
def documents() -> Documents:
    return read_folder([fixture_reports_folder()])


@pytest.fixture(scope="module")
def facts(documents: Documents, library: Library) -> dict[str, tuple[Fact, ...]]:
    return {report.id: read_facts(report, library) for report in documents.reports}


def _nothing_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("read_source", "read_facts"):
        monkeypatch.setattr(cache_module, name, lambda *_, name=name: pytest.fail(f"{name} was called"))


def test_what_is_kept_is_what_was_read(
    documents: Documents,
    facts: dict[str, tuple[Fact, ...]],
    library: Library,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with Cache(tmp_path, library) as cold:
        assert read_folder([fixture_reports_folder()], None, cold.read) == documents
        assert cold.facts_many(documents.reports) == facts
    _nothing_is_read(monkeypatch)
    with Cache(tmp_path, library) as warm:
        again = read_folder([fixture_reports_folder()], None, warm.read)
        assert again == documents
        assert warm.facts_many(again.reports) == facts
    assert cold.problems == warm.problems == []
    assert warm.taken == {"report": len(documents.reports), "facts": len(documents.reports)}
    assert [type(one) for one in again.reports[0].doubts] == [type(one) for one in documents.reports[0].doubts]


def test_without_a_folder_nothing_is_kept(documents: Documents, library: Library, tmp_path: Path) -> None:
    with Cache(None, library) as none:
        assert none.facts(documents.reports[0]) == read_facts(documents.reports[0], library)
    assert list(tmp_path.iterdir()) == []
    assert none.store is None


def test_what_is_looked_up_before_it_is_written_is_there(
    documents: Documents, library: Library, tmp_path: Path
) -> None:
    with Cache(tmp_path, library) as kept:
        first = kept.facts(documents.reports[0])
        assert kept.facts(documents.reports[0]) == first
        assert kept.taken == {"facts": 1}


def test_facts_hang_on_the_text_and_not_on_the_place(documents: Documents, library: Library, tmp_path: Path) -> None:
    report = documents.reports[0]
    moved = replace(_moved(report, "elsewhere/name.txt#0"), path="elsewhere/name.txt")
    with Cache(tmp_path, library) as kept:
        kept.facts(report)
        assert kept.facts(moved) == read_facts(moved, library)
        assert kept.taken == {"facts": 1}
        other = MetadataValue("township", "title")
        for changed in (
            replace(report, text=f"{report.text}。"),
            replace(report, metadata=replace(report.metadata, unit_type=other)),
            replace(report, metadata=replace(report.metadata, unit=None)),
            replace(report, flags=(*report.flags, "damaged_date")),
        ):
            assert kept.facts(changed) == read_facts(changed, library)
        assert kept.taken == {"facts": 1}


def _moved(report: Report, id_: str) -> Report:
    """The same report under another id, its metadata's quotes included."""
    values: dict[str, Any] = {}
    bare = replace(report, id=id_, metadata=Metadata())
    for name in ("unit", "unit_type", "title", "report_year", "publish_date", "document_date"):
        found = getattr(report.metadata, name)
        if found is not None:
            quotes = (
                cite(bare, Span(one.start, one.end), Span(one.sentence_start, one.sentence_end), one.section, one.role)
                for one in found.evidence
            )
            values[name] = replace(found, evidence=tuple(quotes))
    return replace(bare, metadata=replace(report.metadata, **values))


def test_another_program_reads_anew(
    documents: Documents, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Cache(tmp_path, library) as kept:
        kept.facts(documents.reports[0])
    monkeypatch.setattr(cache_module, "facts_program", lambda: "0" * 64)
    with Cache(tmp_path, library) as later:
        later.facts(documents.reports[0])
    assert later.made == {"facts": 1}


def _sources(folder: Path) -> Source:
    return Source("a.txt", (folder / "a.txt",))


def test_a_file_that_changes_while_it_is_read(
    documents: Documents, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = (report.text.encode() for report in documents.reports[:2])
    path = tmp_path / "a.txt"
    path.write_bytes(one)

    def slowly(*arguments: Any) -> Any:
        path.write_bytes(other)
        return read_source(*arguments)

    monkeypatch.setattr(cache_module, "read_source", slowly)
    with Cache(tmp_path / "cache", library) as kept:
        first = kept.read(_sources(tmp_path), {})
        monkeypatch.setattr(cache_module, "read_source", read_source)
        second = kept.read(_sources(tmp_path), {})
        path.write_bytes(one)
        third = kept.read(_sources(tmp_path), {})
    assert first.reports[0].text == one.decode()
    assert second.reports[0].text == other.decode()
    assert first == third
    assert kept.taken == {"report": 1}


def test_what_could_not_be_read_is_tried_again(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with Cache(tmp_path / "cache", library) as kept:
        assert [one.code for one in kept.read(_sources(tmp_path), {}).diagnostics] == ["path-missing"]
        path.write_bytes(b"")
        assert [one.code for one in kept.read(_sources(tmp_path), {}).diagnostics] == ["empty-file"]
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
        first = kept.read(_sources(tmp_path), {})
        assert first.diagnostics
        assert kept.read(_sources(tmp_path), {}) == first
    assert kept.taken == {}


def _spoil(folder: Path, change: str, *arguments: object) -> None:
    with closing(sqlite3.connect(folder / FILE)) as connection, connection:
        connection.execute(change, arguments)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE bodies SET value = substr(value, 1, length(value) / 2)",
        "UPDATE bodies SET value = x''",
        "UPDATE bodies SET value = 'text'",
        "UPDATE bodies SET digest = x'00'",
        "UPDATE bodies SET (digest, value) = (SELECT digest, value FROM bodies ORDER BY id DESC LIMIT 1)",
    ],
    ids=["cut", "empty", "text", "digest", "swapped"],
)
def test_damaged_entries_are_named_and_read_again(
    documents: Documents, library: Library, tmp_path: Path, change: str
) -> None:
    reports = documents.reports[:3]
    expected = {report.id: read_facts(report, library) for report in reports}
    with Cache(tmp_path, library) as kept:
        kept.facts_many(reports)
    _spoil(tmp_path, change)
    with Cache(tmp_path, library) as again:
        assert again.facts_many(reports) == expected
    (problem,) = again.problems
    assert (problem.code, problem.severity) == ("cache-damaged", "warning")
    with Cache(tmp_path, library) as mended:
        assert mended.facts_many(reports) == expected
    assert mended.problems == []
    assert mended.taken == {"facts": 3}


def test_an_entry_with_a_right_digest_and_no_sense(documents: Documents, library: Library, tmp_path: Path) -> None:
    report = documents.reports[0]
    with Cache(tmp_path, library) as kept:
        expected = kept.facts(report)
        assert kept.store is not None
        kept.store.flush()
        ((kind, key, program),) = kept.store.rows("SELECT kind, key, program FROM entries WHERE kind = 'facts'")
        kept.store.put(kind, key, program, b"neither JSON nor compressed")
        assert kept.facts(report) == expected
        assert [problem.code for problem in kept.problems] == ["cache-damaged"]


@pytest.mark.parametrize("length", [0, 1, 10, 40])
def test_bytes_of_facts_that_are_cut(documents: Documents, library: Library, length: int) -> None:
    report = documents.reports[0]
    data = facts_bytes(read_facts(report, library))
    with pytest.raises(BROKEN):
        facts_of(data[:length], report)


def test_threads_share_one_cache(
    documents: Documents, facts: dict[str, tuple[Fact, ...]], library: Library, tmp_path: Path
) -> None:
    found: list[dict[str, tuple[Fact, ...]]] = []
    with Cache(tmp_path, library) as kept:
        threads = [
            threading.Thread(target=lambda: found.append(kept.facts_many(documents.reports[:6]))) for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == [{id_: facts[id_] for id_ in list(facts)[:6]}] * 4
    assert kept.problems == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_forked_process_opens_its_own(documents: Documents, library: Library, tmp_path: Path) -> None:
    first, second, third = documents.reports[:3]
    with Cache(tmp_path, library) as kept:
        kept.facts(first)
        assert kept.store is not None
        kept.store.flush()
        kept.facts(second)
        child = os.fork()
        if not child:
            code = 1
            try:
                kept.facts(third)
                kept.close()
                # What the parent has not written yet is the parent's.
                code = 0 if not kept.problems and kept.made == {"facts": 3} else 2
            finally:
                os._exit(code)
        assert os.waitpid(child, 0)[1] == 0
        kept.facts(second)
    with Cache(tmp_path, library) as later:
        later.facts_many((first, second, third))
    assert later.taken == {"facts": 3}
    assert kept.problems == later.problems == []


_LOADED = """
import sys
from scoring import pipeline
from scoring.resources import fixture_reports_folder
from scoring.documents import read_folder
from scoring.measures import load_library, read_facts
from scoring.resources import measures_folder
found = read_folder([fixture_reports_folder() / "2024"])
read_facts(found.reports[0], load_library(measures_folder()))
print(*(module.__file__ for name, module in sys.modules.items() if name.startswith("scoring.") and module.__file__), sep="\\n")
"""


@pytest.mark.slow
def test_the_program_is_all_that_is_loaded_for_reading() -> None:
    """Whatever of the reading rooms runs for reading has its source in the hash."""
    ran = subprocess.run(
        [sys.executable, "-c", _LOADED.replace("from scoring import pipeline\n", "")],
        capture_output=True,
        text=True,
        check=True,
    )
    hashed = {*programs._closure(["scoring.measures"]), *programs._closure(["scoring.documents"])}
    loaded = {Path(line) for line in ran.stdout.splitlines()}
    rooms = ("text", "documents", "measures", "yaml_source", "messages")
    package = programs._PACKAGE
    missing = [
        path.relative_to(package).as_posix()
        for path in loaded
        if path.suffix == ".py" and path.relative_to(package).parts[0] in rooms and path not in hashed
    ]
    assert missing == []


def test_a_named_module_counts_also_if_a_package_gives_it(tmp_path: Path) -> None:
    source = tmp_path / "one.py"
    source.write_text(
        "from scoring.text import quantities\nimport scoring.errors\nread = 'scoring.documents.pdf:read'\n"
    )
    assert {"scoring.text.quantities", "scoring.errors", "scoring.documents.pdf"} <= programs._named(source)


def test_the_collector_may_run_at_any_time(documents: Documents, library: Library, tmp_path: Path) -> None:
    """A cache that is thrown away without being closed leaves a whole file."""
    kept = Cache(tmp_path, library)
    kept.facts_many(documents.reports[:2])
    assert kept.store is not None
    kept.store.flush()
    del kept
    gc.collect()
    with Cache(tmp_path, library) as later:
        later.facts_many(documents.reports[:2])
    assert later.taken == {"facts": 2}


def test_what_was_read_before_an_interrupt_is_kept(documents: Documents, library: Library, tmp_path: Path) -> None:
    def until_interrupted() -> Iterator[Report]:
        yield from documents.reports[:2]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), Cache(tmp_path, library) as kept:
        kept.facts_many(until_interrupted())
    assert gc.isenabled()
    with Cache(tmp_path, library) as later:
        later.facts_many(documents.reports[:3])
    assert (later.taken, later.made) == ({"facts": 2}, {"facts": 1})
