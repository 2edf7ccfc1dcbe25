"""Files as they come: encodings, delimiters, workbooks with all that people do to them, and what is no table at all."""

from __future__ import annotations

import codecs
import zipfile
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sources_samples import UNIT_NAMES, WANTED, joined, table
from xlsx_cases import workbook

from scoring.errors import Diagnostic
from scoring.sources import csv_file, grid, load, xlsx_file
from scoring.sources.load import Given, files_in, guess
from scoring.sources.types import JUDGEMENTS, SELF_SCORES, TABLE, UNITS, UNREADABLE, Cell
from scoring.sources.wanted import NOTHING_KNOWN, Wanted

ROWS = (("单位", "收案数", "败诉率"), ("甲山县", "1,234", "8.5%"), ("乙水区", "20", "0.1"), ("丙原县", "不适用", ""))


def _text(delimiter: str) -> str:
    return "".join(delimiter.join(f'"{cell}"' if delimiter in cell else cell for cell in row) + "\r\n" for row in ROWS)


def _court(path: Path) -> tuple[dict[str, Any], list[str]]:
    """The values of the three units, and the codes of what is said."""
    sources, found = joined([Given(TABLE, path, "court")])
    cells = {}
    for unit in ("甲山县人民政府", "乙水区人民政府", "丙原县人民政府"):
        for column in ("cases", "loss_rate"):
            cell = sources.table_value(unit, 2024, "court", column)
            cells[f"{unit[:2]} {column}"] = None if cell is None else cell.value
    return cells, [one.code for one in found]


READ = {
    "甲山 cases": Decimal(1234),
    "甲山 loss_rate": Decimal("0.085"),
    "乙水 cases": Decimal(20),
    "乙水 loss_rate": Decimal("0.1"),
    "丙原 cases": "不适用",
    "丙原 loss_rate": None,
}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"], ids=["utf-8", "bom", "gb18030", "utf-16"]
)
def test_csv_in_every_encoding_and_delimiter(tmp_path: Path, encoding: str, delimiter: str) -> None:
    path = tmp_path / "court.csv"
    path.write_bytes(_text(delimiter).encode(encoding))
    assert _court(path) == (READ, [])


def test_csv_that_names_its_delimiter(tmp_path: Path) -> None:
    (tmp_path / "court.csv").write_text("sep=;\n" + _text(";"), encoding="utf-8")
    assert _court(tmp_path / "court.csv") == (READ, [])


def test_xlsx_reads_the_same(tmp_path: Path) -> None:
    def percent(book: Any) -> None:
        book["Sheet1"]["C2"].number_format = "0.00%"

    rows = [ROWS[0], ("甲山县", 1234, 0.085), ("乙水区", 20, 0.1), ("丙原县", "不适用", None)]
    workbook(tmp_path / "court.xlsx", {"Sheet1": rows}, percent)
    assert _court(tmp_path / "court.xlsx") == (READ, [])


def test_titles_below_headings_and_letterhead(tmp_path: Path) -> None:
    def merge(book: Any) -> None:
        book["Sheet1"].merge_cells("A1:C1")
        book["Sheet1"].row_dimensions[5].hidden = True

    rows: list[tuple[Any, ...]] = [
        ("2024年度行政诉讼情况", None, None),
        ("出具单位：某某法院", None, "日期：2025年1月8日"),
        (),
        ("单 位", "收案数（件）", "行政诉讼败诉率（法院）"),
        ("甲山县", 12, "8.5%"),
        ("单 位", "收案数（件）", "行政诉讼败诉率（法院）"),
        ("乙水区", 3, "0"),
        ("注：按一审收案计。", None, None),
    ]
    workbook(tmp_path / "court.xlsx", {"Sheet1": rows}, merge)
    sources, found = joined([Given(TABLE, tmp_path / "court.xlsx", "court")])
    assert found == ()
    cell = sources.table_value("甲山县人民政府", 2024, "court", "loss_rate")
    assert cell is not None
    assert (cell.value, cell.shown, cell.office, cell.date) == (Decimal("0.085"), "8.5%", "某某法院", "2025-01-08")
    assert (cell.place.sheet, cell.place.row, cell.place.column) == ("Sheet1", 5, "行政诉讼败诉率（法院）")
    info = sources.table("court")
    assert info is not None
    assert (info.rows, info.years, info.columns) == (2, (2024,), ("cases", "loss_rate"))
    assert info.notes[-1] == "注：按一审收案计。"


