"""One pass over a report: its clauses, the topics that are open, and the value tokens that patterns can claim."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter, itemgetter
from typing import NamedTuple

from scoring.measures.grammar import COUNT_SLOT, MONEY_SLOT, RATE_SLOT
from scoring.measures.library import Filed, Landmark, Library, Topic
from scoring.measures.shelf import Beside
from scoring.text import quantities
from scoring.text.quantities.types import COUNT, MONEY, OTHER, RATE, Quantity
from scoring.text.view import FURNITURE, Row, Sentence, View

_BOUNDARY = re.compile(r"[,;。|!?\n]")
_BRACKETS = re.compile(r"\([^()\n]{0,80}\)")
_TITLES = re.compile(r"《[^》\n]{0,80}》")
_ALONE = re.compile(r"(?:共|即|为|达|实为|计|合计)?")
_TOTALS = re.compile(
    r"(?:全年|年内|累计|先后|已)?(?:共|共计|合计|总计|总数|总数达|达|达到|共有|数量达|为)?(?:达|为|约)?"
)
# The most characters that these are.
_TOTAL_LENGTH = 6
_KINDS = {COUNT: COUNT_SLOT, OTHER: COUNT_SLOT, RATE: RATE_SLOT, MONEY: MONEY_SLOT}


@dataclass(slots=True)
class Token:
    """A value that patterns may claim: a quantity, or a word for all or none.

    `left` is where the words on the left end (the label's end in a table row, else `start`). `low`/`high` limit the clause:
    patterns stay inside `[low, high)`. `quantity` is None for words. `column` is the head of its table column. `fit` is what
    a slot must take: the kind, the unit of a count ("": any), and the word of a word. `before` and `behind` are the words of
    patterns found on its left and right.
    """

    kind: str
    start: int
    end: int
    left: int
    value: float
    sentence: int
    quantity: Quantity | None = None
    low: int = 0
    high: int = 0
    bracket: tuple[int, int] | None = None
    column: str = ""
    fit: tuple[str, str, str] = ("", "", "")
    before: Sequence[Beside] = ()
    behind: Sequence[Beside] = ()


@dataclass(slots=True)
class Scan:
    """All that matching needs to know of one report, in working-text offsets.

    `topics[group]` are the positions of topic words in order, the topics they open, the end of the bracket they stand
    in (0: none), and their sentences. `beginnings` are the words that practice templates begin with, `honours` the verbs of
    honour, by their starts. `boundaries` are the places of clause marks, `brackets` the spans of brackets.
    """

    view: View
    text: str
    tokens: list[Token]
    quantities: Sequence[Quantity]
    sentence_starts: list[int]
    topics: dict[str, tuple[list[int], list[str], list[int], list[int]]] = field(default_factory=dict)
    beginnings: list[tuple[int, int, tuple[Filed, ...]]] = field(default_factory=list)
    honours: list[tuple[int, int]] = field(default_factory=list)
    boundaries: list[int] = field(default_factory=list)
    brackets: list[tuple[int, int]] = field(default_factory=list)
    _mirrored: str = ""

    @property
    def mirrored(self) -> str:
        """The working text read backwards."""
        if not self._mirrored:
            self._mirrored = self.text[::-1]
        return self._mirrored

    def sentence_of(self, position: int) -> int:
        """The number of the sentence that holds `position` (the one before it between sentences)."""
        return max(0, bisect_right(self.sentence_starts, position) - 1)

    def clause_start(self, position: int) -> int:
        """Where the clause that reaches up to `position` begins: behind the clause mark before it."""
        at = bisect_left(self.boundaries, position)
        return self.boundaries[at - 1] + 1 if at else 0

    def clause_end(self, position: int, limit: int) -> int:
        """Where the clause that goes on at `position` ends, at `limit` at the latest."""
        at = bisect_left(self.boundaries, position)
        return min(limit, self.boundaries[at]) if at < len(self.boundaries) else limit


def scan_report(view: View, library: Library) -> Scan:
    """Read quantities, clauses, topics and value tokens of a report once."""
    text = view.text
    scan = Scan(
        view=view,
        text=text,
        tokens=[],
        quantities=quantities.read(text),
        sentence_starts=[sentence.start for sentence in view.sentences],
        boundaries=[match.start() for match in _BOUNDARY.finditer(text)],
        brackets=[match.span() for match in _BRACKETS.finditer(text)],
    )
    if view.sentences:
        words = _find_landmarks(scan, library)
        _open_topics(scan, words.topical)
        _collect_tokens(scan, words.values)
    return scan


class _Words(NamedTuple):
    """Topic words and words that are values: where they start and end, and what they mean."""

    topical: list[tuple[int, int, Landmark]]
    values: list[tuple[int, int, tuple[str, float]]]


def _find_landmarks(scan: Scan, library: Library) -> _Words:
    """Find all words that count wherever they stand, and file them by their use, in the order of their starts."""
    automaton, meant = library.landmarks
    found = _Words([], [])
    hits = automaton.find_matches_as_indexes(scan.text, True)
    # They come by their ends; of words that start together the shorter stays first.
    hits.sort(key=_START)
    for word, start, end in hits:
        opens, begins, value, honours = landmark = meant[word]
        if opens:
            found.topical.append((start, end, landmark))
        if begins:
            scan.beginnings.append((start, end, begins))
        if value is not None:
            found.values.append((start, end, value))
        if honours:
            scan.honours.append((start, end))
    return found


_START = itemgetter(1)


def _longest_first(word: tuple[int, int, Landmark]) -> tuple[int, int]:
    return word[0], -word[1]


def _open_topics(scan: Scan, topical: list[tuple[int, int, Landmark]]) -> None:
    """File topic words by group; a word inside a longer topic word or inside a title opens nothing."""
    text, filed = scan.text, scan.topics
    # Titles, brackets and sentences are walked along with the words; the last of each lies behind the text.
    beyond = (len(text) + 1, len(text) + 1)
    titles = [*(match.span() for match in _TITLES.finditer(text)), beyond]
    brackets = [*scan.brackets, beyond]
    sentences = [*scan.sentence_starts[1:], len(text) + 1]
    title = bracket = sentence = 0
    reached: dict[str, int] = {}
    strong: dict[str, tuple[int, str]] = {}
    for start, end, landmark in sorted(topical, key=_longest_first):
        while titles[title][1] <= start:
            title += 1
        if titles[title][0] <= start:
            continue
        while brackets[bracket][1] <= start:
            bracket += 1
        closed = brackets[bracket][1] if brackets[bracket][0] <= start else 0
        while sentences[sentence] <= start:
            sentence += 1
        for group, name, weak in landmark.opens:
            # Inside a longer word of its group a word opens nothing.
            if start < reached.get(group, 0):
                continue
            reached[group] = end
            if weak:
                held = strong.get(group)
                if held is not None and held[0] == sentence and held[1] != name:
                    continue
            elif not closed:
                strong[group] = (sentence, name)
            if group not in filed:
                filed[group] = ([], [], [], [])
            positions, names, ends, numbers = filed[group]
            positions.append(start)
            names.append(name)
            ends.append(closed)
            numbers.append(sentence)


def topics_at(scan: Scan, topics: Mapping[str, Topic], group: str, token: Token) -> tuple[str | None, str | None]:
    """The topic of `group` open at the token, and the one that a word behind the token, in its own clause, opens."""
    filed = scan.topics.get(group)
    if filed is None:
        return None, None
    positions, names, ends, numbers = filed
    at = bisect_left(positions, token.left)
    # Few values hold a topic word.
    next_ = at if token.left == token.start else bisect_left(positions, token.end)
    while next_ < len(positions) and positions[next_] < token.end:
        next_ += 1
    behind = names[next_] if next_ < len(positions) and positions[next_] < token.high else None
    at -= 1
    # What a bracket is about ends with the bracket.
    while at >= 0 and 0 < ends[at] <= token.left:
        at -= 1
    if at < 0:
        return None, behind
    far = token.sentence - numbers[at]
    if far > 0:
        sentences = scan.view.sentences
        here, there = sentences[token.sentence], sentences[numbers[at]]
        # The rows of a table are about what its first rows name.
        one_table = here.row is not None and here.paragraph == there.paragraph
        if (far > topics[names[at]].reach and not one_table) or sentences[numbers[at]].section != sentences[
            token.sentence
        ].section:
            return None, behind
    return names[at], behind


def _collect_tokens(scan: Scan, values: list[tuple[int, int, tuple[str, float]]]) -> None:
    numbers = _quantity_tokens(scan)
    starts = [token.start for token in numbers]
    words = _word_tokens(scan, values, numbers, starts) if values else []
    tokens = sorted([*numbers, *words], key=_PLACE) if words else numbers
    _bracketed(scan, tokens, {token.end for token in numbers})
    outer = _outside(scan.boundaries, scan.brackets)
    sentences = scan.view.sentences
    for token in tokens:
        _limit(scan, token, sentences[token.sentence], outer, numbers, starts)
    scan.tokens = tokens


_PLACE = attrgetter("start", "end")


def _bracketed(scan: Scan, tokens: list[Token], ends: set[int]) -> None:
    """Give each token the bracket it stands in. A number alone in its bracket belongs to the words before it instead
    (法律顾问(1名)), unless a number stands right there."""
    brackets, place, count = scan.brackets, 0, len(scan.brackets)
    for token in tokens:
        while place < count and brackets[place][1] <= token.start:
            place += 1
        if place == count:
            return
        start, end = brackets[place]
        if start > token.start:
            continue
        alone = token.quantity is not None and token.end == end - 1 and start not in ends
        if alone and _ALONE.fullmatch(scan.text, start + 1, token.start):
            token.left = start
        else:
            token.bracket = brackets[place]


def _outside(boundaries: list[int], brackets: list[tuple[int, int]]) -> list[int]:
    """The boundaries that stand in no bracket."""
    outer: list[int] = []
    done = 0
    for start, end in brackets:
        first = bisect_left(boundaries, start, done)
        outer += boundaries[done:first]
        done = bisect_left(boundaries, end, first)
    return outer + boundaries[done:]


def _quantity_tokens(scan: Scan) -> list[Token]:
    found = []
    sentences, number = scan.view.sentences, 0
    starts = [*scan.sentence_starts[1:], len(scan.text) + 1]
    for quantity in scan.quantities:
        kind = _KINDS.get(quantity.cls)
        if kind is None or quantity.value is None:
            continue
        start = quantity.start
        while starts[number] <= start:
            number += 1
        sentence = sentences[number]
        if sentence.role == FURNITURE or not sentence.start <= start < sentence.end:
            continue
        token = Token(kind, start, quantity.end, start, quantity.value, number, quantity)
        if sentence.row is not None:
            _label(scan, sentence.row, token)
        token.fit = (token.kind, quantity.unit if token.kind == COUNT_SLOT else "", "")
        found.append(token)
    return found


def _label(scan: Scan, row: Row, token: Token) -> None:
    """Tie a table number to its row's label; a cell that holds more than the number is read as prose."""
    for column, cell in enumerate(row.cells):
        if not cell.start <= token.start < cell.end:
            continue
        bare = token.end - token.start >= (cell.end - cell.start) - 2
        if column == 0 or not bare:
            return
        label = row.cells[0]
        token.left = label.end
        token.column = row.header[column] if column < len(row.header) else ""
        words = scan.text[label.start : label.end]
        _scale(token, words)
        words = words.rstrip(")")
        if token.kind == COUNT_SLOT and words.endswith(("率", "%", "比例", "占比")):
            token.kind = RATE_SLOT
            token.value = token.value / 100 if token.value > 1 else token.value
        return


def _scale(token: Token, label: str) -> None:
    """The unit that a row's label gives in brackets holds for a bare number: 办件量(万件) | 26.3 is 263,000件."""
    unit = _LABEL_UNIT.search(label)
    quantity = token.quantity
    if unit is None or quantity is None or quantity.unit or token.kind != COUNT_SLOT:
        return
    factor = {"万": 10_000, "亿": 100_000_000}.get(unit.group("factor") or "", 1)
    low = None if quantity.low is None else quantity.low * factor
    high = None if quantity.high is None else quantity.high * factor
    value = token.value * factor
    token.value = round(value, 6)
    token.quantity = quantity._replace(value=token.value, low=low, high=high, unit=unit.group("unit"))
    if unit.group("unit") == "元":
        token.kind = MONEY_SLOT


_LABEL_UNIT = re.compile(r"\((?:单位[::]?)?(?P<factor>[万亿])?(?P<unit>[\u4e00-\u9fff]{1,2})\)$")


def _word_tokens(
    scan: Scan, values: list[tuple[int, int, tuple[str, float]]], numbers: list[Token], number_starts: list[int]
) -> list[Token]:
    """Words for all or none, outside the numbers; a word inside a longer one is none."""
    found: list[Token] = []
    reached = -1
    for start, end, (kind, value) in sorted(values, key=lambda word: (word[0], -word[1])):
        if end <= reached:
            continue
        reached = end
        number = scan.sentence_of(start)
        sentence = scan.view.sentences[number]
        if sentence.role == FURNITURE or not sentence.start <= start < sentence.end:
            continue
        before = bisect_right(number_starts, start) - 1
        if before < 0 or numbers[before].end <= start:
            fit = (kind, "", scan.text[start:end])
            found.append(Token(kind, start, end, start, value, number, fit=fit))
    return found


def _limit(
    scan: Scan, token: Token, sentence: Sentence, outer: list[int], hard: list[Token], hard_starts: list[int]
) -> None:
    """Set the clause of a token: between clause marks and the neighbouring quantities."""
    if sentence.row is not None and token.left != token.start:
        token.low, token.high = sentence.start, token.end
        return
    low, high = sentence.start, sentence.end
    text = scan.text
    if token.bracket is not None:
        low, high = max(low, token.bracket[0] + 1), min(high, token.bracket[1] - 1)
        marks = scan.boundaries
    else:
        marks = outer
    at = bisect_left(marks, token.left)
    if at > 0 and marks[at - 1] >= low:
        low = marks[at - 1] + 1
    if at < len(marks) and marks[at] < high:
        high = marks[at]
    place = bisect_left(hard_starts, token.left)
    if place and hard[place - 1].end > low:
        low = _ends_before(text, token, hard[max(0, place - 3) : place], low)
    # `noun,共N件`: the comma before the number is no end when nothing but a word for a total stands between.
    if (
        token.left - low <= _TOTAL_LENGTH
        and text[low - 1] == ","
        and low > sentence.start
        and token.quantity is not None
        and _TOTALS.fullmatch(text, low, token.left)
    ):
        before_mark = bisect_left(marks, low - 1) - 1
        wider = marks[before_mark] + 1 if before_mark >= 0 else sentence.start
        wider = max(wider, sentence.start if token.bracket is None else token.bracket[0] + 1)
        nearest = hard[place - 1].end if place > 0 else 0
        if nearest <= wider:
            low = wider
    for other in hard[place : place + 3]:
        if other is token or other.start < token.end:
            continue
        outside = token.bracket is None and other.bracket is not None
        high = min(high, other.bracket[0] if outside and other.bracket is not None else other.start)
        break
    # A list mark right behind the value ends what is said of it: 驳回8件、终止14件.
    if text.startswith("、", token.end):
        high = token.end
    token.low, token.high = low, max(high, token.end)


def _ends_before(text: str, token: Token, hard: list[Token], low: int) -> int:
    """Where the nearest of the quantities before a token ends that limits its clause; `low` if none does."""
    for other in reversed(hard):
        if other.end <= low:
            break
        if other is token or other.end > token.start or (token.bracket is None and other.bracket is not None):
            continue
        if _counts_on(text, token, other):
            # 培训班3期460人次: both numbers are about the words before the first.
            return min(other.low, other.start)
        return other.end
    return low


def _counts_on(text: str, token: Token, other: Token) -> bool:
    """Whether a count follows another of a different unit without words between: 3期460人次, 71次、782户."""
    if token.quantity is None or other.quantity is None or token.kind != COUNT_SLOT or other.kind != COUNT_SLOT:
        return False
    one, two = other.quantity.unit, token.quantity.unit
    return bool(one and two and one != two) and text[other.end : token.start] in ("", "、", ",", ",共", "共")
