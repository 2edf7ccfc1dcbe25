"""Exports: the same figures in every format, nothing that becomes a formula, the same bytes for the same run."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pyarrow.parquet as parquet
import pytest

from scoring import pipeline
from scoring.exports import export_schema, write_exports
from scoring.exports.columns import FACTS, RESULTS, fact_rows, names_of, result_rows
from scoring.exports.csv_file import safe_text
from scoring.results import Run


@pytest.fixture(scope="module")
def run(root: Path) -> Run:
    rubric, _ = pipeline.load_rubric("county")
    return pipeline.score([root / "fixtures/reports"], rubric, year=2024)


def test_every_format_says_the_same(run: Run, tmp_path: Path) -> None:
    written, problems = write_exports(run, tmp_path / "out")
    assert not problems
    assert sorted(path.name for path in written) == [
        "export.json",
        "export.schema.json",
        "facts.csv",
        "facts.parquet",
        "results.csv",
        "results.parquet",
    ]
    data = json.loads((tmp_path / "out/export.json").read_text(encoding="utf-8"))
    schema = json.loads((tmp_path / "out/export.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(data, schema)
    for name, columns, rows in (("results", RESULTS, result_rows), ("facts", FACTS, fact_rows)):
        table = parquet.read_table(tmp_path / f"out/{name}.parquet")
        assert tuple(table.column_names) == names_of(columns)
        assert table.to_pylist() == data[name] == list(rows(run))
        with (tmp_path / f"out/{name}.csv").open(encoding="utf-8-sig", newline="") as stream:
            lines = list(csv.reader(stream))
        assert lines[0] == [title for _, _, title in columns]
        assert len(lines) == len(data[name]) + 1
    assert sum(len(unit.leaves) for unit in run.units) <= len(data["results"])


def test_no_score_is_empty_and_not_zero(run: Run) -> None:
    rows = list(result_rows(run))
    silent = [row for row in rows if row["outcome"] in ("missing", "pending")]
    assert silent
    assert {row["points"] for row in silent} == {None}


def test_same_bytes_again(run: Run, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_exports(replace(run, units=tuple(run.units)), tmp_path / name)
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes(), path.name


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("=1+1", "'=1+1"),
        (" \t=1+1", "' \t=1+1"),
        ("-5%", "'-5%"),
        ("@cmd", "'@cmd"),
        ("＝1", "'＝1"),
        ("|calc", "'|calc"),
        ("007", "'007"),
        ("123456789012345678", "'123456789012345678"),
        ("审查率98%", "审查率98%"),
        ("a\x00b", "ab"),
        ("一\r\n二", "一\n二"),
    ],
)
def test_text_stays_text(text: str, kept: str) -> None:
    assert safe_text(text) == kept


def test_a_folder_that_cannot_be_made_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x", encoding="utf-8")
    written, problems = write_exports(run, tmp_path / "taken")
    assert not written
    assert [problem.code for problem in problems] == ["output-failed"]


def test_the_schema_names_every_column() -> None:
    schema = export_schema()
    for name, columns in (("results", RESULTS), ("facts", FACTS)):
        assert tuple(schema["properties"][name]["items"]["properties"]) == names_of(columns)
