"""`scoring rubric new`: a rubric of one's own, begun as a copy of a shipped one."""

from __future__ import annotations

from pathlib import Path

import click

from scoring.cli.lazy import Command
from scoring.messages.cli import EPILOG, HELP
from scoring.messages.workbench import SAID


@click.command("new", cls=Command, help=HELP["rubric.new"], epilog=EPILOG["rubric.new"])
@click.argument("name", metavar="编号")
@click.option("--from", "origin", metavar="标准", default="county", help=HELP["option.from"])
@click.option("--title", metavar="名称", help=HELP["option.title"])
@click.option("--year", metavar="年度", type=click.IntRange(1949, 2999), help=HELP["option.rubric_year"])
@click.option("-o", "--output", metavar="文件.yaml", type=click.Path(path_type=Path), help=HELP["option.output_rubric"])
def new(name: str, origin: str, title: str | None, year: int | None, output: Path | None) -> int:
    """Write the copy and say what comes next. A file that is there already is left alone."""
    from scoring import pipeline
    from scoring.workbench.new import new_rubric

    copied = new_rubric(name, origin, pipeline.load_vocabulary(), output, title, year)
    path = copied.path.as_posix()
    print(SAID["new"].format(path=path, id=copied.id, origin=origin))
    print(SAID["new_next"].format(path=path))
    if copied.schema is not None:
        print(SAID["new_schema"].format(path=copied.schema.as_posix()))
    return 0
