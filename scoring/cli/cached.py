"""The options about the cache of what was read: where it lies, or that none is used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from scoring.messages.cli import HELP, USAGE

if TYPE_CHECKING:
    from scoring.store.cache import Cache

Function = TypeVar("Function", bound=Callable[..., Any])


def cache_options(command: Function) -> Function:
    """Adds --cache and --no-cache; the command takes them as the keywords `cache` (a path or None) and `no_cache`."""
    place = click.option("--cache", metavar="文件夹", type=click.Path(path_type=Path), help=HELP["option.cache"])
    return place(click.option("--no-cache", "no_cache", is_flag=True, help=HELP["option.no_cache"])(command))


def cache_of(cache: Path | None, no_cache: bool) -> Cache:
    """The cache that the options name, to be closed (`with`). Raises UsageError where they contradict each other."""
    from scoring import pipeline
    from scoring.store.cache import FOLDER

    if cache is not None and no_cache:
        raise click.UsageError(USAGE["not_with"].format(option="--cache", others="--no-cache"))
    return pipeline.open_cache(None if no_cache else cache or FOLDER)
