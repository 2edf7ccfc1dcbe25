"""Reports and parts that have an address: read and written as files are, and clear words where they cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from made_reports import make_reports, text_of

from scoring.documents.listing import listed
from scoring.errors import Diagnostic, DocumentError, ScoringError
from scoring.pipeline.libraries import load_measures
from scoring.pipeline.many import extract_dataset
from scoring.scale import urls
from scoring.scale.many import serially
from scoring.scale.parts import forget, whole
from scoring.scale.place import FolderPlace, place_of, source_of
from scoring.scale.progress import Progress
from scoring.scale.types import File, Settings, Task
from scoring.scale.urls import UrlPlace, check_address, listed_urls, load_url, local_path
from scoring.scale.work import program, work

fsspec = pytest.importorskip("fsspec")


@pytest.fixture
def memory() -> Iterator[Any]:
    """A store in this process's memory, empty."""
    system = fsspec.filesystem("memory")
    system.store.clear()
    system.pseudo_dirs[:] = [""]
    yield system
    system.store.clear()


def _codes(problems: list[Diagnostic]) -> list[str]:
    return [one.code for one in problems]


def test_an_address_is_listed_as_a_folder_is(memory: Any, tmp_path: Path) -> None:
    make_reports(tmp_path / "in", 12)
    (tmp_path / "in" / ".hidden.txt").write_text("x")
    (tmp_path / "in" / "扫描").mkdir()
    for page in ("第1页.jpg", "第2页.jpg"):
        (tmp_path / "in" / "扫描" / page).write_bytes(b"\xff\xd8")
    memory.put(str(tmp_path / "in"), "memory://box/in", recursive=True)
    problems: list[Diagnostic] = []
    there = list(listed_urls(("memory://box/in",), problems))
    here = list(listed([tmp_path / "in"], problems))
    assert [file.shown for file in there] == [source.shown for source in here]
    assert [len(file.paths) for file in there] == [len(source.paths) for source in here]
    assert problems == []
    assert all(path.startswith("memory://") for file in there for path in file.paths)


def test_one_object_is_listed_by_its_name_and_what_is_not_there_is_told(memory: Any) -> None:
    memory.pipe_file("/box/甲.txt", text_of("青柳县", 2020, 1).encode())
    problems: list[Diagnostic] = []
    found = list(listed_urls(("memory://box/甲.txt", "memory://nowhere"), problems))
    assert [file.shown for file in found] == ["甲.txt"]
    assert _codes(problems) == ["url-not-found"]


def test_a_task_over_addresses_gives_the_bytes_of_one_over_files(memory: Any, tmp_path: Path) -> None:
    make_reports(tmp_path / "in", 10)
    memory.put(str(tmp_path / "in"), "memory://box/in", recursive=True)
    settings = Settings(load_measures().sha256, program())
    files = tuple(File(one.shown, tuple(map(str, one.paths))) for one in listed([tmp_path / "in"], []))
    addresses = tuple(listed_urls(("memory://box/in",), []))
    here = work(Task(0, files, str(tmp_path / "parts"), settings))
    there = work(Task(0, addresses, "memory://box/parts", settings))
    assert there._replace(seconds=0) == here._replace(seconds=0)
    place = place_of("memory://box/parts")
    assert whole(place, there)
    # Once more: the part that is there is used.
    assert work(Task(0, addresses, "memory://box/parts", settings)).reused
    memory.pipe_file(f"/box/parts/{there.parts[0].path}", b"damaged")
    assert not whole(place, there)
    assert not work(Task(0, addresses, "memory://box/parts", settings)).reused
    forget(place, there)
    assert not [name for name in memory.find("/box/parts") if "parquet" in name or "json" in name]


def test_a_whole_run_over_addresses_gives_the_same_data_set(memory: Any, tmp_path: Path) -> None:
    make_reports(tmp_path / "in", 10)
    memory.put(str(tmp_path / "in"), "memory://box/in", recursive=True)
    here = extract_dataset([tmp_path / "in"], tmp_path / "here", Progress(), run=serially)
    there = extract_dataset([], tmp_path / "there", Progress(), run=serially, addresses=["memory://box/in"])
    assert there.files == here.files


