"""A fact again, with its marks: `dataclasses.replace` for the two fields that are known last, several times faster."""

from __future__ import annotations

from scoring.measures import kernel
from scoring.measures.facts import Fact


def marked(fact: Fact, chosen: bool, flags: tuple[str, ...]) -> Fact:
    """The same fact with other `chosen` and `flags`; the fact itself if they are its own."""
    if chosen == fact.chosen and flags == fact.flags:
        return fact
    return _again(fact, chosen, flags)


def marked_plainly(fact: Fact, chosen: bool, flags: tuple[str, ...]) -> Fact:
    """A fact with these marks, in Python alone."""
    return Fact(
        fact.report_id,
        fact.unit,
        fact.year,
        fact.measure,
        fact.kind,
        fact.value,
        fact.value_unit,
        fact.low,
        fact.high,
        fact.approx,
        fact.period,
        fact.scope,
        fact.status,
        fact.evidence,
        fact.low_open,
        fact.high_open,
        fact.soft,
        chosen,
        flags,
        fact.note,
        fact.derived,
    )


_again = kernel.record(Fact, "marked") or marked_plainly
