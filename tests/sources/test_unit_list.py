"""The unit list, and what it says over the reports."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from sources_samples import REPORTS, UNIT_NAMES, WANTED, joined, listing, report

from scoring.errors import WARNING, Diagnostic
from scoring.sources.attach import attach, settled_doubts
from scoring.sources.load import load
from scoring.sources.types import Listed
from scoring.sources.wanted import Wanted, WantedColumn, WantedTable

JIA, YI, BING = UNIT_NAMES[:3]


def one(folder: Path, text: str, wanted: Wanted = WANTED) -> Listed:
    """The only unit of a list."""
    sources, _ = joined([listing(folder, text)], wanted)
    (listed,) = sources.listed
    return listed


def test_everything_a_list_may_say(tmp_path: Path) -> None:
    text = "序号,单位名称,类型,组别,常住人口（万人）,行政执法权,报告文件,乡镇数,备注\n1,甲山县,县,一组,36.7,有,jia.txt,12,略\n"
    sources, found = joined([listing(tmp_path, text)], reports=(REPORTS[0],))
    assert found == ()
    (listed,) = sources.listed
    assert (listed.unit, listed.unit_type, listed.group, listed.year) == (JIA, "county", "一组", None)
    assert (listed.population, listed.enforcement, listed.file) == (Decimal(367000), True, "2024/jia.txt")
    assert listed.extra == (("乡镇数", Decimal(12)),)
    population = sources.table_value(JIA, 2024, "units", "population")
    assert population is not None
    assert population.shown == "36.7万人"
    # the columns as a table of the name `units`
    values = {
        name: cell.value
        for name in ("population", "enforcement", "乡镇数")
        if (cell := sources.table_value(JIA, 2024, "units", name)) is not None
    }
    assert values == {"population": Decimal(367000), "enforcement": Decimal(1), "乡镇数": Decimal(12)}


@pytest.mark.parametrize(
    ("word", "unit_type"),
    [
        ("县级政府", "county"),
        ("县（市、区）", "county"),
        ("county", "county"),
        ("市直部门", "department"),
        ("街道", "township"),
        ("乡镇（街道）", "township"),
        ("地级市", "prefecture"),
        ("高新区", "zone"),
        ("其他", "other"),
        ("", ""),
    ],
)
def test_types(tmp_path: Path, word: str, unit_type: str) -> None:
    assert one(tmp_path, f'单位,单位类型,组别\n甲山县,"{word}",一组\n').unit_type == unit_type


@pytest.mark.parametrize(
    ("word", "power"), [("有", True), ("√", True), ("是", True), ("无", False), ("否", False), ("—", False), ("", None)]
)
def test_power_to_enforce(tmp_path: Path, word: str, power: bool | None) -> None:
    assert one(tmp_path, f"单位,类型,行政执法权\n甲山县,县,{word}\n").enforcement is power


@pytest.mark.parametrize(
    ("title", "cell", "persons"),
    [("人口", "8000", 8000), ("常住人口（人）", "8,000", 8000), ("人口（万人）", "0.8", 8000)],
)
def test_population(tmp_path: Path, title: str, cell: str, persons: int) -> None:
    assert one(tmp_path, f'单位,类型,{title}\n甲山县,县,"{cell}"\n').population == persons


def test_a_list_headed_by_a_year_holds_for_the_year_before_too(tmp_path: Path) -> None:
    assert one(tmp_path, "2024年度考核单位,\n单位,类型\n甲山县,县\n").year is None
    assert one(tmp_path, "单位,年度\n甲山县,2024\n").year == 2024


def test_units_without_a_report_stay(tmp_path: Path) -> None:
    sources, _ = joined([listing(tmp_path, "单位,类型\n甲山县,县\n庚岭市,县级市\n庚岭市,区\n")])
    assert [(listed.unit, listed.unit_type) for listed in sources.listed] == [("庚岭市", "county"), (JIA, "county")]


def test_a_unit_listed_twice_keeps_what_its_rows_agree_in(tmp_path: Path) -> None:
    head = "单位,类型,组别,常住人口,行政执法权\n"
    rows = ("甲山县,县,一组,5000,有\n", "甲山县人民政府,县,二组,6000,有\n")
    for text in (head + "".join(rows), head + "".join(reversed(rows))):
        listed = one(tmp_path, text)
        assert (listed.unit_type, listed.group, listed.population, listed.enforcement) == ("county", "", None, True)


def test_columns_that_formulas_ask_for(tmp_path: Path) -> None:
    asked = Wanted(
        {"units": WantedTable("units", (WantedColumn("乡镇数"), WantedColumn("人口"), WantedColumn("村数")))}
    )
    sources, found = joined([listing(tmp_path, "单位,人口（万人）,乡镇数\n甲山县,1.2,约9\n")], asked)
    assert sorted(one.code for one in found) == ["column-missing", "number-approximate", "units-not-listed"]
    cell = sources.table_value(JIA, 2024, "units", "人口")
    assert cell is not None
    assert cell.value == Decimal(12000)


@pytest.mark.parametrize("title", ["常住人口（万人）", "人口数（万人）", "总人口（万人）"])
def test_a_column_answers_to_every_word_for_what_it_means(tmp_path: Path, title: str) -> None:
    asked = Wanted({"units": WantedTable("units", (WantedColumn("人口"),))})
    sources, found = joined([listing(tmp_path, f"单位,{title}\n甲山县,1.2\n")], asked)
    assert [one.code for one in found] == ["units-not-listed"]
    cell = sources.table_value(JIA, 2024, "units", "人口")
    assert cell is not None
    assert cell.value == Decimal(12000)


def _attached(folder: Path, text: str) -> dict[str, tuple[str, int | None, int, tuple[str, ...]]]:
    """Unit, year, number of conflicts and flags of each report, as the list has them."""
    reports = (report("a.txt"), report("b.txt", "甲山县人民政府", 2023))
    told = attach(reports, load([listing(folder, text)]).units)
    assert told.diagnostics == ()
    return {one.path: (one.unit, one.year, len(one.metadata.conflicts), one.flags) for one in told.reports}


def test_the_list_says_whose_a_report_is(tmp_path: Path) -> None:
    found = _attached(tmp_path, "单位,年度,报告文件\n甲山县,2024,b.txt\n乙水区人民政府,2024,a\n")
    # the same name written shorter contradicts nothing; the year does, and both are kept
    assert found["b.txt"] == ("甲山县人民政府", 2024, 1, ())
    assert found["a.txt"][:2] == ("乙水区人民政府", 2024)
    found = _attached(tmp_path, "单位,报告文件\n丙原县,b.txt\n")
    assert found["b.txt"] == ("丙原县", 2023, 1, ())


def test_doubts_that_the_list_answers_are_gone(tmp_path: Path) -> None:
    lists = load([listing(tmp_path, "单位,报告文件\n丙原县,a.txt\n")]).units
    told = attach((report("a.txt"),), lists)
    doubts = [Diagnostic(code, "", "a.txt", severity=WARNING) for code in ("no-unit", "no-year", "no-chinese")]
    assert [one.code for one in settled_doubts(doubts, told)] == ["no-year", "no-chinese"]
    assert told.lists[0].listed[0].file == "a.txt"
