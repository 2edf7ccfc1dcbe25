"""Rounding, places, grades, last year, and whole runs."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from assess_samples import fact, leaf, linear, node, rate, report, rubric
from hypothesis import given
from hypothesis import strategies as st

from scoring.assess import Listed
from scoring.assess.units import READ
from scoring.rank import grade_of, half_up, places_of, rank_units, score_run
from scoring.results import Outcome, UnitScore
from scoring.rubric.types import Grade

SHEET = rubric(node("a", leaf("m", "10", linear("0", "1"))))


@pytest.mark.parametrize(
    ("value", "rounded"),
    [
        ("88.125", "88.13"),
        ("88.135", "88.14"),
        ("88.1249999999", "88.12"),
        ("0", "0.00"),
        ("-0.001", "0.00"),
        ("2.5", "2.50"),
    ],
)
def test_half_up(value: str, rounded: str) -> None:
    assert str(half_up(Decimal(value), 2)) == rounded


@pytest.mark.parametrize(
    ("ties", "places"),
    [("min", "1 2 2 4 5 5 5 8"), ("dense", "1 2 2 3 4 4 4 5"), ("average", "1 2.5 2.5 4 6 6 6 8")],
)
def test_ties(ties: str, places: str) -> None:
    totals = [Decimal(total) for total in (90, 80, 80, 70, 60, 60, 60, 50)]
    assert [str(place) for place in places_of(totals, ties)] == places.split()


def test_unknown_tie_rule() -> None:
    with pytest.raises(ValueError, match="alphabet"):
        places_of([Decimal(1)], "alphabet")


@pytest.mark.parametrize(("total", "grade"), [("95", "优"), ("90", "优"), ("89.99", "良"), ("60", "良"), ("59.99", "")])
def test_a_line_belongs_to_its_grade(total: str, grade: str) -> None:
    lines = [Grade("良", Decimal(60)), Grade("优", Decimal(90))]
    assert grade_of(Decimal(total), lines) == grade


def test_a_grade_that_points_at_stake_could_change_is_flagged() -> None:
    settled, open_ = unit("甲县", "9.5"), replace(unit("乙县", "6.5"), stake=Decimal("2.5"))
    firm = replace(unit("丙县", "6.5"), stake=Decimal("2.49"))
    assert {one.unit: one.flags for one in rank_units([settled, open_, firm], SHEET)} == {
        "甲县": (),
        "乙县": ("grade_open",),
        "丙县": (),
    }


def unit(name: str, total: str, group: str = "county") -> UnitScore:
    return UnitScore(
        unit=name,
        unit_type="county",
        group=group,
        year=2023,
        reports=(),
        leaves=(),
        nodes=(),
        total=Decimal(total),
        published=Decimal(0),
        full_marks=Decimal(10),
        coverage=1.0,
        grade="",
        rank=Decimal(0),
        facts=(),
    )


totals = st.lists(st.decimals(0, 10, places=3), min_size=1, max_size=12)


def _units(drawn: list[Decimal]) -> list[UnitScore]:
    return [unit(f"{number:02}县", str(total), "ab"[number % 2]) for number, total in enumerate(drawn)]


@given(totals, st.sampled_from(["min", "dense", "average"]), st.randoms(use_true_random=False))
def test_order_of_units_never_matters(drawn: list[Decimal], ties: str, shuffled: random.Random) -> None:
    sheet = replace(SHEET, ties=ties)
    units = _units(drawn)
    ranked = rank_units(units, sheet)
    shuffled.shuffle(units)
    assert rank_units(units, sheet) == ranked


@given(totals, st.sampled_from(["min", "dense", "average"]), st.data())
def test_dropping_a_unit_keeps_the_order_of_the_others(drawn: list[Decimal], ties: str, data: st.DataObject) -> None:
    sheet = replace(SHEET, ties=ties)
    units = _units(drawn)
    gone = data.draw(st.sampled_from(units)).unit
    before = [one for one in rank_units(units, sheet) if one.unit != gone]
    after = rank_units([one for one in units if one.unit != gone], sheet)
    assert [one.unit for one in before] == [one.unit for one in after]
    for one, other in pairwise(before):
        ranks = {same.unit: same.rank for same in after}
        if one.group == other.group:
            assert (one.rank < other.rank) == (ranks[one.unit] < ranks[other.unit])


@given(totals, st.sampled_from(["min", "dense", "average"]))
def test_totals_that_print_alike_share_place_and_grade(drawn: list[Decimal], ties: str) -> None:
    ranked = rank_units(_units(drawn), replace(SHEET, ties=ties))
    for one in ranked:
        for other in ranked:
            if one.group == other.group:
                assert (one.published == other.published) == (one.rank == other.rank)
                assert (one.published > other.published) == (one.rank < other.rank)
            if one.published == other.published:
                assert one.grade == other.grade


def test_the_last_bit_never_orders() -> None:
    """0.1 + 0.2 and 0.3 print alike."""
    first, second = report("甲县"), report("乙县")
    found = score_run(SHEET, [(first, (rate(first, "m", 0.1 + 0.2),)), (second, (rate(second, "m", 0.3),))])
    assert [one.rank for one in found] == [1, 1]
    assert {one.published for one in found} == {Decimal("3.00")}


def _run() -> list[READ]:
    read: list[READ] = []
    for name, values in {"甲县": (0.9, 0.5), "乙县": (0.7, 0.8), "丙县": (0.7, None)}.items():
        for year, value in zip((2023, 2022), values, strict=True):
            if value is not None:
                one = report(name, year)
                read.append((one, (rate(one, "m", value),)))
    one = report("丁镇", 2023, unit_type="township")
    return [*read, (one, ())]


def test_a_run_with_last_year() -> None:
    found = {one.unit: one for one in score_run(SHEET, _run())}
    assert {name: (str(one.published), str(one.rank), one.grade) for name, one in found.items()} == {
        "甲县": ("9.00", "1", "好"),
        "乙县": ("7.00", "2", "中"),
        "丙县": ("7.00", "2", "中"),
        "丁镇": ("0.00", "1", "差"),
    }
    assert {name: (str(one.previous_total), str(one.previous_rank)) for name, one in found.items()} == {
        "甲县": ("5.00", "2"),
        "乙县": ("8.00", "1"),
        "丙县": ("None", "None"),
        "丁镇": ("None", "None"),
    }
    assert (found["丁镇"].coverage, found["丁镇"].stake) == (0.0, Decimal(10))


def test_the_order_of_the_files_never_matters() -> None:
    usual = score_run(SHEET, _run())
    for seed in range(5):
        read = _run()
        random.Random(seed).shuffle(read)
        assert score_run(SHEET, read) == usual


def test_ranking_an_earlier_year() -> None:
    found = score_run(SHEET, _run(), year=2022)
    assert [(one.unit, one.year, one.previous_total) for one in found] == [("乙县", 2022, None), ("甲县", 2022, None)]


def test_two_years_ago_is_not_last_year() -> None:
    old, new = report("甲县", 2021), report("甲县", 2023)
    (found,) = score_run(SHEET, [(old, (rate(old, "m", 0.5),)), (new, (rate(new, "m", 0.6),))])
    assert found.previous_total is None


def test_last_years_place_in_another_group_is_no_place() -> None:
    old, new = report("甲县", 2022), report("甲县", 2023, unit_type="prefecture")
    (found,) = score_run(SHEET, [(old, ()), (new, ())])
    assert (found.previous_total, found.previous_rank) == (Decimal(0), None)


def test_a_spelling_does_not_part_a_unit_from_its_past() -> None:
    old, new = report("甲县（新区）", 2022), report("甲县 (新区)", 2023)
    (found,) = score_run(SHEET, [(old, (rate(old, "m", 0.5),)), (new, ())])
    assert found.previous_total == 5


def test_a_listed_unit_without_a_report() -> None:
    found = score_run(SHEET, _run(), year=2023, listed=[Listed("戊县", "county")])
    (last,) = [one for one in found if one.unit == "戊县"]
    assert [one.outcome for one in last.leaves] == [Outcome.NO_REPORT]
    assert [str(figure) for figure in (last.rank, last.published, last.stake)] == ["4", "0.00", "10"]


def test_all_facts_of_a_unit_are_kept() -> None:
    one = report("甲县")
    facts = (fact(one, "other", 3, at=6), rate(one, "m", 0.5))
    (found,) = score_run(SHEET, [(one, facts)])
    assert set(found.facts) == set(facts)
