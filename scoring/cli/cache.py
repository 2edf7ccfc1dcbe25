"""`scoring cache`: what was read and is kept, told, thrown away and looked through."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from scoring.cli.console import console, print_diagnostics, say
from scoring.cli.lazy import Command, LazyGroup
from scoring.errors import Diagnostic
from scoring.messages.cache import CLI, COLUMNS, KINDS, MESSAGES
from scoring.messages.cache import HELP as REMEDIES
from scoring.messages.cli import EPILOG, HELP, USAGE

if TYPE_CHECKING:
    from scoring.store.cache import Cache
    from scoring.store.cache.check import About

cache = LazyGroup(
    {"info": "scoring.cli.cache:info", "clear": "scoring.cli.cache:clear", "verify": "scoring.cli.cache:verify"},
    name="cache",
    help=HELP["cache"],
)
_PLACE = click.option(
    "--cache", "place", metavar="文件夹", type=click.Path(path_type=Path), help=HELP["option.cache_place"]
)


@click.command("info", cls=Command, help=HELP["cache.info"], epilog=EPILOG["cache.info"])
@_PLACE
def info(place: Path | None) -> int:
    """Print where the cache lies and what is in it. Returns 0."""
    from scoring.store.cache.check import about

    folder = _folder(place)
    _print_library()
    if not _there(folder):
        return 0
    with _opened(folder) as kept:
        store = kept.store
        found = None if store is None else about(store, folder, kept.library)
    if found is not None:
        _print(found)
    return int(print_diagnostics(kept.problems))


@click.command("clear", cls=Command, help=HELP["cache.clear"], epilog=EPILOG["cache.clear"])
@click.option("--older", is_flag=True, help=HELP["option.older"])
@_PLACE
def clear(older: bool, place: Path | None) -> int:
    """Throw entries away and say which. Returns 1 if the file could not be changed."""
    from scoring.store.cache.check import clear as clear_all
    from scoring.store.cache.check import clear_older
    from scoring.store.cache.sqlite import FILE, reason_of

    folder = _folder(place)
    problem = _clear_library(older)
    if not _there(folder):
        return int(print_diagnostics(problem))
    if not older:
        try:
            freed = clear_all(folder)
        except OSError as error:
            problem = [*problem, _problem("cache-unwritable", folder / FILE, reason=reason_of(error))]
        else:
            print(CLI["cleared"].format(path=(folder / FILE).as_posix(), size=_size(freed)))
        return int(print_diagnostics(problem))
    with _opened(folder) as kept:
        gone = {} if kept.store is None else clear_older(kept.store, kept.library)
    for kind, count in gone.items():
        if count:
            print(CLI["cleared_kind"].format(kind=KINDS[kind], count=count))
    if not any(gone.values()):
        print(CLI["nothing"])
    return int(bool(kept.problems or problem) | print_diagnostics((*problem, *kept.problems)))


@click.command("verify", cls=Command, help=HELP["cache.verify"], epilog=EPILOG["cache.verify"])
@click.argument("paths", metavar="[报告…]", nargs=-1, type=click.Path(path_type=Path))
@click.option("--again", metavar="份数", type=click.IntRange(1), help=HELP["option.again"])
@click.option("--seed", metavar="整数", type=int, default=1, help=HELP["option.seed_again"])
@_PLACE
def verify(paths: tuple[Path, ...], again: int | None, seed: int, place: Path | None) -> int:
    """Look at every entry, and with --again compare some with what the files give now. Returns 1 if anything is wrong."""
    from scoring.store.cache.check import look_through
    from scoring.store.cache.sqlite import FILE

    if bool(paths) != (again is not None):
        raise click.UsageError(USAGE["together"].format(one="报告", other="--again"))
    folder = _folder(place)
    problems = _verify_library()
    damaged = 0
    if not _there(folder):
        return int(print_diagnostics(problems))
    with _opened(folder) as kept:
        if kept.store is not None:
            looked = look_through(kept.store)
            code = "damaged" if looked.damaged else "whole"
            print(CLI[code].format(count=looked.entries, damaged=looked.damaged))
            if looked.reason:
                problems.append(_problem("cache-integrity", folder / FILE, reason=looked.reason))
            damaged = looked.damaged
        problems += _again(kept, paths, again or 0, seed)
    problems += kept.problems
    print_diagnostics(problems)
    return int(bool(problems or damaged))


def _again(kept: Cache, paths: tuple[Path, ...], count: int, seed: int) -> list[Diagnostic]:
    from scoring.documents import sources_in
    from scoring.store.cache.check import read_again

    if not count:
        return []
    sources, problems = sources_in(paths)
    found = read_again(kept, sources, count, seed)
    if not found.differing:
        print(CLI["again"].format(files=found.files, kept=found.kept))
    return [*problems, *(_problem("cache-differs", Path(shown)) for shown in found.differing)]


def _print_library() -> None:
    """Say where the compiled measure library is kept, and whether it is of use."""
    from scoring.measures.opened import NONE, kept_state
    from scoring.measures.stored import place

    path, state = place(), kept_state()
    size = 0 if path is None or state == NONE else path.stat().st_size
    print(CLI[f"library.{state}"].format(path="" if path is None else path.as_posix(), size=_size(size)))


def _clear_library(older: bool) -> list[Diagnostic]:
    """Throw the compiled measure library away, with `older` only one that is of no use; what went wrong."""
    from scoring.measures.opened import NONE, PRESENT, kept_state
    from scoring.measures.stored import place
    from scoring.store.cache.sqlite import reason_of

    path, state = place(), kept_state()
    if path is None or state == NONE or (older and state == PRESENT):
        return []
    size = path.stat().st_size
    try:
        path.unlink()
    except OSError as error:
        return [_problem("cache-unwritable", path, reason=reason_of(error))]
    print(CLI["cleared"].format(path=path.as_posix(), size=_size(size)))
    return []


def _verify_library() -> list[Diagnostic]:
    """Compile the measure library anew and compare, if it is kept."""
    from scoring.measures.opened import PRESENT, is_kept_right, kept_state
    from scoring.measures.stored import place

    path = place()
    if path is None or kept_state() != PRESENT:
        return []
    if not is_kept_right():
        return [_problem("cache-library", path)]
    print(CLI["library.right"])
    return []


def _folder(place: Path | None) -> Path:
    from scoring.store import cache

    return place or cache.FOLDER


def _there(folder: Path) -> bool:
    """Whether there is a cache; else says so. None is made by looking."""
    from scoring.store.cache.sqlite import FILE

    if (folder / FILE).exists():
        return True
    say(CLI["none"].format(path=folder.as_posix()))
    return False


def _opened(folder: Path) -> Cache:
    from scoring import pipeline

    return pipeline.open_cache(folder)


def _problem(code: str, path: Path, **fields: str) -> Diagnostic:
    return Diagnostic(code, MESSAGES[code].format(**fields), path.as_posix(), help=REMEDIES[code])


def _print(found: About) -> None:
    from rich.table import Table

    from scoring.store.cache import LIMIT

    print(CLI["place"].format(path=found.path.as_posix(), size=_size(found.size), limit=_size(LIMIT)))
    table = Table(header_style="bold")
    for at, heading in enumerate(COLUMNS):
        table.add_column(heading, justify="right" if at else "left")
    for one in found.kinds:
        table.add_row(KINDS[one.kind], str(one.entries), _size(one.size), str(one.present))
    console().print(table)
    print(CLI["states"].format(engines=found.engines, libraries=found.libraries))


def _size(count: int) -> str:
    """Bytes as people read them."""
    for unit, limit in (("B", 1024), ("KB", 1024**2), ("MB", 1024**3)):
        if count < limit:
            value = count * 1024 / limit
            return f"{value:.0f} {unit}" if value >= 10 or unit == "B" else f"{value:.1f} {unit}"
    return f"{count / 1024**3:.1f} GB"
