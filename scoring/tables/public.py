"""The public edition of a run: what may be told outside the office."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from scoring.corrections.types import NO_CORRECTIONS, By
from scoring.measures.facts import Fact
from scoring.results import LeafScore, Run, UnitScore, VetoScore
from scoring.sources.types import Judgement
from scoring.text.report import Report

# What of a unit's flags the public has to know to read its grade and rank.
_TOLD = frozenset(["grade_open", "barred", "stopped", "capped", "ranked_across_years"])


def public_run(run: Run) -> Run:
    """The run without what stays inside: who scored and reviewed, internal reasons, doubts, statements that were not used, what could not be
    read. Points, ranks, quotes, deductions and public reasons are as they were."""
    return replace(
        run,
        units=tuple(_unit(unit) for unit in run.units),
        diagnostics=(),
        near_copies=(),
        corrections=NO_CORRECTIONS,
    )


def _unit(unit: UnitScore) -> UnitScore:
    return replace(
        unit,
        reports=tuple(_report(report) for report in unit.reports),
        leaves=_leaves(unit.leaves),
        facts=_facts(unit.facts),
        flags=tuple(flag for flag in unit.flags if flag in _TOLD),
        pools=tuple(replace(pool, leaves=_leaves(pool.leaves)) for pool in unit.pools),
        vetoes=tuple(_veto(veto) for veto in unit.vetoes),
    )


def _report(report: Report) -> Report:
    metadata = replace(report.metadata, conflicts=(), damaged=())
    return replace(report, metadata=metadata, flags=())


def _leaves(leaves: Iterable[LeafScore]) -> tuple[LeafScore, ...]:
    return tuple(_leaf(leaf) for leaf in leaves)


def _leaf(leaf: LeafScore) -> LeafScore:
    override = leaf.override
    if override is not None:
        override = replace(override, by=By("", "", "", override.by.public_reason))
    return replace(
        leaf,
        words=_without_names(leaf.words, leaf.judgements),
        used=_facts(leaf.used),
        rejected=(),
        rejected_for=(),
        flags=(),
        judgements=_judgements(leaf.judgements),
        override=override,
    )


def _without_names(words: str, judgements: Iterable[Judgement]) -> str:
    """How the score was computed, without the persons who gave it."""
    for one in sorted(judgements, key=lambda each: -len(each.scorer)):
        for part in (one.scorer, one.reason):
            if part:
                words = words.replace(part, "")
    return words


def _judgements(judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    return tuple(replace(one, scorer="", reason="") for one in judgements)


def _veto(veto: VetoScore) -> VetoScore:
    words = _without_names(veto.words, veto.judgements)
    return replace(veto, words=words, used=_facts(veto.used), judgements=_judgements(veto.judgements))


def _facts(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    return tuple(replace(fact, flags=(), note="") for fact in facts)
