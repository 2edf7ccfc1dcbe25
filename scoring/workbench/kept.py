"""A run folder's scores taken over, so that a change of the rubric can be tried without scoring everything first.

What totals are made of stands in the folder as columns; facts are read only of what changed criteria ask for. That goes where parts are simply
added: without weights from data, other means, self scores. The totals made from the columns must be those
that stand in the folder, unit by unit; where anything does not fit, everything is scored, as without this.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring import __version__, pipeline
from scoring.assess import Case, contest, entries, unit_key
from scoring.assess.score import Pools, cases_of, unit_of, unit_score
from scoring.assess.vetoes import Ruling, rule_on
from scoring.measures import Fact
from scoring.rank import rank_units
from scoring.results import LeafScore, Outcome, UnitScore
from scoring.rubric.types import Node, Rubric
from scoring.sources.attach import attach
from scoring.sources.load import load
from scoring.sources.types import SELF_SCORES, UNITS
from scoring.store.arrow_columns import codes_of
from scoring.store.kept_scores import KeptScores, open_scores
from scoring.text.report import Report
from scoring.vocabulary import Vocabulary
from scoring.workbench.bench import Scored, Unit
from scoring.workbench.material import READ, Material
from scoring.workbench.retotal import Added, Scores, added, is_plain, together
from scoring.workbench.untouched import Same, frame, pools_of

if TYPE_CHECKING:
    import numpy as np
    import pyarrow
    from numpy.typing import NDArray

# What of a row decides a score, for totals: rows that are equal in these are one object.
_COUNTING = ("criterion", "name", "dimension", "full_marks", "points", "outcome", "stake", "excluded")
_ABOUT = ("published", "rank", "grade")
_About = tuple[float, float | None, str]


@dataclass(frozen=True, slots=True)
class Kept:
    """A run whose scores may be taken over: made by this version of the program and of the measure library, for the year asked for."""

    scores: KeptScores
    vocabulary: Vocabulary

    @property
    def origin(self) -> tuple[str, str]:
        """The rubric's file and hash."""
        return self.scores.rubric.file, self.scores.rubric.sha256

    def scored(self, before: Rubric, after: Rubric) -> Scored | None:
        """The run as `bench.score` makes it, as far as a change from `before` to `after` asks of it; `rescore` may be asked for that change
        alone. None where everything has to be scored."""
        if before.sha256 != self.scores.rubric.sha256 or not _adds_up(before) or not _adds_up(after):
            return None
        if frame(before) != frame(after) or any(one.kind == SELF_SCORES for one in self.scores.given):
            return None
        try:
            return self._scored(before, _asked(before, after, self.vocabulary.names()))
        except (OSError, LookupError, ValueError):
            # Not as it was written: opening the whole folder says what is wrong with it.
            return None

    def _scored(self, before: Rubric, measures: frozenset[str]) -> Scored | None:
        material = self._material(self.scores.facts(measures))
        beside = material.beside(before)
        listed = beside.sources.listed
        found = entries(material.now, before, listed)
        contenders = contest(found, before, material.ranked_year(beside.sources), listed)
        known = entries(material.everything, before, listed) if material.before else found
        cases, others = cases_of(before, list(contenders), list(known), beside.sources, material.names)
        scores, about = _by_unit(self.scores.scores())
        if scores.keys() != {case.entry.key for case in cases}:
            return None
        made = _Made()
        units = tuple(made.unit(case, scores[case.entry.key]) for case in cases)
        ranked = rank_units([unit.score for unit in units], before)
        if not all(_as_kept(unit, about[unit_key(unit.unit)]) for unit in ranked):
            return None
        return Scored(before, material, units, tuple(others), ranked, 0)

    def _material(self, facts: Mapping[str, tuple[Fact, ...]]) -> Material:
        kept = self.scores
        told = attach(kept.now, load([one for one in kept.given if one.kind == UNITS]).units)

        def read(reports: Sequence[Report]) -> tuple[READ, ...]:
            return tuple((report, facts.get(report.id, ())) for report in reports)

        return Material(
            now=read(told.reports),
            before=read(kept.before),
            year=kept.year,
            given=kept.given,
            diagnostics=kept.diagnostics,
            origin=self.origin,
            names=dict(self.vocabulary.names()),
        )


def kept_run(name: Path, year: int | None, vocabulary: Vocabulary, root: Path | None = None) -> Kept | None:
    """The run in a folder, if its scores may be taken over. Raises ScoringError where no run is called so."""
    from scoring.store.run_folder import find_run, is_run

    opened = open_scores(name if is_run(name) else find_run(name, root or pipeline.RUNS), vocabulary)
    if opened is None or opened.engine != __version__ or year not in (None, opened.year):
        return None
    return Kept(opened, vocabulary) if opened.measures_sha256 == pipeline.load_measures().sha256 else None


def _adds_up(rubric: Rubric) -> bool:
    every = (rubric, *(variant for _, variant in rubric.variants))
    return all(is_plain(one) for one in every)


def _asked(before: Rubric, after: Rubric, known: Mapping[str, str]) -> frozenset[str]:
    """The measures and practices of which facts are needed to score again what differs: every id that is named anywhere in a changed
    criterion, in a veto, or in a pool if pools differ."""
    same = Same(before, after)
    every = [one for rubric in (before, after) for one in (rubric, *(variant for _, variant in rubric.variants))]
    wanted: list[object] = [leaf for one in every for leaf in one.leaves() if leaf.id in same.changed]
    wanted += [veto for one in every for veto in one.vetoes]
    if pools_of(before) != pools_of(after):
        wanted += [pool for one in every for pool in one.pools]
    return frozenset(text for one in wanted for text in _texts(one) if text in known)


