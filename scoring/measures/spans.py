"""Figures that are not of the report's year or not of the unit by what stands right beside them: 五年来(2018—2022年),共制定…64件; 较上年(61件)增长;
35件不计入本局."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Mapping
from itertools import islice
from operator import attrgetter

from scoring.measures.grammar import COUNT_SLOT, MONEY_SLOT
from scoring.measures.library import Measure
from scoring.measures.scan import Scan
from scoring.measures.statements import OVER_YEARS, Statement, following, same_unit
from scoring.measures.tokens import Token
from scoring.text import kernel
from scoring.text.regex import regex

# Without one of these no span is told.
_HINTS = ("年来", "年间")
# Before them: 一年来 is the report's year, 近年来 says no number.
_NUMERALS = frozenset("两三四五六七八九十0123456789")
_YEARS = regex(r"年[来间](?:\((?P<first>20\d\d)年?[—–\-~至到]{1,2}(?P<last>20\d\d)年?\))?")
# What turns to the report's year again.
_THIS_YEAR = regex(r"今年|本年|当年|年内|全年|20\d\d年(?!以来|[—–\-~至到])")
_PLACE = attrgetter("token.start")
# How far behind it a span still holds.
_LONGEST = 160


def hints_in(text: str) -> Container[str]:
    """Those words that stand in `text` of which one is in all that is looked for here: all in one pass where the kernel is built."""
    return {word for word in _ALL_HINTS if word in text} if _words is None else _words.places(text)


def over_years(scan: Scan, measures: Mapping[str, Measure], statements: list[Statement], hints: Container[str]) -> None:
    """Give counts behind 五年来 in its sentence the years together as their period; stocks and rates are as of now."""
    text = scan.text
    for hint in _HINTS:
        at = text.find(hint, 1) if hint in hints else -1
        while at >= 0:
            if text[at - 1] in _NUMERALS:
                _give_years(scan, measures, statements, at)
            at = text.find(hint, at + 2)


def _give_years(scan: Scan, measures: Mapping[str, Measure], statements: list[Statement], at: int) -> None:
    """Give the counts behind the span whose last words begin at `at` its years."""
    text = scan.text
    span = _YEARS.match(text, at)
    if span is None:
        return
    number, behind = scan.sentence_of(at), span.end()
    years = f"{span['first']}-{span['last']}" if span["first"] else OVER_YEARS
    for one in islice(statements, bisect_left(statements, behind, key=_PLACE), None):
        if (
            one.token.sentence != number
            or one.token.start - behind > _LONGEST
            or _THIS_YEAR.search(text, behind, one.token.start)
        ):
            break
        if one.token.kind in (COUNT_SLOT, MONEY_SLOT) and not one.when and not measures[one.subject].stock:
            one.when = years


_COMPARED = regex(r"[较比](?P<when>20\d\d年|上年|去年)(?:同期|度)?\(")
_COMPARED_HINTS = ("年(", "期(", "年度(")
_LEFT_OUT = ("不计入", "未计入", "不纳入", "不含在内", "不在统计")


_ALL_HINTS = (*_HINTS, *_COMPARED_HINTS, *_LEFT_OUT)
_words = kernel.native.Words(_ALL_HINTS) if kernel.native else None


def compared(scan: Scan, statements: list[Statement], hints: Container[str]) -> list[Statement]:
    """What a number in brackets right behind another year says: 调解689件,较上年(612件)增长, of the count before it."""
    found: list[Statement] = []
    if not any(words in hints for words in _COMPARED_HINTS):
        return found
    by_start: dict[int, Token] = {token.start: token for token in scan.tokens}
    for words in _COMPARED.finditer(scan.text):
        token = by_start.get(words.end())
        at = bisect_left(statements, words.start(), key=_PLACE)
        if token is None or not at or (at < len(statements) and statements[at].token is token):
            continue
        last = statements[at - 1]
        of_one_kind = last.token.kind == token.kind and same_unit(last.token, token)
        if of_one_kind and last.token.sentence == token.sentence and not last.when:
            found.append(following(last, token, words["when"]))
    return found


def left_out(scan: Scan, statements: list[Statement], hints: Container[str]) -> list[Statement]:
    """The statements without those whose value the text itself does not count (其调处的35件不计入本局)."""
    text = scan.text
    if not any(words in hints for words in _LEFT_OUT):
        return statements
    return [one for one in statements if not text.startswith(_LEFT_OUT, one.token.end)]
