"""Words of the result tables and the workbook: titles, states, explanations. English may follow beside them."""

from __future__ import annotations

# A grade that the points at stake could still change is not said as if it were settled.
PROVISIONAL = "暂定{grade}"

SHEETS = {
    "guide": "说明",
    "ranking": "排名",
    "charts": "图表",
    "matrix": "评分矩阵",
    "ledger": "复核台账",
    "rubric": "评分标准",
    "evidence": "证据",
    "added": "补充事实",
    "reports": "报告",
    "changes": "修改清单",
    "deductions": "扣分清单",
    "adjustments": "加减分与否决",
    "doubts": "存疑",
    "checks": "校验",
    "robustness": "稳健性",
    "run": "运行信息",
    "calculation": "计算",
    "headline": "重点指标",
}

SHEET_PURPOSES = {
    "ranking": "各组名次、总分、等次、各维度得分和覆盖率",
    "charts": "各组名次、单个单位与同组平均的对比、得分分布、与上年的变化",
    "matrix": "单位×评分项的生效得分一览，点按得分可到复核台账",
    "ledger": "每个单位、每个评分项一行：得分、计算过程、原文引文，以及黄色的复核栏；可以排序、筛选",
    "rubric": "本次使用的评分标准：分值、等次线、规则、未载明时的处理和依据",
    "evidence": "从报告中读到的全部事实，每条附原文和位置；读错的在黄色栏更正",
    "added": "报告写了而没有读到的事实，由复核人补充",
    "reports": "读取的报告；单位、类型、组别、年度有误的在黄色栏更正",
    "changes": "复核、裁定改动的得分一览",
    "deductions": "每个单位逐条的扣分及原因",
    "adjustments": "加分、扣分和一票否决：逐项的分值、依据和后果",
    "doubts": "需要人工核对的事项，按涉及分值从高到低排列",
    "checks": "无效的复核分、缺理由或署名的改动、缺失的台账行，以及总分与程序结果的比较",
    "robustness": "待定分值全得或全失、去掉任何一项评分项时的名次区间",
    "run": "程序版本、输入文件和评分标准的校验值、未能读取的文件、被截断的单元格",
    "calculation": "公式的中间结果，不要改动、不要排序",
}

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

WEIGHTS = {
    "illustrative": "本评分标准的分值和等次线为示例性质，不是任何机关公布的标准。正式使用前请由考核单位确定分值，并在评分标准文件中改写 weights_status。",
    "local": "本评分标准的分值由使用单位自行确定。",
    "official": "本评分标准的分值取自公布的文件，见“评分标准”表的依据栏。",
}

INTRODUCTION = (
    "本表由程序读取法治政府建设年度报告生成。每一分都对应一段报告原文；没有原文的，写明原因。",
    "未载明不等于未做：它只说明报告没有写到。核对后可由人工补充，不得据此认定该单位没有开展工作。",
    "“覆盖率”是已有结论的分值占适用满分的比例；覆盖率低的名次应谨慎使用。“待定分值”是尚无结论、仍可能得到的分值。",
    "名次按公布精度四舍五入后的总分在组内排列。率以百分数显示；“98%以上”一类的表述保留原意，上下限见“证据”表。",
    "“复核台账”和“证据”打印时只含左侧的主要列，其余为核对用的技术列。起止位置按报告文本的字符计，从0起。",
)

GUIDE = {
    "title": "法治政府建设报告评分结果",
    "rubric": "评分标准",
    "year": "报告年度",
    "units": "参评单位",
    "units_value": "{units} 个，分 {groups} 组",
    "weights": "分值性质",
    "legend": "状态说明",
    "legend_state": "状态",
    "legend_meaning": "含义",
    "legend_count": "本次项数",
    "sheets": "各表内容",
    "live": "本表各处由公式相连：在“复核台账”的黄色栏填写复核分（0至满分的数，或“不适用”），或改动“评分标准”的分值、等次线，总分、名次、等次、图表随即变动。先看裁定分，再看复核分，都没有时用引擎得分。分值改动后，程序给的分按得分率折算。“评分矩阵”“排名”“计算”不要排序；“复核台账”可以排序。",
    "values": "本表只写数值，不含公式：{reason}。复核栏仍可填写，导入后由程序重算。",
    "values_units": "参评单位超过{limit}个",
    "values_keys": "有单位名称过长或只有大小写不同，公式无法按键查找",
    "values_none": "没有参评单位",
    "fixed_weights": "按数据定的权重（熵权法等）在公式中保持程序算出的值，复核后由程序重算。",
    "fixed_forbid": "评分标准不允许并列：公式按并列名次显示，须人工确定先后。",
    "fixed_peers": "按同组比较计分的评分项，复核改动一个单位不会在本表中改变其他单位的得分，导入后由程序重算。",
    "robustness": "“稳健性”：名次按公布的总分在组内计算。全得：该单位的待定分值全部得到而其他单位一分未得；全失：相反。去一项：对所有单位同时去掉一项评分项，不重新分摊，取名次的最好和最差。",
    "added": "“补充事实”每行一条：引文须与报告原文一字不差，比率写小数（98.5%写0.985）。",
    "hit": "引文所在句中，红色加粗的是引文本身。",
    "all_years": "不限",
}

