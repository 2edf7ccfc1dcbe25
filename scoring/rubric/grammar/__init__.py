"""How the rules are written: one module per rule (the six that place a value share one), this dict as their registry."""

from __future__ import annotations

from scoring.rubric.grammar import (
    bands,
    checklist,
    count,
    deduct,
    done,
    imported,
    judgement,
    levels,
    linear,
    normalise,
    per_point,
    rank,
    relative,
    target,
    year_on_year,
)
from scoring.rubric.grammar.parts import Grammar

GRAMMARS: dict[str, Grammar] = {
    "done": done.GRAMMAR,
    "checklist": checklist.GRAMMAR,
    "deduct": deduct.GRAMMAR,
    "bands": bands.GRAMMAR,
    "linear": linear.GRAMMAR,
    "per_point": per_point.GRAMMAR,
    "target": target.GRAMMAR,
    "count": count.GRAMMAR,
    "rank": rank.GRAMMAR,
    "relative": relative.GRAMMAR,
    "year_on_year": year_on_year.GRAMMAR,
    "goalposts": normalise.GOALPOSTS,
    "minmax": normalise.MINMAX,
    "zscore": normalise.ZSCORE,
    "percentile": normalise.PERCENTILE,
    "borda": normalise.BORDA,
    "distance": normalise.DISTANCE,
    "imported": imported.GRAMMAR,
    "levels": levels.GRAMMAR,
    "judgement": judgement.GRAMMAR,
}

__all__ = ["GRAMMARS", "Grammar"]
