"""One value per measure: the order of preference, and why the others lost."""

from __future__ import annotations

from dataclasses import replace

from scoring.measures.facts import CUMULATIVE, DONE, MEASURE, WHOLE, Fact
from scoring.measures.practices import choose_practices


def preference(fact: Fact, year: int | None) -> tuple[int, int, int, int]:
    """Smaller is better: status done; the report's year before a part of it before stock; whole before part; stated before
    derived. Facts of other years or of another status cannot be chosen and are not asked for."""
    return (
        0 if fact.scope == WHOLE else 1,
        _period_rank(fact.period, year),
        0 if fact.derived is None else 1,
        0 if "from_words" not in fact.flags else 1,
    )


def _period_rank(period: str, year: int | None) -> int:
    if year is not None and period == str(year):
        return 0
    if year is not None and period.startswith(f"{year}年"):
        return 1
    return 2


def eligible(fact: Fact, year: int | None) -> bool:
    """A done fact of the report's year, of a part of it, or of stock."""
    if fact.status != DONE:
        return False
    return fact.period in ("", CUMULATIVE) or (year is not None and fact.period.startswith(str(year)))


def choose(facts: list[Fact], year: int | None) -> list[Fact]:
    """The same facts with `chosen` set on at most one per measure.

    Several parts and no whole: none is chosen, the reviewer decides (`several_parts`). One part alone is used and flagged
    (`only_part`). Several different values of equal rank: the first is used and all are flagged (`several_values`).
    """
    measured = [fact for fact in facts if fact.kind == MEASURE]
    practices = choose_practices([fact for fact in facts if fact.kind != MEASURE])
    by_measure: dict[str, list[Fact]] = {}
    for fact in measured:
        if eligible(fact, year):
            by_measure.setdefault(fact.measure, []).append(fact)
    marks: dict[int, tuple[bool, tuple[str, ...]]] = {}
    for candidates in by_measure.values():
        _mark(candidates, year, marks)
    result = []
    for fact in measured:
        mark = marks.get(id(fact))
        if mark is not None:
            flags = tuple(sorted({*fact.flags, *mark[1]})) if mark[1] else fact.flags
            fact = replace(fact, chosen=mark[0], flags=flags)
        result.append(fact)
    return sorted(
        [*result, *practices],
        key=lambda fact: (fact.evidence.start, fact.evidence.end, fact.measure, fact.period, fact.scope),
    )


def best_of(facts: list[Fact], year: int | None) -> dict[str, Fact]:
    """The fact that `choose` would use for each measure, without marking anything."""
    by_measure: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.kind == MEASURE and eligible(fact, year):
            by_measure.setdefault(fact.measure, []).append(fact)
    marks: dict[int, tuple[bool, tuple[str, ...]]] = {}
    for candidates in by_measure.values():
        _mark(candidates, year, marks)
    return {fact.measure: fact for fact in facts if marks.get(id(fact), (False, ()))[0]}


def _mark(candidates: list[Fact], year: int | None, marks: dict[int, tuple[bool, tuple[str, ...]]]) -> None:
    ordered = sorted(candidates, key=lambda fact: (preference(fact, year), fact.evidence.start))
    best = ordered[0]
    if best.scope != WHOLE:
        parts = {(fact.scope, fact.value) for fact in ordered if fact.derived is None}
        if len(parts) > 1:
            for fact in ordered:
                marks[id(fact)] = (False, ("several_parts",))
            return
        marks[id(best)] = (True, ("only_part",))
        return
    rank = preference(best, year)
    rivals = [fact for fact in ordered if preference(fact, year) == rank and abs(fact.value - best.value) > 1e-9]
    flags = ("several_values",) if rivals else ()
    marks[id(best)] = (True, flags)
    for fact in rivals:
        marks[id(fact)] = (False, flags)
