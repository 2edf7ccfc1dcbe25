"""Hard cases 61 to 120 by number: when, whose matter, words for 100 %, forms of numbers, no quantities, damaged text.

The statements themselves stand in the catalogue beside the project; here are only numbers, ids and single words.
"""

from __future__ import annotations

from hard_case_checks import (
    Check,
    absent,
    chosen,
    counted_in,
    fact,
    heads_section,
    not_done,
    nothing,
    number,
    numbers,
    only,
    parted,
    practice,
    practice_here,
    rejected,
    role,
    said,
    silent,
    stated,
    trial,
    unclaimed,
    under,
    word_value,
)

from scoring.measures.facts import CUMULATIVE, WHOLE
from scoring.text.quantities import types as classes
from scoring.text.view import FURNITURE, RESULT

CASES: dict[int, tuple[str, tuple[Check, ...]]] = {
    # --- D: when
    61: ("D_cumulative", (fact("one_event_packages", 73, period=CUMULATIVE),)),
    62: (
        "D_flow_and_stock_in_one_sentence",
        (
            fact("law_pop_sites", 21, period="2022", chosen=False),
            stated("law_pop_sites", 121, period=CUMULATIVE, scope=WHOLE, chosen=True),
            said("law_pop_sites", 21, 121, 6, 13, 102),
        ),
    ),
    63: ("D_stock", (nothing, role(RESULT), chosen("twolaw_platform_cases", 36681))),
    64: ("D_this_year_is_the_report_year", (fact("legal_aid_cases", 297, period="2023", year=2023),)),
    65: ("D_comparison_year", (rejected("2016年", classes.YEAR), silent)),
    66: ("D_prior_year", (rejected("2021年", classes.YEAR), nothing, unclaimed(2021))),
    67: ("D_future_year", (rejected("2020年前", classes.YEAR), silent)),
    # --- E: whose matter
    68: (
        "E_department_not_county",
        (fact("litigation_cases", 30), fact("respondent_appearance_rate", 1), absent("litigation_loss_rate")),
    ),
    69: (
        "E_level",
        (
            fact("democratic_villages", 7),
            fact("democratic_villages", 23),
            fact("democratic_villages", 218),
            fact("democratic_village_rate", 1),
            absent("democratic_villages", 248),
        ),
    ),
    70: ("E_other_body_acts", (fact("crime_transfers", 257), only("crime_transfers"), unclaimed(93, 1, 93 / 257))),
    71: ("E_honour_told_twice", (role(RESULT), nothing, said("honour_city", 1, 1))),
    # --- F: words for 100 % and qualitative statements
    72: ("F_words_for_100", (word_value("均", 1), number("37项", 37), nothing, trial(bound_share=1))),
    73: ("F_words_for_100", (word_value("全部", 1), numbers(30, 15), nothing, trial(listed_share=1))),
    74: (
        "F_words_for_100",
        (nothing, role(RESULT), absent("qualification_pass_rate", 1), chosen("qualification_pass_rate", 0.556)),
    ),
    75: (
        "F_words_for_100_of_what",
        (
            word_value("均", 1),
            nothing,
            chosen("litigation_cases", 10),
            absent("respondent_appearance_rate"),
            practice("respondent_appearance_system", "done"),
        ),
    ),
    76: (
        "F_whole_coverage_against_its_own_numbers",
        (
            practice_here("mediation_full_coverage", "done"),
            nothing,
            unclaimed(1),
            said("mediation_committees", 405, 14, 383, 8),
        ),
    ),
    77: ("F_slogan", (heads_section(RESULT), word_value("全覆盖", 1), silent, not_done)),
    78: (
        "F_qualitative_only",
        (practice_here("respondent_appearance_system", "done"), silent, absent("respondent_appearance_rate")),
    ),
    79: (
        "F_qualitative_only",
        (practice_here("respondent_appearance_system", "done"), nothing, absent("respondent_appearance_rate")),
    ),
    80: (
        "F_rate_name_without_a_value",
        (numbers(), silent, absent("respondent_appearance_rate"), absent("litigation_loss_rate")),
    ),
    81: (
        "F_comparative_only",
        (numbers(), nothing, absent("litigation_loss_rate"), chosen("respondent_appearance_rate", 1)),
    ),
    82: ("F_unspecific_count", (numbers(), nothing, unclaimed(0), absent("executive_meetings_on_rule_of_law"))),
    # --- G: forms of numbers
    83: ("G_lower_bound", (fact("approval_one_time_rate", 0.95, low=0.95, high=1.0, approx="at_least"),)),
    84: ("G_approximators", (fact("crime_transfers", 257, low=257, high=None, low_open=True, approx="at_least"),)),
    85: (
        "G_approximators",
        (fact("gov_service_items_handled", 40000, low=40000, high=50000, low_open=True, high_open=True),),
    ),
    86: ("G_approximators", (number("近500人", 500, low=None, high=500, high_open=True, cls=classes.COUNT), nothing)),
    87: (
        "G_range_smaller_is_better",
        (number("1—2小时", 1, low=1, high=2, approx="range", cls=classes.DURATION, unit="小时"), nothing),
    ),
    88: ("G_wan_with_a_decimal", (fact("admin_power_online_runs", 1_645_000), rejected("2017年", classes.YEAR))),
    89: (
        "G_mixed_magnitudes",
        (
            numbers(440_000_000, 634_000_000, 10_100_000),
            number("4.4亿元", 440_000_000, cls=classes.MONEY, unit="元"),
            nothing,
            trial(firm_funds=440_000_000, taxes_cut=634_000_000, rent_cut=10_100_000),
        ),
    ),
    90: ("G_hanzi_count", (number("两次", 2, unit="次"), fact("rule_of_law_committee_meetings", 2))),
    91: (
        "G_hanzi_and_arabic",
        (
            number("两期", 2, unit="期"),
            number("2103名", 2103, unit="名"),
            fact("qualification_exam_takers", 2103),
            only("qualification_exam_takers"),
        ),
    ),
    92: (
        "G_classifier_times",
        (
            number("180件次", 180, unit="件次"),
            counted_in("件次", 180),
            absent("contract_review_count", 180),
            absent("normative_doc_review_count", 180),
        ),
    ),
    # --- H: numbers that are no quantities
    93: ("H_document_number", (rejected("3号", classes.DOCUMENT), nothing, absent("major_decision_count", 3))),
    94: ("H_document_number_brackets_lost", (rejected("20238", classes.DOCUMENT), role(FURNITURE), nothing)),
    95: ("H_date_glued", (rejected("202449", classes.DAMAGED), role(FURNITURE), nothing)),
    96: ("H_date_glued", (rejected("202327", classes.DAMAGED), role(FURNITURE), nothing)),
    97: ("H_index_number", (rejected("000562273/2024-00008", classes.DOCUMENT), role(FURNITURE), nothing)),
    98: ("H_looks_like_a_year", (number("1759项", 1759, cls=classes.COUNT, unit="项"),)),
    99: ("H_order_number", (rejected("1号", classes.ORDINAL), silent)),
    100: ("H_ordinal", (rejected("第12期", classes.ORDINAL), silent)),
    101: (
        "H_ordinal_and_count",
        (
            number("13个", 13, unit="个"),
            rejected("第一批", classes.ORDINAL),
            rejected("一件事", classes.NAME),
            fact("one_event_packages", 13),
        ),
    ),
    102: ("H_number_in_a_title", (rejected("2023—2025年", classes.TITLE), numbers(), nothing)),
    103: ("H_number_in_a_policy_name", (rejected("40条", classes.NAME), nothing)),
    104: (
        "H_hotline",
        (
            rejected("12348", classes.NAME),
            fact("legal_aid_consultations", 393),
            absent("legal_aid_consultations", 12348),
        ),
    ),
    105: ("H_slogan", (rejected("1+8+N", classes.NAME), numbers(), silent)),
    106: ("H_programme_name", (rejected("五级十五同", classes.NAME), numbers(), silent)),
    107: ("H_place_and_person_names", (rejected("二里镇", classes.NAME), rejected("万", classes.NAME), numbers())),
    108: ("H_enumerator_glued", (parted(), rejected("四是", classes.LIST), numbers(), silent)),
    # --- I: damaged text
    109: (
        "I_lost_commas_and_classifier",
        (
            numbers(3, 5, 55),
            fact("executive_meeting_legal_study", 5),
            fact("law_study_sessions", 55),
            absent("executive_meeting_legal_study", 3),
            absent("executive_meeting_legal_study", 55),
        ),
    ),
    110: ("I_lost_comma", (fact("mediation_committees", 14, chosen=False), only("mediation_committees"), unclaimed(1))),
    111: ("I_lost_heading_number", (heads_section(RESULT), nothing)),
    112: ("I_lost_bracket", (heads_section(RESULT), under("周密安排部署"))),
    113: ("I_lost_characters", (practice_here("public_participation", "done"), nothing)),
    114: ("I_lost_characters", (role(RESULT), under("双率"), silent)),
    115: ("I_space_inside_a_fact", (fact("normative_doc_review_count", 14), numbers(14))),
    116: ("I_space_inside_a_fact", (number("53 个", 53, unit="个"), numbers(53), nothing)),
    117: ("I_doubled_classifier", (number("37项", 37, unit="项"), nothing)),
    118: ("I_unbalanced_quotes", (number("35篇", 35, unit="篇"), rejected("一把手", classes.NAME), unclaimed(1))),
    119: (
        "I_ascii_comma_is_the_clause_mark",
        (numbers(71, 63), fact("reconsideration_accepted", 71), fact("reconsideration_concluded", 63)),
    ),
    120: ("I_furniture", (role(FURNITURE), nothing, not_done)),
}
