"""The measure library in memory: measures, practices, topics and their compiled patterns.

A topic says whose matter the words around a number are about. Topics of one group close each other: after 行政诉讼 the text
is no longer about 行政复议. A pattern with a topic holds only while that topic is open in its group.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from scoring.measures.grammar import SLOTS, Gap, Literal, Pattern

# How many sentences a topic stays open after its word, inside one section.
TOPIC_REACH = 4


@dataclass(frozen=True, slots=True)
class Topic:
    """A matter and the words that open it; it stays open for `reach` further sentences of its section. Terms inside longer
    terms of the library do not count. `weak` words open it only where no term of another topic of the group stands before
    them in the sentence: after 行政调解, 纠纷 is still about 行政调解."""

    id: str
    group: str
    terms: tuple[str, ...]
    weak: tuple[str, ...] = ()
    reach: int = TOPIC_REACH


@dataclass(frozen=True, slots=True)
class Template:
    """One pattern variant of one measure or practice, with what must hold around it.

    `topics`: one of these is open; `also`: one of these is open too (another group); `without`: none of these words stands in
    the clause; `needs`: one of these words stands in the sentence; `not_topics`: none of these is open;
    `alone`: the pattern is not the last of a list that shares the number (文件、合同227件). `priority` breaks ties before the length of the words.
    """

    subject: str
    pattern: Pattern
    topics: tuple[str, ...]
    also: tuple[str, ...]
    units: frozenset[str]
    without: tuple[str, ...]
    needs: tuple[str, ...]
    not_topics: tuple[str, ...]
    alone: bool
    priority: int
    stock: bool | None
    scope: str
    status: str


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of the library. `stock` measures are as of now (period cumulative) unless the text says otherwise.
    An `internal` measure serves derivations and is never reported.
    `formulas` are the declared ways to derive it, in order: (numerator, denominator) measure ids."""

    id: str
    name: str
    unit: str
    kind: str
    direction: str
    stock: bool
    templates: tuple[Template, ...]
    formulas: tuple[tuple[str, str], ...] = ()
    internal: bool = False


@dataclass(frozen=True, slots=True)
class Practice:
    """A practice: words that say it is in place. A done fact of one of `shown_by` is enough too."""

    id: str
    name: str
    templates: tuple[Template, ...]
    shown_by: tuple[str, ...] = ()
    role: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence beside its measure: `kind` is value (must give `value`), stated (a practice), nothing (must give no fact of
    the subject) or todo (a known gap)."""

    subject: str
    kind: str
    text: str
    value: float | None
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Library:
    """Everything `read_facts` needs, compiled once. `sha256` is the hash of the library's files."""

    measures: Mapping[str, Measure]
    practices: Mapping[str, Practice]
    topics: Mapping[str, Topic]
    lexicon: Mapping[str, tuple[str, ...]]
    sha256: str
    index: Index = field(compare=False)
    examples: tuple[Example, ...] = ()

    @property
    def count_of(self) -> Mapping[str, str]:
        """The declared numerator of a rate: `纠错率12.8%(37件)` states it."""
        return self.index.count_of

    @property
    def rate_of(self) -> Mapping[str, str]:
        """The rate whose declared numerator a count is: `N件,占比x%` states it."""
        return self.index.rate_of


class Step(NamedTuple):
    """One literal of a pattern as it is matched: at most `limit` characters after the last one, any of `ids`. A `wide` step
    may leave the clause."""

    limit: int
    wide: bool
    ids: frozenset[int]


