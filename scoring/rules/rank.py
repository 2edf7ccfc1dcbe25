"""`rank`: points by place in the group."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from scoring.composite.normalise import counts
from scoring.messages.rules import REASONS, WORDS
from scoring.results import Award
from scoring.rubric.rule_specs import RankSpec
from scoring.rules.awards import awarded
from scoring.rules.inputs import RuleInputs, compared
from scoring.rules.numbers import came_to, number, within

NAME = "rank"


def award(spec: RankSpec, full_marks: Decimal, inputs: RuleInputs) -> Award:
    """What the unit's place among the group's values is worth.

    Place k of n: `places[k]` where there is one; with `step` full marks − (k − 1) × step, never under 0; of the m `last` the
    one counted from the end (the very last first), unless the place is among `places`; else `rest`. Equal values, compared rounded to
    four places, share: `min` the best of their places, `max` the worst, `average` the mean of what their places are worth. A unit alone in
    its group is first. Example: step 0.5, full marks 5, third of twelve → 4.
    """
    value, peers = compared(inputs.stated()), inputs.among()
    worse, same = counts(value, peers.values, spec.lower)
    first = len(peers.values) - worse - same + 1
    shared = range(first, first + same)
    taken = {"average": shared, "max": shared[-1:]}.get(spec.ties, shared[:1])
    worths = [_worth(spec, place, len(peers.values), full_marks) for place in taken]
    points = within(sum(worths, Fraction(0)) / len(worths), full_marks)
    shown = inputs.shown or number(inputs.stated(), spec.unit)
    place = str(taken[0]) if spec.ties != "average" or same == 1 else f"{shared[0]}–{shared[-1]}"
    words = {"value": shown, "place": place, "count": len(peers.values), "same": same}
    said = WORDS["rank_tied" if same > 1 else "rank"].format(result=came_to(points, full_marks, inputs), **words)
    return awarded(points, full_marks, said, NAME, REASONS["rank"].format(**words))


def _worth(spec: RankSpec, place: int, count: int, full_marks: Decimal) -> Fraction:
    if place <= len(spec.places):
        return Fraction(spec.places[place - 1].of(full_marks))
    from_end = count - place
    if from_end < len(spec.last):
        return Fraction(spec.last[from_end].of(full_marks))
    if spec.step is not None:
        return max(Fraction(full_marks) - (place - 1) * Fraction(spec.step), Fraction(0))
    return Fraction(spec.rest.of(full_marks))
