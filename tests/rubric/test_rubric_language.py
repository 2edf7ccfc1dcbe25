"""The larger parts of the language: kinds of units, extending, weights, formulas, tables, pools, vetoes, grades, ties."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from names_of_tests import VOCABULARY

from scoring.errors import Diagnostic
from scoring.resources import measures_folder
from scoring.rubric.aliases import ALIASES
from scoring.rubric.load import load_rubric, parse_rubric
from scoring.rubric.rule_specs import CountSpec, DoneSpec, RankSpec, Subject, Tariff, Worth
from scoring.rubric.schema import rubric_schema
from scoring.rubric.types import (
    Condition,
    Effect,
    Grade,
    Leaf,
    Node,
    Policy,
    Position,
    Quota,
    Quotes,
    Rubric,
    Weighting,
    counted,
)
from scoring.vocabulary import load_vocabulary

FOLDER = Path(__file__).parent
SHEETS = sorted((FOLDER / "sheets").glob("*.yaml"))
HEAD = "id: t\ntitle: 测试\nweights_status: local\n"
TREE = """criteria:
  - id: d
    name: 维度
    points: 4
    criteria:
      - {id: d.x, name: 甲, points: 3, practice: catalogue, rule: done}
      - {id: d.y, name: 乙, points: 1, practice: adviser, rule: done}
