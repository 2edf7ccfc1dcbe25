"""Words of the evidence pages and the overview."""

from __future__ import annotations

MESSAGES = {
    "pages-folder": "不能建立文件夹“{folder}”：{reason}",
    "pages-not-folder": "“{folder}”是一个文件，不是文件夹",
    "pages-leftover": "文件夹“{folder}”中另有 {count} 个网页不是本次写出的：{names}",
}

HELP = {
    "pages-folder": "检查上一级文件夹是否存在、是否有写入权限，或用 -o 换一个位置",
    "pages-not-folder": "用 -o 给出一个文件夹",
    "pages-leftover": "多半是以前写的；公开或发送整个文件夹之前请核对并删去，或用 -o 写到空文件夹",
}

MORE = "等"

PAGE = {
    "evidence_title": "{unit}{year}年度评分依据",
    "evidence_title_without_year": "{unit}评分依据",
    "overview_title": "{title}：评分总览",
    "to_overview": "返回总览",
    "to_text": "跳到报告原文",
    "to_criteria": "跳到评分项",
    "to_ranking": "跳到排名",
    "internal": "内部工作版：含核对提示，不宜对外公开",
    "public": "公开版",
    "missing_is_not_undone": "未载明不等于未做：它只说明报告没有写到，不能据此认定没有开展工作。",
    "pending_counts_nothing": "待定分值是尚无结论、仍可能得到或扣去的分值，暂按0分计入总分。",
    "footer": "{title} · 程序版本 {engine} · 评分标准校验值 {rubric}",
}

SUMMARY = {
    "total": "总分",
    "rank": "组内名次",
    "rank_value": "{group}第{rank}名",
    "grade": "等次",
    "coverage": "覆盖率",
    "stake": "待定分值",
    "previous": "上年",
    "previous_value": "{total}分，第{rank}名",
    "previous_total_only": "{total}分",
    "of_full": "/ {full}",
    "base": "基础分",
    "vetoes": "一票否决和门槛",
}

TEXT = {
    "heading": "报告原文",
    "about": "着色处是计分所依据的原文，数字为评分项序号，点按可跳到该评分项。",
    "file": "文件",
    "characters": "字数",
    "published": "发布日期",
    "dated": "成文日期",
    "publisher": "发布机构",
    "doubts": "核对提示",
    "empty": "（没有文字）",
    "no_marks": "原文中没有作为计分依据的内容。",
    "not_counted": "本报告不计分。同一单位、同一年度有多份报告，计分所用的是：",
    "nul": "原文中的空字符在网页上显示为“␀”。",
}

CARDS = {
    "heading": "评分项",
    "filter": "显示",
    "filter_all": "全部 {count}",
    "filter_lost": "有扣分 {count}",
    "filter_open": "未载明或待定 {count}",
    "score": "{points} / {full}",
    "no_points": "—",
    "value": "取值 {value}",
    "stake": "待定 {points} 分",
    "scaled": "折算系数 {scale}，计入总分 {points} 分",
    "deduction": "扣{points}分：{reason}",
    "quotes": "依据",
    "page": "第{page}页",
    "of_file": "见 {file}",
    "operand": "{name} = {value}",
    "formula": "算式 {formula}",
    "rejected": "未采用的表述 {count} 条",
    "reason": "未采用：{reason}",
    "flags": "核对提示：{flags}",
    "missing": "未载明不等于未做",
    "others": "其他评分项",
    "vetoes": "一票否决和门槛",
    "effects": "后果：{effects}",
    "cell": "{column} {shown}",
    "judgement": "{scorer} {given}",
    "scorer": "评分人",
    "judgement_reason": "理由（内部）：{reason}",
    "self_score": "自评 {points} 分",
    "compared": "对照：{words}",
    "bar": "{name}：得{points}分，待定{stake}分，满分{full}分",
    "dimensions": "各维度得分",
}

VERDICTS = {"triggered": "触发", "fine": "未触发", "open": "待核"}

MARK = {
    "title": "{number}　{criterion}：{statement}（{score}）",
    "statement": "{name} {value}",
}

# What the public is told of the weights; the workbook tells the office what to do about it.
PUBLIC_WEIGHTS = {"illustrative": "本评分标准的分值和等次线为示例性质，不是任何机关公布的标准。"}

OVERVIEW = {
    "notes": "使用说明",
    "filter": "筛选",
    "search": "单位名称",
    "group": "组别",
    "grade": "等次",
    "all": "全部",
    "shown": "显示 {shown} / {all} 个单位",
    "reset": "清除筛选",
    "groups": "各组",
    "group_units": "{group}（{count}个）",
    "ranking_of": "{group}排名",
    "dimensions": "各维度",
    "dimensions_of": "{group}各维度得分率",
    "mean": "组平均",
    "total": "总分",
    "of": "满分{full}",
    "no_page": "没有报告，无依据页",
    "bar_legend": "条形：深色为得分，浅色为待定分值。各维度条形的次序：",
    "legend": "状态说明",
    "problems": "读取中的问题 {count} 条",
    "year": "{year}年",
    "previous": "上年",
    "change": "比上年",
    "previous_cell": "{total}（第{rank}名）",
    "no_previous": "无上年",
    "mean_note": "组平均只计有得分的单位。",
    "rate_of_previous": "上年总分、名次按同一评分标准对上年报告计算。",
    "rate_bar": "得{points}分，待定{stake}分",
}
