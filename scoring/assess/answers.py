"""How one criterion is answered from facts: by a value, by parts that agree, by words, or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from scoring.assess import show
from scoring.assess.awarding import Ready, Unfit, ready
from scoring.assess.case import Asking, Case
from scoring.assess.outcomes import Answer, missing, pending, scored
from scoring.assess.pick import REPORT_YEAR, Index, in_period, of_measure, parts, pick, rejection
from scoring.assess.practices import practice_state
from scoring.measures.facts import DONE, PLAN, PROBLEM, REPORT, WHOLE, Fact
from scoring.messages.assess import (
    BOUNDS,
    DENOMINATOR,
    NO_REASON,
    QUALITATIVE,
    QUALITATIVE_REASON,
    REASONS,
    VALUES,
    WAYS,
)
from scoring.results import Award, Deduction, LeafScore, changed
from scoring.rubric.rule_specs import needs_peers
from scoring.rubric.types import TABLE, Leaf
from scoring.rules import award
from scoring.rules.inputs import RuleInputs, exact

# A rate over fewer cases than this says little: it is shown and flagged, never punished.
SMALL_DENOMINATOR = 5


def from_measure(leaf: Leaf, base: LeafScore, case: Case, asking: Asking) -> LeafScore:
    """The score on a measure, or on a measure of the report itself.

    In this order: the value stated, words for all of it, a derived value (all three are the fact that `pick` gives); figures of parts
    that earn the same each; the share for words or counts of the same matter; the policy for a silent report. Figures of parts
    that earn different points wait for a reviewer.
    """
    facts = case.facts
    fact = pick(facts, leaf.subject, leaf.scope, leaf.period)
    split = parts(facts, leaf.subject) if fact is None and leaf.scope is None and leaf.period is None else ()
    if fact is not None or split:
        used = (fact,) if fact is not None else split
        judge = ready(leaf, case, asking)
        if isinstance(judge, Unfit):
            answer = _answer_of(leaf, "none", "", used, facts)
            return (
                pending(base, judge.reason, answer)
                if judge.waits
                else missing(base, leaf.missing, judge.reason, answer)
            )
        if fact is not None:
            return _explained(_from_fact(leaf, base, fact, facts, judge), fact, case.names)
        return _from_parts(leaf, base, split, facts, judge)
    if leaf.qualitative is not None:
        said = _qualitative_facts(leaf, facts)
        if said:
            return _from_words(leaf, base, said, case)
    return missing(base, leaf.missing, _why_missing(leaf, facts), _answer_of(leaf, "none", "", (), facts))


def from_practice(leaf: Leaf, base: LeafScore, case: Case, asking: Asking) -> LeafScore:
    """The score on a practice: 1 where the report says it is done; 0, with the reason, where it is stated only as a plan or
    a problem, or as not done; the policy for a silent report where it is not mentioned."""
    facts = case.facts
    stated = of_measure(facts, leaf.subject)
    if not stated:
        return missing(base, leaf.missing, REASONS["missing"], _answer_of(leaf, "none", "", (), facts))
    used, state = practice_state(stated)
    text = VALUES[state]
    value = Decimal(1) if state == DONE else Decimal(0)
    words = WAYS["stated"] if state == DONE else REASONS[f"practice_{state}"]
    answer = changed(_answer_of(leaf, "stated", words, (used,), facts), value=float(value), value_text=text)
    given = award(leaf.rule.spec, leaf.points, RuleInputs(value=value, shown=text, kind=asking.kind))
    if state != DONE and given.points < leaf.points:
        given = Award(given.points, "", (Deduction(state, leaf.points - given.points, words),))
    return scored(base, answer, given, leaf.evidence)


def _from_fact(leaf: Leaf, base: LeafScore, fact: Fact, facts: Index, judge: Ready) -> LeafScore:
    way = "derived" if fact.derived is not None else "words" if "from_words" in fact.flags else "stated"
    text = show.shown(fact)
    if way == "derived" and fact.derived is not None:
        counts = "÷".join(show.plain(operand.value) for operand in fact.derived.operands)
        words = WAYS["derived"].format(operands=counts)
    elif way == "words":
        words = WAYS["words"].format(quote=fact.evidence.quote)
    else:
        words = WAYS["report" if fact.kind == REPORT else "stated"]
    flags = set()
    count = _denominator(leaf, fact, facts)
    if count is not None and count < SMALL_DENOMINATOR:
        flags.add("small_denominator")
        text += DENOMINATOR.format(count=show.plain(count))
    if fact.status == PROBLEM:
        flags.add("stated_as_problem")
    if fact.scope != WHOLE and leaf.scope is None:
        flags.add("only_part")
    answer = changed(
        _answer_of(leaf, way, words, (fact,), facts),
        value=fact.value,
        value_text=text,
        flags=tuple(sorted(flags)),
        cells=() if judge.cell is None else (judge.cell,),
    )
    return _bounded(leaf, base, fact, answer, judge)


def _explained(score: LeafScore, fact: Fact, names: Mapping[str, str]) -> LeafScore:
    """A bare no explains nothing to the unit that loses points by it: name what is not so."""
    if fact.value_unit != show.YES_NO or fact.value:
        return score
    reason = NO_REASON.format(name=names.get(fact.measure, score.name))
    return changed(score, deductions=tuple(changed(lost, reason=reason) for lost in score.deductions))


def _bounded(leaf: Leaf, base: LeafScore, fact: Fact, answer: Answer, judge: Ready) -> LeafScore:
    """Score the end of an approximate value that the criterion asks for, or leave it to a reviewer.

    Bounds that earn the same points need no review and cast no doubt; against peers bounds earn nothing of their own.
    """
    if fact.approx == "exact":
        given = _award(judge, fact, fact.value)
        return scored(base, answer, given, leaf.evidence)
    ends = [] if needs_peers(leaf.rule.spec) else [_ends(judge, fact, end) for end in (fact.low, fact.high)]
    agreed = len(ends) == 2 and ends[0] is not None and ends[0] == ends[1]
    if leaf.interval == "review" and not agreed:
        return pending(base, REASONS["review_bounds"].format(value=show.shown(fact)), answer)
    if leaf.interval == "low" and not agreed:
        if fact.low is None:
            return pending(base, REASONS["open_bound"].format(value=show.shown(fact)), answer)
        note = BOUNDS["low"].format(value=show.shown(fact))
        answer = changed(answer, value=fact.low, words=answer.words + note)
        return scored(base, answer, _award(judge, fact, fact.low), leaf.evidence)
    given = _award(judge, fact, fact.value)
    if leaf.interval == "stated" and (not ends or any(points not in (None, given.points) for points in ends)):
        answer = changed(answer, flags=tuple(sorted({*answer.flags, "approximate"})))
    elif leaf.interval != "stated":
        answer = changed(answer, words=answer.words + BOUNDS["same"])
    return scored(base, answer, given, leaf.evidence)


def _ends(judge: Ready, fact: Fact, end: float | None) -> Decimal | None:
    """What one bound of the value earns; None for an open one."""
    return None if end is None else _award(judge, fact, end).points


def _award(judge: Ready, fact: Fact, value: float) -> Award:
    low = None if fact.low is None else exact(fact.low)
    high = None if fact.high is None else exact(fact.high)
    return judge.award(exact(value), _shown_value(fact, value), low, high)


def _shown_value(fact: Fact, value: float) -> str:
    return show.shown(fact) if value == fact.value else show.number(value, fact.value_unit)


def _from_parts(leaf: Leaf, base: LeafScore, split: tuple[Fact, ...], facts: Index, judge: Ready) -> LeafScore:
    """Parts without a whole. The whole of a rate lies between those of its parts, so parts that earn the same settle it; the whole of a
    count is at least each part, so parts that all earn full marks settle that."""
    answer = _answer_of(leaf, "none", "", split, facts)
    # Places among the group cannot be told for a part.
    awards = [] if needs_peers(leaf.rule.spec) else [_award(judge, fact, fact.value) for fact in split]
    settled = bool(awards) and all(given.points == awards[0].points for given in awards)
    if awards and any(fact.value_unit != show.RATIO for fact in split):
        settled = settled and awards[0].points == leaf.points
    listed = show.listed(split)
    if not settled:
        answer = changed(answer, value_text=VALUES["parts"], flags=("several_parts",))
        return pending(base, REASONS["several_parts"].format(parts=listed), answer)
    values = {fact.value for fact in split}
    answer = changed(
        answer,
        value=values.pop() if len(values) == 1 else None,
        value_text=listed,
        way="stated",
        words=WAYS["parts_agree"].format(parts=listed),
        flags=("parts_agree",),
    )
    return scored(base, answer, Award(awards[0].points, "", awards[0].deductions), leaf.evidence)


def _qualitative_facts(leaf: Leaf, facts: Index) -> tuple[Fact, ...]:
    """The facts that count as words for the criterion, in the order in which the rubric names them."""
    if leaf.qualitative is None:
        return ()
    said = []
    for practice in leaf.qualitative.practices:
        done = [fact for fact in of_measure(facts, practice) if fact.status == DONE and fact.value > 0]
        said.extend(done[:1])
    for measure in leaf.qualitative.measures:
        counted = [
            fact
            for fact in of_measure(facts, measure)
            if fact.status == DONE and fact.value > 0 and fact.derived is None and in_period(fact, REPORT_YEAR)
        ]
        chosen = [fact for fact in counted if fact.chosen]
        said.extend((chosen or counted)[:1])
    return tuple(said)


def _from_words(leaf: Leaf, base: LeafScore, said: tuple[Fact, ...], case: Case) -> LeafScore:
    assert leaf.qualitative is not None
    share = leaf.qualitative.share
    points = share * leaf.points
    what = "；".join(show.named(fact, case.names) for fact in said)
    words = QUALITATIVE.format(what=what, share=show.percent(share), points=show.plain(points))
    deductions: tuple[Deduction, ...] = ()
    if points < leaf.points:
        reason = QUALITATIVE_REASON.format(share=show.percent(share))
        deductions = (Deduction("qualitative", leaf.points - points, reason),)
    answer = changed(_answer_of(leaf, "qualitative", words, said, case.facts), value_text=VALUES["qualitative"])
    return scored(base, answer, Award(points, "", deductions), leaf.evidence)


def _why_missing(leaf: Leaf, facts: Index) -> str:
    others = of_measure(facts, leaf.subject)
    if not others:
        return REASONS["missing"]
    if all(fact.status == PLAN for fact in others):
        return REASONS["missing_only_plan"]
    if leaf.scope is not None or leaf.period is not None:
        wanted = "、".join(filter(None, (leaf.scope, leaf.period)))
        return REASONS["missing_wanted"].format(wanted=wanted)
    if any(fact.status == DONE and not in_period(fact, REPORT_YEAR) for fact in others):
        return REASONS["missing_other_year"]
    return REASONS["missing"]


def _denominator(leaf: Leaf, fact: Fact, facts: Index) -> float | None:
    """How many cases a rate rests on, where the report says so: the last operand of a derivation of it, or the count whose zero makes
    the criterion inapplicable."""
    if fact.value_unit != show.RATIO or fact.kind == REPORT:
        return None
    for other in (fact, *of_measure(facts, fact.measure)):
        if other.derived is not None and other.period == fact.period and other.scope == fact.scope:
            return other.derived.operands[-1].value
    if leaf.na_when is not None and leaf.na_when.source != TABLE and fact.scope == WHOLE:
        cases = pick(facts, leaf.na_when.measure)
        if cases is not None and cases.scope == WHOLE and cases.value > 0:
            return cases.value
    return None


def _answer_of(leaf: Leaf, way: str, words: str, used: tuple[Fact, ...], facts: Index) -> Answer:
    """An answer resting on `used`; the other facts of the criterion's subject are those it did not rest on."""
    others = tuple(fact for fact in of_measure(facts, leaf.subject) if fact not in used)
    reasons = tuple(rejection(fact, leaf.scope, leaf.period) for fact in others)
    return Answer(None, "", way, words, used, others, reasons)
