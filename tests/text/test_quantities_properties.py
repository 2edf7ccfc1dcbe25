"""Properties of the numeral reader that hold for any text."""

from __future__ import annotations

import time
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.text.quantities import ACCEPTED, REJECTED, Quantity, arabic, read
from scoring.text.quantities.lexicon import KINDS, NOT_WORDS, UNIT_CLASS
from scoring.text.quantities.numerals import HANZI, parse
from scoring.text.quantities.types import COUNT, RATE

# Characters that matter to the reader, so that random texts hit its branches.
_PIECES = st.sampled_from(
    [*"0123456789０９〇零一二三四五六七八九十百千万亿两廿壹拾几余多来近约超第首之分点年月日时号级届大个件人次条元成%％‰",
     *"，,。、.．:：;()（）[]〔〕《》“”‘’\"—-～至到 \u00a0\n+/×·①", "百分之", "以上", "不足", "万元", "三项制度", "进一步",
     "人次", "年", "2023", "《", "A", "全", "县", "镇"]
)  # fmt: skip
_TEXTS = st.one_of(st.lists(_PIECES, max_size=30).map("".join), st.text(max_size=60))


def _check(text: str, items: list[Quantity]) -> None:
    end = 0
    for item in items:
        assert end <= item.start <= item.number_start <= item.number_end <= item.end <= len(text)
        assert item.start < item.end
        end = item.end
        assert item.approx in ("exact", "at_least", "about", "upper", "range")
        if item.cls in REJECTED:
            assert item.reason
            assert item.value is None
            continue
        assert item.cls in ACCEPTED
        assert item.reason == ""
        assert item.value is not None
        if item.low is not None and item.high is not None:
            assert item.low <= item.high
        if item.approx == "exact":
            assert item.low == item.high == item.value
            assert (item.low_open, item.high_open) == (False, False)


@given(_TEXTS)
def test_total_ordered_and_inside_the_text(text: str) -> None:
    _check(text, read(text))


_UNITS = [unit for unit in UNIT_CLASS if unit]


@given(
    st.sampled_from(["", "共", "近", "约 ", "前", "全省前", "第", "超过"]),
    st.sampled_from(["36", "8", "1200", "98.5", "07", "36,218"]),
    st.sampled_from(_UNITS),
    st.one_of(st.sampled_from(_UNITS), _PIECES, st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)),
    _TEXTS,
)
def test_the_short_way_reads_as_the_whole_pattern(before: str, figures: str, unit: str, behind: str, rest: str) -> None:
    """Figures with a unit of one character are read without the long pattern where nothing behind them calls for it."""
    text = before + figures + unit + behind + rest
    short = read(text)
    with patch.object(arabic, "RISKY_BEHIND", {}):
        assert read(text) == short


@given(_TEXTS)
def test_no_figure_vanishes(text: str) -> None:
    """Every Arabic figure and every numeral character stands in exactly one item or inside a title or name."""
    covered = [False] * len(text)
    for item in read(text):
        for place in range(item.start, item.end):
            assert not covered[place]
            covered[place] = True
    for place, char in enumerate(text):
        if char in "0123456789０９" or char in HANZI:
            assert covered[place], (text, place)


@given(st.integers(0, 99_999_999), st.sampled_from(["件", "人次", "项", "户"]))
def test_counts_come_back(number: int, unit: str) -> None:
    (item,) = read(f"共办理{number}{unit}。")
    assert (item.cls, item.value, item.unit) == (COUNT, number, unit)


@given(st.integers(1_000, 999_999_999))
def test_thousands_marks_change_nothing(number: int) -> None:
    with_commas = f"{number:,}"
    for written in (
        with_commas,
        with_commas.replace(",", "，"),
        with_commas.replace(",", " "),
        with_commas.replace(",", "\u00a0"),
    ):
        (item,) = read(f"共{written}条")
        assert item.value == number


@given(st.decimals(0, 100, places=2))
def test_rates_come_back(percent: object) -> None:
    (item,) = read(f"满意率{percent}%。")
    assert item.cls == RATE
    assert item.value == float(f"{percent}e-2")


def _spoken(number: int) -> str:
    """The usual numeral of a number below a hundred million."""
    if number == 0:
        return "零"
    high, low = divmod(number, 10_000)
    text = _spoken(high) + "万" if high else ""
    if high and low and low < 1_000:
        text += "零"
    gap = False
    for scale, name in ((1_000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = low // scale % 10
        if digit:
            text += ("零" if gap else "") + "零一二三四五六七八九"[digit] + name
            gap = False
        elif low % scale and low >= scale:
            gap = True
    return text


@given(st.integers(1, 99_999_999))
def test_numerals_in_words_come_back(number: int) -> None:
    numeral = parse(_spoken(number))
    assert numeral is not None
    assert numeral.value == number


@given(_TEXTS)
def test_full_width_figures_change_nothing(text: str) -> None:
    wide = text.translate({ord(char): ord(char) - ord("0") + ord("０") for char in "0123456789"})
    assert read(wide) == read(text)


@pytest.mark.parametrize("word", sorted(KINDS))
def test_words_and_names_are_one_rejected_item(word: str) -> None:
    items = read(f"的{word}、")
    assert [(item.cls, f"的{word}、"[item.start : item.end]) for item in items] == [(KINDS[word], word)]


@pytest.mark.parametrize("beginning", NOT_WORDS)
def test_words_to_read_on_from_hold_a_known_word(beginning: str) -> None:
    assert any(word in beginning for word in KINDS), "an entry that shields nothing"


# Each was the worst case of some rule: runs, marks that open and never close, thousands, chains, empty fractions.
_HOSTILE = ["一", "1,", "百分之", "1 ", "123 ", "1-", "1/", "1.", "1万", "1、", "《", "“一", "一、", "一至", "〔2023", "第1",
            "1+", "a1-", "三五个", "十四五", "分别为1,234,", "2023、", "（1", "1：", "电话12345", "零", "约", "一点一"]  # fmt: skip


@pytest.mark.parametrize("piece", _HOSTILE)
def test_time_is_linear(piece: str) -> None:
    """Four times the text takes no more than about four times as long; quadratic work would take sixteen times."""

    def seconds(size: int) -> float:
        text = (piece * size)[:size]
        best = float("inf")
        for _ in range(2):
            begun = time.perf_counter()
            items = read(text)
            best = min(best, time.perf_counter() - begun)
        _check(text, items)
        return best

    assert seconds(40_000) < 9 * seconds(10_000) + 0.05
