"""The files of a spring: who sent what, what is missing, and the checklist that comes back."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from scoring import pipeline
from scoring.collect import Answers, Collected, apply_answers, read_answers, sort_files, summary_lines, write_checklist
from scoring.documents import Documents, read_folder
from scoring.errors import ScoringError
from scoring.sources.types import Listed

TEXT = (
    "{unit}{year}年法治政府建设年度报告\n\n一、工作情况\n\n办理行政复议案件{count}件。\n\n{unit}\n{published}年3月1日\n"
)
LISTED = (Listed("甲县人民政府"), Listed("乙县人民政府"), Listed("丙县人民政府"))


def _write(folder: Path, name: str, unit: str = "甲县人民政府", year: int = 2024, count: int = 31) -> None:
    text = TEXT.format(unit=unit, year=year, count=count, published=year + 1)
    (folder / name).write_text(text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "收到"
    place.mkdir()
    _write(place, "甲.txt")
    _write(place, "甲县报告（重发）.txt")
    _write(place, "乙一.txt", "乙县人民政府", count=5)
    _write(place, "乙二.txt", "乙县人民政府", count=6)
    _write(place, "去年.txt", "乙县人民政府", 2023, count=4)
    _write(place, "丁.txt", "丁县人民政府", count=9)
    (place / "公开年报.txt").write_text(
        "甲县人民政府2024年政府信息公开工作年度报告\n\n一、总体情况\n\n主动公开信息300条。\n", encoding="utf-8"
    )
    (place / "空.txt").write_bytes(b"")
    return place


def _collected(folder: Path) -> Collected:
    return sort_files(read_folder([folder]), LISTED)


def _sheet(path: Path) -> dict[str, dict[str, object]]:
    """The checklist's rows by file; units without a file by their name."""
    sheet = openpyxl.load_workbook(path)["收件清单"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(number for number, row in enumerate(rows) if row[0] == "文件")
    titles = [str(title) for title in rows[head]]
    found = [dict(zip(titles, row, strict=True)) for row in rows[head + 1 :]]
    return {str(row["文件"] or row["单位（读出）"]): row for row in found}


def _answer(path: Path, changes: dict[str, dict[str, object]]) -> Answers:
    """The checklist with cells filled in, as an office returns it."""
    book = openpyxl.load_workbook(path)
    sheet = book["收件清单"]
    titles: dict[str, int] = {}
    for row in sheet.iter_rows():
        if row[0].value == "文件":
            titles = {str(cell.value): cell.column or 0 for cell in row}
        elif str(row[0].value) in changes:
            for title, value in changes[str(row[0].value)].items():
                sheet.cell(row[0].row or 0, titles[title], value)
    book.save(path)
    return read_answers(path)


def _units(documents: Documents) -> dict[str, tuple[str, int | None]]:
    return {report.path: (report.unit, report.year) for report in documents.reports}


def test_each_file_is_sorted(folder: Path) -> None:
    found = _collected(folder)
    assert found.year == 2024
    uses = {one.report.path: one.use for one in found.files}
    assert sum(use == "report" for path, use in uses.items() if path.startswith("甲")) == 1
    assert sum(use == "report" for path, use in uses.items() if path.startswith("乙")) == 1
    assert uses["公开年报.txt"] == "unused"
    assert uses["去年.txt"] == "report"
    assert [one.unit for one in found.missing] == ["丙县人民政府"]
    assert found.versions == ("乙县人民政府",)
    told = {one.report.path: "；".join(one.situations) for one in found.files}
    assert any("内容相同" in told[path] for path in ("甲.txt", "甲县报告（重发）.txt"))
    assert "有 2 份" in told["乙一.txt"]
    assert "不在名单里" in told["丁.txt"]
    assert "2023 年度" in told["去年.txt"]


def test_the_summary_names_what_matters(folder: Path) -> None:
    text = "\n".join(summary_lines(_collected(folder)))
    for words in (
        "收到 8 份文件",
        "公开年报.txt",
        "内容相同的文件 1 份",
        "乙县人民政府",
        "丙县人民政府",
        "丁县人民政府",
        "没有读出的文件 1 份",
    ):
        assert words in text


def test_the_checklist_has_a_row_for_everything(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "清单.xlsx"
    write_checklist(_collected(folder), path)
    rows = _sheet(path)
    assert len(rows) == 9
    assert rows["甲.txt"]["用途"] in ("报告", "不用")
    assert rows["公开年报.txt"]["文件种类"] == "政府信息公开工作年度报告（不是本项报告）"
    assert "没有收到" in str(rows["丙县人民政府"]["情况"])
    assert "没有读出" in str(rows["空.txt"]["情况"])
    first = path.read_bytes()
    write_checklist(_collected(folder), path)
    assert path.read_bytes() == first


def test_answers_decide(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "清单.xlsx"
    write_checklist(_collected(folder), path)
    answers = _answer(
        path,
        {
            "乙一.txt": {"用途": "佐证材料"},
            "乙二.txt": {"用途": "报告"},
            "丁.txt": {"更正单位": "丙县人民政府", "更正年度": 2023},
            "公开年报.txt": {"用途": "不用"},
        },
    )
    documents = apply_answers(read_folder([folder]), answers)
    units = _units(documents)
    assert units["丁.txt"] == ("丙县人民政府", 2023)
    assert "公开年报.txt" not in units
    flagged = {report.path for report in documents.reports if "supporting" in report.flags}
    assert flagged == {"乙一.txt"}
    (told,) = [report for report in documents.reports if report.path == "丁.txt"]
    assert {one.other.value for one in told.metadata.conflicts} == {"丁县人民政府", "2024"}


def test_bad_rows_and_changed_files_are_told(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "清单.xlsx"
    write_checklist(_collected(folder), path)
    answers = _answer(path, {"丁.txt": {"用途": "算"}, "去年.txt": {"更正年度": "前年"}})
    assert [one.code for one in answers.diagnostics] == ["checklist-use", "checklist-year"] or {
        one.code for one in answers.diagnostics
    } == {"checklist-use", "checklist-year"}
    _write(folder, "乙二.txt", "乙县人民政府", count=7)
    _write(folder, "戊.txt", "戊县人民政府", count=8)
    (folder / "乙一.txt").unlink()
    documents = apply_answers(read_folder([folder]), answers)
    codes = {(one.file, one.code) for one in documents.diagnostics}
    assert ("戊.txt", "checklist-new") in codes
    assert {code for file, code in codes if file in ("乙二.txt", "乙一.txt")} & {"checklist-changed", "checklist-gone"}
    assert "乙二.txt" in _units(documents)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04broken", b"text"])
def test_what_is_no_checklist_is_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "清单.xlsx"
    path.write_bytes(data)
    with pytest.raises(ScoringError) as caught:
        read_answers(path)
    assert all(one.help for one in caught.value.diagnostics)


def test_another_workbook_is_no_checklist(tmp_path: Path) -> None:
    path = tmp_path / "别的.xlsx"
    openpyxl.Workbook().save(path)
    with pytest.raises(ScoringError) as caught:
        read_answers(path)
    assert [one.code for one in caught.value.diagnostics] == ["checklist-no-columns"]


def test_facts_of_supporting_material_say_so(tmp_path: Path) -> None:
    """The report's own figure counts, the material fills in what it does not say."""
    place = tmp_path / "收到"
    place.mkdir()
    head = "甲县人民政府2024年法治政府建设年度报告\n\n一、工作情况\n\n"
    (place / "报告.txt").write_text(head + "行政机关负责人出庭应诉率92%。\n", encoding="utf-8")
    (place / "材料.txt").write_text(head + "行政机关负责人出庭应诉率100%。行政诉讼败诉率5%。\n", encoding="utf-8")
    path = tmp_path / "清单.xlsx"
    write_checklist(sort_files(read_folder([place])), path)
    _answer(path, {"报告.txt": {"用途": "报告"}, "材料.txt": {"用途": "佐证材料"}})
    rubric, _ = pipeline.load_rubric("county")
    run = pipeline.score([place], rubric, checklist=path)
    (unit,) = run.units
    leaves = {leaf.criterion: leaf for leaf in unit.leaves}
    appearance, loss = leaves["disputes.appearance"], leaves["disputes.loss_rate"]
    assert appearance.value_text == "92%"
    assert appearance.used[0].evidence.report_id.startswith("报告.txt")
    assert loss.used[0].evidence.report_id.startswith("材料.txt")
    assert "supporting" in loss.used[0].flags
    assert "several_reports" not in unit.flags


def test_a_checklist_that_unfolds_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "清单.xlsx"
    openpyxl.Workbook().save(path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b" " * 40_000_000)
    with pytest.raises(ScoringError) as caught:
        read_answers(path)
    assert [one.code for one in caught.value.diagnostics] == ["file-too-large"]
