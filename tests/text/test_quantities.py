"""What the numeral reader accepts: text → items, one row per form."""

from __future__ import annotations

import pytest

from scoring.text.quantities import Quantity, read


def _end(value: float | None) -> str:
    return "" if value is None else f"{value:.4g}" if value < 1 else f"{value:.10g}"


def show(text: str, item: Quantity) -> str:
    """`count 50份 at_least (50,60)`; rejected items as `year:2023年`. A ~ marks soft bounds."""
    if item.reason:
        return f"{item.cls}:{text[item.start : item.end]}"
    shown = f"{item.cls} {item.value:.10g}{item.unit}"
    if item.approx == "exact":
        return shown
    low, high = "(" if item.low_open else "[", ")" if item.high_open else "]"
    return f"{shown} {item.approx} {low}{_end(item.low)},{_end(item.high)}{high}{'~' if item.soft else ''}"


ROWS = [
    # Counts.
    ("办理案件12件", "count 12件", "Arabic figures with a classifier"),
    ("办理案件 12 件", "count 12件", "blanks around the figures"),
    ("办理案件１２件", "count 12件", "full-width figures"),
    ("接待４０余人次", "count 40人次 at_least (40,50)", "full-width with 余, the longest classifier"),
    ("公开信息3 860条", "count 3860条", "thousands by a blank"),
    ("公开信息3 860余条", "count 3860条 at_least (3860,3870)", "thousands by a blank, then 余"),
    ("换发证件1,847个", "count 1847个", "thousands by a comma"),
    ("换发证件1，847个", "count 1847个", "thousands by a full-width comma"),
    ("涉及1,234,567人", "count 1234567人", "two thousands marks"),
    ("受理71件,审结63件", "count 71件; count 63件", "the comma parts clauses"),
    ("2019,2020两个年度", "year:2019,2020两个年度", "a list of years does not fuse"),
    ("分别为206,318,592件", "number 206; number 318; count 592件", "a list of counts does not fuse"),
    ("网上运行164.5万件", "count 1645000件", "万 with a decimal"),
    ("调解1.26万件", "count 12600件", "floating point must not show: 12600"),
    ("办件4万余件", "count 40000件 at_least (40000,50000)", "余 behind 万"),
    ("提供3千余次", "count 3000次 at_least (3000,4000)", "Arabic figures with 千"),
    ("投放3百个", "count 300个", "Arabic figures with 百"),
    ("登记2万5千户", "count 25000户", "two scales"),
    ("登记1亿2千万户", "count 120000000户", "亿 and 千万"),
    ("审查决策二十六项", "count 26项", "tens"),
    ("化解纠纷三百零六件", "count 306件", "a zero inside"),
    ("化解纠纷三百二十件", "count 320件", "hundreds and tens"),
    ("罚款两万三千六百元", "money 23600元", "thousands in words, money"),
    ("两次召开会议", "count 2次", "两 is 2 before a classifier"),
    ("聘请两名律师", "count 2名", "两 again"),
    ("建成广场一处", "count 1处", "一 is a count with a classifier behind its noun"),
    ("每季度不少于一次", "count 1次 at_least [1,]", "bound before a numeral in words"),
    ("组织两期共2103人参加", "count 2期; count 2103人", "words and figures side by side"),
    ("为8家企业1338人服务", "count 8家; count 1338人", "two figures that nearly touch"),
    ("37项事项均已完成", "count 37项", "a doubled classifier"),
    ("培训27人次", "count 27人次", "人次 before 人"),
    ("审核合同180件次", "count 180件次", "件次 before 件"),
    ("抽查3870户次", "count 3870户次", "户次 before 户"),
    ("演练860场次", "count 860场次", "场次 before 场"),
    ("接待9800余批次", "count 9800批次 at_least (9800,9900)", "批次 behind 余"),
    ("办件2880多件", "count 2880件 at_least (2880,2890)", "多 on a number with one zero"),
    ("讲座5全县参加", "number 5", "the classifier is lost"),
    ("12部门联合发文", "number 12", "a noun without a classifier: 部门 is not 部"),
    ("五部门联合发文", "number 5", "the same in words"),
    ("设立3支队伍", "count 3支", "支 before 队伍"),
    ("设立3支队", "number 3", "支队 is a word"),
    ("移送5起诉讼案件", "count 5起", "起 before 诉讼"),
    ("召开45座谈会", "number 45", "座谈 is a word"),
    ("完成20项目标任务", "count 20项", "项 before 目标"),
    ("制定3部法规", "count 3部", "部 before 法规"),
    ("辖5镇3乡", "count 5镇; count 3乡", "places as units"),
    ("五个村、十五个乡镇", "count 5个; count 15个", "个 before places"),
    ("平均跑动0.03次", "count 0.03次", "less than one"),
    ("办理依申请公开0件", "count 0件", "zero"),
    ("确保败诉案件为零", "number 0", "zero in words"),
    ("总计二百零六", "number 206", "words without a unit, alone in its place"),
    ("民转刑案件一起。", "count 1起", "一起 that counts a case"),
    ("一起行政案件", "count 1起", "一起 before its case"),
    ("清单一份、合同一份", "count 1份; count 1份", "not 单一 and 同一"),
    ("接处警12.3万起", "count 123000起", "起 with 万"),
    ("化解纠纷1,203起", "count 1203起", "起 with a thousands mark"),
    ("1名领导+1个部门", "count 1名; count 1个", "a plus between counts"),
    ("共4类12项", "count 4类; count 12项", "two counts that touch"),
    ("检查企业5600家次", "count 5600家次", "家次 before 家"),
    ("抽查车辆300余台次", "count 300台次 at_least (300,400)", "台次 before 台"),
    ("发放3000余册（份）", "count 3000册 at_least (3000,4000)", "a second classifier in brackets"),
    ("受理1件2人", "count 1件; count 2人", "two counts that touch"),
    # Rates.
    ("出庭率95%", "rate 0.95%", "percent"),
    ("出庭率９５．５％", "rate 0.955%", "full-width percent"),
    ("出庭率95 %", "rate 0.95%", "a blank before the sign"),
    ("满意率99.97%", "rate 0.9997%", "exact to the last digit"),
    ("审结率110.3%", "rate 1.103%", "above one (carry-over)"),
    ("成功率百分之九十七点七", "rate 0.977%", "percent in words"),
    ("成功率百分之95", "rate 0.95%", "words and figures"),
    ("合格率百分之百", "rate 1%", "the whole"),
    ("合格率百分百", "rate 1%", "the whole, short"),
    ("实现“三个百分之百”", "name:三个; rate 1%", "the count of percentages is a name, the rate is not"),
    ("发案率千分之三", "rate 0.003‰", "per mille in words"),
    ("发案率3‰", "rate 0.003‰", "per mille"),
    ("占比九成", "rate 0.9成", "tenths"),
    ("占比八成半", "rate 0.85成", "tenths and a half"),
    ("占比9.5成", "rate 0.95成", "tenths in figures"),
    ("满意率九成五。", "rate 0.95成", "tenths and hundredths"),
    ("满意率九成五以上", "rate 0.95成 at_least [0.95,1]", "from so many hundredths"),
    ("增长近五成", "rate 0.5成 about [,0.5)", "below a tenth"),
    ("占六成以上", "rate 0.6成 at_least [0.6,1]", "from so many tenths"),
    ("超过三分之二", "rate 0.6666666667分之 at_least (0.6667,1]", "a fraction, the end excluded"),
    ("三分之二以上", "rate 0.6666666667分之 at_least [0.6667,1]", "a fraction, the end included"),
    ("不足三分之一", "rate 0.3333333333分之 upper [,0.3333)", "below a fraction"),
    ("超过2/3的乡镇", "rate 0.6666666667/ at_least (0.6667,1]", "figures with a stroke after a bound word"),
    ("得分5/10", "name:5/10", "figures with a stroke otherwise"),
    ("提高11个百分点", "percent_points 11个百分点", "percentage points are no rate"),
    ("提高2.3个百分点", "percent_points 2.3个百分点", "with a decimal"),
    ("提高五个百分点", "percent_points 5个百分点", "in words"),
    ("同比增长-5.2%", "rate -0.052%", "below zero"),
    ("由62%上升到78.4%", "rate 0.62%; rate 0.784%", "a change, two rates"),
    # Money and time.
    ("兑现资金4.4亿元", "money 440000000元", "亿元 in 元"),
    ("减免租金1010万元", "money 10100000元", "万元 in 元"),
    ("罚没1 140万元", "money 11400000元", "thousands by a blank with 万元"),
    ("涉及金额1.13亿元", "money 113000000元", "floating point must not show"),
    ("免罚约872万元", "money 8720000元 about [7848000,9592000]~", "soft bounds on money"),
    ("节约30万元", "money 300000元", "节约 is no bound"),
    ("筹措50余万元", "money 500000元 at_least (500000,600000)", "余 before 万"),
    ("筹措3000余万元", "money 30000000元 at_least (30000000,40000000)", "余 before 万 on a round number"),
    ("壹拾贰万元整", "money 120000元", "formal numerals in money"),
    ("廿三万元", "money 230000元", "廿 in money"),
    ("引资3.5亿美元", "number 350000000美元", "another currency is no money in 元"),
    ("压缩时限61天", "duration 61天", "days"),
    ("勘验缩短至1—2小时", "duration 1小时 range [1,2]", "a range of hours"),
    ("缩短至3个工作日以内", "duration 3个工作日 upper [,3]", "working days, upper bound"),
    ("7日内办结", "duration 7日 upper [,7]", "a time limit, not a date"),
    ("由20日缩短至5日", "duration 20日; duration 5日", "spans, not dates"),
    ("为期3天", "duration 3天", "a span"),
    ("历时一个多月", "duration 1个月 at_least (1,]", "more inside the unit"),
    ("历时两个半小时", "duration 2.5个小时", "a half inside the unit"),
    ("历时两年半", "duration 2.5年", "a half behind the unit"),
    ("两年内", "duration 2年 upper [,2]", "upper bound of time"),
    ("近三年", "duration 3年", "the last three years: no bound"),
    ("三年多来", "duration 3年 at_least (3,]", "多 behind years"),
    ("四年年审", "duration 4年", "years before another 年"),
    ("辖区面积12.5平方公里", "number 12.5平方公里", "a measure is a number with its unit"),
    ("得分98.5分", "number 98.5分", "points of a score"),
    ("增长1.5倍", "number 1.5倍", "times"),
    ("50岁以上", "number 50岁 at_least [50,]", "age"),
    # Bounds.
    ("案卷50余份", "count 50份 at_least (50,60)", "余 on tens"),
    ("移送257余件", "count 257件 at_least (257,]", "余 on a number without zeros has no upper end"),
    ("案卷100余份", "count 100份 at_least (100,200)", "余 on a hundred"),
    ("信息16000余条", "count 16000条 at_least (16000,17000)", "余 on thousands"),
    ("信息1.5万余条", "count 15000条 at_least (15000,16000)", "余 on a decimal of 万"),
    ("讲座二十余场", "count 20场 at_least (20,30)", "余 in words"),
    ("来访三百余人", "count 300人 at_least (300,400)", "余 on hundreds in words"),
    ("会议十几次", "count 10次 at_least (10,20)", "几"),
    ("走访二十来户", "count 20户 at_least (20,30)", "来 before a unit"),
    ("百余件", "count 100件 at_least (100,200)", "余 behind a bare hundred"),
    ("近500人参训", "count 500人 about [,500)", "below, open"),
    ("近 500 人参训", "count 500人 about [,500)", "blanks between"),
    ("发放近五千份", "count 5000份 about [,5000)", "below, in words"),
    ("近百件", "count 100件 about [,100)", "below a bare hundred"),
    ("上千人次", "count 1000人次 at_least [1000,]", "from a bare thousand"),
    ("逾万人", "count 10000人 at_least (10000,]", "above a bare ten thousand"),
    ("附近20户", "count 20户", "附近 is no bound"),
    ("约420个", "count 420个 about [378,462]~", "about, soft"),
    ("大约三分之二", "rate 0.6666666667分之 about [0.6,0.7333]~", "about a fraction"),
    ("签约15家", "count 15家", "签约 is no bound"),
    ("预约30次", "count 30次", "预约 is no bound"),
    ("覆盖30%左右", "rate 0.3% about [0.27,0.33]~", "about, behind"),
    ("20人上下", "count 20人 about [18,22]~", "about, behind"),
    ("达95%以上", "rate 0.95% at_least [0.95,1]", "from, a rate ends at 1"),
    ("达100%以上", "rate 1% at_least [1,]", "from the whole: no upper end"),
    ("5名以上", "count 5名 at_least [5,]", "from"),
    ("3人及以上", "count 3人 at_least [3,]", "from, with 及"),
    ("20人（含）以上", "count 20人 at_least [20,]", "from, with a bracket"),
    ("5件(含5件)以上", "count 5件 at_least [5,]", "from, with the number repeated"),
    ("超过400件", "count 400件 at_least (400,]", "above, open"),
    ("超400件", "count 400件 at_least (400,]", "above, short"),
    ("逾1.5万条", "count 15000条 at_least (15000,]", "above, with 万"),
    ("突破1万件", "count 10000件 at_least (10000,]", "above"),
    ("高于90%", "rate 0.9% at_least (0.9,1]", "above a rate"),
    ("不少于2项", "count 2项 at_least [2,]", "from"),
    ("不低于95%", "rate 0.95% at_least [0.95,1]", "from a rate"),
    ("至少3次", "count 3次 at_least [3,]", "from"),
    ("至少95%以上", "rate 0.95% at_least [0.95,1]", "two bound words that agree"),
    ("不足5%", "rate 0.05% upper [,0.05)", "below, open"),
    ("不足20人", "count 20人 upper [,20)", "below"),
    ("不到20人", "count 20人 upper [,20)", "below"),
    ("达到20人", "count 20人", "到 alone is no bound"),
    ("低于4%", "rate 0.04% upper [,0.04)", "below"),
    ("少于3件", "count 3件 upper [,3)", "below"),
    ("减少3件", "count 3件", "少 alone is no bound"),
    ("不超过3次", "count 3次 upper [,3]", "up to, closed"),
    ("最多5个", "count 5个 upper [,5]", "up to"),
    ("控制在5%以内", "rate 0.05% upper [,0.05]", "up to"),
    ("2次以下", "count 2次 upper [,2]", "up to"),
    ("3件(以下简称三件)", "count 3件; count 3件", "以下简称 is no bound"),
    ("科级以上干部30人", "count 30人", "以上 of a rank is no bound"),
    ("30件以上报送", "count 30件", "以上报 is no bound"),
    ("约30余人", "count 30人 at_least (30,40)", "about and 余: 余 says more"),
    ("10—20件", "count 10件 range [10,20]", "a range"),
    ("10至20件", "count 10件 range [10,20]", "a range with 至"),
    ("3～5个", "count 3个 range [3,5]", "a range with a wave"),
    ("3—5万元", "money 30000元 range [30000,50000]", "万 belongs to both ends"),
    ("3万至5万元", "money 30000元 range [30000,50000]", "万 at each end"),
    ("30%—50%", "rate 0.3% range [0.3,0.5]", "a range of rates"),
    ("5-20%", "rate 0.05% range [0.05,0.2]", "one sign for both ends"),
    ("五至八名", "count 5名 range [5,8]", "a range in words"),
    ("三至五个工作日", "duration 3个工作日 range [3,5]", "a range of time"),
    ("约10-20人", "count 10人 range [10,20]~", "a soft range"),
    ("三五个人", "count 3个 about [3,5]", "neighbouring digits are about"),
    ("两三次", "count 2次 about [2,3]", "the same"),
    ("由7人到9人", "count 7人; count 9人", "a change is no range"),
    ("提高3-5个百分点", "percent_points 3个百分点 range [3,5]", "a range of points"),
]


