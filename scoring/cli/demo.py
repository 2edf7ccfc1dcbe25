"""`scoring demo`: the whole way over the reports that come with the package."""

from __future__ import annotations

from pathlib import Path

import click

from scoring.cli.lazy import Command
from scoring.errors import Diagnostic, OutputError
from scoring.messages.cli import EPILOG, HELP, TEXT

RUBRIC = "county"
OUTPUT = Path("reports_out") / "demo.xlsx"


@click.command("demo", cls=Command, help=HELP["demo"], epilog=EPILOG["demo"])
@click.option(
    "-o",
    "--output",
    metavar="文件.xlsx",
    type=click.Path(path_type=Path),
    default=OUTPUT,
    help=HELP["option.demo_output"],
)
def demo(output: Path) -> int:
    """Score the shipped reports with the shipped rubric. Returns the exit code."""
    from scoring import pipeline
    from scoring.cli.score import finish
    from scoring.resources import fixture_reports_folder

    folder = fixture_reports_folder()
    print(TEXT["demo_folder"].format(path=folder.as_posix()))
    if output == OUTPUT:
        _make_folder(output.parent)
    rubric, warnings = pipeline.load_rubric(RUBRIC)
    return finish(pipeline.score([folder], rubric), output, warnings=warnings)


def _make_folder(folder: Path) -> None:
    """The default output's folder; a folder that the user names must exist, so that a slip makes none."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = TEXT["no_folder"].format(folder=folder.as_posix(), reason=error.strerror)
        raise OutputError([Diagnostic("output-folder", message, help=TEXT["no_folder_help"])]) from error
