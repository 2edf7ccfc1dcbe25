"""The measure library in memory: measures, practices, topics and their compiled patterns.

A topic says whose matter the words around a number are about. Topics of one group close each other: after 行政诉讼 the text
is no longer about 行政复议. A pattern with a topic holds only while that topic is open in its group.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

from ahocorasick_rs import AhoCorasick

from scoring.measures.grammar import ALL_SLOT, NONE_SLOT, RATE_SLOT, SLOTS, Gap, Literal, Pattern
from scoring.measures.words import Words, any_of

# How many sentences a topic stays open after its word, inside one section.
TOPIC_REACH = 4
# What each character of a pattern's words is worth when several patterns claim one value.
PER_CHARACTER = 4


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


# A declared way to derive a rate: the measures of its numerator and its denominator, and the word that the scope of the
# numerator holds where both are one measure (持证 of the enforcement officers), "" for none.
Formula = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of the library. `stock` measures are as of now (period cumulative) unless the text says otherwise.
    An `internal` measure serves derivations and is never reported.
    `formulas` are the declared ways to derive it, in order; `total_of` the measures whose figures add up to it where they are told with it,
    `confirmed_by` the counts (numerator, denominator) whose quotient a stated rate may be without being defined so."""

    id: str
    name: str
    unit: str
    kind: str
    direction: str
    stock: bool
    templates: tuple[Template, ...]
    formulas: tuple[Formula, ...] = ()
    internal: bool = False
    total_of: tuple[str, ...] = ()
    confirmed_by: tuple[tuple[str, str], ...] = ()


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


@dataclass(frozen=True)
class Library:
    """Everything `read_facts` needs. `sha256` is the hash of the library's files. What is made of these is made when it is asked for: the
    kernel needs no index if it has the `layout` (`kernel.plain.lay_out`) of a library that was compiled before."""

    measures: Mapping[str, Measure]
    practices: Mapping[str, Practice]
    topics: Mapping[str, Topic]
    lexicon: Mapping[str, tuple[str, ...]]
    sha256: str
    examples: tuple[Example, ...] = ()
    layout: Mapping[str, Any] | None = field(default=None, init=False, compare=False, repr=False)

    def laid_out(self, layout: Mapping[str, Any]) -> Library:
        """The library with its layout, which no changed copy of it takes over."""
        found = replace(self)
        object.__setattr__(found, "layout", layout)
        return found

    def templates(self) -> list[Template]:
        """The templates of all measures, then of all practices."""
        subjects: list[Measure | Practice] = [*self.measures.values(), *self.practices.values()]
        return [template for subject in subjects for template in subject.templates]

    @cached_property
    def index(self) -> Index:
        """Where each template and topic is found."""
        return build_index(self.templates(), self.topics)

    @cached_property
    def landmarks(self) -> Landmarks:
        """The words that are looked for all over a report."""
        return _landmarks(self.index, self.lexicon)

    @cached_property
    def formulas(self) -> tuple[tuple[str, tuple[Formula, ...]], ...]:
        """The declared ways to derive each measure that has any."""
        return tuple((measure.id, measure.formulas) for measure in self.measures.values() if measure.formulas)

    @cached_property
    def operands(self) -> frozenset[str]:
        """The measures that formulas name."""
        return frozenset(id_ for _, declared in self.formulas for of, by, _ in declared for id_ in (of, by))

    @cached_property
    def added(self) -> frozenset[str]:
        """The measures whose figures are held against those of others: totals and their parts, rates that counts confirm and these counts."""
        found: set[str] = set()
        for id_, measure in self.measures.items():
            if measure.total_of or measure.confirmed_by:
                found.update((id_, *measure.total_of, *(count for pair in measure.confirmed_by for count in pair)))
        return frozenset(found)

    @cached_property
    def shows(self) -> Mapping[str, tuple[str, ...]]:
        """The practices that a figure of a measure shows."""
        shows: dict[str, tuple[str, ...]] = {}
        for practice in self.practices.values():
            for measure in practice.shown_by:
                shows[measure] = (*shows.get(measure, ()), practice.id)
        return shows

    @cached_property
    def by_role(self) -> tuple[tuple[str, str], ...]:
        """The practices that a section of a role shows."""
        return tuple((practice.id, practice.role) for practice in self.practices.values() if practice.role)

    @cached_property
    def rate_of(self) -> Mapping[str, str]:
        """The rate whose declared numerator a count is: `N件,占比x%` states it. The first declared formula counts."""
        rates: dict[str, str] = {}
        for id_, declared in self.formulas:
            for numerator, _, part in declared:
                if not part:
                    rates.setdefault(numerator, id_)
        return rates

    @cached_property
    def count_of(self) -> Mapping[str, str]:
        """The declared numerator of a rate: `纠错率12.8%(37件)` states it."""
        return {rate: count for count, rate in self.rate_of.items()}


