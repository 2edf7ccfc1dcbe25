"""Criteria whose rule asks for several things: checklists, deductions by cause, counts by kind, lists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from scoring.assess.case import Asking, Case
from scoring.assess.lists import refusal_of, rows_of
from scoring.assess.outcomes import Answer, missing, pending, scored
from scoring.assess.pick import of_measure, rejection
from scoring.assess.subjects import SILENT, State, state_of
from scoring.assess.totals import stored
from scoring.messages.assess import REASONS, VALUES, WAYS
from scoring.results import LeafScore
from scoring.rubric.rule_specs import ChecklistSpec, CountSpec, DeductSpec, Subject, Tariff, subjects
from scoring.rubric.types import JUDGEMENT, TABLE, Leaf
from scoring.rules import award
from scoring.rules.inputs import Item, RuleInputs
from scoring.sources.types import Cell, Judgement

_OUTSIDE = (TABLE, JUDGEMENT)


@dataclass(slots=True)
class _Known:
    """What the items were answered with."""

    states: dict[str, State] = field(default_factory=dict)
    rows: dict[str, tuple[Item, ...]] = field(default_factory=dict)
    cells: list[Cell] = field(default_factory=list)
    judgements: list[Judgement] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    flags: set[str] = field(default_factory=set)


def from_items(leaf: Leaf, base: LeafScore, case: Case, asking: Asking) -> LeafScore:
    """The score on a checklist, on deductions by cause or on a count by kind.

    Every item is answered on its own: a practice is 1 when stated as done and 0 when stated only as a plan or a problem. An item that
    nobody speaks of earns nothing (or is deducted as its cause says) and its points stay at stake. Silent on all of them: the
    policy for a silent report, or, where all of them wait for tables that are not in, pending.
    """
    asked = subjects(leaf.rule.spec)
    known = _ask(leaf, case)
    used = tuple(dict.fromkeys(state.fact for state in known.states.values() if state.fact is not None))
    others = dict.fromkeys(f for subject in asked for f in of_measure(case.facts, subject.id) if f not in used)
    rejected = tuple(others)
    reasons = tuple(rejection(fact, leaf.scope, leaf.period) for fact in rejected)
    flags = tuple(sorted(known.flags))
    people = tuple(known.judgements)
    answer = Answer(None, "", "none", "", used, rejected, reasons, flags, tuple(known.cells), people)
    if known.refused:
        return pending(base, "；".join(known.refused), answer)
    said = sum(state.value is not None for state in known.states.values()) + len(known.rows)
    if not said:
        if known.flags and all(subject.source in _OUTSIDE for subject in asked):
            return pending(base, _awaited(leaf), answer)
        return missing(base, leaf.missing, REASONS["missing"], answer)
    answer = replace(
        answer,
        value_text=VALUES["several"].format(done=said, all=len(asked)),
        way="stated",
        words=WAYS[_way(asked)].format(count=said),
    )
    states = {name: state.value for name, state in known.states.items()}
    texts = {name: state.text for name, state in known.states.items() if state.text}
    inputs = RuleInputs(states=states, shown_states=texts, rows=known.rows, kind=asking.kind)
    given = award(leaf.rule.spec, leaf.points, inputs)
    best = _if_silence_were_fine(leaf, states, known.rows)
    stake = stored(Fraction(max(best - given.points, Decimal(0))))
    return scored(base, answer, given, leaf.evidence, stake)


def _ask(leaf: Leaf, case: Case) -> _Known:
    known = _Known()
    for subject, tariff in _wanted(leaf):
        if subject.source == TABLE and not case.has_table(subject.id.partition(".")[0]):
            known.flags.add("table_waiting")
        if tariff is None:
            state = state_of(case, subject, leaf.scope, leaf.period)
            known.states[subject.id] = state
            _judged(known, subject, state)
            if state.cell is not None:
                known.cells.append(state.cell)
                if state.value is None:
                    words = {"subject": subject.id, "value": str(state.cell.value)}
                    known.refused.append(REASONS["table_text"].format(**words))
            continue
        found = rows_of(case, subject.id, tariff)
        if found is None:
            known.states[subject.id] = SILENT
            continue
        refused = refusal_of(tariff, found.items, subject.id)
        if refused:
            known.refused.append(refused)
        known.rows[subject.id] = found.items
        known.cells += found.cells
    return known


def _judged(known: _Known, subject: Subject, state: State) -> None:
    """Notes what people gave on an item, or that nobody has, or that they do not agree."""
    if subject.source != JUDGEMENT:
        return
    known.judgements += state.judgements
    if state.value is None:
        known.flags.add("judgements_differ" if state.judgements else "judgement_waiting")


def _awaited(leaf: Leaf) -> str:
    """That the items wait for tables and for people, and for which."""
    spec = leaf.rule.spec
    parts = spec.items if isinstance(spec, ChecklistSpec | CountSpec) else spec.causes
    named = {
        source: "、".join(dict.fromkeys(part.name for part in parts if part.subject.source == source))
        for source in _OUTSIDE
    }
    codes = {TABLE: "pending_table", JUDGEMENT: "pending_judgement"}
    return "；".join(REASONS[codes[source]].format(subject=name) for source, name in named.items() if name)


def _way(asked: tuple[Subject, ...]) -> str:
    sources = {subject.source for subject in asked}
    if JUDGEMENT in sources:
        return "several_people"
    return "several_sources" if TABLE in sources else "several_measures"


def _wanted(leaf: Leaf) -> Iterator[tuple[Subject, Tariff | None]]:
    """Every subject once, with the tariff of those that are lists."""
    spec = leaf.rule.spec
    tariffs = {c.subject: c.tariff for c in spec.causes} if isinstance(spec, DeductSpec) else {}
    for subject in subjects(spec):
        yield subject, tariffs.get(subject)


def _if_silence_were_fine(leaf: Leaf, states: dict[str, Decimal | None], rows: dict[str, tuple[Item, ...]]) -> Decimal:
    """The points if everything nobody speaks of were as the rubric wishes."""
    spec = leaf.rule.spec
    if isinstance(spec, DeductSpec):
        known = {name for name, value in states.items() if value is not None} | set(rows)
        spec = replace(spec, causes=tuple(cause for cause in spec.causes if cause.subject.id in known))
        return award(spec, leaf.points, RuleInputs(states=states, rows=rows)).points
    if isinstance(spec, CountSpec):
        # How many there could be nobody can say: what is silent is not at stake.
        return award(spec, leaf.points, RuleInputs(states=states)).points
    if not isinstance(spec, ChecklistSpec):
        raise TypeError(f"rule {leaf.rule.name!r} has no items")
    hoped = dict(states)
    for item in spec.items:
        if states[item.subject.id] is None:
            met = item.at_least if item.at_least is not None else item.at_most
            known_value = hoped[item.subject.id]
            hoped[item.subject.id] = met if known_value is None or met is None else max(known_value, met)
    return award(spec, leaf.points, RuleInputs(states=hoped)).points
