"""CPU seconds and memory for a big workbook: 120,000 rows of evidence of 12 columns and a matrix of 3,000 units by 70 criteria, beside
pandas.to_excel over the same cells, each in a process of its own and in turns.

Memory is the peak of the process less what it held with the data and the libraries in memory. Ours checks every write, cleans every text and
formats every cell; pandas writes bare cells (and turns text that begins with = into formulas).

    python benchmarks/workbook.py [--rows 120000] [--units 3000] [--rounds 3]
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import time
import warnings
from collections.abc import Iterable
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from frame import Found, compared, show

from scoring.tables.types import Column, Kind, Row, Table

CRITERIA = 70
SENTENCE = "全县各级行政机关办理行政复议案件1234件，审结率98.7%，比上年提高1.2个百分点；其余按期推进。"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=120_000)
    parser.add_argument("--units", type=int, default=3_000)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    show(measured(arguments.rows, arguments.units, arguments.rounds))
    return 0


def rows(quick: bool) -> Iterable[Found]:
    """Part of `make bench`."""
    return measured(12_000, 300, 2) if quick else measured(120_000, 3_000, 2)


def measured(rows: int, units: int, rounds: int) -> Iterable[Found]:
    """CPU and memory of both writers, in turns."""
    seconds: dict[str, list[float]] = {"ours": [], "pandas": []}
    memory: dict[str, list[float]] = {"ours": [], "pandas": []}
    for _ in range(rounds):
        for name in seconds:
            taken, kilobytes = apart(name, rows, units)
            seconds[name].append(taken)
            memory[name].append(kilobytes / 1024)
    note = f"{rows:,} rows of 12 cells, {units:,} units by {CRITERIA} criteria; pandas with XlsxWriter, bare cells"
    peer = "pandas.to_excel"
    yield compared("workbook", "time of the workbook", peer, seconds["ours"], seconds["pandas"], unit="s", note=note)
    yield compared("workbook", "memory above the data", peer, memory["ours"], memory["pandas"], unit="MB")


def apart(name: str, rows: int, units: int) -> tuple[float, int]:
    """CPU seconds and kilobytes of one writing in a fresh process."""
    context = multiprocessing.get_context("spawn")
    near, far = context.Pipe(duplex=False)
    process = context.Process(target=measure, args=(name, rows, units, far))
    process.start()
    found: tuple[float, int] = near.recv()
    process.join()
    return found


def measure(name: str, rows: int, units: int, answer: Connection) -> None:
    """Make the data, write it, answer with seconds and kilobytes."""
    tables = (evidence(rows), matrix(units))
    write: Any = {"ours": ours, "pandas": theirs}[name](tables)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with TemporaryDirectory() as folder:
        start = time.process_time()
        write(Path(folder))
        taken = time.process_time() - start
    answer.send((taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before))


def evidence(rows: int) -> Table:
    kinds = (
        Kind.TEXT,
        Kind.COUNT,
        Kind.TEXT,
        Kind.NUMBER,
        Kind.MARK,
        Kind.NUMBER,
        Kind.NUMBER,
        Kind.TEXT,
        Kind.TEXT,
        Kind.LONG,
    )
    columns = (
        *(Column(f"c{n}", f"列{n}", kind) for n, kind in enumerate(kinds)),
        Column("s", "起", Kind.COUNT),
        Column("e", "止", Kind.COUNT),
    )
    made = tuple(
        Row(
            (
                f"第{n % 3000}县",
                2024,
                f"测量项{n % 200}",
                n / 7,
                "件",
                n / 7,
                n / 7,
                "2024",
                "整体",
                SENTENCE,
                n,
                n + 12,
            )
        )
        for n in range(rows)
    )
    return Table("evidence", "证据", columns, made)


def matrix(units: int) -> Table:
    columns = (Column("unit", "单位"), *(Column(f"c{n}", f"评分项{n}", Kind.POINTS) for n in range(CRITERIA)))
    made = tuple(Row((f"第{n}县", *((n * 31 + c) % 600 / 100 for c in range(CRITERIA)))) for n in range(units))
    return Table("matrix", "评分矩阵", columns, made)


def ours(tables: tuple[Table, ...]) -> Any:
    from xlsxwriter import Workbook

    from scoring.workbook.checked import Book
    from scoring.workbook.look import BASE
    from scoring.workbook.table_sheet import write_table

    def write(folder: Path) -> None:
        options = {
            "constant_memory": True,
            "tmpdir": str(folder),
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_format_properties": dict(BASE),
        }
        with warnings.catch_warnings():
            warnings.simplefilter("error", UserWarning)
            workbook = Workbook(str(folder / "a.xlsx"), options)
            book = Book(workbook)
            for table in tables:
                write_table(book, table, "")
            workbook.close()

    return write


def theirs(tables: tuple[Table, ...]) -> Any:
    import pandas as pd

    frames = [
        (table.title, pd.DataFrame([row.cells for row in table.rows], columns=[c.title for c in table.columns]))
        for table in tables
    ]

    def write(folder: Path) -> None:
        with pd.ExcelWriter(folder / "a.xlsx") as writer:
            for title, frame in frames:
                frame.to_excel(writer, sheet_name=title, index=False)

    return write


if __name__ == "__main__":
    raise SystemExit(main())
