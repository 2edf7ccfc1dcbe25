"""What the rules that compare a value with a scale or with its peers share: a share of the full marks, and words for it."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from scoring.messages.rules import NORMALISED, REASONS
from scoring.results import Award
from scoring.rubric.rule_specs import NormaliseSpec
from scoring.rules.awards import awarded
from scoring.rules.inputs import RuleInputs
from scoring.rules.numbers import came_to, fraction_text, number, within


def by_share(spec: NormaliseSpec, share: Fraction, full_marks: Decimal, inputs: RuleInputs, **words: str) -> Award:
    """full marks × `share`; `words` fill the sentence of the method."""
    points = within(share * Fraction(full_marks), full_marks)
    shown = inputs.shown or number(inputs.stated(), spec.unit)
    how = NORMALISED[spec.method].format(share=fraction_text(share, "ratio"), **words)
    said = f"{shown}，{how}，{came_to(points, full_marks, inputs)}"
    return awarded(points, full_marks, said, spec.method, REASONS["normalised"].format(value=shown, how=how))


def spread(inputs: RuleInputs, spec: NormaliseSpec) -> dict[str, str]:
    """The group in words: how many, from where to where, the mean."""
    peers = inputs.among()
    return {
        "count": str(len(peers.values)),
        "low": fraction_text(peers.values[0], spec.unit),
        "high": fraction_text(peers.values[-1], spec.unit),
        "mean": fraction_text(peers.mean, spec.unit),
    }
