"""Roles: what was done, what is lacking, what is planned."""

from __future__ import annotations

import pytest

from scoring.text.roles import TURN_REACH, heading_role, opening, report_year, turning_places
from scoring.text.structure import build_view
from scoring.text.view import FURNITURE, PLAN, PREAMBLE, PROBLEM, RESULT

YEAR = 2023


def roles(source: str) -> dict[str, str]:
    """The role of each sentence, by its text."""
    view = build_view(source)
    return {view.text[s.start : s.end]: s.role for s in view.sentences}


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("存在问题", PROBLEM),
        ("存在的主要问题", PROBLEM),
        ("存在的困难和问题", PROBLEM),
        ("工作中存在的不足及原因", PROBLEM),
        ("问题", PROBLEM),
        ("不足之处", PROBLEM),
        ("困难与挑战", PROBLEM),
        ("法治政府建设中的薄弱环节", PROBLEM),
        ("产生问题的原因分析", PROBLEM),
        ("下一步打算", PLAN),
        ("下一阶段工作思路", PLAN),
        ("下年度计划", PLAN),
        ("今后努力方向", PLAN),
        ("2024年工作安排", PLAN),
        ("2024年重点", PLAN),
        ("工作计划", PLAN),
        ("改进措施", PLAN),
        ("2023年工作情况", RESULT),
        ("主要举措和成效", RESULT),
        # Words of problems and plans in headings of results.
        ("聚焦突出问题,规范执法", None),
        ("着力解决执法突出问题", None),
        ("坚持问题导向,补齐短板弱项", None),
        ("制定年度工作计划", None),
        ("完善工作思路", None),
        ("关注困难群众", None),
        ("广泛征求意见建议", None),
        ("落实《2024年工作安排》", None),
        ("存在问题整改情况", RESULT),
        ("整改措施", PLAN),
        ("整改思路", PLAN),
        ("改进举措", PLAN),
        ("整改落实工作安排", None),
        # A positive word says nothing: the section above decides.
        ("法治意识加强", None),
    ],
)
def test_heading_role(words: str, role: str | None) -> None:
    assert heading_role(words, YEAR) == (role, False)


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("存在的问题及下一阶段工作思路", PROBLEM),
        ("存在问题及整改措施", PROBLEM),
        ("工作情况和2024年打算", PLAN),
        ("柳河县2023年工作总结及2024年工作思路", RESULT),
        ("2023年依法行政情况与下一步打算", RESULT),
    ],
)
def test_heading_of_two_parts(words: str, role: str) -> None:
    assert heading_role(words, YEAR) == (role, True)


@pytest.mark.parametrize(
    ("sentence", "role"),
    [
        ("存在的主要问题是:人手不足。", PROBLEM),
        ("存在的问题:人手不足。", PROBLEM),
        ("同时,也存在一些不足。", PROBLEM),
        ("在肯定成绩的同时,我们也清醒看到:个别单位重视不够。", PROBLEM),
        ("回顾全年,还存在一些短板:", PROBLEM),
        ("工作虽有成效,但离要求仍有差距。", PROBLEM),
        ("主要问题有:一是", PROBLEM),
        ("下一步,我县将继续努力。", PLAN),
        ("下一步我县将继续努力。", PLAN),
        ("今后,我们要加强学习。", PLAN),
        ("2024年,我们将抓好试点。", PLAN),
        ("针对上述问题,下一步重点抓好培训。", PLAN),
        # Not openings.
        ("2023年,我县将此项工作纳入考核。", None),
        ("2024年1月,报告已经印发。", None),
        ("针对存在的突出问题,开展专项整治。", None),
        ("发现存在问题118个,完成整改112个。", None),
        ("为下一步试点打下基础。", None),
        ("走访困难群众30户。", None),
        ("主要问题已全部整改到位。", None),
        # A result with a reservation stays a result.
        ("学法4次,但仍存在学用脱节的问题。", None),
    ],
)
def test_opening(sentence: str, role: str | None) -> None:
    assert opening(sentence, 0, len(sentence), YEAR) == role


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("柳河县2023年度法治政府建设报告\n实施纲要(2021-2025年)", 2023),
        ("索引号:00/2024-03\n柳河县2023年法治建设总结", 2023),
        ("柳河镇二〇二二年工作总结", 2022),
        ("2023年学法,2023年执法,2024年再来。", 2023),
        ("没有年份", None),
    ],
)
def test_report_year(text: str, year: int | None) -> None:
    assert report_year(text) == year