def test_titles_in_two_rows(tmp_path: Path) -> None:
    def merge(book: Any) -> None:
        book["Sheet1"].merge_cells("A1:A2")
        book["Sheet1"].merge_cells("B1:C1")
        book["Sheet1"].merge_cells("D1:E1")

    rows: list[tuple[Any, ...]] = [
        ("单位", "行政诉讼", None, "行政复议", None),
        (None, "收案", "败诉率", "收案", "纠错率"),
        ("甲山县", 12, "8.5%", 30, "10%"),
    ]
    workbook(tmp_path / "a.xlsx", {"Sheet1": rows}, merge)
    lines = "单位,行政诉讼,,行政复议,\n,收案,败诉率,收案,纠错率\n甲山县,12,8.5%,30,10%\n"
    (tmp_path / "b.csv").write_text(lines, encoding="utf-8")
    for name in ("a.xlsx", "b.csv"):
        sources, _ = joined([Given(TABLE, tmp_path / name, "court")], NOTHING_KNOWN)
        (row,) = sources.table_rows("甲山县人民政府", 2024, "court")
        assert {title: cell.value for title, cell in row.cells.items()} == {
            "收案": Decimal(12),
            "败诉率": Decimal("0.085"),
            "行政复议/收案": Decimal(30),
            "纠错率": Decimal("0.1"),
        }


def test_formulas_count_by_their_stored_result(tmp_path: Path) -> None:
    from xlsxwriter import Workbook

    book = Workbook(str(tmp_path / "court.xlsx"))
    sheet = book.add_worksheet("法院")
    for row, line in enumerate((ROWS[0], ("甲山县", "", ""))):
        sheet.write_row(row, 0, line)
    sheet.write_formula(1, 1, "=6*2", None, 12)
    sheet.write_formula(1, 2, "=0.1+0.2", book.add_format({"num_format": "0%"}), 0.30000000000000004)
    book.close()
    cells, codes = _court(tmp_path / "court.xlsx")
    assert (cells["甲山 cases"], cells["甲山 loss_rate"], codes) == (Decimal(12), Decimal("0.3"), [])


def test_a_percent_sign_in_the_title_holds_for_the_column(tmp_path: Path) -> None:
    given = table(tmp_path, "单位,收案数,败诉率（％）\n甲山县,12,8.5\n乙水区,3,100\n丙原县,4,12%\n")
    sources, found = joined([given])
    values = [sources.table_value(unit, 2024, "court", "loss_rate") for unit in UNIT_NAMES[:3]]
    assert [cell.value for cell in values if cell] == [Decimal("0.085"), Decimal(1), Decimal("0.12")]
    assert [cell.shown for cell in values if cell] == ["8.5%", "100%", "12%"]
    assert found == ()


def test_codes_stay_text(tmp_path: Path) -> None:
    def zeros(book: Any) -> None:
        book["Sheet1"]["B2"].number_format = "0000"

    workbook(tmp_path / "court.xlsx", {"Sheet1": [("单位", "编码"), ("甲山县", 17), ("乙水区", "0009")]}, zeros)
    sources, _ = joined([Given(TABLE, tmp_path / "court.xlsx", "court")], NOTHING_KNOWN)
    values = {key[0]: rows[0].cells["编码"].value for key, rows in sources.rows.items()}
    assert values == {"甲山县人民政府": "0017", "乙水区人民政府": "0009"}


