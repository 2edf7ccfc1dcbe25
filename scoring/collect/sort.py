"""Which unit's report for which year is in which file, and what is odd about each file."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from scoring.collect.alike import Body, Same, body_of, differing_numbers, same_reports
from scoring.collect.kinds import REPORT, document_kind
from scoring.documents import Documents
from scoring.documents.picture_names import is_picture
from scoring.errors import Diagnostic
from scoring.measures.near_copies import LAST_YEAR, NearCopy, near_copies
from scoring.messages.collect import NAMES_JOIN, SHOWN_FLAGS, SITUATIONS
from scoring.messages.documents import FLAGS
from scoring.sources.names import Roster
from scoring.sources.types import Listed, unit_key
from scoring.tables.words import confidence_share
from scoring.text.report import Report

USE_REPORT, SUPPORTING, UNUSED = "report", "supporting", "unused"
_APART = "pictures-apart"
# More figures that differ are another text.
_MANY_NUMBERS = 12


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
    bodies = {report.id: body_of(report) for report in reports}
    ours = [one for one in reports if kinds[one.id][0] == REPORT]
    same = same_reports([*bodies.values()], _rivals(ours, names).values())
    rivals = _rivals([one for one in ours if one.id not in same], names)
    # What an older version shares with others, the one that counts shares too.
    copies = near_copies([group[0] for group in rivals.values()], lambda report: names[report.id])
    apart = _pictures_apart(documents.diagnostics)
    files = []
    for report in reports:
        kind, told_by = kinds[report.id]
        situations = [*_doubts(report, kind, wanted, roster, bool(listed))]
        group = rivals.get((unit_key(names[report.id]), report.year), ()) if kind == REPORT else ()
        if report.id in same:
            situations.insert(0, _same_words(bodies, report, same[report.id]))
        elif len(group) > 1 and report in group:
            situations.insert(0, _version_words(bodies, report, group))
        if posixpath.dirname(report.path) in apart and is_picture(report.path):
            situations.append(SITUATIONS["picture_apart"])
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
                same[report.id].other.path if report.id in same else "",
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
    yield from _reading(report)


def _reading(report: Report) -> Iterable[str]:
    """What is doubtful about how the file was read, and how sure character recognition is of unit and year."""
    metadata = report.metadata
    quotes = [quote for one in (metadata.unit, metadata.report_year) if one is not None for quote in one.evidence]
    scores = [quote.confidence for quote in quotes if quote.confidence is not None]
    if scores:
        yield SITUATIONS["recognised"].format(share=confidence_share(min(scores)))
    yield from (FLAGS[flag] for flag in report.flags if flag in SHOWN_FLAGS)


def _same_words(bodies: dict[str, Body], report: Report, same: Same) -> str:
    if same.share is None:
        return SITUATIONS["same_text"].format(other=same.other.path)
    numbers = _number_words(bodies[report.id], bodies[same.other.id])
    return SITUATIONS["same_scan"].format(other=same.other.path, share=f"{same.share:.0%}") + numbers


def _version_words(bodies: dict[str, Body], report: Report, group: Sequence[Report]) -> str:
    if report is group[0]:
        return SITUATIONS["counts"].format(count=len(group))
    numbers = _number_words(bodies[report.id], bodies[group[0].id])
    return SITUATIONS["version"].format(count=len(group), other=group[0].path) + numbers


def _number_words(here: Body, there: Body) -> str:
    """Which figures differ between two versions of mostly the same text; "" where there are none, or too many to be versions."""
    ours, theirs = differing_numbers(here, there)
    if not 0 < len(ours) + len(theirs) <= _MANY_NUMBERS:
        return ""
    told = [NAMES_JOIN.join(one) or SITUATIONS["none"] for one in (ours, theirs)]
    return SITUATIONS["numbers"].format(here=told[0], there=told[1])


def _pictures_apart(diagnostics: Iterable[Diagnostic]) -> frozenset[str]:
    """The folders with pictures that may be pages of one report."""
    return frozenset(posixpath.dirname(one.file or "") for one in diagnostics if one.code == _APART)


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
