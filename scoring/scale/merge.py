"""Parts into a data set: one pass over them in the order of their tasks, with bounded memory, the same bytes each time.

Rows wait in memory until a group has enough of them for a row group, or all groups together have too many; then the largest is written.
What decides that is only the rows and their order.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from scoring.documents.read import problem
from scoring.errors import WARNING, Diagnostic, OutputError
from scoring.scale.layout import INDEX, group_folder, part_name
from scoring.scale.place import Place, digest, sha256_of
from scoring.scale.schema import INDEX_COLUMNS, UNIT_TYPE, YEAR, group_key, problems_table, schema_of, table_schema
from scoring.scale.told import told
from scoring.scale.types import FACTS, PROBLEMS, REPORTS, Group, PartFile, Receipt

if TYPE_CHECKING:
    import pyarrow
    import pyarrow.parquet

_MIB = 1024 * 1024
# Of uncompressed rows: of one group in a row group, of all that wait, and in one file.
ROW_GROUP_BYTES, WAITING_BYTES, FILE_BYTES = 8 * _MIB, 128 * _MIB, 1024 * _MIB
# Writers kept open at once: systems allow some hundred files.
_OPEN = 48
_INDEX_ROWS = 50_000
_COMPRESSION, _LEVEL = "zstd", 3


class Written(NamedTuple):
    """One file of a data set: its path below the data set's folder, its rows and digest."""

    path: str
    rows: int
    sha256: str


class Merged(NamedTuple):
    """What was written: the files by path, reports and facts of each group, how many problems and how many of them errors, a digest of
    the reports' paths and hashes."""

    files: tuple[Written, ...]
    groups: tuple[tuple[Group, int, int], ...]
    problems: int
    errors: int
    inputs: str


@dataclass(slots=True)
class _Waiting:
    """Rows of one group that are not written yet, and where the next go."""

    reports: list[pyarrow.Table] = field(default_factory=list)
    facts: list[pyarrow.Table] = field(default_factory=list)
    bytes: int = 0
    file: int = 0
    file_bytes: int = 0
    written: tuple[int, int] = (0, 0)