COLUMNS = {
    "group": "组别",
    "rank": "名次",
    "unit": "单位",
    "year": "年度",
    "total": "总分",
    "full_marks": "满分",
    "grade": "等次",
    "coverage": "覆盖率",
    "stake": "待定分值",
    "previous_total": "上年总分",
    "previous_rank": "上年名次",
    "total_change": "总分变化",
    "rank_change": "名次变化",
    "unit_flags": "提示",
    "dimension": "维度",
    "branch": "下级维度",
    "criterion": "评分项",
    "criterion_id": "指标编号",
    "points": "得分",
    "score_rate": "得分率",
    "state": "状态",
    "value": "取值",
    "scale": "折算系数",
    "counted": "计入总分",
    "way": "取值方式",
    "words": "计算过程",
    "deductions": "扣分说明",
    "quote": "引文",
    "sentence": "引文所在句",
    "others": "其他依据",
    "rejected": "未采用的表述",
    "file": "文件",
    "section": "章节",
    "page": "页码",
    "confidence": "识别置信度",
    "offsets": "起止位置",
    "status": "事实状态",
    "period": "时期",
    "scope": "范围",
    "flags": "提示",
    "report": "报告编号",
    "measure": "测量项编号",
    "measure_name": "指标",
    "kind": "类别",
    "fact_value": "读出值",
    "value_unit": "量词",
    "low": "下限",
    "high": "上限",
    "approx": "精确程度",
    "start": "起",
    "end": "止",
    "sentence_start": "句起",
    "sentence_end": "句止",
    "role": "所在部分",
    "chosen": "采用",
    "note": "备注",
    "derived": "推算依据",
    "level": "层级",
    "node_id": "编号",
    "name": "维度或评分项",
    "node_points": "分值",
    "source": "来源",
    "rule": "评分规则",
    "missing": "未载明时",
    "na": "不适用时",
    "applies_to": "适用对象",
    "scorer": "评分人",
    "basis": "依据",
    "doubt_stake": "涉及分值",
    "doubt_kind": "类别",
    "doubt": "存疑内容",
    "quotes": "原文",
    "compared": "对照",
    "self_score": "自评分",
    "provenance": "数据出处",
    "peers": "同组比较",
    "base": "加减分前总分",
    "bonus": "加分",
    "penalty": "扣分",
    "vetoes": "一票否决",
    "self_total": "自评总分",
    "adjustment": "分值",
    "effects": "后果",
    "item_kind": "类别",
    "item": "项目",
    "content": "内容",
    "remark": "说明",
    "hoped": "可得分",
    "answered": "有结论",
    "changed_row": "改动行",
    "evidence_row": "证据行",
    "evidence_page": "依据页",
    "own_counts": "计入上级",
    "title": "标题",
    "unit_type": "单位类型",
    "publish_date": "发布日期",
    "characters": "字数",
    "facts": "事实数",
    "lost": "扣分",
    "reason": "原因",
    "number": "序号",
    "engine_total": "程序总分",
    "live_total": "本表总分",
    "difference": "差",
    "rank_for": "待定全得时名次",
    "rank_against": "待定全失时名次",
    "rank_best": "去一项时最好名次",
    "rank_worst": "去一项时最差名次",
    "dropped_best": "最好时去掉",
    "dropped_worst": "最差时去掉",
    "effective": "生效得分",
}

DOUBT_KINDS = {
    "missing": "未载明",
    "pending": "待核",
    "no_report": "无报告",
    "score": "得分存疑",
    "fact": "事实存疑",
    "report": "报告信息",
    "unit": "单位信息",
}

DOUBTS = {
    "missing": "报告没有写到“{name}”",
    "pending": "“{name}”尚无结论",
    "no_report": "没有找到该单位当年的报告",
    "all": "全部评分项",
    "of_reports": "由报告回答的全部评分项",
    "conflict": "{field}有两种说法，采用“{used}”（{used_source}），另有“{other}”（{other_source}）",
}

METADATA_FIELDS = {
    "unit": "单位名称",
    "unit_type": "单位类型",
    "level": "层级",
    "level_detail": "层级细分",
    "region": "地区",
    "report_year": "报告年度",
    "publish_date": "发布日期",
    "document_date": "成文日期",
    "index_number": "索引号",
    "document_number": "文号",
    "title": "标题",
    "publisher": "发布机构",
}

