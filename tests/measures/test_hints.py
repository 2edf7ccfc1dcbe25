"""Words that one pass finds are those that stand in the text."""

from __future__ import annotations

import pytest

from scoring.measures import spans

TEXT = "五年来(2018年)，共调解64件，较上年(61件)增长；其中35件不计入本局，三年间未计入。年度(含)"


@pytest.mark.parametrize(
    "text", ["", "年", "来年", TEXT, TEXT[::-1], TEXT[:12], TEXT[20:], "不在统计不含在内不纳入期("]
)
def test_the_hints_in_a_text(text: str) -> None:
    hints = spans.hints_in(text)
    assert all((word in hints) == (word in text) for word in spans._ALL_HINTS)
