"""A value, its group and last year's value → what the rule gives; or why it cannot be applied."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from scoring.assess.case import Asking, Case
from scoring.assess.pick import LAST_YEAR, pick
from scoring.assess.subjects import state_of
from scoring.messages.assess import REASONS
from scoring.results import Award
from scoring.rubric.rule_specs import CountSpec, RelativeSpec, YearOnYearSpec, needs_peers
from scoring.rubric.types import MEASURE, Leaf
from scoring.rules import award
from scoring.rules.inputs import Peers, RuleInputs, compared, exact
from scoring.sources.types import Cell


@dataclass(frozen=True, slots=True)
class Unfit:
    """The value is there, but what it is measured against is not. `waits`: something outside has to come in first (else the report, or
    last year's, is silent)."""

    reason: str
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Ready:
    """Everything a rule wants beside the value. `cell` is the one that the divisor stands in."""

    leaf: Leaf
    kind: str
    peers: Peers | None = None
    last: Decimal | None = None
    last_peers: Peers | None = None
    divisor: Decimal | None = None
    cell: Cell | None = None

    def award(self, value: Decimal, shown: str, low: Decimal | None = None, high: Decimal | None = None) -> Award:
        """What the rule gives for `value`."""
        inputs = RuleInputs(
            value,
            low,
            high,
            shown,
            peers=self.peers,
            last=self.last,
            last_peers=self.last_peers,
            divisor=self.divisor,
            kind=self.kind,
        )
        return award(self.leaf.rule.spec, self.leaf.points, inputs)


def ready(leaf: Leaf, case: Case, asking: Asking) -> Ready | Unfit:
    """What the rule of `leaf` needs beside the unit's own value of this year."""
    spec = leaf.rule.spec
    now, before = asking.group.now, asking.group.last
    if needs_peers(spec) and (now is None or not now.values):
        return Unfit(REASONS["no_peers"], waits=True)
    last: Decimal | None = None
    if isinstance(spec, YearOnYearSpec):
        last = last_value(leaf, case, asking)
        if last is None:
            return Unfit(REASONS["no_last_year"])
        if spec.by == "growth" and not compared(last):
            return Unfit(REASONS["last_year_zero"])
        if spec.by == "rank" and (before is None or not before.values):
            return Unfit(REASONS["no_last_group"])
    if isinstance(spec, RelativeSpec) and spec.to == "last_mean" and (before is None or not before.values):
        return Unfit(REASONS["no_last_group"])
    if isinstance(spec, CountSpec) and spec.divisor is not None:
        state = state_of(case, spec.divisor.subject)
        if not state.value:
            return Unfit(REASONS["no_divisor"].format(name=spec.divisor.subject.name), waits=True)
        return Ready(leaf, asking.kind, now, last, before, state.value, state.cell)
    return Ready(leaf, asking.kind, now, last, before)


def last_value(leaf: Leaf, case: Case, asking: Asking) -> Decimal | None:
    """Last year's value: from last year's own sources, else what this year's report says of it."""
    if asking.last is not None or leaf.source != MEASURE:
        return asking.last
    stated = pick(case.facts, leaf.subject, leaf.scope, LAST_YEAR)
    return None if stated is None else exact(stated.value)
