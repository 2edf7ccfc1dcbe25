"""Which unit's report for which year is in which file, and what is odd about each file."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from scoring.collect.kinds import REPORT, document_kind
from scoring.documents import Documents
from scoring.errors import Diagnostic
from scoring.measures.near_copies import LAST_YEAR, NearCopy, near_copies
from scoring.messages.collect import NAMES_JOIN, SITUATIONS
from scoring.sources.names import Roster
from scoring.sources.types import Listed, unit_key
from scoring.text.report import Report

USE_REPORT, SUPPORTING, UNUSED = "report", "supporting", "unused"


@dataclass(frozen=True, slots=True)
class Filed:
    """One file (or a report in an archive or list). `unit` is the name the list has for it, else the one read. `situations` are in words.
    `same_as` is the path of the file whose text it repeats. `use` is what is suggested."""

    report: Report
    unit: str
    kind: str
    told_by: str
    situations: tuple[str, ...]
    use: str
    same_as: str = ""
    listed: bool = True
    near: bool = False


@dataclass(frozen=True, slots=True)
class Collected:
    """Everything that was handed in: `files` by path, `unreadable` the errors of reading, `missing` the listed units without a report of the
    year, `versions` the units with several different reports of one year."""

    year: int | None
    files: tuple[Filed, ...]
    unreadable: tuple[Diagnostic, ...]
    missing: tuple[Listed, ...]
    listed: tuple[Listed, ...]
    versions: tuple[str, ...] = ()
    warnings: tuple[Diagnostic, ...] = field(default=())

    @property
    def reports(self) -> tuple[Filed, ...]:
        """The files that are to count."""
        return tuple(one for one in self.files if one.use == USE_REPORT)


def sort_files(documents: Documents, listed: Sequence[Listed] = (), year: int | None = None) -> Collected:
    """Sort the files of a folder. `year` is the one that is assessed; without it the newest that most reports are of."""
    reports = sorted(documents.reports, key=lambda report: report.path)
    kinds = {report.id: document_kind(report) for report in reports}
    wanted = year if year is not None else _usual_year([one for one in reports if kinds[one.id][0] == REPORT])
    roster = Roster(one.unit for one in listed)
    names = {report.id: (roster.find(report.unit).unit or report.unit) for report in reports}
    same = _same_texts(reports)
    copies = near_copies(
        [one for one in reports if kinds[one.id][0] == REPORT and one.id not in same], lambda report: names[report.id]
    )
    rivals = _rivals([one for one in reports if kinds[one.id][0] == REPORT and one.id not in same], names)
    files = []
    for report in reports:
        kind, told_by = kinds[report.id]
        situations = [*_doubts(report, kind, wanted, roster, bool(listed))]
        group = rivals.get((unit_key(names[report.id]), report.year), ()) if kind == REPORT else ()
        if report.id in same:
            situations.insert(0, SITUATIONS["same_text"].format(other=same[report.id].path))
        elif len(group) > 1 and report in group:
            code = "counts" if report is group[0] else "version"
            situations.insert(0, SITUATIONS[code].format(count=len(group)))
        near = [*_near(report, copies)]
        use = _use(kind, report.id in same, report in group[1:])
        files.append(
            Filed(
                report,
                names[report.id],
                kind,
                told_by,
                (*situations, *near),
                use,
                same[report.id].path if report.id in same else "",
                not listed or bool(roster.find(report.unit).unit),
                bool(near),
            )
        )
    here = {unit_key(one.unit) for one in files if one.use == USE_REPORT and one.report.year in (None, wanted)}
    return Collected(
        wanted,
        tuple(files),
        tuple(one for one in documents.diagnostics if one.is_error),
        tuple(one for one in listed if one.year in (None, wanted) and unit_key(one.unit) not in here),
        tuple(listed),
        tuple(sorted({names[group[0].id] for group in rivals.values() if len(group) > 1})),
        tuple(one for one in documents.diagnostics if not one.is_error),
    )


def _usual_year(reports: Iterable[Report]) -> int | None:
    """The year that most of the reports are of, the newest of several; None where no report says one."""
    counts: dict[int, int] = defaultdict(int)
    for report in reports:
        if report.year is not None:
            counts[report.year] += 1
    return max(counts, key=lambda year: (counts[year], year), default=None)


def _same_texts(reports: Sequence[Report]) -> dict[str, Report]:
    """Reports whose letters and digits are those of another file, with the one that stands for them: that with the most about itself, the
    one with an editable text before a scan, then the first by path."""
    groups: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        bare = "".join(char for char in report.text if char.isalnum())
        groups[hashlib.sha256(bare.encode("utf-8", "surrogatepass")).hexdigest()].append(report)
    found = {}
    for group in groups.values():
        first, *rest = sorted(group, key=_best_first)
        found.update({report.id: first for report in rest})
    return found


def _best_first(report: Report) -> tuple[bool, int, str]:
    known = sum(report.metadata.text(name) is not None for name in ("unit", "report_year", "publish_date", "title"))
    return ("ocr" in report.obtained, -known, report.path)


def _rivals(reports: Iterable[Report], names: dict[str, str]) -> dict[tuple[str, int | None], tuple[Report, ...]]:
    """Reports of one unit and year, the one published last first (as scoring counts them)."""
    groups: dict[tuple[str, int | None], list[Report]] = defaultdict(list)
    for report in reports:
        groups[unit_key(names[report.id]), report.year].append(report)
    return {key: tuple(sorted(group, key=_newest_first)) for key, group in groups.items()}


def _newest_first(report: Report) -> tuple[list[int], list[int], str]:
    dates = (report.metadata.text(name) or "" for name in ("publish_date", "document_date"))
    published, signed = ([-ord(char) for char in date] or [1] for date in dates)
    return (published, signed, report.id)


def _doubts(report: Report, kind: str, year: int | None, roster: Roster, listed: bool) -> Iterable[str]:
    if report.metadata.unit is None:
        yield SITUATIONS["no_unit"]
    elif listed:
        match = roster.find(report.unit)
        if not match.unit:
            near = NAMES_JOIN.join(match.several or match.near)
            yield SITUATIONS["unlisted_near" if near else "unlisted"].format(near=near)
    if report.year is None:
        yield SITUATIONS["no_year"]
    elif kind == REPORT and report.year != year:
        yield SITUATIONS["other_year"].format(year=report.year)


def _near(report: Report, copies: Iterable[NearCopy]) -> Iterable[str]:
    for copy in copies:
        if report.id in (copy.first.report_id, copy.second.report_id):
            own, other, _ = copy.seen_from(report.id)
            # Of a report and its own last one only the later is the copy.
            if copy.kind == LAST_YEAR and (own.year or 0) < (other.year or 0):
                continue
            code = "near_last_year" if copy.kind == LAST_YEAR else "near_other_unit"
            yield SITUATIONS[code].format(other=other.path, share=f"{own.share:.0%}")


def _use(kind: str, same: bool, rival: bool) -> str:
    """Reports count, of other years too (they may be last year's); what repeats another file, is no such report, or is an older version is
    not used unless the office says so."""
    return UNUSED if same or rival or kind != REPORT else USE_REPORT
