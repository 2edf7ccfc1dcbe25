"""What reviewers changed, and near copies, as plain dictionaries for the results file."""

from __future__ import annotations

from scoring.corrections.types import By, Corrections, ScoreOverride
from scoring.measures.near_copies import NearCopy
from scoring.store.records import Record, evidence_record, number


def override_record(one: ScoreOverride) -> Record:
    """A reviewer's score; the criterion's `points` and `outcome` are the reviewer's, the engine's stand here."""
    return {
        "points": number(one.points),
        "engine_points": number(one.engine_points),
        "engine_outcome": one.engine_outcome,
        "by": _by(one.by),
    }


def _by(by: By) -> Record:
    return {
        "who": by.who,
        "when": by.when,
        "reason": by.reason,
        "public_reason": by.public_reason,
        "file": by.file,
        "file_sha256": by.file_sha256,
        "sheet": by.sheet,
        "row": by.row,
    }


def corrections_record(corrections: Corrections) -> Record:
    """What reviewers changed beside scores: facts and data of reports."""
    facts = [
        {
            "report": one.report,
            "measure": one.measure,
            "action": one.action,
            "old_start": one.old_start,
            "old_end": one.old_end,
            "old_value": one.old_value,
            "value": one.value,
            "quote": one.quote,
            "by": _by(one.by),
        }
        for one in corrections.facts
    ]
    reports = [
        {"report": one.report, "field": one.field, "old": one.old, "value": one.value, "by": _by(one.by)}
        for one in corrections.reports
    ]
    return {"overrides": len(corrections.overrides), "facts": facts, "reports": reports}


def near_copy_record(copy: NearCopy) -> Record:
    sides = [{"report": one.report_id, "path": one.path, "share": one.share} for one in (copy.first, copy.second)]
    passages = [
        {"first": evidence_record(one.first), "second": evidence_record(one.second), "length": one.length}
        for one in copy.passages
    ]
    return {"kind": copy.kind, "jaccard": copy.jaccard, "sides": sides, "passages": passages}
