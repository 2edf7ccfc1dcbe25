"""Criterion scores of each outcome. Here policies are applied; nothing here looks for answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from scoring.assess.show import percent, plain
from scoring.assess.totals import stored
from scoring.measures.facts import Fact
from scoring.messages.assess import MISSING_POLICIES, NA_POLICIES, VALUES
from scoring.results import Award, Deduction, LeafScore, Outcome, changed
from scoring.rubric.types import Leaf, Policy
from scoring.sources.types import Cell, Judgement

_ZERO = Decimal(0)

# Flags of facts that say how a value was read and cast no doubt on it.
_HARMLESS = frozenset(["negated", "exact_figure"])


@dataclass(frozen=True, slots=True)
class Answer:
    """What a criterion is answered with: the value and how it is shown, the way it was found, the facts, cells and judgements it rests
    on."""

    value: float | None
    value_text: str
    way: str
    words: str
    used: tuple[Fact, ...]
    rejected: tuple[Fact, ...] = ()
    rejected_for: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    cells: tuple[Cell, ...] = ()
    judgements: tuple[Judgement, ...] = ()


def blank(leaf: Leaf, dimension: str) -> LeafScore:
    """The score of a criterion before anything is known: pending, all points at stake."""
    return LeafScore(
        criterion=leaf.id,
        name=leaf.name,
        dimension=dimension,
        full_marks=leaf.points,
        points=None,
        outcome=Outcome.PENDING,
        stake=leaf.points,
        value=None,
        value_text=VALUES["pending"],
        way="none",
        words="",
    )


def scored(base: LeafScore, answer: Answer, award: Award, needed_quotes: int = 0, stake: Decimal = _ZERO) -> LeafScore:
    """A score by rule: outcome zero at 0 points, else scored. Doubts of the facts used are copied."""
    points = stored(Fraction(award.points))
    flags = doubts(answer.used) | set(answer.flags)
    if len(_quotes(answer.used)) < needed_quotes:
        flags.add("few_quotes")
    if award.notes:
        flags.add("items_silent")
    return _answered(
        base,
        answer,
        flags,
        points=points,
        outcome=Outcome.SCORED if points else Outcome.ZERO,
        stake=stake,
        words="：".join(filter(None, (answer.words, award.words))),
        deductions=award.deductions,
    )


def judged(base: LeafScore, answer: Answer, award: Award) -> LeafScore:
    """A score that people gave."""
    return changed(scored(base, answer, award), outcome=Outcome.JUDGED)


def missing(base: LeafScore, policy: Policy, reason: str, answer: Answer) -> LeafScore:
    """Nobody says: what the policy does, with the reason in words. `answer` holds the facts that did not do. The group's mean and another
    formula are filled in later, by those who know the group and the formula."""
    points, share_words = _by_policy(policy, base.full_marks)
    excluded = policy.name == "exclude"
    words = reason + MISSING_POLICIES[policy.name].format(**share_words)
    deductions: tuple[Deduction, ...] = ()
    if points is not None and points < base.full_marks:
        deductions = (Deduction("missing", base.full_marks - points, reason),)
    return _answered(
        base,
        answer,
        set(answer.flags),
        points=points,
        outcome=Outcome.MISSING,
        stake=_ZERO if excluded else base.full_marks - (points or _ZERO),
        value_text=VALUES["missing"],
        words=words,
        deductions=deductions,
        excluded=excluded,
    )


def not_applicable(base: LeafScore, policy: Policy, reason: str, answer: Answer) -> LeafScore:
    """The criterion does not concern the unit: what the policy does, with the reason in words."""
    points, share_words = _by_policy(policy, base.full_marks)
    return _answered(
        base,
        answer,
        set(answer.flags),
        points=points,
        outcome=Outcome.NOT_APPLICABLE,
        stake=_ZERO,
        value_text=VALUES["not_applicable"],
        words=reason + NA_POLICIES[policy.name].format(**share_words),
        excluded=policy.name == "exclude",
    )


def pending(base: LeafScore, reason: str, answer: Answer | None = None) -> LeafScore:
    """Something outside the report, or a reviewer, has to answer: no points yet, all of them at stake."""
    if answer is None:
        return changed(base, words=reason)
    return _answered(base, answer, doubts(answer.used) | set(answer.flags), words=reason)


def no_report(base: LeafScore, reason: str) -> LeafScore:
    """There is no report that could say anything: no points, all of them at stake."""
    return changed(base, outcome=Outcome.NO_REPORT, value_text=VALUES["no_report"], words=reason)


def doubts(facts: Iterable[Fact]) -> set[str]:
    """The flags of `facts` that a reviewer of the score should see."""
    return {flag for fact in facts for flag in fact.flags} - _HARMLESS


def _answered(base: LeafScore, answer: Answer, flags: set[str], **changes: Any) -> LeafScore:
    """`base` with what it was answered with, and `changes`."""
    return changed(
        base,
        **{
            "value": answer.value,
            "value_text": answer.value_text or base.value_text,
            "way": answer.way,
            "used": answer.used,
            "rejected": answer.rejected,
            "rejected_for": answer.rejected_for,
            "flags": tuple(sorted(flags)),
            "cells": answer.cells,
            "judgements": answer.judgements,
            **changes,
        },
    )


def _by_policy(policy: Policy, full_marks: Decimal) -> tuple[Decimal | None, dict[str, str]]:
    """The points a policy gives (None: none yet, or the criterion does not count) and the figures for its words."""
    if policy.name in ("pending", "exclude", "group_mean", "formula"):
        return None, {}
    share = {"zero": _ZERO, "full": Decimal(1)}.get(policy.name, policy.share)
    if share is None:
        raise ValueError(f"policy {policy.name!r} says no share")
    points = stored(Fraction(share) * Fraction(full_marks))
    return points, {"share": percent(share), "points": plain(points)}


def _quotes(facts: Sequence[Fact]) -> set[tuple[str, int, int]]:
    """The places quoted by facts and by the operands of derived ones."""
    places: set[tuple[str, int, int]] = set()
    for fact in facts:
        cited = [fact.evidence] if fact.derived is None else [operand.evidence for operand in fact.derived.operands]
        places.update((evidence.report_id, evidence.start, evidence.end) for evidence in cited)
    return places
