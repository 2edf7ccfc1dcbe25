"""Sentences that tell a scoring rule to a reader of the rubric: code → template."""

from __future__ import annotations

DONE_PLAIN = "写明已做得满分，否则不得分"
DONE_RANGE = "{range}得满分，否则不得分"

AT_LEAST = "不低于{low}"
AT_MOST = "不高于{high}"
BETWEEN = "{low}至{high}"
EXACTLY = "等于{low}"
ANY_VALUE = "任意值"

CHECKLIST = "逐项计分：{items}"
CHECKLIST_ITEM = "{name}占{share}"
CHECKLIST_CONDITION = "（{range}）"

DEDUCT = "从满分起扣，扣完为止："
DEDUCT_STEP = {
    "under": "{subject}低于{threshold}的，每差{per}扣{step}分",
    "over": "{subject}高于{threshold}的，每多{per}扣{step}分",
    "not_done": "{subject}没有做的，扣{step}分",
    "done": "{subject}出现的，扣{step}分",
}
DEDUCT_TARIFF = "{subject}逐项扣分：{tariff}"
DEDUCT_NAME = "{name}："
DEDUCT_CAP = "，最多扣{cap}分"
DEDUCT_ESCALATION = "，自第{start}次起共扣{points}分"
DEDUCT_ESCALATION_ALL = "，自第{start}次起扣完"
DEDUCT_MISSING = "，未载明扣{points}分"
PARTIAL = {"prorata": "", "floor": "（不足一步的不计）", "ceil": "（不足一步的按一步计）"}

BANDS = "分档：{bands}"
BAND = "{range}得{worth}"
BAND_LOW = {True: "{low}及以上", False: "高于{low}"}
BAND_HIGH = {True: "{high}及以下", False: "低于{high}"}
BAND_JOIN = "、"

LINEAR = "按比例：{nodes}，其间按直线计算，两端以外不变"
LINEAR_NODE = "{at}得{worth}"
LINEAR_STEP = "，取值按每{per}一步"

TARGET = "目标{target}：达到得{met}"
TARGET_LOWER = "目标{target}以内：达到得{met}"
BEYOND = {
    "prorata": "，未达到按比例",
    "short": "，每差{per}扣{step}分{cap}",
    "extra": "，每超出{per}加{step}分{cap}，不超过满分",
}
BEYOND_LOWER = {
    "prorata": "，高于的按比例",
    "short": "，每高{per}扣{step}分{cap}",
    "extra": "，每低{per}加{step}分{cap}，不超过满分",
}
TARGET_CAP = "（最多{cap}分）"

PER_POINT = "从满分起扣：{segments}"
PER_POINT_SIDE = {"under": "低于{at}", "over": "高于{at}"}
PER_POINT_SEGMENT = "{line}的部分每{per}扣{step}分"

COUNT = "每{per}得{step}分"
COUNT_ITEM = "{name}每{per}得{step}分"
COUNT_DIVIDED = "按{name}每{each}折算，"
COUNT_BASE = "起始{base}分，"
COUNT_CAP = "，合计最多{cap}分"
TARIFF = "按级别计分：{levels}{other}，{same}"
TARIFF_LEVEL = "{name}{points}分"
TARIFF_OTHER = "、其他{points}分"
TARIFF_SAME = {
    "once": "同一事项只按最高级别计一次",
    "each": "逐次计算",
    "double": "同一事项再次发生按{factor}倍计",
}

IMPORTED = "采用其他单位的评分（{zero}至{full}分制），按比例折算"

RANK = "按组内名次（{direction}）：{places}"
RANK_DIRECTION = {False: "从高到低", True: "从低到高"}
RANK_PLACE = "第{place}名得{worth}"
RANK_STEP = "第一名得满分，每低一名扣{step}分"
RANK_REST = "其余得{worth}"
RANK_LAST = {True: "最后一名得{worth}", False: "倒数第{place}名得{worth}"}
RANK_TIES = {"min": "", "max": "，数值相同的取较后名次", "average": "，数值相同的取平均"}

RELATIVE = "与{to}比：达到得{met}"
RELATIVE_TO = {"best": "同组最好值", "mean": "同组平均值", "median": "同组中位数", "last_mean": "上年同组平均值"}

YEAR = "与本单位上年比{by}：不变得{base}"
YEAR_BY = {"value": "数值", "growth": "增长率", "rank": "组内名次"}
YEAR_STEP = {"rise": "进步每{per}加{step}分{cap}", "fall": "退步每{per}扣{step}分{cap}"}
YEAR_STAGE = {"rise": "进步{start}以上加{points}分", "fall": "退步{start}以上扣{points}分"}
PLACES = "位"

NORMALISE = {
    "goalposts": "在{low}（0分）至{high}（满分）之间按比例",
    "minmax": "在同组最低值与最高值之间按比例",
    "zscore": "按与同组平均值相差几个标准差折算，平均得一半，上下{limit}个标准差封顶",
    "percentile": "按在同组中的百分位折算",
    "borda": "按优于同组多少单位折算",
    "distance": "按与{reference}的距离折算，相差{span}为0分",
}
NORMALISE_CONSTANT = "，全组相同时得{worth}"
NORMALISE_LOWER = "，低者为好"
SPAN_GROUP = "组内最大距离"

LEVELS = "由评分人选定等次：{levels}"
LEVEL = "{name}得{worth}"

JUDGEMENT = "由评分人在{low}至{high}之间给分"
JUDGEMENT_FULL = "满分"
JUDGEMENT_POINTS = "{points}分"
JUDGEMENT_STEP = "，以{step}分为一档"
TRIM = "；几人评分时去掉{trim}个最高和{trim}个最低再平均"

WORTH_POINTS = "{points}分"
WORTH_FULL = "满分"
WORTH_NONE = "0分"
WORTH_SHARE = "满分的{share}"

PERCENT_POINTS = "{points}个百分点"
SEPARATOR = "；"
