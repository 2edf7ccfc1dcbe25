"""Rules: facts' values in, points and reasons out. One pure function per module; this dict is their registry.

Every function has the form `award(spec, full_marks, inputs) -> Award` with 0 ≤ points ≤ full marks. Points are exact; only what ten
decimals cannot hold (a third of a point) is rounded half up there. Nothing is rounded to the published precision here.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from scoring.results import Award
from scoring.rubric.rule_specs import (
    BandsSpec,
    ChecklistSpec,
    DeductSpec,
    DoneSpec,
    JudgementSpec,
    LevelsSpec,
    LinearSpec,
    RuleSpec,
    TargetSpec,
)
from scoring.rules import bands, checklist, deduct, done, judgement, levels, linear, target
from scoring.rules.inputs import RuleInputs, exact

RULES: dict[str, Callable[[Any, Decimal, RuleInputs], Award]] = {
    "done": done.award,
    "checklist": checklist.award,
    "deduct": deduct.award,
    "bands": bands.award,
    "linear": linear.award,
    "target": target.award,
    "levels": levels.award,
    "judgement": judgement.award,
}

_NAMES: dict[type, str] = {
    DoneSpec: "done",
    ChecklistSpec: "checklist",
    DeductSpec: "deduct",
    BandsSpec: "bands",
    LinearSpec: "linear",
    TargetSpec: "target",
    LevelsSpec: "levels",
    JudgementSpec: "judgement",
}


def award(spec: RuleSpec, full_marks: Decimal, inputs: RuleInputs) -> Award:
    """What the rule of `spec` gives for `inputs`.

    Raises ValueError where the rule needs a value or answer that is not there: those are for the criterion's policies.
    """
    return RULES[_NAMES[type(spec)]](spec, full_marks, inputs)


__all__ = ["RULES", "Award", "RuleInputs", "award", "exact"]
