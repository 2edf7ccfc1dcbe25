from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from names_of_tests import VOCABULARY

from scoring.resources import measures_folder, rubrics_folder
from scoring.rubric.schema import rubric_schema
from scoring.vocabulary import load_vocabulary

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = (Path(__file__).parent / "sample.yaml").read_text(encoding="utf-8")
VALIDATOR = jsonschema.Draft202012Validator(rubric_schema(VOCABULARY))


def _valid(text: str) -> bool:
    return VALIDATOR.is_valid(yaml.safe_load(text))


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(rubric_schema(VOCABULARY))


def test_the_file_in_docs_is_up_to_date() -> None:
    """If not: scoring rubric schema > docs/rubric.schema.json"""
    stored = json.loads((ROOT / "docs" / "rubric.schema.json").read_text(encoding="utf-8"))
    assert stored == rubric_schema(load_vocabulary(measures_folder()))


def test_right_rubrics_are_valid() -> None:
    assert _valid(SAMPLE)
    assert _valid(SAMPLE.replace("points: 6", "分值: 6").replace("rule: done", "规则: 完成"))
    validator = jsonschema.Draft202012Validator(rubric_schema(load_vocabulary(measures_folder())))
    for path in sorted(rubrics_folder().glob("*.yaml")):
        errors = list(validator.iter_errors(yaml.safe_load(path.read_text(encoding="utf-8"))))
        assert [f"{error.json_path}: {error.message}" for error in errors] == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("ties: dense", "ties: densse"),
        ("title: 示例评分标准\n", ""),
        ("measure: loss_rate", "measure: los_rate"),
        ("practice: catalogue, rule: done", "practice: catalogue, measure: study, rule: done"),
        ("rule: done", "rule: {done: null, target: {target: 1}}"),
        ("rule: done", "rule: linear"),
        ("zero: 80%", "zeroo: 80%"),
        ("share: 60%,", "share: 60,"),
        ("weights_status: illustrative", "weights_status: illustrative\nraters: 3"),
        ("step: 0.5}", "step: 0}"),
        ("escalation: [{from: 2,", "escalation: [{form: 2,"),
    ],
)
def test_wrong_rubrics_are_not(right: str, wrong: str) -> None:
    assert right in SAMPLE
    assert not _valid(SAMPLE.replace(right, wrong, 1))


def test_ids_are_offered_with_their_names() -> None:
    offered = rubric_schema(VOCABULARY)["$defs"]["practice"]["oneOf"]
    assert {"const": "adviser", "title": "法律顾问制度"} in offered
