"""Parts against totals: figures that add up to another one, and counts whose quotient a stated rate is. What adds up is told with every
operand's evidence; nothing here is ever chosen, and nothing changes a value."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from scoring.measures.checks import agrees
from scoring.measures.facts import DONE, MEASURE, WHOLE, Derivation, Fact, Operand, is_whole
from scoring.measures.library import Library
from scoring.measures.parts import beside, nested

# Of a derived value that is the sum of parts, and of one that is a stated rate once more.
SUM, RECOMPUTED = "sum_of_parts", "recomputed"
# Fewer parts than these add up by chance too easily where they are not all that the sentence tells.
_SEVERAL = 3
# Of more figures than this of one measure and period only the first are looked at: no report has as many, and runs of them are tried.
_MOST = 40


def add_up(library: Library, facts: Sequence[Fact]) -> list[Fact]:
    """Derived facts beside the stated `facts` of one report, never chosen:

    - value = sum of the parts, where parts told with a total make the total (405 = 14 + 383 + 8; 审结 64 = 维持 31 + 驳回 8 + …), or where
      several parts are told in one sentence and the report has no total;
    - value = numerator / denominator of a stated rate, where two counts make it whose quotient is not its definition (`confirmed_by`).
    """
    counts: defaultdict[tuple[str, str], list[Fact]] = defaultdict(list)
    derived: set[tuple[str, str]] = set()
    held, told = library.added, Counter([fact.measure for fact in facts])
    for fact in facts:
        # A figure that is alone adds up to nothing, unless it is one of those that are held against each other.
        if (told[fact.measure] > 1 or fact.measure in held) and fact.kind == MEASURE and fact.status == DONE:
            if fact.derived is not None:
                derived.add((fact.measure, fact.period))
            elif fact.approx == "exact" and "from_words" not in fact.flags:
                counts[fact.measure, fact.period].append(fact)
    found = []
    for (measure, period), stated in counts.items():
        declared = library.measures.get(measure)
        if declared is None:
            continue
        if declared.kind == "rate":
            if declared.confirmed_by and (measure, period) not in derived:
                found += _confirmed(stated, declared.confirmed_by, counts)
            continue
        if len(stated) == 1 and not declared.total_of:
            continue
        others = [fact for id_ in declared.total_of for fact in counts.get((id_, period), ())]
        if len(stated) + len(others) > 2:
            found += _sums(stated, others)
        elif len(stated) == 2:
            found += _without_total(stated)
    return found


def is_added_up(fact: Fact) -> bool:
    """Whether a fact comes from `add_up`."""
    return fact.derived is not None and (SUM in fact.flags or RECOMPUTED in fact.flags)


def _sums(stated: list[Fact], others: list[Fact]) -> list[Fact]:
    """What the parts of one measure and period make. `others` are figures of the measures that it is the total of."""
    wholes = [fact for fact in stated if is_whole(fact.scope)]
    parts = [fact for fact in stated if not is_whole(fact.scope)]
    found = []
    for whole in (wholes or parts)[:_MOST]:
        own = parts if whole in wholes else ()
        for among in (own, others):
            near = _in_order(fact for fact in among if fact.value and beside(whole, fact))[:_MOST]
            adding = _adding_up(near, whole.value)
            if adding:
                found.append(_derived(whole, adding))
                break
    return found or ([] if wholes else _without_total(parts))


def _without_total(parts: list[Fact]) -> list[Fact]:
    """The sum of parts of one sentence. Where they are told twice by different lights (11 + 38 units, 17 + 32 of them in writing), the
    halves make the same sum."""
    if len(parts) < 2 or any(is_whole(fact.scope) for fact in parts):
        return []
    near = _in_order(parts)[:_MOST]
    if nested(near):
        return []
    if any(fact.evidence.sentence_start != near[0].evidence.sentence_start for fact in near):
        return []
    for at in range(2, len(near) - 1):
        if sum(fact.value for fact in near[:at]) == sum(fact.value for fact in near[at:]):
            near = near[:at]
            break
    return [_derived(near[0], near, scope=WHOLE)] if len({fact.scope for fact in near}) == len(near) else []


def _adding_up(parts: list[Fact], total: float) -> list[Fact]:
    """All parts if they make the total, else the longest run of several that does."""
    for length in range(len(parts), 1, -1):
        if length < len(parts) and length < _SEVERAL:
            break
        for at in range(len(parts) - length + 1):
            run = parts[at : at + length]
            if abs(sum(fact.value for fact in run) - total) < 1e-6:
                return run
    return []


def _in_order(facts: Iterable[Fact]) -> list[Fact]:
    return sorted(facts, key=lambda fact: (fact.evidence.start, fact.evidence.end, fact.measure))


def _confirmed(
    stated: list[Fact], pairs: Sequence[tuple[str, str]], counts: dict[tuple[str, str], list[Fact]]
) -> list[Fact]:
    """The quotient of two counts of the rate's period and scope that is the stated rate."""
    for rate in stated[:_MOST]:
        for of, by in pairs:
            for over in counts.get((of, rate.period), [])[:_MOST]:
                for under in counts.get((by, rate.period), [])[:_MOST]:
                    same = over.scope == under.scope == rate.scope
                    if same and under.value > 0 and agrees(rate, over.value / under.value):
                        return [_quotient(rate, over, under)]
    return []


def _derived(like: Fact, parts: Sequence[Fact], scope: str | None = None) -> Fact:
    value = sum(part.value for part in parts)
    formula = " + ".join(part.measure for part in parts)
    return _made(like, value, like.scope if scope is None else scope, formula, parts, (SUM,))


def _quotient(rate: Fact, over: Fact, under: Fact) -> Fact:
    formula = f"{over.measure} / {under.measure}"
    return _made(rate, over.value / under.value, rate.scope, formula, (over, under), (RECOMPUTED,))


def _made(like: Fact, value: float, scope: str, formula: str, operands: Sequence[Fact], flags: tuple[str, ...]) -> Fact:
    return Fact(
        report_id=like.report_id,
        unit=like.unit,
        year=like.year,
        measure=like.measure,
        kind=MEASURE,
        value=value,
        value_unit=like.value_unit,
        low=value,
        high=value,
        approx="exact",
        period=like.period,
        scope=scope,
        status=DONE,
        evidence=operands[0].evidence,
        flags=flags,
        derived=Derivation(formula, tuple(Operand(each.measure, each.value, each.evidence) for each in operands)),
    )
