"""What came in, in a few lines."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.collect.kinds import REPORT
from scoring.collect.sort import Collected
from scoring.messages.collect import NAMES_JOIN, SUMMARY
from scoring.sources.types import unit_key

_NAMED = 20


def summary_lines(found: Collected) -> Iterator[str]:
    """Reports of the year, other documents, repeated files, versions, missing and unlisted units, near copies, unreadable files."""
    year = "" if found.year is None else SUMMARY["year"].format(year=found.year)
    counting = [one for one in found.reports if one.report.year == found.year]
    units = {unit_key(one.unit) for one in counting}
    files = len(found.files) + len(found.unreadable)
    yield SUMMARY["files"].format(files=files, reports=len(counting), year=year, units=len(units))
    others = [one.report.path for one in found.files if one.kind != REPORT]
    if others:
        yield SUMMARY["kinds"].format(count=len(others), names=_named(others))
    same = sum(bool(one.same_as) for one in found.files)
    if same:
        yield SUMMARY["same"].format(count=same)
    if found.versions:
        yield SUMMARY["versions"].format(units=_named(found.versions))
    if found.missing:
        yield SUMMARY["missing"].format(count=len(found.missing), units=_named([one.unit for one in found.missing]))
    elif found.listed:
        yield SUMMARY["complete"].format(count=len(found.listed))
    unlisted = sorted({one.unit for one in found.files if not one.listed and one.kind == REPORT})
    if unlisted:
        yield SUMMARY["unlisted"].format(units=_named(unlisted))
    near = sum(one.near for one in found.files)
    if near:
        yield SUMMARY["near"].format(count=near)
    if found.unreadable:
        yield SUMMARY["unreadable"].format(count=len(found.unreadable))


def _named(names: list[str] | tuple[str, ...]) -> str:
    shown = NAMES_JOIN.join(names[:_NAMED])
    return shown + ("…" if len(names) > _NAMED else "")
