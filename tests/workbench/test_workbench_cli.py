"""The commands, from the command line to what they print and write."""

from __future__ import annotations

import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from workbench_samples import SMALL, county

from scoring.cli import rubric_watch
from scoring.cli.main import run
from scoring.messages.workbench import SHEET_COLUMNS, SHEET_NAME
from scoring.resources import fixture_reports_folder

REPORTS = fixture_reports_folder().as_posix()


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("small.yaml").write_text(SMALL, encoding="utf-8")


class Said:
    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def scoring(capsys: pytest.CaptureFixture[str]) -> Any:
    def call(*arguments: str) -> Said:
        capsys.readouterr()
        code = run(list(arguments))
        captured = capsys.readouterr()
        return Said(code, captured.out, captured.err)

    return call


def test_new_then_check(scoring: Any) -> None:
    said = scoring("rubric", "new", "mine", "--title", "本县标准")
    assert said.code == 0
    assert said.out.startswith("已建立 mine.yaml（编号 mine，依据 county）\n")
    assert scoring("rubric", "check", "mine.yaml").out == "mine.yaml: 没有问题（65 项指标，满分 100）\n"
    again = scoring("rubric", "new", "mine")
    assert again.code == 1
    assert "错误[new-exists]" in again.err


def test_check_on_reports(scoring: Any) -> None:
    Path("gone.yaml").write_text(
        SMALL.replace(
            "measure: respondent_appearance_rate", "measure: respondent_appearance_rate\n        period: 1990"
        ),
        encoding="utf-8",
    )
    said = scoring("rubric", "check", "gone.yaml", "--on", REPORTS)
    assert said.code == 0
    assert "各项有多少份报告载明" in said.out
    assert "警告[leaf-unreached] `d.appearance`（出庭率）：16 份报告里没有一份载明" in said.err
    assert "gone.yaml: 没有问题（3 项指标，满分 10）" in said.out


def test_what_if_without_reports(scoring: Any) -> None:
    said = scoring("rubric", "what-if", "--rubric", "small.yaml", "--set", "d.appearance.rule.linear.full=95%")
    assert said.code == 0
    assert said.out == (
        "改动：\n"
        "  d.appearance 出庭率\n"
        "    规则：\n"
        "      原 按比例：50%得0分、100%得满分，其间按直线计算，两端以外不变\n"
        "      现 按比例：50%得0分、95%得满分，其间按直线计算，两端以外不变\n"
    )
    assert Path("small.yaml").read_text(encoding="utf-8") == SMALL


def test_what_if_on_reports(scoring: Any) -> None:
    said = scoring(
        "rubric",
        "what-if",
        *("--rubric", "small.yaml", "--set", "d.appearance.points=5", "--set", "d.mediation.points=1"),
        *("--set", "d.mediation.rule=done", "--on", REPORTS),
    )
    assert said.code == 1, "`done` for a rate needs a line"
    assert "错误[line-missing]" in said.err
    said = scoring(
        "rubric",
        "what-if",
        *("--rubric", "small.yaml", "--set", "d.appearance.points=5", "--rescale", "--on", REPORTS, "--all"),
        *("--cache", "cache"),
    )
    assert said.code == 0
    assert "为保持合计不变，同时调整：\n  调解率：2 → 1（d.mediation.points）\n" in said.out
    assert "比较 11 个单位：" in said.out
    assert "变动最大的单位" in said.out
    assert "出庭率 +" in said.out
    assert (Path("cache") / "facts.sqlite").is_file()


def test_sums_that_no_longer_add_up_name_the_way_out(scoring: Any) -> None:
    said = scoring("rubric", "what-if", "--rubric", "small.yaml", "--set", "d.appearance.points=5")
    assert said.code == 1
    assert "错误[points-sum] `d` 的下级分值合计为 7，与本级的 6 不等" in said.err
    assert "加 --rescale 按比例调整同级其他项，保持合计：调解率 2 → 1" in said.err
    said = scoring("rubric", "what-if", "--rubric", "small.yaml", "--set", "d.appearance.points=9")
    assert said.code == 1
    assert "--rescale" not in said.err


def test_what_if_writes_only_where_asked(scoring: Any) -> None:
    call = ("rubric", "what-if", "--rubric", "small.yaml", "--set", "title=大样", "--write")
    assert scoring(*call, "new.yaml").code == 0
    assert Path("new.yaml").read_text(encoding="utf-8") == SMALL.replace("小样", "大样")
    refused = scoring(*call, "small.yaml")
    assert refused.code == 1
    assert "错误[file-exists]" in refused.err
    assert Path("small.yaml").read_text(encoding="utf-8") == SMALL
    assert scoring(*call, "small.yaml", "--overwrite").code == 0
    assert Path("small.yaml").read_text(encoding="utf-8") == SMALL.replace("小样", "大样")


