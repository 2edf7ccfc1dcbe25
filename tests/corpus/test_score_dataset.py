"""The files that scoring a data set leaves, resuming, and what is said where something is missing."""

from __future__ import annotations

import errno
import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as parquet
import pytest
from small import SHEET, dataset, pair, pairs

from scoring.corpus import Settings, compare_dataset, score_dataset
from scoring.corpus.receipts import Receipt, write_receipt
from scoring.errors import ScoringError
from scoring.sources.load import Given
from scoring.sources.types import UNITS

pytestmark = pytest.mark.slow


def rows(path: Path) -> list[dict[str, Any]]:
    return list(parquet.ParquetFile(path).read().to_pylist())


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return dataset(tmp_path_factory.mktemp("made") / "set")


def test_the_newest_year_is_scored_and_every_group_has_its_files(made: Path, tmp_path: Path) -> None:
    scored = score_dataset(made, SHEET, tmp_path)
    assert [(one.year, one.group) for one in scored.receipts] == [(2024, "county"), (2024, "township")]
    names = ("县（市、区）", "乡镇（街道）")
    wanted = {f"{kind}/2024/{name}.parquet" for kind in ("ranking", "scores") for name in names}
    wanted |= {f"workbooks/2024/{name}.xlsx" for name in names} | {f"done/2024/{name}.json" for name in names}
    assert set(digests(tmp_path)) == wanted | {"overview.xlsx", "groups.parquet", "criteria.parquet"}
    county = rows(tmp_path / "ranking/2024/县（市、区）.parquet")
    assert [
        (one["unit"], one["rank"], one["published"], one["previous_total"], one["previous_rank"]) for one in county
    ] == [
        ("甲县人民政府", 1.0, 9.0, 5.0, 3.0),
        ("乙县人民政府", 2.0, 8.0, 6.0, 2.0),
    ]
    told = {one.code: one.message for one in scored.diagnostics}
    assert "丙县人民政府" in told["corpus-left-out"]
    assert "corpus-near-copies" in told


def test_the_overview_tells_of_every_group(made: Path, tmp_path: Path) -> None:
    score_dataset(made, SHEET, tmp_path, [2023, 2024])
    groups = rows(tmp_path / "groups.parquet")
    assert [(one["year"], one["group"], one["units"], one["mean"], one["median"]) for one in groups] == [
        (2023, "county", 3, 6.0, 6.0),
        (2023, "township", 2, 2.5, 2.5),
        (2024, "county", 2, 8.5, 8.5),
        (2024, "township", 2, 2.5, 2.5),
    ]
    criteria = rows(tmp_path / "criteria.parquet")
    assert [(one["criterion"], one["scored"], one["mean"], one["rate"]) for one in criteria][2] == ("m", 2, 8.5, 0.85)
    book = openpyxl.load_workbook(tmp_path / "overview.xlsx")
    assert book.sheetnames == ["各组概况", "各项指标", "说明"]
    assert book["各组概况"]["C2"].value == 3


def test_the_same_data_set_gives_the_same_bytes(made: Path, tmp_path: Path) -> None:
    score_dataset(made, SHEET, tmp_path / "one", [2023, 2024])
    score_dataset(made, SHEET, tmp_path / "two", [2023, 2024], settings=Settings(batch=1))
    one, two = digests(tmp_path / "one"), digests(tmp_path / "two")
    same = {name for name in one if name.startswith(("ranking", "workbooks")) or "/" not in name}
    assert {name: one[name] for name in same} == {name: two[name] for name in same}
    scores = [name for name in one if name.startswith("scores")]
    assert scores
    for name in scores:
        assert rows(tmp_path / "one" / name) == rows(tmp_path / "two" / name)


def test_last_year_is_taken_from_results_that_are_there(made: Path, tmp_path: Path) -> None:
    said: list[str] = []
    score_dataset(made, SHEET, tmp_path / "both", [2024, 2023], tell=said.append)
    score_dataset(made, SHEET, tmp_path / "one", [2024])
    assert not any("作为上年" in line for line in said)
    both, one = digests(tmp_path / "both"), digests(tmp_path / "one")
    files = {name for name in one if "2024" in name}
    assert {name: both[name] for name in files} == {name: one[name] for name in files}


def test_last_year_is_scored_where_a_report_has_no_year(tmp_path: Path) -> None:
    folder = dataset(tmp_path / "set", [*pairs(), pair("辛县人民政府", 0.3, None)])
    said: list[str] = []
    score_dataset(folder, SHEET, tmp_path / "out", [2023, 2024], tell=said.append)
    assert sum("作为上年" in line for line in said) == 1


