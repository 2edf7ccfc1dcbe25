"""Files beside the reports from the command line: read and checked, scored with, made empty."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from scoring.cli.main import BAD_INPUT, BAD_USAGE, DONE, run

BESIDE = ("functions.service_survey", "supervision.audit_rectified", "disputes.filings", "organisation.satisfaction")
JUDGED = ("decisions.file_check", "enforcement.on_site", "emergencies.handling", "capability.law_test")


@pytest.fixture(scope="session")
def fixture_sources(root: Path) -> Path:
    """The folder of example tables."""
    return root / "fixtures" / "sources"


@pytest.fixture(scope="session")
def scored(fixture_reports: Path, fixture_sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The fixture reports of 2024 scored without and with all that stands beside them."""
    folder = tmp_path_factory.mktemp("scored")
    reports = ["score", str(fixture_reports), "--rubric", "county", "--year", "2024"]
    assert run([*reports, "-o", str(folder / "alone.xlsx")]) == DONE
    assert run([*reports, "--sources", str(fixture_sources), "-o", str(folder / "beside.xlsx")]) == DONE
    found = {name: json.loads((folder / f"{name}.json").read_text(encoding="utf-8")) for name in ("alone", "beside")}
    return {**found, "folder": folder}


def units(data: Any) -> dict[str, Any]:
    return {unit["unit"]: unit for unit in data["units"]}


def criteria(unit: Any) -> dict[str, Any]:
    return {leaf["id"]: leaf for leaf in unit["criteria"]}


def test_what_was_pending_is_scored_and_judged(scored: Any) -> None:
    before = criteria(units(scored["alone"])["清樾县人民政府"])
    after = criteria(units(scored["beside"])["清樾县人民政府"])
    assert {before[name]["outcome"] for name in (*BESIDE, *JUDGED)} == {"pending"}
    assert {after[name]["outcome"] for name in BESIDE} == {"scored"}
    assert {after[name]["outcome"] for name in JUDGED} == {"judged"}
    filings = after["disputes.filings"]
    assert (filings["value"], filings["points"]) == (74.2, 0.758)
    (cell,) = filings["cells"]
    assert cell["place"] == {"file": "court_bulletin.csv", "sheet": "", "row": 6, "column": "万人起诉率（件/万人）"}
    assert (cell["office"], cell["date"]) == ("澄湖地区中级人民法院", "2025-01-20")
    (judgement,) = after["decisions.file_check"]["judgements"]
    assert (judgement["level"], judgement["scorer"]) == ("齐全", "林知远")
    # 不适用 in a table is its own state
    assert (
        criteria(units(scored["beside"])["北岸区人民政府"])["supervision.audit_rectified"]["outcome"]
        == "not_applicable"
    )
    # what the unit gave itself stands beside and changes nothing
    assert after["disputes.appearance"]["self_score"] == 4
    assert after["disputes.appearance"]["points"] == before["disputes.appearance"]["points"]


def test_units_without_a_report_are_ranked_as_such(scored: Any) -> None:
    alone, beside = units(scored["alone"]), units(scored["beside"])
    for name in ("霜桥县人民政府", "枫林区财政局"):
        assert name not in alone
        assert beside[name]["reports"] == []
        assert "no_report" in {leaf["outcome"] for leaf in beside[name]["criteria"]}
    assert beside["霜桥县人民政府"]["group"] == "县（市、区）"
    assert len(beside) == len(alone) + 2


def sheet(scored: Any, title: str) -> list[dict[str, Any]]:
    """The rows of a sheet of the workbook, by the titles of its columns."""
    from openpyxl import load_workbook

    book = load_workbook(scored["folder"] / "beside.xlsx", read_only=True, data_only=True)
    titles, *rows = book[title].iter_rows(values_only=True)
    return [dict(zip(map(str, titles), row, strict=True)) for row in rows]


def test_the_workbook_shows_where_everything_comes_from(scored: Any) -> None:
    ranking = {row["单位"]: row for row in sheet(scored, "排名")}
    assert (ranking["霜桥县人民政府"]["等次"], ranking["枫林区财政局"]["总分"]) == ("无报告", "无报告")
    ledger = {row["指标编号"]: row for row in sheet(scored, "复核台账") if row["单位"] == "北岸区人民政府"}
    assert ledger["disputes.filings"]["数据出处"] == (
        "103.5：澄湖地区中级人民法院，2025-01-20，court_bulletin.csv第8行“万人起诉率（件/万人）”"
    )
    judged = ledger["decisions.file_check"]["数据出处"]
    assert judged == "林知远（2025-03-06）：基本齐全；理由：专家论证意见没有签名；judgements.xlsx“人工评分”第18行“得分”"
    assert ledger["disputes.appearance"]["自评分"] == 4
    kinds = [row["类别"] for row in sheet(scored, "运行信息")]
    assert kinds.count("报告以外的材料") == 8
    doubts = [row for row in sheet(scored, "存疑") if row["单位"] == "霜桥县人民政府"]
    assert [row["评分项"] for row in doubts if row["类别"] == "无报告"] == ["由报告回答的全部评分项"]


