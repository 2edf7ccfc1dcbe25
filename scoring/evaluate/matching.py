"""Pairing what was read with what is annotated, as multisets of (measure, value, status)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from scoring.evaluate.annotation import AnnotatedFact
from scoring.measures.facts import MEASURE, Fact

# Two values are the same if they differ by no more than this (rates are printed with four places at most). The
# little above it takes in that 0.9331 - 0.933 is not exactly 0.0001 in binary.
TOLERANCE = 1e-4 + 1e-9


class _Valued(Protocol):
    @property
    def value(self) -> float: ...


A = TypeVar("A", bound=_Valued)
B = TypeVar("B", bound=_Valued)


@dataclass(frozen=True, slots=True)
class Matching:
    """How one report's facts meet its annotation.

    `hits` are pairs; `misses` annotated and not read; `extras` read and not annotated; `excused` read and equal to a
    fact annotated as ambiguous: neither asked for nor held against.
    """

    hits: tuple[tuple[AnnotatedFact, Fact], ...]
    misses: tuple[AnnotatedFact, ...]
    extras: tuple[Fact, ...]
    excused: tuple[Fact, ...]


def same_value(one: float, other: float) -> bool:
    """Equal to 1e-4."""
    return abs(one - other) <= TOLERANCE


def stated_facts(facts: Iterable[Fact]) -> list[Fact]:
    """The facts that are compared: stated values of measures; derived ones, practices and report facts are not."""
    return [fact for fact in facts if fact.kind == MEASURE and fact.derived is None]


def match(annotated: Iterable[AnnotatedFact], facts: Iterable[Fact], with_period: bool = False) -> Matching:
    """Pair stated facts with annotated ones of the same measure, status and value (and period, if asked)."""
    sure = [fact for fact in annotated if not fact.ambiguous]
    unsure = [fact for fact in annotated if fact.ambiguous]
    found = stated_facts(facts)

    def key(fact: AnnotatedFact | Fact) -> Hashable:
        return (fact.measure, fact.status, fact.period) if with_period else (fact.measure, fact.status)

    hits, misses, rest = pair(sure, found, key)
    excused, _, extras = pair(unsure, rest, lambda fact: (fact.measure, fact.status))
    return Matching(tuple(hits), tuple(misses), tuple(extras), tuple(fact for _, fact in excused))


def pair(
    left: Iterable[A], right: Iterable[B], key: Callable[[A | B], Hashable]
) -> tuple[list[tuple[A, B]], list[A], list[B]]:
    """As many pairs of equal key and equal value as there are, and what is left on both sides, in the given order.

    Both sides of a key are walked in the order of their values: with one tolerance for all, taking the lowest two that
    agree never costs a pair.
    """
    lefts, rights = list(left), list(right)
    shelves: defaultdict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for number, item in enumerate(lefts):
        shelves[key(item)][0].append(number)
    for number, other in enumerate(rights):
        shelves[key(other)][1].append(number)
    partner: dict[int, int] = {}
    for ours, theirs in shelves.values():
        ours.sort(key=lambda number: lefts[number].value)
        theirs.sort(key=lambda number: rights[number].value)
        i = j = 0
        while i < len(ours) and j < len(theirs):
            one, two = lefts[ours[i]].value, rights[theirs[j]].value
            if same_value(one, two):
                partner[ours[i]] = theirs[j]
                i, j = i + 1, j + 1
            elif one < two:
                i += 1
            else:
                j += 1
    taken = set(partner.values())
    return (
        [(lefts[number], rights[partner[number]]) for number in sorted(partner)],
        [item for number, item in enumerate(lefts) if number not in partner],
        [other for number, other in enumerate(rights) if number not in taken],
    )
