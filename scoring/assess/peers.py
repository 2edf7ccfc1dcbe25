"""The first of two passes: every unit's value on the criteria that look at the group or at last year.

Answers come first, for all units; only then do rules see them, through `Asking`. So no score hangs on the order in which units are scored.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from scoring.assess.case import ALONE, PLAINLY, Asking, Case, Group
from scoring.assess.leaves import leaves_of, score_leaf
from scoring.measures.facts import Fact
from scoring.results import LeafScore, Outcome
from scoring.rubric.rule_specs import DoneSpec, needs_last_year, needs_peers
from scoring.rubric.types import Leaf, Policy, Rubric, Rule
from scoring.rules.inputs import SCORE, Peers, exact

GroupKey = tuple[str, str]
Limits = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """Values by group and criterion, this year's and last year's, and each unit's own of last year."""

    now: Mapping[GroupKey, Peers]
    last: Mapping[GroupKey, Peers]
    own_last: Mapping[GroupKey, Decimal]

    def asking(self, leaf: Leaf, case: Case, kind: str = SCORE) -> Asking:
        """What the criterion is asked with for the unit of `case`."""
        spec = leaf.rule.spec
        if not needs_peers(spec) and not needs_last_year(spec):
            return PLAINLY if kind == SCORE else Asking(kind=kind)
        key = (case.entry.group, leaf.id)
        last = self.own_last.get((case.entry.key, leaf.id)) if needs_last_year(spec) else None
        return Asking(Group(self.now.get(key), self.last.get(key)), kind, last)


NOBODY = Survey({}, {}, {})


def survey(cases: Iterable[Case], others_last: Iterable[Case] = ()) -> Survey:
    """The survey of the units ranked together. `others_last` are units of last year that are not among them now: they count for last
    year's group."""
    here = list(cases)
    if not any(True for case in here for _ in _asked(case.rubric, last=False)) and not any(
        True for case in here for _ in _asked(case.rubric, last=True)
    ):
        return NOBODY
    own_last: dict[GroupKey, Decimal] = {}
    before = [case.last for case in here if case.last is not None]
    for case in here:
        for leaf, limits in _asked(case.rubric, last=True):
            value = None if case.last is None else value_of(leaf, case.last, limits)
            if value is not None:
                own_last[case.entry.key, leaf.id] = value
    return Survey(_peers(here, False), _peers([*before, *others_last], True), own_last)


def _peers(cases: Iterable[Case], last: bool) -> dict[GroupKey, Peers]:
    values: defaultdict[GroupKey, list[Decimal]] = defaultdict(list)
    for case in cases:
        for leaf, limits in _asked(case.rubric, last):
            value = value_of(leaf, case, limits)
            if value is not None:
                values[case.entry.group, leaf.id].append(value)
    return {key: Peers.of(found) for key, found in values.items()}


def _asked(rubric: Rubric, last: bool) -> Iterator[tuple[Leaf, Limits]]:
    """The criteria that look at the group of this year, or at last year."""
    looks = needs_last_year if last else _looks_now
    for leaf, _, limits in leaves_of(rubric):
        if looks(leaf.rule.spec):
            yield leaf, limits
    for pool in rubric.pools:
        for leaf in pool.leaves:
            if looks(leaf.rule.spec):
                yield leaf, (leaf.applies_to,) if leaf.applies_to else ()


def _looks_now(spec: object) -> bool:
    return needs_peers(spec)  # type: ignore[arg-type]


def value_of(leaf: Leaf, case: Case, limits: Limits = ()) -> Decimal | None:
    """The value that the criterion's rule would score; None where it has none (silent, not applicable, for a reviewer)."""
    unit = getattr(leaf.rule.spec, "unit", "")
    probe = replace(
        leaf,
        rule=Rule("done", DoneSpec(None, None, unit), leaf.rule.position),
        missing=Policy("pending"),
        na=Policy("exclude"),
        qualitative=None,
        evidence=0,
        without_quotes=None,
        places=None,
        compare=None,
    )
    found = score_leaf(probe, "", case, Asking(ALONE), limits)
    if found.outcome is not Outcome.SCORED or found.value is None:
        return None
    return _end(leaf, found)


def _end(leaf: Leaf, found: LeafScore) -> Decimal | None:
    """The end of an approximate value that the criterion asks for."""
    assert found.value is not None
    fact: Fact | None = found.used[0] if found.used and found.way != "formula" else None
    if fact is None or fact.approx == "exact" or leaf.interval == "stated":
        return exact(found.value)
    if leaf.interval == "review" or fact.low is None:
        return None
    return exact(fact.low)