"""


def read(text: str, folder: Path | None = None) -> tuple[Rubric | None, tuple[Diagnostic, ...]]:
    return parse_rubric(text, "t.yaml", VOCABULARY, folder)


def good(text: str, folder: Path | None = None) -> Rubric:
    rubric, diagnostics = read(text, folder)
    assert rubric is not None, diagnostics
    return rubric


def codes(text: str) -> list[str]:
    return [found.code for found in read(text)[1]]


def one_leaf(body: str, head: str = "") -> Leaf:
    return next(good(leaf_text(body, head)).leaves())


def leaf_text(body: str, head: str = "") -> str:
    text = f"{HEAD}{head}criteria:\n  - id: d\n    name: 维度\n    points: 4\n    criteria:\n"
    return (
        text
        + "      - id: d.x\n        name: 评分项\n        points: 4\n"
        + "".join(f"        {line}\n" for line in body.splitlines())
    )


# ------------------------------------------------------------------ kinds of units


def test_points_and_thresholds_by_type() -> None:
    text = leaf_text("measure: study\nrule: {done: {at_least: {by_type: {county: 6, default: 4}}}}")
    text = text.replace("        points: 4\n", "        points: {by_type: {county: 3, township: 5}}\n").replace(
        "    points: 4\n", "    points: {by_type: {county: 3, township: 5}}\n"
    )
    rubric = good(text.replace(HEAD, HEAD + "unit_types: [county, township]\n"))
    assert [kind for kind, _ in rubric.variants] == ["county", "township"]
    county, township = rubric.of("county"), rubric.of("township")
    assert [int(one.points) for one in (county, township)] == [3, 5]
    assert [next(one.leaves()).rule.spec for one in (county, township)] == [
        DoneSpec(Decimal(6), None, "次"),
        DoneSpec(Decimal(4), None, "次"),
    ]
    assert rubric.of("department") == rubric  # nobody said; the first sheet stands for it


def test_keys_by_type_beside_others() -> None:
    leaf = leaf_text("by_type: {county: {measure: study, rule: {done: {at_least: 4}}}, default: {judgement: true}}")
    rubric = good(leaf)
    sources = {kind: next(variant.leaves()).source for kind, variant in rubric.variants}
    assert (sources["county"], sources["zone"]) == ("measure", "judgement")


GROUPS = "groups: {有执法权: department, 无执法权: department}\nunit_types: [department]\n"


def test_groups_of_the_unit_list() -> None:
    rubric = good(
        leaf_text("measure: study\nrule: {done: {at_least: {by_type: {有执法权: 6, department: 4}}}}", GROUPS)
    )
    assert (rubric.groups, rubric.group_types) == ("list", (("有执法权", "department"), ("无执法权", "department")))
    at_least = {kind: next(variant.leaves()).rule.spec.at_least for kind, variant in rubric.variants}
    assert at_least == {"有执法权": 6, "无执法权": 4, "department": 4}
    assert next(rubric.of("department", "有执法权").leaves()).rule.spec.at_least == 6


def test_a_criterion_for_one_group_only() -> None:
    text = HEAD + GROUPS + TREE.replace("name: 乙,", "name: 乙, applies_to: [有执法权],")
    rubric = good(text)
    assert [leaf.applies_to for leaf in rubric.leaves()] == [(), ("有执法权",)]


def test_a_finding_of_some_types_names_them() -> None:
    text = leaf_text("measure: study\nrule: {done: {at_least: {by_type: {county: 40%, default: 4}}}}")
    (found,) = read(text)[1]
    assert found.code == "rate-not"
    assert found.message.endswith("（县（市、区））")


def test_sums_are_checked_for_every_type() -> None:
    text = (
        HEAD
        + "unit_types: [county, township]\n"
        + TREE.replace("points: 3", "points: {by_type: {county: 3, township: 2}}")
    )
    (found,) = read(text)[1]
    assert (found.code, found.message) == ("points-sum", "`d` 的下级分值合计为 3，与本级的 4 不等（乡镇（街道））")


# ------------------------------------------------------------------ extending


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "base.yaml").write_text(
        HEAD + "grades: [{name: 好, from: 2}, {name: 差, from: 0}]\n" + TREE, encoding="utf-8"
    )
    return tmp_path


def test_only_what_differs(folder: Path) -> None:
    rubric = good(
        "id: new\nextends: base.yaml\ncriteria:\n  - {id: d.x, name: 改名, measure: study, rule: {target: {target: 4}}}\n",
        folder,
    )
    first, second = rubric.leaves()
    assert (rubric.id, rubric.title, rubric.bases) == ("new", "测试", ("base.yaml",))
    assert (first.name, str(first.points), first.source, first.rule.name) == ("改名", "3", "measure", "target")
    assert second.name == "乙"
    assert (first.position.file, second.position.file) == ("t.yaml", "base.yaml")


def test_adding_removing_and_taking_back(folder: Path) -> None:
    text = "id: new\nextends: base.yaml\nremove: [d.y]\ngrades: null\ncriteria:\n  - id: d\n    criteria:\n"
    rubric = good(text + "      - {id: d.z, name: 丙, points: 1, practice: participation, rule: done}\n", folder)
    assert [leaf.id for leaf in rubric.leaves()] == ["d.x", "d.z"]
    assert rubric.grades == ()


def test_errors_point_into_the_right_file(folder: Path) -> None:
    _, (own, other) = read(
        "id: new\nextends: base.yaml\ncriteria:\n  - {id: d.x, points: 2}\n  - {id: d.y, rule: dune}\n", folder
    )
    assert (own.file, own.line, own.code) == ("t.yaml", 5, "rule-unknown")
    assert (other.file, other.line, other.code) == ("base.yaml", 8, "points-sum")
    assert other.excerpt == "    points: 4"


def test_a_chain_of_three_and_a_shipped_base(folder: Path) -> None:
    (folder / "middle.yaml").write_text("id: m\nextends: base.yaml\nyear: 2022\n", encoding="utf-8")
    rubric = good("id: new\nextends: middle.yaml\ntitle: 新\n", folder)
    assert (rubric.year, rubric.title, rubric.bases) == (2022, "新", ("middle.yaml", "base.yaml"))
    vocabulary = load_vocabulary(measures_folder())
    county, diagnostics = parse_rubric("id: mine\nextends: county\nweights_status: local\n", "county.yaml", vocabulary)
    assert diagnostics == ()
    assert county is not None
    assert county.points == 100
    assert (county.weights_status, county.bases) == ("local", ("rubrics/county.yaml",))


def test_the_hash_knows_the_base(folder: Path) -> None:
    text = "id: new\nextends: base.yaml\n"
    before = good(text, folder).sha256
    base = folder / "base.yaml"
    base.write_text(base.read_text(encoding="utf-8").replace("name: 甲", "name: 丁"), encoding="utf-8")
    assert good(text, folder).sha256 != before


# ------------------------------------------------------------------ weights


def test_weights_instead_of_points() -> None:
    text = HEAD + TREE.replace("points: 3", "weight: 2").replace("points: 1", "weight: 1")
    first, second = good(text).leaves()
    assert first.points + second.points == 4
    assert (str(first.points), str(second.points)) == ("2.6666666667", "1.3333333333")


def test_a_scale_of_its_own() -> None:
    text = HEAD + "points: 100\n" + TREE.replace("    points: 4\n", "    points: 4\n    weight: 30\n")
    text += "  - {id: e, name: 另一维度, points: 50, weight: 70, criteria: [{id: e.x, name: 丙, weight: 1, judgement: true}]}\n"
    rubric = good(text)
    assert [[int(node.points), int(counted(node))] for node in rubric.dimensions] == [[4, 30], [50, 70]]


def test_rescaling() -> None:
    text = HEAD + "points: 10\n" + TREE.replace("    points: 4\n", "    points: 4\n    rescale_to: 10\n")
    (node,) = good(text).dimensions
    assert [int(node.points), int(counted(node))] == [4, 10]
    assert codes(text.replace("points: 10\n", "points: 4\n", 1)) == ["points-total"]


def test_weights_from_comparisons_and_data() -> None:
    dimension = "    points: 4\n    combine: geometric\n"
    text = (
        HEAD
        + "missing: zero\n"
        + TREE.replace("    points: 4\n", dimension + "    weights: {ahp: [[1, 3], [1/3, 1]]}\n")
    )
    (node,) = good(text).dimensions
    assert node.combine == "geometric"
    assert isinstance(node.weighting, Weighting)
    assert node.weighting.weights == (Decimal("0.75"), Decimal("0.25"))
    assert "saaty" in node.weighting.note
    assert [counted(child) for child in node.children] == [3, 1]
    mixed = text.replace("{ahp: [[1, 3], [1/3, 1]]}", "{product: [entropy, {given: {d.x: 3, d.y: 1}}]}")
    (node,) = good(mixed).dimensions
    assert node.weighting is not None
    assert node.weighting.from_data


@pytest.mark.parametrize("weight", ["-1", "0", "0%"])
def test_a_weight_is_above_zero(weight: str) -> None:
    text = HEAD + TREE.replace("points: 3", f"weight: {weight}").replace("points: 1", "weight: 1")
    assert codes(text) == ["value-range"]


# ------------------------------------------------------------------ criteria


def test_formulas_know_measures_and_columns() -> None:
    leaf = one_leaf(
        "formula: lost_cases ÷ coalesce(cases, 法院.收案数)\nunit: 率\ndirection: down\nrule: {linear: {zero: 40%, full: 0}}"
    )
    assert leaf.formula is not None
    assert leaf.formula.subjects == (
        Subject("measure", "lost_cases", "败诉件数", "件"),
        Subject("measure", "cases", "应诉案件数", "件"),
        Subject("table", "法院.收案数", "收案数"),
    )
    assert (leaf.unit, leaf.rule.spec.unit) == ("ratio", "ratio")


def test_a_formula_names_the_wrong_word_at_its_place() -> None:
    text = leaf_text("formula: lost_case ÷ cases\nrule: {done: {at_most: 1}}")
    (found,) = read(text)[1]
    assert (found.code, found.column, found.length) == ("subject-unknown", 18, 9)
    assert found.help == "是否想写 `lost_cases`？"


def test_policies_with_formula_and_mean() -> None:
    leaf = one_leaf("measure: study\nrule: {target: {target: 4}}\nmissing: {formula: meetings + 1}\nna: group_mean")
    assert (leaf.missing.name, leaf.na) == ("formula", Policy("group_mean"))
    assert leaf.missing.formula is not None


def test_quotes_compare_and_rounding() -> None:
    leaf = one_leaf(
        "measure: appearance_rate\nrule: {linear: {zero: 80%, full: 100%}}\ncompare: 法院.出庭率\n"
        "evidence: {quotes: 2, without: {share: 50%}}\nrounding: {places: 1}"
    )
    assert (leaf.evidence, leaf.without_quotes) == (2, Quotes("share", Decimal("0.5")))
    assert leaf.compare == Subject("table", "法院.出庭率", "出庭率")
    assert leaf.places == 1


def test_ranks_and_tariffs() -> None:
    spec = one_leaf(
        "table: 法院.败诉率\ndirection: down\nrule: {rank: {places: [4, 3], rest: 50%, last: [0]}}"
    ).rule.spec
    four, three, half = Worth(points=Decimal(4)), Worth(points=Decimal(3)), Worth(share=Decimal("0.5"))
    assert spec == RankSpec(True, (four, three), None, half, (Worth(points=Decimal(0)),))
    spec = one_leaf(
        "table: 表彰\nrule: {count: {tariff: {levels: {国家级: 3}, same: double, factor: 3}, cap: 3}}"
    ).rule.spec
    assert spec.tariff == Tariff((("国家级", Decimal(3)),), "级别", "事项", "次数", "double", Decimal(3))


def test_items_may_ask_tables() -> None:
    leaf = one_leaf(
        "rule: {deduct: [{table: 法院.败诉率, over: 10%, step: 0.5}, {table: 法院.败诉件数, over: 0, step: 1}]}"
    )
    rates = [(cause.subject.unit, cause.per) for cause in leaf.rule.spec.causes]
    assert rates == [("ratio", Decimal("0.01")), ("", Decimal(1))]
    assert (leaf.source, leaf.subject) == ("table", "法院.败诉率")


# ------------------------------------------------------------------ the head

FULL_HEAD = """groups: list
ties: {keys: [d.x, d], then: forbid}
grades:
  - {name: 优, from: 90%, quota: {top: 20%, tied: out}}
  - {name: 良, from: 3, quota: {top: 6}}
  - {name: 其他, from: 0}
