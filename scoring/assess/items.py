"""Criteria whose rule asks for several facts: checklists and deductions by cause."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from scoring.assess import show
from scoring.assess.answers import practice_state
from scoring.assess.outcomes import Answer, missing, scored
from scoring.assess.pick import Index, of_measure, pick, rejection
from scoring.assess.totals import stored
from scoring.measures.facts import DONE, Fact
from scoring.messages.assess import REASONS, VALUES, WAYS
from scoring.results import LeafScore
from scoring.rubric.rule_specs import ChecklistSpec, DeductSpec, Subject, subjects
from scoring.rubric.types import PRACTICE, Leaf
from scoring.rules import award
from scoring.rules.inputs import RuleInputs, exact


def from_items(leaf: Leaf, base: LeafScore, facts: Index) -> LeafScore:
    """The score on a checklist or on deductions by cause.

    Every item is answered on its own: a practice is 1 when stated as done and 0 when stated only as a plan or a problem. An item the
    report is silent on earns nothing (or is deducted as its cause says) and its points stay at stake. Silent on all of them: the
    policy for a silent report.
    """
    asked = subjects(leaf.rule.spec)
    states: dict[str, Decimal | None] = {}
    texts: dict[str, str] = {}
    used: list[Fact] = []
    for subject in asked:
        fact, value, text = _state(leaf, subject, facts)
        states[subject.id] = value
        if fact is not None:
            if text:
                texts[subject.id] = text
            if fact not in used:
                used.append(fact)
    others = [fact for subject in asked for fact in of_measure(facts, subject.id) if fact not in used]
    rejected = tuple(dict.fromkeys(others))
    reasons = tuple(rejection(fact, leaf.scope, leaf.period) for fact in rejected)
    said = sum(value is not None for value in states.values())
    answer = Answer(None, "", "none", "", tuple(used), rejected, reasons)
    if not said:
        return missing(base, leaf.missing, REASONS["missing"], answer)
    answer = replace(
        answer,
        value_text=VALUES["several"].format(done=said, all=len(states)),
        way="stated",
        words=WAYS["several_measures"].format(count=said),
    )
    inputs = RuleInputs(states=states, shown_states=texts)
    given = award(leaf.rule.spec, leaf.points, inputs)
    best = _if_silence_were_fine(leaf, states)
    stake = stored(Fraction(max(best - given.points, Decimal(0))))
    return scored(base, answer, given, leaf.evidence, stake)


def _state(leaf: Leaf, subject: Subject, facts: Index) -> tuple[Fact | None, Decimal | None, str]:
    """The fact an item rests on, its value for the rule and as shown."""
    if subject.source == PRACTICE:
        stated = of_measure(facts, subject.id)
        if not stated:
            return None, None, ""
        fact, state = practice_state(stated)
        return fact, Decimal(1) if state == DONE else Decimal(0), VALUES[state]
    found = pick(facts, subject.id, leaf.scope, leaf.period)
    if found is None:
        return None, None, ""
    # A yes or no reads better as the rule itself puts it after the name of its item.
    text = "" if found.value_unit == show.YES_NO else show.shown(found)
    return found, exact(found.value), text


def _if_silence_were_fine(leaf: Leaf, states: dict[str, Decimal | None]) -> Decimal:
    """The points if everything the report is silent on were as the rubric wishes."""
    spec = leaf.rule.spec
    if isinstance(spec, DeductSpec):
        spec = replace(spec, causes=tuple(cause for cause in spec.causes if states[cause.subject.id] is not None))
        return award(spec, leaf.points, RuleInputs(states=states)).points
    if not isinstance(spec, ChecklistSpec):
        raise TypeError(f"rule {leaf.rule.name!r} has no items")
    hoped = dict(states)
    for item in spec.items:
        if states[item.subject.id] is None:
            met = item.at_least if item.at_least is not None else item.at_most
            known = hoped[item.subject.id]
            hoped[item.subject.id] = met if known is None or met is None else max(known, met)
    return award(spec, leaf.points, RuleInputs(states=hoped)).points
