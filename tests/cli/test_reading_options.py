"""--columns and --checklist wherever reports are read."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from scoring.cli.main import DONE, run

TEXT = "石桥县2024年法治政府建设年度报告\n2024年，石桥县人民政府办理行政复议案件32件。\n"


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    """A list of reports whose column of texts has a title of its own."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["填报单位", "材料内容"])
    sheet.append(["石桥县人民政府", TEXT])
    path = tmp_path / "汇总.xlsx"
    book.save(path)
    return path


def test_read_and_extract_take_columns(listed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["read", str(listed), "--columns", "正文=材料内容", "--format", "json"]) == DONE
    assert json.loads(capsys.readouterr().out)[0]["metadata"]["unit"]["value"] == "石桥县人民政府"
    assert run(["extract", str(listed), "--columns", "正文=材料内容"]) == DONE
    assert 32 in [json.loads(line)["value"] for line in capsys.readouterr().out.splitlines()]


def test_explain_takes_columns(listed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", str(listed), "disputes.appearance", "--columns", "正文=材料内容"]) == DONE
    assert "石桥县人民政府" in capsys.readouterr().out


def test_a_checklist_decides_what_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "收到"
    folder.mkdir()
    (folder / "甲.txt").write_text(TEXT, encoding="utf-8")
    (folder / "乙.txt").write_text(TEXT.replace("石桥", "柳湾"), encoding="utf-8")
    checklist = tmp_path / "清单.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["文件", "用途"])
    sheet.append(["甲.txt", "报告"])
    sheet.append(["乙.txt", "不用"])
    book.save(checklist)
    options = [str(folder), "--checklist", str(checklist)]
    for command in (["read", *options, "--format", "json"], ["extract", *options]):
        assert run(command) == DONE
        printed = capsys.readouterr().out
        assert "甲.txt" in printed
        assert "乙.txt" not in printed
    pages = tmp_path / "页"
    assert run(["pages", *options, "--rubric", "county", "-o", str(pages)]) == DONE
    written = [path.name for path in pages.iterdir()]
    assert any("石桥" in name or "甲" in name for name in written)
    assert not any("柳湾" in name or "乙" in name for name in written)


@pytest.mark.parametrize("command", ["read", "extract", "explain", "pages", "feedback", "score"])
def test_every_command_that_reads_reports_offers_both(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    run([command, "--help"])
    printed = capsys.readouterr().out
    assert "--columns" in printed
    assert "--checklist" in printed
