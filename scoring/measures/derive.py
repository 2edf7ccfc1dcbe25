"""Derived rates: only from formulas that the library declares, with both operands' evidence."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.measures.checks import agrees
from scoring.measures.choose import best_of
from scoring.measures.facts import DONE, MEASURE, Derivation, Fact, Operand, is_whole
from scoring.measures.library import Library
from scoring.measures.parts import beside, nested


def derive(library: Library, facts: list[Fact]) -> list[Fact]:
    """Derived facts for every declared formula whose two counts the report states for one period and the whole unit; of a
    formula with a part, for a whole and its part told in one sentence.

    value = numerator / denominator; of a numerator that one sentence tells in parts only, their sum. A denominator of 0 derives nothing. A rate over 1 is carry-over, flagged and kept.
    """
    if not facts:
        return []
    chosen = best_of((fact for fact in facts if fact.measure in library.operands), facts[0].year)
    derived = []
    told = {fact.measure for fact in facts}
    for id_, formulas in library.formulas:
        for numerator, denominator, part in formulas:
            over, under = chosen.get(numerator), chosen.get(denominator)
            if part and under is not None:
                over = _part(facts, under, part)
            if over is not None and under is not None and (part or _one_set(over, under)):
                derived.append(_derived(id_, (over,), under))
                break
            if over is None and under is not None and not part and numerator in told:
                parts = _all_parts(facts, numerator, under)
                if parts and not _contradicted(facts, id_, parts, under):
                    derived.append(_derived(id_, parts, under))
                    break
    return derived


def _all_parts(facts: list[Fact], measure: str, under: Fact) -> list[Fact]:
    """The parts of a count that has no whole, where one sentence beside the denominator tells several (撤销4件、确认违法1件)."""
    if not is_whole(under.scope) or under.value <= 0:
        return []
    parts = [fact for fact in facts if fact.measure == measure and fact.status == DONE and fact.period == under.period]
    sentences = {fact.evidence.sentence_start for fact in parts}
    apart = len({fact.scope for fact in parts}) == len(parts) > 1 and not any(is_whole(fact.scope) for fact in parts)
    near = len(sentences) == 1 and beside(under, parts[0])
    return parts if apart and near and not nested(parts) else []


def _contradicted(facts: list[Fact], rate: str, parts: list[Fact], under: Fact) -> bool:
    """Whether a stated rate says that these are not all parts."""
    value = sum(fact.value for fact in parts) / under.value
    stated = (fact for fact in facts if fact.measure == rate and fact.status == DONE and fact.period == under.period)
    return any(not agrees(fact, value) for fact in stated)


def _part(facts: list[Fact], whole: Fact, part: str) -> Fact | None:
    """The first part of a whole with this word in its scope that is told of the same time in the same sentence."""
    if not is_whole(whole.scope) or not whole.value:
        return None
    here = whole.evidence.sentence_start
    parts = (fact for fact in facts if fact.measure == whole.measure and part in fact.scope and fact.status == DONE)
    for fact in parts:
        if fact.evidence.sentence_start == here and fact.period == whole.period and fact.value <= whole.value:
            return fact
    return None


def _one_set(over: Fact, under: Fact) -> bool:
    """Both counts are of one set: the same period and scope, and the denominator counts something."""
    same = over.scope == under.scope or (is_whole(over.scope) and is_whole(under.scope))
    return over.period == under.period and same and under.value > 0


def _derived(measure: str, parts: Sequence[Fact], under: Fact) -> Fact:
    over = parts[0]
    value = sum(fact.value for fact in parts) / under.value
    flags = {"derived"} if len(parts) == 1 else {"derived", "parts_added"}
    if value > 1:
        flags.add("carry_over")
    if any(fact.approx != "exact" for fact in (*parts, under)):
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
        scope=under.scope if len(parts) > 1 or over.measure == under.measure else over.scope,
        status=DONE,
        evidence=over.evidence,
        chosen=True,
        flags=tuple(sorted(flags)),
        derived=Derivation(
            f"{over.measure} / {under.measure}",
            tuple(Operand(fact.measure, fact.value, fact.evidence) for fact in (*parts, under)),
        ),
    )
