"""What holds for the view of any text whatever."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.text.clean import NOISE, fold
from scoring.text.structure import build_view, outline
from scoring.text.view import FURNITURE, PLAN, PREAMBLE, PROBLEM, RESULT, View

ROLES = {FURNITURE, PLAN, PREAMBLE, PROBLEM, RESULT}
PIECES = [
    *(
        "一、",
        "二、",
        "(一)",
        "（二）",
        "1.",
        "2、",
        "一是",
        "二是",
        "首先,",
        "第一,",
        "第一部分",
        ")",
        "①",
        "存在的问题",
        "下一步打算",
        "2024年",
    ),
    *(
        "存在的主要问题是:",
        "下一步,我县将",
        "还存在不足",
        "不足:",
        "措施:",
        "打算,",
        "规范执法",
        "受理",
        "36",
        "3 860",
        "件",
        "98%",
        "。",
        ",",
        ";",
        "!",
        "\n",
        "\n\n",
        " ",
    ),
    *(
        "\xa0",
        "\t",
        "    ",
        "|",
        "《",
        "》",
        "“",
        "”",
        "(",
        ")",
        "<p>",
        "</p>",
        "<td>",
        "<tr>",
        "&nbsp;",
        "&#20214;",
        "**",
        "# ",
        "— 1 —",
    ),
    *(
        "柳河县人民政府",
        "2024年1月5日",
        "打印本页",
        "索引号:",
        "法治政府建设工作报告",
        "全年评查案卷六十卷没有发现突出的问题并且得到充分肯定",
    ),
]
BLANK = re.compile(f"[{NOISE}|]")


def check(view: View) -> None:
    """Offsets, order, nesting and roles are as `View` promises."""
    text = view.text
    assert len(text) == len(view.index)
    assert list(view.index) == sorted(view.index)
    end = 0
    for sentence in view.sentences:
        assert end <= sentence.start < sentence.end <= len(text)
        assert "\n" not in text[sentence.start : sentence.end]
        assert not text[end : sentence.start].strip("\n")
        end = sentence.end
        assert sentence.role in ROLES
        section = view.sections[sentence.section]
        assert section.start <= sentence.start
        assert sentence.end <= section.end
        assert sentence.role in (section.role, FURNITURE, PREAMBLE)
        span = view.to_source(sentence.start, sentence.end)
        assert 0 <= span.start < span.end <= len(view.source)
        assert (sentence.row is not None) == ("|" in text[sentence.start : sentence.end])
        if sentence.row:
            assert all(sentence.start <= c.start <= c.end <= sentence.end for c in sentence.row.cells)
            assert len(sentence.row.header) == len(sentence.row.cells)
    assert not text[end:].strip("\n")
    starts = [section.start for section in view.sections]
    assert starts == sorted(starts)
    assert all(place <= len(view.source) for *_, place in outline(view))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_any_report(source: str) -> None:
    view = build_view(source)
    check(view)
    if "<" not in source and "&" not in source and "*" not in source and "#" not in source:
        # Nothing but blanks and page numbers between two halves of a sentence is left out of the working text.
        for sentence in view.sentences:
            span = view.to_source(sentence.start, sentence.end)
            quote = BLANK.sub("", fold(source[span.start : span.end])).replace("—1—", "")
            assert quote == BLANK.sub("", view.text[sentence.start : sentence.end]).replace("—1—", "")


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text(source: str) -> None:
    check(build_view(source))


@pytest.mark.parametrize(
    "unit",
    [
        *("一", "(", "“", "《", "。", "|", "<", "1", " ", "\n", "、", "是", "\u3000", "㈠", "—"),
        *(
            "一是",
            "(一)",
            "一、",
            "\n一、",
            "\n1.",
            "“。",
            "(。",
            "1 ",
            "a\n",
            "受理\n1\n",
            "受理\t1\n",
            "a|1\n",
            "存在问题",
            "下一步,将",
            "\n存在的问题:",
        ),
    ],
)
def test_long_runs_of_one_thing(unit: str) -> None:
    """A reading in quadratic time would not come back from these."""
    view = build_view(unit * (40_000 // len(unit)))
    assert len(view.text) == len(view.index)


def test_one_line_of_a_million_characters() -> None:
    view = build_view("全年受理复议申请36件,审结30件。" * 60_000)
    assert len(view.sentences) == 60_000


def test_deep_brackets() -> None:
    assert len(build_view("(" * 50_000 + "。" + ")" * 50_000).sentences) == 1
