"""Scoring again only what changed gives what scoring everything gives."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from workbench_samples import SHEETS, SOURCES, county, material, rubric_of, vocabulary

from scoring import pipeline
from scoring.assess.totals import total_up
from scoring.resources import fixture_reports_folder
from scoring.rubric.types import Rubric
from scoring.sources.load import files_in
from scoring.workbench.addresses import Address, nodes_of
from scoring.workbench.bench import Scored, rescore, score
from scoring.workbench.figures import decimal_text, figures
from scoring.workbench.files import RubricFile, join, open_rubric
from scoring.workbench.material import Material, from_reports
from scoring.workbench.moves import REST, causes, moves
from scoring.workbench.retotal import added, is_plain, together
from scoring.workbench.settings import Setting, apply_settings, edited

_OF_COUNTY = [
    (id_, figure)
    for id_, node in nodes_of(join(county()).root)
    for figure in figures(node)
    if figure.keys != ("points",)
]


@pytest.fixture(scope="module")
def county_scored() -> Scored:
    return score(material(), rubric_of(county()))


@pytest.fixture(scope="module")
def full() -> Material:
    """The fixture reports with all files beside them."""
    given_files, _ = files_in(SOURCES)
    return from_reports([fixture_reports_folder()], given_files)


def test_the_bench_scores_as_the_pipeline_does(full: Material) -> None:
    rubric = rubric_of(county())
    run = pipeline.score([fixture_reports_folder()], rubric, sources=files_in(SOURCES)[0])
    found = {(unit.group, unit.unit): unit for unit in score(full, rubric).ranked}
    for unit in run.units:
        one = found[unit.group, unit.unit]
        assert (one.published, one.rank, one.grade, one.leaves) == (unit.published, unit.rank, unit.grade, unit.leaves)


@pytest.mark.parametrize(
    ("texts", "rescored"),
    [
        (["disputes.mediation.rule.linear.full=95%"], 1),
        (["disputes.appearance.points=5", "disputes.mediation.points=2"], 2),
        (["disputes.points=15", "disputes.appearance.points=3", "functions.points=11", "functions.online.points=3"], 2),
        (["disputes.note=说明", "disputes.mediation.basis=依据"], 0),
        (["disputes.name=纠纷化解"], 0),
        (["grades.优秀.from=85%", "ties=dense", "rounding.places=1"], 0),
        (["disputes.appearance.na=full"], 1),
        (["disputes.combine=geometric"], 0),
        (["missing=zero"], 65),
        (["groups=all"], 65),
    ],
)
def test_only_what_differs_is_scored_again(county_scored: Scored, texts: list[str], rescored: int) -> None:
    other = rubric_of(edited(county(), texts)[0])
    again = rescore(county_scored, other)
    assert again.rescored == rescored
    assert again.ranked == score(material(), other).ranked


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(_OF_COUNTY), st.integers(0, 130)), min_size=1, max_size=4))
def test_thresholds_at_random(county_scored: Scored, drawn: list[tuple[tuple[str, object], int]]) -> None:
    wanted = {}
    for (id_, figure), percent in drawn:
        value = figure.value * percent / 100  # type: ignore[attr-defined]
        wanted[id_, figure.keys] = Setting(Address(id_, figure.keys), decimal_text(value, figure.node))  # type: ignore[attr-defined]
    other, _ = apply_settings(county(), wanted.values()).read(vocabulary())
    if other is not None:
        assert rescore(county_scored, other).ranked == score(material(), other).ranked


def _others(file: RubricFile) -> list[Rubric]:
    """The rubric with each of its numbers made smaller, one at a time, as far as it is then still a rubric."""
    found = []
    for id_, node in nodes_of(join(file).root):
        for figure in figures(node):
            value = decimal_text(figure.value * 3 / 4, figure.node)
            other, _ = apply_settings(file, [Setting(Address(id_, figure.keys), value)]).read(vocabulary())
            if other is not None:
                found.append(other)
    return found


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_groups_weights_pools_and_vetoes(path: Path, full: Material) -> None:
    file = open_rubric(path, vocabulary())
    before = score(full, rubric_of(file))
    others = _others(file)
    assert len(others) > 15
    for other in others:
        after = rescore(before, other)
        assert after.ranked == score(full, other).ranked
        back = rescore(after, before.rubric)
        assert back.ranked == before.ranked


def test_one_change_after_the_other(county_scored: Scored) -> None:
    """A watcher goes from state to state, never back to the start."""
    state = county_scored
    for texts in (["disputes.mediation.missing=zero"], ["disputes.liaison.points=2"], ["disputes.appearance.points=3"]):
        file, _ = edited(county(), texts)
        other, _ = file.read(vocabulary())
        if other is not None:
            state = rescore(state, other)
            assert state.ranked == score(material(), other).ranked


def test_quick_totals_are_the_totals(full: Material) -> None:
    rubric = rubric_of(county())
    assert is_plain(rubric)
    stretched = 0
    for unit in score(full, rubric).units:
        dimensions = [added(node, unit.scores) for node in rubric.dimensions]
        assert None not in dimensions
        found = together([one for one in dimensions if one is not None])
        assert found == total_up(rubric, unit.scores.values())
        stretched += any(leaf.scale != 1 for leaf in found.leaves)
    assert stretched


def test_what_moves_and_why(county_scored: Scored) -> None:
    other = rubric_of(edited(county(), ["disputes.appearance.points=5", "disputes.mediation.points=2"])[0])
    found = moves(county_scored, rescore(county_scored, other))
    assert found.count == len(county_scored.units)
    assert {leaf.id for leaf in found.leaves} <= {leaf.id for leaf in other.leaves() if leaf.id.startswith("disputes.")}
    for pair in found.units:
        told = causes(pair)
        # Scales are kept to ten places.
        assert abs(sum(cause.change for cause in told) - (pair.after.total - pair.before.total)) < Decimal("1e-7")
        assert not any(cause.id == REST for cause in told)
    assert found.points == sum(pair.points != 0 for pair in found.units)


def test_nothing_moves(county_scored: Scored) -> None:
    found = moves(county_scored, rescore(county_scored, rubric_of(county())))
    assert (found.units, found.leaves, found.points, found.places, found.stakes) == ((), (), 0, 0, 0)


def test_a_renamed_criterion_is_not_its_own_cause(county_scored: Scored) -> None:
    other = rubric_of(county().with_text(county().text.replace("- id: disputes.liaison", "- id: disputes.joint")))
    after = rescore(county_scored, other)
    assert {leaf.id for leaf in moves(county_scored, after).leaves} == {"disputes.liaison", "disputes.joint"}
    assert moves(county_scored, after, {"disputes.joint": "disputes.liaison"}).leaves == ()


def test_the_order_of_reports_never_matters(county_scored: Scored) -> None:
    turned = Material(tuple(reversed(material().now)), names=material().names)
    assert score(turned, county_scored.rubric).ranked == county_scored.ranked
