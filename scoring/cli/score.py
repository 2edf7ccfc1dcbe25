"""`scoring score`: reports in, workbook and JSON out, the ranking on the terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from scoring.cli.cached import cache_options
from scoring.cli.columns import reading_options
from scoring.cli.console import console, print_diagnostics, track
from scoring.cli.given import given, source_options
from scoring.cli.jobs import cache_read_by, jobs_option
from scoring.cli.lazy import Command
from scoring.cli.tables import print_table
from scoring.cli.usage import nearest
from scoring.errors import Diagnostic, ScoringError
from scoring.messages.cli import EPILOG, HEADLINE, HELP, TEXT, USAGE
from scoring.results import LeafScore, Run
from scoring.tables.types import Cell, Column, Kind, Passage, Row, Table
from scoring.tables.words import passage
from scoring.text.report import Report

TERMINAL_COLUMNS = (
    "group",
    "rank",
    "unit",
    "year",
    "total",
    "full_marks",
    "grade",
    "coverage",
    "stake",
    "previous_total",
    "total_change",
    "rank_change",
)
# What a narrow terminal can do without, the first one first.
LEAST = ("previous_total", "year", "rank_change", "full_marks", "total_change", "group", "grade")

# How many characters of the sentence stand on either side of a quote in the headline table.
AROUND = 30


def _workbook(_ctx: click.Context, _param: click.Parameter, value: Path) -> Path:
    if value.suffix.lower() != ".xlsx":
        raise click.BadParameter(USAGE["not_xlsx"])
    return value


def _ids(_ctx: click.Context, _param: click.Parameter, value: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (value or "").split(",") if part.strip())


@click.command("score", cls=Command, help=HELP["score"], epilog=EPILOG["score"])
@click.argument("paths", metavar="报告…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--rubric", "rubric_name", metavar="标准", required=True, help=HELP["option.rubric"])
@click.option(
    "-o",
    "--output",
    metavar="文件.xlsx",
    required=True,
    type=click.Path(path_type=Path),
    callback=_workbook,
    help=HELP["option.output_workbook"],
)
@click.option("--year", metavar="年度", type=int, help=HELP["option.year"])
@click.option(
    "--previous", metavar="报告", multiple=True, type=click.Path(path_type=Path), help=HELP["option.previous"]
)
@source_options
@reading_options
@cache_options
@jobs_option
@click.option("--runs", metavar="文件夹", type=click.Path(path_type=Path), help=HELP["option.runs"])
@click.option("--no-run", is_flag=True, help=HELP["option.no_run"])
@click.option("--pages", is_flag=True, help=HELP["option.with_pages"])
@click.option("--headline", metavar="指标,指标", callback=_ids, help=HELP["option.headline"])
def score(
    paths: tuple[Path, ...],
    rubric_name: str,
    output: Path,
    year: int | None,
    previous: tuple[Path, ...],
    headline: tuple[str, ...],
    checklist: Path | None,
    columns: dict[str, str],
    cache: Path | None,
    no_cache: bool,
    jobs: int | None,
    runs: Path | None,
    no_run: bool,
    pages: bool,
    **options: Any,
) -> int:
    """Score, keep the run, write, print. Returns the exit code: 1 if any input or output had an error, with everything else done."""
    from scoring import pipeline
    from scoring.scale.dataset import is_dataset

    for path in paths:
        if is_dataset(path):
            raise click.UsageError(USAGE["score_dataset"].format(name=path.name))
    rubric, warnings = pipeline.load_rubric(rubric_name)
    known = [leaf.id for leaf in rubric.leaves()]
    for criterion in headline:
        if criterion not in known:
            near = " / ".join(nearest(criterion, known)) or known[0]
            raise click.UsageError(USAGE["no_such_criterion"].format(name=criterion, near=near))
    sources, problems = given(**options)
    with cache_read_by(jobs, (*paths, *previous), cache, no_cache, columns) as (kept, refused):
        inputs = pipeline.gather(paths, rubric, year, previous, track, sources, checklist, columns, kept, refused)
    run = pipeline.run_of(inputs, rubric)
    id_, folder = "", None
    if run.units and not no_run:
        try:
            id_, folder = pipeline.keep_run(inputs, run, rubric_name, runs or pipeline.RUNS)
        except ScoringError as error:
            problems = (*problems, *error.diagnostics)
    code = finish(run, output, headline, (*warnings, *problems, *kept.problems), id_, pages=pages)
    if folder is not None:
        pipeline.log_run(folder, ["score", *map(str, paths), "--rubric", rubric_name, "-o", str(output.absolute())])
        print(TEXT["run_kept"].format(id=id_, path=folder.as_posix()))
    return code


def finish(
    run: Run,
    output: Path,
    headline: tuple[str, ...] = (),
    warnings: tuple[Diagnostic, ...] = (),
    id_: str = "",
    *,
    pages: bool = False,
) -> int:
    """Write the run's files, print its ranking, all diagnostics and where the files are. Returns the exit code. A run without any unit writes
    nothing: a misspelt folder does not replace last week's ranking by an empty one."""
    from scoring import pipeline
    from scoring.tables.ranking import ranking_table

    written, problems = pipeline.write_outputs(run, output, id_, pages=pages) if run.units else ((), ())
    screen = console()
    if run.units:
        print_table(screen, ranking_table(run, dimensions=False), TERMINAL_COLUMNS, LEAST)
        if headline:
            print_table(screen, one_line_each(run, headline), least=("group", "total"))
    _say_notes(run)
    failed = print_diagnostics((*warnings, *run.diagnostics, *problems))
    for path in written:
        print(TEXT["written"].format(path=path.as_posix()))
    if not run.units:
        print(TEXT["nothing_scored"].format(path=output.as_posix()))
    return int(failed or not run.units)


