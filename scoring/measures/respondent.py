"""Reconsideration as seen from a unit that decides none: a township, or a department since decisions were centralised.

What such a unit tells of cases received or handled are cases against itself; how they ended was decided by others and is
no figure of its own. Tax and other vertically managed bureaus, and bureaus of justice, do decide cases.
"""

from __future__ import annotations

import re
from dataclasses import replace

from scoring.measures.facts import MEASURE, Fact

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
# Reconsideration was centralised in local governments from 2021 on (reform plan of 2020, law of 2023, article 24).
CENTRALISED = 2021

_DECIDES = re.compile(r"司法|法制|税务|海关|金融监督|国家安全|外汇|人民银行")


def decides_cases(unit: str, unit_type: str, year: int | None) -> bool:
    """Whether the unit may be a reconsideration organ itself."""
    if unit_type == "township":
        return False
    if unit_type != "department" or _DECIDES.search(unit):
        return True
    return year is None or year < CENTRALISED


def read_as_respondent(facts: list[Fact]) -> list[Fact]:
    """The facts of a unit that decides no cases: cases become cases against it, outcomes are dropped."""
    kept: list[Fact] = []
    for fact in facts:
        if fact.kind == MEASURE and fact.measure in OUTCOMES and fact.status == "done":
            continue
        if fact.kind == MEASURE and fact.measure in CASES:
            fact = replace(fact, measure=AS_RESPONDENT)
            if any(other.measure == AS_RESPONDENT and other.value == fact.value for other in kept):
                continue
        kept.append(fact)
    return kept
