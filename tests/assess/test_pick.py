"""Which fact counts."""

from __future__ import annotations

from typing import Any

import pytest
from assess_samples import fact, rate, report
from hypothesis import given
from hypothesis import strategies as st

from scoring.assess.pick import in_period, parts, pick, rejection
from scoring.measures.facts import Fact

R = report()


def case(value: float, **more: Any) -> Fact:
    return fact(R, "m", value, **{"chosen": False, **more})


CASES = [
    # what stands in the report, scope and period asked for → the value that counts
    ([case(3, chosen=True), case(5)], None, None, 3),
    ([case(3), case(5)], None, None, None),  # none chosen: the reader of the report could not decide
    ([case(3, chosen=True, status="plan")], None, None, None),  # a plan never counts
    ([case(3, scope="乡镇"), case(9, chosen=True)], "乡镇", None, 3),
    ([case(3, scope="乡 镇"), case(9, chosen=True)], "乡镇", None, 3),
    ([case(9, chosen=True)], "乡镇", None, None),
    ([case(3, scope="乡镇", status="plan")], "乡镇", None, None),
    ([case(9, chosen=True), case(7, period="2022")], None, "last_year", 7),
    ([case(9, chosen=True), case(7, period="2022年1-6月")], None, "last_year", 7),
    ([case(9, chosen=True), case(7, period="2022")], None, "2022", 7),
    ([case(9, chosen=True), case(70, period="cumulative")], None, "cumulative", 70),
    ([case(70, period="cumulative"), case(9)], None, "report_year", 9),
    ([case(4, period="2023年1-6月"), case(70, period="cumulative")], None, "report_year", 70),
    ([case(4, period="2023年1-6月")], None, "report_year", 4),
    ([case(3, status="problem"), case(9, at=4)], None, "report_year", 9),
    ([case(3, status="problem")], None, "report_year", 3),
    ([case(1, scope="甲"), case(2, scope="乙")], None, "report_year", None),  # parts and no whole
    ([case(1, scope="甲"), case(2, scope="乙"), case(3)], None, "report_year", 3),
    ([case(8, period="2019-2023")], None, "report_year", None),
    ([case(8, period="2019-2023")], None, "any", 8),
]


@pytest.mark.parametrize(("facts", "scope", "period", "value"), CASES)
def test_pick(facts: list[Fact], scope: str | None, period: str | None, value: float | None) -> None:
    found = pick(facts, "m", scope, period)
    assert (None if found is None else found.value) == value


@given(st.permutations(CASES[0][0] + CASES[11][0] + CASES[16][0]), st.sampled_from([None, "report_year", "any"]))
def test_order_of_facts_never_matters(facts: list[Fact], period: str | None) -> None:
    usual = CASES[0][0] + CASES[11][0] + CASES[16][0]
    assert pick(facts, "m", None, period) == pick(usual, "m", None, period)


def test_other_measures_are_not_looked_at() -> None:
    assert pick([fact(R, "n", 4)], "m") is None


def test_period_without_report_year() -> None:
    undated = fact(report(year=None), "m", 3, period="2023")
    assert not in_period(undated, "report_year")
    assert in_period(fact(report(year=None), "m", 3), "report_year")


def test_parts_are_the_figures_nobody_could_choose_from() -> None:
    split = [case(1, scope="甲"), case(2, scope="乙", at=4), case(9, period="2022"), case(8, status="plan")]
    assert [one.value for one in parts(split, "m")] == [1, 2]
    assert parts([*split, case(3, chosen=True)], "m") == ()


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (case(3, status="plan"), "计划"),
        (case(3, status="problem"), "问题"),
        (case(3, period="2022"), "其他年份（2022）"),
        (case(3, scope="乡镇"), "一部分（乡镇）"),
        (case(3, period="2023年1-6月"), "年内一段时间（2023年1-6月）"),
        (rate(R, "m", 0.5, chosen=False), "已采用另一表述"),
    ],
)
def test_rejection_says_why(other: Fact, words: str) -> None:
    assert words in rejection(other)


def test_rejection_when_a_scope_or_period_was_asked_for() -> None:
    assert "（whole）" in rejection(case(3), scope="乡镇")
    assert "（2023）" in rejection(case(3), period="2022")
