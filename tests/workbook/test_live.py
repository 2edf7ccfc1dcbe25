"""The workbook as a place to work in: what may be filled in, what is filled in already, when it holds values only."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sample_run import make_run, make_unit, shuffled

from scoring import pipeline
from scoring.assess.overrides import overridden
from scoring.corrections.types import By, ScoreOverride
from scoring.errors import OutputError
from scoring.results import Outcome, Run
from scoring.sources.types import unit_key
from scoring.tables import review_columns as review
from scoring.tables.links import anchor, page_name
from scoring.tables.types import Live
from scoring.workbook import write_workbook
from scoring.workbook.checked import FORMULA_LIMIT, Book
from scoring.workbook.contents import contents

HERE = Path(__file__).resolve().parent
CONTRACT = {
    review.LEDGER: (
        review.KEY,
        review.HASH,
        review.UNIT,
        review.CRITERION_ID,
        review.ENGINE_POINTS,
        review.FULL_MARKS,
        review.REVIEW_POINTS,
        review.REVIEW_REASON,
        review.PUBLIC_REASON,
        review.REVIEWER,
        review.REVIEW_DATE,
        review.ADJUDICATED,
        review.ADJUDICATOR,
        review.CHECKED,
        "引文",
        "得分",
    ),
    review.EVIDENCE: (
        review.FACT_REPORT,
        review.FACT_MEASURE_ID,
        review.FACT_START,
        review.FACT_END,
        review.FACT_ENGINE_VALUE,
        review.FACT_ACTION,
        review.FACT_VALUE,
        review.FACT_QUOTE,
        review.REVIEW_REASON,
        review.REVIEWER,
        review.REVIEW_DATE,
    ),
    review.ADDED: (
        review.FACT_REPORT,
        review.FACT_MEASURE_ID,
        review.ADDED_VALUE,
        review.ADDED_QUOTE,
        review.ADDED_STATUS,
        review.REVIEW_REASON,
        review.REVIEWER,
        review.REVIEW_DATE,
    ),
    review.REPORTS: (
        review.FACT_REPORT,
        review.REPORT_UNIT,
        review.REPORT_TYPE,
        review.REPORT_GROUP,
        review.REPORT_YEAR,
        review.REVIEW_REASON,
        review.REVIEWER,
        review.REVIEW_DATE,
    ),
    review.RUBRIC: (review.NODE_ID, review.NODE_POINTS, review.GRADE_LINE),
}
# Functions of programs later than Excel 2007.
NEWER = re.compile(r"XLOOKUP|FILTER\(|SORT\(|LET\(|UNIQUE|SEQUENCE|TEXTJOIN|IFS\(|SWITCH\(|_xlfn|AGGREGATE|XMATCH")


@cache
def hard_run() -> Run:
    rubric, _ = pipeline.load_rubric(str(HERE / "hard.yaml"))
    return pipeline.score([HERE.parents[1] / "fixtures" / "reports" / "2024"], rubric)


def rows_of(path: Path, sheet: str) -> list[dict[str, Any]]:
    head, *rows = load_workbook(path, data_only=True)[sheet].iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def formulas(path: Path) -> list[str]:
    return [
        str(cell.value)
        for sheet in load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]


@pytest.mark.parametrize("values_only", [False, True])
@pytest.mark.slow
def test_the_importer_finds_its_columns(values_only: bool, tmp_path: Path) -> None:
    run = make_run()
    if values_only:
        run = replace(run, units=tuple(make_unit(run.rubric, f"第{n}县", rank=str(n)) for n in range(301)))
    write_workbook(run, tmp_path / "a.xlsx")
    workbook = load_workbook(tmp_path / "a.xlsx", read_only=True)
    for sheet, titles in CONTRACT.items():
        head = list(next(workbook[sheet].iter_rows(max_row=1, values_only=True)))
        for title in titles:
            assert head.count(title) == 1, (sheet, title)


@pytest.mark.slow
def test_keys_and_hashes_are_those_of_the_cells(tmp_path: Path) -> None:
    write_workbook(hard_run(), tmp_path / "a.xlsx")
    rows = rows_of(tmp_path / "a.xlsx", review.LEDGER)
    assert len({row[review.KEY] for row in rows}) == len(rows) > 50
    for row in rows:
        assert review.split_key(row[review.KEY]) == (unit_key(row["单位"]), row["年度"], row[review.CRITERION_ID])
        assert row[review.HASH] == review.row_hash(row[review.KEY], row[review.ENGINE_POINTS], row["引文"] or "")


def test_only_functions_that_old_programs_know(tmp_path: Path) -> None:
    write_workbook(hard_run(), tmp_path / "a.xlsx")
    found = formulas(tmp_path / "a.xlsx")
    assert len(found) > 4000
    # COUNTIFS is of 2007.
    assert [one for one in found if NEWER.search(one.replace("COUNTIFS(", ""))] == []


@pytest.mark.slow
def test_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    write_workbook(hard_run(), tmp_path / "a.xlsx", run_id="r", pages="pages")
    for seed in range(2):
        write_workbook(shuffled(hard_run(), seed), tmp_path / "b.xlsx", run_id="r", pages="pages")
        assert (tmp_path / "b.xlsx").read_bytes() == (tmp_path / "a.xlsx").read_bytes()


@pytest.mark.slow
def test_above_three_hundred_units_there_are_values_and_the_guide_says_so(tmp_path: Path) -> None:
    run = make_run()
    path = tmp_path / "a.xlsx"
    write_workbook(replace(run, units=tuple(make_unit(run.rubric, f"第{n}县") for n in range(301))), path)
    assert formulas(path) == []
    guide = [cell for row in load_workbook(path)["说明"].iter_rows(values_only=True) for cell in row]
    assert any("只写数值" in str(cell) and "300" in str(cell) for cell in guide)


def test_units_that_no_key_tells_apart_are_written_as_values(tmp_path: Path) -> None:
    run = make_run()
    units = tuple(make_unit(run.rubric, name) for name in ("Ab县", "AB县"))
    write_workbook(replace(run, units=units), tmp_path / "a.xlsx")
    assert formulas(tmp_path / "a.xlsx") == []


def corrected(run: Run) -> Run:
    """The run with one reviewer's score and one 不适用 in its first unit."""
    unit = run.units[0]
    by = By("甲", "2025-03-01", "附件第3页写有", "报告没有附名录")

    def override(leaf: Any, points: Decimal | None) -> Any:
        given = ScoreOverride(
            unit_key(unit.unit), unit.year, leaf.criterion, leaf.points, leaf.outcome.value, points, by
        )
        outcome = Outcome.NOT_APPLICABLE if points is None else Outcome.JUDGED
        return replace(leaf, points=points, outcome=outcome, override=given, stake=Decimal(0), excluded=points is None)

    first, second, *rest = unit.leaves
    leaves = (override(first, Decimal("1.5")), override(second, None), *rest)
    return replace(run, units=(replace(unit, leaves=leaves), *run.units[1:]))


