"""`scoring compare`: two runs side by side, on the terminal and as a workbook."""

from __future__ import annotations

from pathlib import Path

import click

from scoring.cli.console import console
from scoring.cli.lazy import Command
from scoring.cli.tables import print_table
from scoring.messages.cli import EPILOG, HELP, TEXT

# How many criteria are listed on the terminal without --all.
_CRITERIA = 30
_LEAST = ("id", "quote_before", "quote_after", "value_before", "value_after", "group")
_LEAST_UNITS = ("rank_before", "before", "group", "grade")


@click.command("compare", cls=Command, help=HELP["compare"], epilog=EPILOG["compare"])
@click.argument("before", metavar="前一次运行")
@click.argument("after", metavar="后一次运行")
@click.option(
    "-o", "--output", metavar="文件.xlsx", type=click.Path(path_type=Path), help=HELP["option.output_comparison"]
)
@click.option("--all", "everything", is_flag=True, help=HELP["option.all_moves"])
def compare(before: str, after: str, output: Path | None, everything: bool) -> int:
    """Print who moved and why, write the workbook if asked. Raises ScoringError for a folder that holds no run, or a damaged one."""
    from dataclasses import replace

    from scoring import pipeline
    from scoring.compare import compare as compare_runs
    from scoring.compare import criteria_table, summary_lines, unit_table, write_comparison

    found = compare_runs(pipeline.run_from_folder(before), pipeline.run_from_folder(after))
    screen = console()
    units, criteria = unit_table(found), criteria_table(found)
    if units.rows:
        print_table(screen, units, least=_LEAST_UNITS)
    if criteria.rows:
        shown = criteria if everything else replace(criteria, rows=criteria.rows[:_CRITERIA])
        print_table(screen, shown, least=_LEAST)
        if len(shown.rows) < len(criteria.rows):
            print(TEXT["more_rows"].format(count=len(criteria.rows) - len(shown.rows)))
    for line in summary_lines(found):
        print(line)
    if output is not None:
        write_comparison(found, output)
        print(TEXT["written"].format(path=output.as_posix()))
    return 0
