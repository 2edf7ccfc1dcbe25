"""One file per mistake in `golden/`: a table with it, and what is said about it, word for word.

To accept new words: delete the .txt, run `python tests/sources/test_sources_golden.py`, read the difference.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from sources_samples import given_as, joined, said
from xlsx_cases import CASES as BOOKS

from scoring.errors import Diagnostic
from scoring.messages import sources
from scoring.sources.load import Given
from scoring.sources.types import TABLE

GOLDEN = Path(__file__).parent / "golden"
TEXTS = {path.name.split(".")[0]: path for path in sorted(GOLDEN.glob("*.csv"))}

# About files and folders as such: test_source_files shows them, test_template those of templates.
OF_FILES = {
    "file-missing",
    "file-missing-near",
    "file-is-folder",
    "file-unreadable",
    "file-too-large",
    "file-encoding",
    "file-binary",
    "file-damaged",
    "file-encrypted",
    "file-old-excel",
    "file-not-workbook",
    "file-web-page",
    "file-format",
    "rows-capped",
    "columns-capped",
    "folder-missing",
    "folder-unknown",
    "folder-empty",
    "table-not-asked",
    "table-not-asked-near",
    "table-none-asked",
    "template-exists",
    "template-folder",
}


def _diagnostics(code: str, folder: Path) -> tuple[Diagnostic, ...]:
    if code in TEXTS:
        given = given_as(TEXTS[code])
    else:
        _, make = BOOKS[code]
        make(folder / "court.xlsx")
        given = Given(TABLE, folder / "court.xlsx", "court")
    return joined([given])[1]


@pytest.mark.parametrize("code", sorted({*TEXTS, *BOOKS}))
def test_golden(code: str, tmp_path: Path) -> None:
    found = _diagnostics(code, tmp_path)
    assert code in {diagnostic.code for diagnostic in found}
    assert all(diagnostic.help and diagnostic.file for diagnostic in found)
    assert said(found) == (GOLDEN / f"{code}.txt").read_text(encoding="utf-8")


def test_every_code_has_a_golden_text() -> None:
    assert set(sources.MESSAGES) - OF_FILES == {*TEXTS, *BOOKS}
    assert sorted(path.stem for path in GOLDEN.glob("*.txt")) == sorted({*TEXTS, *BOOKS})


def test_every_message_has_a_remedy() -> None:
    assert set(sources.MESSAGES) == set(sources.HELP)
    assert set(sources.MESSAGES) >= sources.WARNINGS
    assert set(sources.MESSAGES) >= sources.ABOUT_OTHERS


if __name__ == "__main__":
    for case in sorted({*TEXTS, *BOOKS}):
        target = GOLDEN / f"{case}.txt"
        if not target.exists():
            with tempfile.TemporaryDirectory() as place:
                target.write_text(said(_diagnostics(case, Path(place))), encoding="utf-8", newline="\n")
