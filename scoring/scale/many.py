"""A run over many files, from their names to a data set: it can be stopped at any moment and gone on with."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path

from scoring.documents.held import Source
from scoring.errors import Diagnostic, OutputError, ScoringError
from scoring.scale.dataset import Dataset
from scoring.scale.finish import finish
from scoring.scale.layout import LOCK, WORK, parts_folder
from scoring.scale.lock import locked
from scoring.scale.place import place_of
from scoring.scale.pool import NO_SPACE, failed
from scoring.scale.progress import Progress
from scoring.scale.tasks import FOR_PARTS, Sizes, tasks_of
from scoring.scale.told import told
from scoring.scale.types import Failure, File, Receipt, Runner, Settings, Step, Task

# Gives the sources from the first to the last, again at each call, and puts what is wrong on the way into the list.
Listing = Callable[[list[Diagnostic]], Iterator[Source | File]]


def make_dataset(
    listing: Listing,
    folder: Path,
    settings: Settings,
    run: Runner,
    progress: Progress,
    *,
    resume: bool = False,
    sizes: Sizes = FOR_PARTS,
    out: str = "",
) -> Dataset:
    """Read everything that is listed into the data set `folder`; parts lie in `out` (a folder or address that workers reach; "" inside).

    With `resume` what an interrupted run has left is used as far as it is of the same files and settings. Raises ScoringError: dataset-busy
    (somebody else is at it), dataset-interrupted (there are parts and `resume` was not asked for), OutputError where something cannot be
    written, and what workers tell. However it ends, the parts that are done are kept for `resume`, and a data set that was there stays
    until the new one is whole.
    """
    place = place_of(out or str(parts_folder(folder)))
    try:
        with locked(folder / WORK / LOCK) as free:
            if not free:
                raise ScoringError([told("dataset-busy", folder.name)])
            if not resume and parts_folder(folder).exists():
                raise ScoringError([told("dataset-interrupted", folder.name)])
            parts_folder(folder).mkdir(parents=True, exist_ok=True)
            problems: list[Diagnostic] = []
            progress.total = sum(1 for _ in listing([]))
            tasks = tasks_of(listing(problems), out or str(parts_folder(folder)), settings, sizes)
            with contextlib.closing(_receipts(tasks, run, progress)) as receipts:
                dataset = finish(folder, place, receipts, problems, settings)
            # While the lock is held: who opens the file from now on finds that it is another one (see `locked`).
            with contextlib.suppress(OSError):
                (folder / WORK / LOCK).unlink()
                (folder / WORK).rmdir()
            return dataset
    except OSError as error:
        raise _not_written(folder, error) from error


def _receipts(tasks: Iterator[Task], run: Runner, progress: Progress) -> Generator[Receipt]:
    """The receipts in the order of their tasks, each as soon as those before it are here."""
    files: dict[int, int] = {}

    def counted() -> Iterator[Task]:
        for task in tasks:
            files[task.number] = len(task.files)
            yield task

    early: dict[int, Receipt] = {}
    following = 0
    with contextlib.closing(run(counted(), progress.step)) as running:
        for receipt in running:
            if isinstance(receipt, Failure):
                raise failed(receipt)
            progress.receipt(receipt, files.pop(receipt.number))
            early[receipt.number] = receipt
            while following in early:
                yield early.pop(following)
                following += 1
    if files or early:
        raise ScoringError([told("tasks-lost", None, count=len(files))])


def _not_written(folder: Path, error: OSError) -> OutputError:
    if error.errno in NO_SPACE:
        return OutputError([told("part-disk-full", folder.name)])
    return OutputError([told("dataset-folder", folder.name, reason=error.strerror or str(error))])


def serially(tasks: Iterable[Task], step: Callable[[Step], None]) -> Generator[Receipt | Failure]:
    """A runner that does the tasks here, one after the other."""
    from scoring.scale.work import work

    for task in tasks:
        yield work(task, step)
