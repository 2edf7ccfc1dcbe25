"""Headings without an enumerator: a short line of its own, or a short first sentence that names its paragraph."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence

from scoring.text import headings
from scoring.text.furniture import has_count, is_signature
from scoring.text.headings import Heading, Mark
from scoring.text.regex import regex
from scoring.text.roles import heading_role, opens_plan_label
from scoring.text.tables import Line
from scoring.text.view import PLAN, PROBLEM

_SHORTEST, _LONGEST = 4, 35
_LONGEST_RUN_IN = 22
_SHORTEST_PARAGRAPH = 40
_DOCUMENT = regex(r"(?:报告|公报|白皮书|年报)\Z")
_BRACKETED = regex(r"[【〖]([^【】〖〗\n]{2,25})[】〗]")
_HANZI = regex("[\u4e00-\u9fff]{2}")
_LEFT_OPEN = regex(r"[。;:,、.!?…\-—(《“]\Z")
_MARKED = regex(r"(?:<(?:strong|b|h[1-6])\b[^<>]*>|\*\*|^#{1,6})[\s\u3000]*\Z", re.IGNORECASE | re.MULTILINE)
# A first sentence that begins like this tells something; it is no name for the paragraph.
_TELLS = regex(
    "[今去本]年|全[年县市区省镇乡局旗]|目前|当前|同时|此外|另外|我[县市区省镇乡局旗们]|下一步|今后|其中|一年来|截至|主要|以上|特此|总之|但|并|[对由经按]|根据|"
    "为|在|存在|[〇一二三四五六七八九]{4}年|[，,]"
)
_TOLD = regex("[了过已仍较]|不够|不足|附件")


class BareHeadings:
    """Finds headings without enumerator in the body lines of one text."""

    def __init__(
        self, text: str, source: str, index: array[int], lines: Sequence[Line], marks: dict[int, Mark], year: int | None
    ) -> None:
        self.text = text
        self.source = source
        self.index = index
        self.lines = lines
        self.marks = marks
        self.year = year
        self.prose_seen = False

    def find(self, start: int, end: int, before: Line | None, after: Line | None) -> Heading | None:
        """The heading that the line `start:end` is or begins with; `before` and `after` are its neighbours in the body."""
        bracketed = _BRACKETED.match(self.text, start, end)
        if bracketed and end - bracketed.end() > _SHORTEST:
            strong = heading_role(bracketed[1], self.year)[0] in (PROBLEM, PLAN)
            return Heading(start, bracketed.end(), "", 0, bracketed[1], False, not strong)
        if end - start <= _LONGEST and self.text.find("。", start, end) < 0:
            return self._alone(start, end, before, after)
        return self._run_in(start, end)

    def _alone(self, start: int, end: int, before: Line | None, after: Line | None) -> Heading | None:
        text = self.text
        line = text[start:end]
        if len(line) < _SHORTEST or after is None or "。" in line or ";" in line or "|" in line:
            return None
        if _LEFT_OPEN.search(line) or not _HANZI.search(line) or is_signature(line) or has_count(text, start, end):
            return None
        if _DOCUMENT.search(line):
            return None
        mark = self.marks.get(after[0])
        below = mark.style if mark else ""
        told = heading_role(line, self.year)[0] is not None
        marked = told or self._marked(start)
        if not marked and not self.prose_seen:
            return None
        if before is not None and not marked and not self._closed(before):
            return None
        longer = after[1] - after[0] >= _SHORTEST_PARAGRAPH or text.find("。", *after) >= 0
        if below == headings.FIRST and not (marked or (mark and mark.number > 1)):
            return None
        if not below and not longer and not marked:
            return None
        return Heading(start, end, "", 0, line, True, False, below)

    def _closed(self, line: Line) -> bool:
        """The line before ended a sentence or was a heading itself, so a new part may begin."""
        start, end = line
        if self.text[end - 1] in ",、":
            return False
        return self.text[end - 1] in "。!?;:”)|" or end - start <= _LONGEST or "|" in self.text[start:end]

    def _marked(self, start: int) -> bool:
        """Bold type or a heading tag in the source."""
        at = self.index[start]
        return _MARKED.search(self.source, max(0, at - 60), at) is not None

    def _run_in(self, start: int, end: int) -> Heading | None:
        text = self.text
        stop = text.find("。", start, start + _LONGEST_RUN_IN + 1)
        if stop < start + _SHORTEST or end - stop < 15:
            return None
        words = text[start:stop]
        role = heading_role(words, self.year)[0]
        if role in (PROBLEM, PLAN) and len(words) <= 14:
            return Heading(start, stop + 1, "", 0, words, False)
        if not self.prose_seen or not words.isprintable() or any(char.isdigit() for char in words):
            return None
        if _TELLS.match(words) or _TOLD.search(words) or ":" in words or ";" in words:
            return None
        if opens_plan_label(text, start, stop):
            return None
        return Heading(start, stop + 1, "", 0, words, False, True)
