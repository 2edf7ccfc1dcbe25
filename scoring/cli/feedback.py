"""`scoring feedback`: a letter for each unit, and a draft notice for each group."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from scoring.cli.chosen import chosen_run, run_options
from scoring.cli.console import print_diagnostics, say
from scoring.cli.lazy import Command
from scoring.messages.cli import EPILOG, HELP, TEXT

_PATH = click.Path(path_type=Path)


@click.command("feedback", cls=Command, help=HELP["feedback"], epilog=EPILOG["feedback"])
@run_options
@click.option("-o", "--output", metavar="文件夹", required=True, type=_PATH, help=HELP["option.output_letters"])
@click.option("--unit", "units", metavar="单位", multiple=True, help=HELP["option.unit"])
@click.option("--template", metavar="模板.docx", type=_PATH, help=HELP["option.template"])
@click.option("--notice", is_flag=True, help=HELP["option.notice"])
@click.option("--pdf", is_flag=True, help=HELP["option.pdf"])
def feedback(
    output: Path, units: tuple[str, ...], template: Path | None, notice: bool, pdf: bool, **options: Any
) -> int:
    """Write the letters. Returns 1 if any input or output had an error, with everything else done."""
    from scoring.feedback import write_feedback

    run, problems = chosen_run(**options)
    if not run.units:
        print_diagnostics((*problems, *run.diagnostics))
        say(TEXT["no_reports"])
        return 1
    written = write_feedback(run, output, units, template, notice=notice, pdf=pdf)
    for path in written.files:
        print(TEXT["written"].format(path=path.as_posix()))
    return int(print_diagnostics((*problems, *run.diagnostics, *written.diagnostics)))
