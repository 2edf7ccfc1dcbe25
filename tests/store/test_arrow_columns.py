"""Columns read as values are the values that were written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as arrow
import pyarrow.parquet as parquet
import pytest

from scoring.store.arrow_columns import codes_of, read_columns, rows_with, values_of

COLUMNS: dict[str, list[Any]] = {
    "name": ["甲", "乙", None, "甲", "", "丙"],
    "value": [1.5, None, -0.25, 1.5, 1e-12, 3.0],
    "at": [7, 7, None, -3, 2**40, 0],
    "there": [True, False, None, True, True, False],
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("columns") / "table.parquet"
    parquet.write_table(arrow.table(COLUMNS), path, row_group_size=2)
    return path


def test_values(path: Path) -> None:
    table = read_columns(path)
    assert {name: values_of(table.column(name)) for name in COLUMNS} == COLUMNS
    assert read_columns(path, ["at"]).column_names == ["at"]


@pytest.mark.parametrize("words", [["甲"], ["丙", "乙"], [""], ["丁"], []])
def test_values_of_some_rows(path: Path, words: list[str]) -> None:
    table = read_columns(path)
    rows = rows_with(table, "name", words)
    assert rows.tolist() == [row for row, name in enumerate(COLUMNS["name"]) if name in words]
    for name, column in COLUMNS.items():
        assert values_of(table.column(name), rows) == [column[row] for row in rows.tolist()]


@pytest.mark.parametrize("name", list(COLUMNS))
def test_codes_stand_for_values(path: Path, name: str) -> None:
    codes, values = codes_of(read_columns(path).column(name))
    assert [values[code] for code in codes.tolist()] == COLUMNS[name]
    assert values[-1] is None
    assert codes.max() < len(values) - 1


def test_an_empty_table(tmp_path: Path) -> None:
    empty = arrow.table({"name": arrow.array([], arrow.string()), "value": arrow.array([], arrow.float64())})
    parquet.write_table(empty, tmp_path / "empty.parquet")
    table = read_columns(tmp_path / "empty.parquet")
    assert rows_with(table, "name", ["甲"]).tolist() == []
    assert [values_of(table.column(name)) for name in ("name", "value")] == [[], []]
    assert codes_of(table.column("value"))[1] == [None]


def test_no_parquet_is_a_value_error(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"something else")
    with pytest.raises(ValueError, match="arquet"):
        read_columns(tmp_path / "other")
