from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from names_of_tests import VOCABULARY

from scoring.resources import rubrics_folder
from scoring.rubric.aliases import ALIASES
from scoring.rubric.load import load_rubric, parse_rubric
from scoring.rubric.rule_specs import Band, BandsSpec, Escalation, LinearNode, LinearSpec, Worth
from scoring.rubric.types import Grade, Leaf, NaWhen, Node, Policy, Position, Qualitative, Rubric
from scoring.vocabulary import load_vocabulary

SAMPLE = Path(__file__).parent / "sample.yaml"
TEXT = SAMPLE.read_text(encoding="utf-8")

LEAF = """id: t
title: 测试
weights_status: local
criteria:
  - id: d
    name: 维度
    points: 4
    criteria:
      - id: d.x
        name: 评分项
        points: 4
"""


def _sample() -> Rubric:
    rubric, diagnostics = load_rubric(SAMPLE, VOCABULARY)
    assert diagnostics == ()
    assert rubric is not None
    return rubric


def _leaf(body: str) -> Leaf:
    text = LEAF + "".join(f"        {line}\n" for line in body.splitlines())
    rubric, diagnostics = parse_rubric(text, "t.yaml", VOCABULARY)
    assert rubric is not None, diagnostics
    return next(rubric.leaves())


def _codes(body: str) -> list[str]:
    text = LEAF + "".join(f"        {line}\n" for line in body.splitlines())
    return [found.code for found in parse_rubric(text, "t.yaml", VOCABULARY)[1]]


def test_the_head() -> None:
    rubric = _sample()
    assert (rubric.id, rubric.title, rubric.year, rubric.points) == ("sample", "示例评分标准", 2023, Decimal(30))
    assert (rubric.weights_status, rubric.places, rubric.ties, rubric.groups) == (
        "illustrative",
        2,
        "dense",
        "unit_type",
    )
    assert rubric.grades == (Grade("优秀", Decimal(27)), Grade("合格", Decimal(18)), Grade("不合格", Decimal(0)))
    assert rubric.unit_types == ("county", "department")
    assert rubric.file == "sample.yaml"
    assert len(rubric.sha256) == 64


def test_a_criterion_with_every_key() -> None:
    leaf = next(_sample().leaves())
    assert leaf == Leaf(
        id="disputes.appearance",
        name="负责人出庭应诉率",
        points=Decimal(6),
        source="measure",
        subject="appearance_rate",
        rule=leaf.rule,
        missing=Policy("zero"),
        na=Policy("full"),
        position=Position("sample.yaml", 27, 9),
        qualitative=Qualitative(Decimal("0.6"), ("adviser",), ("appearances",)),
        interval="low",
        scope="全县",
        period="2023",
        scorer="复议应诉科",
        evidence=1,
        na_when=NaWhen("cases", Decimal(0)),
    )
    assert leaf.rule.name == "linear"
    assert leaf.rule.position == Position("sample.yaml", 31, 16)
    nodes = (LinearNode(Decimal("0.8"), Worth(share=Decimal(0))), LinearNode(Decimal(1), Worth(share=Decimal(1))))
    assert leaf.rule.spec == LinearSpec(nodes, unit="ratio")


def test_policies_and_defaults() -> None:
    leaves = {leaf.id: leaf for leaf in _sample().leaves()}
    assert leaves["disputes.loss"].missing == Policy("share", Decimal("0.5"))
    assert leaves["others.study"].missing == Policy("pending")
    assert leaves["others.study"].na == Policy("exclude")


def test_ids_stay_as_written() -> None:
    assert "others.1.10" in {leaf.id for leaf in _sample().leaves()}


def test_items_lend_the_criterion_their_source() -> None:
    leaf = next(leaf for leaf in _sample().leaves() if leaf.id == "disputes.deductions")
    assert (leaf.source, leaf.subject) == ("measure", "meetings")
    causes = leaf.rule.spec.causes
    assert [cause.when for cause in causes] == ["under", "under", "under", "over", "not_done", "not_done"]
    assert causes[2].per == Decimal("0.02")
    assert causes[3].escalation == (Escalation(Decimal(2), Decimal(3)), Escalation(Decimal(3), None))


