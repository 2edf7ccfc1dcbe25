"""What stands in feedback letters and notices, and what is told of templates that cannot be used."""

from __future__ import annotations

LETTER = {
    "title": "法治政府建设年度报告评分反馈",
    "total": "总分",
    "full_marks": "满分",
    "rank": "组内名次",
    "rank_words": "{rank}（{group}，共 {count} 个单位）",
    "unranked": "不参加排名",
    "grade": "等次",
    "provisional": "{grade}（暂定：待定分值可能改变等次）",
    "provisional_short": "{grade}（暂定）",
    "no_grade": "—",
    "coverage": "有结论的分值占",
    "stake": "待定分值",
    "previous": "上年总分",
    "change": "比上年",
    "chart_unit": "本单位",
    "chart_mean": "同组平均",
    "chart_title": "各维度得分率",
    "not_stated": "未载明",
    "from_table": "外部数据未到",
    "from_person": "待人工评分",
    "place": "{file}{page}{section}",
    "page": "，第{page}页",
    "recognised": "（{words}）",
    "section": "，{section}",
    "no_deductions": "没有扣分。",
    "nothing_missing": "没有未载明的评分项。",
}
NOTICE = {
    "title": "关于{group}法治政府建设年度报告评分情况的通报（草稿）",
    "file": "通报-{group}.docx",
    "coverage_note": "报告没有写明的事项记为“未载明”，未载明不等于没有做；这些分值待核，暂不计分。“暂定”指待定分值可能改变等次。",
}
MESSAGES = {
    "no-cjk-font": "这台电脑上没有找到中文字体，维度图改为表格",
    "template-unreadable": "模板无法打开：{reason}",
    "template-variable": "模板里用了没有的变量：{name}",
    "template-syntax": "模板第 {line} 处标记写错：{reason}",
    "letter-not-written": "反馈没有写成：{reason}",
    "no-such-unit": "没有这个单位：{unit}",
    "no-converter": "没有找到 LibreOffice（soffice），没有生成 PDF",
    "converter-failed": "LibreOffice 没有生成 PDF：{reason}",
}
HELP = {
    "no-cjk-font": "请安装一种中文字体（如 Noto Sans CJK SC、宋体）后再试",
    "template-unreadable": "请用 Word 或 WPS 另存为 .docx；随附的模板用 scoring feedback --write-template 取得",
    "template-variable": "可用的变量见 docs/feedback.md",
    "template-syntax": "请核对 {{{{ }}}} 与 {{% %}} 是否成对，见 docs/feedback.md",
    "letter-not-written": "请检查文件夹和权限",
    "no-such-unit": "本次运行的单位：{known}",
    "no-converter": "请安装 LibreOffice，或用 Word、WPS 另存为 PDF",
    "converter-failed": "请关闭正在运行的 LibreOffice 后再试",
}
