"""A library laid out as numbers, for the compiled kernel: words, steps, templates and topics by their places in lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from scoring.measures.grammar import ALL_SLOT, COUNT_SLOT, NONE_SLOT, RATE_SLOT, SLOTS
from scoring.measures.library import Condition, Entry, Filed, Landmarks, Library, Step, Template
from scoring.measures.words import Words

NONE = -1


class Layout:
    """Collects what the kernel needs; each thing once."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.topics = {id_: number for number, id_ in enumerate(library.topics)}
        self.groups = {group: at for at, group in enumerate(dict.fromkeys(t.group for t in library.topics.values()))}
        self.choices: list[list[str]] = []
        self.steps: list[tuple[int, bool, int]] = []
        self.conditions: list[tuple[int, int]] = []
        self.wanted: list[int] = []
        self.filed: list[tuple[int, ...]] = []
        self.templates: list[tuple[Any, str, str]] = []
        # One template for each choice of units.
        self.take_rows: list[Template] = []
        self.entries: list[tuple[int, int, int, int, int]] = []
        self._choice_of: dict[Words, int] = {}
        self._condition_of: dict[Condition, int] = {}
        self._filed_of: dict[int, int] = {}
        self._row_of: dict[tuple[tuple[str, ...], frozenset[str]], int] = {}
        self._run_of: dict[int, tuple[int, int]] = {}

    def choice(self, words: Words | None) -> int:
        """The place of a choice of words, longest first."""
        if words is None:
            return NONE
        if words not in self._choice_of:
            self._choice_of[words] = len(self.choices)
            self.choices.append(list(words.words))
        return self._choice_of[words]

    def run_of_steps(self, steps: tuple[Step, ...]) -> tuple[int, int]:
        if not steps:
            return 0, 0
        known = self._run_of.get(id(steps))
        if known is None:
            known = self._run_of[id(steps)] = (len(self.steps), len(steps))
            self.steps += [(step.limit, step.wide, self.choice(step.words)) for step in steps]
        return known

    def condition(self, condition: Condition | None) -> int:
        if condition is None:
            return NONE
        if condition not in self._condition_of:
            topics = sorted(self.topics[id_] for _, ids in condition.by_group for id_ in ids)
            self._condition_of[condition] = len(self.conditions)
            self.conditions.append((len(self.wanted), len(topics)))
            self.wanted += topics
        return self._condition_of[condition]

    def file(self, filed: Filed) -> int:
        """The place of a template."""
        known = self._filed_of.get(id(filed))
        if known is not None:
            return known
        template = filed.template
        slot = template.pattern.slot
        takes = (slot.units if slot is not None else (), template.units)
        if takes not in self._row_of:
            self._row_of[takes] = len(self.take_rows)
            self.take_rows.append(template)
        number = self._filed_of[id(filed)] = len(self.filed)
        self.filed.append(
            (
                self._row_of[takes],
                *self.run_of_steps(filed.left),
                *self.run_of_steps(filed.right),
                self.condition(filed.also),
                self.condition(filed.not_topics),
                self.choice(filed.without),
                self.choice(filed.needs),
                filed.bonus,
                template.alone,
            )
        )
        self.templates.append((template, template.subject, template.pattern.source))
        return number

    def run_of_entries(self, entries: tuple[Entry, ...]) -> tuple[int, int]:
        """The places of what is filed under a word, what can score most first."""
        first = len(self.entries)
        for entry in sorted(entries, key=lambda one: -one.most):
            numbers = entry.most, entry.order, entry.gap, self.condition(entry.topics), self.file(entry.filed)
            self.entries.append(numbers)
        return first, len(entries)

    def ties(self) -> dict[tuple[str, str], int]:
        """The order of templates by subject and source."""
        return {
            each: at for at, each in enumerate(sorted({(subject, source) for _, subject, source in self.templates}))
        }


def lay_out(
    library: Library, glue: Mapping[str, Sequence[str]], words_for: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    """The library as the kernel's `Tables` take it: `glue` by kind of slot, and the words that are looked for besides."""
    made = Layout(library)
    landmarks = library.landmarks
    index = library.index
    known = [word for shelf in (index.by_left, index.by_right) for words in shelf.values() for word in words]
    words = list(dict.fromkeys([*known, *landmarks.words]))
    place = {word: at for at, word in enumerate(words)}
    left, right = (_filed(made, shelf, place) for shelf in (index.by_left, index.by_right))
    plain: dict[str, Any] = {
        "words": words,
        "kinds": {kind: at for at, kind in enumerate(SLOTS)},
        "count_kind": SLOTS.index(COUNT_SLOT),
        "rate_kind": SLOTS.index(RATE_SLOT),
        "listing_kinds": sum(1 << SLOTS.index(kind) for kind in (RATE_SLOT, ALL_SLOT, NONE_SLOT)),
        "word_kinds": sum(1 << SLOTS.index(kind) for kind in (ALL_SLOT, NONE_SLOT)),
        "left": left,
        "right": right,
        "longest_right": max((len(word) for found in index.by_right.values() for word in found), default=0),
        "glue": [made.choice(Words(tuple(glue.get(kind, glue[COUNT_SLOT])))) for kind in SLOTS],
        **{name: made.choice(Words(tuple(each))) for name, each in words_for.items()},
        "topic_group": [made.groups[topic.group] for topic in library.topics.values()],
        "topic_reach": [topic.reach for topic in library.topics.values()],
        "group_count": len(made.groups),
    }
    plain |= _landmarks(made, landmarks, words)
    ties = made.ties()
    plain["filed"] = [
        (*row, ties[subject, source]) for row, (_, subject, source) in zip(made.filed, made.templates, strict=True)
    ]
    for name in ("choices", "steps", "entries", "conditions", "wanted", "templates", "take_rows"):
        plain[name] = getattr(made, name)
    return plain


def _filed(
    made: Layout, shelf: Mapping[str, Mapping[str, tuple[Entry, ...]]], place: Mapping[str, int]
) -> list[tuple[int, int]]:
    """By word and kind of slot, the run of what is filed there."""
    found = [(0, 0)] * (len(place) * len(SLOTS))
    for at, kind in enumerate(SLOTS):
        for word, entries in shelf[kind].items():
            found[place[word] * len(SLOTS) + at] = made.run_of_entries(entries)
    return found


def _landmarks(made: Layout, landmarks: Landmarks, words: Iterable[str]) -> dict[str, Any]:
    """What each word opens and tells."""
    place = {word: at for at, word in enumerate(landmarks.words)}
    found: dict[str, list[Any]] = {
        name: [] for name in ("opened", "opens", "reach", "begins", "phrases", "tells", "subjects")
    }
    subjects: dict[str, int] = {}
    for word in words:
        at = place.get(word)
        opening, meaning = (None, None) if at is None else (landmarks.opens[at], landmarks.tells[at])
        opens = [] if opening is None else opening.topics
        found["opened"].append((len(found["opens"]), len(opens)))
        found["opens"] += [(made.groups[group], made.topics[topic], strength) for group, topic, strength in opens]
        found["reach"].append(0 if opening is None else opening.reach)
        phrases = () if meaning is None else meaning.begins
        found["begins"].append((len(found["phrases"]), len(phrases)))
        for phrase in phrases:
            subject = subjects.setdefault(phrase.subject, len(subjects))
            found["phrases"].append((subject, *made.run_of_steps(phrase.right), made.choice(phrase.without)))
        found["tells"].append((None, False) if meaning is None else (meaning.value, meaning.honours))
    found["subjects"] = list(subjects)
    return found
