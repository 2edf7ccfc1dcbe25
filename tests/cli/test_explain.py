"""`scoring explain`: from the score to the words; an unknown criterion is refused with the nearest."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.cli.explain import surroundings
from scoring.cli.main import BAD_INPUT, BAD_USAGE, DONE, run
from scoring.text.report import Report, Span, cite

REPORT = """示例县人民政府2023年法治政府建设年度报告

一、主要工作
全年办理行政应诉案件24件，行政机关负责人应出庭20次，实际出庭19次，出庭应诉率95%。上年出庭应诉率为80%。

示例县人民政府
2024年3月1日
"""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "example.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def test_from_score_to_quote(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", str(report), "disputes.appearance"]) == DONE
    printed = capsys.readouterr().out
    # score, rule with its line, what was used and where it stands, what was not and why
    for words in (
        "示例县人民政府（2023年度）",
        "满分",
        "（county.yaml 第",
        "采用的事实（明确数值）",
        "出庭应诉率95%",
    ):
        assert words in printed
    start = REPORT.index("出庭应诉率95%")
    assert f"example.txt  {start}–{start + 8}" in printed
    rejected = printed.split("未采用）")[1]
    assert "80%" in rejected
    assert "未采用的原因" in rejected


def test_what_is_missing_is_said(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", str(report), "disputes.mediation"]) == DONE
    printed = capsys.readouterr().out
    assert "未载明" in printed
    assert printed.count("  没有\n") == 2


def test_criterion_by_its_name_or_a_part_of_it(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for word in ("行政机关负责人出庭应诉率", "disputes.appear"):
        assert run(["explain", str(report), word]) == DONE
        assert "disputes.appearance" in capsys.readouterr().out


def test_unknown_criterion(report: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", str(report), "disputes.apperance"]) == BAD_USAGE
    assert "相近的有: disputes.appearance" in capsys.readouterr().err


def test_no_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", str(tmp_path / "none.txt"), "disputes.appearance"]) == BAD_INPUT
    assert "none.txt" in capsys.readouterr().err


def test_surroundings_are_cut_and_on_one_line() -> None:
    report = Report(id="a#0", path="a", text="前一句。\r\n合同21件\n后一句话。", sha256="", encoding="utf-8")
    evidence = cite(report, Span(6, 11))
    assert surroundings(evidence, report, 3) == ("…。⏎", "合同21件", "⏎后一…")
    assert surroundings(evidence, report, 100) == ("前一句。⏎", "合同21件", "⏎后一句话。")
    assert surroundings(evidence, None, 3) == ("", "合同21件", "")
