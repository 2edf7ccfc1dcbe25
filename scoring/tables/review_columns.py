"""What the workbook and the review that reads it back agree on: which sheets are filled in, by which titles their columns are known.

The writer lays out these columns, the importer finds them by title in the header row, wherever a reviewer moved them. Each row that may be
filled in carries its key and a hash of what the engine wrote there, so that a row that was altered or belongs to another run is told.
"""

from __future__ import annotations

from scoring.corrections.keys import row_hash, row_key, split_key

__all__ = ["row_hash", "row_key", "split_key"]

# The name of the custom document property, and of the row of 运行信息, that holds the run's id.
RUN_PROPERTY = "scoring-run"
NOT_APPLICABLE = "不适用"

# Sheets a reviewer fills in.
LEDGER, EVIDENCE, ADDED, REPORTS, RUBRIC = "复核台账", "证据", "补充事实", "报告", "评分标准"

# 复核台账: one row per unit and criterion. Engine columns that the importer needs:
KEY, HASH, UNIT, CRITERION_ID, ENGINE_POINTS, FULL_MARKS = "键", "行校验", "单位", "指标编号", "引擎得分", "满分"
# and what the reviewer fills in. 裁定分 and 裁定人 settle what two reviewers see differently.
REVIEW_POINTS, REVIEW_REASON, PUBLIC_REASON, REVIEWER, REVIEW_DATE = (
    "复核分",
    "复核理由",
    "扣分原因",
    "复核人",
    "复核日期",
)
ADJUDICATED, ADJUDICATOR = "裁定分", "裁定人"
# Says that a row was looked at and stands (是).
CHECKED = "已核对"

# 证据: one row per fact. Filled in: 更正动作 (更正 or 删除), 更正值, 更正引文; then reason, person, date as in the ledger.
FACT_ACTION, FACT_VALUE, FACT_QUOTE = "更正动作", "更正值", "更正引文"
ACTION_REPLACE, ACTION_DROP = "更正", "删除"
FACT_REPORT, FACT_MEASURE_ID, FACT_START, FACT_END, FACT_ENGINE_VALUE = "报告编号", "测量项编号", "起", "止", "读出值"

# 补充事实: empty rows; a reviewer adds 报告编号, 测量项编号, 值, 引文, 状态 (已完成, 计划, 问题; empty: 已完成), reason, person, date.
ADDED_VALUE, ADDED_QUOTE, ADDED_STATUS = "值", "引文", "状态"

# 报告: one row per report read. Filled in: 更正单位, 更正类型, 更正组别, 更正年度; reason, person, date.
REPORT_UNIT, REPORT_TYPE, REPORT_GROUP, REPORT_YEAR = "更正单位", "更正类型", "更正组别", "更正年度"

# 评分标准: points of criteria and dimensions (分值, yellow input cells) and grade lines (等次线); changes are proposals only.
NODE_ID, NODE_POINTS, GRADE_LINE = "编号", "分值", "等次线"
