"""What passes between the one who hands out work, the workers, and the data set that is made of their parts. Plain values only."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping
from typing import Any, NamedTuple

REPORTS, FACTS, PROBLEMS = "reports", "facts", "problems"
TABLES = (REPORTS, FACTS, PROBLEMS)


class File(NamedTuple):
    """What is read as one: the path as results show it, and the path (or address) of the file; several for the pictures of one scan."""

    shown: str
    paths: tuple[str, ...]


class Limits(NamedTuple):
    """What one file may take in the process that reads it: `seconds` of that process's own CPU time, `memory` in bytes that the process
    holds. `longest` are seconds by the clock after which a worker that has said nothing about its file is ended from outside.
    Parsing in the child process of `documents.isolation` has limits of its own."""

    seconds: float = 60.0
    memory: int = 768 * 1024**2
    longest: float = 3600.0


class Settings(NamedTuple):
    """What the facts of a file hang on beside its bytes: digests of the measure library and of the reading program, the columns named for
    lists of reports, the limits; `cache` is where facts are kept ("" nowhere)."""

    measures: str
    program: str
    columns: tuple[tuple[str, str], ...] = ()
    cache: str = ""
    limits: Limits = Limits()


class Task(NamedTuple):
    """Files to be read by one worker into one part. `out` is the folder (or address) for parts; "" only reads, so that the cache holds the
    facts. `refused` are files that are not to be read (shown path → code of the limit that they met)."""

    number: int
    files: tuple[File, ...]
    out: str
    settings: Settings
    refused: tuple[tuple[str, str], ...] = ()


class Group(NamedTuple):
    """The reports of one year (None: unknown) and one type of unit."""

    year: int | None
    unit_type: str


class Stretch(NamedTuple):
    """Rows of a part's file that follow each other: their group (None for problems), and how many they are."""

    group: Group | None
    rows: int


class PartFile(NamedTuple):
    """One file of a part: its path below `Task.out`, which table it is of, rows, digest of its bytes, its rows group by group."""

    path: str
    table: str
    rows: int
    sha256: str
    stretches: tuple[Stretch, ...] = ()


class Receipt(NamedTuple):
    """What a worker gives back for a task: never facts. `key` names the task by its files and settings, `content` is a digest of the bytes
    that were read. `cut` are files that met a limit (shown path → code). `reused`: the part was there already and whole. `seconds`, `cut` and
    `reused` are written nowhere."""

    number: int
    key: str
    content: str
    parts: tuple[PartFile, ...]
    reports: int
    facts: int
    problems: int
    errors: int
    seconds: float = 0.0
    reused: bool = False
    cut: tuple[tuple[str, str], ...] = ()


class Failure(NamedTuple):
    """A task that could not be done: which, and the diagnostic's fields (code and words of `messages.scale`)."""

    number: int
    code: str
    words: tuple[tuple[str, str], ...] = ()


class Step(NamedTuple):
    """How far a task is: `file` counts its files from 0 and is the one begun; -1: none."""

    number: int
    file: int
    shown: str = ""


# Tasks one by one (they are asked for only when a worker is free), told about each step; receipts in whatever order they come.
# Closing the generator ends whatever is under way.
Runner = Callable[[Iterable[Task], Callable[[Step], None]], Generator[Receipt | Failure]]


def receipt_record(receipt: Receipt) -> dict[str, Any]:
    """The receipt as JSON holds it, without what is only for people."""
    return {
        "number": receipt.number,
        "key": receipt.key,
        "content": receipt.content,
        "reports": receipt.reports,
        "facts": receipt.facts,
        "problems": receipt.problems,
        "errors": receipt.errors,
        "parts": [
            {**part._asdict(), "stretches": [[one.group, one.rows] for one in part.stretches]} for part in receipt.parts
        ],
    }


def receipt_of(record: Mapping[str, Any]) -> Receipt:
    """The receipt of such a record. Raises KeyError, TypeError or ValueError for anything else."""
    parts = tuple(
        PartFile(
            str(part["path"]),
            str(part["table"]),
            int(part["rows"]),
            str(part["sha256"]),
            tuple(Stretch(None if group is None else Group(*group), int(rows)) for group, rows in part["stretches"]),
        )
        for part in record["parts"]
    )
    reports, facts, problems, errors = (int(record[name]) for name in ("reports", "facts", "problems", "errors"))
    return Receipt(
        int(record["number"]), str(record["key"]), str(record["content"]), parts, reports, facts, problems, errors
    )


def task_record(task: Task) -> dict[str, Any]:
    """The task as JSON holds it."""
    settings = {**task.settings._asdict(), "columns": list(task.settings.columns), "limits": list(task.settings.limits)}
    return {**task._asdict(), "files": [list(file) for file in task.files], "settings": settings}


def task_of(record: Mapping[str, Any]) -> Task:
    """The task of such a record."""
    told = record["settings"]
    settings = Settings(
        told["measures"],
        told["program"],
        tuple((str(name), str(title)) for name, title in told["columns"]),
        told["cache"],
        Limits(*told["limits"]),
    )
    files = tuple(File(shown, tuple(paths)) for shown, paths in record["files"])
    return Task(record["number"], files, record["out"], settings, tuple((a, b) for a, b in record["refused"]))
