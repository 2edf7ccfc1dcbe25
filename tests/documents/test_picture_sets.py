"""Pictures of one scan: told by their names, put together to one report, parted where another title begins."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from scoring.documents import obtain, ocr, read_folder, sources_in
from scoring.documents.picture_names import apart, joined_name, picture_sets

FIRST = "石桥县人民政府2024年法治政府建设情况报告\n2024年，办理行政复议案件32件。"
SECOND = "柳湾县人民政府2024年法治政府建设情况报告\n2024年，办理行政复议案件7件。"
MIDDLE = "（二）严格执法。办理行政处罚案件520件。"


@pytest.mark.parametrize(
    ("names", "sets"),
    [
        (["page1.jpg", "page2.jpg", "page10.jpg"], []),
        (["page2.jpg", "page1.jpg"], [("page1.jpg", "page2.jpg")]),
        (["a/1.png", "a/2.png", "b/1.png"], [("a/1.png", "a/2.png")]),
        (["甲县2024年(1).jpg", "甲县2024年(2).jpg"], [("甲县2024年(1).jpg", "甲县2024年(2).jpg")]),
        (["甲县2023.jpg", "甲县2024.jpg"], []),
        (["扫描_000.tif", "扫描_001.tif"], [("扫描_000.tif", "扫描_001.tif")]),
        (["第一页.jpg", "第二页.jpg", "第三页.jpg"], [("第一页.jpg", "第二页.jpg", "第三页.jpg")]),
        (["IMG_0231.jpg", "IMG_0232.jpg"], []),
        (["1.jpg", "01.jpg", "2.jpg"], []),
        (["1.jpg", "2.txt"], []),
        (["1.jpg", "2.JPG"], [("1.jpg", "2.JPG")]),
        (["甲1.jpg", "甲2.jpg", "乙1.jpg", "乙2.jpg"], [("乙1.jpg", "乙2.jpg"), ("甲1.jpg", "甲2.jpg")]),
    ],
)
def test_names_that_count_are_one_scan(names: list[str], sets: list[tuple[str, ...]]) -> None:
    assert picture_sets(names) == sorted(sets)


def test_pictures_left_over_are_named_by_folder() -> None:
    names = ["a/IMG_0231.jpg", "a/IMG_0233.jpg", "a/1.jpg", "a/2.jpg", "b/x.png", "c.txt"]
    assert apart(names) == [("a/IMG_0231.jpg", "a/IMG_0233.jpg")]


@pytest.mark.parametrize(
    ("names", "name"),
    [
        (("甲/page1.jpg", "甲/page2.jpg", "甲/page3.jpg"), "甲/page1–3.jpg"),
        (("报告(1).png", "报告(2).png"), "报告(1–2).png"),
        (("第一页.jpg", "第二页.jpg"), "第一–二页.jpg"),
        (("x.jpg",), "x.jpg"),
    ],
)
def test_the_set_is_called_by_its_first_and_last(names: tuple[str, ...], name: str) -> None:
    assert joined_name(names) == name


@given(st.lists(st.text("1290ab第一二页.jpg()/ ", max_size=12), max_size=8))
def test_every_picture_is_in_one_set_at_most(names: list[str]) -> None:
    found = [name for one in picture_sets(set(names)) for name in one]
    assert len(found) == len(set(found))
    assert set(found) <= set(names)


def _jpeg(shade: int) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (620, 877), (shade,) * 3).save(stream, "JPEG")
    return stream.getvalue()


class Engine:
    """Plays the child with the engine: the text by the picture's bytes."""

    def __init__(self) -> None:
        self.texts: dict[bytes, str] = {}

    def answer(self, _reader: str, data: bytes) -> dict[str, Any]:
        text = self.texts[data]
        return {"text": text, "doubtful": [], "unread": not text, "scores": [[0, len(text), 0.9]] if text else []}

    def page(self, folder: Path, name: str, text: str) -> bytes:
        """A picture in `folder` on which `text` is written."""
        data = _jpeg(len(self.texts) + 100)
        self.texts[data] = text
        (folder / name).write_bytes(data)
        return data


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Engine:
    own = Engine()
    monkeypatch.setattr(ocr, "_own", lambda: own)
    monkeypatch.setattr(ocr, "missing_ocr", tuple)
    monkeypatch.setattr(obtain, "missing", lambda _: ())
    return own


