"""What users read of scoring and comparing data sets."""

from __future__ import annotations

MESSAGES = {
    "corpus-duckdb": "比较两个年度要用 duckdb，这台电脑上没有装",
    "corpus-no-year": "数据集里没有 {year} 年度的报告，也没有单位名单里这一年的单位；有的年度：{years}",
    "corpus-no-years": "数据集里没有写明年度的报告",
    "corpus-same-year": "要比较的两个年度相同：{year}",
    "corpus-no-group": "没有“{group}”这一组；{year} 年度有：{groups}",
    "corpus-near-copies": "没有查找雷同的报告：这要把全部正文放在一起比",
    "corpus-left-out": "有 {count} 个单位没有 {year} 年度的报告，未参加排名：{units}",
    "corpus-older": "数据集是用另一版指标库（或程序 {engine}）提取的，事实可能与现在读出的不同",
    "corpus-in-use": "另一次计分正在写这个文件夹",
    "corpus-folder": "不能写结果的文件夹：{reason}",
    "corpus-results-changed": "这个结果文件被改动过或已丢失，这一组重新计分",
    "corpus-worker-start": "计分用的进程启动不了（结束码 {reason}）",
    "corpus-worker-killed": "计分用的进程在同一批单位上两次被终止，多半是内存不够",
}
HELP = {
    "corpus-duckdb": "请安装：pip install 'scoring[corpus]'",
    "corpus-no-year": "请用 --year 给出其中的年度",
    "corpus-no-years": "请用 --units 给出写明年度的单位名单，或核对报告的年度",
    "corpus-same-year": "请给出两个不同的年度，如 --years 2023 2024",
    "corpus-no-group": "请用 --group 给出其中的一组",
    "corpus-near-copies": "要查雷同，请对其中一部分报告用 scoring score",
    "corpus-left-out": "如应参加，请核对这些单位报告的年度",
    "corpus-older": "要用现在的指标库，请重新运行 scoring extract --dataset",
    "corpus-in-use": "请等它结束，或用 -o 写到别的地方",
    "corpus-folder": "请检查磁盘和权限，或用 -o 写到别的地方；已完成的组可用 --resume 接着做",
    "corpus-results-changed": "结果文件请不要改动；要改请另存一份",
    "corpus-worker-start": "请检查可用内存和允许的进程数，或不写 --jobs",
    "corpus-worker-killed": "请减小 --jobs 或 --batch；已完成的组可用 --resume 接着做",
}
TITLES = {
    "overview": "数据集计分概况",
    "groups": "各组概况",
    "criteria": "各项指标",
    "notes": "说明",
    "ranking": "排名",
    "evidence": "依据",
    "compare_title": "{before}与{after}年度对比",
    "compare_groups": "各组变化",
    "compare_criteria": "各项指标变化",
    "compare_units": "变化最大的单位",
    "year_group": "{year}年度 {group}",
}
ITEMS = {
    "item": "项目",
    "content": "内容",
    "rubric": "评分标准",
    "rubric_sha": "评分标准的 SHA-256",
    "measures": "指标库的 SHA-256",
    "engine": "程序版本",
    "dataset": "数据集（内容摘要）",
    "reports": "数据集里的报告",
    "problems": "读取时的问题",
    "problems_words": "{count} 条，其中错误 {errors} 条；见数据集的 problems 文件夹",
    "years": "年度",
    "source": "报告以外的材料",
    "file": "文件",
    "diagnostic": "提示",
    "ranking_file": "全部单位的排名",
    "scores_file": "每个单位每项指标的得分、计算过程和原文",
    "cut_ranking": "本工作簿只列前 {shown} 个单位，共 {count} 个；全部见 {file}",
    "cut_evidence": "“依据”一表只列名次在前的 {shown} 个单位；全部见 {file}",
    "cut_criteria": "“{title}”一表只列前 {shown} 行，共 {count} 行；全部见 {file}",
    "previous": "上年总分、上年名次",
    "previous_words": "用同一份标准给上一年度的报告计分、排名得出；上年不在同一组的没有上年名次",
    "total": "平均分、中位数",
    "total_words": "只算有总分并参加排名的单位；覆盖率和待定分值只算有报告的单位",
}
# In titles of columns; the years themselves stand in their place.
BEFORE, AFTER, YEAR = "前一年度", "后一年度", "{year}年度"
TEXT = {
    "scoring": "{year}年度 {group}：{units} 个单位",
    "kept": "{year}年度 {group}：已有结果，跳过",
    "done": "{year}年度：{groups} 组、{units} 个单位；评分标准：{title}（{file}）",
    "before": "{year}年度（作为上年）：{units} 个单位",
    "laying_out": "{year}年度：整理 {units} 个单位的事实",
    "compared": "{before} 与 {after} 年度都有的单位 {both} 个：总分上升 {up} 个，下降 {down} 个",
}
