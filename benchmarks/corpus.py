"""Scoring a data set out of core: seconds and peak memory of the whole process tree, by number of reports.

    python benchmarks/corpus.py [--reports 100000] [--years 2] [--rubric county] [--jobs 2] [--every-year] [--compare] [--folder FOLDER] [--keep]

The data set is made at the level of its Parquet files from the reports of fixtures/: each of `reports` rows is one of them under an invented
name, with figures of its own, so that no text has to be read a hundred thousand times. Half of the units are townships (so that one group is
large), the rest counties and departments.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pyarrow as arrow
import pyarrow.parquet as parquet

from scoring.documents import read_folder
from scoring.measures import read_facts
from scoring.measures.facts import Fact
from scoring.pipeline import load_measures
from scoring.scale.layout import FORMAT, INDEX, MANIFEST, group_folder, part_name
from scoring.scale.place import sha256_of
from scoring.scale.schema import INDEX_COLUMNS, fact_rows, reports_table, schema_of, table_schema
from scoring.scale.types import FACTS, PROBLEMS, REPORTS, Group
from scoring.text.report import Report

ROOT = Path(__file__).resolve().parent.parent
PART = 1000
SHARES = {"township": 0.5, "county": 0.3, "department": 0.2}
ENDS = {"township": "镇人民政府", "county": "县人民政府", "department": "局"}
# Any digest: units are told apart by their names.
SIGNS = "甲乙丙丁戊己庚辛壬癸"


def unit_name(kind: str, number: int) -> str:
    """An invented name, another for every number."""
    return "".join(SIGNS[int(digit)] for digit in str(number)) + ENDS[kind]


class Model:
    """One report of the fixtures as rows that are filled in for each unit."""

    def __init__(self, report: Report, facts: Sequence[Fact]) -> None:
        self.kind = report.unit_type
        self.report = reports_table([(report, facts)]).to_pylist()[0]
        self.record = json.loads(self.report["record"])
        self.facts = fact_rows([(report, facts)])

    def rows(self, unit: str, year: int, path: str, factor: float) -> tuple[dict[str, Any], arrow.Table]:
        id_ = f"{path}#{self.record['sha256'][:12]}"
        record = self.record | {"id": id_, "path": path}
        record["metadata"] = self.record["metadata"] | {
            "unit": [unit, "header", []],
            "report_year": [str(year), "header", []],
        }
        row = self.report | {"id": id_, "path": path, "unit": unit, "record": json.dumps(record, separators=(",", ":"))}
        count = len(self.facts)
        value = self.facts.column("value").to_numpy()
        ratio = [kind == "ratio" for kind in self.facts.column("value_unit").to_pylist()]
        values = [old if same else round(old * factor, 2) for old, same in zip(value.tolist(), ratio, strict=True)]
        facts = self.facts
        for name, new in (("report", [id_] * count), ("unit", [unit] * count), ("value", values)):
            at = facts.schema.get_field_index(name)
            facts = facts.set_column(at, facts.schema.field(at), arrow.array(new, facts.schema.field(at).type))
        return row, facts


def make(folder: Path, reports: int, years: int, seed: int = 7) -> None:
    """A data set of `reports` reports over `years` years in `folder`; the same arguments give the same data set."""
    library = load_measures()
    found = read_folder([ROOT / "fixtures" / "reports"]).reports
    models = [Model(report, read_facts(report, library)) for report in found]
    chance = random.Random(seed)
    files, groups, index = [], [], []
    for year in range(2024, 2024 - years, -1):
        for kind, share in SHARES.items():
            group = Group(year, kind)
            own = [model for model in models if model.kind == kind]
            total = [0, 0]
            for number, start in enumerate(range(0, round(reports / years * share), PART)):
                stop = min(start + PART, round(reports / years * share))
                pairs = [_pair(chance, own, kind, unit, year) for unit in range(start, stop)]
                files += list(_part(folder, group, number, pairs))
                index += [_line(row, group, number) for row, _ in pairs]
                total = [total[0] + len(pairs), total[1] + sum(len(facts) for _, facts in pairs)]
            groups.append({"year": year, "unit_type": kind, "reports": total[0], "facts": total[1]})
    (folder / PROBLEMS).mkdir(parents=True, exist_ok=True)
    parquet.write_table(table_schema(PROBLEMS).empty_table(), folder / PROBLEMS / part_name(0))
    files.append(_file(folder, f"{PROBLEMS}/{part_name(0)}", 0))
    index.sort(key=lambda row: row["id"])
    parquet.write_table(
        arrow.Table.from_pylist(index, schema=schema_of(INDEX_COLUMNS)), folder / INDEX, compression="zstd"
    )
    files.append(_file(folder, INDEX, len(index)))
    from scoring import __version__

    about = {
        "format": FORMAT,
        "engine": __version__,
        "program": "",
        "measures_sha256": library.sha256,
        "columns": {},
        "inputs_sha256": "0" * 64,
        "problems": 0,
        "errors": 0,
        "groups": groups,
        "files": files,
    }
    (folder / MANIFEST).write_text(json.dumps(about), encoding="ascii")


def _pair(
    chance: random.Random, own: Sequence[Model], kind: str, unit: int, year: int
) -> tuple[dict[str, Any], arrow.Table]:
    name = unit_name(kind, unit)
    return chance.choice(own).rows(name, year, f"{year}/{kind}/{unit:07}{name}.txt", chance.uniform(0.3, 3.0))


def _line(row: dict[str, Any], group: Group, number: int) -> dict[str, Any]:
    known = {name: row.get(name) for name, _ in INDEX_COLUMNS}
    part = f"{group_folder(REPORTS, group)}/{part_name(number)}"
    return known | {"year": group.year, "unit_type": group.unit_type, "part": part}


def _part(
    folder: Path, group: Group, number: int, pairs: Sequence[tuple[dict[str, Any], arrow.Table]]
) -> Iterator[dict[str, Any]]:
    tables = {
        REPORTS: arrow.Table.from_pylist([row for row, _ in pairs], schema=table_schema(REPORTS)),
        FACTS: arrow.concat_tables([facts for _, facts in pairs]),
    }
    for name, table in tables.items():
        path = f"{group_folder(name, group)}/{part_name(number)}"
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        parquet.write_table(table, folder / path, compression="zstd")
        yield _file(folder, path, table.num_rows)


def _file(folder: Path, path: str, rows: int) -> dict[str, Any]:
    return {"path": path, "rows": rows, "sha256": sha256_of(folder / path)}


class Peak(threading.Thread):
    """The most memory in MB that a process and its children held together, looked at ten times a second (Linux)."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.process, self.most, self.going = process, 0.0, True

    def run(self) -> None:
        while self.going:
            self.most = max(self.most, sum(held(process) for process in tree(self.process)))
            time.sleep(0.1)