def test_the_run_says_what_it_read(scored: Any, fixture_sources: Path) -> None:
    tables = {table["name"]: table for table in scored["beside"]["tables"]}
    assert sorted(tables) == [
        "audit_office",
        "court_bulletin",
        "judgements",
        "normative_docs_register",
        "public_survey",
        "self_scores",
        "service_survey",
        "units",
    ]
    data = (fixture_sources / "court_bulletin.csv").read_bytes()
    assert tables["court_bulletin"]["sha256"] == hashlib.sha256(data).hexdigest()
    assert "--table court_bulletin=文件" in scored["beside"]["command"]
    assert scored["alone"]["tables"] == []


def test_paths_and_order_of_options_change_no_byte(
    scored: Any, fixture_reports: Path, fixture_sources: Path, tmp_path: Path
) -> None:
    copied = tmp_path / "beside"
    shutil.copytree(fixture_sources, copied)
    options = [
        ("--self-scores", "self_scores.xlsx"),
        ("--judgements", "judgements.xlsx"),
        ("--table", "audit_office=audit_office.csv"),
        ("--table", "court_bulletin=court_bulletin.csv"),
        ("--table", "normative_docs_register=normative_docs_register.tsv"),
        ("--table", "survey=survey.xlsx"),
        ("--units", "units.xlsx"),
    ]
    arguments = ["score", str(fixture_reports), "--rubric", "county", "--year", "2024", "-o", str(tmp_path / "a.xlsx")]
    for option, value in options:
        name, equals, file = value.rpartition("=")
        arguments += [option, f"{name}{equals}{copied / file}"]
    assert run(arguments) == DONE
    for suffix in ("json", "xlsx"):
        made = (tmp_path / f"a.{suffix}").read_bytes()
        assert made == (scored["folder"] / f"beside.{suffix}").read_bytes()
        assert str(tmp_path).encode() not in made


