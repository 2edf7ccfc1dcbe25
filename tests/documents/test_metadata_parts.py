"""The parts of the metadata reader, each with the wordings that led to it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from metadata_cases import UNITS
from metadata_layouts import LAYOUTS

from scoring.documents.metadata import read_metadata
from scoring.documents.metadata.dates import find_date
from scoring.documents.metadata.header import read_labels
from scoring.documents.metadata.names import parse, without_party
from scoring.documents.metadata.region import cities_above, county_above, province_in
from scoring.documents.metadata.signature import find_far_signature, read_date
from scoring.documents.metadata.titles import unit_in_title
from scoring.documents.metadata.window import window
from scoring.documents.metadata.years import majority_year, name_year, title_year
from scoring.text.report import Metadata, Report


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2024-03-30", "2024-03-30"),
        ("2018/3/6 11:24:00", "2018-03-06"),
        ("2019.02.14", "2019-02-14"),
        ("2023年 3 月 7 日", "2023-03-07"),
        ("二〇二三年三月七日", "2023-03-07"),
        ("二○一六年十一月二十一日", "2016-11-21"),
        ("二零二四年正月廿三日", "2024-01-23"),
        ("二〇二〇年十月三十一日", "2020-10-31"),
        ("2023年2月30日", None),
        ("202449", None),
        ("12023-01-015", None),
    ],
)
def test_dates(text: str, iso: str | None) -> None:
    view = window(text, 0, len(text))
    found = find_date(view.text)
    assert (found.iso if found else None) == iso


@pytest.mark.parametrize(
    ("text", "state", "iso"),
    [
        ("2024年4月9日", "good", "2024-04-09"),
        ("20240409", "run_together", "2024-04-09"),
        ("202449", "lost", None),
        ("202327日", "lost", None),
        ("2023年27", "lost", None),
        ("2023年12月", "open", None),
        ("2023年月日", "open", None),
        ("2023", "", None),
        ("1374", "", None),
    ],
)
def test_signature_dates(text: str, state: str, iso: str | None) -> None:
    found = read_date(window(text, 0, len(text)).piece(0, len(text)))
    assert found == ((state, iso) if state else None)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("索 引 号:00056/2024-8主题分类:司法发布机构:市司法局", ["index_number=00056/2024-8", "publisher=市司法局"]),
        ("发文日期:2021-05-06文  号:时 效 性:  有效", ["issue_date=2021-05-06", "document_number="]),
        (
            "索 引 号 0084/2018-05 关 键 词 法治\n发布机构 县政府办 发文日期 2016/4/8 9:05:00",
            ["index_number=0084/2018-05", "publisher=县政府办", "issue_date=2016/4/8 9:05:00"],
        ),
        ("• 备注/文号：青政文〔2023〕8号\n", ["document_number=青政文〔2023〕8号"]),
        (
            "|信息来源:县教育局 |发布时间:2019-07-01 |【字号:大 小】",
            ["publisher=县教育局", "publish_date=2019-07-01"],
        ),
        ("索 引 号 | 116/2025-48 | 主题分类 | 公文 |\n有效性 | |\n", ["index_number=116/2025-48"]),
        ("压缩办理时间：三天。数据来源：平台", []),
        ("发文机关：\n\n  青柳县司法局\n", ["publisher=青柳县司法局"]),
    ],
)
def test_labels(text: str, values: list[str]) -> None:
    view = window(text, 0, len(text))
    found = read_labels(view, 0, len(view.text))
    assert [f"{label.field}={view.text[label.value_start : label.value_end]}" for label in found] == values


@pytest.mark.parametrize(
    ("text", "places", "organ", "kind"),
    [
        ("青柳县人民政府", ("青柳县",), "人民政府", "government"),
        ("泽山市青柳县司法局", ("泽山市", "青柳县"), "司法局", "department"),
        ("国家税务总局青柳县税务局", ("青柳县",), "税务局", "department"),
        ("青柳县市场监督管理局", ("青柳县",), "市场监督管理局", "department"),
        ("泽山市城市管理局", ("泽山市",), "城市管理局", "department"),
        ("溪口区住房和城乡建设局", ("溪口区",), "住房和城乡建设局", "department"),
        ("江州市沙市区人民政府", ("江州市", "沙市区"), "人民政府", "government"),
        ("镇屏县人民政府", ("镇屏县",), "人民政府", "government"),
        ("云乡市红旗区人民政府", ("云乡市", "红旗区"), "人民政府", "government"),
        ("柳城市城市管理局", ("柳城市",), "城市管理局", "department"),
        ("津市市市场监督管理局", ("津市市",), "市场监督管理局", "department"),
        ("平屏区人民政府青山街道办事处", ("平屏区", "青山街道"), "办事处", "subdistrict"),
        ("南浦经济技术开发区管理委员会", ("南浦经济技术开发区",), "管理委员会", "committee"),
        ("青柳县发展和改革委员会", ("青柳县",), "发展和改革委员会", "department"),
        ("青柳县人民政府办公室", ("青柳县",), "人民政府办公室", "office"),
        ("青柳县第一中学学校", ("青柳县",), "第一中学学校", "other"),
    ],
)
def test_names(text: str, places: tuple[str, ...], organ: str, kind: str) -> None:
    name = parse(text)
    assert name is not None
    assert (name.places, name.organ, name.kind, name.relative) == (places, organ, kind, "")


@pytest.mark.parametrize(
    ("text", "relative", "organ"),
    [
        ("县司法局", "县", "司法局"),
        ("县市场监督管理局", "县", "市场监督管理局"),
        ("区政府", "区", "政府"),
        ("市政府办公室", "市", "政府办公室"),
        ("我镇", "镇", "镇"),
    ],
)
def test_names_without_their_place(text: str, relative: str, organ: str) -> None:
    name = parse(text)
    assert name is not None
    assert (name.relative, name.organ, name.places) == (relative, organ, ())


def test_organs_that_begin_like_places_are_not_relative() -> None:
    for text in ("市场监督管理局", "乡村振兴局", "城市管理局"):
        name = parse(text)
        assert name is not None
        assert (name.relative, name.places) == ("", ())


def test_joint_names() -> None:
    assert without_party("中共青柳县委、青柳县人民政府") == "青柳县人民政府"
    assert without_party("石桥镇党委、镇政府") == "石桥镇政府"
    assert without_party("中共青柳县司法局党组") == "青柳县司法局"
    assert without_party("青柳县教育委员会") == "青柳县教育委员会"


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("青柳县2017年法治政府建设综述", "青柳县"),
        ("青柳县人民政府关于2018年推进依法行政工作的报告", "青柳县人民政府"),
        ("2023年度法治政府建设情况报告", None),
        ("关于2023年法治政府建设情况的报告", None),
        ("关于青柳县2023年法治政府建设情况的报告", "青柳县"),
        ("青柳县行政执法监督局2023年法治政府建设情况报告", "青柳县行政执法监督局"),
        ("青柳县工作委员会2023年法治建设总结", "青柳县工作委员会"),
        ("青柳县人民政府办公室关于印发青柳县2021年法治政府建设报告的通知", "青柳县"),
        ("青柳县人民政府办公室关于印发2021年法治政府建设报告的通知", "青柳县人民政府"),
        ("2022年度青柳县交通运输局法治政府建设情况报告", "青柳县交通运输局"),
    ],
)
def test_units_in_titles(title: str, unit: str | None) -> None:
    found = unit_in_title(title)
    assert (None if found is None else found[0].text) == unit
    if found is not None:
        assert unit is not None
        assert unit in title[found[1] : found[2]]


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("青柳县2023年法治政府建设情况报告", 2023),
        ("青柳县二〇一九年依法行政工作总结", 2019),
        ("关于2020年度法治政府建设情况和2021年工作安排的报告", 2020),
        ("关于落实2021—2025年纲要的2022年度报告", 2022),
        ("青柳县法治政府建设实施方案(2021-2025年)", None),
        ("法治政府建设情况报告(2023年度)", 2023),
    ],
)
def test_years_in_titles(title: str, year: int | None) -> None:
    found = title_year(title)
    assert (None if found is None else found.year) == year


def test_years_in_file_names_and_texts() -> None:
    assert name_year("青柳县2019年报告.txt") == 2019
    assert name_year("20240330_青柳县.txt") is None
    assert name_year("2024-03-30 青柳县2023.txt") == 2023
    assert name_year("000_5a9ab6db460b033b.txt") is None
    text = "《规划（2021—2025年）》。2023年审核。2022年培训。2023年检查。青政发〔2024〕1号。2023年评查。2024年1月5日。"
    found = majority_year(text)
    assert found is not None
    assert found.year == 2023
    assert text[found.start : found.end].startswith("2023")
    assert majority_year("2023年审核，2022年培训，2023年检查，2022年评查。") is None


def test_places_above() -> None:
    city, led = cities_above("在泽山市委、市政府领导下，均向市政府报备，与邻市河津市协作。", "青柳县")
    assert city is not None
    assert (city.name, led) == ("泽山市", True)
    city, led = cities_above("荣获“泽山市先进集体”。被评为泽山市级单位；获泽山市表彰。", "青柳县")
    assert city is not None
    assert (city.name, led) == ("泽山市", False)
    assert cities_above("召开会议听取市政府工作，聘请市政府顾问。", "青柳县") == (None, False)
    county = county_above("桐花街道在桐山区委领导下，全县委托", "桐花街道")
    assert county is not None
    assert county.name == "桐山区"
    assert province_in("赴浙江省学习，与江苏省协作。") is None
    province = province_in("贯彻《山东省重大决策程序规定》，赴浙江省学习。")
    assert province is not None
    assert province.name == "山东省"


def test_names_of_places_do_not_cross_lines() -> None:
    """A heading's last words and the first of the next line make no name (处理市, 处理区)."""
    assert cities_above("一、争议处理\n市委领导有力。二、案卷处理\n市委部署到位。", "青柳县") == (None, False)
    assert county_above("一、争议处理\n区委领导有力。", "桐花街道") is None


