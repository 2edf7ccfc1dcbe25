"""One pass over a report: literal occurrences, open topics, and the value tokens that patterns can claim."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from scoring.measures.grammar import ALL_SLOT, COUNT_SLOT, MONEY_SLOT, NONE_SLOT, RATE_SLOT
from scoring.measures.library import Library, Topic
from scoring.text import quantities
from scoring.text.quantities.types import COUNT, MONEY, OTHER, RATE, Quantity
from scoring.text.view import FURNITURE, Sentence, View

_BOUNDARY = re.compile(r"[,;。|!?\n]")
_BRACKETS = re.compile(r"\([^()\n]{0,80}\)")
_TITLES = re.compile(r"《[^》\n]{0,80}》")
_KINDS = {COUNT: COUNT_SLOT, OTHER: COUNT_SLOT, RATE: RATE_SLOT, MONEY: MONEY_SLOT}


@dataclass(slots=True)
class Token:
    """A value that patterns may claim: a quantity, or a word for all or none.

    `left` is where the words on the left end (the label's end in a table row, else `start`). `low`/`high` limit the clause:
    patterns stay inside `[low, high)`. `quantity` is None for words. `column` is the head of its table column.
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


@dataclass(slots=True)
class Scan:
    """All that matching needs to know of one report, in working-text offsets.

    `ends` is sorted and parallel to `by_end`; `starts` to `by_start`. `topics[group]` are the positions of topic
    words in order, the topics they open, and the end of the bracket they stand in (0: none).
    """

    view: View
    text: str
    tokens: list[Token]
    quantities: Sequence[Quantity]
    by_end: list[tuple[int, int, int]]
    ends: list[int]
    by_start: list[tuple[int, int, int]]
    starts: list[int]
    sentence_starts: list[int]
    topics: dict[str, tuple[list[int], list[str], list[int]]] = field(default_factory=dict)
    boundaries: list[int] = field(default_factory=list)
    brackets: list[tuple[int, int]] = field(default_factory=list)

    def sentence_of(self, position: int) -> int:
        """The number of the sentence that holds `position` (the one before it between sentences)."""
        return max(0, bisect_right(self.sentence_starts, position) - 1)


def scan_report(view: View, library: Library) -> Scan:
    """Read quantities, literals and topics of a report once."""
    text = view.text
    index = library.index
    found = [(start, end, literal) for literal, start, end in index.automaton.find_matches_as_indexes(text, True)]
    by_start = sorted(found)
    by_end = sorted((end, start, literal) for start, end, literal in found)
    scan = Scan(
        view=view,
        text=text,
        tokens=[],
        quantities=quantities.read(text),
        by_end=by_end,
        ends=[item[0] for item in by_end],
        by_start=by_start,
        starts=[item[0] for item in by_start],
        sentence_starts=[sentence.start for sentence in view.sentences],
        boundaries=[match.start() for match in _BOUNDARY.finditer(text)],
        brackets=[match.span() for match in _BRACKETS.finditer(text)],
    )
    _open_topics(scan, library)
    _collect_tokens(scan, library)
    return scan


def _open_topics(scan: Scan, library: Library) -> None:
    """File topic words by group; a word inside a longer topic word or inside a title opens nothing."""
    topic_of = library.index.topic_of
    titles = [match.span() for match in _TITLES.finditer(scan.text)]
    title_starts = [start for start, _ in titles]
    reached = -1
    bracket_starts = [start for start, _ in scan.brackets]
    strong: dict[str, tuple[int, str]] = {}
    words = [(start, -end, literal) for start, end, literal in scan.by_start if topic_of[literal]]
    for start, negative_end, literal in sorted(words):
        if start < reached:
            continue
        reached = -negative_end
        at = bisect_right(title_starts, start) - 1
        if at >= 0 and titles[at][1] > start:
            continue
        sentence = scan.sentence_of(start)
        at = bisect_right(bracket_starts, start) - 1
        closed = scan.brackets[at][1] if at >= 0 and scan.brackets[at][1] > start else 0
        for name, weak in topic_of[literal]:
            group = library.topics[name].group
            held = strong.get(group)
            if weak and held is not None and held[0] == sentence and held[1] != name:
                continue
            if not weak and not closed:
                strong[group] = (sentence, name)
            positions, names, ends = scan.topics.setdefault(group, ([], [], []))
            positions.append(start)
            names.append(name)
            ends.append(closed)


def open_topic(scan: Scan, topics: Mapping[str, Topic], group: str, token: Token) -> tuple[str, bool] | None:
    """The topic of `group` open at the token and whether its word stands in the token's own sentence."""
    filed = scan.topics.get(group)
    if filed is None:
        return None
    positions, names, ends = filed
    sentence = scan.view.sentences[token.sentence]
    at = bisect_left(positions, token.left) - 1
    # What a bracket is about ends with the bracket.
    while at >= 0 and 0 < ends[at] <= token.left:
        at -= 1
    if at < 0:
        return None
    position = positions[at]
    if position >= sentence.start:
        return names[at], True
    far = scan.sentence_of(position)
    if token.sentence - far > topics[names[at]].reach or scan.view.sentences[far].section != sentence.section:
        return None
    return names[at], False


def following_topic(scan: Scan, group: str, token: Token) -> str | None:
    """The topic of `group` that a word behind the token, in its own clause, opens."""
    filed = scan.topics.get(group)
    if filed is None:
        return None
    positions, names, _ = filed
    at = bisect_left(positions, token.end)
    if at < len(positions) and positions[at] < token.high:
        return names[at]
    return None


def _collect_tokens(scan: Scan, library: Library) -> None:
    sentences = scan.view.sentences
    if not sentences:
        return
    numbers = _quantity_tokens(scan)
    taken = {position for token in numbers for position in range(token.start, token.end)}
    tokens = [*numbers, *(word for word in _word_tokens(scan, library) if word.start not in taken)]
    tokens.sort(key=lambda token: (token.start, token.end))
    hard = [token for token in tokens if token.quantity is not None]
    hard_starts = [token.start for token in hard]
    bracket_starts = [start for start, _ in scan.brackets]
    inner = _inside(scan.boundaries, scan.brackets)
    outer = [position for position, inside in zip(scan.boundaries, inner, strict=True) if not inside]
    for token in tokens:
        at = bisect_right(bracket_starts, token.start) - 1
        if at >= 0 and scan.brackets[at][1] > token.start:
            token.bracket = scan.brackets[at]
    ends = {token.end for token in hard}
    for token in tokens:
        _lift_out(scan, token, ends)
    for token in tokens:
        _limit(scan, token, sentences[token.sentence], outer, hard, hard_starts)
    scan.tokens = tokens


def _lift_out(scan: Scan, token: Token, ends: set[int]) -> None:
    """A number alone in its bracket belongs to the words before it (法律顾问(1名)), unless a number stands right there."""
    if token.quantity is None or token.bracket is None:
        return
    start, end = token.bracket
    if token.end == end - 1 and start not in ends and _ALONE.fullmatch(scan.text, start + 1, token.start):
        token.left, token.bracket = start, None


_ALONE = re.compile(r"(?:共|即|为|达|实为|计|合计)?")


def _inside(boundaries: list[int], brackets: list[tuple[int, int]]) -> list[bool]:
    starts = [start for start, _ in brackets]
    flags = []
    for position in boundaries:
        at = bisect_right(starts, position) - 1
        flags.append(at >= 0 and brackets[at][1] > position)
    return flags


def _quantity_tokens(scan: Scan) -> list[Token]:
    found = []
    sentences = scan.view.sentences
    for quantity in scan.quantities:
        kind = _KINDS.get(quantity.cls)
        if kind is None or quantity.value is None:
            continue
        number = scan.sentence_of(quantity.start)
        sentence = sentences[number]
        if sentence.role == FURNITURE or not sentence.start <= quantity.start < sentence.end:
            continue
        token = Token(kind, quantity.start, quantity.end, quantity.start, quantity.value, number, quantity)
        if sentence.row is not None and not _table_token(scan, sentence, token):
            continue
        found.append(token)
    return found


def _table_token(scan: Scan, sentence: Sentence, token: Token) -> bool:
    """Tie a table number to its row's label; a cell that holds more than the number is read as prose."""
    row = sentence.row
    assert row is not None
    for column, cell in enumerate(row.cells):
        if not cell.start <= token.start < cell.end:
            continue
        bare = token.end - token.start >= (cell.end - cell.start) - 2
        if column == 0 or not bare:
            return True
        label = row.cells[0]
        token.left = label.end
        token.column = row.header[column] if column < len(row.header) else ""
        if token.kind == COUNT_SLOT and scan.text[label.start : label.end].rstrip(")").endswith(
            ("率", "%", "比例", "占比")
        ):
            token.kind = RATE_SLOT
            token.value = token.value / 100 if token.value > 1 else token.value
        return True
    return True


def _word_tokens(scan: Scan, library: Library) -> list[Token]:
    index = library.index
    kinds = {}
    for word in library.lexicon.get("all_words", ()):
        kinds[index.ids[word]] = (ALL_SLOT, 1.0)
    for word in library.lexicon.get("none_words", ()):
        kinds[index.ids[word]] = (NONE_SLOT, 0.0)
    for word in library.lexicon.get("whole_rate_words", ()):
        kinds[index.ids[word]] = (RATE_SLOT, 1.0)
    found = []
    reached = -1
    for start, end, literal in sorted(scan.by_start, key=lambda item: (item[0], -item[1])):
        named = kinds.get(literal)
        if named is None or end <= reached:
            continue
        reached = end
        number = scan.sentence_of(start)
        sentence = scan.view.sentences[number]
        if sentence.role == FURNITURE or not sentence.start <= start < sentence.end:
            continue
        found.append(Token(named[0], start, end, start, named[1], number))
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
    for before in range(place - 1, max(-1, place - 4), -1):
        other = hard[before]
        if other.end <= low:
            break
        if other is token or other.end > token.start or (token.bracket is None and other.bracket is not None):
            continue
        low = max(low, other.end)
        break
    # `noun,共N件`: the comma before the number is no end when nothing but a word for a total stands between.
    if (
        token.quantity is not None
        and low > sentence.start
        and text[low - 1] == ","
        and _TOTALS.fullmatch(text, low, token.left)
    ):
        before_mark = bisect_left(marks, low - 1) - 1
        wider = marks[before_mark] + 1 if before_mark >= 0 else sentence.start
        wider = max(wider, sentence.start if token.bracket is None else token.bracket[0] + 1)
        nearest = hard[place - 1].end if place > 0 else 0
        if nearest <= wider:
            low = wider
    for after in range(place, min(len(hard), place + 3)):
        other = hard[after]
        if other is token or other.start < token.end:
            continue
        outside = token.bracket is None and other.bracket is not None
        high = min(high, other.bracket[0] if outside and other.bracket is not None else other.start)
        break
    # A list mark right behind the value ends what is said of it: 驳回8件、终止14件.
    if text.startswith("、", token.end):
        high = token.end
    token.low, token.high = low, max(high, token.end)


_TOTALS = re.compile(
    r"(?:全年|年内|累计|先后|已)?(?:共|共计|合计|总计|总数|总数达|达|达到|共有|数量达|为)?(?:达|为|约)?"
)