tables:
  法院: {name: 审判通报, office: 中级法院, document: 甲号通报, date: 2024年1月, columns: [败诉率]}
"""
TAIL = """bonus:
  - id: plus
    name: 加分
    points: 2
    outside: true
    criteria: [{id: plus.a, name: 创新, points: 2, judgement: true}]
penalty:
  - {id: minus, name: 扣分, points: 2, criteria: [{id: minus.a, name: 通报, points: 2, measure: lost_cases, rule: {count: {step: 1}}}]}
veto:
  - {id: v1, name: 败诉率过高, when: {table: 法院.败诉率, over: 50%}, effect: [zero_total, {cap_grade: 良}], missing: ignore}
  - {id: v2, name: 没有目录, when: {practice: catalogue, when: not_done}, effect: {zero_node: d.x}}
  - {id: v3, name: 造假, when: {judgement: 经查实}, effect: [stop, bar]}
gate:
  - {id: g1, name: 五项内容, require: {report: report.contents_count, at_least: 3}, effect: {points: 2}, applies_to: [county]}
"""


def test_grades_ties_and_tables() -> None:
    rubric = good(HEAD + FULL_HEAD + TREE + TAIL)
    assert rubric.grades == (
        Grade("优", Decimal("3.6"), Quota(Decimal("0.2"), tied_in=False)),
        Grade("良", Decimal(3), Quota(count=6)),
        Grade("其他", Decimal(0)),
    )
    assert (rubric.ties, rubric.tie_keys, rubric.groups) == ("forbid", ("d.x", "d"), "list")
    declared = rubric.declared("法院")
    assert declared is not None
    assert (declared.office, declared.columns) == ("中级法院", ("败诉率",))


def test_pools_and_vetoes() -> None:
    rubric = good(HEAD + FULL_HEAD + TREE + TAIL)
    assert [(pool.id, pool.kind, pool.outside) for pool in rubric.pools] == [
        ("plus", "bonus", True),
        ("minus", "penalty", False),
    ]
    assert rubric.pools[1].leaves[0].missing == Policy("zero")  # silence adds and takes nothing
    assert [leaf.id for leaf in rubric.all_leaves()] == ["d.x", "d.y", "plus.a", "minus.a"]
    lost, catalogue, fraud, gate = rubric.vetoes
    assert lost.condition == Condition(Subject("table", "法院.败诉率", "败诉率", "ratio"), Decimal("0.5"), low_in=False)
    assert lost.effects == (Effect("zero_total"), Effect("cap_grade", grade="良"))
    assert catalogue.condition.holds(Decimal(0))
    assert not catalogue.condition.holds(Decimal(1))
    assert fraud.condition.subject == Subject("judgement", "v3", "经查实")
    assert (gate.gate, gate.effects, gate.applies_to) == (True, (Effect("points", points=Decimal(2)),), ("county",))


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [
        ("id: plus.a", "id: d.x", "id-twice"),
        ("id: v2", "id: v1", "id-twice"),
        ("id: minus.a, name: 通报, points: 2", "id: minus.a, name: 通报", "key-missing"),
        ("id: minus.a, name: 通报, points: 2", "id: minus.a, name: 通报, weight: 2", "leaf-idle"),
        ("points: 2, criteria", "points: 2, outside: true, criteria", "leaf-idle"),
        ("{zero_node: d.x}", "{zero_node: d.w}", "node-unknown"),
        ("over: 50%}", "over: 50%, at_least: 60%}", "ends-both"),
        ("over: 50%}", "over: 50%, measure: study}", "source-many"),
        ("{judgement: 经查实}", "{judgement: 经查实, measure: study}", "source-many"),
        ("at_least: 3}", "when: done}", "cause-when"),
        ("effect: [stop, bar]", "effect: []", "rule-empty"),
        ("effect: [stop, bar]", "effect: explode", "value-choice"),
        ("applies_to: [county]", "applies_to: [countie]", "kind-unknown"),
        ("{top: 6}", "{top: 120%}", "quota-top"),
        ("then: forbid", "then: dice", "value-choice"),
        ("table: 法院.败诉率", "table: 法院.败诉数", "column-unknown"),
    ],
)
def test_mistakes(right: str, wrong: str, code: str) -> None:
    text = HEAD + FULL_HEAD + TREE + TAIL
    assert right in text
    assert code in codes(text.replace(right, wrong, 1))


@pytest.mark.parametrize(
    ("word", "hint"), [("raters", "weight"), ("disqualifiers", "veto"), ("normalise", "goalposts")]
)
def test_words_of_other_sheets_have_their_place(word: str, hint: str) -> None:
    (found,) = read(HEAD + f"{word}: 1\n" + TREE)[1]
    assert found.code == "key-unknown"
    assert hint in (found.help or "")


# ------------------------------------------------------------------ the sheets as samples


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_the_schema_takes_the_sheets(path: Path) -> None:
    validator = jsonschema.Draft202012Validator(rubric_schema(load_vocabulary(measures_folder())))
    errors = list(validator.iter_errors(yaml.safe_load(path.read_text(encoding="utf-8"))))
    assert [f"{error.json_path}: {error.message[:200]}" for error in errors] == []
    wrong = (
        path.read_text(encoding="utf-8").replace("step:", "stepp:").replace("rescale", "x").replace("veto:", "vetto:")
    )
    assert not validator.is_valid(yaml.safe_load(wrong))


def test_the_schema_takes_changes_alone() -> None:
    validator = jsonschema.Draft202012Validator(rubric_schema(VOCABULARY))
    assert validator.is_valid({"id": "x", "extends": "county", "criteria": [{"id": "d.x", "points": 3}]})
    assert not validator.is_valid({"id": "x", "criteria": [{"id": "d.x", "points": 3}]})


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_chinese_keys_say_the_same(path: Path) -> None:
    spelt: dict[str, str] = {}
    for alias, name in ALIASES.items():
        spelt.setdefault(name, alias)
    text = path.read_text(encoding="utf-8")
    chinese = re.sub(
        r"(?m)(^|[{,\[-]) *\b([a-z_]+):(?= |$)", lambda m: m[0].replace(m[2], spelt.get(m[2], m[2]), 1), text
    )
    vocabulary = load_vocabulary(measures_folder())
    usual, _ = load_rubric(path, vocabulary)
    found, diagnostics = parse_rubric(chinese, path.name, vocabulary)
    assert found is not None, diagnostics
    assert usual is not None
    assert bare(found) == bare(usual)
    assert chinese.count("评分项:") == text.count("criteria:")


NOWHERE = Position("", 0, 0)


def bare(rubric: Rubric) -> Any:
    """The rubric without places and hash."""

    def strip(node: Node | Leaf) -> Node | Leaf:
        if isinstance(node, Leaf):
            return replace(node, position=NOWHERE, rule=replace(node.rule, position=NOWHERE))
        return replace(node, position=NOWHERE, children=tuple(map(strip, node.children)))

    pools = tuple(
        replace(pool, position=NOWHERE, leaves=tuple(strip(leaf) for leaf in pool.leaves))  # type: ignore[misc]
        for pool in rubric.pools
    )
    vetoes = tuple(replace(veto, position=NOWHERE) for veto in rubric.vetoes)
    variants = tuple((kind, bare(variant)) for kind, variant in rubric.variants)
    dimensions = tuple(strip(node) for node in rubric.dimensions)
    return replace(rubric, sha256="", file="", dimensions=dimensions, pools=pools, vetoes=vetoes, variants=variants)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("more", "partial"),
    [
        ("", "floor"),
        (", partial: prorata", "prorata"),
        (", divide_by: {table: units.人口, each: 10000}", "prorata"),
        (", divide_by: {table: units.人口, each: 10000}, partial: floor", "floor"),
    ],
)
def test_shares_of_a_divided_count_count(more: str, partial: str) -> None:
    """3.7 cases for every 10,000 persons are worth 3.7 steps, unless the rubric says otherwise; things themselves come in whole ones."""
    (leaf,) = good(leaf_text(f"measure: study\nrule: {{count: {{step: 1{more}}}}}")).leaves()
    assert isinstance(leaf.rule.spec, CountSpec)
    assert leaf.rule.spec.partial == partial
