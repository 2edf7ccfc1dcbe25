"""Traps that other packages fall into: totals, grades, quotas, vetoes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from run_samples import NAMES, PLACE, QUOTED, D, pool, pooled, run, scored, unit_read, with_honours

from scoring.assess.units import READ
from scoring.rank import half_up, score_run
from scoring.rubric.rule_specs import (
    Subject,
)
from scoring.rubric.types import (
    Condition,
    Effect,
    Grade,
    Quota,
    Veto,
)

# ------------------------------------------------------------------ pools, grades, vetoes


@pytest.mark.parametrize(
    ("outside", "value", "honours", "total"),
    [(False, 0.95, 2, "10"), (True, 0.95, 2, "11.5"), (False, 0.5, 2, "7"), (False, 0.5, 9, "8"), (True, 1.0, 0, "10")],
)
def test_a_total_above_the_full_marks_only_where_it_may(outside: bool, value: float, honours: int, total: str) -> None:
    (found,) = score_run(pooled(pool("3", outside)), [with_honours("甲县", value, honours)])
    assert (found.total, found.base) == (D(total), half_up(D(str(value)) * 10, 1))
    assert found.full_marks == 10


def test_a_penalty_goes_down_to_nought() -> None:
    (found,) = score_run(pooled(pool("5", kind="penalty")), [with_honours("甲县", 0.2, 9)])
    assert (found.total, found.pools[0].points, found.pools[0].counted) == (D(0), D(5), D(5))
    assert found.pools[0].leaves[0].words.endswith("扣5分（最多5分）")


def test_a_bonus_that_crosses_a_grade_line_is_shown() -> None:
    read = [with_honours("甲县", 0.89, 1), with_honours("乙县", 0.95, 1), with_honours("丙县", 0.89, 0)]
    found = run(pooled(pool("3")), read)
    assert {name: (unit.grade, unit.flags) for name, unit in found.items()} == {
        "乙县": ("优", ()),
        "甲县": ("优", ("grade_by_bonus",)),
        "丙县": ("良", ()),
    }


def test_a_line_belongs_to_one_grade_only() -> None:
    found = run(pooled(), [unit_read("甲县", m=0.9), unit_read("乙县", m=0.8999), unit_read("丙县", m=0.89994)])
    # 8.999 is published as 9.00: what is printed decides.
    assert [(str(found[name].published), found[name].grade) for name in NAMES[:3]] == [
        ("9.00", "优"),
        ("9.00", "优"),
        ("9.00", "优"),
    ]
    assert run(pooled(), [unit_read("甲县", m=0.8994)])["甲县"].grade == "良"


def veto(effect: Effect, gate: bool = False, missing: str = "ignore") -> Veto:
    condition = Condition(Subject("measure", "lost", "败诉率", "ratio"), D("0.5"))
    return Veto("v", "败诉率过高", condition, (effect,), PLACE, gate, missing)


def with_lost(name: str, value: float, lost: float | None) -> READ:
    return unit_read(name, m=value, lost=lost)


# Ten units: 20 % are two.
TEN = {
    "甲": 0.99,
    "乙": 0.98,
    "丙": 0.97,
    "丁": 0.96,
    "戊": 0.95,
    "己": 0.94,
    "庚": 0.85,
    "辛": 0.7,
    "壬": 0.5,
    "癸": 0.4,
}


def graded(barred: str, effect: Effect, **more: Any) -> dict[str, str]:
    sheet = replace(pooled(vetoes=(veto(effect),)), **{"grades": QUOTED, **more})
    read = [with_lost(f"{name}县", value, 0.6 if name in barred else 0.1) for name, value in TEN.items()]
    return {name[0]: unit.grade for name, unit in run(sheet, read).items()}


def test_quotas_alone() -> None:
    found = graded("", Effect("bar"))
    assert "".join(name for name in TEN if found[name] == "优") == "甲乙"
    assert "".join(name for name in TEN if found[name] == "良") == "丙丁"
    assert "".join(name for name in TEN if found[name] == "中") == "戊己庚辛"


@pytest.mark.parametrize(
    ("effect", "best", "barred"),
    [
        (Effect("bar"), "乙丙", "中"),
        (Effect("cap_grade", grade="良"), "乙丙", "良"),
        (Effect("points", points=D(6)), "乙丙", "中"),
        (Effect("zero_total"), "乙丙", "差"),
        (Effect("stop"), "乙", ""),  # nine ranked units: 20 % are one
    ],
)
def test_a_veto_comes_before_a_quota(effect: Effect, best: str, barred: str) -> None:
    """The first is disqualified: its place in the quota goes to the next, it is not lost with it."""
    found = graded("甲", effect)
    assert "".join(name for name in TEN if found[name] == "优") == best
    assert found["甲"] == barred


def test_a_stopped_unit_is_shown_without_a_place() -> None:
    sheet = replace(pooled(vetoes=(veto(Effect("stop")),)), grades=QUOTED)
    found = run(sheet, [with_lost("甲县", 0.99, 0.6), with_lost("乙县", 0.5, 0.1)])
    assert [(name, unit.ranked, str(unit.rank)) for name, unit in found.items()] == [
        ("乙县", True, "1"),
        ("甲县", False, "2"),
    ]
    assert found["甲县"].flags == ("stopped",)
    assert scored(found["甲县"], "m").points == D("9.9")


@pytest.mark.parametrize(("tied_in", "best"), [(True, "甲乙丙"), (False, "甲")])
def test_ties_at_the_cut_of_a_quota(tied_in: bool, best: str) -> None:
    totals = {"甲": 0.99, "乙": 0.98, "丙": 0.98, "丁": 0.9}
    sheet = replace(pooled(), grades=(Grade("优", D(9), Quota(count=2, tied_in=tied_in)), Grade("其他", D(0))))
    found = run(sheet, [unit_read(f"{name}县", m=value) for name, value in totals.items()])
    assert "".join(name for name in totals if found[f"{name}县"].grade == "优") == best
    assert ("quota_tied" in found["乙县"].flags) == tied_in
    assert "quota_missed" in found["丁县"].flags


def test_nobody_misses_a_grade_that_has_no_line() -> None:
    """优 goes to the first, whatever its total: the others reached no line of it."""
    sheet = replace(pooled(), grades=(Grade("优", D(0), Quota(count=1)), Grade("其他", D(0))))
    found = run(sheet, [unit_read("甲县", m=0.9), unit_read("乙县", m=0.8)])
    assert [(found[name].grade, found[name].flags) for name in ("甲县", "乙县")] == [("优", ()), ("其他", ())]


@pytest.mark.parametrize(
    ("lost", "gate", "missing", "triggered", "total"),
    [
        (0.6, False, "pending", True, "0"),
        (0.4, False, "pending", False, "8"),
        (0.4, True, "pending", True, "0"),
        (None, False, "pending", None, "8"),
        (None, False, "trigger", True, "0"),
        (None, False, "ignore", False, "8"),
    ],
)
def test_vetoes_and_gates(lost: float | None, gate: bool, missing: str, triggered: bool | None, total: str) -> None:
    sheet = pooled(vetoes=(veto(Effect("zero_total"), gate, missing),))
    (found,) = score_run(sheet, [with_lost("甲县", 0.8, lost)])
    assert (found.vetoes[0].triggered, found.total) == (triggered, D(total))
    assert ("veto_open" in found.flags) == (triggered is None)
