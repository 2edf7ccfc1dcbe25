"""The flat tables that scoring a data set leaves. Column names are ids; order and types are fixed (as in `scoring.exports.columns`).

ranking    one row per unit and year
scores     one row per unit and criterion: the columns of `exports.columns.RESULTS`
groups     one row per year and group
criteria   one row per year, group and criterion
"""

from __future__ import annotations

from scoring.exports.columns import FLAG, NUMBER, TEXT, WHOLE
from scoring.rubric.types import Rubric
from scoring.tables.order import all_dimensions

Columns = tuple[tuple[str, str, str], ...]

_UNIT: Columns = (
    ("unit", TEXT, "单位"),
    ("unit_type", TEXT, "单位类型"),
    ("region", TEXT, "地区"),
    ("group", TEXT, "组"),
    ("year", WHOLE, "年度"),
    ("rank", NUMBER, "名次"),
    ("published", NUMBER, "总分"),
    ("full_marks", NUMBER, "满分"),
    ("grade", TEXT, "等次"),
    ("state", TEXT, "没有总分的原因"),
    ("coverage", NUMBER, "覆盖率"),
    ("stake", NUMBER, "待定分值"),
    ("base", NUMBER, "加减分前"),
    ("bonus", NUMBER, "加分"),
    ("penalty", NUMBER, "减分"),
    ("self_total", NUMBER, "自评总分"),
    ("previous_total", NUMBER, "上年总分"),
    ("previous_rank", NUMBER, "上年名次"),
)
_FURTHER: Columns = (
    ("key", TEXT, "单位（比对用）"),
    ("ranked", FLAG, "参加排名"),
    ("flags", TEXT, "提示"),
    ("facts", WHOLE, "事实条数"),
    ("reports", WHOLE, "报告份数"),
    ("report", TEXT, "报告编号"),
)
GROUPS: Columns = (
    ("year", WHOLE, "年度"),
    ("group", TEXT, "组"),
    ("units", WHOLE, "单位数"),
    ("with_report", WHOLE, "有报告的"),
    ("with_total", WHOLE, "有总分的"),
    ("mean", NUMBER, "平均分"),
    ("median", NUMBER, "中位数"),
    ("lowest", NUMBER, "最低分"),
    ("highest", NUMBER, "最高分"),
    ("full_marks", NUMBER, "满分"),
    ("coverage", NUMBER, "平均覆盖率"),
    ("stake", NUMBER, "平均待定分值"),
    ("grades", TEXT, "各等次单位数"),
    ("facts", WHOLE, "事实条数"),
    ("workbook", TEXT, "工作簿"),
    ("ranking", TEXT, "排名"),
    ("scores", TEXT, "逐项得分"),
)
CRITERIA: Columns = (
    ("year", WHOLE, "年度"),
    ("group", TEXT, "组"),
    ("criterion", TEXT, "指标编号"),
    ("name", TEXT, "指标"),
    ("dimension", TEXT, "维度编号"),
    ("full_marks", NUMBER, "满分"),
    ("units", WHOLE, "单位数"),
    ("with_points", WHOLE, "有得分的"),
    ("mean", NUMBER, "平均得分"),
    ("rate", NUMBER, "平均得分率"),
    ("scored", WHOLE, "按值计分"),
    ("zero", WHOLE, "零分"),
    ("missing", WHOLE, "未载明"),
    ("not_applicable", WHOLE, "不适用"),
    ("pending", WHOLE, "待定"),
    ("judged", WHOLE, "人工评分"),
    ("no_report", WHOLE, "没有报告"),
    ("excluded", WHOLE, "不计入"),
)
# Of the comparison of two years.
MOVES: Columns = (
    ("unit", TEXT, "单位"),
    ("group", TEXT, "组"),
    ("group_before", TEXT, "前一年度的组"),
    ("total_before", NUMBER, "前一年度总分"),
    ("total_after", NUMBER, "后一年度总分"),
    ("change", NUMBER, "总分变化"),
    ("rank_before", NUMBER, "前一年度名次"),
    ("rank_after", NUMBER, "后一年度名次"),
    ("places", NUMBER, "名次变化"),
    ("grade_before", TEXT, "前一年度等次"),
    ("grade_after", TEXT, "后一年度等次"),
)
GROUP_MOVES: Columns = (
    ("group", TEXT, "组"),
    ("units_before", WHOLE, "前一年度单位数"),
    ("units_after", WHOLE, "后一年度单位数"),
    ("mean_before", NUMBER, "前一年度平均"),
    ("mean_after", NUMBER, "后一年度平均"),
    ("both", WHOLE, "两年都有总分的"),
    ("both_before", NUMBER, "其中前一年度平均"),
    ("both_after", NUMBER, "其中后一年度平均"),
    ("change", NUMBER, "其中平均变化"),
    ("up", WHOLE, "上升的"),
    ("down", WHOLE, "下降的"),
)
CRITERION_MOVES: Columns = (
    ("group", TEXT, "组"),
    ("criterion", TEXT, "指标编号"),
    ("name", TEXT, "指标"),
    ("full_marks", NUMBER, "满分"),
    ("mean_before", NUMBER, "前一年度平均"),
    ("mean_after", NUMBER, "后一年度平均"),
    ("missing_before", WHOLE, "前一年度未载明"),
    ("missing_after", WHOLE, "后一年度未载明"),
    ("both", WHOLE, "两年都有得分的单位"),
    ("both_before", NUMBER, "其中前一年度平均"),
    ("both_after", NUMBER, "其中后一年度平均"),
    ("change", NUMBER, "其中平均变化"),
    ("up", WHOLE, "得分上升的"),
    ("down", WHOLE, "得分下降的"),
)
DIMENSION = "dimension:"


def ranking_columns(rubric: Rubric) -> Columns:
    """The columns of `ranking`: after those of every rubric the points on each first-level dimension, `dimension:<id>`."""
    points = tuple((f"{DIMENSION}{node.id}", NUMBER, node.name) for node in all_dimensions(rubric))
    return (*_UNIT, *points, *_FURTHER)
