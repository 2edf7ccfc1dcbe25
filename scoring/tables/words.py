"""Codes as people read them: states, flags, sources, policies, places of evidence."""

from __future__ import annotations

import math
from collections.abc import Iterable

from scoring.measures.facts import Fact
from scoring.messages import assess, documents, measures
from scoring.messages import workbook as words
from scoring.results import Deduction, LeafScore, Outcome
from scoring.rubric.types import Leaf, Policy
from scoring.sources.types import Cell, Place
from scoring.tables.format import fixed, number_text, plain, share_text
from scoring.tables.types import Figure, Kind, Passage, State
from scoring.text.report import Evidence, Report

# Doubts of reports, facts and scores in one dictionary. A code of a lower room keeps its words unless a higher one says more.
FLAGS = {**documents.FLAGS, **measures.FLAGS, **assess.FLAGS}
_RATE_UNITS = frozenset(["ratio", "%", "％"])
_CONTEXT = 120


def state_of(leaf: LeafScore, rubric_leaf: Leaf | None, pool: str = "") -> State:
    """The state of a criterion score in words: what a pending one waits for, whether a missing one has points. `pool` is the kind of the pool
    that it stands in: nothing added or taken off is the normal case there, and not a score of 0."""
    code = leaf.outcome.value
    if pool and leaf.outcome is Outcome.ZERO:
        return State(words.POOL_ZERO[pool], Outcome.SCORED.value)
    text = words.STATES[code][0]
    if leaf.outcome is Outcome.MISSING:
        text = words.MISSING_WITHOUT_POINTS if leaf.points is None else words.MISSING_WITH_POINTS
        text = words.MISSING_EXCLUDED if leaf.excluded else text
    elif leaf.outcome is Outcome.PENDING and rubric_leaf is not None:
        text = words.PENDING.get(rubric_leaf.source, text)
    return State(text, code)


def state(outcome: Outcome) -> State:
    """The plain word for an outcome."""
    return State(words.STATES[outcome.value][0], outcome.value)


def group_words(group: str) -> str:
    """A group's name: unit types in Chinese, names from a unit list as they are."""
    return words.GROUPS.get(group, group)


def flag_words(flags: Iterable[str]) -> str:
    """The doubts in words, joined by ；. A code that has no words is shown itself: better ugly than silent."""
    return "；".join(FLAGS.get(flag, flag) for flag in flags)


def confidence_words(evidence: Evidence) -> str:
    """What is said beside a quote that character recognition read, with how sure it is; "" for other quotes."""
    if evidence.confidence is None:
        return ""
    return words.RECOGNISED.format(share=confidence_share(evidence.confidence))


def confidence_share(confidence: float) -> str:
    """How sure character recognition is, in percent: rounded down and never 100, as no recognition is certain."""
    return f"{min(99, math.floor(round(100 * confidence, 6)))}%"


def measure_name(measure: str, names: dict[str, str]) -> str:
    """The Chinese name of a measure or practice, its id where the run does not name it."""
    return names.get(measure, measure)


def source_words(leaf: Leaf, names: dict[str, str]) -> str:
    """Where a criterion's answer comes from."""
    template = words.SOURCES.get(leaf.source)
    subject = measure_name(leaf.subject, names)
    return f"{leaf.source}：{subject}" if template is None else template.format(subject=subject)


def policy_words(policy: Policy) -> str:
    """What happens without a value."""
    share = "" if policy.share is None else share_text(policy.share)
    formula = "" if policy.formula is None else policy.formula.text
    template = words.POLICIES.get(policy.name)
    return policy.name if template is None else template.format(share=share, formula=formula)


def provenance_words(leaf: LeafScore) -> str:
    """Where the figures of tables and the answers of people come from, one line each."""
    lines = [
        words.CELL_SOURCE.format(value=cell.shown or str(cell.value), place=cell_place(cell)) for cell in leaf.cells
    ]
    for one in leaf.judgements:
        lines.append(
            words.SCORER.format(
                scorer=one.scorer,
                date=words.SCORER_DATE.format(date=one.date) if one.date else "",
                value=one.level or ("" if one.value is None else plain(one.value)),
                reason=words.SCORER_REASON.format(reason=one.reason),
                place=_where(one.place),
            )
        )
    return "\n".join(lines)


