"""What looks like a number and is none: text → items with class, one row per form."""

from __future__ import annotations

import pytest

from scoring.text.quantities import REJECTED, read

ROWS = [
    # Dates.
    ("2023年度工作", "year:2023年度", "a year"),
    ("2021—2025年", "year:2021—2025年", "a span of years"),
    ("2021-2025年", "year:2021-2025年", "with a hyphen"),
    ("（2015-2020年）", "year:2015-2020年", "in brackets"),
    ("2022、2023年", "year:2022、2023年", "a list of years"),
    ("二〇二二年", "year:二〇二二年", "in words"),
    ("二零二二年度", "year:二零二二年度", "with 零"),
    ("二O二三年", "year:二O二三年", "with a letter O"),
    ("2017年1月20日", "date:2017年1月20日", "a date"),
    ("二〇二二年十二月五日", "date:二〇二二年十二月五日", "a date in words"),
    ("2024-03-30", "date:2024-03-30", "a date with hyphens"),
    ("2018/3/6 11:24:00", "date:2018/3/6; time:11:24:00", "a date and a time"),
    ("2024.3.30", "date:2024.3.30", "a date with dots"),
    ("20240330", "date:20240330", "a date without marks"),
    ("12月31日", "date:12月31日", "without a year"),
    ("截至十一月底", "date:十一月底", "a month in words"),
    ("1—11月累计5件", "date:1—11月; count 5件", "a span of months"),
    ("1月1日至11月30日", "date:1月1日; date:11月30日", "two dates"),
    ("上午9时30分", "time:9时30分", "time of day"),
    ("9:00-17:00", "time:9:00; time:17:00", "two times"),
    ("20世纪90年代", "year:20世纪; year:90年代", "century and decade"),
    ("一季度、三季度", "date:一季度; date:三季度", "quarters"),
    ("90后干部", "name:90后", "a generation"),
    ("每周五值班", "date:五", "a weekday"),
    ("每周一次", "count 1次", "not a weekday"),
    ("202449", "damaged:202449", "年月日 lost"),
    ("202327日印发", "damaged:202327日", "年 and 月 lost"),
    ("2023法治政府建设", "year:2023", "年 lost"),
    ("已绑定1759项", "count 1759项", "looks like a year, is a count"),
    ("共2023个", "count 2023个", "the same"),
    ("回顾一年的工作", "duration 1年", "one year is a span"),
    ("23年5月", "date:23年5月", "a year of two figures"),
    ("20年来", "duration 20年", "a span, not a year"),
    ("2023年1-10月", "year:2023年; date:1-10月", "a year, then months"),
    # Ordinals and documents.
    ("第12期专刊", "ordinal:第12期", "ordinal"),
    ("第一责任人", "ordinal:第一", "ordinal in words"),
    ("第九批、首批、首次", "ordinal:第九批; ordinal:首批; ordinal:首次", "ordinals with and without 第"),
    ("第三季度", "ordinal:第三季度", "a quarter"),
    ("第二十条之一", "ordinal:第二十条之一", "an article"),
    ("1号令", "ordinal:1号", "a decree"),
    ("8号文件", "ordinal:8号", "a document"),
    ("十八届四中全会", "ordinal:十八届; ordinal:四中全会", "sessions"),
    ("县十七届人大三次会议", "ordinal:十七届; ordinal:三次", "the session's own ordinal"),
    ("第1-5项", "ordinal:第1-5项", "a span of ordinals"),
    ("二等奖", "ordinal:二等奖", "a grade"),
    ("惠文〔2023〕8号", "document_number:〔2023〕8号", "document number"),
    ("文号[2023]8号", "document_number:[2023]8号", "with square brackets"),
    ("(2023)闽05行初12号", "document_number:(2023)闽05行初12号", "a case number"),
    ("惠办〔2023〕 8 号", "document_number:〔2023〕 8 号", "with blanks"),
    ("惠政文20238", "document_number:20238", "brackets lost"),
    ("索引号：000562273/2024-00008", "document_number:000562273/2024-00008", "index number"),
    ("索引号:LN04207-1600-2023-00032", "document_number:LN04207-1600-2023-00032", "index number with letters"),
    ("闽ICP备05012345号-1", "document_number:05012345号-1", "a filing number"),
    ("电话:0595-87381234", "name:0595-87381234", "telephone"),
    ("邮编：362100", "name:362100", "postcode"),
    ("13812345678", "name:13812345678", "mobile telephone"),
    ("全省前十名", "ordinal:十名", "ranks"),
    ("目前3名律师", "count 3名", "目前 is no rank"),
    ("文件共12件,载于第八、九条", "count 12件; ordinal:第八、九条", "a list of articles"),
    ("501室、5楼", "name:501室; name:5楼", "an address"),
    ("QQ:12345678", "name:12345678", "an account"),
    # Markers.
    ("一是加强。二是抓好", "list_marker:一是; list_marker:二是", "一是 二是"),
    ("促提升四是健全", "list_marker:四是", "the full stop before it is lost"),
    ("一要落实,二要督促", "list_marker:一要; list_marker:二要", "一要 二要"),
    ("一、总体情况", "list_marker:一、", "heading"),
    ("（二）推进", "list_marker:（二）", "in full-width brackets"),
    ("(3)抓好", "list_marker:(3)", "in brackets"),
    ("1.加强", "list_marker:1.", "figure and dot"),
    ("2．抓好", "list_marker:2．", "figure and full-width dot"),
    ("3、做好", "list_marker:3、", "figure and comma"),
    ("①推进⑵抓好", "list_marker:①; list_marker:⑵", "circled"),
    ("1.2023年工作", "list_marker:1.; year:2023年", "a marker that touches a year"),
    ("2.12个部门", "list_marker:2.; count 12个", "a marker that touches a count"),
    ("3.5亿元", "money 350000000元", "a decimal all the same"),
    ("1、2023年工作", "list_marker:1、; year:2023年", "a marker with 、 before a year"),
    ("2.1 总体情况", "list_marker:2.1", "a section number"),
    ("3、4、5项", "number 3; number 4; count 5项", "a list is no marker"),
    # Names.
    ("《条例(2023年修订)》施行", "title:《条例(2023年修订)》", "a title"),
    ("《未闭合,审查66件", "count 66件", "an open title masks nothing"),
    ("推进“1+8+N”集群", "name:“1+8+N”", "quoted"),
    ("推进“五级十五同”工作", "name:“五级十五同”", "quoted"),
    ("建设“10分钟缴费圈”", "name:“10分钟缴费圈”", "quoted with a unit"),
    ("‘一把手’谈法治”文章35篇", "name:‘一把手’; count 35篇", "an opening quotation mark is lost"),
    ('"一件事"改革30项', 'name:"一件事"; count 30项', "straight quotation marks"),
    ("“12348”热线咨询393件", "name:“12348”; count 393件", "a hotline, then a count"),
    ("12345热线转办", "name:12345", "a hotline without quotation marks"),
    ("拨打12348", "name:12348", "a hotline alone"),
    ("12345件", "count 12345件", "as many cases"),
    ("13个第一批“一件事”", "count 13个; ordinal:第一批; name:“一件事”", "a count, an ordinal, a name"),
    ("三项制度、三项举措", "name:三项制度; count 3项", "a name, and a count"),
    ("“八五”普法、八五普法", "name:“八五”; name:八五普法", "quoted or not"),
    ("“十四五”规划、十四五规划", "name:“十四五”; name:十四五", "quoted or not"),
    ("四级网络、两级政府", "name:四级网络; name:两级", "levels"),
    ("五大关口、三大攻坚战", "name:五大关口; name:三大", "so many great things"),
    ("党的二十大", "name:二十大", "a congress"),
    ("一规划两方案", "name:一规划两方案", "a name of two numerals"),
    ("两法衔接、两高、三农", "name:两法; name:两高; name:三农", "short names"),
    ("最多跑一次", "name:最多跑一次", "a slogan"),
    ("一村一顾问、一人一档", "name:一村一; name:一人一", "one for each"),
    ("一村(社区)一顾问", "name:一村(社区)一顾", "with a bracket"),
    ("十一个坚持、四个意识", "name:十一个坚持; name:四个意识", "slogans"),
    ("四个一工程", "name:四个一", "so many ones"),
    ("双百、三定", "name:双百; name:三定", "short names"),
    ("满意率“双百”", "name:“双百”", "a word for 100 %, not a number here"),
    ("一支队伍管执法", "name:一支队伍管", "a name with a classifier"),
    ("一网通办、一窗办、一站式", "name:一网通办; name:一窗办; name:一站式", "names"),
    ("关于优化环境40条措施", "name:40条", "a policy"),
    ("落实惠企20条措施", "name:20条", "what is carried out is a policy"),
    ("出台20条措施", "count 20条", "what is drawn up is a count"),
    ("三年行动计划", "name:三年", "a programme"),
    ("7×24小时服务", "name:7×24小时", "figures joined by a cross"),
    ("12·4国家宪法日", "name:12·4", "a day's name"),
    ("12.4国家宪法日", "name:12.4", "the same with a dot"),
    ("系统2.0版", "name:2.0版", "a version"),
    ("A4纸、5G网络", "name:A4; name:5G", "letters and figures"),
    ("堂二里镇李万庭", "name:二里镇; name:万", "a place and a person"),
    ("三亚市、九江、四川省", "name:三亚; name:九江; name:四川", "places"),
    ("千山区、万州区", "name:千山; name:万州", "places"),
    ("五里坡村", "name:五里坡村", "a place by rule"),
    ("五家渠市、三元区", "name:五家渠; name:三元区", "a place and not five 家, three 元"),
    ("两名律师、两者、两侧", "count 2名; word:两者; word:两侧", "a count and two words"),
    ("5星级、四星级", "name:5星级; name:四", "stars"),
    ("4大类36项", "name:4大; count 36项", "大 makes a name, the count stays"),
    ("3.15消费者权益日", "name:3.15", "a day's name"),
    ("比例1:1.5", "name:1:1.5", "a ratio"),
    ("千村示范、万村整治", "word:千; word:万", "bare thousands"),
    ("八个严禁", "name:八个严禁", "a slogan"),
    ("五个100%", "name:五个; rate 1%", "counts the percentages"),
    # Words.
    (
        "进一步统一、逐一、之一、唯一",
        "word:进一步; word:统一; word:逐一; word:之一; word:唯一",
        "words that end in or hold 一",
    ),
    (
        "一律、一致、一些、一批、一系列",
        "word:一律; word:一致; word:一些; word:一批; word:一系列",
        "words that begin with 一",
    ),
    ("一次性、一次办好", "word:一次性; name:一次办好", "次 is no count here"),
    ("一起研究", "word:一起", "together"),
    (
        "十分、十足、百姓、千方百计、三令五申",
        "word:十分; word:十足; word:百姓; word:千方百计; word:三令五申",
        "words of larger numerals",
    ),
    ("万一、万众、千家万户", "word:万一; word:万众; word:千家万户", "the same"),
    ("几十次、数百人", "word:几十; word:数百", "no definite number"),
    ("多次召开会议", "", "no number at all"),
    ("近年来约谈超过", "", "no number at all"),
    ("单位：万元", "word:万", "a unit's name is no number"),
    ("零投诉", "word:零", "零 in a word"),
    ("百分制", "word:百分制", "百分 without 之"),
    ("二次审核", "word:二次", "secondary, not twice"),
    ("扫一扫", "word:扫一扫", "a word"),
]


