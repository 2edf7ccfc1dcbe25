"""Checks: stated rates against their counts, totals against their parts. A check flags; it never changes a value."""

from __future__ import annotations

from collections import Counter, defaultdict
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from scoring.measures.facts import DONE, MEASURE, Fact, is_whole
from scoring.measures.marked import marked
from scoring.measures.parts import nested

# How much of a total the sum of its parts may miss and still be meant for it.
_NEARLY = 0.05


def check(facts: list[Fact]) -> list[Fact]:
    """The same facts; a chosen stated rate that its derived counterpart contradicts carries `mismatch`.

    Stated and derived agree when the derived value, rounded or truncated to the stated precision, is the stated value, or lies
    inside the stated bounds.
    """
    derived = {fact.measure: fact for fact in facts if fact.kind == MEASURE and fact.derived is not None}
    if not derived:
        return facts
    # Two stated rates of one measure are about two things; the counts belong to one of them, and which is not known.
    asked = [
        (at, fact, derived[fact.measure])
        for at, fact in enumerate(facts)
        if fact.measure in derived and fact.derived is None and fact.status == DONE
    ]
    stated = Counter((fact.measure, fact.period, fact.scope) for _, fact, _ in asked if fact.kind == MEASURE)
    checked = list(facts)
    for at, fact, other in asked:
        comparable = (
            fact.period == other.period
            and fact.scope == other.scope
            and "from_words" not in fact.flags
            and stated[fact.measure, fact.period, fact.scope] == 1
        )
        if comparable and not agrees(fact, other.value):
            checked[at] = marked(fact, fact.chosen, tuple(sorted({*fact.flags, "mismatch"})))
    return checked


def check_totals(facts: list[Fact]) -> list[Fact]:
    """The same facts; a total whose parts of the same sentence make nearly but not quite it carries `parts_differ`.

    Fewer parts than all are told all the time, and what looks like the whole may be a part of something else: only a sum that misses the
    total by a twentieth of it or less is taken for one that was meant to be it.
    """
    counts: defaultdict[tuple[str, str, int], list[tuple[int, Fact]]] = defaultdict(list)
    several = Counter([fact.measure for fact in facts])
    for at, fact in enumerate(facts):
        if several[fact.measure] < 3:
            continue
        if fact.kind == MEASURE and fact.status == DONE and fact.approx == "exact" and fact.derived is None:
            counts[fact.measure, fact.period, fact.evidence.sentence_start].append((at, fact))
    checked = facts
    for told in counts.values():
        if len(told) < 3:
            continue
        parts = [fact for _, fact in told if not is_whole(fact.scope)]
        wholes = [(at, fact) for at, fact in told if is_whole(fact.scope)]
        if len(parts) < 2 or len(wholes) != 1 or nested(parts):
            continue
        at, whole = wholes[0]
        if 0 < abs(sum(fact.value for fact in parts) - whole.value) <= _NEARLY * whole.value:
            checked = checked if checked is not facts else list(facts)
            checked[at] = marked(whole, whole.chosen, tuple(sorted({*whole.flags, "parts_differ"})))
    return checked


def agrees(stated: Fact, derived: float) -> bool:
    """Whether a stated rate admits the derived value: bounds for 以上 and the like, rounding and truncation for exact ones."""
    if stated.approx != "exact":
        above = stated.low is None or derived >= stated.low - 1e-9
        below = stated.high is None or derived <= stated.high + 1e-9
        return above and below
    shown = Decimal(repr(round(stated.value * 100, 8))).normalize()
    exponent = shown.as_tuple().exponent
    places = max(0, -exponent) if isinstance(exponent, int) else 0
    step = Decimal(1).scaleb(-places)
    actual = Decimal(repr(derived * 100))
    return any(actual.quantize(step, rounding=mode) == shown.quantize(step) for mode in (ROUND_HALF_UP, ROUND_DOWN))
