"""All hard cases by number, and what the engine still reads wrong of them."""

from __future__ import annotations

from hard_case_checks import (
    Check,
    absent,
    chosen,
    derived,
    fact,
    none_chosen,
    part,
    scopes,
    stated,
)
from hard_cases_a_to_c import CASES as A_TO_C
from hard_cases_d_to_i import CASES as D_TO_I

from scoring.measures.facts import CUMULATIVE

CASES = {**A_TO_C, **D_TO_I}

# What is checked beyond the one reading of each case: scopes, flags and choices.
FINER: dict[str, tuple[int, tuple[Check, ...]]] = {
    "hedge_noted": (
        17,
        (fact("normative_docs_kept", 18, flags=("provisional",)),),
    ),
    "carry_over_derived": (
        23,
        (derived("reconsideration_conclusion_rate", 136, 131, "carry_over"),),
    ),
    "each_exam_for_itself": (
        42,
        (fact("qualification_pass_rate", 0.876, without=("mismatch",)),),
    ),
    "townships_act_for_the_district": (
        52,
        (part("decision_review_count", 40),),
    ),
    "exclusion_in_scope": (
        57,
        (part("certificates_renewed", 256),),
    ),
    "departments_are_no_powers": (
        58,
        (absent("admin_power_items", 37), chosen("admin_power_items", 5502)),
    ),
    "bureau_for_its_county": (
        68,
        (part("litigation_cases", 30),),
    ),
    "levels_with_scope": (
        69,
        (scopes("democratic_villages", 省级=7, 市级=23, 县级=218), none_chosen("democratic_villages")),
    ),
    "study_before_a_lost_comma": (
        109,
        (fact("center_group_legal_study", 3),),
    ),
}

# What the engine still reads wrong: a case, why, and the checks that will hold once it is read right.
GAPS: dict[str, tuple[int, str, tuple[Check, ...]]] = {
    "hidden_total_not_said": (
        26,
        "checks compare with declared formulas only; the printed total is no measure",
        (fact("services_zero_trip_rate", 0.894, flags=("not_reproducible",)),),
    ),
    "exams_without_scope": (
        42,
        "the kind of examination named before the counts does not become their scope",
        (part("qualification_pass_rate", 0.876),),
    ),
    "stock_as_of_now": (
        63,
        "目前 before a running total of a flow measure does not make it cumulative",
        (stated("twolaw_platform_cases", 36681, period=CUMULATIVE),),
    ),
}
