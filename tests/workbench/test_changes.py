"""Two rubrics side by side."""

from __future__ import annotations

import re
from dataclasses import fields
from decimal import Decimal
from pathlib import Path

import pytest
from workbench_samples import SHEETS, SMALL, county, rubric_of, small, vocabulary

from scoring.messages import rubric_words
from scoring.rubric.types import Leaf, Node, Pool, Rubric, Veto
from scoring.workbench.addresses import Address, nodes_of
from scoring.workbench.changes import ADDED, CHANGED, MOVED, REMOVED, RENAMED, REORDERED, Change, changes
from scoring.workbench.figures import decimal_text, figures
from scoring.workbench.files import RubricFile, join, open_rubric
from scoring.workbench.move_tables import change_lines
from scoring.workbench.settings import Setting, apply_settings, edited


def _changes(before: RubricFile, after: RubricFile) -> tuple[Change, ...]:
    return changes(rubric_of(before), rubric_of(after), vocabulary().names())


def _set(*texts: str) -> tuple[Change, ...]:
    return _changes(small(), edited(small(), texts)[0])


def test_nothing_differs() -> None:
    assert _changes(small(), small(SMALL.replace("  # 两条线", "").replace("# 表头说明\n", "\n\n"))) == ()


@pytest.mark.parametrize(
    ("setting", "field", "old", "new", "counts"),
    [
        (
            "d.appearance.rule.linear.zero=60%",
            "规则",
            "按比例：50%得0分、100%得满分，其间按直线计算，两端以外不变",
            None,
            True,
        ),
        ("d.mediation.missing=zero", "未载明", "待核，暂不计分", "计0分", True),
        ("d.mediation.missing={share: 50%}", "未载明", "待核，暂不计分", "按满分的50%计", True),
        ("d.mediation.measure=litigation_loss_rate", "来源的指标", "调解成功率", None, True),
        ("d.mediation.applies_to=[county]", "适用对象", "（无）", "县（市、区）", True),
        ("d.mediation.interval=low", "约数", "按所写的数", "按下限", True),
        ("d.mediation.name=调解", "名称", "调解率", "调解", False),
        ("d.mediation.basis=人民调解法", "依据", "（无）", "人民调解法", False),
        ("grades.1.from=85%", "等次", "优秀9分；不合格0分", "优秀8.5分；不合格0分", True),
        ("ties=dense", "并列", "取小", "不占位", True),
        ("rounding={places: 1}", "小数位数", "2", "1", True),
        ("weights_status=local", "分值性质", "示例", "本地自定", False),
    ],
)
def test_a_field_in_words(setting: str, field: str, old: str, new: str | None, counts: bool) -> None:
    (change,) = _set(setting)
    assert (change.kind, change.field, change.old, change.counts) == (CHANGED, field, old, counts)
    assert new is None or change.new == new


def test_nodes_that_come_go_and_move() -> None:
    moved = SMALL.replace(
        "      - {id: e.three, name: 三项制度, points: 4, practice: three_enforcement_systems, rule: done}\n", ""
    )
    moved = moved.replace("    points: 6\n", "    points: 10\n").replace(
        "  - id: e\n    name: 执法\n    points: 4\n    criteria:\n", ""
    )
    moved += "      - {id: e.three, name: 三项制度, points: 3, practice: three_enforcement_systems, rule: done}\n"
    moved += "      - {id: d.new, name: 裁量基准, points: 1, practice: discretion_benchmark, rule: done}\n"
    found = {(change.kind, change.id): change for change in _changes(small(), small(moved))}
    assert set(found) == {(CHANGED, "d"), (MOVED, "e.three"), (CHANGED, "e.three"), (ADDED, "d.new"), (REMOVED, "e")}
    assert (found[MOVED, "e.three"].old, found[MOVED, "e.three"].new) == ("e 执法", "d 纠纷")
    assert found[ADDED, "d.new"].new == "1分，报告做法：行政裁量权基准，写明已做得满分，否则不得分"
    assert found[REMOVED, "e"].old == "4分，1项评分项"


def test_a_new_id_for_the_same_criterion() -> None:
    (change,) = _changes(small(), small(SMALL.replace("d.appearance ", "d.court ")))
    assert (change.kind, change.old, change.new, change.counts) == (RENAMED, "d.appearance", "d.court", False)


def test_another_order() -> None:
    text = (
        SMALL[: SMALL.index("  # 第一部分")]
        + SMALL[SMALL.index("  - id: e\n") :]
        + SMALL[SMALL.index("  - id: d\n") : SMALL.index("  - id: e\n")]
    )
    (change,) = _changes(small(), small(text))
    assert (change.kind, change.old, change.new, change.counts) == (REORDERED, "d、e", "e、d", False)


def test_what_holds_for_some_kinds_of_units_only() -> None:
    file = open_rubric(next(path for path in SHEETS if path.stem == "deduction"), vocabulary())
    changed, _ = edited(file, ["lead.visit.rule.levels.好=90%"])
    (everywhere,) = _changes(file, changed)
    assert everywhere.kinds == ()
    narrow = file.text.replace(
        "measure: executive_meetings_on_rule_of_law, under: 3,",
        "measure: executive_meetings_on_rule_of_law, under: {by_type: {有执法权部门: 4, default: 3}},",
    )
    (change,) = _changes(file, file.with_text(narrow))
    assert change.kinds == ("有执法权部门",)


def test_every_field_has_a_name() -> None:
    apart = {
        "id",
        "position",
        "children",
        "leaves",
        "dimensions",
        "pools",
        "vetoes",
        "variants",
        "file",
        "sha256",
        "bases",
        "tree",
        "formula",
    }
    named = {field.name for kind in (Rubric, Node, Leaf, Pool, Veto) for field in fields(kind)} - apart
    assert named - set(rubric_words.FIELD_NAMES) == set()


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_nothing_is_told_in_code(path: Path) -> None:
    """Whatever number changes, people read words, never the names of classes or fields."""
    file = open_rubric(path, vocabulary())
    for id_, node in nodes_of(join(file).root):
        for figure in figures(node):
            text = decimal_text(figure.value * 3 / 4 or Decimal(1), figure.node)
            changed = apply_settings(file, [Setting(Address(id_, figure.keys), text)])
            if changed.read(vocabulary())[0] is None:
                continue
            found = _changes(file, changed)
            assert found, (id_, figure.keys)
            for line in change_lines(found):
                assert not re.search(r"Spec|Decimal|\w+\(\w+=|None", line), line


def test_lines() -> None:
    changed, _ = edited(
        county(),
        [
            "disputes.mediation.points=3.5",
            "disputes.appearance.points=3.5",
            "disputes.liaison.name=府院联席",
            "disputes.mediation.rule.linear.full=95%",
        ],
    )
    assert list(change_lines(_changes(county(), changed))) == [
        "disputes.appearance 行政机关负责人出庭应诉率",
        "  分值：4 → 3.5",
        "disputes.mediation 矛盾纠纷调解成功率",
        "  分值：3 → 3.5",
        "  规则：",
        "    原 按比例：85%得0分、98%得满分，其间按直线计算，两端以外不变",
        "    现 按比例：85%得0分、95%得满分，其间按直线计算，两端以外不变",
        "disputes.liaison 府院联席",
        "  名称：府院联动 → 府院联席",
    ]
