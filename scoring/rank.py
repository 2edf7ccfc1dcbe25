"""Places and grades, on published totals only.

Totals are rounded half up to the rubric's places before anything is compared, so float noise never orders units, and two
totals that print alike share a place. Ranks are inside groups. Nothing here depends on the order of the units given.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from scoring.assess import Listed, check_available, contest, entries, score_entry, unit_key
from scoring.assess.units import READ
from scoring.results import UnitScore
from scoring.rubric.types import Grade, Rubric

MIN, DENSE, AVERAGE = "min", "dense", "average"
TIES = (MIN, DENSE, AVERAGE)


def half_up(value: Decimal, places: int) -> Decimal:
    """`value` rounded half up (away from zero at the half, as Excel's ROUND) to `places` decimals, never -0."""
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return abs(rounded) if rounded == 0 else rounded


def places_of(totals: Sequence[Decimal], ties: str = MIN) -> tuple[Decimal, ...]:
    """The place of each total, the highest first.

    With `above` = how many totals are greater and `same` = how many are equal (itself counted):
    min 1 + above (1, 2, 2, 4); dense 1 + how many different greater totals (1, 2, 2, 3); average above + (same + 1) / 2
    (1, 2.5, 2.5, 4). Raises ValueError for another tie rule.
    """
    if ties not in TIES:
        raise ValueError(f"unknown tie rule {ties!r}")
    counts: dict[Decimal, int] = defaultdict(int)
    for total in totals:
        counts[total] += 1
    found: dict[Decimal, Decimal] = {}
    above = 0
    for step, total in enumerate(sorted(counts, reverse=True)):
        same = counts[total]
        if ties == MIN:
            found[total] = Decimal(1 + above)
        elif ties == DENSE:
            found[total] = Decimal(1 + step)
        else:
            found[total] = above + Decimal(same + 1) / 2
        above += same
    return tuple(found[total] for total in totals)


def grade_of(published: Decimal, grades: Iterable[Grade]) -> str:
    """The name of the highest grade whose line `published` reaches (a line belongs to its grade); "" below every line."""
    reached = [grade for grade in grades if published >= grade.minimum]
    return max(reached, key=lambda grade: grade.minimum).name if reached else ""


def rank_units(units: Iterable[UnitScore], rubric: Rubric) -> tuple[UnitScore, ...]:
    """The units with published total, place inside their group and grade, by group, place, name and year."""
    groups: dict[str, list[UnitScore]] = defaultdict(list)
    for unit in units:
        groups[unit.group].append(replace(unit, published=half_up(unit.total, rubric.places)))
    ranked = []
    for members in groups.values():
        ranks = places_of([unit.published for unit in members], rubric.ties)
        for unit, rank in zip(members, ranks, strict=True):
            ranked.append(_graded(replace(unit, rank=rank), rubric))
    ranked.sort(key=lambda unit: (unit.group, unit.rank, unit.unit, unit.year or 0))
    return tuple(ranked)


def _graded(unit: UnitScore, rubric: Rubric) -> UnitScore:
    """The unit with its grade; flagged where the points still at stake could give it another one."""
    grade = grade_of(unit.published, rubric.grades)
    best = grade_of(half_up(unit.total + unit.stake, rubric.places), rubric.grades)
    flags = {*unit.flags, "grade_open"} if best != grade else {*unit.flags} - {"grade_open"}
    return replace(unit, grade=grade, flags=tuple(sorted(flags)))


def score_run(
    rubric: Rubric,
    read: Iterable[READ],
    year: int | None = None,
    listed: Iterable[Listed] = (),
    names: Mapping[str, str] | None = None,
) -> tuple[UnitScore, ...]:
    """Score and rank the units of `read`, pairs of a report and its facts, in any order.

    One score per unit: for `year`, or for its newest report year where no year is given (see `scoring.assess.contest`). Reports
    of the year before are scored by the same rubric and ranked among themselves; they give `previous_total` (as published) and
    `previous_rank`. `listed` units take part without a report too. `names` are the Chinese names of measures, for the words.

    Raises RubricError for what the rubric asks and the assessment cannot do yet.
    """
    check_available(rubric)
    roster = tuple(listed)
    known = entries(read, rubric, roster)
    named = names or {}
    scores: dict[tuple[str, int | None], UnitScore] = {}
    contenders = contest(known, rubric, year, roster)
    for entry in contenders:
        scores[entry.key, entry.year] = score_entry(rubric, entry, named)
    ranked = rank_units([scores[entry.key, entry.year] for entry in contenders], rubric)
    wanted = {entry.year - 1 for entry in contenders if entry.year is not None}
    before: dict[tuple[str, int | None], UnitScore] = {}
    for last in sorted(wanted):
        older = [score_entry(rubric, entry, named) for entry in known if entry.year == last]
        for unit in rank_units(older, rubric):
            before[unit_key(unit.unit), last] = unit
    return tuple(_with_previous(unit, before) for unit in ranked)


def _with_previous(unit: UnitScore, before: Mapping[tuple[str, int | None], UnitScore]) -> UnitScore:
    """A rank among another group says nothing about this one: then only the total is given."""
    if unit.year is None:
        return unit
    last = before.get((unit_key(unit.unit), unit.year - 1))
    if last is None:
        return unit
    rank = last.rank if last.group == unit.group else None
    return replace(unit, previous_total=last.published, previous_rank=rank)
