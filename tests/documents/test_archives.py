"""Archives: every file inside by its own format, names as they were meant, nothing outside, bombs and depths told."""

from __future__ import annotations

import importlib.util
import io
import zipfile
from pathlib import Path

import pytest
from made_rar import as_rar4

from scoring.documents import Documents, read_folder
from scoring.documents.unpack import Members, unpack_zip, unpacked

TEXT = "{unit}2024年法治政府建设年度报告\n\n一、工作情况\n\n办理行政复议案件三十二件。\n"


def _text(unit: str) -> bytes:
    return TEXT.format(unit=unit).encode("utf-8")


def _zip(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, method)
    return stream.getvalue()


def _read(folder: Path, files: dict[str, bytes]) -> Documents:
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return read_folder([folder])


def _gbk_named(name: str, data: bytes) -> bytes:
    """A zip whose name is GBK without the mark for UTF-8, as many Chinese programs write it."""
    raw = name.encode("gbk")
    plain = "x" * len(raw)
    return _zip({plain: data}, zipfile.ZIP_STORED).replace(plain.encode("ascii"), raw)


def test_each_member_is_a_report(tmp_path: Path) -> None:
    data = _zip(
        {"甲县/报告.txt": _text("甲县人民政府"), "乙县.txt": _text("乙县人民政府"), "__MACOSX/._乙县.txt": b"x"}
    )
    found = _read(tmp_path, {"批次.zip": data})
    assert [report.path for report in found.reports] == ["批次.zip/乙县.txt", "批次.zip/甲县/报告.txt"]
    assert [report.unit for report in found.reports] == ["乙县人民政府", "甲县人民政府"]
    assert not [one for one in found.diagnostics if one.is_error]


def test_names_in_gbk_are_read(tmp_path: Path) -> None:
    found = _read(tmp_path, {"a.zip": _gbk_named("法治报告.txt", _text("丙县人民政府"))})
    assert [report.path for report in found.reports] == ["a.zip/法治报告.txt"]


@pytest.mark.parametrize("name", ["../../etc/报告.txt", "/etc/报告.txt", "C:\\etc\\报告.txt", "./etc//报告.txt"])
def test_names_lead_nowhere(name: str, tmp_path: Path) -> None:
    found = _read(tmp_path, {"a.zip": _zip({name: _text("丙县人民政府")})})
    assert [report.path for report in found.reports] == ["a.zip/etc/报告.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["a.zip"]


def test_an_archive_in_an_archive_is_opened_once(tmp_path: Path) -> None:
    inner = _zip({"报告.txt": _text("丁县人民政府")})
    found = _read(tmp_path, {"a.zip": _zip({"b.zip": inner}), "c.zip": _zip({"d.zip": _zip({"e.zip": inner})})})
    assert [report.path for report in found.reports] == ["a.zip/b.zip/报告.txt"]
    assert [(one.file, one.code) for one in found.diagnostics if one.is_error] == [
        ("c.zip/d.zip/e.zip", "archive-too-deep")
    ]


def test_a_bomb_is_told_and_the_rest_read(tmp_path: Path) -> None:
    data = _zip({"大.txt": b"0" * (64 * 1024 * 1024), "好.txt": _text("戊县人民政府"), "空.txt": b""})
    found = _read(tmp_path, {"a.zip": data})
    assert [report.path for report in found.reports] == ["a.zip/好.txt"]
    assert sorted((one.file, one.code) for one in found.diagnostics if one.is_error) == [
        ("a.zip/大.txt", "zip-bomb"),
        ("a.zip/空.txt", "empty-file"),
    ]


def test_a_cut_archive_and_an_empty_one_are_told(tmp_path: Path) -> None:
    data = _zip({"报告.txt": _text("己县人民政府") * 50})
    found = _read(tmp_path, {"cut.zip": data[: len(data) // 2], "empty.zip": _zip({})})
    assert [(one.file, one.code) for one in found.diagnostics] == [
        ("cut.zip", "damaged-file"),
        ("empty.zip", "empty-archive"),
    ]


def test_a_password_is_told() -> None:
    data = bytearray(_zip({"报告.txt": _text("庚县人民政府")}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    assert unpack_zip(bytes(data)).refused == (("报告.txt", "encrypted", {}),)


def test_bytes_come_back_as_they_were() -> None:
    data = bytes(range(256)) * 3
    members: Members = unpack_zip(_zip({"x.bin": data}))
    assert list(unpacked(members._asdict())) == [("x.bin", data)]


@pytest.mark.skipif(importlib.util.find_spec("rars") is None, reason="the extra `rar` is not installed")
def test_rar_is_read(tmp_path: Path) -> None:
    import rars

    builder = rars.RarBuilder()
    builder.add_bytes(_text("甲县人民政府"), "甲县/报告.txt")
    found = _read(tmp_path, {"批次.rar": bytes(builder.to_bytes()), "cut.rar": bytes(builder.to_bytes())[:40]})
    assert [report.path for report in found.reports] == ["批次.rar/甲县/报告.txt"]
    assert [(one.file, one.code) for one in found.diagnostics if one.is_error] == [("cut.rar", "damaged-file")]


@pytest.mark.skipif(importlib.util.find_spec("rars") is None, reason="the extra `rar` is not installed")
def test_names_in_old_rar_files_are_read_as_their_writers_meant(tmp_path: Path) -> None:
    names = ("甲县/报告.txt".encode("gb18030"), "乙县\\报告.txt".encode(), b"../../plain.txt")
    found = _read(tmp_path, {"旧.rar": as_rar4([(name, _text(f"甲{at}县")) for at, name in enumerate(names)])})
    assert {report.path for report in found.reports} == {
        "旧.rar/甲县/报告.txt",
        "旧.rar/乙县/报告.txt",
        "旧.rar/plain.txt",
    }


def test_rar_without_its_extra_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scoring.documents.formats.find_spec", lambda _name: None)
    found = _read(tmp_path, {"a.rar": b"Rar!\x1a\x07\x01\x00"})
    (told,) = found.diagnostics
    assert told.code == "missing-reader"
    assert "rars" in told.message
