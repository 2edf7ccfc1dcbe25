"""The options of work over many files, and what is shown while it goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeVar

import click

from scoring.cli.cached import cache_of
from scoring.cli.console import Bar, print_diagnostics, say
from scoring.messages.cli import HELP
from scoring.messages.scale import DATASET

if TYPE_CHECKING:
    from scoring.store.cache import Cache

# More errors than these, and all warnings, stand only in the data set.
_SHOWN = 20
Function = TypeVar("Function", bound=Callable[..., Any])


def jobs_option(command: Function) -> Function:
    """Adds --jobs; the command takes it as the keyword `jobs`, None where it was not given."""
    return click.option("--jobs", metavar="个数", type=click.IntRange(1, 256), help=HELP["option.jobs"])(command)


def dataset_options(command: Function) -> Function:
    """Adds --dataset, --resume and --list; the command takes them as keywords, the last as `list_file`."""
    path = click.Path(path_type=Path)
    options = (
        click.option("--dataset", metavar="文件夹", type=path, help=HELP["option.dataset"]),
        click.option("--resume", is_flag=True, help=HELP["option.resume"]),
        click.option("--list", "list_file", metavar="清单.txt", type=path, help=HELP["option.list"]),
    )
    for option in reversed(options):
        command = option(command)
    return command


@contextmanager
def cache_read_by(
    jobs: int | None, paths: tuple[Path, ...], cache: Path | None, no_cache: bool, columns: dict[str, str] | None = None
) -> Iterator[tuple[Cache, dict[str, str]]]:
    """The cache that the options name (`cached.cache_of`), filled by as many processes as asked for, and the files that they found to take
    too much. With --no-cache it lies in a folder that is gone afterwards."""
    from scoring.pipeline.many import is_text, jobs_for, listing_of, warm_cache
    from scoring.scale.progress import Progress
    from scoring.store.cache import FOLDER

    # Also refuses options that contradict each other.
    kept = cache_of(cache, no_cache)
    # Plain text is read as fast as what another process has read of it is taken over, so it is no reason for processes.
    count = jobs or jobs_for(sum(not is_text(source.shown) for source in listing_of(paths, None, [])))
    if count < 2:
        with kept:
            yield kept, {}
        return
    with ExitStack() as stack:
        place = Path(stack.enter_context(TemporaryDirectory())) if no_cache else cache or FOLDER
        kept = stack.enter_context(cache_of(place, no_cache=False))
        with Bar(DATASET["warming"]) as bar:
            progress = Progress(shown=bar.show)
            refused = warm_cache(paths, place, count, progress, columns)
        yield kept, refused


def write_dataset(paths: tuple[Path, ...], folder: Path, cluster: dict[str, Any] | None = None, **options: Any) -> int:
    """Write the data set (`pipeline.extract_dataset`, with `cluster` on its machines) with its progress on standard error, and the first of what could not be read. Returns
    the exit code; after an interrupt or an error, says how to go on."""
    from scoring.pipeline.many import extract_dataset
    from scoring.scale.progress import Progress

    try:
        with Bar(DATASET["title"]) as bar:
            progress = Progress(shown=bar.show)
            if cluster is None:
                dataset = extract_dataset(paths, folder, progress, **options)
            else:
                from scoring.pipeline.machines import extract_on_cluster

                dataset = extract_on_cluster(paths, folder, progress, **cluster, **options)
    except KeyboardInterrupt:
        say(DATASET["go_on"])
        raise
    errors = list(islice((problem for problem in dataset.problems() if problem.is_error), _SHOWN))
    print_diagnostics(errors)
    if dataset.problems_count > len(errors):
        say(DATASET["more_problems"].format(count=dataset.problems_count - len(errors)))
    if progress.reused:
        say(DATASET["reused"].format(count=progress.reused))
    counts = {"reports": dataset.reports_count, "facts": dataset.facts_count, "problems": dataset.problems_count}
    print(DATASET["written"].format(path=folder.as_posix(), **counts))
    return int(dataset.errors_count > 0)
