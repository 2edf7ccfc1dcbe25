"""Which criteria reports reach: a criterion that none of many reports answers is wrong more often than the reports are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scoring.errors import WARNING, Diagnostic
from scoring.messages.workbench import HELP, MESSAGES
from scoring.results import LeafScore, Outcome
from scoring.rubric.rule_specs import subjects
from scoring.rubric.types import FORMULA, JUDGEMENT, MEASURE, PRACTICE, REPORT, TABLE, Leaf, Rubric
from scoring.workbench.bench import Scored

_OF_REPORT = frozenset([MEASURE, PRACTICE, REPORT])


@dataclass(frozen=True, slots=True)
class Reach:
    """How many reports answer a criterion: `answered` by a value or by words, `silent`, `outside` those it does not concern. `asked` says
    who answers it: report, table or judgement."""

    leaf: Leaf
    asked: str
    answered: int
    silent: int
    outside: int


def reach(scored: Scored) -> tuple[Reach, ...]:
    """The reach of every criterion over the units that have a report, pools last."""
    found: dict[str, list[LeafScore]] = {}
    for unit in scored.units:
        if unit.case.entry.reports:
            for leaf in unit.score.leaves:
                found.setdefault(leaf.criterion, []).append(leaf)
            for pool in unit.score.pools:
                for leaf in pool.leaves:
                    found.setdefault(leaf.criterion, []).append(leaf)
    return tuple(_reach(leaf, found.get(leaf.id, [])) for leaf in _leaves(scored.rubric))


def unreached(reaches: tuple[Reach, ...]) -> tuple[Diagnostic, ...]:
    """A warning for every criterion that reports have to answer and none does, at its place in the file."""
    return tuple(
        _warning(one, "leaf-outside" if not one.silent else "leaf-unreached", reports=one.silent)
        for one in reaches
        if one.asked == REPORT and not one.answered
    )


def _leaves(rubric: Rubric) -> Iterator[Leaf]:
    """The criteria of all variants, each id once."""
    seen: set[str] = set()
    for one in (rubric, *(variant for _, variant in rubric.variants)):
        for leaf in one.all_leaves():
            if leaf.id not in seen:
                seen.add(leaf.id)
                yield leaf


def _reach(leaf: Leaf, scores: list[LeafScore]) -> Reach:
    # That there is no case of it may be what the report itself says: then it has answered.
    concerned = [score for score in scores if score.used or score.outcome is not Outcome.NOT_APPLICABLE]
    answered = sum(bool(score.used or score.cells or score.judgements) for score in concerned)
    return Reach(leaf, _asked(leaf), answered, len(concerned) - answered, len(scores) - len(concerned))


def _asked(leaf: Leaf) -> str:
    """Who answers the criterion; the report, wherever it can."""
    items = subjects(leaf.rule.spec)
    sources = {subject.source for subject in items} if items else {leaf.source}
    if leaf.source == FORMULA and leaf.formula is not None:
        sources = {subject.source for subject in leaf.formula.subjects}
    if sources & _OF_REPORT:
        return REPORT
    return TABLE if TABLE in sources else JUDGEMENT


def _warning(one: Reach, code: str, **words: object) -> Diagnostic:
    leaf = one.leaf
    message = MESSAGES[code].format(id=leaf.id, name=leaf.name, subject=leaf.subject, **words)
    help = HELP[code].format(subject=leaf.subject)
    place = leaf.position
    return Diagnostic(code, message, place.file, place.line, place.column, help=help, severity=WARNING)
