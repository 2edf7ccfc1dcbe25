"""`scoring extract --dataset` over many synthetic reports with one worker process and with several: reports a second, memory of the whole tree.

Memory is the sum over the main program, its workers and their children at the same moment, sampled all the time; pages that processes share
count once for each, so the true figure is lower. CPU seconds are those of the whole tree, too. Efficiency is the seconds by the clock with one
worker divided by workers × the seconds with so many; it means something only where nothing else runs. The data sets are compared byte by byte.

    python benchmarks/many.py FOLDER [--reports 10000] [--jobs 1 2] [--keep]
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import psutil

HERE = Path(__file__).resolve().parent
COMMAND = [sys.executable, "-c", "from scoring.cli.main import main; main()"]
_MIB = 1024 * 1024
_SAMPLE = 0.1


class Taken(NamedTuple):
    """What a run took: seconds by the clock, CPU seconds and peak memory of its tree, processes at most."""

    seconds: float
    cpu: float
    memory: int
    processes: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--keep", action="store_true", help="keep the data sets")
    asked = parser.parse_args()
    corpus = asked.folder / f"corpus-{asked.reports}"
    if not corpus.is_dir():
        corpus.mkdir(parents=True)
        made = [
            sys.executable,
            str(HERE / "make_corpus.py"),
            str(corpus),
            "--reports",
            str(asked.reports),
            "--no-truth",
        ]
        subprocess.run(made, check=True, stdout=subprocess.DEVNULL)
    seconds: dict[int, float] = {}
    digests = set()
    print(
        "| workers | reports/s | seconds | CPU seconds | ms CPU a report | peak memory of the tree | processes | efficiency |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for jobs in asked.jobs:
        dataset = asked.folder / f"dataset-{asked.reports}-{jobs}"
        shutil.rmtree(dataset, ignore_errors=True)
        taken = run(["extract", str(corpus), "--dataset", str(dataset), "--jobs", str(jobs)])
        seconds[jobs] = taken.seconds
        digests.add(hashlib.sha256((dataset / "dataset.json").read_bytes()).hexdigest())
        first = min(seconds)
        efficiency = seconds[first] * first / (taken.seconds * jobs)
        print(
            f"| {jobs} | {asked.reports / taken.seconds:.0f} | {taken.seconds:.0f} | {taken.cpu:.0f} "
            f"| {1000 * taken.cpu / asked.reports:.2f} | {taken.memory / _MIB:.0f} MB | {taken.processes} | {efficiency:.2f} |",
            flush=True,
        )
        if not asked.keep:
            shutil.rmtree(dataset)
    print("\nthe same data set each time" if len(digests) == 1 else "\nTHE DATA SETS DIFFER")


def run(arguments: list[str]) -> Taken:
    """Run the command line and look at its processes until it ends. Raises CalledProcessError where it could not write the data set."""
    begun = time.monotonic()
    spent: dict[int, float] = {}
    memory = processes = 0
    with subprocess.Popen([*COMMAND, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        root = psutil.Process(process.pid)
        while process.poll() is None:
            held = alive = 0
            for one in [root, *_children(root)]:
                try:
                    held += one.memory_info().rss
                    times = one.cpu_times()
                except psutil.Error:
                    # It ended meanwhile.
                    continue
                spent[one.pid] = times.user + times.system
                alive += 1
            memory, processes = max(memory, held), max(processes, alive)
            time.sleep(_SAMPLE)
        told = process.stderr.read() if process.stderr else b""
    # 1: some of the files are no reports.
    if process.returncode not in (0, 1):
        sys.stderr.buffer.write(told)
        raise subprocess.CalledProcessError(process.returncode, arguments)
    return Taken(time.monotonic() - begun, sum(spent.values()), memory, processes)


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children(recursive=True)
    except psutil.Error:
        return []


if __name__ == "__main__":
    os.environ.setdefault("PYTHONIOENCODING", "utf-8")
    main()
