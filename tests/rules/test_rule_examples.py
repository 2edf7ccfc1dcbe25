"""Tables of rule, value → points and words. Every docstring's example is among them."""

from __future__ import annotations

from collections.abc import Mapping
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
    RuleSpec,
    Subject,
    TargetSpec,
    Worth,
    subjects,
)
from scoring.rules import RULES, RuleInputs, award, exact
from scoring.rules import judgement as judgement_rule
from scoring.rules import levels as levels_rule

D = Decimal
STUDY = Subject("measure", "study", "学法", "次")
RATE = Subject("measure", "rate", "出庭率", "ratio")
LOST = Subject("measure", "lost", "败诉", "件")
LIST = Subject("practice", "list", "目录")


def share(text: str) -> Worth:
    return Worth(share=D(text))


LINE = LinearSpec((LinearNode(D("0.8"), share("0")), LinearNode(D(1), share("1"))), unit="ratio")
FALLING = LinearSpec((LinearNode(D("0.1"), share("1")), LinearNode(D("0.4"), share("0"))), unit="ratio")
BROKEN = LinearSpec(
    (LinearNode(D("0.6"), share("0")), LinearNode(D("0.9"), share("0.8")), LinearNode(D(1), share("1"))), unit="ratio"
)
FLOORED = LinearSpec(LINE.nodes, D("0.01"), "floor", "ratio")
BANDS = BandsSpec(
    (
        Band(None, D("0.95"), Worth(points=D(0)), False, False),
        Band(D("0.95"), D("0.98"), Worth(points=D(3)), True, False, "基本达标"),
        Band(D("0.98"), None, Worth(points=D(4)), True, False),
    ),
    "ratio",
)
UPPER = BandsSpec((Band(None, D(5), share("1"), False, True), Band(D(5), None, share("0"), False, False)), "件")
TARGET = TargetSpec(D(10), unit="件")
MOST = TargetSpec(
    D("0.95"), share("0.8"), PerStep(D("0.1"), D("0.01"), cap=D("0.3")), PerStep(D("0.2"), D("0.01"), "ceil"), "ratio"
)


@pytest.mark.parametrize(
    ("spec", "full", "value", "points", "words"),
    [
        (DoneSpec(D(4), unit="次"), 2, "5", "2", "5次，要求至少4次，达到，得2/2"),
        (DoneSpec(D(4), unit="次"), 2, "4", "2", "4次，要求至少4次，达到，得2/2"),  # the line itself is met
        (DoneSpec(D(4), unit="次"), 2, "3", "0", "3次，要求至少4次，未达到，得0/2"),
        (DoneSpec(None, D(0), "件"), 2, "0", "2", "0件，要求至多0件，达到，得2/2"),
        (DoneSpec(D(1), D(3), "件"), 2, "4", "0", "4件，要求1件至3件，未达到，得0/2"),
        (DoneSpec(), 2, "1", "2", "有，得2/2"),  # a practice has nothing to count
        (DoneSpec(), 2, "0", "0", "无，得0/2"),
        (LINE, 6, "0.8873", "2.619", "88.73%，区间80%–100%按比例，得2.62/6"),
        (LINE, 6, "0.8", "0", "80%，不高于80%，得0/6"),
        (LINE, 6, "1", "6", "100%，不低于100%，得6/6"),
        (LINE, 6, "1.038", "6", "103.8%，不低于100%，得6/6"),  # carried-over cases
        (FALLING, 3, "0.2", "2", "20%，区间10%–40%按比例，得2/3"),
        (FALLING, 3, "0.05", "3", "5%，不高于10%，得3/3"),
        (FALLING, 3, "0.5", "0", "50%，不低于40%，得0/3"),
        (BROKEN, 10, "0.75", "4", "75%，区间60%–90%按比例，得4/10"),
        (BROKEN, 10, "0.95", "9", "95%，区间90%–100%按比例，得9/10"),
        (FLOORED, 6, "0.8873", "2.4", "88.73%，每1个百分点一步，按88%计，区间80%–100%按比例，得2.4/6"),
        (FLOORED, 6, "0.88", "2.4", "88%，区间80%–100%按比例，得2.4/6"),
        (BANDS, 4, "0.963", "3", "96.3%，“基本达标”（95%（含）至98%（不含））一档，得3/4"),
        (BANDS, 4, "0.98", "4", "98%，98%（含）以上一档，得4/4"),
        (BANDS, 4, "0.9499", "0", "94.99%，95%（不含）以下一档，得0/4"),
        (BANDS, 4, "1.04", "4", "104%，98%（含）以上一档，得4/4"),
        (UPPER, 4, "5", "4", "5件，5件（含）以下一档，得4/4"),
        (UPPER, 4, "6", "0", "6件，5件（不含）以上一档，得0/4"),
        (TARGET, 2, "8", "1.6", "8件，目标10件，按比例，得1.6/2"),
        (TARGET, 2, "10", "2", "10件，达到目标10件，得2/2"),
        (TARGET, 2, "25", "2", "25件，达到目标10件，得2/2"),
        (TARGET, 2, "0", "0", "0件，目标10件，按比例，得0/2"),
        (MOST, 2, "0.95", "1.6", "95%，达到目标95%，得1.6/2"),
        (MOST, 2, "0.975", "1.8", "97.5%，超过目标95%，多2.5个百分点，加0.2，得1.8/2"),  # begun steps do not count
        (MOST, 2, "1", "1.9", "100%，超过目标95%，多5个百分点，加0.3，得1.9/2"),  # capped
        (MOST, 2, "0.925", "1", "92.5%，低于目标95%，差2.5个百分点，扣0.6，得1/2"),  # begun steps count
        (MOST, 2, "0.5", "0", "50%，低于目标95%，差45个百分点，扣9，得0/2"),
        (JudgementSpec(step=D("0.5")), 5, "3.5", "3.5", "人工评分，得3.5/5"),
        (JudgementSpec(D(1), D(3)), 5, "3", "3", "人工评分，得3/5"),
    ],
)
def test_value_rules(spec: RuleSpec, full: int, value: str, points: str, words: str) -> None:
    given = award(spec, D(full), RuleInputs(value=D(value)))
    assert (given.points, given.words) == (D(points), words)
    assert sum((lost.points for lost in given.deductions), D(0)) == full - given.points
    assert all(lost.reason for lost in given.deductions)


