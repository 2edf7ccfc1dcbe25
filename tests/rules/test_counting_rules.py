"""Counts, tariffs, points per point, targets turned round, imported scores, votes."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.rubric.rule_specs import (
    CountItem,
    CountSpec,
    DeductCause,
    DeductSpec,
    Divisor,
    DoneSpec,
    ImportedSpec,
    JudgementSpec,
    Level,
    LevelsSpec,
    PerPointSpec,
    PerStep,
    RuleSpec,
    Segment,
    Subject,
    TargetSpec,
    Tariff,
    Worth,
)
from scoring.rules import Item, RuleInputs, Vote, award
from scoring.rules import imported as imported_rule
from scoring.rules.tariff import charge, refused

D = Decimal
POINTS = PerPointSpec((Segment(D("0.96"), D("0.25")), Segment(D("0.9"), D("0.5"))), False, D("0.01"), unit="ratio")
OVER = PerPointSpec((Segment(D(3), D(1)),), True, D(1), "ceil", D(2), "件")
PEOPLE = Divisor(Subject("table", "units.population", "人口"), D(10000))


@pytest.mark.parametrize(
    ("spec", "full", "inputs", "points", "words"),
    [
        (CountSpec(D("0.5"), unit="件"), 3, RuleInputs(D(4)), "2", "4件，得2/3"),
        (CountSpec(D("0.5"), cap=D(1), unit="件"), 3, RuleInputs(D(4)), "1", "4件，得1/3"),
        (CountSpec(D("0.5"), base=D(1), unit="件"), 3, RuleInputs(D(9)), "3", "9件，得3/3"),
        (CountSpec(D(1), D(3), "floor", unit="件"), 3, RuleInputs(D(8)), "2", "8件，得2/3"),
        (CountSpec(D(1), D(3), "prorata", unit="件"), 3, RuleInputs(D(4)), "1.3333333333", "4件，得1.33/3"),
        (
            CountSpec(D(1), unit="件", divisor=PEOPLE),
            5,
            RuleInputs(D(90), divisor=D(300000)),
            "3",
            "90件，人口300000，每10000合3件，得3/5",
        ),
        (
            CountSpec(D(1), partial="prorata", unit="件", divisor=PEOPLE),
            5,
            RuleInputs(D(96), divisor=D(300000)),
            "3.2",
            "96件，人口300000，每10000合3.2件，得3.2/5",
        ),
        (POINTS, 5, RuleInputs(D("0.88")), "2.5", "88%，低于96%，差8个百分点，扣2.5，得2.5/5"),
        (POINTS, 5, RuleInputs(D("0.97")), "5", "97%，达到96%，不扣分，得5/5"),
        (OVER, 5, RuleInputs(D(4)), "4", "4件，超过3件，多1件，扣1，得4/5"),
        (OVER, 5, RuleInputs(D(9)), "3", "9件，超过3件，多6件，扣2，得3/5"),
        (
            ImportedSpec(D(100)),
            2,
            RuleInputs(D("84.53")),
            "1.6906",
            "原始得分84.53（0至100分制），按比例折算，得1.69/2",
        ),
        # Small values are good.
        (TargetSpec(D("0.05"), unit="ratio", lower=True), 4, RuleInputs(D("0.04")), "4", "4%，达到目标5%，得4/4"),
        (TargetSpec(D("0.05"), unit="ratio", lower=True), 4, RuleInputs(D("0.1")), "2", "10%，目标5%，按比例，得2/4"),
        (
            TargetSpec(D(5), short=PerStep(D("0.5")), unit="件", lower=True),
            4,
            RuleInputs(D(7)),
            "3",
            "7件，高于目标5件，多2件，扣1，得3/4",
        ),
        (
            TargetSpec(D(5), Worth(share=D("0.5")), PerStep(D("0.5")), unit="件", lower=True),
            4,
            RuleInputs(D(3)),
            "3",
            "3件，低于目标5件，少2件，加1，得3/4",
        ),
        (TargetSpec(D(5), unit="件", lower=True), 4, RuleInputs(D(0)), "4", "0件，达到目标5件，得4/4"),
        (DoneSpec(D(3)), 2, RuleInputs(D(2)), "0", "2，要求至少3，未达到，得0/2"),
    ],
)
def test_examples(spec: RuleSpec, full: int, inputs: RuleInputs, points: str, words: str) -> None:
    found = award(spec, D(full), inputs)
    assert (found.points, found.words) == (D(points), words)
    assert sum(lost.points for lost in found.deductions) == full - found.points


def test_pools_say_what_they_add_and_take() -> None:
    spec = CountSpec(D("0.5"), unit="件")
    assert award(spec, D(3), RuleInputs(D(4), kind="bonus")).words == "4件，加2分（最多3分）"
    assert award(spec, D(3), RuleInputs(D(4), kind="penalty")).words == "4件，扣2分（最多3分）"


def test_kinds_with_sources_of_their_own() -> None:
    spec = CountSpec(
        items=(
            CountItem("国家级", Subject("measure", "honour_national", "国家级表彰", "项"), D(3)),
            CountItem("市级", Subject("table", "表彰.市级", "市级表彰"), D(1)),
        )
    )
    found = award(spec, D(10), RuleInputs(states={"honour_national": 2}))
    assert found.points == 6
    assert found.words == "“国家级”2项，计6分，得6/10"
    assert found.notes == ("未载明: 市级",)


LEVELS = (("国家级", D(3)), ("省级", D(2)), ("市级", D(1)))
ROWS = (Item("国家级", "创建"), Item("省级", "创建"), Item("市级", "普法", D(2)), Item("市级"), Item("市级"))


@pytest.mark.parametrize(
    ("same", "points"),
    # one matter at two levels; one matter twice; two rows that name no matter
    [("once", 3 + 1 + 2), ("each", 5 + 2 + 2), ("double", 3 + 4 + 1 + 2 + 2)],
)
def test_tariffs(same: str, points: int) -> None:
    tariff = Tariff(LEVELS, "级别", "事项", "次数", same)
    assert charge(tariff, ROWS).points == points
    assert charge(tariff, ROWS[::-1]) == charge(tariff, ROWS)


def test_the_docstring_of_the_tariff() -> None:
    tariff = Tariff(LEVELS, "级别", "事项")
    assert charge(tariff, [Item("国家级", "a"), Item("省级", "a")]).points == 3


def test_a_level_without_points_is_refused_or_has_its_own() -> None:
    tariff = Tariff(LEVELS, "级别")
    assert refused(tariff, [Item("县级")]) == "县级"
    with pytest.raises(ValueError, match="县级"):
        charge(tariff, [Item("县级")])
    assert charge(Tariff(LEVELS, "级别", other=D("0.5")), [Item("县级")]).points == D("0.5")


def test_a_deduction_graduated_by_severity() -> None:
    events = Subject("table", "事件", "事件")
    tariff = Tariff((("一般", D(2)), ("严重", D(10))), "级别", "事项", same="double")
    spec = DeductSpec((DeductCause("负面事件", events, "listed", D(0), cap=D(8), tariff=tariff),))
    two = RuleInputs(rows={"事件": (Item("一般", "甲"), Item("一般", "甲"))})
    assert award(spec, D(10), two).points == 4
    assert award(spec, D(10), two).words == "“负面事件”甲（一般、一般）6分，扣6；得4/10"
    assert award(spec, D(10), RuleInputs(rows={"事件": (Item("严重"),)})).points == 2
    assert award(spec, D(10), RuleInputs(rows={"事件": ()})).points == 10
    silent = award(spec, D(10), RuleInputs())
    assert silent.points == 10
    assert silent.notes == ("未载明: 负面事件",)


@pytest.mark.parametrize(
    ("value", "refusal"), [("100", None), ("100.5", "应在 0 和 100 之间"), ("-1", "应在 0 和 100 之间")]
)
def test_a_score_outside_its_scale_is_refused(value: str, refusal: str | None) -> None:
    assert imported_rule.refusal(ImportedSpec(D(100)), D(value)) == refusal


VOTED = LevelsSpec(
    (Level("优", Worth(share=D(1))), Level("良", Worth(share=D("0.8"))), Level("中", Worth(share=D("0.6"))))
)


def test_votes_are_averaged() -> None:
    found = award(VOTED, D(10), RuleInputs(votes=(Vote(D(3), "优"), Vote(D(1), "良"), Vote(D(1), "中"))))
    assert (found.points, found.words) == (D("8.8"), "“优”3票、“良”1票、“中”1票，平均88%，得8.8/10")


def test_raters_weigh_as_they_are_told() -> None:
    votes = (Vote(D("0.7"), points=D(4)), Vote(D("0.3"), points=D(3)))
    assert award(JudgementSpec(), D(5), RuleInputs(votes=votes)).points == D("3.7")
    equal = (Vote(points=D(3)), Vote(points=D(4)))
    assert award(JudgementSpec(), D(5), RuleInputs(votes=equal)).points == D("3.5")


@pytest.mark.parametrize("votes", [(Vote(D(0), "优"),), (Vote(D(1), "差"),)])
def test_votes_that_cannot_be_counted(votes: tuple[Vote, ...]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        award(VOTED, D(10), RuleInputs(votes=votes))


@given(
    st.lists(st.tuples(st.sampled_from(["国家级", "省级", "市级"]), st.sampled_from(["", "甲", "乙"])), max_size=8),
    st.sampled_from(["once", "each", "double"]),
    st.decimals("0.5", "9", places=1),
)
@settings(max_examples=80, deadline=None)
def test_a_list_is_never_worth_more_than_the_cap(rows: list[tuple[str, str]], same: str, cap: Decimal) -> None:
    tariff = Tariff(LEVELS, "级别", "事项", same=same)
    items = tuple(Item(level, matter) for level, matter in rows)
    found = award(CountSpec(tariff=tariff, cap=cap), D(9), RuleInputs(rows={"t": items}))
    assert 0 <= found.points <= min(cap, D(9))
    once = charge(Tariff(LEVELS, "级别", "事项"), items).points
    assert once <= charge(Tariff(LEVELS, "级别", "事项", same="each"), items).points


@given(st.decimals("0", "1.2", places=4), st.sampled_from(["prorata", "floor", "ceil"]))
def test_floor_is_kindest_and_ceil_is_hardest(value: Decimal, partial: str) -> None:
    def earned(how: str) -> Decimal:
        spec = PerPointSpec(POINTS.segments, False, D("0.01"), how, unit="ratio")
        return award(spec, D(5), RuleInputs(value)).points

    assert earned("ceil") <= earned(partial) <= earned("floor")
