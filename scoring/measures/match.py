"""Which patterns claim which value: an ordered join of literal positions around each token, no backtracking engine.

Semantics: a pattern stays inside the token's clause; of alternatives the longest counts; gaps are as short as they can be; a
number is never entered half-way. Only the words next to a value are looked for everywhere in its clause; the further words of a
pattern are looked for where a gap lets them stand. Work is bounded by the words found in the clause times the elements of a pattern.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache, partial
from operator import itemgetter
from typing import NamedTuple

from scoring.measures.grammar import ALL_SLOT, COUNT_SLOT, NONE_SLOT, RATE_SLOT, SLOTS
from scoring.measures.library import PER_CHARACTER, Condition, Entry, Filed, Library, Phrase, Step, Template
from scoring.measures.scan import Scan
from scoring.measures.shelf import Fitting, Shelf
from scoring.measures.tokens import Token
from scoring.measures.topics import topics_at
from scoring.measures.words import Words
from scoring.text.regex import regex
from scoring.text.view import Sentence

_JOINT = regex(r"(?:[、和及与或]|以及)")
_BRACKET = regex(r"\([^()]*\)")
# Words for several that share a value.
SEVERAL = ("均", "共", "合计", "分别", "各")
# Between a word and its value: only glue, further names, anything else.
_GLUED, _JOINED, _LOOSE = "glued", "joined", "loose"
# Less than any score.
_LEAST = -(10**9)
# How far behind the value glue may reach.
_GLUE_REACH = 6

# A word beside a value: the most that a claim on it can score, its place among all (the nearest first), where it starts and
# ends, what it adds to a score, and the templates filed under it.
_Prospect = tuple[int, int, int, int, int, tuple[Entry, ...]]
# A claim and its place: of the word, and of the template under it.
_Placed = tuple[int, int, "Claim"]


class _Opened:
    """What is known at one token: by condition whether it holds, by group the topic open and the one behind, and whether the
    token counts what follows it."""

    __slots__ = ("by_group", "counts", "holds")

    def __init__(self) -> None:
        self.holds: dict[Condition, bool] = {}
        self.by_group: dict[str, tuple[str | None, str | None]] = {}
        self.counts: bool | None = None


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
        glue = glue_of(library)
        self._glue = {slot: _glue(words) for slot, words in glue.items()}
        # With none of these a stretch begins that is glue, or names in a list.
        self.ties = frozenset([*"(、和及与或以", *(word[0] for words in glue.values() for word in words)])
        self._result = regex("|".join(re.escape(word) for word in library.lexicon.get("result_words", ("$^",))))
        self._is_glue = lru_cache(maxsize=65536)(self._read_glue)
        self._tie = {slot: lru_cache(maxsize=16384)(partial(self._read_tie, slot)) for slot in SLOTS}
        self._fitting: dict[tuple[str, str, str], tuple[Fitting | None, Fitting | None]] = {}

    @cached_property
    def _left(self) -> Shelf:
        return Shelf(self.library.index.by_left)

    @cached_property
    def _right(self) -> Shelf:
        return Shelf(self.library.index.by_right)

    def _read_glue(self, kind: str, text: str) -> bool:
        pattern = self._glue.get(kind, self._glue[COUNT_SLOT])
        return pattern.fullmatch(_BRACKET.sub("", text)) is not None

    def claims(self, scan: Scan, token: Token) -> list[Claim]:
        """Every template that holds for the token, the words nearest to it first."""
        if scan.found is not None:
            return scan.found.claims(token)
        opened = _Opened()
        straight, joint = self._prospects(scan, token)
        found = self._all(scan, token, straight, opened, False) + self._all(scan, token, joint, opened, True)
        return [claim for _, _, claim in sorted(found)]

    def leading(self, scan: Scan, token: Token) -> list[Claim]:
        """Of all claims those that can win: the first straight one of the highest rank, and all joint ones. Templates that
        cannot reach the best score found so far are not tried."""
        if scan.found is not None:
            return scan.found.leading(token)
        if not token.before and not token.behind:
            return []
        opened = _Opened()
        straight, joint = self._prospects(scan, token)
        if len(straight) > 1:
            straight.sort(key=_MOST, reverse=True)
        best: Claim | None = None
        score, place = _LEAST, (0, 0)
        for highest, number, start, near, value, entries in straight:
            if highest < score:
                break
            for most, order, _, topics, filed in entries:
                if most + value < score:
                    break
                if topics is not None and not self._topic_open(scan, token, topics, opened):
                    continue
                claim = self._claim(scan, token, filed, start, near, opened, False)
                if claim is None or claim.rank[0] < score:
                    continue
                if best is None or claim.rank > best.rank or (claim.rank == best.rank and (number, order) < place):
                    best, score, place = claim, claim.rank[0], (number, order)
        found = [] if best is None else [best]
        if joint:
            found += [claim for _, _, claim in sorted(self._all(scan, token, joint, opened, True))]
        return found

    def look_around(self, scan: Scan, tokens: Sequence[Token]) -> None:
        """Find the words beside values, all at once; to be done again for a token whose clause was changed."""
        if scan.found is not None:
            return
        size, longest = len(scan.text), self._right.longest
        left: list[tuple[int, int, Fitting]] = []
        right: list[tuple[int, int, Fitting]] = []
        led, followed = [], []
        for token in tokens:
            fitting = self._fitting.get(token.fit)
            if fitting is None:
                fitting = self._fitting[token.fit] = (self._left.fitting(*token.fit), self._right.fitting(*token.fit))
            before, behind = fitting
            token.before = token.behind = ()
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
        if words.endswith("的"):
            words = words.removeprefix("涉及")
        if not words or len(words) > 14 or any(mark in words for mark in ",;。:()") or self._result.search(words):
            return ""
        return words

    def _prospects(self, scan: Scan, token: Token) -> tuple[list[_Prospect], list[_Prospect]]:
        """The words beside a value that stand where templates filed under them allow it; those that share the value with further
        names apart."""
        straight: list[_Prospect] = []
        joint: list[_Prospect] = []
        text, left = scan.text, token.left
        bracketed = text.find("(", token.low, left) >= 0
        ties, tie_of = self.ties, self._tie[token.kind]
        number = 0
        for start, end, (most, entries, gapped, near, far) in reversed(token.before):
            number += 1
            distance = left - end
            value = PER_CHARACTER * (end - start) - distance
            if distance:
                between = text[end:left]
                tie = tie_of(between) if between[0] in ties else _LOOSE
                if bracketed:
                    distance = len(_BRACKET.sub("", between))
                if tie == _JOINED:
                    joint.append((most + value, number, start, end, value, _glued(entries)))
                if tie != _GLUED:
                    if distance > far:
                        continue
                    entries = gapped
                if distance > near >= 0:
                    entries = tuple(entry for entry in entries if entry.gap < 0 or distance <= entry.gap)
            straight.append((most + value, number, start, end, value, entries))
        place = token.start
        for _, _, anchored in token.behind:
            number += 1
            straight.append((anchored.most, number, place, place, 0, anchored.entries))
        return straight, joint

    def _all(self, scan: Scan, token: Token, prospects: list[_Prospect], opened: _Opened, joint: bool) -> list[_Placed]:
        """All claims on some words."""
        found: list[_Placed] = []
        for _, number, start, near, _, entries in prospects:
            for _, order, _, topics, filed in entries:
                if topics is None or self._topic_open(scan, token, topics, opened):
                    claim = self._claim(scan, token, filed, start, near, opened, joint)
                    if claim is not None:
                        found.append((number, order, claim))
        return found

    def _claim(
        self, scan: Scan, token: Token, filed: Filed, start: int, near: int, opened: _Opened, joint: bool
    ) -> Claim | None:
        """The claim of a template whose word beside the value is `[start, near)`, if the rest of it holds."""
        template, left, right, also, not_topics, without, needs, bonus = filed
        words, end, text = near - start, token.end, scan.text
        if template.alone and near < token.left and text[near] in "、和及与":
            return None
        if left:
            first = _leftwards(scan, token, left, start)
            if first is None:
                return None
            words, start = words + first[1], first[0]
        if right:
            last = self._rightwards(text, right, end, token.high, scan.view.sentences[token.sentence].end)
            if last is None:
                return None
            words, end = words + last[1], last[0]
        else:
            if opened.counts is None:
                opened.counts = _counts_what_follows(text, token)
            if opened.counts:
                return None
        if template.alone and start > token.low + 1 and text[start - 1] in "、和及与":
            return None
        if also is not None and not self._topic_open(scan, token, also, opened):
            return None
        if not_topics is not None and self._topic_open(scan, token, not_topics, opened):
            return None
        if without is not None and _stands(scan, token, without, end):
            return None
        if needs is not None:
            sentence = scan.view.sentences[token.sentence]
            if needs.ahead.search(text, sentence.start, sentence.end) is None:
                return None
        distance = token.left - near if near < token.left else 0
        rank = (bonus + PER_CHARACTER * words - distance, near, template.subject, template.pattern.source)
        return Claim(template, token, start, end, near, rank, joint)

    def _topic_open(self, scan: Scan, token: Token, wanted: Condition, opened: _Opened) -> bool:
        """Whether one of the topics is open at the token, or opened by a word right behind it."""
        known = opened.holds.get(wanted)
        if known is None:
            known = False
            for group, ids in wanted.by_group:
                topics = opened.by_group.get(group)
                if topics is None:
                    filed = scan.topics.get(group)
                    topics = (None, None) if filed is None else topics_at(scan.view, filed, self.library.topics, token)
                    opened.by_group[group] = topics
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
        return _JOINED if any(word in between for word in SEVERAL) else _LOOSE

    def phrase_end(self, scan: Scan, phrase: Phrase, end: int, sentence: Sentence) -> int | None:
        """Where a practice template ends whose first word ends at `end` of a sentence; None where it does not hold."""
        if not phrase.right and phrase.without is None:
            return end
        high = scan.clause_end(end, sentence.end)
        if phrase.right:
            last = self._rightwards(scan.text, phrase.right, end, high, sentence.end)
            if last is None:
                return None
            end = last[0]
        if phrase.without is not None and phrase.without.ahead.search(scan.text, sentence.start, high) is not None:
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
            ceiling = wide_high if wide else high
            if ceiling < position + choice.shortest:
                return None
            if ceiling > reach + choice.longest:
                ceiling = reach + choice.longest
            found = choice.ahead.search(text, position, ceiling)
            while glue and found is not None and not self._is_glue(COUNT_SLOT, text[position : found.start()]):
                found = choice.ahead.search(text, found.start() + 1, ceiling)
            if found is None:
                return None
            start, position = found.span()
            if start > reach:
                return None
            words += position - start
            glue = False
        return position, words


def glue_of(library: Library) -> dict[str, tuple[str, ...]]:
    """The words that may stand unwritten beside a slot, by its kind."""
    return {slot: library.lexicon.get(name, ()) for slot, name in _GLUE_OF.items()}


def _glued(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if entry.gap < 0)


def _leftwards(scan: Scan, token: Token, steps: tuple[Step, ...], start: int) -> tuple[int, int] | None:
    """Where the pattern begins when its left steps end at `start`, and how many characters they are."""
    # Backwards, the last word that ends before a place is the first one.
    size, mirrored = len(scan.text), scan.mirrored
    position, words = size - start, 0
    for limit, wide, choice in steps:
        floor = scan.view.sentences[token.sentence].start if wide else token.low
        if size - floor < position + choice.shortest:
            return None
        reach = position + limit
        found = choice.back.search(mirrored, position, min(size - floor, reach + choice.longest))
        if found is None:
            return None
        begun, position = found.span()
        if begun > reach:
            return None
        words += position - begun
    return size - position, words


def _stands(scan: Scan, token: Token, words: Words, end: int) -> bool:
    """Whether one of the words stands in the token's clause up to `end`, brackets apart unless the token is in one."""
    text, low = scan.text, token.low
    if token.bracket is None and text.find("(", low, end) >= 0:
        clause = _BRACKET.sub("", text[low:end])
        return words.ahead.search(clause, 0, len(clause)) is not None
    return words.ahead.search(text, low, end) is not None


