"""Rows about whose value it is: shared values, parts and totals, comparisons."""

from __future__ import annotations

from measure_samples import YEAR
from reading_row import LAST, Row, Said

from scoring.measures.facts import CUMULATIVE

SHARED = (
    Row(
        "one_percentage_for_two_rates",
        "全区代表建议、政协提案的办复率和满意率双双达到100%。",
        (Said("npc_proposal_rate", 1), Said("npc_proposal_satisfaction", 1)),
    ),
    Row(
        "one_percentage_for_two_matters",
        "村居法律顾问覆盖率、公共法律服务实体平台覆盖率均达100%。",
        (
            Said("village_legal_adviser_coverage", 1, period=CUMULATIVE),
            Said("public_legal_service_coverage", 1, period=CUMULATIVE),
        ),
    ),
    Row(
        "each_percentage_to_the_name_before_it",
        "双随机结果公示率100%,信用风险分类结果应用率93.5%。",
        (Said("random_inspection_disclosure_rate", 1), Said("credit_risk_application_rate", 0.935)),
    ),
    Row(
        "percentage_of_the_next_sentence",
        "优化行政诉讼败诉率考核办法。人大代表建议办复率100%。",
        (Said("npc_proposal_rate", 1),),
        never=("litigation_loss_rate",),
    ),
    Row(
        "respectively_two_matters",
        "全年办理行政复议、行政应诉案件分别为37件、21件。",
        (Said("reconsideration_handled", 37), Said("litigation_cases", 21)),
    ),
    Row(
        "respectively_two_suggestions",
        "收到司法建议、检察建议分别为3份和8份。",
        (Said("court_suggestions_received", 3), Said("procuratorial_suggestions_received", 8)),
    ),
    Row(
        "respectively_two_stages",
        "全市新收行政复议申请、审结行政复议案件分别为64件、59件。",
        (Said("reconsideration_received", 64), Said("reconsideration_concluded", 59)),
    ),
    Row(
        "respectively_two_bodies",
        "区委常委会会议、区政府常务会议分别学法2次、6次。",
        (Said("executive_meeting_legal_study", 2, scope="part"), Said("executive_meeting_legal_study", 6)),
    ),
    Row(
        "shared_predicate",
        "8个镇、26个部门完成述法。",
        (
            Said("performance_legal_reporting", 8, scope="part"),
            Said("performance_legal_reporting", 26, scope="part"),
        ),
    ),
    Row(
        "one_number_for_two_kinds",
        "共办理人大代表建议和政协提案73件。",
        (Said("npc_proposals_handled", 73),),
        never=("npc_suggestions_handled", "cppcc_proposals_handled"),
    ),
    Row(
        "one_verb_for_three_objects",
        "司法所审查决策事项12项、合同协议71件、村级重大事项30件。",
        (Said("contract_review_count", 71), Said("village_matter_review_count", 30)),
        never=("legality_review_coverage",),
    ),
    Row(
        "elided_noun",
        "公布继续有效规范性文件26件、修改4件、废止9件。",
        (Said("normative_docs_kept", 26), Said("normative_docs_revised", 4), Said("normative_docs_abolished", 9)),
    ),
    Row(
        "two_matters_with_one_verb",
        "主动公开政府信息4120条,办理依申请公开61件。",
        (Said("open_info_published", 4120), Said("open_info_requests", 61)),
        never=("open_info_answer_rate",),
    ),
)

