"""What holds for every rule and value: 0 ≤ points ≤ full marks, deductions account for what is lost, better is never worse."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.results import Award
from scoring.rubric.rule_specs import (
    PARTIALS,
    Band,
    BandsSpec,
    ChecklistItem,
    ChecklistSpec,
    DeductCause,
    DeductSpec,
    DoneSpec,
    Escalation,
    LinearNode,
    LinearSpec,
    PerStep,
    RuleSpec,
    Subject,
    TargetSpec,
    Worth,
)
from scoring.rules import RuleInputs, award

QUICK = settings(max_examples=80, deadline=None)

FULL = st.decimals("0.1", "20", places=1)
VALUES = st.decimals("0", "2", places=4)
SHARES = st.decimals("0", "1", places=2)
SMALL = st.decimals("0.01", "2", places=2)
PARTIAL = st.sampled_from(PARTIALS)


def _checked(spec: RuleSpec, full: Decimal, inputs: RuleInputs) -> Award:
    got = award(spec, full, inputs)
    assert 0 <= got.points <= full
    assert got.words
    assert all(lost.points > 0 and lost.reason for lost in got.deductions)
    assert sum((lost.points for lost in got.deductions), Decimal(0)) == full - got.points
    return got


def _rising(values: list[Decimal]) -> list[Decimal]:
    return sorted(set(values))


LINES = st.tuples(
    st.lists(VALUES, min_size=2, max_size=5, unique=True),
    st.lists(SHARES, min_size=5, max_size=5),
    PARTIAL,
    st.none() | SMALL,
).map(
    lambda drawn: LinearSpec(
        tuple(
            LinearNode(at, Worth(share=share))
            for at, share in zip(sorted(drawn[0]), sorted(drawn[1])[: len(drawn[0])], strict=True)
        ),
        drawn[3],
        drawn[2],
        "ratio",
    )
)
TARGETS = st.builds(
    TargetSpec,
    SMALL,
    SHARES.map(lambda share: Worth(share=share)),
    st.none() | st.builds(PerStep, SMALL, SMALL, PARTIAL, st.none() | SMALL),
    st.none() | st.builds(PerStep, SMALL, SMALL, PARTIAL, st.none() | SMALL),
    st.just("件"),
)


def _bands(ends: list[Decimal], shares: list[Decimal]) -> BandsSpec:
    edges = [None, *_rising(ends), None]
    worths = sorted(shares)
    return BandsSpec(
        tuple(
            Band(low, high, Worth(share=worths[index]), True, False)
            for index, (low, high) in enumerate(pairwise(edges))
        ),
        "件",
    )


BANDS = st.builds(_bands, st.lists(VALUES, min_size=1, max_size=4), st.lists(SHARES, min_size=5, max_size=5))


@given(st.one_of(LINES, TARGETS, BANDS, st.builds(DoneSpec, VALUES)), FULL, VALUES, VALUES)
@QUICK
def test_rising_rules(spec: RuleSpec, full: Decimal, one: Decimal, other: Decimal) -> None:
    """All of these were drawn so that more is better."""
    low, high = sorted((one, other))
    assert _checked(spec, full, RuleInputs(value=low)).points <= _checked(spec, full, RuleInputs(value=high)).points


@given(st.lists(SHARES, min_size=2, max_size=5), FULL, VALUES, VALUES)
@QUICK
def test_falling_lines(shares: list[Decimal], full: Decimal, one: Decimal, other: Decimal) -> None:
    nodes = tuple(
        LinearNode(Decimal(index) / 4, Worth(share=share)) for index, share in enumerate(sorted(shares, reverse=True))
    )
    spec = LinearSpec(nodes, unit="ratio")
    low, high = sorted((one, other))
    assert _checked(spec, full, RuleInputs(value=low)).points >= _checked(spec, full, RuleInputs(value=high)).points


def _causes(drawn: list[tuple[str, Decimal, Decimal, Decimal, str, Decimal | None, Decimal, bool]]) -> DeductSpec:
    return DeductSpec(
        tuple(
            DeductCause(
                f"原因{index}",
                Subject("measure", f"m{index}", "指标", "件"),
                when,
                step,
                threshold,
                per,
                partial,
                cap,
                (Escalation(Decimal(2), None),) if escalates else (),
                missing,
            )
            for index, (when, step, threshold, per, partial, cap, missing, escalates) in enumerate(drawn)
        )
    )


CAUSES = st.lists(
    st.tuples(
        st.sampled_from(["under", "over", "not_done", "done"]),
        SMALL,
        VALUES,
        SMALL,
        PARTIAL,
        st.none() | SMALL,
        st.decimals("0", "1", places=1),
        st.booleans(),
    ),
    min_size=1,
    max_size=4,
).map(_causes)
STATES = st.lists(st.none() | VALUES, min_size=4, max_size=4)


@given(CAUSES, FULL, STATES)
@QUICK
def test_deductions_account_for_every_point(spec: DeductSpec, full: Decimal, states: list[Decimal | None]) -> None:
    inputs = RuleInputs(states={f"m{index}": value for index, value in enumerate(states)})
    got = _checked(spec, full, inputs)
    silent = sum(value is None for value in states[: len(spec.causes)])
    assert len(got.notes) == silent


@given(CAUSES, FULL, STATES, st.data())
@QUICK
def test_more_causes_never_give_more_points(
    spec: DeductSpec, full: Decimal, states: list[Decimal | None], data: st.DataObject
) -> None:
    inputs = RuleInputs(states={f"m{index}": value for index, value in enumerate(states)})
    kept = data.draw(st.integers(0, len(spec.causes)))
    fewer = DeductSpec(spec.causes[:kept])
    assert award(fewer, full, inputs).points >= award(spec, full, inputs).points


@given(st.lists(st.decimals("0.01", "5", places=2), min_size=1, max_size=5), FULL, STATES)
@QUICK
def test_checklists(weights: list[Decimal], full: Decimal, states: list[Decimal | None]) -> None:
    spec = ChecklistSpec(
        tuple(
            ChecklistItem(f"第{index}项", Subject("practice", f"m{index}", "做法"), weight)
            for index, weight in enumerate(weights)
        )
    )
    some = {f"m{index}": value for index, value in enumerate(states)}
    all_done = {f"m{index}": 1 for index in range(len(weights))}
    assert _checked(spec, full, RuleInputs(states=some)).points <= full
    assert _checked(spec, full, RuleInputs(states=all_done)).points == full
    assert _checked(spec, full, RuleInputs()).points == 0
