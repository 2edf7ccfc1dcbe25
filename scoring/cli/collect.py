"""`scoring collect`: which unit's report is in which file, as a checklist to be completed."""

from __future__ import annotations

from pathlib import Path

import click

from scoring.cli.cached import cache_of, cache_options
from scoring.cli.columns import columns_option
from scoring.cli.console import print_diagnostics, say
from scoring.cli.lazy import Command
from scoring.messages.cli import EPILOG, HELP, TEXT, USAGE


def _checklist(_ctx: click.Context, _param: click.Parameter, value: Path | None) -> Path | None:
    if value is not None and value.suffix.lower() != ".xlsx":
        raise click.BadParameter(USAGE["not_xlsx"])
    return value


@click.command("collect", cls=Command, help=HELP["collect"], epilog=EPILOG["collect"])
@click.argument("paths", metavar="收到的文件…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--units", metavar="文件", type=click.Path(path_type=Path), help=HELP["option.units"])
@click.option("--year", metavar="年度", type=int, help=HELP["option.year_collected"])
@click.option(
    "-o",
    "--output",
    metavar="清单.xlsx",
    type=click.Path(path_type=Path),
    callback=_checklist,
    help=HELP["option.output_checklist"],
)
@columns_option
@cache_options
def collect(
    paths: tuple[Path, ...],
    units: Path | None,
    year: int | None,
    output: Path | None,
    columns: dict[str, str],
    cache: Path | None,
    no_cache: bool,
) -> int:
    """Sort the files, write the checklist, print what came in. Returns 1 if any input or the output had an error."""
    from scoring import pipeline
    from scoring.collect import summary_lines, write_checklist

    with cache_of(cache, no_cache) as kept:
        found, problems = pipeline.collect(paths, units, year, columns, kept)
    for line in summary_lines(found):
        print(line)
    failed = print_diagnostics((*problems, *found.unreadable, *kept.problems))
    if not found.files and not found.unreadable:
        say(TEXT["no_reports"])
        return 1
    if output is not None:
        write_checklist(found, output)
        print(TEXT["written"].format(path=output.as_posix()))
    return int(failed)
