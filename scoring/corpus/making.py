"""One group made: scored, placed, its files written, its receipt last. In this process or in another one."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from scoring.corpus.group import Scorer
from scoring.corpus.lots import Spread, row_file, score_lots
from scoring.corpus.outputs import place_rows, write_ranking, write_summary
from scoring.corpus.plan import Ranking
from scoring.corpus.receipts import Receipt, write_receipt
from scoring.corpus.runs import run_of_group
from scoring.corpus.shard import Asked, Shards
from scoring.corpus.standing import Criteria, Standing, group_row, in_order, ranking_row
from scoring.errors import Diagnostic
from scoring.messages.corpus import TITLES
from scoring.pipeline.scored import Placed, with_previous
from scoring.rank import rank_units
from scoring.results import UnitScore
from scoring.rubric.types import Rubric
from scoring.scale.place import sha256_of
from scoring.sources.types import TableInfo
from scoring.tables.words import group_words

KINDS = ("ranking", "scores", "workbooks")


@dataclass(frozen=True, slots=True)
class Making:
    """What all groups of a year are made with. `work` is a folder for what waits; `full_workbook`: up to how many units a group's workbook holds
    all its evidence; `words` are the measures that the rubric asks for, `notes` the lines that say what results were made from."""

    folder: Path
    work: Path
    year: int
    basis: str
    scorer: Scorer
    shards: Shards
    full_workbook: int
    words: frozenset[str]
    measures_sha256: str
    tables: tuple[TableInfo, ...]
    notes: Sequence[tuple[str, str]]

    def whole(self, ranking: Ranking) -> bool:
        """Whether the workbook of the group holds everything."""
        return ranking.units <= self.full_workbook


@dataclass(frozen=True, slots=True)
class ToMake:
    """A group to be made: its files are called `name`; `previous` are the units' places in the year before, `problems` what reading said of its
    reports."""

    ranking: Ranking
    name: str
    previous: Mapping[str, Placed]
    problems: tuple[Diagnostic, ...]


def make_group(group: ToMake, making: Making, spread: Spread = map) -> None:
    """Score one group and write its files, the receipt last. Raises OutputError."""
    ranking, rubric, year = group.ranking, making.scorer.rubric, making.year
    rows = making.work / f"rows-{ranking.lots[0].number}"
    rows.mkdir(parents=True, exist_ok=True)
    keep = making.whole(ranking)
    asked = Asked(year, contested=True, measures=None if keep else making.words)
    criteria, standings, whole = Criteria(rubric), list[Standing](), list[UnitScore]()
    for lot in score_lots(ranking, making.scorer, making.shards, asked, spread, rows, keep):
        standings += lot.standings
        whole += lot.whole
        if lot.criteria is not None:
            criteria.join(lot.criteria)
    ordered = placed(standings, rubric, group.previous)
    places = {kind: f"{kind}/{year}/{group.name}.{'xlsx' if kind == 'workbooks' else 'parquet'}" for kind in KINDS}
    files = {kind: making.folder / place for kind, place in places.items()}
    for file in files.values():
        file.parent.mkdir(parents=True, exist_ok=True)
    ranked, counted = [ranking_row(one) for one in ordered], criteria.rows(ranking.group, year)
    write_ranking(ranked, rubric, files["ranking"])
    place_rows([row_file(rows, lot.number) for lot in ranking.lots], ordered, files["scores"])
    shutil.rmtree(rows, ignore_errors=True)
    if keep:
        from scoring.workbook import write_workbook

        found = with_previous(rank_units(whole, rubric), lambda _: group.previous)
        run = run_of_group(
            rubric, making.scorer.names, ranking, found, group.problems, making.measures_sha256, making.tables
        )
        write_workbook(run, files["workbooks"])
    else:
        title = TITLES["year_group"].format(year=year, group=group_words(ranking.group))
        write_summary(rubric, title, ranked, counted, files["scores"], making.notes, files["workbooks"])
    digests = {place: sha256_of(making.folder / place) for place in places.values()}
    told = {"workbook": places["workbooks"], "ranking": places["ranking"], "scores": places["scores"]}
    row = group_row(ordered, ranking.group, year, told)
    write_receipt(making.folder, Receipt(making.basis, year, ranking.group, digests, row, tuple(counted)), group.name)
    # A workbook that was written is a knot of cycles, as large as the workbook; nobody else looks for them here (`seldom`).
    gc.collect()


def placed(standings: Sequence[Standing], rubric: Rubric, previous: Mapping[str, Placed]) -> list[Standing]:
    """The group's units with places, grades and last year's totals, in their order."""
    about = {one.unit.unit: one for one in standings}
    ranked = with_previous(rank_units([one.unit for one in standings], rubric), lambda _: previous)
    return in_order(about[unit.unit]._replace(unit=unit) for unit in ranked)
