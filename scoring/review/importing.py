"""Returned workbooks → the log: everything that can be taken is, everything else is told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
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
from scoring.corrections.state import Standing, standings
from scoring.corrections.types import By
from scoring.errors import ERROR, WARNING, Diagnostic, ScoringError
from scoring.messages.review import HELP, MESSAGES
from scoring.results import Run
from scoring.review.facts import Known, known_of, read_fact_rows, read_report_rows
from scoring.review.ledger import Row, expected_rows, read_ledger
from scoring.review.proposals import read_proposals
from scoring.review.returned import Returned, open_returned
from scoring.store.inputs import Inputs

_OPINIONS = (OVERRIDE, FACT, REPORT, ADJUDICATED)


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
    found = _one_word_each([_import(path, run, run_id, rows, earlier, known) for path in _sorted(files)])
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
    try:
        returned = open_returned(path)
    except ScoringError as error:
        return Import(path.name, (), 0, tuple(error.diagnostics))
    if returned.run != run_id:
        code = "review-other-run" if returned.run else "review-no-run"
        returned.tell(code, found=returned.run, wanted=run_id)
        return Import(path.name, (), 0, tuple(returned.problems))
    stands = {one.key: one for one in standings(earlier, OVERRIDE)}
    entries = [
        *read_ledger(returned, rows, stands),
        *read_fact_rows(returned, about),
        *read_report_rows(returned, about),
    ]
    entries += read_proposals(returned, run)
    known = _known(earlier)
    new = [entry for entry in entries if not _is_known(entry, known, earlier)]
    stale = _stale(returned, new, earlier)
    _tell_settled(returned, new, stands)
    _tell_blanks(returned, earlier, entries)
    taken = tuple(entry for entry in new if entry not in stale)
    return Import(path.name, taken, len(entries) - len(new), tuple(returned.problems))


def _sorted(files: Sequence[Path]) -> list[Path]:
    return sorted(dict.fromkeys(files), key=lambda one: (one.name, one.as_posix()))


def _one_word_each(found: Sequence[Import]) -> list[Import]:
    """Where one person says different things of one thing in files of one import, none is the later one: neither is taken."""
    said: dict[tuple[str, str], set[str]] = {}
    for one in found:
        for entry in one.entries:
            if entry.kind in _OPINIONS:
                said.setdefault((entry.key, entry.by.who), set()).add(repr(_mark(entry)))
    twofold = {about for about, words in said.items() if len(words) > 1}
    return [_without(one, twofold) for one in found]


def _without(one: Import, twofold: set[tuple[str, str]]) -> Import:
    refused = [entry for entry in one.entries if entry.kind in _OPINIONS and (entry.key, entry.by.who) in twofold]
    if not refused:
        return one
    told = [_told_at("review-two-words", entry, who=entry.by.who) for entry in refused]
    kept = tuple(entry for entry in one.entries if entry not in refused)
    return replace(one, entries=kept, diagnostics=(*one.diagnostics, *told))


def _told_at(code: str, entry: Entry, severity: str = ERROR, **words: object) -> Diagnostic:
    by = entry.by
    message = f"{by.sheet}!{by.row}：{MESSAGES[code].format(**words)}"
    return Diagnostic(code, message, by.file, by.row, help=HELP[code], severity=severity)


def _stale(returned: Returned, new: Sequence[Entry], earlier: Sequence[Entry]) -> tuple[Entry, ...]:
    """What its author said before, word for word and on the same day, and has since replaced or taken back: an old copy of the file."""
    before = {(_mark(entry), entry.by.when) for entry in earlier if entry.kind in _OPINIONS}
    found = tuple(entry for entry in new if entry.kind in _OPINIONS and (_mark(entry), entry.by.when) in before)
    for entry in found:
        returned.problems.append(_told_at("review-stale", entry, WARNING, who=entry.by.who))
    return found


def _tell_settled(returned: Returned, new: Sequence[Entry], stands: Mapping[str, Standing]) -> None:
    """Points for a row that somebody has settled: logged, without effect."""
    for entry in new:
        standing = stands.get(entry.key)
        if entry.kind == OVERRIDE and standing is not None and standing.settled is not None:
            who = standing.settled.by.who
            returned.problems.append(_told_at("review-settled", entry, WARNING, who=who, reviewer=entry.by.who))


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


def _is_known(entry: Entry, known: _Said, earlier: Sequence[Entry]) -> bool:
    """Whether the log says so already; of what is taken back, whether nothing of it stands."""
    if entry.kind != WITHDRAWN:
        return _mark(entry) in known
    for standing in standings(earlier, str(entry.value["kind"])):
        if standing.key == entry.key:
            if entry.value.get("settled"):
                return standing.settled is None
            return all(one.by.who != entry.by.who for one in standing.said)
    return True


def _tell_blanks(returned: Returned, earlier: Sequence[Entry], entries: Sequence[Entry]) -> None:
    """Rows in which this file's reviewers had given points before and now say nothing: not taken back, but told."""
    here = {entry.by.who for entry in entries if entry.kind == OVERRIDE}
    spoken = {entry.key for entry in entries}
    for standing in standings(earlier, OVERRIDE):
        for entry in standing.said:
            if entry.by.who in here and standing.key not in spoken:
                points = entry.value["points"] or "不适用"
                returned.tell("review-blank", standing.key, severity=WARNING, who=entry.by.who, points=points)
