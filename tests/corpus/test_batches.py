"""What hangs on the whole group is the same however the group is cut into batches."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from assess_samples import leaf, linear, node, rate, report, rubric
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.assess import Entry, contest, entries, score_entries
from scoring.corpus.group import Batch, Scorer, looks_at_last_year, passes
from scoring.corpus.plan import Lot, Ranking, plan
from scoring.results import UnitScore
from scoring.rubric.rule_specs import PerStep, RankSpec, RelativeSpec, YearOnYearSpec
from scoring.rubric.types import Policy, Rubric, Weighting
from scoring.sources.types import NOTHING

D = Decimal
GROUPS = ("county", "township")
SHEET = rubric(
    node(
        "a",
        leaf("m", "5", RankSpec(False, step=D(1), unit="ratio"), missing=Policy("group_mean")),
        leaf("n", "5", RelativeSpec("last_mean", False, short=PerStep(D("0.1"), D("0.5")), unit="ratio")),
        leaf("o", "5", YearOnYearSpec("rank", False, fall=PerStep(D(1)), unit="ratio"), missing=Policy("group_mean")),
        leaf("p", "5", linear("0", "1"), missing=Policy("zero")),
        weighting=Weighting("entropy"),
    ),
    node("b", leaf("q", "4", RelativeSpec("mean", False, unit="ratio"), missing=Policy("group_mean"))),
    weighting=Weighting("critic"),
)
PLAIN = rubric(node("a", leaf("m", "5", linear("0", "1")), leaf("n", "5", linear("0", "1"))))

Drawn = tuple[str | None, str | None, list[int | None], list[int | None], bool]

# One unit: its type in each of two years (None: no report), and its figures.
_FIGURES = st.lists(st.one_of(st.none(), st.integers(0, 20)), min_size=5, max_size=5)
_UNIT = st.tuples(st.sampled_from([*GROUPS, None]), st.sampled_from([*GROUPS, None]), _FIGURES, _FIGURES, st.booleans())


def read_of(units: list[Drawn]) -> list[Entry]:
    found = []
    for number, (before, now, old, new, undated) in enumerate(units):
        name = f"第{number}县人民政府"
        years = [(2022, before, old), (2023, now, new)] + ([(None, "county", new)] if undated else [])
        for year, kind, values in years:
            if kind is None:
                continue
            one = report(name, year, unit_type=kind)
            facts = [
                rate(one, measure, value / 20, at=2 * at)
                for at, (measure, value) in enumerate(zip("mnopq", values, strict=True))
                if value is not None
            ]
            found.append((one, tuple(facts)))
    return list(entries(found, SHEET))


def by_batches(sheet: Rubric, known: list[Entry], size: int) -> dict[str, UnitScore]:
    contenders = contest(known, sheet, 2023)
    found: dict[str, UnitScore] = {}
    scorer = Scorer(sheet, NOTHING, {})
    for ranking in plan(contenders, known, 2023, size, looks_at_last_year(sheet)):

        def each(step: Callable[[Scorer, Batch], Any], ranking: Ranking = ranking) -> Iterator[Any]:
            return (step(scorer, batch(lot)) for lot in ranking.lots)

        for units in each(partial(Scorer.units, passed=passes(sheet, each))):
            found |= {unit.unit: unit for unit in units}
    return found


def batch(lot: Lot) -> Batch:
    return Batch(lot.contenders, lot.known, lot.others)


@settings(max_examples=30, deadline=None)
@given(st.lists(_UNIT, min_size=1, max_size=9), st.integers(1, 9), st.sampled_from([SHEET, PLAIN]))
def test_any_batches_give_what_all_at_once_gives(units: list[Drawn], size: int, sheet: Rubric) -> None:
    known = read_of(units)
    contenders = contest(known, sheet, 2023)
    wanted = {unit.unit: unit for unit in score_entries(sheet, contenders, known, names={})}
    assert by_batches(sheet, known, size) == wanted


@pytest.mark.parametrize(("sheet", "looks"), [(SHEET, True), (PLAIN, False)])
def test_last_year_is_read_only_where_it_matters(sheet: Rubric, looks: bool) -> None:
    assert looks_at_last_year(sheet) is looks


def test_lots_are_of_the_size_asked_for_and_share_out_who_left() -> None:
    stay: Drawn = ("county", "county", [1] * 5, [2] * 5, False)
    left: Drawn = ("county", "township", [1] * 5, [2] * 5, False)
    known = read_of([*[stay] * 5, *[left] * 3])
    county, township = plan(contest(known, SHEET, 2023), known, 2023, 2, True)
    assert [len(lot.contenders) for lot in county.lots] == [2, 2, 1]
    assert [len(lot.others) for lot in county.lots] == [1, 1, 1]
    assert [len(lot.known) for lot in township.lots] == [2, 1]
    assert [lot.others for lot in township.lots] == [(), ()]
    assert [lot.number for lot in (*county.lots, *township.lots)] == [0, 1, 2, 3, 4]