def test_the_report_s_own_words_are_shown() -> None:
    given = award(LINE, D(6), RuleInputs(value=D("0.98"), shown="98%以上"))
    assert given.words == "98%以上，区间80%–100%按比例，得5.4/6"
    assert given.deductions[0].reason == "98%以上，未达到100%"
    assert award(FALLING, D(3), RuleInputs(value=D("0.2"))).deductions[0].reason == "20%，高于10%"


CHECKLIST = ChecklistSpec(
    (
        ChecklistItem("公布目录", LIST, D("0.5")),
        ChecklistItem("学法不少于4次", STUDY, D("0.3"), D(4)),
        ChecklistItem("出庭率达到90%", RATE, D("0.2"), D("0.9")),
    )
)


def test_checklist_tells_silence_from_failure() -> None:
    given = award(CHECKLIST, D(2), RuleInputs(states={"list": 1, "study": 3}))
    assert given.points == 1
    assert given.words == (
        "“公布目录”有，达到，得1；“学法不少于4次”3次，未达到，不得分（0.6分）；“出庭率达到90%”未载明，暂不得分（0.4分）；合计得1/2"
    )
    assert [(lost.cause, lost.points, lost.reason) for lost in given.deductions] == [
        ("学法不少于4次", D("0.6"), "“学法不少于4次”3次，要求至少4次"),
        ("出庭率达到90%", D("0.4"), "“出庭率达到90%”报告未载明（未载明不等于未做）"),
    ]
    assert given.notes == ("未载明: 出庭率达到90%",)


def test_thirds_add_up_to_the_full_marks() -> None:
    thirds = ChecklistSpec(
        tuple(ChecklistItem(str(number), Subject("practice", str(number), ""), D(1)) for number in range(3))
    )
    points = [award(thirds, D(1), RuleInputs(states={str(number): 1})).points for number in range(3)]
    assert sum(points) == 1
    assert award(thirds, D(1), RuleInputs(states={"0": 1, "1": 1, "2": 1})).points == 1
    nothing = award(thirds, D(1), RuleInputs(states={"0": 0, "1": 0, "2": 0}))
    assert nothing.points == 0
    assert sum(lost.points for lost in nothing.deductions) == 1


def cause(name: str, subject: Subject, when: str, step: str, threshold: str = "0", **more: object) -> DeductCause:
    return DeductCause(name, subject, when, D(step), D(threshold), **more)  # type: ignore[arg-type]


TWO = cause("专题研究不足3次", STUDY, "under", "0.5", "3")
SIX = cause("学法不足6次", STUDY, "under", "0.3", "6", cap=D("1.2"), missing=D("0.6"))
POINTS = cause("出庭率低于95%", RATE, "under", "0.5", "0.95", per=D("0.01"), partial="ceil")
GRADED = cause("败诉", LOST, "over", "1", escalation=(Escalation(D(2), D(3)), Escalation(D(3), None)))
ABSENT = cause("未公布目录", LIST, "not_done", "1")
PRESENT = cause("有问题通报", LIST, "done", "1")


