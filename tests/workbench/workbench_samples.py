"""What the tests of the workbench share: the vocabulary, rubrics, material of fixture reports."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from scoring.resources import fixture_reports_folder, measures_folder
from scoring.rubric.types import Rubric
from scoring.vocabulary import Vocabulary, load_vocabulary
from scoring.workbench.files import RubricFile, open_rubric
from scoring.workbench.material import Material, from_reports

ROOT = Path(__file__).resolve().parents[2]
SHEETS = tuple(sorted((ROOT / "tests" / "rubric" / "sheets").glob("*.yaml")))
SOURCES = ROOT / "fixtures" / "sources"

# A rubric of a few lines, with everything that layout may hold: comments, Chinese keys, braces, block lists.
SMALL = """# 表头说明
id: small          # 编号
title: 小样
weights_status: illustrative
points: 10
grades:
  - {name: 优秀, from: 90%}   # 一等
  - {name: 不合格, from: 0}
criteria:
  # 第一部分
  - id: d
    name: 纠纷
    points: 6
    criteria:
      - id: d.appearance   # 出庭
        name: 出庭率
        points: 4
        measure: respondent_appearance_rate
        rule: {linear: {zero: 50%, full: 100%}}  # 两条线
        note: "含 冒号: 和 # 号"
      - 编号: d.mediation
        名称: 调解率
        分值: 2
        指标: mediation_success_rate
        规则:
          bands:
            # 分档
            - {from: 95%, points: 2}
            - {from: 80%, below: 95%, points: 1}
            - {below: 80%, points: 0}
  - id: e
    name: 执法
    points: 4
    criteria:
      - {id: e.three, name: 三项制度, points: 4, practice: three_enforcement_systems, rule: done}
"""


@cache
def vocabulary() -> Vocabulary:
    return load_vocabulary(measures_folder())


def small(text: str = SMALL) -> RubricFile:
    return RubricFile("small.yaml", text)


def rubric_of(file: RubricFile) -> Rubric:
    found, diagnostics = file.read(vocabulary())
    assert found is not None, diagnostics
    return found


@cache
def county() -> RubricFile:
    return open_rubric("county", vocabulary())


@cache
def material() -> Material:
    return from_reports([fixture_reports_folder()])


def lines_changed(before: str, after: str) -> list[tuple[str, str]]:
    """The lines that differ, side by side, of two texts with the same number of lines."""
    return [pair for pair in zip(before.split("\n"), after.split("\n"), strict=True) if pair[0] != pair[1]]
