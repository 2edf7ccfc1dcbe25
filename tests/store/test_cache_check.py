"""What is in the cache is told right, thrown away by what it hangs on, and looked through."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from scoring import pipeline
from scoring.cli.main import run
from scoring.documents import Held, Source, read_folder, sources_in
from scoring.documents.ocr import UNREAD
from scoring.measures import Library
from scoring.resources import fixture_reports_folder
from scoring.store.cache import FILE, Cache, check
from scoring.store.cache import cache as cache_module
from scoring.store.cache.answers import Answers
from scoring.store.cache.check import about, clear, clear_older, look_through, read_again
from scoring.store.cache.fact_codec import facts_bytes
from scoring.store.cache.programs import facts_program
from scoring.store.cache.store import ANSWER, FACTS, LIBRARY, REPORT, Store
from scoring.text.report import Report

FOLDER = fixture_reports_folder() / "2024"


@pytest.fixture(scope="module")
def library() -> Library:
    return pipeline.load_measures()


@pytest.fixture(scope="module")
def reports() -> tuple[Report, ...]:
    return read_folder([FOLDER]).reports[:3]


def _store(kept: Cache) -> Store:
    assert kept.store is not None
    return kept.store


def test_entries_of_other_programs_and_libraries(
    reports: tuple[Report, ...], library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache_module, "facts_program", lambda: "a" * 64)
    with Cache(tmp_path, library) as older:
        older.facts_many(reports)
    monkeypatch.setattr(cache_module, "facts_program", facts_program)
    with Cache(tmp_path, replace(library, sha256="b" * 64)) as other:
        other.facts_many(reports)
    with Cache(tmp_path, library) as kept:
        # The same library under another hash: nothing of it differs.
        kept.facts(reports[0])
        assert kept.taken == {"untouched": 1}
        assert kept.has_facts(reports[0])
        assert kept.has_facts(reports[1])
        assert not kept.has_facts(replace(reports[1], text="一份报告"))
        _store(kept).flush()
        found = about(_store(kept), tmp_path, library)
        assert {one.kind: (one.entries, one.present) for one in found.kinds} == {
            ANSWER: (0, 0),
            REPORT: (0, 0),
            FACTS: (6, 1),
            LIBRARY: (2, 1),
        }
        assert (found.engines, found.libraries) == (2, 2)
        assert found.size > sum(one.size for one in found.kinds) > 0
        assert clear_older(_store(kept), library) == {ANSWER: 0, REPORT: 0, FACTS: 5, LIBRARY: 2}
        assert kept.facts(reports[0]) == older.facts_many(reports[:1])[reports[0].id]
        assert kept.taken[FACTS] == 1
    assert kept.problems == []


def test_all_is_cleared(reports: tuple[Report, ...], library: Library, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("not the cache's", encoding="utf-8")
    with Cache(tmp_path, library) as kept:
        kept.facts(reports[0])
    size = (tmp_path / FILE).stat().st_size
    assert clear(tmp_path) >= size
    assert sorted(path.name for path in tmp_path.iterdir()) == ["facts.lock", "mine.txt"]
    assert clear(tmp_path) == 0


def _spoil(folder: Path) -> None:
    with closing(sqlite3.connect(folder / FILE)) as connection, connection:
        connection.execute("UPDATE bodies SET value = x'00' WHERE id = 1")
        connection.execute("DELETE FROM bodies WHERE id = 2")


def test_damage_is_found_and_left_as_it_is(
    reports: tuple[Report, ...], library: Library, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Cache(tmp_path, library) as kept:
        kept.facts_many(reports)
        _store(kept).flush()
        assert look_through(_store(kept)) == check.Looked(4, 0, "")
    _spoil(tmp_path)
    with Cache(tmp_path, library) as again:
        assert look_through(_store(again)) == check.Looked(4, 2, "")
    assert run(["cache", "verify", "--cache", str(tmp_path)]) == 1
    assert "4 条记录，2 条已损坏" in capsys.readouterr().out


def test_a_cut_file_is_told_by_verify(
    reports: tuple[Report, ...], library: Library, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Cache(tmp_path, library) as kept:
        kept.facts_many(reports)
    with (tmp_path / FILE).open("r+b") as stream:
        stream.truncate(20_000)
    assert run(["cache", "verify", "--cache", str(tmp_path)]) == 1
    assert "cache-aside" in capsys.readouterr().err


def test_what_is_not_what_the_files_give_is_named(library: Library, tmp_path: Path) -> None:
    sources, _ = sources_in([FOLDER])
    with Cache(tmp_path, library) as kept:
        held = [kept.read(source, {}).reports[0] for source in sources[:3]]
        facts = kept.facts_many(held)
        _store(kept).flush()
        found = read_again(kept, sources[:3], 3)
        assert (found.files, found.differing) == (3, ())
        (key, program) = _store(kept).rows("SELECT key, program FROM entries WHERE kind = 'facts' ORDER BY id")[0]
        _store(kept).put(FACTS, key, program, facts_bytes(facts[held[0].id][1:]))
        _store(kept).flush()
        found = read_again(kept, sources[:3], 3)
    assert found.differing == (sources[0].shown,)
    assert found.kept == 6


def test_a_scan_with_a_page_unread_is_tried_again(
    reports: tuple[Report, ...], library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(reports[0].text, encoding="utf-8")
    source = Source("a.txt", (path,))
    unread = replace(reports[0], flags=(UNREAD,))
    monkeypatch.setattr(cache_module, "read_source", lambda *_: Held((unread,)))
    for lacking, kept_entries in (((), 0), (("rapidocr",), 1)):
        monkeypatch.setattr(cache_module, "missing_ocr", lambda lacking=lacking: lacking)
        with Cache(tmp_path / "cache", library) as kept:
            kept.read(source, {})
            _store(kept).flush()
            assert _store(kept).rows("SELECT count(*) FROM entries") == [(kept_entries,)]


def test_a_recognised_page_is_written_at_once(tmp_path: Path) -> None:
    first, second = (Store(tmp_path, lambda fault: pytest.fail(f"{fault}")) for _ in range(2))
    reader, answer = "scoring.documents.ocr_page:read_page:pdf:1", {"text": "第一页", "scores": [[0, 3, 0.9]]}
    Answers(first).keep(reader, b"the file", answer)
    assert Answers(second).known(reader, b"the file") == answer
    assert Answers(second).known(reader.replace(":1", ":2"), b"the file") is None
    assert Answers(second).known(reader, b"another file") is None
    first.close()
    second.close()
