"""The shipped sheet on how a report is written, over reports that are written well, badly, late and not at all."""

from __future__ import annotations

from decimal import Decimal

import pytest
from style_runs import assert_backed, assert_honest, one_sided, points, run_of, score, totals, units, vetoes

from scoring.results import Outcome, Run
from scoring.text.report import Evidence

COUNTIES = ("柳河县", "汀兰区", "桐岭县")


@pytest.fixture(scope="module")
def run() -> Run:
    return run_of("report-quality", "quality")


def test_the_sheet_is_an_example_and_says_so(run: Run) -> None:
    assert_honest(run.rubric)
    assert run.diagnostics == ()


def test_every_leaf_and_pool_is_seen_from_two_sides(run: Run) -> None:
    assert one_sided(run) == []
    assert {pool.points for unit in run.units for pool in unit.pools} >= {
        0,
        score(units(run)["桐岭县"], "form.errors").points,
    }


def test_every_point_is_backed(run: Run) -> None:
    assert_backed(run)


def test_totals(run: Run) -> None:
    assert totals(run) == {
        "柳河县": ("99.50", "1", "优秀"),
        "汀兰区": ("70.00", "2", "合格"),
        "桐岭县": ("23.94", "3", "不合格"),
        "柳河县水利局": ("63.00", "1", "合格"),
        "望湖镇": ("53.55", "1", "不合格"),
        "南屏街道办事处": ("31.00", "2", "不合格"),
    }


@pytest.mark.parametrize(
    ("criterion", "expected"),
    [
        ("contents.results", {"柳河县": "8", "南屏街道办事处": "0"}),
        ("contents.problems", {"南屏街道办事处": "8", "望湖镇": "0"}),
        ("contents.causes", {"柳河县水利局": "8", "汀兰区": "8", "桐岭县": "0"}),
        ("contents.first_responsible", {"汀兰区": "8", "望湖镇": "0"}),
        ("contents.plan", {"望湖镇": "8", "桐岭县": "0"}),
        # Late; and no date anywhere, which is for a person to find out.
        ("timeliness.published", {"柳河县": "15", "桐岭县": "0", "汀兰区": "-"}),
        (
            "evidence.numbers",
            {"柳河县": "10", "望湖镇": "9.4545", "桐岭县": "1.4359", "柳河县水利局": "0", "南屏街道办事处": "0"},
        ),
        # One is enough for a town, a county needs three.
        ("evidence.fractions", {"柳河县": "8", "望湖镇": "8", "汀兰区": "2.6667"}),
        ("evidence.year_on_year", {"柳河县": "7", "望湖镇": "5.6", "汀兰区": "0"}),
        ("candour.specific", {"柳河县": "10", "汀兰区": "10", "桐岭县": "0", "望湖镇": "0"}),
        ("candour.judged", {"柳河县": "10", "柳河县水利局": "8", "望湖镇": "0", "南屏街道办事处": "-"}),
        ("form.errors", {"柳河县": "0.5", "桐岭县": "1.5", "汀兰区": "-"}),
    ],
)
def test_points(run: Run, criterion: str, expected: dict[str, str]) -> None:
    found = points(run, criterion)
    assert {name: found[name] for name in expected} == expected


def test_a_report_without_a_date_is_not_a_late_one(run: Run) -> None:
    found = score(units(run)["汀兰区"], "timeliness.published")
    assert (found.outcome, found.stake) == (Outcome.MISSING, Decimal(15))
    late = score(units(run)["桐岭县"], "timeliness.published")
    assert (late.outcome, late.flags) == (Outcome.ZERO, ("date_conflict",))


def quote(run: Run, unit: str, criterion: str) -> Evidence:
    return score(units(run)[unit], criterion).used[0].evidence


def test_what_is_quoted_is_what_was_counted(run: Run) -> None:
    assert "红石镇" in quote(run, "柳河县", "candour.specific").quote
    assert quote(run, "望湖镇", "evidence.fractions").quote == "调解成功184件"
    assert quote(run, "望湖镇", "evidence.year_on_year").quote == "受理纠纷153件"


def test_the_veto_on_copied_reports(run: Run) -> None:
    assert vetoes(run)["veto.copied"] == {True, False, None}
    copied = units(run)["桐岭县"]
    assert (copied.grade_cap, copied.barred) == ("不合格", True)
    assert "veto_open" in units(run)["汀兰区"].flags


def test_the_gate_on_contents(run: Run) -> None:
    assert vetoes(run)["gate.contents"] == {True, False}
    # Exactly three are enough.
    three = next(veto for veto in units(run)["桐岭县"].vetoes if veto.gate)
    assert (three.triggered, three.words) == (False, "五项内容至少写明三项：3项，未触发")
    assert units(run)["望湖镇"].grade_cap == "合格"
