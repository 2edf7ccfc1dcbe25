"""Commands that are imported only when they run, with help and usage errors in the users' language.

`scoring --help` needs the names and one line for each, which stand in the messages; the modules behind the commands
(and what they import) are loaded when one of them is called.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from scoring.cli.help import render_help
from scoring.cli.usage import NoSuchCommand
from scoring.messages.cli import HEADINGS, HELP


class Command(click.Command):
    """A command whose help page is written by `render_help`."""

    def __init__(self, *arguments: Any, **attributes: Any) -> None:
        super().__init__(*arguments, **{"options_metavar": HEADINGS["options_metavar"], **attributes})

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write(render_help(ctx, self))

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _chinese_help(super().get_help_option(ctx))


class LazyGroup(click.Group):
    """A group of commands, each given as "module:attribute". Unknown names are refused with the nearest right one."""

    def __init__(self, targets: Mapping[str, str], **attributes: Any) -> None:
        super().__init__(
            options_metavar=HEADINGS["options_metavar"], subcommand_metavar=HEADINGS["subcommand_metavar"], **attributes
        )
        self.targets = dict(targets)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (the signature is click's)
        return list(self.targets)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        target = self.targets.get(cmd_name)
        if target is None:
            return None
        module, attribute = target.split(":")
        command = getattr(import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in self.targets:
            raise NoSuchCommand(args[0], tuple(self.targets), ctx)
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        path = ".".join(ctx.command_path.split()[1:])
        lines = {name: HELP[f"{path}.{name}" if path else name] for name in self.targets}
        formatter.write(render_help(ctx, self, lines))

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        return _chinese_help(super().get_help_option(ctx))


def _chinese_help(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = HELP["option.help"]
    return option
