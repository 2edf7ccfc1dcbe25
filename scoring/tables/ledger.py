"""复核台账: one row per unit and criterion, from the points back to the quote."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from scoring.measures.facts import Fact
from scoring.messages import workbook as words
from scoring.messages.workbook import COLUMNS, SHEETS
from scoring.results import LeafScore, Run, UnitScore
from scoring.rubric.types import Rubric
from scoring.tables import review_columns as review
from scoring.tables.evidence import CONFIDENCE, UnitKey, evidence_rows
from scoring.tables.links import anchor, page_name
from scoring.tables.order import Place, fact_key, places, ranked_units, reports_by_id, with_pools
from scoring.tables.review_values import REVIEW_COLUMNS, effective, review_values
from scoring.tables.types import Cell, Column, Kind, Link, Table, row
from scoring.tables.words import (
    cited,
    deduction_words,
    derivation_words,
    fact_value_words,
    file_of,
    flag_words,
    group_words,
    looked_up,
    measure_name,
    offsets,
    passage,
    peers_words,
    provenance_words,
    state_of,
)
from scoring.text.report import Report

_OPTIONAL = frozenset(
    ["page_link", "branch", "scale", "counted", "compared", "self_score", "provenance", "peers", "confidence"]
)
_OF_THE_FACT = ("sentence", "file", "page", "confidence", "section", "quote", "offsets", "status", "period", "scope")


def ledger_table(run: Run, pages: str | None = None) -> Table:
    """复核台账. One row per unit and criterion (those of the pools last): points, state, value, how it was computed, deductions, quote and its place.

    Units by group and rank, criteria in the order of the rubric. The quote is that of the first fact used; further facts
    and the operands of a derived one stand in 其他依据 with their offsets, facts that were not used in 未采用的表述.
    """
    order = places(run.rubric)
    names = dict(run.measure_names)
    reports = reports_by_id(run.units)
    rows_of_facts = evidence_rows(run)
    deep = any(len(place.path) > 1 for place in order.values())
    columns = _columns(deep, _there(run) | ({"page_link"} if pages is not None else set()))
    known = {column.id for column in columns}
    rows = []
    for unit in ranked_units(run):
        for number, leaf in enumerate(with_pools(unit, order)):
            values = _score_values(unit, leaf, order.get(leaf.criterion), run.rubric)
            values |= _evidence_values(leaf, reports)
            values |= _further_values(leaf, names)
            values |= review_values(unit, leaf)
            values |= _link_values(unit, leaf, rows_of_facts, pages)
            values = {key: value for key, value in values.items() if key in known or key not in _OPTIONAL}
            rows.append(row(columns, values, "" if number else "group"))
    return Table("ledger", SHEETS["ledger"], columns, tuple(rows), frozen=3, places=run.rubric.places)


def _there(run: Run) -> frozenset[str]:
    """Which of the things that only some runs have occur."""
    leaves = [
        leaf for unit in run.units for leaf in (*unit.leaves, *(one for pool in unit.pools for one in pool.leaves))
    ]
    found = {
        "scale": any(leaf.scale != 1 for leaf in leaves),
        "compared": any(leaf.compared for leaf in leaves),
        "self_score": any(leaf.self_score is not None for leaf in leaves),
        "provenance": any(leaf.cells or leaf.judgements for leaf in leaves),
        "peers": any(leaf.peers is not None for leaf in leaves),
        "confidence": any(fact.evidence.confidence is not None for leaf in leaves for fact in leaf.used[:1]),
    }
    return frozenset(name for name, there in found.items() if there)


def _columns(deep: bool, there: frozenset[str]) -> tuple[Column, ...]:
    """All columns; those of `_OPTIONAL` only where the rubric has deeper dimensions, or some score has such a thing."""
    scale: tuple[Column, ...] = ()
    if "scale" in there:
        scale = (
            Column("scale", COLUMNS["scale"], Kind.NUMBER, 10, printed=False),
            Column("counted", COLUMNS["counted"], Kind.POINTS, 10, printed=False),
        )
    self_score = (Column("self_score", COLUMNS["self_score"], Kind.POINTS, 8),) if "self_score" in there else ()
    compared = (Column("compared", COLUMNS["compared"], Kind.LONG, 24),) if "compared" in there else ()
    beside = tuple(
        Column(name, COLUMNS[name], Kind.LONG, 30, printed=False) for name in ("provenance", "peers") if name in there
    )
    page_link = (
        (Column("page_link", COLUMNS["evidence_page"], Kind.TEXT, 9, printed=False),) if "page_link" in there else ()
    )
    branch = (Column("branch", COLUMNS["branch"], Kind.LONG, 18, printed=False),) if deep else ()
    return (
        Column("unit", COLUMNS["unit"], Kind.LONG, 18, strong=True),
        Column("dimension", COLUMNS["dimension"], Kind.LONG, 18),
        Column("criterion", COLUMNS["criterion"], Kind.LONG, 24),
        Column("full_marks", COLUMNS["full_marks"], Kind.POINTS, 7),
        Column("points", COLUMNS["points"], Kind.POINTS, 8),
        Column("engine_points", review.ENGINE_POINTS, Kind.POINTS, 9),
        *self_score,
        Column("score_rate", COLUMNS["score_rate"], Kind.PERCENT, 9),
        Column("state", COLUMNS["state"], Kind.MARK, 14),
        Column("value", COLUMNS["value"], Kind.MARK, 12),
        *compared,
        Column("words", COLUMNS["words"], Kind.LONG, 32),
        Column("deductions", COLUMNS["deductions"], Kind.LONG, 26),
        Column("sentence", COLUMNS["sentence"], Kind.LONG, 48),
        Column("flags", COLUMNS["flags"], Kind.LONG, 22),
        *REVIEW_COLUMNS,
        Column("evidence_row", COLUMNS["evidence_row"], Kind.TEXT, 9, printed=False),
        *page_link,
        *scale,
        Column("way", COLUMNS["way"], Kind.LONG, 14, printed=False),
        Column("file", COLUMNS["file"], Kind.LONG, 26, printed=False),
        Column("page", COLUMNS["page"], Kind.COUNT, 7, printed=False),
        *((CONFIDENCE,) if "confidence" in there else ()),
        Column("section", COLUMNS["section"], Kind.LONG, 26, printed=False),
        Column("quote", COLUMNS["quote"], Kind.LONG, 30, printed=False),
        Column("offsets", COLUMNS["offsets"], Kind.CODE, 13, printed=False),
        Column("status", COLUMNS["status"], Kind.MARK, 10, printed=False),
        Column("period", COLUMNS["period"], width=16, printed=False),
        Column("scope", COLUMNS["scope"], width=12, printed=False),
        Column("others", COLUMNS["others"], Kind.LONG, 36, printed=False),
        Column("rejected", COLUMNS["rejected"], Kind.LONG, 36, printed=False),
        *beside,
        *branch,
        Column("group", COLUMNS["group"], width=14, printed=False),
        Column("year", COLUMNS["year"], Kind.COUNT, 7, printed=False),
        Column("criterion_id", COLUMNS["criterion_id"], Kind.CODE, 26, printed=False),
        Column("key", review.KEY, Kind.CODE, 40, printed=False),
        Column("hash", review.HASH, Kind.CODE, 15, printed=False),
        Column("hoped", COLUMNS["hoped"], Kind.POINTS, 8, printed=False),
        Column("answered", COLUMNS["answered"], Kind.PERCENT, 9, printed=False),
        Column("changed_row", COLUMNS["changed_row"], Kind.COUNT, 8, printed=False),
    )


def score_rate(leaf: LeafScore) -> Decimal | None:
    """Points ÷ full marks; None without points or full marks."""
    if leaf.points is None or leaf.full_marks == 0:
        return None
    return leaf.points / leaf.full_marks


def _score_values(unit: UnitScore, leaf: LeafScore, place: Place | None, rubric: Rubric) -> dict[str, Cell]:
    path = (leaf.dimension,) if place is None else place.path
    return {
        "unit": unit.unit,
        "dimension": path[0] if path else "",
        "branch": " / ".join(path[1:]),
        "criterion": leaf.name,
        "full_marks": leaf.full_marks,
        "points": effective(leaf),
        "score_rate": score_rate(leaf),
        "scale": leaf.scale,
        "counted": _counted(unit, leaf, place),
        "state": state_of(leaf, None) if place is None else state_of(leaf, place.leaf, place.pool),
        "value": leaf.value_text,
        "way": looked_up(words.WAYS, leaf.way),
        "words": leaf.words,
        "deductions": deduction_words(leaf.deductions, rubric.places),
        "flags": flag_words(leaf.flags),
        "compared": leaf.compared,
        "self_score": leaf.self_score,
        "provenance": provenance_words(leaf),
        "peers": peers_words(leaf),
        "group": group_words(unit.group),
        "year": unit.year,
        "criterion_id": leaf.criterion,
    }


def _link_values(
    unit: UnitScore, leaf: LeafScore, rows_of_facts: Mapping[tuple[UnitKey, Fact], int], pages: str | None
) -> dict[str, Cell]:
    """Where the first quote stands in 证据 and on the evidence page."""
    number = rows_of_facts.get(((unit.unit, unit.year), leaf.used[0])) if leaf.used else None
    row_link: Cell = None
    if number is not None:
        row_link = Link(words.EVIDENCE_ROW.format(row=number), f"'{SHEETS['evidence']}'!A{number}")
    page: Cell = None
    if pages is not None and unit.reports:
        folder = f"{pages.rstrip('/')}/" if pages else ""
        page = Link(words.OPEN_PAGE, f"{folder}{page_name(unit.reports[0])}#{anchor(leaf.criterion)}", outside=True)
    return {"evidence_row": row_link, "page_link": page}


def _counted(unit: UnitScore, leaf: LeafScore, place: Place | None) -> Decimal | None:
    """What the points make in the total; None where they are no part of a sum (another way to combine, a pool with a cap)."""
    if leaf.points is None or leaf.excluded or place is None or not place.added or not place.nodes:
        return None
    zeroed = {node.node for node in unit.nodes if node.zeroed_by}
    return Decimal(0) if zeroed & set(place.nodes) else leaf.points * leaf.scale


def _evidence_values(leaf: LeafScore, reports: dict[str, Report]) -> dict[str, Cell]:
    """The place of the quote. A derived fact's evidence is that of its first operand."""
    if not leaf.used:
        return dict.fromkeys(_OF_THE_FACT)
    fact = leaf.used[0]
    evidence = fact.evidence
    return {
        "sentence": passage(evidence, reports.get(evidence.report_id)),
        "file": file_of(evidence.report_id, reports),
        "page": evidence.page,
        "confidence": evidence.confidence,
        "section": evidence.section,
        "quote": evidence.quote,
        "offsets": offsets(evidence),
        "status": looked_up(words.STATUSES, fact.status),
        "period": looked_up(words.PERIODS, fact.period),
        "scope": looked_up(words.SCOPES, fact.scope),
    }


def _further_values(leaf: LeafScore, names: dict[str, str]) -> dict[str, Cell]:
    others = []
    for number, fact in enumerate(leaf.used):
        if fact.derived is not None:
            others.append(f"{measure_name(fact.measure, names)} {derivation_words(fact, names)}")
        elif number > 0:
            others.append(_fact_line(fact, names))
    reasons = dict(zip(leaf.rejected, leaf.rejected_for, strict=False))
    rejected = [_fact_line(fact, names, reasons.get(fact, "")) for fact in sorted(leaf.rejected, key=fact_key)]
    return {"others": "\n".join(others), "rejected": "\n".join(rejected)}


def _fact_line(fact: Fact, names: dict[str, str], reason: str = "") -> str:
    """A fact in one line: what it says, its quote and place, how it was read, why it was not used."""
    line = f"{measure_name(fact.measure, names)} {fact_value_words(fact)}：{cited(fact.evidence)}"
    details = [
        looked_up(words.STATUSES, fact.status),
        looked_up(words.PERIODS, fact.period),
        looked_up(words.SCOPES, fact.scope),
    ]
    remarks = [line + " " + "，".join(filter(None, details)), reason, flag_words(fact.flags)]
    return "；".join(filter(None, remarks))