def test_a_percentage_point_is_the_step_of_a_rate() -> None:
    leaf = _leaf(
        "rule: {deduct: [{measure: appearance_rate, under: 95%, step: 1}, {measure: study, under: 4, step: 1}]}"
    )
    assert [cause.per for cause in leaf.rule.spec.causes] == [Decimal("0.01"), Decimal(1)]


def test_whole_numbers_leave_no_gap_between_bands() -> None:
    leaf = _leaf("measure: study\nrule: {bands: [{from: 5, points: 4}, {from: 0, to: 4, points: 1}]}")
    low, high = Worth(points=Decimal(1)), Worth(points=Decimal(4))
    bands = (Band(Decimal(0), Decimal(5), low), Band(Decimal(5), None, high))
    assert leaf.rule.spec == BandsSpec(bands, "次")


def test_rates_and_tables_have_gaps_between_whole_numbers() -> None:
    bands = "rule: {bands: [{from: 5, points: 4}, {from: 0, to: 4, points: 1}]}"
    assert _codes(f"table: 外部.数\n{bands}") == ["bands-gap"]
    assert _codes("measure: appearance_rate\nrule: {bands: [{from: 1, points: 4}, {to: 0, points: 1}]}") == [
        "bands-gap"
    ]


def test_the_best_band_of_a_rate_is_open() -> None:
    leaf = _leaf("measure: appearance_rate\nrule: {bands: [{from: 90%, to: 100%, points: 4}, {below: 90%, points: 0}]}")
    assert leaf.rule.spec.bands[-1].high is None


def test_restrictions_are_inherited() -> None:
    rubric = _sample()
    leaf = next(leaf for leaf in rubric.leaves() if leaf.id == "others.enforcement")
    assert leaf.applies_to == ("department",)
    text = TEXT.replace("    combine: sum\n", "    applies_to: [department, zone]\n")
    inherited, _ = parse_rubric(text.replace("[county, department]", "[department, zone]"), "t.yaml", VOCABULARY)
    assert inherited is not None
    assert {leaf.applies_to for leaf in inherited.dimensions[0].leaves()} == {("department", "zone")}


def test_points_may_add_up_for_every_unit_type() -> None:
    text = TEXT.replace("points: 16", "points: 15").replace("\npoints: 30", "")
    text += (
        TEXT[TEXT.index("      - id: others.enforcement") :]
        .replace("enforcement", "county")
        .replace("[department]", "[county]")
    )
    rubric, diagnostics = parse_rubric(text, "t.yaml", VOCABULARY)
    assert rubric is None
    assert "others" in diagnostics[0].message
    rubric, diagnostics = parse_rubric(text.replace("points: 15", "points: 16"), "t.yaml", VOCABULARY)
    assert diagnostics == ()
    assert rubric is not None
    assert rubric.points == 30


def test_directions_only_warn_and_can_be_turned() -> None:
    body = "measure: loss_rate\nrule: {linear: {zero: 0, full: 20%}}"
    assert _codes(body) == ["direction"]
    assert _codes(f"{body}\ndirection: up") == []
    assert _leaf(f"{body}\ndirection: up").direction == "up"
    assert _codes("rule: {deduct: [{measure: lost_cases, under: 3, step: 1}]}") == ["direction"]
    assert _codes("rule: {deduct: [{measure: lost_cases, over: 3, step: 1}]}") == []
    assert _codes("measure: study\nrule: {done: {at_most: 3}}") == ["direction"]


def test_all_mistakes_at_once_from_top_to_bottom() -> None:
    text = TEXT.replace("ties: dense", "ties: densse").replace("measure: loss_rate", "measure: los_rate")
    text = text.replace("points: 14", "points: 15").replace("step: 0.5, per: 2%", "stepp: 0.5, per: 2%")
    rubric, found = parse_rubric(text, "t.yaml", VOCABULARY)
    assert rubric is None
    assert [diagnostic.code for diagnostic in found] == [
        "points-total",
        "value-choice",
        "points-sum",
        "subject-unknown",
        "key-missing",
        "key-unknown",
    ]
    assert [diagnostic.line for diagnostic in found] == sorted(diagnostic.line or 0 for diagnostic in found)


