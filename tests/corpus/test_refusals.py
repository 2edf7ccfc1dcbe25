"""What is refused before anything is scored, and how files are named."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from small import SHEET, dataset, pair

from scoring.corpus import compare_dataset, score_dataset
from scoring.corpus.receipts import file_name
from scoring.errors import ScoringError
from scoring.scale.lock import locked


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return dataset(tmp_path_factory.mktemp("made") / "set")


@pytest.mark.parametrize(("years", "code"), [([1999], "corpus-no-year")])
def test_a_year_without_reports_is_refused(made: Path, tmp_path: Path, years: list[int], code: str) -> None:
    with pytest.raises(ScoringError) as refused:
        score_dataset(made, SHEET, tmp_path, years)
    assert [one.code for one in refused.value.diagnostics] == [code]
    assert "2023、2024" in refused.value.diagnostics[0].message


def test_a_data_set_without_years_is_refused(tmp_path: Path) -> None:
    folder = dataset(tmp_path / "set", [pair("甲县人民政府", 0.5, None)])
    with pytest.raises(ScoringError) as refused:
        score_dataset(folder, SHEET, tmp_path / "out")
    assert refused.value.diagnostics[0].code == "corpus-no-years"


def test_one_run_at_a_time_in_a_folder(made: Path, tmp_path: Path) -> None:
    with locked(tmp_path / ".lock") as free:
        assert free
        with pytest.raises(ScoringError) as refused:
            score_dataset(made, SHEET, tmp_path)
    assert [one.code for one in refused.value.diagnostics] == ["corpus-in-use"]


def test_a_folder_that_cannot_be_made(made: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(ScoringError) as refused:
        score_dataset(made, SHEET, tmp_path / "file" / "out")
    assert [one.code for one in refused.value.diagnostics] == ["corpus-folder"]


def test_comparing_without_duckdb(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(ScoringError) as refused:
        compare_dataset(made, SHEET, tmp_path, (2023, 2024))
    assert [one.code for one in refused.value.diagnostics] == ["corpus-duckdb"]
    assert "pip install" in str(refused.value.diagnostics[0].help)


def test_no_data_set(tmp_path: Path) -> None:
    with pytest.raises(ScoringError) as refused:
        score_dataset(tmp_path, SHEET, tmp_path / "out")
    assert refused.value.diagnostics[0].code == "dataset-none"


def test_a_year_is_not_compared_with_itself(made: Path, tmp_path: Path) -> None:
    with pytest.raises(ScoringError) as refused:
        compare_dataset(made, SHEET, tmp_path, (2024, 2024))
    assert refused.value.diagnostics[0].code == "corpus-same-year"


def test_names_of_files_are_told_apart() -> None:
    taken: set[str] = set()
    assert [file_name(group, taken) for group in ("甲/乙", "甲:乙", "A组", "a组", "..", " ")] == [
        "甲_乙",
        "甲_乙_2",
        "A组",
        "a组_2",
        "_",
        "__2",
    ]
