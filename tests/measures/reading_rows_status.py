"""Rows about words for all and none, moods, other bodies and periods, and forms of text and number."""

from __future__ import annotations

from measure_samples import YEAR
from reading_row import LAST, NEXT, Row, Said

from scoring.measures.facts import CUMULATIVE, PLAN, PROBLEM

_LONG = (
    "县政府坚持一切涉法事项必先过法律关口的要求,全年共审查规范性文件14件,退回补充材料后重新提交的3件。法律顾问对其中争议较大的"
    "合作项目提前介入,全年审查合同52件,所提建议多数得到采纳。对群众反映较多的执法事项,县司法局会同有关部门评查案卷110卷,向有关"
    "单位逐一反馈。行政复议机构畅通网上申请渠道,全年受理行政复议案件47件,审结45件。"
)
_LONG_SAID = (
    Said("normative_doc_review_count", 14),
    Said("contract_review_count", 52),
    Said("case_files_reviewed", 110),
    Said("reconsideration_accepted", 47),
    Said("reconsideration_concluded", 45),
)

WORDS = (
    Row("none_happened", "全年未发生行政复议案件。", (Said("reconsideration_as_respondent", 0),)),
    Row(
        "none_received_and_none_lost",
        "本年度未收到司法建议,行政机关无败诉案件。",
        (Said("court_suggestions_received", 0), Said("litigation_lost", 0)),
    ),
    Row(
        "none_of_two_by_name",
        "行政复议、行政诉讼均为零。",
        (Said("reconsideration_as_respondent", 0), Said("litigation_cases", 0)),
        gap="a word for none behind 均为 is not read",
    ),
    Row(
        "cases_but_none_lost",
        "发生行政诉讼案件26件,无败诉案件。",
        (Said("litigation_cases", 26), Said("litigation_lost", 0)),
    ),
    Row("none_made", "年内未制发规范性文件。", (Said("normative_docs_issued", 0),)),
    Row(
        "all_of_them_passed",
        "执法资格考试92人参加,全部合格。",
        (Said("qualification_exam_takers", 92), Said("qualification_pass_rate", 1)),
    ),
    Row(
        "all_were_reviewed",
        "凡提请审议的重大行政决策均经过合法性审查。",
        (Said("legality_review_coverage", 1),),
        never=("decision_review_count",),
    ),
    Row(
        "all_were_filed",
        "全年新制定规范性文件5件,均按时报备。",
        (Said("normative_docs_issued", 5), Said("normative_docs_filed_rate", 1)),
        never=("normative_docs_filed",),
    ),
    Row(
        "percentage_in_words",
        "调解成功率百分之九十八以上。",
        (Said("mediation_success_rate", 0.98),),
    ),
    Row("all_villages", "实现村居法律顾问全覆盖。", (Said("village_legal_adviser_coverage", 1, period=CUMULATIVE),)),
    Row(
        "slogan",
        "大力推动“法律顾问全覆盖”行动走深走实。",
        never=("village_legal_adviser_coverage", "legal_adviser_count"),
    ),
    Row(
        "as_prescribed_is_no_rate",
        "各部门负责人按规定出庭应诉,全面落实出庭制度。",
        never=("respondent_appearance_rate", "respondent_appearance_count"),
    ),
    Row(
        "all_of_something_else",
        "行政诉讼案件10件,均按时答辩。",
        (Said("litigation_cases", 10),),
        never=("respondent_appearance_rate",),
    ),
    Row("rate_name_without_value", "负责人出庭应诉率居全市第2位。", never=("respondent_appearance_rate",)),
    Row("many_times", "多次召开法治督察推进会。", never=("rule_of_law_inspections",)),
)

