"""Words of the rubric language that are known and not available yet. Using one is told apart from a typing error."""

from __future__ import annotations

# Keys, in any mapping of a rubric that does not read them itself.
KEYS = (
    "bonus",
    "by_type",
    "combine",
    "disqualifiers",
    "double",
    "effect",
    "extends",
    "formula",
    "gate",
    "keys",
    "normalisation",
    "normalise",
    "outside",
    "penalty",
    "quota",
    "quotas",
    "raters",
    "rescale_to",
    "rounding",
    "self_scores",
    "tables",
    "tariff",
    "top",
    "units",
    "veto",
    "votes",
    "weight",
    "weighting",
    "weights",
)

RULES = (
    "borda",
    "count",
    "distance",
    "goalposts",
    "imported",
    "minmax",
    "percentile",
    "per_point",
    "rank",
    "relative",
    "year_on_year",
    "zscore",
)

TIES = ("forbid", "keys")
GROUPS = ("list",)
COMBINE = ("arithmetic", "geometric", "harmonic", "min", "weighted")
POLICIES = ("formula", "group_mean")