def test_what_cannot_be_had_is_the_diagnostic_of_its_file(memory: Any) -> None:
    memory.pipe_file("/box/empty.txt", b"")
    source, loading = source_of(File("空.txt", ("memory://box/empty.txt",)))
    for address, code in (("memory://box/empty.txt", "empty-file"), ("memory://box/none.txt", "path-missing")):
        with pytest.raises(DocumentError) as caught:
            load_url(address, "空.txt")
        assert _codes(list(caught.value.diagnostics)) == [code]
    with pytest.raises(DocumentError) as caught:
        loading(source.paths[0], source.shown)
    assert _codes(list(caught.value.diagnostics)) == ["empty-file"]


def test_what_is_too_large_is_not_fetched_whole(memory: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(urls, "MAX_BYTES_WITH_PICTURES", 100)
    monkeypatch.setattr(urls, "limit_of", lambda beginning: 100 if beginning.startswith(b"%PDF-") else 50)
    for name, data in (("a.txt", b"x" * 51), ("b.pdf", b"%PDF-" + b"x" * 60), ("c.pdf", b"%PDF-" + b"x" * 200)):
        memory.pipe_file(f"/box/{name}", data)
    assert len(load_url("memory://box/b.pdf", "b.pdf")) == 65
    for name in ("a.txt", "c.pdf"):
        with pytest.raises(DocumentError) as caught:
            load_url(f"memory://box/{name}", name)
        assert _codes(list(caught.value.diagnostics)) == ["too-large"]
        assert ("≥" in caught.value.diagnostics[0].message) == (name == "c.pdf")


def test_an_empty_object_of_which_a_store_gives_no_range_is_empty(memory: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_range(_self: Any, path: str, start: int | None = None, end: int | None = None) -> bytes:
        raise OSError(f"InvalidRange {path} {start}-{end}")

    memory.pipe_file("/box/empty.txt", b"")
    memory.pipe_file("/box/full.txt", b"x")
    monkeypatch.setattr(type(memory), "cat_file", no_range)
    codes = []
    for name in ("empty.txt", "full.txt"):
        with pytest.raises(DocumentError) as caught:
            load_url(f"memory://box/{name}", name)
        codes += _codes(list(caught.value.diagnostics))
    assert codes == ["empty-file", "unreadable"]


def test_what_a_store_raises_is_an_error_of_its_file_or_place(memory: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: Any, **_options: Any) -> None:
        raise RuntimeError("no key\nmore")

    memory.pipe_file("/box/a.txt", b"text")
    monkeypatch.setattr(type(memory), "cat_file", refuse)
    monkeypatch.setattr(type(memory), "pipe_file", refuse)
    with pytest.raises(DocumentError) as caught:
        load_url("memory://box/a.txt", "a.txt")
    assert "no key" in caught.value.diagnostics[0].message
    place = UrlPlace("memory://box/parts")
    with pytest.raises(OSError, match="no key"):
        place.write("a/b", b"x")
    with pytest.raises(OSError, match="no key"):
        place.read("a/b")


def test_a_file_address_is_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "甲 乙"
    place = place_of(folder.as_uri())
    assert isinstance(place, FolderPlace)
    place.write("a/b", b"x")
    assert (folder / "a" / "b").read_bytes() == b"x"
    place.remove("a/b")
    place.remove("a/b")
    assert not (folder / "a" / "b").exists()
    assert local_path("s3://bucket/x") is None


def test_a_part_is_moved_in_place_where_a_store_does_not_do_it_itself(memory: Any) -> None:
    place = UrlPlace("memory://box/parts")
    place._whole = False
    place.write("a/b", b"x")
    place.write("a/b", b"y")
    assert place.read("a/b") == b"y"
    assert memory.find("/box/parts") == ["/box/parts/a/b"]


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("s3://key:secret@bucket/x", "url-with-password"),
        ("nosuch://bucket/x", "url-no-reader"),
    ],
)
def test_an_address_that_is_of_no_use_is_told_at_once(address: str, code: str) -> None:
    with pytest.raises(ScoringError) as caught:
        check_address(address)
    assert _codes(list(caught.value.diagnostics)) == [code]
    assert "secret" not in str(caught.value)
