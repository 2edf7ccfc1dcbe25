"""The report's text on the page: to the character, and every mark exactly its span."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_reader import Element, marked, read_page

from scoring.pages.marks import Mark
from scoring.pages.source_text import source_text


def make_mark(number: int, start: int, end: int, *anchors: str) -> Mark:
    return Mark(
        number, start, end, (f"c{number}",), (f"_m{number}", *anchors), f"_card.c{number}", (str(number),), "题", 0
    )


def shown(report_text: str, *spans: tuple[int, int]) -> Element:
    marks = [make_mark(number, start, end) for number, (start, end) in enumerate(sorted(spans), start=1)]
    return read_page(source_text(report_text, marks))


LINES = st.text(st.sampled_from("法治\r\n<&>\"'\t\u3000\u202e\u2069😀e\u0301一、。"), max_size=60)


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    report_text = draw(LINES)
    if not report_text:
        return "", []
    places = st.integers(0, len(report_text) - 1)
    spans = [(start, draw(st.integers(start + 1, len(report_text)))) for start in draw(st.lists(places, max_size=8))]
    return report_text, spans


@given(texts_with_spans())
def test_text_and_marks_are_exact(case: tuple[str, list[tuple[int, int]]]) -> None:
    report_text, spans = case
    page = shown(report_text, *spans)
    assert page.text == report_text
    expected = {number: report_text[start:end] for number, (start, end) in enumerate(sorted(spans), start=1)}
    assert marked(page) == expected
    # every mark has its fragment, once, on its first stretch
    ids = [part.attributes["id"] for part in page.walk() if "id" in part.attributes]
    assert sorted(ids) == sorted(f"_m{number}" for number in expected)
    for number, words in expected.items():
        assert words.startswith(page.by_id(f"_m{number}").text)
    # only where a mark begins is it reached with the keyboard
    stops = [link for link in page.all("a") if "tabindex" not in link.attributes]
    assert len(stops) == len({start for start, _ in spans})


@pytest.mark.parametrize(
    ("report_text", "lines"),
    [
        ("", []),
        ("\n", ["\n"]),
        ("甲\n\n乙", ["甲\n", "\n", "乙"]),
        # a lone carriage return ends a line, as old files have it; a pair ends one
        ("甲\r乙\r\n丙", ["甲\r", "乙\r\n", "丙"]),
    ],
)
def test_a_paragraph_per_line(report_text: str, lines: list[str]) -> None:
    assert [line.text for line in shown(report_text).all("p")] == lines


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("一、主要做法", True),
        ("　　（二）规范执法", True),
        ("第三部分 存在问题", True),
        ("十一、下步打算\r", True),
        # a sentence that begins so, a line too long, a number inside
        ("一、全面推进依法行政。", False),
        ("（一）" + "甲" * 60, False),
        ("全县一、二类事项", False),
        ("2024年工作", False),
    ],
)
def test_headings_look_like_headings(line: str, heading: bool) -> None:
    (shown_line,) = shown(line).all("p")
    assert ("h" in shown_line.classes) is heading


def test_the_shortest_mark_leads_and_both_are_named() -> None:
    long, short = make_mark(1, 0, 6, "one"), make_mark(2, 2, 4, "two")
    page = read_page(source_text("甲乙丙丁戊己", [long, short]))
    first, middle, last = page.all("mark")
    assert [stretch.text for stretch in (first, middle, last)] == ["甲乙", "丙丁", "戊己"]
    assert middle.attributes["data-m"] == "1 2"
    assert middle.attributes["data-c"] == "c1 c2"
    assert middle.all("a")[0].attributes["href"] == "#_card.c2"
    assert "several" in middle.classes
    # the number stands where a mark ends
    assert [stretch.attributes.get("data-n") for stretch in (first, middle, last)] == [None, "2", "1"]


def test_several_fragments_on_one_place() -> None:
    same = [make_mark(1, 0, 2, "one", "uno"), make_mark(2, 0, 2, "two")]
    page = read_page(source_text("甲乙丙", same))
    for fragment in ("_m1", "one", "uno", "_m2", "two"):
        assert page.by_id(fragment).text == "甲乙"
    assert len(page.all("mark")) == 1
