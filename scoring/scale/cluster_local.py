"""A cluster of this machine's own, for as long as a run takes: a scheduler, and workers below a keeper that starts them anew when they die.

Only the loopback interface is listened on, there is no dashboard, and nothing is told to anybody. Each process ends when the one
who started it is gone; at the end there is a time limit, then they are killed.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from scoring.errors import ScoringError
from scoring.scale.cluster import Cluster, connected
from scoring.scale.cluster_check import Waits
from scoring.scale.cluster_told import told
from scoring.scale.optional import library

LOOPBACK = "127.0.0.1"
_ROOT = str(Path(__file__).resolve().parents[2])
_START = "import sys; sys.path.insert(0, sys.argv[1]); from scoring.scale.cluster_local import main; main()"
# What a worker may hold itself; the process that reads for it has the limits of the local pool.
_MEMORY = "1GiB"
_STARTING, _ENDING = 30.0, 1.5
_QUIET = {
    # Two workers lost are enough to look for the file that kills them.
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
    "DASK_DISTRIBUTED__ADMIN__SYSTEM_MONITOR__DISK": "False",
    "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False",
    "OMP_NUM_THREADS": "1",
    "MALLOC_ARENA_MAX": "2",
}


class LocalCluster:
    """The processes of a cluster on this machine. `address` is its scheduler's; `more` are further arguments of `dask worker`, `settings`
    further variables of the environment."""

    def __init__(self, workers: int, *more: str, settings: Mapping[str, str] | None = None) -> None:
        self._settings = {**_QUIET, **(settings or {})}
        self.folder = Path(tempfile.mkdtemp(prefix="scoring-cluster-"))
        self._processes: list[subprocess.Popen[bytes]] = []
        try:
            self.address = self._start(workers, more)
        except BaseException:
            self.close()
            raise

    def _start(self, workers: int, more: tuple[str, ...]) -> str:
        about = self.folder / "scheduler.json"
        here = ("--host", LOOPBACK, "--no-dashboard")
        self._launch(
            "scheduler", *here, "--port", "0", "--dashboard-address", f"{LOOPBACK}:0", "--scheduler-file", str(about)
        )
        address = self._wait_for(about)
        limits = ("--nworkers", str(workers), "--nthreads", "1", "--memory-limit", _MEMORY)
        place = ("--local-directory", str(self.folder), "--dashboard-address", f"{LOOPBACK}:0")
        self._launch("worker", address, *here, *limits, *place, "--death-timeout", "60", *more)
        return address

    def _launch(self, role: str, *arguments: str) -> None:
        log = self.folder / f"{role}.log"
        with log.open("wb") as stream:
            self._processes.append(
                subprocess.Popen(
                    [sys.executable, "-c", _START, _ROOT, str(self.folder), role, *arguments],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.DEVNULL,
                    stderr=stream,
                    env={**os.environ, **self._settings},
                    cwd=self.folder,
                    # Ctrl-C is for the one who uses the cluster, who then ends it.
                    start_new_session=True,
                    creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                )
            )

    def _wait_for(self, about: Path) -> str:
        until = time.monotonic() + _STARTING
        while time.monotonic() < until and self._processes[-1].poll() is None:
            with contextlib.suppress(OSError, ValueError, LookupError):
                return str(json.loads(about.read_bytes())["address"])
            time.sleep(0.05)
        last = (self.folder / "scheduler.log").read_text(encoding="utf-8", errors="replace").strip().splitlines()
        raise ScoringError([told("cluster-not-starting", None, reason=last[-1] if last else f"{_STARTING:g} s")])

    def close(self) -> None:
        """End every process: asked first, killed when it has not ended within some seconds."""
        psutil = library("psutil")
        tree = [one for process in self._processes for one in _tree(process.pid)]
        for process in reversed(self._processes):
            assert process.stdin is not None
            with contextlib.suppress(OSError):
                process.stdin.close()
            with contextlib.suppress(OSError):
                process.terminate()
        # Processes that were started meanwhile end with those that started them.
        _, left = psutil.wait_procs(tree, timeout=_ENDING)
        for one in left:
            with contextlib.suppress(psutil.NoSuchProcess):
                one.kill()
        for process in self._processes:
            process.kill()
            process.wait()
        psutil.wait_procs(left, timeout=_ENDING)
        shutil.rmtree(self.folder, ignore_errors=True)


def _tree(pid: int) -> list[Any]:
    """The process and all below it, none if it is gone."""
    psutil = library("psutil")
    try:
        top = psutil.Process(pid)
        return [top, *top.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


@contextlib.contextmanager
def local_cluster(workers: int, waits: Waits | None = None) -> Iterator[Cluster]:
    """A connection to a cluster of `workers` processes that is there as long as the context. Raises ScoringError as `connected`, and
    cluster-not-starting."""
    library("distributed")
    own = LocalCluster(workers)
    try:
        with connected(own.address, waits=waits) as cluster:
            yield cluster
    finally:
        own.close()


def main() -> None:
    """One process of the cluster: root of the program, folder of the cluster, role, and the role's arguments."""
    folder, role, arguments = sys.argv[2], sys.argv[3], sys.argv[4:]
    threading.Thread(target=_end_with_parent, args=(folder,), daemon=True).start()
    library(f"distributed.cli.dask_{role}").main(arguments)


def _end_with_parent(folder: str) -> None:
    """Whoever started us holds the other end of our input. When it closes there is a moment to end well."""
    sys.stdin.buffer.read()
    time.sleep(_ENDING)
    for one in _tree(os.getpid())[1:]:
        one.kill()
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)
