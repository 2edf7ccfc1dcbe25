"""Two runs side by side: who moved, and the reason for each criterion."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from scoring import pipeline
from scoring.compare import compare, criteria_table, summary_lines, write_comparison
from scoring.compare.compare import Comparison
from scoring.corrections.types import By, ScoreOverride
from scoring.results import LeafScore, Outcome, Run
from scoring.rubric.types import Rubric

PREAMBLE = "{unit}2024年法治政府建设年度报告\n\n一、主要工作\n\n"
A, B, C = "甲县人民政府", "乙县人民政府", "丙县人民政府"
TEXTS = {
    A: "行政机关负责人出庭应诉率92%。调解成功率98%。",
    B: "行政机关负责人出庭应诉率100%。调解成功率96%。",
}


@pytest.fixture(scope="module")
def rubric() -> Rubric:
    found, _ = pipeline.load_rubric("county")
    return found


def _run(folder: Path, texts: dict[str, str], rubric: Rubric) -> Run:
    folder.mkdir()
    for unit, text in texts.items():
        (folder / f"{unit}.txt").write_text(PREAMBLE.format(unit=unit) + text + "\n", encoding="utf-8")
    return pipeline.score([folder], rubric)


def _reasons(found: Comparison) -> dict[tuple[str, str], str]:
    table = criteria_table(found)
    unit, id_, reasons = table.column("unit"), table.column("id"), table.column("reasons")
    return {(str(row.cells[unit]), str(row.cells[id_])): str(row.cells[reasons]) for row in table.rows}


def test_the_same_run_has_no_changes(tmp_path: Path, rubric: Rubric) -> None:
    run = _run(tmp_path / "a", TEXTS, rubric)
    found = compare(run, run)
    assert not found.moves.units
    assert not found.criteria
    assert list(summary_lines(found))[-1] == "两次运行用的是同一份评分标准"


def test_another_value_is_the_reason(tmp_path: Path, rubric: Rubric) -> None:
    before = _run(tmp_path / "a", TEXTS, rubric)
    after = _run(tmp_path / "b", {**TEXTS, A: TEXTS[A].replace("92%", "99%")}, rubric)
    found = _reasons(compare(before, after))
    assert set(found) == {(A, "disputes.appearance")}
    assert found[A, "disputes.appearance"] == "数值变了：92% → 99%"


def test_units_in_one_run_only_are_named(tmp_path: Path, rubric: Rubric) -> None:
    before = _run(tmp_path / "a", TEXTS, rubric)
    after = _run(tmp_path / "b", {B: TEXTS[B], C: TEXTS[B]}, rubric)
    found = compare(before, after)
    assert [unit.unit for unit in found.gone] == [A]
    assert [unit.unit for unit in found.new] == [C]
    assert not found.criteria
    assert f"只在前一次运行中的单位：{A}" in list(summary_lines(found))


def test_another_rubric_is_the_reason(tmp_path: Path, root: Path, rubric: Rubric) -> None:
    text = (root / "rubrics/county.yaml").read_text(encoding="utf-8")
    changed = text.replace(
        "rule: {linear: {zero: 50%, full: 100%}}\n        qualitative:",
        "rule: {linear: {zero: 80%, full: 100%}}\n        qualitative:",
        1,
    )
    assert changed != text
    path = tmp_path / "mine.yaml"
    path.write_text(changed, encoding="utf-8")
    other, _ = pipeline.load_rubric(str(path))
    found = compare(_run(tmp_path / "a", TEXTS, rubric), _run(tmp_path / "b", TEXTS, other))
    assert found.rubric
    words = _reasons(found)
    assert words
    assert set(words.values()) == {"评分标准变了"}


def test_a_reviewers_score_is_the_reason(tmp_path: Path, rubric: Rubric) -> None:
    run = _run(tmp_path / "a", TEXTS, rubric)
    unit = run.units[0]
    leaf = next(one for one in unit.leaves if one.criterion == "disputes.appearance")
    by = By("复核员", "2025-03-01", "另有材料")
    override = ScoreOverride(unit.unit, unit.year, leaf.criterion, leaf.points, leaf.outcome.value, Decimal(1), by)
    changed: LeafScore = replace(leaf, points=Decimal(1), outcome=Outcome.JUDGED, override=override)
    leaves = tuple(changed if one is leaf else one for one in unit.leaves)
    after = replace(run, units=(replace(unit, leaves=leaves), *run.units[1:]))
    words = _reasons(compare(run, after))[unit.unit, leaf.criterion]
    assert leaf.points is not None
    assert words == f"复核改分：{leaf.points.normalize():f} → 1"


def test_the_workbook_holds_every_table(tmp_path: Path, rubric: Rubric) -> None:
    before = _run(tmp_path / "a", TEXTS, rubric)
    after = _run(tmp_path / "b", {**TEXTS, A: TEXTS[B]}, rubric)
    for name in ("one.xlsx", "two.xlsx"):
        write_comparison(compare(before, after), tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()
    book = openpyxl.load_workbook(tmp_path / "one.xlsx")
    assert book.sheetnames == ["总分与名次变化", "逐项变化与原因", "评分标准的不同", "图表"]
    assert book["逐项变化与原因"]["A2"].value == A
