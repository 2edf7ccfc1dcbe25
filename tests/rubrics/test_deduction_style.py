"""The shipped sheet that deducts, over the five reports of a made-up prefecture and a county that sent none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from style_runs import assert_backed, assert_honest, one_sided, points, run_of, score, totals, units, vetoes

from scoring.results import Outcome, Run


@pytest.fixture(scope="module")
def run() -> Run:
    return run_of("deduction-style", "deduction")


def test_the_sheet_is_an_example_and_says_so(run: Run) -> None:
    assert_honest(run.rubric)
    assert run.diagnostics == ()


def test_every_leaf_and_pool_is_seen_from_two_sides(run: Run) -> None:
    assert one_sided(run) == []


def test_every_point_is_backed(run: Run) -> None:
    assert_backed(run)


def test_totals(run: Run) -> None:
    assert totals(run) == {
        "云堰县": ("100.00", "1", "优秀"),
        "朔原旗": ("99.00", "2", "优秀"),
        "石砚县": ("81.45", "3", "合格"),
        "白芦区": ("59.00", "4", "不合格"),
        "渔洲县": ("41.00", "5", "不合格"),
        "松岑县": ("9.00", "6", "不合格"),
    }


@pytest.mark.parametrize(
    ("criterion", "expected"),
    [
        # 石砚县: one meeting and two sessions short. 白芦区: meetings not stated. 渔洲县: 2 × 0.5, 3 × 0.3, nobody responsible (2), inspection only planned (1).
        ("lead.meetings", {"云堰县": "10", "石砚县": "8.9", "白芦区": "9", "渔洲县": "5.1", "松岑县": "-"}),
        ("lead.inspection", {"朔原旗": "6.8", "石砚县": "5.2", "渔洲县": "4.2"}),
        ("lead.visit", {"云堰县": "8", "石砚县": "6.4", "渔洲县": "0", "松岑县": "-"}),
        ("system.documents", {"云堰县": "8", "石砚县": "6.5", "渔洲县": "8"}),
        ("system.decisions", {"云堰县": "12", "石砚县": "11", "渔洲县": "6"}),
        ("enforcement.rules", {"云堰县": "10", "石砚县": "8.5", "白芦区": "9", "渔洲县": "4"}),
        ("enforcement.files", {"云堰县": "7", "朔原旗": "7", "石砚县": "5.5", "渔洲县": "6"}),
        ("enforcement.on_site", {"云堰县": "8", "朔原旗": "7.2", "渔洲县": "4"}),
        # Two segments: 6 × 0.25 and 6 × 0.5. 渔洲县 only says so in words. 朔原旗 had no case.
        ("disputes.appearance", {"石砚县": "11.25", "白芦区": "7.5", "渔洲县": "7.2", "朔原旗": "12"}),
        # Two cases are free; the third stage takes four points, the next one everything.
        ("disputes.lost", {"云堰县": "10", "石砚县": "7.3", "渔洲县": "1", "白芦区": "0", "松岑县": "9"}),
        ("disputes.mediation", {"石砚县": "8", "白芦区": "6.8", "渔洲县": "4"}),
        # The same matter twice: 1 + 2 and 2.5 + 5. 松岑县: a level that the tariff does not name.
        ("minus.events", {"云堰县": "0", "石砚县": "1", "渔洲县": "3", "白芦区": "12", "松岑县": "-"}),
        ("minus.late", {"云堰县": "0", "石砚县": "0.5", "白芦区": "3", "朔原旗": "-"}),
        ("minus.false", {"云堰县": "0", "石砚县": "2", "渔洲县": "4", "松岑县": "-"}),
    ],
)
def test_points(run: Run, criterion: str, expected: dict[str, str]) -> None:
    found = points(run, criterion)
    assert {name: found[name] for name in expected} == expected


def test_every_point_lost_has_its_reason(run: Run) -> None:
    for unit in run.units:
        for leaf in unit.leaves:
            if leaf.outcome is Outcome.SCORED and leaf.points is not None and leaf.deductions:
                assert sum(one.points for one in leaf.deductions) == leaf.full_marks - leaf.points, leaf.criterion
    lost = score(units(run)["渔洲县"], "lead.meetings").deductions
    assert [(one.cause, str(one.points)) for one in lost] == [
        ("专题研究不足3次", "1"),
        ("常务会议学法不足6次", "0.9"),
        ("没有写明第一责任人履职", "2"),
        ("没有开展法治督察", "1"),
    ]


def test_silence_does_not_concern_and_nought_are_three_things(run: Run) -> None:
    found = units(run)
    banner = score(found["朔原旗"], "disputes.appearance")
    assert (banner.outcome, banner.points) == (Outcome.NOT_APPLICABLE, Decimal(12))
    silent = score(found["渔洲县"], "disputes.mediation")
    assert (silent.outcome, silent.points) == (Outcome.MISSING, Decimal(4))
    assert score(found["渔洲县"], "lead.visit").outcome is Outcome.JUDGED
    assert score(found["松岑县"], "lead.meetings").outcome is Outcome.NO_REPORT


def test_repetition_is_doubled_and_the_pool_is_capped(run: Run) -> None:
    found = units(run)
    assert "（较重2次）7.5分" in score(found["白芦区"], "minus.events").words
    (pool,) = found["白芦区"].pools
    assert (pool.counted, pool.points) == (Decimal(15), Decimal(14))
    (other,) = found["渔洲县"].pools
    assert other.counted == other.points == found["渔洲县"].base - found["渔洲县"].total  # type: ignore[operator]


def test_vetoes(run: Run) -> None:
    assert vetoes(run) == {
        "veto.fraud": {True, False, None},
        "veto.major": {True, False},
        "gate.published": {True, False, None},
    }
    found = units(run)
    # Enough for 良好, but caught: 合格 at best and no honours.
    assert (found["石砚县"].grade_cap, found["石砚县"].barred) == ("合格", True)
    # What is left after the deductions is more than the veto leaves.
    assert found["白芦区"].base is not None
    assert found["白芦区"].base - 14 > found["白芦区"].total == 59
    assert "veto_open" in found["朔原旗"].flags


def test_the_quota_is_two_of_six(run: Run) -> None:
    assert [unit.unit for unit in run.units if unit.grade == "优秀"] == ["云堰县人民政府", "朔原旗人民政府"]


def test_a_county_without_a_report_stays_in_the_ranking(run: Run) -> None:
    missing = units(run)["松岑县"]
    assert (missing.reports, missing.group) == ((), "县（市、区）")
    # All it could gain is open, and all that penalties could take off.
    assert (missing.gain, missing.loss, missing.stake) == (Decimal(90), Decimal(14), Decimal(104))
