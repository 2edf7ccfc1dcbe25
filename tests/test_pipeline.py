"""The wiring: which reports are ranked, which serve as last year's, what is said about the rest."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from scoring import pipeline
from scoring.errors import RubricError
from scoring.resources import rubrics_folder
from scoring.results import Run, UnitScore
from scoring.rubric.types import Rubric


def write(folder: Path, unit: str, year: int, rate: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{unit}{year}.txt").write_text(
        f"{unit}人民政府{year}年法治政府建设年度报告\n\n一、主要工作\n行政机关负责人出庭应诉率{rate}%。\n\n"
        f"{unit}人民政府\n{year + 1}年3月1日\n",
        encoding="utf-8",
    )


@pytest.fixture(scope="module")
def rubric() -> Rubric:
    found, _ = pipeline.load_rubric("county")
    return found


def by_unit(run: Run) -> dict[str, UnitScore]:
    return {unit.unit.removesuffix("人民政府"): unit for unit in run.units}


def test_earlier_years_of_the_same_input_are_last_year(tmp_path: Path, rubric: Rubric) -> None:
    for unit, year, rate in (("东溪县", 2024, 90), ("东溪县", 2023, 60), ("西溪县", 2024, 70), ("西溪县", 2023, 80)):
        write(tmp_path, unit, year, rate)
    units = by_unit(pipeline.score([tmp_path], rubric))
    assert {name: (unit.year, unit.rank, unit.previous_rank) for name, unit in units.items()} == {
        "东溪县": (2024, Decimal(1), Decimal(2)),
        "西溪县": (2024, Decimal(2), Decimal(1)),
    }


def test_last_year_may_come_from_its_own_folder(tmp_path: Path, rubric: Rubric) -> None:
    write(tmp_path / "now", "东溪县", 2024, 90)
    write(tmp_path / "before", "东溪县", 2023, 60)
    run = pipeline.score([tmp_path / "now"], rubric, previous=[tmp_path / "before"])
    (unit,) = run.units
    assert unit.previous_total is not None
    assert unit.previous_total < unit.published
    assert [path for path, _ in run.inputs] == ["东溪县2023.txt", "东溪县2024.txt"]
    assert run.diagnostics == ()


def test_last_year_is_the_year_before(tmp_path: Path, rubric: Rubric) -> None:
    write(tmp_path / "now", "东溪县", 2024, 90)
    write(tmp_path / "before", "东溪县", 2021, 60)
    write(tmp_path / "before", "北溪县", 2023, 60)
    run = pipeline.score([tmp_path / "now"], rubric, previous=[tmp_path / "before"])
    assert run.units[0].previous_total is None
    assert [(diagnostic.code, diagnostic.file) for diagnostic in run.diagnostics] == [
        ("previous-not-used", "东溪县2021.txt"),
        ("previous-not-used", "北溪县2023.txt"),
    ]


def test_a_year_that_a_unit_lacks_is_said(tmp_path: Path, rubric: Rubric) -> None:
    write(tmp_path, "东溪县", 2024, 90)
    write(tmp_path, "西溪县", 2023, 80)
    run = pipeline.score([tmp_path], rubric, year=2024)
    assert list(by_unit(run)) == ["东溪县"]
    assert run.year == 2024
    assert [diagnostic.code for diagnostic in run.diagnostics] == ["no-report-of-year"]
    assert "西溪县人民政府 没有 2024 年度的报告（有 2023 年度的）" in run.diagnostics[0].message
    assert not run.diagnostics[0].is_error


def test_without_a_year_each_unit_is_ranked_with_its_newest(tmp_path: Path, rubric: Rubric) -> None:
    write(tmp_path, "东溪县", 2024, 90)
    write(tmp_path, "西溪县", 2023, 80)
    run = pipeline.score([tmp_path], rubric)
    assert {name: unit.year for name, unit in by_unit(run).items()} == {"东溪县": 2024, "西溪县": 2023}
    assert run.year is None
    assert all("ranked_across_years" in unit.flags for unit in run.units)


def test_the_command_holds_no_path_and_no_order(tmp_path: Path, rubric: Rubric) -> None:
    write(tmp_path, "东溪县", 2024, 90)
    run = pipeline.score([tmp_path], rubric, year=2024)
    assert run.command == "scoring score 报告 --rubric county.yaml --year 2024"
    assert pipeline.normal_command(rubric, None, True) == "scoring score 报告 --rubric county.yaml --previous 报告"


def test_a_run_names_its_measures(tmp_path: Path, rubric: Rubric) -> None:
    run = pipeline.score([tmp_path], rubric)
    names = dict(run.measure_names)
    assert names["respondent_appearance_rate"] == "行政机关负责人出庭应诉率"
    assert "three_enforcement_systems" in names
    assert len(run.measures_sha256) == 64


def test_a_rubric_with_errors_is_refused_with_all_of_them(tmp_path: Path) -> None:
    text = (rubrics_folder() / "county.yaml").read_text(encoding="utf-8")
    broken = tmp_path / "broken.yaml"
    broken.write_text(text.replace("ties: min", "ties: mni").replace("rule: done", "rule: dnoe", 1), encoding="utf-8")
    with pytest.raises(RubricError) as caught:
        pipeline.load_rubric(str(broken))
    assert len([diagnostic for diagnostic in caught.value.diagnostics if diagnostic.is_error]) == 2


def test_extract_keeps_reports_apart(tmp_path: Path) -> None:
    write(tmp_path, "东溪县", 2024, 90)
    write(tmp_path, "西溪县", 2023, 80)
    library = pipeline.load_measures()
    extraction = pipeline.extract([tmp_path], library)
    rates = {fact.report_id: fact.value for fact in extraction.facts if fact.measure == "respondent_appearance_rate"}
    assert rates == {report.id: value for report, value in zip(extraction.reports, (0.9, 0.8), strict=True)}


def test_reading_reports_asks_for_no_measures(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The library takes a while to load, and only facts are read with it."""
    from scoring.pipeline import reading

    def refuse() -> None:
        raise AssertionError("the measure library was loaded")

    monkeypatch.setattr(reading, "load_measures", refuse)
    write(tmp_path, "东溪县", 2024, 90)
    assert [report.year for report in reading.read_checked([tmp_path]).reports] == [2024]
