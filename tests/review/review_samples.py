"""A small kept run, its workbook, and what reviewers do to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scoring import pipeline
from scoring.corrections.log import Entry, read_log
from scoring.corrections.state import corrections_of
from scoring.corrections.types import Corrections
from scoring.resources import fixture_reports_folder
from scoring.results import Run
from scoring.review.importing import Import, import_files
from scoring.workbook import write_workbook

REPORTS = ("2024/qingyue-county.txt",)
Book = Any


@dataclass(frozen=True)
class Kept:
    """A run in a folder, and the workbook that was written of it."""

    folder: Path
    workbook: Path

    def now(self) -> tuple[Run, Run, Any]:
        opened = pipeline.open_run_folder(self.folder)
        engine = pipeline.run_of_opened(opened)
        corrections = corrections_of(self.log())
        return (pipeline.run_of_opened(opened, corrections) if corrections else engine), engine, opened

    def bring(self, *files: Path) -> tuple[Import, ...]:
        run, _, opened = self.now()
        return import_files(files, run, opened.inputs, opened.id, opened.review, pipeline.load_vocabulary().names())

    def log(self) -> tuple[Entry, ...]:
        return read_log(self.folder / "review.jsonl")

    def state(self) -> Corrections:
        return corrections_of(self.log())

    def rebuilt(self, path: Path) -> Path:
        run, _, opened = self.now()
        write_workbook(run, path, run_id=opened.id)
        return path


def keep(place: Path) -> Kept:
    """Score the reports and keep the run below `place`."""
    rubric, _ = pipeline.load_rubric("county")
    inputs = pipeline.gather([fixture_reports_folder() / name for name in REPORTS], rubric)
    run = pipeline.run_of(inputs, rubric)
    id_, folder = pipeline.keep_run(inputs, run, "county", place / "runs")
    workbook = place / "结果.xlsx"
    write_workbook(run, workbook, run_id=id_)
    return Kept(folder, workbook)


def changed(source: Path, target: Path, change: Callable[[Book], None]) -> Path:
    """A copy of a workbook that somebody worked on."""
    from openpyxl import load_workbook

    book = load_workbook(source)
    change(book)
    book.save(target)
    return target


def fill(book: Book, sheet: str, row: int, values: Mapping[str, Any]) -> None:
    """Type values into a row, by the titles of the columns."""
    titles = [cell.value for cell in book[sheet][1]]
    for title, value in values.items():
        book[sheet].cell(row, titles.index(title) + 1).value = value


def shown(book: Book, sheet: str, row: int, title: str) -> Any:
    titles = [cell.value for cell in book[sheet][1]]
    return book[sheet].cell(row, titles.index(title) + 1).value
