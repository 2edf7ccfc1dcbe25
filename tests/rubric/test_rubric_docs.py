"""docs/rubric.md names every key, rule, alias and error, its definitions are those of the program, and everything it shows can be loaded.

To bring the generated parts up to date: `python tests/rubric/test_rubric_docs.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from test_rubric_golden import CASES, OF_FILES

from scoring.composite.combine import METHODS
from scoring.errors import Diagnostic
from scoring.messages import rubric as messages
from scoring.messages import yaml_source
from scoring.resources import measures_folder
from scoring.rubric import shapes
from scoring.rubric.aliases import ALIASES, VALUES
from scoring.rubric.grammar import GRAMMARS, count, tariff, year_on_year
from scoring.rubric.load import parse_rubric
from scoring.rubric.reference import error_reference
from scoring.rules import RULES
from scoring.rules.reference import rule_reference
from scoring.vocabulary import load_vocabulary
from scoring.yaml_source.shape import Shape

PATH = Path(__file__).resolve().parents[2] / "docs" / "rubric.md"
TEXT = PATH.read_text(encoding="utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
VOCABULARY = load_vocabulary(measures_folder())

# A criterion to try a rule in: one of these sources suits every rule shown.
SOURCES = (
    "measure: respondent_appearance_rate",
    "measure: executive_meeting_legal_study",
    "measure: litigation_lost",
    "practice: double_random",
    "judgement: true",
    "table: 表彰",
    "table: 调查.得分",
)
FRAME = """id: t
title: 测试
weights_status: local
"""
CRITERIA = """criteria:
  - id: d
    name: 维度
    points: 5
    criteria:
      - id: d.x
        name: 评分项
        points: 5
"""
RULES_SHOWN = [
    rule for block in BLOCKS if block.startswith("rule:") for rule in re.split(r"(?m)^(?=rule:)", block) if rule.strip()
]
WHOLE = [block for block in BLOCKS if re.match(r"(?:# .*\n)?id:", block)]
HEADS = [block for block in BLOCKS if block not in WHOLE and not block.startswith("rule:")]
SHAPES = [value for value in vars(shapes).values() if isinstance(value, Shape)]
GENERATED: dict[str, Callable[[], str]] = {
    "aliases": lambda: " · ".join(f"{alias} `{name}`" for alias, name in ALIASES.items()) + "\n",
    "values": lambda: " · ".join(f"{alias} `{name}`" for alias, name in VALUES.items()) + "\n",
    "rules": rule_reference,
    "errors": error_reference,
}


def _generated(text: str) -> str:
    for name, make in GENERATED.items():
        before, opening, rest = text.partition(f"<!-- {name} -->\n")
        _, closing, after = rest.partition(f"<!-- /{name} -->")
        text = f"{before}{opening}{make()}{closing}{after}"
    return text


@pytest.mark.parametrize("text", WHOLE)
def test_every_rubric_shown_can_be_loaded(text: str) -> None:
    rubric, diagnostics = parse_rubric(text, "docs/rubric.md", VOCABULARY)
    assert diagnostics == ()
    assert rubric is not None


@pytest.mark.parametrize("text", HEADS)
def test_every_part_of_the_head_can_be_loaded(text: str) -> None:
    body = FRAME + text + CRITERIA + "        practice: double_random\n        rule: done\n"
    rubric, diagnostics = parse_rubric(body, "docs/rubric.md", VOCABULARY)
    assert diagnostics == ()
    assert rubric is not None


@pytest.mark.parametrize("rule", RULES_SHOWN)
def test_every_rule_shown_can_be_loaded(rule: str) -> None:
    found: list[Diagnostic] = []
    for source in SOURCES:
        text = FRAME + CRITERIA + "".join(f"        {line}\n" for line in (source, *rule.splitlines()))
        rubric, diagnostics = parse_rubric(text, "docs/rubric.md", VOCABULARY)
        if rubric is not None and {one.code for one in diagnostics} <= {"minmax-moves"}:
            return
        found.extend(diagnostics)
    raise AssertionError(found)


def test_every_rule_is_shown_and_defined() -> None:
    shown = {match for rule in RULES_SHOWN for match in re.findall(r"rule:\s*{?\s*([a-z_]+)", rule)}
    assert shown == set(GRAMMARS) == set(RULES)
    for name in RULES:
        assert f"#### `{name}`" in TEXT
        assert re.search(r"Examples?:", RULES[name].__doc__ or ""), name


@pytest.mark.parametrize(
    "shape", [*SHAPES, count._SHAPE, tariff._SHAPE, year_on_year._SHAPE], ids=lambda shape: shape.names()[0]
)
def test_every_key_is_named(shape: Shape) -> None:
    assert [name for name in shape.names() if not re.search(rf"\b{name}\b", TEXT)] == []


def test_every_policy_and_choice_is_named() -> None:
    policies = (*shapes.MISSING_POLICIES, *shapes.NA_POLICIES, *shapes.VETO_MISSING)
    choices = (*shapes.INTERVALS, *shapes.TIES, *shapes.EFFECTS_ALONE, *shapes.EFFECT.names(), *METHODS)
    assert [word for word in (*policies, *choices) if f"`{word}`" not in TEXT and f"{{{word}:" not in TEXT] == []


def test_every_error_is_documented_and_has_a_fixture() -> None:
    codes = {*messages.MESSAGES, *yaml_source.MESSAGES}
    assert [code for code in codes if f"| `{code}` |" not in TEXT] == []
    assert codes - OF_FILES == set(CASES)


def test_the_generated_parts_are_up_to_date() -> None:
    assert _generated(TEXT) == TEXT


if __name__ == "__main__":
    PATH.write_text(_generated(TEXT), encoding="utf-8", newline="\n")
