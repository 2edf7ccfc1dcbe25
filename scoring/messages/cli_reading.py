"""What `read`, `extract`, `explain` and `evaluate` print: columns, fields, headings."""

READ_COLUMNS = ("项目", "内容", "来源", "依据（起止位置）")

FIELDS = {
    "unit": "单位",
    "unit_type": "单位类型",
    "level": "层级",
    "level_detail": "层级细分",
    "region": "地区",
    "report_year": "报告年度",
    "title": "标题",
    "publisher": "发布机构",
    "publish_date": "发布日期",
    "document_date": "成文日期",
    "index_number": "索引号",
    "document_number": "文号",
}

UNIT_TYPES = {
    "province": "省级政府",
    "prefecture": "市级政府",
    "county": "县级政府",
    "township": "乡镇（街道）",
    "department": "部门",
    "zone": "开发区",
    "other": "其他",
}

SOURCES = {
    "unit_list": "单位名单",
    "header": "页头",
    "title": "标题",
    "signature": "落款",
    "body": "正文",
    "file_name": "文件名",
    "composed": "组合",
}

ROLES = {
    "result": "成效",
    "problem": "问题",
    "plan": "计划",
    "preamble": "前言",
    "furniture": "页面框架",
}

READ = {
    "not_found": "未见",
    "conflict": "{field}有两种说法：采用“{used}”，另有“{other}”",
    "outline": "正文 {characters} 字{pages}，取自{obtained}{encoding}；提纲：",
    "encoding": "（{encoding}）",
    "pages": "、{pages} 页",
    "page": "第{page}页",
    "flag": "提示：{words}",
}

FACT_COLUMNS = ("报告", "指标", "数值", "期间", "范围", "状态", "采用", "原文", "疑点")

EXPLAIN = {
    "year": "（{year}年度）",
    "points": "得分 {points} / 满分 {full}",
    "no_points": "无",
    "state": "状态 {state}；数值 {value}",
    "stake": "待定分值 {points}",
    "flags": "疑点：{flags}",
    "rule": "规则",
    "rule_name": "{rule}（{file} 第 {line} 行）",
    "missing": "报告未载明时：{policy}",
    "basis": "依据：{basis}",
    "computed": "计算：{words}",
    "used": "采用的事实（{way}）",
    "cell": "· {column}：{shown}",
    "origin": "出具：{origin}",
    "judgement": "· {scorer}{date}：{given}",
    "judgement_reason": "理由：{reason}",
    "self_score": "自评分 {points}",
    "compared": "对照：{words}",
    "none_used": "没有",
    "rejected": "同一指标的其他表述（未采用）",
    "none_rejected": "没有",
    "reason": "未采用的原因：{reason}",
    "formula": "算式：{formula}",
    "page": "  第{page}页",
}

EVALUATE_COLUMNS = ("标注", "读出", "相符", "查准", "查全", "F1", "错值")

EVALUATE_FILE_COLUMNS = ("含期间F1", "做法F1", "选值", "复算")

EVALUATE_FIGURES = {"facts": "事实", "facts_with_period": "事实(含期间)", "practices": "做法"}

EVALUATE_LISTS = {
    "misses": "漏读",
    "extras": "多读",
    "practices_wrong": "做法不符",
    "choices_wrong": "选值不符",
}

EVALUATE = {
    "by_measure": "分指标",
    "by_file": "分报告",
    "measure": "指标",
    "file": "报告",
    "total_facts": "合计 {files} 份：标注 {annotated}，读出 {found}，相符 {hits}；查准 {precision}，查全 {recall}，F1 {f1}",
    "total_period": "期间也须相符时 F1 {f1}",
    "total_wrong": "错值 {wrong}（占标注 {share}）",
    "total_unverbatim": "与原文不一致的引文 {count}",
    "total_practices": "做法：查准 {precision}，查全 {recall}，F1 {f1}",
    "total_choice": "选值正确 {right}/{judged}（{share}）",
    "total_checks": "复算值相符 {equal}/{annotated}；其中报告没有写、只能推算的 {own}/{unstated}",
    "wrong": "错值",
    "miss": "漏读",
    "extra": "多读",
    "unverbatim": "引文不符",
    "practice": "做法",
    "choice": "选值",
    "check": "复算",
    "nothing": "无",
    "changes": "与上次对照",
    "not_saved": "不是 scoring evaluate --json 存下的文件",
    "unusable": "读不了以前的结果: {detail}",
    "unusable_help": "先用 scoring evaluate … --json 文件 存下一次结果",
}
