"""The measure library in memory: measures, practices, topics and their compiled patterns.

A topic says whose matter the words around a number are about. Topics of one group close each other: after 行政诉讼 the text
is no longer about 行政复议. A pattern with a topic holds only while that topic is open in its group.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ahocorasick_rs import AhoCorasick

from scoring.measures.grammar import Literal, Pattern, Slot

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
    the clause; `needs`: one of these words stands in the sentence; `not_topics`: none of these is open. `priority` breaks ties before the length of the words.
    """

    subject: str
    pattern: Pattern
    topics: tuple[str, ...]
    also: tuple[str, ...]
    units: frozenset[str]
    without: tuple[str, ...]
    needs: tuple[str, ...]
    not_topics: tuple[str, ...]
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


@dataclass(frozen=True, slots=True)
class Index:
    """The literals of all patterns and topics, and where each is used.

    `literals[i]` is literal i, `ids` the reverse. `topic_of[i]` the topics that literal i
    opens, each with whether the word is weak. `by_left[i]` are the
    templates whose element nearest to the slot on the left is literal i; `by_right[i]` those that have nothing on the
    left and literal i nearest on the right; `by_first[i]` the practice templates that begin with literal i.
    """

    literals: tuple[str, ...]
    ids: Mapping[str, int]
    automaton: AhoCorasick
    topic_of: tuple[tuple[tuple[str, bool], ...], ...]
    by_left: Mapping[int, tuple[Template, ...]]
    by_right: Mapping[int, tuple[Template, ...]]
    by_first: Mapping[int, tuple[Template, ...]]


def build_index(templates: list[Template], topics: Mapping[str, Topic], words: Iterable[str]) -> Index:
    """Collect the literals of all templates, topics and lexicon `words`; file each template under its anchor."""
    ids: dict[str, int] = {}

    def number(word: str) -> int:
        return ids.setdefault(word, len(ids))

    by_left: dict[int, list[Template]] = {}
    by_right: dict[int, list[Template]] = {}
    by_first: dict[int, list[Template]] = {}
    for template in templates:
        pattern = template.pattern
        for element in (*pattern.left, *pattern.right):
            if isinstance(element, Literal):
                for word in element.alternatives:
                    number(word)
        shelf, side = (
            (by_first, pattern.right)
            if pattern.slot is None
            else (by_left, pattern.left)
            if pattern.left
            else (by_right, pattern.right)
        )
        anchor = next(element for element in side if isinstance(element, Literal))
        for word in anchor.alternatives:
            shelf.setdefault(number(word), []).append(template)
    topics_by_word: dict[str, list[tuple[str, bool]]] = {}
    for topic in topics.values():
        for word in topic.terms:
            topics_by_word.setdefault(word, []).append((topic.id, False))
        for word in topic.weak:
            topics_by_word.setdefault(word, []).append((topic.id, True))
    for word in (*topics_by_word, *words):
        number(word)
    literals = tuple(ids)
    return Index(
        literals=literals,
        ids=ids,
        automaton=AhoCorasick(literals),
        topic_of=tuple(tuple(topics_by_word.get(word, ())) for word in literals),
        by_left={key: tuple(value) for key, value in by_left.items()},
        by_right={key: tuple(value) for key, value in by_right.items()},
        by_first={key: tuple(value) for key, value in by_first.items()},
    )


def slot_of(template: Template) -> Slot | None:
    """The template's slot, None for a practice."""
    return template.pattern.slot
