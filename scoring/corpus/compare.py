"""Two years of a scored data set side by side: each unit's total and place, each group's means, criterion by criterion. Worked out by DuckDB over
the Parquet files of the results, within a limit of memory.

    compare/2023-2024/units.parquet      a row per unit of either year
    compare/2023-2024/groups.parquet     a row per group
    compare/2023-2024/criteria.parquet   a row per group and criterion
    compare/2023-2024/compare.xlsx       groups, criteria, the units that moved most

Sums are of exact decimals, so that no order of adding shows. Units are the same if their names are (`sources.types.unit_key`). "Both" are the
units that are in the group in both years: their means are not moved by who came and who went.
"""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.corpus.columns import CRITERION_MOVES, GROUP_MOVES, MOVES, Columns
from scoring.corpus.receipts import Receipt
from scoring.corpus.sheets import moves_sheet, notes_sheet
from scoring.exports.columns import Row
from scoring.exports.parquet import arrow_schema, write_parquet
from scoring.messages.corpus import AFTER, BEFORE, TITLES, YEAR
from scoring.outputs import replace_file
from scoring.rank import half_up
from scoring.workbook.tables_book import write_tables

if TYPE_CHECKING:
    import duckdb
    import pyarrow

# How many units of each group are named on either side.
_MOST_MOVED = 20
_PLACES = 6

_UNITS = """
CREATE VIEW units AS
SELECT coalesce(a.unit, b.unit) AS unit, a."group" AS "group", b."group" AS group_before,
    b.total AS total_before, a.total AS total_after, a.total - b.total AS change,
    b.rank AS rank_before, a.rank AS rank_after,
    CASE WHEN a."group" = b."group" THEN b.rank - a.rank END AS places,
    b.grade AS grade_before, a.grade AS grade_after
FROM (SELECT *, CASE WHEN state IS NULL THEN CAST(published AS DECIMAL(38, 10)) END AS total FROM after) a
FULL JOIN (SELECT *, CASE WHEN state IS NULL THEN CAST(published AS DECIMAL(38, 10)) END AS total FROM before) b
ON a.key = b.key
"""
_ALL = """SELECT unit, "group", group_before, total_before, total_after, change, rank_before, rank_after, places, grade_before, grade_after
FROM units ORDER BY coalesce("group", group_before), "group" IS NULL, rank_after, unit"""
_GROUPS = """
SELECT "group", count(*) AS "both", sum(total_before) AS sum_before, sum(total_after) AS sum_after,
    count(CASE WHEN change > 0 THEN 1 END) AS up, count(CASE WHEN change < 0 THEN 1 END) AS down
FROM units WHERE "group" = group_before AND change IS NOT NULL GROUP BY ALL
"""
_MOST = """
SELECT * EXCLUDE (up, down) FROM (
    SELECT *, row_number() OVER (PARTITION BY "group" ORDER BY change DESC, unit) AS up,
        row_number() OVER (PARTITION BY "group" ORDER BY change, unit) AS down
    FROM units WHERE "group" = group_before AND change <> 0)
WHERE (change > 0 AND up <= {most}) OR (change < 0 AND down <= {most}) ORDER BY "group", change DESC, unit
"""
# Pair by pair first: left to itself, the planner joins all rows of a criterion with each other.
_PAIRS = """
CREATE TEMP TABLE pairs AS
SELECT row_number() OVER (ORDER BY a.key) AS pair, a."group" AS "group", a.unit AS unit_after, b.unit AS unit_before
FROM after a JOIN before b ON a.key = b.key AND a."group" = b."group"
"""
_POINTS = """
CREATE TEMP TABLE points_{side} AS
SELECT p.pair, p."group", s.criterion, CAST(s.points AS DECIMAL(38, 10)) AS points
FROM scored_{side} s JOIN pairs p ON s.unit = p.unit_{side} WHERE s.points IS NOT NULL
"""
_BOTH = """
SELECT a."group", a.criterion, count(*) AS "both", sum(b.points) AS sum_before, sum(a.points) AS sum_after,
    count(CASE WHEN a.points > b.points THEN 1 END) AS up, count(CASE WHEN a.points < b.points THEN 1 END) AS down
FROM points_after a JOIN points_before b ON a.pair = b.pair AND a.criterion = b.criterion
GROUP BY ALL
"""


@dataclass(frozen=True, slots=True)
class Compared:
    """What was written, and a row per group."""

    groups: tuple[Row, ...]
    written: tuple[Path, ...]