def test_other_provinces_overlap_nothing() -> None:
    """A province that is on no list counts where its rules or organs are named; of mentions that overlap the first counts."""
    found = province_in("贯彻《云泽省办法》，在云泽省委领导下，和海平省省委协作。")
    assert found is not None
    assert found.name == "云泽省"
    assert province_in("全省统一部署，在全省委托办理，各省政府。") is None


def test_a_signature_before_long_attachments() -> None:
    text = "一、做法。\n" + "青柳县人民政府\n　　2024年1月9日\n附件：清单\n" + "清单第一项，内容如下\n" * 300
    found = find_far_signature(text, 0)
    assert found.iso == "2024-01-09"
    assert found.name is not None
    assert found.name.text == "青柳县人民政府"


def test_windows_keep_the_way_back() -> None:
    source = "　<p>青柳县&nbsp;<b>２０２３</b>年\u200b度</p>\r\n<br/>（一）"
    view = window(source, 0, len(source))
    assert re.sub(r"\s", "", view.text) == "青柳县2023年度(一)"
    assert len(view.text) == len(view.plain) == len(view.index)
    piece = view.piece(0, len(view.text))
    assert piece.plain == "青柳县２０２３年度（一）"
    for at, char in enumerate(piece.plain):
        assert source[piece.index[at]] == char


