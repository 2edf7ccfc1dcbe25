"""Folders: a fixed order whatever the input's, one diagnostic per odd file, the rest read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from made_layout import Page, Text
from made_ofd import content as ofd_page
from made_ofd import document as ofd

from scoring.documents import read_folder
from scoring.errors import WARNING


def _write(root: Path, name: str, place: str = "青柳县", year: int = 2023) -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{place}{year}年法治政府建设情况报告\n{year}年，县政府坚持依法行政。\n", encoding="utf-8")
    return path


def test_good_files_survive_the_bad_ones(tmp_path: Path) -> None:
    _write(tmp_path, "县区/青柳县.txt")
    _write(tmp_path, "临江县.txt", "临江县")
    (tmp_path / "空.txt").write_bytes(b"")
    (tmp_path / "扫描.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "县区" / "坏.txt").write_bytes(bytes(range(32)) * 50)
    documents = read_folder([tmp_path])
    assert [report.path for report in documents.reports] == ["临江县.txt", "县区/青柳县.txt"]
    assert [(d.file, d.code) for d in documents.diagnostics] == [
        ("县区/坏.txt", "binary-file"),
        ("扫描.pdf", "damaged-file"),
        ("空.txt", "empty-file"),
    ]


def test_order_of_paths_and_names_makes_no_difference(tmp_path: Path) -> None:
    first, second = tmp_path / "一", tmp_path / "二"
    _write(first, "a.txt")
    _write(second, "b.txt", "临江县")
    single = _write(tmp_path, "c.txt", "溪口县")
    paths = [first, second, single, tmp_path / "无此.txt"]
    assert read_folder(paths) == read_folder(paths[::-1])


def test_given_twice_counts_once_under_the_longer_path(tmp_path: Path) -> None:
    path = _write(tmp_path, "县区/青柳县.txt")
    for paths in ([tmp_path, path, path.parent], [path, path.parent, tmp_path]):
        documents = read_folder(paths)
        assert [report.path for report in documents.reports] == ["县区/青柳县.txt"]
        assert documents.diagnostics == ()


def test_same_name_and_content_in_two_folders(tmp_path: Path) -> None:
    first, second = tmp_path / "一", tmp_path / "二"
    _write(first, "a.txt")
    _write(second, "a.txt")
    documents = read_folder([second, first])
    assert len(documents.reports) == 1
    assert [(d.code, d.severity) for d in documents.diagnostics] == [("same-file-twice", WARNING)]


def test_same_name_other_content_are_two_reports(tmp_path: Path) -> None:
    first, second = tmp_path / "一", tmp_path / "二"
    _write(first, "a.txt", year=2022)
    _write(second, "a.txt", year=2023)
    documents = read_folder([second, first])
    assert sorted(str(report.year) for report in documents.reports) == ["2022", "2023"]


def test_hidden_and_system_files_are_passed_over(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt")
    for name in (".b.txt", "~$c.docx", "Thumbs.db", "desktop.ini", "__MACOSX/a.txt", ".git/d.txt"):
        _write(tmp_path, name)
    documents = read_folder([tmp_path])
    assert [report.path for report in documents.reports] == ["a.txt"]
    assert documents.diagnostics == ()


def test_the_parts_of_a_saved_page_are_passed_over(tmp_path: Path) -> None:
    page = f"<html><body><p>{'青柳县2023年法治政府建设情况报告，县政府坚持依法行政。' * 9}</p></body></html>"
    (tmp_path / "青柳县.html").write_text(page, encoding="utf-8")
    _write(tmp_path, "青柳县_files/广告.txt")
    _write(tmp_path, "青柳县.files/a.js")
    _write(tmp_path, "临江县_files/b.txt", "临江县")
    documents = read_folder([tmp_path])
    assert [report.path for report in documents.reports] == ["临江县_files/b.txt", "青柳县.html"]
    assert [d.code for d in documents.diagnostics if d.is_error] == []


def test_pages_that_are_pictures_are_named(tmp_path: Path) -> None:
    written = ofd_page(Page([Text(100, 100, 15, "县政府坚持依法行政，办理案件三十件。")], []))
    picture = '<ofd:Page xmlns:ofd="o"><ofd:Content><ofd:Layer><ofd:ImageObject/></ofd:Layer></ofd:Content></ofd:Page>'
    (tmp_path / "a.ofd").write_bytes(ofd([written, picture, written, picture]))
    documents = read_folder([tmp_path])
    (told,) = [d.message for d in documents.diagnostics if d.code == "image-pages"]
    assert told == "有的页是图片，没有（或没有全部）读出文字（没有文字的页：2、4）"


def test_missing_path_names_the_nearest(tmp_path: Path) -> None:
    _write(tmp_path, "青柳县2023年报告.txt")
    (diagnostic,) = read_folder([tmp_path / "青柳县2022年报告.txt"]).diagnostics
    assert diagnostic.code == "path-missing"
    assert diagnostic.file == "青柳县2022年报告.txt"
    assert "青柳县2023年报告.txt" in (diagnostic.help or "")
    (far,) = read_folder([tmp_path / "完全不同"]).diagnostics
    assert far.help == "请检查路径和文件名"


def test_missing_folder_in_the_middle_of_a_path(tmp_path: Path) -> None:
    _write(tmp_path, "reports/a.txt")
    (diagnostic,) = read_folder([tmp_path / "report" / "a.txt"]).diagnostics
    assert "reports" in (diagnostic.help or "")


def test_empty_folder(tmp_path: Path) -> None:
    folder = tmp_path / "空夹"
    folder.mkdir()
    documents = read_folder([folder])
    assert [(d.code, d.file) for d in documents.diagnostics] == [("no-reports", "空夹")]


def test_links(tmp_path: Path) -> None:
    outside = _write(tmp_path, "外/秘密.txt", "临江县")
    root = tmp_path / "根"
    inside = _write(root, "子/a.txt")
    (root / "回").symlink_to(root)
    (root / "子" / "上").symlink_to(tmp_path)
    (root / "另.txt").symlink_to(inside)
    (root / "外链.txt").symlink_to(outside)
    (root / "外夹").symlink_to(outside.parent)
    (root / "断.txt").symlink_to(root / "没有.txt")
    (root / "自.txt").symlink_to(root / "自.txt")
    documents = read_folder([root])
    assert [report.path for report in documents.reports] == ["子/a.txt"]
    assert {d.file: d.code for d in documents.diagnostics} == {
        "回": "link-loop",
        "子/上": "link-loop",
        "另.txt": "link-duplicate",
        "外链.txt": "link-outside",
        "外夹": "link-outside",
        "断.txt": "link-broken",
        "自.txt": "link-loop",
    }


def test_a_link_given_by_the_user_is_followed(tmp_path: Path) -> None:
    _write(tmp_path / "真", "a.txt")
    (tmp_path / "链").symlink_to(tmp_path / "真")
    assert [report.path for report in read_folder([tmp_path / "链"]).reports] == ["a.txt"]


def test_folder_that_cannot_be_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path, "a.txt")
    _write(tmp_path, "锁/b.txt")
    real = os.scandir

    def guarded(path: str | os.PathLike[str]) -> object:
        if Path(path).name == "锁":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", guarded)
    documents = read_folder([tmp_path])
    assert [report.path for report in documents.reports] == ["a.txt"]
    assert [(d.file, d.code) for d in documents.diagnostics] == [("锁", "unreadable")]


def test_old_archives_file_names(tmp_path: Path) -> None:
    raw = os.path.join(os.fsencode(tmp_path), "青柳县.txt".encode("gbk"))
    try:
        with open(raw, "wb") as handle:
            handle.write("青柳县2023年法治政府建设情况报告\n".encode())
    except OSError:
        pytest.skip("this file system takes only UTF-8 names")
    (report,) = read_folder([tmp_path]).reports
    assert report.path == "青柳县.txt"


def test_doubts_that_count_are_warnings_with_their_place(tmp_path: Path) -> None:
    data = "青柳县2023年法治政府建设情况报告\n2023年，县政府坚持依法行政，办理行政案件。\n".encode()
    at = data.index("办理".encode())
    (tmp_path / "损.txt").write_bytes(data[:at] + b"\xff" + data[at:])
    (tmp_path / "无.txt").write_text("坚持依法办事，制度不断健全。\n", encoding="utf-8")
    documents = read_folder([tmp_path])
    assert len(documents.reports) == 2
    assert all(d.severity == WARNING and d.help for d in documents.diagnostics)
    assert [(d.file, d.code, d.line) for d in documents.diagnostics] == [
        ("损.txt", "replaced-bytes", 2),
        ("无.txt", "no-unit", None),
        ("无.txt", "no-year", None),
    ]
    damaged = documents.diagnostics[0]
    assert damaged.excerpt is not None
    assert damaged.column is not None
    assert damaged.excerpt[damaged.column - 1] == "\ufffd"


def test_no_absolute_path_anywhere(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt")
    (tmp_path / "b.txt").write_bytes(b"")
    documents = read_folder([tmp_path, tmp_path / "没有"])
    assert str(tmp_path) not in repr(documents)
