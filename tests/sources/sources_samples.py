"""A small rubric's wishes, a few units and their reports for the tests of files beside the reports. All names and figures are invented."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from scoring.errors import Diagnostic, render
from scoring.sources.attach import attach
from scoring.sources.join import join
from scoring.sources.load import Given, Loaded, load
from scoring.sources.types import KINDS, TABLE, UNITS, Sources
from scoring.sources.wanted import Wanted, WantedColumn, WantedCriterion, WantedTable
from scoring.text.report import Metadata, MetadataValue, Report

YEAR = 2024
PLACES = ("甲山县", "乙水区", "丙原县")
UNIT_NAMES = (*(f"{place}人民政府" for place in PLACES), "丁川县人民政府", "丁川县政府")

WANTED = Wanted(
    {
        "court": WantedTable(
            "court",
            (
                WantedColumn("cases", ("收案数",), rate=False),
                WantedColumn("loss_rate", ("行政诉讼败诉率（法院）", "败诉率"), rate=True),
            ),
            title="法院通报",
        ),
        "honours": WantedTable(
            "honours",
            (WantedColumn("级别", numeric=False), WantedColumn("次数", optional=True)),
            many=True,
        ),
    },
    (
        WantedCriterion(
            "files.check", "档案查阅", Decimal(5), judged=True, levels=("好", "较好", "一般"), scorer="核查组"
        ),
        WantedCriterion("files.visit", "现场核查", Decimal(2), judged=True, step=Decimal("0.5"), what="看案卷"),
        WantedCriterion("study", "学法次数", Decimal(4)),
        WantedCriterion("study.first", "专题研究", Decimal(1)),
        WantedCriterion("study.second", "专题研究", Decimal(1)),
        WantedCriterion("event", "发生重大事件", Decimal(1), judged=True, step=Decimal(1), yes_no=True),
    ),
)


def report(path: str, unit: str | None = None, year: int | None = YEAR) -> Report:
    """A report that says of itself what is given."""
    metadata = Metadata(
        unit=None if unit is None else MetadataValue(unit, "title"),
        report_year=None if year is None else MetadataValue(str(year), "title"),
    )
    return Report(f"{path}#0", path, "正文", "0", "utf-8", metadata)


REPORTS = (
    report("2024/jia.txt", "甲山县人民政府"),
    report("2023/jia.txt", "甲山县人民政府", 2023),
    report("2024/yi.txt", "乙水区人民政府"),
    report("2024/bing.txt", "丙原县人民政府"),
    report("2024/ding.txt", "丁川县人民政府"),
    report("2024/ding2.txt", "丁川县政府"),
)


def reported(reports: Iterable[Report] = REPORTS) -> dict[str, set[int | None]]:
    """The units of the reports with their years."""
    found: dict[str, set[int | None]] = {}
    for one in reports:
        found.setdefault(one.unit, set()).add(one.year)
    return found


def joined(
    given: Iterable[Given], wanted: Wanted = WANTED, reports: tuple[Report, ...] = REPORTS
) -> tuple[Sources, tuple[Diagnostic, ...]]:
    """The files read and joined to the reports' units for 2024, with everything that is said on the way."""
    loaded = load(given, wanted)
    told = attach(reports, loaded.units)
    sources, problems = join(replace(loaded, units=told.lists), reported(told.reports), YEAR)
    return sources, (*loaded.diagnostics, *told.diagnostics, *problems)


def given_as(path: Path) -> Given:
    """A file called `<anything>.<kind>.<suffix>`; a table is called court unless its name says honours."""
    kind = path.suffixes[0].removeprefix(".")
    assert kind in KINDS or kind == "honours", path
    if kind in (TABLE, "honours"):
        return Given(TABLE, path, "honours" if kind == "honours" else "court")
    return Given(kind, path)


def said(diagnostics: Iterable[Diagnostic]) -> str:
    """The diagnostics as they are printed."""
    return "\n".join(map(render, diagnostics)) + "\n"


def table(folder: Path, text: str, name: str = "court", file: str = "court.csv") -> Given:
    """A CSV file given as a table."""
    path = folder / file
    path.write_text(text, encoding="utf-8", newline="")
    return Given(TABLE, path, name)


def listing(folder: Path, text: str) -> Given:
    """A CSV file given as the unit list."""
    path = folder / "units.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return Given(UNITS, path)


__all__ = ["Loaded"]
