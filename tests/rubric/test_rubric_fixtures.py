"""Every rule, every rule's arguments and every modifier stands in a rubric that is scored, shown or tested somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from test_rubric_docs import TEXT

from scoring.resources import rubrics_folder
from scoring.rubric import shapes
from scoring.rubric.grammar import GRAMMARS
from scoring.yaml_source.shape import Shape

HERE = Path(__file__).parent
FIXTURES = [HERE / "sample.yaml", *sorted((HERE / "sheets").glob("*.yaml")), *sorted(rubrics_folder().glob("*.yaml"))]
WRITTEN = "\n".join(
    [*(path.read_text(encoding="utf-8") for path in FIXTURES), *re.findall(r"```yaml\n(.*?)```", TEXT, re.S)]
)
TESTED = "\n".join(path.read_text(encoding="utf-8") for path in sorted(HERE.parent.rglob("test_*.py")))
MODIFIERS = sorted({name for value in vars(shapes).values() if isinstance(value, Shape) for name in value.names()})


@pytest.mark.parametrize("rule", sorted(GRAMMARS))
def test_every_rule_has_a_fixture(rule: str) -> None:
    assert re.search(rf"rule:\s*(?:\{{\s*)?{rule}\b|^\s+{rule}:", WRITTEN, re.M)


@pytest.mark.parametrize("key", MODIFIERS)
def test_every_modifier_has_a_fixture(key: str) -> None:
    assert re.search(rf"(?<![\w.]){key}: ?", WRITTEN + TESTED)
