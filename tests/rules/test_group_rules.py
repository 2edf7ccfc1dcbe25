"""Rules that look at the group and at last year: value, group → points and words. Every docstring's example is among them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.rubric.rule_specs import (
    NormaliseSpec,
    PerStep,
    RankSpec,
    RelativeSpec,
    RuleSpec,
    Stage,
    Worth,
    YearOnYearSpec,
)
from scoring.rules import Peers, RuleInputs, award

D = Decimal


def share(text: str) -> Worth:
    return Worth(share=D(text))


def points(text: str) -> Worth:
    return Worth(points=D(text))


TWELVE = Peers.of([D(value) for value in range(1, 13)])
HIGHER = Peers.of([D(value) / 5 for value in range(1, 13)])
RATES = Peers.of([D("0.96"), D("0.8"), D("0.48"), D("0.72")])
SPREAD = Peers.of([D("0.6"), D("0.8"), D("1")])
STAGES = YearOnYearSpec(
    "rank", False, fall=(Stage(D(5), D(1)), Stage(D(10), D(2))), rise=(Stage(D(5), D("0.5")),), unit="件"
)
ENDS = RankSpec(
    False,
    (points("60"), points("57"), points("54")),
    rest=points("48"),
    last=(points("40"), points("44")),
    unit="件",
)


@pytest.mark.parametrize(
    ("spec", "full", "value", "peers", "got", "words"),
    [
        (RankSpec(False, step=D("0.5"), unit="件"), 5, "10", TWELVE, "4", "10件，同组12个单位中第3名，得4/5"),
        (RankSpec(True, step=D("0.5"), unit="件"), 5, "1", TWELVE, "5", "1件，同组12个单位中第1名，得5/5"),
        (RankSpec(False, step=D("0.5"), unit="件"), 5, "1", TWELVE, "0", "1件，同组12个单位中第12名，得0/5"),
        (ENDS, 60, "12", TWELVE, "60", "12件，同组12个单位中第1名，得60/60"),
        (ENDS, 60, "5", TWELVE, "48", "5件，同组12个单位中第8名，得48/60"),
        (ENDS, 60, "2", TWELVE, "44", "2件，同组12个单位中第11名，得44/60"),
        (ENDS, 60, "1", TWELVE, "40", "1件，同组12个单位中第12名，得40/60"),
        (
            RelativeSpec("best", False, unit="ratio"),
            6,
            "0.8",
            RATES,
            "5",
            "80%，同组最好值96%（4个单位），按比例，得5/6",
        ),
        (
            RelativeSpec("mean", False, short=PerStep(D("0.1"), D("0.01")), unit="ratio"),
            5,
            "0.72",
            RATES,
            "4.8",
            "72%，低于同组平均值74%（4个单位），差2个百分点，扣0.2，得4.8/5",
        ),
        (
            RelativeSpec("median", True, unit="ratio"),
            5,
            "0.8",
            RATES,
            "4.75",
            "80%，同组中位数76%（4个单位），按比例，得4.75/5",
        ),
        (NormaliseSpec("minmax", unit="ratio"), 4, "0.8", SPREAD, "2", "80%，同组3个单位在60%至100%之间，居50%，得2/4"),
        (
            NormaliseSpec("zscore", limit=D(3), unit="件"),
            6,
            "2",
            Peers.of([D(1), D(2), D(3)]),
            "3",
            "2件，同组3个单位平均2件，按标准差折合50%，得3/6",
        ),
        (
            NormaliseSpec("percentile", unit="ratio"),
            6,
            "0.8",
            SPREAD,
            "3",
            "80%，同组3个单位（60%至100%），百分位50%，得3/6",
        ),
        (
            NormaliseSpec("borda", unit="ratio"),
            6,
            "1",
            SPREAD,
            "6",
            "100%，同组3个单位（60%至100%），优于其他单位的100%，得6/6",
        ),
        (
            NormaliseSpec("distance", reference=D("0.5"), span=D("0.2"), unit="ratio"),
            4,
            "0.45",
            None,
            "3",
            "45%，与50%的距离，按20%折合75%，得3/4",
        ),
        (
            NormaliseSpec("distance", to="best", unit="ratio"),
            4,
            "0.8",
            SPREAD,
            "2",
            "80%，与100%的距离，按40%折合50%，得2/4",
        ),
        (
            NormaliseSpec("goalposts", low=D("0.6"), high=D(1), unit="ratio"),
            4,
            "0.9",
            None,
            "3",
            "90%，在60%至100%之间居75%，得3/4",
        ),
    ],
)
def test_examples(spec: RuleSpec, full: int, value: str, peers: Peers | None, got: str, words: str) -> None:
    found = award(spec, D(full), RuleInputs(D(value), peers=peers))
    assert (found.points, found.words) == (D(got), words)
    assert sum(lost.points for lost in found.deductions) == full - found.points


@pytest.mark.parametrize(
    ("spec", "value", "last", "peers", "last_peers", "got", "words"),
    [
        # From 3rd to 9th of twelve.
        (STAGES, "4", "10", TWELVE, TWELVE, "4", "4件，比上年（10件）退步6位（第3名到第9名），扣1，得4/5"),
        (STAGES, "1", "12", TWELVE, TWELVE, "3", "1件，比上年（12件）退步11位（第1名到第12名），扣2，得3/5"),
        (STAGES, "4", "4", TWELVE, TWELVE, "5", "4件（上年4件），名次与上年相同（第9名），得5/5"),
        (STAGES, "4", "0.8", TWELVE, HIGHER, "5", "4件（上年0.8件），名次与上年相同（第9名），得5/5"),
        (
            YearOnYearSpec("value", False, share("0.8"), PerStep(D("0.5"), D("0.01")), unit="ratio"),
            "0.9",
            "0.88",
            None,
            None,
            "5",
            "90%，比上年（88%）进步2个百分点，加1，得5/5",
        ),
        (
            YearOnYearSpec("growth", True, share("0.8"), (Stage(D("0.1"), D("0.5")),), unit="件"),
            "80",
            "100",
            None,
            None,
            "4.5",
            "80件，比上年（100件）进步20%，加0.5，得4.5/5",
        ),
    ],
)
def test_last_year(
    spec: RuleSpec, value: str, last: str, peers: Peers | None, last_peers: Peers | None, got: str, words: str
) -> None:
    found = award(spec, D(5), RuleInputs(D(value), peers=peers, last=D(last), last_peers=last_peers))
    assert (found.points, found.words) == (D(got), words)


def test_last_years_mean() -> None:
    spec = RelativeSpec("last_mean", False, unit="ratio")
    found = award(spec, D(4), RuleInputs(D("0.4"), peers=RATES, last_peers=SPREAD))
    assert found.points == 2
    assert "上年同组平均值80%（3个单位）" in found.words


TIED = Peers.of([D(9), D(8), D(8), D(7)])


@pytest.mark.parametrize(("ties", "got", "place"), [("min", "4.5", "2"), ("max", "4", "3"), ("average", "4.25", "2–3")])
def test_ties(ties: str, got: str, place: str) -> None:
    found = award(RankSpec(False, step=D("0.5"), ties=ties, unit="件"), D(5), RuleInputs(D(8), peers=TIED))
    assert found.points == D(got)
    assert found.words == f"8件，同组4个单位中第{place}名（2个单位相同），得{got}/5"


def test_the_last_bit_never_orders_units() -> None:
    """0.1 + 0.2 and 0.3 print alike, hence they rank alike."""
    peers = Peers.of([0.1 + 0.2, 0.3, 0.29])
    spec = RankSpec(False, step=D(1), unit="ratio")
    one = award(spec, D(5), RuleInputs(D(repr(0.1 + 0.2)), peers=peers))
    two = award(spec, D(5), RuleInputs(D("0.3"), peers=peers))
    assert one.points == two.points == 5


@pytest.mark.parametrize(
    ("spec", "points_"),
    [
        (RankSpec(False, step=D(1)), 5),
        (RelativeSpec("best", False), 5),
        (RelativeSpec("mean", True), 5),
        (NormaliseSpec("minmax"), 5),
        (NormaliseSpec("minmax", constant=share("0.5")), D("2.5")),
        (NormaliseSpec("zscore"), D("2.5")),
        (NormaliseSpec("percentile"), D("2.5")),
        (NormaliseSpec("borda"), D("2.5")),
        (NormaliseSpec("distance", to="best"), 5),
        (NormaliseSpec("distance", to="mean"), 5),
    ],
)
def test_a_constant_column_is_a_stated_case(spec: RuleSpec, points_: Decimal) -> None:
    for value in (D(7), D(0)):
        assert award(spec, D(5), RuleInputs(value, peers=Peers.of([value] * 3))).points == points_


def test_alone_in_the_group() -> None:
    alone = RuleInputs(D(3), peers=Peers.of([D(3)]))
    assert award(RankSpec(False, step=D(1)), D(5), alone).points == 5
    assert award(NormaliseSpec("borda"), D(5), alone).points == 5


@pytest.mark.parametrize(
    ("spec", "inputs"),
    [
        (RankSpec(False, step=D(1)), RuleInputs(D(1))),
        (NormaliseSpec("minmax"), RuleInputs(D(1), peers=Peers.of([]))),
        (RelativeSpec("last_mean", False), RuleInputs(D(1), peers=SPREAD)),
        (STAGES, RuleInputs(D(1), peers=TWELVE)),
        (STAGES, RuleInputs(D(1), peers=TWELVE, last=D(1))),
        (YearOnYearSpec("growth", False), RuleInputs(D(1), last=D(0))),
    ],
)
def test_without_a_group_or_last_year_a_rule_says_nothing(spec: RuleSpec, inputs: RuleInputs) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        award(spec, D(5), inputs)


METHODS = st.sampled_from(
    [
        RankSpec(False, step=D("0.7")),
        RankSpec(True, (points("3"), points("2")), rest=points("1"), last=(points("0"),), ties="average"),
        RelativeSpec("best", False),
        RelativeSpec("mean", False, share("0.7"), PerStep(D("0.3")), PerStep(D("0.3"))),
        RelativeSpec("median", True),
        NormaliseSpec("minmax"),
        NormaliseSpec("zscore", True),
        NormaliseSpec("percentile"),
        NormaliseSpec("borda", True),
        NormaliseSpec("distance", to="best"),
        NormaliseSpec("distance", to="mean"),
    ]
)


@given(METHODS, st.lists(st.decimals("0", "3", places=2), min_size=1, max_size=8), st.decimals("0.5", "9", places=1))
@settings(max_examples=150, deadline=None)
def test_points_stay_within_the_full_marks(spec: RuleSpec, values: list[Decimal], full: Decimal) -> None:
    peers = Peers.of(values)
    for value in values:
        found = award(spec, max(full, D(3)), RuleInputs(value, peers=peers))
        assert 0 <= found.points <= max(full, D(3))
        assert found.words
    lower = getattr(spec, "lower", False)
    earned = [award(spec, D(9), RuleInputs(value, peers=peers)).points for value in sorted(values)]
    if getattr(spec, "to", "") != "mean" or isinstance(spec, RelativeSpec):
        assert earned == sorted(earned, reverse=lower)
