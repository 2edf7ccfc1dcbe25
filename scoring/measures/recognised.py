"""Facts that rest on character recognition say so: `ocr` for all of them, `ocr_low` where the engine is unsure of what is quoted."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from scoring.measures.facts import Fact
from scoring.text.report import Evidence, Report, Span

RECOGNISED, DOUBTFUL = "ocr", "ocr_low"


def flag_recognised(report: Report, facts: Iterable[Fact]) -> list[Fact]:
    """`facts` of `report` with the flags; values and choice stay as they are. A derived fact is as sure as its operands."""
    if not report.recognised:
        return list(facts)
    found = []
    for fact in facts:
        quoted = _quoted(fact)
        flags = {
            flag
            for flag, spans in ((RECOGNISED, report.recognised), (DOUBTFUL, report.doubtful))
            if any(_touches(spans, one) for one in quoted)
        }
        found.append(replace(fact, flags=tuple(sorted({*fact.flags, *flags}))) if flags else fact)
    return found


def _quoted(fact: Fact) -> list[Evidence]:
    operands = () if fact.derived is None else fact.derived.operands
    return [fact.evidence, *(operand.evidence for operand in operands)]


def _touches(spans: Sequence[Span], quoted: Evidence) -> bool:
    """Whether one of `spans` (in order, apart from each other) shares a character with the quote."""
    # The last that begins before the quote's end.
    at = bisect_right(spans, (quoted.end,)) - 1
    return at >= 0 and spans[at][1] > quoted.start
