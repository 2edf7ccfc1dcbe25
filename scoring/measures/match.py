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

from scoring.measures.grammar import ALL_SLOT, COUNT_SLOT, NONE_SLOT, RATE_SLOT, Gap, Literal
from scoring.measures.library import Library, Template
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
        self._is_glue = lru_cache(maxsize=65536)(self._read_glue)

    def _read_glue(self, kind: str, text: str) -> bool:
        pattern = self._glue.get(kind, self._glue[COUNT_SLOT])
        return pattern.fullmatch(_BRACKET.sub("", text)) is not None

    def claims(self, scan: Scan, token: Token) -> list[Claim]:
        """Every template that holds for the token, in no particular order."""
        found = []
        for template, near, start, end, joint, words in self._joins(scan, token):
            if self._allowed(scan, token, template):
                distance = max(0, token.left - near) if near != token.start else 0
                score = 100 * template.priority + 4 * words - distance + (3 if template.topics else 0)
                found.append(Claim(template, token, start, end, near, score, joint))
        return found

    def _joins(self, scan: Scan, token: Token) -> Iterator[tuple[Template, int, int, int, bool, int]]:
        index = self.library.index
        text = scan.text
        at = bisect_right(scan.ends, token.left) - 1
        while at >= 0 and scan.ends[at] > token.low:
            end, start, literal = scan.by_end[at]
            at -= 1
            templates = index.by_left.get(literal)
            if templates is None or start < token.low:
                continue
            between = text[end : token.left]
            glued = self._is_glue(token.kind, between)
            joint = not glued and self._is_joint(token, between)
            for template in templates:
                slot = template.pattern.slot
                if slot is None or slot.kind != token.kind:
                    continue
                gapped = isinstance(template.pattern.left[0], Gap)
                if gapped:
                    limit = template.pattern.left[0]
                    assert isinstance(limit, Gap)
                    if len(between) > limit.limit and len(_BRACKET.sub("", between)) > limit.limit:
                        continue
                elif not glued and not joint:
                    continue
                rest = template.pattern.left[2 if gapped else 1 :]
                first = self._leftwards(scan, token, rest, start)
                last = self._rightwards(scan, token, template.pattern.right, token.end)
                if not template.pattern.right and _counts_what_follows(text, token):
                    continue
                if first is not None and last is not None:
                    words = end - start + first[1] + last[1]
                    yield template, end, first[0], last[0], joint and not gapped, words
        at = bisect_left(scan.starts, token.end)
        while at < len(scan.starts) and scan.starts[at] < token.high:
            start, end, literal = scan.by_start[at]
            at += 1
            for template in index.by_right.get(literal, ()):
                slot = template.pattern.slot
                if slot is None or slot.kind != token.kind:
                    continue
                last = self._rightwards(scan, token, template.pattern.right, token.end)
                if last is not None:
                    yield template, token.start, token.start, last[0], False, last[1]

    def phrases(self, scan: Scan) -> Iterator[tuple[Template, int, int, int]]:
        """Practice templates that hold: template, working start and end, sentence number, in text order."""
        by_first = self.library.index.by_first
        for start, end, literal in scan.by_start:
            templates = by_first.get(literal)
            if templates is None:
                continue
            number = scan.sentence_of(start)
            sentence = scan.view.sentences[number]
            if not sentence.start <= start < sentence.end:
                continue
            at = bisect_left(scan.boundaries, end)
            high = min(sentence.end, scan.boundaries[at]) if at < len(scan.boundaries) else sentence.end
            token = Token("", start, end, start, 1.0, number, low=sentence.start, high=high)
            for template in templates:
                last = self._rightwards(scan, token, template.pattern.right[1:], end)
                clause = scan.text[token.low : token.high]
                if last is not None and not any(word in clause for word in template.without):
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

    def _leftwards(
        self, scan: Scan, token: Token, elements: tuple[Literal | Gap, ...], start: int
    ) -> tuple[int, int] | None:
        """Where the pattern begins when its left elements end at `start`, and how many characters they are."""
        position, gap, words = start, None, 0
        for element in elements:
            if isinstance(element, Gap):
                gap = element
                continue
            floor = scan.view.sentences[token.sentence].start if gap is not None and gap.wide else token.low
            reached = self._word_before(scan, element, position, 0 if gap is None else gap.limit, floor)
            if reached is None:
                return None
            words += reached[1] - reached[0]
            position, gap = reached[0], None
        return position, words

    def _word_before(
        self, scan: Scan, literal: Literal, position: int, limit: int, floor: int
    ) -> tuple[int, int] | None:
        ids = self.library.index.ids
        wanted = {ids[word] for word in literal.alternatives}
        at = bisect_right(scan.ends, position) - 1
        best: tuple[int, int] | None = None
        while at >= 0 and position - scan.ends[at] <= limit:
            end, start, found = scan.by_end[at]
            at -= 1
            if found not in wanted or start < floor:
                continue
            if best is None or (end == best[0] and start < best[1]):
                best = (end, start)
            elif end < best[0]:
                break
        return None if best is None else (best[1], best[0])

    def _rightwards(
        self, scan: Scan, token: Token, elements: tuple[Literal | Gap, ...], end: int
    ) -> tuple[int, int] | None:
        position, gap, first, words = end, None, True, 0
        for element in elements:
            if isinstance(element, Gap):
                gap = element
                continue
            wide = (gap is not None and gap.wide) or (gap is None and element.alternatives[0][0] in ",;")
            ceiling = scan.view.sentences[token.sentence].end if wide else token.high
            limit = 0 if gap is None else gap.limit
            reached = self._word_after(scan, element, position, limit, ceiling, glue=first and gap is None)
            if reached is None:
                return None
            words += reached[1] - reached[0]
            position, gap, first = reached[1], None, False
        return position, words

    def _word_after(
        self, scan: Scan, literal: Literal, position: int, limit: int, ceiling: int, glue: bool
    ) -> tuple[int, int] | None:
        ids = self.library.index.ids
        wanted = {ids[word] for word in literal.alternatives}
        reach = 6 if glue else limit
        at = bisect_left(scan.starts, position)
        best: tuple[int, int] | None = None
        while at < len(scan.starts) and scan.starts[at] - position <= reach:
            start, end, found = scan.by_start[at]
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

    def _allowed(self, scan: Scan, token: Token, template: Template) -> bool:
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
        if template.topics and not self._topic_open(scan, token, template.topics):
            return False
        if template.also and not self._topic_open(scan, token, template.also):
            return False
        if template.not_topics and self._topic_open(scan, token, template.not_topics):
            return False
        if template.without:
            clause = scan.text[token.low : token.high]
            if token.bracket is None and "(" in clause:
                clause = _BRACKET.sub("", clause)
            if any(word in clause for word in template.without):
                return False
        if template.needs:
            sentence = scan.view.sentences[token.sentence]
            around = scan.text[sentence.start : sentence.end]
            if not any(word in around for word in template.needs):
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


def _counts_what_follows(text: str, token: Token) -> bool:
    """A、B等4项规程: the number counts the noun behind it, not the last of the list before it."""
    return (
        token.kind == COUNT_SLOT
        and text[token.start - 1 : token.start] == "等"
        and "\u4e00" <= text[token.end : token.end + 1] <= "\u9fff"
    )


def _glue(words: tuple[str, ...]) -> re.Pattern[str]:
    ordered = sorted(words, key=len, reverse=True)
    return re.compile("(?:" + "|".join(re.escape(word) for word in ordered) + "){0,6}")
