"""`percentile`: by the share of the group that is worse."""

from __future__ import annotations

from decimal import Decimal

from scoring.composite import normalise
from scoring.results import Award
from scoring.rubric.rule_specs import NormaliseSpec
from scoring.rules.inputs import RuleInputs, compared
from scoring.rules.normalised import by_share, spread


def award(spec: NormaliseSpec, full_marks: Decimal, inputs: RuleInputs) -> Award:
    """full marks × (worse + ½ × same) ÷ n, the unit itself among the same. All values the same: half.

    Example: group 60 %, 80 %, 100 %, full marks 6, value 80 % → 3.
    """
    share = normalise.percentile(compared(inputs.stated()), inputs.among().values, spec.lower)
    return by_share(spec, share, full_marks, inputs, **spread(inputs, spec))
