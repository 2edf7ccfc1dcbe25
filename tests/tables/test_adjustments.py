"""What pools, vetoes, quotas, weights, peers and other sources look like in the tables."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from assess_samples import leaf, linear, node, rate, report, rubric, sources
from run_samples import GRADES, QUOTED, peers_sheet, pool, pooled, unit_read, with_honours

from scoring.rank import score_run
from scoring.results import Run
from scoring.rubric.rule_specs import CountSpec, JudgementSpec, RankSpec, Subject
from scoring.rubric.types import Condition, Effect, Pool, Position, Rubric, Veto, Weighting
from scoring.store import results_json
from scoring.tables import (
    Table,
    adjustments_table,
    cell_text,
    has_adjustments,
    ledger_table,
    ranking_table,
    rubric_table,
    run_table,
)
from scoring.tables.types import State

D = Decimal
PLACE = Position("t.yaml", 1, 1)


def made(sheet: Rubric, read: list[Any], **more: Any) -> Run:
    return Run(sheet, score_run(sheet, read, **more), (), (), "0" * 64, "0", "", 2023)


def rows(table: Table) -> list[dict[str, str]]:
    ids = [column.id for column in table.columns]
    kinds = [column.kind for column in table.columns]
    return [dict(zip(ids, map(cell_text, line.cells, kinds), strict=True)) for line in table.rows]


VETO = Veto(
    "v",
    "弄虚作假",
    Condition(Subject("judgement", "v", "经查实"), D(1)),
    (Effect("cap_grade", grade="良"), Effect("bar")),
    PLACE,
)


def test_pools_and_vetoes_line_by_line() -> None:
    sheet = pooled(pool("2"), pool("1", kind="penalty"), vetoes=(VETO,))
    beside = sources(judged={("甲县", "v"): [1], ("乙县", "v"): [0]})
    table = adjustments_table(made(sheet, [with_honours("甲县", 0.8, 3), with_honours("乙县", 0.7, 0)], sources=beside))
    found = [(row["unit"], row["kind"], row["points"], row["state"], row["effects"]) for row in rows(table)]
    assert found == [
        ("甲县", "加分", "+2.00", "已计分", ""),
        ("甲县", "扣分", "-1.00", "已计分", ""),
        ("甲县", "一票否决", "", "触发", "等次不高于“良”，取消评优资格"),
        ("乙县", "一票否决", "", "未触发", ""),
    ]


def test_a_full_pool_shows_what_is_not_counted() -> None:
    spec = CountSpec(D(1), unit="项")
    two = (leaf("honours", "3", spec), leaf("honours2", "3", spec, subject="honours"))
    sheet = replace(pooled(), pools=(Pool("p", "加分", "bonus", D(4), two, PLACE),))
    last = rows(adjustments_table(made(sheet, [with_honours("甲县", 0.5, 3)])))[-1]
    assert (last["points"], last["words"]) == ("-2.00", "各项合计6分，最多4分")


def test_no_pools_no_table() -> None:
    assert not has_adjustments(peers_sheet(linear("0", "1")))
    assert has_adjustments(pooled(pool("2")))


def test_the_ranking_shows_pools_vetoes_and_self_scores() -> None:
    sheet = pooled(pool("2"), vetoes=(replace(VETO, effects=(Effect("stop"),)),))
    beside = sources(judged={("甲县", "v"): [1], ("乙县", "v"): [0]}, self_scores={("乙县", "m"): "9"})
    first, second = rows(
        ranking_table(made(sheet, [with_honours("甲县", 0.8, 1), with_honours("乙县", 0.7, 1)], sources=beside))
    )
    assert (first["rank"], first["base"], first["bonus"], first["total"], first["self_total"]) == (
        "1",
        "7.00",
        "+1.00",
        "8.00",
        "9.00",
    )
    assert (second["rank"], second["grade"], second["vetoes"]) == ("不予评定", "", "弄虚作假（触发）：不予评定")


def test_peers_and_sources_in_the_ledger() -> None:
    ranked = leaf(
        "法院.率",
        "5",
        RankSpec(False, step=D(1), unit="ratio"),
        "table",
        compare=Subject("measure", "m", "自报率", "ratio"),
    )
    sheet = rubric(node("a", ranked, leaf("j", "5", JudgementSpec(), "judgement", subject="")))
    beside = sources(
        ("甲县", 2023, "法院", {"率": "50%"}),
        ("乙县", 2023, "法院", {"率": "60%"}),
        judged={("甲县", "j"): [3]},
        self_scores={("甲县", "j"): "5"},
    )
    run = made(sheet, [unit_read("甲县", m=0.7), unit_read("乙县", m=0.6)], sources=beside)
    by_unit = {(row["unit"], row["criterion_id"]): row for row in rows(ledger_table(run))}
    one = by_unit["甲县", "法院.率"]
    assert one["peers"] == "同组2个单位：0.5至0.6，平均0.55"
    assert one["compared"] == "报告自述自报率为70%"
    assert "报告自述与外部数据不一致" in one["flags"]
    assert one["provenance"] == "50%：法院.xlsx第2行“率”"
    judged = by_unit["甲县", "j"]
    assert judged["provenance"].startswith("评委1：3")
    assert (judged["self_score"], judged["state"]) == ("5.00", "人工评分")


def test_the_rubric_tells_pools_vetoes_and_quotas() -> None:
    gate = Veto(
        "g",
        "按时公开",
        Condition(Subject("report", "r", "4月1日前公开", "有无"), D(1)),
        (Effect("points", points=D(5)),),
        PLACE,
        True,
    )
    sheet = replace(pooled(pool("2", outside=True), vetoes=(VETO, gate)), grades=QUOTED)
    told = {row["name"]: row["rule"] for row in rows(rubric_table(made(sheet, [unit_read("甲县", m=0.5)])))}
    assert told["加分：加分"] == "合计最多2分，可使总分超过满分"
    assert told["一票否决：弄虚作假"] == "“经查实”为是的：等次不高于“良”，取消评优资格"
    assert told["门槛：按时公开"] == "要求“4月1日前公开”为是，否则：总分不高于5分"
    assert told["等次：优"] == "9分以上，每组不超过20%"
    assert told["等次：良"] == "8分以上，每组不超过2个"


def test_each_sheet_of_a_run_is_shown() -> None:
    county, bureau = pooled(), replace(peers_sheet(linear("0", "1"), name="部门项目"), grades=GRADES)
    sheet = replace(county, variants=(("county", county), ("department", bureau)))
    one, two = report("甲县"), report("乙局", unit_type="department")
    run = made(sheet, [(one, (rate(one, "m", 0.5),)), (two, (rate(two, "m", 0.7),))])
    names = [row["name"].strip("　") for row in rows(rubric_table(run))]
    assert [names.index(title) for title in ("县（市、区）", "部门", "部门项目")] == sorted(
        names.index(title) for title in ("县（市、区）", "部门", "部门项目")
    )
    assert {row["criterion"] for row in rows(ledger_table(run))} == {"项目m", "部门项目"}


def test_weights_from_data_are_listed_once_per_group() -> None:
    inner = node(
        "i", leaf("m", "5", linear("0", "1")), leaf("n", "5", linear("0", "1")), weighting=Weighting("entropy")
    )
    run = made(rubric(inner), [unit_read("甲县", m=0.1, n=0.5), unit_read("乙县", m=0.9, n=0.5)])
    (found,) = [row for row in rows(run_table(run)) if row["item_kind"] == "权重"]
    assert found["item"] == "县（市、区）：维度i"
    assert found["content"] == "m 100%；n 0%"
    assert found["remark"] == "熵权法，依据2个单位的得分率"


def test_everything_is_in_the_results_file() -> None:
    sheet = pooled(pool("2"), vetoes=(VETO,))
    text = results_json(made(sheet, [with_honours("甲县", 0.8, 1)], sources=sources(judged={("甲县", "v"): [1]})))
    (unit,) = json.loads(text)["units"]
    assert (unit["base"], unit["barred"], unit["grade_cap"], unit["ranked"]) == (8, True, "良", True)
    assert unit["pools"][0]["criteria"][0]["used"] == [2]
    assert unit["vetoes"][0]["judgements"][0]["scorer"] == "评委1"


@pytest.mark.parametrize(("kind", "words"), [("bonus", "未加分"), ("penalty", "未扣分")])
def test_nothing_from_a_pool_is_not_red_and_says_what_it_is(kind: str, words: str) -> None:
    sheet = pooled(pool("2", kind=kind))
    table = ledger_table(made(sheet, [with_honours("甲县", 0.0, 0)]))
    found = [line.cells[table.column("state")] for line in table.rows]
    assert found == [State("得0分", "zero"), State(words, "scored")]


def test_what_pools_leave_open_is_at_stake() -> None:
    """A person has yet to say what is added and what is taken off."""
    spec = JudgementSpec()
    pools = tuple(
        Pool(kind, kind, kind, D(cap), (leaf(f"{kind}1", cap, spec, "judgement"),), PLACE)
        for kind, cap in (("bonus", "2"), ("penalty", "3"))
    )
    sheet = replace(pooled(), pools=pools)
    (unit,) = made(sheet, [unit_read("甲县", m=0.5)]).units
    assert (unit.stake, unit.gain, unit.loss) == (D(5), D(2), D(3))
    row = rows(ranking_table(made(sheet, [unit_read("甲县", m=0.5)])))[0]
    assert row["stake"] == "5.00"
    assert "grade_open" in unit.flags
