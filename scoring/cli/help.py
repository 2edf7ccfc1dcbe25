"""Help pages: usage, what the command does, arguments, options, examples. Widths count Chinese characters as two."""

from __future__ import annotations

import inspect
from collections.abc import Mapping

import click

from scoring.errors import display_width
from scoring.messages.cli import HEADINGS


def render_help(ctx: click.Context, command: click.Command, commands: Mapping[str, str] | None = None) -> str:
    """The help page of `command`; `commands` are the names and one-line descriptions of a group's commands."""
    parts = [f"{HEADINGS['usage']} {ctx.command_path} {' '.join(command.collect_usage_pieces(ctx))}".rstrip()]
    if command.help:
        parts.append(inspect.cleandoc(command.help))
    if commands:
        parts.append(_section(HEADINGS["commands"], list(commands.items())))
    options = [row for row in (_row(ctx, param) for param in command.get_params(ctx)) if row]
    parts.append(_section(HEADINGS["options"], options))
    if command.epilog:
        parts.append(f"{HEADINGS['examples']}\n{_indent(inspect.cleandoc(command.epilog))}")
    return "\n\n".join(parts) + "\n"


def _row(ctx: click.Context, param: click.Parameter) -> tuple[str, str] | None:
    if not isinstance(param, click.Option) or param.hidden:
        return None
    names = ", ".join(param.opts)
    if not param.is_flag:
        names += f" {param.make_metavar(ctx)}"
    words = param.help or ""
    if param.required:
        words += HEADINGS["required"]
    return names, words


def _section(heading: str, rows: list[tuple[str, str]]) -> str:
    width = max((display_width(name) for name, _ in rows), default=0)
    lines = []
    for name, words in rows:
        first, *rest = words.split("\n")
        lines.append(f"  {name}{' ' * (width - display_width(name) + 2)}{first}")
        lines.extend(f"  {' ' * (width + 2)}{line}" for line in rest)
    return "\n".join([heading, *lines])


def _indent(text: str) -> str:
    return "\n".join(f"  {line}" if line else line for line in text.split("\n"))