class Meaning(NamedTuple):
    """What else than a topic a word tells wherever it stands: the practice templates that begin with it, the slot it fills
    and the value it has, and whether it tells of an honour."""

    begins: tuple[Phrase, ...]
    value: tuple[str, float] | None
    honours: bool


# How a word opens a topic: in a group without weak words, as a strong word beside weak ones, as a weak word.
SOLE, STRONG, WEAK = 0, 1, 2


class Opening(NamedTuple):
    """What a word opens: topics by group and id, and how. `reach` is the farthest that a topic of these groups reaches."""

    reach: int
    topics: tuple[tuple[str, str, int], ...]


class Landmarks(NamedTuple):
    """The words that are looked for all over a report: `automaton` finds them, `opens[i]` is what `words[i]` opens, `tells[i]`
    what else it tells, None if nothing."""

    words: tuple[str, ...]
    automaton: AhoCorasick
    opens: tuple[Opening | None, ...]
    tells: tuple[Meaning | None, ...]


def _landmarks(index: Index, lexicon: Mapping[str, tuple[str, ...]]) -> Landmarks:
    values: dict[str, tuple[str, float]] = {}
    for name, kind, value in (
        ("all_words", ALL_SLOT, 1.0),
        ("none_words", NONE_SLOT, 0.0),
        ("whole_rate_words", RATE_SLOT, 1.0),
    ):
        values.update(dict.fromkeys(lexicon.get(name, ()), (kind, value)))
    honours = frozenset(lexicon.get("honour_verbs", ()))
    words = list(dict.fromkeys([*index.opened, *index.by_first, *values, *sorted(honours)]))
    tells = [Meaning(index.by_first.get(word, ()), values.get(word), word in honours) for word in words]
    return Landmarks(
        tuple(words),
        AhoCorasick(words),
        tuple(index.opened.get(word) for word in words),
        tuple(meaning if any(meaning) else None for meaning in tells),
    )


class Step(NamedTuple):
    """One literal of a pattern as it is matched: any of `words`, at most `limit` characters after the last one. A `wide`
    step may leave the clause."""

    limit: int
    wide: bool
    words: Words


class Condition:
    """Topics of which one must be open (or none, as its user says), by group. Templates that ask for the same share one, so that
    it is looked up once for a value."""

    __slots__ = ("by_group",)

    def __init__(self, by_group: tuple[tuple[str, frozenset[str]], ...]) -> None:
        self.by_group = by_group


class Filed(NamedTuple):
    """What must hold of a template besides its anchor: `left` are the further steps outwards, `right` the steps behind the
    slot; `also`, `not_topics`, `without` and `needs` are the template's; `bonus` is what it adds to the score of a claim."""

    template: Template
    left: tuple[Step, ...]
    right: tuple[Step, ...]
    also: Condition | None
    not_topics: Condition | None
    without: Words | None
    needs: Words | None
    bonus: int


class Entry(NamedTuple):
    """A template under its anchor: the most that its claim can score besides the anchor, its place among those filed there, how
    far the anchor may stand from the slot (-1: only glue between), the topics it asks for, and the rest."""

    most: int
    order: int
    gap: int
    topics: Condition | None
    filed: Filed


class Phrase(NamedTuple):
    """A practice template under its first literal: the practice, the steps behind the literal, and what must not stand in the
    clause."""

    subject: str
    right: tuple[Step, ...]
    without: Words | None


@dataclass(frozen=True, slots=True)
class Index:
    """Where each template and each topic is found.

    `by_left[kind]` are the templates of a slot kind by their word nearest to the slot on the left; `by_right[kind]` those
    that have nothing on the left, by their word nearest on the right; `by_first` the practice templates by the literal they
    begin with. `opened[word]` is what a word opens.
    """

    by_left: Mapping[str, Mapping[str, tuple[Entry, ...]]]
    by_right: Mapping[str, Mapping[str, tuple[Entry, ...]]]
    by_first: Mapping[str, tuple[Phrase, ...]]
    opened: Mapping[str, Opening]


