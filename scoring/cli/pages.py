"""`scoring pages`: reports in, a page per report and an overview out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from scoring.cli.console import print_diagnostics, say, track
from scoring.cli.given import given, source_options
from scoring.cli.lazy import Command
from scoring.messages.cli import EPILOG, HELP, TEXT


@click.command("pages", cls=Command, help=HELP["pages"], epilog=EPILOG["pages"])
@click.argument("paths", metavar="报告…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--rubric", "rubric_name", metavar="标准", required=True, help=HELP["option.rubric"])
@click.option(
    "-o", "--output", metavar="文件夹", required=True, type=click.Path(path_type=Path), help=HELP["option.output_pages"]
)
@click.option("--year", metavar="年度", type=int, help=HELP["option.year"])
@click.option(
    "--previous", metavar="报告", multiple=True, type=click.Path(path_type=Path), help=HELP["option.previous"]
)
@source_options
@click.option("--public", is_flag=True, help=HELP["option.public"])
def pages(
    paths: tuple[Path, ...],
    rubric_name: str,
    output: Path,
    year: int | None,
    previous: tuple[Path, ...],
    public: bool,
    **options: Any,
) -> int:
    """Score and write the pages. Returns the exit code: 1 if any input or output had an error, with everything else done."""
    from scoring import pipeline
    from scoring.pages import write_pages

    rubric, warnings = pipeline.load_rubric(rubric_name)
    sources, problems = given(**options)
    run = pipeline.score(paths, rubric, year=year, previous=previous, track=track, sources=sources)
    if not run.units:
        print_diagnostics((*warnings, *problems, *run.diagnostics))
        say(TEXT["no_reports"])
        return 1
    written = write_pages(run, output, public=public)
    failed = print_diagnostics((*warnings, *problems, *run.diagnostics, *written.diagnostics))
    if written.overview is not None:
        print(TEXT["pages_written"].format(path=written.overview.as_posix(), count=written.evidence))
    return int(failed)
