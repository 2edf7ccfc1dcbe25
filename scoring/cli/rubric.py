"""`scoring rubric …`: check a rubric, print the schema, run the examples of the measure library."""

from __future__ import annotations

from pathlib import Path

import click

from scoring.cli.console import json_line, print_diagnostics
from scoring.cli.lazy import Command, LazyGroup
from scoring.messages.cli import EPILOG, HELP, TEXT

rubric = LazyGroup(
    {
        "check": "scoring.cli.rubric:check",
        "schema": "scoring.cli.rubric:schema",
        "test": "scoring.cli.rubric:test",
    },
    name="rubric",
    help=HELP["rubric"],
)


@click.command("check", cls=Command, help=HELP["rubric.check"], epilog=EPILOG["rubric.check"])
@click.argument("files", metavar="标准…", nargs=-1, required=True)
def check(files: tuple[str, ...]) -> int:
    """Print every error and warning of each file. Returns 1 if there is an error among them."""
    from scoring import pipeline

    failed = False
    for file in files:
        found, diagnostics = pipeline.check_rubric(file)
        failed |= print_diagnostics(diagnostics) or found is None
        if found is not None:
            leaves = sum(1 for _ in found.leaves())
            print(TEXT["rubric_ok"].format(file=Path(file).as_posix(), leaves=leaves, points=f"{found.points:f}"))
    return int(failed)


@click.command("schema", cls=Command, help=HELP["rubric.schema"], epilog=EPILOG["rubric.schema"])
def schema() -> int:
    """Print the JSON Schema of rubric files."""
    from scoring import pipeline

    print(json_line(pipeline.rubric_schema(), indent=2))
    return 0


@click.command("test", cls=Command, help=HELP["rubric.test"], epilog=EPILOG["rubric.test"])
def test() -> int:
    """Run every example of the measure library and print the failures. Returns 1 if one fails."""
    from scoring import pipeline

    count, failures = pipeline.run_examples()
    failed = print_diagnostics(failures)
    print(TEXT["examples"].format(count=count, failed=len(failures)))
    return int(failed)