def _texts(value: object) -> Iterator[str]:
    """Every text anywhere in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for pair in value.items() for one in pair for text in _texts(one))
    elif isinstance(value, tuple | list | frozenset):
        yield from (text for one in value for text in _texts(one))
    else:
        fields = getattr(type(value), "__dataclass_fields__", ())
        yield from (text for name in fields for text in _texts(getattr(value, name)))


def _by_unit(table: pyarrow.Table) -> tuple[dict[str, dict[str, LeafScore]], dict[str, _About]]:
    """The scores of every unit by criterion, and what they came to, by the key of the unit. Rows that say the same are one object."""
    import numpy as np

    leaves, which = _leaves([codes_of(table.column(name)) for name in _COUNTING])
    criteria = [leaf.criterion for leaf in leaves]
    units, names = codes_of(table.column("unit"))
    # Rows of a unit stand together.
    starts = np.flatnonzero(np.diff(units, prepend=-1)).tolist()
    told = [(codes[starts].tolist(), words) for codes, words in (codes_of(table.column(name)) for name in _ABOUT)]
    came_to = zip(*([words[code] for code in codes] for codes, words in told), strict=True)
    found: dict[str, dict[str, LeafScore]] = {}
    about: dict[str, _About] = {}
    for start, end, unit, one in zip(starts, [*starts[1:], len(which)], units[starts].tolist(), came_to, strict=True):
        key = unit_key(names[unit])
        if key in found:
            raise ValueError(names[unit])
        numbers = which[start:end]
        found[key] = {criteria[number]: leaves[number] for number in numbers}
        about[key] = one
    return found, about


def _leaves(columns: Sequence[tuple[NDArray[np.int32], list[Any]]]) -> tuple[list[LeafScore], list[int]]:
    """The scores that occur, and which of them each row is. `columns` are those of _COUNTING as codes and what they stand for."""
    import numpy as np

    rows = np.zeros(len(columns[0][0]), np.int64)
    for codes, words in columns:
        # Numbers stay below the count of rows times that of words: no overflow however many columns.
        rows = np.unique(rows * len(words) + codes, return_inverse=True)[1] if rows.size else rows
    _, first = np.unique(rows, return_index=True)
    values = [[words[code] for code in codes[first].tolist()] for codes, words in columns]
    return [_leaf(row) for row in zip(*values, strict=True)], rows.tolist()


def _leaf(row: tuple[Any, ...]) -> LeafScore:
    criterion, name, dimension, full_marks, points, outcome, stake, excluded = row
    return LeafScore(
        criterion=criterion,
        name=name,
        dimension=dimension,
        full_marks=Decimal(repr(full_marks)),
        points=None if points is None else Decimal(repr(points)),
        outcome=Outcome(outcome),
        stake=Decimal(repr(stake)),
        value=None,
        value_text="",
        way="none",
        words="",
        excluded=excluded,
    )


class _Made:
    """Units from scores; dimensions of the same scores are added up once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, tuple[int, ...]], Added | None] = {}
        self._ruling: Ruling | None = None
        self._ids: dict[int, list[tuple[Node, Callable[[Scores], tuple[LeafScore, ...]]]]] = {}

    def unit(self, case: Case, scores: dict[str, LeafScore]) -> Unit:
        rubric = case.rubric
        inside: Pools = tuple((pool, tuple(scores.pop(leaf.id) for leaf in pool.leaves)) for pool in rubric.pools)
        dimensions = self._dimensions(rubric, scores)
        score = self._score(case, scores, inside, dimensions)
        return Unit(case, scores, inside, dimensions, score, {})

    def _dimensions(self, rubric: Rubric, scores: Scores) -> dict[str, Added] | None:
        found: dict[str, Added] = {}
        for node, of in self._of(rubric):
            # Scores live as long as this, and equal ones are one object.
            key = (node.id, tuple(map(id, of(scores))))
            if key not in self._known:
                self._known[key] = added(node, scores)
            one = self._known[key]
            if one is None:
                return None
            found[node.id] = one
        return found

    def _of(self, rubric: Rubric) -> list[tuple[Node, Callable[[Scores], tuple[LeafScore, ...]]]]:
        """The dimensions of a rubric, each with what takes its scores out of a unit's."""
        if id(rubric) not in self._ids:
            self._ids[id(rubric)] = [(node, _taker([leaf.id for leaf in node.leaves()])) for node in rubric.dimensions]
        return self._ids[id(rubric)]

    def _score(
        self, case: Case, scores: Mapping[str, LeafScore], inside: Pools, dimensions: Mapping[str, Added] | None
    ) -> UnitScore:
        # Without vetoes all rulings are alike.
        ruling = rule_on(case) if case.rubric.vetoes or self._ruling is None else self._ruling
        if not case.rubric.vetoes:
            self._ruling = ruling
        if dimensions is None or ruling.zeroed or ruling.at_most is not None:
            leaves = tuple(scores[leaf.id] for leaf in case.rubric.leaves())
            return unit_score(case, leaves, inside, {})
        totals = together([dimensions[node.id] for node in case.rubric.dimensions])
        return unit_of(case, totals, inside, {}, ruling)


def _taker(ids: list[str]) -> Callable[[Scores], tuple[LeafScore, ...]]:
    """What gives the values under some keys as a tuple."""
    if len(ids) == 1:
        return lambda scores: (scores[ids[0]],)
    return itemgetter(*ids)


def _as_kept(unit: UnitScore, about: _About) -> bool:
    """Whether a unit has the total, place and grade that stand in the folder."""
    rank = float(unit.rank) if unit.ranked else None
    return (float(unit.published), rank, unit.grade) == about
