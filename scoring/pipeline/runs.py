"""Runs as folders: kept, opened again, scored again, and what is written of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from scoring.corrections.types import NO_CORRECTIONS, Corrections
from scoring.errors import WARNING, Diagnostic, OutputError, RubricError
from scoring.messages.store import HELP, MESSAGES
from scoring.pipeline.libraries import load_measures, load_vocabulary
from scoring.pipeline.places import RUNS
from scoring.pipeline.scored import run_of
from scoring.results import Run
from scoring.store.inputs import Inputs
from scoring.store.rubric_copy import rubric_copy
from scoring.store.run_folder import LOG, OpenRun, find_run, open_run, run_id, save_run_folder


def keep_run(inputs: Inputs, run: Run, rubric: str, root: Path = RUNS) -> tuple[str, Path]:
    """Keep the run in a folder of its own below `root`; its id and the folder. `rubric` is the path or name that it was loaded by.

    Raises OutputError where the folder cannot be written, RubricError where the rubric's file was changed since it was loaded.
    """
    from scoring.exports.columns import RESULTS, result_rows
    from scoring.exports.parquet import write_parquet
    from scoring.store import write_results_json

    found, files = rubric_copy(rubric, load_vocabulary())
    if found is None or found.sha256 != run.rubric.sha256:
        code = "run-rubric-changed"
        raise RubricError([Diagnostic(code, MESSAGES[code], rubric, help=HELP[code])])
    further = {
        "results.json": lambda path: write_results_json(run, path),
        "results.parquet": lambda path: write_parquet(RESULTS, result_rows(run), path),
    }
    folder = save_run_folder(root, inputs, files, {"engine": run.engine, "command": run.command}, further)
    return run_id(inputs, files, run.engine), folder


def log_run(folder: Path, words: Sequence[str]) -> None:
    """A line in the run's log: when, and in which words. The only place for a clock and for paths as they were given."""
    line = f"{datetime.now().astimezone().isoformat(timespec='seconds')} {' '.join(words)}\n"
    with (folder / LOG).open("a", encoding="utf-8", errors="backslashreplace") as stream:
        stream.write(line)


def open_run_folder(name: str | Path, root: Path = RUNS) -> OpenRun:
    """The run in a folder, by its path or the first digits of its id. Raises ScoringError for none, or one that is not whole."""
    return open_run(find_run(name, root), load_vocabulary())


def run_from_folder(name: str | Path, corrections: Corrections | None = None, root: Path = RUNS) -> Run:
    """The run in a folder scored again from what is kept there, with what its review log holds (or with `corrections`, if given)."""
    opened = open_run_folder(name, root)
    return run_of_opened(opened, _reviewed(opened) if corrections is None else corrections)


def run_of_opened(opened: OpenRun, corrections: Corrections = NO_CORRECTIONS) -> Run:
    """The run of a folder that is open. Of another version of the program or of the library it is told that results may differ."""
    run = run_of(opened.inputs, opened.rubric, corrections)
    if opened.engine != run.engine or opened.inputs.measures_sha256 != load_measures().sha256:
        from dataclasses import replace

        code = "run-older"
        message = MESSAGES[code].format(engine=opened.engine)
        told = Diagnostic(code, message, opened.path.name, help=HELP[code], severity=WARNING)
        run = replace(run, diagnostics=(*run.diagnostics, told))
    return run


def _reviewed(opened: OpenRun) -> Corrections:
    """What the review log of the run has in force."""
    if not opened.review.is_file():
        return NO_CORRECTIONS
    from scoring.corrections.log import read_log
    from scoring.corrections.state import corrections_of

    return corrections_of(read_log(opened.review))


def rebuild(
    name: str | Path, workbook: Path, root: Path = RUNS, *, public: bool = False, pages: bool = False
) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """Write the workbook and the JSON of a run again: without a review the same bytes as the first time. What was written and what not.

    `public`: the edition that may leave the office (see `scoring.tables.public`); it cannot be imported as a review, so it has no run's id.
    """
    from scoring.tables.public import public_run

    opened = open_run_folder(name, root)
    run = run_of_opened(opened, _reviewed(opened))
    if public:
        return write_outputs(public_run(run), workbook, pages=pages, public=True)
    return write_outputs(run, workbook, opened.id, pages=pages)


def write_outputs(
    run: Run, workbook: Path, id_: str = "", *, pages: bool = False, public: bool = False
) -> tuple[tuple[Path, ...], tuple[Diagnostic, ...]]:
    """Write the workbook and, beside it, the same results as JSON, with `pages` the evidence pages too, to which the workbook then links. What was
    written, and what could not be and why; one that fails does not keep the others from being written. `id_` is the id of the run folder, if
    the run is kept; `public`: the pages are the public ones."""
    from scoring.pages import write_pages
    from scoring.store import write_results_json
    from scoring.workbook import write_workbook

    beside = workbook.with_name(f"{workbook.stem}-pages")
    written: list[Path] = []
    problems: list[Diagnostic] = []
    writers: tuple[tuple[Path, Callable[[Path], None]], ...] = (
        (workbook, lambda path: write_workbook(run, path, run_id=id_, pages=beside.name if pages else None)),
        (workbook.with_suffix(".json"), lambda path: write_results_json(run, path)),
    )
    for path, write in writers:
        try:
            write(path)
        except OutputError as error:
            problems += error.diagnostics
        else:
            written.append(path)
    if pages:
        try:
            made = write_pages(run, beside, public=public)
        except OutputError as error:
            problems += error.diagnostics
        else:
            problems += made.diagnostics
            written += [] if made.overview is None else [made.overview]
    return tuple(written), tuple(problems)
