"""Pages into a folder: what is written, what is refused, what is said of what was there before."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sample_run import make_run, shuffled

from scoring.errors import OutputError
from scoring.pages import write_pages
from scoring.tables.links import OVERVIEW, page_name


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_page_per_report_and_the_overview(tmp_path: Path) -> None:
    run = make_run()
    written = write_pages(run, tmp_path / "网页")
    names = {page_name(report) for unit in run.units for report in unit.reports}
    assert set(contents(tmp_path / "网页")) == names | {OVERVIEW}
    assert written.overview == tmp_path / "网页" / OVERVIEW
    assert written.evidence == len(names)
    assert written.diagnostics == ()


def test_same_run_same_bytes(tmp_path: Path) -> None:
    write_pages(make_run(), tmp_path / "a")
    write_pages(shuffled(make_run(), 3), tmp_path / "b")
    write_pages(make_run(), tmp_path / "a")
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_no_clock_and_no_path_of_this_machine(tmp_path: Path) -> None:
    write_pages(make_run(), tmp_path / "a")
    for page in contents(tmp_path / "a").values():
        assert str(tmp_path).encode() not in page
        assert b"/somewhere/" not in page


def test_pages_of_an_earlier_run_are_named(tmp_path: Path) -> None:
    (tmp_path / "旧.html").write_text("旧", encoding="utf-8")
    (tmp_path / "说明.txt").write_text("不是网页", encoding="utf-8")
    (found,) = write_pages(make_run(), tmp_path, public=True).diagnostics
    assert found.code == "pages-leftover"
    assert not found.is_error
    assert "旧.html" in found.message
    assert "说明.txt" not in found.message
    assert (tmp_path / "旧.html").read_text(encoding="utf-8") == "旧"


def test_a_folder_that_cannot_be(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as missing:
        write_pages(make_run(), tmp_path / "没有" / "网页")
    assert missing.value.diagnostics[0].code == "pages-folder"
    (tmp_path / "文件").write_text("x", encoding="utf-8")
    with pytest.raises(OutputError) as file:
        write_pages(make_run(), tmp_path / "文件")
    assert file.value.diagnostics[0].code == "pages-not-folder"
    assert (tmp_path / "文件").read_text(encoding="utf-8") == "x"


def test_one_page_that_cannot_be_written_keeps_no_other(tmp_path: Path) -> None:
    run = make_run()
    name = page_name(run.units[0].reports[0])
    (tmp_path / name).mkdir()
    written = write_pages(run, tmp_path)
    assert [found.code for found in written.diagnostics] == ["output-is-folder"]
    assert written.overview is not None
    assert written.evidence == sum(len(unit.reports) for unit in run.units) - 1


def test_what_stood_there_stays_until_the_new_one_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_pages(make_run(), tmp_path)
    before = contents(tmp_path)

    def fail(_source: object, _target: object) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr(os, "replace", fail)
    written = write_pages(make_run(), tmp_path, public=True)
    assert written.overview is None
    assert {found.code for found in written.diagnostics} == {"output-disk-full"}
    assert contents(tmp_path) == before
