"""What kind of document a file is, by its title or, without one, by how it begins. Only the beginning decides: reports name other documents
throughout."""

from __future__ import annotations

import re
import unicodedata

from scoring.text.report import Report

REPORT, DISCLOSURE, WORK_REPORT, PLAN, NOTICE, PART_YEAR, OTHER = (
    "report",
    "disclosure",
    "work_report",
    "plan",
    "notice",
    "part_year",
    "other",
)
_BEGINNING = 600
_SUBJECT = r"(?:法治政府(?:建设)?|依法行政|法治建设|推进法治|法治单位|法治(?:县|市|区|镇|乡|街道|机关)(?:建设)?)"
_REPORTING = r"(?:报告|情况|总结|综述|汇报|述职|述法|自查|自评)"
# In this order: what is certainly something else first.
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (DISCLOSURE, re.compile(r"(?:政府)?信息公开(?:工作)?(?:年度|情况)?(?:工作)?(?:年度)?报告")),
    (WORK_REPORT, re.compile(r"政府工作报告")),
    (
        PART_YEAR,
        re.compile(
            rf"(?:上半年|下半年|[一二三四]季度|半年).{{0,30}}{_SUBJECT}|{_SUBJECT}.{{0,30}}(?:上半年|半年度|季度)"
        ),
    ),
    (PLAN, re.compile(rf"{_SUBJECT}.{{0,20}}(?:工作)?(?:要点|计划|方案|规划|实施意见|任务分工)")),
    (NOTICE, re.compile(rf"关于.{{0,40}}{_SUBJECT}.{{0,30}}(?:的)?通知")),
    (REPORT, re.compile(rf"{_SUBJECT}[^，。；：,;:]{{0,40}}{_REPORTING}")),
)


def document_kind(report: Report) -> tuple[str, str]:
    """The kind (a key of messages.collect.KINDS) and the words it was told by ("" for `other`).

    The title decides where one was found; else the first 600 characters without white space, where the words that stand first win.
    """
    title = report.metadata.text("title")
    if title:
        found = _first(_folded(title))
        if found is not None:
            return found
    return _first(_folded(report.text[: 3 * _BEGINNING])[:_BEGINNING]) or (OTHER, "")


def _first(text: str) -> tuple[str, str] | None:
    """The kind whose words stand first in `text`; of those at one place the first of `_KINDS`."""
    best: tuple[int, str, str] | None = None
    for kind, pattern in _KINDS:
        match = pattern.search(text)
        if match is not None and (best is None or match.start() < best[0] - _SUBJECT_LEAD):
            best = (match.start(), kind, match[0])
    return None if best is None else best[1:]


# A later kind must stand clearly before an earlier one to win: the two may begin a few characters apart in one title.
_SUBJECT_LEAD = 30


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
