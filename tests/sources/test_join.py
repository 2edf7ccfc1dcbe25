"""Rows of files joined to units and years: by name, never by a guess, whatever the order of the rows."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sources_samples import REPORTS, UNIT_NAMES, YEAR, joined, listing, report, reported, table

from scoring.sources.join import join
from scoring.sources.load import Given, Loaded, load
from scoring.sources.names import Roster, loose_key
from scoring.sources.types import JUDGEMENTS, SELF_SCORES, Sources, unit_key

JIA, YI, BING = UNIT_NAMES[:3]
HEAD = "单位,收案数,败诉率\n"


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("甲山县人民政府", JIA),
        ("甲山县", JIA),
        ("甲山县政府", JIA),
        (" 甲 山 县 ", JIA),
        ("甲山\u3000县", JIA),
        ("甲山\u200b县", JIA),
        ("丁川县政府", "丁川县政府"),
    ],
)
def test_spellings_of_one_name_meet(name: str, unit: str) -> None:
    assert Roster(UNIT_NAMES).find(name).unit == unit


def test_brackets_of_either_width_are_one() -> None:
    roster = Roster(["甲山县（高新）管理委员会", "槐下街道办事处", "甲山县司法局"])
    assert roster.find("甲山县(高新)管理委员会").unit == "甲山县（高新）管理委员会"
    assert roster.find("槐下街道").unit == "槐下街道办事处"
    # a department is never its government
    assert roster.find("甲山县").unit == ""


def test_names_like_one_are_suggested_and_never_joined() -> None:
    roster = Roster([*UNIT_NAMES, "乙水区市场监督管理局"])
    assert roster.find("丁川县").several == ("丁川县人民政府", "丁川县政府")
    assert roster.find("戊地市乙水区").near == (YI,)
    assert roster.find("乙水区市场监管局").near == ("乙水区市场监督管理局",)
    assert roster.find("庚岭市").near == ()
    assert roster.find("").near == ()


def test_thousands_of_names_are_compared_in_reasonable_work() -> None:
    names = [f"{a}{b}县人民政府" for a in "东西南北中上下左右前后" for b in "山水田林湖草沙川原谷溪泉井池"]
    roster = Roster(names)
    assert roster.find("东山具").near[0] == "东山县人民政府"
    assert len(roster) == len(names)


def test_keys() -> None:
    assert unit_key(" 甲山县 ") == "甲山县"
    assert loose_key("甲山县人民政府") == loose_key("甲山县政府") == "甲山县"
    assert loose_key("人民政府") == "人民政府"


def test_years_stated_and_not_stated(tmp_path: Path) -> None:
    text = "单位,年度,收案数,败诉率\n甲山县,2024,12,1%\n甲山县,2023年,9,2%\n乙水区,二〇二四年度,7,3%\n丙原县,,5,4%\n"
    sources, found = joined([table(tmp_path, text)])
    assert found == ()

    def cases(unit: str, year: int | None, undated: bool = True) -> Decimal | str | None:
        cell = sources.table_value(unit, year, "court", "cases", undated)
        return None if cell is None else cell.value

    assert (cases(JIA, 2024), cases(JIA, 2023), cases(YI, 2024), cases(YI, 2023)) == (
        Decimal(12),
        Decimal(9),
        Decimal(7),
        None,
    )
    # a row without a year counts for the year that is asked first, never for the one before
    assert (cases(BING, 2024), cases(BING, 2023, undated=False)) == (Decimal(5), None)
    assert sources.dated().table_value(BING, 2024, "court", "cases") is None
    assert sources.dated().table_value(JIA, 2023, "court", "cases") is not None


@pytest.mark.parametrize("above", ["2024年度情况通报,,\n", "年度：2024,,\n", "年度,2024年,\n"])
def test_the_year_above_the_titles(tmp_path: Path, above: str) -> None:
    sources, _ = joined([table(tmp_path, above + HEAD + "甲山县,12,1%\n")])
    assert sources.table_value(JIA, 2024, "court", "cases") is not None
    assert sources.table_value(JIA, 2023, "court", "cases") is None


def test_no_row_of_several_counts(tmp_path: Path) -> None:
    sources, found = joined([table(tmp_path, HEAD + "甲山县,12,1%\n甲山县人民政府,12,1%\n乙水区,1,2%\n")])
    assert [one.code for one in found] == ["row-twice"]
    assert "第 2、3 行" in found[0].message
    assert sources.table_value(JIA, 2024, "court", "cases") is None
    assert sources.table_value(YI, 2024, "court", "cases") is not None


def test_one_table_in_two_files(tmp_path: Path) -> None:
    first = table(tmp_path, HEAD + "甲山县,12,1%\n", file="a.csv")
    second = table(tmp_path, HEAD + "乙水区,7,2%\n甲山县,13,1%\n", file="b.csv")
    sources, found = joined([first, second])
    assert [one.code for one in found] == ["row-twice"]
    assert "a.csv 2、b.csv 3" in found[0].message
    assert sources.table_value(YI, 2024, "court", "cases") is not None


def test_a_list_has_several_rows_for_a_unit(tmp_path: Path) -> None:
    sources, found = joined([table(tmp_path, "单位,级别,次数\n甲山县,省级,2\n甲山县,市级,\n", "honours")])
    assert found == ()
    rows = sources.table_rows(JIA, 2024, "honours")
    assert [{title: cell.value for title, cell in row.cells.items()} for row in rows] == [
        {"级别": "省级", "次数": Decimal(2)},
        {"级别": "市级"},
    ]
    assert sources.table_value(JIA, 2024, "honours", "级别") is None


def test_strangers_are_told_once(tmp_path: Path) -> None:
    people = tmp_path / "judgements.csv"
    rows = "".join(f"庚岭市,{name},{score},吴一,看过\n" for name, score in (("档案查阅", "好"), ("现场核查", "1")))
    people.write_text("单位,指标,得分,评分人,理由\n" + rows, encoding="utf-8")
    sources, found = joined([Given(JUDGEMENTS, people), table(tmp_path, HEAD + "庚岭市,1,2%\n")])
    assert [(one.code, one.file) for one in found] == [
        ("units-unknown", "court.csv"),
        ("units-unknown", "judgements.csv"),
    ]
    assert not sources.judged


def test_without_reports_the_list_says_who_there_is(tmp_path: Path) -> None:
    given = [listing(tmp_path, "单位\n甲山县\n"), table(tmp_path, HEAD + "甲山县人民政府,1,2%\n乙水区,3,4%\n")]
    sources, found = join(load(given), None)
    assert [one.code for one in found] == ["units-unknown"]
    assert [key[0] for key in sources.rows if key[2] == "court"] == ["甲山县"]
    # and without a list the files themselves
    sources, found = join(load(given[1:]), None)
    assert found == ()
    assert len(sources.rows) == 2


def test_nothing_given() -> None:
    assert join(Loaded(), reported(), YEAR) == (Sources({}, {}, {}, (), ()), ())
    assert not Loaded()


def test_people_of_one_criterion_are_votes(tmp_path: Path) -> None:
    people = tmp_path / "judgements.csv"
    people.write_text(
        "单位,指标,得分,评分人,理由\n甲山县,现场核查,2,郑二,齐全\n甲山县,现场核查,1.5,吴一,缺一份\n", encoding="utf-8"
    )
    sources, found = joined([Given(JUDGEMENTS, people)])
    assert found == ()
    assert [(one.scorer, one.value) for one in sources.judgements(JIA, 2024, "files.visit")] == [
        ("吴一", Decimal("1.5")),
        ("郑二", Decimal(2)),
    ]
    assert sources.judgement(YI, 2024, "files.visit") is None


ROWS = (
    "甲山县,2024,12,1%",
    "甲山县,2023,11,2%",
    "乙水区,2024,95%以上,3分",
    "丙原县,2024,不适用,",
    "丙原县,2024,4,5%",
    "丁川县,2024,1,1%",
    "庚岭市,2024,1,1%",
    "合计,,30,",
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(ROWS))
def test_the_order_of_rows_never_matters(tmp_path: Path, rows: list[str]) -> None:
    sources, found = joined([table(tmp_path, "单位,年度,收案数,败诉率\n" + "\n".join(rows) + "\n")])
    values = {
        (key, title): (cell.value, cell.state)
        for key, mine in sources.rows.items()
        for row in mine
        for title, cell in row.cells.items()
    }
    assert values == {
        ((JIA, 2024, "court"), "cases"): (Decimal(12), "number"),
        ((JIA, 2024, "court"), "loss_rate"): (Decimal("0.01"), "number"),
        ((JIA, 2023, "court"), "cases"): (Decimal(11), "number"),
        ((JIA, 2023, "court"), "loss_rate"): (Decimal("0.02"), "number"),
        ((YI, 2024, "court"), "cases"): ("95%以上", "unreadable"),
        ((YI, 2024, "court"), "loss_rate"): ("3分", "unreadable"),
    }
    assert sorted(one.code for one in found) == [
        "number-approximate",
        "number-with-unit",
        "row-twice",
        "rows-total",
        "unit-ambiguous",
        "units-unknown",
    ]


def test_the_order_of_files_never_matters(tmp_path: Path) -> None:
    own = tmp_path / "self.csv"
    own.write_text("单位,指标,自评分\n甲山县,学法次数,3\n乙水区,学法次数,4\n", encoding="utf-8")
    given = [
        Given(SELF_SCORES, own),
        table(tmp_path, HEAD + "甲山县,12,1%\n"),
        table(tmp_path, "单位,级别\n乙水区,省级\n", "honours", "honours.csv"),
        listing(tmp_path, "单位,类型\n" + "\n".join(f"{unit},县" for unit in UNIT_NAMES)),
    ]
    expected = joined(given)
    for seed in range(5):
        random.Random(seed).shuffle(given)
        assert joined(given) == expected


def test_other_units_of_the_reports_join_too() -> None:
    reports = (*REPORTS, report("2024/ju.txt", "甲山县司法局"))
    assert reported(reports)["甲山县司法局"] == {2024}
