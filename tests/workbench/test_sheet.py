"""The sheet of points and thresholds: out, edited, back."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workbench_samples import ROOT, SHEETS, SMALL, county, rubric_of, small, vocabulary

from scoring.errors import Diagnostic, RubricError
from scoring.messages.workbench import SHEET_COLUMNS, SHEET_NAME, SHEET_NAME_GUIDE
from scoring.rubric.load import shipped_rubrics
from scoring.workbench.files import RubricFile, open_rubric
from scoring.workbench.settings import apply_settings
from scoring.workbench.sheet_read import Returned, read_sheet
from scoring.workbench.sheet_rows import sheet_rows
from scoring.workbench.sheet_write import Stamp, write_sheet

FILES = [*shipped_rubrics(), *(path.as_posix() for path in SHEETS)]


def _write(file: RubricFile, path: Path) -> None:
    rubric = rubric_of(file)
    write_sheet(sheet_rows(file, rubric, vocabulary()), Stamp(rubric.title, rubric.file, rubric.sha256), path)


def _back(file: RubricFile, path: Path) -> Returned:
    return read_sheet(path, file, rubric_of(file), vocabulary())


def _edit(path: Path, change: Callable[[Any, dict[str, int]], None]) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book[SHEET_NAME]
    columns = {title: cell.column for cell in sheet[1] for name, title in SHEET_COLUMNS.items() if cell.value == title}
    change(sheet, columns)
    book.save(path)


def _row(sheet: Any, columns: dict[str, int], key: str) -> int:
    for name in ("worth_key", "value_key"):
        for row in range(2, sheet.max_row + 1):
            if sheet.cell(row, columns[SHEET_COLUMNS[name]]).value == key:
                return row
    raise AssertionError(key)


def _set(path: Path, **values: Any) -> None:
    """Write values into the cells of addresses (`__` for the dots)."""

    def change(sheet: Any, columns: dict[str, int]) -> None:
        for name, value in values.items():
            key = name.replace("__", ".")
            column = SHEET_COLUMNS[
                "worth" if key.rsplit(".", 1)[-1] in ("points", "weight") and ".rule" not in key else "value"
            ]
            sheet.cell(_row(sheet, columns, key), columns[column]).value = value

    _edit(path, change)


def _refused(file: RubricFile, path: Path) -> tuple[Diagnostic, ...]:
    with pytest.raises(RubricError) as caught:
        _back(file, path)
    return caught.value.diagnostics


@pytest.mark.parametrize("name", FILES, ids=lambda name: Path(name).stem)
def test_untouched_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    file = open_rubric(name, vocabulary())
    _write(file, tmp_path / "sheet.xlsx")
    back = _back(file, tmp_path / "sheet.xlsx")
    assert (back.file.bytes(), back.settings) == (file.bytes(), ())


def test_windows_files_stay_so(tmp_path: Path) -> None:
    path = tmp_path / "windows.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + SMALL.replace("\n", "\r\n").encode())
    file = open_rubric(path, vocabulary())
    _write(file, tmp_path / "sheet.xlsx")
    assert _back(file, tmp_path / "sheet.xlsx").file.bytes() == path.read_bytes()


def test_the_same_rubric_gives_the_same_file(tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        _write(county(), tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_opened_and_saved_by_another_program(tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    _write(county(), path)
    _edit(path, lambda _sheet, _columns: None)
    assert _back(county(), path).file.bytes() == county().bytes()


def test_changed_cells_are_put_back_into_the_text(tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    _write(small(), path)
    _set(path, d__appearance__points=4.5, d__mediation__points=1.5, d__mediation__rule__bands__1__points=1.5)
    _set(path, d__appearance__rule__linear__full=0.975, d__mediation__rule__bands__1__from="９６％")
    _set(path, d__mediation__rule__bands__2__below="96%", grades__1__from=0.88)
    back = _back(small(), path)
    assert back.file.text == SMALL.replace("        points: 4\n", "        points: 4.5\n", 1).replace(
        "full: 100%", "full: 97.5%"
    ).replace("分值: 2", "分值: 1.5").replace("from: 95%, points: 2", "from: 96%, points: 1.5").replace(
        "below: 95%, points: 1", "below: 96%, points: 1"
    ).replace("from: 90%", "from: 88%")
    assert len(back.settings) == 7
    assert back.warnings == ()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_number_arrives_as_a_setting_would(tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / "sheet.xlsx"
    _write(small(), path)
    full = data.draw(st.integers(501, 1000)) / 1000
    at = data.draw(st.integers(1, 599)) / 100
    points, rest = round(at, 2), round(6 - at, 2)
    _set(path, d__appearance__rule__linear__full=full, d__appearance__points=points, d__mediation__points=rest)
    _set(
        path,
        **{f"d__mediation__rule__bands__{band}__points": round(rest * part / 2, 2) for band, part in ((1, 2), (2, 1))},
    )
    back = _back(small(), path)
    assert back.file == apply_settings(small(), back.settings)
    leaf = next(leaf for leaf in rubric_of(back.file).leaves() if leaf.id == "d.appearance")
    assert float(leaf.points) == points
    assert float(leaf.rule.spec.nodes[-1].at) == full


def test_sorted_rows_are_found_by_their_keys(tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    _write(county(), path)

    def turn(sheet: Any, _columns: dict[str, int]) -> None:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        for number, values in enumerate(reversed(rows), start=2):
            for column, value in enumerate(values, start=1):
                sheet.cell(number, column).value = value

    _edit(path, turn)
    assert _back(county(), path).file.bytes() == county().bytes()


def test_every_mistake_with_its_cell(tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    _write(small(), path)
    _set(path, d__appearance__points=None, d__appearance__rule__linear__zero="50分", e__three__points=0)
    _set(path, d__mediation__rule__bands__3__points=-1, d__mediation__rule__bands__1__from="=1/0.5", e__points="四")

    def change(sheet: Any, columns: dict[str, int]) -> None:
        sheet.cell(_row(sheet, columns, "d.points"), 1).value = "x"
        sheet.cell(_row(sheet, columns, "grades.2.from"), columns[SHEET_COLUMNS["value_key"]]).value = "grades.9.from"
        sheet.cell(_row(sheet, columns, "e.points"), columns[SHEET_COLUMNS["value"]]).value = 3
        sheet.append(["", "新的一项", 3])

    _edit(path, change)
    found = [(problem.code, problem.line, problem.column, problem.severity) for problem in _refused(small(), path)]
    assert found == [
        ("row-id", 3, 1, "error"),
        ("cell-empty", 4, 3, "error"),
        ("cell-number", 4, 8, "error"),
        ("cell-formula", 6, 8, "error"),
        ("cell-range-least", 12, 8, "error"),
        ("cell-number", 13, 3, "error"),
        ("cell-loose", 13, 8, "error"),
        ("cell-range-above", 14, 3, "error"),
        ("row-unknown", 17, 11, "error"),
        ("row-new", 18, 1, "error"),
        ("rows-gone", None, None, "warning"),
    ]


def test_what_the_rubric_is_refused_for_is_told_at_its_cell(tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    _write(small(), path)
    _set(path, d__appearance__points=5, d__mediation__rule__bands__2__below=0.97)
    overlap, sums = sorted(_refused(small(), path), key=lambda problem: problem.code)
    assert (overlap.code, overlap.file, overlap.line, overlap.column) == ("bands-overlap", "sheet.xlsx", 9, 8)
    assert (sums.code, sums.line, sums.column) == ("points-sum", 3, 3)
    assert sums.message.startswith(f"工作表“{SHEET_NAME}”C3：")


def test_a_sheet_of_another_state_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    _write(small(), path)
    later = small(SMALL.replace("zero: 50%", "zero: 55%"))
    assert [problem.code for problem in _refused(later, path)] == ["sheet-outdated"]
    book = openpyxl.load_workbook(path)
    del book[SHEET_NAME_GUIDE]
    book.save(path)
    assert [problem.code for problem in _refused(small(), path)] == ["sheet-unstamped"]


def test_no_such_sheet(tmp_path: Path) -> None:
    other = openpyxl.Workbook()
    other.active.title = "别的"
    other.active["A1"] = 1
    other.save(tmp_path / "other.xlsx")
    (tmp_path / "text.xlsx").write_text("不是表格", encoding="utf-8")
    assert [problem.code for problem in _refused(small(), tmp_path / "other.xlsx")] == ["sheet-none"]
    assert {problem.code for problem in _refused(small(), tmp_path / "text.xlsx")} >= {"file-damaged"}
    assert [problem.code for problem in _refused(small(), tmp_path / "absent.xlsx")] == ["sheet-unreadable"]


def test_columns_may_move_but_not_vanish(tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    _write(small(), path)
    _edit(path, lambda sheet, _columns: sheet.insert_cols(2))
    assert _back(small(), path).file == small()
    _edit(path, lambda sheet, columns: setattr(sheet.cell(1, columns[SHEET_COLUMNS["value"]]), "value", "数"))
    assert [problem.code for problem in _refused(small(), path)] == ["sheet-columns"]


def test_changes_of_what_is_only_shown_are_told(tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    _write(small(), path)
    _edit(path, lambda sheet, columns: setattr(sheet.cell(_row(sheet, columns, "d.points"), 2), "value", "争议"))
    back = _back(small(), path)
    assert back.file == small()
    assert [problem.code for problem in back.warnings] == ["cell-shown"]


def test_the_sums_are_alive(tmp_path: Path) -> None:
    path = tmp_path / "sheet.xlsx"
    _write(small(), path)
    sheet = openpyxl.load_workbook(path)[SHEET_NAME]
    column = [cell.value for cell in sheet[1]].index(SHEET_COLUMNS["sum"]) + 1
    formulas = [sheet.cell(row, column).value for row in range(2, sheet.max_row + 1) if sheet.cell(row, column).value]
    assert len(formulas) == 3
    assert all(str(formula).startswith("=SUMIF(") for formula in formulas)
    stored = openpyxl.load_workbook(path, data_only=True)[SHEET_NAME]
    assert [stored.cell(row, column).value for row in (2, 3)] == [10, 6]


@pytest.mark.acceptance
@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_through_libreoffice(tmp_path: Path) -> None:
    """Formulas are computed there, values survive, and the sums are what the points add up to."""
    path = tmp_path / "sheet.xlsx"
    _write(county(), path)
    _set(path, disputes__appearance__points="=2*2+1", disputes__mediation__points=2)
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "out"), str(path)],
        check=True,
        capture_output=True,
        timeout=180,
        cwd=ROOT,
    )
    back = _back(county(), tmp_path / "out" / "sheet.xlsx")
    assert [str(setting) for setting in back.settings] == [
        "disputes.appearance.points=5",
        "disputes.mediation.points=2",
    ]
