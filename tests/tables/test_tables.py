"""Neutral tables: what stands in them, in which order, in which words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from sample_run import make_report, make_run, quote, shuffled

from scoring.messages.workbook import STATES
from scoring.results import Outcome, Run
from scoring.tables import (
    Column,
    Figure,
    Kind,
    Passage,
    Row,
    State,
    Table,
    cell_text,
    doubts_table,
    evidence_table,
    headline_table,
    ledger_table,
    ranking_table,
    rubric_table,
    run_table,
)
from scoring.tables.guide import guide
from scoring.tables.order import shared_state
from scoring.tables.types import Cell, row
from scoring.tables.words import FLAGS, flag_words, passage, state_of

ALL = [ranking_table, ledger_table, evidence_table, rubric_table, doubts_table, run_table]


def values(table: Table, column: str) -> list[Cell]:
    index = table.column(column)
    return [line.cells[index] for line in table.rows]


def texts(table: Table, column: str) -> list[str]:
    kind = table.columns[table.column(column)].kind
    return [cell_text(cell, kind, table.places) for cell in values(table, column)]


@pytest.mark.parametrize("make", ALL)
def test_order_of_the_run_does_not_matter(make: object) -> None:
    run = make_run()
    for seed in range(3):
        assert make(shuffled(run, seed)) == make(run)  # type: ignore[operator]


def test_ranking_by_group_and_rank() -> None:
    table = ranking_table(make_run())
    assert texts(table, "unit") == ["青岚县", "白渡区", "云砚县", "南屏县", "石湾镇", "青岚县司法局"]
    assert texts(table, "group")[3:] == ["县（市、区）", "乡镇（街道）", "部门"]
    assert texts(table, "rank") == ["1", "2", "3", "未排名", "1", "1"]
    assert texts(table, "total")[:4] == ["12.54", "11.04", "10.30", "无报告"]
    assert texts(table, "dimension:making")[:4] == ["4.13", "2.63", "1.88", "无报告"]
    assert texts(table, "rank_change") == ["↑2", "↓1", "", "", "", ""]
    assert texts(table, "total_change")[:3] == ["+1.04", "-1.46", ""]
    assert [line.role for line in table.rows] == ["top", "top", "top", "", "top_group", "top_group"]


def test_columns_that_nothing_fills_are_left_out() -> None:
    run = make_run()
    units = tuple(replace(unit, previous_total=None, previous_rank=None, flags=()) for unit in run.units)
    ids = [column.id for column in ranking_table(replace(run, units=units), dimensions=False).columns]
    assert ids == ["group", "rank", "unit", "year", "total", "full_marks", "grade", "coverage", "stake"]


def test_ledger_says_why_in_words() -> None:
    table = ledger_table(make_run())
    assert texts(table, "criterion")[:6] == [
        "合法性审查覆盖",
        "决策目录公开",
        "负责人出庭应诉",
        "矛盾纠纷化解",
        "群众满意度",
        "专家评议",
    ]
    assert texts(table, "state")[1] == "未载明（待核，暂不计分）"
    assert texts(table, "deductions")[0] == "扣1.88分：覆盖率没有达到100%"
    assert texts(table, "branch")[2] == "行政应诉"
    assert "71件文件" in texts(table, "others")[0]
    assert "写在存在的问题里" in texts(table, "rejected")[1]
    assert texts(table, "offsets")[0] == "44–54"
    assert texts(table, "flags")[2] == FLAGS["small_denominator"]


def test_ledger_offsets_point_at_the_quote() -> None:
    run = make_run()
    table = ledger_table(run)
    reports = {report.path: report.text for unit in run.units for report in unit.reports}
    for path, place, words in zip(texts(table, "file"), texts(table, "offsets"), texts(table, "quote"), strict=True):
        if place:
            start, end = map(int, place.split("–"))
            assert reports[path][start:end] == words


def test_stretched_points_are_shown_where_there_are_any() -> None:
    run = make_run()
    assert "scale" not in [column.id for column in ledger_table(run).columns]
    unit = run.units[0]
    leaves = (
        replace(unit.leaves[0], scale=Decimal("1.5")),
        replace(unit.leaves[1], outcome=Outcome.MISSING, excluded=True, stake=Decimal(0)),
        *unit.leaves[2:],
    )
    table = ledger_table(replace(run, units=(replace(unit, leaves=leaves),)))
    assert texts(table, "counted")[:3] == ["6.19", "", "3.92"]
    assert texts(table, "state")[1] == "未载明（不计入满分）"


def test_evidence_has_every_fact_with_its_bounds() -> None:
    run = make_run()
    table = evidence_table(run)
    assert len(table.rows) == sum(len(unit.facts) for unit in run.units)
    assert values(table, "value")[1] == Figure(0.98, Kind.PERCENT)
    assert (texts(table, "low")[1], texts(table, "high")[1]) == ("98.00%", "100.00%")
    assert texts(table, "approx")[1] == "不少于"
    assert texts(table, "chosen")[:4] == ["是", "是", "是", ""]
    assert texts(table, "status")[3] == "问题"


def test_evidence_shows_open_and_excluded_ends() -> None:
    run = make_run()
    unit = run.units[0]
    fact = replace(unit.facts[0], value=50.0, value_unit="件", low=50.0, high=None, low_open=True, approx="at_least")
    table = evidence_table(replace(run, units=(replace(unit, facts=(fact,)),)))
    assert (texts(table, "value"), texts(table, "low"), texts(table, "high")) == (["50"], ["50"], ["不限"])
    assert texts(table, "approx") == ["不少于（不含下限）"]


def test_doubts_by_what_hangs_on_them() -> None:
    table = doubts_table(make_run())
    stakes = [float(str(stake)) for stake in values(table, "stake")]
    assert stakes == sorted(stakes, reverse=True)
    rows = list(zip(texts(table, "unit"), texts(table, "kind"), texts(table, "stake"), strict=True))
    assert rows[0] == ("南屏县", "无报告", "25.00")
    assert ("青岚县", "未载明", "2.00") in rows
    assert ("青岚县", "得分存疑", "4.00") in rows
    assert ("云砚县", "报告信息", "0.00") in rows
    assert [unit for unit, _, _ in rows].count("南屏县") == 1
    conflict = [words for words in texts(table, "doubt") if "两种说法" in words]
    assert conflict == ["发布日期有两种说法，采用“2024-03-30”（页头），另有“2024-04-09”（落款）"]


def test_a_missing_answer_names_the_report_to_look_in() -> None:
    run = make_run()
    unit = run.units[0]
    leaves = tuple(replace(leaf, rejected=(), rejected_for=()) for leaf in unit.leaves)
    table = doubts_table(replace(run, units=(replace(unit, leaves=leaves),)))
    files = dict(zip(texts(table, "subject"), texts(table, "file"), strict=True))
    assert files["决策目录公开"] == unit.reports[0].path


def test_waiting_for_a_table_is_no_doubt() -> None:
    assert "群众满意度" not in texts(doubts_table(make_run()), "subject")


def test_doubtful_facts_without_a_criterion_are_listed() -> None:
    run = make_run()
    unit = run.units[0]
    fact = replace(unit.facts[2], flags=("mismatch",))
    table = doubts_table(replace(run, units=(replace(unit, facts=(*unit.facts, fact)),)))
    assert "99.50%：与原文所列分子、分母计算的结果不一致" in texts(table, "doubt")


def test_rubric_in_words() -> None:
    table = rubric_table(make_run())
    assert texts(table, "level")[:10] == ["1", "2", "2", "1", "2", "3", "2", "1", "2", "2"]
    assert texts(table, "rule")[1] == (
        "按比例：80%得0分、100%得满分，其间按直线计算，两端以外不变\n"
        "没有数值而有定性表述（重大决策目录公开、合法性审查件数）的，按满分的60%计"
    )
    assert texts(table, "source")[1] == "报告指标：合法性审查率"
    assert texts(table, "missing")[6] == "计0分"
    assert texts(table, "applies_to")[7] == "县（市、区）"


def test_run_table_lists_what_it_was_made_from() -> None:
    rows = [tuple(map(cell_text, line.cells)) for line in run_table(make_run()).rows]
    assert ("程序", "命令", "scoring score reports --rubric sample", "") in rows
    assert sum(kind == "输入文件" for kind, *_ in rows) == 3
    assert ("读取问题", "reports/空.txt", "警告[document-empty] 文件是空的", "") in rows


def test_run_table_says_which_report_counts() -> None:
    run = make_run()
    unit = run.units[0]
    second = make_report(unit.unit, 2023, number=2)
    table = run_table(replace(run, units=(replace(unit, reports=(*unit.reports, second)),)))
    rows = [tuple(map(cell_text, line.cells)) for line in table.rows]
    assert ("计分报告", "青岚县 2023", unit.reports[0].path, f"同一单位同一年度另有：{second.path}") in rows


def test_guide_warns_of_illustrative_weights_and_counts_states() -> None:
    run = make_run()
    found = guide(run)
    assert found.warns
    assert "示例" in found.warning
    assert sum(int(cell_text(line.cells[2])) for line in found.legend.rows) == sum(len(u.leaves) for u in run.units)
    assert not guide(replace(run, rubric=replace(run.rubric, weights_status="local"))).warns
    assert guide(replace(run, rubric=replace(run.rubric, weights_status="unheard"))).warns


def test_headlines() -> None:
    table = headline_table(make_run(), ["review", "catalogue"])
    assert texts(table, "value:review")[:2] == ["88.73%", "88.73%"]
    assert texts(table, "points:review")[0] == "4.13"
    assert texts(table, "quote:review")[0] == "63件经过合法性审查"
    assert texts(table, "points:catalogue")[0] == "未载明（待核，暂不计分）"
    assert texts(table, "total")[3] == "无报告"
    with pytest.raises(KeyError, match="nothing"):
        headline_table(make_run(), ["nothing"])


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_has_its_words(outcome: Outcome) -> None:
    run = make_run()
    leaf = replace(run.units[0].leaves[0], outcome=outcome)
    shown = state_of(leaf, next(run.rubric.leaves()))
    assert shown.code == outcome.value
    assert shown.words
    assert len({word for word, _ in STATES.values()}) == len(Outcome)


def test_a_state_stands_for_points_only_where_none_has_any() -> None:
    run: Run = make_run()
    leaf = run.units[0].leaves[0]
    without = replace(leaf, points=None, outcome=Outcome.PENDING)
    assert shared_state([leaf, without]) is None
    assert shared_state([without, replace(without, outcome=Outcome.NOT_APPLICABLE)]) is Outcome.PENDING
    assert shared_state([]) is Outcome.NOT_APPLICABLE


def test_a_flag_without_words_is_shown_itself() -> None:
    assert flag_words(["unheard_of", "derived"]).startswith("unheard_of；")


def test_context_is_cut_on_both_sides() -> None:
    text = "甲" * 500 + "引文" + "乙" * 500
    report = make_report("青岚县", 2023, text)
    found = passage(quote(report, "引文", text), report)
    assert found == Passage("…" + "甲" * 120, "引文", "乙" * 120 + "…")


@pytest.mark.parametrize(
    ("cell", "kind", "text"),
    [
        (None, Kind.POINTS, ""),
        (Decimal("2.625"), Kind.POINTS, "2.63"),
        (Decimal("-0.001"), Kind.SIGNED_POINTS, "0.00"),
        (Decimal("0.5"), Kind.SIGNED_POINTS, "+0.50"),
        (0.8873239, Kind.PERCENT, "88.73%"),
        (1, Kind.PERCENT, "100.00%"),
        (Decimal("2.5"), Kind.RANK, "2.5"),
        (Decimal("10"), Kind.RANK, "10"),
        (Decimal(0), Kind.MOVED, "持平"),
        (Decimal("-1.5"), Kind.MOVED, "↓1.5"),
        (63.0, Kind.NUMBER, "63"),
        (1e16, Kind.NUMBER, "10000000000000000"),
        (Figure(0.5, Kind.PERCENT), Kind.NUMBER, "50.00%"),
        (State("待定", "pending"), Kind.POINTS, "待定"),
        (Passage("前", "中", "后"), Kind.LONG, "前中后"),
    ],
)
def test_cells_as_text(cell: Cell, kind: Kind, text: str) -> None:
    assert cell_text(cell, kind) == text


def test_rows_and_columns_must_agree() -> None:
    columns = (Column("a", "甲"), Column("b", "乙"))
    assert row(columns, {"b": 2, "a": 1}).cells == (1, 2)
    with pytest.raises(ValueError, match="b, c"):
        row(columns, {"a": 1, "c": 2})
    with pytest.raises(ValueError, match="1 cells under 2"):
        Table("t", "表", columns, (Row((1,)),))