def cell_place(cell: Cell) -> str:
    """Office, document, date, file, sheet, row and column of a table's cell, as far as they are known."""
    return "，".join(filter(None, (cell.office, cell.document, cell.date, _where(cell.place))))


def _where(place: Place) -> str:
    sheet = words.PLACE_SHEET.format(sheet=place.sheet) if place.sheet else ""
    where = words.PLACE.format(file=place.file, sheet=sheet, row=place.row) if place.file else ""
    return where + (words.PLACE_SHEET.format(sheet=place.column) if place.column else "")


def peers_words(leaf: LeafScore) -> str:
    """The group that a score was measured against."""
    peers = leaf.peers
    if peers is None:
        return ""
    told = words.PEERS.format(count=peers.count, low=plain(peers.low), high=plain(peers.high), mean=plain(peers.mean))
    if peers.last_mean is None:
        return told
    return told + words.PEERS_LAST.format(count=peers.last_count, mean=plain(peers.last_mean))


def deduction_words(deductions: Iterable[Deduction], places: int) -> str:
    """One line per deduction: points lost, then the reason as the unit is told."""
    lines = []
    for deduction in deductions:
        reason = deduction.reason or deduction.cause
        lines.append(words.DEDUCTION.format(points=fixed(deduction.points, places), reason=reason))
    return "\n".join(lines)


def is_rate(fact: Fact) -> bool:
    return fact.value_unit in _RATE_UNITS


def fact_figure(fact: Fact, value: float | None) -> Figure | None:
    """A value or bound of a fact as a figure of its kind."""
    if value is None:
        return None
    return Figure(value, Kind.PERCENT if is_rate(fact) else Kind.NUMBER)


def fact_value_words(fact: Fact) -> str:
    """A fact's value with its unit: 88.73%, 63件."""
    if is_rate(fact):
        return number_text(fact.value, Kind.PERCENT)
    return f"{plain(fact.value)}{words.VALUE_UNITS.get(fact.value_unit, fact.value_unit)}"


def passage(evidence: Evidence, report: Report | None) -> Passage:
    """The quote inside its sentence, the rest cut to 120 characters on each side (a whole report may be one line)."""
    if report is None:
        return Passage("", evidence.quote, "")
    before = report.text[evidence.sentence_start : evidence.start].lstrip()
    after = report.text[evidence.end : max(evidence.end, evidence.sentence_end)].rstrip()
    if len(before) > _CONTEXT:
        before = "…" + before[-_CONTEXT:]
    if len(after) > _CONTEXT:
        after = after[:_CONTEXT] + "…"
    return Passage(before, evidence.quote, after)


def file_of(report_id: str, reports: dict[str, Report]) -> str:
    """The path of a report inside the input folder."""
    report = reports.get(report_id)
    return report_id.rpartition("#")[0] or report_id if report is None else report.path


def offsets(evidence: Evidence) -> str:
    """The place of a quote: `310–316`, half open."""
    return f"{evidence.start}–{evidence.end}"


def cited(evidence: Evidence) -> str:
    """A quote with its place, for lists of further evidence."""
    return f"“{evidence.quote}”（{offsets(evidence)}）"


def derivation_words(fact: Fact, names: dict[str, str]) -> str:
    """How a derived fact came about: the formula, then each operand with its quote."""
    if fact.derived is None:
        return ""
    lines = [fact.derived.formula]
    for operand in fact.derived.operands:
        name = measure_name(operand.measure, names)
        lines.append(f"{name} = {plain(operand.value)}：{cited(operand.evidence)}")
    return "\n".join(lines)


def looked_up(table: dict[str, str], key: str) -> str:
    """`table[key]`, or the key itself: values that come from reports (a period, a scope) stand for themselves."""
    return table.get(key, key)
