"""Page furniture: what stands around a report and must not be read as part of it."""

from __future__ import annotations

import pytest

from scoring.text.structure import build_view
from scoring.text.view import FURNITURE, PREAMBLE, RESULT

BODY = "一年来,全县依法办事水平有了新的提高,成绩较好。\n一、规范执法\n评查案卷60卷,发现问题9个。"


def roles(source: str) -> dict[str, str]:
    view = build_view(source)
    return {view.text[s.start : s.end]: s.role for s in view.sentences}


@pytest.mark.parametrize(
    "line",
    [
        "您当前的位置:首页 > 政务公开 > 正文",
        "首页 » 公开 >> 详情",
        "索 引 号:LH012/2024-17 主题分类:政务 发布机构:县府办",
        "索引号 00012/2024-05 关键词 法治建设",
        "• 公文生成日期:2024-02-07",
        "发布时间:2024-03-18",
        "内容概述:2023年,全县依法办事水平有了提高。现予公布。",
        "时间:2024-02-08 10:10",
        "日期:2024-02-19  点击数:1 286",
        "字号:[大][中][小]",
        "【打印本页】 【关闭窗口】",
        "打印此页  关闭窗口",
        "柳政发〔2024〕8号",
    ],
)
def test_head_of_the_page(line: str) -> None:
    source = f"{line}\n柳河县2023年法治政府建设工作报告\n{BODY}"
    found = [(s.role, s.heading) for s in build_view(source).sentences]
    assert found[0] == (FURNITURE, False)
    assert roles(source)["柳河县2023年法治政府建设工作报告"] == PREAMBLE
    assert roles(source)["评查案卷60卷,发现问题9个。"] == RESULT


@pytest.mark.parametrize(
    "line",
    [
        "柳河县人民政府",
        "2024年1月5日",
        "二〇二四年一月五日",
        "202415日",
        "扫一扫在手机打开当前页",
        "附件下载",
        "相关解读",
        "抄送:市委依法治市办,市司法局。",
        "柳河县人民政府办公室 2024年1月5日印发",
        "上一篇:某镇报告",
        "主办单位:柳河县人民政府办公室",
        "分享到:微信 微博",
        "版权所有 柳河县人民政府",
        "— 12 —",
        "第3页 共9页",
    ],
)
def test_foot_of_the_page(line: str) -> None:
    view = build_view(f"{BODY}\n{line}")
    assert view.sentences[-1].role == FURNITURE
    assert [s.role for s in view.sentences].count(FURNITURE) == 1


def test_menus_before_the_title_and_links_after_the_signature() -> None:
    found = roles(f"政府信息公开\n柳河县2023年法治建设总结\n{BODY}\n柳河县人民政府\n2024年1月5日\n图解材料\n访谈材料")
    assert found["政府信息公开"] == found["图解材料"] == found["访谈材料"] == FURNITURE


def test_salutation_and_note_are_preamble() -> None:
    found = roles(f"柳河县2023年法治建设工作报告\n(2023年1月1日至11月30日)\n市人民政府:\n{BODY}")
    assert found["(2023年1月1日至11月30日)"] == found["市人民政府:"] == PREAMBLE


def test_buttons_before_the_first_sentence() -> None:
    found = roles("柳河县2023年法治建设总结 |【字体:大 中 小】 全年评查案卷60卷。 | 【关闭】")
    assert found["【字体:大中小】"] == FURNITURE
    assert found["全年评查案卷60卷。"] == RESULT


@pytest.mark.parametrize(
    "line",
    [
        "公开方式不断创新,公开平台日益完善",
        "审核:共审核各类文件66件",
        "相关信息公开187条;平台公开90条",
        "媒体报道30篇",
        "主动公开政府信息20135条",
        "首页公开90条",
        "附件共9份,均已报送。",
    ],
)
def test_lines_of_the_report(line: str) -> None:
    assert roles(f"{BODY}\n{line}\n二、公开透明。公开90条。")[line] == RESULT


def test_running_heads() -> None:
    source = f"{BODY}\n柳河县法治建设材料\n— 1 —\n公开90条。\n柳河县法治建设材料\n— 2 —\n听证4次。\n"
    view = build_view(source)
    assert [s.role for s in view.sentences if "材料" in view.text[s.start : s.end]] == [FURNITURE, FURNITURE]


def test_headings_that_come_back_are_no_running_heads() -> None:
    part = "工作做得怎么样\n评查60卷,发现问题9个,全部整改到位,并对有关单位开展了培训指导,效果良好。\n存在的问题\n缺员8人。\n"
    found = roles(BODY + "\n" + part * 3)
    assert found["存在的问题"] != FURNITURE


def test_line_that_is_nothing_but_a_button_with_a_number() -> None:
    """Its prefix is the whole line: no empty sentence is left behind it."""
    view = build_view(f"{BODY}\n【打印9件】\n二、政务公开\n公开信息9条。")
    found = [(view.text[s.start : s.end], s.role) for s in view.sentences]
    assert ("【打印9件】", FURNITURE) in found
    assert all(text for text, _ in found)
