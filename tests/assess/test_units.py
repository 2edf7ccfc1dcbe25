"""Who is assessed, and with which report."""

from __future__ import annotations

from dataclasses import replace

import pytest
from assess_samples import fact, leaf, node, report, rubric

from scoring.assess import Entry, Listed, contest, entries, unit_key
from scoring.rubric.types import Rubric
from scoring.text.report import Report

SHEET = rubric(node("a", leaf("m")))


def read(*reports: Report) -> list[tuple[Report, tuple[()]]]:
    return [(one, ()) for one in reports]


def only(*reports: Report, sheet: Rubric = SHEET) -> Entry:
    (found,) = entries(read(*reports), sheet)
    return found


@pytest.mark.parametrize(
    "spelling",
    ["青禾县(开发区)", "青禾县（开发区）", " 青禾县 （开发区） ", "青禾县\u3000(开发区)\n", "青禾县\u200b(开发区)"],
)
def test_spellings_of_one_unit(spelling: str) -> None:
    assert unit_key(spelling) == "青禾县(开发区)"


def test_units_stay_apart() -> None:
    assert unit_key("青禾县") != unit_key("青禾市")


def test_one_entry_per_unit_and_year() -> None:
    found = entries(read(report("甲县", 2023), report("甲 县", 2022), report("乙县", 2023)), SHEET)
    assert [(one.key, one.year) for one in found] == [("乙县", 2023), ("甲县", 2022), ("甲县", 2023)]


@pytest.mark.parametrize(
    ("dates", "first"),
    [
        ((("a", "2024-02-01"), ("b", "2024-03-05")), "b"),
        ((("a", None), ("b", "2023-01-01")), "b"),
        ((("a", None), ("b", None)), "a"),
        ((("b", "2024-03-05"), ("a", "2024-03-05")), "a"),
    ],
)
def test_the_newest_of_several_reports_counts(dates: tuple[tuple[str, str | None], ...], first: str) -> None:
    reports = [report("甲县", path=path, published=date) for path, date in dates]
    for order in (reports, reports[::-1]):
        found = only(*order)
        assert found.reports[0].path == first
        assert len(found.reports) == 2
        assert found.flags == ("several_reports",)


def test_the_unit_list_may_name_the_report_and_the_group() -> None:
    reports = read(report("甲县", path="a", published="2024-03-01"), report("甲县", path="b"))
    (found,) = entries(reports, SHEET, [Listed("甲县", "county", "山区组", 2023, "b")])
    assert found.reports[0].path == "b"
    assert found.group == "山区组"


def test_facts_of_a_report_that_does_not_count_are_kept_unchosen() -> None:
    old, new = report("甲县", path="a"), report("甲县", path="b", published="2024-03-01")
    (found,) = entries([(old, (fact(old, "m", 1),)), (new, (fact(new, "m", 2),))], SHEET)
    assert [one.value for one in found.facts] == [2]
    assert [(one.value, one.chosen, one.flags) for one in found.others] == [(1, False, ("report_not_counted",))]


def test_doubtful_twins_are_flagged() -> None:
    found = only(
        report("城关镇", path="a", region="甲县", unit_type="township"),
        report("城关镇", path="b", region="乙县", unit_type="other"),
    )
    assert found.flags == ("same_name_other_region", "same_name_other_type", "several_reports")


def test_unknown_year_and_unit_are_flagged() -> None:
    assert only(report("甲县", None)).flags == ("year_unknown",)
    found = only(report("", 2023, path="无题.txt"))
    assert (found.unit, found.flags) == ("无题.txt", ("unit_unknown",))


def test_a_sheet_for_other_units_is_flagged() -> None:
    assert only(report(), sheet=rubric(node("a", leaf("m")), unit_types=("department",))).flags == (
        "unit_type_not_covered",
    )


def ranked(
    reports: list[Report], year: int | None = None, listed: tuple[Listed, ...] = ()
) -> list[tuple[str, int | None]]:
    found = contest(entries(read(*reports), SHEET, listed), SHEET, year, listed)
    return [(one.unit, one.year) for one in found]


def test_the_newest_year_is_ranked_or_the_one_asked_for() -> None:
    reports = [report("甲县", 2022), report("甲县", 2023), report("乙县", 2022)]
    assert ranked(reports) == [("乙县", 2022), ("甲县", 2023)]
    assert ranked(reports, 2022) == [("乙县", 2022), ("甲县", 2022)]
    assert ranked(reports, 2023) == [("甲县", 2023)]


def test_several_years_in_a_group_are_flagged() -> None:
    reports = read(report("甲县", 2023), report("乙县", 2022), report("丙镇", 2021, unit_type="township"))
    flags = {one.unit: one.flags for one in contest(entries(reports, SHEET), SHEET)}
    assert flags == {"甲县": ("ranked_across_years",), "乙县": ("ranked_across_years",), "丙镇": ()}


def test_an_undated_report_is_shown_beside_the_dated_one() -> None:
    undated = report("甲县", None)
    found = contest(entries([(report("甲县", 2023), ()), (undated, (fact(undated, "m"),))], SHEET), SHEET)
    assert [(one.year, one.flags) for one in found] == [(2023, ("undated_report",))]
    assert [one.path for one in found[0].reports] == ["甲县2023.txt", "甲县None.txt"]
    assert [one.chosen for one in found[0].others] == [False]


def test_an_undated_report_alone_is_ranked() -> None:
    assert ranked([report("甲县", None), report("乙县", 2023)], 2023) == [("乙县", 2023), ("甲县", None)]


def test_listed_units_are_never_dropped() -> None:
    listed = (Listed("甲县", "county"), Listed("丙县", "county"), Listed("丁县", "county", year=2021))
    assert ranked([report("甲县", 2023)], 2023, listed) == [("丙县", 2023), ("甲县", 2023)]


def test_groups_of_the_list_and_one_group_for_all() -> None:
    """Where the list has the groups, a unit it does not name is grouped by its type and flagged; one group for all leaves nobody out."""
    both = read(report("甲县"), report("乙县"))
    listed = [Listed("甲县", "county", "第一组")]
    by_list = entries(both, replace(SHEET, groups="list"), listed)
    assert [(one.unit, one.group, one.flags) for one in sorted(by_list, key=lambda one: one.group)] == [
        ("乙县", "county", ("group_unknown",)),
        ("甲县", "第一组", ()),
    ]
    assert {one.group for one in entries(both, replace(SHEET, groups="全部"), listed)} == {"全部"}
