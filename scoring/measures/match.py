"""Which patterns claim which value: an ordered join of literal positions around each token, no backtracking engine.

Semantics: a pattern stays inside the token's clause; of alternatives the longest counts; gaps are as short as they can be; a
number is never entered half-way. Only the words next to a value are looked for everywhere in its clause; the further words of a
pattern are looked for where a gap lets them stand. Work is bounded by the words found in the clause times the elements of a pattern.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache, partial
from operator import itemgetter
from typing import NamedTuple

from scoring.measures.grammar import ALL_SLOT, COUNT_SLOT, NONE_SLOT, RATE_SLOT, SLOTS
from scoring.measures.library import PER_CHARACTER, Condition, Filed, Library, Step, Template
from scoring.measures.scan import Scan, Token, topics_at
from scoring.measures.shelf import Fitting, Shelf
from scoring.measures.words import Words
from scoring.text.view import Sentence

_JOINT = re.compile(r"(?:[、和及与或]|以及)")
_BRACKET = re.compile(r"\([^()]*\)")
# Between a word and its value: only glue, further names, anything else.
_GLUED, _JOINED, _LOOSE = "glued", "joined", "loose"
# Less than any score.
_LEAST = -(10**9)
# How far behind the value glue may reach.
_GLUE_REACH = 6


class _Opened:
    """What is known of the topics at one token: by condition whether it holds, by group the topic open and the one behind."""

    __slots__ = ("by_group", "holds")

    def __init__(self) -> None:
        self.holds: dict[Condition, bool] = {}
        self.by_group: dict[str, tuple[str | None, str | None]] = {}


# A template that may hold for a token: the most its claim can score, its place among all, the template, its word nearest to
# the value from `start` to `near`, and whether other names stand between.
_Candidate = tuple[int, int, Filed, int, int, bool]


class Claim(NamedTuple):
    """A template that holds for a token. `start`/`end` cover its words and the value; `near` is where the nearest
    word ends; `joint` says that other names stand between (A、B均达100%). Of several claims the highest `rank` counts."""

    template: Template
    token: Token
    start: int
    end: int
    near: int
    rank: tuple[int, int, str, str]
    joint: bool


class Matcher:
    """Matches one library; holds only what is compiled, so one matcher serves any number of reports."""

    def __init__(self, library: Library) -> None:
        self.library = library
        glue = {slot: library.lexicon.get(name, ()) for slot, name in _GLUE_OF.items()}
        self._glue = {slot: _glue(words) for slot, words in glue.items()}
        # With none of these a stretch begins that is glue, or names in a list.
        self._ties = frozenset([*"(、和及与或以", *(word[0] for words in glue.values() for word in words)])
        self._result = re.compile("|".join(re.escape(word) for word in library.lexicon.get("result_words", ("$^",))))
        self._is_glue = lru_cache(maxsize=65536)(self._read_glue)
        self._tie = {slot: lru_cache(maxsize=16384)(partial(self._read_tie, slot)) for slot in SLOTS}
        self._left, self._right = Shelf(library.index.by_left), Shelf(library.index.by_right)
        self._fitting: dict[tuple[str, str, str], tuple[Fitting | None, Fitting | None]] = {}

    def _read_glue(self, kind: str, text: str) -> bool:
        pattern = self._glue.get(kind, self._glue[COUNT_SLOT])
        return pattern.fullmatch(_BRACKET.sub("", text)) is not None

    def claims(self, scan: Scan, token: Token) -> list[Claim]:
        """Every template that holds for the token, the words nearest to it first."""
        opened = _Opened()
        found = []
        for candidate in self._candidates(scan, token, opened, thorough=True):
            joined = self._join(scan, token, candidate, opened)
            if joined is not None:
                found.append(_claim(token, candidate, *joined))
        return found

    def leading(self, scan: Scan, token: Token) -> list[Claim]:
        """Of all claims those that can win: the first straight one of the highest rank, and all joint ones. Templates that
        cannot reach the best score found so far are not tried."""
        if not token.before and not token.behind:
            return []
        opened = _Opened()
        candidates = self._candidates(scan, token, opened, thorough=False)
        if len(candidates) > 1:
            candidates.sort(key=_MOST, reverse=True)
        best: Claim | None = None
        score, place = _LEAST, 0
        joints: list[tuple[int, Claim]] = []
        for candidate in candidates:
            most, order, _, _, _, joint = candidate
            if most < score and not joint:
                continue
            joined = self._join(scan, token, candidate, opened)
            if joined is None or (joined[2] < score and not joint):
                continue
            claim = _claim(token, candidate, *joined)
            if joint:
                joints.append((order, claim))
            elif best is None or claim.rank > best.rank or (claim.rank == best.rank and order < place):
                best, score, place = claim, joined[2], order
        found = [claim for _, claim in sorted(joints)] if joints else []
        return found if best is None else [best, *found]

    def look_around(self, scan: Scan, tokens: Sequence[Token]) -> None:
        """Find the words beside values, all at once; to be done again for a token whose clause was changed."""
        size, longest = len(scan.text), self._right.longest
        left: list[tuple[int, int, Fitting]] = []
        right: list[tuple[int, int, Fitting]] = []
        led, followed = [], []
        for token in tokens:
            fitting = self._fitting.get(token.fit)
            if fitting is None:
                fitting = self._fitting[token.fit] = (self._left.fitting(*token.fit), self._right.fitting(*token.fit))
            before, behind = fitting
            if before is not None and token.low < token.left:
                left.append((token.low, token.left, before))
                led.append(token)
            if behind is not None and token.end < token.high:
                right.append((token.end, min(size, token.high + longest), behind))
                followed.append(token)
        for token, found in zip(led, self._left.search(scan.text, left), strict=True):
            token.before = found
        for token, found in zip(followed, self._right.search(scan.text, right), strict=True):
            token.behind = sorted((one for one in found if one[0] < token.high), key=_START) if found else found

    def part(self, between: str) -> str:
        """The words that name a part of a total, out of the text between the two numbers (`,其中市政府` → 市政府); "" where they
        say something else: a result of the counted things is no part of them."""
        words = between.lstrip(",(、和").removeprefix("其中").strip("共有为:")
        if not words or len(words) > 14 or any(mark in words for mark in ",;。:()") or self._result.search(words):
            return ""
        return words

    def _candidates(self, scan: Scan, token: Token, opened: _Opened, thorough: bool) -> list[_Candidate]:
        """The templates whose word nearest to the value stands where it may, and whose topics are open; unless `thorough`,
        without those that cannot score what one scores that holds already."""
        found: list[_Candidate] = []
        if token.before:
            self._look_left(scan, token, opened, found, thorough)
        # Templates that have nothing on the left.
        for _, _, anchored in token.behind:
            for entry in anchored.entries:
                if entry.topics is None or self._topic_open(scan, token, entry.topics, opened):
                    found.append((entry.most, len(found), entry.filed, token.start, token.start, False))
        return found

    def _look_left(self, scan: Scan, token: Token, opened: _Opened, found: list[_Candidate], thorough: bool) -> None:
        """Templates with a word on the left, the nearest word first."""
        text, left = scan.text, token.left
        bracketed = text.find("(", token.low, left) >= 0
        ties, tie_of = self._ties, self._tie[token.kind]
        counts: bool | None = None
        sure = _LEAST
        for start, end, (far, entries, gapped) in reversed(token.before):
            between = text[end:left]
            if between:
                tie = tie_of(between) if between[0] in ties else _LOOSE
            else:
                tie = _GLUED
            distance = len(_BRACKET.sub("", between)) if bracketed else left - end
            if tie == _LOOSE:
                if distance > far:
                    continue
                entries = gapped
            value = PER_CHARACTER * (end - start) - (left - end)
            for gap, topics, alone, ends, plain, most, filed in entries:
                joint = gap < 0 and tie == _JOINED
                if (most + value < sure and not joint) or distance > gap >= 0:
                    continue
                if alone and between and between[0] in "、和及与":
                    continue
                if topics is not None:
                    holds = opened.holds.get(topics)
                    if holds is None:
                        holds = self._topic_open(scan, token, topics, opened)
                    if not holds:
                        continue
                if ends:
                    if counts is None:
                        counts = _counts_what_follows(text, token)
                    if counts:
                        continue
                found.append((most + value, len(found), filed, start, end, joint))
                if plain and not joint and not thorough:
                    sure = max(sure, most + value)

    def _join(self, scan: Scan, token: Token, candidate: _Candidate, opened: _Opened) -> tuple[int, int, int] | None:
        """Where the words of a candidate's template and its value start and end, and its score, if the rest of it holds."""
        _, _, filed, start, near, _ = candidate
        words, end, template = near - start, token.end, filed.template
        if filed.left:
            first = _leftwards(scan, token, filed.left, start)
            if first is None:
                return None
            words, start = words + first[1], first[0]
        if filed.right:
            wide_high = scan.view.sentences[token.sentence].end
            last = self._rightwards(scan.text, filed.right, end, token.high, wide_high)
            if last is None:
                return None
            words, end = words + last[1], last[0]
        if template.alone and start > token.low + 1 and scan.text[start - 1] in "、和及与":
            return None
        if filed.also is not None and not self._topic_open(scan, token, filed.also, opened):
            return None
        if filed.not_topics is not None and self._topic_open(scan, token, filed.not_topics, opened):
            return None
        if filed.without is not None and _stands(scan, token, filed.without, end):
            return None
        if filed.needs is not None:
            sentence = scan.view.sentences[token.sentence]
            if filed.needs.first(scan.text, sentence.start, sentence.end) is None:
                return None
        distance = token.left - near if near < token.left and near != token.start else 0
        return start, end, filed.bonus + PER_CHARACTER * words - distance

    def _topic_open(self, scan: Scan, token: Token, wanted: Condition, opened: _Opened) -> bool:
        """Whether one of the topics is open at the token, or opened by a word right behind it."""
        known = opened.holds.get(wanted)
        if known is None:
            known = False
            for group, ids in wanted.by_group:
                topics = opened.by_group.get(group)
                if topics is None:
                    topics = opened.by_group[group] = topics_at(scan, self.library.topics, group, token)
                if topics[0] in ids or topics[1] in ids:
                    known = True
                    break
            opened.holds[wanted] = known
        return known

    def _read_tie(self, kind: str, between: str) -> str:
        """What holds a word and its value together: glue, or the names of a list that share the value (报备率、合格率均为100%,
        建议、提案共计281件)."""
        if self._is_glue(kind, between):
            return _GLUED
        head = _JOINT.match(between)
        if head is None or len(between) > 40 or any(mark in between for mark in ",;:。|"):
            return _LOOSE
        if kind in (RATE_SLOT, ALL_SLOT, NONE_SLOT):
            return _JOINED
        return _JOINED if any(word in between for word in ("均", "共", "合计", "分别", "各")) else _LOOSE

    def phrase_end(self, scan: Scan, filed: Filed, end: int, sentence: Sentence) -> int | None:
        """Where a practice template ends whose first word ends at `end` of a sentence; None where it does not hold."""
        high = scan.clause_end(end, sentence.end)
        if filed.right:
            last = self._rightwards(scan.text, filed.right, end, high, sentence.end)
            if last is None:
                return None
            end = last[0]
        if filed.without is not None and filed.without.first(scan.text, sentence.start, high) is not None:
            return None
        return end

    def _rightwards(
        self, text: str, steps: tuple[Step, ...], end: int, high: int, wide_high: int
    ) -> tuple[int, int] | None:
        """Where the pattern ends when its right steps begin at `end`, and how many characters they are. They stay below
        `high`, wide ones below `wide_high`. Glue may stand before the first."""
        position, words, glue = end, 0, not steps[0].limit
        for limit, wide, choice in steps:
            reach = position + (_GLUE_REACH if glue else limit)
            ceiling = min(wide_high if wide else high, reach + choice.longest)
            found = choice.first(text, position, ceiling)
            while glue and found is not None and not self._is_glue(COUNT_SLOT, text[position : found.start()]):
                found = choice.first(text, found.start() + 1, ceiling)
            if found is None or found.start() > reach:
                return None
            position, glue = found.end(), False
            words += position - found.start()
        return position, words


