"""A finished data set: what it holds, group by group, and whether it is whole."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.errors import Diagnostic, ScoringError
from scoring.measures.facts import Fact
from scoring.scale.layout import FORMAT, INDEX, MANIFEST, WORK, group_folder
from scoring.scale.merge import Written
from scoring.scale.place import sha256_of
from scoring.scale.schema import pairs_of, problems_of, reports_of
from scoring.scale.told import told
from scoring.scale.types import FACTS, PROBLEMS, REPORTS, TABLES, Group
from scoring.text.report import Report

if TYPE_CHECKING:
    import pyarrow

Pair = tuple[Report, tuple[Fact, ...]]


@dataclass(frozen=True, slots=True)
class GroupCount:
    """The reports of one year and one type of unit: how many, and how many facts they have."""

    group: Group
    reports: int
    facts: int


@dataclass(frozen=True, slots=True)
class Dataset:
    """A data set that is finished. `engine` and `measures_sha256` say what read it; `files` are those of the manifest, by path; `inputs`
    is a digest of what was read. Groups are in order of year and type. Every reader streams: a row group (some MB) is in memory at a time."""

    path: Path
    engine: str
    program: str
    measures_sha256: str
    inputs: str
    groups: tuple[GroupCount, ...]
    files: tuple[Written, ...]
    problems_count: int
    errors_count: int

    @property
    def reports_count(self) -> int:
        return sum(one.reports for one in self.groups)

    @property
    def facts_count(self) -> int:
        return sum(one.facts for one in self.groups)

    def paths(self, table: str, group: Group | None = None) -> tuple[Path, ...]:
        """The files of a table ("reports", "facts", "problems"), of one group or all, in their order."""
        below = f"{table}/" if group is None else f"{group_folder(table, group)}/"
        return tuple(self.path / file.path for file in self.files if file.path.startswith(below))

    def index(self, columns: Sequence[str] | None = None) -> pyarrow.Table:
        """Every report in one row, by id (`schema.INDEX_COLUMNS`); `part` is the file in which it stands."""
        import pyarrow.parquet as parquet

        # Not read_table: that would take year= in a path for a partition.
        return parquet.ParquetFile(self.path / INDEX).read(columns=columns, use_threads=False)

    def reports(self, group: Group, ids: Collection[str] | None = None) -> Iterator[Report]:
        """The reports of a group, or those of `ids`, by path and id."""
        for path in self.paths(REPORTS, group):
            for rows in _row_groups(path):
                yield from reports_of(_of(rows, "id", ids))

    def read(self, group: Group, ids: Collection[str] | None = None) -> Iterator[Pair]:
        """The reports of a group, or those of `ids`, each with its facts as `read_facts` gave them, by path and id."""
        for reports_path, facts_path in zip(self.paths(REPORTS, group), self.paths(FACTS, group), strict=True):
            facts = _Rows(facts_path)
            for rows in _row_groups(reports_path):
                told = facts.take(sum(rows.column("facts").to_pylist()))
                wanted = _of(rows, "id", ids)
                if wanted.num_rows:
                    yield from pairs_of(wanted, _of(told, "report", ids), group.year)

    def facts(self, group: Group, columns: Sequence[str] | None = None) -> Iterator[pyarrow.Table]:
        """The facts of a group as tables of some MB each, without the texts; columns as in `store.fact_table` but for `year`."""
        for path in self.paths(FACTS, group):
            yield from _row_groups(path, columns)

    def problems(self) -> Iterator[Diagnostic]:
        """What could not be read, and doubts, by file."""
        for path in self.paths(PROBLEMS):
            for rows in _row_groups(path):
                yield from problems_of(rows)

    def verify(self) -> tuple[Diagnostic, ...]:
        """What is wrong with the files: missing, altered, or not of the data set. Nothing if it is as it was written."""
        found: list[Diagnostic] = []
        for file in self.files:
            try:
                if sha256_of(self.path / file.path) != file.sha256:
                    found.append(told("dataset-file-changed", file.path))
            except FileNotFoundError:
                found.append(told("dataset-file-missing", file.path))
            except OSError as error:
                found.append(told("dataset-file-unreadable", file.path, reason=error.strerror or str(error)))
        known = {file.path for file in self.files}
        for table in TABLES:
            here = (path.relative_to(self.path).as_posix() for path in (self.path / table).rglob("*") if path.is_file())
            found += [told("dataset-file-foreign", path) for path in sorted(here) if path not in known]
        return tuple(found)


class _Rows:
    """The rows of a file, taken in order in pieces of any size."""

    def __init__(self, path: Path) -> None:
        self._groups = _row_groups(path)
        self._rest: pyarrow.Table | None = None

    def take(self, count: int) -> pyarrow.Table:
        import pyarrow as arrow

        pieces: list[pyarrow.Table] = []
        missing = count
        while missing or not pieces:
            if self._rest is None or not self._rest.num_rows:
                self._rest = next(self._groups, None)
                if self._rest is None:
                    break
            piece = self._rest.slice(0, missing)
            self._rest = self._rest.slice(missing)
            pieces.append(piece)
            missing -= piece.num_rows
        if missing:
            raise ScoringError([told("dataset-unusable", MANIFEST, reason="facts")])
        return arrow.concat_tables(pieces) if pieces else _no_facts()


def _no_facts() -> pyarrow.Table:
    from scoring.scale.schema import table_schema

    return table_schema(FACTS).empty_table()


def _row_groups(path: Path, columns: Sequence[str] | None = None) -> Iterator[pyarrow.Table]:
    import pyarrow.parquet as parquet

    with parquet.ParquetFile(path) as file:
        for number in range(file.num_row_groups):
            yield file.read_row_group(number, columns=columns, use_threads=False)


def _of(rows: pyarrow.Table, column: str, ids: Collection[str] | None) -> pyarrow.Table:
    if ids is None:
        return rows
    import pyarrow as arrow

    wanted = set(ids)
    return rows.filter(arrow.array([id_ in wanted for id_ in rows.column(column).to_pylist()], arrow.bool_()))


def open_dataset(path: Path) -> Dataset:
    """The data set in the folder `path`. Raises ScoringError where there is none, or one that is unfinished or of another format."""
    try:
        about = json.loads((path / MANIFEST).read_bytes())
    except FileNotFoundError as error:
        raise ScoringError(
            [told("dataset-unfinished" if (path / WORK).is_dir() else "dataset-none", path.name)]
        ) from error
    except (OSError, ValueError) as error:
        raise ScoringError([told("dataset-unusable", path.name, reason=type(error).__name__)]) from error
    try:
        if about["format"] != FORMAT:
            raise ScoringError([told("dataset-format", path.name, format=about["format"])])
        return _dataset(path, about)
    except (LookupError, TypeError, ValueError) as error:
        raise ScoringError([told("dataset-unusable", path.name, reason=type(error).__name__)]) from error


def _dataset(path: Path, about: dict[str, Any]) -> Dataset:
    groups = tuple(
        GroupCount(Group(one["year"], one["unit_type"]), one["reports"], one["facts"]) for one in about["groups"]
    )
    files = tuple(Written(one["path"], one["rows"], one["sha256"]) for one in about["files"])
    return Dataset(
        path,
        about["engine"],
        about["program"],
        about["measures_sha256"],
        about["inputs_sha256"],
        groups,
        files,
        about["problems"],
        about["errors"],
    )


def is_dataset(path: Path) -> bool:
    """Whether `path` is the folder of a finished data set."""
    return (path / MANIFEST).is_file()