MOODS = (
    Row(
        "aim_in_the_results",
        "力争负责人出庭应诉率达到100%。",
        (Said("respondent_appearance_rate", 1, status=PLAN),),
    ),
    Row("make_sure", "确保全年合同审查率100%。", (Said("legality_review_coverage", 1, status=PLAN),)),
    Row(
        "intended_for_a_month",
        "拟于12月再出台规范性文件2件。",
        (Said("normative_docs_issued", 2, status=PLAN, period=f"{YEAR}年12月"),),
    ),
    Row(
        "planned_and_done",
        "全年计划开展法治督察4次,实际开展5次。",
        (Said("rule_of_law_inspections", 4, status=PLAN), Said("rule_of_law_inspections", 5)),
    ),
    Row(
        "next_step_without_heading",
        "下一步,将开展法治督察3次。",
        (Said("rule_of_law_inspections", 3, status=PLAN, period=NEXT),),
    ),
    Row(
        "sections_tell",
        "一、主要成效\n全年审查合同44件。\n二、存在问题\n专职人民调解员只有3名。\n三、下步打算\n审查合同60件。",
        (
            Said("contract_review_count", 44),
            Said("contract_review_count", 60, status=PLAN, period=NEXT),
            Said("fulltime_mediators", 3, status=PROBLEM, period=CUMULATIVE),
        ),
    ),
    Row(
        "plan_without_future_word",
        f"一、工作成效\n评查案卷90卷。\n二、{NEXT}年工作安排\n继续评查案卷,评查案卷100卷。",
        (Said("case_files_reviewed", 90), Said("case_files_reviewed", 100, status=PLAN, period=NEXT)),
    ),
    Row(
        "some_units_fall_short",
        "二、存在的问题\n个别部门未聘请法律顾问。",
        never=("legal_adviser_count",),
    ),
    Row(
        "target_set_by_others",
        "负责人出庭应诉率超过上级下达的85%的目标。",
        never=("respondent_appearance_rate",),
    ),
    Row(
        "requirement_of_others_and_own_value",
        "上级要求负责人出庭应诉率不低于90%,我区达到97%。",
        (Said("respondent_appearance_rate", 0.97),),
        gap="要求 stands among the words that are no plan, so what others require is read as done; the own value is not joined",
    ),
    Row(
        "reached_and_aimed_at",
        "行政复议办结率达到98%以上,力争明年达到100%。",
        (Said("reconsideration_conclusion_rate", 0.98),),
    ),
    Row("title_not_yet_won", "正在争创全省法治政府建设示范县。", never=("honour_provincial",)),
    Row("title_won", "荣获“全省法治政府建设示范县”称号。", (Said("honour_provincial", 1),)),
    Row(
        "not_reached",
        "负责人出庭应诉率未达到100%。",
        never=("respondent_appearance_rate",),
    ),
)

OTHERS = (
    Row("per_village", "每个村配备2名法律明白人。", never=("legal_insiders",)),
    Row("per_town", "各镇均配备3名专职人民调解员。", never=("fulltime_mediators", "mediators_count")),
    Row(
        "court",
        "区人民法院审结民事案件2210件,调解撤诉率61%。",
        never=("litigation_concluded", "litigation_settlement_rate", "litigation_cases"),
    ),
    Row("lawyers", "全市律师办理各类案件1500件。", never=("legal_aid_cases", "litigation_cases")),
    Row(
        "lawyers_lawsuits",
        "全市律师办理各类诉讼案件1500件。",
        never=("legal_aid_cases", "litigation_cases"),
    ),
    Row(
        "police_after_transfer",
        "移送公安机关涉嫌犯罪案件6件,公安机关立案5件。",
        (Said("crime_transfers", 6),),
    ),
    Row(
        "neighbouring_county",
        "邻县行政诉讼败诉率为12%。",
        never=("litigation_loss_rate",),
    ),
    Row(
        "township_decides_no_cases",
        "全年收到行政复议申请2件。",
        (Said("reconsideration_as_respondent", 2),),
        never=("reconsideration_received",),
        unit_type="township",
    ),
    Row(
        "advisers_beside_firms",
        "从12家律师事务所中择优选聘法律顾问5名。",
        (Said("legal_adviser_count", 5, period=CUMULATIVE),),
    ),
    Row(
        "new_and_total",
        "新建法治文化广场3处,全县法治文化阵地达57处。",
        (Said("law_pop_sites", 3, scope="part"), Said("law_pop_sites", 57, period=CUMULATIVE)),
    ),
    Row(
        "stock_now",
        "截至目前,全区有公职律师35名。",
        (Said("government_lawyer_count", 35, period=CUMULATIVE),),
    ),
    Row("half_year", "上半年审查合同18件。", (Said("contract_review_count", 18, period=f"{YEAR}年1-6月"),)),
    Row("until_october", "1至10月审查合同33件。", (Said("contract_review_count", 33, period=f"{YEAR}年1-10月"),)),
    Row("last_year_alone", "去年受理行政复议案件40件。", (Said("reconsideration_accepted", 40, period=LAST),)),
)

