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

# What the engine still reads wrong: a case, why, and the checks that will hold once it is read right.
GAPS: dict[str, tuple[int, str, tuple[Check, ...]]] = {
    "hedge_not_noted": (
        17,
        "初步 before a figure leaves no flag and no note",
        (fact("normative_docs_kept", 18, flags=("provisional",)),),
    ),
    "carry_over_not_derived": (
        23,
        "the conclusion rate is only declared over accepted cases, so received 131 and concluded 136 derive nothing",
        (derived("reconsideration_conclusion_rate", 136, 131, "carry_over"),),
    ),
    "hidden_total_not_said": (
        26,
        "checks compare with declared formulas only; the printed total is no measure",
        (fact("services_zero_trip_rate", 0.894, flags=("not_reproducible",)),),
    ),
    "second_exam_checked_against_the_first": (
        42,
        "a stated rate is compared with the one derived rate of its measure, whichever counts stand beside it",
        (fact("qualification_pass_rate", 0.876, without=("mismatch",)),),
    ),
    "exams_without_scope": (
        42,
        "the kind of examination named before the counts does not become their scope",
        (part("qualification_pass_rate", 0.876),),
    ),
    "townships_act_for_the_district": (
        52,
        "the actor before the verb (各镇、街道共审查) does not become the scope",
        (part("decision_review_count", 40),),
    ),
    "exclusion_not_in_scope": (
        57,
        "a bracket that excludes a part (不含…) does not become the scope",
        (part("certificates_renewed", 256),),
    ),
    "departments_taken_for_powers": (
        58,
        "the number of departments that hold powers is read as a number of powers, and chosen",
        (absent("admin_power_items", 37), chosen("admin_power_items", 5502)),
    ),
    "stock_as_of_now": (
        63,
        "目前 before a running total of a flow measure does not make it cumulative",
        (stated("twolaw_platform_cases", 36681, period=CUMULATIVE),),
    ),
    "bureau_for_its_county": (
        68,
        "in a bureau's report the county government's cases do not get its scope",
        (part("litigation_cases", 30),),
    ),
    "levels_without_scope": (
        69,
        "levels listed without a total are read as rival wholes",
        (scopes("democratic_villages", 省级=7, 市级=23, 县级=218), none_chosen("democratic_villages")),
    ),
    "study_before_a_lost_comma": (
        109,
        "after a lost comma 3次 is taken to count the 县 of 县政府 behind it",
        (fact("center_group_legal_study", 3),),
    ),
}
