"""What stands behind a value may say that the value is not the one told: 980项纳入清单的有902项; 5个窗口单位推出即办件118项."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from operator import attrgetter

from scoring.measures.grammar import COUNT_SLOT
from scoring.measures.library import Measure
from scoring.measures.scan import Scan
from scoring.measures.statements import Statement, same_unit
from scoring.text.regex import regex

# Between the words of a value and the one that counts those of them of which the words are true.
_OF_THEM = regex(r"[^,;。、|()0-9]{0,6}?的(?:共有|共计|只有|仅有|有|共|为|达|仅)?")
# What a number counts that its pattern does not mean: who does something, not what is done.
_BODIES = regex(r"[^,;。、|的0-9]{0,4}?(?:窗口单位|单位|部门|机关|领域|乡镇|镇街|街道|行业)")
_BODY_UNITS = frozenset(["个", "家"])
_START = attrgetter("start")


def without_others(scan: Scan, measures: Mapping[str, Measure], statements: list[Statement]) -> list[Statement]:
    """The statements without those whose words, behind the value, are told of a part that a later value counts, or are what
    the counted bodies did."""
    others = {id(one) for one in statements if one.end > one.token.end and _is_others(scan, measures[one.subject], one)}
    return [one for one in statements if id(one) not in others] if others else statements


def _is_others(scan: Scan, measure: Measure, one: Statement) -> bool:
    token = one.token
    if token.kind != COUNT_SLOT or token.quantity is None:
        return False
    if token.quantity.unit in _BODY_UNITS and measure.unit not in _BODY_UNITS:
        body = _BODIES.match(scan.text, token.end, one.end)
        if body is not None:
            return True
    if scan.text.find("的", one.end, one.end + 7) < 0:
        return False
    behind = _OF_THEM.match(scan.text, one.end, one.end + 10)
    if behind is None:
        return False
    at = bisect_right(scan.tokens, token.start, key=_START)
    while at < len(scan.tokens) and scan.tokens[at].start < one.end:
        at += 1
    if at == len(scan.tokens):
        return False
    later = scan.tokens[at]
    return later.kind == COUNT_SLOT and later.start == behind.end() and same_unit(token, later)
