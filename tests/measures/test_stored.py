"""The compiled library that is kept is the library; a file that is not the present one, or not whole, is none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from scoring.documents import read_folder
from scoring.errors import MeasureError, OutputError
from scoring.measures import Library, opened, stored
from scoring.measures.extract import Extractor
from scoring.resources import fixture_reports_folder, measures_folder
from scoring.vocabulary import Vocabulary

KEY = stored.key_of("one state of the files")


@pytest.fixture(scope="module")
def made() -> tuple[Library, Vocabulary]:
    return opened.compiled(measures_folder())


@pytest.fixture(scope="module")
def data(made: tuple[Library, Vocabulary]) -> bytes:
    return stored.bytes_of(KEY, *made)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: tuple[Library, Vocabulary]) -> Path:
    """Where the library is kept in this test; nothing is opened yet, and compiling takes no time."""
    path = tmp_path / "code" / "library.bin"
    for module in (stored, opened):
        monkeypatch.setattr(module, "place", lambda: path)
    monkeypatch.setattr(opened, "_LAST", {})
    monkeypatch.setattr(opened, "compiled", lambda _: made)
    return path


def test_what_is_kept_is_the_library(made: tuple[Library, Vocabulary], data: bytes) -> None:
    kept = stored.stored_in(data, KEY)
    assert kept is not None
    library, vocabulary = made
    assert kept.library == library
    assert kept.library.layout == library.layout
    assert kept.vocabulary == vocabulary
    assert kept.library.index.by_first.keys() == library.index.by_first.keys()
    assert (kept.library.rate_of, kept.library.shows) == (library.rate_of, library.shows)


@pytest.mark.parametrize("compiled", [True, False])
def test_it_reads_the_same_facts(made: tuple[Library, Vocabulary], data: bytes, compiled: bool) -> None:
    kept = stored.stored_in(data, KEY)
    assert kept is not None
    one, other = Extractor(made[0], compiled), Extractor(kept.library, compiled)
    for report in read_folder([fixture_reports_folder() / "2023"]).reports[:2]:
        facts = one.facts(report)
        assert facts
        assert other.facts(report) == facts


def test_a_changed_copy_has_no_layout(made: tuple[Library, Vocabulary]) -> None:
    assert made[0].layout is not None
    assert replace(made[0], lexicon={}).layout is None


@pytest.mark.parametrize("at", [0, 20, 60, 90, 5000, -1])
def test_a_damaged_file_is_none(data: bytes, at: int) -> None:
    broken = bytearray(data)
    broken[at] ^= 1
    assert stored.stored_in(bytes(broken), KEY) is None
    assert stored.stored_in(data[:at], KEY) is None


def test_a_file_of_another_state_is_none(data: bytes) -> None:
    assert stored.stored_in(data, stored.key_of("another state")) is None
    assert stored.stored_in(data, b"") is None
    assert stored.stored_in(b"", KEY) is None
    assert len({stored.key_of(state) for state in ("one", "one", "another")}) == 2


def test_the_shipped_library_is_kept_and_taken(place: Path, made: tuple[Library, Vocabulary]) -> None:
    assert opened.kept_state() == opened.NONE
    assert opened.load_library(measures_folder()) == made[0]
    first = place.read_bytes()
    assert opened.kept_state() == opened.PRESENT
    assert opened.is_kept_right()
    opened._LAST.clear()
    assert opened.load_names(measures_folder()) == made[1]
    assert opened.load_library(measures_folder()) == made[0]
    # A damaged one is put right, in one step and for good.
    place.write_bytes(first[:-9])
    assert opened.kept_state() == opened.OLDER
    opened._LAST.clear()
    assert opened.load_names(measures_folder()) == made[1]
    assert len(place.read_bytes()) > len(first) - 9
    assert opened.is_kept_right()
    assert [path.name for path in place.parent.iterdir()] == [place.name]


def test_a_library_of_others_is_not_kept(place: Path, tmp_path: Path) -> None:
    folder = tmp_path / "measures"
    folder.mkdir()
    (folder / "some.yaml").write_text(
        "theme: 试\nmeasures:\n  some_count: {name: 某数, unit: 件, kind: count, direction: up, patterns: ['某事{n}']}\n",
        encoding="utf-8",
    )
    assert list(opened.load_library(folder).measures) == ["some_count"]
    assert [entry.id for entry in opened.load_names(folder)] == ["some_count"]
    assert not place.exists()
    (folder / "some.yaml").write_text("measures: {wrong: {}}\n", encoding="utf-8")
    with pytest.raises(MeasureError):
        opened.load_library(folder)


def test_nothing_hangs_on_its_being_kept(
    place: Path, made: tuple[Library, Vocabulary], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OutputError([])

    monkeypatch.setattr("scoring.outputs.replace_file", full)
    assert not stored.write(KEY, *made)
    assert opened.load_library(measures_folder()) == made[0]
    assert not place.exists()
