"""A group as a run, for its workbook, and what is said of the whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from scoring import __version__
from scoring.corpus.plan import Ranking
from scoring.corpus.roll import Roll
from scoring.errors import Diagnostic
from scoring.messages.corpus import ITEMS
from scoring.outputs import public_path
from scoring.results import Run, UnitScore
from scoring.rubric.types import Rubric
from scoring.sources.attach import settled_doubts
from scoring.sources.types import TableInfo

_COMMAND = "scoring corpus score {dataset} --rubric {rubric} --year {year}"
_DATASET = "数据集"


def run_of_group(
    rubric: Rubric,
    names: Mapping[str, str],
    ranking: Ranking,
    units: tuple[UnitScore, ...],
    problems: tuple[Diagnostic, ...],
    measures_sha256: str,
    tables: tuple[TableInfo, ...],
) -> Run:
    """The run of one group, as if its reports were all that was read; `problems` are what reading said of them (`problems_in`)."""
    reports = {report.path: report.sha256 for lot in ranking.lots for report in lot.reports()}
    command = _COMMAND.format(dataset=_DATASET, rubric=Path(public_path(rubric.file)).name, year=ranking.year)
    return Run(
        rubric=rubric,
        units=units,
        diagnostics=problems,
        inputs=tuple(sorted(reports.items())),
        measures_sha256=measures_sha256,
        engine=__version__,
        command=command,
        year=ranking.year,
        measure_names=tuple(sorted(names.items())),
        tables=tables,
    )


def problems_in(roll: Roll, ranking: Ranking, problems: Mapping[str, Sequence[Diagnostic]]) -> tuple[Diagnostic, ...]:
    """Those of `problems` (`problems_of`) that are about this ranking and that the unit list has not answered."""
    paths = sorted({report.path for lot in ranking.lots for report in lot.reports()} & problems.keys())
    return settled_doubts([one for path in paths for one in problems[path]], roll.told)


def problems_of(roll: Roll, rankings: Iterable[Ranking]) -> dict[str, list[Diagnostic]]:
    """What reading said of the reports of these rankings, by path."""
    wanted = {report.path for ranking in rankings for lot in ranking.lots for report in lot.reports()}
    found: dict[str, list[Diagnostic]] = {}
    if wanted:
        for one in roll.dataset.problems():
            if one.file in wanted:
                found.setdefault(str(one.file), []).append(one)
    return found


def notes_of(roll: Roll, years: Sequence[int]) -> list[tuple[str, str]]:
    """What results were made from, as lines."""
    dataset, rubric = roll.dataset, roll.rubric
    problems = ITEMS["problems_words"].format(count=dataset.problems_count, errors=dataset.errors_count)
    return [
        (ITEMS["rubric"], f"{rubric.title}（{Path(public_path(rubric.file)).name}）"),
        (ITEMS["rubric_sha"], rubric.sha256),
        (ITEMS["years"], "、".join(map(str, years))),
        (ITEMS["dataset"], dataset.inputs),
        (ITEMS["reports"], str(dataset.reports_count)),
        (ITEMS["problems"], problems),
        *((ITEMS["source"], f"{info.place.file}  {info.sha256}") for info in roll.sources.tables),
        (ITEMS["measures"], dataset.measures_sha256),
        (ITEMS["engine"], __version__),
        (ITEMS["previous"], ITEMS["previous_words"]),
        (ITEMS["total"], ITEMS["total_words"]),
    ]