def test_explain_shows_cell_and_person(
    fixture_reports: Path, fixture_sources: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = str(fixture_reports / "2024" / "beian-district.txt")
    assert run(["explain", report, "disputes.filings", "--sources", str(fixture_sources)]) == DONE
    printed = capsys.readouterr()
    assert "court_bulletin.csv 第8行“万人起诉率（件/万人）”列" in printed.out
    assert "澄湖地区中级人民法院" in printed.out
    # what concerns the other units is not said, nor are they explained
    assert "霜桥县" not in printed.out + printed.err
    assert (
        run(["explain", report, "decisions.file_check", "--judgements", str(fixture_sources / "judgements.xlsx")])
        == DONE
    )
    printed = capsys.readouterr()
    assert "林知远（2025-03-06）：基本齐全" in printed.out
    assert "理由：专家论证意见没有签名" in printed.out


def test_bad_files_are_told_and_the_rest_is_scored(
    fixture_reports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "court.csv").write_text("单位,万人起诉率\n清樾县,70余\n北岸区,60\n", encoding="utf-8")
    arguments = ["score", str(fixture_reports / "2024"), "--rubric", "county", "-o", str(tmp_path / "out.xlsx")]
    beside = ["--table", f"court_bulletin={tmp_path / 'court.csv'}", "--units", str(tmp_path / "nowhere.xlsx")]
    assert run([*arguments, *beside]) == BAD_INPUT
    said = capsys.readouterr().err
    assert "court.csv:2:2: 错误[number-approximate] 第2行“万人起诉率”列" in said
    assert "错误[file-missing]" in said
    assert "错误[column-missing]" in said
    found = units(json.loads((tmp_path / "out.json").read_text(encoding="utf-8")))
    assert criteria(found["北岸区人民政府"])["disputes.filings"]["points"] == 0.9
    assert criteria(found["清樾县人民政府"])["disputes.filings"]["points"] is None


def test_a_list_settles_whose_a_report_is(tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    (reports / "scan1.txt").write_text(
        "关于法治建设的情况\n\n一、主要工作\n全年办理行政应诉案件24件。\n", encoding="utf-8"
    )
    (tmp_path / "units.csv").write_text("单位,年度,类型,报告文件\n甲山县人民政府,2024,县,scan1.txt\n", encoding="utf-8")
    output = tmp_path / "out.xlsx"
    arguments = ["score", str(reports), "--rubric", "county", "-o", str(output), "--units", str(tmp_path / "units.csv")]
    assert run(arguments) == DONE
    (unit,) = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["units"]
    assert (unit["unit"], unit["year"], unit["unit_type"]) == ("甲山县人民政府", 2024, "county")
    assert unit["reports"][0]["metadata"]["unit"]["source"] == "unit_list"


def test_check_prints_what_was_read(fixture_sources: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["sources", "check", str(fixture_sources), "--rubric", "county"]) == DONE
    printed = capsys.readouterr().out
    for words in (
        "外部数据 court_bulletin：court_bulletin.csv（表头在第3行）",
        "出具单位：澄湖地区中级人民法院",
        "performed_rate（表头“生效行政裁判履行率”）",
        "88.24%（0.8824）",
        "……还有",
        "单位名单：units.xlsx",
        "林知远",
    ):
        assert words in printed
    assert run(["sources", "check", f"court={fixture_sources / 'court_bulletin.csv'}", "--all"]) == DONE
    printed = capsys.readouterr().out
    assert "外部数据 court：" in printed
    assert "霜桥县" in printed
    assert "……还有" not in printed


def test_check_names_what_is_wrong(fixture_reports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "court_bulletin.csv").write_text(
        "单位,万人起诉率,履行率\n清樾县,３分,1\n清樾乡,2,1\n", encoding="utf-8"
    )
    arguments = ["sources", "check", str(tmp_path / "court_bulletin.csv"), "--rubric", "county"]
    assert run([*arguments, "--reports", str(fixture_reports)]) == BAD_INPUT
    said = capsys.readouterr().err
    for code in ("number-with-unit", "column-missing-near", "unit-near"):
        assert f"[{code}]" in said


def test_templates(fixture_reports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["sources", "template", str(fixture_reports), "--rubric", "county", "--year", "2024"]
    folder = tmp_path / "new" / "blank"
    assert run([*arguments, "-o", str(folder)]) == DONE
    written = sorted(path.name for path in folder.iterdir())
    assert {"units.xlsx", "judgements.xlsx", "self_scores.xlsx", "court_bulletin.xlsx"} <= set(written)
    assert f"已写出: {(folder / 'units.xlsx').as_posix()}" in capsys.readouterr().out
    # what was filled in is never written over
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert run([*arguments, "-o", str(folder)]) == BAD_INPUT
    assert capsys.readouterr().err.count("错误[template-exists]") == len(written)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    # the empty tables say nothing wrong about themselves
    assert run(["sources", "check", str(folder), "--rubric", "county", "--reports", str(fixture_reports)]) == DONE
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert run([*arguments, "-o", str(tmp_path / "file" / "inside")]) == BAD_INPUT
    assert "错误[template-folder]" in capsys.readouterr().err


def test_templates_for_the_units_of_a_list(
    fixture_sources: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["sources", "template", "--rubric", "county", "-o", str(tmp_path / "blank")]
    assert run([*arguments, "--units", str(fixture_sources / "units.xlsx"), "--year", "2025"]) == DONE
    capsys.readouterr()
    assert run(["sources", "check", str(tmp_path / "blank" / "court_bulletin.xlsx")]) == DONE
    assert "13 行，13 个单位，年度：2025" in capsys.readouterr().out
    assert run(arguments) == BAD_USAGE
    assert "--units" in capsys.readouterr().err


def test_options_that_make_no_sense(fixture_reports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["score", str(fixture_reports), "--rubric", "county", "-o", str(tmp_path / "out.xlsx")]
    assert run([*arguments, "--table", "court.csv"]) == BAD_USAGE
    assert "court=法院通报.xlsx" in capsys.readouterr().err


def test_the_example_workbooks_are_those_of_their_script(
    fixture_sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import runpy

    shutil.copyfile(fixture_sources / "make.py", tmp_path / "make.py")
    monkeypatch.chdir(tmp_path)
    runpy.run_path(str(tmp_path / "make.py"), run_name="__main__")
    made = {path.name: path.read_bytes() for path in tmp_path.glob("*.xlsx")}
    assert made == {path.name: path.read_bytes() for path in fixture_sources.glob("*.xlsx")}
