"""`scoring pages`: a run or reports in, a page per report and an overview out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from scoring.cli.chosen import chosen_run, run_options
from scoring.cli.console import print_diagnostics, say
from scoring.cli.lazy import Command
from scoring.messages.cli import EPILOG, HELP, TEXT


@click.command("pages", cls=Command, help=HELP["pages"], epilog=EPILOG["pages"])
@run_options
@click.option(
    "-o", "--output", metavar="文件夹", required=True, type=click.Path(path_type=Path), help=HELP["option.output_pages"]
)
@click.option("--public", is_flag=True, help=HELP["option.public"])
def pages(output: Path, public: bool, **options: Any) -> int:
    """Score (or open the run) and write the pages. Returns the exit code: 1 if any input or output had an error, with everything else done."""
    from scoring.pages import write_pages

    run, problems = chosen_run(**options)
    if not run.units:
        print_diagnostics((*problems, *run.diagnostics))
        say(TEXT["no_reports"])
        return 1
    written = write_pages(run, output, public=public)
    failed = print_diagnostics((*problems, *run.diagnostics, *written.diagnostics))
    if written.overview is not None:
        print(TEXT["pages_written"].format(path=written.overview.as_posix(), count=written.evidence))
    return int(failed)
