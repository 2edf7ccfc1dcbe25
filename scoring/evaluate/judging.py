"""The figures beside the facts: practices, the choice of the value used, recomputed values, verbatim quotes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from scoring.evaluate.annotation import FALSE, TRUE, AnnotatedCheck, AnnotatedFact, AnnotatedPractice
from scoring.evaluate.annotation import PLAN as PRACTICE_PLAN
from scoring.evaluate.counts import Counts
from scoring.evaluate.matching import same_value
from scoring.measures.facts import CUMULATIVE, DONE, MEASURE, PLAN, PRACTICE, WHOLE, Fact, Operand
from scoring.text.report import Evidence


@dataclass(frozen=True, slots=True)
class PracticeResult:
    """A practice as annotated and as read ("true", "false" or "plan"); an ambiguous one is not counted."""

    practice: str
    expected: str
    found: str
    ambiguous: bool
    annotated_quote: str
    fact: Fact | None


@dataclass(frozen=True, slots=True)
class ChoiceResult:
    """The value that must be used for a measure, and the one that was (None: none)."""

    measure: str
    expected: float
    chosen: Fact | None

    @property
    def right(self) -> bool:
        return self.chosen is not None and same_value(self.expected, self.chosen.value)


@dataclass(frozen=True, slots=True)
class CheckResult:
    """A recomputed value of the annotation and the derived fact of the same measure nearest to it (None: none)."""

    check: AnnotatedCheck
    derived: Fact | None

    @property
    def right(self) -> bool:
        return self.derived is not None and same_value(self.check.derived, self.derived.value)


def judge_practices(annotated: Iterable[AnnotatedPractice], facts: Iterable[Fact]) -> tuple[PracticeResult, ...]:
    """Each annotated practice beside what was read: done makes it true, otherwise planned makes it plan, otherwise false."""
    by_practice: dict[str, dict[str, Fact]] = {}
    for fact in facts:
        if fact.kind == PRACTICE:
            by_practice.setdefault(fact.measure, {}).setdefault(fact.status, fact)
    results = []
    for item in annotated:
        read = by_practice.get(item.practice, {})
        used = read.get(DONE) or read.get(PLAN)
        found = FALSE if used is None else TRUE if used.status == DONE else PRACTICE_PLAN
        results.append(PracticeResult(item.practice, item.value, found, item.ambiguous, item.quote, used))
    return tuple(results)


def count_practices(results: Iterable[PracticeResult]) -> Counts:
    """True and plan are what there is to find: a hit is the same one of the two, another one is a miss and an extra."""
    judged = [result for result in results if not result.ambiguous]
    asked = sum(result.expected != FALSE for result in judged)
    found = sum(result.found != FALSE for result in judged)
    hits = sum(result.found == result.expected != FALSE for result in judged)
    wrong = sum(FALSE not in (result.expected, result.found) and result.expected != result.found for result in judged)
    return Counts(asked, found, hits, wrong)


def judge_choices(
    annotated: Iterable[AnnotatedFact], year: int | None, facts: Iterable[Fact]
) -> tuple[ChoiceResult, ...]:
    """Where exactly one annotated fact of a measure is whole, done and of the report's year or cumulative, the chosen
    value must be it. A measure with an ambiguous candidate, or with several, is not judged."""
    candidates: dict[str, list[AnnotatedFact]] = {}
    for item in annotated:
        if item.scope == WHOLE and item.status == DONE and item.period in (str(year), CUMULATIVE):
            candidates.setdefault(item.measure, []).append(item)
    chosen = {fact.measure: fact for fact in facts if fact.kind == MEASURE and fact.chosen}
    return tuple(
        ChoiceResult(measure, items[0].value, chosen.get(measure))
        for measure, items in candidates.items()
        if len(items) == 1 and not items[0].ambiguous
    )


def judge_checks(checks: Iterable[AnnotatedCheck], facts: Iterable[Fact]) -> tuple[CheckResult, ...]:
    """Each recomputed value of the annotation beside the derived fact that comes nearest."""
    derived: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.derived is not None:
            derived.setdefault(fact.measure, []).append(fact)
    return tuple(
        CheckResult(
            check,
            min(derived.get(check.measure, ()), key=lambda fact: abs(fact.value - check.derived), default=None),
        )
        for check in checks
    )


def unverbatim(text: str, facts: Iterable[Fact]) -> tuple[Evidence, ...]:
    """Every piece of evidence (operands included) whose quote is not what stands at its offsets in `text`."""
    pieces = (
        evidence for fact in facts for evidence in (fact.evidence, *(operand.evidence for operand in _operands(fact)))
    )
    return tuple(evidence for evidence in pieces if text[evidence.start : evidence.end] != evidence.quote)


def _operands(fact: Fact) -> tuple[Operand, ...]:
    return () if fact.derived is None else fact.derived.operands
