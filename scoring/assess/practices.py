"""What the statements of one practice come to."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.measures.facts import DONE, PLAN, PROBLEM, Fact


def practice_state(stated: Sequence[Fact]) -> tuple[Fact, str]:
    """The fact that counts among those of one practice, and what it says: done, negated, plan or problem."""
    for fact in stated:
        if fact.status == DONE and fact.value > 0:
            return fact, DONE
    for status in (DONE, PLAN, PROBLEM):
        for fact in stated:
            if fact.status == status:
                return fact, "negated" if status == DONE else status
    raise ValueError("a practice without a known status")