def test_pieces_are_cut_and_joined_with_their_places() -> None:
    source = "县政府 公告\n关于 2023 年报告"
    view = window(source, 0, len(source))
    first, second = (view.piece(*line) for line in view.lines())
    assert (first.text, second.text) == ("县政府公告", "关于2023年报告")
    whole = first.then(second)
    assert whole.plain == "县政府公告关于2023年报告"
    cut = whole.cut(3, 9)
    assert (cut.text, cut.plain) == ("公告关于20", "公告关于20")
    assert [source[at] for at in cut.index] == list("公告关于20")
    assert source[slice(*cut.span())] == "公告\n关于 20"


@given(st.text(alphabet="县\n|  　\r\t\x85甲", max_size=40))
def test_lines_are_the_stretches_between_bars_and_line_ends(text: str) -> None:
    view = window(text, 0, len(text))
    wanted = [cell.strip() for cell in re.split(r"[\n|]", text) if cell.strip()]
    assert [view.text[start:end] for start, end in view.lines()] == wanted


def _report(text: str) -> Report:
    return Report(id="a.txt#0", path="a.txt", text=text, sha256="0", encoding="utf-8")


def _quotes(metadata: Metadata) -> list[tuple[int, int, str]]:
    values = [getattr(metadata, name) for name in Metadata.__dataclass_fields__ if name not in ("conflicts", "damaged")]
    values += metadata.damaged
    for conflict in metadata.conflicts:
        values += [conflict.used, conflict.other]
    return [(one.start, one.end, one.quote) for value in values if value is not None for one in value.evidence]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_damage_leaves_quotes_true(data: st.DataObject) -> None:
    """Whatever is cut out of a report or put into it, nothing is raised and every quote is a slice of the text."""
    text = data.draw(st.sampled_from(UNITS + LAYOUTS)).text
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, min(len(text), start + 40)))
    junk = data.draw(st.text(alphabet="年月日县市区局2〇:：|<p>&nbsp;\n 　（）【】。政府关于", max_size=20))
    text = text[:start] + junk + text[stop:]
    if not text:
        return
    metadata, _ = read_metadata(_report(text))
    for begin, end, quote in _quotes(metadata):
        assert text[begin:end] == quote


def test_long_hostile_texts_stay_linear() -> None:
    for text in (
        "年" * 60_000,
        "<" * 60_000,
        "市" * 60_000,
        "2023年" * 20_000,
        "青柳县人民政府\n" * 8_000,
        " " * 60_000 + "。",
        "&" * 60_000,
    ):
        metadata, flags = read_metadata(_report(text))
        assert isinstance(flags, tuple)
        assert metadata.conflicts == ()
