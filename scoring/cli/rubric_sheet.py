"""`scoring rubric to-xlsx` and `from-xlsx`: points and thresholds edited in a spreadsheet."""

from __future__ import annotations

from pathlib import Path

import click

from scoring.cli.console import print_diagnostics
from scoring.cli.lazy import Command
from scoring.cli.rubric_try import print_changes
from scoring.errors import RubricError
from scoring.messages.cli import EPILOG, HELP, TEXT, USAGE
from scoring.messages.workbench import SAID
from scoring.outputs import public_path

_PATH = click.Path(path_type=Path)


def _workbook(_ctx: click.Context, _param: click.Parameter, value: Path) -> Path:
    if value.suffix.lower() != ".xlsx":
        raise click.BadParameter(USAGE["not_xlsx"])
    return value


@click.command("to-xlsx", cls=Command, help=HELP["rubric.to-xlsx"], epilog=EPILOG["rubric.to-xlsx"])
@click.argument("name", metavar="标准")
@click.option(
    "-o",
    "--output",
    metavar="文件.xlsx",
    required=True,
    type=_PATH,
    callback=_workbook,
    help=HELP["option.output_sheet"],
)
def to_xlsx(name: str, output: Path) -> int:
    """Write the sheet. Returns 1 if the rubric has an error."""
    from scoring import pipeline
    from scoring.workbench.files import open_rubric
    from scoring.workbench.sheet_rows import sheet_rows
    from scoring.workbench.sheet_write import Stamp, write_sheet

    vocabulary = pipeline.load_vocabulary()
    file = open_rubric(name, vocabulary)
    rubric, diagnostics = file.read(vocabulary)
    if rubric is None:
        raise RubricError(diagnostics)
    write_sheet(sheet_rows(file, rubric, vocabulary), Stamp(rubric.title, public_path(name), rubric.sha256), output)
    print_diagnostics(diagnostics)
    print(TEXT["written"].format(path=output.as_posix()))
    print(SAID["sheet"].format(path=output.as_posix(), rubric=name))
    return 0


@click.command("from-xlsx", cls=Command, help=HELP["rubric.from-xlsx"], epilog=EPILOG["rubric.from-xlsx"])
@click.argument("sheet", metavar="文件.xlsx", type=_PATH)
@click.option("--rubric", "name", metavar="标准", required=True, help=HELP["option.rubric_of_sheet"])
@click.option("-o", "--output", metavar="新标准.yaml", required=True, type=_PATH, help=HELP["option.output_rubric"])
@click.option("--overwrite", is_flag=True, help=HELP["option.overwrite"])
def from_xlsx(sheet: Path, name: str, output: Path, overwrite: bool) -> int:
    """Write the rubric with the sheet's numbers and print what changed. Returns 1, with nothing written, if the sheet has an error."""
    from scoring import pipeline
    from scoring.workbench.changes import changes
    from scoring.workbench.files import check_place, open_rubric, write_new
    from scoring.workbench.sheet_read import read_sheet

    vocabulary = pipeline.load_vocabulary()
    file = open_rubric(name, vocabulary)
    before, diagnostics = file.read(vocabulary)
    if before is None:
        raise RubricError(diagnostics)
    returned = read_sheet(sheet, file, before, vocabulary)
    after, _ = returned.file.read(vocabulary)
    assert after is not None, "read_sheet refuses what cannot be read"
    print_changes(changes(before, after, vocabulary.names()), nothing=SAID["sheet_same"])
    check_place(returned.file, output, vocabulary)
    write_new(output, returned.file.bytes(), overwrite)
    print_diagnostics(returned.warnings)
    print(TEXT["written"].format(path=output.as_posix()))
    return 0