def test_pages_of_one_report(engine: Engine, tmp_path: Path) -> None:
    pages = [engine.page(tmp_path, f"page{number}.jpg", text) for number, text in ((1, FIRST), (2, MIDDLE), (3, ""))]
    (source,) = sources_in([tmp_path])[0]
    assert [path.name for path in source.paths] == ["page1.jpg", "page2.jpg", "page3.jpg"]
    found = read_folder([tmp_path])
    (report,) = found.reports
    assert (report.path, report.obtained, len(report.page_starts)) == ("page1–3.jpg", "ocr", 3)
    assert report.sha256 == hashlib.sha256(b"".join(pages)).hexdigest()
    assert {"pictures_joined", "image_pages", "ocr_metadata"} <= set(report.flags)
    assert report.text[report.page_starts[1] :].startswith(MIDDLE)
    assert [one.score for one in report.recognised] == [0.9, 0.9]
    assert [one.code for one in found.diagnostics] == ["image-pages"]
    assert "3" in found.diagnostics[0].message


def test_another_title_begins_another_report(engine: Engine, tmp_path: Path) -> None:
    texts = (FIRST, MIDDLE, SECOND)
    pages = [engine.page(tmp_path, f"{number}.jpg", text) for number, text in enumerate(texts, 1)]
    found = read_folder([tmp_path])
    assert [(one.path, one.unit) for one in found.reports] == [
        ("1–2.jpg", "石桥县人民政府"),
        ("3.jpg", "柳湾县人民政府"),
    ]
    assert found.reports[1].sha256 == hashlib.sha256(pages[2]).hexdigest()
    assert found.reports[1].recognised == ((0, len(SECOND), 0.9),)
    (warning,) = found.diagnostics
    assert (warning.code, warning.file) == ("pictures-split", "1–3.jpg")
    assert "1–2.jpg、3.jpg" in warning.message


def test_a_picture_that_cannot_be_opened_is_an_empty_page(engine: Engine, tmp_path: Path) -> None:
    engine.page(tmp_path, "1.jpg", FIRST)
    (tmp_path / "2.jpg").write_bytes(_jpeg(30)[:200])
    (tmp_path / "3.jpg").write_bytes(b"")
    engine.page(tmp_path, "4.jpg", MIDDLE)
    found = read_folder([tmp_path])
    (report,) = found.reports
    assert len(report.page_starts) == 4
    assert report.text[report.page_starts[3] :].startswith(MIDDLE)
    assert "image_pages" in report.flags
    assert {(one.file, one.code) for one in found.diagnostics if one.is_error} == {
        ("2.jpg", "damaged-file"),
        ("3.jpg", "empty-file"),
    }


def test_pictures_in_an_archive(engine: Engine, tmp_path: Path) -> None:
    pictures = tmp_path / "图"
    pictures.mkdir()
    pages = [engine.page(pictures, f"{number}.jpg", text) for number, text in ((1, FIRST), (2, MIDDLE))]
    received = tmp_path / "收"
    received.mkdir()
    with zipfile.ZipFile(received / "甲.zip", "w") as archive:
        for number, data in enumerate(pages, 1):
            archive.writestr(f"扫描/{number}.jpg", data)
    (report,) = read_folder([received]).reports
    assert (report.path, len(report.page_starts)) == ("甲.zip/扫描/1–2.jpg", 2)


def test_pictures_that_do_not_count_are_told(engine: Engine, tmp_path: Path) -> None:
    engine.page(tmp_path, "IMG_7.jpg", FIRST)
    engine.page(tmp_path, "IMG_9.jpg", MIDDLE)
    found = read_folder([tmp_path])
    assert [one.path for one in found.reports] == ["IMG_7.jpg", "IMG_9.jpg"]
    (warning,) = [one for one in found.diagnostics if one.code == "pictures-apart"]
    assert "2 张图片" in warning.message
    assert warning.help


def test_without_the_engine_the_set_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "missing_ocr", lambda: ("rapidocr",))
    for number in (1, 2):
        (tmp_path / f"{number}.jpg").write_bytes(_jpeg(100))
    assert [(one.file, one.code) for one in read_folder([tmp_path]).diagnostics] == [("1–2.jpg", "missing-ocr")]