class _Files:
    """The files being written below `root`; the longest unused is closed when there are too many."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.done: dict[str, Written] = {}
        self._open: dict[str, tuple[pyarrow.parquet.ParquetWriter, int]] = {}

    def is_open(self, path: str) -> bool:
        return path in self._open

    def write(self, path: str, schema: pyarrow.Schema, rows: pyarrow.Table) -> None:
        import pyarrow.parquet as parquet

        if path not in self._open:
            if len(self._open) >= _OPEN:
                self.close(next(iter(self._open)))
            place = self.root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            writer = parquet.ParquetWriter(place, schema, compression=_COMPRESSION, compression_level=_LEVEL)
            self._open[path] = writer, 0
        writer, count = self._open.pop(path)
        self._open[path] = writer, count + rows.num_rows
        if rows.num_rows:
            writer.write_table(rows.combine_chunks(), row_group_size=rows.num_rows)

    def close(self, path: str) -> None:
        writer, count = self._open[path]
        writer.close()
        del self._open[path]
        place = self.root / path
        with place.open("r+b") as stream:
            os.fsync(stream.fileno())
        self.done[path] = Written(path, count, sha256_of(place))

    def close_all(self) -> None:
        for path in list(self._open):
            self.close(path)

    def abandon(self) -> None:
        """Let go of the files that are not closed, after an error."""
        for writer, _ in self._open.values():
            with contextlib.suppress(OSError):
                writer.close()
            # Or it would try once more, and complain, when it is destroyed.
            writer.is_open = False
        self._open.clear()


class _Merge:
    """One merge under way."""

    def __init__(self, root: Path) -> None:
        self.files = _Files(root)
        self.groups: dict[Group, _Waiting] = {}
        self.index: list[pyarrow.Table] = []
        self.problems = 0
        self.errors = 0
        self._problem_file = _Waiting()
        self._seen: set[bytes] = set()
        self._waiting = 0

    def add(self, group: Group, reports: pyarrow.Table, facts: pyarrow.Table) -> list[Diagnostic]:
        """Take the rows of a group, each report once; a warning for each that was there already."""
        reports, facts, doubles = self._once(reports, facts)
        # Copies: what is cut from a part keeps all of the part in memory.
        reports, facts = _copied(reports), _copied(facts)
        waiting = self.groups.setdefault(group, _Waiting())
        waiting.reports.append(reports)
        waiting.facts.append(facts)
        size = reports.nbytes + facts.nbytes
        waiting.bytes += size
        self._waiting += size
        if waiting.bytes >= ROW_GROUP_BYTES:
            self._flush(group)
        while self._waiting >= WAITING_BYTES:
            self._flush(max(self.groups, key=lambda one: (self.groups[one].bytes, group_key(one))))
        return doubles

    def add_problems(self, rows: pyarrow.Table) -> None:
        """Take the rows of problems."""
        if not rows.num_rows:
            return
        waiting = self._problem_file
        self.problems += rows.num_rows
        self.errors += rows.column("severity").to_pylist().count("error")
        waiting.reports.append(rows)
        waiting.bytes += rows.nbytes
        if waiting.bytes >= ROW_GROUP_BYTES:
            self._flush_problems()

    def finish(self) -> Merged:
        """Write what is left, and the index."""
        import pyarrow as arrow

        for group in sorted(self.groups, key=group_key):
            self._flush(group)
        self._flush_problems()
        schema = schema_of(INDEX_COLUMNS)
        index = arrow.concat_tables([schema.empty_table(), *self.index]).sort_by("id")
        self.index.clear()
        for start in range(0, max(1, index.num_rows), _INDEX_ROWS):
            self.files.write(INDEX, schema, index.slice(start, _INDEX_ROWS))
        self.files.close_all()
        return Merged(
            tuple(self.files.done[path] for path in sorted(self.files.done)),
            tuple((group, *self.groups[group].written) for group in sorted(self.groups, key=group_key)),
            self.problems,
            self.errors,
            _inputs(index),
        )

    def _once(
        self, reports: pyarrow.Table, facts: pyarrow.Table
    ) -> tuple[pyarrow.Table, pyarrow.Table, list[Diagnostic]]:
        import pyarrow as arrow

        keep: list[bool] = []
        doubles: list[Diagnostic] = []
        ids, paths = reports.column("id").to_pylist(), reports.column("path").to_pylist()
        for id_, path in zip(ids, paths, strict=True):
            key = hashlib.blake2b(id_.encode("utf-8"), digest_size=16).digest()
            keep.append(key not in self._seen)
            self._seen.add(key)
            if not keep[-1]:
                doubles.append(problem("same-file-twice", path, severity=WARNING))
        if doubles:
            counts = reports.column("facts").to_pylist()
            of_facts = [kept for kept, count in zip(keep, counts, strict=True) for _ in range(count)]
            facts = facts.filter(arrow.array(of_facts, arrow.bool_()))
            reports = reports.filter(arrow.array(keep, arrow.bool_()))
        return reports, facts, doubles

    def _flush(self, group: Group) -> None:
        import pyarrow as arrow

        waiting = self.groups[group]
        if not waiting.reports:
            return
        reports, facts = arrow.concat_tables(waiting.reports), arrow.concat_tables(waiting.facts)
        self._waiting -= waiting.bytes
        if reports.num_rows:
            paths = {table: f"{group_folder(table, group)}/{part_name(waiting.file)}" for table in (REPORTS, FACTS)}
            closed = waiting.file_bytes and not all(map(self.files.is_open, paths.values()))
            if closed or waiting.file_bytes >= FILE_BYTES:
                for path in filter(self.files.is_open, paths.values()):
                    self.files.close(path)
                waiting.file += 1
                waiting.file_bytes = 0
                paths = {table: f"{group_folder(table, group)}/{part_name(waiting.file)}" for table in paths}
            self.files.write(paths[REPORTS], table_schema(REPORTS), reports)
            self.files.write(paths[FACTS], table_schema(FACTS), facts)
            waiting.file_bytes += waiting.bytes
            waiting.written = waiting.written[0] + reports.num_rows, waiting.written[1] + facts.num_rows
            self.index.append(_index_rows(reports, group, paths[REPORTS]))
        waiting.reports, waiting.facts, waiting.bytes = [], [], 0

    def _flush_problems(self) -> None:
        import pyarrow as arrow

        waiting = self._problem_file
        if waiting.reports:
            rows = arrow.concat_tables(waiting.reports)
            self.files.write(f"{PROBLEMS}/{part_name(0)}", table_schema(PROBLEMS), rows)
        waiting.reports, waiting.bytes = [], 0


def merge(place: Place, receipts: Iterable[Receipt], listing: Sequence[Diagnostic], root: Path) -> Merged:
    """Write the tables of a data set below `root` from the parts in `place`, whose receipts come in the order of their tasks.
    `listing` are problems met while listing the files, complete when the last receipt has come. Raises OSError; OutputError for a part that
    is not as its receipt says."""
    merging = _Merge(root)
    try:
        return _merged(merging, place, receipts, listing)
    finally:
        merging.files.abandon()


def _merged(merging: _Merge, place: Place, receipts: Iterable[Receipt], listing: Sequence[Diagnostic]) -> Merged:
    for receipt in receipts:
        doubles: list[Diagnostic] = []
        pieces = {part.table: list(_stretches(place, part)) for part in receipt.parts}
        for (group, reports), (_, facts) in zip(pieces[REPORTS], pieces[FACTS], strict=True):
            assert group is not None
            doubles += merging.add(group, reports, facts)
        for _, problems in pieces[PROBLEMS]:
            merging.add_problems(problems)
        merging.add_problems(problems_table(sorted(set(doubles), key=lambda one: one.file or "")))
    ordered = sorted(set(listing), key=lambda one: (one.file or "", one.code, one.message))
    merging.add_problems(problems_table(ordered))
    return merging.finish()


def _stretches(place: Place, part: PartFile) -> Iterator[tuple[Group | None, pyarrow.Table]]:
    """The rows of a part's file, group by group."""
    import pyarrow.parquet as parquet

    data = place.read(part.path)
    if digest(data) != part.sha256:
        raise OutputError([told("part-damaged", part.path)])
    rows = parquet.ParquetFile(io.BytesIO(data)).read(use_threads=False)
    start = 0
    for group, count in part.stretches:
        yield group, rows.slice(start, count)
        start += count


def _copied(rows: pyarrow.Table) -> pyarrow.Table:
    import pyarrow as arrow

    return rows.take(arrow.array(range(rows.num_rows), arrow.int32()))


def _index_rows(reports: pyarrow.Table, group: Group, part: str) -> pyarrow.Table:
    import pyarrow as arrow

    count = reports.num_rows
    constant: dict[str, Any] = {UNIT_TYPE: group.unit_type, YEAR: group.year, "part": part}
    schema = schema_of(INDEX_COLUMNS)
    columns = [
        arrow.array([constant[name]] * count, schema.field(name).type)
        if name in constant
        else reports.column(name).combine_chunks()
        for name, _ in INDEX_COLUMNS
    ]
    return arrow.table(columns, schema=schema)


def _inputs(index: pyarrow.Table) -> str:
    """A digest of every report's id and hash, by id."""
    found = hashlib.sha256()
    for batch in index.select(["id", "sha256"]).to_batches(max_chunksize=_INDEX_ROWS):
        for id_, sha256 in zip(batch.column(0).to_pylist(), batch.column(1).to_pylist(), strict=True):
            found.update(f"{id_}\0{sha256}\n".encode())
    return found.hexdigest()
