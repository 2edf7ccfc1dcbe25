"""Returned workbooks → the log: everything that can be taken is, everything else is told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scoring.corrections.log import (
    ADJUDICATED,
    CHECKED,
    FACT,
    IMPORTED,
    OVERRIDE,
    PROPOSAL,
    REPORT,
    WITHDRAWN,
    Entry,
    append,
    read_log,
    torn,
)
from scoring.corrections.state import standings
from scoring.corrections.types import By
from scoring.errors import WARNING, Diagnostic
from scoring.messages.review import HELP, MESSAGES
from scoring.results import Run
from scoring.review.facts import Known, known_of, read_fact_rows, read_report_rows
from scoring.review.ledger import Row, expected_rows, read_ledger
from scoring.review.proposals import read_proposals
from scoring.review.returned import Returned, open_returned
from scoring.store.inputs import Inputs

_KINDS = (OVERRIDE, CHECKED, FACT, REPORT, ADJUDICATED, WITHDRAWN, PROPOSAL)


@dataclass(frozen=True, slots=True)
class Import:
    """What one file brought: `entries` that are new, how many it held that the log had already, what was not taken."""

    name: str
    entries: tuple[Entry, ...]
    same: int
    diagnostics: tuple[Diagnostic, ...]

    def count(self, kind: str) -> int:
        """How many new entries of a kind."""
        return sum(entry.kind == kind for entry in self.entries)


def import_files(
    files: Sequence[Path], run: Run, inputs: Inputs, run_id: str, log: Path, measures: Collection[str]
) -> tuple[Import, ...]:
    """Read the files and append what is new to the log, all files together or none.

    `run` is the run as it stands with the log so far, `inputs` what it was made from. The order of the files makes no difference to what is in force: what two reviewers see
    differently is a conflict, whoever came first. Raises ScoringError for a log that was altered, OutputError where it cannot be written.
    """
    earlier = read_log(log)
    rows = expected_rows(run)
    known = known_of(inputs, run, measures)
    found = [_import(path, run, run_id, rows, earlier, known) for path in sorted(files, key=lambda one: one.name)]
    append(log, [entry for one in found for entry in _whole(one, run, run_id)])
    if torn(log) and found:
        told = Diagnostic("log-torn", MESSAGES["log-torn"], log.name, help=HELP["log-torn"], severity=WARNING)
        found[0] = replace(found[0], diagnostics=(told, *found[0].diagnostics))
    return tuple(found)


def _whole(one: Import, run: Run, run_id: str) -> Iterable[Entry]:
    """The entries with run and rubric, and a line for the file itself."""
    if not one.entries:
        return
    by = one.entries[0].by
    yield Entry(IMPORTED, one.name, By("", "", "", "", by.file, by.file_sha256), {}, run_id, run.rubric.sha256)
    for entry in one.entries:
        yield replace(entry, run=run_id, rubric=run.rubric.sha256)


def _import(path: Path, run: Run, run_id: str, rows: dict[str, Row], earlier: Sequence[Entry], about: Known) -> Import:
    from scoring.errors import ScoringError

    try:
        returned = open_returned(path)
    except ScoringError as error:
        return Import(path.name, (), 0, tuple(error.diagnostics))
    if returned.run != run_id:
        code = "review-other-run" if returned.run else "review-no-run"
        returned.tell(code, found=returned.run, wanted=run_id)
        return Import(path.name, (), 0, tuple(returned.problems))
    entries = [*read_ledger(returned, rows), *read_fact_rows(returned, about), *read_report_rows(returned, about)]
    entries += read_proposals(returned, run)
    known = _known(earlier)
    new = [entry for entry in entries if not _is_known(entry, known)]
    _tell_blanks(returned, earlier, entries)
    return Import(path.name, tuple(new), len(entries) - len(new), tuple(returned.problems))


_Said = set[tuple[str, str, str, str]]


def _known(earlier: Sequence[Entry]) -> _Said:
    """What stands already: each reviewer's last word on everything, and what is in force under the names that the workbook shows."""
    found: _Said = set()
    for kind in (OVERRIDE, FACT, REPORT):
        for standing in standings(earlier, kind):
            force = standing.in_force
            for entry in (*standing.said, *((force,) if force is not None else ())):
                found.add(_mark(replace(entry, kind=kind)))
            if standing.settled is not None:
                found.add(_mark(standing.settled))
    checked = [entry for entry in earlier if entry.kind in (CHECKED, PROPOSAL)]
    return found | {_mark(entry) for entry in checked}


def _mark(entry: Entry) -> tuple[str, str, str, str]:
    plain = {key: value for key, value in entry.value.items() if key not in ("engine", "outcome", "old", "kind")}
    reason = "" if entry.kind in (CHECKED, PROPOSAL) else entry.by.reason + "\x1f" + entry.by.public_reason
    return (entry.kind, entry.key, entry.by.who, repr(sorted(plain.items())) + reason)


def _is_known(entry: Entry, known: _Said) -> bool:
    return entry.kind != WITHDRAWN and _mark(entry) in known


def _tell_blanks(returned: Returned, earlier: Sequence[Entry], entries: Sequence[Entry]) -> None:
    """Rows in which this file's reviewers had given points before and now say nothing: not taken back, but told."""
    here = {entry.by.who for entry in entries if entry.kind == OVERRIDE}
    spoken = {entry.key for entry in entries}
    for standing in standings(earlier, OVERRIDE):
        for entry in standing.said:
            if entry.by.who in here and standing.key not in spoken:
                points = entry.value["points"] or "不适用"
                returned.tell("review-blank", standing.key, severity=WARNING, who=entry.by.who, points=points)