def compare_years(
    folder: Path,
    before: Sequence[Receipt],
    after: Sequence[Receipt],
    places: int,
    notes: Sequence[tuple[str, str]],
    memory: str = "2GB",
) -> Compared:
    """Compare two years whose results stand in `folder`; `before` and `after` are the receipts of their groups, at least one each. `places` are
    the decimals of points. Raises OutputError."""
    years = (before[0].year, after[0].year)
    target = folder / "compare" / f"{years[0]}-{years[1]}"
    target.mkdir(parents=True, exist_ok=True)
    spill = folder / f".work-{uuid.uuid4().hex}"
    try:
        with _connected(spill, memory) as connection:
            for name, receipts in (("before", before), ("after", after)):
                _view(connection, name, folder, receipts)
            connection.execute(_UNITS)
            _write_units(connection, target / "units.parquet")
            groups = list(_groups(before, after, {row["group"]: row for row in _rows(connection, _GROUPS)}))
            connection.execute(_PAIRS)
            for side in ("before", "after"):
                connection.execute(_POINTS.format(side=side))
            both = {(row["group"], row["criterion"]): row for row in _rows(connection, _BOTH)}
            criteria = list(_criteria(before, after, both))
            moved = _rows(connection, _MOST.format(most=_MOST_MOVED))
    finally:
        shutil.rmtree(spill, ignore_errors=True)
    write_parquet(GROUP_MOVES, groups, target / "groups.parquet")
    write_parquet(CRITERION_MOVES, criteria, target / "criteria.parquet")
    title = TITLES["compare_title"].format(before=years[0], after=years[1])
    tables = (
        moves_sheet("compare_groups", dated(GROUP_MOVES, years), groups, places),
        moves_sheet("compare_criteria", dated(CRITERION_MOVES, years), criteria, places),
        moves_sheet("compare_units", dated(MOVES, years), [_flat(row) for row in moved], places),
        notes_sheet(notes),
    )
    write_tables(title, tables, target / "compare.xlsx")
    names = ("compare.xlsx", "units.parquet", "groups.parquet", "criteria.parquet")
    return Compared(tuple(groups), tuple(target / name for name in names))


def _view(connection: duckdb.DuckDBPyConnection, name: str, folder: Path, receipts: Sequence[Receipt]) -> None:
    """The rankings and the scores of a year as views."""
    for view, kind in ((name, "ranking"), (f"scored_{name}", "scores")):
        files = ", ".join(_quoted(str(folder / str(one.row[kind]))) for one in receipts)
        connection.execute(f"CREATE VIEW {view} AS SELECT * FROM read_parquet([{files}], hive_partitioning = false)")


def _write_units(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    import pyarrow.parquet as parquet

    table = _table(connection, _ALL).cast(arrow_schema(MOVES)).combine_chunks()
    replace_file(path, lambda place: parquet.write_table(table, place, compression="zstd"))


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = _table(connection, query).to_pylist()
    return found


def _table(connection: duckdb.DuckDBPyConnection, query: str) -> pyarrow.Table:
    found = connection.sql(query).to_arrow_table()
    assert found is not None
    return found


def _flat(row: Mapping[str, Any]) -> Row:
    return {name: float(value) if isinstance(value, Decimal) else value for name, value in row.items()}


def _groups(
    before: Sequence[Receipt], after: Sequence[Receipt], both: Mapping[str, Mapping[str, Any]]
) -> Iterator[Row]:
    old, new = ({one.group: one.row for one in receipts} for receipts in (before, after))
    for group in sorted({*old, *new}):
        one, other = old.get(group, {}), new.get(group, {})
        yield {
            "group": group,
            "units_before": one.get("units", 0),
            "units_after": other.get("units", 0),
            "mean_before": one.get("mean"),
            "mean_after": other.get("mean"),
            **_of_both(both.get(group)),
        }


def _criteria(
    before: Sequence[Receipt], after: Sequence[Receipt], both: Mapping[tuple[str, str], Mapping[str, Any]]
) -> Iterator[Row]:
    """By group, criteria in the order of this year's rows; those that only last year has come behind them."""
    old, new = (
        {(one.group, str(row["criterion"])): row for one in receipts for row in one.criteria}
        for receipts in (before, after)
    )
    keys = list(dict.fromkeys([*new, *old]))
    for key in sorted(keys, key=lambda key: key[0]):
        one, other = old.get(key, {}), new.get(key, {})
        told = other or one
        yield {
            "group": key[0],
            "criterion": key[1],
            "name": told["name"],
            "full_marks": told["full_marks"],
            "mean_before": one.get("mean"),
            "mean_after": other.get("mean"),
            "missing_before": one.get("missing"),
            "missing_after": other.get("missing"),
            **_of_both(both.get(key)),
        }


def _of_both(found: Mapping[str, Any] | None) -> Row:
    """What the units of both years come to. Means are of exact sums, kept to six decimals."""
    if found is None:
        return {"both": 0, "both_before": None, "both_after": None, "change": None, "up": 0, "down": 0}
    count = Decimal(found["both"])
    means = [half_up(found[name] / count, _PLACES) for name in ("sum_before", "sum_after")]
    return {
        "both": found["both"],
        "both_before": float(means[0]),
        "both_after": float(means[1]),
        "change": float(means[1] - means[0]),
        "up": found["up"],
        "down": found["down"],
    }


@contextmanager
def _connected(spill: Path, memory: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """DuckDB that keeps to `memory` ("2GB") and spills to the folder `spill`."""
    import duckdb

    connection = duckdb.connect(":memory:")
    try:
        connection.execute("SET memory_limit = ?", [memory])
        connection.execute("SET temp_directory = ?", [str(spill)])
        connection.execute("SET preserve_insertion_order = false")
        connection.execute("SET threads = 2")
        yield connection
    finally:
        connection.close()


def _quoted(value: str) -> str:
    """A text in SQL."""
    return "'" + value.replace("'", "''") + "'"


def dated(columns: Columns, years: tuple[int, int]) -> Columns:
    """The titles with the years themselves."""
    return tuple(
        (name, kind, title.replace(BEFORE, YEAR.format(year=years[0])).replace(AFTER, YEAR.format(year=years[1])))
        for name, kind, title in columns
    )
