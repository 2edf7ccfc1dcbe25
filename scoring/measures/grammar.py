"""The pattern grammar of the measure library: patterns that look like the text.

    受理…{n}                 a literal, a gap, a count
    (收到|接到)…复议申请{n}    one of several literals
    办理[行政]复议案件{n}      an optional literal
    {n}…述法                 what follows the number
    法律顾问…{all}            a word for 100 % (全覆盖, 均, 全部 …)
    {none}…行政复议           a word for none (未发生, 没有, 无 …)

`…` skips up to GAP characters of one clause; `……` up to WIDE_GAP characters of the sentence, commas and other numbers
included. Beside a slot, glue words (共, 达, 为 …) may stand without being written. A pattern has one slot at most; one
without a slot tells a practice. There are no repetitions, so matching is a bounded join of literal positions.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise, product

# Full-width marks in a pattern mean the mark itself: 村（社区） is to the letter, (村|社区) is a choice.
FOLD = str.maketrans("（），；：！？％．", "(),;:!?%.")

GAP = 20
WIDE_GAP = 48

COUNT_SLOT, RATE_SLOT, MONEY_SLOT, ALL_SLOT, NONE_SLOT = "n", "p", "y", "all", "none"
SLOTS = (COUNT_SLOT, RATE_SLOT, MONEY_SLOT, ALL_SLOT, NONE_SLOT)


@dataclass(frozen=True, slots=True)
class Literal:
    """One of `alternatives`, to the letter."""

    alternatives: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to `limit` characters of anything; `wide` gaps may leave the clause but not the sentence."""

    limit: int
    wide: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """Where the value stands. `units` narrows the classifiers (empty: those of the measure)."""

    kind: str
    units: tuple[str, ...] = ()


Element = Literal | Gap | Slot


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern with its optional parts decided. `left` is read from the slot outwards (nearest first), `right` too.
    Without a slot everything stands in `right`."""

    source: str
    left: tuple[Literal | Gap, ...]
    slot: Slot | None
    right: tuple[Literal | Gap, ...]


class PatternError(ValueError):
    """A pattern that cannot be read; `column` is the 0-based place inside the pattern."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.column = column


def parse_pattern(source: str) -> tuple[Pattern, ...]:
    """All variants of a pattern, one per choice of its optional parts.

    Raises PatternError for an unclosed bracket, an unknown or second slot, an empty alternative, a pattern without a
    literal, and gaps that touch.
    """
    choices = _elements(source)
    variants = []
    for chosen in product(*choices):
        elements = tuple(element for element in chosen if element is not None)
        variants.append(_pattern(source, elements))
    return tuple(dict.fromkeys(variants))


def _elements(source: str) -> list[tuple[Element | None, ...]]:
    found: list[tuple[Element | None, ...]] = []
    position = 0
    while position < len(source):
        char = source[position]
        if char in "([":
            close = source.find(")" if char == "(" else "]", position)
            if close < 0:
                raise PatternError(f"`{char}` is never closed", position)
            literal = Literal(_alternatives(source[position + 1 : close], position + 1))
            found.append((literal,) if char == "(" else (literal, None))
            position = close + 1
        elif char == "…":
            wide = source.startswith("……", position)
            found.append((Gap(WIDE_GAP, True) if wide else Gap(GAP, False),))
            position += 2 if wide else 1
        elif char == "{":
            close = source.find("}", position)
            if close < 0:
                raise PatternError("`{` is never closed", position)
            found.append((_slot(source[position + 1 : close], position + 1),))
            position = close + 1
        elif char in ")]}|":
            raise PatternError(f"`{char}` without its opening", position)
        else:
            end = position
            while end < len(source) and source[end] not in "([{…)]}|":
                end += 1
            found.append((Literal((source[position:end].translate(FOLD),)),))
            position = end
    return found


def _alternatives(text: str, column: int) -> tuple[str, ...]:
    alternatives = tuple(text.split("|"))
    if not all(alternatives):
        raise PatternError("an empty alternative", column)
    for char in "([{…":
        if char in text:
            raise PatternError(f"`{char}` inside alternatives", column + text.index(char))
    return tuple(word.translate(FOLD) for word in alternatives)


def _slot(text: str, column: int) -> Slot:
    kind, _, units = text.partition(":")
    if kind not in SLOTS:
        raise PatternError(f"unknown slot `{{{kind}}}`, known are {', '.join(SLOTS)}", column)
    return Slot(kind, tuple(units.split("|")) if units else ())


def _pattern(source: str, elements: tuple[Element, ...]) -> Pattern:
    slots = [index for index, element in enumerate(elements) if isinstance(element, Slot)]
    if len(slots) > 1:
        raise PatternError("more than one slot", source.index("{", source.index("{") + 1))
    if not any(isinstance(element, Literal) for element in elements):
        raise PatternError("no literal in the pattern", 0)
    for one, other in pairwise(elements):
        if isinstance(one, Gap) and isinstance(other, Gap):
            raise PatternError("two gaps touch", source.index("…"))
    if isinstance(elements[0], Gap) or isinstance(elements[-1], Gap):
        raise PatternError("a gap at the end of the pattern", source.index("…"))
    if not slots:
        return Pattern(source, (), None, tuple(e for e in elements if not isinstance(e, Slot)))
    at = slots[0]
    left = tuple(e for e in reversed(elements[:at]) if not isinstance(e, Slot))
    right = tuple(e for e in elements[at + 1 :] if not isinstance(e, Slot))
    slot = elements[at]
    assert isinstance(slot, Slot)
    return Pattern(source, left, slot, right)