def test_roles_are_inherited() -> None:
    found = roles(
        "柳河县2023年法治政府建设工作报告\n全县依法办事水平有了新的提高,现报告如下。\n一、工作情况\n(一)规范执法。评查60卷。\n"
        "二、存在问题和困难\n(一)学习意识加强。学用脱节。\n(二)人手不足。缺员8人。\n三、2024年打算\n(一)解决突出问题。招录3人。"
    )
    assert found["全县依法办事水平有了新的提高,现报告如下。"] == PREAMBLE
    assert found["评查60卷。"] == RESULT
    assert found["(一)学习意识加强。"] == found["学用脱节。"] == found["缺员8人。"] == PROBLEM
    assert found["(一)解决突出问题。"] == found["招录3人。"] == PLAN


def test_mixed_heading_turns_at_the_plan() -> None:
    found = roles(
        "一、工作情况\n评查60卷。\n二、存在的问题及下一阶段工作思路\n工作有成效,但还存在短板:一是人手不足。二是学用脱节。\n"
        "下一阶段,我县将抓好以下工作。\n(一)充实队伍。招录3人。\n(二)加强学习。办班2期。"
    )
    assert found["一是人手不足。"] == found["二是学用脱节。"] == PROBLEM
    assert found["下一阶段,我县将抓好以下工作。"] == found["招录3人。"] == found["办班2期。"] == PLAN


def test_parts_without_heading() -> None:
    found = roles(
        "柳河镇2023年法治建设总结\n一年来,全镇依法办事水平有了新的提高,成绩较好。\n抓好学习,打牢基础。举办专题讲座六场,村干部全部参加。\n"
        "回顾一年的工作,还存在一些不足:人手不足。\n今后,我们将充实队伍。"
    )
    assert found["举办专题讲座六场,村干部全部参加。"] == RESULT
    assert found["回顾一年的工作,还存在一些不足:人手不足。"] == PROBLEM
    assert found["今后,我们将充实队伍。"] == PLAN


def test_part_stands_beside_the_section_it_was_found_in() -> None:
    view = build_view("一、政务公开。公开90条。\n存在的主要问题是:人手不足。\n2024年,我们将招录3人。\n二、附则。略。")
    by_text = {view.text[s.start : s.end]: view.sections[s.section] for s in view.sentences}
    assert by_text["存在的主要问题是:人手不足。"].path == "存在的主要问题是"
    assert by_text["略。"].role == RESULT


def test_next_step_of_one_section_ends_with_it() -> None:
    found = roles(
        "一、工作情况\n(一)规范执法。评查60卷。下一步,将评查90卷。\n(二)加强学习。学法4次。\n(三)政务公开。公开90条。"
    )
    assert found["下一步,将评查90卷。"] == PLAN
    assert found["(二)加强学习。"] == found["学法4次。"] == found["公开90条。"] == RESULT


def test_count_that_starts_again_belongs_to_the_plan() -> None:
    found = roles(
        "一、规范执法\n评查60卷。\n二、加强学习\n学法4次。\n下一步,重点抓好以下工作:\n一、充实队伍。招录3人。\n二、抓好培训。办班2期。"
    )
    assert found["学法4次。"] == RESULT
    assert found["招录3人。"] == found["办班2期。"] == PLAN


def test_unnumbered_headings_above_a_new_count() -> None:
    found = roles(
        "柳河县2023年法治政府建设工作报告\n全县依法办事水平有了新的提高,现报告如下。\n一、规范执法\n评查60卷。\n二、加强学习\n学法4次。\n"
        "存在的问题\n一、人手不足。缺员8人。\n二、学用脱节。培训偏少。\n2024年工作思路\n一、充实队伍。招录3人。"
    )
    assert found["缺员8人。"] == found["培训偏少。"] == PROBLEM
    assert found["招录3人。"] == PLAN


def test_first_count_below_an_unnumbered_heading() -> None:
    found = roles(
        "柳河县2023年工作报告\n全年评查案卷60卷,办理复议9件。\n存在的问题\n一、人手不足。缺员8人。\n下一步打算\n一、充实队伍。招录3人。\n二、抓好培训。"
    )
    assert found["全年评查案卷60卷,办理复议9件。"] == RESULT
    assert found["缺员8人。"] == PROBLEM
    assert found["招录3人。"] == found["二、抓好培训。"] == PLAN


@pytest.mark.parametrize("label", ["工作打算", "改进措施", "下一步工作安排", "2024年重点"])
def test_label_that_heads_a_plan(label: str) -> None:
    found = roles(
        f"柳河县2023年工作报告\n一、规范执法\n评查60卷。\n{label}:\n(一)充实队伍。招录3人。\n(二)抓好培训。办班2期。"
    )
    assert found["评查60卷。"] == RESULT
    assert found["招录3人。"] == found["办班2期。"] == PLAN


def test_reservation_in_the_preamble_does_not_reach_the_results() -> None:
    found = roles("全县成效明显,也还存在一些不足。现将情况报告如下:\n一、规范执法\n评查60卷。")
    assert found["评查60卷。"] == RESULT


