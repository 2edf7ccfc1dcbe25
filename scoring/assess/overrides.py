"""Reviewers' scores in place of the engine's, before totals are made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from scoring.corrections.types import ScoreOverride
from scoring.errors import Diagnostic
from scoring.messages.corrections import HELP, MESSAGES
from scoring.results import LeafScore, Outcome

# (unit key, year, criterion) → override.
Overrides = Mapping[tuple[str, int | None, str], ScoreOverride]
NO_OVERRIDES: Overrides = {}


def by_place(overrides: Iterable[ScoreOverride]) -> dict[tuple[str, int | None, str], ScoreOverride]:
    """The overrides by unit, year and criterion."""
    return {(one.unit, one.year, one.criterion): one for one in overrides}


def overridden(leaves: Sequence[LeafScore], unit: str, year: int | None, overrides: Overrides) -> tuple[LeafScore, ...]:
    """The scores of one unit with those that reviewers gave: judged, or not applicable where they say that the criterion does not concern the
    unit (then it is taken out and its points go to its siblings). Nothing is at stake in what a person has decided. An override outside 0 to
    full marks is left out (see `doubts`)."""
    if not overrides:
        return tuple(leaves)
    return tuple(_overridden(leaf, overrides.get((unit, year, leaf.criterion))) for leaf in leaves)


def _overridden(leaf: LeafScore, override: ScoreOverride | None) -> LeafScore:
    if override is None or not _in_range(leaf, override):
        return leaf
    kept = replace(override, engine_points=leaf.points, engine_outcome=leaf.outcome.value, engine_stake=leaf.stake)
    if override.points is None:
        outcome, points, excluded = Outcome.NOT_APPLICABLE, None, True
    else:
        outcome, points, excluded = Outcome.JUDGED, override.points, False
    return replace(leaf, points=points, outcome=outcome, excluded=excluded, stake=Decimal(0), override=kept)


def _in_range(leaf: LeafScore, override: ScoreOverride) -> bool:
    return override.points is None or 0 <= override.points <= leaf.full_marks


def doubts(
    overrides: Iterable[ScoreOverride], scored: Mapping[tuple[str, int | None], Mapping[str, LeafScore]]
) -> tuple[Diagnostic, ...]:
    """What is wrong with overrides, against the scores by unit and year: a unit or criterion that is not there, points out of range."""
    found = []
    for one in overrides:
        leaves = scored.get((one.unit, one.year))
        if leaves is None:
            found.append(_told("override-unit", one))
        elif one.criterion not in leaves:
            found.append(_told("override-criterion", one))
        elif not _in_range(leaves[one.criterion], one):
            found.append(_told("override-range", one, leaves[one.criterion].full_marks))
    return tuple(found)


def _told(code: str, one: ScoreOverride, full: Decimal | None = None) -> Diagnostic:
    words = {"unit": one.unit, "criterion": one.criterion, "points": one.points, "full": full}
    return Diagnostic(code, MESSAGES[code].format(**words), one.by.file or None, one.by.row or None, help=HELP[code])
