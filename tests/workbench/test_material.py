"""Kept facts and results files give what the reports give."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from workbench_samples import SMALL, SOURCES, county, rubric_of, small

from scoring import pipeline
from scoring.errors import ScoringError
from scoring.resources import fixture_reports_folder
from scoring.sources.load import Given, files_in
from scoring.sources.types import UNITS
from scoring.store import write_results_json
from scoring.workbench.bench import score
from scoring.workbench.material import from_reports, from_results


@pytest.mark.parametrize("beside", [False, True], ids=["reports", "with sources"])
def test_a_results_file_gives_the_run_again(beside: bool, tmp_path: Path) -> None:
    given = files_in(SOURCES)[0] if beside else ()
    rubric = rubric_of(county())
    run = pipeline.score([fixture_reports_folder()], rubric, sources=given)
    path = tmp_path / "results.json"
    write_results_json(run, path)
    saved = from_results(path)
    assert saved.origin == ("county.yaml", rubric.sha256)
    assert saved.diagnostics == ()
    found = {(unit.group, unit.unit): unit for unit in score(saved, rubric).ranked}
    assert len(found) == len(run.units)
    for unit in run.units:
        one = found[unit.group, unit.unit]
        assert (one.leaves, one.published, one.rank, one.grade) == (unit.leaves, unit.published, unit.rank, unit.grade)
        assert (one.stake, one.coverage, one.self_total, one.vetoes) == (
            unit.stake,
            unit.coverage,
            unit.self_total,
            unit.vetoes,
        )


@pytest.fixture(scope="module")
def saved_text(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("run") / "results.json"
    write_results_json(pipeline.score([fixture_reports_folder() / "2024"], rubric_of(county())), path)
    return path.read_text(encoding="utf-8")


def _without_facts(data: dict[str, Any]) -> None:
    del data["facts"]


def _other_quote(data: dict[str, Any]) -> None:
    data["facts"][0]["quote"] += "多"


def _contradiction(data: dict[str, Any]) -> None:
    first = data["facts"][0]
    first["quote"] = "〇" * len(first["quote"])
    data["facts"][1] |= {key: first[key] for key in ("report", "start", "end")} | {"quote": "一" * len(first["quote"])}


def _without_status(data: dict[str, Any]) -> None:
    del data["facts"][2]["status"]


@pytest.mark.parametrize(
    ("alter", "code"),
    [
        (_without_facts, "results-format"),
        (lambda data: data.update(format=99), "results-format"),
        (_other_quote, "results-damaged"),
        (_contradiction, "results-damaged"),
        (_without_status, "results-damaged"),
    ],
)
def test_altered_results_are_refused(
    saved_text: str, tmp_path: Path, alter: Callable[[dict[str, Any]], None], code: str
) -> None:
    data = json.loads(saved_text)
    alter(data)
    path = tmp_path / "results.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(ScoringError) as caught:
        from_results(path)
    assert [problem.code for problem in caught.value.diagnostics] == [code]


def test_files_that_are_no_results(tmp_path: Path) -> None:
    (tmp_path / "list.json").write_text("[1]", encoding="utf-8")
    (tmp_path / "cut.json").write_text('{"format": 1, "units', encoding="utf-8")
    for name, code in (("list", "results-format"), ("cut", "results-damaged"), ("absent", "results-unreadable")):
        with pytest.raises(ScoringError) as caught:
            from_results(tmp_path / f"{name}.json")
        assert [problem.code for problem in caught.value.diagnostics] == [code]


def test_results_of_another_library_are_used_with_a_warning(saved_text: str, tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    path.write_text(saved_text.replace(pipeline.load_measures().sha256, "0" * 64), encoding="utf-8")
    assert [problem.code for problem in from_results(path).diagnostics] == ["results-older"]


def test_last_years_reports_are_only_last_years() -> None:
    folder = fixture_reports_folder()
    both = from_reports([folder / "2024"], previous=[folder / "2023"])
    alone = from_reports([folder / "2024"])
    assert len(both.everything) > len(both.now) == len(alone.now)
    rubric = rubric_of(county())
    assert score(both, rubric).ranked == score(alone, rubric).ranked


def test_a_results_file_keeps_the_power_to_enforce(tmp_path: Path) -> None:
    """A criterion for units with that power is scored for those of which the unit list says so, and open where it does not."""
    reports = fixture_reports_folder() / "2024"
    names = sorted({report.unit for report in pipeline.read([reports]).reports})[:3]
    listing = tmp_path / "units.csv"
    rows = [f"{name},{power}" for name, power in zip(names, ("有", "无", ""), strict=True)]
    listing.write_text("\n".join(["单位,执法权", *rows]) + "\n", encoding="utf-8")
    text = SMALL.replace(
        "practice: three_enforcement_systems,", "applies_to: [有执法权], practice: three_enforcement_systems,"
    )
    rubric = rubric_of(small(text))
    run = pipeline.score([reports], rubric, sources=(Given(UNITS, listing),))
    assert {unit.enforcement for unit in run.units} == {True, False, None}
    path = tmp_path / "results.json"
    write_results_json(run, path)
    found = {unit.unit: unit for unit in score(from_results(path), rubric).ranked}
    assert {unit.unit: unit.leaves for unit in run.units} == {name: unit.leaves for name, unit in found.items()}
    # A file of an earlier version does not say it.
    data = json.loads(path.read_text(encoding="utf-8"))
    for record in data["units"]:
        del record["enforcement"]
    path.write_text(json.dumps(data), encoding="utf-8")
    assert {unit.enforcement for unit in score(from_results(path), rubric).ranked} == {None}


def test_a_unit_list_on_a_sheet_of_a_workbook_is_used_as_in_a_run(tmp_path: Path) -> None:
    (tmp_path / "无名.txt").write_text("2024年法治政府建设年度报告\n\n2024年，全年调解纠纷100件。\n", encoding="utf-8")
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "单位名单"
    for row in (("单位", "文件", "年度"), ("青禾县", "无名.txt", 2024)):
        sheet.append(row)
    book.save(tmp_path / "材料.xlsx")
    given = (Given("table", tmp_path / "材料.xlsx", "材料"),)
    found = from_reports([tmp_path / "无名.txt"], given)
    assert [(report.unit, {fact.unit for fact in facts}) for report, facts in found.now] == [("青禾县", {"青禾县"})]
