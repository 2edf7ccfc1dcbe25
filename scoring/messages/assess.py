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
    "several_people": "依据报告、外部数据和人工评定的{count}项内容",
    "several_sources": "依据报告和外部数据写明的{count}项内容",
    "table": "外部数据{source}",
    "self_table": "单位名单",
    "formula": "按公式{formula}算得{value}（{operands}）",
    "judgement": "{scorer}评分",
    "judgements": "{count}人评分",
}
# Where a table's value comes from, as far as it is known.
TABLE_SOURCE = "（{parts}）"
OPERAND = "{name}{value}"

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
    "na_table": "外部数据写明不适用：{subject}",
    "table_silent": "外部数据没有该单位的数值：{subject}",
    "table_rows": "外部数据中该单位有{count}行，不能确定用哪一行：{subject}",
    "table_text": "外部数据不是数：{subject}为“{value}”",
    "table_scale": "外部数据为{value}，评分标准按百分比计，请核对单位：{subject}",
    "table_refused": "外部数据“{value}”{refusal}：{subject}",
    "tariff_level": "外部数据“{subject}”：{refusal}",
    "judgement_refused": "评分“{value}”{refusal}，由评分人更正",
    "no_peers": "没有同组单位的数值可比",
    "no_last_year": "没有上年的数值可比",
    "no_last_group": "没有同组单位上年的数值可比",
    "last_year_zero": "上年数值为0，不能计算增长率",
    "no_divisor": "缺少{name}，不能折算",
    "formula_missing": "公式缺少{names}",
    "formula_zero": "公式的除数为0，没有意义",
    "few_quotes": "引文{count}条，评分标准要求{needed}条",
    "pending_judgement": "等待人工评分：{subject}",
    "pending_judgement_unnamed": "等待人工评分",
    "no_report": "没有该单位当年的报告",
    "no_report_year": "没有该单位{year}年的报告",
    "practice_plan": "报告只把它列为下一步计划，没有写明已做",
    "practice_problem": "报告把它列为存在的问题，没有写明已做",
    "practice_negated": "报告写明没有做",
    "na_unit_type": "不涉及这一类单位",
    "power_unknown": "本项只适用于有（或无）执法权的单位，单位名单没有写明",
    "na_when_table": "外部数据的“{column}”为{value}，本项不适用",
    "na_when": "报告写明{measure}为{value}，本项不适用",
}

# What the policy then does; appended to the reason.
MISSING_POLICIES = {
    "zero": "；按评分标准计0分",
    "pending": "；未载明不等于未做，待核，暂不计分",
    "exclude": "；按评分标准不计入满分",
    "full": "；按评分标准计满分",
    "share": "；按评分标准按满分的{share}计{points}分",
    "group_mean": "；按评分标准取同组平均得分率，暂无可取",
    "formula": "；按评分标准改用公式",
}
# The mean of the group once it is known.
GROUP_MEAN = "；按同组{count}个单位的平均得分率{share}计{points}分"
NA_POLICIES = {
    "zero": "；按评分标准计0分",
    "pending": "；待核",
    "exclude": "；不计入满分",
    "full": "；按评分标准计满分",
    "share": "；按评分标准按满分的{share}计{points}分",
    "group_mean": "；按评分标准取同组平均得分率，暂无可取",
    "formula": "；按评分标准改用公式",
}
# What stands in for missing quotes.
QUOTES = {
    "review": "；由复核人确定",
    "zero": "；按评分标准计0分",
    "share": "；按评分标准按得分的{share}计",
}
ROUNDED = "，取{places}位小数为{points}分"
COMPARED = {
    "table": "外部数据{name}为{value}",
    "report": "报告自述{name}为{value}",
}

YES_WORDS = frozenset(["是", "有", "√", "✓", "Y", "y", "yes", "true", "已", "已做", "达到", "触发"])
NO_WORDS = frozenset(["否", "无", "×", "✗", "N", "n", "no", "false", "未", "未做", "未达到", "未触发", "没有"])

# How the parts of a dimension were combined where they were not simply added.
COMBINED = {
    "geometric": "各部分得分率的加权几何平均",
    "harmonic": "各部分得分率的加权调和平均",
    "min": "各部分得分率的最低值",
}
ZEROED = "因“{name}”不得分"

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
    "to_compare": "供核对，不作采用值",
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
    "supporting": "来自佐证材料，不是年度报告本身",
    "report_not_counted": "所在报告没有计分（同一单位同一年度另有报告）",
    "parts_agree": "只有分项，各分项得分相同",
    "small_denominator": "基数很小，比率波动大",
    "rate_without_cases": "报告写明没有案件，又写了比率",
    "approximate": "采用的是约数",
    "items_silent": "有的分项报告没有写到",
    "few_quotes": "引文少于评分标准要求的条数",
    "differs": "报告自述与外部数据不一致",
    "few_peers": "同组可比的单位很少",
    "group_unknown": "单位名单没有写明分组，按单位类型分组",
    "judgement_refused": "评分人的分数或等次不在评分标准的范围内",
    "judgements_differ": "几位评分人的结论不一致",
    "judgement_waiting": "有的分项还没有人评定",
    "table_waiting": "有的外部数据还没有",
    "self_score_over": "自评分超过满分",
    "grade_by_bonus": "因加分达到现有等次",
    "quota_missed": "达到等次线，因名额未列入",
    "quota_tied": "并列跨过名额",
    "veto_open": "一票否决或门槛的条件没有载明，待核",
    "tie_forbidden": "评分标准不许并列，待确定先后",
    "stopped": "不予评定",
    "capped": "等次受限",
    "barred": "取消评优资格",
}

VETO = {
    "triggered": "{name}：{value}，触发",
    "fine": "{name}：{value}，未触发",
    "silent_pending": "{name}：未载明，待核，暂不适用",
    "silent_trigger": "{name}：未载明，按评分标准视同触发",
    "silent_ignore": "{name}：未载明，不适用",
    "power_unknown": "{name}：只适用于有（或无）执法权的单位，单位名单没有写明，待核，暂不适用",
    "silent_differ": "{name}：评分人结论不一致，待核",
}
EFFECTS = {
    "zero_total": "总分计0分",
    "zero_node": "“{node}”计0分",
    "cap_grade": "等次不高于“{grade}”",
    "points": "总分不高于{points}分",
    "stop": "不予评定",
    "bar": "取消评优资格",
}
