"""`borda`: by how many other units it beats."""

from __future__ import annotations

from decimal import Decimal

from scoring.composite import normalise
from scoring.results import Award
from scoring.rubric.rule_specs import NormaliseSpec
from scoring.rules.inputs import RuleInputs, compared
from scoring.rules.normalised import by_share, spread


def award(spec: NormaliseSpec, full_marks: Decimal, inputs: RuleInputs) -> Award:
    """full marks × (worse + ½ × others the same) ÷ (n − 1): first 1, last 0. Alone in the group: full marks; all the same: half.

    Example: group 60 %, 80 %, 100 %, full marks 6, value 100 % → 6.
    """
    share = normalise.borda(compared(inputs.stated()), inputs.among().values, spec.lower)
    return by_share(spec, share, full_marks, inputs, **spread(inputs, spec))
