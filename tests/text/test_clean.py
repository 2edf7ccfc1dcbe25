"""Cleaning: what goes, what joins, what stays apart, and that every character keeps its place in the source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.text.clean import Edit, apply, clean, fold, thousands
from scoring.text.structure import build_view


def working(source: str) -> str:
    return build_view(source).text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        # White space of every kind inside a paragraph goes.
        ("规范性文件 14件", "规范性文件14件"),
        ("规范性\u3000文件\t14\xa0件", "规范性文件14件"),
        ("复\u200b议\ufeff案\xad件", "复议案件"),
        ("\u202a复议\u202c", "复议"),
        # Paragraphs are one line end apart, however many there were; ends of other systems count alike.
        ("甲县。\r\n\r\n  乙县。\r丙县。\u2028丁县。", "甲县。\n乙县。\n丙县。\n丁县。"),
        ("\n\n 甲县。\n", "甲县。"),
        # Between digits no-break and zero-width characters join.
        ("公示3\xa0860条", "公示3860条"),
        ("公示3\u200b8\u202f60条", "公示3860条"),
        # One blank joins when it makes groups of three.
        ("公示3 860条", "公示3860条"),
        ("罚没1 140万元", "罚没1140万元"),
        ("公开5 900余条", "公开5900余条"),
        ("共12 345 678元", "共12345678元"),
        ("点击数:1 286", "点击数:1286"),
        # So does the comma between groups of three; not one between items.
        ("1,583人参加,12,345,678元", "1583人参加,12345678元"),
        ("分别为206,318件", "分别为206,318件"),
        ("共3件,120人", "共3件,120人"),
        # The figures of a scan, before what they count.
        ("审结 4 6 件", "审结46件"),
        ("罚款632. 8 万元,占99. 98 ％", "罚款632.8万元,占99.98%"),
        ("1. 3项工作", "1. 3项工作"),
        ("占 1 2 3", "占1 2 3"),
        # Anything else stays apart by one blank.
        ("服务8  860家", "服务8 860家"),
        ("参加12 34人", "参加12 34人"),
        ("公示3 8605条", "公示3 8605条"),
        ("2022年 12月", "2022年12月"),
        ("2022 123件", "2022 123件"),
        ("2018/3/6 11:24:00", "2018/3/6 11:24:00"),
        ("2018-3-6 112件", "2018-3-6 112件"),
        ("占3.5 112件", "占3.5 112件"),
        ("1. 2022年完成", "1. 2022年完成"),
        # Full-width forms are folded one to one; Chinese stops and quotes stay.
        ("（一）受理９０件，占３．５％；", "(一)受理90件,占3.5%;"),
        ("“甲”、《乙》〔2023〕3号。", "“甲”、《乙》〔2023〕3号。"),
        ("⼀、加强领导", "一、加强领导"),
        # Leftovers of pages.
        ("<p>甲县</p><p>乙县</p>", "甲县\n乙县"),
        ("甲县<br/>乙县", "甲县\n乙县"),
        ("受理<span style='a b'>20</span><span>23</span>件", "受理2023件"),
        ("受理3&nbsp;860件,占98&#37;", "受理3860件,占98%"),
        ("甲&#20214;&amp;乙&ensp;丙", "甲件&乙丙"),
        ("甲<!-- 隐藏 -->乙<script>var a='受理3件';</script>丙<style>p{}</style>", "甲乙丙"),
        ("甲<!-- 没有结尾", "甲<!--没有结尾"),
        ("受理<2019年>和<<条例>>件", "受理<2019年>和<<条例>>件"),
        ("R&D投入AT&T", "R&D投入AT&T"),
        ("**加强领导**。", "加强领导。"),
    ],
)
def test_working_text(source: str, text: str) -> None:
    assert working(source) == text


def test_each_character_keeps_its_offset() -> None:
    source = "  受理\xa0３ 件，占 98&#37;。\n<p>完成</p>"
    view = build_view(source)
    assert view.text == "受理3件,占98%。\n完成"
    for start, char in zip(view.index, view.text, strict=True):
        if char not in "\n%":
            assert fold(source[start]) == char


@pytest.mark.parametrize(
    ("source", "part", "quote"),
    [
        ("受理 36 件", "36件", "36 件"),
        ("占98&#37;以上", "98%", "98&#37;"),
        ("占98&#37;以上", "%以上", "&#37;以上"),
        ("共<b>1</b>&nbsp;286件", "1286件", "1</b>&nbsp;286件"),
        ("占９８％", "98%", "９８％"),
    ],
)
def test_quotes_are_slices_of_the_source(source: str, part: str, quote: str) -> None:
    view = build_view(source)
    at = view.text.index(part)
    span = view.to_source(at, at + len(part))
    assert source[span.start : span.end] == quote


def test_cells_and_rows_of_html_tables() -> None:
    source = (
        "<table><tr><th>项目</th><th>数量</th></tr>\n<tr>\n<td><p>来件</p></td>\n<td>181</td></tr></table><p>完</p>"
    )
    assert clean(source).text == "项目|数量\n来件|181\n完"


def test_empty_cells_are_kept() -> None:
    source = "<table><tr><td></td><td>甲</td><td></td></tr><tr><td>来件</td><td></td><td>18</td></tr></table>"
    assert clean(source).text == "|甲|\n来件||18"


def test_edits_keep_the_index() -> None:
    cleaned = clean("受理 3 860 件")
    edited = apply(cleaned, [*thousands(cleaned.text), Edit(0, 0, "|")])
    assert edited.text == "|受理3860件"
    assert [edited.source[i] for i in edited.index[1:]] == list("受理3860件")


@given(st.text(max_size=300))
def test_any_text_is_cleaned(source: str) -> None:
    cleaned = clean(source)
    assert len(cleaned.text) == len(cleaned.index)
    assert list(cleaned.index) == sorted(cleaned.index)
    assert all(0 <= at < len(source) for at in cleaned.index)


@given(
    st.lists(
        st.sampled_from(["3", "８", " ", "\xa0", "件", "<b>", "</p>", "&nbsp;", "&#37;", "\n", ".", "<!--", "-->"])
    )
)
def test_any_markup_is_cleaned(pieces: list[str]) -> None:
    source = "".join(pieces)
    cleaned = clean(source)
    assert len(cleaned.text) == len(cleaned.index)
    assert list(cleaned.index) == sorted(cleaned.index)


@pytest.mark.parametrize(
    "unit", ["<", "<a ", "<!--", "<script>", "&#", "&nbsp;", "1 ", "**", " ", "\xa01", "</td><td>"]
)
def test_long_runs_of_one_thing(unit: str) -> None:
    """A reading in quadratic time would not come back from these."""
    source = unit * (100_000 // len(unit))
    cleaned = clean(source)
    assert len(cleaned.text) == len(cleaned.index) <= len(source)