@pytest.mark.parametrize(("text", "items", "why"), ROWS, ids=[row[0] for row in ROWS])
def test_accepted(text: str, items: str, why: str) -> None:
    assert "; ".join(show(text, item) for item in read(text)) == items, why


@pytest.mark.parametrize(
    ("text", "whole", "numeral"),
    [
        ("案由近500人参训", "近500人", "500"),  # the bound word belongs to the item, not to the numeral
        ("办结率达98%以上,", "98%以上", "98"),  # so do the sign and the word behind it
        ("移送257余件", "257余件", "257"),
        ("办件4万余件", "4万余件", "4万"),  # the scale belongs to the numeral
        ("筹措40余万元", "40余万元", "40余万"),
        ("百分之九十七点七以上", "百分之九十七点七以上", "九十七点七"),
        ("超过三分之二", "超过三分之二", "三分之二"),
        ("缩短至1—2小时", "1—2小时", "1—2"),
        ("公开3 860条", "3 860条", "3 860"),
        ("共14 件", "14 件", "14"),
        ("签约15家", "15家", "15"),  # 约 is part of another word
        ("近三年", "三年", "三"),  # 近 does not bound spans of time
        ("不少于一次", "不少于一次", "一"),
    ],
)
def test_spans(text: str, whole: str, numeral: str) -> None:
    (item,) = read(text)
    assert text[item.start : item.end] == whole
    assert text[item.number_start : item.number_end] == numeral


def test_bounds_equal_the_value_where_nothing_says_otherwise() -> None:
    (item,) = read("办理12件")
    assert (item.value, item.low, item.high, item.low_open, item.high_open, item.soft) == (
        12,
        12,
        12,
        False,
        False,
        False,
    )
