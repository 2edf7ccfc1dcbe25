"""What a cluster costs: the same corpus read by one process, by two of the local pool, and by two workers of a dask cluster of this machine's own.

For each the seconds by the clock and the CPU seconds of all processes that took part (dask's scheduler, keeper and workers among them), from the
first task to the finished data set; starting the cluster and comparing versions stand apart. The three take turns. The data sets are compared byte
by byte.

    python benchmarks/cluster.py [--reports 2000] [--rounds 3] [--workers 2]

Needs the extra `cluster`.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from scoring.pipeline.many import extract_dataset
from scoring.scale.cluster import Cluster, connected
from scoring.scale.cluster_local import LocalCluster
from scoring.scale.pool import run_local
from scoring.scale.progress import Progress
from scoring.scale.types import Runner

MAKE = Path(__file__).with_name("make_corpus.py")


class Spent(NamedTuple):
    """One run: seconds by the clock, CPU seconds of every process, and a digest of what was written."""

    clock: float
    cpu: float
    written: str


def cpu_of_tree() -> float:
    """CPU seconds of this process, of those below it, and of those that have ended."""
    psutil = import_module("psutil")
    here = psutil.Process()
    times = [here.cpu_times(), *(child.cpu_times() for child in here.children(recursive=True))]
    ended = here.cpu_times()
    spent = sum(one.user + one.system for one in times) + ended.children_user + ended.children_system
    return float(spent)


def spent(reports: Path, out: Path, run: Runner) -> Spent:
    """One run with this runner."""
    clock, cpu = time.perf_counter(), cpu_of_tree()
    dataset = extract_dataset([reports], out, Progress(), run=run)
    clock, cpu = time.perf_counter() - clock, cpu_of_tree() - cpu
    written = hashlib.sha256(repr((dataset.files, dataset.groups)).encode()).hexdigest()
    return Spent(clock, cpu, written)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=2000, help="reports of the synthetic corpus (default: 2000)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of each (default: 3)")
    parser.add_argument("--workers", type=int, default=2, help="processes of the pool and of the cluster (default: 2)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cluster-") as name:
        folder = Path(name)
        make = [sys.executable, str(MAKE), str(folder / "in"), "--reports", str(arguments.reports), "--no-truth"]
        subprocess.run(make, check=True, stdout=subprocess.DEVNULL)
        begun = time.perf_counter()
        own = LocalCluster(arguments.workers)
        try:
            with connected(own.address) as cluster:
                print(
                    f"cluster of {arguments.workers} workers ready after {time.perf_counter() - begun:.1f} s",
                    flush=True,
                )
                return measure(folder, cluster, arguments.workers, arguments.rounds, arguments.reports)
        finally:
            own.close()


def measure(folder: Path, cluster: Cluster, workers: int, rounds: int, reports: int) -> int:
    """The rounds and their table."""
    runners: dict[str, Runner] = {
        "one process": partial(run_local, jobs=1),
        f"pool of {workers}": partial(run_local, jobs=workers),
        f"dask, {workers} workers": cluster.run,
    }
    found: dict[str, list[Spent]] = {name: [] for name in runners}
    # Files into the system's memory, compiled modules onto the disk.
    spent(folder / "in", folder / "first", cluster.run)
    for turn in range(rounds):
        for number, (name, run) in enumerate(runners.items()):
            found[name].append(spent(folder / "in", folder / f"out-{turn}-{number}", run))
    first = found["one process"]
    print(f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "")
    for name, rows in found.items():
        clock, cpu = (statistics.median(getattr(row, field) for row in rows) for field in ("clock", "cpu"))
        faster = statistics.median(one.clock / row.clock for one, row in zip(first, rows, strict=True))
        dearer = statistics.median(row.cpu / one.cpu for one, row in zip(first, rows, strict=True))
        print(
            f"{name:18} {clock:7.2f} s {reports / clock:6.0f} reports/s × {faster:.2f}   "
            f"CPU {cpu:7.2f} s {1000 * cpu / reports:6.2f} ms a report × {dearer:.3f}"
        )
    same = len({row.written for rows in found.values() for row in rows}) == 1
    print("the data sets are the same, byte by byte" if same else "the data sets DIFFER")
    return 0 if same else 1


if __name__ == "__main__":
    raise SystemExit(main())
