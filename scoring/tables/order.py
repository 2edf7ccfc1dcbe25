"""One order for everything: units by group, rank and name; criteria as the rubric has them; facts by place.

No table depends on the order in which the run lists things, so shuffled inputs give the same tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from scoring.measures.facts import Fact
from scoring.messages.workbook import GROUPS, POOL_TITLE, POOLS
from scoring.results import LeafScore, Outcome, Run, UnitScore
from scoring.rubric.types import Leaf, Node, Rubric
from scoring.text.report import Report

_ADDING = ("sum", "weighted")
_GROUP_ORDER = {group: index for index, group in enumerate(GROUPS)}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a criterion stands in the rubric: its number in the order of the file, the leaf, the names of the dimensions
    above it from the outermost inwards, and their ids. `added`: all of them simply add up, so that its points are a part of the total. `pool`
    is the kind of the pool that it stands in (bonus, penalty), "" for none."""

    number: int
    leaf: Leaf
    path: tuple[str, ...]
    nodes: tuple[str, ...] = ()
    added: bool = True
    pool: str = ""


def places(rubric: Rubric) -> dict[str, Place]:
    """The place of every criterion, by its id: those of the tree, of the sheets of other kinds of units, then those of the pools."""
    found: dict[str, Place] = {}
    for one in sheets(rubric):
        for leaf, above in _walk(one.dimensions, ()):
            added = all(how in _ADDING for how in (one.combine, *(node.combine for node in above)))
            names, ids = tuple(node.name for node in above), tuple(node.id for node in above)
            found.setdefault(leaf.id, Place(len(found), leaf, names, ids, added))
    for one in sheets(rubric):
        for pool in one.pools:
            title = POOL_TITLE.format(kind=POOLS[pool.kind], name=pool.name)
            for leaf in pool.leaves:
                found.setdefault(leaf.id, Place(len(found), leaf, (title,), pool=pool.kind))
    return found


def sheets(rubric: Rubric) -> tuple[Rubric, ...]:
    """The rubrics of all kinds of units, the first one first, each once."""
    found = [rubric]
    for _, variant in rubric.variants:
        if variant not in found and replace(variant, variants=()) != replace(found[0], variants=()):
            found.append(variant)
    return tuple(found)


def all_dimensions(rubric: Rubric) -> tuple[Node, ...]:
    """The first-level dimensions of all sheets, each id once."""
    found: dict[str, Node] = {}
    for one in sheets(rubric):
        for node in one.dimensions:
            found.setdefault(node.id, node)
    return tuple(found.values())


def _walk(children: Iterable[Node | Leaf], above: tuple[Node, ...]) -> Iterator[tuple[Leaf, tuple[Node, ...]]]:
    for child in children:
        if isinstance(child, Leaf):
            yield child, above
        else:
            yield from _walk(child.children, (*above, child))


def ranked_units(run: Run) -> tuple[UnitScore, ...]:
    """The units by group (administrative order, then by name), place, name and year; units without any score, and those that a veto
    stops, last."""
    return tuple(sorted(run.units, key=_unit_key))


def _unit_key(unit: UnitScore) -> tuple[int, str, bool, Decimal, str, int]:
    last = len(_GROUP_ORDER)
    return (
        _GROUP_ORDER.get(unit.group, last),
        unit.group,
        unscored_state(unit) is not None or not unit.ranked,
        unit.rank,
        unit.unit,
        unit.year or 0,
    )


def ordered_leaves(unit: UnitScore, order: dict[str, Place]) -> tuple[LeafScore, ...]:
    """The unit's criterion scores in the order of the rubric; those the rubric does not know last, by id."""
    last = len(order)

    def key(leaf: LeafScore) -> tuple[int, str]:
        place = order.get(leaf.criterion)
        return (last if place is None else place.number, leaf.criterion)

    return tuple(sorted(unit.leaves, key=key))


def with_pools(unit: UnitScore, order: dict[str, Place]) -> tuple[LeafScore, ...]:
    """The unit's criterion scores, then those of its pools."""
    inside = [leaf for pool in unit.pools for leaf in pool.leaves]
    return (
        *ordered_leaves(unit, order),
        *sorted(inside, key=lambda leaf: (order[leaf.criterion].number, leaf.criterion)),
    )


def ordered_facts(unit: UnitScore) -> tuple[Fact, ...]:
    """The unit's facts by report, place in the text, measure, value."""
    return tuple(sorted(unit.facts, key=fact_key))


def fact_key(fact: Fact) -> tuple[object, ...]:
    """What facts are sorted by: report, place in the text, then whatever tells two facts of one place apart."""
    evidence = fact.evidence
    return (
        fact.report_id,
        evidence.start,
        evidence.end,
        fact.measure,
        fact.value,
        fact.period,
        fact.scope,
        fact.status,
        fact.derived is not None,
        not fact.chosen,
        fact.flags,
        fact.approx,
        fact.note,
        fact.unit,
    )


def reports_by_id(units: Iterable[UnitScore]) -> dict[str, Report]:
    """All reports of the units, by id."""
    return {report.id: report for unit in units for report in unit.reports}


def unscored_state(unit: UnitScore) -> Outcome | None:
    """The state to show in place of a total: None as soon as one criterion has points, else why none has."""
    return shared_state(unit.leaves)


def shared_state(leaves: Iterable[LeafScore]) -> Outcome | None:
    """The state of a set of criteria of which none has points: the gravest that occurs; None if one has points.

    No criteria at all: not applicable.
    """
    outcomes = set()
    for leaf in leaves:
        if leaf.points is not None:
            return None
        outcomes.add(leaf.outcome)
    for outcome in (Outcome.NO_REPORT, Outcome.MISSING, Outcome.PENDING, Outcome.JUDGED):
        if outcome in outcomes:
            return outcome
    return Outcome.NOT_APPLICABLE
