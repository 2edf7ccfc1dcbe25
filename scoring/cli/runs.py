"""`scoring runs` and `scoring rebuild`: the folders that scoring leaves."""

from __future__ import annotations

import json
from pathlib import Path

import click

from scoring.cli.console import print_diagnostics, say
from scoring.cli.lazy import Command, LazyGroup
from scoring.errors import Diagnostic, ScoringError
from scoring.messages.cli import EPILOG, HELP, TEXT, USAGE

_PATH = click.Path(path_type=Path)

runs = LazyGroup(
    {
        "list": "scoring.cli.runs:list_runs",
        "show": "scoring.cli.runs:show",
        "verify": "scoring.cli.runs:verify",
    },
    name="runs",
    help=HELP["runs"],
)


def _root(runs: Path | None) -> Path:
    from scoring import pipeline

    return runs or pipeline.RUNS


@click.command("list", cls=Command, help=HELP["runs.list"], epilog=EPILOG["runs.list"])
@click.option("--runs", "place", metavar="文件夹", type=_PATH, help=HELP["option.runs"])
def list_runs(place: Path | None) -> int:
    """Print a line for each run. Returns 1 if one has a manifest that cannot be read."""
    from scoring.store.run_folder import REVIEW, manifest_of, runs_in

    root = _root(place)
    folders = runs_in(root)
    if not folders:
        say(TEXT["no_runs"].format(path=root.as_posix()))
    wrong: list[Diagnostic] = []
    for folder in folders:
        try:
            manifest = manifest_of(folder)
        except ScoringError as error:
            wrong += error.diagnostics
            continue
        print(
            TEXT["run_line"]
            .format(
                id=manifest["id"],
                year=manifest["year"] or "",
                units=len(manifest["inputs"]),
                rubric=manifest["command"],
                reviewed=TEXT["run_reviewed"] if (folder / REVIEW).is_file() else "",
            )
            .rstrip()
        )
    return int(print_diagnostics(wrong))


@click.command("show", cls=Command, help=HELP["runs.show"], epilog=EPILOG["runs.show"])
@click.argument("run", metavar="运行")
@click.option("--runs", "place", metavar="文件夹", type=_PATH, help=HELP["option.runs"])
def show(run: str, place: Path | None) -> int:
    """Print what the run was made from. Returns 0."""
    from scoring.store.run_folder import find_run, manifest_of

    manifest = manifest_of(find_run(run, _root(place)))
    print(json.dumps(manifest, ensure_ascii=False, indent=1))
    return 0


@click.command("verify", cls=Command, help=HELP["runs.verify"], epilog=EPILOG["runs.verify"])
@click.argument("run", metavar="运行")
@click.option("--runs", "place", metavar="文件夹", type=_PATH, help=HELP["option.runs"])
def verify(run: str, place: Path | None) -> int:
    """Check every file of the run. Returns 1 if one is missing or was altered."""
    from scoring.store.run_folder import damages, find_run, manifest_of

    folder = find_run(run, _root(place))
    wrong = damages(folder)
    if not wrong:
        count = len(manifest_of(folder)["files"])
        print(TEXT["run_whole"].format(id=folder.name, count=count))
    return int(print_diagnostics(wrong))


def _workbook(_ctx: click.Context, _param: click.Parameter, value: Path) -> Path:
    if value.suffix.lower() != ".xlsx":
        raise click.BadParameter(USAGE["not_xlsx"])
    return value


@click.command("rebuild", cls=Command, help=HELP["rebuild"], epilog=EPILOG["rebuild"])
@click.argument("run", metavar="运行")
@click.option(
    "-o",
    "--output",
    metavar="文件.xlsx",
    required=True,
    type=_PATH,
    callback=_workbook,
    help=HELP["option.output_workbook"],
)
@click.option("--public", is_flag=True, help=HELP["option.public_book"])
@click.option("--pages", is_flag=True, help=HELP["option.with_pages"])
@click.option("--runs", "place", metavar="文件夹", type=_PATH, help=HELP["option.runs"])
def rebuild(run: str, output: Path, public: bool, pages: bool, place: Path | None) -> int:
    """Write the workbook and the JSON again. Returns 1 if one could not be written."""
    from scoring import pipeline

    written, problems = pipeline.rebuild(run, output, _root(place), public=public, pages=pages)
    for path in written:
        print(TEXT["written"].format(path=path.as_posix()))
    return int(print_diagnostics(problems))
