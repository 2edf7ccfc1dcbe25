"""The options that say how reports are read: the columns of lists, and the completed checklist."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from scoring.messages.cli import HELP, USAGE

Function = TypeVar("Function", bound=Callable[..., Any])


def _columns(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """`FIELD=TITLE` pairs; a field by its id or by the first of its Chinese titles."""
    if not values:
        return {}
    from scoring.documents.lists.columns import FIELDS

    known = {name: field for field, names in FIELDS.items() for name in names}
    found = {}
    for value in values:
        field, equals, title = value.partition("=")
        if not equals or not title.strip() or field.strip() not in known:
            raise click.BadParameter(
                USAGE["columns_form"].format(fields="、".join(names[1] for names in FIELDS.values() if len(names) > 1))
            )
        found[known[field.strip()]] = title.strip()
    return found


def columns_option(command: Function) -> Function:
    """Adds --columns; the command takes it as the keyword `columns`, a mapping of field to title."""
    return click.option(
        "--columns", metavar="正文=列标题", multiple=True, callback=_columns, help=HELP["option.columns"]
    )(command)


def reading_options(command: Function) -> Function:
    """Adds --checklist and --columns; the command takes them as the keywords `checklist` (a path or None) and `columns`."""
    option = click.option(
        "--checklist", metavar="清单.xlsx", type=click.Path(path_type=Path), help=HELP["option.checklist"]
    )
    return option(columns_option(command))
