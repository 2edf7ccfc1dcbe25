"""Hard wraps, scattered blanks and punctuation widths change nothing that is read."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.text.structure import build_view

# Paragraphs of a report written for this test: run-in and standing headings, items, numbers, titles, quotations.
REPORT = """柳河县人民政府2023年法治政府建设工作报告
2023年,柳河县把群众评价当作尺子,对照年初定下的清单逐项推进,依法办事的水平比上年又有提高。现将有关情况报告如下。
一、工作开展情况
(一)压实责任抓统筹。县长主持研究法治议题5次,在会上带头学法12次。二十二个乡镇的主要负责人全部述法,督察反馈问题118个,已经改好112个,余下的6个列入台账逐月销号。
(二)严格程序抓决策。年初公布决策事项目录,列入事项4项,听证会开了3场,征得意见1326条,采用214条。对2022年底以前印发的文件逐件过筛,共梳理306件,留用189件,废止64件,失效53件。
(三)严管队伍抓执法。参加资格考试的有1902人,通过率95.3%;换发证件1847个,注销不在岗人员证件136个。评查案卷150份,其中优秀的占26%,对问题较多的5个单位发出监督建议书。
(四)畅通渠道解纠纷。收到复议申请131件,审结136件(含上年结转9件),直接纠错11件,占比8.1%。调解组织成功调处2688件,涉及金额1.03亿元,免罚金额约872万元。
二、存在的问题
一是复议案件增长较快,人均办案超过80件;二是个别乡镇承接执法事项的能力还不够,三个镇全年没有办过一件案子;三是数据归集不全,归集率只有72%。
三、下一步打算
2024年,我们将重点抓好三件事。一是出庭应诉率稳定在95%以上,正职出庭不少于五成。二是把首违不罚事项扩展到400项,涉企检查再压减20%。三是举办“法律明白人”培训不少于4期,让每个村都有5名以上的骨干。
柳河县人民政府
2024年1月15日"""
JOINED = frozenset("0123456789.,%:/-")


def wrapped(text: str, width: int, seed: int | None = None) -> str:
    """`text` with lines of prose broken at `width` characters (at 20 to 40 with `seed`), never inside a number."""
    chance = random.Random(seed)
    lines: list[str] = []
    for line in text.split("\n"):
        rest = line
        while len(line) > 45:
            at = width if seed is None else chance.randint(20, 40)
            while at < len(rest) and rest[at - 1] in JOINED and rest[at] in JOINED:
                at += 1
            if at >= len(rest):
                break
            lines.append(rest[:at])
            rest = rest[at:]
        lines.append(rest)
    return "\n".join(lines)


def reading(source: str) -> list[tuple[str, str, bool, str]]:
    """What is read of a text: sentences with role, heading mark and section."""
    view = build_view(source)
    return [(view.text[s.start : s.end], s.role, s.heading, view.sections[s.section].path) for s in view.sentences]


PLAIN = reading(REPORT)


def test_the_report_is_read_as_meant() -> None:
    assert len(PLAIN) == 27
    assert [role for _, role, _, _ in PLAIN].count("problem") == 4
    assert [role for _, role, _, _ in PLAIN].count("plan") == 5


@pytest.mark.parametrize("width", range(20, 41))
def test_wrapped_at_one_width(width: int) -> None:
    assert reading(wrapped(REPORT, width)) == PLAIN


@pytest.mark.parametrize("seed", range(8))
def test_wrapped_at_many_widths(seed: int) -> None:
    assert reading(wrapped(REPORT, 30, seed)) == PLAIN


@pytest.mark.parametrize("indent", ["\u3000\u3000", "    "])
@pytest.mark.parametrize("width", [24, 30, 36])
def test_wrapped_with_indented_paragraphs(indent: str, width: int) -> None:
    assert reading(wrapped(REPORT.replace("\n", "\n" + indent), width)) == PLAIN


@pytest.mark.parametrize("number", ["— {} —", "{}", "第{}页"])
def test_page_numbers_inside_sentences(number: str) -> None:
    lines = wrapped(REPORT, 28).split("\n")
    pages = ["\n".join(lines[at : at + 9]) + "\n" + number.format(at // 9 + 1) for at in range(0, len(lines), 9)]
    assert [r for r in reading("\n".join(pages)) if r[1] != "furniture"] == [r for r in PLAIN if r[1] != "furniture"]


def test_running_heads_inside_sentences() -> None:
    lines = wrapped(REPORT, 28).split("\n")
    pages = [f"柳河县法治建设材料\n— {at} —\n" + "\n".join(lines[at : at + 7]) for at in range(0, len(lines), 7)]
    assert [r for r in reading("\n".join(pages)) if r[1] != "furniture"] == [r for r in PLAIN if r[1] != "furniture"]


@pytest.mark.parametrize(
    "source",
    [
        # Items of a list, one per line, are not one sentence.
        "开展法治督察3次,发现问题118个\n评查案卷150份,优秀率26%以上\n举办培训班4期,参加人数达千人\n办理复议案件131件,审结136件\n公开信息8600条,答复申请18件",
        # Titles of related reports.
        "柳河县人民政府2023年法治政府建设报告\n青山县人民政府2023年法治政府建设报告\n白水县人民政府2023年法治政府建设报告\n赤岭县人民政府2023年法治政府建设报告",
        # Sentences on lines of their own.
        "开展法治督察3次,发现问题118个。\n评查案卷150份,优秀率26%以上。\n举办培训班4期,参加人数达千人。",
    ],
)
def test_lines_that_are_not_wrapped(source: str) -> None:
    assert build_view(source).text == source


def test_standing_headings_are_not_joined() -> None:
    source = wrapped(REPORT.replace("(二)严格程序抓决策。", "(二)严格程序抓好重大行政决策和文件管理\n"), 26)
    assert ("(二)严格程序抓好重大行政决策和文件管理", "result", True) in [r[:3] for r in reading(source)]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, len(REPORT)), max_size=60))
def test_no_break_blanks_anywhere(places: list[int]) -> None:
    source = REPORT
    for at in sorted(set(places), reverse=True):
        source = source[:at] + "\xa0" + source[at:]
    assert reading(source) == PLAIN


def test_punctuation_of_either_width() -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) if 0x21 <= ord(c) <= 0x7E and not c.isalnum() else c for c in REPORT)
    assert reading(wide) == PLAIN
    assert reading(wide.translate({ord("０") + i: str(i) for i in range(10)})) == PLAIN


def test_blank_lines_and_indents() -> None:
    assert reading(REPORT.replace("\n", "\r\n\r\n    \xa0\r\n\u3000\u3000")) == PLAIN