def test_unreadable_cells_stay_with_what_stands_there(tmp_path: Path) -> None:
    sources, found = joined([table(tmp_path, "单位,收案数,败诉率\n甲山县,12,95%以上\n乙水区,1,2%\n")])
    cell = sources.table_value("甲山县人民政府", 2024, "court", "loss_rate")
    assert isinstance(cell, Cell)
    assert (cell.state, cell.value, cell.number) == (UNREADABLE, "95%以上", None)
    assert [one.code for one in found] == ["number-approximate"]
    # the rest goes on
    assert sources.table_value("乙水区人民政府", 2024, "court", "loss_rate") is not None


def test_a_wrong_stored_size_hides_no_row(tmp_path: Path) -> None:
    rows: list[tuple[Any, ...]] = [ROWS[0], *[("甲山县", 1, "1%")], ("乙水区", 2, "2%")]
    workbook(tmp_path / "court.xlsx", {"法院": rows})
    with zipfile.ZipFile(tmp_path / "court.xlsx") as whole, zipfile.ZipFile(tmp_path / "cut.xlsx", "w") as cut:
        for name in whole.namelist():
            data = whole.read(name)
            cut.writestr(name, data.replace(b'ref="A1:C3"', b'ref="A1"') if "sheet1" in name else data)
    assert _court(tmp_path / "cut.xlsx")[0]["乙水 cases"] == Decimal(2)


def test_too_many_rows_and_columns_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (csv_file, xlsx_file):
        monkeypatch.setattr(module, "MAX_ROWS", 3)
        monkeypatch.setattr(module, "MAX_COLUMNS", 4)
    rows: list[tuple[Any, ...]] = [
        (*ROWS[0], "备注", "又"),
        ("甲山县", 1, "1%"),
        ("乙水区", 2, "2%"),
        ("丙原县", 3, "3%"),
    ]
    workbook(tmp_path / "court.xlsx", {"法院": rows})
    text = "\n".join(",".join(map(str, row)) for row in rows)
    (tmp_path / "court.csv").write_text(text, encoding="utf-8")
    for name in ("court.xlsx", "court.csv"):
        cells, codes = _court(tmp_path / name)
        assert sorted(codes) == ["columns-capped", "rows-capped"]
        assert cells["乙水 cases"] == Decimal(2)
        assert cells["丙原 cases"] is None


def _one(path: Path) -> Diagnostic:
    (found,) = load.load([Given(TABLE, path, "court")], NOTHING_KNOWN).diagnostics
    assert found.is_error
    assert found.help
    return found


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file-empty"),
        (codecs.BOM_UTF8 + b"\xff\xff\xff", "file-encoding"),
        (b"a\x00b", "file-binary"),
        (b"PK\x03\x04 broken", "file-damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "file-old-excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "file-encrypted"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "file-web-page"),
    ],
)
def test_files_that_are_no_table(tmp_path: Path, data: bytes, code: str) -> None:
    (tmp_path / "court.xlsx").write_bytes(data)
    assert _one(tmp_path / "court.xlsx").code == code


def test_other_packages_are_no_workbooks(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "court.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    assert _one(tmp_path / "court.ods").code == "file-not-workbook"


def test_files_that_cannot_be_reached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "court.csv").write_text("单位\n甲山县\n", encoding="utf-8")
    near = _one(tmp_path / "cuort.csv")
    assert (near.code, near.help) == ("file-missing-near", "是不是“court.csv”？")
    assert _one(tmp_path / "elsewhere" / "x.csv").code == "file-missing"
    (tmp_path / "folder.csv").mkdir()
    assert _one(tmp_path / "folder.csv").code == "file-is-folder"
    monkeypatch.setattr(load, "_MAX_BYTES", 3)
    assert _one(tmp_path / "court.csv").code == "file-too-large"

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(load, "_MAX_BYTES", 3000)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert _one(tmp_path / "court.csv").code == "file-unreadable"


def test_an_unpacked_workbook_may_not_fill_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workbook(tmp_path / "court.xlsx", {"法院": [ROWS[0]]})
    monkeypatch.setattr(xlsx_file, "_MAX_UNPACKED", 100)
    assert _one(tmp_path / "court.xlsx").code == "file-too-large"


