"""Two years of a data set: scored where they are not yet, then compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from scoring.corpus.compare import Compared, compare_years
from scoring.corpus.score import DEFAULTS, Scored, Settings, Tell, score_dataset
from scoring.errors import Diagnostic, ScoringError
from scoring.messages.corpus import HELP, MESSAGES
from scoring.rubric.types import Rubric
from scoring.sources.load import Given


def compare_dataset(
    dataset: Path,
    rubric: Rubric,
    folder: Path,
    years: tuple[int, int],
    given: Sequence[Given] = (),
    settings: Settings = DEFAULTS,
    memory: str = "2GB",
    tell: Tell = lambda _: None,
) -> tuple[Scored, Compared]:
    """Compare two years of the data set in the folder `dataset`, the earlier one first. What `folder` holds of their scores already is used,
    the rest is scored into it. `memory` is what the comparison may take. Raises as `score_dataset` does, and without DuckDB."""
    _need_duckdb()
    before, after = sorted(years)
    if before == after:
        raise ScoringError([_told("corpus-same-year", year=after)])
    scored = score_dataset(dataset, rubric, folder, (before, after), given, replace(settings, resume=True), tell)
    old, new = ([one for one in scored.receipts if one.year == year] for year in (before, after))
    return scored, compare_years(folder, old, new, rubric.places, scored.notes, memory)


def _need_duckdb() -> None:
    try:
        import duckdb  # noqa: F401
    except ImportError as error:
        raise ScoringError([_told("corpus-duckdb")]) from error


def _told(code: str, **words: object) -> Diagnostic:
    return Diagnostic(code, MESSAGES[code].format(**words), help=HELP[code])
