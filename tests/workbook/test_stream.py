"""Streamed rows are byte for byte those of the library."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from test_hostile import STAYS
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from scoring.tables.types import Cell, Column, Kind, Link, Live, Passage, Row, State, Table
from scoring.workbook import stream
from scoring.workbook.checked import Book
from scoring.workbook.look import BASE
from scoring.workbook.table_sheet import write_table

CELLS: tuple[Cell, ...] = (
    *STAYS,
    " 前",
    "后\n",
    "a & b < c > d",
    "<r>x",
    None,
    "",
    0,
    -1.5,
    1 / 3,
    10**14,
    Passage("前", "中", "后"),
    State("待定", "pending"),
    Live("=1+1", 2),
    Live('=""', None),
    Link("去", "'甲'!A1"),
)


def written(path: Path) -> dict[str, bytes]:
    options = {"constant_memory": True, "strings_to_urls": False, "default_format_properties": dict(BASE)}
    workbook = Workbook(str(path), options)
    book = Book(workbook)
    columns = tuple(Column(f"c{n}", f"列{n}", Kind.LONG if n else Kind.TEXT) for n in range(3))
    rows = tuple(Row((cell, "右", number), "group" if number % 5 == 0 else "") for number, cell in enumerate(CELLS))
    write_table(book, Table("甲", "甲", columns, rows), "")
    workbook.close()
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if "core" not in name}


def test_the_bytes_are_the_library_s(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = written(tmp_path / "a.xlsx")
    monkeypatch.setattr(stream, "StreamSheet", Worksheet)
    theirs = written(tmp_path / "b.xlsx")
    assert ours == theirs
    assert len(ours["xl/worksheets/sheet1.xml"]) > 3000


@pytest.mark.parametrize("streamed", [False, True])
def test_formulas_are_the_library_s(streamed: bool, tmp_path: Path) -> None:
    formulas = ["=1+1", '=IF(A1="","",A1&"<b>")', '=COUNTIFS(A1:A3,">"&1)', "=IFERROR(AVERAGEIF(A1:A2,1,B1:B2),0)"]
    values: list[str | float] = [2.0, "", "字", 1 / 3]
    sheets = []
    for own in (True, False):
        path = tmp_path / f"{own}.xlsx"
        workbook = Workbook(str(path), {"constant_memory": streamed})
        sheet = Book(workbook).sheet("甲")
        form = workbook.add_format({"bold": True})
        for row, (formula, value) in enumerate(zip(formulas, values, strict=True)):
            if own:
                sheet.formula(row, 0, formula, value, form)
            else:
                sheet.worksheet.write_formula(row, 0, formula, form, value)
        workbook.close()
        with ZipFile(path) as archive:
            sheets.append(archive.read("xl/worksheets/sheet1.xml"))
    assert sheets[0] == sheets[1]
