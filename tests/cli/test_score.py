"""`scoring score` and `scoring demo` from the files to the files."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from scoring.cli.main import BAD_INPUT, BAD_USAGE, DONE, run

NAMES = ("2023/qingyue-county.txt", "2024/qingyue-county.txt", "2023/fenglin-district.txt")


@pytest.fixture
def reports(fixture_reports: Path, tmp_path: Path) -> Path:
    """Three good reports: one unit in two years, another in the earlier year only."""
    folder = tmp_path / "reports"
    for name in NAMES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(fixture_reports / name, folder / name)
    return folder


def results(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def test_writes_workbook_and_json_and_prints_the_ranking(
    reports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "results.xlsx"
    assert run(["score", str(reports), "--rubric", "county", "-o", str(output)]) == DONE
    assert output.read_bytes()[:2] == b"PK"
    data = results(tmp_path / "results.json")
    units = {unit["unit"]: unit for unit in data["units"]}
    assert {name: unit["year"] for name, unit in units.items()} == {"清樾县人民政府": 2024, "枫林区人民政府": 2023}
    # the earlier report of the same unit gives last year's total
    assert units["清樾县人民政府"]["previous_total"] is not None
    assert units["枫林区人民政府"]["previous_total"] is None
    printed = capsys.readouterr().out
    for words in ("清樾县人民政府", "枫林区人民政府", output.as_posix(), "results.json", "分值为示例"):
        assert words in printed


@pytest.mark.slow
def test_order_of_files_and_place_of_folders_change_no_byte(reports: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere" / "again"
    elsewhere.mkdir(parents=True)
    for name in reversed(NAMES):
        (elsewhere / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(reports / name, elsewhere / name)
    years = [str(elsewhere / "2024"), str(elsewhere / "2023")]
    for name, paths in (("a", years), ("b", years[::-1])):
        assert run(["score", *paths, "--rubric", "county", "-o", str(tmp_path / f"{name}.xlsx")]) == DONE
    assert run(["score", str(reports), "--rubric", "county", "-o", str(tmp_path / "c.xlsx")]) == DONE
    assert run(["score", str(elsewhere), "--rubric", "county", "-o", str(tmp_path / "d.xlsx")]) == DONE
    for suffix in ("xlsx", "json"):
        files = {name: (tmp_path / f"{name}.{suffix}").read_bytes() for name in "abcd"}
        assert files["a"] == files["b"]
        assert files["c"] == files["d"]
        assert str(tmp_path).encode() not in files["c"]


def test_bad_files_are_all_named_and_the_others_scored(
    reports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (reports / "empty.txt").write_bytes(b"")
    (reports / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    output = tmp_path / "results.xlsx"
    assert run(["score", str(reports), str(tmp_path / "nowhere"), "--rubric", "county", "-o", str(output)]) == BAD_INPUT
    said = capsys.readouterr().err
    assert all(name in said for name in ("empty.txt", "picture.txt", "nowhere", "共 3 个错误"))
    assert len(results(tmp_path / "results.json")["units"]) == 2


def test_year_and_previous(reports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "results.xlsx"
    arguments = ["score", str(reports / "2024"), "--previous", str(reports / "2023"), "--rubric", "county"]
    assert run([*arguments, "-o", str(output)]) == DONE
    (unit,) = results(tmp_path / "results.json")["units"]
    assert unit["previous_rank"] is not None
    # the district's earlier report has nothing to be compared with, and that is said
    assert "警告[previous-not-used]" in capsys.readouterr().err
    assert run(["score", str(reports), "--rubric", "county", "--year", "2024", "-o", str(output)]) == DONE
    said = capsys.readouterr()
    assert "枫林区人民政府 没有 2024 年度的报告（有 2023 年度的）" in said.err
    assert "清樾县人民政府" in said.out


def test_headline_criteria_with_their_quotes(reports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = str(tmp_path / "results.xlsx")
    arguments = ["score", str(reports), "--rubric", "county", "-o", output]
    assert run([*arguments, "--headline", "disputes.appearance, disputes.mediation"]) == DONE
    printed = capsys.readouterr().out
    assert "重点指标" in printed
    assert "出庭" in printed.split("重点指标")[1]
    assert run([*arguments, "--headline", "disputes.apperance"]) == BAD_USAGE
    assert "disputes.appearance" in capsys.readouterr().err


def test_an_output_that_cannot_be_written(reports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "results.xlsx").mkdir()
    assert run(["score", str(reports), "--rubric", "county", "-o", str(tmp_path / "results.xlsx")]) == BAD_INPUT
    captured = capsys.readouterr()
    assert "错误[output-is-folder]" in captured.err
    # the other file is written all the same
    assert "results.json" in captured.out
    assert (tmp_path / "results.json").exists()


def test_nothing_to_score(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    output = tmp_path / "results.xlsx"
    output.write_bytes(b"last week's ranking")
    assert run(["score", str(empty), "--rubric", "county", "-o", str(output)]) == BAD_INPUT
    printed = capsys.readouterr()
    assert "empty" in printed.err
    assert "未写出结果" in printed.out
    assert output.read_bytes() == b"last week's ranking"
    assert not output.with_suffix(".json").exists()


def test_unknown_rubric(reports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    output = tmp_path / "results.xlsx"
    assert run(["score", str(reports), "--rubric", "conty", "-o", str(output)]) == BAD_INPUT
    assert "county" in capsys.readouterr().err
    assert not output.exists()


def test_demo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["demo"]) == DONE
    printed = capsys.readouterr().out
    assert "已写出: reports_out/demo.xlsx" in printed
    assert "已写出: reports_out/demo.json" in printed
    data = results(tmp_path / "reports_out" / "demo.json")
    assert len(data["inputs"]) >= 12
    assert any(unit["previous_total"] is not None for unit in data["units"])
    first = (tmp_path / "reports_out" / "demo.xlsx").read_bytes()
    assert run(["demo", "-o", "again.xlsx"]) == DONE
    assert (tmp_path / "again.xlsx").read_bytes() == first


def test_demo_where_no_folder_can_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "reports_out").write_text("in the way", encoding="utf-8")
    assert run(["demo"]) == BAD_INPUT
    assert "错误[output-folder] 不能建立文件夹 reports_out" in capsys.readouterr().err
