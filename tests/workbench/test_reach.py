"""How many reports answer each criterion."""

from __future__ import annotations

from workbench_samples import SMALL, county, material, rubric_of, small

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
