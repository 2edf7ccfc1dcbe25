"""Changes to the measure library, one at a time, by a seed: what an author may do, and what no author would."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from scoring.measures.grammar import Literal, PatternError, parse_pattern
from scoring.measures.library import Library, Measure, Practice, Template, Topic

# Measures, practices, topics, lexicon: what a library is made of.
Parts = tuple[dict[str, Measure], dict[str, Practice], dict[str, Topic], dict[str, tuple[str, ...]]]


def rebuilt(parts: Parts, name: str) -> Library:
    """The library of these parts. `name` stands for the hash of its files."""
    return Library(*parts, name)


def mutated(library: Library, texts: Sequence[str], seed: int) -> tuple[str, Library]:
    """What was done, and the library after it. New words come from `texts`, so that they stand in some report."""
    dice = random.Random(seed)
    name, change = dice.choice(sorted(_CHANGES.items()))
    parts: Parts = (dict(library.measures), dict(library.practices), dict(library.topics), dict(library.lexicon))
    change(parts, texts, dice)
    return name, rebuilt(parts, f"{seed:064x}")


def _words(texts: Sequence[str], dice: random.Random) -> str:
    while True:
        text = dice.choice(texts)
        at = dice.randrange(max(1, len(text) - 8))
        word = text[at : at + dice.randint(1, 5)]
        if word and all("\u4e00" <= sign <= "\u9fff" for sign in word):
            return word


def _patterns(
    texts: Sequence[str], dice: random.Random, subject: str, like: Template, practice: bool
) -> tuple[Template, ...]:
    first, second = _words(texts, dice), _words(texts, dice)
    shapes = (
        [first, f"{first}…{second}"]
        if practice
        else [f"{first}{{n}}", f"{first}…{second}{{n}}", f"{{n}}…{first}", f"{first}{{p}}"]
    )
    try:
        variants = parse_pattern(dice.choice(shapes))
    except PatternError:
        return ()
    return tuple(replace(like, subject=subject, pattern=variant) for variant in variants)


def _with_pattern(parts: Parts, texts: Sequence[str], dice: random.Random) -> None:
    subjects: Any = dice.choice(parts[:2])
    id_ = dice.choice([key for key, one in subjects.items() if one.templates])
    one = subjects[id_]
    like = dice.choice(one.templates)
    added = _patterns(texts, dice, id_, like, isinstance(one, Practice))
    at = dice.randrange(len(one.templates) + 1)
    subjects[id_] = replace(one, templates=(*one.templates[:at], *added, *one.templates[at:]))


def _without_pattern(parts: Parts, _texts: Sequence[str], dice: random.Random) -> None:
    subjects: Any = dice.choice(parts[:2])
    id_ = dice.choice([key for key, one in subjects.items() if one.templates])
    at = dice.randrange(len(subjects[id_].templates))
    subjects[id_] = replace(subjects[id_], templates=subjects[id_].templates[:at] + subjects[id_].templates[at + 1 :])


def _other_literal(parts: Parts, texts: Sequence[str], dice: random.Random) -> None:
    """One word of one pattern becomes another, or one more is allowed."""

    def other(template: Template) -> Template:
        pattern = template.pattern
        side = dice.choice([name for name in ("left", "right") if getattr(pattern, name)])
        elements = list(getattr(pattern, side))
        at = dice.choice([at for at, one in enumerate(elements) if isinstance(one, Literal)])
        words = elements[at].alternatives
        kept = words if dice.random() < 0.5 else words[1:]
        elements[at] = Literal((*kept, _words(texts, dice)))
        sides: dict[str, Any] = {side: tuple(elements)}
        return replace(template, pattern=replace(pattern, source=f"{pattern.source}'", **sides))

    _other_template(parts, dice, other)


def _other_condition(parts: Parts, texts: Sequence[str], dice: random.Random) -> None:
    topics = sorted(parts[2])

    def other(template: Template) -> Template:
        changed: list[dict[str, Any]] = [
            {"topics": ()},
            {"topics": (dice.choice(topics),)},
            {"also": (dice.choice(topics),)},
            {"not_topics": (dice.choice(topics),)},
            {"without": (_words(texts, dice),)},
            {"needs": (_words(texts, dice),)},
            {"units": frozenset(["个", "件", _words(texts, dice)[:1]])},
            {"units": frozenset()},
            {"alone": not template.alone},
            {"priority": template.priority + dice.choice([-3, 3])},
            {"stock": dice.choice([True, False, None])},
            {"scope": _words(texts, dice)},
            {"status": dice.choice(["", "plan", "problem"])},
        ]
        return replace(template, **dice.choice(changed))

    _other_template(parts, dice, other)


def _other_template(parts: Parts, dice: random.Random, other: Callable[[Template], Template]) -> None:
    subjects: Any = dice.choice(parts[:2])
    id_ = dice.choice([key for key, one in subjects.items() if one.templates])
    templates = list(subjects[id_].templates)
    at = dice.randrange(len(templates))
    templates[at] = other(templates[at])
    subjects[id_] = replace(subjects[id_], templates=tuple(templates))


def _other_measure(parts: Parts, _texts: Sequence[str], dice: random.Random) -> None:
    measures = parts[0]
    id_ = dice.choice(sorted(measures))
    one = measures[id_]
    measures[id_] = dice.choice(
        [
            replace(one, stock=not one.stock),
            replace(one, internal=not one.internal),
            replace(one, kind="rate" if one.kind == "count" else "count"),
            replace(one, unit=dice.choice(["件", "人", "个"])),
            replace(one, name=f"{one.name}'"),
        ]
    )


def _other_formula(parts: Parts, _texts: Sequence[str], dice: random.Random) -> None:
    measures = parts[0]
    rates = [key for key, one in measures.items() if one.formulas]
    if dice.random() < 0.5:
        id_ = dice.choice(rates)
        measures[id_] = replace(measures[id_], formulas=measures[id_].formulas[1:])
        return
    id_ = dice.choice([key for key, one in measures.items() if one.kind == "rate"])
    formula = (dice.choice(sorted(measures)), dice.choice(sorted(measures)), "")
    measures[id_] = replace(measures[id_], formulas=(formula, *measures[id_].formulas))


def _other_topic(parts: Parts, texts: Sequence[str], dice: random.Random) -> None:
    topics = parts[2]
    id_ = dice.choice(sorted(topics))
    one = topics[id_]
    topics[id_] = dice.choice(
        [
            replace(one, terms=one.terms[1:] or one.terms),
            replace(one, terms=(*one.terms, _words(texts, dice))),
            replace(one, weak=(*one.weak, _words(texts, dice))),
            replace(one, weak=()),
            replace(one, reach=max(0, one.reach + dice.choice([-3, -1, 1, 5]))),
            replace(one, group=topics[dice.choice(sorted(topics))].group),
        ]
    )


def _other_practice(parts: Parts, _texts: Sequence[str], dice: random.Random) -> None:
    measures, practices = parts[:2]
    id_ = dice.choice(sorted(practices))
    shown = (*practices[id_].shown_by[1:], dice.choice(sorted(measures)))
    practices[id_] = replace(practices[id_], shown_by=shown)


def _gone(parts: Parts, _texts: Sequence[str], dice: random.Random) -> None:
    """A measure or a practice less, with the formulas and practices that named it."""
    measures, practices = parts[:2]
    subjects: Any = dice.choice(parts[:2])
    id_ = dice.choice(sorted(subjects))
    del subjects[id_]
    for key, one in list(measures.items()):
        measures[key] = replace(one, formulas=tuple(each for each in one.formulas if id_ not in each))
    for key, other in list(practices.items()):
        practices[key] = replace(other, shown_by=tuple(each for each in other.shown_by if each != id_))


def _new(parts: Parts, texts: Sequence[str], dice: random.Random) -> None:
    measures = parts[0]
    like = dice.choice([one for one in measures.values() if one.templates])
    templates = _patterns(texts, dice, "new_measure", like.templates[0], practice=False)
    measures["new_measure"] = replace(like, id="new_measure", templates=templates, formulas=())


def _other_order(parts: Parts, _texts: Sequence[str], dice: random.Random) -> None:
    subjects: Any = dice.choice(parts[:3])
    keys = list(subjects)
    at = dice.randrange(len(keys) - 1)
    keys[at], keys[at + 1] = keys[at + 1], keys[at]
    moved = {key: subjects[key] for key in keys}
    subjects.clear()
    subjects.update(moved)


def _other_lexicon(parts: Parts, texts: Sequence[str], dice: random.Random) -> None:
    lexicon = parts[3]
    name = dice.choice(sorted(lexicon))
    lexicon[name] = (*lexicon[name][1:], _words(texts, dice))


_CHANGES: dict[str, Callable[[Parts, Sequence[str], random.Random], None]] = {
    "pattern added": _with_pattern,
    "pattern removed": _without_pattern,
    "literal changed": _other_literal,
    "condition changed": _other_condition,
    "measure changed": _other_measure,
    "formula changed": _other_formula,
    "topic changed": _other_topic,
    "practice changed": _other_practice,
    "subject removed": _gone,
    "measure added": _new,
    "order changed": _other_order,
    "lexicon changed": _other_lexicon,
}
