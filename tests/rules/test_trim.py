"""What is left out of means."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.rubric.rule_specs import JudgementSpec, Level, LevelsSpec, Worth
from scoring.rules import RuleInputs, Vote, award
from scoring.rules.trim import trim_words, trimmed

D = Decimal


@pytest.mark.parametrize(
    ("worth", "trim", "kept"),
    [([1, 3, 4, 5], 1, "bc"), ([1, 5], 1, "ab"), ([2, 2, 2], 1, "b"), ([5, 1, 3], 0, "abc"), ([5, 1, 3, 2, 4], 2, "c")],
)
def test_trimmed(worth: list[int], trim: int, kept: str) -> None:
    assert "".join(trimmed(list(zip(map(D, worth), "abcde", strict=False)), trim)) == kept


@given(st.lists(st.integers(0, 10), min_size=1, max_size=9), st.integers(0, 3))
def test_the_mean_does_not_hang_on_the_order(points: list[int], trim: int) -> None:
    spec = JudgementSpec(trim=trim)
    found = {
        award(spec, D(10), RuleInputs(votes=tuple(Vote(points=D(one)) for one in order))).points
        for order in (points, points[::-1], sorted(points))
    }
    assert len(found) == 1


def test_levels() -> None:
    spec = LevelsSpec(
        tuple(Level(name, Worth(points=D(worth))) for name, worth in (("好", 5), ("中", 3), ("差", 0))), 1
    )
    votes = tuple(Vote(level=level) for level in "好中差中")
    found = award(spec, D(5), RuleInputs(votes=votes))
    assert (found.points, found.words[:22]) == (D(3), "4人评分，去掉1个最高和1个最低，“中”2票")


def test_words() -> None:
    assert (trim_words(1, 1), trim_words(3, 0)) == ("", "")
    assert "不去掉" in trim_words(2, 1)
