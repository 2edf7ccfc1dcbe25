"""`scoring corpus …` on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpora import corpus, fixture_pairs, written

from scoring.cli.main import run


@pytest.mark.slow
def test_score_and_compare(fixture_reports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written(corpus(fixture_pairs(fixture_reports), (2023, 2024), 3), tmp_path / "set")
    words = [str(tmp_path / "set"), "--rubric", "report-quality", "-o", str(tmp_path / "out"), "--full-workbook", "0"]
    assert run(["corpus", "score", *words]) == 0
    said = capsys.readouterr()
    assert "县（市、区）" in said.out
    assert "overview.xlsx" in said.out
    assert "2024年度 部门" in said.err
    assert run(["corpus", "compare", *words, "--years", "2023", "2024"]) == 0
    said = capsys.readouterr()
    assert "各组变化" in said.out
    assert "compare/2023-2024/compare.xlsx" in said.out
    assert "2024年度 部门：已有结果，跳过" in said.err


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["corpus", "score", "没有", "--rubric", "county", "-o", "结果"], 1, "dataset-none"),
        (
            ["corpus", "compare", "没有", "--rubric", "county", "-o", "结果", "--years", "1", "2", "--memory", "很多"],
            2,
            "2GB",
        ),
        (["corpus", "compare", "没有", "--rubric", "county", "-o", "结果", "--years", "2024"], 2, "--years"),
    ],
)
def test_what_cannot_be_done_is_said(
    words: list[str],
    code: int,
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(words) == code
    assert told in capsys.readouterr().err
    assert not (tmp_path / "结果").exists()


def test_a_data_set_is_not_taken_for_reports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "全省").mkdir()
    (tmp_path / "全省" / "dataset.json").write_text("{}", encoding="ascii")
    words = ["score", str(tmp_path / "全省"), "--rubric", "county", "-o", str(tmp_path / "out.xlsx")]
    assert run(words) == 2
    assert "scoring corpus score" in capsys.readouterr().err
