"""The entry point: the table of commands, and how a run ends.

Exit codes: 0 done, 1 the input has errors (all of them printed), 2 wrong usage; 130 after Ctrl-C and 141 when the
reader of a pipe has gone, as shells expect.
"""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Sequence

import click

from scoring import __version__
from scoring.cli.console import prepare_streams, print_diagnostics, say
from scoring.cli.lazy import LazyGroup
from scoring.cli.usage import render_usage_error
from scoring.errors import ScoringError
from scoring.messages.cli import HELP, TEXT

DONE, BAD_INPUT, BAD_USAGE, INTERRUPTED, BROKEN_PIPE = 0, 1, 2, 130, 141

COMMANDS = {
    "demo": "scoring.cli.demo:demo",
    "score": "scoring.cli.score:score",
    "pages": "scoring.cli.pages:pages",
    "compare": "scoring.cli.compare:compare",
    "corpus": "scoring.cli.corpus:corpus",
    "export": "scoring.cli.export:export",
    "runs": "scoring.cli.runs:runs",
    "rebuild": "scoring.cli.runs:rebuild",
    "review": "scoring.cli.review:review",
    "feedback": "scoring.cli.feedback:feedback",
    "explain": "scoring.cli.explain:explain",
    "collect": "scoring.cli.collect:collect",
    "read": "scoring.cli.read:read",
    "formats": "scoring.cli.formats:formats",
    "extract": "scoring.cli.extract:extract",
    "dataset": "scoring.cli.dataset:dataset",
    "evaluate": "scoring.cli.evaluate:evaluate",
    "cache": "scoring.cli.cache:cache",
    "rubric": "scoring.cli.rubric:rubric",
    "sources": "scoring.cli.sources:sources",
}


def _print_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        from scoring.measures import kernel as facts
        from scoring.messages.cli import KERNEL_PARTS, KERNEL_STATES
        from scoring.text import kernel as texts

        print(f"scoring {__version__}")
        for part, state in (("text", texts.state), ("facts", facts.state())):
            print(f"{KERNEL_PARTS[part]}：{KERNEL_STATES[state]}")
        ctx.exit(DONE)


cli = LazyGroup(
    COMMANDS,
    name="scoring",
    help=HELP["scoring"],
    params=[
        click.Option(
            ["--version"],
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_print_version,
            help=HELP["option.version"],
        )
    ],
)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code. `arguments` default to those of the process."""
    prepare_streams()
    try:
        code = _invoke(_process_arguments() if arguments is None else list(arguments))
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        say(error.ctx.get_help() if error.ctx else "")
        return BAD_USAGE
    except click.ClickException as error:
        say(render_usage_error(error))
        return BAD_USAGE
    except ScoringError as error:
        print_diagnostics(error.diagnostics)
        return BAD_INPUT
    except (click.Abort, KeyboardInterrupt):
        say(TEXT["interrupted"])
        return INTERRUPTED
    except BrokenPipeError:
        # The reader has gone: what is left in the buffer must not be flushed into it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    return code


def _invoke(arguments: list[str]) -> int:
    """Not `cli.main`: that one swallows a broken pipe and prints an interrupt its own way."""
    try:
        with cli.make_context("scoring", arguments) as context:
            return int(cli.invoke(context) or DONE)
    except click.exceptions.Exit as end:
        return end.exit_code


def _process_arguments() -> list[str]:
    """The process's arguments; on Windows, where shells leave `*.txt` as it is, patterns become the files they match."""
    if os.name != "nt":
        return sys.argv[1:]
    expanded: list[str] = []
    for argument in sys.argv[1:]:
        expanded += sorted(glob.glob(argument, recursive=True)) or [argument]
    return expanded


def main() -> None:
    """The console script."""
    sys.exit(run())
