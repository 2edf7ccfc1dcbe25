"""The values of a report that patterns may claim, each with the clause that patterns must stay in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from scoring.measures.grammar import COUNT_SLOT, MONEY_SLOT, RATE_SLOT
from scoring.measures.shelf import Beside
from scoring.text.quantities.types import COUNT, MONEY, OTHER, RATE, Quantity
from scoring.text.regex import regex
from scoring.text.view import FURNITURE, Row, Sentence, View

_ALONE = regex(r"(?:共|即|为|达|实为|计|合计)?")
TOTALS = regex(r"(?:全年|年内|累计|先后|已)?(?:共|共计|合计|总计|总数|总数达|达|达到|共有|数量达|为)?(?:达|为|约)?")
# The most characters that these are.
_TOTAL_LENGTH = 6
KINDS = {COUNT: COUNT_SLOT, OTHER: COUNT_SLOT, RATE: RATE_SLOT, MONEY: MONEY_SLOT}

# A word that is a value: where it starts and ends, the slot it fills and the value it has.
ValueWord = tuple[int, int, tuple[str, float]]


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


class Clauses(NamedTuple):
    """Where clauses end: all clause marks of a text, those outside brackets, and where brackets begin and end in turn."""

    boundaries: list[int]
    outer: list[int]
    brackets: list[int]

    @classmethod
    def of(cls, boundaries: list[int], brackets: Sequence[tuple[int, int]]) -> Clauses:
        return cls(boundaries, _outside(boundaries, brackets), [place for span in brackets for place in span])


def _outside(boundaries: list[int], brackets: Sequence[tuple[int, int]]) -> list[int]:
    """The boundaries that stand in no bracket."""
    outer: list[int] = []
    done = 0
    for start, end in brackets:
        first = bisect_left(boundaries, start, done)
        outer += boundaries[done:first]
        done = bisect_left(boundaries, end, first)
    return outer + boundaries[done:]


def read_tokens(
    view: View, quantities: Iterable[Quantity], clauses: Clauses, values: Sequence[ValueWord]
) -> list[Token]:
    """The values of a report in order, each with its clause: quantities, and words for all or none."""
    following = [*(sentence.start for sentence in view.sentences[1:]), len(view.text) + 1]
    numbers = _quantity_tokens(view, quantities, following)
    starts = [token.start for token in numbers]
    words = _word_tokens(view, values, following, numbers, starts) if values else []
    tokens = sorted([*numbers, *words], key=_PLACE) if words else numbers
    if clauses.brackets:
        _bracketed(view.text, tokens, clauses.brackets, {token.end for token in numbers})
    for place, token in enumerate(numbers):
        if token.left != token.start:
            place = bisect_left(starts, token.left)
        _limit(view, token, clauses, numbers, place)
    for token in words:
        _limit(view, token, clauses, numbers, bisect_left(starts, token.left))
    return tokens


_PLACE = attrgetter("start", "end")


def _bracketed(text: str, tokens: list[Token], edges: list[int], ends: set[int]) -> None:
    """Give each token the bracket it stands in. A number alone in its bracket belongs to the words before it instead
    (法律顾问(1名)), unless a number stands right there."""
    for token in tokens:
        passed = bisect_right(edges, token.start)
        if not passed & 1:
            continue
        start, end = edges[passed - 1], edges[passed]
        alone = token.quantity is not None and token.end == end - 1 and start not in ends
        if alone and _ALONE.fullmatch(text, start + 1, token.start):
            token.left = start
        else:
            token.bracket = (start, end)


def _quantity_tokens(view: View, quantities: Iterable[Quantity], following: list[int]) -> list[Token]:
    found = []
    sentences, number = view.sentences, 0
    for quantity in quantities:
        kind = KINDS.get(quantity.cls)
        if kind is None or quantity.value is None:
            continue
        start = quantity.start
        while following[number] <= start:
            number += 1
        sentence = sentences[number]
        if sentence.role == FURNITURE or not sentence.start <= start < sentence.end:
            continue
        token = Token(kind, start, quantity.end, start, quantity.value, number, quantity)
        if sentence.row is not None:
            label_cell(view.text, sentence.row, token)
        elif kind == COUNT_SLOT and not quantity.value and not quantity.unit and is_zero_rate(view.text, start):
            token.kind = RATE_SLOT
        read = token.quantity or quantity
        token.fit = (token.kind, read.unit if token.kind == COUNT_SLOT else "", "")
        found.append(token)
    return found


def is_zero_rate(text: str, start: int) -> bool:
    """Whether the zero at `start` is that of a rate: 败诉率为零."""
    at = start
    while at > 0 and start - at < 4 and text[at - 1] in _OF_RATE:
        at -= 1
    return at > 0 and text[at - 1] == "率"


# Between the name of a rate and its zero.
_OF_RATE = frozenset("为是均皆都仍保持达到降至实现")


def label_cell(text: str, row: Row, token: Token) -> None:
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
        words = text[label.start : label.end]
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


_LABEL_UNIT = regex(r"\((?:单位[::]?)?(?P<factor>[万亿])?(?P<unit>[\u4e00-\u9fff]{1,2})\)$")


def _word_tokens(
    view: View, values: Sequence[ValueWord], following: list[int], numbers: list[Token], number_starts: list[int]
) -> list[Token]:
    """Words for all or none, outside the numbers; a word inside a longer one is none."""
    found: list[Token] = []
    reached = -1
    for start, end, (kind, value) in sorted(values, key=lambda word: (word[0], -word[1])):
        if end <= reached:
            continue
        reached = end
        number = bisect_right(following, start)
        sentence = view.sentences[number]
        if sentence.role == FURNITURE or not sentence.start <= start < sentence.end:
            continue
        before = bisect_right(number_starts, start) - 1
        if before < 0 or numbers[before].end <= start:
            fit = (kind, "", view.text[start:end])
            found.append(Token(kind, start, end, start, value, number, fit=fit))
    return found


def _limit(view: View, token: Token, clauses: Clauses, hard: list[Token], place: int) -> None:
    """Set the clause of a token: between clause marks and the neighbouring quantities, of which `hard[place]` is the first that
    is not left of it."""
    left, end, bracket = token.left, token.end, token.bracket
    sentence, text = view.sentences[token.sentence], view.text
    low, high = sentence.start, sentence.end
    if sentence.row is not None and left != token.start:
        token.low, token.high = low, end
        return
    marks = clauses.outer
    if bracket is not None:
        low, high, marks = max(low, bracket[0] + 1), min(high, bracket[1] - 1), clauses.boundaries
    at = bisect_left(marks, left)
    if at and marks[at - 1] >= low:
        low = marks[at - 1] + 1
    if at < len(marks) and marks[at] < high:
        high = marks[at]
    if place and hard[place - 1].end > low:
        low = _ends_before(text, token, hard[max(0, place - 3) : place], low)
    if left - low <= _TOTAL_LENGTH and text[low - 1] == ",":
        low = _over_total(text, token, sentence, low, marks, hard[place - 1].end if place else 0)
    stop = min(len(hard), place + 3)
    while place < stop and (hard[place] is token or hard[place].start < end):
        place += 1
    if place < stop:
        other = hard[place]
        outside = bracket is None and other.bracket is not None
        high = min(high, other.bracket[0] if outside and other.bracket is not None else other.start)
    # A list mark right behind the value ends what is said of it: 驳回8件、终止14件.
    token.low, token.high = low, end if high < end or text[end : end + 1] == "、" else high


def _over_total(text: str, token: Token, sentence: Sentence, low: int, marks: list[int], nearest: int) -> int:
    """`noun,共N件`: the comma before the number is no end when nothing but a word for a total stands between."""
    if low <= sentence.start or token.quantity is None or not TOTALS.fullmatch(text, low, token.left):
        return low
    before = bisect_left(marks, low - 1) - 1
    wider = marks[before] + 1 if before >= 0 else sentence.start
    wider = max(wider, sentence.start if token.bracket is None else token.bracket[0] + 1)
    return wider if nearest <= wider else low


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
