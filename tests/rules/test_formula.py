"""Formulas: what they mean, what they come to, what cannot be read. Nothing is ever run."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.rubric.formula import FormulaError, names_in, parse_formula
from scoring.rules.formula import Worked, work_out

VALUES = {"a": Decimal(6), "b": Decimal(4), "zero": Decimal(0), "法院.败诉率（%）": Decimal(12), "c.d": Decimal("0.5")}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a + b × 2", "14"),
        ("(a + b) * 2", "20"),
        ("a − b − 1", "1"),
        ("a ÷ b ÷ 2", "0.75"),
        ("-a + 10", "4"),
        ("2 × -b", "-8"),
        ("50% × a", "3"),
        ("min(a, b, 5)", "4"),
        ("max(a; b)".replace(";", ","), "6"),
        ("coalesce(none, b)", "4"),
        ("coalesce(a ÷ zero, b)", "4"),
        ("[法院.败诉率（%）] ÷ 100", "0.12"),
        ("（a＋b）×c.d", "5"),
        ("1.5", "1.5"),
    ],
)
def test_values(text: str, value: str) -> None:
    assert work_out(parse_formula(text), VALUES) == Worked(Fraction(value))


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("a ÷ zero", Worked(None, (), True)),
        ("a ÷ (b − 4)", Worked(None, (), True)),
        ("none + a", Worked(None, ("none",))),
        ("none ÷ other", Worked(None, ("none", "other"))),
        ("none ÷ zero", Worked(None, ("none",))),
        ("min(a, none)", Worked(None, ("none",))),
        ("coalesce(none, a ÷ zero)", Worked(None, (), True)),
        ("coalesce(a ÷ zero, none)", Worked(None, ("none",))),
    ],
)
def test_states_not_errors(text: str, state: Worked) -> None:
    assert work_out(parse_formula(text), VALUES) == state


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("", "formula-end", 0),
        ("a +", "formula-end", 3),
        ("a b", "formula-rest", 2),
        ("(a", "formula-bracket", 0),
        ("min(a", "formula-bracket", 3),
        ("a)", "formula-rest", 1),
        ("mean(a)", "formula-function", 0),
        ("a ** b", "formula-rest", 3),
        ("a & b", "formula-character", 2),
        ("__import__('os')", "formula-function", 0),
        ("a.b.__class__ = 1", "formula-character", 14),
        ("(" * 60 + "a" + ")" * 60, "formula-long", 41),
        ("a + " * 200 + "a", "formula-long", 0),
    ],
)
def test_what_cannot_be_read(text: str, code: str, at: int) -> None:
    with pytest.raises(FormulaError) as caught:
        parse_formula(text)
    assert (caught.value.code, caught.value.at) == (code, at)


def test_names_once_in_order() -> None:
    assert [name.id for name in names_in(parse_formula("b ÷ a + b"))] == ["b", "a"]


@given(st.text(alphabet="ab1.+-*/()（）min,coales[] ÷%", max_size=30))
def test_no_text_makes_the_parser_fail(text: str) -> None:
    place = 0
    try:
        work_out(parse_formula(text), VALUES)
    except FormulaError as error:
        place = error.at
    assert 0 <= place <= len(text)
