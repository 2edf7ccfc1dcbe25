"""The files of one group: its ranking and scores as Parquet, its workbook. Rows of scores go to a file as their batches come; once places are
known they are put in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from scoring.corpus.columns import ranking_columns
from scoring.corpus.receipts import Receipt
from scoring.corpus.sheets import (
    MOST_EVIDENCE,
    MOST_ROWS,
    criteria_sheet,
    evidence_sheet,
    notes_sheet,
    ranking_sheet,
)
from scoring.corpus.standing import Standing
from scoring.exports.columns import RESULTS, Row, unit_rows
from scoring.exports.parquet import arrow_schema, arrow_table, write_parquet
from scoring.messages.corpus import ITEMS
from scoring.outputs import replace_file
from scoring.results import UnitScore
from scoring.rubric.types import Rubric
from scoring.tables.order import Place, places

if TYPE_CHECKING:
    import pyarrow

# What a row of scores has from its unit's place.
_PLACED = ("rank", "published", "grade")


def write_rows(units: Iterable[UnitScore], rubric: Rubric, path: Path) -> None:
    """Write the rows of scores of some units to a file of their own, where they wait for their places; none without units."""
    import pyarrow.parquet as parquet

    order: dict[str, Place] = places(rubric)
    rows = [row for unit in units for row in unit_rows(unit, order, rubric.places)]
    if rows:
        parquet.write_table(arrow_table(RESULTS, rows), path, compression="zstd", row_group_size=len(rows))


def place_rows(parts: Iterable[Path], standings: Sequence[Standing], target: Path) -> None:
    """Write the rows of all `parts` (`write_rows`) to `target` with the units' places, totals and grades. Raises OutputError."""
    import pyarrow.parquet as parquet

    about = {one.unit.unit: one.unit for one in standings}

    def write(place: Path) -> None:
        with parquet.ParquetWriter(place, arrow_schema(RESULTS), compression="zstd") as writer:
            for path in parts:
                for rows in row_groups(path) if path.exists() else ():
                    writer.write_table(_placed(rows, about), row_group_size=max(1, rows.num_rows))

    replace_file(target, write)


def row_groups(path: Path) -> Iterator[pyarrow.Table]:
    """The row groups of a file, one in memory at a time."""
    import pyarrow.parquet as parquet

    with parquet.ParquetFile(path) as file:
        for number in range(file.num_row_groups):
            yield file.read_row_group(number, use_threads=False)


def _placed(rows: pyarrow.Table, about: Mapping[str, UnitScore]) -> pyarrow.Table:
    units = [about[name] for name in rows.column("unit").to_pylist()]
    values: dict[str, list[Any]] = {
        "rank": [float(unit.rank) if unit.ranked else None for unit in units],
        "published": [float(unit.published) for unit in units],
        "grade": [unit.grade for unit in units],
    }
    import pyarrow as arrow

    for name in _PLACED:
        at = rows.schema.get_field_index(name)
        rows = rows.set_column(at, rows.schema.field(at), arrow.array(values[name], rows.schema.field(at).type))
    return rows


def write_ranking(rows: Iterable[Row], rubric: Rubric, target: Path) -> None:
    """Write the ranking of a group. Raises OutputError."""
    write_parquet(ranking_columns(rubric), rows, target)


class Before(NamedTuple):
    """What is kept of a unit of the year before."""

    group: str
    published: Decimal
    ranked: bool
    rank: Decimal


def placed_in(folder: Path, receipt: Receipt) -> Iterator[tuple[str, Before]]:
    """The units of a ranking that was written, by key."""
    import pyarrow.parquet as parquet

    with parquet.ParquetFile(folder / str(receipt.row["ranking"])) as file:
        rows = file.read(columns=["key", "published", "ranked", "rank"], use_threads=False).to_pylist()
    for row in rows:
        published, rank = (Decimal(repr(row[name] or 0.0)) for name in ("published", "rank"))
        yield row["key"], Before(receipt.group, published, row["ranked"], rank)


def write_summary(
    rubric: Rubric,
    title: str,
    ranking: Sequence[Row],
    criteria: Sequence[Row],
    scores: Path,
    notes: Sequence[tuple[str, str]],
    target: Path,
) -> None:
    """The workbook of a group that is too large for one with all its evidence: ranking, criteria, the evidence of those placed first, and where
    the rest lies. Raises OutputError."""
    from scoring.workbook.tables_book import write_tables

    most = max(1, MOST_EVIDENCE // max(1, len(criteria)))
    first = [str(row["unit"]) for row in ranking[:most]]
    items = [*notes]
    files = {name: f"{name}/{scores.parent.name}/{scores.name}" for name in ("ranking", "scores")}
    if len(ranking) > MOST_ROWS:
        cut = ITEMS["cut_ranking"].format(shown=MOST_ROWS, count=len(ranking), file=files["ranking"])
        items.append((ITEMS["ranking_file"], cut))
    if len(ranking) > len(first):
        cut = ITEMS["cut_evidence"].format(shown=len(first), file=files["scores"])
        items.append((ITEMS["scores_file"], cut))
    tables = (
        ranking_sheet(ranking[:MOST_ROWS], rubric),
        criteria_sheet(criteria, rubric.places),
        evidence_sheet(_rows_of(scores, first), rubric),
        notes_sheet(items),
    )
    write_tables(title, tables, target)


def _rows_of(scores: Path, units: Sequence[str]) -> list[Row]:
    """The rows of these units, in their order."""
    import pyarrow as arrow

    order = {name: number for number, name in enumerate(units)}
    found: list[Row] = []
    for rows in row_groups(scores):
        wanted = arrow.array([name in order for name in rows.column("unit").to_pylist()], arrow.bool_())
        found += rows.filter(wanted).to_pylist()
    return sorted(found, key=lambda row: order[str(row["unit"])])
