"""docs/rubric.md names every key and rule, and everything it shows can be loaded."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scoring.errors import Diagnostic
from scoring.resources import measures_folder
from scoring.rubric import reserved
from scoring.rubric.aliases import ALIASES
from scoring.rubric.grammar import GRAMMARS
from scoring.rubric.load import parse_rubric
from scoring.rubric.shapes import GRADE, HEAD, LEAF, NA_WHEN, NODE, QUALITATIVE, ROUNDING
from scoring.vocabulary import load_vocabulary
from scoring.yaml_source.shape import Shape

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "rubric.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
VOCABULARY = load_vocabulary(measures_folder())

# A criterion to try a rule in: one of these sources suits every rule shown.
SOURCES = (
    "measure: respondent_appearance_rate",
    "measure: executive_meeting_legal_study",
    "measure: litigation_lost",
    "practice: double_random",
    "judgement: true",
)
FRAME = """id: t
title: 测试
weights_status: local
criteria:
  - id: d
    name: 维度
    points: 5
    criteria:
      - id: d.x
        name: 评分项
        points: 5
"""
RULES = [rule for block in BLOCKS[1:] for rule in re.split(r"(?m)^(?=rule:)", block) if rule.strip()]


def test_the_example_is_a_rubric() -> None:
    rubric, diagnostics = parse_rubric(BLOCKS[0], "docs/rubric.md", VOCABULARY)
    assert diagnostics == ()
    assert rubric is not None


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_shown_can_be_loaded(rule: str) -> None:
    found: list[Diagnostic] = []
    for source in SOURCES:
        text = FRAME + "".join(f"        {line}\n" for line in (source, *rule.splitlines()))
        rubric, diagnostics = parse_rubric(text, "docs/rubric.md", VOCABULARY)
        if rubric is not None and not diagnostics:
            return
        found.extend(diagnostics)
    raise AssertionError(found)


def test_every_rule_is_shown() -> None:
    shown = {match for rule in RULES for match in re.findall(r"rule:\s*{?\s*([a-z_]+)", rule)}
    assert shown == set(GRAMMARS)


@pytest.mark.parametrize("shape", [HEAD, NODE, LEAF, GRADE, ROUNDING, QUALITATIVE, NA_WHEN])
def test_every_key_is_named(shape: Shape) -> None:
    assert [name for name in shape.names() if not re.search(rf"\b{name}\b", TEXT)] == []


def test_every_alias_and_reserved_word_is_named() -> None:
    assert [alias for alias, name in ALIASES.items() if f"{alias} `{name}`" not in TEXT] == []
    assert [word for word in (*reserved.KEYS, *reserved.RULES) if f"`{word}`" not in TEXT] == []
