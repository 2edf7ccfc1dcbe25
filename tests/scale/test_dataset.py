"""A data set gives back what went in, every field, group by group, and tells what is wrong with it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pyarrow.dataset
import pyarrow.parquet
import pytest

from scoring import pipeline
from scoring.documents import read_folder
from scoring.errors import WARNING, Diagnostic, ScoringError
from scoring.measures import read_facts
from scoring.measures.facts import Fact
from scoring.scale import merge
from scoring.scale.dataset import open_dataset
from scoring.scale.finish import write_dataset
from scoring.scale.types import Group
from scoring.text.report import Doubt, Metadata, Recognised, Report

Pairs = list[tuple[Report, tuple[Fact, ...]]]
DOUBT = Diagnostic("no-year", "年度不明", "一.txt", line=3, severity=WARNING)


@pytest.fixture(scope="module")
def pairs(fixture_reports: Path) -> Pairs:
    library = pipeline.load_measures()
    found = [(report, read_facts(report, library)) for report in read_folder([fixture_reports]).reports[:8]]
    stretches = (Recognised(0, 3, 0.9), Recognised(5, 9, 0.5))
    bare = replace(found[0][0], metadata=Metadata(), recognised=stretches, doubts=(Doubt(5, 9, "ocr_low"),))
    odd = replace(bare, id="奇.txt#0", path="奇.txt", text=bare.text + "\udc80尾")
    return [*found, (odd, ())]


def by_id(pairs: Pairs) -> dict[str, tuple[Report, tuple[Fact, ...]]]:
    return {report.id: (report, facts) for report, facts in pairs}


def test_everything_comes_back(pairs: Pairs, tmp_path: Path) -> None:
    dataset = write_dataset(tmp_path, pairs, [DOUBT])
    found = [pair for group in dataset.groups for pair in dataset.read(group.group)]
    assert by_id(found) == by_id(pairs)
    assert by_id(found)["奇.txt#0"][0].doubts[0].code == "ocr_low"
    assert list(dataset.problems()) == [DOUBT]
    assert dataset.reports_count == len(pairs)
    assert dataset.facts_count == sum(len(facts) for _, facts in pairs)
    assert dataset.verify() == ()
    assert open_dataset(tmp_path) == dataset


def test_chosen_reports_only(pairs: Pairs, tmp_path: Path) -> None:
    dataset = write_dataset(tmp_path, pairs)
    wanted = {pairs[2][0].id, pairs[5][0].id}
    found = [pair for group in dataset.groups for pair in dataset.read(group.group, wanted)]
    assert {report.id for report, _ in found} == wanted
    assert all(by_id(pairs)[report.id] == (report, facts) for report, facts in found)
    texts = [report for group in dataset.groups for report in dataset.reports(group.group, wanted)]
    assert {report.id for report in texts} == wanted


def test_many_small_row_groups_and_files(pairs: Pairs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = write_dataset(tmp_path / "whole", pairs)
    monkeypatch.setattr(merge, "ROW_GROUP_BYTES", 1)
    monkeypatch.setattr(merge, "FILE_BYTES", 1)
    monkeypatch.setattr(merge, "_OPEN", 2)
    small = write_dataset(tmp_path / "small", pairs)
    for group in whole.groups:
        assert list(small.read(group.group)) == list(whole.read(group.group))
    assert small.inputs == whole.inputs
    assert small.index(["id"]).equals(whole.index(["id"]))


def test_index_and_hive_columns(pairs: Pairs, tmp_path: Path) -> None:
    dataset = write_dataset(tmp_path, pairs)
    index = dataset.index()
    assert index.column("id").to_pylist() == sorted(report.id for report, _ in pairs)
    for row in index.to_pylist():
        assert row["id"] in pyarrow.parquet.ParquetFile(tmp_path / row["part"]).read(["id"]).column("id").to_pylist()
    facts = pyarrow.dataset.dataset(tmp_path / "facts", partitioning="hive").to_table()
    assert {"year", "unit_type", "measure", "value"} <= set(facts.column_names)
    years = {report.id: report.year for report, _ in pairs}
    assert all(
        years[id_] == year for id_, year in zip(*(facts.column(n).to_pylist() for n in ("report", "year")), strict=True)
    )


def test_the_order_of_reports_does_not_matter(pairs: Pairs, tmp_path: Path) -> None:
    write_dataset(tmp_path / "a", pairs, [DOUBT])
    write_dataset(tmp_path / "b", pairs[::-1], [DOUBT, DOUBT])
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_report_given_twice_stands_once_and_is_told(pairs: Pairs, tmp_path: Path) -> None:
    dataset = write_dataset(tmp_path, [*pairs, pairs[1], pairs[1]])
    assert by_id([pair for group in dataset.groups for pair in dataset.read(group.group)]) == by_id(pairs)
    assert [(one.code, one.file) for one in dataset.problems()] == [("same-file-twice", pairs[1][0].path)]


def test_what_is_wrong_with_the_files_is_told(pairs: Pairs, tmp_path: Path) -> None:
    dataset = write_dataset(tmp_path, pairs)
    facts = dataset.paths("facts")[0]
    facts.write_bytes(facts.read_bytes()[:-1])
    (tmp_path / "index.parquet").unlink()
    (tmp_path / "facts" / "more.parquet").write_bytes(b"")
    assert [(one.code, one.file) for one in dataset.verify()] == [
        ("dataset-file-changed", facts.relative_to(tmp_path).as_posix()),
        ("dataset-file-missing", "index.parquet"),
        ("dataset-file-foreign", "facts/more.parquet"),
    ]


def test_no_data_set_an_unfinished_one_and_one_of_another_time(tmp_path: Path) -> None:
    def code() -> str:
        with pytest.raises(ScoringError) as raised:
            open_dataset(tmp_path)
        return raised.value.diagnostics[0].code

    assert code() == "dataset-none"
    (tmp_path / ".work").mkdir()
    assert code() == "dataset-unfinished"
    (tmp_path / "dataset.json").write_text("{")
    assert code() == "dataset-unusable"
    (tmp_path / "dataset.json").write_text(json.dumps({"format": 99}))
    assert code() == "dataset-format"


def test_nothing_read_is_a_data_set_too(tmp_path: Path) -> None:
    dataset = write_dataset(tmp_path, [], [DOUBT])
    assert dataset.groups == ()
    assert dataset.index().num_rows == 0
    assert dataset.paths("facts", Group(2024, "county")) == ()
    assert dataset.verify() == ()