def test_a_wrong_point_is_not_blamed_on_the_sum() -> None:
    text = TEXT.replace("points: 6\n", "points: 六\n")
    assert [found.code for found in parse_rubric(text, "t.yaml", VOCABULARY)[1]] == ["value-type"]


def _chinese(text: str) -> str:
    """Every key and rule name in its Chinese spelling."""
    spelt: dict[str, str] = {}
    for alias, name in ALIASES.items():
        spelt.setdefault(name, alias)
    return re.sub(r"(?m)(^|[{,-]) *\b([a-z_]+):(?= |$)", lambda m: m[0].replace(m[2], spelt.get(m[2], m[2]), 1), text)


def test_chinese_keys_say_the_same() -> None:
    text = _chinese(TEXT)
    assert "分值: 30" in text
    assert "指标: loss_rate" in text
    assert "扣分:" in text
    rubric, diagnostics = parse_rubric(text, "sample.yaml", VOCABULARY)
    assert diagnostics == ()
    assert rubric is not None
    assert _bare(rubric) == _bare(_sample())


def _bare(rubric: Rubric) -> Any:
    """The rubric without places and hash."""
    nowhere = Position("", 0, 0)

    def strip(node: Node) -> Node:
        children = tuple(
            strip(child)
            if isinstance(child, Node)
            else replace(child, position=nowhere, rule=replace(child.rule, position=nowhere))
            for child in node.children
        )
        return replace(node, position=nowhere, children=children)

    return replace(rubric, sha256="", dimensions=tuple(map(strip, rubric.dimensions)))


def test_shipped_rubrics_are_found_by_name() -> None:
    rubric, diagnostics = load_rubric("county", load_vocabulary(rubrics_folder() / "measures"))
    assert diagnostics == ()
    assert rubric is not None
    assert rubric.file == "county.yaml"


@pytest.mark.parametrize("name", sorted(path.name for path in rubrics_folder().glob("*.yaml")))
def test_shipped_rubrics_point_to_the_schema(name: str) -> None:
    first = (rubrics_folder() / name).read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../docs/rubric.schema.json"


def test_unknown_names_and_missing_files() -> None:
    rubric, (unknown,) = load_rubric("conty", VOCABULARY)
    assert rubric is None
    assert unknown.code == "rubric-unknown"
    assert "`county`" in (unknown.help or "")
    rubric, (missing,) = load_rubric("none/such.yaml", VOCABULARY)
    assert rubric is None
    assert (missing.code, missing.file) == ("yaml-file-missing", "none/such.yaml")


def test_line_ends_do_not_change_the_hash(tmp_path: Path) -> None:
    other = tmp_path / "sample.yaml"
    other.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode("utf-8"))
    rubric, diagnostics = load_rubric(other, VOCABULARY)
    assert diagnostics == ()
    assert rubric == _sample()


LINES = TEXT.splitlines()
SCRAPS = ["", "[]", "{}", "null", "95%", "-1", "true", "x", "{share: 2}", "[{from: 1}]", "done", "{bands: 1}", "  - a"]


@given(st.integers(0, len(LINES) - 1), st.sampled_from(SCRAPS), st.sampled_from(["value", "line", "drop", "twice"]))
@settings(max_examples=250, deadline=None)
def test_no_file_makes_the_reader_fail(number: int, scrap: str, change: str) -> None:
    """Whatever becomes of a line: a rubric, or errors with their places; never an exception."""
    line = LINES[number]
    head, colon, _ = line.partition(":")
    changed = {"value": [f"{head}{colon} {scrap}"], "line": [scrap], "drop": [], "twice": [line, line]}[change]
    text = "\n".join([*LINES[:number], *changed, *LINES[number + 1 :]])
    rubric, diagnostics = parse_rubric(text, "t.yaml", VOCABULARY)
    assert (rubric is None) == any(found.is_error for found in diagnostics)
    for found in diagnostics:
        assert found.help
        assert found.line is None or 1 <= found.line <= len(text.split("\n"))
