"""Every message of the review as people read it, with its remedy."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scoring.messages.review import HELP, MESSAGES

WORDS = {
    "line": 3, "reason": "磁盘已满", "size": 90, "found": "aa11", "wanted": "bb22", "sheet": "证据", "column": "复核分",
    "where": "A5:A6", "key": "云岭县|2024|a", "first": 2, "shown": "3分", "full": "2", "who": "沈岚", "reviewer": "丁一",
    "points": "1", "report": "云岭.txt", "measure": "m", "quote": "引文", "name": "甲.xlsx", "now": "1.5",
    "choices": "县、部门",
}  # fmt: skip
GOLDEN = {
    "log-damaged": "复核日志第 3 行被改动过或已损坏",
    "log-not-written": "复核日志没有写成：磁盘已满；日志没有变化",
    "log-torn": "复核日志的最后一行没有写完（程序中途被中断），这一行没有采用",
    "review-unreadable": "无法读取这个文件：磁盘已满",
    "review-too-large": "文件太大（90 MB），没有读取",
    "review-other-run": "这是运行 aa11 的工作簿，不是运行 bb22 的；整个文件没有采用",
    "review-no-run": "文件里没有运行编号，不能确定是哪次运行的；整个文件没有采用",
    "review-no-sheet": "缺少工作表“证据”，其中填写的内容没有采用",
    "review-no-column": "工作表“证据”缺少列“复核分”（被删除或改名），这张表没有采用",
    "review-two-columns": "工作表“证据”有两列都叫“复核分”，这张表没有采用",
    "review-merged": "工作表“证据”里有合并的单元格（A5:A6），合并区域里只有第一格有内容",
    "review-no-key": "“键”“云岭县|2024|a”不属于这次运行，这一行没有采用",
    "review-twice": "“键”“云岭县|2024|a”出现了两次（第 2 行也是），两行都没有采用",
    "review-engine-changed": "引擎写出的内容（得分、引文或键）被改动过，这一行没有采用",
    "review-older": "这一行是更正事实以前写出的（当时引擎得分 3分，现在 1.5），填写的内容照常采用",
    "review-settled": "这一行已由 沈岚 裁定，丁一 的改分记入日志，裁定仍然有效",
    "review-stale": "沈岚 在日志里后来又改过这一处，这是以前的内容，没有采用",
    "review-two-words": "沈岚 在同时导入的文件里对同一处写得不一样，都没有采用",
    "review-formula": "“复核分”里是公式 3分，没有采用",
    "review-error": "“复核分”里是错误值 3分，没有采用",
    "review-not-number": "“复核分”里的“3分”不是数，没有采用",
    "review-range": "“复核分”的 3分 不在 0 到满分 2 之间，没有采用",
    "review-no-reason": "改分没有写复核理由，没有采用",
    "review-no-person": "“复核分”没有填写，没有采用",
    "review-date": "复核日期“3分”不是日期，没有采用",
    "review-blank": "这一行原有 沈岚 的改分 1，文件里是空的；原来的改分仍然有效",
    "review-action": "更正动作“3分”不是 更正、删除、撤回 之一，没有采用",
    "review-no-fact": "报告 云岭.txt 里没有这条事实（m），没有采用",
    "review-added-fact": "这条事实是复核人补充的，没有采用",
    "review-no-report": "报告编号“云岭.txt”不属于这次运行，没有采用",
    "review-no-measure": "测量项编号“m”不在指标库里，没有采用",
    "review-no-value": "没有填写更正值或更正引文，没有采用",
    "review-quote": "引文“引文”在报告原文里找不到，没有采用",
    "review-quote-several": "引文“引文”在报告原文里不止一处，没有采用",
    "review-status": "状态“3分”不是 已完成、计划、问题、撤回 之一，没有采用",
    "review-type": "类型“3分”不认识，没有采用",
    "review-year": "年度“3分”不是四位年份，没有采用",
    "review-over-input": "不能写在送来的文件上：甲.xlsx",
}


def test_every_message_has_its_text_here_and_a_remedy() -> None:
    assert GOLDEN.keys() == MESSAGES.keys() == HELP.keys()


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_messages_read_as_they_should(code: str) -> None:
    assert MESSAGES[code].format(**WORDS) == GOLDEN[code]
    assert HELP[code].format(**WORDS).strip()


def test_every_code_is_used() -> None:
    room = Path(__file__).parents[2] / "scoring"
    sources = [*(room / "review").glob("*.py"), room / "cli" / "review.py", room / "corrections" / "log.py"]
    used = set(re.findall(r'"((?:review|log)-[a-z-]+)"', "".join(path.read_text("utf-8") for path in sources)))
    assert used == set(MESSAGES)
