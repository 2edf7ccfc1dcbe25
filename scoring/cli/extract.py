"""`scoring extract`: the facts of reports, one JSON object a line or as a table."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from scoring.cli.cached import cache_options
from scoring.cli.cluster import GIVEN, LOCAL, cluster_options, paths_and_addresses
from scoring.cli.columns import reading_options
from scoring.cli.console import console, json_line, print_diagnostics, say, track
from scoring.cli.jobs import cache_read_by, dataset_options, jobs_option, write_dataset
from scoring.cli.lazy import Command
from scoring.cli.usage import nearest
from scoring.measures.facts import Fact
from scoring.messages.cli import EPILOG, FACT_COLUMNS, HELP, TEXT, USAGE


@click.command("extract", cls=Command, help=HELP["extract"], epilog=EPILOG["extract"])
@click.argument("given", metavar="报告…", nargs=-1, type=GIVEN)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["jsonl", "table"]),
    metavar="格式",
    default="jsonl",
    help=HELP["option.format"].format(choices="jsonl（默认，一行一条事实）或 table"),
)
@click.option("--measure", "measures", metavar="编号", multiple=True, help=HELP["option.measure"])
@click.option("-o", "--output", metavar="文件", type=click.Path(path_type=Path), help=HELP["option.output_file"])
@reading_options
@cache_options
@dataset_options
@jobs_option
@cluster_options
@click.pass_context
def extract(
    context: click.Context,
    given: tuple[Path | str, ...],
    format_: str,
    measures: tuple[str, ...],
    output: Path | None,
    checklist: Path | None,
    columns: dict[str, str],
    cache: Path | None,
    no_cache: bool,
    dataset: Path | None,
    resume: bool,
    list_file: Path | None,
    jobs: int | None,
    cluster: dict[str, Any] | None,
) -> int:
    """Print (or write) the facts of every report in the order of the reports' ids, or write them as a data set. Returns the exit code."""
    from scoring import pipeline

    _check_options(context, bool(given or list_file), dataset is not None)
    paths, addresses = paths_and_addresses(given)
    if dataset is not None:
        place = "" if cache is None or no_cache else str(cache)
        options = {"jobs": jobs, "columns": columns, "list_file": list_file, "resume": resume, "cache": place}
        return write_dataset(paths, dataset, cluster, addresses=addresses, **options)
    names = pipeline.load_vocabulary().names()
    check_measures(measures, names)
    with cache_read_by(jobs, paths, cache, no_cache, columns) as (kept, refused):
        extraction = pipeline.extract(paths, kept.library, track, checklist, columns, kept, refused)
    facts = [fact for fact in extraction.facts if wanted(fact.measure, measures)]
    if format_ == "table":
        _print(facts, names)
    elif not extraction.reports and output is not None:
        say(TEXT["nothing_read"].format(path=output.as_posix()))
    elif output is None:
        for line in _lines(facts):
            print(line)
    else:
        from scoring.outputs import write_text

        write_text(output, "".join(f"{line}\n" for line in _lines(facts, unicode=True)))
        say(TEXT["written"].format(path=output.as_posix()))
    return int(print_diagnostics((*extraction.diagnostics, *kept.problems)))


def _check_options(context: click.Context, something: bool, dataset: bool) -> None:
    """Refuse options that say nothing together."""
    given = [name for name in context.params if context.get_parameter_source(name) is ParameterSource.COMMANDLINE]
    if not something:
        raise click.MissingParameter(ctx=context, param=context.command.params[0])
    if dataset:
        _refuse("--dataset", given, ("format_", "measures", "output", "checklist"))
        if "cluster" in given:
            # A cache is a file of one machine.
            far = context.params["cluster"] != LOCAL
            _refuse("--cluster", given, ("cache", "jobs") if far else ("cache",))
        return
    if any(isinstance(one, str) for one in context.params["given"]):
        raise click.UsageError(USAGE["addresses"])
    for name, option in (("resume", "--resume"), ("list_file", "--list"), ("cluster", "--cluster")):
        if name in given:
            raise click.UsageError(USAGE["only_with"].format(option=option, other="--dataset"))


def _refuse(option: str, given: Iterable[str], names: Iterable[str]) -> None:
    """Refuse what was given although it says nothing with `option`."""
    others = [f"--{name.rstrip('_')}" for name in given if name in set(names)]
    if others:
        raise click.UsageError(USAGE["not_with"].format(option=option, others=" ".join(others)))


def check_measures(patterns: Iterable[str], known: Iterable[str]) -> None:
    """Refuse a measure id (or pattern) that no measure, practice or report measure answers to, naming the nearest."""
    ids = list(known)
    for pattern in patterns:
        if not any(fnmatchcase(id_, pattern) for id_ in ids):
            near = " / ".join(nearest(pattern, ids)) or USAGE["none_near"]
            raise click.UsageError(USAGE["no_such_measure"].format(name=pattern, near=near))


def wanted(measure: str, patterns: tuple[str, ...]) -> bool:
    """True if no pattern is given or one of them matches."""
    return not patterns or any(fnmatchcase(measure, pattern) for pattern in patterns)


def _lines(facts: Iterable[Fact], unicode: bool = False) -> Iterator[str]:
    from scoring.store.records import fact_record

    for fact in facts:
        record = fact_record(fact)
        yield json.dumps(record, ensure_ascii=False) if unicode else json_line(record)


def _print(facts: Iterable[Fact], names: Mapping[str, str]) -> None:
    from rich.table import Table
    from rich.text import Text

    from scoring.messages import workbook as words
    from scoring.tables.words import fact_value_words, flag_words, looked_up

    table = Table(header_style="bold")
    for heading in FACT_COLUMNS:
        table.add_column(heading, overflow="fold")
    for fact in facts:
        cells = (
            fact.report_id.rpartition("#")[0],
            names.get(fact.measure, fact.measure),
            fact_value_words(fact),
            looked_up(words.PERIODS, fact.period),
            looked_up(words.SCOPES, fact.scope),
            looked_up(words.STATUSES, fact.status),
            words.YES if fact.chosen else "",
            fact.evidence.quote,
            flag_words(fact.flags),
        )
        table.add_row(*(Text(cell) for cell in cells))
    console().print(table)
