"""Reading many files with worker processes: our pool beside this process alone, multiprocessing.Pool and dask over the same tasks.

CPU seconds of all processes together, so that it shows what spreading costs; starting the workers and loading the library in each of them is counted.
Each way writes its Parquet parts anew. How much sooner two workers are done depends on who else uses the machine, and is only noted.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from frame import Found, NotRun, cpu, missing, timed

from scoring import pipeline
from suite.texts import folder_of

PART = "workers"
WORKERS = 2


def rows(quick: bool) -> Iterable[Found]:
    reason = missing("scoring.scale.pool", "scoring.scale.work")
    if reason:
        yield NotRun(PART, "worker processes", f"this package has none ({reason})")
        return
    count, rounds = (120, 1) if quick else (600, 2)
    with TemporaryDirectory() as place:
        files = folder_of(Path(place) / "reports", count)
        ways: dict[str, Callable[[Path], object]] = {
            "ours": _ours,
            "one process": _alone,
            "multiprocessing.Pool": _multiprocessing,
        }
        lacking = missing("distributed")
        if not lacking:
            ways["dask.distributed"] = _dask
        spent: dict[str, list[float]] = {name: [] for name in ways}
        clock: dict[str, list[float]] = {name: [] for name in ways}
        for number in range(rounds):
            for name, way in ways.items():
                started, since = cpu(), time.perf_counter()
                way(Path(place) / f"{number}-{name}")
                spent[name].append(cpu() - started)
                clock[name].append(time.perf_counter() - since)
        for peer in list(ways)[1:]:
            sooner = min(clock[peer]) / min(clock["ours"])
            note = f"{files} reports, {WORKERS} workers; by the clock {sooner:.2f} × as soon"
            yield timed(PART, f"{WORKERS} workers beside {peer}", peer, spent, files, note=note)
        if lacking:
            yield NotRun(PART, f"{WORKERS} workers beside dask.distributed", lacking)


def _tasks(out: Path) -> list[dict[str, object]]:
    """The tasks as plain records: dask and multiprocessing get the same."""
    from scoring.scale.tasks import tasks_of
    from scoring.scale.types import File, Settings, task_record
    from scoring.scale.work import program

    folder = out.parent / "reports"
    out.mkdir()
    files = (File(str(path.relative_to(folder)), (str(path),)) for path in sorted(folder.rglob("*.txt")))
    settings = Settings(pipeline.load_measures().sha256, program())
    return [task_record(task) for task in tasks_of(files, str(out), settings)]


def do(record: dict[str, object]) -> int:
    """One task, in whatever process; how many facts."""
    from scoring.scale.types import task_of
    from scoring.scale.work import work

    return work(task_of(record)).facts


def _ours(out: Path) -> object:
    from scoring.scale.pool import run_local
    from scoring.scale.types import task_of

    return list(run_local(map(task_of, _tasks(out)), lambda _: None, WORKERS))


def _alone(out: Path) -> object:
    return [do(record) for record in _tasks(out)]


def _multiprocessing(out: Path) -> object:
    from multiprocessing import get_context

    with get_context("spawn").Pool(WORKERS) as pool:
        found = pool.map(do, _tasks(out), chunksize=1)
        pool.close()
        pool.join()
    return found


def _dask(out: Path) -> object:
    import distributed

    with (
        distributed.LocalCluster(WORKERS, threads_per_worker=1, dashboard_address=None, silence_logs=50) as cluster,
        distributed.Client(cluster) as client,
    ):
        return client.gather(client.map(do, _tasks(out), pure=False))
