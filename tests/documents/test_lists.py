"""Lists of reports: a row is a report, what the row says stands before what the text says, odd rows are told by place."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as arrow
import pyarrow.parquet as parquet
import pytest

from scoring.documents import Documents, read_folder

BODY = "一、工作情况\n\n办理行政复议案件三十二件。\n"
Rows = list[dict[str, Any]]
ROWS: Rows = [
    {"单位": "甲县人民政府", "年度": 2024, "标题": "甲县人民政府2024年法治政府建设年度报告", "正文": BODY},
    {"单位": "乙县人民政府", "年度": "2024年", "标题": "", "正文": BODY + "本县"},
]
ENGLISH = {"单位": "unit", "年度": "year", "标题": "title", "正文": "text"}


def _xlsx(rows: Rows, above: int = 0) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "报告"
    for _ in range(above):
        sheet.append(["各单位报告汇总"])
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append(list(row.values()))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _csv(rows: Rows, encoding: str) -> bytes:
    import csv

    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(list(rows[0]))
    writer.writerows(list(row.values()) for row in rows)
    return stream.getvalue().encode(encoding)


def _json(rows: Rows, lines: bool = False) -> bytes:
    records = [{ENGLISH[key]: value for key, value in row.items()} for row in rows]
    if lines:
        return "\n".join(json.dumps(record, ensure_ascii=False) for record in records).encode()
    return json.dumps({"reports": records}, ensure_ascii=False).encode()


def _parquet(rows: Rows) -> bytes:
    stream = io.BytesIO()
    records = [{ENGLISH[key]: str(value) for key, value in row.items()} for row in rows]
    parquet.write_table(arrow.Table.from_pylist(records), stream)
    return stream.getvalue()


def _read(folder: Path, name: str, data: bytes, **columns: str) -> Documents:
    (folder / name).write_bytes(data)
    return read_folder([folder], columns)


@pytest.mark.parametrize(
    ("name", "data", "places"),
    [
        ("a.xlsx", _xlsx(ROWS), ("报告!2", "报告!3")),
        ("a.xlsx", _xlsx(ROWS, above=3), ("报告!5", "报告!6")),
        ("a.csv", _csv(ROWS, "utf-8-sig"), ("2", "3")),
        ("a.csv", _csv(ROWS, "gb18030"), ("2", "3")),
        ("a.json", _json(ROWS), ("1", "2")),
        ("a.jsonl", _json(ROWS, lines=True), ("1", "2")),
        ("a.parquet", _parquet(ROWS), ("1", "2")),
    ],
    ids=["xlsx", "xlsx below a title", "csv", "csv in GBK", "json", "json lines", "parquet"],
)
def test_a_row_is_a_report(name: str, data: bytes, places: tuple[str, str], tmp_path: Path) -> None:
    found = _read(tmp_path, name, data)
    assert not found.diagnostics
    assert [report.path for report in found.reports] == [f"{name}/{place}" for place in places]
    one, other = found.reports
    assert (one.unit, one.year, one.unit_type, one.obtained) == ("甲县人民政府", 2024, "county", "list")
    assert one.text.startswith("甲县人民政府2024年法治政府建设年度报告\n一、工作情况")
    assert (other.unit, other.year, other.unit_type) == ("乙县人民政府", 2024, "county")
    assert other.text == BODY + "本县"
    assert other.metadata.unit is not None
    assert other.metadata.unit.source == "list"


def test_what_the_text_says_otherwise_is_kept(tmp_path: Path) -> None:
    row = {"单位": "丙县人民政府", "年度": 2024, "正文": "丁县人民政府2023年法治政府建设年度报告\n\n" + BODY}
    (report,) = _read(tmp_path, "a.xlsx", _xlsx([row])).reports
    assert (report.unit, report.year) == ("丙县人民政府", 2024)
    assert {(one.field, one.other.value) for one in report.metadata.conflicts} >= {
        ("unit", "丁县人民政府"),
        ("report_year", "2023"),
    }


def test_odd_rows_are_told_by_place(tmp_path: Path) -> None:
    rows = [
        *ROWS,
        {"单位": "丙县", "年度": "去年", "标题": "", "正文": BODY},
        {"单位": "丁县", "年度": "", "标题": "", "正文": " "},
    ]
    found = _read(tmp_path, "a.csv", _csv(rows, "utf-8"))
    assert len(found.reports) == 2
    assert [(one.file, one.code) for one in found.diagnostics if one.is_error] == [
        ("a.csv/4", "list-bad-year"),
        ("a.csv/5", "list-no-text"),
    ]
    assert all(one.help for one in found.diagnostics)


def test_named_columns(tmp_path: Path) -> None:
    rows = [{"谁": "甲县人民政府", "写了什么": BODY}]
    data = _xlsx(rows)
    assert [one.code for one in _read(tmp_path, "a.xlsx", data).diagnostics] == ["list-no-text-column"]
    (report,) = _read(tmp_path, "a.xlsx", data, text="写了什么", unit="谁").reports
    assert report.unit == "甲县人民政府"
    (told,) = _read(tmp_path, "a.xlsx", data, text="没有的列").diagnostics
    assert told.code == "list-no-column"
    assert "谁、写了什么" in told.message


def test_a_sheet_that_is_a_report(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in ("甲县人民政府2024年法治政府建设年度报告", "一、工作情况", "办理行政复议案件32件。"):
        sheet.append([line])
    stream = io.BytesIO()
    book.save(stream)
    (report,) = _read(tmp_path, "a.xlsx", stream.getvalue()).reports
    assert report.unit == "甲县人民政府"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.json", b'{"x": ', "damaged-file"),
        ("a.json", b"[1, 2]", "list-not-records"),
        ("a.json", b"[" * 100_000, "damaged-file"),
        ("a.jsonl", '{"text": "正文"}\n{'.encode(), "damaged-file"),
        ("a.csv", "单位,名次\n甲县,1\n".encode(), "list-no-text-column"),
        ("a.parquet", b"PAR1" + b"\x00" * 50, "damaged-file"),
        ("a.xlsx", _xlsx(ROWS)[:3000], "damaged-file"),
        ("a.csv", "单位,正文\n".encode(), "list-empty"),
    ],
)
def test_what_is_no_list_is_told(name: str, data: bytes, code: str, tmp_path: Path) -> None:
    found = _read(tmp_path, name, data)
    assert not found.reports
    assert [one.code for one in found.diagnostics] == [code]


def test_a_list_in_an_archive(tmp_path: Path) -> None:
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("清单.csv", _csv(ROWS, "utf-8"))
    found = _read(tmp_path, "a.zip", stream.getvalue())
    assert [report.path for report in found.reports] == ["a.zip/清单.csv/2", "a.zip/清单.csv/3"]


def test_page_starts_of_another_program(tmp_path: Path) -> None:
    record = {"text": "甲县人民政府2024年法治政府建设年度报告\n" + BODY, "page_starts": [0, 20]}
    wrong = {**record, "page_starts": [5, 2]}
    data = json.dumps([record, wrong], ensure_ascii=False).encode()
    assert [report.page_starts for report in _read(tmp_path, "a.json", data).reports] == [(0, 20), ()]
