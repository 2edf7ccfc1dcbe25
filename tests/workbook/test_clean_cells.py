"""What may stand in a cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.messages.workbook import CUT_MARK
from scoring.tables.clean import CELL_LIMIT, clean, cut, fits, utf16_length


@pytest.mark.parametrize(
    ("text", "cleaned", "lost"),
    [
        ("正文\t一\n二", "正文\t一\n二", False),
        ("一\r\n二\r三", "一\n二\n三", False),
        ("一\x00二\x0b三\x1f", "一二三", True),
        ("残\ud83d缺\udc00", "残缺", True),
        ("\ufffe尾\uffff", "尾", True),
        ("\x85\x9f", "", True),
        ("😀 emoji", "😀 emoji", False),
        ("", "", False),
    ],
)
def test_clean(text: str, cleaned: str, lost: bool) -> None:
    assert clean(text) == (cleaned, lost)


def test_the_limit_is_in_utf16_units() -> None:
    assert fits("字" * CELL_LIMIT)
    assert not fits("字" * (CELL_LIMIT + 1))
    assert fits("😀" * (CELL_LIMIT // 2))
    assert not fits("😀" * (CELL_LIMIT // 2 + 1))


@given(st.lists(st.sampled_from(["字", "😀", "a"]), min_size=100, max_size=100), st.integers(330, 700))
def test_cut_keeps_as_much_as_fits(parts: list[str], times: int) -> None:
    text = "".join(parts) * times
    if fits(text):
        return
    shown, kept = cut(text)
    assert shown == text[:kept] + CUT_MARK
    assert CELL_LIMIT - 1 <= utf16_length(shown) <= CELL_LIMIT
