"""One value per measure: the order of preference, and why the others lost."""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter

from scoring.measures.facts import CUMULATIVE, DONE, MEASURE, WHOLE, Fact, is_whole, speaks_for_county
from scoring.measures.marked import marked
from scoring.measures.practices import choose_practices


def preference(fact: Fact, year: int | None) -> tuple[int, int, int, int]:
    """Smaller is better: status done; the report's year before a part of it before stock; whole before part; stated before
    derived. Facts of other years or of another status cannot be chosen and are not asked for."""
    return (
        0 if fact.scope == WHOLE else 1 if speaks_for_county(fact.scope) else 2,
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


def choose(facts: list[Fact], year: int | None) -> list[Fact]:
    """The same facts with `chosen` set on at most one per measure.

    Several parts and no whole: none is chosen, the reviewer decides (`several_parts`). One part alone is used and flagged
    (`only_part`). Several different values of equal rank: the first is used - of stocks the total of its sentence - and all are
    flagged (`several_values`).
    """
    measured = [fact for fact in facts if fact.kind == MEASURE]
    marks = _marks(measured, year)
    for at, fact in enumerate(measured):
        chosen, doubts = marks.get(id(fact), _NOT_USED)
        if doubts or fact.chosen != chosen:
            measured[at] = marked(fact, chosen, tuple(sorted({*fact.flags, *doubts})) if doubts else fact.flags)
    return measured + choose_practices([fact for fact in facts if fact.kind != MEASURE])


def best_of(facts: Iterable[Fact], year: int | None) -> dict[str, Fact]:
    """The fact that `choose` would use for each measure, without marking anything."""
    measured = [fact for fact in facts if fact.kind == MEASURE]
    marks = _marks(measured, year)
    return {fact.measure: fact for fact in measured if marks.get(id(fact), _NOT_USED)[0]}


# One of these stands in the quote of a stock that holds others.
_TOTALS = ("达", "总数", "累计", "共计", "合计", "共有")
# Whether a fact is the one used, and the doubts about that, by the fact's identity.
_Marks = dict[int, tuple[bool, tuple[str, ...]]]
_USED: tuple[bool, tuple[str, ...]] = (True, ())
_NOT_USED: tuple[bool, tuple[str, ...]] = (False, ())


def _marks(measured: list[Fact], year: int | None) -> _Marks:
    """Used can be a done fact of the report's year, of a part of it, or of stock."""
    by_measure: dict[str, list[Fact]] = {}
    text = None if year is None else str(year)
    for fact in measured:
        if fact.status == DONE:
            period = fact.period
            if period == "" or period == CUMULATIVE or (text is not None and period.startswith(text)):
                if fact.measure in by_measure:
                    by_measure[fact.measure].append(fact)
                else:
                    by_measure[fact.measure] = [fact]
    marks: _Marks = {}
    for candidates in by_measure.values():
        if len(candidates) == 1:
            only = candidates[0]
            marks[id(only)] = _USED if only.scope == WHOLE else _alone(only)
        else:
            _mark(candidates, year, marks)
    return marks


def _alone(fact: Fact) -> tuple[bool, tuple[str, ...]]:
    """How the only candidate is used that is not of the whole: for the county a bureau speaks for, or as the only part known."""
    return True, ("body_for_county",) if speaks_for_county(fact.scope) else ("only_part",)


def _mark(candidates: list[Fact], year: int | None, marks: _Marks) -> None:
    ranked = sorted(
        ((preference(fact, year), fact.evidence.start, at, fact) for at, fact in enumerate(candidates)),
        key=itemgetter(0, 1, 2),
    )
    rank, _, _, best = ranked[0]
    if not is_whole(best.scope):
        parts = {(fact.scope, fact.value) for fact in candidates if fact.derived is None}
        if len(parts) > 1:
            marks.update((id(fact), (False, ("several_parts",))) for fact in candidates)
            return
        marks[id(best)] = (True, ("only_part",))
        return
    if best.period == CUMULATIVE and best.value_unit != "ratio" and best.derived is None:
        # Of several stocks in one sentence the largest holds the others, if it says that it is a total: 法治长廊5条,法治文化阵地达62处.
        here = best.evidence.sentence_start
        equal = [fact for other, _, _, fact in ranked if other == rank and fact.evidence.sentence_start == here]
        largest = max(equal, key=lambda fact: fact.value)
        if any(word in largest.evidence.quote for word in _TOTALS):
            best = largest
    rivals = [fact for other, _, _, fact in ranked if other == rank and abs(fact.value - best.value) > 1e-9]
    flags: tuple[str, ...] = ("several_values",) if rivals else ()
    marks[id(best)] = (True, flags if best.scope == WHOLE else (*flags, "body_for_county"))
    for fact in rivals:
        marks[id(fact)] = (False, flags)
