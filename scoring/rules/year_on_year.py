"""`year_on_year`: against the unit's own last year."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from scoring.composite.normalise import counts
from scoring.messages.rules import REASONS, WORDS
from scoring.results import Award
from scoring.rubric.rule_specs import PerStep, Stage, YearOnYearSpec
from scoring.rules.awards import awarded
from scoring.rules.inputs import Peers, RuleInputs, compared
from scoring.rules.numbers import came_to, fraction_text, gap, number, points_of, shown_points, steps_of, within

NAME = "year_on_year"
RANK, GROWTH = "rank", "growth"


def award(spec: YearOnYearSpec, full_marks: Decimal, inputs: RuleInputs) -> Award:
    """`base` + what the rise is worth, or − what the fall costs, within 0 and full marks.

    change = this year − last year, turned where small values are good: in the measure's unit (`value`), divided by last year's value
    (`growth`), or places gained in the group (`rank`: place then − place now, equal values sharing the better place). By stages the highest
    one that the change reaches says the points; per step steps × `step`, at most `cap`. Values are compared rounded to four places.
    Raises ValueError without last year's value (for `rank` without last year's group), or for growth from 0. Example: fell 5 places −1,
    fell 10 −2; full marks 5, from 3rd to 9th → 4.
    """
    change = _change(spec, inputs)
    terms = spec.rise if change > 0 else spec.fall
    amount = _amount(terms, abs(change))
    base = Fraction(spec.base.of(full_marks))
    points = within(base + amount if change > 0 else base - amount, full_marks)
    key = "rise" if change > 0 else "fall" if change else "same_place" if spec.by == RANK else "same"
    words = {"value": inputs.shown or number(inputs.stated(), spec.unit), "change": _shown(spec, abs(change), inputs)}
    words["last"] = number(inputs.last, spec.unit) if inputs.last is not None else ""
    if key == "same_place":
        words["place"] = str(_place(compared(inputs.stated()), inputs.among(), spec.lower))
    said = WORDS[f"year_{key}"].format(
        amount=shown_points(points_of(amount)), result=came_to(points, full_marks, inputs), **words
    )
    return awarded(points, full_marks, said, NAME, REASONS[f"year_{key}"].format(**words))


def _change(spec: YearOnYearSpec, inputs: RuleInputs) -> Fraction:
    if inputs.last is None:
        raise ValueError("the rule compares with last year and was given no value of it")
    now, last = compared(inputs.stated()), compared(inputs.last)
    if spec.by == RANK:
        if inputs.last_peers is None or not inputs.last_peers.values:
            raise ValueError("the rule compares with last year's places and was given no values of the group")
        return Fraction(_place(last, inputs.last_peers, spec.lower) - _place(now, inputs.among(), spec.lower))
    gained = last - now if spec.lower else now - last
    if spec.by == GROWTH:
        if not last:
            raise ValueError("growth from nothing is no number")
        return gained / abs(last)
    return gained


def _place(value: Fraction, peers: Peers, lower: bool) -> int:
    worse, same = counts(value, peers.values, lower)
    return len(peers.values) - worse - same + 1


def _amount(terms: tuple[Stage, ...] | PerStep, change: Fraction) -> Fraction:
    if isinstance(terms, PerStep):
        amount = steps_of(change, terms.per, terms.partial) * Fraction(terms.step)
        return amount if terms.cap is None else min(amount, Fraction(terms.cap))
    reached = [stage for stage in terms if change >= Fraction(stage.start)]
    return Fraction(reached[-1].points) if reached else Fraction(0)


def _shown(spec: YearOnYearSpec, change: Fraction, inputs: RuleInputs) -> str:
    if spec.by == RANK:
        assert inputs.last is not None
        assert inputs.last_peers is not None
        last = _place(compared(inputs.last), inputs.last_peers, spec.lower)
        now = _place(compared(inputs.stated()), inputs.among(), spec.lower)
        return WORDS["year_places"].format(last=last, now=now, places=fraction_text(change, ""))
    return fraction_text(change, "ratio") if spec.by == GROWTH else gap(change, spec.unit)
