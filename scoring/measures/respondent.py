"""Reconsideration as seen from a unit that decides none: a township, or a department since decisions were centralised.

What such a unit tells of cases received or handled are cases against itself; how they ended was decided by others, so the outcomes
keep the scope 作为被申请人 and never stand for the unit's own decisions. Of a government, which decides cases, outcomes of those
against itself are left out. Tax and other vertically managed bureaus, and bureaus of justice, do decide cases.
"""

from __future__ import annotations

from dataclasses import replace

from scoring.measures.facts import MEASURE, Fact
from scoring.text.regex import regex

AS_RESPONDENT = "reconsideration_as_respondent"
CASES = frozenset(["reconsideration_received", "reconsideration_accepted", "reconsideration_handled"])
OUTCOMES = frozenset(
    [
        "reconsideration_rejected",
        "reconsideration_carried_over",
        "reconsideration_concluded",
        "reconsideration_conclusion_rate",
        "reconsideration_upheld",
        "reconsideration_dismissed",
        "reconsideration_corrected",
        "reconsideration_correction_rate",
        "reconsideration_mediated",
        "reconsideration_mediation_rate",
        "reconsideration_presettled",
        "reconsideration_opinions_issued",
    ]
)
# Outcomes that are told of cases against a unit too.
AGAINST = OUTCOMES - {
    "reconsideration_rejected",
    "reconsideration_carried_over",
    "reconsideration_conclusion_rate",
    "reconsideration_mediation_rate",
    "reconsideration_presettled",
    "reconsideration_opinions_issued",
}
AS_SCOPE = "作为被申请人"
GOVERNMENTS = frozenset(["province", "prefecture", "county"])
# Reconsideration was centralised in local governments from 2021 on (reform plan of 2020, law of 2023, article 24).
CENTRALISED = 2021

_DECIDES = regex(r"司法|法制|税务|海关|金融监督|国家安全|外汇|人民银行")


def decides_cases(unit: str, unit_type: str, year: int | None) -> bool:
    """Whether the unit may be a reconsideration organ itself."""
    if unit_type == "township":
        return False
    if unit_type != "department" or _DECIDES.search(unit):
        return True
    return year is None or year < CENTRALISED


def read_as_respondent(facts: list[Fact]) -> list[Fact]:
    """The facts of a unit that decides no cases: cases become cases against it, outcomes get the scope of those."""
    kept: list[Fact] = []
    for fact in facts:
        if fact.kind == MEASURE and fact.measure in OUTCOMES and fact.status == "done":
            if fact.measure not in AGAINST:
                continue
            fact = replace(fact, scope=AS_SCOPE)
        if fact.kind == MEASURE and fact.measure in CASES:
            fact = replace(fact, measure=AS_RESPONDENT)
            if any(other.measure == AS_RESPONDENT and other.value == fact.value for other in kept):
                continue
        kept.append(fact)
    return kept


def without_own_cases(facts: list[Fact]) -> list[Fact]:
    """The facts of a government without the outcomes of cases against itself, which are no decisions of its own."""
    return [fact for fact in facts if fact.scope != AS_SCOPE or fact.measure not in OUTCOMES]
