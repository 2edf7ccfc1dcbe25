"""The workbook read back: every sheet, every state, the same bytes for the same run."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from sample_run import make_run, make_unit, shuffled

from scoring.errors import OutputError
from scoring.results import Outcome, Run
from scoring.tables import doubts_table, evidence_table, ledger_table, ranking_table, rubric_table, run_table
from scoring.tables.types import Figure, Input, Link, Live, Passage, State, Table
from scoring.workbook import book as book_module
from scoring.workbook import write_workbook
from scoring.workbook.look import STATE_COLOURS

SHEETS = [
    "说明",
    "排名",
    "图表",
    "评分矩阵",
    "复核台账",
    "评分标准",
    "证据",
    "补充事实",
    "报告",
    "修改清单",
    "扣分清单",
    "存疑",
    "校验",
    "稳健性",
    "运行信息",
    "计算",
]
VALUES_ONLY = [name for name in SHEETS if name not in ("图表", "校验", "计算")]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("workbook") / "结果.xlsx"
    write_workbook(make_run(), place)
    return place


def rows_of(path: Path, sheet: str) -> list[dict[str, Any]]:
    """The rows of a sheet as title → stored value; empty cells are None."""
    worksheet = load_workbook(path, data_only=True)[sheet]
    head, *rows = worksheet.iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def expected(cell: object) -> object:
    """What openpyxl reads for a neutral cell."""
    if isinstance(cell, Figure | Input | Live):
        return expected(cell.value)
    if isinstance(cell, Link):
        return cell.words
    if isinstance(cell, Decimal | float):
        return int(cell) if cell == int(cell) else float(cell)
    if isinstance(cell, State):
        return cell.words
    if isinstance(cell, Passage):
        return cell.text or None
    return cell or None if isinstance(cell, str) else cell


@pytest.mark.parametrize("table", [ranking_table, ledger_table, evidence_table, rubric_table, doubts_table, run_table])
def test_every_cell_is_in_the_sheet(path: Path, table: Any) -> None:
    """The engine's value also stands where there is a formula."""
    wanted: Table = table(make_run())
    own = {"改动行", "可得分", "有结论"}
    found = rows_of(path, wanted.title)
    assert len(found) == len(wanted.rows)
    for line, row in zip(wanted.rows, found, strict=True):
        titles = [column.title for column in wanted.columns]
        assert set(titles) <= set(row)
        got = {title: row[title] or None for title in titles if title not in own}
        cells = zip(titles, line.cells, strict=True)
        assert got == {title: expected(cell) or None for title, cell in cells if title not in own}


def test_sheets_stand_in_their_order(path: Path) -> None:
    assert load_workbook(path).sheetnames == SHEETS


def test_the_guide_warns_and_explains(path: Path) -> None:
    text = "\n".join(
        str(cell) for row in load_workbook(path)["说明"].iter_rows(values_only=True) for cell in row if cell is not None
    )
    for words in ("示例性质", "未载明不等于未做", "得0分", "待定", "无报告", "不适用", "人工评分"):
        assert words in text
    links = [cell.hyperlink for cell in load_workbook(path)["说明"]["A"] if cell.hyperlink is not None]
    assert [link.location for link in links] == [f"'{name}'!A1" for name in SHEETS[1:]]


def test_units_without_points_show_words_never_zero(path: Path) -> None:
    by_unit = {row["单位"]: row for row in rows_of(path, "排名")}
    without = by_unit["南屏县"]
    assert (without["名次"], without["总分"], without["等次"]) == ("未排名", "无报告", None)
    assert without["外部评价（8分）"] == "无报告"
    assert by_unit["青岚县"]["总分"] == 12.54
    ledger = [row for row in rows_of(path, "复核台账") if row["单位"] == "青岚县"]
    states = {row["评分项"]: (row["得分"], row["状态"]) for row in ledger}
    assert states == {
        "合法性审查覆盖": (4.125, "已计分"),
        "决策目录公开": (None, "未载明（待核，暂不计分）"),
        "负责人出庭应诉": (3.92, "已计分"),
        "矛盾纠纷化解": (0, "得0分"),
        "群众满意度": (None, "待外部数据"),
        "专家评议": (4.5, "人工评分"),
    }


def test_the_change_against_last_year(path: Path) -> None:
    first, second = rows_of(path, "排名")[:2]
    assert (first["上年总分"], first["上年名次"], first["名次变化"]) == (11.5, 3, 2)
    assert first["总分变化"] == pytest.approx(1.04)
    assert second["名次变化"] == -1


def test_the_quote_is_red_inside_its_sentence(path: Path) -> None:
    worksheet = load_workbook(path, rich_text=True)["复核台账"]
    column = [cell.value for cell in worksheet[1]].index("引文所在句") + 1
    value = worksheet.cell(2, column).value
    assert isinstance(value, CellRichText)
    hits = [run for run in value if isinstance(run, TextBlock) and run.font.b]
    assert [run.text for run in hits] == ["63件经过合法性审查"]
    assert hits[0].font.color.rgb == "FFB3261E"


