"""The unit list over the reports: which report is whose, and of which year, where the list says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from scoring.errors import Diagnostic
from scoring.sources.grid import Spot, diagnose
from scoring.sources.names import loose_key
from scoring.sources.types import Listed, Place
from scoring.sources.unit_list import UnitList
from scoring.text.report import Metadata, MetadataConflict, MetadataValue, Report

SOURCE = "unit_list"
_ANSWERED = ("no-unit", "unit-conflict", "no-year", "year-conflict")


@dataclass(frozen=True, slots=True)
class Attached:
    """The reports with what the list says of them, the list with the reports' paths, and which doubts (path, code of the diagnostic) it has
    answered."""

    reports: tuple[Report, ...]
    lists: tuple[UnitList, ...]
    settled: frozenset[tuple[str, str]]
    diagnostics: tuple[Diagnostic, ...]


def attach(reports: Sequence[Report], lists: Sequence[UnitList]) -> Attached:
    """Give each report that the list names by its file the unit and the year of that row.

    A file is named by its path in the input folder or by its name alone, if only one report is called so. What the report says of itself
    and the list says otherwise is kept as a conflict. A file that is not there, or that two units name, is an error; the report is
    then read for what it says.
    """
    problems: list[Diagnostic] = []
    claims: dict[str, list[Listed]] = defaultdict(list)
    changed = []
    for known in lists:
        listed = []
        for one in known.listed:
            path = _find(one, reports, problems) if one.file else ""
            listed.append(replace(one, file=path))
            if path:
                claims[path].append(one)
        changed.append(replace(known, listed=tuple(listed)))
    alone = {}
    for path, ones in claims.items():
        if len({loose_key(one.unit) for one in ones}) > 1 or len({one.year for one in ones}) > 1:
            units = "、".join(f"“{one.unit}”" for one in ones)
            problems.append(_at("file-of-several", ones[-1].place, path=path, units=units))
        else:
            alone[path] = ones[0]
    told = tuple(_told(report, alone[report.path]) if report.path in alone else report for report in reports)
    settled = {
        (path, code) for path, one in alone.items() for code in _ANSWERED if one.year is not None or "unit" in code
    }
    return Attached(told, tuple(changed), frozenset(settled), tuple(problems))


def _find(one: Listed, reports: Sequence[Report], problems: list[Diagnostic]) -> str:
    """The path of the report that a row of the list names; "" with an error for none or several."""
    named = one.file.strip("/").removeprefix("./")
    paths = [report.path for report in reports]
    for matches in (
        [path for path in paths if path == named],
        [path for path in paths if path.casefold() == named.casefold()],
        [path for path in paths if ("/" + path).casefold().endswith("/" + named.casefold())],
        [path for path in paths if path.rpartition("/")[2].rpartition(".")[0].casefold() == named.casefold()],
    ):
        if len(matches) == 1:
            return matches[0]
        if matches:
            problems.append(_at("list-file-several", one.place, shown=one.file, paths="、".join(sorted(matches))))
            return ""
    near = get_close_matches(named, paths, n=1, cutoff=0.5)
    code = "list-file-near" if near else "list-file-missing"
    problems.append(_at(code, one.place, shown=one.file, near=(near or [""])[0]))
    return ""


def _told(report: Report, one: Listed) -> Report:
    metadata = report.metadata
    conflicts: list[MetadataConflict] = []
    flags = set(report.flags)
    if metadata.unit is None or loose_key(metadata.unit.value) != loose_key(one.unit):
        metadata = _say(metadata, "unit", one.unit, conflicts)
        flags.discard("no_unit")
    if one.year is not None and metadata.year != one.year:
        metadata = _say(metadata, "report_year", str(one.year), conflicts)
        flags.discard("no_year")
    if metadata is report.metadata:
        return report
    metadata = replace(metadata, conflicts=(*metadata.conflicts, *conflicts))
    return replace(report, metadata=metadata, flags=tuple(sorted(flags)))


def _say(metadata: Metadata, name: str, value: str, conflicts: list[MetadataConflict]) -> Metadata:
    said = MetadataValue(value, SOURCE)
    found = getattr(metadata, name)
    if found is not None:
        conflicts.append(MetadataConflict(name, said, found))
    return replace(metadata, **{name: said})  # type: ignore[arg-type]


def settled_doubts(diagnostics: Iterable[Diagnostic], attached: Attached) -> tuple[Diagnostic, ...]:
    """The diagnostics of reading reports without those that the list has answered."""
    return tuple(one for one in diagnostics if (one.file, one.code) not in attached.settled)


def _at(code: str, place: Place | None, /, **words: object) -> Diagnostic:
    known = place or Place("")
    return diagnose(code, known.file, Spot(known.sheet, known.row), **words)
