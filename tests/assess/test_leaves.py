"""One unit, one criterion: what the report says → outcome, points, way."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from assess_samples import DONE, TARGET_4, derived, fact, leaf, linear, node, practice, rate, report, rubric
from hypothesis import given
from hypothesis import strategies as st

from scoring.assess import case_of, score_leaf
from scoring.assess.units import Entry
from scoring.measures.facts import Fact
from scoring.results import LeafScore, Outcome
from scoring.rubric.rule_specs import (
    ChecklistItem,
    ChecklistSpec,
    DeductCause,
    DeductSpec,
    JudgementSpec,
    Subject,
)
from scoring.rubric.types import Leaf, NaWhen, Policy, Qualitative

R = report()
SHEET = rubric(node("d", leaf("m")))
RATE = leaf("m", "4", linear("0.5", "1"))
COUNT = leaf("m", "4", TARGET_4)
QUALITATIVE = replace(RATE, qualitative=Qualitative(Decimal("0.6"), ("p",), ("c",)))
NAMES = {"p": "按规定出庭", "c": "出庭件数", "cases": "应诉案件数"}


def score(which: Leaf, *facts: Fact, unit_type: str = "county", applies: tuple[tuple[str, ...], ...] = ()) -> LeafScore:
    entry = Entry("k", R.unit, R.year, unit_type, unit_type, (R,), facts)
    return score_leaf(which, "d", case_of(SHEET, entry, NAMES), applies=applies)


def part(value: float, scope: str, **more: Any) -> Fact:
    return rate(R, "m", value, **{"scope": scope, "chosen": False, "flags": ("several_parts",), **more})


TABLE = [
    # criterion, facts → outcome, points, way
    (RATE, [rate(R, "m", 0.75)], "scored", "2", "stated"),
    (RATE, [rate(R, "m", 0.4)], "zero", "0", "stated"),
    (RATE, [rate(R, "m", 1.0, flags=("from_words",))], "scored", "4", "words"),
    (RATE, [derived(R, "m", 63, 84)], "scored", "2", "derived"),
    (RATE, [derived(R, "m", 63, 84, chosen=False)], "missing", None, "none"),  # a derived value must have been chosen
    (RATE, [derived(R, "m", 63, 84, chosen=False), rate(R, "m", 1.0)], "scored", "4", "stated"),
    (RATE, [], "missing", None, "none"),
    (RATE, [rate(R, "m", 0.9, status="plan", chosen=False)], "missing", None, "none"),
    (RATE, [rate(R, "m", 0.9, period="2022", chosen=False)], "missing", None, "none"),
    # stated before words before counts
    (QUALITATIVE, [rate(R, "m", 0.75), practice(R, "p"), fact(R, "c", 9)], "scored", "2", "stated"),
    (QUALITATIVE, [practice(R, "p")], "scored", "2.4", "qualitative"),
    (QUALITATIVE, [fact(R, "c", 9)], "scored", "2.4", "qualitative"),
    (QUALITATIVE, [fact(R, "c", 9, chosen=False, scope="县政府")], "scored", "2.4", "qualitative"),
    (QUALITATIVE, [practice(R, "p", "plan")], "missing", None, "none"),
    (QUALITATIVE, [fact(R, "c", 0)], "missing", None, "none"),
    (QUALITATIVE, [fact(R, "c", 9, period="2022", chosen=False)], "missing", None, "none"),
    # parts without a whole
    (RATE, [part(1.0, "县政府"), part(1.0, "部门")], "scored", "4", "stated"),
    (RATE, [part(1.0, "县政府"), part(0.8, "部门")], "pending", None, "none"),
    (RATE, [part(0.2, "县政府"), part(0.4, "部门")], "zero", "0", "stated"),
    (COUNT, [part(2, "甲", value_unit="次"), part(2, "乙", value_unit="次")], "pending", None, "none"),
    (COUNT, [part(5, "甲", value_unit="次"), part(9, "乙", value_unit="次")], "scored", "4", "stated"),
    # practices: a plan is zero, not missing
    (leaf("p", "2", DONE, "practice"), [practice(R, "p")], "scored", "2", "stated"),
    (leaf("p", "2", DONE, "practice"), [practice(R, "p", "plan")], "zero", "0", "stated"),
    (leaf("p", "2", DONE, "practice"), [practice(R, "p", "problem")], "zero", "0", "stated"),
    (leaf("p", "2", DONE, "practice"), [practice(R, "p", "plan"), practice(R, "p", at=4)], "scored", "2", "stated"),
    (leaf("p", "2", DONE, "practice"), [], "missing", None, "none"),
    # the report itself
    (leaf("r", "2", DONE, "report"), [fact(R, "r", 1, kind="report", value_unit="有无")], "scored", "2", "stated"),
    (leaf("r", "2", DONE, "report"), [fact(R, "r", 0, kind="report", value_unit="有无")], "zero", "0", "stated"),
    (leaf("r", "2", DONE, "report"), [], "missing", None, "none"),
    # answered from elsewhere
    (leaf("t.c", "2", linear("0", "1"), "table"), [], "pending", None, "none"),
    (leaf("j", "2", JudgementSpec(), "judgement"), [], "pending", None, "none"),
]


@pytest.mark.parametrize(("which", "facts", "outcome", "points", "way"), TABLE)
def test_outcome_points_way(which: Leaf, facts: list[Fact], outcome: str, points: str | None, way: str) -> None:
    found = score(which, *facts)
    assert (found.outcome.value, found.points, found.way) == (outcome, None if points is None else Decimal(points), way)
    assert found.stake == (which.points if found.points is None else 0)
    assert found.words


@pytest.mark.parametrize(("which", "facts", "way"), [(which, facts, way) for which, facts, _, _, way in TABLE])
def test_the_quote_comes_with_the_points(which: Leaf, facts: list[Fact], way: str) -> None:
    found = score(which, *facts)
    assert bool(found.used) == (way != "none" or "several_parts" in found.flags)
    assert len(found.rejected) == len(found.rejected_for)
    assert not set(found.used) & set(found.rejected)


@given(st.sampled_from(TABLE), st.randoms(use_true_random=False))
def test_the_order_of_facts_never_matters(row: tuple[Leaf, list[Fact], str, str | None, str], shuffled: Random) -> None:
    which, facts, *_ = row
    mixed = list(facts)
    shuffled.shuffle(mixed)
    assert score(which, *mixed) == score(which, *facts)


def test_lost_points_are_explained() -> None:
    for which, facts, *_ in TABLE:
        found = score(which, *facts)
        if found.points is not None and found.points < which.points:
            assert sum(deduction.points for deduction in found.deductions) == which.points - found.points
            assert all(deduction.reason for deduction in found.deductions)


def test_a_planned_practice_says_so() -> None:
    found = score(leaf("p", "2", DONE, "practice"), practice(R, "p", "plan"))
    assert found.deductions[0].reason == "报告只把它列为下一步计划，没有写明已做"
    assert found.value_text == "仅列为计划"


def test_missing_says_what_there_is_instead() -> None:
    plan = score(RATE, rate(R, "m", 0.9, status="plan", chosen=False))
    assert plan.words.startswith("报告只写了目标或计划")
    assert plan.rejected_for == ("是计划或目标",)
    last = score(RATE, rate(R, "m", 0.9, period="2022", chosen=False))
    assert last.words.startswith("报告只写了其他年份的数值")
    assert score(RATE).value_text == "未载明"


def test_missing_is_not_undone() -> None:
    assert "未载明不等于未做" in score(RATE).words


@pytest.mark.parametrize(
    ("policy", "points", "stake", "excluded"),
    [
        (Policy("pending"), None, "4", False),
        (Policy("zero"), "0", "4", False),
        (Policy("full"), "4", "0", False),
        (Policy("share", Decimal("0.5")), "2", "2", False),
        (Policy("exclude"), None, "0", True),
    ],
)
def test_missing_policies(policy: Policy, points: str | None, stake: str, excluded: bool) -> None:
    found = score(replace(RATE, missing=policy))
    assert found.outcome is Outcome.MISSING
    assert (found.points, found.stake, found.excluded) == (
        None if points is None else Decimal(points),
        Decimal(stake),
        excluded,
    )


@pytest.mark.parametrize(
    ("policy", "points", "excluded"),
    [
        (Policy("exclude"), None, True),
        (Policy("zero"), "0", False),
        (Policy("full"), "4", False),
        (Policy("share", Decimal("0.25")), "1", False),
    ],
)
def test_na_policies(policy: Policy, points: str | None, excluded: bool) -> None:
    found = score(replace(RATE, na=policy), unit_type="department", applies=(("county",),))
    assert found.outcome is Outcome.NOT_APPLICABLE
    assert found.points == (None if points is None else Decimal(points))
    assert (found.stake == 0, found.excluded) == (True, excluded)
    assert found.words.startswith("不涉及这一类单位")


CASES_ZERO = replace(RATE, na_when=NaWhen("cases", Decimal(0)))


def test_no_cases_is_not_applicable_with_its_quote() -> None:
    none = fact(R, "cases", 0)
    found = score(CASES_ZERO, none)
    assert found.outcome is Outcome.NOT_APPLICABLE
    assert found.used == (none,)
    assert found.words == "报告写明应诉案件数为0件，本项不适用；不计入满分"


def test_a_rate_of_no_cases_is_flagged() -> None:
    stated = rate(R, "m", 1.0, at=4)
    found = score(CASES_ZERO, fact(R, "cases", 0), stated)
    assert found.outcome is Outcome.NOT_APPLICABLE
    assert found.rejected == (stated,)
    assert found.flags == ("rate_without_cases",)


@pytest.mark.parametrize(
    "none", [fact(R, "cases", 0, scope="县政府"), fact(R, "cases", 3), fact(R, "cases", 0, chosen=False)]
)
def test_no_cases_must_be_stated_of_the_whole(none: Fact) -> None:
    assert score(CASES_ZERO, none, rate(R, "m", 1.0)).outcome is Outcome.SCORED


def test_a_small_denominator_is_shown_and_not_punished() -> None:
    found = score(CASES_ZERO, fact(R, "cases", 2), rate(R, "m", 1.0))
    assert found.points == 4
    assert found.value_text == "100%（基数2）"
    assert "small_denominator" in found.flags
    assert "small_denominator" not in score(CASES_ZERO, fact(R, "cases", 20), rate(R, "m", 1.0)).flags
    from_counts = score(RATE, derived(R, "m", 3, 4))
    assert from_counts.value_text == "75%（基数4）"


AT_LEAST = rate(R, "m", 0.75, low=0.75, high=1.0, approx="at_least")


@pytest.mark.parametrize(
    ("interval", "known", "points"),
    [
        ("stated", AT_LEAST, "2"),
        ("low", AT_LEAST, "2"),
        ("low", rate(R, "m", 0.8, low=0.75, high=0.85, approx="about"), "2"),
        ("low", rate(R, "m", 0.8, low=None, high=0.8, approx="upper"), None),
        ("review", AT_LEAST, None),
        ("review", rate(R, "m", 1.2, low=1.1, high=1.3, approx="about"), "4"),  # both ends earn the same
        ("review", rate(R, "m", 0.75), "2"),
    ],
)
def test_bounds(interval: str, known: Fact, points: str | None) -> None:
    found = score(replace(RATE, interval=interval), known)
    assert found.points == (None if points is None else Decimal(points))
    assert (found.outcome is Outcome.PENDING) == (points is None)


def test_bounds_that_matter_are_flagged() -> None:
    assert "approximate" in score(RATE, AT_LEAST).flags
    assert "approximate" not in score(RATE, rate(R, "m", 1.2, low=1.1, high=1.3, approx="about")).flags
    assert score(RATE, AT_LEAST).value_text == "75%以上"


def test_doubts_of_facts_reach_the_score() -> None:
    found = score(RATE, rate(R, "m", 1.0, flags=("from_words", "mismatch", "negated"), scope="县政府"))
    assert found.flags == ("from_words", "mismatch", "only_part")


def test_quotes_required() -> None:
    assert "few_quotes" in score(replace(RATE, evidence=2), rate(R, "m", 1.0)).flags
    assert "few_quotes" not in score(replace(RATE, evidence=2), derived(R, "m", 6, 6)).flags


def test_no_report() -> None:
    entry = Entry("k", "甲县", 2023, "county", "county", (), ())
    case = case_of(SHEET, entry, NAMES)
    found = score_leaf(RATE, "d", case)
    assert (found.outcome, found.points, found.stake) == (Outcome.NO_REPORT, None, Decimal(4))
    assert found.words == "没有该单位2023年的报告"
    assert score_leaf(leaf("t.c", source="table"), "d", case).outcome is Outcome.PENDING


CHECKLIST = leaf(
    "p",
    "4",
    ChecklistSpec(
        (
            ChecklistItem("目录", Subject("practice", "p", "目录公开"), Decimal("0.5")),
            ChecklistItem("听证", Subject("measure", "c", "听证次数", "次"), Decimal("0.25"), at_least=Decimal(2)),
            ChecklistItem("评估", Subject("practice", "q", "风险评估"), Decimal("0.25")),
        )
    ),
    "practice",
)


@pytest.mark.parametrize(
    ("facts", "points", "stake"),
    [
        ([practice(R, "p"), fact(R, "c", 3), practice(R, "q")], "4", "0"),
        ([practice(R, "p"), fact(R, "c", 1), practice(R, "q")], "3", "0"),
        ([practice(R, "p")], "2", "2"),  # silence earns nothing yet and stays at stake
        ([practice(R, "p", "plan"), fact(R, "c", 3)], "1", "1"),
    ],
)
def test_checklist(facts: list[Fact], points: str, stake: str) -> None:
    found = score(CHECKLIST, *facts)
    assert (found.points, found.stake) == (Decimal(points), Decimal(stake))
    assert set(found.used) == set(facts)


def test_checklist_without_any_statement_is_missing() -> None:
    assert score(CHECKLIST).outcome is Outcome.MISSING


DEDUCT = leaf(
    "c",
    "3",
    DeductSpec(
        (
            DeductCause("不足4次", Subject("measure", "c", "次数", "次"), "under", Decimal("0.5"), Decimal(4)),
            DeductCause("没有目录", Subject("practice", "p", "目录"), "not_done", Decimal(1), missing=Decimal("0.5")),
        )
    ),
)


@pytest.mark.parametrize(
    ("facts", "points", "stake"),
    [
        ([fact(R, "c", 5), practice(R, "p")], "3", "0"),
        ([fact(R, "c", 2), practice(R, "p")], "2", "0"),
        ([fact(R, "c", 2), practice(R, "p", "problem")], "1", "0"),
        ([fact(R, "c", 4)], "2.5", "0.5"),
    ],
)
def test_deductions(facts: list[Fact], points: str, stake: str) -> None:
    found = score(DEDUCT, *facts)
    assert (found.points, found.stake) == (Decimal(points), Decimal(stake))
