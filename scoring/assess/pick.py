"""Which of a report's facts a criterion rests on, and why the others are not used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from scoring.measures.facts import CUMULATIVE, DONE, PLAN, PROBLEM, WHOLE, Fact
from scoring.measures.totals import is_added_up
from scoring.messages.assess import REJECTED

# What a criterion may ask of the period in words; anything else is compared as it stands (2024, 2024年1-6月).
REPORT_YEAR, LAST_YEAR, ANY_PERIOD = "report_year", "last_year", "any"

_STATUS_ORDER = {DONE: 0, PROBLEM: 1, PLAN: 2}


# A report's facts by measure, each in the order of the text.
Index = Mapping[str, tuple[Fact, ...]]


def by_measure(facts: Iterable[Fact]) -> Index:
    """The index of `facts`; never depends on the order given."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in sorted(facts, key=text_order):
        found[fact.measure].append(fact)
    return {measure: tuple(group) for measure, group in found.items()}


def of_measure(facts: Index | Iterable[Fact], measure: str) -> tuple[Fact, ...]:
    """The facts of one measure or practice, in the order of the text."""
    index = facts if isinstance(facts, Mapping) else by_measure(facts)
    return index.get(measure, ())


def text_order(fact: Fact) -> tuple[str, int, int, str, float, str, str, str, bool, tuple[str, ...]]:
    """Report, place in the text, then whatever tells two facts of one place apart."""
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
        fact.flags,
    )


def pick(
    facts: Index | Iterable[Fact], measure: str, scope: str | None = None, period: str | None = None
) -> Fact | None:
    """The one fact of `measure` that counts, None where there is none or where a reviewer has to decide.

    Without `scope` and `period` it is the fact marked `chosen`. With them the choice is made again among the facts that
    match: `scope` is compared without white space, `period` is a year, `cumulative`, `report_year` (that year, a part of it, or
    a stock), `last_year`, `any`, or a period as the fact has it. Order: done before a figure among the shortcomings (a plan
    never counts); the whole year before a stock before a part of the year; the whole unit before a part; stated before derived;
    then the place in the text. Several parts (different scopes) without a whole give None unless a scope was asked for.
    """
    candidates = of_measure(facts, measure)
    if scope is None and period is None:
        return next((fact for fact in candidates if fact.chosen and fact.status != PLAN), None)
    wanted = period or REPORT_YEAR
    matching = [
        fact
        for fact in candidates
        if fact.status != PLAN
        and not is_added_up(fact)
        and (scope is None or _same_scope(fact.scope, scope))
        and (wanted == ANY_PERIOD or in_period(fact, wanted))
    ]
    if not matching:
        return None
    best_status = min(_STATUS_ORDER[fact.status] for fact in matching)
    matching = [fact for fact in matching if _STATUS_ORDER[fact.status] == best_status]
    wholes = [fact for fact in matching if fact.scope == WHOLE]
    if scope is None and not wholes and len({fact.scope for fact in matching}) > 1:
        return None
    return min(matching, key=_preference)


def _preference(fact: Fact) -> tuple[object, ...]:
    return (_period_order(fact), fact.scope != WHOLE, fact.derived is not None, text_order(fact))


def _period_order(fact: Fact) -> int:
    if fact.period == str(fact.year):
        return 0
    return 1 if fact.period in (CUMULATIVE, "") else 2


def _same_scope(one: str, other: str) -> bool:
    return "".join(one.split()) == "".join(other.split())


def in_period(fact: Fact, wanted: str) -> bool:
    """Whether the fact's period is the one wanted; see `pick`. A fact without a period counts as the report year's."""
    if wanted == REPORT_YEAR:
        return fact.period in ("", CUMULATIVE) or (fact.year is not None and _within(fact.period, fact.year))
    if wanted == LAST_YEAR:
        return fact.year is not None and _within(fact.period, fact.year - 1)
    return fact.period == wanted


def _within(period: str, year: int) -> bool:
    """Whether `period` is the year itself or a part of it (2024年1-6月); 2021-2024 is neither."""
    text = str(year)
    return period == text or period.startswith(f"{text}年")


def parts(facts: Index | Iterable[Fact], measure: str) -> tuple[Fact, ...]:
    """The stated figures of the report year where none of them could be chosen (only parts, no whole); else ().

    These are the facts a reviewer has to choose from or add up.
    """
    known = of_measure(facts, measure)
    if any(fact.chosen for fact in known):
        return ()
    return tuple(
        fact for fact in known if fact.status == DONE and fact.derived is None and in_period(fact, REPORT_YEAR)
    )


def rejection(fact: Fact, scope: str | None = None, period: str | None = None) -> str:
    """Why `fact` was not used for its measure, in words."""
    values = {"period": fact.period, "scope": fact.scope}
    if fact.status in (PLAN, PROBLEM):
        code = fact.status
    elif scope is not None and not _same_scope(fact.scope, scope):
        code = "other_scope"
    elif period not in (None, ANY_PERIOD) and not in_period(fact, period or REPORT_YEAR):
        code = "other_period"
    elif period is None and not in_period(fact, REPORT_YEAR):
        code = "other_year"
    elif scope is None and fact.scope != WHOLE:
        code = "part"
    elif is_added_up(fact):
        code = "to_compare"
    elif fact.derived is not None:
        code = "derived"
    elif fact.period not in ("", CUMULATIVE, str(fact.year)):
        code = "not_whole_year"
    else:
        code = "not_chosen"
    return REJECTED[code].format(**values)
