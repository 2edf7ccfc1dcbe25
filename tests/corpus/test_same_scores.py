"""Scoring a data set group by group, in small batches, gives what scoring everything at once gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as parquet
import pytest
from corpora import Pair, corpus, fixture_pairs, inputs, renamed, written

from scoring.corpus.columns import DIMENSION
from scoring.corpus.score import Settings, score_dataset
from scoring.exports.columns import result_rows
from scoring.pipeline import load_rubric, run_of
from scoring.results import Run
from scoring.rubric.types import Rubric
from scoring.sources.load import Given

SHIPPED = (
    "county",
    "deduction-style",
    "department-enforcement",
    "department-general",
    "ranking-style",
    "report-quality",
    "township",
)
SMALL = Settings(batch=3, full_workbook=0)


@pytest.fixture(scope="module")
def pairs(fixture_reports: Path) -> tuple[Pair, ...]:
    return fixture_pairs(fixture_reports)


@pytest.fixture(scope="module")
def several(pairs: tuple[Pair, ...], tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Pair], Path]:
    """Three types, three years; a unit that changes its type, one without a year beside dated reports, one with nothing else, two reports of one
    unit and year."""
    found = corpus(pairs, (2022, 2023, 2024), 7)
    county, township = (next(one for one in pairs if one[0].unit_type == kind) for kind in ("county", "township"))
    found += [
        renamed(township, "变县人民政府", 2022, "变/2022.txt"),
        renamed(township, "变县人民政府", 2023, "变/2023.txt"),
        renamed(county, "变县人民政府", 2024, "变/2024.txt", 3.0),
        renamed(county, "无年县人民政府", None, "无年/某年.txt"),
        renamed(county, "半年县人民政府", None, "半年/某年.txt"),
        renamed(county, "半年县人民政府", 2024, "半年/2024.txt", 0.9),
        renamed(county, "双份县人民政府", 2024, "双份/一.txt"),
        renamed(township, "双份县人民政府", 2024, "双份/二.txt", 0.7),
        renamed(county, "旧县人民政府", 2023, "旧/2023.txt", 0.6),
    ]
    folder = tmp_path_factory.mktemp("several") / "set"
    written(found, folder)
    return found, folder


def at_once(pairs: Sequence[Pair], rubric: Rubric, year: int, given: Sequence[Given] = ()) -> Run:
    return run_of(replace(inputs(pairs, year), given=tuple(given)), rubric)


def rows_of(folder: Path, kind: str) -> list[dict[str, Any]]:
    return [row for path in sorted((folder / kind).glob("*/*.parquet")) for row in parquet.read_table(path).to_pylist()]


def assert_same(folder: Path, run: Run) -> None:
    def key(row: dict[str, Any]) -> tuple[str, str]:
        return row["unit"], row["criterion"]

    assert sorted(rows_of(folder, "scores"), key=key) == sorted(result_rows(run), key=key)
    ranking = {row["unit"]: row for row in rows_of(folder, "ranking")}
    assert sorted(ranking) == sorted(unit.unit for unit in run.units)
    for unit in run.units:
        row = ranking[unit.unit]
        assert row["rank"] == (float(unit.rank) if unit.ranked else None)
        assert (row["published"], row["grade"], row["group"]) == (float(unit.published), unit.grade, unit.group)
        previous = (unit.previous_total, unit.previous_rank)
        assert (row["previous_total"], row["previous_rank"]) == tuple(
            None if one is None else float(one) for one in previous
        )
        assert (row["flags"], row["coverage"], row["stake"]) == (
            "；".join(unit.flags),
            unit.coverage,
            float(unit.stake),
        )
        points = {node.node: float(node.points) for node in unit.nodes}
        for name, value in row.items():
            if name.startswith(DIMENSION):
                assert value == points.get(name.removeprefix(DIMENSION))


@pytest.mark.slow
@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("year", [2023, 2024])
def test_every_shipped_rubric(several: tuple[list[Pair], Path], name: str, year: int, tmp_path: Path) -> None:
    found, folder = several
    rubric, _ = load_rubric(name)
    score_dataset(folder, rubric, tmp_path, [year], settings=SMALL)
    assert_same(tmp_path, at_once(found, rubric, year))
