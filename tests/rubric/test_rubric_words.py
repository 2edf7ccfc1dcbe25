"""Chinese values, policies by dimension, the power to enforce, items for people, last year in formulas, what is left out of means."""

from __future__ import annotations

from decimal import Decimal

import jsonschema
import pytest
import yaml
from names_of_tests import VOCABULARY

from scoring.rubric.aliases import ALIASES, VALUES, meant
from scoring.rubric.formula import FormulaError, names_in, parse_formula
from scoring.rubric.kinds import Kinds
from scoring.rubric.load import parse_rubric
from scoring.rubric.rule_specs import ChecklistSpec, DeductSpec, JudgementSpec, LevelsSpec
from scoring.rubric.schema import rubric_schema
from scoring.rubric.types import Leaf, NaWhen, Policy, Rubric

VALIDATOR = jsonschema.Draft202012Validator(rubric_schema(VOCABULARY))
HEAD = "id: t\ntitle: 测试\nweights_status: local\n"
TREE = """criteria:
  - id: d
    name: 维度
    points: 4
{node}    criteria:
      - id: d.x
        name: 评分项
        points: 4
{leaf}"""
PLAIN = "practice: catalogue\nrule: done\n"


def _indented(text: str, by: int) -> str:
    return "".join(f"{' ' * by}{line}\n" for line in text.splitlines())


def _text(leaf: str = PLAIN, head: str = "", node: str = "") -> str:
    return HEAD + head + TREE.format(node=_indented(node, 4), leaf=_indented(leaf, 8))


def _codes(text: str) -> list[str]:
    return [found.code for found in parse_rubric(text, "t.yaml", VOCABULARY)[1]]


def _rubric(text: str) -> Rubric:
    found, diagnostics = parse_rubric(text, "t.yaml", VOCABULARY)
    assert diagnostics == ()
    assert found is not None
    VALIDATOR.validate(yaml.safe_load(text))
    return found


def _leaf(text: str) -> Leaf:
    return next(_rubric(text).leaves())


# ------------------------------------------------------------------ Chinese values


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        (_text(head="未载明: 零分\n不适用: 满分\n"), _text(head="missing: zero\nna: full\n")),
        (_text(head="并列: 不占位\n分组: 不分组\n"), _text(head="ties: dense\ngroups: all\n")),
        (_text(node="合成: 几何平均\n未载明: 排除"), _text(node="combine: geometric\nmissing: exclude")),
        (
            _text("指标: study\n规则: {扣分: [{不足: 4, 每个: 1, 零头: 不计}]}"),
            _text("measure: study\nrule: {deduct: [{under: 4, step: 1, partial: floor}]}"),
        ),
        (
            _text("指标: study\n时期: 上年\n规则: {相对: 平均}"),
            _text("measure: study\nperiod: last_year\nrule: {relative: mean}"),
        ),
        (_text("做法: catalogue\n规则: 完成\n适用对象: [部门]"), _text(PLAIN + "applies_to: [department]")),
        (
            _text("指标: study\n约数: 按下限\n规则: {同比: {比较: 增长率, 进步: {每个: 1, 每: 10%}}}"),
            _text("measure: study\ninterval: low\nrule: {year_on_year: {by: growth, rise: {step: 1, per: 10%}}}"),
        ),
    ],
)
def test_chinese_values_mean_the_same(chinese: str, english: str) -> None:
    one, other = _rubric(chinese), _rubric(english)
    assert (one.ties, one.groups) == (other.ties, other.groups)
    assert [node.combine for node in one.dimensions] == [node.combine for node in other.dimensions]
    for left, right in zip(one.leaves(), other.leaves(), strict=True):
        assert (left.rule.spec, left.missing, left.na, left.period, left.interval, left.applies_to) == (
            (right.rule.spec, right.missing, right.na, right.period, right.interval, right.applies_to)
        )


def test_a_spelling_counts_only_where_its_word_does() -> None:
    assert _codes(_text(head="并列: 零分\n")) == ["value-choice"]
    assert meant("零分", ("pending",)) == "零分"
    assert set(VALUES) & {"", *VALUES.values()} == set()
    assert not set(ALIASES) & set(ALIASES.values())