def show(text: str) -> str:
    """`year:2023年` for rejected items, `count 12件` for the others."""
    return "; ".join(
        f"{item.cls}:{text[item.start : item.end]}" if item.reason else f"{item.cls} {item.value:.10g}{item.unit}"
        for item in read(text)
    )


@pytest.mark.parametrize(("text", "items", "why"), ROWS, ids=[row[0] for row in ROWS])
def test_rejected(text: str, items: str, why: str) -> None:
    assert show(text) == items, why


@pytest.mark.parametrize("text", [row[0] for row in ROWS])
def test_rejected_items_carry_a_reason_and_no_value(text: str) -> None:
    for item in read(text):
        if item.cls in REJECTED:
            assert item.reason
            assert (item.value, item.low, item.high, item.unit) == (None, None, None, "")


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("《" + "长" * 200 + "》审查66件", [66]),  # too long for a title
        ("《甲\n审查66件》", [66]),  # a line ends a title
        ("《关于〈乙〉的2件通知》审查66件", [66]),  # inner brackets
        ("《关于印发《3件方案》的4件通知》5件", [5]),  # a title in a title
        ("“" + "长" * 30 + "6件”审查66件", [6, 66]),  # too long for a name
        ("“一件事,审查66件”", [66]),  # a clause is no name
        ("“一件事审查66件", [66]),  # the closing mark is lost
        ('"一件事"改革30项,"两张清单"5件', [30, 5]),  # straight marks in pairs
        ('一件事"改革30项"完成', [30]),  # a straight mark is lost: the count stays
    ],
)
def test_masks_are_bounded(text: str, counts: list[float]) -> None:
    assert [item.value for item in read(text) if item.unit in ("件", "项")] == counts
