"""An evaluation as JSON, and what changed between two."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from scoring.evaluate.counts import Counts
from scoring.evaluate.evaluation import Evaluation, FileResult

FORMAT = 1


def to_data(evaluation: Evaluation) -> dict[str, Any]:
    """The evaluation as plain data for JSON: figures in all, per measure, per file, and every miss and extra."""
    right, judged = evaluation.choices
    equal, recomputed = evaluation.checks
    return {
        "format": FORMAT,
        "facts": _counts(evaluation.counts),
        "facts_with_period": _counts(evaluation.with_period),
        "practices": _counts(evaluation.practices),
        "choice": {"right": right, "judged": judged},
        "checks": {"equal": equal, "annotated": recomputed},
        "unverbatim": evaluation.unverbatim,
        "measures": {measure: _counts(counts) for measure, counts in evaluation.by_measure()},
        "files": {file.annotation.file: _file(file) for file in evaluation.files},
    }


def _counts(counts: Counts) -> dict[str, Any]:
    return {
        "annotated": counts.annotated,
        "found": counts.found,
        "hits": counts.hits,
        "wrong": counts.wrong,
        "precision": _rounded(counts.precision),
        "recall": _rounded(counts.recall),
        "f1": _rounded(counts.f1),
    }


def _rounded(figure: float | None) -> float | None:
    return None if figure is None else round(figure, 6)


def _file(file: FileResult) -> dict[str, Any]:
    return {
        "facts": _counts(file.counts),
        "misses": [_key(fact.measure, fact.value, fact.status) for fact in file.matching.misses],
        "extras": [_key(fact.measure, fact.value, fact.status) for fact in file.matching.extras],
        "practices_wrong": [
            _key(result.practice, result.expected, result.found)
            for result in file.practices
            if result.expected != result.found and not result.ambiguous
        ],
        "choices_wrong": [_key(result.measure, result.expected) for result in file.choices if not result.right],
    }


def _key(*parts: str | float) -> str:
    return " ".join(part if isinstance(part, str) else f"{part:.10g}" for part in parts)


@dataclass(frozen=True, slots=True)
class Change:
    """What came and went between two evaluations in one list of one file; `kind` is the list's name."""

    file: str
    kind: str
    came: tuple[str, ...]
    went: tuple[str, ...]


def changes(before: dict[str, Any], after: dict[str, Any]) -> tuple[Change, ...]:
    """The misses, extras and wrong ones that are new, and those that are gone, per file. Both are `to_data` results."""
    found = []
    for file in sorted(before["files"].keys() | after["files"].keys()):
        old, new = before["files"].get(file, {}), after["files"].get(file, {})
        for kind in ("misses", "extras", "practices_wrong", "choices_wrong"):
            earlier, later = Counter(old.get(kind, ())), Counter(new.get(kind, ()))
            came, went = later - earlier, earlier - later
            if came or went:
                found.append(Change(file, kind, tuple(sorted(came.elements())), tuple(sorted(went.elements()))))
    return tuple(found)
