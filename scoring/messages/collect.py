"""What users read about the files that were handed in."""

from __future__ import annotations

KINDS = {
    "report": "法治政府建设年度报告",
    "disclosure": "政府信息公开工作年度报告（不是本项报告）",
    "work_report": "政府工作报告（不是本项报告）",
    "plan": "要点、计划或方案（不是年度报告）",
    "notice": "通知（不是年度报告）",
    "part_year": "半年或季度总结（不是年度报告）",
    "other": "没有认出是法治政府建设年度报告",
}
USES = {"report": "报告", "supporting": "佐证材料", "unused": "不用"}
SITUATIONS = {
    "same_text": "与“{other}”内容相同",
    "same_scan": "是“{other}”的扫描件（{share} 的文字相同）",
    "version": "同一单位同一年度有 {count} 份，建议采用“{other}”",
    "counts": "同一单位同一年度有 {count} 份，建议采用这一份",
    "numbers": "，数字有不同：这一份是 {here}，那一份是 {there}",
    "none": "（无）",
    "recognised": "扫描件或图片：单位、年度由文字识别读出，置信度{share}，请核对",
    "picture_apart": "同一文件夹里有几张图片没有从 1 起连续编号，各按一份读取；可能是同一份报告的各页",
    "unlisted": "单位不在名单里",
    "unlisted_near": "单位不在名单里，名单中相近的有：{near}",
    "no_unit": "没有读出单位",
    "no_year": "没有读出年度",
    "other_year": "是 {year} 年度的报告",
    "near_last_year": "与本单位上年报告“{other}”有 {share} 的文字相同（数字不计）",
    "near_other_unit": "与“{other}”有 {share} 的文字相同（数字不计）",
    "unreadable": "没有读出：{reason}",
    "missing": "没有收到这个单位的报告",
    "missing_only_other": "没有收到这个单位的报告，只收到：{others}",
}
# The flags of a report that the checklist shows beside what it says itself, in the words of messages.documents.
SHOWN_FLAGS = frozenset(
    (
        "replaced_bytes",
        "no_chinese",
        "whole_page",
        "part_left_out",
        "image_pages",
        "path_pages",
        "ocr_doubtful",
        "ocr_metadata_low",
        "lost_characters",
        "mixed_encoding",
        "pictures_joined",
        "unit_conflict",
        "year_conflict",
        "year_inferred",
        "unit_type_unsure",
    )
)
JOIN, NAMES_JOIN = "；", "、"
SHEET = "收件清单"
FILE = "收件清单.xlsx"
COLUMNS = {
    "file": "文件",
    "unit": "单位（读出）",
    "year": "年度（读出）",
    "title": "标题",
    "kind": "文件种类",
    "situation": "情况",
    "suggested": "建议用途",
    "use": "用途",
    "told_unit": "更正单位",
    "told_year": "更正年度",
    "checker": "核对人",
    "remark": "备注",
    "sha256": "文件摘要",
}
ABOVE = (
    "收件清单：哪个单位哪一年的报告在哪个文件里",
    "白色各列由办公室填写；“用途”已按建议填好，不同意的请改。填好后计分时用 --checklist 给出这个文件。",
)
EXPLAINED = (
    "每个文件一行，压缩包和列表里的每份报告各一行；名单中没有交报告的单位列在最后。",
    "用途：报告 = 作为该单位该年度的报告计分；佐证材料 = 与报告一并取事实，报告里没有的事实才用它，注明来自佐证材料；不用 = 不计分。",
    "更正单位、更正年度：读出的单位或年度不对时填写；与名单中的名称一致。",
    "同一单位同一年度留下几份“报告”时，采用发布日期最新的一份，其余列在存疑。",
    "文件摘要用来核对文件是否换过：换过的文件，这一行不再作数，计分时会说明。",
)
SUMMARY = {
    "files": "收到 {files} 份文件：{reports} 份是{year}法治政府建设年度报告，涉及 {units} 个单位",
    "year": " {year} 年度的",
    "kinds": "不是年度报告的 {count} 份：{names}",
    "same": "内容相同的文件 {count} 份",
    "versions": "同一单位同一年度有几份不同报告的：{units}",
    "missing": "名单中没有收到报告的 {count} 个单位：{units}",
    "complete": "名单中的 {count} 个单位都收到了报告",
    "unlisted": "不在名单里的单位：{units}",
    "near": "与上年或其他单位报告大段相同的 {count} 份",
    "unreadable": "没有读出的文件 {count} 份",
}
MESSAGES = {
    "checklist-unreadable": "无法读取收件清单：{reason}",
    "checklist-no-columns": "收件清单里没有“文件”“用途”这两列",
    "checklist-use": "第 {row} 行的用途“{value}”不是 报告、佐证材料、不用 之一，这一行没有采用",
    "checklist-year": "第 {row} 行的更正年度“{value}”不是四位年份，这一行没有采用",
    "checklist-changed": "清单核对过的文件后来换过，清单里的这一行没有采用",
    "checklist-gone": "清单里的文件这次没有读到",
    "checklist-new": "文件不在收件清单里，按读出的单位和年度计",
    "checklist-twice": "第 {row} 行与前面的一行是同一个文件，没有采用",
    "collect-no-files": "没有收到任何文件",
}
HELP = {
    "checklist-unreadable": "请用 scoring collect 重新写出清单，填好后存为 .xlsx",
    "checklist-no-columns": "请不要改动清单的列标题",
    "checklist-use": "请从下拉列表中选择",
    "checklist-year": "请写成 2024",
    "checklist-changed": "请重新运行 scoring collect 核对这个文件",
    "checklist-gone": "请核对报告文件夹，或重新运行 scoring collect",
    "checklist-new": "请重新运行 scoring collect，把它列入清单",
    "checklist-twice": "请删去其中一行",
    "collect-no-files": "请核对文件夹",
}
