"""One file per code in `golden/`: what is said, word for word.

To accept new words: delete the .txt, run `python tests/workbench/test_workbench_golden.py`, read the difference.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from workbench_samples import SHEETS, SMALL, county, material, rubric_of, small, vocabulary

from scoring import pipeline
from scoring.cli.rubric_on import material_of
from scoring.cli.rubric_try import _rubric_of
from scoring.errors import Diagnostic, ScoringError, render
from scoring.messages import workbench
from scoring.messages.workbench import SHEET_COLUMNS, SHEET_NAME, SHEET_NAME_GUIDE
from scoring.resources import fixture_reports_folder
from scoring.store import write_results_json
from scoring.workbench.bench import score
from scoring.workbench.files import open_rubric, write_new
from scoring.workbench.material import from_results
from scoring.workbench.new import new_rubric
from scoring.workbench.reach import reach, unreached
from scoring.workbench.rescale import rescale
from scoring.workbench.settings import edited
from scoring.workbench.sheet_read import read_sheet
from scoring.workbench.sheet_rows import sheet_rows
from scoring.workbench.sheet_write import Stamp, write_sheet

GOLDEN = Path(__file__).parent / "golden"


def _said(action: Callable[[], Any]) -> tuple[Diagnostic, ...]:
    try:
        action()
    except ScoringError as error:
        return error.diagnostics
    raise AssertionError("nothing was refused")


def _files() -> Iterable[Diagnostic]:
    path = Path("mine.yaml")
    path.write_text("x", encoding="utf-8")
    yield from _said(lambda: write_new(path, b""))
    yield from _said(lambda: write_new(Path("absent/mine.yaml"), b""))
    yield from _said(lambda: new_rubric("mine", "county", vocabulary(), path))
    yield from _said(lambda: new_rubric("我的", "county", vocabulary(), path))


def _settings() -> Iterable[Diagnostic]:
    texts = [
        "d.appearance.points",
        "d.points=",
        "d.appearance.missing={share: 50%",
        "d.appearance=8",
        "ties=min",
        "ties=dense",
        "rounding={places: 1}",
        "rounding.places=1",
        "d.apearance.points=8",
        "d.appearance.ponits=8",
        "e.points.x=8",
        "grades.良好.from=70%",
        "x.y=8",
    ]
    yield from _said(lambda: edited(small(), texts))


def _rescaling() -> Iterable[Diagnostic]:
    deduction = open_rubric(next(path for path in SHEETS if path.stem == "deduction"), vocabulary())
    for file, texts in (
        (small(), ["d.points=10"]),
        (small(), ["d.appearance.points=4", "d.mediation.points=3"]),
        (deduction, ["lead.visit.points=5"]),
    ):
        settings = edited(file, texts)[1]
        yield from _said(partial(rescale, rubric_of(file), file, settings))


def _sheet(change: Callable[[Any, dict[str, int]], None]) -> tuple[Diagnostic, ...]:
    path = Path("分值.xlsx")
    rubric = rubric_of(small())
    write_sheet(sheet_rows(small(), rubric, vocabulary()), Stamp(rubric.title, rubric.file, rubric.sha256), path)
    book = openpyxl.load_workbook(path)
    sheet = book[SHEET_NAME]
    columns = {str(cell.value): cell.column for cell in sheet[1]}
    change(sheet, {name: columns[title] for name, title in SHEET_COLUMNS.items()})
    book.save(path)
    return _said(lambda: read_sheet(path, small(), rubric, vocabulary()))


def _cells(sheet: Any, columns: dict[str, int]) -> None:
    """Rows: 3 d, 4 and 5 d.appearance, 6 to 12 d.mediation, 13 e, 14 e.three, 16 and 17 grades."""
    sheet.cell(3, 1).value = "x"
    sheet.cell(3, columns["source"]).value = "某来源"
    sheet.cell(4, columns["worth"]).value = None
    sheet.cell(4, columns["value"]).value = "50分"
    sheet.cell(5, columns["value"]).value = 90
    sheet.cell(6, columns["name"]).value = "调解"
    sheet.cell(6, columns["worth"]).value = 0
    sheet.cell(6, columns["value"]).value = "=1/2"
    sheet.cell(7, columns["value"]).value = "#REF!"
    sheet.cell(7, columns["value"]).data_type = "e"
    sheet.cell(12, columns["value"]).value = -1
    sheet.cell(13, columns["value"]).value = 3
    sheet.cell(14, columns["worth_key"]).value = "d.appearance.points"
    sheet.cell(17, columns["value_key"]).value = "grades.9.from"
    sheet.append(["", "新的一项", 3])


def _sheets() -> Iterable[Diagnostic]:
    yield from _sheet(_cells)
    yield from _sheet(lambda sheet, columns: setattr(sheet.cell(1, columns["value"]), "value", "数"))
    yield from _sheet(lambda sheet, _columns: setattr(sheet, "title", "分值"))
    yield from _sheet(lambda sheet, _columns: setattr(sheet.parent[SHEET_NAME_GUIDE]["B4"], "value", "0"))
    yield from _sheet(lambda sheet, _columns: sheet.parent.remove(sheet.parent[SHEET_NAME_GUIDE]))
    yield from _said(lambda: read_sheet(Path("没有.xlsx"), small(), rubric_of(small()), vocabulary()))


def _reached() -> Iterable[Diagnostic]:
    text = SMALL.replace("respondent_appearance_rate", "respondent_appearance_rate\n        period: 1990")
    text = text.replace("points: 4, practice", "points: 4, applies_to: [province], na: full, practice")
    yield from unreached(reach(score(material(), rubric_of(small(text)))))


def _results() -> Iterable[Diagnostic]:
    path = Path("结果.json")
    write_results_json(pipeline.score([fixture_reports_folder() / "2024"], rubric_of(county())), path)
    data = json.loads(path.read_text(encoding="utf-8"))
    changes: tuple[dict[str, Any], ...] = ({"format": 99}, {"facts": [{}]})
    for change in changes:
        Path("改.json").write_text(json.dumps(data | change), encoding="utf-8")
        yield from _said(lambda: from_results(Path("改.json")))
    yield from _said(lambda: from_results(Path("没有.json")))
    yield from _said(lambda: material_of((path, Path("报告"))))
    yield from _said(lambda: material_of((path,), previous=(Path("去年"),)))
    for rubric in ({"file": "county.yaml", "sha256": "0"}, {"file": "去年.yaml", "sha256": "0"}):
        Path("改.json").write_text(json.dumps(data | {"rubric": rubric, "measures_sha256": "0"}), encoding="utf-8")
        saved = from_results(Path("改.json"))
        yield from saved.diagnostics
        try:
            yield from _rubric_of(None, saved)[1]
        except ScoringError as error:
            yield from error.diagnostics


def everything_said() -> dict[str, str]:
    """The first text of every code, from a folder of its own."""
    found: dict[str, str] = {}
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            for scenario in (_files, _settings, _rescaling, _sheets, _reached, _results):
                for problem in scenario():
                    if problem.code in workbench.MESSAGES:
                        found.setdefault(problem.code, render(problem) + "\n")
        finally:
            os.chdir(before)
    return found


@pytest.fixture(scope="module")
def said() -> dict[str, str]:
    return everything_said()


@pytest.mark.parametrize("code", sorted(workbench.MESSAGES))
def test_golden(code: str, said: dict[str, str]) -> None:
    assert said[code] == (GOLDEN / f"{code}.txt").read_text(encoding="utf-8")


def test_every_code_has_its_remedy_and_its_text() -> None:
    assert set(workbench.MESSAGES) == set(workbench.HELP) == {path.stem for path in GOLDEN.glob("*.txt")}


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for code, text in everything_said().items():
        target = GOLDEN / f"{code}.txt"
        if not target.exists():
            target.write_text(text, encoding="utf-8", newline="\n")
