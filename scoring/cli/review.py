"""`scoring review`: what reviewers filled in comes back, and how far the review is."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scoring.cli.console import print_diagnostics
from scoring.cli.lazy import Command, LazyGroup
from scoring.messages.cli import EPILOG, HELP, TEXT, USAGE
from scoring.messages.review import HELP as REMEDIES
from scoring.messages.review import KINDS, MESSAGES, SAID

if TYPE_CHECKING:
    from scoring.corrections.log import Entry
    from scoring.corrections.state import Standing
    from scoring.review.agreement import Agreement
    from scoring.review.coders import Given
    from scoring.review.importing import Import
    from scoring.review.ledger import Row
    from scoring.store.run_folder import OpenRun

_PATH = click.Path(path_type=Path)

review = LazyGroup(
    {
        "import": "scoring.cli.review:import_",
        "status": "scoring.cli.review:status",
        "agreement": "scoring.cli.review:agreement",
        "sample": "scoring.cli.review:sample",
        "log": "scoring.cli.review:log",
    },
    name="review",
    help=HELP["review"],
)


def _workbook(_ctx: click.Context, _param: click.Parameter, value: Path | None) -> Path | None:
    if value is not None and value.suffix.lower() != ".xlsx":
        raise click.BadParameter(USAGE["not_xlsx"])
    return value


def _root(runs: Path | None) -> Path:
    from scoring import pipeline

    return runs or pipeline.RUNS


@click.command("import", cls=Command, help=HELP["review.import"], epilog=EPILOG["review.import"])
@click.argument("files", metavar="送回的工作簿…", nargs=-1, required=True, type=_PATH)
@click.option("--run", "run", metavar="运行", required=True, help=HELP["option.run"])
@click.option(
    "-o", "--output", metavar="新工作簿.xlsx", type=_PATH, callback=_workbook, help=HELP["option.output_reviewed"]
)
@click.option("--runs", "place", metavar="文件夹", type=_PATH, help=HELP["option.runs"])
def import_(files: tuple[Path, ...], run: str, output: Path | None, place: Path | None) -> int:
    """Log what is new, print it, write the new workbook. Returns 1 if anything was refused."""
    from scoring import pipeline
    from scoring.corrections.state import conflicts, corrections_of
    from scoring.errors import Diagnostic, ScoringError
    from scoring.review.importing import import_files

    if output is not None and any(output.resolve() == file.resolve() for file in files):
        code = "review-over-input"
        raise ScoringError(
            [Diagnostic(code, MESSAGES[code].format(name=output.name), output.name, help=REMEDIES[code])]
        )
    opened = pipeline.open_run_folder(run, _root(place))
    from scoring.corrections.log import read_log

    now = pipeline.run_of_opened(opened, corrections_of(read_log(opened.review)))
    measures = pipeline.load_vocabulary().names()
    found = import_files(files, now, opened.inputs, opened.id, opened.review, measures)
    failed = False
    for one in found:
        failed = print_diagnostics(one.diagnostics) or failed
        _say_import(one)
    for standing in conflicts(read_log(opened.review)):
        _say_conflict(standing)
    if output is not None:
        written, problems = pipeline.rebuild(opened.path, output)
        failed = print_diagnostics(problems) or failed
        for path in written:
            print(TEXT["written"].format(path=path.as_posix()))
    return int(failed)


def _say_import(one: Import) -> None:
    counts = {
        "overrides": one.count("override"),
        "checked": one.count("checked"),
        "facts": one.count("fact"),
        "reports": one.count("report"),
        "settled": one.count("adjudicated"),
        "withdrawn": one.count("withdrawn"),
        "same": one.same,
    }
    print(SAID["imported"].format(name=one.name, **counts))
    refused = sum(problem.is_error for problem in one.diagnostics)
    if refused:
        print(SAID["refused"].format(name=one.name, count=refused))
    proposals = [entry for entry in one.entries if entry.kind == "proposal"]
    if proposals:
        print(SAID["proposals"].format(count=len(proposals)))
    for entry in proposals:
        print(SAID["proposal"].format(id=entry.key.split("|")[0], **entry.value))


def _say_conflict(standing: Standing) -> None:
    said = "；".join(
        SAID["conflict_one"].format(who=entry.by.who, points=_said(entry), reason=entry.by.reason)
        for entry in standing.said
    )
    print(SAID["conflict"].format(key=standing.key, said=said))


def _said(entry: Entry) -> str:
    if "points" in entry.value:
        return entry.value["points"] or SAID["not_applicable"]
    shown = entry.value.get("value")
    return str(entry.value.get("action", "")) if shown is None else str(shown)


@click.command("status", cls=Command, help=HELP["review.status"], epilog=EPILOG["review.status"])
@click.argument("run", metavar="运行")
@click.option("--runs", "place", metavar="文件夹", type=_PATH, help=HELP["option.runs"])
def status(run: str, place: Path | None) -> int:
    """Print how far the review is. Returns 0."""
    from scoring import pipeline
    from scoring.corrections.log import read_log
    from scoring.corrections.state import corrections_of
    from scoring.review.status import status_of

    opened = pipeline.open_run_folder(run, _root(place))
    entries = read_log(opened.review)
    found = status_of(pipeline.run_of_opened(opened, corrections_of(entries)), entries)
    share = f"{found.checked / found.rows:.0%}" if found.rows else "—"
    print(
        SAID["status"].format(
            run=opened.id,
            rows=found.rows,
            checked=found.checked,
            share=share,
            overrides=found.overrides,
            conflicts=len(found.conflicts),
        )
    )
    if not found.people:
        print(SAID["status_nobody"])
    for person in found.people:
        print(
            SAID["status_person"].format(
                who=person.who, checked=person.checked, overrides=person.overrides, corrections=person.corrections
            )
        )
    print(SAID["status_stake"].format(left=found.left, stake=_plain(found.stake)))
    for standing in found.conflicts:
        _say_conflict(standing)
    return 0


@click.command("agreement", cls=Command, help=HELP["review.agreement"], epilog=EPILOG["review.agreement"])
@click.argument("what", metavar="[运行或送回的工作簿…]", nargs=-1)
@click.option("--run", "run", metavar="运行", help=HELP["option.run"])
@click.option("--runs", "place", metavar="文件夹", type=_PATH, help=HELP["option.runs"])
def agreement(what: tuple[str, ...], run: str | None, place: Path | None) -> int:
    """Print the agreement of every two coders, by the log of a run or by files that came back. Returns 1 if something in a file was refused."""
    from itertools import combinations

    from scoring import pipeline
    from scoring.review.agreement import agreement as agreement_of
    from scoring.review.coders import full_marks
    from scoring.review.ledger import expected_rows
    from scoring.review.returned import open_returned

    files = [Path(one) for one in what if one.lower().endswith(".xlsx")]
    if not files and len(what) + bool(run) == 1:
        run = run or what[0]
    elif not files or len(files) != len(what):
        raise click.BadParameter(USAGE["not_xlsx"])
    opened = pipeline.open_run_folder(run or open_returned(files[0]).run, _root(place))
    rows = expected_rows(pipeline.run_of_opened(opened))
    scores, failed = _coders(files, opened, rows)
    full = full_marks(rows)
    any_pair = False
    for one, other in combinations(sorted(scores), 2):
        found = agreement_of(scores[one], scores[other], full)
        if found.count:
            any_pair = True
            _say_agreement(one, other, found)
    if not any_pair:
        print(SAID["agreement_none"])
    return int(failed)


def _coders(files: Sequence[Path], opened: OpenRun, rows: Mapping[str, Row]) -> tuple[dict[str, Given], bool]:
    """Points by coder; in files a name that stands in several is told apart by its file."""
    from scoring.corrections.log import read_log
    from scoring.review.coders import coders_of_file, coders_of_log

    if not files:
        return coders_of_log(read_log(opened.review), rows), False
    scores: dict[str, Given] = {}
    failed = False
    for path in files:
        found, problems = coders_of_file(path, opened.id, rows)
        failed = print_diagnostics(problems) or failed
        scores |= {SAID["coder_in_file"].format(who=who, name=path.name): given for who, given in found.items()}
    return scores, failed


def _say_agreement(one: str, other: str, found: Agreement) -> None:
    print(SAID["agreement"].format(one=one, other=other, count=found.count))
    for key, value, form in (
        ("agreement_raw", found.raw, "{:.1%}"),
        ("agreement_difference", found.difference, "{:.2f}"),
        ("agreement_kappa", found.kappa, "{:.3f}"),
        ("agreement_alpha", found.interval, "{:.3f}"),
        ("agreement_ordinal", found.ordinal, "{:.3f}"),
    ):
        print(SAID[key].format(value=_share(value, form)))


def _share(value: float | None, form: str) -> str:
    return SAID["not_applicable"] if value is None else form.format(value)


@click.command("sample", cls=Command, help=HELP["review.sample"], epilog=EPILOG["review.sample"])
@click.argument("run", metavar="运行")
@click.option(
    "--share", metavar="比例", type=click.FloatRange(0, 1, min_open=True), default=0.1, help=HELP["option.share"]
)
@click.option("--seed", metavar="种子", type=int, default=1, help=HELP["option.seed"])
@click.option(
    "-o",
    "--output",
    metavar="抽样.xlsx",
    required=True,
    type=_PATH,
    callback=_workbook,
    help=HELP["option.output_sample"],
)
@click.option("--runs", "place", metavar="文件夹", type=_PATH, help=HELP["option.runs"])
def sample(run: str, share: float, seed: int, output: Path, place: Path | None) -> int:
    """Draw the rows and write them. Returns 0."""
    from scoring import pipeline
    from scoring.review.returned import SAMPLE_PROPERTY
    from scoring.review.sample import sample_table
    from scoring.tables.review_columns import CRITERION_ID, RUN_PROPERTY, UNIT
    from scoring.workbook.tables_book import write_tables

    opened = pipeline.open_run_folder(run, _root(place))
    table = sample_table(pipeline.run_of_opened(opened), share, seed)
    write_tables(table.title, (table,), output, properties={RUN_PROPERTY: opened.id, SAMPLE_PROPERTY: str(seed)})
    at = {column.title: number for number, column in enumerate(table.columns)}
    units = {str(row.cells[at[UNIT]]) for row in table.rows}
    criteria = {str(row.cells[at[CRITERION_ID]]) for row in table.rows}
    print(SAID["sampled"].format(count=len(table.rows), units=len(units), criteria=len(criteria), seed=seed))
    print(TEXT["written"].format(path=output.as_posix()))
    return 0


@click.command("log", cls=Command, help=HELP["review.log"], epilog=EPILOG["review.log"])
@click.argument("run", metavar="运行")
@click.option("--runs", "place", metavar="文件夹", type=_PATH, help=HELP["option.runs"])
def log(run: str, place: Path | None) -> int:
    """Print the log of the review. Returns 0."""
    from scoring import pipeline
    from scoring.corrections.log import read_log

    opened = pipeline.open_run_folder(run, _root(place))
    for entry in read_log(opened.review):
        value = json.dumps(entry.value, ensure_ascii=False, sort_keys=True) if entry.value else ""
        words = {"when": entry.by.when, "who": entry.by.who, "kind": KINDS[entry.kind], "key": entry.key}
        print(" ".join(SAID["log_line"].format(**words, value=value, reason=entry.by.reason).split()))
    return 0


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")
