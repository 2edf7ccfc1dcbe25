"""How points were computed, in the words a unit is told. `WORDS` are whole sentences, `REASONS` why points were lost."""

from __future__ import annotations

RESULT = "得{points}/{full}"

WORDS = {
    "done": "{value}，{line}，达到，{result}",
    "not_done": "{value}，{line}，未达到，{result}",
    "done_yes": "{value}，{result}",
    "item_met": "“{name}”{value}，达到，得{points}",
    "item_failed": "“{name}”{value}，未达到，不得分（{points}分）",
    "item_silent": "“{name}”未载明，暂不得分（{points}分）",
    "checklist": "{items}；合计{result}",
    "cause_fine": "“{name}”{value}，不扣分",
    "cause_lost": "“{name}”{why}，扣{points}",
    "cause_silent": "“{name}”未载明，不扣分，待核",
    "cause_silent_lost": "“{name}”未载明，扣{points}",
    "cause_rest": "“{name}”{why}，应扣{due}，已扣完，实扣{points}",
    "deduct": "{causes}；{result}",
    "bands": "{value}，{band}一档，{result}",
    "linear_inside": "{value}，区间{low}–{high}按比例，{result}",
    "linear_below": "{value}，不高于{end}，{result}",
    "linear_above": "{value}，不低于{end}，{result}",
    "linear_stepped": "{value}，每{per}一步，按{stepped}计，",
    "target_under": "{value}，目标{target}，按比例，{result}",
    "target_short": "{value}，低于目标{target}，差{gap}，扣{off}，{result}",
    "target_met": "{value}，达到目标{target}，{result}",
    "target_extra": "{value}，超过目标{target}，多{gap}，加{more}，{result}",
    "levels": "评为“{level}”，{result}",
    "judgement": "人工评分，{result}",
}

REASONS = {
    "done": "{value}，未达到{line}",
    "done_no": "{value}",
    "item_failed": "“{name}”{value}，要求{line}",
    "item_failed_no": "“{name}”{value}",
    "item_silent": "“{name}”报告未载明（未载明不等于未做）",
    "cause_lost": "“{name}”{why}",
    "cause_silent": "“{name}”报告未载明",
    "rest": "{reason}（应扣{due}分，已扣完）",
    "bands": "{value}，在{band}一档",
    "linear_low": "{value}，未达到{full}",
    "linear_high": "{value}，高于{full}",
    "target": "{value}，目标{target}",
    "target_met": "{value}，达到目标{target}，未到满分",
    "levels": "评为“{level}”",
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

POINTS_GAP = "{gap}个百分点"
YES, NO = "有", "无"
NOTE_SILENT = "未载明: {name}"

REFUSALS = {
    "range": "应在 {low} 和 {high} 之间",
    "step": "应为 {step} 的整数倍",
    "level": "应为 {levels} 之一",
}