def test_a_misspelt_chinese_value_is_told_the_nearest() -> None:
    _, (found,) = parse_rubric(_text(head="并列: 不准并列\n"), "t.yaml", VOCABULARY)
    assert found.code == "value-choice"
    assert "不许并列" in (found.help or "")


def test_by_type_and_groups_take_chinese_types() -> None:
    text = _text("practice: catalogue\nrule: done\nscorer: {按类型: {县: 甲, 部门: 乙}}", "单位类型: [县, 部门]\n")
    found, diagnostics = parse_rubric(text, "t.yaml", VOCABULARY)
    assert diagnostics == ()
    assert found is not None
    assert [next(found.of(kind).leaves()).scorer for kind in ("county", "department")] == ["甲", "乙"]
    # A group of that name comes first.
    assert Kinds(groups=(("部门", "department"),)).named("部门") == "部门"


# ------------------------------------------------------------------ policies by dimension


def test_a_dimension_says_what_its_criteria_do_not() -> None:
    assert _leaf(_text(node="missing: zero\nna: {share: 50%}")).missing == Policy("zero")
    assert _leaf(_text(node="missing: zero\nna: {share: 50%}")).na == Policy("share", Decimal("0.5"))
    assert _leaf(_text(PLAIN + "missing: exclude", node="missing: zero")).missing == Policy("exclude")
    assert _leaf(_text(head="missing: exclude\n", node="missing: zero")).missing == Policy("zero")
    assert _codes(_text(node="missing: nought")) == ["value-choice"]


def test_a_pool_too() -> None:
    pool = """bonus:
  - {id: b, name: 加分, points: 2, missing: pending, criteria: [{id: b.x, name: 甲, points: 2, practice: adviser, rule: done}]}
"""
    assert _rubric(_text() + pool).pools[0].leaves[0].missing == Policy("pending")


# ------------------------------------------------------------------ the power to enforce

TWO = """criteria:
  - id: d
    name: 维度
    points: 4
    criteria:
      - {{id: d.x, name: 甲, points: {with_}, practice: catalogue, rule: done, applies_to: [部门, 有执法权]}}
      - {{id: d.y, name: 乙, points: {without}, practice: catalogue, rule: done, applies_to: [无执法权]}}
"""


def test_the_power_to_enforce_is_a_further_condition() -> None:
    head = HEAD + "unit_types: [department]\n"
    found = _rubric(head + TWO.format(with_=4, without=4))
    assert [leaf.applies_to for leaf in found.leaves()] == [
        ("department", "with_enforcement"),
        ("without_enforcement",),
    ]
    wrong, (said,) = parse_rubric(head + TWO.format(with_=4, without=3), "t.yaml", VOCABULARY)
    assert wrong is None
    assert (said.code, "部门、无执法权" in said.message) == ("points-sum-type", True)


def test_kinds_are_narrowed_on_both_sides() -> None:
    kinds = Kinds()
    assert kinds.narrowed(("department",), ("with_enforcement",)) == ("department", "with_enforcement")
    assert kinds.narrowed(("department", "with_enforcement"), ("county",)) == ()
    assert kinds.narrowed(("with_enforcement",), ("without_enforcement",)) == ()
    assert kinds.narrowed(("with_enforcement",), ("county",)) == ("county", "with_enforcement")


def test_pools_and_vetoes_that_no_unit_type_reaches() -> None:
    head = "unit_types: [county]\n"
    pool = "bonus: [{id: b, name: 加分, points: 2, criteria: [{id: b.x, name: 甲, points: 2, practice: adviser, rule: done, applies_to: [township]}]}]\n"
    veto = "veto: [{id: v, name: 否, when: {practice: adviser}, effect: stop, applies_to: [township]}]\n"
    assert _codes(_text(head=head) + pool) == ["applies-none"]
    assert _codes(_text(head=head) + veto) == ["applies-none"]
    assert _codes(_text() + pool + veto) == []


# ------------------------------------------------------------------ items for people

PEOPLE = """rule:
  checklist:
    - {practice: catalogue, share: 50%}
    - {judgement: 现场检查, name: 现场, share: 30%}
    - {judgement: 抽查得分, at_least: 80, share: 20%, id: spot}"""


