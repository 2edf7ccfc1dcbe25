"""Words of the assessment: how an answer was found, why points are missing, doubts. Chinese; code → template."""

from __future__ import annotations

# Which kind of statement the score rests on. The rule's own words follow, and begin with the value.
WAYS = {
    "stated": "报告写明",
    "words": "报告以文字表示全部（{quote}）",
    "derived": "报告没有写明比率，由{operands}推算",
    "report": "由报告本身得出",
    "parts_agree": "报告只分别写明{parts}，没有总数；各部分按规则得分相同，按此计分",
    "several_measures": "依据报告写明的{count}项内容",
}

QUALITATIVE = "报告没有写明所需的数值，但有有关表述（{what}），按满分的{share}计{points}分"
QUALITATIVE_REASON = "没有写明所需的数值，只有有关表述，按满分的{share}计"

# Why a criterion has no points, or none from its rule.
REASONS = {
    "missing": "报告未载明",
    "missing_only_plan": "报告只写了目标或计划，没有写结果",
    "missing_other_year": "报告只写了其他年份的数值",
    "missing_wanted": "报告没有写{wanted}的数值",
    "several_parts": "报告只分别写明{parts}，没有总数，由复核人确定",
    "review_bounds": "报告用的是约数（{value}），按评分标准由复核人确定",
    "open_bound": "报告用的是约数（{value}），没有下限，由复核人确定",
    "pending_table": "等待外部数据：{subject}",
    "pending_table_unnamed": "等待外部数据",
    "pending_judgement": "等待人工评分：{subject}",
    "pending_judgement_unnamed": "等待人工评分",
    "no_report": "没有该单位当年的报告",
    "no_report_year": "没有该单位{year}年的报告",
    "practice_plan": "报告只把它列为下一步计划，没有写明已做",
    "practice_problem": "报告把它列为存在的问题，没有写明已做",
    "practice_negated": "报告写明没有做",
    "na_unit_type": "不涉及这一类单位",
    "na_when": "报告写明{measure}为{value}，本项不适用",
}

# What the policy then does; appended to the reason.
MISSING_POLICIES = {
    "zero": "；按评分标准计0分",
    "pending": "；未载明不等于未做，待核，暂不计分",
    "exclude": "；按评分标准不计入满分",
    "full": "；按评分标准计满分",
    "share": "；按评分标准按满分的{share}计{points}分",
}
NA_POLICIES = {
    "zero": "；按评分标准计0分",
    "pending": "；待核",
    "exclude": "；不计入满分",
    "full": "；按评分标准计满分",
    "share": "；按评分标准按满分的{share}计{points}分",
}

BOUNDS = {
    "low": "（{value}，取下限）",
    "same": "（约数，上下限得分相同）",
}
NO_REASON = "{name}：否"
DENOMINATOR = "（基数{count}）"

# What stands in the value column where there is no number.
VALUES = {
    "missing": "未载明",
    "not_applicable": "不适用",
    "pending": "待定",
    "no_report": "无报告",
    "done": "已做",
    "plan": "仅列为计划",
    "problem": "列为问题",
    "negated": "写明未做",
    "yes": "是",
    "no": "否",
    "qualitative": "有表述，无数值",
    "parts": "仅有分项",
    "several": "{done}/{all}项",
}

APPROXIMATIONS = {
    "exact": "{value}",
    "at_least": "{value}以上",
    "about": "约{value}",
    "upper": "不超过{value}",
    "range": "{low}—{high}",
}

# Why a fact of the same measure was not used.
REJECTED = {
    "plan": "是计划或目标",
    "problem": "写在存在的问题里",
    "other_year": "是其他年份（{period}）的数值",
    "part": "只是一部分（{scope}）的数值",
    "derived": "由两个数推算，已有更直接的表述",
    "not_whole_year": "只是年内一段时间（{period}）的数值",
    "other_scope": "范围（{scope}）不是本项所要的",
    "other_period": "时期（{period}）不是本项所要的",
    "not_chosen": "同一指标已采用另一表述",
    "no_cases": "分母为0，比率没有意义",
}

# Doubts about a score or a unit: code → words. Doubts about facts and files have their words where they arise.
FLAGS = {
    "grade_open": "待定分值可能改变等次",
    "several_reports": "同一单位同一年度有多份报告，以发布日期最近的一份计分",
    "undated_report": "该单位另有一份看不出年度的报告，没有计分",
    "year_unknown": "看不出报告年度",
    "unit_unknown": "看不出报告单位，以文件名代替",
    "ranked_across_years": "同组各单位的报告年度不同，名次只供参考",
    "same_name_other_region": "同名单位的地区不同，可能不是同一单位",
    "same_name_other_type": "同名单位的类型不同，可能不是同一单位",
    "unit_type_not_covered": "评分标准不是为这一类单位编写的",
    "report_not_counted": "所在报告没有计分（同一单位同一年度另有报告）",
    "parts_agree": "只有分项，各分项得分相同",
    "small_denominator": "基数很小，比率波动大",
    "rate_without_cases": "报告写明没有案件，又写了比率",
    "approximate": "采用的是约数",
    "items_silent": "有的分项报告没有写到",
    "few_quotes": "引文少于评分标准要求的条数",
}

ERRORS = {
    "assess-not-available": "评分项“{leaf}”用了尚未提供的功能：{what}",
}
ERRORS_HELP = "请改用已提供的写法；可用的来源、规则和处理办法见 docs/rubric.md"
