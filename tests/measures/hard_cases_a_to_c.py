"""Hard cases 1 to 60 by number: achieved or not, rates, whose number. Class in words, and what the right reading comes to.

The statements themselves stand in the catalogue beside the project; here are only numbers, ids and single words.
"""

from __future__ import annotations

from hard_case_checks import (
    Check,
    absent,
    chosen,
    declared,
    derived,
    fact,
    heads_section,
    not_done,
    nothing,
    number,
    number_beside,
    numbers,
    only,
    parted,
    practice_here,
    role,
    said,
    silent,
    trial,
    unclaimed,
    uncredited,
    under,
    word_value,
)

from scoring.measures.facts import CUMULATIVE, PROBLEM, WHOLE
from scoring.text.view import PLAN, RESULT
from scoring.text.view import PROBLEM as PROBLEM_ROLE

CASES: dict[int, tuple[str, tuple[Check, ...]]] = {
    # --- A: achieved or not
    1: ("A_plan_section", (role(PLAN), silent, not_done, absent("reconsideration_mediation_rate"))),
    2: ("A_plan_section", (role(PLAN), silent, not_done, absent("litigation_loss_rate"))),
    3: ("A_plan_section", (role(PLAN), silent, not_done)),
    4: ("A_plan_section", (role(PLAN), number("4项", 4), silent, not_done, absent("executive_topic_review_count"))),
    5: (
        "A_plan_section_no_future_word",
        (role(PLAN), under("下一阶段"), silent, not_done, chosen("case_files_reviewed", 446)),
    ),
    6: (
        "A_plan_section_no_future_word",
        (role(PLAN), under("下一阶段"), silent, not_done, uncredited("three_enforcement_systems")),
    ),
    7: ("A_plan_heading_inside_one_line", (heads_section(PLAN), practice_here("next_year_plan", "done"))),
    8: (
        "A_problem_section",
        (role(PROBLEM_ROLE), silent, not_done, practice_here("legal_adviser_system", PROBLEM)),
    ),
    9: (
        "A_problem_section",
        (role(PROBLEM_ROLE), silent, not_done, uncredited("three_enforcement_systems")),
    ),
    10: ("A_problem_section", (role(PROBLEM_ROLE), numbers(), silent, not_done)),
    11: ("A_problem_section", (role(PROBLEM_ROLE), silent, uncredited("three_enforcement_systems"))),
    12: ("A_problem_heading_that_reads_positive", (under("存在问题"), heads_section(PROBLEM_ROLE), not_done)),
    13: (
        "A_aim_not_achieved",
        (role(RESULT), word_value("全覆盖", 1), nothing, unclaimed(1), absent("legality_review_count", 1)),
    ),
    14: ("A_not_yet_done", (role(RESULT), number_beside("211项", 211), unclaimed(211), silent, not_done)),
    15: ("A_not_yet_final", (role(RESULT), silent, not_done, absent("honour_national"))),
    16: ("A_not_yet_final", (role(RESULT), silent, not_done)),
    17: ("A_hedge", (role(RESULT), fact("normative_docs_kept", 18), said("normative_docs_cleaned_total", 22))),
    18: ("A_requirement_on_others", (role(RESULT), silent, not_done, absent("litigation_loss_rate"))),
    19: (
        "A_negated_failure",
        (role(RESULT), nothing, unclaimed(0), chosen("leaders_exam_takers", 27), absent("leaders_exam_pass_rate", 0)),
    ),
    # --- B: rates
    20: (
        "B_derived_not_stated",
        (
            fact("administrative_mediation_accepted", 1065),
            fact("administrative_mediation_success", 826),
            derived("administrative_mediation_success_rate", 826, 1065),
            said("administrative_mediation_success_rate"),
        ),
    ),
    21: (
        "B_derived_not_stated",
        (
            fact("reconsideration_accepted", 71),
            fact("reconsideration_concluded", 63),
            derived("reconsideration_conclusion_rate", 63, 71),
            said("reconsideration_rejected", 2),
        ),
    ),
    22: (
        "B_derived_three_stages",
        (
            fact("reconsideration_received", 36),
            fact("reconsideration_accepted", 31),
            fact("reconsideration_concluded", 22),
            derived("reconsideration_conclusion_rate", 22, 31),
        ),
    ),
    23: ("B_above_100", (fact("reconsideration_received", 131), fact("reconsideration_concluded", 136))),
    24: (
        "B_stated_contradicts_counts",
        (
            fact("mediation_accepted", 2743),
            fact("mediation_success", 2688),
            fact(
                "mediation_success_rate", 0.98, approx="at_least", low=0.98, high=1.0, flags=("mismatch",), chosen=True
            ),
            derived("mediation_success_rate", 2688, 2743),
        ),
    ),
    25: (
        "B_which_denominator",
        (
            declared("reconsideration_correction_rate", "reconsideration_corrected", "reconsideration_concluded"),
            derived("reconsideration_correction_rate", 19, 66),
            fact("reconsideration_correction_rate", 0.288, chosen=True, flags=(), without=("mismatch",)),
        ),
    ),
    26: (
        "B_rounding_by_truncation",
        (fact("services_zero_trip_rate", 0.894, without=("mismatch",)), absent("services_zero_trip_rate", 1610 / 1798)),
    ),
    27: (
        "B_denominator_after_the_rate",
        (
            fact("approvals_instant_count", 683),
            fact("approvals_instant_rate", 0.755, without=("mismatch",)),
            number("904项", 904),
            unclaimed(904),
        ),
    ),
    28: (
        "B_percent_attached_to_the_wrong_number",
        (
            fact("services_zero_trip_count", 1610),
            fact("services_one_trip_rate", 0.998),
            absent("services_zero_trip_rate", 0.998),
        ),
    ),
    29: (
        "B_percent_inside_percent",
        (fact("services_one_trip_rate", 0.998), fact("services_zero_trip_rate", 0.894), numbers(0.998, 0.894)),
    ),
    30: (
        "B_no_denominator",
        (
            fact("approvals_online_count", 1481),
            fact("approvals_online_rate", 0.822, without=("mismatch",)),
            absent("approvals_online_rate", 1481 / 1798),
        ),
    ),
    31: (
        "B_counts_agree",
        (
            fact("qualification_exam_takers", 225),
            fact("qualification_exam_pass", 125),
            fact("qualification_pass_rate", 0.556, without=("mismatch",)),
            derived("qualification_pass_rate", 125, 225),
        ),
    ),
    32: (
        "B_cross_section_ratio",
        (
            fact("major_decision_count", 5),
            said("decision_review_count", 2),
            unclaimed(0.4),
            absent("legality_review_count", 5),
        ),
    ),
    33: ("B_same_things_twice", (fact("decision_review_count", 108), said("decision_review_count", 108))),
    34: (
        "B_same_things_twice",
        (
            fact("legality_review_count", 66),
            said("legality_review_count", 66),
            said("legality_opinions_issued", 66),
            unclaimed(1),
        ),
    ),
    35: (
        "B_part_sums",
        (
            fact("mediation_committees", 405, scope=WHOLE, chosen=True),
            said("mediation_committees", 405, 14, 383, 8),
        ),
    ),
    36: (
        "B_part_sums",
        (
            fact("normative_docs_cleaned_total", 22),
            said("normative_docs_cleaned_total", 22),
            said("normative_docs_kept", 18),
            said("normative_docs_abolished", 3),
            said("normative_docs_invalid", 1),
        ),
    ),
    37: (
        "B_part_sums_approximate",
        (
            number("300余件", 300, low=300, high=400, low_open=True, high_open=True),
            number("60件", 60, approx="exact"),
            number("200余件", 200, low=200, high=300),
            nothing,
            said("legal_aid_cases", 297),
        ),
    ),
    # --- C: whose number
    38: (
        "C_one_percent_for_three_rates",
        (
            fact("npc_reply_standard_rate", 1),
            fact("npc_proposal_rate", 1),
            fact("npc_proposal_satisfaction", 1),
            only("npc_reply_standard_rate", "npc_proposal_rate", "npc_proposal_satisfaction"),
        ),
    ),
    39: (
        "C_one_percent_for_three_rates",
        (nothing, numbers(1), trial(data_pooled_rate=1, data_shared_rate=1, data_opened_rate=1)),
    ),
    40: (
        "C_rate_of_a_union",
        (fact("npc_proposal_satisfaction", 1), only("npc_proposal_satisfaction"), said("npc_proposal_satisfaction", 1)),
    ),
    41: (
        "C_two_rates_side_by_side",
        (
            fact("credit_risk_application_rate", 1),
            fact("joint_inspection_rate", 0.6664),
            only("credit_risk_application_rate", "joint_inspection_rate"),
        ),
    ),
    42: (
        "C_same_rate_name_twice",
        (
            fact("qualification_pass_rate", 0.876, flags=("several_values",), chosen=False),
            said("qualification_pass_rate", 0.556, 0.876),
        ),
    ),
    43: (
        "C_same_rate_name_twice",
        (
            fact("mediation_accepted", 60, scope="公调对接", chosen=False),
            fact("mediation_success_rate", 1, scope="公调对接", chosen=False),
            chosen("mediation_accepted", 3312),
        ),
    ),
    44: ("C_neighbour_percent_across_a_full_stop", (parted(), numbers(1), absent("respondent_appearance_rate"))),
    45: (
        "C_neighbour_percent_across_a_full_stop",
        (
            parted(),
            fact("reconsideration_correction_rate", 0.288),
            absent("litigation_loss_rate"),
            absent("respondent_appearance_rate"),
        ),
    ),
    46: (
        "C_number_before_its_noun",
        (
            numbers(40, 400, 1),
            fact("law_enforcement_officers_trained", 400, approx="at_least"),
            fact("law_enforcement_trainings", 1),
            unclaimed(40),
        ),
    ),
    47: (
        "C_number_before_its_noun",
        (
            fact("executive_meetings_on_decisions", 24),
            only("executive_meetings_on_decisions"),
            absent("major_decision_count", 24),
            absent("executive_meeting_legal_study", 24),
        ),
    ),
    48: ("C_number_of_something_else", (number("17家", 17), nothing, absent("legal_adviser_count"))),
    49: (
        "C_number_of_something_else",
        (
            fact("legal_adviser_count", 47),
            fact("village_legal_adviser_coverage", 1, flags=("from_words",)),
            only("legal_adviser_count", "village_legal_adviser_coverage"),
        ),
    ),
    50: (
        "C_shared_noun_elided",
        (
            fact("normative_docs_kept", 19),
            fact("normative_docs_revised", 18),
            fact("normative_docs_abolished", 12),
            fact("normative_docs_invalid", 151),
        ),
    ),
    51: (
        "C_look_alike_noun",
        (
            fact("policy_docs_kept", 56),
            fact("policy_docs_revised", 32),
            fact("policy_docs_invalid", 513),
            said("normative_docs_kept", 19),
        ),
    ),
    52: (
        "C_shared_verb",
        (
            fact("decision_review_count", 40, approx="at_least"),
            fact("contract_review_count", 80, approx="at_least"),
            fact("village_matter_review_count", 170),
            only("decision_review_count", "contract_review_count", "village_matter_review_count"),
        ),
    ),
    53: ("C_two_numbers_touching", (numbers(8, 1338), nothing, trial(firms_served=8, people_served=1338))),
    54: (
        "C_one_number_two_practices",
        (
            fact("law_enforcement_officers_trained", 1374),
            only("law_enforcement_officers_trained"),
            absent("qualification_exam_takers", 1374),
            absent("law_enforcement_officers", 1374),
        ),
    ),
    55: (
        "C_distributive",
        (number("2名", 2), nothing, absent("fulltime_mediators"), absent("mediators_count", 2)),
    ),
    56: (
        "C_fused_actions",
        (fact("open_info_requests", 304), only("open_info_requests"), absent("open_info_answer_rate")),
    ),
    57: ("C_exclusion", (fact("certificates_renewed", 256), absent("law_enforcement_officers", 256))),
    58: (
        "C_delta_not_stock",
        (fact("admin_power_items", 5502, period=CUMULATIVE), number("796项", 796), unclaimed(796)),
    ),
    59: ("C_classifier_is_not_the_noun", (number("378件", 378, unit="件"), nothing, unclaimed(378))),
    60: (
        "C_fact_spread_over_a_list",
        (
            numbers(6, 100, 19),
            fact("case_files_reviewed", 100, approx="at_least"),
            fact("enforcement_issues_found", 19),
            only("case_files_reviewed", "enforcement_issues_found"),
        ),
    ),
}
