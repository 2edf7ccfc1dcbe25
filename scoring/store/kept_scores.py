"""A run folder opened for its scores alone: who was scored with what, without texts; facts of some measures only where they are asked for.

A fraction of what opening the whole folder takes: of the files only those used are compared with the manifest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.errors import Diagnostic, ScoringError
from scoring.measures.facts import Fact
from scoring.rubric.types import Rubric
from scoring.sources.load import Given
from scoring.store.arrow_columns import read_columns, rows_with, values_of
from scoring.store.fact_table import READ, facts_of
from scoring.store.report_records import bare_report
from scoring.store.rubric_copy import read_copy
from scoring.store.run_folder import manifest_of, text_name
from scoring.text.report import Report
from scoring.vocabulary import Vocabulary

if TYPE_CHECKING:
    import pyarrow

FACTS, REPORTS, RESULTS, RUBRIC = "facts.parquet", "reports.json", "results.parquet", "rubric/"
# What totals are made of, and what they came to.
COLUMNS = (
    "unit",
    "criterion",
    "name",
    "dimension",
    "full_marks",
    "points",
    "outcome",
    "stake",
    "excluded",
    "published",
    "rank",
    "grade",
)


@dataclass(frozen=True, slots=True)
class KeptScores:
    """`now` and `before` are the reports without texts, with metadata that name no places; the other fields are as in `Inputs` and `OpenRun`."""

    path: Path
    engine: str
    measures_sha256: str
    rubric: Rubric
    now: tuple[Report, ...]
    before: tuple[Report, ...]
    given: tuple[Given, ...]
    year: int | None
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]
    manifest: Mapping[str, Any]

    def scores(self) -> pyarrow.Table:
        """A row per unit and criterion (COLUMNS), as `read_columns` gives it. Raises ValueError for a file that is not as it was written."""
        _check(self.path, RESULTS, self.manifest)
        return read_columns(self.path / RESULTS, COLUMNS)

    def facts(self, measures: Collection[str]) -> dict[str, tuple[Fact, ...]]:
        """The facts of these measures by report id, of reports that have any. Raises ValueError as `scores`."""
        if not measures:
            return {}
        _check(self.path, FACTS, self.manifest)
        # Quotes are cut from the texts.
        table = read_columns(self.path / FACTS, READ)
        rows = rows_with(table, "measure", measures)
        ids = set(values_of(table.column("report"), rows))
        reports = {one.id: one for one in (*self.before, *self.now) if one.id in ids}
        return facts_of(table, {id_: replace(one, text=self._text(id_)) for id_, one in reports.items()}, rows)

    def _text(self, id_: str) -> str:
        return _check(self.path, self.texts[id_], self.manifest).decode("utf-8", "surrogatepass")


def open_scores(path: Path, vocabulary: Vocabulary) -> KeptScores | None:
    """The run in the folder `path`; None for one that cannot be used as it is: whoever opens the whole folder says why."""
    try:
        manifest = manifest_of(path)
        names = [name for name in manifest["files"] if name.startswith(RUBRIC)]
        files = {name.removeprefix(RUBRIC): _check(path, name, manifest) for name in names}
        data = json.loads(_check(path, REPORTS, manifest))
        rubric = read_copy(files, vocabulary)
        for one in manifest["sources"]:
            if one["file"] in manifest["files"]:
                _check(path, one["file"], manifest)
        if rubric is None:
            return None
        reports = {record["id"]: bare_report(record) for record in data["reports"]}
        return KeptScores(
            path,
            manifest["engine"],
            manifest["measures_sha256"],
            rubric,
            now=tuple(reports[id_] for id_ in data["now"]),
            before=tuple(reports[id_] for id_ in data["before"]),
            given=tuple(Given(one["kind"], path / one["file"], one["name"]) for one in manifest["sources"]),
            year=manifest["year"],
            diagnostics=tuple(_diagnostics((*data["diagnostics"], *data["earlier"]))),
            texts={record["id"]: text_name(number) for number, record in enumerate(data["reports"], start=1)},
            manifest=manifest,
        )
    except (OSError, ScoringError, LookupError, ValueError, TypeError):
        return None


def _diagnostics(records: Iterable[Mapping[str, Any]]) -> Iterator[Diagnostic]:
    return (Diagnostic(**record) for record in records)


def _check(path: Path, name: str, manifest: Mapping[str, Any]) -> bytes:
    """The bytes of a file. Raises ValueError where they are not those of the manifest."""
    data = (path / name).read_bytes()
    if hashlib.sha256(data).hexdigest() != manifest["files"].get(name):
        raise ValueError(name)
    return data
