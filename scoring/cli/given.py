"""The options by which commands take files beside the reports."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from scoring.messages.cli import HELP, USAGE

if TYPE_CHECKING:
    from scoring.errors import Diagnostic
    from scoring.sources.load import Given

Function = TypeVar("Function", bound=Callable[..., Any])

_PATH = click.Path(path_type=Path)


def _tables(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> tuple[tuple[str, Path], ...]:
    """`NAME=FILE` as name and path."""
    found = []
    for value in values:
        name, equals, path = value.partition("=")
        if not equals or not name.strip() or not path.strip():
            raise click.BadParameter(USAGE["table_form"])
        found.append((name.strip(), Path(path.strip())))
    return tuple(found)


def source_options(command: Function) -> Function:
    """Adds --sources, --units, --table, --judgements and --self-scores; the command takes them as keywords and hands them to `given`."""
    for option in (
        click.option("--self-scores", metavar="文件", multiple=True, type=_PATH, help=HELP["option.self_scores"]),
        click.option("--judgements", metavar="文件", multiple=True, type=_PATH, help=HELP["option.judgements"]),
        click.option(
            "--table", "tables", metavar="表名=文件", multiple=True, callback=_tables, help=HELP["option.table"]
        ),
        click.option("--units", metavar="文件", type=_PATH, help=HELP["option.units"]),
        click.option("--sources", "folders", metavar="文件夹", multiple=True, type=_PATH, help=HELP["option.sources"]),
    ):
        command = option(command)
    return command


def given(
    folders: tuple[Path, ...] = (),
    units: Path | None = None,
    tables: tuple[tuple[str, Path], ...] = (),
    judgements: tuple[Path, ...] = (),
    self_scores: tuple[Path, ...] = (),
) -> tuple[tuple[Given, ...], tuple[Diagnostic, ...]]:
    """The files that the options name, and what is wrong with the folders among them."""
    from scoring.sources.load import Given, files_in
    from scoring.sources.types import JUDGEMENTS, SELF_SCORES, TABLE, UNITS

    files: list[Given] = []
    problems: list[Diagnostic] = []
    for folder in folders:
        found, wrong = files_in(folder)
        files += found
        problems += wrong
    if units is not None:
        files.append(Given(UNITS, units))
    files += [Given(TABLE, path, name) for name, path in tables]
    files += [Given(JUDGEMENTS, path) for path in judgements]
    files += [Given(SELF_SCORES, path) for path in self_scores]
    return tuple(files), tuple(problems)
