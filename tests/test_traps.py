"""Traps that other packages fall into: data and files. One test or more for each; all figures are invented."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from assess_samples import fact, leaf, linear, node, rate, report, rubric, sources
from hypothesis import given, settings
from hypothesis import strategies as st
from run_samples import NAMES, D, peers_sheet, run, scored, unit_read

from scoring.errors import Diagnostic
from scoring.rank import score_run
from scoring.results import Outcome
from scoring.rubric.load import parse_rubric
from scoring.rubric.rule_specs import (
    NormaliseSpec,
    PerStep,
    RankSpec,
    RelativeSpec,
    RuleSpec,
    TargetSpec,
    Worth,
)
from scoring.rubric.types import (
    Policy,
    Rubric,
    Weighting,
)
from scoring.vocabulary import Entry, Vocabulary

VOCABULARY = Vocabulary((Entry("m", "指标", "ratio", "rate", "up", "measure"),))
# ------------------------------------------------------------------ a constant column, one missing value


@pytest.mark.parametrize(
    ("spec", "points"),
    [
        (NormaliseSpec("minmax"), 10),
        (NormaliseSpec("minmax", constant=Worth(share=D(0))), 0),
        (NormaliseSpec("zscore"), 5),
        (NormaliseSpec("percentile"), 5),
        (NormaliseSpec("borda"), 5),
        (RankSpec(False, step=D(1)), 10),
        (RelativeSpec("best", False), 10),
        (RelativeSpec("mean", False), 10),
    ],
)
def test_a_constant_column(spec: RuleSpec, points: int) -> None:
    found = run(peers_sheet(spec), [unit_read(name, m=0.8) for name in NAMES[:4]])
    assert {unit.total for unit in found.values()} == {D(points)}
    assert {unit.rank for unit in found.values()} == {D(1)}


@pytest.mark.parametrize("method", ["entropy", "critic", "pca"])
def test_a_constant_dimension_weighs_nothing(method: str) -> None:
    sheet = rubric(
        node("a", leaf("m", "5", linear("0", "1")), leaf("n", "5", linear("0", "1")), weighting=Weighting(method))
    )
    found = run(sheet, [unit_read(name, m=0.1 * place, n=0.7) for place, name in enumerate(NAMES, start=1)])
    assert dict(found["甲县"].nodes[0].weights) == {"m": D(1), "n": D(0)}
    assert found["辛县"].total == 8


@pytest.mark.parametrize("method", ["entropy", "critic", "pca"])
def test_all_constant_dimensions_weigh_alike(method: str) -> None:
    sheet = rubric(
        node("a", leaf("m", "5", linear("0", "1")), leaf("n", "5", linear("0", "1")), weighting=Weighting(method))
    )
    found = run(sheet, [unit_read(name, m=0.2, n=0.6) for name in NAMES])
    assert {unit.total for unit in found.values()} == {D(4)}


@pytest.mark.parametrize("spec", [NormaliseSpec("zscore"), RankSpec(False, step=D(1)), RelativeSpec("mean", False)])
def test_one_missing_value_spoils_nobody_else(spec: RuleSpec) -> None:
    values = [unit_read(name, m=0.1 * place) for place, name in enumerate(NAMES[:4], start=1)]
    usual = run(peers_sheet(spec), values)
    more = run(peers_sheet(spec), [*values, unit_read("寅县", m=None)])
    assert {name: more[name].total for name in usual} == {name: unit.total for name, unit in usual.items()}
    assert scored(more["寅县"], "m").outcome is Outcome.MISSING
    assert more["寅县"].rank == 5


def test_one_missing_value_leaves_the_weights() -> None:
    sheet = rubric(
        node("a", leaf("m", "5", linear("0", "1")), leaf("n", "5", linear("0", "1")), weighting=Weighting("entropy"))
    )
    values = [unit_read(name, m=0.1 * place, n=0.05 * place) for place, name in enumerate(NAMES, start=1)]
    usual = run(sheet, values)["甲县"].nodes[0]
    more = run(sheet, [*values, unit_read("寅县", m=0.9, n=None)])["甲县"].nodes[0]
    assert more.weights == usual.weights
    assert more.weighed_by == usual.weighed_by == 8


def test_the_groups_mean_leaves_out_who_takes_it() -> None:
    sheet = peers_sheet(linear("0", "1"), missing=Policy("group_mean"))
    found = run(sheet, [unit_read("甲县", m=0.4), unit_read("乙县", m=0.8), unit_read("丙县"), unit_read("丁县")])
    assert [found[name].total for name in NAMES[:4]] == [4, 8, 6, 6]
    alone = run(sheet, [unit_read("丙县")])["丙县"]
    assert (scored(alone, "m").points, alone.stake) == (None, D(10))


# ------------------------------------------------------------------ what prints alike, ties, order


def test_what_prints_alike_ranks_alike() -> None:
    found = run(peers_sheet(RankSpec(False, step=D(1))), [unit_read("甲县", m=0.1 + 0.2), unit_read("乙县", m=0.3)])
    assert [unit.total for unit in found.values()] == [10, 10]
    assert {unit.rank for unit in found.values()} == {D(1)}


def test_a_third_adds_up_the_same_in_any_order() -> None:
    leaves = [leaf(key, "1", TargetSpec(D(3))) for key in "xyz"]
    first, second = report("甲县"), report("乙县")
    facts = [tuple(fact(one, key, 1) for key in "xyz") for one in (first, second)]
    found = [
        run(rubric(node("a", *order)), [(first, facts[0]), (second, facts[1])]) for order in (leaves, leaves[::-1])
    ]
    assert {unit.total for one in found for unit in one.values()} == {D("0.9999999999")}
    assert {unit.published for one in found for unit in one.values()} == {D("1.00")}


def placed(totals: dict[str, str], **more: Any) -> dict[str, tuple[str, tuple[str, ...]]]:
    sheet = replace(peers_sheet(linear("0", "1")), **more)
    read = [unit_read(name, m=float(D(total)) / 10) for name, total in totals.items()]
    return {name: (str(unit.rank), unit.flags) for name, unit in run(sheet, read).items()}


def test_ties_forbidden_are_shown_and_not_broken() -> None:
    found = placed({"甲县": "9", "乙县": "8", "丙县": "8"}, ties="forbid", grades=())
    assert found == {"甲县": ("1", ()), "乙县": ("2", ("tie_forbidden",)), "丙县": ("2", ("tie_forbidden",))}


def test_ties_are_broken_by_named_keys() -> None:
    sheet = replace(
        rubric(node("a", leaf("m", "5", linear("0", "1"))), node("b", leaf("n", "5", linear("0", "1")))),
        tie_keys=("b",),
    )
    found = run(
        sheet, [unit_read("甲县", m=0.8, n=0.6), unit_read("乙县", m=0.6, n=0.8), unit_read("丙县", m=0.8, n=0.6)]
    )
    assert [str(found[name].rank) for name in NAMES[:3]] == ["2", "1", "2"]


SPECS: list[RuleSpec] = [
    RankSpec(False, step=D("0.7"), ties="average"),
    RelativeSpec("mean", False, Worth(share=D("0.8")), PerStep(D("0.1"), D("0.01")), PerStep(D("0.2"), D("0.01"))),
    NormaliseSpec("minmax"),
    NormaliseSpec("zscore"),
    NormaliseSpec("borda"),
]
VALUES = st.lists(st.none() | st.integers(0, 20).map(lambda number: number / 20), min_size=1, max_size=7)


@given(VALUES, VALUES, st.sampled_from(SPECS), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_the_order_of_rows_never_matters(
    one: list[float | None], other: list[float | None], spec: RuleSpec, shuffled: random.Random
) -> None:
    sheet = rubric(
        node("a", leaf("m", "5", spec), leaf("n", "5", linear("0", "1")), weighting=Weighting("entropy")),
        node("b", leaf("n2", "5", linear("0", "1"), missing=Policy("group_mean"), subject="n")),
    )
    read = [unit_read(name, m=m, n=n) for name, m, n in zip(NAMES, one, other, strict=False)]
    usual = score_run(sheet, read)
    shuffled.shuffle(read)
    assert score_run(sheet, read) == usual


# ------------------------------------------------------------------ weights, names, YAML


def read_text(text: str) -> tuple[Rubric | None, tuple[Diagnostic, ...]]:
    return parse_rubric(text, "t.yaml", VOCABULARY)


TEXT = """id: t
title: 测试
weights_status: local
criteria:
  - id: d
    name: 维度
    points: 4
    criteria:
      - {id: d.x, name: 甲, weight: 1, measure: m, rule: {linear: {zero: 0, full: 100%}}}
      - {id: d.y, name: 乙, weight: 3, judgement: true}