def test_lists_of_one_paragraph() -> None:
    found = roles(
        "一是学法4次。二是评查60卷。存在的主要问题有:一是人手不足;二是学用脱节。下一步,一是招录3人;二是办班2期。"
    )
    assert found["一是学法4次。"] == found["二是评查60卷。"] == RESULT
    assert found["一是人手不足;"] == found["二是学用脱节。"] == PROBLEM
    assert found["一是招录3人;"] == found["二是办班2期。"] == PLAN


@pytest.mark.parametrize("text", ["全年受理复议申请36件", "全面落实负责人出庭制度", "评查案卷60卷,合格率98%。"])
def test_a_bare_statement_is_a_result(text: str) -> None:
    assert roles(text) == {text: RESULT}


def test_annex_after_the_signature_is_in_no_section() -> None:
    found = roles(
        "一、工作情况\n评查60卷。\n二、下一步打算\n评查90卷。\n柳河县人民政府\n2024年1月5日\n附表数据如下。\n| 受理 | 36 |\n| 审结 | 30 |"
    )
    assert found["评查90卷。"] == PLAN
    assert found["柳河县人民政府"] == found["2024年1月5日"] == FURNITURE
    assert found["附表数据如下。"] == found["|受理|36|"] == RESULT


@pytest.mark.parametrize(
    ("problems", "plans"),
    [
        ("问题:少数单位人手不足;学用脱节。", "打算:2024年,全县招录3人。"),
        ("存在的主要问题是人手不足。", "下一步:招录3人。"),
        ("不足:人手不足。", "措施:招录3人。"),
        ("不足：人手不足。", "措施，招录3人。"),
        ("问题:人手不足。", "安排:招录3人。"),
        ("问题:人手不足。", "下步打算,招录3人。"),
        ("问题:人手不足。", "改进方向:招录3人。"),
        ("问题:人手不足。", "下一步主要举措有:招录3人。"),
        # The label stands behind a semicolon: the sentence is parted there.
        ("不足:人手不足;", "措施:招录3人。"),
    ],
)
@pytest.mark.parametrize("heading", ["七、问题和打算", "七、存在的不足"])
def test_label_inside_a_paragraph_turns_to_the_plan(heading: str, problems: str, plans: str) -> None:
    found = roles(f"一、规范执法\n评查60卷。\n{heading}\n{problems}{plans}办班2期。\n八、附则\n略。")
    folded = {text: role for text, role in found.items() if role in (PROBLEM, PLAN)}
    assert folded == {
        heading: PROBLEM,
        problems.replace("：", ":"): PROBLEM,
        plans.replace("，", ","): PLAN,
        "办班2期。": PLAN,
    }


def test_label_ends_with_its_paragraph_under_a_heading_of_problems() -> None:
    found = roles("七、存在的不足\n不足:人手不足。措施:招录3人。\n学用脱节,培训偏少。")
    assert found["措施:招录3人。"] == PLAN
    assert found["学用脱节,培训偏少。"] == PROBLEM


@pytest.mark.parametrize("heading", ["七、问题和打算", "七、存在的不足"])
def test_label_in_each_item_of_a_list(heading: str) -> None:
    found = roles(f"{heading}\n一是人手不足。措施:招录3人。二是学用脱节。措施:办班2期。三是经费偏少。")
    assert found["一是人手不足。"] == found["二是学用脱节。"] == found["三是经费偏少。"] == PROBLEM
    assert found["措施:招录3人。"] == found["措施:办班2期。"] == PLAN


def test_list_of_plans_after_a_list_of_one_problem() -> None:
    found = roles("七、问题和打算\n问题:一是人手不足。打算:一是招录3人。二是办班2期。")
    assert found["一是人手不足。"] == PROBLEM
    assert found["一是招录3人。"] == found["二是办班2期。"] == PLAN


def test_heading_that_is_a_label_below_problems() -> None:
    found = roles("七、问题及整改\n(一)问题\n人手不足。\n(二)具体措施\n招录3人。")
    assert found["人手不足。"] == PROBLEM
    assert found["招录3人。"] == PLAN


def test_labels_say_nothing_in_a_part_about_results() -> None:
    found = roles("一、规范执法\n措施:评查60卷。安排,办班2期。目标明确;措施:公开9条。")
    assert set(found.values()) == {RESULT}
    assert "目标明确;措施:公开9条。" in found


@pytest.mark.parametrize(
    "sentence", ["打算,招录3人。", "措施:招录3人。", "下一步,招录3人。", "还存在一些不足。", "问题:人手不足。"]
)
def test_no_turn_without_a_turning_place(sentence: str) -> None:
    assert turning_places(sentence)[0] < TURN_REACH
