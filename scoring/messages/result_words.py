"""What results are called wherever they are shown: states, ways, sources, policies, pools, vetoes, facts."""

from __future__ import annotations

# outcome → (word in cells, explanation on the first sheet)
STATES = {
    "scored": ("已计分", "报告有载明，按规则得分"),
    "zero": ("得0分", "报告有载明，按规则得0分（报告写明为零也在此列）"),
    "missing": ("未载明", "报告没有写到；未载明不等于未做，按评分标准规定的办法处理"),
    "not_applicable": ("不适用", "该评分项不涉及这个单位"),
    "pending": ("待定", "等待外部数据、人工评分或核对，暂不计分"),
    "judged": ("人工评分", "由评分人给分"),
    "no_report": ("无报告", "没有这个单位当年的报告"),
}

# What a pending leaf waits for, by the source of the criterion.
PENDING = {"table": "待外部数据", "judgement": "待人工评分"}
# Nothing added or taken off, by the kind of pool: the normal case.
POOL_ZERO = {"bonus": "未加分", "penalty": "未扣分"}
MISSING_WITH_POINTS = "未载明（按规则计分）"
MISSING_EXCLUDED = "未载明（不计入满分）"
MISSING_WITHOUT_POINTS = "未载明（待核，暂不计分）"
WITH_POINTS = "{name}（{points}分）"
DEDUCTION = "扣{points}分：{reason}"
# Places won or lost against last year.
MOVED = {"up": "↑{places}", "down": "↓{places}", "same": "持平"}
UNRANKED = "未排名"
NOT_ASSESSED = "不予评定"

GROUPS = {
    "province": "省级",
    "prefecture": "市级",
    "county": "县（市、区）",
    "township": "乡镇（街道）",
    "department": "部门",
    "zone": "开发区",
    "other": "其他",
    "with_enforcement": "有执法权",
    "without_enforcement": "无执法权",
}

WAYS = {
    "stated": "明确数值",
    "words": "文字表述（全部、均等）",
    "derived": "由两个数推算",
    "qualitative": "定性表述",
    "practice": "做法已写明",
    "report": "报告本身",
    "parts_agree": "各部分得分相同",
    "several_measures": "多项内容合计",
    "table": "外部数据",
    "formula": "按公式算得",
    "judgement": "人工评分",
    "none": "",
}

SOURCES = {
    "measure": "报告指标：{subject}",
    "practice": "报告做法：{subject}",
    "report": "报告本身：{subject}",
    "table": "外部数据：{subject}",
    "judgement": "人工评分",
    "formula": "公式：{subject}",
}

POLICIES = {
    "zero": "计0分",
    "pending": "待核，暂不计分",
    "exclude": "不计入满分",
    "group_mean": "取同组平均得分率",
    "full": "计满分",
    "share": "按满分的{share}计",
    "formula": "改用公式{formula}",
}

# Extra remarks about a criterion in the rubric's table.
LEAF_REMARKS = {
    "na_when": "{name}为{value}的，不适用",
    "evidence": "至少{count}条引文",
    "review": "，不足的由复核人确定",
    "zero": "，不足的计0分",
    "share": "，不足的按得分的{share}计",
    "compare": "对照：{subject}",
    "places": "得分取{places}位小数",
    "counts": "在上级按{points}分计",
    "per_kind": "{kind}：{text}",
}
COMBINE = {
    "weighted": "下级加权平均",
    "geometric": "下级得分率的几何平均",
    "harmonic": "下级得分率的调和平均",
    "min": "下级得分率的最低值",
}
WEIGHTINGS = {
    "equal": "等权",
    "given": "给定权重{note}",
    "ahp": "层次分析法{note}",
    "entropy": "熵权法",
    "critic": "CRITIC法",
    "pca": "主成分法",
    "mix": "{parts}",
    "product": "{parts}之积",
}
WEIGHTING = "下级权重：{method}"
WEIGHTING_PART = "{method}占{share}"
POOLS = {"bonus": "加分", "penalty": "扣分"}
POOL_TITLE = "{kind}：{name}"
POOL_RULE = {
    "inside": "合计最多{points}分，总分不超过满分",
    "outside": "合计最多{points}分，可使总分超过满分",
    "penalty": "合计最多扣{points}分",
}
VETO_KINDS = {False: "一票否决", True: "门槛"}
VETO_RULE = {False: "{condition}的：{effects}", True: "要求{condition}，否则：{effects}"}
CONDITION = {
    "low_in": "{subject}不低于{low}",
    "low": "{subject}高于{low}",
    "high_in": "{subject}不高于{high}",
    "high": "{subject}低于{high}",
}
CONDITION_DONE = {True: "“{subject}”为是", False: "“{subject}”为否"}
GRADE_KIND = "等次"
GRADE_LINE = "{line}分以上"
GRADE_QUOTA = {"share": "每组不超过{share}", "count": "每组不超过{count}个"}
VETO_CELL = "{name}（{state}）：{effects}"
VETO_STATES = {True: "触发", False: "未触发", None: "待核"}
CAPPED = "各项合计{counted}分，最多{cap}分"
PEERS = "同组{count}个单位：{low}至{high}，平均{mean}"
PEERS_LAST = "；上年{count}个单位平均{mean}"
CELL_SOURCE = "{value}：{place}"
PLACE = "{file}{sheet}第{row}行"
PLACE_SHEET = "“{sheet}”"
SCORER = "{scorer}{date}：{value}；{reason}；{place}"
SCORER_DATE = "（{date}）"
SCORER_REASON = "理由：{reason}"

QUALITATIVE = "没有数值而有定性表述（{told}）的，按满分的{share}计"

STATUSES = {"done": "已完成", "plan": "计划", "problem": "问题"}
KINDS = {"measure": "指标", "practice": "做法", "report": "报告本身"}
APPROXIMATIONS = {"exact": "确数", "at_least": "不少于", "about": "约", "upper": "不超过", "range": "区间"}
ROLES = {
    "result": "工作成效",
    "problem": "存在问题",
    "plan": "下步打算",
    "preamble": "开头",
    "furniture": "页面附加内容",
}
SCOPES = {"whole": "整体"}
PERIODS = {"cumulative": "累计（截至目前）"}
VALUE_UNITS = {"ratio": "比率"}
OPEN_BOUND = "不限"
# Whether the lower and the upper end are excluded → words.
EXCLUDED_ENDS = {(True, True): "不含两端", (True, False): "不含下限", (False, True): "不含上限"}
SOFT = "按±10%估计"