def _claim(token: Token, candidate: _Candidate, start: int, end: int, score: int) -> Claim:
    _, _, filed, _, near, joint = candidate
    template = filed.template
    rank = (score, near, template.subject, template.pattern.source)
    return Claim(template, token, start, end, near, rank, joint)


def _leftwards(scan: Scan, token: Token, steps: tuple[Step, ...], start: int) -> tuple[int, int] | None:
    """Where the pattern begins when its left steps end at `start`, and how many characters they are."""
    # Backwards, the last word that ends before a place is the first one.
    size, mirrored = len(scan.text), scan.mirrored
    position, words = size - start, 0
    for limit, wide, choice in steps:
        floor = scan.view.sentences[token.sentence].start if wide else token.low
        reach = position + limit
        found = choice.last(mirrored, position, min(size - floor, reach + choice.longest))
        if found is None or found.start() > reach:
            return None
        words += found.end() - found.start()
        position = found.end()
    return size - position, words


def _stands(scan: Scan, token: Token, words: Words, end: int) -> bool:
    """Whether one of the words stands in the token's clause up to `end`, brackets apart unless the token is in one."""
    text, low = scan.text, token.low
    if token.bracket is None and text.find("(", low, end) >= 0:
        clause = _BRACKET.sub("", text[low:end])
        return words.first(clause, 0, len(clause)) is not None
    return words.first(text, low, end) is not None


