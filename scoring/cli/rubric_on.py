"""The options by which a rubric is tried on reports or on the results of a run."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from scoring.cli.cached import cache_of, cache_options
from scoring.cli.console import track
from scoring.cli.given import given, source_options
from scoring.messages.cli import HELP

if TYPE_CHECKING:
    from scoring.vocabulary import Vocabulary
    from scoring.workbench.kept import Kept
    from scoring.workbench.material import Material

Function = TypeVar("Function", bound=Callable[..., Any])

_PATH = click.Path(path_type=Path)


def on_options(required: bool) -> Callable[[Function], Function]:
    """Adds --on, --year, --previous, --cache and the options for files beside the reports; the command hands them to `material_of`."""

    def add(command: Function) -> Function:
        for option in (
            cache_options,
            source_options,
            click.option("--previous", metavar="报告", multiple=True, type=_PATH, help=HELP["option.previous"]),
            click.option("--year", metavar="年度", type=int, help=HELP["option.year"]),
            click.option(
                "--on", metavar="报告或结果", multiple=True, required=required, type=_PATH, help=HELP["option.on"]
            ),
        ):
            command = option(command)
        return command

    return add


def material_of(
    on: tuple[Path, ...],
    year: int | None = None,
    previous: tuple[Path, ...] = (),
    cache: Path | None = None,
    no_cache: bool = False,
    **options: Any,
) -> Material:
    """The material that the options name: reports, or one results file. Raises ScoringError for a results file that cannot be used."""
    from scoring.cli.chosen import means_run
    from scoring.errors import Diagnostic, ScoringError
    from scoring.messages.workbench import HELP as REMEDIES
    from scoring.messages.workbench import MESSAGES
    from scoring.workbench.material import RESULTS_SUFFIX, from_reports, from_results, from_run

    sources, problems = given(**options)
    saved = [path for path in on if path.suffix.lower() == RESULTS_SUFFIX and not path.is_dir()]
    if len(on) == 1 and not (sources or previous) and means_run(on[0]):
        material = from_run(on[0], year)
    elif not saved:
        with cache_of(cache, no_cache) as kept:
            material = from_reports(on, sources, year, previous, kept, track)
        material.diagnostics = (*material.diagnostics, *kept.problems)
        material.diagnostics = (*problems, *material.diagnostics)
    elif len(on) > 1:
        code = "results-mixed"
        raise ScoringError([Diagnostic(code, MESSAGES[code], saved[0].as_posix(), help=REMEDIES[code])])
    elif sources or previous:
        code = "results-alone"
        names = "--previous" if previous else "--sources、--units、--table、--judgements、--self-scores"
        message = MESSAGES[code].format(options=names)
        raise ScoringError([Diagnostic(code, message, saved[0].as_posix(), help=REMEDIES[code])])
    else:
        material = from_results(saved[0], year)
    return material


def kept_of(
    vocabulary: Vocabulary,
    on: tuple[Path, ...],
    year: int | None = None,
    previous: tuple[Path, ...] = (),
    **options: Any,
) -> Kept | None:
    """The run that the options name, if its scores can be taken over instead of being made again; else None: `material_of` has it all."""
    from scoring.cli.chosen import means_run
    from scoring.workbench.kept import kept_run

    beside = [value for name, value in options.items() if name not in ("cache", "no_cache")]
    if len(on) != 1 or previous or any(beside) or not means_run(on[0]):
        return None
    return kept_run(on[0], year, vocabulary)


@contextmanager
def resting() -> Iterator[None]:
    """The garbage collector rests meanwhile: what is read or scored for thousands of units stays anyway."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def keep() -> None:
    """Tell the garbage collector that everything so far stays till the end: looking through millions of facts again and again for what may
    be thrown away takes longer than scoring."""
    gc.freeze()
