"""Who is assessed: reports joined into one entry per unit and year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from scoring.measures.facts import Fact
from scoring.rubric.types import Rubric
from scoring.sources.types import Listed, unit_key
from scoring.text.report import Report

READ = tuple[Report, tuple[Fact, ...]]
BY_TYPE, OF_LIST = "unit_type", "list"
# The flag of a document that is no report of its own but stands beside one.
SUPPORTING = "supporting"


@dataclass(frozen=True, slots=True)
class Entry:
    """A unit in a year with what was read about it.

    `reports` are all its reports of that year, the counting one first, supporting material last; `facts` those of the counting report and,
    flagged, of the supporting material, `others` those of the rest (none of them chosen). No reports: the unit is only listed. `listed` is its row of the unit list.
    """

    key: str
    unit: str
    year: int | None
    unit_type: str
    group: str
    reports: tuple[Report, ...]
    facts: tuple[Fact, ...]
    others: tuple[Fact, ...] = ()
    flags: tuple[str, ...] = ()
    listed: Listed | None = None


def entries(read: Iterable[READ], rubric: Rubric, listed: Iterable[Listed] = ()) -> tuple[Entry, ...]:
    """One entry per (unit, year) of the reports, by key and year. Reports whose year is unknown have an entry of their own.

    Of several reports the one that counts is the one the list names, else the newest by publication date, then by document
    date, then the first by path. The order of `read` never matters.
    """
    roster = {(unit_key(item.unit), item.year): item for item in sorted(listed, key=_listed_order)}
    byline: dict[tuple[str, int | None], list[READ]] = defaultdict(list)
    for report, facts in read:
        byline[unit_key(report.unit), report.year].append((report, tuple(facts)))
    found = [_entry(key, year, pairs, rubric, _item(roster, key, year)) for (key, year), pairs in byline.items()]
    return tuple(sorted(found, key=_entry_order))


def _listed_order(item: Listed) -> tuple[str, int, str, str, str]:
    return (item.unit, item.year or 0, item.unit_type, item.group, item.file)


def _entry_order(entry: Entry) -> tuple[str, int]:
    return (entry.key, entry.year or 0)


def _item(roster: dict[tuple[str, int | None], Listed], key: str, year: int | None) -> Listed | None:
    return roster.get((key, year)) or roster.get((key, None))


def _entry(key: str, year: int | None, pairs: Sequence[READ], rubric: Rubric, item: Listed | None) -> Entry:
    named = "" if item is None else item.file
    ordered = sorted(pairs, key=lambda pair: _counting_order(pair[0], named))
    ordered, helping = _apart(ordered)
    counting, facts = ordered[0]
    facts = (*facts, *_supporting(facts, helping))
    reports = tuple(report for report, _ in (*ordered, *helping))
    unit_type = item.unit_type if item is not None and item.unit_type else counting.unit_type
    group, grouped = _group(unit_type, item, rubric)
    others = tuple(_not_counted(fact) for _, more in ordered[1:] for fact in more)
    flags = (*_flags(tuple(report for report, _ in ordered), unit_type, rubric), *grouped)
    return Entry(key, counting.unit, year, unit_type, group, reports, facts, others, tuple(sorted(flags)), item)


def _apart(ordered: list[READ]) -> tuple[list[READ], list[READ]]:
    """Reports, and the supporting material handed in beside them (佐证材料). Where there is nothing but material, it is the report."""
    reports = [pair for pair in ordered if SUPPORTING not in pair[0].flags]
    helping = [pair for pair in ordered if SUPPORTING in pair[0].flags]
    return (reports, helping) if reports else (helping[:1], helping[1:])


def _supporting(facts: Iterable[Fact], helping: Iterable[READ]) -> Iterator[Fact]:
    """The facts of supporting material, flagged. What the report itself says counts before them: of a measure that it states none of theirs is
    chosen; of two documents the first counts."""
    stated = {fact.measure for fact in facts if fact.chosen}
    for _, more in helping:
        here = {fact.measure for fact in more if fact.chosen}
        for fact in more:
            kept = fact.chosen and fact.measure not in stated
            yield replace(fact, chosen=kept, flags=tuple(sorted({*fact.flags, SUPPORTING})))
        stated |= here


def _counting_order(report: Report, named: str) -> tuple[bool, list[int], list[int], str]:
    """The named report first, then newest first; undated ones last. ISO dates are negated character by character."""
    published = report.metadata.text("publish_date") or ""
    signed = report.metadata.text("document_date") or ""
    return (report.path != named, _newest_first(published), _newest_first(signed), report.id)


def _newest_first(date: str) -> list[int]:
    return [-ord(char) for char in date] or [1]


def _group(unit_type: str, item: Listed | None, rubric: Rubric) -> tuple[str, tuple[str, ...]]:
    """The unit's group and doubts about it: the list's where it names one, else the unit type; one for all where the rubric says so."""
    if rubric.groups not in (BY_TYPE, OF_LIST):
        return rubric.groups, ()
    if item is not None and item.group:
        return item.group, ()
    return unit_type, ("group_unknown",) if rubric.groups == OF_LIST else ()


def _not_counted(fact: Fact) -> Fact:
    return replace(fact, chosen=False, flags=tuple(sorted({*fact.flags, "report_not_counted"})))


def _flags(reports: tuple[Report, ...], unit_type: str, rubric: Rubric) -> tuple[str, ...]:
    flags = set()
    if len(reports) > 1:
        flags.add("several_reports")
        if len({report.unit_type for report in reports}) > 1:
            flags.add("same_name_other_type")
        if len({report.metadata.text("region") or "" for report in reports} - {""}) > 1:
            flags.add("same_name_other_region")
    if reports[0].year is None:
        flags.add("year_unknown")
    if reports[0].metadata.unit is None:
        flags.add("unit_unknown")
    if rubric.unit_types and unit_type not in rubric.unit_types:
        flags.add("unit_type_not_covered")
    return tuple(sorted(flags))


def contest(
    found: Iterable[Entry], rubric: Rubric, year: int | None = None, listed: Iterable[Listed] = ()
) -> tuple[Entry, ...]:
    """The entries that are ranked: one per unit.

    With `year` the unit's report of that year; without, its newest. A unit none of whose reports says its year is ranked with
    that report, flagged; beside a dated one, an undated report is shown and not counted. Listed units without a report have an
    entry without reports. Entries whose group holds several years are flagged.
    """
    units: dict[str, dict[int | None, Entry]] = defaultdict(dict)
    for entry in found:
        units[entry.key][entry.year] = entry
    chosen = {}
    for key, by_year in units.items():
        picked = _of_year(by_year, year)
        if picked is not None:
            chosen[key] = picked
    for item in sorted(listed, key=_listed_order):
        key = unit_key(item.unit)
        if key not in chosen and (year is None or item.year in (None, year)):
            unit_type = item.unit_type or "other"
            group, flags = _group(unit_type, item, rubric)
            chosen[key] = Entry(key, item.unit, year or item.year, unit_type, group, (), (), (), flags, item)
    return _across_years(sorted(chosen.values(), key=_entry_order))


def _of_year(by_year: dict[int | None, Entry], year: int | None) -> Entry | None:
    dated = [known for known in by_year if known is not None]
    undated = by_year.get(None)
    wanted = year if year is not None else max(dated, default=None)
    entry = None if wanted is None else by_year.get(wanted)
    if entry is None or undated is None:
        return entry or undated
    others = tuple(_not_counted(fact) for fact in (*undated.facts, *undated.others))
    return replace(
        entry,
        reports=(*entry.reports, *undated.reports),
        others=(*entry.others, *others),
        flags=tuple(sorted({*entry.flags, "undated_report"})),
    )


def _across_years(chosen: Iterable[Entry]) -> tuple[Entry, ...]:
    years: dict[str, set[int]] = defaultdict(set)
    ordered = list(chosen)
    for entry in ordered:
        if entry.reports and entry.year is not None:
            years[entry.group].add(entry.year)
    return tuple(
        replace(entry, flags=tuple(sorted({*entry.flags, "ranked_across_years"})))
        if len(years[entry.group]) > 1
        else entry
        for entry in ordered
    )