# Nouns that a number in front of them counts, whatever stands before it: 听证、审查、追究三项办法, 问题的五个单位.
_BODIES = (
    "举措|措施|机制|制度|办法|方面|环节|规程|程序|原则|抓手|途径|领域|单位|部门|乡镇|"
    "镇街|街道|镇|乡|县|区|村|社区|专项|层面|阶段|维度|工程|行动|标准|清单制度|协调小组|工作组|小组|专班|档次|等级"
)
BODIES = tuple(_BODIES.split("|"))
_COUNTED = regex(f"(?:重点)?(?:{_BODIES})")

# Classifiers that may count the nouns above; 次, 件 and the like do not: 集体学法3次县政府… has lost its comma.
COUNTS_BODIES = frozenset(["个", "家", "项", "类", "大类", "种", "支", "所", "名", "大", "条", "处"])


def _counts_what_follows(text: str, token: Token) -> bool:
    """The number counts the noun behind it, not the noun before: A、B等4项规程, 问题的五个单位."""
    if token.kind != COUNT_SLOT:
        return False
    unit = token.fit[1]
    if (not unit or unit in COUNTS_BODIES) and _COUNTED.match(text, token.end):
        return True
    return text[token.start - 1 : token.start] == "等" and "\u4e00" <= text[token.end : token.end + 1] <= "\u9fff"


def _glue(words: tuple[str, ...]) -> re.Pattern[str]:
    ordered = sorted(words, key=len, reverse=True)
    return regex("(?:" + "|".join(re.escape(word) for word in ordered) + "){0,6}")


_GLUE_OF = {COUNT_SLOT: "count_glue", RATE_SLOT: "rate_glue"}
_MOST = itemgetter(0)
_START = itemgetter(0)