def test_the_same_value_is_no_change(scoring: Any) -> None:
    said = scoring("rubric", "what-if", "--rubric", "small.yaml", "--set", "d.appearance.points=4", "--on", REPORTS)
    assert said.out == "没有改动：所写的值与原来相同\n比较 11 个单位：都没有变化\n"


def test_what_if_on_results(scoring: Any) -> None:
    assert scoring("score", REPORTS, "--rubric", "county", "-o", "run.xlsx").code == 0
    said = scoring("rubric", "what-if", "--set", "disputes.mediation.rule.linear.full=95%", "--on", "run.json")
    assert said.code == 0
    assert "disputes.mediation" in said.out
    assert said.err == ""
    other = scoring("rubric", "what-if", "--rubric", "small.yaml", "--set", "title=大样", "--on", "run.json")
    assert "警告[rubric-other]" in other.err


def test_diff(scoring: Any) -> None:
    Path("other.yaml").write_text(SMALL.replace("zero: 50%", "zero: 70%"), encoding="utf-8")
    said = scoring("rubric", "diff", "small.yaml", "other.yaml")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("不同之处 1 处：\n  d.appearance 出庭率\n    规则：\n")
    moved = scoring("rubric", "diff", "small.yaml", "other.yaml", "--on", REPORTS)
    assert "由哪些项引起" in moved.out
    assert scoring("rubric", "diff", "small.yaml", "small.yaml").out == "两份评分标准没有不同\n"
    assert scoring("rubric", "diff", "small.yaml", "absent.yaml").code == 1


def test_out_to_a_sheet_and_back(scoring: Any) -> None:
    said = scoring("rubric", "to-xlsx", "small.yaml", "-o", "points.xlsx")
    assert said.out == (
        "已写出: points.xlsx\n改完再运行：scoring rubric from-xlsx points.xlsx --rubric small.yaml -o 新标准.yaml\n"
    )
    back = scoring("rubric", "from-xlsx", "points.xlsx", "--rubric", "small.yaml", "-o", "same.yaml")
    assert back.out == "表里没有改动，写出的与原来一致\n已写出: same.yaml\n"
    assert Path("same.yaml").read_bytes() == Path("small.yaml").read_bytes()
    book = openpyxl.load_workbook("points.xlsx")
    sheet = book[SHEET_NAME]
    column = [cell.value for cell in sheet[1]].index(SHEET_COLUMNS["value"]) + 1
    sheet.cell(4, column).value = 0.6
    book.save("points.xlsx")
    changed = scoring("rubric", "from-xlsx", "points.xlsx", "--rubric", "small.yaml", "-o", "new.yaml")
    assert changed.code == 0
    assert Path("new.yaml").read_text(encoding="utf-8") == SMALL.replace("zero: 50%", "zero: 60%")
    sheet.cell(4, column).value = 60
    book.save("points.xlsx")
    wrong = scoring("rubric", "from-xlsx", "points.xlsx", "--rubric", "small.yaml", "-o", "wrong.yaml")
    assert wrong.code == 1
    assert not Path("wrong.yaml").exists()


def test_watch_ends_with_ctrl_c(scoring: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A save is answered, then Ctrl-C: exit code 0 and nothing left behind."""
    looks = 0

    def pause(_seconds: float) -> None:
        nonlocal looks
        looks += 1
        if looks == 1:
            Path("small.yaml").write_text(SMALL.replace("zero: 50%", "zero: 70%"), encoding="utf-8")
        if looks == 4:
            raise KeyboardInterrupt

    # Only the watcher's own pauses: others wait too while reports are read.
    monkeypatch.setattr(rubric_watch, "time", SimpleNamespace(sleep=pause))
    said = scoring("rubric", "watch", "small.yaml", "--on", REPORTS)
    assert said.code == 0
    lines = said.out.split("\n")
    assert lines[:2] == ["正在看着 small.yaml，存盘后自动检查、重算；按 Ctrl-C 结束", "现在：3 项，满分 10，11 个单位"]
    assert "第 1 次存盘：" in lines
    assert any(line.startswith("比较 11 个单位：总分变化") for line in lines)
    assert lines[-2] == "结束，共存盘 1 次"
    assert rubric_watch.PAUSE < 1


def test_nothing_runs_on_in_the_background(scoring: Any) -> None:
    before = threading.active_count()
    assert scoring("rubric", "what-if", "--set", "title=x", "--on", REPORTS).code == 0
    assert threading.active_count() == before
    assert county().text.startswith("# yaml-language-server")
