"""The shipped sheet that ranks, over two years of six made-up counties."""

from __future__ import annotations

from decimal import Decimal

import pytest
from style_runs import assert_backed, assert_honest, one_sided, points, run_of, score, totals, units

from scoring.results import Outcome, Run


@pytest.fixture(scope="module")
def run() -> Run:
    return run_of("ranking-style", "ranking", before="2023")


def test_the_sheet_is_an_example_and_says_so(run: Run) -> None:
    assert_honest(run.rubric)
    assert run.diagnostics == ()


def test_every_leaf_and_pool_is_seen_from_two_sides(run: Run) -> None:
    assert one_sided(run) == []


def test_every_point_is_backed(run: Run) -> None:
    assert_backed(run)


def test_totals(run: Run) -> None:
    assert totals(run) == {
        "泊阳县": ("96.08", "1", "先进"),
        "汇滩区": ("79.56", "2", "先进"),
        "樟溪县": ("79.01", "3", "达标"),
        "绿原区": ("70.47", "4", "达标"),
        "洛桥县": ("60.83", "5", "达标"),
        "岚溪县": ("52.49", "6", "未达标"),
    }


@pytest.mark.parametrize(
    ("criterion", "expected"),
    [
        # Second and third place share what the two are worth: (11 + 10) ÷ 2.
        (
            "court.loss",
            {"泊阳县": "12", "樟溪县": "10.5", "绿原区": "10.5", "汇滩区": "8", "洛桥县": "6", "岚溪县": "5"},
        ),
        ("court.appearance", {"泊阳县": "8", "樟溪县": "7.72", "岚溪县": "6.48"}),
        # Up 2, the same, up 3.5, down 2, down 10; 洛桥县 sent no report last year but gives last year's figure.
        (
            "court.appearance_moved",
            {"泊阳县": "4.4", "樟溪县": "4", "绿原区": "4.6", "汇滩区": "3.2", "岚溪县": "0", "洛桥县": "4.4"},
        ),
        ("court.load", {"泊阳县": "6", "汇滩区": "3.6", "绿原区": "0"}),
        ("court.reconsideration", {"泊阳县": "7.7", "绿原区": "6.4", "岚溪县": "4", "洛桥县": "6.48"}),
        ("conduct.mediation", {"泊阳县": "7.2", "樟溪县": "6.4", "岚溪县": "5.16"}),
        # Two share the second place, nobody is third.
        ("conduct.study", {"泊阳县": "6", "樟溪县": "5.5", "绿原区": "5.5", "汇滩区": "4.5", "洛桥县": "5.1"}),
        ("conduct.certified", {"泊阳县": "6", "樟溪县": "5.46", "洛桥县": "-"}),
        ("conduct.filing", {"泊阳县": "5", "樟溪县": "3.75", "汇滩区": "4.35"}),
        ("conduct.requests", {"泊阳县": "4", "樟溪县": "4", "岚溪县": "0.5", "汇滩区": "2.5"}),
        ("conduct.online", {"绿原区": "5", "泊阳县": "4", "樟溪县": "3"}),
        ("public.survey", {"泊阳县": "8.15", "岚溪县": "4.95"}),
        # 3rd to 1st, 1st to 3rd, 2nd to 5th, last as before.
        ("public.survey_moved", {"泊阳县": "7", "樟溪县": "5", "绿原区": "3", "岚溪县": "6"}),
        ("public.proposals", {"泊阳县": "5.6258", "洛桥县": "0.7734", "岚溪县": "3.5"}),
        # The same matter once at its highest level: 3 + 2 + 1, of which five count.
        ("plus.honours", {"泊阳县": "5", "汇滩区": "2", "樟溪县": "1", "绿原区": "0"}),
        ("plus.loss", {"泊阳县": "1", "汇滩区": "0.2", "绿原区": "0"}),
    ],
)
def test_points(run: Run, criterion: str, expected: dict[str, str]) -> None:
    found = points(run, criterion)
    assert {name: found[name] for name in expected} == expected


def test_the_bonus_is_capped_once(run: Run) -> None:
    pools = {name: unit.pools[0] for name, unit in units(run).items()}
    assert [name for name, pool in pools.items() if pool.counted > pool.points] == ["泊阳县"]
    assert (pools["泊阳县"].counted, pools["泊阳县"].points) == (Decimal(6), Decimal(5))


def test_places_go_up_and_down(run: Run) -> None:
    moved = [score(unit, "public.survey_moved").words for unit in run.units]
    assert any("进步2位（第3名到第1名）" in words for words in moved)
    assert any("退步3位（第2名到第5名）" in words for words in moved)
    assert units(run)["汇滩区"].previous_rank == 3


def test_silence_takes_the_mean_of_the_group(run: Run) -> None:
    silent = score(units(run)["洛桥县"], "court.reconsideration")
    assert (silent.outcome, "平均得分率" in silent.words) == (Outcome.MISSING, True)
    no_requests = score(units(run)["汇滩区"], "conduct.requests")
    assert no_requests.outcome is Outcome.NOT_APPLICABLE


def test_what_the_report_says_otherwise_than_the_court_is_marked(run: Run) -> None:
    assert [name for name, unit in units(run).items() if "differs" in score(unit, "court.loss").flags] == ["岚溪县"]


def test_the_quota_holds(run: Run) -> None:
    assert [unit.grade for unit in run.units].count("先进") == 2
    # 樟溪县 reaches the line and is third of two; 绿原区 does not reach it.
    assert "quota_missed" in units(run)["樟溪县"].flags
    assert "quota_missed" not in units(run)["绿原区"].flags
