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
TARGET_SHORT = "，每差{per}扣{step}分{cap}"
TARGET_PRORATA = "，未达到按比例"
TARGET_EXTRA = "，每超出{per}加{step}分{cap}，不超过满分"
TARGET_CAP = "（最多{cap}分）"

LEVELS = "由评分人选定等次：{levels}"
LEVEL = "{name}得{worth}"

JUDGEMENT = "由评分人在{low}至{high}之间给分"
JUDGEMENT_FULL = "满分"
JUDGEMENT_POINTS = "{points}分"
JUDGEMENT_STEP = "，以{step}分为一档"

WORTH_POINTS = "{points}分"
WORTH_FULL = "满分"
WORTH_NONE = "0分"
WORTH_SHARE = "满分的{share}"

PERCENT_POINTS = "{points}个百分点"
SEPARATOR = "；"
