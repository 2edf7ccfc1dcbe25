"""What there is to read in paths, one source after the other, each file once."""

from __future__ import annotations

import random
from pathlib import Path

from scoring.documents.listing import listed
from scoring.errors import Diagnostic


def made(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")


def shown(*paths: Path) -> list[str]:
    return [source.shown for source in listed(paths, [])]


def test_the_order_is_that_of_the_paths_shown(tmp_path: Path) -> None:
    names = ["a-b/一.txt", "a/二.txt", "a.txt", "a/b/三.txt", "a b.txt", "a/b.txt"]
    made(tmp_path, *names)
    assert shown(tmp_path) == sorted(names)


def test_folders_inside_each_other_are_walked_once(tmp_path: Path) -> None:
    made(tmp_path, "a/b/一.txt", "a/二.txt", "三.txt")
    paths = [tmp_path, tmp_path / "a", tmp_path / "a" / "b", tmp_path / "a" / "b" / "一.txt", tmp_path / "a"]
    random.Random(2).shuffle(paths)
    assert shown(*paths) == ["a/b/一.txt", "a/二.txt", "三.txt"]


def test_what_the_outer_folder_passes_over_is_read_if_it_is_given(tmp_path: Path) -> None:
    made(tmp_path, ".暗/一.txt", "页.html", "页_files/二.txt", "三.txt")
    assert shown(tmp_path) == ["三.txt", "页.html"]
    assert shown(tmp_path, tmp_path / ".暗", tmp_path / "页_files") == ["一.txt", "三.txt", "二.txt", "页.html"]
    assert shown(tmp_path, tmp_path / "页_files" / "二.txt") == ["三.txt", "二.txt", "页.html"]


def test_an_empty_folder_inside_another_one_is_told(tmp_path: Path) -> None:
    made(tmp_path, "一.txt")
    (tmp_path / "空").mkdir()
    problems: list[Diagnostic] = []
    assert [source.shown for source in listed([tmp_path, tmp_path / "空"], problems)] == ["一.txt"]
    assert [(one.code, one.file) for one in problems] == [("no-reports", "空")]


def test_pages_of_a_scan_are_one_source_where_the_first_stands(tmp_path: Path) -> None:
    made(tmp_path, "县/第1页.png", "县/第2页.png", "县/第10页.png", "县/第3页.png", "县/甲.txt")
    made(tmp_path, *(f"县/第{number}页.png" for number in range(4, 10)))
    sources = list(listed([tmp_path], []))
    assert [len(source.paths) for source in sources] == [1, 10]
    assert [path.name for path in sources[1].paths][:3] == ["第1页.png", "第2页.png", "第3页.png"]


def test_folders_far_below(tmp_path: Path) -> None:
    made(tmp_path, "/".join(["下"] * 300) + "/一.txt")
    assert len(shown(tmp_path)) == 1