def test_a_run_with_corrections_shows_them_filled_in(tmp_path: Path) -> None:
    run = corrected(make_run())
    path = tmp_path / "a.xlsx"
    write_workbook(run, path)
    old = make_run().units[0].leaves[0]
    row, other = rows_of(path, review.LEDGER)[:2]
    assert row[review.ENGINE_POINTS] == pytest.approx(float(old.points or 0))
    assert (row[review.REVIEW_POINTS], row["得分"]) == (1.5, 1.5)
    assert (row[review.REVIEW_REASON], row[review.PUBLIC_REASON]) == ("附件第3页写有", "报告没有附名录")
    assert (row[review.REVIEWER], row[review.REVIEW_DATE]) == ("甲", "2025-03-01")
    assert (other[review.REVIEW_POINTS], other["得分"], other[review.ENGINE_POINTS]) == ("不适用", "不适用", None)
    assert [line["改动行"] for line in rows_of(path, "修改清单")][:3] == [2, 3, None]
    shown = [line for line in rows_of(path, "扣分清单") if line["单位"] == run.units[0].unit]
    assert shown[0]["扣分"] == 4.5
    assert shown[0]["扣分原因"] == "报告没有附名录"


def test_the_run_is_named_in_the_file(tmp_path: Path) -> None:
    write_workbook(make_run(), tmp_path / "a.xlsx", run_id="0f3c9a")
    workbook = load_workbook(tmp_path / "a.xlsx")
    assert workbook.custom_doc_props[review.RUN_PROPERTY].value == "0f3c9a"
    assert [cell.value for cell in workbook["运行信息"][2]][1:3] == [review.RUN_PROPERTY, "0f3c9a"]
    write_workbook(make_run(), tmp_path / "b.xlsx")
    assert review.RUN_PROPERTY not in load_workbook(tmp_path / "b.xlsx").custom_doc_props.names


