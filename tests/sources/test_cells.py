"""What cells say: numbers, percentages, not applicable, and what only looks like a number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.sources.cells import exact, from_double, is_not_applicable, looks_like_number, number_text, read_number
from scoring.sources.types import NOT_APPLICABLE, NUMBER, UNREADABLE


@pytest.mark.parametrize(
    ("text", "value", "percent"),
    [
        ("3", "3", False),
        ("3.50", "3.5", False),
        (".5", "0.5", False),
        ("-2", "-2", False),
        ("+2", "2", False),
        ("0", "0", False),
        ("-0", "0", False),
        ("0.95", "0.95", False),
        ("95%", "0.95", True),
        ("100 %", "1", True),
        ("0.5%", "0.005", True),
        ("1,234", "1234", False),
        ("1,234,567.8", "1234567.8", False),
        ("  12 ", "12", False),
    ],
)
def test_numbers(text: str, value: str, percent: bool) -> None:
    reading = read_number(text)
    assert (reading.state, reading.value, reading.percent, reading.problem) == (NUMBER, Decimal(value), percent, "")


@pytest.mark.parametrize(("text", "value"), [("３．５", "3.5"), ("９５％", "0.95"), ("－２", "-2"), ("1，234", "1234")])
def test_full_width_numbers_are_read_and_doubted(text: str, value: str) -> None:
    reading = read_number(text)
    assert (reading.state, reading.value, reading.problem) == (NUMBER, Decimal(value), "full-width")


@pytest.mark.parametrize(
    ("text", "problem", "meant"),
    [
        ("3分", "with-unit", "3"),
        ("3.5 分", "with-unit", "3.5"),
        ("12件", "with-unit", "12"),
        ("8‰", "with-unit", "8"),
        ("95%以上", "approximate", ""),
        ("近500", "approximate", ""),
        ("50余", "approximate", ""),
        ("≥95%", "approximate", ""),
        ("约3", "approximate", ""),
        ("3-5", "approximate", ""),
        ("80%—90%", "approximate", ""),
        ("010", "leading-zero", ""),
        ("007", "leading-zero", ""),
        ("1,5", "grouping", ""),
        ("1.2.3", "grouping", ""),
        ("12345678901234567", "long", ""),
        ("二十", "no-number", ""),
        ("1E5", "no-number", ""),
        ("3²", "no-number", ""),
        ("8/10", "no-number", ""),
        ("#N/A", "no-number", ""),
        ("inf", "no-number", ""),
        ("待定", "no-number", ""),
        ("٣", "no-number", ""),
    ],
)
def test_what_only_looks_like_a_number_is_no_number(text: str, problem: str, meant: str) -> None:
    reading = read_number(text)
    assert (reading.state, reading.value, reading.problem) == (UNREADABLE, None, problem)
    if meant:
        assert reading.meant == meant


@pytest.mark.parametrize("text", ["不适用", "无", "－", "-", "—", "——", "/", "／", "N/A", "n/a", "不涉及", " 无 "])
def test_not_applicable(text: str) -> None:
    assert is_not_applicable(text)
    assert read_number(text).state == NOT_APPLICABLE


def test_states_are_different_things() -> None:
    """A number with its measure word, full-width digits, not applicable and zero are never one thing."""
    states = {(read_number(text).state, read_number(text).problem) for text in ("3分", "３．５", "不适用", "0")}
    assert len(states) == 4


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused_with_a_name(text: str) -> None:
    reading = read_number(text)
    assert (reading.value is not None) == (reading.state == NUMBER)
    if reading.value is not None:
        assert reading.value.is_finite()
    if reading.state == UNREADABLE:
        assert reading.problem
    looks_like_number(text)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9))
def test_a_written_number_reads_as_itself(value: Decimal) -> None:
    assert read_number(number_text(value)).value == value
    assert read_number(f"{number_text(value)}%").value == value / 100


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=-(10**6), max_value=10**6))
def test_a_stored_double_is_what_was_typed(value: Decimal) -> None:
    assert from_double(float(value)) == value
    assert exact(value) == value
    assert "E" not in str(exact(value))


def test_sums_of_doubles_lose_their_noise() -> None:
    assert from_double(0.1 + 0.2) == Decimal("0.3")
    with pytest.raises(ValueError, match="finite"):
        from_double(float("nan"))