"""


@pytest.mark.parametrize("weight", ["0", "-3", "-0.5"])
def test_a_negative_or_zero_weight_is_an_error_not_a_weight(weight: str) -> None:
    rubric_, found = read_text(TEXT.replace("weight: 3", f"weight: {weight}"))
    assert rubric_ is None
    assert [one.code for one in found] == ["value-range"]


def test_a_group_without_weight_is_no_division_by_zero() -> None:
    """Entropy may give a whole group of siblings nothing: then the dimension has what is left, and never NaN."""
    inner = node("i", leaf("m", "5", linear("0", "1")))
    sheet = rubric(node("a", inner, leaf("n", "5", linear("0", "1")), weighting=Weighting("critic")))
    found = run(sheet, [unit_read("甲县", m=0.5, n=0.1), unit_read("乙县", m=0.5, n=0.9)])
    assert dict(found["甲县"].nodes[0].weights) == {"i": D(0), "n": D(1)}
    assert [found[name].total for name in NAMES[:2]] == [1, 9]


def test_two_reports_of_one_name_are_one_unit_and_flagged() -> None:
    one, two = (
        report("甲县", path="a.txt", published="2024-02-01"),
        report("甲县", path="b.txt", published="2024-03-01"),
    )
    (found,) = score_run(peers_sheet(linear("0", "1")), [(one, (rate(one, "m", 0.2),)), (two, (rate(two, "m", 0.9),))])
    assert (found.total, found.flags) == (D(9), ("several_reports",))


def test_two_rows_of_one_name_are_no_value() -> None:
    sheet = rubric(node("a", leaf("法院.率", "10", linear("0", "1"), "table")))
    twice = sources(("甲县", 2023, "法院", {"率": "10%"}), ("甲 县", 2023, "法院", {"率": "90%"}))
    found = run(sheet, [unit_read("甲县")], sources=twice)["甲县"]
    assert scored(found, "法院.率").outcome is Outcome.PENDING
    assert "有2行" in scored(found, "法院.率").words


def test_a_key_written_twice_is_an_error() -> None:
    rubric_, found = read_text(TEXT.replace("    points: 4\n", "    points: 4\n    points: 5\n"))
    assert rubric_ is None
    assert "yaml-duplicate" in [one.code for one in found]


@pytest.mark.parametrize("value", ["010", "1:30", "on", "yes", "1_000", "0x10", "1e3", "2024-01-05"])
def test_what_looks_like_text_stays_text(value: str) -> None:
    rubric_, found = read_text(TEXT.replace("name: 甲", f"name: {value}"))
    assert found == ()
    assert rubric_ is not None
    assert next(rubric_.leaves()).name == value
    assert [one.code for one in read_text(TEXT.replace("weight: 3", f"weight: {value}"))[1]] == ["value-type"]
