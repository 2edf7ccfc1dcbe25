"""What a letter or a notice says, as plain values for the template. Everything is text already: a template only lays it out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from scoring.messages.feedback import LETTER, NOTICE
from scoring.results import LeafScore, NodeScore, Outcome, Run, UnitScore
from scoring.rubric.types import JUDGEMENT, TABLE
from scoring.tables.clean import as_written
from scoring.tables.format import number_text
from scoring.tables.order import Place, places, reports_by_id, with_pools
from scoring.tables.types import Kind
from scoring.tables.words import confidence_words, group_words
from scoring.text.report import Evidence, Report

Values = dict[str, Any]
_LOSSES = 12
_OPEN = (Outcome.MISSING, Outcome.PENDING, Outcome.NO_REPORT)


def letter_values(run: Run, unit: UnitScore) -> Values:
    """The values of one unit's letter. `run` is the public edition."""
    decimals = run.rubric.places
    order = places(run.rubric)
    group = [other for other in run.units if other.group == unit.group]
    leaves = with_pools(unit, order)
    reports = reports_by_id([unit])
    change = None if unit.previous_total is None else unit.published - unit.previous_total
    return {
        "title": LETTER["title"],
        "unit": unit.unit,
        "year": "" if unit.year is None else str(unit.year),
        "rubric": run.rubric.title,
        "illustrative": run.rubric.weights_status == "illustrative",
        "total": _points(unit.published, decimals),
        "full_marks": _points(unit.full_marks, decimals),
        "rank": _rank(unit, sum(other.ranked for other in group)),
        "grade": _grade(unit),
        "coverage": f"{unit.coverage:.0%}",
        "stake": _points(unit.stake, decimals),
        "previous": "" if unit.previous_total is None else _points(unit.previous_total, decimals),
        "change": "" if change is None else number_text(change, Kind.SIGNED_POINTS, decimals),
        "dimensions": [_dimension(node, group, decimals) for node in top_nodes(run, unit)],
        "deductions": [line for leaf in leaves for line in _deductions(leaf, order, reports, decimals)],
        "missing": [_open(leaf, order, decimals) for leaf in leaves if leaf.outcome in _OPEN],
        "not_stated_note": NOTICE["coverage_note"],
        "criteria": [_criterion(leaf, decimals) for leaf in leaves if not leaf.excluded and leaf.points is not None],
        "chart": "",
    }


def top_nodes(run: Run, unit: UnitScore) -> tuple[NodeScore, ...]:
    """The scores of the first level of the unit's own sheet, in its order."""
    own = run.rubric.of(unit.unit_type, unit.group)
    scores = {node.node: node for node in unit.nodes}
    return tuple(scores[node.id] for node in own.dimensions if node.id in scores and scores[node.id].full_marks)


def rate(node: NodeScore) -> Decimal:
    """Points ÷ full marks of a dimension that has any."""
    return node.points / node.full_marks


def mean_rate(node: str, group: Iterable[UnitScore]) -> Decimal | None:
    """The mean score rate of a dimension over the units of a group that have it."""
    rates = [rate(one) for unit in group for one in unit.nodes if one.node == node and one.full_marks]
    return sum(rates, Decimal(0)) / len(rates) if rates else None


def _dimension(node: NodeScore, group: Sequence[UnitScore], decimals: int) -> Values:
    own, mean = rate(node), mean_rate(node.node, group)
    return {
        "name": as_written(node.name),
        "points": _points(node.points, decimals),
        "full_marks": _points(node.full_marks, decimals),
        "rate": _percent(own),
        "mean": "" if mean is None else _percent(mean),
        "gap": "" if mean is None else f"{(own - mean) * 100:+.1f}",
    }


def _deductions(
    leaf: LeafScore, order: Mapping[str, Place], reports: dict[str, Report], decimals: int
) -> Iterable[Values]:
    """What a criterion lost and why, as the unit is told: a reviewer's public reason in place of the engine's."""
    quote = leaf.used[0].evidence if leaf.used else None
    told = [(one.points, one.reason or one.cause) for one in leaf.deductions]
    if leaf.override is not None:
        place = order.get(leaf.criterion)
        lost = Decimal(0) if leaf.points is None else leaf.full_marks - leaf.points
        inside = place is not None and bool(place.nodes)
        told = [(lost, leaf.override.by.public_reason)] if lost and inside else []
    for points, reason in told:
        yield {
            "criterion": as_written(leaf.name),
            "points": _points(points, decimals),
            "reason": as_written(reason),
            "quote": "" if quote is None else as_written(quote.quote),
            "place": "" if quote is None else _place(quote, reports),
        }


