"""`distance`: by how far it lies from the best, the mean, or a reference."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from scoring.composite import normalise
from scoring.results import Award
from scoring.rubric.rule_specs import NormaliseSpec
from scoring.rules.inputs import RuleInputs, compared
from scoring.rules.normalised import by_share
from scoring.rules.numbers import fraction_text


def award(spec: NormaliseSpec, full_marks: Decimal, inputs: RuleInputs) -> Award:
    """full marks × (1 − |value − reference| ÷ span), at least 0. The reference is the group's best or mean, or a number of the rubric;
    without `span` it is the greatest distance in the group.

    Both directions cost alike, except that beyond the best there is nothing. All values the same and at the reference: full marks. Example:
    reference 50 %, span 20 %, full marks 4, value 45 % → 3.
    """
    value = compared(inputs.stated())
    reference = Fraction(spec.reference)
    if spec.to:
        reference = inputs.among().best(spec.lower) if spec.to == "best" else inputs.among().mean
    span = _widest(reference, inputs) if spec.span is None else Fraction(spec.span)
    share = normalise.distance(value, reference, span)
    shown = {"reference": fraction_text(reference, spec.unit), "span": fraction_text(span, spec.unit)}
    return by_share(spec, share, full_marks, inputs, **shown)


def _widest(reference: Fraction, inputs: RuleInputs) -> Fraction:
    values = inputs.among().values
    return max(abs(values[0] - reference), abs(values[-1] - reference))
