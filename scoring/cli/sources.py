"""`scoring sources …`: look at files beside the reports as they are read, make empty ones to be filled in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from scoring.cli.console import console, print_diagnostics
from scoring.cli.given import given
from scoring.cli.lazy import Command, LazyGroup
from scoring.messages.cli import EPILOG, HELP, SOURCES_CHECK, TEXT, USAGE

if TYPE_CHECKING:
    from scoring.errors import Diagnostic
    from scoring.sources.load import Given
    from scoring.sources.types import Sources, TableInfo

sources = LazyGroup(
    {
        "check": "scoring.cli.sources:check",
        "template": "scoring.cli.sources:template",
    },
    name="sources",
    help=HELP["sources"],
)

# How many rows of a table are shown without --all.
_SHOWN = 5


@click.command("check", cls=Command, help=HELP["sources.check"], epilog=EPILOG["sources.check"])
@click.argument("files", metavar="文件…", nargs=-1, required=True)
@click.option("--rubric", "rubric_name", metavar="标准", help=HELP["option.rubric_check"])
@click.option("--reports", metavar="报告", multiple=True, type=click.Path(path_type=Path), help=HELP["option.reports"])
@click.option("--year", metavar="年度", type=int, help=HELP["option.year_check"])
@click.option("--all", "everything", is_flag=True, help=HELP["option.all_rows"])
def check(
    files: tuple[str, ...], rubric_name: str | None, reports: tuple[Path, ...], year: int | None, everything: bool
) -> int:
    """Print what was read of each file, and everything that is wrong with it. Returns 1 if there is an error among it."""
    from scoring import pipeline

    rubric = None if rubric_name is None else pipeline.load_rubric(rubric_name)[0]
    chosen, problems = _chosen(files)
    found, more = pipeline.read_sources(chosen, rubric, reports, year)
    for info in found.tables:
        _print(found, info, None if everything else _SHOWN)
    return int(print_diagnostics((*problems, *more)))


def _chosen(files: tuple[str, ...]) -> tuple[tuple[Given, ...], tuple[Diagnostic, ...]]:
    """Files (`NAME=FILE` says which table), and folders with all that lies in them."""
    from scoring.sources.load import Given, files_in, guess
    from scoring.sources.types import TABLE

    found: list[Given] = []
    problems: list[Diagnostic] = []
    for word in files:
        path = Path(word)
        name, equals, rest = word.partition("=")
        if path.is_dir():
            inside, wrong = files_in(path)
            found += inside
            problems += wrong
        elif equals and not path.exists():
            found.append(Given(TABLE, Path(rest), name))
        else:
            found.append(guess(path))
    return tuple(found), tuple(problems)


def _print(found: Sources, info: TableInfo, most: int | None) -> None:
    from rich.table import Table
    from rich.text import Text

    from scoring.sources.listing import listing

    screen = console()
    screen.print(Text(_heading(info), style="bold"))
    for line in _about(info):
        screen.print(Text(f"  {line}"))
    titles, rows = listing(found, info)
    drawn = Table(header_style="bold")
    for title in titles:
        drawn.add_column(Text(title), overflow="fold")
    for row in rows[:most]:
        drawn.add_row(*map(Text, row))
    screen.print(drawn)
    if most is not None and len(rows) > most:
        screen.print(SOURCES_CHECK["more"].format(count=len(rows) - most))
    screen.print()


def _heading(info: TableInfo) -> str:
    kind = SOURCES_CHECK[info.kind].format(name=info.name)
    sheet = SOURCES_CHECK["sheet"].format(sheet=info.place.sheet) if info.place.sheet else ""
    return SOURCES_CHECK["heading"].format(kind=kind, file=info.place.file, sheet=sheet, row=info.place.row)


def _about(info: TableInfo) -> list[str]:
    years = "、".join(SOURCES_CHECK["no_year"] if year is None else str(year) for year in info.years)
    lines = [SOURCES_CHECK["counts"].format(rows=info.rows, units=info.units, years=years or SOURCES_CHECK["no_year"])]
    for key, value in (("office", info.office), ("document", info.document), ("date", info.date)):
        if value:
            lines.append(SOURCES_CHECK[key].format(value=value))
    named = [
        name if name == title else SOURCES_CHECK["column"].format(name=name, title=title)
        for name, title in zip(info.columns, info.titles, strict=False)
    ]
    if named:
        lines.append(SOURCES_CHECK["columns"].format(columns="、".join(named)))
    return lines


@click.command("template", cls=Command, help=HELP["sources.template"], epilog=EPILOG["sources.template"])
@click.argument("reports", metavar="报告…", nargs=-1, type=click.Path(path_type=Path))
@click.option("--rubric", "rubric_name", metavar="标准", required=True, help=HELP["option.rubric"])
@click.option(
    "-o",
    "--output",
    metavar="文件夹",
    required=True,
    type=click.Path(path_type=Path, file_okay=False),
    help=HELP["option.output_folder"],
)
@click.option("--units", metavar="文件", type=click.Path(path_type=Path), help=HELP["option.units"])
@click.option("--year", metavar="年度", type=int, help=HELP["option.year"])
def template(reports: tuple[Path, ...], rubric_name: str, output: Path, units: Path | None, year: int | None) -> int:
    """Write an empty table for everything that the rubric asks of others. Returns 1 if something could not be written or read."""
    from scoring import pipeline

    if not reports and units is None:
        raise click.UsageError(USAGE["template_units"], click.get_current_context(silent=True))
    rubric, warnings = pipeline.load_rubric(rubric_name)
    files, _ = given(units=units)
    written, problems = pipeline.write_templates(rubric, reports, files, output, year)
    failed = print_diagnostics((*warnings, *problems))
    for path in written:
        print(TEXT["written"].format(path=path.as_posix()))
    return int(failed)
