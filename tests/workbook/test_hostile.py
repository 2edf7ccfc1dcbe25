"""Text that would break a workbook, or run in one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sample_run import leaves_of, make_fact, make_report, make_run, quote
from xlsxwriter import Workbook

from scoring.errors import OutputError
from scoring.messages.workbook import CUT_MARK
from scoring.results import Run
from scoring.tables.clean import CELL_LIMIT, utf16_length
from scoring.tables.types import Column, Kind, Passage, Row, Table
from scoring.workbook import write_workbook
from scoring.workbook.checked import Book
from scoring.workbook.look import BASE, RUN_HIT, RUN_PLAIN
from scoring.workbook.table_sheet import write_table

STAYS = [
    "=cmd|'/c calc'!A1",
    "=1+1",
    "{=SUM(A1)}",
    "+86 10 6500",
    "-5",
    "@SUM(1)",
    "0012",
    "110105194912310021",
    "1e5",
    "http://example.test/",
    "internal:Sheet1!A1",
    "mailto:a@example.test",
    "<r>不是标记</r>",
    "<r><t>x</t></r>",
    "&lt;&amp;",
    "_x0041_和_x000D_",
    "  前后空白  ",
    "一\n二",
    "\t制表",
    "😀👨‍👩‍👧",
    "é",
    "TRUE",
    "#N/A",
]


def hostile_run(words: str) -> Run:
    """A run whose report, unit, fact and score all hold `words`."""
    text = f"甲句。{words}乙句。"
    run = make_run()
    unit = run.units[0]
    report = make_report(unit.unit, 2023, text)
    evidence = quote(report, words, text, section=words)
    fact = make_fact(report, "open_catalogue", 1.0, evidence, note=words, scope=words, chosen=True)
    leaves = leaves_of(run.rubric, unit.reports[0])
    leaf = replace(leaves[0], used=(fact,), words=words, value_text=words, flags=(words,))
    changed = replace(unit, leaves=(leaf, *leaves[1:]), facts=(fact,), reports=(report,))
    return replace(run, units=(changed,), command=words)


def sheet_texts(path: Path, sheet: str) -> list[str]:
    workbook = load_workbook(path, data_only=True)
    return [cell for row in workbook[sheet].iter_rows(values_only=True) for cell in row if isinstance(cell, str)]


def formulas(path: Path) -> dict[tuple[str, str], object]:
    """Every formula; text of a report is never among them."""
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }


@pytest.mark.slow
@pytest.mark.parametrize("words", STAYS)
def test_text_stays_text(words: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_workbook(hostile_run(words), path)
    write_workbook(hostile_run("平常的话"), tmp_path / "b.xlsx")
    assert formulas(path) == formulas(tmp_path / "b.xlsx")
    ledger = sheet_texts(path, "复核台账")
    # openpyxl leaves Excel's escape for a literal _xHHHH_ as it is in the file.
    found = [text.replace("_x005F_", "_") for text in ledger]
    assert found.count(words) >= 4
    assert f"甲句。{words}乙句。" in found
    assert words in [text.replace("_x005F_", "_") for text in sheet_texts(path, "证据")]
    assert words in [text.replace("_x005F_", "_") for text in sheet_texts(path, "运行信息")]


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("残\ud83d缺\x00字\x0b符", "残缺字符"),
        ("\udc00\udc00\ufffe尾", "尾"),
        ("一\r\n二\r三", "一\n二\n三"),
    ],
)
def test_unwritable_characters_are_dropped_and_told(words: str, shown: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_workbook(hostile_run(words), path)
    assert shown in sheet_texts(path, "复核台账")
    told = "不可显示字符" in sheet_texts(path, "运行信息")
    assert told == (words.replace("\r\n", "\n").replace("\r", "\n") != shown)


@pytest.mark.parametrize("character", ["字", "😀", "=", "a\n"])
def test_long_text_is_cut_with_a_mark_and_told(character: str, tmp_path: Path) -> None:
    words = character * 100_000
    path = tmp_path / "a.xlsx"
    write_workbook(hostile_run(words), path)
    cut = set()
    for worksheet in load_workbook(path):
        for cell in (cell for row in worksheet.iter_rows() for cell in row if isinstance(cell.value, str)):
            assert utf16_length(cell.value) <= CELL_LIMIT
            if cell.value.endswith(CUT_MARK):
                cut.add((worksheet.title, cell.coordinate))
    rows = list(load_workbook(path)["运行信息"].iter_rows(values_only=True))
    assert {(row[1], row[2]) for row in rows if row[0] == "截断"} == cut
    assert {name for name, _ in cut} == {"复核台账", "证据", "扣分清单", "存疑", "运行信息"}


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(Workbook(str(tmp_path / "b.xlsx"), {"in_memory": True, "default_format_properties": dict(BASE)}))


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_never_reaches_a_cell(book: Book, value: float) -> None:
    with pytest.raises(OutputError) as caught:
        book.sheet("表").number(2, 1, value, book.format(BASE))
    assert "“表”单元格 B3" in str(caught.value)


def test_refused_writes_raise(book: Book) -> None:
    sheet = book.sheet("表")
    form = book.format(BASE)
    with pytest.raises(OutputError):
        sheet.text(1_048_576, 0, "太远", form)
    with pytest.raises(OutputError):
        sheet.number(0, 16_384, 1, form)
    with pytest.raises(OutputError):
        sheet.blank(1_048_576, 0, form)


def test_rich_text_falls_back(book: Book, tmp_path: Path) -> None:
    sheet = book.sheet("表")
    plain, hit, form = book.format(RUN_PLAIN), book.format(RUN_HIT), book.format(BASE)
    runs = [
        [(plain, ""), (hit, "全部"), (plain, "")],
        [(plain, ""), (hit, ""), (plain, "")],
        [(plain, "\x00"), (hit, "引文"), (plain, "后文")],
        [(plain, "前" * 20_000), (hit, "引文"), (plain, "后" * 20_000)],
        [(plain, "<r>"), (hit, "引文"), (plain, "</r>")],
    ]
    for line, run in enumerate(runs):
        sheet.rich(line, 0, run, form, form)
    book._workbook.close()
    values = [cell.value for cell in load_workbook(tmp_path / "b.xlsx")["表"]["A"]]
    assert values[:3] == ["全部", None, "引文后文"]
    assert values[3].startswith("前前")
    assert values[3].endswith(CUT_MARK)
    assert values[4] == "<r>引文</r>"
    assert [cut.cell for cut in book.cuts] == ["A4"]
    assert book.stripped["表"] == 1


def test_links_beyond_the_limit_are_text_and_told(book: Book, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("scoring.workbook.checked.LINK_LIMIT", 2)
    sheet = book.sheet("表")
    for line in range(4):
        sheet.link(line, 0, "'表'!A1", f"第{line}处", book.format(BASE))
    assert book.unlinked["表"] == 2
    book._workbook.close()
    worksheet = load_workbook(tmp_path / "b.xlsx")["表"]
    assert [cell.value for cell in worksheet["A"]] == ["第0处", "第1处", "第2处", "第3处"]
    assert [cell.hyperlink is not None for cell in worksheet["A"]] == [True, True, False, False]


def test_whole_numbers_beyond_fifteen_digits_are_text(book: Book, tmp_path: Path) -> None:
    sheet = book.sheet("表")
    sheet.number(0, 0, 10**17 + 1, book.format(BASE))
    sheet.number(1, 0, 10**14 + 1, book.format(BASE))
    book._workbook.close()
    values = [cell.value for cell in load_workbook(tmp_path / "b.xlsx")["表"]["A"]]
    assert values == ["100000000000000001", 100000000000001]


def test_rows_beyond_a_sheet_go_on_to_the_next(book: Book, tmp_path: Path) -> None:
    columns = (Column("n", "序号", Kind.COUNT), Column("p", "句", Kind.LONG))
    rows = tuple(Row((number, Passage("前", str(number), ""))) for number in range(5))
    write_table(book, Table("t", "表", columns, rows), "脚注", limit=2)
    book._workbook.close()
    workbook = load_workbook(tmp_path / "b.xlsx")
    assert workbook.sheetnames == ["表", "表（2）", "表（3）"]
    numbers = [[row[0] for row in sheet.iter_rows(values_only=True)] for sheet in workbook]
    assert numbers == [["序号", 0, 1], ["序号", 2, 3], ["序号", 4]]


def test_ampersands_and_digits_in_titles_do_not_become_commands(tmp_path: Path) -> None:
    run = make_run()
    title = "2024年&P" + "很长的标准名称" * 60
    write_workbook(replace(run, rubric=replace(run.rubric, title=title)), tmp_path / "a.xlsx")
    footer = load_workbook(tmp_path / "a.xlsx")["排名"].oddFooter
    assert footer.left.text.startswith("2024年&&P") or " 2024年" in footer.left.text
    assert len(footer.left.text) < 100
