"""Sentences: where they end, and that they cover the text in order."""

from __future__ import annotations

import pytest

from scoring.text.structure import build_view


def sentences(source: str) -> list[str]:
    view = build_view(source)
    return [view.text[s.start : s.end] for s in view.sentences]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("受理36件。审结30件！还有吗？有。", ["受理36件。", "审结30件!", "还有吗?", "有。"]),
        # A semicolon ends a clause only.
        ("受理36件；审结30件；其余在办。", ["受理36件;审结30件;其余在办。"]),
        ("占3.5%,合计2.17万条。", ["占3.5%,合计2.17万条。"]),
        ("受理36件\n审结30件", ["受理36件", "审结30件"]),
        # Not inside quotations, brackets and titles that close.
        ("提出“有案必立。有错必纠。”的要求。办结3件。", ["提出“有案必立。有错必纠。”的要求。", "办结3件。"]),
        ("受理36件(上年31件。增长两成)。办结3件。", ["受理36件(上年31件。增长两成)。", "办结3件。"]),
        ("开展“怎么看?怎么办?”大讨论。办结3件。", ["开展“怎么看?怎么办?”大讨论。", "办结3件。"]),
        ("出版《依法行政!在路上》一书。", ["出版《依法行政!在路上》一书。"]),
        ("他说:“坚决整改。”会后办结3件。", ["他说:“坚决整改。”", "会后办结3件。"]),
        # Where the other half was lost nothing is swallowed.
        ("刊发‘一把手谈法”文章5篇。办结3件。", ["刊发‘一把手谈法”文章5篇。", "办结3件。"]),
        ("开展“回头看行动。办结3件。结案2件。", ["开展“回头看行动。", "办结3件。", "结案2件。"]),
        # A point between characters ends sentences only where it is used for that.
        ("受理36件.\n全部办结.群众满意.成效明显.", ["受理36件.", "全部办结.", "群众满意.", "成效明显."]),
        ("买买提.艾力被评为先进。办结3件。", ["买买提.艾力被评为先进。", "办结3件。"]),
        ("。。。", ["。。。"]),
        ("", []),
    ],
)
def test_sentences(source: str, expected: list[str]) -> None:
    assert sentences(source) == expected


def test_run_in_heading_is_marked() -> None:
    view = build_view("(二)应诉水平提升。出庭9次。\n(三)强化评查力度\n评查60卷。")
    marks = [(view.text[s.start : s.end], s.heading, s.run_in) for s in view.sentences]
    assert marks == [
        ("(二)应诉水平提升。", False, True),
        ("出庭9次。", False, False),
        ("(三)强化评查力度", True, False),
        ("评查60卷。", False, False),
    ]


@pytest.mark.parametrize("line", ["一、全年评查案卷60卷", "1.编制决策目录;", "2.力争出庭率达到95%。"])
def test_items_with_content_are_no_mere_headings(line: str) -> None:
    assert not any(s.heading for s in build_view(line).sentences)


def test_paragraphs_are_numbered() -> None:
    view = build_view("甲县受理36件。审结30件。\n乙县受理5件。")
    assert [s.paragraph for s in view.sentences] == [0, 0, 1]