def test_panes_filters_and_print_set_up(path: Path) -> None:
    workbook = load_workbook(path)
    unsorted = {"评分标准", "评分矩阵", "修改清单", "校验", "计算"}
    for name in SHEETS[1:]:
        worksheet = workbook[name]
        if name == "图表":
            continue
        assert worksheet.freeze_panes in ("A2", "B2", "C2", "D2")
        # Sheets whose formulas know each other's rows must not be sorted.
        assert worksheet.auto_filter.ref == (None if name in unsorted else worksheet.dimensions)
        assert worksheet.page_setup.orientation == "landscape"
        # A sheet that no page is wide enough for goes over several, names repeated.
        wide = name in ("评分矩阵", "计算")
        assert worksheet.page_setup.fitToHeight == 0
        assert worksheet.page_setup.fitToWidth in (1, None) or wide
        assert worksheet.sheet_properties.pageSetUpPr.fitToPage
        assert worksheet.print_title_rows == "$1:$1"
        assert "&P" in worksheet.oddFooter.right.text
        assert {cell.font.name for row in worksheet.iter_rows() for cell in row} == {"Microsoft YaHei"}
        # With a scheme Excel would show the theme's font instead.
        assert {cell.font.scheme for row in worksheet.iter_rows() for cell in row} == {None}
    ledger = workbook["复核台账"]
    assert ledger.print_area.startswith("'复核台账'!$A$1:$")


def test_number_formats(path: Path) -> None:
    worksheet = load_workbook(path)["复核台账"]
    formats = {str(head.value): cell.number_format for head, cell in zip(worksheet[1], worksheet[2], strict=True)}
    assert (formats["得分"], formats["得分率"], formats["起止位置"]) == ("0.00", "0.00%", "@")
    evidence = load_workbook(path)["证据"]
    assert {cell.number_format for cell in evidence["D"][1:]} == {"0.00%", "General"}


def test_two_writes_give_the_same_bytes(path: Path, tmp_path: Path) -> None:
    for seed in range(3):
        again = tmp_path / f"{seed}.xlsx"
        write_workbook(shuffled(make_run(), seed), again)
        assert again.read_bytes() == path.read_bytes()


@pytest.mark.slow
def test_big_runs_are_streamed_with_the_same_cells(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book_module, "MANY_CELLS", 0)
    places = [tmp_path / "a.xlsx", tmp_path / "b.xlsx"]
    for place in places:
        write_workbook(make_run(), place)
    assert places[0].read_bytes() == places[1].read_bytes()
    for name in SHEETS[1:]:
        if name != "图表":
            assert rows_of(places[0], name) == rows_of(path, name)


def test_every_state_has_its_colours() -> None:
    assert set(STATE_COLOURS) == {outcome.value for outcome in Outcome}
    assert len(set(STATE_COLOURS.values())) == len(Outcome)


def test_an_empty_run_has_all_sheets(tmp_path: Path) -> None:
    run = replace(make_run(), units=(), diagnostics=(), inputs=())
    write_workbook(run, tmp_path / "a.xlsx")
    workbook = load_workbook(tmp_path / "a.xlsx")
    assert workbook.sheetnames == VALUES_ONLY
    assert workbook["排名"]["A2"].value == "（本次没有）"


def test_run_information_and_no_absolute_paths(path: Path) -> None:
    run = make_run()
    rows = [tuple(row.values()) for row in rows_of(path, "运行信息")]
    assert ("程序", "版本", "0.1.0", None) in rows
    assert ("输入文件", *run.inputs[0], None) in rows
    assert ("读取问题", "扫描件.bin", "错误[document-binary] 不是文本文件", "另存为文本后重试") in rows
    with ZipFile(path) as archive:
        texts = "".join(archive.read(name).decode("utf-8") for name in archive.namelist())
    assert "/somewhere" not in texts
    assert "/data/in" not in texts


def test_a_failed_write_keeps_the_old_file(tmp_path: Path) -> None:
    place = tmp_path / "a.xlsx"
    place.write_bytes(b"old")
    run = make_run()
    broken = replace(run, units=(replace(run.units[0], coverage=float("nan")), *run.units[1:]))
    with pytest.raises(OutputError) as caught:
        write_workbook(broken, place)
    assert "排名" in str(caught.value)
    assert place.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [place]


@pytest.mark.slow
def test_three_thousand_units(tmp_path: Path) -> None:
    run = make_run()
    place = tmp_path / "a.xlsx"
    write_workbook(many_units(run, 3000), place)
    worksheet = load_workbook(place, read_only=True)["复核台账"]
    assert sum(1 for _ in worksheet.iter_rows()) == 1 + 3000 * len(run.units[0].leaves)


def many_units(run: Run, count: int) -> Run:
    """`count` counties with their facts and scores."""
    units = tuple(make_unit(run.rubric, f"第{number}县", rank=str(number)) for number in range(1, count + 1))
    return replace(run, units=units)
