"""Honours: one fact per title that a report says was won, by the level of who gave it.

An honour told twice counts once. Titles applied for, proposed (拟命名) or lost are none.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from scoring.measures.evidence import evidence_for
from scoring.measures.facts import DONE, MEASURE, WHOLE, Fact
from scoring.measures.library import Library
from scoring.measures.scan import Scan
from scoring.text.report import Report
from scoring.text.view import RESULT, Sentence

LEVELS = ("honour_national", "honour_provincial", "honour_city")
_NOT_WON = re.compile(r"拟|申报|争创|推荐|力争|创建工作|候选|入围|复查")
_ITEM = re.compile(r"(?:“[^”]{0,40}”|[^、,;。“”]|(?<=“)[^”]{0,40})+")
_FILLER = re.compile(r"首届|工作|单位|[“”\"'‘’《》()]|20\d\d年度?|全[国省市区县]|[\u4e00-\u9fff]{2,3}[市省]")
_NAMED_CITY = re.compile(r"[\u4e00-\u9fff]{2,3}市(?!场|民|政)")
SAME_TITLE = 0.8


def read_honours(report: Report, scan: Scan, library: Library) -> list[Fact]:
    """Honours stated in the results part, in text order."""
    lexicon = library.lexicon
    verbs = _either(lexicon.get("honour_verbs", ()))
    nouns = _either(lexicon.get("honour_nouns", ()))
    levels = [(id_, _either(lexicon.get(f"{id_}_words", ()))) for id_ in LEVELS if id_ in library.measures]
    found: list[Fact] = []
    told: list[str] = []
    for number, sentence in enumerate(scan.view.sentences):
        if sentence.role not in (RESULT, "preamble") or sentence.heading:
            continue
        for start, end, level in _titles(scan, sentence, verbs, nouns, levels, report.unit):
            core = _FILLER.sub("", scan.text[start:end])
            if any(_same(core, other) for other in told):
                continue
            told.append(core)
            found.append(_fact(report, scan, level, start, end, number))
    return found


def _either(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)")


def _same(one: str, other: str) -> bool:
    if not one or not other:
        return one == other
    return one in other or other in one or SequenceMatcher(None, one, other).ratio() >= SAME_TITLE


def _titles(
    scan: Scan,
    sentence: Sentence,
    verbs: re.Pattern[str],
    nouns: re.Pattern[str],
    levels: list[tuple[str, re.Pattern[str]]],
    unit: str,
) -> list[tuple[int, int, str]]:
    text = scan.text
    titles = []
    for verb in verbs.finditer(text, sentence.start, sentence.end):
        clause_start = max(text.rfind(mark, sentence.start, verb.start()) for mark in ",;。") + 1
        giver_start = max(clause_start, sentence.start)
        stop = min(
            (at for at in (text.find(mark, verb.end(), sentence.end) for mark in ",;。") if at >= 0),
            default=sentence.end,
        )
        giver = text[giver_start : verb.start()]
        if _NOT_WON.search(text, giver_start, stop):
            continue
        for item in _ITEM.finditer(text, verb.end(), stop):
            words = item.group()
            if not nouns.search(words):
                continue
            level = _level(words, levels, unit, first=True) or _level(giver, levels, unit, first=False)
            if level is not None:
                start = verb.start() if item.start() == verb.end() else item.start()
                titles.append((start, item.end(), level))
    return titles


def _level(words: str, levels: list[tuple[str, re.Pattern[str]]], unit: str, first: bool) -> str | None:
    """The level that a title names first, or that the words for the giver name last (被省税务局授予)."""

    hits = [(match.start(), id_) for id_, pattern in levels for match in pattern.finditer(words)]
    own_city = unit.removesuffix("人民政府").endswith("市")
    hits = [(at, id_) for at, id_ in hits if not (id_ == "honour_city" and own_city and "全市" in words)]
    named = _NAMED_CITY.search(words)
    if named is not None and named.group() not in unit and not own_city:
        hits.append((named.start(), "honour_city"))
    if not hits:
        return None
    return min(hits)[1] if first else max(hits)[1]


def _fact(report: Report, scan: Scan, level: str, start: int, end: int, number: int) -> Fact:
    return Fact(
        report_id=report.id,
        unit=report.unit,
        year=report.year,
        measure=level,
        kind=MEASURE,
        value=1.0,
        value_unit="项",
        low=1.0,
        high=1.0,
        approx="exact",
        period="" if report.year is None else str(report.year),
        scope=WHOLE,
        status=DONE,
        evidence=evidence_for(report, scan, start, end, number),
    )
