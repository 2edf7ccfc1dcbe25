"""What of a log is in force.

About one thing (a score, a fact, a field of a report) what a reviewer said last stands for that reviewer; blank takes back. If the reviewers
who stand agree, that is in force; if they differ, nothing is, until somebody settles it (裁定). The last one never simply wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from scoring.corrections.keys import split_key
from scoring.corrections.log import (
    ADJUDICATED,
    FACT,
    OVERRIDE,
    REPORT,
    WITHDRAWN,
    Entry,
    entries_by_key,
    points_of,
)
from scoring.corrections.types import Corrections, FactCorrection, ReportCorrection, ScoreOverride

_WHO_JOIN = "、"
_REASON_JOIN = "；"


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands about one thing: `said` by each reviewer (the last of each, in the order of the reviewers' names), `settled` by whoever
    settled it, None where nobody did or somebody spoke after it."""

    key: str
    said: tuple[Entry, ...]
    settled: Entry | None = None

    @property
    def conflict(self) -> bool:
        """Whether reviewers differ and nobody has settled it."""
        return self.settled is None and len({_plain(one.value) for one in self.said}) > 1

    @property
    def in_force(self) -> Entry | None:
        """What is in force: what was settled, else what all who stand agree on."""
        if self.settled is not None:
            return self.settled
        if not self.said or self.conflict:
            return None
        first = self.said[0]
        if len(self.said) == 1:
            return first
        who = _WHO_JOIN.join(one.by.who for one in self.said)
        reasons = (_joined(one.by.reason for one in self.said), _joined(one.by.public_reason for one in self.said))
        return replace(first, by=replace(first.by, who=who, reason=reasons[0], public_reason=reasons[1]))


def standings(entries: Iterable[Entry], kind: str) -> tuple[Standing, ...]:
    """What stands about everything of one kind (override, fact, report), by key."""
    found = []
    for key, group in sorted(entries_by_key(entries, (kind, WITHDRAWN, ADJUDICATED)).items()):
        if not any(entry.kind == kind or entry.value.get("kind") == kind for entry in group):
            continue
        found.append(_standing(key, group))
    return tuple(one for one in found if one.said or one.settled is not None)


def _standing(key: str, group: Sequence[Entry]) -> Standing:
    said: dict[str, Entry] = {}
    settled: Entry | None = None
    for entry in group:
        if entry.kind == WITHDRAWN:
            if entry.value.get("settled"):
                settled = None
            else:
                said.pop(entry.by.who, None)
        elif entry.kind == ADJUDICATED:
            settled = entry
        else:
            before = said.get(entry.by.who)
            if before is None or _plain(before.value) != _plain(entry.value):
                # Somebody says something new: what was settled before is open again.
                settled = None
            said[entry.by.who] = entry
    return Standing(key, tuple(said[who] for who in sorted(said)), settled)


def conflicts(entries: Iterable[Entry]) -> tuple[Standing, ...]:
    """Everything that reviewers see differently and nobody has settled."""
    known = tuple(entries)
    return tuple(one for kind in (OVERRIDE, FACT, REPORT) for one in standings(known, kind) if one.conflict)


def corrections_of(entries: Iterable[Entry]) -> Corrections:
    """The corrections in force, in the order of their keys."""
    known = tuple(entries)
    return Corrections(
        overrides=tuple(_override(*pair) for pair in _in_force(known, OVERRIDE)),
        facts=tuple(_fact(entry) for _, entry in _in_force(known, FACT)),
        reports=tuple(_report(entry) for _, entry in _in_force(known, REPORT)),
    )


def _in_force(entries: Sequence[Entry], kind: str) -> list[tuple[str, Entry]]:
    found = ((one.key, one.in_force) for one in standings(entries, kind))
    return [(key, entry) for key, entry in found if entry is not None]


def _override(key: str, entry: Entry) -> ScoreOverride:
    unit, year, criterion = split_key(key)
    value = entry.value
    engine = None if value.get("engine") in (None, "") else points_of(value["engine"])
    return ScoreOverride(unit, year, criterion, engine, value.get("outcome", ""), points_of(value["points"]), entry.by)


def _fact(entry: Entry) -> FactCorrection:
    value: dict[str, Any] = entry.value
    return FactCorrection(
        report=value["report"],
        measure=value["measure"],
        action=value["action"],
        by=entry.by,
        old_start=value.get("old_start"),
        old_end=value.get("old_end"),
        old_value=value.get("old_value"),
        value=value.get("value"),
        quote=value.get("quote", ""),
        start=value.get("start"),
        status=value.get("status", "done"),
        period=value.get("period", ""),
        scope=value.get("scope", "whole"),
    )


def _report(entry: Entry) -> ReportCorrection:
    value = entry.value
    return ReportCorrection(value["report"], value["field"], value.get("old", ""), value["value"], entry.by)


def _plain(value: dict[str, Any]) -> str:
    """What was said, without what only describes the engine's side."""
    return repr(sorted((key, one) for key, one in value.items() if key not in ("engine", "outcome", "old", "kind")))


def _joined(words: Iterable[str]) -> str:
    return _REASON_JOIN.join(dict.fromkeys(filter(None, words)))
