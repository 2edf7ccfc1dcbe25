"""Criteria answered from tables, formulas and people: every state they can be in."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from assess_samples import DONE, cell, fact, leaf, linear, node, rate, report, rubric, sources

from scoring.assess import Asking, Entry, Group, case_of, score_leaf
from scoring.measures.facts import Fact
from scoring.results import LeafScore, Outcome
from scoring.rubric.formula import parse_formula
from scoring.rubric.rule_specs import (
    CountSpec,
    DeductCause,
    DeductSpec,
    Divisor,
    ImportedSpec,
    JudgementSpec,
    Level,
    LevelsSpec,
    PerStep,
    RankSpec,
    Subject,
    Tariff,
    YearOnYearSpec,
)
from scoring.rubric.types import Formula, Leaf, Policy, Quotes, TableDeclaration
from scoring.rules import Peers
from scoring.sources.types import NOT_APPLICABLE, UNREADABLE, Listed, Sources, TableRow
from scoring.sources.types import NOTHING as NO_SOURCES

D = Decimal
R = report()
NAME = R.unit
SHEET = rubric(node("d", leaf("m")))
COURT = leaf("法院.败诉率", "4", linear("0.5", "0"), "table", direction="down")


def score(
    which: Leaf, beside: Sources = NO_SOURCES, *facts: Fact, asking: Asking | None = None, listed: Listed | None = None
) -> LeafScore:
    entry = Entry("k", NAME, 2023, "county", "county", (R,), facts, listed=listed)
    last = Entry("k", NAME, 2022, "county", "county", (), ())
    return score_leaf(which, "d", case_of(SHEET, entry, sources=beside, last=last), asking or Asking())


def court(value: str | int, **more: str | int) -> Sources:
    return sources((NAME, 2023, "法院", {"败诉率": value, **more}))


@pytest.mark.parametrize(
    ("beside", "outcome", "points", "said"),
    [
        (NO_SOURCES, "pending", None, "等待外部数据：法院.败诉率"),
        (sources(tables=("法院",)), "missing", None, "外部数据没有该单位的数值：法院.败诉率"),
        (sources((NAME, 2022, "法院", {"败诉率": "10%"})), "missing", None, "没有该单位"),
        (court("25%"), "scored", "2", "外部数据：25%"),
        (court("60%"), "zero", "0", "外部数据：60%"),
        (court(25), "pending", None, "评分标准按百分比计"),
        (court("很低"), "pending", None, "外部数据不是数：法院.败诉率为“很低”"),
        (
            sources((NAME, 2023, "法院", {"败诉率": "10%"}), (NAME, 2023, "法院", {"败诉率": "20%"})),
            "pending",
            None,
            "有2行",
        ),
        (sources((NAME, None, "法院", {"败诉率": "25%"})), "scored", "2", "25%"),  # says no year: this year's
    ],
)
def test_tables(beside: Sources, outcome: str, points: str | None, said: str) -> None:
    found = score(COURT, beside)
    assert (found.outcome.value, found.points) == (outcome, None if points is None else D(points))
    assert said in found.words


@pytest.mark.parametrize(("state", "outcome"), [(NOT_APPLICABLE, "not_applicable"), (UNREADABLE, "pending")])
def test_cells_that_are_no_number(state: str, outcome: str) -> None:
    odd = replace(cell("－"), state=state)
    beside = replace(court("1%"), rows={(NAME, 2023, "法院"): (TableRow({"败诉率": odd}, odd.place),)})
    assert score(COURT, beside).outcome.value == outcome


def test_the_office_and_the_place_are_kept() -> None:
    sheet = replace(SHEET, tables=(TableDeclaration("法院", "通报", "中级法院", "甲号通报", "2024-01"),))
    entry = Entry("k", NAME, 2023, "county", "county", (R,), ())
    found = score_leaf(COURT, "d", case_of(sheet, entry, sources=court("25%")))
    assert found.words.startswith("外部数据（中级法院，甲号通报，2024-01）：25%")
    (used,) = found.cells
    assert (used.place.file, used.place.row, used.place.column) == ("法院.xlsx", 2, "败诉率")


def test_last_years_row() -> None:
    beside = sources((NAME, 2023, "法院", {"败诉率": "25%"}), (NAME, 2022, "法院", {"败诉率": "50%"}))
    assert score(replace(COURT, period="last_year"), beside).points == 0
    assert score(replace(COURT, period="2022"), beside).points == 0


def test_an_undated_row_is_never_last_years() -> None:
    assert score(replace(COURT, period="last_year"), sources((NAME, None, "法院", {"败诉率": "25%"}))).points is None


@pytest.mark.parametrize(("word", "points"), [("是", "2"), ("√", "2"), ("否", "0"), ("无", "0")])
def test_yes_and_no_in_a_table(word: str, points: str) -> None:
    assert score(leaf("法院.报送", "2", DONE, "table"), court("1%", 报送=word)).points == D(points)


@pytest.mark.parametrize(
    ("value", "outcome", "points"), [(84, "scored", "1.68"), (184, "pending", None), (-4, "pending", None)]
)
def test_imported_scores_stay_on_their_scale(value: int, outcome: str, points: str | None) -> None:
    found = score(leaf("调查.得分", "2", ImportedSpec(D(100)), "table"), sources((NAME, 2023, "调查", {"得分": value})))
    assert (found.outcome.value, found.points) == (outcome, None if points is None else D(points))


LEVELS = LevelsSpec((Level("好", linear("0", "1").nodes[1].worth), Level("差", linear("0", "1").nodes[0].worth)))


@pytest.mark.parametrize(
    ("cells", "subject", "points"),
    [
        ({"等次": "好"}, "评议.等次", "4"),
        ({"等次": "很好"}, "评议.等次", None),
        ({"好": 3, "差": 1}, "评议", "3"),
        ({"好": 3}, "评议", "4"),
        ({"好": 0, "差": 0}, "评议", None),
        ({"好": "三", "差": 1}, "评议", None),
    ],
)
def test_levels_from_tables(cells: dict[str, str | int], subject: str, points: str | None) -> None:
    found = score(leaf(subject, "4", LEVELS, "table"), sources((NAME, 2023, "评议", cells)))
    assert found.points == (None if points is None else D(points))


def test_a_list_that_does_not_name_the_unit_means_nothing_happened() -> None:
    spec = CountSpec(tariff=Tariff((("省级", D(2)),), "级别"))
    which = leaf("表彰", "4", spec, "table")
    assert score(which, sources(tables=("表彰",))).outcome is Outcome.ZERO
    assert score(which).outcome is Outcome.PENDING
    assert score(which, sources((NAME, 2023, "表彰", {"级别": "省级"}))).points == 2
    assert score(which, sources((NAME, 2023, "表彰", {"级别": "镇级"}))).outcome is Outcome.PENDING


def test_causes_on_tables_beside_the_report() -> None:
    spec = DeductSpec(
        (
            DeductCause("败诉", Subject("table", "法院.败诉件数", "败诉件数"), "over", D(1)),
            DeductCause("学法", Subject("measure", "m", "学法", "次"), "under", D("0.5"), D(4)),
        )
    )
    which = leaf("m", "4", spec)
    assert score(which, court("1%", 败诉件数=1), fact(R, "m", 2)).points == 2
    waiting = score(which, NO_SOURCES, fact(R, "m", 2))
    assert waiting.points == 3
    assert "table_waiting" in waiting.flags
    only = replace(which, rule=replace(which.rule, spec=DeductSpec(spec.causes[:1])))
    assert score(only).outcome is Outcome.PENDING


def test_a_count_per_ten_thousand() -> None:
    people = Divisor(Subject("table", "units.population", "人口"), D(10000))
    which = leaf("m", "4", CountSpec(D(1), divisor=people, unit="件"))
    assert score(which, NO_SOURCES, fact(R, "m", 60), listed=Listed(NAME, population=D(200000))).points == 3
    assert score(which, NO_SOURCES, fact(R, "m", 60)).outcome is Outcome.PENDING
    assert score(which, NO_SOURCES, fact(R, "m", 60), listed=Listed(NAME, population=D(0))).outcome is Outcome.PENDING


# ------------------------------------------------------------------ formulas

LOST, CASES = Subject("measure", "lost", "败诉件数", "件"), Subject("table", "法院.收案数", "收案数")
RATE = leaf(
    "败诉率",
    "4",
    linear("0.5", "0"),
    "formula",
    formula=Formula("lost ÷ 法院.收案数", parse_formula("lost ÷ 法院.收案数"), (LOST, CASES)),
    unit="ratio",
)


@pytest.mark.parametrize(
    ("cases", "lost", "outcome", "points", "said"),
    [
        (20, 5, "scored", "2", "按公式lost ÷ 法院.收案数算得25%（败诉件数5件，收案数20）"),
        (0, 5, "not_applicable", None, "公式的除数为0"),
        (None, 5, "missing", None, "公式缺少收案数"),
        (None, None, "missing", None, "公式缺少败诉件数、收案数"),
    ],
)
def test_formulas(cases: int | None, lost: int | None, outcome: str, points: str | None, said: str) -> None:
    beside = NO_SOURCES if cases is None else court("1%", 收案数=cases)
    found = score(RATE, beside, *([] if lost is None else [fact(R, "lost", lost)]))
    assert (found.outcome.value, found.points) == (outcome, None if points is None else D(points))
    assert said in found.words


def test_a_formula_keeps_the_quotes_of_its_operands() -> None:
    one = fact(R, "lost", 5, approx="about", low=4.5, high=5.5)
    found = score(RATE, court("1%", 收案数=20), one)
    assert found.used == (one,)
    assert len(found.cells) == 1
    assert found.flags == ("approximate",)


def test_a_policy_may_ask_another_formula() -> None:
    other = Formula("lost", parse_formula("lost"), (LOST,))
    silent = leaf("m", "4", linear("10", "0"), missing=Policy("formula", formula=other))
    found = score(silent, NO_SOURCES, fact(R, "lost", 5))
    assert (found.outcome, found.points, found.way) == (Outcome.SCORED, D(2), "formula")
    assert found.words.startswith("报告未载明；按评分标准改用公式：按公式lost算得")
    assert score(silent).outcome is Outcome.PENDING


# ------------------------------------------------------------------ people


@pytest.mark.parametrize(
    ("spec", "given", "outcome", "points"),
    [
        (JudgementSpec(D(0), D(4), D("0.5")), [3.5], "judged", "3.5"),
        (JudgementSpec(D(0), D(4), D("0.5")), [0], "judged", "0"),  # a person's nought is no missing answer
        (JudgementSpec(D(0), D(4), D("0.5")), [3, 4], "judged", "3.5"),
        (JudgementSpec(D(0), D(4), D("0.5")), [3.2], "pending", None),
        (JudgementSpec(D(0), D(4), D("0.5")), [5], "pending", None),
        (JudgementSpec(D(0), D(4), D("0.5")), [3, 5], "pending", None),
        (JudgementSpec(D(0), D(4), D("0.5")), ["好"], "pending", None),
        (LEVELS, ["好"], "judged", "4"),
        (LEVELS, ["好", "差"], "judged", "2"),
        (LEVELS, ["中"], "pending", None),
        (LEVELS, [4], "pending", None),
        (JudgementSpec(), [], "pending", None),
    ],
)
def test_people(spec: JudgementSpec | LevelsSpec, given: list[str | float], outcome: str, points: str | None) -> None:
    which = leaf("j", "4", spec, "judgement", subject="")
    found = score(which, sources(judged={(NAME, "j"): given} if given else None))
    assert (found.outcome.value, found.points) == (outcome, None if points is None else D(points))
    assert len(found.judgements) == len(given)


# ------------------------------------------------------------------ beside the score


def test_the_report_beside_the_table() -> None:
    which = replace(COURT, compare=Subject("measure", "loss", "败诉率", "ratio"))
    same = score(which, court("25%"), rate(R, "loss", 0.25))
    assert (same.compared, same.flags) == ("报告自述败诉率为25%", ())
    other = score(which, court("25%"), rate(R, "loss", 0.2))
    assert (other.points, other.flags) == (same.points, ("differs",))
    within = score(which, court("25%"), rate(R, "loss", 0.2, low=0.2, high=None, approx="at_least"))
    assert within.flags == ()
    assert score(which, court("25%")).compared == ""


def test_the_table_beside_the_report() -> None:
    which = leaf("m", "4", linear("0.5", "1"), compare=Subject("table", "法院.出庭率", "出庭率", "ratio"))
    found = score(which, court("1%", 出庭率="74%"), rate(R, "m", 0.75))
    assert (found.points, found.compared, found.flags) == (D(2), "外部数据出庭率为74%", ("differs",))
    assert found.cells[0].place.column == "出庭率"


def test_self_scores() -> None:
    found = score(leaf("m", "4", linear("0.5", "1")), sources(self_scores={(NAME, "m"): "4.5"}), rate(R, "m", 0.75))
    assert (found.points, found.self_score, found.flags) == (D(2), D("4.5"), ("self_score_over",))


@pytest.mark.parametrize(
    ("without", "outcome", "points"),
    [(Quotes("review"), "pending", None), (Quotes("zero"), "zero", "0"), (Quotes("share", D("0.5")), "scored", "1")],
)
def test_too_few_quotes(without: Quotes, outcome: str, points: str | None) -> None:
    which = leaf("m", "4", linear("0.5", "1"), evidence=2, without_quotes=without)
    found = score(which, NO_SOURCES, rate(R, "m", 0.75))
    assert (found.outcome.value, found.points) == (outcome, None if points is None else D(points))
    if points is not None:
        assert sum(lost.points for lost in found.deductions) == 4 - D(points)


def test_points_rounded_by_the_criterion() -> None:
    which = leaf("m", "4", linear("0.5", "1"), places=1)
    found = score(which, NO_SOURCES, rate(R, "m", 0.77))
    assert (found.points, found.deductions[0].points) == (D("2.2"), D("1.8"))
    assert found.words.endswith("得2.16/4，取1位小数为2.2分")


# ------------------------------------------------------------------ groups and last year

MOVED = leaf("m", "4", YearOnYearSpec("value", False, linear("0", "1").nodes[1].worth, fall=PerStep(D(1)), unit="件"))


def test_last_year_from_the_report_itself() -> None:
    """Without last year's report: what this one says of last year."""
    now, before = fact(R, "m", 5), fact(R, "m", 7, period="2022", chosen=False, at=4)
    found = score(MOVED, NO_SOURCES, now, before)
    assert found.points == 2
    assert "比上年（7件）退步2件" in found.words
    assert score(MOVED, NO_SOURCES, now).outcome is Outcome.MISSING
    assert score(MOVED, NO_SOURCES, now, asking=Asking(last=D(6))).points == 3


def test_few_peers_are_a_doubt() -> None:
    ranked = leaf("m", "4", RankSpec(False, step=D(1), unit="件"))
    group = Group(Peers.of([5, 6]))
    found = score(ranked, NO_SOURCES, fact(R, "m", 5), asking=Asking(group))
    assert (found.points, found.flags) == (D(3), ("few_peers",))
    assert found.peers is not None
    assert found.peers.count == 2
    assert score(ranked, NO_SOURCES, fact(R, "m", 5)).outcome is Outcome.PENDING
