"""Work over many files on several machines: the data set of their facts, read by the workers of a cluster."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from scoring.pipeline.many import extract_dataset
from scoring.scale.cluster import Cluster, connected
from scoring.scale.cluster_check import Tls, Waits
from scoring.scale.cluster_local import local_cluster
from scoring.scale.dataset import Dataset
from scoring.scale.parts import forget
from scoring.scale.place import place_of
from scoring.scale.progress import Progress
from scoring.scale.types import Failure, Receipt, Step, Task

LOCAL = "local"


def extract_on_cluster(
    paths: Sequence[Path],
    folder: Path,
    progress: Progress,
    *,
    address: str,
    jobs: int | None = None,
    parts: str = "",
    tls: tuple[str, str, str] | None = None,
    waits: Waits | None = None,
    **options: Any,
) -> Dataset:
    """As `many.extract_dataset`, the files read by the workers of the scheduler at `address`, or of a cluster of `jobs` workers of this
    machine's own ("local"). `parts` is the folder or address below which workers put their parts, "" for one in `folder`.

    Raises ScoringError before anything is read if the cluster cannot do it (see `scale.cluster`), and as `extract_dataset`.
    """
    with _cluster(address, jobs, tls, waits) as cluster:
        out = _whole_path(parts)
        with _kept_as_it_was(folder):
            cluster.check_paths(tuple(os.path.abspath(path) for path in paths))
            if not out:
                folder.mkdir(parents=True, exist_ok=True)
            cluster.check_folder(out or str(folder.absolute()))
        keys: list[Receipt] = []
        run = _noting(cluster, keys)
        dataset = extract_dataset(paths, folder.absolute(), progress, run=run, out=out, **options)
        if out:
            place = place_of(out)
            for receipt in keys:
                forget(place, receipt)
        return dataset


def _cluster(
    address: str, jobs: int | None, tls: tuple[str, str, str] | None, waits: Waits | None
) -> contextlib.AbstractContextManager[Cluster]:
    if address == LOCAL:
        return local_cluster(jobs or os.cpu_count() or 1, waits)
    return connected(address, Tls(*tls) if tls else None, waits)


def _whole_path(path: str) -> str:
    return path if "://" in path or not path else os.path.abspath(path)


@contextlib.contextmanager
def _kept_as_it_was(folder: Path) -> Iterator[None]:
    """Take away folders that were made for a check that nothing came of."""
    there = folder.exists()
    try:
        yield
    except BaseException:
        if not there:
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise


def _noting(cluster: Cluster, receipts: list[Receipt]) -> Callable[..., Generator[Receipt | Failure]]:
    """The cluster's runner, which also keeps the receipts."""

    def run(tasks: Iterable[Task], step: Callable[[Step], None]) -> Generator[Receipt | Failure]:
        with contextlib.closing(cluster.run(tasks, step)) as running:
            for receipt in running:
                if isinstance(receipt, Receipt):
                    receipts.append(receipt)
                yield receipt

    return run