# Nouns that a number in front of them counts, whatever stands before it: 听证、审查、追究三项办法, 问题的五个单位.
_COUNTED = re.compile(
    r"(?:重点)?(?:举措|措施|机制|制度|办法|方面|环节|规程|程序|原则|抓手|途径|领域|单位|部门|乡镇|镇街|街道|镇|乡|县|区|村|社区|专项|层面|阶段|维度|工程|行动|标准|清单制度)"
)


# Classifiers that may count the nouns above; 次, 件 and the like do not: 集体学法3次县政府… has lost its comma.
_COUNTS_BODIES = frozenset(["个", "家", "项", "类", "大类", "种", "支", "所", "名", "大", "条", "处"])


def _counts_what_follows(text: str, token: Token) -> bool:
    """The number counts the noun behind it, not the noun before: A、B等4项规程, 问题的五个单位."""
    if token.kind != COUNT_SLOT:
        return False
    unit = token.fit[1]
    if (not unit or unit in _COUNTS_BODIES) and _COUNTED.match(text, token.end):
        return True
    return text[token.start - 1 : token.start] == "等" and "\u4e00" <= text[token.end : token.end + 1] <= "\u9fff"


def _glue(words: tuple[str, ...]) -> re.Pattern[str]:
    ordered = sorted(words, key=len, reverse=True)
    return re.compile("(?:" + "|".join(re.escape(word) for word in ordered) + "){0,6}")


_GLUE_OF = {COUNT_SLOT: "count_glue", RATE_SLOT: "rate_glue"}
_MOST = itemgetter(0)
_START = itemgetter(0)
