"""LibreOffice works every formula out anew: it finds what the engine found, also after a person has changed something."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from engine_again import Overrides, again
from openpyxl import load_workbook
from recalculated import Values, differences, formulas_of, poisoned, recalculated, values_of

from scoring import pipeline
from scoring.cli.given import given
from scoring.corrections.types import By, Corrections, ScoreOverride
from scoring.results import Run
from scoring.sources.types import unit_key
from scoring.tables import cell_text, ranking_table
from scoring.tables.review_values import leaf_key
from scoring.tables.types import State
from scoring.workbook import write_workbook

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
RUBRICS = [*sorted((ROOT / "rubrics").glob("*.yaml")), HERE / "hard.yaml"]
FIXTURES = ROOT / "fixtures"

pytestmark = pytest.mark.acceptance


@cache
def run_of(rubric: Path) -> Run:
    """The rubric over the reports and sources that were written for it, else over those that all share."""
    loaded, _ = pipeline.load_rubric(str(rubric))
    names = (f"-{part}" for part in rubric.stem.split("-"))
    own = next((name for name in names if (FIXTURES / f"reports{name}" / "2024").is_dir()), "")
    reports = FIXTURES / f"reports{own}"
    sources, _ = given(folders=(FIXTURES / f"sources{own}",)) if own else ((), ())
    previous = [reports / "2023"] if (reports / "2023").is_dir() else []
    return pipeline.score([reports / "2024"], loaded, previous=previous, sources=sources)


@pytest.mark.parametrize("rubric", RUBRICS, ids=lambda path: path.stem)
def test_every_formula_gives_what_the_engine_has(rubric: Path, tmp_path: Path) -> None:
    path, wrong = tmp_path / "结果.xlsx", tmp_path / "poisoned.xlsx"
    write_workbook(run_of(rubric), path)
    formulas = formulas_of(path)
    assert poisoned(path, wrong) == sum(map(len, formulas.values())) > 1000
    assert differences(values_of(path), recalculated(wrong, tmp_path), formulas) == []


def changes_for(run: Run) -> tuple[Overrides, dict[str, Decimal], dict[str, Decimal]]:
    """Points, a half and 不适用 here and there; two criteria with other points; every grade line but the lowest moved."""
    overrides: dict[tuple[str, str], Decimal | None] = {}
    for number, unit in enumerate(run.units):
        for offset, leaf in enumerate((*unit.leaves, *(one for pool in unit.pools for one in pool.leaves))):
            if (number + offset) % 7 == 3:
                overrides[unit.unit, leaf.criterion] = leaf.full_marks / 2
            elif (number * 3 + offset) % 11 == 5:
                overrides[unit.unit, leaf.criterion] = None
    # One dimension leaves altogether.
    first, node = run.units[0], run.rubric.dimensions[-1]
    overrides |= {(first.unit, leaf.id): None for leaf in node.leaves()}
    # Larger ones, so that every override still lies within the full marks.
    changed = list(run.rubric.leaves())[1:4:2]
    points = {leaf.id: leaf.points + Decimal("1.5") for leaf in changed}
    lines = {grade.name: grade.minimum * Decimal("0.8") for grade in run.rubric.grades}
    return overrides, points, lines


def put_in(path: Path, run: Run, place: Path, sort: bool, only_scores: bool = False) -> Run:
    """Type the changes into the workbook; with `sort` the ledger's rows stand in another order then. The engine's answer."""
    overrides, points, lines = changes_for(run)
    if only_scores:
        points, lines = {}, {}
    workbook = load_workbook(path)
    ledger = workbook["复核台账"]
    head = {cell.value: cell.column for cell in ledger[1]}
    keys = {leaf_key(unit, criterion): (unit.unit, criterion) for unit in run.units for _, criterion in overrides}
    for row in range(2, ledger.max_row + 1):
        found = keys.get(ledger.cell(row, head["键"]).value)
        if found is not None and found in overrides:
            given = overrides[found]
            settled = row % 5 == 0
            value = "不适用" if given is None else float(given)
            ledger.cell(row, head["裁定分" if settled else "复核分"]).value = value
            if settled:
                # What the adjudicator says stands above this.
                ledger.cell(row, head["复核分"]).value = 0
    rubric = workbook["评分标准"]
    titles = {cell.value: cell.column for cell in rubric[1]}
    for row in range(2, rubric.max_row + 1):
        id_ = rubric.cell(row, titles["编号"]).value
        if id_ in points:
            rubric.cell(row, titles["分值"]).value = float(points[id_])
        name = str(rubric.cell(row, titles["维度或评分项"]).value)
        if name.startswith("等次：") and name[3:] in lines:
            rubric.cell(row, titles["等次线"]).value = float(lines[name[3:]])
    if sort:
        sort_rows(ledger)
    workbook.save(place)
    return again(run, overrides, points, lines)


def sort_rows(sheet: object) -> None:
    """Reverse the rows as Excel does: references to the own row move along."""
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]  # type: ignore[attr-defined]
    count = len(rows)
    for index, cells in enumerate(reversed(rows)):
        old, new = count - index + 1, index + 2
        for column, value in enumerate(cells, start=1):
            if isinstance(value, str) and value.startswith("="):
                value = re.sub(rf"(?<![!:A-Z$])(\$[A-Z]+){old}(?!\d)", rf"\g<1>{new}", value)
            sheet.cell(new, column).value = value  # type: ignore[attr-defined]


@pytest.mark.parametrize("sort", [False, True], ids=["written", "sorted"])
@pytest.mark.parametrize("rubric", RUBRICS, ids=lambda path: path.stem)
def test_changes_move_everything_as_the_engine_would(rubric: Path, sort: bool, tmp_path: Path) -> None:
    run = run_of(rubric)
    path, changed = tmp_path / "结果.xlsx", tmp_path / "改.xlsx"
    write_workbook(run, path)
    expected = put_in(path, run, changed, sort)
    found = recalculated(changed, tmp_path)
    assert_ranking(found, expected, run)
    checks = {str(found["校验"].get(f"A{row}")): found["校验"].get(f"B{row}", 0) for row in range(2, 12)}
    overrides, _, _ = changes_for(run)
    assert checks["有复核改动的行"] == len(overrides)
    assert checks["改动没有复核理由"] == len(overrides)
    assert checks["无效的复核分"] == checks["无效的裁定分"] == checks["找不到的台账行"] == 0
    listed = [cell for cell in found["修改清单"] if re.fullmatch(r"A\d+", cell) and cell != "A1"]
    assert len(listed) == min(len(overrides), 200)


def assert_ranking(found: Values, expected: Run, before: Run) -> None:
    """Row by row what 排名 shows, by the engine's own table."""
    table = ranking_table(expected)
    places = {column.id: number for number, column in enumerate(table.columns, start=1)}
    # Doubts are the engine's words of the run before; what a formula cannot say is not compared.
    fixed = {"unit_flags", "vetoes", "self_total"}
    assert {column.id for column in table.columns} - fixed == {c.id for c in ranking_table(before).columns} - fixed
    old = {column.id: number for number, column in enumerate(ranking_table(before).columns)}
    wrong = []
    for row, line in enumerate(table.rows, start=2):
        for id_, number in places.items():
            if id_ in fixed:
                continue
            cell = line.cells[number - 1]
            wanted = cell.words if isinstance(cell, State) else cell
            got = found["排名"].get(f"{letter(old[id_])}{row}")
            same = (
                abs(float(wanted) - got) <= 1e-9
                if isinstance(wanted, Decimal | float | int) and isinstance(got, int | float)
                else (wanted or None) == got
            )
            if not same:
                wrong.append((row, id_, cell_text(cell), got))
    assert wrong == []


