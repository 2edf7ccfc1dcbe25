"""Rows about families of wordings: each its own, all of them, none of them, several years, bodies, cases against the unit."""

from __future__ import annotations

from measure_samples import YEAR
from reading_row import LAST, NEXT, Row, Said

from scoring.measures.facts import CUMULATIVE, PLAN, PROBLEM

EACH = (
    Row(
        "each_of_two_sites",
        "新建法治公园、法治广场各1处。",
        (
            Said("law_pop_sites", 1, scope="当年新增：法治公园"),
            Said("law_pop_sites", 1, scope="当年新增：法治广场"),
        ),
    ),
    Row(
        "each_of_two_measures",
        "制发执法监督意见书、执法提醒函各9份。",
        (Said("supervision_opinions_issued", 9), Said("supervision_reminder_letters", 9)),
    ),
    Row(
        "each_of_two_suggestions",
        "收到司法建议、检察建议各3件。",
        (Said("court_suggestions_received", 3), Said("procuratorial_suggestions_received", 3)),
    ),
    Row("each_of_a_stranger", "培育法律明白人、调解员各20名。", (Said("legal_insiders", 20),)),
    Row("each_of_all_kinds", "各类矛盾纠纷共调解460件。", (Said("mediation_accepted", 460),)),
    Row(
        "bodies_of_two_classifiers",
        "12个乡镇、5家国有企业完成述法。",
        (
            Said("performance_legal_reporting", 12, scope="乡镇"),
            Said("performance_legal_reporting", 5, scope="国有企业"),
        ),
    ),
    Row(
        "bodies_in_brackets",
        "6个县（市、区）、30个市直部门完成述法。",
        (Said("performance_legal_reporting", 6, scope="part"), Said("performance_legal_reporting", 30, scope="part")),
    ),
)

ALL_AND_NONE = (
    Row(
        "all_of_the_count_before",
        "审结行政诉讼案件8件，均胜诉。",
        (Said("litigation_concluded", 8), Said("litigation_won", 8)),
    ),
    Row(
        "all_of_a_clean_up",
        "清理本局文件18件，全部继续有效，无一废止。",
        (
            Said("normative_docs_cleaned_total", 18),
            Said("normative_docs_kept", 18),
            Said("normative_docs_abolished", 0),
        ),
    ),
    Row("all_of_another_sentence", "审结行政诉讼案件8件。行政机关均胜诉。", (), never=("litigation_won",)),
    Row("not_lost", "审结行政诉讼案件8件，均未败诉。", (Said("litigation_lost", 0),)),
    Row(
        "not_one_case",
        "年内无一件被申请行政复议或提起行政诉讼。",
        (Said("reconsideration_as_respondent", 0), Said("litigation_cases", 0)),
    ),
    Row(
        "those_without_penalties",
        "未作出行政处罚决定的县级大队有1个。",
        never=("penalty_cases",),
    ),
    Row(
        "those_without_cases",
        "全年未发生行政诉讼案件的单位有12家。",
        never=("litigation_cases",),
    ),
    Row(
        "not_counted_in",
        "水管站调处的用水纠纷35件不计入本局。",
        never=("mediation_accepted",),
    ),
    Row("rejected_applications", "依法未予受理的复议申请有4件。", (Said("reconsideration_rejected", 4),)),
    Row(
        "demanded_number_of_times",
        "考核细则规定每年会前学法不少于4次。",
        never=("executive_meeting_legal_study",),
    ),
)

