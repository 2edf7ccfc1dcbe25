"""What users read about two runs side by side."""

from __future__ import annotations

REASONS = {
    "override": "复核改分：{old} → {new}",
    "override_withdrawn": "复核改分撤回（复核曾给 {old}）",
    "override_changed": "复核改分变了：{old} → {new}",
    "rubric": "评分标准变了",
    "only_after": "本次新增的指标",
    "only_before": "本次没有的指标",
    "value": "数值变了：{old} → {new}",
    "reading": "同一份报告，读数变了：{old} → {new}",
    "corrected": "复核更正了依据：{old} → {new}",
    "table": "外部数据变了：{old} → {new}",
    "judgement": "人工评分变了",
    "way": "依据变了：{old} → {new}",
    "peers": "自身数值未变，同组其他单位变了",
    "last_year": "上年数据变了",
    "scale": "同级指标是否适用变了，折算系数 {old} → {new}",
    "unexplained": "原因未能归到上述各类，请逐项核对两次运行的明细",
}
SUMMARY = {
    "both": "两次运行都有的单位 {count} 个：总分变化 {points} 个，名次变化 {places} 个，等次变化 {grades} 个",
    "gone": "只在前一次运行中的单位：{units}",
    "new": "只在后一次运行中的单位：{units}",
    "same_rubric": "两次运行用的是同一份评分标准",
    "rubric": "评分标准有 {count} 处不同",
    "join": "、",
    "none": "无",
    "rank_note": "两次运行中单位多少或分组不同时，名次升降包含这一影响",
}
TITLES = {
    "units": "总分与名次变化",
    "criteria": "逐项变化与原因",
    "rubric": "评分标准的不同",
    "chart": "图表",
    "book": "两次运行对比",
    "change_chart": "总分变化",
    "rank_chart": "名次升降（正数为上升）",
}
COLUMNS = {
    "unit": "单位",
    "group": "组",
    "criterion": "指标",
    "before": "原计入分",
    "after": "现计入分",
    "change": "变化",
    "reasons": "原因",
    "value_before": "原数值",
    "value_after": "现数值",
    "quote_before": "原依据",
    "quote_after": "现依据",
    "id": "指标编号",
    "node": "编号",
    "name": "名称",
    "field": "不同之处",
    "old": "原",
    "new": "现",
}
