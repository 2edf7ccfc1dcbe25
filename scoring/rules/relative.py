"""`relative`: against the best, the mean, the median, or last year's mean of the group."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from scoring.messages.rules import AMONG
from scoring.results import Award
from scoring.rubric.rule_specs import RelativeSpec, TargetSpec
from scoring.rules.inputs import Peers, RuleInputs, compared
from scoring.rules.numbers import fraction_text
from scoring.rules.target import against


def award(spec: RelativeSpec, full_marks: Decimal, inputs: RuleInputs) -> Award:
    """As `target`, the target being the group's best, mean or median value of this year, or its mean of last year.

    Alone in the group a unit is its own best and mean. The reference is 0: at least as good gets `met`, else 0. Values are compared
    rounded to four places. Raises ValueError without values of the group (of last year's for `last_mean`). Examples: to best, full
    marks 6, own 80 %, best 96 % → 5; to mean with `short` 0.1 per 1 %, full marks 5, own 90 %, mean 92 % → 4.8.
    """
    peers = _peers(spec, inputs)
    reference = _reference(spec, peers)
    goal = AMONG[spec.to].format(count=len(peers.values), value=fraction_text(reference, spec.unit))
    target = TargetSpec(Decimal(0), spec.met, spec.extra, spec.short, spec.unit, spec.lower)
    return against(target, reference, goal, full_marks, inputs, compared(inputs.stated()))


def _peers(spec: RelativeSpec, inputs: RuleInputs) -> Peers:
    if spec.to != "last_mean":
        return inputs.among()
    if inputs.last_peers is None or not inputs.last_peers.values:
        raise ValueError("the rule compares with last year and was given no values of it")
    return inputs.last_peers


def _reference(spec: RelativeSpec, peers: Peers) -> Fraction:
    if spec.to == "best":
        return peers.best(spec.lower)
    return peers.median if spec.to == "median" else peers.mean
