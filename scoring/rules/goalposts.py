"""`goalposts`: between two fixed values."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from scoring.composite import normalise
from scoring.results import Award
from scoring.rubric.rule_specs import NormaliseSpec
from scoring.rules.inputs import RuleInputs
from scoring.rules.normalised import by_share
from scoring.rules.numbers import number


def award(spec: NormaliseSpec, full_marks: Decimal, inputs: RuleInputs) -> Award:
    """full marks × (value − low) ÷ (high − low), cut to 0..1; turned where small values are good.

    The goalposts stand before anyone is measured: no unit moves another. Example: 60 % to 100 %, full marks 4, 90 % → 3.
    """
    share = normalise.goalposts(Fraction(inputs.stated()), Fraction(spec.low), Fraction(spec.high), spec.lower)
    low, high = number(spec.low, spec.unit), number(spec.high, spec.unit)
    return by_share(spec, share, full_marks, inputs, low=low, high=high)
