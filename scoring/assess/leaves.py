"""One unit's score on one criterion: does it concern the unit, is there a report, and what does it say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from scoring.assess import show
from scoring.assess.answers import from_measure, from_practice
from scoring.assess.items import from_items
from scoring.assess.outcomes import Answer, blank, no_report, not_applicable, pending
from scoring.assess.pick import Index, by_measure, of_measure, pick, rejection
from scoring.assess.units import Entry
from scoring.errors import Diagnostic, RubricError
from scoring.measures.facts import DONE, WHOLE, Fact
from scoring.messages.assess import ERRORS, ERRORS_HELP, REASONS, REJECTED
from scoring.results import LeafScore
from scoring.rubric.rule_specs import subjects
from scoring.rubric.types import JUDGEMENT, MEASURE, PRACTICE, REPORT, TABLE, Leaf, Node, Position, Rubric

Names = Mapping[str, str]

# Sources that a report answers. Each takes the criterion, its blank score, the facts and the names for words.
_FROM_REPORT: dict[str, Callable[[Leaf, LeafScore, Index, Names], LeafScore]] = {
    MEASURE: from_measure,
    REPORT: from_measure,
    PRACTICE: lambda leaf, base, facts, _: from_practice(leaf, base, facts),
}
_WAITING = {TABLE: "pending_table", JUDGEMENT: "pending_judgement"}
_POLICIES = frozenset(["zero", "pending", "exclude", "full", "share"])


def check_available(rubric: Rubric) -> None:
    """Refuse what the assessment does not do yet, all of it at once, rather than score it as something else.

    Raises RubricError naming each criterion whose source, policy or way of combining is not available.
    """
    problems = [
        Diagnostic(
            "assess-not-available",
            ERRORS["assess-not-available"].format(leaf=name, what=what),
            place.file,
            place.line,
            place.column,
            help=ERRORS_HELP,
        )
        for name, what, place in _unavailable(rubric)
    ]
    if problems:
        raise RubricError(problems)


def _unavailable(rubric: Rubric) -> Iterator[tuple[str, str, Position]]:
    for leaf in rubric.leaves():
        if leaf.source not in _FROM_REPORT and leaf.source not in _WAITING:
            yield leaf.name, leaf.source, leaf.position
        for key, policy in (("missing", leaf.missing), ("na", leaf.na)):
            if policy.name not in _POLICIES:
                yield leaf.name, f"{key}: {policy.name}", leaf.position
    for node in _nodes(rubric.dimensions):
        if node.combine != "sum":
            yield node.name, f"combine: {node.combine}", node.position


def _nodes(children: tuple[Node | Leaf, ...]) -> Iterator[Node]:
    for child in children:
        if isinstance(child, Node):
            yield child
            yield from _nodes(child.children)


def score_leaves(rubric: Rubric, entry: Entry, names: Names) -> tuple[LeafScore, ...]:
    """The unit's scores on all criteria, in the order of the rubric."""
    facts = by_measure(entry.facts)
    return tuple(
        score_leaf(leaf, dimension.id, applies, entry, facts, names)
        for dimension in rubric.dimensions
        for leaf, applies in _walk(dimension, ())
    )


def _walk(node: Node, above: tuple[tuple[str, ...], ...]) -> Iterator[tuple[Leaf, tuple[tuple[str, ...], ...]]]:
    """Each criterion below with the unit types that it and the dimensions above it are limited to."""
    limits = (*above, node.applies_to) if node.applies_to else above
    for child in node.children:
        if isinstance(child, Node):
            yield from _walk(child, limits)
        else:
            yield child, (*limits, child.applies_to) if child.applies_to else limits


def score_leaf(
    leaf: Leaf, dimension: str, applies: tuple[tuple[str, ...], ...], entry: Entry, facts: Index, names: Names
) -> LeafScore:
    """The unit's score on one criterion; `facts` is the index of those of its counting report.

    In this order: other unit types only → not applicable; answered from elsewhere (table, judgement) → pending; no report →
    no_report; the report states that there is no case of the matter (`na_when`) → not applicable; else what the facts say.
    """
    base = blank(leaf, dimension)
    if any(entry.unit_type not in allowed for allowed in applies):
        return not_applicable(base, leaf.na, REASONS["na_unit_type"], _nothing())
    if leaf.source in _WAITING:
        code = _WAITING[leaf.source] if leaf.subject else f"{_WAITING[leaf.source]}_unnamed"
        return pending(base, REASONS[code].format(subject=leaf.subject))
    if not entry.reports:
        code = "no_report" if entry.year is None else "no_report_year"
        return no_report(base, REASONS[code].format(year=entry.year))
    none = _no_cases(leaf, facts)
    if none is not None:
        return _without_cases(leaf, base, none, facts, names)
    if subjects(leaf.rule.spec):
        return from_items(leaf, base, facts)
    return _FROM_REPORT[leaf.source](leaf, base, facts, names)


def _nothing() -> Answer:
    return Answer(None, "", "none", "", ())


def _no_cases(leaf: Leaf, facts: Index) -> Fact | None:
    """The fact by which the criterion does not concern the unit. It must speak for the whole unit: a zero of a part leaves the
    other parts open."""
    if leaf.na_when is None:
        return None
    fact = pick(facts, leaf.na_when.measure)
    if fact is None or fact.status != DONE or fact.scope != WHOLE:
        return None
    return fact if fact.value == float(leaf.na_when.equals) else None


def _without_cases(leaf: Leaf, base: LeafScore, none: Fact, facts: Index, names: Names) -> LeafScore:
    reason = REASONS["na_when"].format(measure=names.get(none.measure, none.measure), value=show.shown(none))
    others = tuple(fact for fact in of_measure(facts, leaf.subject) if fact != none)
    reasons = tuple(REJECTED["no_cases"] if fact.chosen else rejection(fact) for fact in others)
    flags = ("rate_without_cases",) if any(fact.chosen for fact in others) else ()
    answer = replace(_nothing(), used=(none,), rejected=others, rejected_for=reasons, flags=flags)
    return not_applicable(base, leaf.na, reason, answer)
