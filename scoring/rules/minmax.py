"""`minmax`: between the group's worst and best."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from scoring.composite import normalise
from scoring.results import Award
from scoring.rubric.rule_specs import NormaliseSpec
from scoring.rules.inputs import RuleInputs, compared
from scoring.rules.normalised import by_share, spread


def award(spec: NormaliseSpec, full_marks: Decimal, inputs: RuleInputs) -> Award:
    """full marks × (value − min) ÷ (max − min) of the group; turned where small values are good.

    All values of the group the same (also a unit alone): `constant` of the full marks, all of them by default. One new outlier moves every
    other unit: `goalposts` do not. Example: group 60 %, 80 %, 100 %, full marks 4, value 80 % → 2.
    """
    constant = Fraction(spec.constant.of(full_marks)) / Fraction(full_marks)
    share = normalise.minmax(compared(inputs.stated()), inputs.among().values, spec.lower, constant)
    return by_share(spec, share, full_marks, inputs, **spread(inputs, spec))