def test_overrides_of_a_run_are_those_typed_into_its_workbook(tmp_path: Path) -> None:
    """The same changes as corrections of a fresh run, and typed into the workbook of the run without them."""
    run = run_of(RUBRICS[0])
    overrides, _, _ = changes_for(run)
    years = {unit.unit: unit.year for unit in run.units}
    by = By("甲", "2025-03-01", "核对附件")
    given_ = tuple(
        ScoreOverride(unit_key(unit), years[unit], criterion, None, "", points, by)
        for (unit, criterion), points in overrides.items()
    )
    loaded, _ = pipeline.load_rubric(str(RUBRICS[0]))
    reports = FIXTURES / "reports"
    fresh = pipeline.score(
        [reports / "2024"], loaded, previous=[reports / "2023"], corrections=Corrections(overrides=given_)
    )
    path, changed, wrong = tmp_path / "结果.xlsx", tmp_path / "改.xlsx", tmp_path / "有更正.xlsx"
    write_workbook(run, path)
    put_in(path, run, changed, sort=False, only_scores=True)
    assert_ranking(recalculated(changed, tmp_path), fresh, run)
    write_workbook(fresh, path)
    poisoned(path, wrong)
    assert differences(values_of(path), recalculated(wrong, tmp_path), formulas_of(path)) == []


def letter(index: int) -> str:
    from scoring.workbook.live.words import letters

    return letters(index)
