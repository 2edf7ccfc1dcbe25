"""How points were computed, in the words a unit is told. `WORDS` are whole sentences, `REASONS` why points were lost."""

from __future__ import annotations

# What comes out: a score, or what a pool adds or takes off.
RESULTS = {
    "score": "得{points}/{full}",
    "bonus": "加{points}分（最多{full}分）",
    "penalty": "扣{points}分（最多{full}分）",
}

WORDS = {
    "done": "{value}，{line}，达到，{result}",
    "not_done": "{value}，{line}，未达到，{result}",
    "done_yes": "{value}，{result}",
    "item_met": "“{name}”{value}，达到，得{points}",
    "item_failed": "“{name}”{value}，未达到，不得分（{points}分）",
    "item_waiting": "“{name}”待人工评定，暂不得分（{points}分）",
    "item_silent": "“{name}”未载明，暂不得分（{points}分）",
    "checklist": "{items}；合计{result}",
    "cause_fine": "“{name}”{value}，不扣分",
    "cause_lost": "“{name}”{why}，扣{points}",
    "cause_waiting": "“{name}”待人工评定，暂不扣分",
    "cause_silent": "“{name}”未载明，不扣分，待核",
    "cause_silent_lost": "“{name}”未载明，扣{points}",
    "cause_rest": "“{name}”{why}，应扣{due}，已扣完，实扣{points}",
    "deduct": "{causes}；{result}",
    "bands": "{value}，{band}一档，{result}",
    "linear_inside": "{value}，区间{low}–{high}按比例，{result}",
    "linear_below": "{value}，不高于{end}，{result}",
    "linear_above": "{value}，不低于{end}，{result}",
    "linear_stepped": "{value}，每{per}一步，按{stepped}计，",
    "target_under": "{value}，{goal}，按比例，{result}",
    "target_short": "{value}，低于{goal}，差{gap}，扣{off}，{result}",
    "target_short_lower": "{value}，高于{goal}，多{gap}，扣{off}，{result}",
    "target_met": "{value}，达到{goal}，{result}",
    "target_extra": "{value}，超过{goal}，多{gap}，加{more}，{result}",
    "target_extra_lower": "{value}，低于{goal}，少{gap}，加{more}，{result}",
    "per_point_fine": "{value}，达到{line}，不扣分，{result}",
    "per_point_under": "{value}，低于{line}，差{gap}，扣{off}，{result}",
    "per_point_over": "{value}，超过{line}，多{gap}，扣{off}，{result}",
    "rank": "{value}，同组{count}个单位中第{place}名，{result}",
    "rank_tied": "{value}，同组{count}个单位中第{place}名（{same}个单位相同），{result}",
    "count": "{what}，{result}",
    "count_none": "没有可计的项目",
    "count_item": "“{name}”{value}，计{points}分",
    "count_divided": "{value}，{name}{divisor}，每{each}合{result}",
    "year_same": "{value}，与上年（{last}）相同，{result}",
    "year_same_place": "{value}（上年{last}），名次与上年相同（第{place}名），{result}",
    "year_rise": "{value}，比上年（{last}）进步{change}，加{amount}，{result}",
    "year_fall": "{value}，比上年（{last}）退步{change}，扣{amount}，{result}",
    "year_places": "{places}位（第{last}名到第{now}名）",
    "imported": "原始得分{value}（{zero}至{full}分制），按比例折算，{result}",
    "levels": "评为“{level}”，{result}",
    "levels_votes": "{votes}，平均{share}，{result}",
    "level_vote": "“{level}”{count}票",
    "judgement": "人工评分，{result}",
    "judgement_votes": "取{count}人平均，{result}",
}

REASONS = {
    "done": "{value}，未达到{line}",
    "done_no": "{value}",
    "item_failed": "“{name}”{value}，要求{line}",
    "item_failed_no": "“{name}”{value}",
    "item_waiting": "“{name}”待人工评定",
    "item_silent": "“{name}”报告未载明（未载明不等于未做）",
    "cause_lost": "“{name}”{why}",
    "cause_silent": "“{name}”报告未载明",
    "rest": "{reason}（应扣{due}分，已扣完）",
    "bands": "{value}，在{band}一档",
    "linear_low": "{value}，未达到{full}",
    "linear_high": "{value}，高于{full}",
    "target": "{value}，{goal}",
    "target_met": "{value}，达到{goal}，未到满分",
    "per_point_under": "{value}，低于{line}，差{gap}",
    "per_point_over": "{value}，超过{line}，多{gap}",
    "rank": "{value}，同组{count}个单位中第{place}名",
    "count": "{what}，合计{points}分",
    "year_same": "{value}，与上年（{last}）相同",
    "year_same_place": "{value}（上年{last}），名次与上年相同（第{place}名）",
    "year_rise": "{value}，比上年（{last}）进步{change}，未到满分",
    "year_fall": "{value}，比上年（{last}）退步{change}",
    "imported": "原始得分{value}（满分{full}）",
    "normalised": "{value}，{how}",
    "levels": "评为“{level}”",
    "levels_votes": "{votes}，平均{share}",
    "judgement": "人工评分未给满分",
}

# Lines and gaps in words.
LINES = {
    "at_least": "要求至少{low}",
    "at_most": "要求至多{high}",
    "between": "要求{low}至{high}",
}
REASON_LINES = {"at_least": "至少{low}", "at_most": "至多{high}", "between": "{low}至{high}"}

WHY = {
    "under": "{value}，低于{line}，差{gap}",
    "over": "{value}，超过{line}，多{gap}",
    "over_zero": "{value}",
    "not_done": "{value}",
    "done": "{value}",
}

BAND_ENDS = {
    "from": "{low}（含）以上",
    "above": "{low}（不含）以上",
    "to": "{high}（含）以下",
    "below": "{high}（不含）以下",
    "between": "{low}（{low_in}）至{high}（{high_in}）",
    "all": "任意数值",
}
BAND_NAME = "“{name}”（{band}）"
INCLUDED, EXCLUDED = "含", "不含"

# What a value is measured against.
GOAL = "目标{target}"
AMONG = {
    "best": "同组最好值{value}（{count}个单位）",
    "mean": "同组平均值{value}（{count}个单位）",
    "median": "同组中位数{value}（{count}个单位）",
    "last_mean": "上年同组平均值{value}（{count}个单位）",
}
NORMALISED = {
    "goalposts": "在{low}至{high}之间居{share}",
    "minmax": "同组{count}个单位在{low}至{high}之间，居{share}",
    "zscore": "同组{count}个单位平均{mean}，按标准差折合{share}",
    "percentile": "同组{count}个单位（{low}至{high}），百分位{share}",
    "borda": "同组{count}个单位（{low}至{high}），优于其他单位的{share}",
    "distance": "与{reference}的距离，按{span}折合{share}",
}
TARIFF_MATTER = "{matter}（{levels}）{points}分"
TARIFF_LINE = "{levels}{points}分"

POINTS_GAP = "{gap}个百分点"
NOTHING_LISTED = "无"
YES, NO = "有", "无"
NOTE_SILENT = "未载明: {name}"

# Of several persons the highest and lowest are left out.
TRIM = {
    "trimmed": "{count}人评分，去掉{trim}个最高和{trim}个最低，",
    "few": "只有{count}人评分，不去掉最高最低，",
}

REFUSALS = {
    "range": "应在 {low} 和 {high} 之间",
    "step": "应为 {step} 的整数倍",
    "level": "应为 {levels} 之一",
    "tariff": "没有规定“{level}”的分值，应为{levels}之一",
}
