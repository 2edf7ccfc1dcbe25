"""`scoring dataset`: what a data set holds, and whether it is whole."""

from __future__ import annotations

from pathlib import Path

import click

from scoring.cli.console import console, print_diagnostics
from scoring.cli.lazy import Command, LazyGroup
from scoring.messages.cli import EPILOG, HELP, UNIT_TYPES
from scoring.messages.scale import DATASET, DATASET_COLUMNS

_PATH = click.Path(path_type=Path)

dataset = LazyGroup(
    {"info": "scoring.cli.dataset:info", "verify": "scoring.cli.dataset:verify"}, name="dataset", help=HELP["dataset"]
)


@click.command("info", cls=Command, help=HELP["dataset.info"], epilog=EPILOG["dataset.info"])
@click.argument("folder", metavar="数据集", type=_PATH)
def info(folder: Path) -> int:
    """Print how many reports and facts each year and type of unit has. Returns 0."""
    from rich.table import Table

    from scoring.scale.dataset import open_dataset

    found = open_dataset(folder)
    table = Table(header_style="bold")
    for number, heading in enumerate(DATASET_COLUMNS):
        table.add_column(heading, justify="right" if number > 1 else "left")
    for one in found.groups:
        year = DATASET["no_year"] if one.group.year is None else str(one.group.year)
        kind = UNIT_TYPES.get(one.group.unit_type, one.group.unit_type)
        table.add_row(year, kind, f"{one.reports:,}", f"{one.facts:,}")
    console().print(table)
    counts = {"reports": found.reports_count, "facts": found.facts_count, "problems": found.problems_count}
    print(DATASET["info"].format(**counts, errors=found.errors_count))
    print(DATASET["made_by"].format(engine=found.engine, measures=found.measures_sha256[:12], inputs=found.inputs[:12]))
    return 0


@click.command("verify", cls=Command, help=HELP["dataset.verify"], epilog=EPILOG["dataset.verify"])
@click.argument("folder", metavar="数据集", type=_PATH)
def verify(folder: Path) -> int:
    """Look every file through. Returns 1 if one is missing, altered or not of the data set."""
    from scoring.scale.dataset import open_dataset

    found = open_dataset(folder)
    wrong = found.verify()
    if not wrong:
        counts = {"reports": found.reports_count, "facts": found.facts_count}
        print(DATASET["whole"].format(path=folder.as_posix(), files=len(found.files), **counts))
    return int(print_diagnostics(wrong))
