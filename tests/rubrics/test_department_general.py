"""The shipped sheet for departments without enforcement power: what it inherits, what it changes, and its fixtures."""

from __future__ import annotations

from decimal import Decimal

import pytest
from shipped_runs import assert_shipped
from style_runs import points, run_of, score, units

from scoring import pipeline
from scoring.results import Outcome, Run

CITY = "云汀市"


@pytest.fixture(scope="module")
def run() -> Run:
    return run_of("department-general", "department-general")


def test_example_backed_two_sided_and_as_stored(run: Run) -> None:
    assert_shipped(run)


def test_it_is_the_other_sheet_without_enforcement(run: Run) -> None:
    other, _ = pipeline.load_rubric("department-enforcement")
    mine = {leaf.id: leaf for leaf in run.rubric.all_leaves()}
    theirs = {leaf.id: leaf for leaf in other.all_leaves()}
    assert {leaf for leaf in theirs if leaf not in mine} == {leaf for leaf in theirs if leaf.startswith("enforcement.")}
    shared = [leaf for leaf in theirs if leaf in mine]
    assert [(leaf, mine[leaf].points) for leaf in shared] == [(leaf, theirs[leaf].points) for leaf in shared]
    assert not any(leaf.id.startswith("enforcement.") for leaf in mine.values())


@pytest.mark.parametrize(
    ("criterion", "expected"),
    [
        ("system.documents", {"政务数据管理局": "4", "民政局": "2.5", "档案局": "4"}),
        ("system.contracts", {"政务数据管理局": "3", "档案局": "1.5"}),
        ("system.file_check", {"政务数据管理局": "4", "民政局": "3", "科学技术局": "1.5", "外事办公室": "-"}),
        ("services.power_list", {"政务数据管理局": "4", "科学技术局": "0"}),
        ("services.online", {"政务数据管理局": "5", "民政局": "3", "科学技术局": "2.5", "档案局": "-"}),
        ("services.mediation", {"政务数据管理局": "6", "民政局": "1.995", "科学技术局": "3.6", "档案局": "-"}),
        ("open.audit", {"政务数据管理局": "4", "民政局": "2.125", "科学技术局": "0", "档案局": "4"}),
        ("open.votes", {"政务数据管理局": "2.868", "科学技术局": "1.932"}),
        ("minus.events", {"政务数据管理局": "0", "民政局": "1", "科学技术局": "4"}),
    ],
)
def test_points(run: Run, criterion: str, expected: dict[str, str]) -> None:
    found = points(run, criterion)
    assert {name: found[CITY + name] for name in expected} == expected


@pytest.mark.parametrize("criterion", ["disputes.appearance", "disputes.lost", "disputes.reconsideration"])
def test_no_suit_earns_full_marks_here(run: Run, criterion: str) -> None:
    found = score(units(run)[CITY + "档案局"], criterion)
    assert (found.outcome, found.points) == (Outcome.NOT_APPLICABLE, found.full_marks)


def test_no_service_counter_leaves_the_full_marks(run: Run) -> None:
    found = score(units(run)[CITY + "档案局"], "services.satisfaction")
    assert (found.outcome, found.points) == (Outcome.NOT_APPLICABLE, None)
    assert score(units(run)[CITY + "民政局"], "services.satisfaction").points == Decimal("3.5")
