"""One file: the report's identity, and every way a file can fail, each with its code, place and remedy."""

from __future__ import annotations

import hashlib
import io
import os
import zipfile
from pathlib import Path

import pytest

from scoring.documents import MAX_BYTES, read_file
from scoring.documents.read import _bytes_of
from scoring.documents.sniff import sniff
from scoring.errors import Diagnostic, DocumentError
from scoring.messages.documents import HELP, KINDS, MESSAGES

TEXT = "青柳县2023年法治政府建设情况报告\r\n2023年，县政府坚持依法行政。\r\n青柳县人民政府\r\n2024年1月9日\r\n"


def _fails(path: Path, root: Path) -> Diagnostic:
    with pytest.raises(DocumentError) as caught:
        read_file(path, root)
    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.help
    assert diagnostic.is_error
    assert str(root) not in diagnostic.message + (diagnostic.file or "")
    return diagnostic


def _archive(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


def _ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + stream.encode("utf-16-le") + bytes(64)


def test_identity_and_text(tmp_path: Path) -> None:
    path = tmp_path / "县区" / "青柳县.txt"
    path.parent.mkdir()
    data = b"\xef\xbb\xbf" + TEXT.encode("utf-8")
    path.write_bytes(data)
    report = read_file(path, tmp_path)
    assert report.path == "县区/青柳县.txt"
    assert report.sha256 == hashlib.sha256(data).hexdigest()
    assert report.id == f"县区/青柳县.txt#{report.sha256[:12]}"
    assert report.text == TEXT
    assert report.encoding == "utf-8"
    assert report.unit == "青柳县人民政府"
    assert report.year == 2023
    assert report.flags == ()


def test_same_text_in_other_encodings_gives_the_same_metadata(tmp_path: Path) -> None:
    found = []
    for name, encoding in (("a", "utf-8"), ("b", "gbk"), ("c", "utf-16")):
        path = tmp_path / f"{name}.txt"
        path.write_bytes(TEXT.encode(encoding))
        report = read_file(path, tmp_path)
        metadata = report.metadata
        found.append((report.text, [metadata.text(name) for name in ("unit", "report_year", "document_date", "title")]))
    assert found[0] == found[1] == found[2]


def test_a_path_outside_the_root_is_shown_by_name(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    other = tmp_path / "other"
    other.mkdir()
    assert read_file(path, other).path == "a.txt"


@pytest.mark.parametrize("name", ["报告.txt", "报告.TXT", "报告.text", "报告.md", "报告", "司法局2023.1.30"])
def test_names_that_are_read(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(TEXT, encoding="utf-8")
    assert read_file(tmp_path / name, tmp_path).unit == "青柳县人民政府"


def test_plain_text_under_another_formats_name_is_read_and_flagged(tmp_path: Path) -> None:
    (tmp_path / "报告.docx").write_text(TEXT, encoding="utf-8")
    assert read_file(tmp_path / "报告.docx", tmp_path).flags == ("name_content_mismatch",)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty-file"),
        (b"\r\n \t", "blank-file"),
        (bytes(range(32)) * 50, "binary-file"),
        (b"\xfd\xfe\xfa" * 100, "undecodable"),
    ],
)
def test_bad_contents(data: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    diagnostic = _fails(path, tmp_path)
    assert (diagnostic.code, diagnostic.file) == (code, "a.txt")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n...", "pdf"),
        (b"\xef\xbb\xbf\n%PDF-1.4", "pdf"),
        (_archive("[Content_Types].xml", "word/document.xml"), "docx"),
        (_archive("OFD.xml", "Doc_0/Document.xml"), "ofd"),
        (_archive("word/document.xml")[:40], "docx"),
        (_ole("WordDocument"), "doc"),
        (_ole("EncryptedPackage"), "encrypted"),
        (b"{\\rtf1\\ansi", "rtf"),
        (b"\x89PNG\r\n\x1a\n", "image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image"),
        (b"BM\x36\x00\x0c\x00\x00\x00", "image"),
        (b"RIFF\x00\x10\x00\x00WEBPVP8 ", "image"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n", "mht"),
    ],
)
def test_formats_that_are_read_are_told_by_content_whatever_the_name(data: bytes, kind: str) -> None:
    assert sniff(data, ".txt") == sniff(data, "") == sniff(data, ".pdf") == kind


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (_archive("xl/workbook.xml"), "xlsx"),
        (_archive("ppt/presentation.xml"), "pptx"),
        (_archive("mimetype", "content.xml"), "odf"),
        (_archive("a.txt"), "zip"),
        (b"PK\x03\x04broken", "zip"),
        (_ole("Workbook"), "xls"),
        (_ole("PowerPoint Document"), "ppt"),
        (_ole("Other"), "ole"),
        (b"Rar!\x1a\x07\x01\x00", "rar"),
        (b"7z\xbc\xaf\x27\x1c\x00", "7z"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"<?xml version='1.0'?><w:wordDocument/>", "xml"),
    ],
)
def test_formats_without_a_reader_are_refused_whatever_the_name(data: bytes, kind: str, tmp_path: Path) -> None:
    for name in ("a.txt", "a"):
        path = tmp_path / name
        path.write_bytes(data)
        diagnostic = _fails(path, tmp_path)
        assert diagnostic.code == "unsupported-format"
        assert KINDS[kind] in diagnostic.message
        assert ".txt" in (diagnostic.help or "")


