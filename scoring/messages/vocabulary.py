"""Words about the names in the measure library: code → message, code → remedy."""

from __future__ import annotations

MESSAGES = {
    "vocabulary-none": "指标库中没有 .yaml 文件",
    "vocabulary-shape": "指标库文件应是映射（`theme`、`measures`、`practices`、`reports` …）",
    "vocabulary-section": "`{key}` 应是映射（若干 `键: 值`）",
    "vocabulary-entry": "`{id}` 的 {keys} 没有写或写得不对",
    "vocabulary-twice": "编号 `{id}` 已在 {place} 定义",
}

HELP = {
    "vocabulary-none": "检查指标库的文件夹",
    "vocabulary-shape": "参照 rubrics/measures/ 中的其他文件",
    "vocabulary-section": "写成 `编号: {name: 名称, unit: 件, kind: count, direction: up}`",
    "vocabulary-entry": "kind 为 count 或 rate，direction 为 up、down 或 none；率的 unit 写 ratio",
    "vocabulary-twice": "改用另一个编号，或删去其中一处",
}
