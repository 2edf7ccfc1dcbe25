"""`scoring export`: results and facts of a run as files for other programs."""

from __future__ import annotations

from pathlib import Path

import click

from scoring.cli.console import print_diagnostics
from scoring.cli.lazy import Command
from scoring.messages.cli import EPILOG, HELP, TEXT


@click.command("export", cls=Command, help=HELP["export"], epilog=EPILOG["export"])
@click.argument("run", metavar="运行")
@click.option(
    "-o",
    "--output",
    metavar="文件夹",
    required=True,
    type=click.Path(path_type=Path),
    help=HELP["option.output_export"],
)
@click.option(
    "--format",
    "formats",
    metavar="格式",
    multiple=True,
    type=click.Choice(["csv", "parquet", "json"]),
    help=HELP["option.export_format"],
)
@click.option("--public", is_flag=True, help=HELP["option.export_public"])
def export(run: str, output: Path, formats: tuple[str, ...], public: bool) -> int:
    """Write the files. Returns 1 if one could not be written."""
    from scoring import pipeline
    from scoring.exports import FORMATS, write_exports
    from scoring.tables.public import public_run

    found = pipeline.run_from_folder(run)
    written, problems = write_exports(public_run(found) if public else found, output, formats or FORMATS)
    for path in written:
        print(TEXT["written"].format(path=path.as_posix()))
    return int(print_diagnostics(problems))
