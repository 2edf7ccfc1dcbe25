"""How far the review is: rows looked at, by whom, what is left and what hangs on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from scoring.corrections.keys import row_key
from scoring.corrections.log import ADJUDICATED, CHECKED, FACT, OVERRIDE, REPORT, Entry
from scoring.corrections.state import Standing, conflicts, standings
from scoring.results import Run
from scoring.sources.types import unit_key


@dataclass(frozen=True, slots=True)
class Person:
    """What one reviewer did: rows checked (overridden ones too), overrides, corrections of facts and reports."""

    who: str
    checked: int
    overrides: int
    corrections: int


@dataclass(frozen=True, slots=True)
class Status:
    """`rows` of the ledger, `checked` of them looked at by anybody, `overrides` in force, `conflicts` not settled, `left` rows nobody has looked at
    with the points that are at `stake` in them."""

    rows: int
    checked: int
    overrides: int
    conflicts: tuple[Standing, ...]
    left: int
    stake: Decimal
    people: tuple[Person, ...]


def status_of(run: Run, entries: Sequence[Entry]) -> Status:
    """The state of the review of `run` by its log."""
    stakes = {
        row_key(unit_key(unit.unit), unit.year, leaf.criterion): leaf.stake * leaf.scale
        for unit in run.units
        for leaf in (*unit.leaves, *(one for pool in unit.pools for one in pool.leaves))
    }
    seen = {entry.key for entry in entries if entry.kind in (OVERRIDE, CHECKED, ADJUDICATED)} & stakes.keys()
    in_force = [one for one in standings(entries, OVERRIDE) if one.in_force is not None]
    left = stakes.keys() - seen
    return Status(
        len(stakes),
        len(seen),
        len(in_force),
        conflicts(entries),
        len(left),
        sum((stakes[key] for key in sorted(left)), Decimal(0)),
        tuple(_person(who, entries) for who in _people(entries)),
    )


def _people(entries: Iterable[Entry]) -> list[str]:
    return sorted({entry.by.who for entry in entries if entry.by.who})


def _person(who: str, entries: Iterable[Entry]) -> Person:
    mine = [entry for entry in entries if entry.by.who == who]
    return Person(
        who,
        len({entry.key for entry in mine if entry.kind in (OVERRIDE, CHECKED, ADJUDICATED)}),
        len({entry.key for entry in mine if entry.kind == OVERRIDE}),
        len({entry.key for entry in mine if entry.kind in (FACT, REPORT)}),
    )