TIMES = (
    Row(
        "years_named_before_the_values",
        f"行政机关负责人出庭应诉率从{YEAR - 2}年的61%、{LAST}年的74%，上升到88%。",
        (
            Said("respondent_appearance_rate", 0.61, period=str(YEAR - 2)),
            Said("respondent_appearance_rate", 0.74, period=LAST),
            Said("respondent_appearance_rate", 0.88),
        ),
    ),
    Row(
        "several_years_together",
        f"五年来（{YEAR - 4}—{YEAR}年），全县共制定规范性文件64件。",
        (Said("normative_docs_issued", 64, period=f"{YEAR - 4}-{YEAR}"),),
    ),
    Row(
        "several_years_without_their_names",
        "五年来，受理法律援助案件2.1万件。今年受理法律援助案件4200件。",
        (Said("legal_aid_cases", 21000, period=CUMULATIVE), Said("legal_aid_cases", 4200)),
    ),
    Row(
        "last_year_in_brackets_behind_its_name",
        f"调解纠纷689件，较{LAST}年（612件）增长12.6%，调解成功684件。",
        (
            Said("mediation_accepted", 689),
            Said("mediation_accepted", 612, period=LAST),
            Said("mediation_success", 684),
        ),
    ),
    Row("one_year", "一年来，受理法律援助案件420件。", (Said("legal_aid_cases", 420),)),
    Row(
        "vague_then_exact",
        "行政机关负责人出庭率首次突破九成，达到91.2%。",
        (Said("respondent_appearance_rate", 0.912),),
    ),
    Row(
        "vague_then_exact_of_two",
        "“一网通办”率、“最多跑一次”率均超97%，分别为97.3%、98.6%。",
        (
            Said("approvals_online_rate", 0.973, period=CUMULATIVE),
            Said("services_one_trip_rate", 0.986, period=CUMULATIVE),
        ),
    ),
    Row(
        "to_be_revised_in_a_clean_up",
        "清理规范性文件60件，继续有效40件，拟修改8件，废止12件。",
        (Said("normative_docs_revised", 8),),
    ),
    Row(
        "title_of_report_and_plan",
        f"柳河县{YEAR}年依法行政工作总结及{YEAR + 1}年工作思路\n受理行政复议申请19件。\n{YEAR + 1}年工作思路：审查合同80件。",
        (Said("reconsideration_accepted", 19), Said("contract_review_count", 80, status=PLAN, period=str(YEAR + 1))),
    ),
    Row(
        "seen_clearly",
        "一、工作成效\n受理行政复议申请19件。\n同时，我们清醒认识到：部分乡镇办案能力不足，败诉案件仍有3件。",
        (Said("reconsideration_accepted", 19), Said("litigation_lost", 3, status=PROBLEM)),
    ),
)

PARTS = (
    Row(
        "several_outcomes",
        "审结行政复议案件71件，撤销5件，确认违法2件，责令履行1件。",
        (
            Said("reconsideration_concluded", 71),
            Said("reconsideration_corrected", 5, scope="撤销"),
            Said("reconsideration_corrected", 2, scope="确认违法"),
            Said("reconsideration_corrected", 1, scope="责令履行"),
        ),
    ),
    Row(
        "parts_in_brackets_behind_the_noun",
        "9个调解委员会（街道1个、社区8个）共有调解员74人。",
        (
            Said("mediation_committees", 9, period=CUMULATIVE),
            Said("mediation_committees", 1, period=CUMULATIVE, scope="街道"),
            Said("mediation_committees", 8, period=CUMULATIVE, scope="社区"),
        ),
    ),
    Row(
        "rate_of_some_bodies",
        "全市行政机关负责人出庭应诉率82.6%，其中市直部门96.2%。",
        (
            Said("respondent_appearance_rate", 0.826),
            Said("respondent_appearance_rate", 0.962, scope="市直部门"),
        ),
    ),
    Row(
        "certified_of_all",
        "全局执法人员912人，持证上岗905人。",
        (
            Said("law_enforcement_officers", 912, period=CUMULATIVE),
            Said("law_enforcement_officers", 905, period=CUMULATIVE, scope="持证"),
        ),
    ),
    Row(
        "outcomes_of_cases_against_a_township",
        "以街道为被申请人的行政复议4件，维持3件、申请人撤回1件。",
        (
            Said("reconsideration_as_respondent", 4),
            Said("reconsideration_upheld", 3, scope="作为被申请人"),
            Said("reconsideration_mediated", 1, scope="作为被申请人"),
        ),
        unit_type="township",
    ),
    Row(
        "outcomes_of_cases_against_a_county",
        "以县政府为被申请人的行政复议9件，维持6件、撤销1件。",
        (Said("reconsideration_as_respondent", 9),),
        never=("reconsideration_upheld", "reconsideration_corrected"),
    ),
)