def test_links_from_matrix_to_ledger_to_evidence_and_page(tmp_path: Path) -> None:
    run = make_run()
    write_workbook(run, tmp_path / "a.xlsx", pages="pages")
    workbook = load_workbook(tmp_path / "a.xlsx")
    matrix, ledger, evidence = (workbook[name] for name in ("评分矩阵", "复核台账", "证据"))
    head = {cell.value: cell.column for cell in ledger[1]}
    # The place is worked out: 计算 finds the row by its key, so that the link holds when the ledger is sorted.
    link = re.fullmatch(
        r"""=HYPERLINK\("#'复核台账'!A"&\('计算'!([A-Z]+\d+)\+1\),INDEX\(.*,'计算'!\1\)\)""", matrix["E2"].value
    )
    assert link is not None
    assert matrix["E2"].hyperlink is None
    assert str(workbook["计算"][link[1]].value).startswith("=MATCH(")
    row = load_workbook(tmp_path / "a.xlsx", data_only=True)["计算"][link[1]].value + 1
    assert ledger.cell(row, head["单位"]).value == matrix["B2"].value
    assert ledger.cell(row, head["评分项"]).value == matrix["E1"].value
    fact = int(ledger.cell(row, head["证据行"]).hyperlink.location.rpartition("!A")[2])
    quotes = {cell.value: cell.column for cell in evidence[1]}
    assert evidence.cell(fact, quotes["引文"]).value == ledger.cell(row, head["引文"]).value
    unit = next(one for one in run.units if one.unit == matrix["B2"].value)
    page = ledger.cell(row, head["依据页"]).hyperlink
    wanted = f"pages/{page_name(unit.reports[0])}#{anchor('review')}"
    assert "#".join(filter(None, (page.target, page.location))) == wanted


def test_a_formula_that_excel_would_not_take_is_refused() -> None:
    class Nothing:
        def add_worksheet(self, _: str) -> Nothing:
            return self

    sheet = Book(Nothing()).sheet("表")
    with pytest.raises(OutputError):
        sheet.formula(0, 0, "=" + "1+" * FORMULA_LIMIT + "1", 0, None)
    with pytest.raises(OutputError):
        sheet.formula(0, 0, "=0/0", float("nan"), None)


def test_a_corrected_row_goes_back_to_the_engine_when_the_correction_is_taken_out() -> None:
    """The formulas of a row say what the engine had, whether a reviewer's points stand in it or not."""
    run = hard_run()
    number, unit = next((n, one) for n, one in enumerate(run.units) if any(leaf.stake for leaf in one.leaves))
    given = {
        (unit_key(unit.unit), unit.year, leaf.criterion): ScoreOverride(
            unit_key(unit.unit),
            unit.year,
            leaf.criterion,
            None,
            "",
            leaf.full_marks / 2,
            By("复核人", "2025-03-01", "核对"),
        )
        for leaf in unit.leaves
        if not leaf.excluded
    }
    changed = replace(unit, leaves=overridden(unit.leaves, unit_key(unit.unit), unit.year, given))
    assert any(leaf.override is not None and leaf.override.engine_stake for leaf in changed.leaves)
    corrected = replace(run, units=(*run.units[:number], changed, *run.units[number + 1 :]))

    def formulas_of(one: Run) -> list[str]:
        (ledger,) = [table for table in contents(one).tables if table.id == "ledger"]
        return [cell.formula for row in ledger.rows for cell in row.cells if isinstance(cell, Live)]

    assert formulas_of(corrected) == formulas_of(run)