def _place(evidence: Evidence, reports: Mapping[str, Report]) -> str:
    report = reports.get(evidence.report_id)
    page = "" if evidence.page is None else LETTER["page"].format(page=evidence.page)
    said = confidence_words(evidence)
    page += LETTER["recognised"].format(words=said) if said else ""
    section = LETTER["section"].format(section=evidence.section) if evidence.section else ""
    return as_written(LETTER["place"].format(file="" if report is None else report.path, page=page, section=section))


def _open(leaf: LeafScore, order: Mapping[str, Place], decimals: int) -> Values:
    place = order.get(leaf.criterion)
    source = "" if place is None else place.leaf.source
    state = {TABLE: LETTER["from_table"], JUDGEMENT: LETTER["from_person"]}.get(source, LETTER["not_stated"])
    return {
        "criterion": as_written(leaf.name),
        "full_marks": _points(leaf.full_marks, decimals),
        "stake": _points(leaf.stake, decimals),
        "state": state,
    }


def _criterion(leaf: LeafScore, decimals: int) -> Values:
    return {
        "criterion": as_written(leaf.name),
        "points": "" if leaf.points is None else _points(leaf.points, decimals),
        "full_marks": _points(leaf.full_marks, decimals),
        "value": as_written(leaf.value_text),
        "words": as_written(leaf.words),
    }


def _rank(unit: UnitScore, count: int) -> str:
    if not unit.ranked:
        return LETTER["unranked"]
    return LETTER["rank_words"].format(rank=_plain(unit.rank), group=group_words(unit.group), count=count)


def _grade(unit: UnitScore, words: str = "provisional") -> str:
    if not unit.grade:
        return LETTER["no_grade"]
    return LETTER[words].format(grade=unit.grade) if "grade_open" in unit.flags else unit.grade


def notice_values(run: Run, group: str) -> Values:
    """The values of the draft notice for one group. `run` is the public edition."""
    decimals = run.rubric.places
    units = [unit for unit in run.units if unit.group == group]
    totals = [unit.published for unit in units]
    name = group_words(group)
    nodes = {node.node: node for unit in units for node in top_nodes(run, unit)}
    return {
        "title": NOTICE["title"].format(group=name),
        "group": name,
        "count": str(len(units)),
        "year": "" if run.year is None else str(run.year),
        "rubric": run.rubric.title,
        "mean": _points(sum(totals, Decimal(0)) / len(totals), decimals),
        "best": _points(max(totals), decimals),
        "worst": _points(min(totals), decimals),
        "coverage": f"{sum(unit.coverage for unit in units) / len(units):.0%}",
        "note": NOTICE["coverage_note"],
        "units": [
            {
                "rank": _plain(unit.rank) if unit.ranked else "—",
                "unit": unit.unit,
                "total": _points(unit.published, decimals),
                "grade": _grade(unit, "provisional_short"),
                "coverage": f"{unit.coverage:.0%}",
                "stake": _points(unit.stake, decimals),
            }
            for unit in units
        ],
        "dimensions": [_group_dimension(node, units, decimals) for node in nodes.values()],
        "losses": _losses(run, units, decimals),
    }


def _group_dimension(node: NodeScore, units: Sequence[UnitScore], decimals: int) -> Values:
    rates = [rate(one) for unit in units for one in unit.nodes if one.node == node.node and one.full_marks]
    return {
        "name": as_written(node.name),
        "full_marks": _points(node.full_marks, decimals),
        "mean": _percent(sum(rates, Decimal(0)) / len(rates)),
        "best": _percent(max(rates)),
        "worst": _percent(min(rates)),
    }


def _losses(run: Run, units: Sequence[UnitScore], decimals: int) -> list[Values]:
    """The criteria on which most was lost, by answers: what is not stated is counted apart and is no loss."""
    found = []
    for criterion, place in places(run.rubric).items():
        scores = [leaf for unit in units for leaf in unit.leaves if leaf.criterion == criterion and not leaf.excluded]
        lost = [
            leaf.full_marks - leaf.points
            for leaf in scores
            if leaf.points is not None and leaf.points < leaf.full_marks
        ]
        silent = sum(leaf.outcome in _OPEN for leaf in scores)
        if lost:
            mean = sum(lost, Decimal(0)) / len(lost)
            found.append((-sum(lost, Decimal(0)), criterion, place, len(lost), mean, silent))
    return [
        {
            "criterion": as_written(place.leaf.name),
            "units": str(count),
            "mean": _points(mean, decimals),
            "silent": str(silent),
        }
        for _, _, place, count, mean, silent in sorted(found, key=lambda one: one[:2])[:_LOSSES]
    ]


def _points(value: Decimal, decimals: int) -> str:
    return number_text(value, Kind.POINTS, decimals)


def _percent(value: Decimal) -> str:
    return f"{value * 100:.1f}%"


def _plain(value: Decimal) -> str:
    return format(value.normalize(), "f")