def test_items_that_people_answer() -> None:
    found = _leaf(_text(PEOPLE))
    assert isinstance(found.rule.spec, ChecklistSpec)
    asked = [(item.subject.source, item.subject.id, item.subject.unit) for item in found.rule.spec.items]
    assert asked == [("practice", "catalogue", ""), ("judgement", "d.x.2", "有无"), ("judgement", "spot", "")]
    assert (found.source, found.subject) == ("practice", "catalogue")


def test_causes_that_people_answer() -> None:
    text = _text("rule: {deduct: [{judgement: 迟报, when: done, step: 1}, {judgement: 问题数, over: 0, step: 0.5}]}")
    spec = _leaf(text).rule.spec
    assert isinstance(spec, DeductSpec)
    assert [cause.when for cause in spec.causes] == ["done", "over"]


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("rule: {checklist: [{judgement: true, share: 100%}]}", "key-missing"),
        ("rule: {checklist: [{practice: catalogue, id: x, share: 100%}]}", "leaf-idle"),
        ("rule: {checklist: [{practice: catalogue, judgement: 看, share: 100%}]}", "source-many"),
        ("rule: {checklist: [{judgement: 看, id: d, share: 100%}]}", "item-id-twice"),
        ("rule: {deduct: [{judgement: 看, over: 0, when: done, step: 1}]}", "cause-conditions"),
    ],
)
def test_what_is_wrong_with_items(rule: str, code: str) -> None:
    assert _codes(_text(rule)) == [code]


# ------------------------------------------------------------------ last year, columns, what is left out


def test_last_year_in_formulas() -> None:
    found = _leaf(_text("formula: lost_cases - 上年(lost_cases)\ndirection: down\nrule: {linear: {zero: 9, full: 0}}"))
    assert found.formula is not None
    assert [(one.key, one.name) for one in found.formula.subjects] == [
        ("lost_cases", "败诉件数"),
        ("last(lost_cases)", "上年败诉件数"),
    ]
    assert [name.key for name in names_in(parse_formula("max(last([法院.败诉 数]), 1)"))] == ["last(法院.败诉 数)"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("last()", "formula-last"),
        ("last(1)", "formula-last"),
        ("last(a, b)", "formula-last"),
        ("last(a", "formula-bracket"),
    ],
)
def test_last_takes_one_name(text: str, code: str) -> None:
    with pytest.raises(FormulaError) as caught:
        parse_formula(text)
    assert caught.value.code == code


def test_not_applicable_by_a_column() -> None:
    found = _leaf(
        _text("table: 法院.败诉率\nna_when: {table: 法院.收案数, 等于: 0}\nrule: {linear: {zero: 50%, full: 0}}")
    )
    assert found.na_when == NaWhen("法院.收案数", Decimal(0), "table")
    rest = "table: 法院.败诉率\nrule: {linear: {zero: 50%, full: 0}}\nna_when: "
    assert _codes(_text(rest + "{equals: 0}")) == ["source-none"]
    assert _codes(_text(rest + "{table: 法院, equals: 0}")) == ["table-form"]
    assert _codes(_text(rest + "{table: 法院.数, measure: cases, equals: 0}")) == ["source-many"]


def test_extremes_left_out() -> None:
    spec = _leaf(_text("judgement: true\nrule: {judgement: {trim: 1}}")).rule.spec
    assert spec == JudgementSpec(trim=1)
    levels = _leaf(_text("judgement: true\nrule: {levels: {levels: {好: 100%, 差: 0}, trim: 2}}")).rule.spec
    assert isinstance(levels, LevelsSpec)
    assert (levels.trim, [level.name for level in levels.levels]) == (2, ["好", "差"])
    assert _codes(_text("table: 测评\nrule: {levels: {levels: {好: 100%, 差: 0}, trim: 1}}")) == ["leaf-idle"]
    assert _codes(_text("judgement: true\nrule: {judgement: {trim: 0}}")) == ["value-range"]


def test_more_quotes_than_there_can_be() -> None:
    assert _codes(_text(PLAIN + "evidence: 2")) == ["evidence-over"]
    assert _codes(_text("measure: study\nrule: {target: {target: 4}}\nevidence: 2")) == []
    assert _codes(_text("evidence: 4\n" + PEOPLE)) == ["evidence-over"]
