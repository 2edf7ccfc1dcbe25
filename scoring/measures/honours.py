"""Honours: one fact per title that a report says was won, by the level of who gave it.

An honour told twice counts once. Titles applied for, proposed (拟命名) or lost are none.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from scoring.measures.evidence import Origin
from scoring.measures.facts import MEASURE, Fact
from scoring.measures.library import Library
from scoring.measures.scan import Scan
from scoring.text.regex import regex
from scoring.text.view import PREAMBLE, RESULT, Sentence

LEVELS = ("honour_national", "honour_provincial", "honour_city")
_NOT_WON = regex(r"拟|申报|争创|推荐|力争|创建工作|候选|入围|复查")
_ITEM = regex(r"(?:“[^”]{0,40}”|[^、,;。“”]|(?<=“)[^”]{0,40})+")
_FILLER = regex(r"首届|工作|单位|[“”\"'‘’《》()]|20\d\d年度?|全[国省市区县]|[\u4e00-\u9fff]{2,3}[市省]")
_NAMED_CITY = regex(r"[\u4e00-\u9fff]{2,3}市(?!场|民|政)")
SAME_TITLE = 0.8


class HonourReader:
    """Reads honours with a library's words."""

    def __init__(self, library: Library) -> None:
        lexicon = library.lexicon
        self._verbs = _either(lexicon.get("honour_verbs", ()))
        self._nouns = _either(lexicon.get("honour_nouns", ()))
        self._levels = [(id_, _either(lexicon.get(f"{id_}_words", ()))) for id_ in LEVELS if id_ in library.measures]

    def read(self, origin: Origin, scan: Scan) -> list[Fact]:
        """Honours stated in the results part, in text order."""
        found: list[Fact] = []
        told: list[str] = []
        for number, first in self._sentences(scan):
            sentence = scan.view.sentences[number]
            if sentence.role not in (RESULT, PREAMBLE) or sentence.heading:
                continue
            for start, end, level in self._titles(scan.text, sentence, max(first, sentence.start), origin.unit):
                core = _FILLER.sub("", scan.text[start:end])
                if any(_same(core, other) for other in told):
                    continue
                told.append(core)
                found.append(origin.fact(level, MEASURE, 1.0, "项", origin.evidence(start, end, number), chosen=True))
        return found

    def _sentences(self, scan: Scan) -> list[tuple[int, int]]:
        """The sentences that may hold a verb of honour, each with the place where its first one may begin."""
        firsts: dict[int, int] = {}
        for start, end in scan.honours:
            firsts.setdefault(scan.sentence_of(start), start)
            firsts.setdefault(scan.sentence_of(end - 1), start)
        return sorted(firsts.items())

    def _titles(self, text: str, sentence: Sentence, first: int, unit: str) -> list[tuple[int, int, str]]:
        titles = []
        for verb in self._verbs.finditer(text, first, sentence.end):
            giver_start = max(text.rfind(mark, sentence.start, verb.start()) for mark in ",;。") + 1
            giver_start = max(giver_start, sentence.start)
            ends = (text.find(mark, verb.end(), sentence.end) for mark in ",;。")
            stop = min((at for at in ends if at >= 0), default=sentence.end)
            if _NOT_WON.search(text, giver_start, stop) or not self._nouns.search(text, verb.end(), stop):
                continue
            giver = text[giver_start : verb.start()]
            for item in _ITEM.finditer(text, verb.end(), stop):
                words = item.group()
                if not self._nouns.search(words):
                    continue
                level = _level(words, self._levels, unit, first=True)
                level = level or _level(giver, self._levels, unit, first=False)
                if level is not None:
                    start = verb.start() if item.start() == verb.end() else item.start()
                    titles.append((start, item.end(), level))
        return titles


def _either(words: tuple[str, ...]) -> re.Pattern[str]:
    return regex("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)")


def _same(one: str, other: str) -> bool:
    if not one or not other:
        return one == other
    if one in other or other in one:
        return True
    # No title is alike that is much longer, or has other characters: these bounds are never less than the ratio.
    least = SAME_TITLE * (len(one) + len(other))
    if 2 * min(len(one), len(other)) < least or 2 * sum(map(other.__contains__, one)) < least:
        return False
    alike = SequenceMatcher(None, one, other)
    return alike.quick_ratio() >= SAME_TITLE and alike.ratio() >= SAME_TITLE


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
