"""Which patterns claim which value: an ordered join of literal positions around each token, no backtracking engine.

Semantics: a pattern stays inside the token's clause; of alternatives the longest counts; gaps are as short as they can be; a
number is never entered half-way. Work is bounded by the occurrences inside the clause times the elements of a pattern.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from scoring.measures.grammar import ALL_SLOT, COUNT_SLOT, NONE_SLOT, RATE_SLOT
from scoring.measures.library import Library, Step, Template
from scoring.measures.scan import Scan, Token, following_topic, open_topic

_JOINT = re.compile(r"(?:[、和及与或]|以及)")
_BRACKET = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Claim:
    """A template that holds for a token. `start`/`end` cover its words and the value; `near` is where the nearest
    word ends; `joint` says that other names stand between (A、B均达100%)."""

    template: Template
    token: Token
    start: int
    end: int
    near: int
    score: int
    joint: bool


class Matcher:
    """Matches one library; holds only the compiled glue, so one matcher serves any number of reports."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._glue = {
            COUNT_SLOT: _glue(library.lexicon.get("count_glue", ())),
            RATE_SLOT: _glue(library.lexicon.get("rate_glue", ())),
        }
        self._result = re.compile("|".join(re.escape(word) for word in library.lexicon.get("result_words", ("$^",))))
        self._is_glue = lru_cache(maxsize=65536)(self._read_glue)

    def _read_glue(self, kind: str, text: str) -> bool:
        pattern = self._glue.get(kind, self._glue[COUNT_SLOT])
        return pattern.fullmatch(_BRACKET.sub("", text)) is not None

    def claims(self, scan: Scan, token: Token) -> list[Claim]:
        """Every template that holds for the token, in no particular order."""
        found = []
        for template, near, start, end, joint, words in self._joins(scan, token):
            if self._allowed(scan, token, template, start, end):
                distance = max(0, token.left - near) if near != token.start else 0
                score = 100 * template.priority + 4 * words - distance + (3 if template.topics else 0)
                found.append(Claim(template, token, start, end, near, score, joint))
        return found

    def part(self, between: str) -> str:
        """The words that name a part of a total, out of the text between the two numbers (`,其中市政府` → 市政府); "" where they
        say something else: a result of the counted things is no part of them."""
        words = between.lstrip(",(、和").removeprefix("其中").strip("共有为:")
        if not words or len(words) > 14 or any(mark in words for mark in ",;。:()") or self._result.search(words):
            return ""
        return words

    def _joins(self, scan: Scan, token: Token) -> Iterator[tuple[Template, int, int, int, bool, int]]:
        text, low = scan.text, token.low
        filed_left = self.library.index.by_left[token.kind]
        at = bisect_right(scan.ends, token.left) - 1
        while at >= 0 and scan.ends[at] > low:
            end, start, literal = scan.by_end[at]
            at -= 1
            filed = filed_left.get(literal)
            if filed is None or start < low:
                continue
            between = text[end : token.left]
            distance = len(between)
            if "(" in between:
                distance = len(_BRACKET.sub("", between))
            glued = self._is_glue(token.kind, between)
            joint = not glued and self._is_joint(token, between)
            for template, gap, left, right in filed:
                if distance > gap and not ((glued or joint) and gap < 0):
                    continue
                if template.alone and between[:1] in ("、", "和", "及", "与"):
                    continue
                first = self._leftwards(scan, token, left, start) if left else (start, 0)
                if first is None:
                    continue
                last = self._rightwards(scan, token, right, token.end) if right else (token.end, 0)
                if last is None or (not right and _counts_what_follows(text, token)):
                    continue
                yield template, end, first[0], last[0], joint and gap < 0, end - start + first[1] + last[1]
        filed_right = self.library.index.by_right[token.kind]
        at = bisect_left(scan.starts, token.end)
        while at < len(scan.starts) and scan.starts[at] < token.high:
            literal = scan.by_start[at][2]
            at += 1
            for template, _, _, right in filed_right.get(literal, ()):
                last = self._rightwards(scan, token, right, token.end)
                if last is not None:
                    yield template, token.start, token.start, last[0], False, last[1]

    def phrases(self, scan: Scan) -> Iterator[tuple[Template, int, int, int]]:
        """Practice templates that hold: template, working start and end, sentence number, in text order."""
        by_first = self.library.index.by_first
        for start, end, literal in scan.by_start:
            filed = by_first.get(literal)
            if filed is None:
                continue
            number = scan.sentence_of(start)
            sentence = scan.view.sentences[number]
            if not sentence.start <= start < sentence.end:
                continue
            at = bisect_left(scan.boundaries, end)
            high = min(sentence.end, scan.boundaries[at]) if at < len(scan.boundaries) else sentence.end
            token = Token("", start, end, start, 1.0, number, low=sentence.start, high=high)
            for template, _, _, right in filed:
                last = self._rightwards(scan, token, right, end) if right else (end, 0)
                if last is None:
                    continue
                if not template.without or not _any_in(template.without, scan.text[token.low : token.high]):
                    yield template, start, last[0], number

    def _is_joint(self, token: Token, between: str) -> bool:
        """Names of a list stand between the word and the value: 报备率、合格率均为100%, 建议、提案共计281件."""
        head = _JOINT.match(between)
        if head is None or len(between) > 40 or any(mark in between for mark in ",;:。|"):
            return False
        if token.kind == RATE_SLOT:
            return True
        return token.kind in (ALL_SLOT, NONE_SLOT) or any(
            word in between for word in ("均", "共", "合计", "分别", "各")
        )

    def _leftwards(self, scan: Scan, token: Token, steps: tuple[Step, ...], start: int) -> tuple[int, int] | None:
        """Where the pattern begins when its left steps end at `start`, and how many characters they are."""
        position, words = start, 0
        for step in steps:
            floor = scan.view.sentences[token.sentence].start if step.wide else token.low
            reached = _word_before(scan, step, position, floor)
            if reached is None:
                return None
            words += reached[1] - reached[0]
            position = reached[0]
        return position, words

    def _rightwards(self, scan: Scan, token: Token, steps: tuple[Step, ...], end: int) -> tuple[int, int] | None:
        position, words, first = end, 0, True
        for step in steps:
            ceiling = scan.view.sentences[token.sentence].end if step.wide else token.high
            reached = self._word_after(scan, step, position, ceiling, glue=first and not step.limit)
            if reached is None:
                return None
            words += reached[1] - reached[0]
            position, first = reached[1], False
        return position, words

    def _word_after(self, scan: Scan, step: Step, position: int, ceiling: int, glue: bool) -> tuple[int, int] | None:
        starts, by_start, wanted = scan.starts, scan.by_start, step.ids
        last = position + (6 if glue else step.limit)
        at = bisect_left(starts, position)
        best: tuple[int, int] | None = None
        while at < len(starts) and starts[at] <= last:
            start, end, found = by_start[at]
            at += 1
            if found not in wanted or end > ceiling:
                continue
            if glue and not self._is_glue(COUNT_SLOT, scan.text[position:start]):
                continue
            if best is None or (start == best[0] and end > best[1]):
                best = (start, end)
            elif start > best[0]:
                break
        return best

    def _allowed(self, scan: Scan, token: Token, template: Template, start: int, end: int) -> bool:
        quantity = token.quantity
        slot = template.pattern.slot
        narrowed = slot.units if slot is not None else ()
        if quantity is None:
            if narrowed and scan.text[token.start : token.end] not in narrowed:
                return False
        elif token.kind == COUNT_SLOT and quantity.unit:
            units = narrowed or template.units
            if units and quantity.unit not in units:
                return False
        if template.alone and start > token.low + 1 and scan.text[start - 1] in "、和及与":
            return False
        if template.topics and not self._topic_open(scan, token, template.topics):
            return False
        if template.also and not self._topic_open(scan, token, template.also):
            return False
        if template.not_topics and self._topic_open(scan, token, template.not_topics):
            return False
        if template.without:
            clause = scan.text[token.low : end]
            if token.bracket is None and "(" in clause:
                clause = _BRACKET.sub("", clause)
            if _any_in(template.without, clause):
                return False
        if template.needs:
            sentence = scan.view.sentences[token.sentence]
            around = scan.text[sentence.start : sentence.end]
            if not _any_in(template.needs, around):
                return False
        return True

    def _topic_open(self, scan: Scan, token: Token, wanted: tuple[str, ...]) -> bool:
        for group in {self.library.topics[topic].group for topic in wanted}:
            opened = open_topic(scan, self.library.topics, group, token)
            if opened is not None and opened[0] in wanted:
                return True
            behind = following_topic(scan, group, token)
            if behind is not None and behind in wanted:
                return True
        return False


