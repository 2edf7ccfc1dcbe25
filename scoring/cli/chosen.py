"""The run that a command is about: a run folder, or reports scored now."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from scoring.cli.cached import cache_of, cache_options
from scoring.cli.columns import reading_options
from scoring.cli.console import track
from scoring.cli.given import given, source_options
from scoring.messages.cli import HELP, USAGE

if TYPE_CHECKING:
    from scoring.errors import Diagnostic
    from scoring.results import Run

Function = TypeVar("Function", bound=Callable[..., Any])

_PATH = click.Path(path_type=Path)
_LEAST_PREFIX = 4


def run_options(command: Function) -> Function:
    """Adds the reports or the run, and the options for scoring reports; the command takes them as keywords and hands them to `chosen_run`."""
    for option in (
        click.option("--runs", "runs", metavar="文件夹", type=_PATH, help=HELP["option.runs"]),
        source_options,
        cache_options,
        reading_options,
        click.option("--previous", metavar="报告", multiple=True, type=_PATH, help=HELP["option.previous"]),
        click.option("--year", metavar="年度", type=int, help=HELP["option.year"]),
        click.option("--rubric", "rubric_name", metavar="标准", help=HELP["option.rubric_or_run"]),
        click.argument("paths", metavar="运行或报告…", nargs=-1, required=True, type=_PATH),
    ):
        command = option(command)
    return command


def chosen_run(
    paths: tuple[Path, ...],
    rubric_name: str | None,
    year: int | None = None,
    previous: tuple[Path, ...] = (),
    runs: Path | None = None,
    cache: Path | None = None,
    no_cache: bool = False,
    **options: Any,
) -> tuple[Run, tuple[Diagnostic, ...]]:
    """The run, and what is wrong with the options' files beside what the run itself says. Raises UsageError where reports come without a
    rubric, or a run with what only reports need; ScoringError for a run that cannot be opened or a rubric that cannot be used."""
    from scoring import pipeline

    root = runs or pipeline.RUNS
    if len(paths) == 1 and means_run(paths[0], root):
        named = [f"--{name.replace('_', '-')}" for name, value in options.items() if value]
        named += ["--rubric"] if rubric_name else []
        named += ["--previous"] if previous else []
        named += ["--year"] if year is not None else []
        if named:
            raise click.UsageError(USAGE["run_with_options"].format(options="、".join(named)))
        return pipeline.run_from_folder(paths[0], root=root), ()
    if rubric_name is None:
        raise click.UsageError(USAGE["rubric_needed"])
    rubric, warnings = pipeline.load_rubric(rubric_name)
    checklist, columns = options.pop("checklist", None), options.pop("columns", None)
    sources, problems = given(**options)
    with cache_of(cache, no_cache) as kept:
        run = pipeline.score(
            paths,
            rubric,
            year=year,
            previous=previous,
            track=track,
            sources=sources,
            checklist=checklist,
            columns=columns,
            cache=kept,
        )
    return run, (*warnings, *problems, *kept.problems)


def means_run(path: Path, root: Path | None = None) -> bool:
    """Whether `path` is a run folder, or no file but the beginning of the id of one below `root`."""
    from scoring import pipeline
    from scoring.store.run_folder import is_run, runs_in

    if is_run(path):
        return True
    name = path.as_posix()
    known = runs_in(root or pipeline.RUNS)
    return not path.exists() and len(name) >= _LEAST_PREFIX and any(one.name.startswith(name) for one in known)
