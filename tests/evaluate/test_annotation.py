"""Reading annotation files: a broken one is named, the others are used."""

from __future__ import annotations

from pathlib import Path

import pytest

from scoring.evaluate.annotation import read_annotations

GOOD = """
file: yi.txt
metadata: {report_year: 2023}
facts:
- {measure: contracts, value: 21, status: done, period: 2023, scope: whole, quote: 合同21件}
- {measure: reviews, value: 3, status: done, period: cumulative, scope: whole, quote: 审查3件, ambiguous: true}
practices:
- {practice: catalogue, value: true, basis: stated, quote: 公开目录}
- {practice: hearing, value: false, basis: not_stated}
- {practice: exam, value: plan, basis: plan}
checks:
- {measure: rate, stated: null, derived: 0.2, formula: 2/10, verdict: derived_only}
- {measure: sum, stated: 8, derived: null, verdict: consistent}
"""


def folders(tmp_path: Path, **annotations: str) -> tuple[Path, Path]:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "yi.txt").write_bytes("\ufeff乙县审查合同21件。\r\n".encode())
    for name, content in annotations.items():
        (tmp_path / f"{name}.yaml").write_text(content, encoding="utf-8")
    return tmp_path, texts


def test_reads_every_part(tmp_path: Path) -> None:
    (annotation,), diagnostics = read_annotations(*folders(tmp_path, good=GOOD))
    assert diagnostics == ()
    assert annotation.text == "乙县审查合同21件。\r\n"
    assert annotation.year == 2023
    assert [(fact.measure, fact.value, fact.period, fact.ambiguous) for fact in annotation.facts] == [
        ("contracts", 21.0, "2023", False),
        ("reviews", 3.0, "cumulative", True),
    ]
    assert [(item.practice, item.value) for item in annotation.practices] == [
        ("catalogue", "true"),
        ("hearing", "false"),
        ("exam", "plan"),
    ]
    assert [(check.measure, check.stated, check.derived) for check in annotation.checks] == [("rate", None, 0.2)]


def test_broken_files_are_named_and_the_others_read(tmp_path: Path) -> None:
    places = folders(
        tmp_path,
        a_not_yaml="file: [",
        b_list="- 1",
        c_no_facts="file: yi.txt\nmetadata: {report_year: 2023}\n",
        d_no_text="file: bing.txt\nmetadata: {report_year: 2023}\nfacts: []\n",
        e_good=GOOD,
    )
    annotations, diagnostics = read_annotations(*places)
    assert len(annotations) == 1
    assert [(diagnostic.code, Path(diagnostic.file or "").name) for diagnostic in diagnostics] == [
        ("annotation-yaml", "a_not_yaml.yaml"),
        ("annotation-shape", "b_list.yaml"),
        ("annotation-shape", "c_no_facts.yaml"),
        ("annotation-text-missing", "d_no_text.yaml"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_texts_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    gold, texts = folders(tmp_path, good=GOOD)
    (texts / "yi.txt").write_bytes("乙县审查合同21件。\n".encode(encoding))
    (annotation,), _ = read_annotations(gold, texts)
    assert annotation.text == "乙县审查合同21件。\n"


def test_text_in_no_known_encoding(tmp_path: Path) -> None:
    gold, texts = folders(tmp_path, good=GOOD)
    (texts / "yi.txt").write_bytes(b"\xff\xff\xff")
    assert [diagnostic.code for diagnostic in read_annotations(gold, texts)[1]] == ["annotation-text-encoding"]


def test_no_folder_and_an_empty_one(tmp_path: Path) -> None:
    assert [d.code for d in read_annotations(tmp_path / "none", tmp_path)[1]] == ["annotation-missing-folder"]
    assert [d.code for d in read_annotations(tmp_path, tmp_path)[1]] == ["annotation-none"]
