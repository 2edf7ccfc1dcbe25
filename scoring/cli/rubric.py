"""`scoring rubric …`: check a rubric, print the schema, run the examples of the measure library; the other commands lie beside."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from scoring.cli.console import json_line, print_diagnostics
from scoring.cli.lazy import Command, LazyGroup
from scoring.cli.rubric_on import material_of, on_options
from scoring.messages.cli import EPILOG, HELP, TEXT

rubric = LazyGroup(
    {
        "check": "scoring.cli.rubric:check",
        "new": "scoring.cli.rubric_new:new",
        "diff": "scoring.cli.rubric_try:diff",
        "what-if": "scoring.cli.rubric_try:what_if",
        "watch": "scoring.cli.rubric_watch:watch",
        "to-xlsx": "scoring.cli.rubric_sheet:to_xlsx",
        "from-xlsx": "scoring.cli.rubric_sheet:from_xlsx",
        "schema": "scoring.cli.rubric:schema",
        "test": "scoring.cli.rubric:test",
    },
    name="rubric",
    help=HELP["rubric"],
)


@click.command("check", cls=Command, help=HELP["rubric.check"], epilog=EPILOG["rubric.check"])
@click.argument("files", metavar="标准…", nargs=-1, required=True)
@on_options(required=False)
def check(files: tuple[str, ...], **options: Any) -> int:
    """Print every error and warning of each file; with reports, how many of them answer each criterion. Returns 1 if there is an error."""
    from scoring import pipeline

    failed = False
    material = material_of(**options) if options["on"] else None
    for file in files:
        found, diagnostics = pipeline.check_rubric(file)
        if found is not None and material is not None:
            diagnostics = (*diagnostics, *_reached(found, material))
        failed |= print_diagnostics(diagnostics) or found is None
        if found is not None:
            leaves = sum(1 for _ in found.leaves())
            print(TEXT["rubric_ok"].format(file=Path(file).as_posix(), leaves=leaves, points=f"{found.points:f}"))
    return int(failed)


def _reached(found: Any, material: Any) -> tuple[Any, ...]:
    """Prints how many reports answer each criterion; gives the warnings about those that none does."""
    from scoring.cli.console import console
    from scoring.cli.tables import print_table
    from scoring.workbench.bench import score
    from scoring.workbench.move_tables import reach_table
    from scoring.workbench.reach import reach, unreached

    reaches = reach(score(material, found, every_report=True))
    print_table(console(), reach_table(reaches))
    return (*material.diagnostics, *material.beside(found).diagnostics, *unreached(reaches))


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
