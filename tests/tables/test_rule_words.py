"""Every rule told as a sentence."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

import pytest

from scoring.rubric.rule_specs import (
    Band,
    BandsSpec,
    ChecklistItem,
    ChecklistSpec,
    CountItem,
    CountSpec,
    DeductCause,
    DeductSpec,
    Divisor,
    DoneSpec,
    Escalation,
    ImportedSpec,
    JudgementSpec,
    Level,
    LevelsSpec,
    LinearNode,
    LinearSpec,
    NormaliseSpec,
    PerPointSpec,
    PerStep,
    RankSpec,
    RelativeSpec,
    RuleSpec,
    Segment,
    Stage,
    Subject,
    TargetSpec,
    Tariff,
    Worth,
    YearOnYearSpec,
)
from scoring.rubric.types import Position, Rule
from scoring.tables.rule_words import _TELLERS, rule_words

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
        (
            TargetSpec(D("0.05"), FULL, None, PerStep(D("0.5"), D("0.01")), "ratio", True),
            "目标5%以内：达到得满分，每高1个百分点扣0.5分（不足一步的不计）",
        ),
        (
            PerPointSpec(
                (Segment(D("0.96"), D("0.25")), Segment(D("0.9"), D("0.5"))), False, D("0.01"), cap=D(5), unit="ratio"
            ),
            "从满分起扣：低于96%的部分每1个百分点扣0.25分；低于90%的部分每1个百分点扣0.5分，最多扣5分",
        ),
        (PerPointSpec((Segment(D(3), D(1)),), True, unit="件"), "从满分起扣：高于3件的部分每1件扣1分"),
        (CountSpec(D("0.5"), base=D(1), cap=D(3), unit="件"), "起始1分，每1件得0.5分（不足一步的不计），合计最多3分"),
        (
            CountSpec(D(1), divisor=Divisor(Subject("table", "units.人口", "人口"), D(10000)), unit="件"),
            "按人口每10000折算，每1件得1分（不足一步的不计）",
        ),
        (CountSpec(items=(CountItem("国家级", STUDY, D(3)),)), "国家级每1次得3分"),
        (
            CountSpec(
                tariff=Tariff((("国家级", D(3)), ("省级", D(2))), "级别", same="double", factor=D(3), other=D(1))
            ),
            "按级别计分：国家级3分、省级2分、其他1分，同一事项再次发生按3倍计",
        ),
        (
            DeductSpec(
                (
                    DeductCause(
                        "负面",
                        Subject("table", "事件", "事件"),
                        "listed",
                        D(0),
                        tariff=Tariff((("一般", D(2)),), "级别"),
                    ),
                )
            ),
            "从满分起扣，扣完为止：负面：事件逐项扣分：按级别计分：一般2分，同一事项只按最高级别计一次",
        ),
        (ImportedSpec(D(100)), "采用其他单位的评分（0至100分制），按比例折算"),
        (RankSpec(False, step=D("0.5")), "按组内名次（从高到低）：第一名得满分，每低一名扣0.5分"),
        (
            RankSpec(True, (Worth(points=D(5)),), rest=HALF, last=(NOTHING, Worth(points=D(1))), ties="average"),
            "按组内名次（从低到高）：第1名得5分、其余得满分的50%、最后一名得0分、倒数第2名得1分，数值相同的取平均",
        ),
        (RelativeSpec("best", False, unit="ratio"), "与同组最好值比：达到得满分，未达到按比例"),
        (
            YearOnYearSpec("rank", False, HALF, fall=(Stage(D(5), D(1)), Stage(D(10), D(2)))),
            "与本单位上年比组内名次：不变得满分的50%；退步5位以上扣1分、退步10位以上扣2分",
        ),
        (
            YearOnYearSpec("value", False, rise=PerStep(D("0.2"), D("0.01")), unit="ratio"),
            "与本单位上年比数值：不变得满分；进步每1个百分点加0.2分（不足一步的不计）",
        ),
        (NormaliseSpec("goalposts", low=D("0.6"), high=D(1), unit="ratio"), "在60%（0分）至100%（满分）之间按比例"),
        (
            NormaliseSpec("minmax", True, constant=HALF),
            "在同组最低值与最高值之间按比例，全组相同时得满分的50%，低者为好",
        ),
        (NormaliseSpec("zscore"), "按与同组平均值相差几个标准差折算，平均得一半，上下3个标准差封顶"),
        (NormaliseSpec("percentile"), "按在同组中的百分位折算"),
        (NormaliseSpec("borda"), "按优于同组多少单位折算"),
        (NormaliseSpec("distance", to="best"), "按与同组最好值的距离折算，相差组内最大距离为0分"),
        (
            NormaliseSpec("distance", reference=D(1), span=D("0.2"), unit="ratio"),
            "按与100%的距离折算，相差20%为0分",
        ),
        (JudgementSpec(D(-2), D(2), D("0.5")), "由评分人在-2至2分之间给分，以0.5分为一档"),
    ],
)
def test_rules_in_words(spec: object, words: str) -> None:
    assert rule_words(Rule("rule", spec, Position("a.yaml", 1, 1))) == words


def test_an_unknown_rule_shows_its_arguments() -> None:
    assert rule_words(Rule("new", ("a", 1), Position("a.yaml", 1, 1))) == "new: ('a', 1)"


def test_every_rule_is_told() -> None:
    assert set(get_args(RuleSpec)) == set(_TELLERS)