def test_resume_leaves_alone_what_is_done(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole, stopped = tmp_path / "whole", tmp_path / "stopped"
    score_dataset(made, SHEET, whole)
    calls: list[Receipt] = []

    def once(folder: Path, receipt: Receipt, name: str) -> None:
        if calls:
            raise KeyboardInterrupt
        calls.append(receipt)
        write_receipt(folder, receipt, name)

    monkeypatch.setattr("scoring.corpus.making.write_receipt", once)
    with pytest.raises(KeyboardInterrupt):
        score_dataset(made, SHEET, stopped)
    monkeypatch.undo()
    assert [name for name in digests(stopped) if name.startswith("done")] == ["done/2024/县（市、区）.json"]
    assert not list(stopped.glob(".work*"))
    said: list[str] = []
    score_dataset(made, SHEET, stopped, settings=Settings(resume=True), tell=said.append)
    assert any("跳过" in line and "县" in line for line in said)
    assert digests(stopped) == digests(whole)


def test_a_full_disk_leaves_whole_groups(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from scoring.corpus.outputs import write_ranking

    def full(rows: Any, sheet: Any, target: Path) -> None:
        if "乡镇" in target.name:
            raise OSError(errno.ENOSPC, "No space left on device")
        write_ranking(rows, sheet, target)

    monkeypatch.setattr("scoring.corpus.making.write_ranking", full)
    with pytest.raises(ScoringError) as refused:
        score_dataset(made, SHEET, tmp_path)
    assert "No space left" in refused.value.diagnostics[0].message
    assert [name for name in digests(tmp_path) if name.startswith("done")] == ["done/2024/县（市、区）.json"]
    assert not list(tmp_path.glob(".work*"))
    monkeypatch.undo()
    score_dataset(made, SHEET, tmp_path, settings=Settings(resume=True))
    score_dataset(made, SHEET, tmp_path / "whole")
    whole = digests(tmp_path / "whole")
    assert {name: digest for name, digest in digests(tmp_path).items() if not name.startswith("whole")} == whole


def test_a_result_that_was_changed_is_made_again(made: Path, tmp_path: Path) -> None:
    score_dataset(made, SHEET, tmp_path)
    before = digests(tmp_path)
    (tmp_path / "scores/2024/县（市、区）.parquet").write_bytes(b"")
    found = score_dataset(made, SHEET, tmp_path, settings=Settings(resume=True))
    assert [one.file for one in found.diagnostics if one.code == "corpus-results-changed"] == ["2024/县（市、区）"]
    assert digests(tmp_path) == before


def test_results_of_another_rubric_are_taken_away(made: Path, tmp_path: Path) -> None:
    other = replace(SHEET, sha256="1" * 64)
    score_dataset(made, other, tmp_path, [2023])
    mine = tmp_path / "workbooks/2023/mine.txt"
    mine.write_text("kept", encoding="utf-8")
    score_dataset(made, SHEET, tmp_path, [2024], settings=Settings(resume=True))
    left = [name for name in digests(tmp_path) if "2023" in name]
    assert left == ["workbooks/2023/mine.txt"]


def test_only_one_group(made: Path, tmp_path: Path) -> None:
    by_id = score_dataset(made, SHEET, tmp_path / "id", settings=Settings(groups=("township",)))
    by_word = score_dataset(made, SHEET, tmp_path / "word", settings=Settings(groups=("乡镇（街道）",)))
    assert [one.group for one in by_id.receipts] == [one.group for one in by_word.receipts] == ["township"]
    with pytest.raises(ScoringError) as refused:
        score_dataset(made, SHEET, tmp_path / "none", settings=Settings(groups=("prefecture",)))
    assert refused.value.diagnostics[0].code == "corpus-no-group"
    assert "县（市、区）" in refused.value.diagnostics[0].message


def test_a_large_group_has_a_workbook_without_all_evidence(made: Path, tmp_path: Path) -> None:
    score_dataset(made, SHEET, tmp_path, settings=Settings(full_workbook=0))
    book = openpyxl.load_workbook(tmp_path / "workbooks/2024/县（市、区）.xlsx")
    assert book.sheetnames == ["排名", "各项指标", "依据", "说明"]
    ranking = [[cell.value for cell in row] for row in book["排名"].iter_rows()]
    assert ranking[0][:2] == ["单位", "组"]
    assert [row[0] for row in ranking[1:]] == ["甲县人民政府", "乙县人民政府"]
    assert [cell.value for cell in book["依据"]["A"]][1:] == ["甲县人民政府", "乙县人民政府"]


def test_what_a_large_workbook_leaves_out_is_named(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scoring.corpus.outputs.MOST_ROWS", 1)
    monkeypatch.setattr("scoring.corpus.outputs.MOST_EVIDENCE", 1)
    score_dataset(made, SHEET, tmp_path, settings=Settings(full_workbook=0))
    book = openpyxl.load_workbook(tmp_path / "workbooks/2024/县（市、区）.xlsx")
    assert (book["排名"].max_row, book["依据"].max_row) == (2, 2)
    notes = "\n".join(str(cell.value) for cell in book["说明"]["B"])
    assert "ranking/2024/县（市、区）.parquet" in notes
    assert "scores/2024/县（市、区）.parquet" in notes


def test_a_unit_list_groups_adds_units_and_names_files(tmp_path: Path) -> None:
    found = [*pairs(), pair("错名县人民政府", 0.4, 2024, "county", "来稿.txt")]
    folder = dataset(tmp_path / "set", found)
    units = tmp_path / "单位名单.csv"
    units.write_text(
        "单位,类型,组别,年度,报告文件\n甲县人民政府,县级,山区,,\n乙县人民政府,县级,平原,,\n己县人民政府,县级,山区,2024,来稿.txt\n庚县人民政府,县级,平原,2024,\n",
        encoding="utf-8",
    )
    sheet = replace(SHEET, groups="list")
    scored = score_dataset(folder, sheet, tmp_path / "out", [2024], [Given(UNITS, units)])
    ranking = {row["unit"]: row for path in (tmp_path / "out/ranking/2024").iterdir() for row in rows(path)}
    assert {unit: (row["group"], row["state"]) for unit, row in ranking.items()} == {
        "甲县人民政府": ("山区", None),
        "己县人民政府": ("山区", "missing"),
        "乙县人民政府": ("平原", None),
        "庚县人民政府": ("平原", "no_report"),
        "丁镇人民政府": ("township", None),
        "戊镇人民政府": ("township", None),
    }
    assert not any(one.is_error for one in scored.diagnostics)


def test_two_years_compared(made: Path, tmp_path: Path) -> None:
    scored, compared = compare_dataset(made, SHEET, tmp_path, (2024, 2023))
    assert next((one.year, one.group) for one in scored.receipts) == (2023, "county")
    county = compared.groups[0]
    assert {name: county[name] for name in ("units_before", "units_after", "both", "up", "down")} == {
        "units_before": 3,
        "units_after": 2,
        "both": 2,
        "up": 2,
        "down": 0,
    }
    assert (county["both_before"], county["both_after"], county["change"]) == (5.5, 8.5, 3.0)
    folder = tmp_path / "compare/2023-2024"
    units = {row["unit"]: row for row in rows(folder / "units.parquet")}
    moved = units["甲县人民政府"]
    assert (moved["change"], moved["rank_before"], moved["rank_after"], moved["places"]) == (4.0, 3.0, 1.0, 2.0)
    gone = units["丙县人民政府"]
    assert (gone["group"], gone["group_before"], gone["total_after"], gone["change"]) == (None, "county", None, None)
    (criterion,) = [row for row in rows(folder / "criteria.parquet") if row["group"] == "county"]
    assert (criterion["mean_before"], criterion["mean_after"], criterion["both_before"]) == (6.0, 8.5, 5.5)
    book = openpyxl.load_workbook(folder / "compare.xlsx")
    assert book.sheetnames == ["各组变化", "各项指标变化", "变化最大的单位", "说明"]
    assert "2023年度单位数" in [cell.value for cell in book["各组变化"][1]]
    before = digests(tmp_path)
    compare_dataset(made, SHEET, tmp_path, (2023, 2024))
    assert digests(tmp_path) == before


def test_receipts_hold_no_place_of_this_machine(made: Path, tmp_path: Path) -> None:
    score_dataset(made, SHEET, tmp_path)
    for path in (tmp_path / "done").rglob("*.json"):
        text = path.read_text(encoding="ascii")
        assert str(tmp_path) not in text
        assert set(json.loads(text)["files"]) >= {f"scores/2024/{path.stem}.parquet"}