PARTS = (
    Row(
        "among_them",
        "全区发生一审行政诉讼案件44件,其中区政府为被告9件。",
        (Said("litigation_cases", 44), Said("litigation_cases", 9, scope="part")),
    ),
    Row(
        "among_them_by_level",
        "全区有人民调解委员会96个,其中镇级11个,村级5个,行业性3个。",
        (
            Said("mediation_committees", 96, period=CUMULATIVE),
            Said("mediation_committees", 11, period=CUMULATIVE, scope="镇级"),
            Said("mediation_committees", 5, period=CUMULATIVE, scope="村级"),
            Said("mediation_committees", 3, period=CUMULATIVE, scope="行业性"),
        ),
    ),
    Row(
        "later_part_greater_than_the_first",
        "全区有人民调解委员会96个,其中镇级11个、村级82个、行业性3个。",
        (
            Said("mediation_committees", 96, period=CUMULATIVE),
            Said("mediation_committees", 11, period=CUMULATIVE, scope="镇级"),
            Said("mediation_committees", 82, period=CUMULATIVE, scope="村级"),
            Said("mediation_committees", 3, period=CUMULATIVE, scope="行业性"),
        ),
    ),
    Row(
        "adds_up_without_words",
        "全年化解矛盾纠纷310件,镇级120件、村级190件。",
        (
            Said("mediation_accepted", 310),
            Said("mediation_accepted", 120, scope="镇级"),
            Said("mediation_accepted", 190, scope="村级"),
        ),
    ),
    Row(
        "kinds_with_their_own_ids",
        "开展合法性审查210件,其中规范性文件12件、合同协议143件。",
        (
            Said("legality_review_count", 210),
            Said("normative_doc_review_count", 12),
            Said("contract_review_count", 143),
        ),
    ),
    Row(
        "outcomes_are_no_parts",
        "审结行政复议案件44件,其中维持21件、驳回9件、终止14件。",
        (
            Said("reconsideration_concluded", 44),
            Said("reconsideration_upheld", 21),
            Said("reconsideration_dismissed", 9),
            Said("reconsideration_mediated", 14),
        ),
    ),
    Row(
        "quality_is_no_part",
        "评查执法案卷120卷,评出优秀案卷38卷。",
        (Said("case_files_reviewed", 120),),
    ),
    Row(
        "programme_beside_the_whole",
        "“公调对接”调解纠纷75起,成功率98%;全县调解矛盾纠纷1560起,成功率96.2%。",
        (
            Said("mediation_accepted", 75, scope="公调对接"),
            Said("mediation_success_rate", 0.98, scope="公调对接"),
            Said("mediation_accepted", 1560),
            Said("mediation_success_rate", 0.962),
        ),
    ),
    Row(
        "two_kinds_of_correction",
        "行政复议被撤销2件、确认违法3件,纠错率9%。",
        (
            Said("reconsideration_corrected", 2, scope="part"),
            Said("reconsideration_corrected", 3, scope="part"),
            Said("reconsideration_correction_rate", 0.09),
        ),
    ),
    Row(
        "share_behind_its_count",
        "1240项事项可全程网办,占96.5%;即办件310项,占24%。",
        (
            Said("approvals_online_count", 1240, period=CUMULATIVE),
            Said("approvals_online_rate", 0.965, period=CUMULATIVE),
            Said("approvals_instant_count", 310, period=CUMULATIVE),
            Said("approvals_instant_rate", 0.24, period=CUMULATIVE),
        ),
    ),
    Row(
        "count_in_the_bracket_behind_its_rate",
        "行政复议纠错率12.8%(5件)。",
        (Said("reconsideration_correction_rate", 0.128), Said("reconsideration_corrected", 5)),
    ),
    Row(
        "count_alone_in_its_bracket",
        "县政府法律顾问(9名)参与审查合同(51份)。",
        (Said("legal_adviser_count", 9, period=CUMULATIVE), Said("contract_review_count", 51)),
    ),
)

COMPARED = (
    Row(
        "last_year_in_brackets",
        "受理行政复议案件52件(上年61件)。",
        (Said("reconsideration_accepted", 52), Said("reconsideration_accepted", 61, period=LAST)),
    ),
    Row(
        "same_time_last_year",
        "受理行政复议案件52件,上年同期为61件。",
        (Said("reconsideration_accepted", 52), Said("reconsideration_accepted", 61, period=LAST)),
    ),
    Row(
        "fallen_from_a_named_year",
        f"行政诉讼败诉率由{LAST}年的9.4%降至6.1%。",
        (Said("litigation_loss_rate", 0.094, period=LAST), Said("litigation_loss_rate", 0.061)),
    ),
    Row(
        "risen_from_last_year",
        "执法人员由去年的310人增加到352人。",
        (Said("law_enforcement_officers", 310, period=LAST), Said("law_enforcement_officers", 352)),
    ),
    Row(
        "risen_without_a_year",
        "执法资格考试合格率由81%提高到92%。",
        (Said("qualification_pass_rate", 0.81, period=LAST), Said("qualification_pass_rate", 0.92)),
    ),
    Row(
        "two_years_side_by_side",
        f"{LAST}年受理行政复议案件40件,{YEAR}年受理55件。",
        (Said("reconsideration_accepted", 40, period=LAST), Said("reconsideration_accepted", 55)),
    ),
    Row("change_is_no_value", "行政复议案件同比增长15%,败诉率下降3个百分点。", (), never=("litigation_loss_rate",)),
    Row(
        "value_behind_its_change",
        "败诉率较上年下降3.2个百分点,为4.8%。",
        (Said("litigation_loss_rate", 0.048),),
    ),
    Row(
        "exact_behind_vague",
        "全年化解矛盾纠纷近900件(具体为883件)。",
        (Said("mediation_accepted", 883),),
    ),
    Row(
        "exact_behind_vague_and_comma",
        "全年化解矛盾纠纷近900件,具体为883件。",
        (Said("mediation_accepted", 883),),
    ),
    Row(
        "percentage_above_the_mean",
        "政务服务满意度99.3%,高于全市平均水平1.2个百分点。",
        (Said("gov_service_satisfaction", 0.993),),
    ),
)

ROWS = (*SHARED, *PARTS, *COMPARED)
