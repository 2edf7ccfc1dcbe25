"""The options of work on several machines, and reports that have an address (`s3://…`) instead of a path."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from scoring.messages.cli import HELP, USAGE

Function = TypeVar("Function", bound=Callable[..., Any])

LOCAL = "local"
_ADDRESS = re.compile(r"(tcp|tls)://[^\s/]+:\d+/?")


class _Given(click.Path):
    """A path, or an address as a text."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if isinstance(value, str) and "://" in value:
            return value
        return super().convert(value, param, ctx)


GIVEN = _Given(path_type=Path)


def _scheduler(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    if value is not None and value != LOCAL and not _ADDRESS.fullmatch(value):
        raise click.BadParameter(USAGE["cluster_form"])
    return value


def cluster_options(command: Function) -> Function:
    """Adds --cluster, --parts, --tls-ca, --tls-cert and --tls-key; the command takes them as one keyword, `cluster`: the keywords of
    `pipeline.machines.extract_on_cluster`, or None without --cluster."""
    file = click.Path(path_type=Path, exists=True, dir_okay=False)

    @wraps(command)
    def collected(*arguments: Any, cluster: str | None, parts: str | None, **options: Any) -> Any:
        tls = tuple(options.pop(name) for name in ("tls_ca", "tls_cert", "tls_key"))
        if cluster is None:
            for option, value in (
                ("--parts", parts),
                ("--tls-ca", tls[0]),
                ("--tls-cert", tls[1]),
                ("--tls-key", tls[2]),
            ):
                if value is not None:
                    raise click.UsageError(USAGE["only_with"].format(option=option, other="--cluster"))
            return command(*arguments, cluster=None, **options)
        if any(tls) and not all(tls):
            raise click.UsageError(USAGE["tls_all"])
        if any(tls) and not cluster.startswith("tls://"):
            raise click.UsageError(USAGE["tls_address"])
        where = {"address": cluster, "parts": parts or "", "tls": tuple(map(str, tls)) if all(tls) else None}
        return command(*arguments, cluster=where, **options)

    options = (
        click.option("--cluster", metavar="地址", callback=_scheduler, help=HELP["option.cluster"]),
        click.option("--parts", metavar="位置", help=HELP["option.parts"]),
        click.option("--tls-ca", metavar="文件", type=file, help=HELP["option.tls_ca"]),
        click.option("--tls-cert", metavar="文件", type=file, help=HELP["option.tls_cert"]),
        click.option("--tls-key", metavar="文件", type=file, help=HELP["option.tls_key"]),
    )
    found: Any = collected
    for option in reversed(options):
        found = option(found)
    return found  # type: ignore[no-any-return]


def paths_and_addresses(given: tuple[Path | str, ...]) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """What was given as a path, and what as an address. Raises ScoringError for an address that nothing here reads."""
    addresses = tuple(one for one in given if isinstance(one, str))
    if not addresses:
        return tuple(one for one in given if isinstance(one, Path)), ()
    from scoring.scale.urls import check_address, local_path

    for address in addresses:
        check_address(address)
    folders = {address: local_path(address) for address in addresses}
    paths = [Path(folders[one] or "") if isinstance(one, str) else one for one in given if folders.get(str(one), one)]
    return tuple(paths), tuple(address for address, folder in folders.items() if folder is None)
