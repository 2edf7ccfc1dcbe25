"""Headings in every style, inside lines and with their marks lost, and what only looks like one."""

from __future__ import annotations

import pytest

from scoring.text.structure import build_view, outline

PREAMBLE = "柳河县2023年法治政府建设工作报告\n一年来,全县上下齐心协力,依法办事的水平有了新的提高,现报告如下。\n"


def headings(source: str) -> list[tuple[int, str]]:
    """Level and words of each section below the document itself."""
    return [(level, words) for level, _, words, _ in outline(build_view(source)) if level]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # Each numbering style has its level.
        (
            "一、强化领导\n(一)专题部署\n1.细化任务\n(1)逐项落实。",
            [(1, "强化领导"), (2, "专题部署"), (3, "细化任务"), (4, "逐项落实")],
        ),
        ("（一）专题部署\n１．细化任务\n①逐项落实。", [(2, "专题部署"), (3, "细化任务"), (4, "逐项落实")]),
        ("1、细化任务。全年开会3次。\n2、压实责任。督办5次。", [(3, "细化任务"), (3, "压实责任")]),
        ("㈠专题部署\n⒈细化任务", [(2, "专题部署"), (3, "细化任务")]),
        # Parts move the numbered levels down by one.
        (
            "第一部分 工作回顾\n一、强化领导\n第二部分 存在问题\n一、人员不足",
            [(1, "工作回顾"), (2, "强化领导"), (1, "存在问题"), (2, "人员不足")],
        ),
        # A run-in heading ends at its full stop, an item at the first punctuation mark.
        ("(二)应诉水平明显提升。全年出庭9次。", [(2, "应诉水平明显提升")]),
        ("一是抓学习,组织培训3期。二是抓评查。抽查案卷60卷。", [(4, "抓学习"), (4, "抓评查")]),
        ("首先,抓学习。其次,抓评查。", [(4, "抓学习"), (4, "抓评查")]),
        ("第一,抓学习;第二,抓评查。", [(4, "抓学习"), (4, "抓评查")]),
        # Markdown and bold type are only dress.
        ("## 一、强化领导\n开会3次。\n**（一）专题部署**\n部署5次。", [(1, "强化领导"), (2, "专题部署")]),
        # Lost bracket, lost number with its comma kept.
        ("(一)专题部署。开会3次。\n)压实责任。督办5次。", [(2, "专题部署"), (2, "压实责任")]),
        # The full stop before a counted item is lost.
        ("一是抓学习。办班3期。二是抓评查,以查促改三是抓整改。", [(4, "抓学习"), (4, "抓评查"), (4, "抓整改")]),
        # A title in the heading's sentence is not part of its words when the stop is far.
        (
            "三、加快制度建设出台《柳河县行政执法监督办法》等五项制度,对监督的方式、程序和责任作出了明确具体的规定。",
            [(1, "加快制度建设出台")],
        ),
    ],
)
def test_styles(source: str, expected: list[tuple[int, str]]) -> None:
    assert headings(source) == expected


def test_headings_inside_one_line() -> None:
    source = (
        "柳河县2023年法治政府建设报告 全县依法办事水平有了新的提高,现报告如下: 一、履职情况 (一)优化服务。办件3万件。"
        " (二)规范决策。听证4次。 二、不足和原因 (一)力量不足。缺员8人。 三、2024年安排 招录3人。"
    )
    assert headings(source) == [
        (1, "履职情况"),
        (2, "优化服务"),
        (2, "规范决策"),
        (1, "不足和原因"),
        (2, "力量不足"),
        (1, "2024年安排"),
    ]
    alone = [s for s in build_view(source).sentences if s.heading]
    assert len(alone) == 3


def test_heading_inside_a_line_ended_by_a_blank() -> None:
    view = build_view("现将情况公布如下: 一、化解争议 收到复议申请58件,审结40件。 二、依法决策 听证4次,采纳意见9条。")
    texts = [view.text[s.start : s.end] for s in view.sentences]
    assert texts[1:] == ["一、化解争议", "收到复议申请58件,审结40件。", "二、依法决策", "听证4次,采纳意见9条。"]


@pytest.mark.parametrize(
    "sentence",
    [
        "2.17万条信息已公开。",
        "3.5%的案件被纠正。",
        "2024.3.6日印发。",
        "根据第(一)项规定办理。",
        "适用条例第三条(二)款规定。",
        "第一、二、三产业协调发展。",
        "一、二级响应各启动1次。",
        "落实《纲要(2015-2020年)》要求。",
        "12、13日连续检查。",
        "统一是关键。",
        "压实第一责任人职责。",
        "“一是一、二是二”地办。",
    ],
)
def test_no_heading(sentence: str) -> None:
    assert headings("一、主要工作\n" + sentence) == [(1, "主要工作")]


def test_line_without_number_heads_a_section() -> None:
    source = (
        PREAMBLE
        + "一、强化领导\n(一)专题部署。开会3次。\n严格监督用权,织密制约之网\n(一)接受监督。办理建议30件。\n三、公开透明\n公开信息9条。"
    )
    assert [words for level, words in headings(source) if level == 1] == [
        "强化领导",
        "严格监督用权,织密制约之网",
        "公开透明",
    ]


def test_short_first_sentence_names_a_paragraph() -> None:
    source = (
        PREAMBLE
        + "抓好学习,打牢基础。举办专题讲座六场,各村干部全部参加,效果较好。\n规范执法,服务群众。所办案件没有一件引发争议,群众比较满意。"
    )
    assert headings(source) == [(1, "抓好学习,打牢基础"), (1, "规范执法,服务群众")]


def test_words_in_heavy_brackets_name_a_paragraph() -> None:
    source = PREAMBLE + "【执法监督】评查案卷30卷。\n【存在问题】人手不足。\n【下一步打算】招录3人。"
    assert [(words, role) for level, role, words, _ in outline(build_view(source)) if level] == [
        ("执法监督", "result"),
        ("存在问题", "problem"),
        ("下一步打算", "plan"),
    ]


def test_bold_line_heads_a_section() -> None:
    source = (
        PREAMBLE
        + "<p><strong>执法监督</strong></p><p>评查案卷30卷。</p><p><strong>争议化解</strong></p><p>审结复议9件。</p>"
    )
    assert headings(source) == [(1, "执法监督"), (1, "争议化解")]


def test_path_and_sections_cover_the_text() -> None:
    view = build_view(PREAMBLE + "一、强化领导\n(一)专题部署。开会3次。\n二、公开透明\n公开信息9条。")
    assert view.sections[0].start == 0
    assert view.sections[0].end == len(view.text)
    paths = {view.text[s.start : s.end]: view.sections[s.section].path for s in view.sentences}
    assert paths["开会3次。"] == "强化领导 / 专题部署"
    assert paths["公开信息9条。"] == "公开透明"
    for section in view.sections:
        inside = [s for s in view.sentences if view.sections[s.section] is section]
        assert all(section.start <= s.start < s.end <= section.end for s in inside)


def test_outline_places_are_in_the_source() -> None:
    source = "<p>现报告如下:</p>\n<p>一、强化&nbsp;领导</p><p>开会3次。</p>"
    assert outline(build_view(source))[1] == (1, "result", "强化领导", source.index("一、"))
