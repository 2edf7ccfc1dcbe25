"""Which reports a changed library can read otherwise: those that hold the words of what was changed.

A pattern claims nothing in a text that lacks one of its words, and patterns that claim nothing change nothing: of several claims the best counts,
and words are looked for each on its own. So a report is *untouched* by a change if

- of every pattern added, removed or changed, some part has none of its words in the working text (its literals, the topics that must be
  open, the words that must stand beside it);
- of every topic added, removed or changed no word stands there, and of its group none if what holds for the group changed;
- no figure of a measure can be there whose kind, unit, formulas or practices changed: no pattern of it is possible, nor one of a measure whose
  figures lead to it (a count and its share), nor those of both sides of a formula of it.

What everything hangs on is not taken apart: the lexicon, practices shown by a section, honours, and the order of measures, practices and
topics. If one of these changed, every report is touched. Names, definitions, notes and examples touch none.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

from scoring.measures.grammar import Literal
from scoring.measures.honours import LEVELS
from scoring.measures.library import Library, Measure, Practice, Template
from scoring.measures.respondent import AS_RESPONDENT, CASES

# What nothing but people reads.
_SILENT = frozenset(["name", "direction", "templates"])
# Measures whose facts come from the lexicon.
_GIVEN = frozenset(LEVELS)

Description = dict[str, Any]
# One word of each of these must stand in the text.
Groups = tuple[tuple[str, ...], ...]
# Of each of these one must hold.
Need = tuple[tuple[Groups, ...], ...]


def describe(library: Library) -> Description:
    """All of `library` that facts hang on, in parts that can be compared, as JSON holds it:

    `whole` the hash of what is not taken apart, `order` the ids in order, `measures` the hash of what each is, the measures
    whose figures lead to figures of it, and its formulas, `patterns` by measure or practice the hash and the word groups of each, `topics` the hash, the group and the words of each,
    `groups` the hash of what holds for all topics of a group.
    """
    subjects: list[Measure | Practice] = [*library.measures.values(), *library.practices.values()]
    groups: defaultdict[str, list[Any]] = defaultdict(list)
    for topic in library.topics.values():
        groups[topic.group].append((bool(topic.weak), topic.reach))
    return {
        "whole": _hash([library.lexicon, library.by_role, [one in library.measures for one in LEVELS]]),
        "order": [*library.measures, *library.practices, *library.topics],
        "measures": {
            one.id: [_hash(_nature(one, library)), _beside(one, library), [[of, by] for of, by, _ in one.formulas]]
            for one in library.measures.values()
        },
        "patterns": {
            one.id: [[_hash(each), _groups(each, library)] for each in one.templates]
            for one in subjects
            if one.templates
        },
        "topics": {
            one.id: [_hash(one), one.group, list(dict.fromkeys([*one.terms, *one.weak]))]
            for one in library.topics.values()
        },
        "groups": {
            group: _hash([any(weak for weak, _ in each), max(reach for _, reach in each)])
            for group, each in groups.items()
        },
    }


@dataclass(frozen=True, slots=True)
class Changes:
    """What differs between two libraries: `everything`, or what must be in a text for it to matter there, one of `needs`."""

    everything: bool = False
    needs: tuple[Need, ...] = ()

    def touch(self, text: str) -> bool:
        """Whether a report with this working text may be read otherwise."""
        if self.everything:
            return True
        known: dict[tuple[str, ...], bool] = {}
        return any(_met(need, text, known) for need in self.needs)


def changes(old: Description, new: Description) -> Changes:
    """What differs between the libraries described, either way round."""
    if old["whole"] != new["whole"] or not _in_order(old["order"], new["order"]):
        return Changes(everything=True)
    found: set[Need] = set()
    for subject in old["patterns"].keys() | new["patterns"].keys():
        changed = _patterns(old["patterns"].get(subject, ()), new["patterns"].get(subject, ()))
        found.update(((groups,),) for groups in changed)
    moved = _differing(old["groups"], new["groups"])
    topics = _differing(old["topics"], new["topics"])
    for known in (old, new):
        for topic, (_, group, words) in known["topics"].items():
            if topic in topics or group in moved:
                found.add((((tuple(words),),),))
    for measure in _differing(old["measures"], new["measures"]):
        for known in (old, new):
            needs = _needs(measure, known)
            if needs is None:
                return Changes(everything=True)
            found |= needs
    return Changes(needs=tuple(sorted(found, key=lambda need: (len(need), need))))


def _needs(measure: str, known: Description) -> set[Need] | None:
    """What must be in a text for a figure of the measure to be there; None for one that needs none of these words."""
    if measure not in known["measures"]:
        return set()
    stated = _stated(measure, known)
    if stated is None:
        return None
    found: set[Need] = {(tuple(stated),)}
    for formula in known["measures"][measure][2]:
        sides = [_stated(side, known) for side in formula]
        # A side that may always be there asks for nothing.
        found.add(tuple(tuple(side) for side in sides if side is not None))
    return found


def _stated(measure: str, known: Description) -> list[Groups] | None:
    """The words of the patterns by which a figure of the measure is stated, also beside one of another measure; None if it is
    stated without."""
    reached = _component(measure, known["measures"])
    if reached & _GIVEN:
        return None
    return [_tuples(groups) for subject in sorted(reached) for _, groups in known["patterns"].get(subject, ())]


def _nature(measure: Measure, library: Library) -> list[Any]:
    """What holds for a measure apart from its patterns."""
    own = [[field.name, getattr(measure, field.name)] for field in fields(measure) if field.name not in _SILENT]
    beside = (library.rate_of, library.count_of, library.shows)
    return [own, [one.get(measure.id) for one in beside]]


def _beside(measure: Measure, library: Library) -> list[str]:
    """The measures whose figures lead to a figure of this one, or the other way round: the rate of a count, the count of a rate."""
    found = {library.rate_of.get(measure.id), library.count_of.get(measure.id)}
    found.add(AS_RESPONDENT if measure.id in CASES else None)
    return sorted(id_ for id_ in found if id_ is not None)


def _groups(template: Template, library: Library) -> list[list[str]]:
    """What must stand in the text for the pattern to hold: of each list one word."""
    pattern = template.pattern
    literals = [one.alternatives for one in (*pattern.left, *pattern.right) if isinstance(one, Literal)]
    asked = [
        [word for id_ in wanted for word in (*library.topics[id_].terms, *library.topics[id_].weak)]
        for wanted in (template.topics, template.also)
        if wanted
    ]
    needs = [template.needs] if template.needs else []
    return [sorted(set(words)) for words in (*literals, *needs, *asked)]


def _patterns(old: Sequence[Any], new: Sequence[Any]) -> list[Groups]:
    """The word groups of the patterns of one subject that only one side has, or of all if their order changed."""
    before, now = [one for one, _ in old], [one for one, _ in new]
    both = set(before) & set(now) if _in_order(before, now) else set()
    return [_tuples(groups) for one, groups in (*old, *new) if one not in both]


def _in_order(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether what both have stands in one order."""
    if old == new:
        return True
    common = set(old) & set(new)
    return [one for one in old if one in common] == [one for one in new if one in common]


