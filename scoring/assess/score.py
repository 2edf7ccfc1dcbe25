"""Units in one year, all together: criteria, pools, vetoes, totals. Place and grade come later, from `scoring.rank`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from scoring.assess.case import Case, Names, case_of, without_report
from scoring.assess.data_weights import data_weights
from scoring.assess.leaves import index_of, score_leaves
from scoring.assess.means import fill_means
from scoring.assess.overrides import NO_OVERRIDES, Overrides, overridden
from scoring.assess.peers import survey
from scoring.assess.pick import text_order
from scoring.assess.pools import pool_leaves, pool_score, with_pools, with_stakes
from scoring.assess.totals import ROOT, DataWeights, Totals, total_up
from scoring.assess.units import Entry
from scoring.assess.vetoes import Ruling, rule_on
from scoring.results import LeafScore, PoolScore, UnitScore
from scoring.rubric.types import Pool, Rubric
from scoring.sources.types import NOTHING, Sources

Pools = tuple[tuple[Pool, tuple[LeafScore, ...]], ...]


def score_entries(
    rubric: Rubric,
    contenders: Iterable[Entry],
    known: Iterable[Entry] = (),
    sources: Sources = NOTHING,
    names: Names | None = None,
    overrides: Overrides = NO_OVERRIDES,
) -> tuple[UnitScore, ...]:
    """The scores of units that are ranked together, in the order given, without ranks and grades (0 and "").

    In passes over all units: answers on the criteria that look at the group or at last year; scores on every criterion; means of groups
    where a policy asks for them; weights from data; then each unit's totals, pools and vetoes. `known` are entries of any year: those of the
    year before a contender's are last year. Each unit is scored by the rubric of its type or group. The order of the units never matters.

    `overrides` stand in place of the engine's scores in totals; what one unit is given changes neither the means of groups nor the weights
    from data, so it moves no other unit's points.
    """
    here = list(contenders)
    cases, others = cases_of(rubric, here, list(known), sources, names)
    asked = survey(cases, others)
    scored = [score_leaves(case, lambda leaf, case=case: asked.asking(leaf, case)) for case in cases]  # type: ignore[misc]
    pools = [pool_leaves(case, lambda leaf, kind, case=case: asked.asking(leaf, case, kind)) for case in cases]  # type: ignore[misc]
    scored = fill_means(cases, scored)
    weights = data_weights(cases, [index_of(leaves) for leaves in scored])
    return tuple(
        unit_score(case, *_reviewed(case, leaves, inside, overrides), weighed)
        for case, leaves, inside, weighed in zip(cases, scored, pools, weights, strict=True)
    )


def _reviewed(
    case: Case, leaves: tuple[LeafScore, ...], inside: Pools, overrides: Overrides
) -> tuple[tuple[LeafScore, ...], Pools]:
    """The scores of a unit with what reviewers gave."""
    if not overrides:
        return leaves, inside
    unit, year = case.entry.key, case.entry.year
    pools = tuple((pool, overridden(found, unit, year, overrides)) for pool, found in inside)
    return overridden(leaves, unit, year, overrides), pools


def score_entry(rubric: Rubric, entry: Entry, names: Names) -> UnitScore:
    """The score of one unit that is compared with nobody; see `score_entries`."""
    return score_entries(rubric, [entry], names=names)[0]


def cases_of(
    rubric: Rubric, here: Sequence[Entry], known: Sequence[Entry], sources: Sources, names: Names | None
) -> tuple[list[Case], list[Case]]:
    """A case for every contender, and one for every unit of last year that is not among them."""
    by_year = {(entry.key, entry.year): entry for entry in known}
    cases, taken = [], set()
    for entry in here:
        last: Entry | None = None
        if entry.year is not None:
            key = (entry.key, entry.year - 1)
            last = by_year.get(key) or without_report(entry, entry.year - 1)
            taken.add(key)
        cases.append(case_of(rubric, entry, names, sources, last))
    years = {entry.year - 1 for entry in here if entry.year is not None}
    gone = [entry for key, entry in sorted(by_year.items(), key=_by_key) if entry.year in years and key not in taken]
    return cases, [case_of(rubric, entry, names, sources, undated=False) for entry in gone]


def _by_key(pair: tuple[tuple[str, int | None], Entry]) -> tuple[str, int]:
    return (pair[0][0], pair[0][1] or 0)


def unit_score(
    case: Case, leaves: tuple[LeafScore, ...], inside: Pools, weights: Mapping[str, DataWeights]
) -> UnitScore:
    ruling = rule_on(case)
    return unit_of(case, total_up(case.rubric, leaves, weights, ruling.zeroed), inside, weights, ruling)


def unit_of(case: Case, totals: Totals, inside: Pools, weights: Mapping[str, DataWeights], ruling: Ruling) -> UnitScore:
    """The score of a unit whose tree comes to `totals`, with its pools and what its vetoes say."""
    entry = case.entry
    pools = tuple(pool_score(pool, found) for pool, found in inside)
    total = with_pools(totals.total, totals.full_marks, pools)
    if ruling.at_most is not None:
        total = min(total, ruling.at_most)
    facts = (*sorted(entry.facts, key=text_order), *sorted(entry.others, key=text_order))
    return UnitScore(
        unit=entry.unit,
        unit_type=entry.unit_type,
        group=entry.group,
        year=entry.year,
        reports=entry.reports,
        leaves=totals.leaves,
        nodes=totals.nodes,
        total=total,
        published=total,
        full_marks=totals.full_marks,
        coverage=totals.coverage,
        grade="",
        rank=Decimal(0),
        facts=facts,
        flags=tuple(sorted({*entry.flags, *_flags(ruling)})),
        stake=with_stakes(totals.stake, pools),
        base=totals.total,
        pools=pools,
        vetoes=ruling.vetoes,
        ranked=not ruling.stopped,
        barred=ruling.barred,
        grade_cap=ruling.grade_cap,
        self_total=_self_total(totals.leaves, pools),
        weights=tuple(weights[ROOT].shares.items()) if ROOT in weights else (),
        weighed_by=weights[ROOT].units if ROOT in weights else 0,
        enforcement=None if entry.listed is None else entry.listed.enforcement,
    )


def _flags(ruling: Ruling) -> set[str]:
    flags = {"veto_open"} if ruling.open else set()
    if ruling.stopped:
        flags.add("stopped")
    if ruling.barred:
        flags.add("barred")
    if ruling.grade_cap:
        flags.add("capped")
    return flags


def _self_total(leaves: Iterable[LeafScore], pools: Iterable[PoolScore]) -> Decimal | None:
    """The sum of what the unit gave itself, as it would enter the total; None where it gave itself nothing."""
    own = [leaf.self_score * leaf.scale for leaf in leaves if leaf.self_score is not None and not leaf.excluded]
    for pool in pools:
        sign = 1 if pool.kind == "bonus" else -1
        own += [leaf.self_score * sign for leaf in pool.leaves if leaf.self_score is not None]
    return sum(own, Decimal(0)) if own else None
