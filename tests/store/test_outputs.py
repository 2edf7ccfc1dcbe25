"""Replacing a file: whatever goes wrong, the old one stays and nothing is left lying about."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from scoring.errors import OutputError
from scoring.outputs import public_path, replace_file, write_text


def write_new(place: Path) -> None:
    place.write_text("new", encoding="utf-8")


def code_of(error: OutputError) -> str:
    (diagnostic,) = error.diagnostics
    assert diagnostic.help
    return diagnostic.code


def test_a_file_is_made_and_replaced(tmp_path: Path) -> None:
    target = tmp_path / "结果.xlsx"
    replace_file(target, write_new)
    target.write_text("old", encoding="utf-8")
    replace_file(target, write_new)
    assert target.read_text(encoding="utf-8") == "new"
    assert list(tmp_path.iterdir()) == [target]


def test_text_is_written_with_line_feeds(tmp_path: Path) -> None:
    write_text(tmp_path / "a.txt", "一\n二\n")
    assert (tmp_path / "a.txt").read_bytes() == "一\n二\n".encode()


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "output-disk-full"),
        (errno.EACCES, "output-folder-read-only"),
        (errno.EROFS, "output-folder-read-only"),
        (errno.EIO, "output-failed"),
    ],
)
def test_failing_while_writing_leaves_the_old_file(tmp_path: Path, number: int, code: str) -> None:
    target = tmp_path / "结果.xlsx"
    target.write_text("old", encoding="utf-8")

    def write(place: Path) -> None:
        place.write_text("half", encoding="utf-8")
        raise OSError(number, os.strerror(number))

    with pytest.raises(OutputError) as caught:
        replace_file(target, write)
    assert code_of(caught.value) == code
    assert "结果.xlsx" in str(caught.value)
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.EACCES, "output-locked"),
        (errno.EPERM, "output-locked"),
        (errno.ENOSPC, "output-disk-full"),
        (errno.EINVAL, "output-name-unusable"),
    ],
)
def test_failing_while_replacing_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    target = tmp_path / "结果.xlsx"
    target.write_text("old", encoding="utf-8")

    def refuse(source: str, destination: str) -> None:
        raise OSError(number, os.strerror(number), source, None, destination)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OutputError) as caught:
        replace_file(target, write_new)
    assert code_of(caught.value) == code
    assert target.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_an_interrupt_leaves_nothing(tmp_path: Path) -> None:
    def write(place: Path) -> None:
        write_new(place)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        replace_file(tmp_path / "a.xlsx", write)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        replace_file(tmp_path / "没有" / "a.xlsx", write_new)
    assert code_of(caught.value) == "output-folder-missing"
    assert "没有" in str(caught.value)


def test_a_file_where_the_folder_should_be_is_named(tmp_path: Path) -> None:
    (tmp_path / "reports.txt").write_text("x")
    with pytest.raises(OutputError) as caught:
        replace_file(tmp_path / "reports.txt" / "a.xlsx", write_new)
    assert code_of(caught.value) == "output-folder-missing"


def test_a_folder_in_the_way_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        replace_file(tmp_path, write_new)
    assert code_of(caught.value) == "output-is-folder"


def test_a_read_only_file_is_kept(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    target.write_text("old", encoding="utf-8")
    target.chmod(stat.S_IREAD)
    with pytest.raises(OutputError) as caught:
        replace_file(target, write_new)
    assert code_of(caught.value) == "output-read-only"
    assert target.read_text(encoding="utf-8") == "old"


def test_a_name_too_long_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError) as caught:
        replace_file(tmp_path / ("长" * 200 + ".xlsx"), write_new)
    assert code_of(caught.value) == "output-name-unusable"


def test_a_link_is_followed(tmp_path: Path) -> None:
    real = tmp_path / "real.xlsx"
    real.write_text("old", encoding="utf-8")
    link = tmp_path / "link.xlsx"
    try:
        link.symlink_to(real)
    except OSError:
        pytest.skip("this system makes no symbolic links")
    replace_file(link, write_new)
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "new"


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("reports/a.txt", "reports/a.txt"),
        ("/home/someone/reports/a.txt", "a.txt"),
        ("C:\\Users\\someone\\a.txt", "a.txt"),
        ("\\\\server\\share\\a.txt", "a.txt"),
        ("reports\\a.txt", "reports/a.txt"),
        ("", ""),
    ],
)
def test_no_absolute_path_is_shown(path: str, shown: str) -> None:
    assert public_path(path) == shown
