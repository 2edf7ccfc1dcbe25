"""The compiled kernel gives what the Python functions give, on any text; without it everything works."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from scoring.documents import decode
from scoring.documents.metadata import header, unit_types
from scoring.documents.metadata.window import window
from scoring.text import clean, kernel, scan, structure
from scoring.text.quantities import reader
from scoring.text.quantities.lexicon import BEFORE_BOUNDS, UNIT_GUARDS
from scoring.text.quantities.names import SLOGANS
from scoring.text.structure import build_view

needs_kernel = pytest.mark.skipif(kernel.native is None, reason="the kernel is not built (make kernel)")

# Characters and words that decide something, thick enough to meet one another.
DECIDING = (
    "一二三四五六七八九十百千万亿零两半几数第首其再最〇0123456789０９.．,，、:：;；。！？!?（）()《》“”‘’「」『』\"'【】[]〔〕"
    "是要部分章篇节程素件次项名个年月日号度底初份时点元%％‰成余多约近超上下以内左右级届等奖功台家户条起位所市县区镇乡街道村局委厅"
    "①⒈㈠Ⅳ⼀豈﹪\u3000\xa0\u200b\ufeff\x85\u2028\t\r\n -—~|的了在和与及向对法治政府中国壹拾佰廿卅２A\U00020000\ue000\x00\x1a"
)
WORDS = (
    "2023年", "2024年度", "2023年12月3日", "2022年—2024年", "百分之九十八", "三分之二", "98.5%", "3 860", "12,345件", "近500余件", "不少于", "一是", "（一）", "第一，",
    "首先，", "下一步", "存在的问题", "目前", "差距", "工作打算：", "措施，", "一村一警", "五位一体", "进一步", "“1+8+N”", "《2023年要点》", "十四五", "首批", "十件",
    "(共3件。其中2件)", "“怎么办？”的", "各县市区", "县级市", "12个县", "市人民法院", "全市", "在省委、省政府", "政府规章", "市、镇两级", "各乡镇(街道)", "\n\n", "。\n",
)  # fmt: skip
texts = st.lists(st.one_of(st.sampled_from(DECIDING), st.sampled_from(WORDS), st.characters()), max_size=60).map(
    "".join
)


@needs_kernel
@settings(max_examples=300, deadline=None)
@given(texts)
@example("“" + "甲" * 23 + "3”共3件")
@example("《" + "甲" * 79 + "3》3件")
@example("2024年13月1日，2024年2月31日，2024年02月3日，1999年5月末")
@example("前3名、-5%、1234,5678、007件、3.141592653589793%、95%以上")
@example("36681件，20231件，19012345人，123456789件，16000余条，12345，98765.5万元，20万余件，12345个工作日内")
@example("5件(含5件)以上，5人(含)以上，5项(审批3项)，三个(含)以上，三个(其中)，12人次(不含公安)")
@example("\n1.加强\n2、推进\n3.5%\n4、5、6\n07.加强。8.完善\n9.①(1)一(2)是(12)")
@example("经过三轮，出一套，超过三个，近三年，约 三次，进一步，下一步，统一，前一名，一一对应，一")
def test_numbers(text: str) -> None:
    plain = reader.read_plainly(text)
    assert reader.read(text) == plain
    assert reader.read_values(text) == [one for one in plain if one.value is not None]


# A number as a sentence has it: what stands before it, figures or numerals, a unit, what stands behind.
BEFORE = (
    "",
    "了",
    "共",
    "，",
    "\n",
    "周",
    "星期",
    "王",
    "第",
    " ",
    "其",
    "几",
    "数",
    "前",
    "-",
    "案",
    "上",
    "(",
    "“",
    *BEFORE_BOUNDS,
)
FIGURES = (
    "3", "12", "257", "1000", "2023", "98.5", "0.5", "007", "5300", "12345", "3,860", "3 860", "110", "1.2345678901",
    "一", "二", "两", "十", "十二", "百", "三百零六", "两万三", "三五", "二〇二二", "千", "万", "一一", "八五", "零", "十四五",
)  # fmt: skip
BEHIND = (
    *"余多几半来万亿千百十，。,. 至到-—以之内左右上下含(；和与第前村镇县市点一会",
    *(
        "以上",
        "以下",
        "以上报",
        "万余",
        "及以上",
        "(含)以上",
        "门",
        "措施",
        "行动",
        "百分之百",
        "一警",
        "热线",
        "会议",
        "部门",
        "单(位",
        *SLOGANS,
    ),
    *sorted({char for guard in UNIT_GUARDS.values() for char in guard if char >= "一"}),
)
number = st.tuples(
    *map(
        st.sampled_from,
        (
            BEFORE,
            FIGURES,
            ("", "", "余", "万", "万余", "."),
            ("", "", "把", *UNIT_GUARDS),
            ("", *BEHIND),
            ("", *BEHIND),
        ),
    )
).map("".join)


@needs_kernel
@settings(max_examples=300, deadline=None)
@given(st.lists(number, min_size=1, max_size=3).map("".join))
@example("十点二、五点三多")
@example("一村一警，一起案件，一家镇，五家渠市，十二个三，二次全会")
@example("近百件、上千人、98%以上、4万余元、690.5万元、5300余条、3人次、12个百分点、7人以上报")
def test_numbers_with_units(text: str) -> None:
    assert reader.read(text) == reader.read_plainly(text)


@needs_kernel
@settings(max_examples=300, deadline=None)
@given(texts)
def test_what_is_looked_for_in_a_working_text(text: str) -> None:
    assert scan.find(text) == scan.find_plainly(text)
    working = clean.clean(text).text
    assert scan.find(working) == scan.find_plainly(working)


@needs_kernel
@settings(max_examples=300, deadline=None)
@given(texts)
@example("3 \xa0\xa0 4\t5  6\u200b7")
@example("\n \n甲\n\n")
def test_clean(text: str) -> None:
    assert _both(clean, "_cleaner", lambda: clean.clean(text))


@needs_kernel
@settings(max_examples=100, deadline=None)
@given(texts)
def test_whole_view(text: str) -> None:
    built = build_view(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clean, "_cleaner", None)
        patch.setattr(scan, "_scanner", None)
        patch.setattr(structure, "_walker", None)
        assert build_view(text) == built


# Lines of a report: parts, headings of all kinds, turns, labels, tables, a signature, furniture.
LINES = (
    "云汀市2023年法治政府建设情况报告", "索引号：A1 发布机构：云汀市司法局", "【字体：大中小】一、工作情况", "第一部分 总体情况", "一、主要做法", "（一）健全机制。", "1.抓学习", "二、存在的问题",
    "三、下一步打算", "存在的问题", "下步安排", "（二）措施", "、周密部署", ")压实责任", "一是办理案件12件；二是培训3期。首先，抓好落实。", "2023年，办结案件12件。", "下一步，我市将继续推进。",
    "工作仍存在短板：人员不足；措施：加强培训。", "不足之处:力量薄弱;打算:充实队伍。一是招录", "目前，还存在一些问题。二是经费不足", "【执法】开展检查8次，立案3件，办结率达到百分之百，群众较为满意。",
    "规范执法。开展检查8次，立案3件，办结率达到百分之百，群众较为满意，全年无一件被撤销。", "2024年工作重点", "指标|2022年|2023年", "受理|12|15", "云汀市人民政府", "2024年1月3日", "打印本页",
    "办事更快捷更方便更贴心的服务大厅建成", "（1）宣传；（2）培训", "四是推进阳光执法", "附件：1.名单", "一、二、三、", "第一，学习。第二，宣讲。再次，考核。",
)  # fmt: skip


@needs_kernel
@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(LINES), st.sampled_from(("\n", "\n", "\n\n", "", " ", "　　", "。")), texts).map(
            lambda one: one[0] + one[1] + (one[2][:20] if len(one[2]) % 5 == 0 else "")
        ),
        max_size=16,
    ).map("".join)
)
@example("一、情况\n办结3件。\n二、存在的问题\n不足:人少;措施:招人。\n（一）措施\n一是招录。下一步,将培训。")
def test_walk(text: str) -> None:
    assert _both(structure, "_walker", lambda: build_view(text))


@needs_kernel
@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(sorted(header.LABELS)),
            st.sampled_from(" \t\u3000\xa0:：索引号发布机构文|\n甲1"),
            st.sampled_from(("索 引 号：", "发布\u3000机构：", "文  号 :", "来       源：")),
        ),
        max_size=30,
    ).map("".join),
    st.integers(0, 9),
)
def test_labels_and_lines(text: str, start: int) -> None:
    view = window(text, 0, len(text))
    stop = len(view.text) - start // 3
    assert header._before_colons(view.text, start, stop) == header._colon_labels(view.text, start, stop)
    assert _both(kernel, "native", lambda: list(view.lines(start, stop)))


@needs_kernel
@settings(max_examples=200, deadline=None)
@given(texts)
def test_whether_a_text_was_read_with_the_right_table(text: str) -> None:
    seen = decode.plausibility(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(decode, "_census", None)
        plain = decode.plausibility(text)
    assert (seen.chinese, seen.native, seen.odd, seen.good) == (plain.chinese, plain.native, plain.odd, plain.good)


@needs_kernel
@settings(max_examples=200, deadline=None)
@given(texts)
def test_whether_a_city_has_counties(text: str) -> None:
    assert _both(unit_types, "_words", lambda: unit_types.city_type("云汀市", ("云汀市",), text))


@pytest.mark.parametrize("evidence", [*unit_types._HAS_COUNTIES, *unit_types._HAS_TOWNS])
def test_each_match_of_a_clue_holds_one_of_its_words(evidence: unit_types._Evidence) -> None:
    quotes = ("各县市、各区县、县(市、区)、市(州)", "全市12县,下辖3个区、辖5个县区", "县区、市县、市、县两级", "政府规章、设区的市政府", "市中级人民法院", "在省委、省政府和市委的坚强领导下",
              "全市23个镇、下辖12街道", "各乡镇(街道)、各镇人民政府", "乡镇街道、各乡镇", "棠溪与市人民法院", "县级市、市、镇两级")  # fmt: skip
    found = [match[0] for quote in quotes for pattern in evidence.patterns for match in pattern.finditer(quote)]
    assert found
    assert all(any(0 <= match.find(word) <= unit_types.WORD_REACH for word in evidence.words) for match in found)


def test_the_switch_leaves_the_kernel_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(kernel.SWITCH, "python")
    assert kernel._find() == (None, kernel.PYTHON)


@needs_kernel
def test_a_kernel_of_other_sources_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(kernel.SWITCH, raising=False)
    monkeypatch.setattr(kernel, "source_digest", lambda: "another")
    assert kernel._find() == (None, kernel.STALE)


@pytest.mark.parametrize("text", ["", "\0", "一", "(", "“", "《", "2", "20", "第", "。", "\U0001f600" * 3, "甲" * 1000])
def test_ends_of_texts(text: str) -> None:
    assert reader.read(text) == reader.read_plainly(text)
    assert scan.find(text) == scan.find_plainly(text)
    assert _both(clean, "_cleaner", lambda: clean.clean(text))


def _both(module: Any, name: str, work: Any) -> bool:
    """Whether `work` gives the same with the kernel's part of `module` and without."""
    with_kernel = work()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, name, None)
        return bool(with_kernel == work())
