"""`levels`: a person chose an answer."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from scoring.messages.rules import REASONS, REFUSALS, WORDS
from scoring.results import Award
from scoring.rubric.rule_specs import Level, LevelsSpec
from scoring.rules.awards import awarded
from scoring.rules.inputs import RuleInputs, Vote
from scoring.rules.numbers import came_to, fraction_text, plain, within
from scoring.rules.trim import trim_words, trimmed

NAME = "levels"


def award(spec: LevelsSpec, full_marks: Decimal, inputs: RuleInputs) -> Award:
    """What the chosen level is worth, never more than the full marks. Votes: Σ weight × worth ÷ Σ weight, with `trim` without
    that many of the best and of the worst answers (all count where there are 2 × `trim` or fewer).

    Raises ValueError for a level the rubric does not have; `refusal` says so in words beforehand. Examples: 较好 worth 60 % of 5 → 3;
    levels 100/80/60 %, votes 3, 1 and 1 of 5, full marks 10 → 8.8.
    """
    if inputs.votes:
        return _by_votes(spec, full_marks, inputs)
    level = _level(spec, inputs.level)
    points = within(Fraction(level.worth.of(full_marks)), full_marks)
    words = WORDS["levels"].format(level=level.name, result=came_to(points, full_marks, inputs))
    return awarded(points, full_marks, words, NAME, REASONS["levels"].format(level=level.name))


def _by_votes(spec: LevelsSpec, full_marks: Decimal, inputs: RuleInputs) -> Award:
    votes = trimmed([(_level(spec, vote.level).worth.of(full_marks), vote) for vote in inputs.votes], spec.trim)
    weight = sum((Fraction(vote.weight) for vote in votes), Fraction(0))
    if weight <= 0:
        raise ValueError("the votes weigh nothing")
    earned = sum(
        (Fraction(vote.weight) * Fraction(_level(spec, vote.level).worth.of(full_marks)) for vote in votes),
        Fraction(0),
    )
    points = within(earned / weight, full_marks)
    words = {
        "votes": cast_words(spec, votes),
        "share": fraction_text(Fraction(points) / Fraction(full_marks), "ratio"),
    }
    said = WORDS["levels_votes"].format(result=came_to(points, full_marks, inputs), **words)
    said = trim_words(len(inputs.votes), spec.trim) + said
    return awarded(points, full_marks, said, NAME, REASONS["levels_votes"].format(**words))


def cast_words(spec: LevelsSpec, votes: Iterable[Vote]) -> str:
    """The votes by level, as people read them."""
    known = tuple(votes)
    return "、".join(
        WORDS["level_vote"].format(level=level.name, count=plain(count))
        for level in spec.levels
        if (count := sum((vote.weight for vote in known if vote.level == level.name), Decimal(0)))
    )


def _level(spec: LevelsSpec, name: str) -> Level:
    level = next((level for level in spec.levels if level.name == name), None)
    if level is None:
        raise ValueError(f"no level {name!r}")
    return level


def refusal(spec: LevelsSpec, level: str) -> str | None:
    """Why an answer cannot be taken, in words; None if it can."""
    names = [known.name for known in spec.levels]
    return None if level in names else REFUSALS["level"].format(levels="、".join(names))
