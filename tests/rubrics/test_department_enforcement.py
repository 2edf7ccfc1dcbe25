"""The shipped sheet for departments that enforce, over six reports of a made-up city and a bureau that sent none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from shipped_runs import assert_shipped
from style_runs import points, run_of, score, units

from scoring.results import Outcome, Run

CITY = "云汀市"


@pytest.fixture(scope="module")
def run() -> Run:
    return run_of("department-enforcement", "department-enforcement")


def test_example_backed_two_sided_and_as_stored(run: Run) -> None:
    assert_shipped(run)


@pytest.mark.parametrize(
    ("criterion", "expected"),
    [
        ("lead.study", {"市场监督管理局": "4", "生态环境局": "3", "交通运输局": "2", "农业农村局": "-"}),
        ("system.documents", {"市场监督管理局": "4", "城市管理局": "2", "文化广电旅游局": "-"}),
        ("enforcement.systems", {"市场监督管理局": "6", "交通运输局": "3.6", "农业农村局": "0"}),
        ("enforcement.certified", {"市场监督管理局": "5", "生态环境局": "3.5", "交通运输局": "3", "城市管理局": "0.5"}),
        (
            "enforcement.random",
            {"市场监督管理局": "4", "生态环境局": "2.8", "文化广电旅游局": "1.6", "城市管理局": "0"},
        ),
        # 3 of 812 is under the line; 2 of 85 is 2.35 in a hundred; no penalty at all cannot be corrected.
        ("enforcement.corrected", {"市场监督管理局": "5", "生态环境局": "2.9412", "文化广电旅游局": "5"}),
        ("enforcement.own_review", {"市场监督管理局": "3", "生态环境局": "2", "城市管理局": "1.2"}),
        ("enforcement.complaints", {"生态环境局": "3.5", "交通运输局": "2", "城市管理局": "0"}),
        ("disputes.appearance", {"市场监督管理局": "6", "生态环境局": "4.5", "交通运输局": "3.6", "城市管理局": "2.6"}),
        ("minus.events", {"市场监督管理局": "0", "生态环境局": "1", "城市管理局": "7"}),
    ],
)
def test_points(run: Run, criterion: str, expected: dict[str, str]) -> None:
    found = points(run, criterion)
    assert {name: found[CITY + name] for name in expected} == expected


def test_no_suit_is_not_silence(run: Run) -> None:
    found = units(run)
    assert score(found[CITY + "文化广电旅游局"], "disputes.appearance").outcome is Outcome.NOT_APPLICABLE
    assert score(found[CITY + "农业农村局"], "disputes.appearance").outcome is Outcome.MISSING
    assert score(found[CITY + "水利局"], "disputes.appearance").outcome is Outcome.NO_REPORT


def test_penalties_and_fines_never_earn_points(run: Run) -> None:
    """行政处罚法第七十四条: the number of penalties stands only below the line of a division."""
    for leaf in run.rubric.all_leaves():
        assert leaf.subject not in ("penalty_cases", "penalty_amount"), leaf.id
    assert "÷ penalty_cases" in score(units(run)[CITY + "生态环境局"], "enforcement.corrected").words


def test_the_bonus_does_not_lift_above_full_marks(run: Run) -> None:
    best = units(run)[CITY + "市场监督管理局"]
    assert best.total == Decimal(100)
    assert best.pools[0].counted == Decimal(1)


def test_a_report_that_only_plans_earns_little(run: Run) -> None:
    planned = units(run)[CITY + "农业农村局"]
    used = [fact for leaf in planned.leaves if leaf.outcome is Outcome.SCORED for fact in leaf.used]
    assert not [fact for fact in used if fact.measure == "law_enforcement_certified_rate"]
    assert planned.total < 20
