"""The templates that values can use, found by the words beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from scoring.measures.library import Entry, Template

# No word holds it, so no word reaches over it.
_APART = "\x00"


class Anchored(NamedTuple):
    """What is filed under one word, the highest `most` first: all of it, and what needs no glue between the word and the value.
    All of that may stand `near` characters from the value, some of it `far` (-1: there is none)."""

    most: int
    entries: tuple[Entry, ...]
    gapped: tuple[Entry, ...]
    near: int
    far: int


# What is filed under each literal of a shelf that some value can use.
Fitting = tuple[Anchored | None, ...]
# Where a word beside a value starts and ends, and what is filed under it.
Beside = tuple[int, int, Anchored]


class Shelf:
    """Templates by the word that anchors them, on one side of the value.

    The stretches beside the values of a report are short and many. They are searched together: an automaton pays for being
    started far more than for the few characters of a clause.
    """

    def __init__(self, filed: Mapping[str, Mapping[str, tuple[Entry, ...]]]) -> None:
        self._literals = tuple(dict.fromkeys(word for words in filed.values() for word in words))
        self._automaton = AhoCorasick(self._literals)
        self._filed = filed
        self.longest = max(map(len, self._literals), default=0)
        # What several units can use is kept once: the less memory is touched, the faster it is found.
        self._kept: dict[tuple[int, ...], Anchored] = {}

    def fitting(self, kind: str, unit: str, word: str) -> Fitting | None:
        """What values of one kind and unit ("": any) can use, or the one word that is a value; None if nothing."""
        found = [self._choose(self._filed[kind].get(literal, ()), unit, word) for literal in self._literals]
        return tuple(found) if any(found) else None

    def _choose(self, entries: tuple[Entry, ...], unit: str, word: str) -> Anchored | None:
        fitting = [entry for entry in entries if takes(entry.filed.template, unit, word)]
        kept = tuple(sorted(fitting, key=lambda entry: -entry.most))
        if not kept:
            return None
        key = tuple(map(id, kept))
        if key not in self._kept:
            gapped = tuple(entry for entry in kept if entry.gap >= 0)
            gaps = [entry.gap for entry in gapped] or [-1]
            self._kept[key] = Anchored(kept[0].most, kept, gapped, min(gaps), max(gaps))
        return self._kept[key]

    def search(self, text: str, stretches: Sequence[tuple[int, int, Fitting]]) -> list[list[Beside]]:
        """What fits of the words inside each stretch `[low, high)` of a text, in the order of their ends; the longer first
        where they end together."""
        found: list[list[Beside]] = []
        joined = _APART.join([text[low:high] for low, high, _ in stretches])
        shift, end = 0, -1
        for literal, start, stop in self._automaton.find_matches_as_indexes(joined, True):
            while start > end:
                low, high, fitting = stretches[len(found)]
                here: list[Beside] = []
                found.append(here)
                shift = low - end - 1
                end += 1 + high - low
            anchored = fitting[literal]
            if anchored is not None:
                here.append((start + shift, stop + shift, anchored))
        found += [[] for _ in range(len(stretches) - len(found))]
        return found


def takes(template: Template, unit: str, word: str) -> bool:
    """Whether a template takes a value of a unit ("": none), or one that is a word."""
    slot = template.pattern.slot
    narrowed = slot.units if slot is not None else ()
    if word:
        return not narrowed or word in narrowed
    units = narrowed or template.units
    return not unit or not units or unit in units
