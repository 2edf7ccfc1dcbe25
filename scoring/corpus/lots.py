"""Lots scored one by one: what is kept of their units, and the rows of their scores in files of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from scoring.corpus.group import Batch, Passed, Scorer, passes
from scoring.corpus.outputs import write_rows
from scoring.corpus.plan import Lot, Ranking
from scoring.corpus.shard import Asked, Shards
from scoring.corpus.standing import Criteria, Standing, standing
from scoring.results import UnitScore, changed

# `map`, here or in other processes: what comes of each, in order.
Spread = Callable[[Callable[[Any], Any], Iterable[Any]], Iterator[Any]]


class LotScored(NamedTuple):
    """The units of a lot without places; counts by criterion; with everything where that was asked for."""

    standings: tuple[Standing, ...]
    criteria: Criteria | None = None
    whole: tuple[UnitScore, ...] = ()


def score_lots(
    ranking: Ranking,
    scorer: Scorer,
    shards: Shards,
    asked: Asked,
    spread: Spread,
    rows: Path | None = None,
    keep: bool = False,
) -> Iterator[LotScored]:
    """The lots of a ranking, in order. With `rows` their scores are written to that folder (`row_file`) and counted; with `keep` units come with
    everything too."""

    def each(step: Callable[[Scorer, Batch], Any]) -> Iterator[Any]:
        return spread(partial(_on_lot, scorer=scorer, shards=shards, asked=asked, step=step), ranking.lots)

    last = partial(_scored, passed=passes(scorer.rubric, each), rows=rows, keep=keep)
    for lot, found in zip(ranking.lots, each(last), strict=True):
        # Reports need not come from another process: the roll has them.
        own = [
            one._replace(unit=changed(one.unit, reports=entry.reports))
            for one, entry in zip(found.standings, lot.contenders, strict=True)
        ]
        yield found._replace(standings=tuple(own))


def _on_lot(lot: Lot, scorer: Scorer, shards: Shards, asked: Asked, step: Callable[[Scorer, Batch], Any]) -> Any:
    return step(scorer, shards.batch(lot, asked))


def _scored(scorer: Scorer, batch: Batch, passed: Passed, rows: Path | None, keep: bool) -> LotScored:
    units = scorer.units(batch, passed)
    rubric = scorer.rubric
    facts = [sum(batch.facts.get(report.id, 0) for report in unit.reports) for unit in units]
    found = tuple(standing(unit, rubric, count) for unit, count in zip(units, facts, strict=True))
    if rows is None:
        return LotScored(found)
    criteria = Criteria(rubric)
    for unit in units:
        criteria.add(unit)
    write_rows(units, rubric, row_file(rows, batch.number))
    return LotScored(found, criteria, units if keep else ())


def row_file(folder: Path, number: int) -> Path:
    """Where the scores of a lot wait for their places."""
    return folder / f"{number:06}.parquet"
