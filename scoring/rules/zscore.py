"""`zscore`: by standard deviations from the group's mean."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from scoring.composite import normalise
from scoring.results import Award
from scoring.rubric.rule_specs import NormaliseSpec
from scoring.rules.inputs import RuleInputs, compared
from scoring.rules.normalised import by_share, spread


def award(spec: NormaliseSpec, full_marks: Decimal, inputs: RuleInputs) -> Award:
    """full marks × (½ + z ÷ (2 × limit)), cut to 0..1, z = (value − mean) ÷ standard deviation of the group (divisor n); turned where small
    values are good.

    The mean earns half, `limit` deviations (3 by default) better everything. All values the same: z = 0, half. Example: group 1, 2, 3,
    full marks 6, limit 3, value 2 → 3.
    """
    peers, value = inputs.among(), compared(inputs.stated())
    share = normalise.zscore(value, peers.mean, peers.deviation, spec.lower, Fraction(spec.limit))
    return by_share(spec, share, full_marks, inputs, **spread(inputs, spec))