COLUMNS = (
    Row(
        "columns_name_the_measures",
        "表1规范性文件清理结果\n|类别|纳入清理|继续有效|废止|\n|县政府文件|60|44|16|\n|县政府部门文件|90|71|19|",
        (
            Said("normative_docs_cleaned_total", 60),
            Said("normative_docs_cleaned_total", 90, scope="县政府部门文件"),
            Said("normative_docs_kept", 44),
            Said("normative_docs_kept", 71, scope="县政府部门文件"),
            Said("normative_docs_abolished", 16),
            Said("normative_docs_abolished", 19, scope="县政府部门文件"),
        ),
    ),
    Row(
        "columns_of_bodies_and_their_sum",
        "|乡镇|受理行政复议申请|审结|\n|白沙镇|18|17|\n|合计|27|26|",
        (
            Said("reconsideration_accepted", 18, scope="白沙镇"),
            Said("reconsideration_accepted", 27),
            Said("reconsideration_concluded", 17, scope="白沙镇"),
            Said("reconsideration_concluded", 26),
        ),
    ),
    Row(
        "years_over_columns_one_blank_apart",
        f"项目 {LAST}年 {YEAR}年\n受理行政复议申请 88 119\n审结 85 112",
        (
            Said("reconsideration_accepted", 88, period=LAST),
            Said("reconsideration_accepted", 119),
            Said("reconsideration_concluded", 85, period=LAST),
            Said("reconsideration_concluded", 112),
        ),
    ),
    Row(
        "respectively_of_verbs",
        "收到、受理、审结行政复议申请分别为64件、61件、59件。",
        (
            Said("reconsideration_received", 64),
            Said("reconsideration_accepted", 61),
            Said("reconsideration_concluded", 59),
        ),
    ),
    Row(
        "reviewed_by_the_townships",
        "县司法局审查政府合同92份；各乡镇共审核合同180份。",
        (Said("contract_review_count", 92), Said("contract_review_count", 180, scope="乡镇")),
    ),
)

BEHIND = (
    Row(
        "those_of_them",
        "全县980项依申请事项纳入“最多跑一次”清单的有902项。",
        (Said("services_one_trip_count", 902, period=CUMULATIVE),),
    ),
    Row("bodies_that_did_it", "等5个窗口单位推出即办件118项。", (Said("approvals_instant_count", 118, scope="part"),)),
    Row(
        "parts_behind_what_was_done",
        "抽取案卷90份进行评查,其中行政处罚60份、行政许可30份。",
        (
            Said("case_files_reviewed", 90),
            Said("case_files_reviewed", 60, scope="part"),
            Said("case_files_reviewed", 30, scope="part"),
        ),
    ),
    Row(
        "share_of_the_same",
        "县政府败诉案件4件,占全县败诉案件的四成。",
        (Said("litigation_lost", 4),),
        never=("litigation_loss_rate",),
    ),
    Row(
        "wanted_and_made",
        "考核要求我局建成法治文化阵地5处,现有法治文化阵地8处。",
        (Said("law_pop_sites", 8, period=CUMULATIVE),),
    ),
    Row(
        "zero_of_a_rate", "行政诉讼案件8件,败诉率为零。", (Said("litigation_cases", 8), Said("litigation_loss_rate", 0))
    ),
    Row(
        "the_matter_itself_is_no_part",
        "开展“双随机、一公开”抽查42批次,其中部门联合抽查18批次。",
        (Said("random_inspections", 42), Said("random_inspections", 18, scope="part")),
    ),
    Row("zero_of_a_rate_in_digits", "行政诉讼案件8件,败诉率为0。", (Said("litigation_loss_rate", 0),)),
)

SECTIONS = (
    Row(
        "shortcomings_repeat_results",
        "一、主要成效\n行政诉讼案件30件,败诉3件。\n二、存在问题\n3件败诉案件反映出取证不够扎实。",
        (Said("litigation_cases", 30), Said("litigation_lost", 3)),
    ),
    Row(
        "new_ones_are_told_as_plans_only",
        "一、主要成效\n全年新增公职律师2名。\n二、下步打算\n新增公职律师3名。",
        (Said("government_lawyer_count", 3, status=PLAN, period=NEXT),),
    ),
    Row(
        "measures_against_shortcomings",
        "一、主要成效\n审查合同44件。\n二、存在问题\n持证人员偏少。\n三、整改措施\n一是开展执法业务培训4次。",
        (Said("contract_review_count", 44), Said("law_enforcement_trainings", 4, status=PLAN, period=NEXT)),
    ),
)

ROWS = (*EACH, *ALL_AND_NONE, *TIMES, *PARTS, *COLUMNS, *BEHIND, *SECTIONS)
