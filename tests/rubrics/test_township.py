"""The shipped sheet for townships and streets, over six reports of a made-up county and a town that sent none."""

from __future__ import annotations

import pytest
from shipped_runs import assert_shipped
from style_runs import points, run_of, score, units

from scoring.results import Outcome, Run


@pytest.fixture(scope="module")
def run() -> Run:
    return run_of("township", "township")


def test_example_backed_two_sided_and_as_stored(run: Run) -> None:
    assert_shipped(run)


@pytest.mark.parametrize(
    ("criterion", "expected"),
    [
        # Four sessions are asked of a town, six of a street.
        ("lead.study", {"白沙镇": "4", "桥头镇": "3", "栗洲街道办事处": "3.3333", "南门街道办事处": "2"}),
        ("lead.advisers", {"白沙镇": "3", "桥头镇": "1.8", "石峤乡": "0"}),
        ("decisions.procedure", {"白沙镇": "4", "桥头镇": "3", "栗洲街道办事处": "3.5"}),
        ("decisions.documents", {"白沙镇": "3", "桥头镇": "3", "石峤乡": "0", "南门街道办事处": "1.8"}),
        # 40 in 20 villages, 9 in 12 communities.
        ("decisions.village", {"白沙镇": "3", "栗洲街道办事处": "1.125"}),
        ("enforcement.case_score", {"白沙镇": "4.4", "石峤乡": "1.8", "桥头镇": "-"}),
        ("enforcement.complaints", {"白沙镇": "3", "南门街道办事处": "1", "石峤乡": "0"}),
        # “95%以上” counts as 95 %.
        ("disputes.mediation", {"白沙镇": "8", "桥头镇": "6.1538", "南门街道办事处": "4"}),
        ("disputes.mediators", {"白沙镇": "3", "桥头镇": "2"}),
        ("publicity.village_advisers", {"白沙镇": "5", "桥头镇": "3.75", "南门街道办事处": "3"}),
        ("service.survey", {"白沙镇": "2.9", "石峤乡": "1.095", "栗洲街道办事处": "2.6", "南门街道办事处": "1.92"}),
        ("minus.events", {"白沙镇": "0", "石峤乡": "6", "南门街道办事处": "1"}),
    ],
)
def test_points(run: Run, criterion: str, expected: dict[str, str]) -> None:
    found = points(run, criterion)
    assert {name: found[name] for name in expected} == expected


def test_towns_and_streets_are_ranked_apart(run: Run) -> None:
    groups = {(unit.group, f"{unit.rank:f}"): unit.unit for unit in run.units}
    assert groups["乡镇", "1"] == "白沙镇人民政府"
    assert groups["街道", "1"] == "栗洲街道办事处"


def test_a_caught_forgery_caps_the_grade(run: Run) -> None:
    street = units(run)["栗洲街道办事处"]
    assert (street.grade, street.grade_cap, street.barred) == ("合格", "合格", True)


def test_no_penalty_no_suit_and_no_document_are_not_failures(run: Run) -> None:
    town = units(run)["桥头镇"]
    outcomes = {
        one: score(town, one).outcome
        for one in ("enforcement.case_files", "disputes.appearance", "decisions.documents")
    }
    assert set(outcomes.values()) == {Outcome.NOT_APPLICABLE}
    assert score(town, "enforcement.case_files").points is None
    assert score(town, "disputes.appearance").points == 3
