"""Work over many files: the data set of their facts."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from scoring.documents.formats import FORMATS
from scoring.documents.held import Source
from scoring.documents.listing import listed, listed_in
from scoring.documents.sniff import TEXT
from scoring.errors import Diagnostic
from scoring.pipeline.libraries import load_measures
from scoring.pipeline.reading import open_cache, within
from scoring.scale.progress import Progress
from scoring.scale.types import Failure, File, Limits, Runner, Settings, Task

if TYPE_CHECKING:
    from scoring.scale.dataset import Dataset

# Below so many files one process is as fast as several; above so many processes the disk is.
FEW_FILES, MOST_JOBS = 200, 8
# If so many of the first files are in the cache, the others are thought to be, too.
_FIRST = 50

__all__ = ["extract_dataset", "is_text", "jobs_for", "listing_of", "warm_cache"]


def jobs_for(files: int) -> int:
    """How many processes where nobody says so: one for few files, for many as many as there are processors for this process, at most 8."""
    if files < FEW_FILES:
        return 1
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(processors, MOST_JOBS)


def is_text(shown: str) -> bool:
    """Whether a file is plain text by its name."""
    return shown.lower().endswith(FORMATS[TEXT].suffixes)


def listing_of(
    paths: Sequence[Path], list_file: Path | None, problems: list[Diagnostic], addresses: tuple[str, ...] = ()
) -> Iterator[Source | File]:
    """The sources in `paths` and, behind them, those that the file names, and those below addresses; what is wrong on the way there goes
    into `problems`."""
    if paths:
        yield from listed(paths, problems)
    if list_file is not None:
        yield from listed_in(list_file, problems)
    if addresses:
        from scoring.scale.urls import listed_urls

        yield from listed_urls(addresses, problems)


def extract_dataset(
    paths: Sequence[Path],
    folder: Path,
    progress: Progress,
    *,
    jobs: int | None = None,
    columns: Mapping[str, str] | None = None,
    list_file: Path | None = None,
    resume: bool = False,
    run: Runner | None = None,
    out: str = "",
    addresses: Sequence[str] = (),
    cache: str = "",
    limits: Limits = Limits(),  # noqa: B008 (a tuple)
) -> Dataset:
    """The data set `folder` of every report in `paths` and in the list. `run` does the tasks elsewhere than in local processes; `out`
    is where parts lie ("" in the data set), `addresses` are folders or files to be read by fsspec (`scale.urls`); `cache` is the folder of the facts cache ("" without). Raises ScoringError as `scale.many.make_dataset`."""
    from scoring.scale.many import make_dataset
    from scoring.scale.pool import run_local
    from scoring.scale.work import program

    settings = Settings(load_measures().sha256, program(), tuple(sorted((columns or {}).items())), cache, limits)
    listing = partial(listing_of, paths, list_file, addresses=tuple(addresses))
    if run is None:
        # A process even for few files: what is too much for it is ended, and the run goes on.
        run = partial(run_local, jobs=jobs or jobs_for(sum(1 for _ in listing([]))))
    return make_dataset(listing, folder, settings, run, progress, resume=resume, out=out)


def _is_warm(paths: Sequence[Path], folder: Path, columns: Mapping[str, str]) -> bool:
    """Whether the cache holds the first files in `paths`; looks no further than the first that is not there."""
    with open_cache(folder) as cache:
        reading = within(cache)
        for source in islice(listed(paths, []), _FIRST):
            held = reading.read(source, columns)
            if cache.made.total() or not all(map(cache.has_facts, held.reports)):
                return False
    return True


def warm_cache(
    paths: Sequence[Path],
    cache: Path,
    jobs: int,
    progress: Progress,
    columns: Mapping[str, str] | None = None,
    limits: Limits = Limits(),  # noqa: B008 (a tuple)
) -> dict[str, str]:
    """Read every report in `paths` in worker processes, so that `cache` holds what is in it; reading them again here then takes little.

    Gives the files that take too much (shown path → limit): these are not to be read here. Where the first files are there already, nothing
    is done. Raises ScoringError where no worker can work.
    """
    from scoring.scale.pool import CACHE, failed, run_local
    from scoring.scale.tasks import FOR_CACHE, tasks_of
    from scoring.scale.work import program

    if _is_warm(paths, cache, columns or {}):
        return {}
    settings = Settings(load_measures().sha256, program(), tuple(sorted((columns or {}).items())), str(cache), limits)
    progress.total = sum(1 for _ in listed(paths, []))
    files: dict[int, int] = {}

    def tasks() -> Iterator[Task]:
        for task in tasks_of(listed(paths, []), "", settings, FOR_CACHE):
            files[task.number] = len(task.files)
            yield task

    refused: dict[str, str] = {}
    with contextlib.closing(run_local(tasks(), progress.step, jobs, CACHE)) as running:
        for receipt in running:
            if isinstance(receipt, Failure):
                raise failed(receipt)
            progress.receipt(receipt, files.pop(receipt.number))
            refused.update(receipt.cut)
    return refused
