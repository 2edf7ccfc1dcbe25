"""Three sheets re-told in YAML: one that deducts, one that ranks, one composed of three sources. All figures are invented."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path

import pytest
from assess_samples import fact, practice, rate, report, sources

from scoring.assess.units import READ
from scoring.errors import Diagnostic
from scoring.measures.facts import Fact
from scoring.rank import score_run
from scoring.resources import measures_folder
from scoring.results import LeafScore, Outcome, Run, UnitScore
from scoring.rubric.load import load_rubric
from scoring.rubric.types import Rubric
from scoring.sources.types import Listed, Sources
from scoring.store import results_json
from scoring.tables import (
    adjustments_table,
    cell_text,
    doubts_table,
    evidence_table,
    ledger_table,
    ranking_table,
    rubric_table,
    run_table,
)
from scoring.text.report import Report
from scoring.vocabulary import Vocabulary, load_vocabulary

SHEETS = Path(__file__).parent / "rubric" / "sheets"


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary(measures_folder())


def sheet(name: str, vocabulary: Vocabulary) -> tuple[Rubric, tuple[Diagnostic, ...]]:
    found, diagnostics = load_rubric(SHEETS / f"{name}.yaml", vocabulary)
    assert found is not None, diagnostics
    return found, diagnostics


def by_unit(units: Iterable[UnitScore]) -> dict[str, UnitScore]:
    return {unit.unit: unit for unit in units}


def leaf(unit: UnitScore, criterion: str) -> LeafScore:
    pooled = [one for pool in unit.pools for one in pool.leaves]
    return next(one for one in (*unit.leaves, *pooled) if one.criterion == criterion)


def points(unit: UnitScore, criterion: str) -> str:
    found = leaf(unit, criterion).points
    return "None" if found is None else f"{found.normalize():f}"


@pytest.mark.parametrize("name", ["deduction", "ranking", "composite"])
def test_each_fits_on_a_page(name: str, vocabulary: Vocabulary) -> None:
    _, diagnostics = sheet(name, vocabulary)
    assert [found.code for found in diagnostics] == (["minmax-moves"] if name == "composite" else [])
    assert len((SHEETS / f"{name}.yaml").read_text(encoding="utf-8").splitlines()) < 80


# ------------------------------------------------------------------ the sheet that deducts

BUREAUS = ("城管局", "档案局", "农业局", "体育局", "市监局")
LISTED = tuple(
    Listed(name, "department", "有执法权部门" if name in ("城管局", "农业局", "市监局") else "无执法权部门")
    for name in BUREAUS
)


def bureau(name: str, meetings: int, study: int | None, appearance: float) -> READ:
    one = report(name, 2023, unit_type="department")
    facts: list[Fact] = [
        fact(one, "executive_meetings_on_rule_of_law", meetings, at=0),
        rate(one, "respondent_appearance_rate", appearance, at=4),
        practice(one, "three_enforcement_systems", at=6),
        fact(one, "report.first_responsible", 1, at=8, kind="report", value_unit="有无"),
    ]
    if study is not None:
        facts.append(fact(one, "center_group_legal_study", study, at=2))
    return one, tuple(facts)


BUREAU_SOURCES = sources(
    ("城管局", 2023, "法院通报", {"败诉率": "12.5%", "败诉件数": 1}),
    ("档案局", 2023, "法院通报", {"败诉率": "0%", "败诉件数": 0}),
    ("农业局", 2023, "法院通报", {"败诉率": "60%", "败诉件数": 3}),
    ("体育局", 2023, "法院通报", {"败诉率": "0%", "败诉件数": 0}),
    ("城管局", 2023, "表彰", {"级别": "国家级", "事项": "示范创建"}),
    ("城管局", 2023, "表彰", {"级别": "省级", "事项": "示范创建"}),
    ("城管局", 2023, "表彰", {"级别": "市级", "事项": "普法"}),
    ("农业局", 2023, "负面事件", {"级别": "较重", "事项": "程序违法"}),
    ("农业局", 2023, "负面事件", {"级别": "较重", "事项": "程序违法"}),
    ("体育局", 2023, "负面事件", {"级别": "特别严重", "事项": "泄密"}),
    judged={
        ("城管局", "lead.visit"): ["好"],
        ("档案局", "lead.visit"): ["好", "好", "较好", "一般"],
        ("农业局", "lead.visit"): ["较好"],
        ("体育局", "lead.visit"): ["优"],
        ("档案局", "veto.fraud"): [1],
        ("城管局", "veto.fraud"): [0],
    },
    listed=LISTED,
)
BUREAU_READ: list[READ] = [
    bureau("城管局", 3, 4, 0.95),
    bureau("档案局", 3, 6, 1.0),
    bureau("农业局", 1, None, 0.88),
    bureau("体育局", 5, 9, 0.96),
]


def deducted(vocabulary: Vocabulary, read: list[READ] | None = None) -> dict[str, UnitScore]:
    rubric, _ = sheet("deduction", vocabulary)
    return by_unit(score_run(rubric, read or BUREAU_READ, 2023, sources=BUREAU_SOURCES))


def test_deductions_by_cause(vocabulary: Vocabulary) -> None:
    found = deducted(vocabulary)
    # 城管局 may enforce: 20 points, two sessions short of six at 0.3 each.
    assert leaf(found["城管局"], "lead.meetings").full_marks == 20
    assert points(found["城管局"], "lead.meetings") == "19.4"
    # 档案局 may not: 30 points, nothing lost; the criterion on enforcement does not concern it.
    assert points(found["档案局"], "lead.meetings") == "30"
    assert leaf(found["档案局"], "lead.law").outcome is Outcome.NOT_APPLICABLE
    # 农业局: two meetings short (1), study not stated (1.2).
    assert points(found["农业局"], "lead.meetings") == "17.8"
    assert leaf(found["农业局"], "lead.meetings").full_marks == 20


def test_deductions_per_point_and_by_severity(vocabulary: Vocabulary) -> None:
    found = deducted(vocabulary)
    assert points(found["城管局"], "court.appearance") == "29.75"  # one point under 96 %
    assert points(found["农业局"], "court.appearance") == "27.5"  # six at 0.25, two at 0.5
    assert points(found["城管局"], "court.lost") == "25.5"  # 2.5 points over 10 %, one case lost at 2
    assert points(found["农业局"], "court.lost") == "0"  # the third case lost takes everything
    assert leaf(found["城管局"], "court.lost").cells[0].place.column == "败诉率"


def test_bonus_and_penalty_pools(vocabulary: Vocabulary) -> None:
    found = deducted(vocabulary)
    # The same matter counts once, at its highest level; and the pool inside the 100 never lifts above full marks.
    assert points(found["城管局"], "plus.honours") == "4"
    assert found["城管局"].total == found["城管局"].base + 4  # type: ignore[operator]
    # A second time of the same matter costs double: 4 + 8.
    assert points(found["农业局"], "minus.events") == "12"
    # A level that the tariff does not name is for a person, not for a guess.
    assert leaf(found["体育局"], "minus.events").outcome is Outcome.PENDING
    assert "特别严重" in leaf(found["体育局"], "minus.events").words


def test_votes_are_averaged_and_wrong_levels_refused(vocabulary: Vocabulary) -> None:
    found = deducted(vocabulary)
    assert points(found["档案局"], "lead.visit") == "7"  # (10 + 10 + 6 + 2) ÷ 4
    refused = leaf(found["体育局"], "lead.visit")
    assert (refused.outcome, refused.flags) == (Outcome.PENDING, ("judgement_refused",))


def test_vetoes_zero_a_node_and_cap_a_grade(vocabulary: Vocabulary) -> None:
    found = deducted(vocabulary)
    court = next(node for node in found["农业局"].nodes if node.node == "court")
    assert court.points == 0
    assert court.zeroed_by == "败诉率超过五成"
    archive = found["档案局"]
    assert archive.published >= 90
    assert (archive.grade, archive.barred, archive.grade_cap) == ("一般", True, "一般")
    assert [veto.triggered for veto in archive.vetoes] == [True, False]
    # Nobody said whether 体育局 was caught: a doubt, no effect.
    assert "veto_open" in found["体育局"].flags


def test_units_without_a_report_stay_in_the_ranking(vocabulary: Vocabulary) -> None:
    found = deducted(vocabulary)
    assert set(found) == set(BUREAUS)
    assert leaf(found["市监局"], "court.appearance").outcome is Outcome.NO_REPORT
    assert found["市监局"].group == "有执法权部门"


# ------------------------------------------------------------------ the sheet that ranks

COUNTIES = {
    # name: loss rate, appearance, mediation, cases, population, survey, survey before, sessions
    "甲县": ("10%", 0.90, 0.98, 300, 400000, 90, 88, 4),
    "乙县": ("12%", 0.96, 0.96, 200, 500000, 85, 90, 6),
    "丙县": ("12%", 0.80, 0.94, 900, 300000, 80, 70, 2),
    "丁县": ("20%", 0.48, 0.92, 100, 200000, 95, 60, 4),
    "戊县": ("30%", 0.72, 0.90, 400, 800000, 70, 80, None),
}


def ranked(vocabulary: Vocabulary, names: Iterable[str] = COUNTIES, seed: int | None = None) -> dict[str, UnitScore]:
    rubric, _ = sheet("ranking", vocabulary)
    read: list[READ] = []
    rows: list[tuple[str, int | None, str, dict[str, str | int]]] = []
    listed: list[Listed] = []
    for name in names:
        loss, appearance, mediation, cases, people, survey, before, study = COUNTIES[name]
        one, last = report(name, 2023), report(name, 2022)
        facts = [
            rate(one, "respondent_appearance_rate", appearance, at=0),
            rate(one, "mediation_success_rate", mediation, at=2),
            rate(one, "litigation_loss_rate", 0.1, at=6),
            fact(one, "report.contents_count", 4, at=4, kind="report", value_unit="项"),
        ]
        if study is not None:
            facts.append(fact(one, "executive_meeting_legal_study", study, at=8, value_unit="次"))
        read += [(one, tuple(facts)), (last, (rate(last, "respondent_appearance_rate", 0.7),))]
        rows += [
            (name, 2023, "法院", {"败诉率": loss, "收案数": cases}),
            (name, 2023, "调查", {"满意度": survey}),
            (name, 2022, "调查", {"满意度": before}),
        ]
        listed.append(Listed(name, "county", population=Decimal(people)))
    if seed is not None:
        random.Random(seed).shuffle(read)
        random.Random(seed).shuffle(listed)
    return by_unit(score_run(rubric, read, 2023, sources=sources(*rows, listed=tuple(listed))))


def column(found: dict[str, UnitScore], criterion: str) -> list[str]:
    return [points(found[name], criterion) for name in COUNTIES if name in found]


def test_points_by_place(vocabulary: Vocabulary) -> None:
    found = ranked(vocabulary)
    # 20 for the first; the second and third share 19 and 18; the last has 10, the last but one 12.
    assert column(found, "court.loss") == ["20", "18.5", "18.5", "12", "10"]
    assert "第2–3名（2个单位相同）" in leaf(found["乙县"], "court.loss").words
    peers = leaf(found["甲县"], "court.loss").peers
    assert peers is not None
    assert (peers.count, peers.low, peers.high) == (5, Decimal("0.1"), Decimal("0.3"))


def test_self_reported_and_table_stand_side_by_side(vocabulary: Vocabulary) -> None:
    found = ranked(vocabulary)
    assert leaf(found["甲县"], "court.loss").compared == "报告自述行政诉讼败诉率为10%"
    assert "differs" not in leaf(found["甲县"], "court.loss").flags
    assert "differs" in leaf(found["戊县"], "court.loss").flags


def test_against_best_and_mean(vocabulary: Vocabulary) -> None:
    found = ranked(vocabulary)
    assert column(found, "court.appearance") == ["11.25", "12", "10", "6", "9"]
    # The mean is 94 %: met is worth 80 % of 8; 0.1 more or less per point, at most 1 more.
    assert column(found, "court.mean") == ["6.8", "6.6", "6.4", "6.2", "6"]


def test_a_formula_per_head(vocabulary: Vocabulary) -> None:
    found = ranked(vocabulary)
    # Cases per 10,000: 7.5, 4, 30, 5, 5; few are good. 丁 and 戊 are equal: each beats two others and half of one.
    assert column(found, "court.load") == ["2.5", "10", "0", "6.25", "6.25"]
    assert leaf(found["甲县"], "court.load").way == "formula"


def test_places_won_and_lost(vocabulary: Vocabulary) -> None:
    found = ranked(vocabulary)
    # Now 丁甲乙丙戊, then 乙甲戊丙丁: 丁 won four places, 乙 and 戊 lost two.
    assert column(found, "service.move") == ["12", "11", "12", "15", "11"]
    assert "退步2位（第1名到第3名）" in leaf(found["乙县"], "service.move").words


def test_what_is_missing_takes_the_mean_of_the_group(vocabulary: Vocabulary) -> None:
    found = ranked(vocabulary)
    # 学法 6 4 4 2: percentiles 7/8, 1/2, 1/2, 1/8; their mean is 50 %.
    assert column(found, "service.study") == ["5", "8.75", "1.25", "5", "5"]
    filled = leaf(found["戊县"], "service.study")
    assert filled.outcome is Outcome.MISSING
    assert "4个单位的平均得分率50%" in filled.words


def test_a_bonus_outside_the_hundred(vocabulary: Vocabulary) -> None:
    found = ranked(vocabulary)
    assert points(found["乙县"], "plus.appearance") == "2"  # 26 points up, at most 2
    assert points(found["丁县"], "plus.appearance") == "0"  # fell


def test_a_quota_of_three(vocabulary: Vocabulary) -> None:
    found = ranked(vocabulary)
    first = sorted(found.values(), key=lambda unit: unit.rank)[:3]
    assert [unit.grade for unit in first] == ["先进"] * 3
    assert sum(unit.grade == "先进" for unit in found.values()) == 3


def test_the_order_of_files_never_matters(vocabulary: Vocabulary) -> None:
    usual = ranked(vocabulary)
    for seed in range(3):
        assert ranked(vocabulary, seed=seed) == usual


# ------------------------------------------------------------------ the sheet of three sources

STREETS = ("东街道", "南街道", "西街道", "北街道")


def street(name: str, adviser: bool, review: float, contents: int, reply: float, in_time: bool) -> READ:
    one = report(name, 2023, unit_type="township")
    facts: list[Fact] = [
        rate(one, "legality_review_coverage", review, at=2),
        fact(one, "report.contents_count", contents, at=4, kind="report", value_unit="项"),
        rate(one, "npc_proposal_rate", reply, at=6),
        fact(one, "report.published_in_time", float(in_time), at=8, kind="report", value_unit="有无"),
        practice(one, "legal_adviser_system", "done" if adviser else "plan"),
    ]
    return one, tuple(facts)


STREET_READ = [
    street("东街道", True, 1.0, 5, 1.0, True),
    street("南街道", True, 0.8, 4, 0.75, True),
    street("西街道", False, 0.6, 3, 0.5, False),
    street("北街道", True, 0.9, 5, 0.9, True),
]
STREET_SOURCES = sources(
    ("东街道", 2023, "指标库", {"公开得分": 90, "整改率": "100%", "重大违法": 0}),
    ("南街道", 2023, "指标库", {"公开得分": 80, "整改率": "90%", "重大违法": 0}),
    ("西街道", 2023, "指标库", {"公开得分": 70, "整改率": "80%", "重大违法": 0}),
    ("北街道", 2023, "指标库", {"整改率": "100%", "重大违法": 1}),
    ("东街道", 2023, "评议", {"满意": 60, "一般": 30, "不满意": 10}),
    judged={
        ("东街道", "public.leaders"): ["优", "优", "良", "中"],
        ("东街道", "public.experts"): [8.5, 9, 9],
    },
    self_scores={("东街道", "paper.adviser"): "10", ("东街道", "public.experts"): "12"},
    listed=tuple(Listed(name, "township", "城区" if name != "西街道" else "城郊") for name in STREETS),
)


def composed(
    vocabulary: Vocabulary, read: list[READ] = STREET_READ, beside: Sources = STREET_SOURCES
) -> dict[str, UnitScore]:
    rubric, _ = sheet("composite", vocabulary)
    return by_unit(score_run(rubric, read, 2023, sources=beside))


def test_three_sources_by_weight(vocabulary: Vocabulary) -> None:
    east = composed(vocabulary)["东街道"]
    assert east.full_marks == 100
    nodes = {node.node: node for node in east.nodes}
    assert [nodes[name].full_marks for name in ("paper", "data", "public")] == [50, 30, 20]
    # 16 of 20 by votes; 7.5 of 10 by the shares of answers; (8.5 + 9 + 9) ÷ 3 rounded to 8.8 of 10: 32.5 … of 40, brought to 20.
    assert points(east, "public.leaders") == "17"
    assert points(east, "public.people") == "7.5"
    assert points(east, "public.experts") == "8.8"
    assert nodes["public"].points == Decimal("33.3") / 2
    assert nodes["paper"].points == 50


def test_a_geometric_mean_of_what_is_there(vocabulary: Vocabulary) -> None:
    found = composed(vocabulary)
    south = next(node for node in found["南街道"].nodes if node.node == "data")
    # Reply 75 % of 100 % over a span of 50 %: half, weight 2. 80 of 90 and 80 lies one deviation below: 1/4. 90 % lies lowest: 0.
    assert (points(found["南街道"], "data.reply"), points(found["南街道"], "data.open")) == ("25", "6.25")
    assert points(found["南街道"], "data.range") == "0"
    assert south.points == 0
    assert south.words == "各部分得分率的加权几何平均"
    # 北街道 has no figure for openness: its weight goes to the siblings, 8/10 and 1.
    north = next(node for node in found["北街道"].nodes if node.node == "data")
    assert leaf(found["北街道"], "data.open").excluded
    assert abs(float(north.points) - 30 * 0.8 ** (2 / 3)) < 1e-9


def test_weights_from_comparisons_and_from_data(vocabulary: Vocabulary) -> None:
    found = composed(vocabulary)
    weights = dict(next(node for node in found["东街道"].nodes if node.node == "paper").weights)
    assert sum(weights.values()) == 1
    # All of the group have an adviser: entropy gives that nothing, the comparisons a half of .54.
    assert Decimal("0.26") < weights["paper.adviser"] < Decimal("0.28")
    alone = next(node for node in found["西街道"].nodes if node.node == "paper")
    assert alone.weighed_by == 1


def test_vetoes_stop_and_gates_cap(vocabulary: Vocabulary) -> None:
    found = composed(vocabulary)
    north = found["北街道"]
    assert north.total == 0
    assert (north.ranked, north.grade) == (False, "")
    assert north.rank == 3  # behind the two others of its group
    west = found["西街道"]
    assert [(veto.gate, veto.triggered) for veto in west.vetoes] == [(False, False), (True, True)]
    assert west.grade_cap == "乙等"


def test_self_scores_stand_beside(vocabulary: Vocabulary) -> None:
    east = composed(vocabulary)["东街道"]
    assert leaf(east, "paper.adviser").self_score == 10
    assert "self_score_over" in leaf(east, "public.experts").flags
    assert east.self_total is not None


def test_a_formula_for_what_is_missing(vocabulary: Vocabulary) -> None:
    one: Report = report("东街道", 2023, unit_type="township")
    read: list[READ] = [(one, (fact(one, "npc_proposals_handled", 9),))]
    beside = sources(("东街道", 2023, "指标库", {"交办件数": 12}), listed=STREET_SOURCES.listed[:1])
    found = leaf(composed(vocabulary, read, beside)["东街道"], "data.reply")
    assert (found.outcome, found.way, found.value) == (Outcome.SCORED, "formula", 0.75)
    assert found.words.startswith("报告未载明；按评分标准改用公式")


@pytest.mark.parametrize("name", ["deduction", "ranking", "composite"])
def test_every_table_can_be_made(name: str, vocabulary: Vocabulary) -> None:
    rubric, _ = sheet(name, vocabulary)
    made: dict[str, Callable[[Vocabulary], dict[str, UnitScore]]] = {
        "deduction": deducted,
        "ranking": ranked,
        "composite": composed,
    }
    units = made[name](vocabulary)
    run = Run(rubric, tuple(units.values()), (), (), "0" * 64, "0", "", 2023)
    tables = [
        ranking_table(run),
        ledger_table(run),
        evidence_table(run),
        rubric_table(run),
        doubts_table(run),
        run_table(run),
    ]
    tables.append(adjustments_table(run))
    text = "\n".join(cell_text(cell) for table in tables for line in table.rows for cell in line.cells)
    # A code where words should stand would show: rules as dataclasses, flags and policies by their names.
    assert not re.search(r"Spec\(|Decimal\(|group_mean|few_peers|zero_node|\{|\}", text)
    assert json.loads(results_json(run))["units"]
