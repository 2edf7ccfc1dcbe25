"""What users read of run folders."""

from __future__ import annotations

MESSAGES = {
    "run-none": "这里没有运行：缺少 manifest.json",
    "run-format": "运行文件夹的格式是 {format}，这个版本的程序不认识",
    "run-manifest": "manifest.json 已损坏（{reason}）",
    "run-file-missing": "运行文件夹里缺少这个文件",
    "run-file-changed": "运行文件夹里的这个文件被改动过或已损坏",
    "run-unusable": "运行文件夹的内容对不上（{reason}）",
    "run-rubric": "这个版本的程序不能使用运行里保存的评分标准",
    "run-unknown": "没有这个运行",
    "run-several": "有几个运行的编号这样开头：{known}",
    "run-not-written": "运行文件夹没有写成：{reason}；没有留下不完整的文件夹",
    "run-rubric-changed": "评分标准文件在计分过程中改动过，这次运行没有保存",
    "run-older": "运行由版本 {engine} 的程序、另一版指标库作出，重新生成的结果可能不同",
    "run-with-options": "给出运行文件夹时，评分标准和其他材料以运行里保存的为准，不能再给 {options}",
}
HELP = {
    "run-none": "请给出 scoring score 留下的运行文件夹（reports_out/runs/编号），或编号的前几位",
    "run-format": "请用写出它的那个版本的程序",
    "run-manifest": "请用原来的报告和评分标准重新计分",
    "run-file-missing": "请从备份恢复，或用原来的报告和评分标准重新计分",
    "run-file-changed": "请从备份恢复，或用原来的报告和评分标准重新计分",
    "run-unusable": "请用原来的报告和评分标准重新计分",
    "run-rubric": "请用写出它的那个版本的程序，或用现在的评分标准重新计分",
    "run-unknown": "scoring runs list 列出全部运行；已有：{known}",
    "run-several": "请多写几位",
    "run-not-written": "请检查磁盘空间和权限，或用 --runs 换一个位置",
    "run-rubric-changed": "请重新计分",
    "run-older": "要得到同样的结果，请用原来版本的程序",
    "run-with-options": "请去掉这些选项",
}
