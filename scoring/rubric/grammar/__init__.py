"""How the rules are written: one module per rule, this dict as their registry."""

from __future__ import annotations

from scoring.rubric.grammar import bands, checklist, deduct, done, judgement, levels, linear, target
from scoring.rubric.grammar.parts import Grammar

GRAMMARS: dict[str, Grammar] = {
    "done": done.GRAMMAR,
    "checklist": checklist.GRAMMAR,
    "deduct": deduct.GRAMMAR,
    "bands": bands.GRAMMAR,
    "linear": linear.GRAMMAR,
    "target": target.GRAMMAR,
    "levels": levels.GRAMMAR,
    "judgement": judgement.GRAMMAR,
}

__all__ = ["GRAMMARS", "Grammar"]