class Filed(NamedTuple):
    """A template under its anchor: `gap` is how far the anchor may stand from the slot (-1: only glue between), `left` the
    further steps outwards, `right` the steps behind the slot (for a practice: behind its first literal)."""

    template: Template
    gap: int
    left: tuple[Step, ...]
    right: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """The literals of all patterns and topics, and where each is used.

    `literals[i]` is literal i, `ids` the reverse. `topic_of[i]` the topics that literal i
    opens, each with whether the word is weak. `by_left[kind][i]` are the templates of a slot kind whose word nearest to the
    slot on the left is literal i; `by_right[kind][i]` those that have nothing on the left and literal i nearest on the right;
    `by_first[i]` the practice templates that begin with literal i.
    """

    literals: tuple[str, ...]
    ids: Mapping[str, int]
    automaton: AhoCorasick
    topic_of: tuple[tuple[tuple[str, bool], ...], ...]
    by_left: Mapping[str, Mapping[int, tuple[Filed, ...]]]
    by_right: Mapping[str, Mapping[int, tuple[Filed, ...]]]
    by_first: Mapping[int, tuple[Filed, ...]]
    rate_of: Mapping[str, str]
    count_of: Mapping[str, str]


def build_index(
    templates: list[Template], topics: Mapping[str, Topic], words: Iterable[str], rate_of: Mapping[str, str]
) -> Index:
    """Collect the literals of all templates, topics and lexicon `words`; file each template under its anchor."""
    ids: dict[str, int] = {}
    left: dict[str, dict[int, list[Filed]]] = {slot: {} for slot in SLOTS}
    right: dict[str, dict[int, list[Filed]]] = {slot: {} for slot in SLOTS}
    first: dict[int, list[Filed]] = {}
    for template in templates:
        _file(template, ids, left, right, first)
    topics_by_word: dict[str, list[tuple[str, bool]]] = {}
    for topic in topics.values():
        for word in topic.terms:
            topics_by_word.setdefault(word, []).append((topic.id, False))
        for word in topic.weak:
            topics_by_word.setdefault(word, []).append((topic.id, True))
    for word in (*topics_by_word, *words):
        ids.setdefault(word, len(ids))
    literals = tuple(ids)
    return Index(
        literals=literals,
        ids=ids,
        automaton=AhoCorasick(literals),
        topic_of=tuple(tuple(topics_by_word.get(word, ())) for word in literals),
        by_left={slot: _frozen(shelf) for slot, shelf in left.items()},
        by_right={slot: _frozen(shelf) for slot, shelf in right.items()},
        by_first=_frozen(first),
        rate_of=rate_of,
        count_of={rate: count for count, rate in rate_of.items()},
    )


def _frozen(shelf: dict[int, list[Filed]]) -> dict[int, tuple[Filed, ...]]:
    return {key: tuple(value) for key, value in shelf.items()}


def _file(
    template: Template,
    ids: dict[str, int],
    left: dict[str, dict[int, list[Filed]]],
    right: dict[str, dict[int, list[Filed]]],
    first: dict[int, list[Filed]],
) -> None:
    pattern = template.pattern
    before, behind = _steps(pattern.left, ids), _steps(pattern.right, ids)
    if pattern.slot is None:
        shelf, anchor, filed = first, behind[0], Filed(template, 0, (), behind[1:])
    elif before:
        gap = before[0].limit if before[0].limit else -1
        shelf, anchor, filed = left[pattern.slot.kind], before[0], Filed(template, gap, before[1:], behind)
    else:
        shelf, anchor, filed = right[pattern.slot.kind], behind[0], Filed(template, 0, (), behind)
    for literal in sorted(anchor.ids):
        shelf.setdefault(literal, []).append(filed)


def _steps(elements: tuple[Literal | Gap, ...], ids: dict[str, int]) -> tuple[Step, ...]:
    steps: list[Step] = []
    limit, wide = 0, False
    for element in elements:
        if isinstance(element, Gap):
            limit, wide = element.limit, element.wide
            continue
        leaves = not limit and element.alternatives[0][0] in ",;"
        steps.append(Step(limit, wide or leaves, frozenset(ids.setdefault(w, len(ids)) for w in element.alternatives)))
        limit, wide = 0, False
    return tuple(steps)
