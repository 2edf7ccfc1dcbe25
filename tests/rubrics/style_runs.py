"""Runs of the shipped example sheets over the fixtures that were written for them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from scoring import pipeline
from scoring.cli.given import given
from scoring.results import LeafScore, Run, UnitScore
from scoring.rubric.types import Rubric

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


@cache
def run_of(rubric: str, name: str, year: str = "2024", before: str = "") -> Run:
    """The rubric over fixtures/reports-NAME/YEAR with everything in fixtures/sources-NAME."""
    sheet, _ = pipeline.load_rubric(rubric)
    sources, problems = given(folders=(FIXTURES / f"sources-{name}",))
    assert problems == ()
    reports = FIXTURES / f"reports-{name}"
    previous = (reports / before,) if before else ()
    return pipeline.score((reports / year,), sheet, previous=previous, sources=sources)


def units(run: Run) -> dict[str, UnitScore]:
    """By name, without 人民政府."""
    return {unit.unit.removesuffix("人民政府"): unit for unit in run.units}


def scores(unit: UnitScore) -> Iterator[LeafScore]:
    """Of the tree and of the pools."""
    yield from unit.leaves
    for pool in unit.pools:
        yield from pool.leaves


def score(unit: UnitScore, criterion: str) -> LeafScore:
    return next(found for found in scores(unit) if found.criterion == criterion)


def points(run: Run, criterion: str) -> dict[str, str]:
    """Unit → points as printed, "-" where there are none."""
    found = {name: score(unit, criterion).points for name, unit in units(run).items()}
    return {name: "-" if value is None else f"{round(value, 4).normalize():f}" for name, value in found.items()}


def totals(run: Run) -> dict[str, tuple[str, str, str]]:
    """Unit → published total, place in the group, grade."""
    return {name: (str(unit.published), f"{unit.rank:f}", unit.grade) for name, unit in units(run).items()}


def outcomes(run: Run) -> dict[str, set[tuple[str, str]]]:
    """Criterion → what it came to among the units: outcome and points."""
    found: dict[str, set[tuple[str, str]]] = {leaf.id: set() for leaf in run.rubric.all_leaves()}
    for unit in run.units:
        for one in scores(unit):
            found[one.criterion].add((one.outcome.value, str(one.points)))
    return found


def one_sided(run: Run) -> list[str]:
    """Criteria that the fixtures show from one side only: fewer than two outcomes, or never a score."""
    return [
        criterion
        for criterion, found in outcomes(run).items()
        if len(found) < 2 or not any(outcome in ("scored", "judged") for outcome, _ in found)
    ]


def vetoes(run: Run) -> dict[str, set[bool | None]]:
    """Veto or gate → whether it was triggered, among the units; None where nobody says."""
    found: dict[str, set[bool | None]] = {}
    for unit in run.units:
        for veto in unit.vetoes:
            found.setdefault(veto.veto, set()).add(veto.triggered)
    return found


def assert_honest(rubric: Rubric) -> None:
    """An example says that it is one, gives its basis, and names who scores what the report does not say."""
    assert rubric.weights_status == "illustrative"
    assert rubric.basis
    assert rubric.points == 100
    assert sum(node.points for node in rubric.dimensions) == 100
    for leaf in rubric.all_leaves():
        assert leaf.basis, leaf.id
        if leaf.source in ("table", "judgement"):
            assert leaf.scorer, leaf.id


def assert_backed(run: Run) -> None:
    """Whatever counts has a quote that stands in the report, a cell of a table or a person behind it."""
    texts = {report.id: report.text for unit in run.units for report in unit.reports}
    for unit in run.units:
        for one in scores(unit):
            for fact in one.used:
                evidence = fact.evidence
                assert texts[evidence.report_id][evidence.start : evidence.end] == evidence.quote
            if one.outcome.value == "scored" and one.points:
                assert one.used or one.cells, (unit.unit, one.criterion)
            if one.outcome.value == "judged":
                assert all(judgement.scorer and judgement.reason for judgement in one.judgements)
                assert one.judgements