def _say_notes(run: Run) -> None:
    reports = len(run.inputs)
    facts = sum(len(unit.facts) for unit in run.units)
    rubric = run.rubric
    print(
        TEXT["scored"].format(
            units=len(run.units), reports=reports, facts=facts, title=rubric.title, file=Path(rubric.file).name
        )
    )
    if rubric.weights_status == "illustrative":
        print(TEXT["illustrative"])
    if any(leaf.stake for unit in run.units for leaf in unit.leaves):
        print(TEXT["pending_note"])


def one_line_each(run: Run, criteria: Sequence[str]) -> Table:
    """The headline table with a line for each criterion instead of columns, so that there is room for the sentence the
    points rest on, its quote marked."""
    from scoring.tables.order import ranked_units, reports_by_id
    from scoring.tables.ranking import headline_table

    table = headline_table(run, criteria)
    reports = reports_by_id(run.units)
    unit_columns = ("group", "rank", "unit", "total")
    columns = (
        *(table.columns[table.column(name)] for name in unit_columns),
        Column("criterion", HEADLINE["criterion"]),
        Column("value", HEADLINE["value"]),
        Column("points", HEADLINE["points"], Kind.POINTS),
        Column("quote", HEADLINE["quote"], Kind.LONG, 60),
    )
    rows = []
    for row, unit in zip(table.rows, ranked_units(run), strict=True):
        head = [row.cells[table.column(name)] for name in unit_columns]
        scores = {score.criterion: score for score in unit.leaves}
        for number, criterion in enumerate(criteria):
            value, points = table.column(f"value:{criterion}"), table.column(f"points:{criterion}")
            cells = (*head, table.columns[value].title, row.cells[value], row.cells[points])
            rows.append(Row((*cells, _sentence(scores.get(criterion), reports)), "" if number else "group"))
            head = [None] * len(unit_columns)
    return replace(table, columns=columns, rows=tuple(rows))


def _sentence(score: LeafScore | None, reports: Mapping[str, Report]) -> Cell:
    """The first quote of a score in its sentence, which is cut to a few words on either side."""
    if score is None or not score.used:
        return None
    evidence = score.used[0].evidence
    before, hit, after = passage(evidence, reports.get(evidence.report_id))
    if len(before) > AROUND:
        before = "…" + before[-AROUND:].lstrip("…")
    if len(after) > AROUND:
        after = after[:AROUND].rstrip("…") + "…"
    return Passage(*(" ".join(part.split()) for part in (before, hit, after)))
