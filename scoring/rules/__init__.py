"""Rules: values in, points and reasons out. One pure function per module; this dict is their registry.

Every function has the form `award(spec, full_marks, inputs) -> Award` with 0 ≤ points ≤ full marks; its docstring is the rule's
specification. Points are exact; only what ten decimals cannot hold (a third of a point) is rounded half up there. Nothing is rounded to
the published precision here.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from scoring.results import Award
from scoring.rubric.rule_specs import (
    BandsSpec,
    ChecklistSpec,
    CountSpec,
    DeductSpec,
    DoneSpec,
    ImportedSpec,
    JudgementSpec,
    LevelsSpec,
    LinearSpec,
    NormaliseSpec,
    PerPointSpec,
    RankSpec,
    RelativeSpec,
    RuleSpec,
    TargetSpec,
    YearOnYearSpec,
)
from scoring.rules import (
    bands,
    borda,
    checklist,
    count,
    deduct,
    distance,
    done,
    goalposts,
    imported,
    judgement,
    levels,
    linear,
    minmax,
    per_point,
    percentile,
    rank,
    relative,
    target,
    year_on_year,
    zscore,
)
from scoring.rules.inputs import Item, Peers, RuleInputs, Vote, compared, exact

RULES: dict[str, Callable[[Any, Decimal, RuleInputs], Award]] = {
    "done": done.award,
    "checklist": checklist.award,
    "deduct": deduct.award,
    "bands": bands.award,
    "linear": linear.award,
    "per_point": per_point.award,
    "target": target.award,
    "count": count.award,
    "rank": rank.award,
    "relative": relative.award,
    "year_on_year": year_on_year.award,
    "goalposts": goalposts.award,
    "minmax": minmax.award,
    "zscore": zscore.award,
    "percentile": percentile.award,
    "borda": borda.award,
    "distance": distance.award,
    "imported": imported.award,
    "levels": levels.award,
    "judgement": judgement.award,
}

_NAMES: dict[type, str] = {
    DoneSpec: "done",
    ChecklistSpec: "checklist",
    DeductSpec: "deduct",
    BandsSpec: "bands",
    LinearSpec: "linear",
    PerPointSpec: "per_point",
    TargetSpec: "target",
    CountSpec: "count",
    RankSpec: "rank",
    RelativeSpec: "relative",
    YearOnYearSpec: "year_on_year",
    ImportedSpec: "imported",
    LevelsSpec: "levels",
    JudgementSpec: "judgement",
}


def award(spec: RuleSpec, full_marks: Decimal, inputs: RuleInputs) -> Award:
    """What the rule of `spec` gives for `inputs`.

    Raises ValueError where the rule needs a value, an answer or peers that are not there: those are for the criterion's policies.
    """
    return RULES[rule_name(spec)](spec, full_marks, inputs)


def rule_name(spec: RuleSpec) -> str:
    """The name of the rule that takes `spec`."""
    return spec.method if isinstance(spec, NormaliseSpec) else _NAMES[type(spec)]


__all__ = ["RULES", "Award", "Item", "Peers", "RuleInputs", "Vote", "award", "compared", "exact", "rule_name"]
