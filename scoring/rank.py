"""Places and grades, on published totals only.

Totals are rounded half up to the rubric's places before anything is compared, so float noise never orders units, and two
totals that print alike share a place. Ranks are inside groups. Nothing here depends on the order of the units given.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import ceil, floor

from scoring.assess import Entry, Listed, contest, entries, score_entries, unit_key
from scoring.assess.units import READ
from scoring.results import UnitScore, changed
from scoring.rubric.types import BONUS, Grade, Quota, Rubric
from scoring.sources.types import NOTHING, Sources

MIN, DENSE, AVERAGE, FORBID = "min", "dense", "average", "forbid"
TIES = (MIN, DENSE, AVERAGE, FORBID)

# What units are ordered by: the published total, then the points on the rubric's tie keys.
Order = tuple[Decimal, ...]


def half_up(value: Decimal, places: int) -> Decimal:
    """`value` rounded half up (away from zero at the half, as Excel's ROUND) to `places` decimals, never -0."""
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return abs(rounded) if rounded == 0 else rounded


def places_of(totals: Sequence[Decimal] | Sequence[Order], ties: str = MIN) -> tuple[Decimal, ...]:
    """The place of each total (or of each total with its tie keys), the highest first.

    With `above` = how many are greater and `same` = how many are equal (itself counted):
    min and forbid 1 + above (1, 2, 2, 4); dense 1 + how many different greater ones (1, 2, 2, 3); average above + (same + 1) / 2
    (1, 2.5, 2.5, 4). Raises ValueError for another tie rule.
    """
    if ties not in TIES:
        raise ValueError(f"unknown tie rule {ties!r}")
    counts: dict[Decimal | Order, int] = defaultdict(int)
    for total in totals:
        counts[total] += 1
    found: dict[Decimal | Order, Decimal] = {}
    above = 0
    for step, total in enumerate(sorted(counts, reverse=True)):
        same = counts[total]
        if ties in (MIN, FORBID):
            found[total] = Decimal(1 + above)
        elif ties == DENSE:
            found[total] = Decimal(1 + step)
        else:
            found[total] = above + Decimal(same + 1) / 2
        above += same
    return tuple(found[total] for total in totals)


def grade_of(published: Decimal, grades: Iterable[Grade]) -> str:
    """The name of the highest grade whose line `published` reaches (a line belongs to its grade); "" below every line. Quotas are for
    `rank_units`."""
    best: Grade | None = None
    for grade in grades:
        if published >= grade.minimum and (best is None or grade.minimum > best.minimum):
            best = grade
    return "" if best is None else best.name


def rank_units(units: Iterable[UnitScore], rubric: Rubric) -> tuple[UnitScore, ...]:
    """The units with published total, place inside their group and grade, by group, place, name and year.

    Units that a veto stops come behind all others and have no grade. Grades: see `_grades`.
    """
    groups: dict[str, list[UnitScore]] = defaultdict(list)
    for unit in units:
        groups[unit.group].append(changed(unit, published=half_up(unit.total, rubric.places)))
    ranked = []
    for members in groups.values():
        placed = _placed(sorted(members, key=_name_order), rubric)
        ranked += _graded(placed, rubric)
    ranked.sort(key=lambda unit: (unit.group, unit.rank, unit.unit, unit.year or 0))
    return tuple(ranked)


def _name_order(unit: UnitScore) -> tuple[str, int]:
    return (unit.unit, unit.year or 0)


def _placed(members: Sequence[UnitScore], rubric: Rubric) -> list[UnitScore]:
    here = [unit for unit in members if unit.ranked]
    orders = [_order(unit, rubric) for unit in here]
    same = Counter(orders)
    found = []
    for unit, order, rank in zip(here, orders, places_of(orders, rubric.ties), strict=True):
        tied = rubric.ties == FORBID and same[order] > 1
        found.append(_flagged(changed(unit, rank=rank), "tie_forbidden", tied))
    behind = Decimal(len(here) + 1)
    return [*found, *(changed(unit, rank=behind) for unit in members if not unit.ranked)]


def _order(unit: UnitScore, rubric: Rubric) -> Order:
    """The published total, then the points on the tie keys as they are printed."""
    if not rubric.tie_keys:
        return (unit.published,)
    points = {node.node: node.points for node in unit.nodes}
    points |= {leaf.criterion: leaf.points * leaf.scale for leaf in unit.leaves if leaf.points is not None}
    return (unit.published, *(half_up(points.get(key, Decimal(0)), rubric.places) for key in rubric.tie_keys))


def _graded(members: Sequence[UnitScore], rubric: Rubric) -> list[UnitScore]:
    """The units of one group with their grades.

    Disqualifiers first: a unit that is barred may have no grade with a quota, nor the highest; a capped one none above its cap; they take
    no place of a quota. Then from the highest grade down: of the units whose published total reaches the line and that have no grade yet, all
    of them, or with a quota those whose place among them is within it. A share of the group is a share of its ranked units. Units tied at the
    cut are all in, or all out, as the quota says; a unit that reaches a line and finds no place goes on to the next grade.
    """
    grades: dict[int, str] = {}
    missed: set[int] = set()
    tied: set[int] = set()
    size = sum(unit.ranked for unit in members)
    lines = [_grades_of(unit, rubric) for unit in members]
    for level in range(max((len(own) for own in lines), default=0)):
        open_ = [
            index
            for index, unit in enumerate(members)
            if unit.ranked
            and index not in grades
            and level < len(lines[index])
            and _may_have(unit, level, lines[index])
        ]
        # One group may hold units of several types, whose lines differ; a quota is the group's.
        quota = next((lines[index][level].quota for index in open_), None)
        chosen = (
            open_
            if quota is None
            else _within(quota, size, [(index, _order(members[index], rubric)) for index in open_])
        )
        # Everybody reaches a line of 0: nobody there missed anything.
        missed |= {index for index in set(open_) - set(chosen) if lines[index][level].minimum > 0}
        if quota is not None and len(chosen) > _seats(quota, size):
            tied |= set(chosen)
        grades |= {index: lines[index][level].name for index in chosen}
    return [
        _doubted(
            _flagged(
                _flagged(changed(unit, grade=grades.get(index, "")), "quota_missed", index in missed),
                "quota_tied",
                index in tied,
            ),
            rubric,
        )
        for index, unit in enumerate(members)
    ]


def _grades_of(unit: UnitScore, rubric: Rubric) -> tuple[Grade, ...]:
    """The grades that the unit's own sheet has, from the highest down."""
    return rubric.of(unit.unit_type, unit.group).grades


def _may_have(unit: UnitScore, level: int, grades: tuple[Grade, ...]) -> bool:
    grade = grades[level]
    if unit.published < grade.minimum:
        return False
    if unit.barred and (level == 0 or grade.quota is not None):
        return False
    names = [known.name for known in grades]
    return unit.grade_cap not in names or level >= names.index(unit.grade_cap)


def _seats(quota: Quota, size: int) -> int:
    """How many the quota has room for in a group of `size` units."""
    if quota.count is not None:
        return quota.count
    exact = Fraction(quota.share or 0) * size
    return ceil(exact) if quota.partial == "ceil" else floor(exact)


def _within(quota: Quota, size: int, candidates: Sequence[tuple[int, Order]]) -> list[int]:
    """Those of `candidates` for whom there is room, tied ones together."""
    seats = _seats(quota, size)
    same = Counter(order for _, order in candidates)
    taken: set[Order] = set()
    better = 0
    for order in sorted(same, reverse=True):
        last = better + same[order]
        if last <= seats or (quota.tied_in and better < seats):
            taken.add(order)
        better = last
    return [index for index, order in candidates if order in taken]


def _doubted(unit: UnitScore, rubric: Rubric) -> UnitScore:
    """The unit flagged where the points still at stake could give it another grade, and where only a bonus gives it this one."""
    lines = [grade for grade in _grades_of(unit, rubric) if unit.ranked]
    now = grade_of(unit.published, lines)
    best = worst = now
    if unit.stake or unit.pools:
        best = grade_of(half_up(unit.total + unit.gain, rubric.places), lines)
        worst = grade_of(half_up(max(unit.total - unit.loss, Decimal(0)), rubric.places), lines)
    open_ = best != now or worst != now or ("veto_open" in unit.flags and bool(lines))
    unit = _flagged(unit, "grade_open", open_)
    added = sum((pool.points for pool in unit.pools if pool.kind == BONUS), Decimal(0))
    without = grade_of(half_up(max(unit.total - added, Decimal(0)), rubric.places), lines) if added else now
    return _flagged(unit, "grade_by_bonus", without != now)


def _flagged(unit: UnitScore, flag: str, on: bool) -> UnitScore:
    """The unit with the flag exactly if `on`."""
    if on == (flag in unit.flags):
        return unit
    flags = {*unit.flags, flag} if on else {*unit.flags} - {flag}
    return changed(unit, flags=tuple(sorted(flags)))


def score_run(
    rubric: Rubric,
    read: Iterable[READ],
    year: int | None = None,
    listed: Iterable[Listed] = (),
    names: Mapping[str, str] | None = None,
    sources: Sources = NOTHING,
) -> tuple[UnitScore, ...]:
    """Score and rank the units of `read`, pairs of a report and its facts, in any order.

    One score per unit: for `year`, or for its newest report year where no year is given (see `scoring.assess.contest`). Reports
    of the year before are scored by the same rubric and ranked among themselves; they give `previous_total` (as published) and
    `previous_rank`, and last year's values to the rules that ask for them. `listed` units, and those of the sources' list, take part
    without a report too. `names` are the Chinese names of measures, for the words.
    """
    roster = (*listed, *sources.listed)
    known = entries(read, rubric, roster)
    contenders = contest(known, rubric, year, roster)
    ranked = rank_units(score_entries(rubric, contenders, known, sources, names), rubric)
    wanted = {entry.year - 1 for entry in contenders if entry.year is not None}
    before: dict[tuple[str, int | None], UnitScore] = {}
    for last in sorted(wanted):
        for unit in ranked_in(rubric, known, last, sources, names):
            before[unit_key(unit.unit), last] = unit
    return tuple(_with_previous(unit, before) for unit in ranked)


def ranked_in(
    rubric: Rubric,
    known: Iterable[Entry],
    year: int,
    sources: Sources = NOTHING,
    names: Mapping[str, str] | None = None,
) -> tuple[UnitScore, ...]:
    """The units with a report of `year`, scored and ranked among themselves."""
    everything = list(known)
    of_year = [entry for entry in everything if entry.year == year]
    return rank_units(score_entries(rubric, of_year, everything, sources.dated(), names), rubric)


def _with_previous(unit: UnitScore, before: Mapping[tuple[str, int | None], UnitScore]) -> UnitScore:
    """A rank among another group says nothing about this one: then only the total is given."""
    if unit.year is None:
        return unit
    last = before.get((unit_key(unit.unit), unit.year - 1))
    if last is None:
        return unit
    rank = last.rank if last.group == unit.group and last.ranked else None
    return changed(unit, previous_total=last.published, previous_rank=rank)
