"""Which units are scored together, in which batches, and whose reports each batch needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scoring.assess import Entry
from scoring.text.report import Report


@dataclass(frozen=True, slots=True)
class Lot:
    """One batch, of bare reports: the units to be scored, the same units the year before, and others that were in the group then."""

    number: int
    contenders: tuple[Entry, ...]
    known: tuple[Entry, ...]
    others: tuple[Entry, ...]

    def reports(self) -> Iterator[Report]:
        """The reports that have to be read, each once."""
        found = {
            report.id: report for entry in (*self.contenders, *self.known, *self.others) for report in entry.reports
        }
        yield from found.values()


@dataclass(frozen=True, slots=True)
class Ranking:
    """A group in a year: its lots, in the order of the units."""

    group: str
    year: int
    lots: tuple[Lot, ...]

    @property
    def units(self) -> int:
        return sum(len(lot.contenders) for lot in self.lots)


def plan(
    contenders: Sequence[Entry],
    known: Iterable[Entry],
    year: int,
    size: int,
    last_year: bool,
    wanted: frozenset[str] | None = None,
) -> tuple[Ranking, ...]:
    """The rankings of `year`, one per group (those `wanted`, or all), in lots of at most `size` units.

    `known` are the entries of all years. With `last_year` each lot has its units' entries of the year before, and the group's lots share out
    the entries of units that were in it then and are not now.
    """
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in contenders:
        groups[entry.group].append(entry)
    last = {entry.key: entry for entry in known if entry.year == year - 1} if last_year else {}
    # As a run of everything does: without a single report of the year there is no year before it.
    if not any(entry.year == year for entry in contenders):
        last = {}
    gone = _gone(last, groups)
    found, number = [], 0
    for group in sorted(groups if wanted is None else wanted & groups.keys()):
        members = groups[group]
        parts = [members[start : start + size] for start in range(0, len(members), size)]
        lots = []
        for part, others in zip(parts, _shared(gone.get(group, []), len(parts)), strict=True):
            mine = tuple(last[one.key] for one in part if one.year == year and one.key in last)
            lots.append(Lot(number, tuple(part), mine, tuple(others)))
            number += 1
        found.append(Ranking(group, year, tuple(lots)))
    return tuple(found)


def _gone(last: Mapping[str, Entry], groups: Mapping[str, Sequence[Entry]]) -> dict[str, list[Entry]]:
    """Last year's entries by the group that they were in, without those whose unit is in it now and is compared with that year."""
    now = {(entry.group, entry.key) for members in groups.values() for entry in members if entry.year is not None}
    found: dict[str, list[Entry]] = defaultdict(list)
    for key, entry in sorted(last.items()):
        if (entry.group, key) not in now:
            found[entry.group].append(entry)
    return found


def _shared(entries: Sequence[Entry], parts: int) -> list[list[Entry]]:
    """The entries dealt out in turn."""
    return [list(entries[number::parts]) for number in range(parts)]
