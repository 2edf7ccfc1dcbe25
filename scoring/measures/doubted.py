"""Facts whose reading is doubtful say so: `ocr` where they rest on character recognition, and the codes of the report's doubts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from scoring.measures.facts import Fact
from scoring.text.report import Evidence, Report

RECOGNISED, DOUBTFUL = "ocr", "ocr_low"


def flag_doubted(report: Report, facts: Iterable[Fact]) -> list[Fact]:
    """`facts` of `report` with the flags; values and choice stay as they are. A derived fact is as sure as its operands.

    Of what recognition is unsure only the quoted words count; lost characters, another encoding or an unread page beside it make the
    whole sentence doubtful.
    """
    if not (report.recognised or report.doubts):
        return list(facts)
    stretches: dict[str, list[tuple[int, int]]] = {}
    for start, end, code in report.doubts:
        stretches.setdefault(code, []).append((start, end))
    # Most facts stand far from any doubt.
    first = min((start for start, _, _ in report.doubts), default=0)
    last = max((end for _, end, _ in report.doubts), default=0)
    found = []
    for fact in facts:
        quote = fact.evidence
        apart = max(quote.end, quote.sentence_end) <= first or min(quote.start, quote.sentence_start) >= last
        if apart and fact.derived is None and quote.confidence is None:
            found.append(fact)
            continue
        quoted = _quoted(fact)
        flags = {code for code, spans in stretches.items() if any(_touches(spans, one, code) for one in quoted)}
        if any(one.confidence is not None for one in quoted):
            flags.add(RECOGNISED)
        found.append(replace(fact, flags=tuple(sorted({*fact.flags, *flags}))) if flags else fact)
    return found


def _quoted(fact: Fact) -> list[Evidence]:
    operands = () if fact.derived is None else fact.derived.operands
    return [fact.evidence, *(operand.evidence for operand in operands)]


def _touches(spans: Sequence[tuple[int, int]], quoted: Evidence, code: str) -> bool:
    """Whether one of `spans` (in order, apart from each other) shares a character with the quote, or with its sentence."""
    start, end = quoted.start, quoted.end
    if code != DOUBTFUL:
        start, end = min(start, quoted.sentence_start), max(end, quoted.sentence_end)
    # The last that begins before the end.
    at = bisect_left(spans, (end,)) - 1
    return at >= 0 and spans[at][1] > start
