"""One evaluation: facts read against facts annotated, per file, per measure and in all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from scoring.evaluate.annotation import AnnotatedFact, Annotation
from scoring.evaluate.counts import Counts, total
from scoring.evaluate.judging import (
    CheckResult,
    ChoiceResult,
    PracticeResult,
    count_practices,
    judge_checks,
    judge_choices,
    judge_practices,
    unverbatim,
)
from scoring.evaluate.matching import Matching, match
from scoring.measures.facts import Fact
from scoring.text.report import Evidence


@dataclass(frozen=True, slots=True)
class FileResult:
    """One report against its annotation. `by_measure` are the counts of each measure that either side has;
    `with_period` are those of the second F1, where the period must agree too."""

    annotation: Annotation
    matching: Matching
    by_measure: tuple[tuple[str, Counts], ...]
    with_period: Counts
    practices: tuple[PracticeResult, ...]
    choices: tuple[ChoiceResult, ...]
    checks: tuple[CheckResult, ...]
    unverbatim: tuple[Evidence, ...]

    @property
    def counts(self) -> Counts:
        return total(counts for _, counts in self.by_measure)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All files, ordered by name."""

    files: tuple[FileResult, ...]

    @property
    def counts(self) -> Counts:
        return total(file.counts for file in self.files)

    @property
    def with_period(self) -> Counts:
        return total(file.with_period for file in self.files)

    @property
    def practices(self) -> Counts:
        return count_practices(result for file in self.files for result in file.practices)

    @property
    def choices(self) -> tuple[int, int]:
        """How many choices are right, of how many judged."""
        results = [result for file in self.files for result in file.choices]
        return sum(result.right for result in results), len(results)

    @property
    def checks(self) -> tuple[int, int]:
        """How many recomputed values were derived with the same value, of how many annotated."""
        results = [result for file in self.files for result in file.checks]
        return sum(result.right for result in results), len(results)

    @property
    def unstated_checks(self) -> tuple[int, int]:
        """The same for values that the report leaves to the reader, where nothing but a derived value can answer."""
        results = [result for file in self.files for result in file.checks if result.check.stated is None]
        return sum(result.right for result in results), len(results)

    @property
    def unverbatim(self) -> int:
        return sum(len(file.unverbatim) for file in self.files)

    def by_measure(self) -> tuple[tuple[str, Counts], ...]:
        """The counts of each measure over all files, ordered by id."""
        shelves: dict[str, list[Counts]] = {}
        for file in self.files:
            for measure, counts in file.by_measure:
                shelves.setdefault(measure, []).append(counts)
        return tuple((measure, total(shelves[measure])) for measure in sorted(shelves))


def evaluate(
    pairs: Iterable[tuple[Annotation, tuple[Fact, ...]]], wanted: Callable[[str], bool] = lambda _measure: True
) -> Evaluation:
    """Compare each annotation with the facts read from its text. `wanted` limits measures and practices by id; quotes
    are looked at for all facts."""
    return Evaluation(tuple(_evaluate_file(annotation, facts, wanted) for annotation, facts in pairs))


def _evaluate_file(annotation: Annotation, facts: tuple[Fact, ...], wanted: Callable[[str], bool]) -> FileResult:
    annotated = [fact for fact in annotation.facts if wanted(fact.measure)]
    read = [fact for fact in facts if wanted(fact.measure)]
    matching = match(annotated, read)
    return FileResult(
        annotation=annotation,
        matching=matching,
        by_measure=_by_measure(matching),
        with_period=_sum(match(annotated, read, with_period=True)),
        practices=judge_practices((item for item in annotation.practices if wanted(item.practice)), read),
        choices=judge_choices(annotated, annotation.year, read),
        checks=judge_checks((check for check in annotation.checks if wanted(check.measure)), read),
        unverbatim=unverbatim(annotation.text, facts),
    )


def _by_measure(matching: Matching) -> tuple[tuple[str, Counts], ...]:
    hits = Counter(fact.measure for fact, _ in matching.hits)
    misses = Counter(fact.measure for fact in matching.misses)
    extras = Counter(fact.measure for fact in matching.extras)
    return tuple(
        (
            measure,
            Counts(
                annotated=hits[measure] + misses[measure],
                found=hits[measure] + extras[measure],
                hits=hits[measure],
                wrong=min(misses[measure], extras[measure]),
            ),
        )
        for measure in sorted(hits | misses | extras)
    )


def _sum(matching: Matching) -> Counts:
    return total(counts for _, counts in _by_measure(matching))


def wrong_pairs(
    matching: Matching,
) -> tuple[tuple[tuple[AnnotatedFact, Fact], ...], tuple[AnnotatedFact, ...], tuple[Fact, ...]]:
    """The matching as a reader looks at it: wrong values as (stated, taken), then the plain misses, the plain extras.

    Within a measure, misses and extras are put together in the order of the text; what is left over on one side stays
    a plain miss or extra.
    """
    extras: dict[str, list[Fact]] = {}
    for fact in matching.extras:
        extras.setdefault(fact.measure, []).append(fact)
    wrong: list[tuple[AnnotatedFact, Fact]] = []
    misses: list[AnnotatedFact] = []
    for miss in matching.misses:
        waiting = extras.get(miss.measure)
        if waiting:
            wrong.append((miss, waiting.pop(0)))
        else:
            misses.append(miss)
    left = {id(fact) for waiting in extras.values() for fact in waiting}
    return tuple(wrong), tuple(misses), tuple(fact for fact in matching.extras if id(fact) in left)
