"""`scoring pages` from the files to the files."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from page_reader import read_page

from scoring.cli.main import BAD_INPUT, BAD_USAGE, DONE, run

NAMES = ("2023/qingyue-county.txt", "2024/qingyue-county.txt")


@pytest.fixture
def reports(fixture_reports: Path, tmp_path: Path) -> Path:
    for name in NAMES:
        target = tmp_path / "reports" / name
        target.parent.mkdir(parents=True)
        shutil.copyfile(fixture_reports / name, target)
    return tmp_path / "reports"


def test_writes_pages(reports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "网页"
    now, before = str(reports / "2024"), str(reports / "2023")
    assert run(["pages", now, "--previous", before, "--rubric", "county", "-o", str(output)]) == DONE
    printed = capsys.readouterr().out
    assert (output / "index.html").as_posix() in printed
    assert "1 页评分依据" in printed
    (evidence,) = (path for path in output.iterdir() if path.name != "index.html")
    page = read_page(evidence.read_text(encoding="utf-8"))
    assert page.by_id("_text").text == (reports / "2024" / "qingyue-county.txt").read_bytes().decode("utf-8-sig")
    assert "出庭应诉" in page.by_id("disputes.appearance").text
    assert "上年" in read_page((output / "index.html").read_text(encoding="utf-8")).all("table", "ranking")[0].text


def test_public_edition(reports: Path, tmp_path: Path) -> None:
    output = tmp_path / "公开"
    assert run(["pages", str(reports), "--rubric", "county", "--public", "-o", str(output)]) == DONE
    for path in output.iterdir():
        words = path.read_text(encoding="utf-8")
        assert "公开版" in words
        assert "核对提示" not in words


def test_nothing_to_show(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "空").mkdir()
    assert run(["pages", str(tmp_path / "空"), "--rubric", "county", "-o", str(tmp_path / "网页")]) == BAD_INPUT
    assert "没有可以计分的报告" in capsys.readouterr().err
    assert not (tmp_path / "网页").exists()


def test_a_folder_is_needed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["pages", "报告", "--rubric", "county"]) == BAD_USAGE
    assert "缺少 --output" in capsys.readouterr().err
