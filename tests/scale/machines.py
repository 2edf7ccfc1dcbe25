"""Clusters for tests: started as the documentation says, ended whatever happens, and a hard limit of time for each test."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import FrameType

from scoring.scale.cluster_check import Waits

SOON = Waits(connect=10, workers=25, check=60, answer=10, arrival=5)
# Where the modules of these tests are found, behind whatever is set already.
PATHS = {"PYTHONPATH": os.pathsep.join(filter(None, (os.environ.get("PYTHONPATH"), str(Path(__file__).parent))))}
FAST = Waits(connect=2, workers=2, check=30, answer=5, arrival=0.3)


@contextlib.contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """Fails what takes longer, also where it hangs."""

    def over(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"longer than {seconds} s")

    before = signal.signal(signal.SIGALRM, over)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def digests(folder: Path) -> dict[str, str]:
    """Every file below a folder and its digest."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


class Machines:
    """A scheduler and workers, each a process group of its own, by the commands of docs/cluster.md."""

    def __init__(self, folder: Path, *options: str) -> None:
        self.folder = folder
        self.options = options
        self.processes: list[subprocess.Popen[bytes]] = []
        self.address = ""

    def scheduler(self, *options: str) -> str:
        about = self.folder / "scheduler.json"
        self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(about), *options)
        until = time.monotonic() + 30
        while time.monotonic() < until:
            with contextlib.suppress(OSError, ValueError):
                self.address = str(json.loads(about.read_bytes())["address"])
                return self.address
            time.sleep(0.05)
        raise TimeoutError("no scheduler")

    def worker(self, *options: str, settings: Mapping[str, str] | None = None) -> None:
        place = self.folder / f"worker-{len(self.processes)}"
        place.mkdir()
        given = ("--host", "127.0.0.1", "--nthreads", "1", "--local-directory", str(place), *options)
        self._start("worker", self.address, *given, settings=settings)

    def _start(self, role: str, *arguments: str, settings: Mapping[str, str] | None = None) -> None:
        here = ("--no-dashboard", "--dashboard-address", "127.0.0.1:0", *self.options)
        with (self.folder / f"{role}-{len(self.processes)}.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", role, *arguments, *here],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, **PATHS, **(settings or {})},
                start_new_session=True,
            )
        self.processes.append(process)

    def close(self) -> None:
        for process in self.processes:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextlib.contextmanager
def machines(folder: Path, *options: str) -> Iterator[Machines]:
    """Machines that are gone afterwards."""
    folder.mkdir(parents=True, exist_ok=True)
    found = Machines(folder, *options)
    try:
        yield found
    finally:
        found.close()