@pytest.mark.parametrize(
    ("causes", "states", "points", "words"),
    [
        ((TWO,), {"study": 2}, "5.5", "“专题研究不足3次”2次，低于3次，差1次，扣0.5；得5.5/6"),
        ((TWO,), {"study": 3}, "6", "“专题研究不足3次”3次，不扣分；得6/6"),
        ((SIX,), {"study": 0}, "4.8", "“学法不足6次”0次，低于6次，差6次，扣1.2；得4.8/6"),  # 1.8, capped
        ((SIX,), {}, "5.4", "“学法不足6次”未载明，扣0.6；得5.4/6"),
        ((TWO,), {}, "6", "“专题研究不足3次”未载明，不扣分，待核；得6/6"),
        ((POINTS,), {"rate": 0.935}, "5", "“出庭率低于95%”93.5%，低于95%，差1.5个百分点，扣1；得5/6"),
        ((GRADED,), {"lost": 0}, "6", "“败诉”0件，不扣分；得6/6"),
        ((GRADED,), {"lost": 1}, "5", "“败诉”1件，扣1；得5/6"),
        ((GRADED,), {"lost": 2}, "3", "“败诉”2件，扣3；得3/6"),
        ((GRADED,), {"lost": 9}, "0", "“败诉”9件，扣6；得0/6"),
        ((ABSENT,), {"list": 0}, "5", "“未公布目录”无，扣1；得5/6"),
        ((ABSENT,), {"list": 1}, "6", "“未公布目录”有，不扣分；得6/6"),
        ((PRESENT,), {"list": 1}, "5", "“有问题通报”有，扣1；得5/6"),
        ((PRESENT,), {"list": 0}, "6", "“有问题通报”无，不扣分；得6/6"),
        (
            (POINTS, TWO),
            {"rate": 0.84, "study": 0},
            "0",
            "“出庭率低于95%”84%，低于95%，差11个百分点，扣5.5；“专题研究不足3次”0次，低于3次，差3次，应扣1.5，已扣完，实扣0.5；得0/6",
        ),
    ],
)
def test_deductions(causes: tuple[DeductCause, ...], states: Mapping[str, float], points: str, words: str) -> None:
    given = award(DeductSpec(causes), D(6), RuleInputs(states=states))
    assert (given.points, given.words) == (D(points), words)
    assert sum((lost.points for lost in given.deductions), D(0)) == 6 - given.points


def test_silent_causes_are_noted() -> None:
    given = award(DeductSpec((TWO, SIX)), D(6), RuleInputs())
    assert given.notes == ("未载明: 专题研究不足3次", "未载明: 学法不足6次")
    assert [lost.reason for lost in given.deductions] == ["“学法不足6次”报告未载明"]


def test_what_could_not_be_taken_is_said() -> None:
    given = award(DeductSpec((POINTS, TWO)), D(6), RuleInputs(states={"rate": 0.84, "study": 0}))
    assert given.deductions[1].reason == "“专题研究不足3次”0次，低于3次，差3次（应扣1.5分，已扣完）"


LEVELS = LevelsSpec((Level("好", share("1")), Level("较好", share("0.6")), Level("差", Worth(points=D(0)))))


def test_levels() -> None:
    given = award(LEVELS, D(5), RuleInputs(level="较好"))
    assert (given.points, given.words) == (D(3), "评为“较好”，得3/5")
    assert award(LEVELS, D(5), RuleInputs(level="差")).points == 0
    assert levels_rule.refusal(LEVELS, "好") is None
    assert levels_rule.refusal(LEVELS, "很好") == "应为 好、较好、差 之一"
    with pytest.raises(ValueError, match="很好"):
        award(LEVELS, D(5), RuleInputs(level="很好"))


@pytest.mark.parametrize(
    ("points", "refused"),
    [("3.5", None), ("0.5", "应在 1 和 4 之间"), ("4.5", "应在 1 和 4 之间"), ("3.2", "应为 0.5 的整数倍")],
)
def test_judgements_are_never_corrected(points: str, refused: str | None) -> None:
    spec = JudgementSpec(D(1), D(4), D("0.5"))
    assert judgement_rule.refusal(spec, D(5), D(points)) == refused
    if refused is None:
        assert award(spec, D(5), RuleInputs(value=D(points))).points == D(points)
    else:
        with pytest.raises(ValueError, match=refused):
            award(spec, D(5), RuleInputs(value=D(points)))


@pytest.mark.parametrize("spec", [DoneSpec(), LINE, BANDS, TARGET, JudgementSpec()])
def test_no_value_is_not_zero(spec: RuleSpec) -> None:
    with pytest.raises(ValueError, match="policies"):
        award(spec, D(5), RuleInputs())


def test_a_value_in_no_band() -> None:
    with pytest.raises(ValueError, match="no band"):
        award(BandsSpec((Band(D(0), None, share("1")),)), D(1), RuleInputs(value=D(-1)))


def test_unknown_conditions_are_refused() -> None:
    with pytest.raises(ValueError, match="sometimes"):
        award(DeductSpec((cause("甲", LIST, "sometimes", "1"),)), D(1), RuleInputs(states={"list": 1}))


def test_floats_are_what_people_wrote() -> None:
    assert exact(0.8873) == D("0.8873")
    assert exact(3) == D(3)
    assert RuleInputs(states={"a": 0.1}).state("a") == D("0.1")
    assert RuleInputs(states={"a": None}).state("a") is None


def test_subjects_in_order_and_once() -> None:
    assert subjects(DeductSpec((TWO, SIX, POINTS))) == (STUDY, RATE)
    assert subjects(CHECKLIST) == (LIST, STUDY, RATE)
    assert subjects(LINE) == ()


def test_the_registry_is_what_the_grammar_knows() -> None:
    from scoring.rubric.grammar import GRAMMARS

    assert list(RULES) == list(GRAMMARS)