def _word_before(scan: Scan, step: Step, position: int, floor: int) -> tuple[int, int] | None:
    ends, by_end, wanted = scan.ends, scan.by_end, step.ids
    first = position - step.limit
    at = bisect_right(ends, position) - 1
    best: tuple[int, int] | None = None
    while at >= 0 and ends[at] >= first:
        end, start, found = by_end[at]
        at -= 1
        if found not in wanted or start < floor:
            continue
        if best is None or (end == best[1] and start < best[0]):
            best = (start, end)
        elif end < best[1]:
            break
    return best


def _any_in(words: tuple[str, ...], text: str) -> bool:
    return any(word in text for word in words)


# Nouns that a number in front of them counts, whatever stands before it: 听证、审查、追究三项办法, 问题的五个单位.
_COUNTED = re.compile(
    r"(?:重点)?(?:举措|措施|机制|制度|办法|方面|环节|规程|程序|原则|抓手|途径|领域|单位|部门|乡镇|镇街|街道|镇|乡|县|区|村|社区|专项|层面|阶段|维度|工程|行动|标准|清单制度)"
)


def _counts_what_follows(text: str, token: Token) -> bool:
    """The number counts the noun behind it, not the noun before: A、B等4项规程, 问题的五个单位."""
    if token.kind != COUNT_SLOT:
        return False
    if _COUNTED.match(text, token.end):
        return True
    return text[token.start - 1 : token.start] == "等" and "\u4e00" <= text[token.end : token.end + 1] <= "\u9fff"


def _glue(words: tuple[str, ...]) -> re.Pattern[str]:
    ordered = sorted(words, key=len, reverse=True)
    return re.compile("(?:" + "|".join(re.escape(word) for word in ordered) + "){0,6}")
