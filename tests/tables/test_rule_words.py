"""Every rule told as a sentence."""

from __future__ import annotations

from decimal import Decimal

import pytest

from scoring.rubric.rule_specs import (
    Band,
    BandsSpec,
    ChecklistItem,
    ChecklistSpec,
    DeductCause,
    DeductSpec,
    DoneSpec,
    Escalation,
    JudgementSpec,
    Level,
    LevelsSpec,
    LinearNode,
    LinearSpec,
    PerStep,
    Subject,
    TargetSpec,
    Worth,
)
from scoring.rubric.types import Position, Rule
from scoring.tables.rule_words import rule_words

D = Decimal
HALF, FULL, NOTHING = Worth(share=D("0.5")), Worth(share=D(1)), Worth(points=D(0))
STUDY = Subject("measure", "study", "学法次数", "次")
PLAN = Subject("practice", "plan", "工作要点")


@pytest.mark.parametrize(
    ("spec", "words"),
    [
        (DoneSpec(), "写明已做得满分，否则不得分"),
        (DoneSpec(D("0.95"), None, "ratio"), "不低于95%得满分，否则不得分"),
        (DoneSpec(None, D(3), "件"), "不高于3件得满分，否则不得分"),
        (DoneSpec(D(0), D(0), "件"), "等于0件得满分，否则不得分"),
        (
            ChecklistSpec((ChecklistItem("印发要点", PLAN, D(1)), ChecklistItem("学法", STUDY, D(2), D(4)))),
            "逐项计分：印发要点占33.33%；学法占66.67%（不低于4次）",
        ),
        (
            DeductSpec(
                (
                    DeductCause("学法", STUDY, "under", D("0.3"), D(6), cap=D("1.2"), partial="floor"),
                    DeductCause("工作要点", PLAN, "not_done", D(1), missing=D("0.5")),
                    DeductCause("重复", STUDY, "done", D(1), escalation=(Escalation(D(2), None),)),
                )
            ),
            "从满分起扣，扣完为止：学法：学法次数低于6次的，每差1次扣0.3分（不足一步的不计），最多扣1.2分；"
            "工作要点没有做的，扣1分，未载明扣0.5分；重复：学法次数出现的，扣1分，自第2次起扣完",
        ),
        (
            BandsSpec((Band(None, D("0.9"), NOTHING), Band(D("0.9"), D(1), HALF), Band(D(1), None, FULL)), "ratio"),
            "分档：100%及以上得满分；90%及以上、低于100%得满分的50%；低于90%得0分",
        ),
        (
            LinearSpec((LinearNode(D("0.8"), NOTHING), LinearNode(D(1), FULL)), D("0.01"), "floor", "ratio"),
            "按比例：80%得0分、100%得满分，其间按直线计算，两端以外不变，取值按每1个百分点一步（不足一步的不计）",
        ),
        (TargetSpec(D(10), unit="件"), "目标10件：达到得满分，未达到按比例"),
        (
            TargetSpec(D("0.9"), HALF, PerStep(D("0.2"), D("0.01"), cap=D(1)), PerStep(D("0.5")), "ratio"),
            "目标90%：达到得满分的50%，每差100个百分点扣0.5分（不足一步的不计），"
            "每超出1个百分点加0.2分（不足一步的不计）（最多1分），不超过满分",
        ),
        (LevelsSpec((Level("好", FULL), Level("一般", Worth(points=D(1))))), "由评分人选定等次：好得满分；一般得1分"),
        (JudgementSpec(), "由评分人在0至满分之间给分"),
        (JudgementSpec(D(-2), D(2), D("0.5")), "由评分人在-2至2分之间给分，以0.5分为一档"),
    ],
)
def test_rules_in_words(spec: object, words: str) -> None:
    assert rule_words(Rule("rule", spec, Position("a.yaml", 1, 1))) == words


def test_an_unknown_rule_shows_its_arguments() -> None:
    assert rule_words(Rule("new", ("a", 1), Position("a.yaml", 1, 1))) == "new: ('a', 1)"