METADATA_SOURCES = {
    "unit_list": "单位名单",
    "header": "页头",
    "title": "标题",
    "signature": "落款",
    "body": "正文",
    "file_name": "文件名",
    "composed": "综合得出",
}

RUN_ITEMS = {
    "program": "程序",
    "version": "版本",
    "command": "命令",
    "rubric": "评分标准",
    "rubric_id": "编号",
    "rubric_title": "名称",
    "rubric_sha256": "SHA-256",
    "rubric_weights": "分值性质",
    "measures": "指标库",
    "inputs": "输入文件",
    "sources": "报告以外的材料",
    "source_table": "外部数据 {name}",
    "source_units": "单位名单",
    "source_judgements": "人工评分",
    "source_self_scores": "自评分",
    "source_read": "读取 {rows} 行、{units} 个单位",
    "weights": "权重",
    "weights_remark": "{method}，依据{count}个单位的得分率",
    "bases": "所继承的评分标准",
    "counted": "计分报告",
    "counted_remark": "同一单位同一年度另有：{others}",
    "diagnostic": "读取问题",
    "cut": "截断",
    "cut_remark": "原文 {length} 个字符，超过单元格上限，只显示前 {kept} 个；全文见 JSON 结果",
    "cut_more": "另有 {count} 个单元格被截断",
    "stripped": "不可显示字符",
    "stripped_remark": "{count} 个单元格去除了电子表格不能存放的控制字符；原样见 JSON 结果",
    "links": "链接",
    "links_remark": "{count} 个链接超过工作表上限，只写文字",
}

SEVERITIES = {"error": "错误", "warning": "警告"}

CUT_MARK = "〔…截断〕"
YES = "是"
NOTHING = "（本次没有）"

FOOTER_PAGES = "第 &P 页，共 &N 页"

ERRORS = {
    "cell-not-number": "工作表“{sheet}”单元格 {cell} 的值不是有限数（{value}），不能写入",
    "cell-refused": "工作表“{sheet}”单元格 {cell} 没有写入（返回码 {code}）",
    "workbook-refused": "工作簿没有写成：{reason}",
    "results-not-number": "结果中有不是有限数的值，不能写成 JSON：{reason}",
}

ERRORS_HELP = "这是程序错误，请把评分标准和有关报告一并反馈给维护者"

EXCLUDED = "不计入"
RUN_ID = "运行编号"
TOTAL_ROW = "合计"
CALCULATION = {
    "key": "键",
    "order": "名称序",
    "ranked": "参加排名",
    "sheet": "评分表",
    "row": "台账行",
    "hoped": "可得",
    "answered": "结论",
    "there": "计入的分",
    "rate": "得分率",
    "best": "最好得分率",
    "share": "结论率",
    "full": "满分",
    "points": "得分",
    "total": "总分",
    "place": "并列前名次",
    "candidate": "候选{grade}",
    "got": "得{grade}",
    "sort": "排序值",
    "weights": "分值",
    "factors": "折算",
    "open": "等次未定",
    "scored": "有分项数",
    "tie": "并列比较",
}
CHECKS = {
    "what": "检查项",
    "found": "数量",
    "meaning": "说明",
    "invalid_review": "无效的复核分",
    "invalid_adjudicated": "无效的裁定分",
    "invalid_meaning": "既不是0至满分的数，也不是“不适用”；没有采用",
    "no_reason": "改动没有复核理由",
    "no_name": "改动没有复核人或裁定人",
    "needed": "导入前请补齐",
    "lost_rows": "找不到的台账行",
    "lost_meaning": "键被改动或整行被删除，有关单位的总分不可用",
    "row_count": "台账行数与写出时之差",
    "points_sum": "引擎得分合计与写出时之差",
    "disturbed_meaning": "不为0时，引擎得分一栏被改动过，或有行被删除、增加",
    "changed": "有复核改动的行",
    "checked": "已核对的行",
    "left": "未核对的行",
    "progress": "复核进度",
    "totals": "总分与程序结果不同的单位",
    "totals_meaning": "没有改动时应为0；改动分值、得分后为受影响的单位数",
}
CHARTS = {
    "ranking": "{group}：总分",
    "compare": "单位与同组平均：各维度得分率",
    "choose": "选择单位：",
    "unit": "该单位",
    "mean": "同组平均",
    "distribution": "得分率分布（单位数）",
    "change": "{group}：总分比上年变化",
    "band": "{low}%–{high}%",
    "data": "图表数据",
}
# Beside a quote that character recognition read.
RECOGNISED = "文字识别，置信度{share}"
EVIDENCE_ROW = "第{row}行"
OPEN_PAGE = "打开"