def test_a_folder_by_the_names_of_its_files(tmp_path: Path) -> None:
    for name in ("units.csv", "人工评分.csv", "court.csv", "notes.docx", "~$court.csv", ".hidden.csv", "make.py"):
        (tmp_path / name).write_text("单位\n", encoding="utf-8")
    for name in ("self_scores/甲山县.csv", "self_scores/乙水区.csv", "self_scores/读我.txt", "旧表/court.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("单位\n", encoding="utf-8")
    found, said = files_in(tmp_path)
    assert {(one.kind, one.name, one.path.name) for one in found} == {
        (UNITS, "", "units.csv"),
        (JUDGEMENTS, "", "人工评分.csv"),
        (TABLE, "court", "court.csv"),
        (SELF_SCORES, "", "甲山县.csv"),
        (SELF_SCORES, "", "乙水区.csv"),
    }
    assert sorted((one.code, one.file) for one in said) == [
        ("file-format", "notes.docx"),
        ("file-format", "读我.txt"),
        ("folder-unknown", "旧表"),
    ]
    assert [one.code for one in files_in(tmp_path / "nowhere")[1]] == ["folder-missing"]
    (tmp_path / "empty").mkdir()
    assert [one.code for one in files_in(tmp_path / "empty")[1]] == ["folder-empty"]


def test_one_workbook_with_a_table_in_every_sheet(tmp_path: Path) -> None:
    sheets: dict[str, list[tuple[Any, ...]]] = {
        "说明": [("出具单位", "某某法院"), ("日期", datetime(2025, 1, 8))],
        "法院通报": [ROWS[0], ("甲山县", 12, "8.5%")],
        "honours": [("单位", "级别"), ("甲山县", "省级"), ("甲山县", "市级")],
        "单位名单": [("单位", "类型"), *((f"{unit}", "县") for unit in ("甲山县", "乙水区", "丙原县"))],
    }
    workbook(tmp_path / "全部材料.xlsx", sheets)
    sources, found = joined([Given(TABLE, tmp_path / "全部材料.xlsx", "全部材料")])
    assert {one.code for one in found} == {"units-not-listed"}
    cell = sources.table_value("甲山县人民政府", 2024, "court", "cases")
    assert cell is not None
    assert (cell.value, cell.office, cell.date) == (Decimal(12), "某某法院", "2025-01-08")
    assert [row.cells["级别"].value for row in sources.table_rows("甲山县人民政府", 2024, "honours")] == [
        "市级",
        "省级",
    ]
    assert [one.unit_type for one in sources.listed if one.unit == "乙水区人民政府"] == ["county"]


@pytest.mark.parametrize(
    ("name", "wanted", "code"),
    [
        ("cuort", WANTED, "table-not-asked-near"),
        ("天气", WANTED, "table-not-asked"),
        ("天气", Wanted(), "table-none-asked"),
    ],
)
def test_tables_nobody_asks_for_are_named(tmp_path: Path, name: str, wanted: Wanted, code: str) -> None:
    given = table(tmp_path, "单位,气温\n甲山县,12\n", name)
    assert [one.code for one in load.load([given], wanted).diagnostics] == [code]


def test_a_file_given_twice_counts_once(tmp_path: Path) -> None:
    given = table(tmp_path, "单位,收案数,败诉率\n甲山县,12,1%\n")
    assert joined([given, given])[1] == ()


@pytest.mark.parametrize(
    ("file", "titles", "kind"),
    [
        ("units.csv", "单位", UNITS),
        ("专家表.csv", "单位,指标,得分,评分人", JUDGEMENTS),
        ("各县.csv", "单位,指标,自评分", SELF_SCORES),
        ("法院.csv", "单位,收案数", TABLE),
        ("得分.csv", "单位,得分", TABLE),
    ],
)
def test_what_a_file_is_shows_from_name_or_titles(tmp_path: Path, file: str, titles: str, kind: str) -> None:
    (tmp_path / file).write_text(titles + "\n", encoding="utf-8")
    assert guess(tmp_path / file).kind == kind


def test_letters_of_columns() -> None:
    assert [grid.letters(number) for number in (1, 26, 27, 52, 703)] == ["A", "Z", "AA", "AZ", "AAA"]
