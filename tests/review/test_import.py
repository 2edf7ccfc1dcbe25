"""Reviewed workbooks come back: what is taken, what is told, and that nothing else is lost."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from review_samples import Kept, changed, fill, keep, shown

from scoring.corrections.log import ADJUDICATED, CHECKED, OVERRIDE, PROPOSAL, WITHDRAWN
from scoring.corrections.state import conflicts
from scoring.corrections.types import ADD, DROP

# Each makes whole runs.
pytestmark = pytest.mark.slow

LEDGER, EVIDENCE, ADDED, REPORTS, RUBRIC = "复核台账", "证据", "补充事实", "报告", "评分标准"
SIGNED = {"复核理由": "材料核对", "复核人": "沈岚", "复核日期": "2025-03-20"}
GIVEN = {"复核分": 0.5, **SIGNED}


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Kept:
    return keep(tmp_path_factory.mktemp("kept"))


@pytest.fixture
def kept(scored: Kept, tmp_path: Path) -> Kept:
    """The run with a log of its own."""
    folder = tmp_path / "runs" / scored.folder.name
    shutil.copytree(scored.folder, folder)
    return Kept(folder, scored.workbook)


def worked(kept: Kept, name: str, *rows: tuple[str, int, Any], source: Path | None = None) -> Path:
    def change(book: Any) -> Any:
        for sheet, row, values in rows:
            fill(book, sheet, row, values)

    return changed(source or kept.workbook, kept.folder.parent / name, change)


def codes(imported: Any) -> list[str]:
    return [one.code for one in imported.diagnostics]


def points(kept: Kept) -> dict[str, Decimal | None]:
    return {one.criterion: one.points for one in kept.state().overrides}


def test_points_are_logged_and_stand_in_the_new_workbook(kept: Any, tmp_path: Path) -> None:
    (found,) = kept.bring(worked(kept, "甲.xlsx", (LEDGER, 2, GIVEN), (LEDGER, 3, {**SIGNED, "复核分": "不适用"})))
    assert [entry.kind for entry in found.entries] == [OVERRIDE, OVERRIDE]
    assert not found.diagnostics
    assert sorted(points(kept).values(), key=str) == [Decimal("0.5"), None]
    run, _, _ = kept.now()
    (unit,) = run.units
    assert next(leaf.points for leaf in unit.leaves if leaf.override is not None) == Decimal("0.5")
    again = kept.rebuilt(tmp_path / "新.xlsx")
    before = (kept.folder / "review.jsonl").read_bytes()
    (same,) = kept.bring(changed(again, tmp_path / "未动.xlsx", lambda _book: None))
    assert (same.entries, same.same, codes(same)) == ((), 2, [])
    assert (kept.folder / "review.jsonl").read_bytes() == before


BAD_ROWS = [
    ({**GIVEN, "复核分": "3分"}, "review-not-number", "“复核分”里的“3分”不是数，没有采用"),
    ({**GIVEN, "复核分": "０.５"}, "review-not-number", "“复核分”里的“０.５”不是数，没有采用"),
    ({**GIVEN, "复核分": 99}, "review-range", "“复核分”的 99 不在 0 到满分 2 之间，没有采用"),
    ({**GIVEN, "复核分": -1}, "review-range", "“复核分”的 -1 不在 0 到满分 2 之间，没有采用"),
    ({**GIVEN, "复核分": "=1+1"}, "review-formula", "“复核分”里是公式 =1+1，没有采用"),
    ({**GIVEN, "复核分": "#N/A"}, "review-error", "“复核分”里是错误值 #N/A，没有采用"),
    ({**GIVEN, "复核理由": None}, "review-no-reason", "改分没有写复核理由，没有采用"),
    ({**GIVEN, "复核人": None}, "review-no-person", "“复核人”没有填写，没有采用"),
    ({**GIVEN, "复核日期": "明天"}, "review-date", "复核日期“明天”不是日期，没有采用"),
    ({**GIVEN, "引擎得分": 1.75}, "review-engine-changed", "引擎写出的内容（得分、引文或键）被改动过，这一行没有采用"),
    ({**GIVEN, "引文": "别的话"}, "review-engine-changed", "引擎写出的内容（得分、引文或键）被改动过，这一行没有采用"),
    ({**GIVEN, "行校验": "0"}, "review-engine-changed", "引擎写出的内容（得分、引文或键）被改动过，这一行没有采用"),
    ({**GIVEN, "键": "无此县|2024|x"}, "review-no-key", "“键”“无此县|2024|x”不属于这次运行，这一行没有采用"),
]


@pytest.mark.parametrize(("values", "code", "words"), BAD_ROWS)
def test_a_bad_row_is_told_with_its_cell_and_the_others_go_in(kept: Any, values: Any, code: str, words: Any) -> None:
    (found,) = kept.bring(worked(kept, "甲.xlsx", (LEDGER, 2, values), (LEDGER, 3, GIVEN)))
    assert codes(found) == [code]
    told = found.diagnostics[0]
    place, _, message = told.message.partition("：")
    assert message == words
    assert place.startswith("复核台账!")
    assert place.endswith("2")
    assert (told.file, told.line) == ("甲.xlsx", 2)
    assert told.help
    assert [entry.by.row for entry in found.entries] == [3]


def test_a_key_that_stands_twice_is_told(kept: Any) -> None:
    def twice(book: Any) -> Any:
        for row in (2, 3):
            fill(book, LEDGER, row, GIVEN)
        fill(book, LEDGER, 3, {"键": shown(book, LEDGER, 2, "键")})

    (found,) = kept.bring(changed(kept.workbook, kept.folder.parent / "甲.xlsx", twice))
    assert codes(found) == ["review-twice"]
    assert found.entries == ()


def test_sheets_that_were_changed_in_shape(kept: Any) -> None:
    def shaped(book: Any) -> Any:
        fill(book, LEDGER, 3, GIVEN)
        sheet = book[LEDGER]
        sheet.insert_cols(5, 2)
        sheet.auto_filter.ref = "A1:F20"
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        for number, row in enumerate(reversed(rows), start=2):
            for column, value in enumerate(row, start=1):
                sheet.cell(number, column).value = value
        book[EVIDENCE].merge_cells("A5:A6")
        del book[ADDED]
        book[REPORTS].cell(1, 1 + [cell.value for cell in book[REPORTS][1]].index("更正类型")).value = "新类型"

    (found,) = kept.bring(changed(kept.workbook, kept.folder.parent / "甲.xlsx", shaped))
    assert [entry.kind for entry in found.entries] == [OVERRIDE]
    assert sorted(codes(found)) == ["review-merged", "review-no-column", "review-no-sheet"]
    told = {one.code: one.message for one in found.diagnostics}
    assert told["review-no-sheet"] == "缺少工作表“补充事实”，其中填写的内容没有采用"
    assert told["review-no-column"] == "工作表“报告”缺少列“更正类型”（被删除或改名），这张表没有采用"
    assert "A5:A6" in told["review-merged"]


def test_files_that_are_refused_whole_leave_no_log(kept: Any) -> None:
    def other(book: Any) -> Any:
        fill(book, LEDGER, 2, GIVEN)
        book.custom_doc_props["scoring-run"].value = "0000000000000000"

    def nameless(book: Any) -> Any:
        fill(book, LEDGER, 2, GIVEN)
        del book.custom_doc_props["scoring-run"]
        del book["运行信息"]

    place = kept.folder.parent
    files = [changed(kept.workbook, place / "a.xlsx", other), changed(kept.workbook, place / "b.xlsx", nameless)]
    cut = place / "c.xlsx"
    cut.write_bytes(kept.workbook.read_bytes()[:20_000])
    text = place / "d.xlsx"
    text.write_text("不是工作簿", encoding="utf-8")
    found = kept.bring(*files, cut, text, place / "没有.xlsx")
    assert [codes(one) for one in found] == [
        ["review-other-run"],
        ["review-no-run"],
        ["review-unreadable"],
        ["review-unreadable"],
        ["review-unreadable"],
    ]
    assert not (kept.folder / "review.jsonl").exists()


def test_a_zip_bomb_is_not_unpacked(kept: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scoring.review.returned._MOST_UNPACKED", 1000)
    (found,) = kept.bring(kept.workbook)
    assert codes(found) == ["review-too-large"]


def test_two_reviewers_differ_until_somebody_settles(kept: Any, tmp_path: Path) -> None:
    one = worked(kept, "一.xlsx", (LEDGER, 2, GIVEN))
    two = worked(kept, "二.xlsx", (LEDGER, 2, {**GIVEN, "复核分": 1, "复核人": "丁一"}))
    kept.bring(two)
    kept.bring(one)
    assert points(kept) == {}
    (conflict,) = conflicts(kept.log())
    assert {entry.by.who: entry.value["points"] for entry in conflict.said} == {"沈岚": "0.5", "丁一": "1"}
    settled = worked(kept, "三.xlsx", (LEDGER, 2, {"复核理由": "按材料", "裁定分": 1.5, "裁定人": "总审"}))
    (found,) = kept.bring(settled)
    assert [entry.kind for entry in found.entries] == [ADJUDICATED]
    assert list(points(kept).values()) == [Decimal("1.5")]
    # Who settled it changes the points where the new workbook shows them.
    again = worked(kept, "四.xlsx", (LEDGER, 2, {"复核分": 2}), source=kept.rebuilt(tmp_path / "新.xlsx"))
    kept.bring(again)
    assert list(points(kept).values()) == [Decimal(2)]


def test_reviewers_who_agree_are_named_both_and_stay_as_they_are(kept: Any, tmp_path: Path) -> None:
    kept.bring(
        worked(kept, "一.xlsx", (LEDGER, 2, GIVEN)), worked(kept, "二.xlsx", (LEDGER, 2, {**GIVEN, "复核人": "丁一"}))
    )
    (override,) = kept.state().overrides
    assert override.by.who == "丁一、沈岚"
    again = kept.rebuilt(tmp_path / "新.xlsx")
    (found,) = kept.bring(changed(again, tmp_path / "未动.xlsx", lambda _book: None))
    assert found.entries == ()
    (found,) = kept.bring(worked(kept, "三.xlsx", (LEDGER, 2, {"复核分": None}), source=again))
    assert [(entry.kind, entry.by.who) for entry in found.entries] == [(WITHDRAWN, "丁一"), (WITHDRAWN, "沈岚")]
    assert points(kept) == {}


def test_the_order_of_files_makes_no_difference(kept: Any, scored: Any, tmp_path: Path) -> None:
    files = [
        worked(kept, "一.xlsx", (LEDGER, 2, GIVEN), (LEDGER, 4, {**GIVEN, "复核分": 0})),
        worked(kept, "二.xlsx", (LEDGER, 2, {**GIVEN, "复核分": 1, "复核人": "丁一"}), (LEDGER, 3, GIVEN)),
    ]
    other = Kept(tmp_path / "other" / scored.folder.name, scored.workbook)
    shutil.copytree(scored.folder, other.folder)
    kept.bring(*files)
    other.bring(*reversed(files))
    assert kept.log() == other.log()
    assert len(kept.state().overrides) == 2


def test_one_person_with_two_opinions_in_one_import(kept: Any) -> None:
    found = kept.bring(
        worked(kept, "一.xlsx", (LEDGER, 2, GIVEN)), worked(kept, "二.xlsx", (LEDGER, 2, {**GIVEN, "复核分": 1}))
    )
    assert [codes(one) for one in found] == [["review-two-words"], ["review-two-words"]]
    assert kept.log() == ()


def test_later_words_replace_earlier_ones_and_old_copies_do_not_come_back(kept: Any) -> None:
    first = worked(kept, "一.xlsx", (LEDGER, 2, GIVEN))
    kept.bring(first)
    kept.bring(worked(kept, "二.xlsx", (LEDGER, 2, {**GIVEN, "复核分": 1, "复核日期": "2025-03-21"})))
    assert list(points(kept).values()) == [Decimal(1)]
    (found,) = kept.bring(first)
    assert (codes(found), found.entries) == (["review-stale"], ())
    assert list(points(kept).values()) == [Decimal(1)]


@pytest.mark.parametrize("blank", [{"复核分": None, "复核人": "沈岚"}, {"复核分": "撤回", "复核人": "沈岚"}])
def test_cleared_points_under_the_same_name_are_taken_back(kept: Any, blank: Any) -> None:
    kept.bring(worked(kept, "一.xlsx", (LEDGER, 2, GIVEN)))
    (found,) = kept.bring(worked(kept, "二.xlsx", (LEDGER, 2, blank)))
    assert [entry.kind for entry in found.entries] == [WITHDRAWN]
    assert points(kept) == {}


def test_a_row_without_a_name_takes_nothing_back_and_is_told(kept: Any) -> None:
    kept.bring(worked(kept, "一.xlsx", (LEDGER, 2, GIVEN)))
    (found,) = kept.bring(worked(kept, "二.xlsx", (LEDGER, 3, GIVEN)))
    assert codes(found) == ["review-blank"]
    assert len(points(kept)) == 2


def test_rows_that_were_looked_at(kept: Any) -> None:
    (found,) = kept.bring(worked(kept, "一.xlsx", (LEDGER, 2, {"已核对": "是", "复核人": "沈岚"})))
    assert [entry.kind for entry in found.entries] == [CHECKED]
    assert kept.state().overrides == ()


def plain_row(kept: Kept) -> int:
    """A row of 证据 with a counted fact that is stated, for a measure."""
    from openpyxl import load_workbook

    book = load_workbook(kept.workbook)
    for row in range(2, book[EVIDENCE].max_row + 1):
        if shown(book, EVIDENCE, row, "类别") == "指标" and not shown(book, EVIDENCE, row, "推算依据"):
            return row
    raise AssertionError("no such fact")


def test_facts_are_corrected_and_rows_of_an_older_workbook_still_count(kept: Any) -> None:
    row = plain_row(kept)
    (found,) = kept.bring(worked(kept, "一.xlsx", (EVIDENCE, row, {"更正动作": "更正", "更正值": 12, **SIGNED})))
    assert codes(found) == []
    (one,) = kept.state().facts
    assert one.value == 12
    run, engine, _ = kept.now()
    assert [fact.value for fact in run.units[0].facts] != [fact.value for fact in engine.units[0].facts]
    # From the first workbook, a second reviewer on the same fact: they differ, so nothing is in force.
    other = {"更正动作": "删除", **SIGNED, "复核人": "丁一"}
    (found,) = kept.bring(worked(kept, "二.xlsx", (EVIDENCE, row, other), (LEDGER, 2, GIVEN)))
    assert not [one for one in found.diagnostics if one.is_error]
    assert kept.state().facts == ()
    kept.bring(worked(kept, "三.xlsx", (EVIDENCE, row, {"更正动作": "撤回", "复核人": "沈岚"})))
    (one,) = kept.state().facts
    assert one.action == DROP


def test_a_missed_fact_is_added_with_its_quote(kept: Any) -> None:
    _, engine, _ = kept.now()
    report = engine.units[0].reports[0]
    start = report.text.index("即办件714项")
    good = {"报告编号": report.id, "测量项编号": "major_decision_count", "值": 7, "引文": "即办件714项", **SIGNED}
    measures = {fact.measure for fact in engine.units[0].facts if fact.kind == "measure"}
    good["测量项编号"] = sorted(measures)[0]
    bad = [
        {**good, "引文": "原文里没有这句"},
        {**good, "引文": "法治"},
        {**good, "测量项编号": "nothing"},
        {**good, "报告编号": "别处"},
        {**good, "状态": "大概"},
        {**good, "值": None},
        {**good, "复核人": None},
    ]
    rows = [(ADDED, number, values) for number, values in enumerate([good, *bad], start=2)]
    (found,) = kept.bring(worked(kept, "一.xlsx", *rows))
    assert codes(found) == [
        "review-quote",
        "review-quote-several",
        "review-no-measure",
        "review-no-report",
        "review-status",
        "review-no-value",
        "review-no-person",
    ]
    (one,) = kept.state().facts
    assert (one.action, one.start, one.quote, one.value) == (ADD, start, "即办件714项", 7)


def test_reports_are_corrected(kept: Any) -> None:
    values = {"更正单位": "云岭县人民政府", "更正类型": "部门", "更正年度": "去年", **SIGNED}
    (found,) = kept.bring(worked(kept, "一.xlsx", (REPORTS, 2, values)))
    assert codes(found) == ["review-year"]
    assert {one.field: one.value for one in kept.state().reports} == {
        "unit": "云岭县人民政府",
        "unit_type": "department",
    }
    run, _, _ = kept.now()
    assert [unit.unit for unit in run.units] == ["云岭县人民政府"]


def test_changed_points_of_the_rubric_are_a_proposal_only(kept: Any) -> None:
    (found,) = kept.bring(worked(kept, "一.xlsx", (RUBRIC, 3, {"分值": 3})))
    (entry,) = found.entries
    assert entry.kind == PROPOSAL
    assert (entry.value["old"], entry.value["new"]) == ("2", "3")
    run, engine, _ = kept.now()
    assert not kept.state()
    assert run.rubric == engine.rubric


def test_a_full_disk_takes_nothing(kept: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from scoring.errors import OutputError

    kept.bring(worked(kept, "一.xlsx", (LEDGER, 2, GIVEN)))
    before = (kept.folder / "review.jsonl").read_bytes()

    def full(*_: Any) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("scoring.corrections.log.os.write", full)
    with pytest.raises(OutputError):
        kept.bring(worked(kept, "二.xlsx", (LEDGER, 3, GIVEN)))
    assert (kept.folder / "review.jsonl").read_bytes() == before