def tree(process: int) -> list[int]:
    """A process and everything that it started and that is still there."""
    children = Path(f"/proc/{process}/task/{process}/children")
    try:
        found = [int(child) for child in children.read_text(encoding="ascii").split()]
    except OSError:
        # It has ended meanwhile.
        return []
    return [process, *(one for child in found for one in tree(child))]


def held(process: int) -> float:
    """MB of memory that a process holds; 0 for one that has ended."""
    try:
        pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
    except (OSError, IndexError):
        return 0.0
    return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6


def measured(arguments: Sequence[str]) -> tuple[float, float, float]:
    """Seconds by the clock, seconds of CPU and peak memory in MB of a `scoring` command."""
    before, start = os.times(), time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", "from scoring.cli.main import main; main()", *arguments], stdout=subprocess.DEVNULL
    )
    peak = Peak(process.pid)
    peak.start()
    if process.wait():
        raise SystemExit(f"scoring {' '.join(arguments)} failed")
    peak.going = False
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - start, cpu, peak.most


def size_of(folder: Path) -> float:
    """MB of all files below a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--years", type=int, default=2)
    parser.add_argument("--rubric", default="county")
    parser.add_argument(
        "--folder", type=Path, help="where the data set and the results go; a temporary folder if not given"
    )
    parser.add_argument("--keep", action="store_true", help="leave them there")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--every-year", action="store_true", help="score all years, not the newest alone")
    parser.add_argument(
        "--compare",
        action="store_true",
        help="compare the two newest years instead: from nothing (both are scored), and again with their results there",
    )
    asked = parser.parse_args()
    folder = asked.folder or Path(mkdtemp(prefix="scoring-corpus-"))
    dataset, results = folder / f"set-{asked.reports}-{asked.years}", folder / "results"
    shutil.rmtree(results, ignore_errors=True)
    if not (dataset / MANIFEST).is_file():
        start = time.perf_counter()
        make(dataset, asked.reports, asked.years)
        print(f"data set made in {time.perf_counter() - start:.0f} s, {size_of(dataset):.0f} MB")
    common = [str(dataset), "--rubric", asked.rubric, "-o", str(results), "--jobs", str(asked.jobs)]
    years = range(2024, 2024 - asked.years, -1) if asked.every_year else ()
    commands = {"score": ["corpus", "score", *common, *(word for year in years for word in ("--year", str(year)))]}
    if asked.compare:
        words = ["corpus", "compare", *common, "--years", "2023", "2024"]
        commands = {"score and compare": words, "compare": words}
    for name, words in commands.items():
        clock, cpu, memory = measured(words)
        print(
            f"{name}: {asked.reports} reports, jobs {asked.jobs}, {clock:.0f} s, CPU {cpu:.0f} s, peak {memory:.0f} MB, results {size_of(results):.0f} MB"
        )
    if not asked.keep and asked.folder is None:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
