"""Empty tables: the right titles, and what comes back filled in is read without a complaint."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

from sources_samples import UNIT_NAMES, WANTED, joined

from scoring.sources.load import files_in
from scoring.sources.template import Assessed, Blank, blanks
from scoring.workbook.blank import write_blank

UNITS = tuple(Assessed(unit, 2024, "county", f"2024/{number}.txt") for number, unit in enumerate(UNIT_NAMES[:2]))


def _blanks() -> dict[str, Blank]:
    return {blank.file: blank for blank in blanks(WANTED, UNITS)}


def test_one_file_for_everything_that_is_asked_for() -> None:
    found = _blanks()
    assert sorted(found) == ["court.xlsx", "honours.xlsx", "judgements.xlsx", "self_scores.xlsx", "units.xlsx"]
    titles = [column.title for column in found["court.xlsx"].columns]
    assert titles == ["单位", "年度", "收案数 [cases]", "行政诉讼败诉率 [loss_rate]", "备注"]
    assert found["court.xlsx"].above == ("法院通报", "出具单位：", "日期：", "文号：")
    # a list has as many rows for a unit as there are, so it begins empty
    assert found["honours.xlsx"].rows == ()
    assert len(found["judgements.xlsx"].rows) == 3 * len(UNITS)
    ranges = {row.cells[2]: row.cells[5] for row in found["judgements.xlsx"].rows}
    assert ranges == {"files.check": "好、较好、一般", "files.visit": "0–2，每0.5分一档", "event": "是、否"}
    assert not any("event" in column.title for column in found["self_scores.xlsx"].columns)


def _fill(path: Path, cells: dict[str, Any]) -> None:
    from openpyxl import load_workbook

    book = load_workbook(path)
    for name, value in cells.items():
        book.worksheets[0][name] = value
    book.save(path)


def test_templates_are_read_back(tmp_path: Path) -> None:
    for blank in _blanks().values():
        write_blank(blank, tmp_path / blank.file)
    _fill(tmp_path / "court.xlsx", {"A2": "出具单位：某某法院", "C7": 12, "D7": 0.085, "D6": "不适用"})
    _fill(tmp_path / "judgements.xlsx", {"G3": "好", "H3": "吴一", "I3": "看过", "G5": 1.5, "H5": "吴一", "I5": "看过"})
    _fill(tmp_path / "self_scores.xlsx", {"F8": 5, "F5": 4})
    _fill(tmp_path / "units.xlsx", {"D4": 5000, "E4": "有", "F3": None, "F4": None})
    given, wrong = files_in(tmp_path)
    assert wrong == ()
    sources, found = joined(given)
    assert {one.code for one in found} == {"units-not-listed"}
    jia, yi = UNIT_NAMES[:2]
    cell = sources.table_value(jia, 2024, "court", "loss_rate")
    assert cell is not None
    assert (cell.value, cell.office) == (Decimal("0.085"), "某某法院")
    assert {key[2] for key in sources.judged} == {"files.check", "files.visit"}
    assert (sources.self_score(jia, 2024, "files.check"), sources.self_score(yi, 2024, "study")) == (
        Decimal(5),
        Decimal(4),
    )
    assert [(one.unit, one.population, one.enforcement) for one in sources.listed] == [
        (yi, None, None),
        (jia, Decimal(5000), True),
    ]


def test_the_same_template_has_the_same_bytes(tmp_path: Path) -> None:
    blank = _blanks()["judgements.xlsx"]
    for name in ("a.xlsx", "b.xlsx"):
        write_blank(blank, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert blanks(WANTED, UNITS) == blanks(WANTED, UNITS[::-1])


def test_what_may_be_typed_is_checked_by_the_workbook_too(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    write_blank(_blanks()["judgements.xlsx"], tmp_path / "j.xlsx")
    rules = load_workbook(tmp_path / "j.xlsx").worksheets[0].data_validations.dataValidation
    assert {rule.formula1 for rule in rules if rule.type == "list"} == {'"好,较好,一般"', '"是,否"'}
    assert {float(rule.formula2) for rule in rules if rule.type == "decimal"} == {2}
