"""One task's part: three Parquet files and a receipt, the same bytes whoever writes them, found again by what they were made from.

The name of a part is a digest of the task: its files' shown paths and the settings; then one of its own bytes. The receipt lies beside it,
written last; it says what bytes were read, so a part whose files have changed since is made anew.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from scoring.errors import Diagnostic
from scoring.measures.facts import Fact
from scoring.scale.place import Place, digest
from scoring.scale.schema import (
    fact_rows,
    group_key,
    group_of,
    problems_table,
    reports_table,
    table_schema,
)
from scoring.scale.types import (
    FACTS,
    PROBLEMS,
    REPORTS,
    Group,
    PartFile,
    Receipt,
    Stretch,
    Task,
    receipt_of,
    receipt_record,
)
from scoring.text.report import Report

if TYPE_CHECKING:
    import pyarrow

FORMAT = 1
# Parts are read once more and thrown away; the data set's own files are packed better (see `merge`).
_COMPRESSION, _LEVEL = "zstd", 1
# Reports that are packed together; a report's facts as objects take some hundred kilobytes.
_AT_ONCE = 64
Pair = tuple[Report, Sequence[Fact]]


def task_key(task: Task) -> str:
    """The name of a task's part: a digest of its files' shown paths and the settings that decide what is read."""
    settings = task.settings
    about = [
        FORMAT,
        settings.measures,
        settings.program,
        list(settings.columns),
        settings.limits,
        [[file.shown, len(file.paths)] for file in task.files],
    ]
    return digest(json.dumps(about, ensure_ascii=True).encode("ascii"))[:32]


class Part:
    """The rows of a part as they come, kept as columns: objects of few reports are in memory at a time."""

    def __init__(self) -> None:
        self._new: list[Pair] = []
        self._rows: dict[Group, tuple[list[pyarrow.Table], list[pyarrow.Table]]] = {}
        self._problems: list[Diagnostic] = []

    def add(self, report: Report, facts: Sequence[Fact]) -> None:
        """Take a report with its facts; reports of a group stay in the order in which they come."""
        self._new.append((report, facts))
        if len(self._new) >= _AT_ONCE:
            self._pack()

    def add_problems(self, problems: Iterable[Diagnostic]) -> None:
        """Take diagnostics."""
        self._problems += problems

    def write(self, place: Place, task: Task, content: str, seconds: float = 0.0) -> Receipt:
        """Write the part of a task and its receipt, last. `content` is a digest of what was read. Raises OSError; then there is no receipt,
        so no part."""
        self._pack()
        key = task_key(task)
        groups = sorted(self._rows, key=group_key)
        reports = [(group, _one(self._rows[group][0])) for group in groups]
        facts = [(group, _one(self._rows[group][1])) for group in groups]
        problems = problems_table(sorted(set(self._problems), key=lambda one: (one.file or "", one.code, one.message)))
        parts = (
            _put(place, key, REPORTS, reports),
            _put(place, key, FACTS, facts),
            _put(place, key, PROBLEMS, [(None, problems)]),
        )
        receipt = Receipt(
            task.number,
            key,
            content,
            parts,
            reports=parts[0].rows,
            facts=parts[1].rows,
            problems=parts[2].rows,
            errors=sum(one.is_error for one in set(self._problems)),
            seconds=seconds,
        )
        place.write(_receipt_name(key), (json.dumps(receipt_record(receipt), ensure_ascii=True) + "\n").encode("ascii"))
        return receipt

    def _pack(self) -> None:
        """The reports that wait, as columns of their groups."""
        for group, members in groupby(sorted(self._new, key=_by_group), key=lambda pair: group_of(pair[0])):
            pairs = list(members)
            reports, facts = self._rows.setdefault(group, ([], []))
            reports.append(reports_table(pairs))
            facts.append(fact_rows(pairs))
        self._new.clear()


def _by_group(pair: Pair) -> tuple[bool, int, str]:
    return group_key(group_of(pair[0]))


def _one(tables: Sequence[pyarrow.Table]) -> pyarrow.Table:
    import pyarrow as arrow

    return arrow.concat_tables(tables)


def kept_part(place: Place, task: Task, content: str) -> Receipt | None:
    """The receipt of a part that is there already, made from these bytes and whole; None where it must be made."""
    receipt = kept_receipt(place, task_key(task))
    if receipt is None or receipt.content != content:
        return None
    return receipt._replace(number=task.number, reused=True) if whole(place, receipt) else None


def kept_receipt(place: Place, key: str) -> Receipt | None:
    """The receipt of that name, if there is one that can be read."""
    try:
        return receipt_of(json.loads(place.read(_receipt_name(key))))
    except (OSError, ValueError, LookupError, TypeError):
        # Not there, or damaged: either way the part is made anew.
        return None


def whole(place: Place, receipt: Receipt) -> bool:
    """Whether every file of the part is as its receipt says."""
    try:
        return all(digest(place.read(part.path)) == part.sha256 for part in receipt.parts)
    except OSError:
        return False


def forget(place: Place, receipt: Receipt) -> None:
    """Take a part away, its receipt first. Raises OSError."""
    for name in (_receipt_name(receipt.key), *(part.path for part in receipt.parts)):
        place.remove(name)


def _receipt_name(key: str) -> str:
    return f"{key[:2]}/{key}.json"


def _put(place: Place, key: str, table: str, stretches: Sequence[tuple[Group | None, pyarrow.Table]]) -> PartFile:
    data = _parquet(table, [rows for _, rows in stretches])
    # Somebody late, who has read another state of the files, does not write over what a receipt tells of.
    sha256 = digest(data)
    name = f"{key[:2]}/{key}.{sha256[:12]}.{table}.parquet"
    place.write(name, data)
    counts = tuple(Stretch(group, rows.num_rows) for group, rows in stretches)
    return PartFile(name, table, sum(one.rows for one in counts), sha256, counts)


def _parquet(table: str, stretches: Sequence[pyarrow.Table]) -> bytes:
    import pyarrow.parquet as parquet

    stream = io.BytesIO()
    rows = _one([table_schema(table).empty_table(), *stretches])
    parquet.write_table(rows, stream, compression=_COMPRESSION, compression_level=_LEVEL)
    return stream.getvalue()