FORMS = (
    Row(
        "number_before_its_noun",
        "年内召开9次政府常务会议专题听取法治建设汇报。",
        (Said("executive_meetings_on_rule_of_law", 9),),
        never=("executive_meeting_legal_study",),
    ),
    Row(
        "number_far_before_its_noun",
        "先后有14名行政执法人员因调岗被清理出执法队伍。",
        (Said("law_enforcement_officers_removed", 14),),
        never=("law_enforcement_officers",),
    ),
    Row(
        "piped_table_with_years",
        f"| 指标 | {YEAR}年 | {LAST}年 |\n|---|---|---|\n| 行政复议受理数(件) | 73 | 58 |\n| 行政诉讼败诉率 | 4.5% | 7.2% |",
        (
            Said("reconsideration_accepted", 73),
            Said("reconsideration_accepted", 58, period=LAST),
            Said("litigation_loss_rate", 0.045),
            Said("litigation_loss_rate", 0.072, period=LAST),
        ),
    ),
    Row(
        "html_table_with_years",
        f"<table><tr><th>项目</th><th>{YEAR}年</th><th>{LAST}年</th></tr>"
        "<tr><td>行政复议受理数(件)</td><td>73</td><td>58</td></tr></table>",
        (Said("reconsideration_accepted", 73), Said("reconsideration_accepted", 58, period=LAST)),
    ),
    Row(
        "lost_commas",
        "中心组学法4次举办法治讲座3场审查合同61件",
        (
            Said("center_group_legal_study", 4),
            Said("leaders_law_lectures", 3),
            Said("contract_review_count", 61),
        ),
    ),
    Row(
        "one_line_document",
        f"柳河县{YEAR}年法治政府建设工作报告 一、工作成效 全年审查合同51件。受理行政复议案件19件。二、存在的不足 执法力量不足。"
        f"三、{NEXT}年工作计划 审查合同80件。",
        (
            Said("contract_review_count", 51),
            Said("contract_review_count", 80, status=PLAN, period=NEXT),
            Said("reconsideration_accepted", 19),
        ),
    ),
    Row(
        "full_width_figures",
        "全年受理行政复议申请８３件，审结７９件。",
        (Said("reconsideration_accepted", 83), Said("reconsideration_concluded", 79)),
    ),
    Row(
        "hanzi_figures",
        "全年受理行政复议申请八十三件，审结七十九件。",
        (Said("reconsideration_accepted", 83), Said("reconsideration_concluded", 79)),
    ),
    Row("hanzi_hundreds", "法律援助案件办理了一百零二件。", (Said("legal_aid_cases", 102),)),
    Row(
        "hanzi_tenths",
        "行政执法人员持证上岗率达九成五。",
        (Said("law_enforcement_certified_rate", 0.95, period=CUMULATIVE),),
    ),
    Row("thousands_by_comma", "全年参加执法培训1,260人次。", (Said("law_enforcement_officers_trained", 1260),)),
    Row("thousands_by_blank", "全年参加执法培训1 260人次。", (Said("law_enforcement_officers_trained", 1260),)),
    Row(
        "ten_thousands",
        "办件量3.2万件,好评率99.7%。",
        (Said("gov_service_items_handled", 32000), Said("gov_service_satisfaction", 0.997)),
    ),
    Row("money", "罚没款1200余万元。", (Said("penalty_amount", 12_000_000),)),
    Row("blank_inside", "审查规范性文件 14 件。", (Said("normative_doc_review_count", 14),)),
    Row(
        "another_act_in_an_earlier_clause",
        "坚持文件出台前先听意见,全年共审查规范性文件14件。",
        (Said("normative_doc_review_count", 14),),
    ),
    Row("hard_wrapped", "\n".join(_LONG[at : at + 23] for at in range(0, len(_LONG), 23)), _LONG_SAID),
    Row("not_wrapped", _LONG, _LONG_SAID),
    Row("no_quantities", "首次举办法治讲座,第3次蝉联先进,落实“1+3+5”机制。", never=("leaders_law_lectures",)),
)

ROWS = (*WORDS, *MOODS, *OTHERS, *FORMS)
