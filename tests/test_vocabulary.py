from __future__ import annotations

from pathlib import Path

import pytest

from scoring.errors import MeasureError
from scoring.resources import measures_folder
from scoring.vocabulary import Entry, load_vocabulary

GOOD = """theme: 应诉
measures:
  appearance_rate: {name: 行政机关负责人出庭应诉率, unit: ratio, kind: rate, direction: up, patterns: [x]}
practices:
  liaison: {name: 府院联动}
reports:
  report.plan: {name: 载明安排, unit: 有无, kind: count, direction: up}
topics: {a: {group: g, terms: [b]}}
"""


def _folder(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_names_of_all_sections(tmp_path: Path) -> None:
    vocabulary = load_vocabulary(_folder(tmp_path, a=GOOD))
    assert vocabulary.entries == (
        Entry("appearance_rate", "行政机关负责人出庭应诉率", "ratio", "rate", "up", "measure", "应诉"),
        Entry("liaison", "府院联动", "", "count", "up", "practice", "应诉"),
        Entry("report.plan", "载明安排", "有无", "count", "up", "report", "应诉"),
    )
    assert vocabulary.find("liaison", "measure") is None
    assert vocabulary.find("liaison", "practice") is vocabulary.find("liaison")
    assert vocabulary.names()["liaison"] == "府院联动"
    assert [entry.id for entry in vocabulary.of("report")] == ["report.plan"]


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("apearance_rate", "appearance_rate"),
        ("出庭应诉率", "appearance_rate"),
        ("府院联席", "liaison"),
        ("plan", "report.plan"),
        ("zzz", None),
    ],
)
def test_nearest_by_id_or_name(tmp_path: Path, word: str, near: str | None) -> None:
    assert load_vocabulary(_folder(tmp_path, a=GOOD)).nearest(word) == near


def test_every_mistake_is_shown(tmp_path: Path) -> None:
    bad = """measures:
  appearance_rate: {name: 又一个, unit: ratio, kind: rate, direction: up}
  no_kind: {name: 无类别, unit: 件}
  bare: 文字
practices: []
"""
    with pytest.raises(MeasureError) as caught:
        load_vocabulary(_folder(tmp_path, a=GOOD, b=bad, c="- 1\n", d="a: [\n"))
    found = [(found.file, found.line, found.code) for found in caught.value.diagnostics]
    assert found == [
        ("b.yaml", 2, "vocabulary-twice"),
        ("b.yaml", 3, "vocabulary-entry"),
        ("b.yaml", 4, "vocabulary-section"),
        ("b.yaml", 5, "vocabulary-section"),
        ("c.yaml", 1, "vocabulary-shape"),
        ("d.yaml", 1, "yaml-unclosed"),
    ]
    assert "a.yaml:3" in caught.value.diagnostics[0].message
    assert all(diagnostic.help for diagnostic in caught.value.diagnostics)


def test_a_folder_without_files(tmp_path: Path) -> None:
    with pytest.raises(MeasureError, match="指标库"):
        load_vocabulary(tmp_path)


def test_the_shipped_library_has_names() -> None:
    vocabulary = load_vocabulary(measures_folder())
    assert len(vocabulary.of("practice")) == 19
    assert vocabulary.find("respondent_appearance_rate", "measure") is not None