def _differing(old: Mapping[str, Any], new: Mapping[str, Any]) -> set[str]:
    return {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}


def _component(start: str, measures: Mapping[str, Any]) -> set[str]:
    """The measures that figures of `start` lead to or come from, over as many steps as it takes."""
    beside: defaultdict[str, set[str]] = defaultdict(set)
    for id_, (_, others, _) in measures.items():
        for other in others:
            beside[id_].add(other)
            beside[other].add(id_)
    found, waiting = set[str](), [start]
    while waiting:
        id_ = waiting.pop()
        if id_ not in found:
            found.add(id_)
            waiting += beside[id_]
    return found


def _met(need: Need, text: str, known: dict[tuple[str, ...], bool]) -> bool:
    return all(any(all(_holds(text, words, known) for words in groups) for groups in side) for side in need)


def _holds(text: str, words: tuple[str, ...], known: dict[tuple[str, ...], bool]) -> bool:
    if words not in known:
        known[words] = any(word in text for word in words)
    return known[words]


def _tuples(groups: Iterable[Iterable[str]]) -> Groups:
    return tuple(tuple(words) for words in groups)


def _hash(value: Any) -> str:
    return hashlib.sha256(json.dumps(_plain(value), separators=(",", ":")).encode("ascii")).hexdigest()[:16]


def _plain(value: Any) -> Any:
    """Lists and texts in a fixed order, field by field, so that a field that is new counts by itself."""
    if is_dataclass(value) and not isinstance(value, type):
        return [type(value).__name__, *(_plain(getattr(value, field.name)) for field in fields(value))]
    if isinstance(value, Mapping):
        return [[key, _plain(one)] for key, one in value.items()]
    if isinstance(value, (frozenset, set)):
        return sorted(value)
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value
