"""Wrong usage, said in the users' language with the nearest right word. Exit code 2."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

import click
from click import exceptions

from scoring.messages.cli import USAGE


class NoSuchCommand(click.UsageError):
    """A command that does not exist; `possibilities` are those that do."""

    def __init__(self, name: str, possibilities: Iterable[str], ctx: click.Context) -> None:
        super().__init__(USAGE["no_such_command"].format(name=name), ctx)
        self.near = nearest(name, possibilities)


def nearest(word: str, possibilities: Iterable[str], count: int = 3) -> list[str]:
    """The words most like `word`, best first; none if nothing is alike."""
    return get_close_matches(word.lower(), list(possibilities), n=count, cutoff=0.5)


def render_usage_error(error: click.ClickException) -> str:
    """What went wrong, what was probably meant, and where the help is."""
    lines = [f"{USAGE['error']} {_message(error)}"]
    ctx = error.ctx if isinstance(error, click.UsageError) else None
    near = _near(error, ctx)
    if near:
        lines.append(USAGE["did_you_mean"].format(names=" / ".join(near)))
    choices = _choices(error)
    if choices:
        lines.append(USAGE["choices"].format(names=" / ".join(choices)))
    if ctx is not None:
        lines.append(USAGE["see_help"].format(command=ctx.command_path))
    return "\n".join(lines)


def _near(error: click.ClickException, ctx: click.Context | None) -> list[str]:
    if isinstance(error, NoSuchCommand):
        return error.near
    if isinstance(error, exceptions.NoSuchOption) and ctx is not None:
        options = (
            name for param in ctx.command.get_params(ctx) for name in param.opts if isinstance(param, click.Option)
        )
        return nearest(error.option_name, options)
    return []


def _choices(error: click.ClickException) -> list[str]:
    if isinstance(error, click.BadParameter) and error.param is not None and isinstance(error.param.type, click.Choice):
        return [str(choice) for choice in error.param.type.choices]
    return []


def _message(error: click.ClickException) -> str:
    if isinstance(error, NoSuchCommand):
        return error.message
    if isinstance(error, exceptions.NoSuchOption):
        return USAGE["no_such_option"].format(name=error.option_name)
    if isinstance(error, exceptions.MissingParameter):
        return USAGE["missing"].format(name=_label(error.param))
    if isinstance(error, click.BadParameter):
        return USAGE["bad_value"].format(name=_label(error.param), detail=_detail(error))
    if isinstance(error, exceptions.BadOptionUsage):
        code = "option_takes_no_value" if "does not take a value" in error.message else "option_needs_value"
        return USAGE[code].format(name=error.option_name)
    if isinstance(error, click.UsageError) and error.message.startswith("Got unexpected extra argument"):
        return USAGE["extra_argument"].format(names=error.message.partition("(")[2].rstrip(")."))
    return error.format_message()


def _detail(error: click.BadParameter) -> str:
    kind = error.param.type if error.param is not None else None
    if isinstance(kind, click.Choice):
        return USAGE["not_a_choice"]
    if isinstance(kind, click.IntRange):
        return USAGE["not_in_range"].format(low=kind.min, high=kind.max)
    if isinstance(kind, click.types.IntParamType):
        return USAGE["not_a_number"]
    return error.message


def _label(param: click.Parameter | None) -> str:
    if param is None:
        return ""
    if isinstance(param, click.Option):
        return max(param.opts, key=len)
    return param.make_metavar(click.get_current_context(silent=True) or click.Context(click.Command("scoring")))
