"""What tests of work over many files share: a run in this process or in workers, and everything that it wrote."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

from scoring import pipeline
from scoring.documents.listing import listed
from scoring.scale.dataset import Dataset
from scoring.scale.many import make_dataset, serially
from scoring.scale.pool import run_local
from scoring.scale.progress import Progress
from scoring.scale.tasks import Sizes
from scoring.scale.types import Limits, Runner, Settings
from scoring.scale.work import program

SMALL = Sizes(4, 8, 4)
COMMAND = [sys.executable, "-c", "from scoring.cli.main import main; main()"]


def settings(limits: Limits | None = None) -> Settings:
    return Settings(pipeline.load_measures().sha256, program(), limits=limits or Limits())


def dataset_of(
    source: Path,
    folder: Path,
    run: Runner = serially,
    *,
    resume: bool = False,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> Dataset:
    """The data set of the reports in `source`, cut into many small tasks."""
    listing = partial(listed, [source])
    told = progress or Progress()
    return make_dataset(listing, folder, settings(limits), run, told, resume=resume, sizes=SMALL)


def workers(jobs: int) -> Runner:
    return partial(run_local, jobs=jobs)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below the folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def start(*arguments: str | Path) -> subprocess.Popen[str]:
    """The command line in a process of its own."""
    return subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )


def done(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The command line, run to its end."""
    process = start(*arguments)
    out, told = process.communicate(timeout=300)
    return subprocess.CompletedProcess(arguments, process.returncode, out, told)