def build_index(templates: Iterable[Template], topics: Mapping[str, Topic]) -> Index:
    """File each template under its anchor, and collect the words of the topics."""
    left: dict[str, dict[str, list[Entry]]] = {slot: {} for slot in SLOTS}
    right: dict[str, dict[str, list[Entry]]] = {slot: {} for slot in SLOTS}
    first: dict[str, list[Phrase]] = {}
    conditions: dict[tuple[str, ...], Condition | None] = {(): None}
    for template in templates:
        for wanted in (template.topics, template.also, template.not_topics):
            if wanted not in conditions:
                conditions[wanted] = _condition(wanted, topics)
        slot = template.pattern.slot
        if slot is None:
            _file_phrase(template, first)
        else:
            _file(template, conditions, left[slot.kind], right[slot.kind])
    return Index(
        by_left={slot: {word: tuple(each) for word, each in found.items()} for slot, found in left.items()},
        by_right={slot: {word: tuple(each) for word, each in found.items()} for slot, found in right.items()},
        by_first={word: tuple(phrases) for word, phrases in first.items()},
        opened=_opened(topics.values()),
    )


def _opened(topics: Collection[Topic]) -> dict[str, Opening]:
    """What each topic word opens."""
    weak = {topic.group for topic in topics if topic.weak}
    reach: dict[str, int] = {}
    opened: dict[str, list[tuple[str, str, int]]] = {}
    for topic in topics:
        reach[topic.group] = max(topic.reach, reach.get(topic.group, 0))
        for word in topic.terms:
            opened.setdefault(word, []).append((topic.group, topic.id, STRONG if topic.group in weak else SOLE))
        for word in topic.weak:
            opened.setdefault(word, []).append((topic.group, topic.id, WEAK))
    return {word: Opening(max(reach[group] for group, _, _ in each), tuple(each)) for word, each in opened.items()}


def _file_phrase(template: Template, first: dict[str, list[Phrase]]) -> None:
    steps = _steps(template.pattern.right)
    phrase = Phrase(template.subject, steps[1:], any_of(template.without) if template.without else None)
    for word in steps[0].words.words:
        first.setdefault(word, []).append(phrase)


def _file(
    template: Template,
    conditions: Mapping[tuple[str, ...], Condition | None],
    left: dict[str, list[Entry]],
    right: dict[str, list[Entry]],
) -> None:
    """File a template under the word beside its slot: the nearest on the left, else the nearest on the right."""
    before, behind = _steps(template.pattern.left), _steps(template.pattern.right)
    found, anchor, outwards = (left, before[0], before[1:]) if before else (right, behind[0], before)
    bonus = 100 * template.priority + (3 if template.topics else 0)
    filed = Filed(
        template,
        outwards,
        behind,
        conditions[template.also],
        conditions[template.not_topics],
        any_of(template.without) if template.without else None,
        any_of(template.needs) if template.needs else None,
        bonus,
    )
    most = bonus + PER_CHARACTER * sum(step.words.longest for step in (*outwards, *behind))
    gap = -1 if before and not anchor.limit else anchor.limit
    for word in anchor.words.words:
        there = found.setdefault(word, [])
        there.append(Entry(most, len(there), gap, conditions[template.topics], filed))


def _condition(wanted: tuple[str, ...], topics: Mapping[str, Topic]) -> Condition:
    groups = dict.fromkeys(topics[id_].group for id_ in wanted)
    return Condition(tuple((group, frozenset(id_ for id_ in wanted if topics[id_].group == group)) for group in groups))


def _steps(elements: tuple[Literal | Gap, ...]) -> tuple[Step, ...]:
    steps: list[Step] = []
    limit, wide = 0, False
    for element in elements:
        if isinstance(element, Gap):
            limit, wide = element.limit, element.wide
            continue
        leaves = not limit and element.alternatives[0][0] in ",;"
        steps.append(Step(limit, wide or leaves, any_of(element.alternatives)))
        limit, wide = 0, False
    return tuple(steps)
