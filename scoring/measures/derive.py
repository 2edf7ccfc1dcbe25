"""Derived rates: only from formulas that the library declares, with both operands' evidence."""

from __future__ import annotations

from scoring.measures.choose import best_of
from scoring.measures.facts import DONE, MEASURE, Derivation, Fact, Operand, is_whole
from scoring.measures.library import Library


def derive(library: Library, facts: list[Fact]) -> list[Fact]:
    """Derived facts for every declared formula whose two counts the report states for one period and the whole unit.

    value = numerator / denominator. A denominator of 0 derives nothing. A rate over 1 is carry-over, flagged and kept.
    """
    if not facts:
        return []
    chosen = best_of((fact for fact in facts if fact.measure in library.operands), facts[0].year)
    derived = []
    for id_, formulas in library.formulas:
        for numerator, denominator in formulas:
            over, under = chosen.get(numerator), chosen.get(denominator)
            if over is None or under is None or not _one_set(over, under):
                continue
            derived.append(_derived(id_, over, under))
            break
    return derived


def _one_set(over: Fact, under: Fact) -> bool:
    """Both counts are of one set: the same period and scope, and the denominator counts something."""
    same = over.scope == under.scope or (is_whole(over.scope) and is_whole(under.scope))
    return over.period == under.period and same and under.value > 0


def _derived(measure: str, over: Fact, under: Fact) -> Fact:
    value = over.value / under.value
    flags = {"derived"}
    if value > 1:
        flags.add("carry_over")
    if over.approx != "exact" or under.approx != "exact":
        flags.add("approximate_operands")
    return Fact(
        report_id=over.report_id,
        unit=over.unit,
        year=over.year,
        measure=measure,
        kind=MEASURE,
        value=value,
        value_unit="ratio",
        low=value,
        high=value,
        approx="exact",
        period=over.period,
        scope=over.scope,
        status=DONE,
        evidence=over.evidence,
        chosen=True,
        flags=tuple(sorted(flags)),
        derived=Derivation(
            f"{over.measure} / {under.measure}",
            (Operand(over.measure, over.value, over.evidence), Operand(under.measure, under.value, under.evidence)),
        ),
    )
