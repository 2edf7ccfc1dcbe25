"""`scoring corpus …`: data sets scored and compared year by year and group by group."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from scoring.cli.console import console, print_diagnostics, say
from scoring.cli.given import given, source_options
from scoring.cli.lazy import Command, LazyGroup
from scoring.cli.tables import print_table
from scoring.messages.cli import EPILOG, HELP, TEXT, USAGE

if TYPE_CHECKING:
    from scoring.corpus import Scored, Settings

Function = TypeVar("Function", bound=Callable[..., Any])

corpus = LazyGroup(
    {
        "score": "scoring.cli.corpus:score",
        "compare": "scoring.cli.corpus:compare",
    },
    name="corpus",
    help=HELP["corpus"],
)

# More groups than this are for the workbook.
_SHOWN = 40
_COLUMNS = ("year", "group", "units", "with_total", "mean", "median", "lowest", "highest", "coverage")
_LEAST = ("coverage", "lowest", "highest", "median", "year")
_MOVES = ("group", "units_before", "units_after", "both", "both_before", "both_after", "change", "up", "down")
_MEMORY = re.compile(r"[1-9][0-9]*(MB|GB)", re.IGNORECASE)


def _memory(_ctx: click.Context, _param: click.Parameter, value: str) -> str:
    if not _MEMORY.fullmatch(value.strip()):
        raise click.BadParameter(USAGE["memory_form"])
    return value.strip().upper()


def corpus_options(command: Function) -> Function:
    """Adds what both commands take; the command takes them as keywords, the settings among them for `_settings`."""
    path = click.Path(path_type=Path)
    for option in (
        click.option(
            "--batch",
            metavar="个数",
            type=click.IntRange(1, 100_000),
            default=500,
            show_default=True,
            help=HELP["option.corpus_batch"],
        ),
        click.option(
            "--jobs",
            metavar="个数",
            type=click.IntRange(1, 256),
            default=1,
            show_default=True,
            help=HELP["option.corpus_jobs"],
        ),
        click.option(
            "--full-workbook",
            metavar="个数",
            type=click.IntRange(0, 3000),
            default=300,
            show_default=True,
            help=HELP["option.corpus_workbook"],
        ),
        click.option("--group", "groups", metavar="组", multiple=True, help=HELP["option.corpus_group"]),
        source_options,
        click.option("-o", "--output", metavar="文件夹", required=True, type=path, help=HELP["option.corpus_output"]),
        click.option("--rubric", "rubric_name", metavar="标准", required=True, help=HELP["option.rubric"]),
        click.argument("dataset", metavar="数据集", type=path),
    ):
        command = option(command)
    return command


@click.command("score", cls=Command, help=HELP["corpus.score"], epilog=EPILOG["corpus.score"])
@corpus_options
@click.option("--year", "years", metavar="年度", type=int, multiple=True, help=HELP["option.corpus_year"])
@click.option("--resume", is_flag=True, help=HELP["option.corpus_resume"])
def score(dataset: Path, rubric_name: str, output: Path, years: tuple[int, ...], resume: bool, **options: Any) -> int:
    """Score, write, print the groups. Returns the exit code: 1 if any input had an error, with everything else done."""
    from scoring import pipeline
    from scoring.corpus import score_dataset

    rubric, warnings = pipeline.load_rubric(rubric_name)
    settings = _settings(options, resume)
    sources, problems = given(**options)
    scored = score_dataset(dataset, rubric, output, tuple(dict.fromkeys(years)), sources, settings, say)
    _print_groups(scored, rubric.places)
    failed = print_diagnostics((*warnings, *problems, *scored.diagnostics))
    _print_written(scored.written)
    return int(failed)


@click.command("compare", cls=Command, help=HELP["corpus.compare"], epilog=EPILOG["corpus.compare"])
@corpus_options
@click.option(
    "--memory", metavar="大小", default="2GB", show_default=True, callback=_memory, help=HELP["option.corpus_memory"]
)
@click.option("--years", metavar="年度 年度", type=int, nargs=2, required=True, help=HELP["option.corpus_years"])
def compare(dataset: Path, rubric_name: str, output: Path, years: tuple[int, int], memory: str, **options: Any) -> int:
    """Score what is not scored yet, compare, write, print the groups. Returns the exit code as `score` does."""
    from scoring import pipeline
    from scoring.corpus import compare_dataset
    from scoring.corpus.columns import GROUP_MOVES
    from scoring.corpus.compare import dated
    from scoring.corpus.sheets import moves_sheet

    rubric, warnings = pipeline.load_rubric(rubric_name)
    settings = _settings(options, resume=True)
    sources, problems = given(**options)
    scored, compared = compare_dataset(dataset, rubric, output, years, sources, settings, memory, say)
    columns = dated(GROUP_MOVES, (min(years), max(years)))
    table = moves_sheet("compare_groups", columns, compared.groups[:_SHOWN], rubric.places)
    print_table(console(), table, _MOVES, ("units_before", "units_after"))
    failed = print_diagnostics((*warnings, *problems, *scored.diagnostics))
    _print_written(compared.written)
    return int(failed)


def _settings(options: dict[str, Any], resume: bool) -> Settings:
    """Takes the settings out of `options`; what is left are the files beside the reports."""
    from scoring.corpus import Settings

    return Settings(
        batch=options.pop("batch"),
        full_workbook=options.pop("full_workbook"),
        resume=resume,
        groups=options.pop("groups"),
        jobs=options.pop("jobs"),
    )


def _print_groups(scored: Scored, places: int) -> None:
    from scoring.corpus.sheets import groups_sheet

    rows = [one.row for one in scored.receipts]
    print_table(console(), groups_sheet(rows[:_SHOWN], places), _COLUMNS, _LEAST)
    if len(rows) > _SHOWN:
        print(TEXT["more_groups"].format(count=len(rows) - _SHOWN))


def _print_written(paths: Sequence[Path]) -> None:
    for path in paths:
        print(TEXT["written"].format(path=path.as_posix()))
