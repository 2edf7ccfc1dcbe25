"""How many reports answer each criterion."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from workbench_samples import SMALL, county, material, rubric_of, small

from scoring.sources.load import Given
from scoring.workbench.bench import score
from scoring.workbench.reach import Reach, reach, unreached


def _reach(text: str) -> dict[str, Reach]:
    return {one.leaf.id: one for one in reach(score(material(), rubric_of(small(text)), every_report=True))}


def test_counts() -> None:
    found = _reach(SMALL)
    reports = len(material().now)
    assert set(found) == {"d.appearance", "d.mediation", "e.three"}
    assert all(one.answered + one.silent + one.outside == reports for one in found.values())
    assert all(0 < one.answered <= reports for one in found.values())
    assert unreached(tuple(found.values())) == ()


def test_a_criterion_that_no_report_reaches() -> None:
    found = _reach(
        SMALL.replace(
            "measure: respondent_appearance_rate", "measure: respondent_appearance_rate\n        period: 1990"
        )
    )
    (warning,) = unreached(tuple(found.values()))
    assert (warning.code, warning.severity, warning.file, warning.line) == (
        "leaf-unreached",
        "warning",
        "small.yaml",
        15,
    )


def test_a_criterion_that_concerns_no_report() -> None:
    text = SMALL.replace("        measure: respondent", "        applies_to: [province]\n        measure: respondent")
    found = _reach(text.replace("points: 4\n        applies_to", "points: 4\n        na: full\n        applies_to"))
    assert found["d.appearance"].outside == len(material().now)
    assert [warning.code for warning in unreached(tuple(found.values()))] == ["leaf-outside"]


def test_tables_and_people_are_nobodys_fault() -> None:
    found = reach(score(material(), rubric_of(county())))
    asked = {one.leaf.id: one.asked for one in found}
    assert asked["disputes.filings"] == "table"
    assert asked["decisions.file_check"] == "judgement"
    assert asked["annual_report.shortcomings"] == "report"
    assert unreached(found) == ()


def test_what_a_table_says_does_not_concern_a_unit_is_counted_once(tmp_path: Path) -> None:
    """One unit has a figure, for one the table says that there is nothing to count; the others it does not have."""
    units = [report.unit for report, _ in material().now][:2]
    table = tmp_path / "法院.csv"
    table.write_text(f"单位,年度,收案数\n{units[0]},2024,不适用\n{units[1]},2024,4\n", encoding="utf-8")
    given = (Given("table", table, "法院"),)
    text = SMALL.replace(
        "practice: three_enforcement_systems, rule: done", "table: 法院.收案数, rule: {target: {target: 4}}"
    )
    scored = score(replace(material(), given=given, year=2024, _kept={}), rubric_of(small(text)))
    (found,) = [one for one in reach(scored) if one.leaf.id == "e.three"]
    count = sum(1 for unit in scored.units if unit.case.entry.reports)
    assert (found.answered, found.silent, found.outside) == (1, count - 2, 1)
