"""`scoring formats`: which kinds of files can be read here, and what to install for the rest."""

from __future__ import annotations

import click

from scoring.cli.console import console, json_line
from scoring.cli.lazy import Command
from scoring.documents.formats import Availability, availability
from scoring.messages.cli import EPILOG, HELP
from scoring.messages.documents import FORMAT_COLUMNS, FORMAT_NAMES, FORMAT_NOTES, FORMAT_STATES, INSTALL


@click.command("formats", cls=Command, help=HELP["formats"], epilog=EPILOG["formats"])
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "json"]),
    metavar="格式",
    default="table",
    help=HELP["option.format"].format(choices="table（默认）或 json"),
)
def formats(format_: str) -> int:
    """Print every format of the registry with its state on this machine. Returns 0."""
    found = availability()
    if format_ == "json":
        rows = [
            {
                "format": one.format.kind,
                "suffixes": list(one.format.suffixes),
                "state": one.state,
                "needs": list(one.needs),
            }
            for one in found
        ]
        print(json_line(rows, indent=2))
    else:
        _print(found)
    return 0


def _print(found: tuple[Availability, ...]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(header_style="bold")
    for heading in FORMAT_COLUMNS:
        table.add_column(heading, overflow="fold")
    for one in found:
        state = FORMAT_STATES[one.state].format(needs="、".join(one.needs))
        note = "；".join([FORMAT_NOTES[one.format.kind], *map(_remedy, one.needs)])
        cells = (FORMAT_NAMES[one.format.kind], " ".join(one.format.suffixes), state, note)
        table.add_row(*(Text(cell) for cell in cells))
    console().print(table)


# Modules whose package is called otherwise.
_PACKAGES = {"readability": "readability-lxml"}


def _remedy(need: str) -> str:
    return INSTALL.get(need) or INSTALL["module"].format(package=_PACKAGES.get(need, need))