@pytest.mark.parametrize("page", ["<!DOCTYPE html><html><body>{}</body></html>", "\n<html lang='zh'>{}"])
def test_a_page_and_its_source_in_a_text_file_are_read(page: str, tmp_path: Path) -> None:
    for name, obtained in (("a.html", "html"), ("a", "html"), ("a.doc", "html"), ("a.txt", "text")):
        (tmp_path / name).write_text(page.format(TEXT), encoding="utf-8")
        report = read_file(tmp_path / name, tmp_path)
        assert (report.unit, report.obtained) == ("青柳县人民政府", obtained)


def test_page_fragments_count_as_pages_only_under_a_pages_name(tmp_path: Path) -> None:
    fragment = "<div>" + TEXT + "</div>"
    for name, obtained in (("a.html", "html"), ("a.txt", "text")):
        (tmp_path / name).write_text(fragment, encoding="utf-8")
        report = read_file(tmp_path / name, tmp_path)
        assert (report.unit, report.obtained) == ("青柳县人民政府", obtained)


@pytest.mark.parametrize("name", ["单位.csv", "参数.json", "设置.yaml"])
def test_data_files_are_no_reports(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text("单位,年度\n青柳县,2023\n", encoding="utf-8")
    diagnostic = _fails(tmp_path / name, tmp_path)
    assert diagnostic.code == "not-a-report"
    assert Path(name).suffix in diagnostic.message


def test_missing_folder_and_special_files(tmp_path: Path) -> None:
    assert _fails(tmp_path / "无.txt", tmp_path).code == "path-missing"
    (tmp_path / "夹").mkdir()
    assert _fails(tmp_path / "夹", tmp_path).code == "is-folder"
    os.mkfifo(tmp_path / "管道.txt")
    assert _fails(tmp_path / "管道.txt", tmp_path).code == "not-regular"


def test_links_that_point_at_each_other(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    assert _fails(tmp_path / "a.txt", tmp_path).code == "link-loop"


def test_too_large_is_refused_without_reading(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as handle:
        handle.truncate(MAX_BYTES + 1)
    diagnostic = _fails(path, tmp_path)
    assert diagnostic.code == "too-large"
    assert "50 MB" in diagnostic.message


def test_formats_with_pictures_may_be_larger(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with path.open("wb") as handle:
        handle.write(b"%PDF-1.4")
        handle.truncate(MAX_BYTES + 1)
    assert _fails(path, tmp_path).code != "too-large"
    with path.open("r+b") as handle:
        handle.truncate(200 * 1024 * 1024 + 1)
    diagnostic = _fails(path, tmp_path)
    assert diagnostic.code == "too-large"
    assert "200 MB" in diagnostic.message


@pytest.mark.parametrize("size", [1, 2, 10, 11, 12, 5000])
def test_a_file_of_another_size_than_a_moment_ago_is_read_whole(tmp_path: Path, size: int) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"0123456789\r")
    assert _bytes_of(path, size) == b"0123456789\r"


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")

    def refuse(_path: Path, _size: int) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("scoring.documents.read._bytes_of", refuse)
    diagnostic = _fails(path, tmp_path)
    assert diagnostic.code == "unreadable"
    assert "没有读取权限" in diagnostic.message


def test_every_message_has_a_remedy() -> None:
    assert set(MESSAGES) <= set(HELP)
