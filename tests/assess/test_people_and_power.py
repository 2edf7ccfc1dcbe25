"""Items that people answer, criteria for units with the power to enforce, columns that make a criterion inapplicable, last year in formulas."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from assess_samples import DONE, fact, leaf, linear, node, practice, report, rubric, sources

from scoring.assess.asks import asked_of_files
from scoring.assess.case import case_of
from scoring.assess.leaves import score_leaf
from scoring.assess.units import Entry
from scoring.measures.facts import Fact
from scoring.results import LeafScore
from scoring.rubric.formula import parse_formula
from scoring.rubric.rule_specs import (
    ChecklistItem,
    ChecklistSpec,
    DeductCause,
    DeductSpec,
    JudgementSpec,
    Level,
    LevelsSpec,
    Subject,
    Worth,
)
from scoring.rubric.types import Formula, Leaf, NaWhen, TableDeclaration
from scoring.sources.types import NOTHING, Listed, Sources

D = Decimal
R = report()
NAME = R.unit
SHEET = rubric(node("d", leaf("m")))
DONE_ITEM = ChecklistItem("目录", Subject("practice", "p", "目录"), D("0.5"))
SEEN = ChecklistItem("现场", Subject("judgement", "x.2", "现场检查", "有无"), D("0.3"))
SPOT = ChecklistItem("抽查", Subject("judgement", "x.3", "抽查得分"), D("0.2"), D(80))
LIST = leaf("x", "10", ChecklistSpec((DONE_ITEM, SEEN, SPOT)), "practice", subject="p")


def score(
    which: Leaf,
    beside: Sources = NOTHING,
    *facts: Fact,
    before: tuple[Fact, ...] = (),
    listed: Listed | None = None,
    applies: tuple[tuple[str, ...], ...] = (),
) -> LeafScore:
    entry = Entry("k", NAME, 2023, "department", "department", (R,), facts, listed=listed)
    reports = (R,) if before else ()
    last = Entry("k", NAME, 2022, "department", "department", reports, before)
    return score_leaf(which, "d", case_of(SHEET, entry, sources=beside, last=last), applies=applies)


# ------------------------------------------------------------------ items for people


def test_people_answer_items() -> None:
    given = sources(judged={(NAME, "x.2"): [1], (NAME, "x.3"): [75]})
    found = score(LIST, given, practice(R, "p"))
    assert (found.points, found.stake, found.flags) == (D(8), D(0), ())
    assert len(found.judgements) == 2
    assert "人工评定" in found.words
    assert [lost.cause for lost in found.deductions] == ["抽查"]


def test_items_wait_for_people() -> None:
    found = score(LIST, NOTHING, practice(R, "p"))
    assert (found.points, found.stake) == (D(5), D(5))
    assert "judgement_waiting" in found.flags
    assert "“现场”待人工评定" in found.words
    assert all("待人工评定" in lost.reason for lost in found.deductions)
    alone = leaf("x", "10", ChecklistSpec((replace(SEEN, weight=D(1)),)), "judgement", subject="x.2")
    waiting = score(alone)
    assert (waiting.outcome.value, waiting.words) == ("pending", "等待人工评分：现场")


def test_people_who_do_not_agree_on_an_item() -> None:
    found = score(LIST, sources(judged={(NAME, "x.2"): [1, 0]}), practice(R, "p"))
    assert (found.points, "judgements_differ" in found.flags, len(found.judgements)) == (D(5), True, 2)


def test_causes_for_people() -> None:
    late = DeductCause("迟报", Subject("judgement", "x.1", "迟报", "有无"), "done", D(1))
    wrong = DeductCause("问题", Subject("judgement", "x.2", "问题数"), "over", D("0.5"))
    which = leaf("x", "4", DeductSpec((late, wrong)), "judgement", subject="x.1")
    found = score(which, sources(judged={(NAME, "x.1"): [1], (NAME, "x.2"): [3]}))
    assert found.points == D("1.5")
    half = score(which, sources(judged={(NAME, "x.1"): [0]}))
    assert (half.points, "judgement_waiting" in half.flags) == (D(4), True)
    assert "“问题”待人工评定，暂不扣分" in half.words


def test_the_scoring_sheet_asks_for_items() -> None:
    wanted = {one.id: one for one in asked_of_files(rubric(node("d", LIST))).criteria}
    assert (wanted["x"].judged, wanted["x.2"].judged, wanted["x.2"].yes_no) == (False, True, True)
    assert (wanted["x.3"].yes_no, wanted["x.3"].step) == (False, None)


# ------------------------------------------------------------------ the power to enforce

POWER = (("department", "with_enforcement"),)


@pytest.mark.parametrize(
    ("power", "applies", "outcome"),
    [
        (True, POWER, "scored"),
        (False, POWER, "not_applicable"),
        (None, POWER, "pending"),
        (None, (("county", "with_enforcement"),), "not_applicable"),
        (False, (("department",), ("without_enforcement",)), "scored"),
    ],
)
def test_the_power_to_enforce(power: bool | None, applies: tuple[tuple[str, ...], ...], outcome: str) -> None:
    which = leaf("p", "4", DONE, "practice")
    found = score(which, NOTHING, practice(R, "p"), listed=Listed(NAME, enforcement=power), applies=applies)
    assert found.outcome.value == outcome
    if power is None and outcome == "pending":
        assert "单位名单没有写明" in found.words


# ------------------------------------------------------------------ columns


def test_a_column_makes_it_inapplicable() -> None:
    which = leaf("m", "4", linear("0", "1"), na_when=NaWhen("法院.收案数", D(0), "table"))
    none = score(which, sources((NAME, 2023, "法院", {"收案数": 0})), fact(R, "m", 0.5))
    assert (none.outcome.value, none.words[:15]) == ("not_applicable", "外部数据的“收案数”为0，本项")
    assert none.cells[0].place.column == "收案数"
    some = score(which, sources((NAME, 2023, "法院", {"收案数": 3})), fact(R, "m", 0.5))
    assert some.outcome.value == "scored"


def test_what_is_waited_for_is_told_by_its_name() -> None:
    which = leaf("court.lost_rate", "4", linear("0.5", "0"), "table", name="败诉率（法院）")
    assert score(which).words == "等待外部数据：败诉率（法院）"
    sheet = rubric(node("d", which), tables=(TableDeclaration("court", "法院通报"),))
    entry = Entry("k", NAME, 2023, "county", "county", (R,), ())
    assert score_leaf(which, "d", case_of(sheet, entry)).words == "等待外部数据：法院通报.败诉率（法院）"


def test_votes_are_shown() -> None:
    spec = LevelsSpec((Level("好", Worth(share=D(1))), Level("差", Worth(share=D(0)))))
    which = leaf("测评", "4", spec, "table")
    found = score(which, sources((NAME, 2023, "测评", {"好": 3, "差": 1})))
    assert (found.points, found.value_text) == (D(3), "“好”3票、“差”1票")


# ------------------------------------------------------------------ last year, extremes

CHANGE = leaf(
    "f",
    "4",
    linear("10", "0"),
    "formula",
    formula=Formula(
        "lost - last(lost)",
        parse_formula("lost - last(lost)"),
        (Subject("measure", "lost", "败诉件数", "件"), Subject("measure", "lost", "上年败诉件数", "件", True)),
    ),
    unit="件",
)


def test_last_year_in_a_formula() -> None:
    now = fact(R, "lost", 8)
    found = score(CHANGE, NOTHING, now, before=(fact(R, "lost", 3),))
    assert (found.points, found.value) == (D(2), 5.0)
    assert "上年败诉件数" in found.words
    assert len(found.used) == 1  # last year's report is not among the unit's reports
    said = score(CHANGE, NOTHING, now, fact(R, "lost", 3, period="2022", chosen=False, at=4))
    assert (said.points, len(said.used)) == (D(2), 2)
    silent = score(CHANGE, NOTHING, now)
    assert (silent.outcome.value, "缺少上年败诉件数" in silent.words) == ("missing", True)


def test_last_years_row() -> None:
    formula = Formula(
        "last(法院.败诉数)",
        parse_formula("last(法院.败诉数)"),
        (Subject("table", "法院.败诉数", "上年败诉数", "", True),),
    )
    which = replace(CHANGE, formula=formula)
    beside = sources((NAME, 2022, "法院", {"败诉数": 5}), (NAME, 2023, "法院", {"败诉数": 9}))
    assert score(which, beside).points == D(2)


def test_extremes_are_left_out_of_people() -> None:
    which = leaf("j", "10", JudgementSpec(trim=1), "judgement", subject="")
    found = score(which, sources(judged={(NAME, "j"): [1, 6, 8, 10]}))
    assert (found.points, "去掉1个最高和1个最低" in found.words, len(found.judgements)) == (D(7), True, 4)
    two = score(which, sources(judged={(NAME, "j"): [6, 8]}))
    assert (two.points, "不去掉最高最低" in two.words) == (D(7), True)
