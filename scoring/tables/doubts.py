"""存疑: what a reviewer should look at, what most points hang on first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from scoring.measures.facts import Fact
from scoring.measures.near_copies import LAST_YEAR, NearCopy
from scoring.messages import near_copies as copied
from scoring.messages import workbook as words
from scoring.messages.workbook import COLUMNS, DOUBT_KINDS, DOUBTS, SHEETS
from scoring.results import LeafScore, Outcome, Run, UnitScore
from scoring.rubric.types import JUDGEMENT, TABLE
from scoring.tables.order import Place, fact_key, places, ranked_units, reports_by_id, unscored_state, with_pools
from scoring.tables.types import Cell, Column, Kind, Table, row
from scoring.tables.words import (
    cited,
    fact_value_words,
    file_of,
    flag_words,
    group_words,
    looked_up,
    measure_name,
    offsets,
)
from scoring.text.report import Evidence, MetadataConflict, Report

_COLUMNS = (
    Column("unit", COLUMNS["unit"], Kind.LONG, 20, strong=True),
    Column("stake", COLUMNS["doubt_stake"], Kind.POINTS, 9),
    Column("kind", COLUMNS["doubt_kind"], Kind.MARK, 11),
    Column("subject", COLUMNS["criterion"], Kind.LONG, 24),
    Column("doubt", COLUMNS["doubt"], Kind.LONG, 46),
    Column("quotes", COLUMNS["quotes"], Kind.LONG, 52),
    Column("file", COLUMNS["file"], Kind.LONG, 26),
    Column("group", COLUMNS["group"], width=14, printed=False),
    Column("year", COLUMNS["year"], Kind.COUNT, 7, printed=False),
)

_BEGUN = 60


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to look at. `stake` is the points that may change; `files` the reports it is about."""

    stake: Decimal
    kind: str
    subject: str
    words: str
    quotes: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


def doubts_table(run: Run) -> Table:
    """Missing answers, doubtful scores, doubtful facts, contradictions about reports and units.

    Points at stake are the stake of a criterion without an answer and the full marks of a doubtful score; 0 for facts that no
    score rests on and for what is doubtful about a report itself. Sorted by stake descending, then unit. Criteria that wait
    for a table or a person are not doubts; they stand in the ledger.
    """
    order = places(run.rubric)
    names = dict(run.measure_names)
    reports = reports_by_id(run.units)
    units = ranked_units(run)
    found = [(unit, doubt) for unit in units for doubt in _doubts(unit, order, names, reports)]
    copies: defaultdict[str, list[NearCopy]] = defaultdict(list)
    for copy in run.near_copies:
        for side in (copy.first, copy.second):
            copies[side.report_id].append(copy)
    found += [
        (unit, doubt) for unit in units for report in unit.reports for doubt in _copies(report, copies[report.id])
    ]
    found.sort(key=lambda pair: (-pair[1].stake, pair[0].unit, pair[0].year or 0))
    rows = []
    for unit, doubt in found:
        values: dict[str, Cell] = {
            "unit": unit.unit,
            "stake": doubt.stake,
            "kind": DOUBT_KINDS[doubt.kind],
            "subject": doubt.subject,
            "doubt": doubt.words,
            "quotes": "\n".join(doubt.quotes),
            "file": "\n".join(doubt.files),
            "group": group_words(unit.group),
            "year": unit.year,
        }
        rows.append(row(_COLUMNS, values))
    return Table("doubts", SHEETS["doubts"], _COLUMNS, tuple(rows), frozen=1, places=run.rubric.places)


def _doubts(
    unit: UnitScore, order: dict[str, Place], names: dict[str, str], reports: dict[str, Report]
) -> Iterator[Doubt]:
    if unscored_state(unit) is Outcome.NO_REPORT:
        yield Doubt(
            unit.stake,
            "no_report",
            DOUBTS["all"],
            "；".join(filter(None, [DOUBTS["no_report"], flag_words(unit.flags)])),
        )
        return
    silent = [leaf for leaf in unit.leaves if leaf.outcome is Outcome.NO_REPORT]
    if not unit.reports and silent:
        # Tables and people have given it something; that there is no report is one doubt, not one for every criterion.
        stake = sum((leaf.stake * leaf.scale for leaf in silent), Decimal(0))
        yield Doubt(stake, "no_report", DOUBTS["of_reports"], DOUBTS["no_report"])
    seen: set[Fact] = set()
    pooled = {leaf.criterion for pool in unit.pools for leaf in pool.leaves}
    for leaf in with_pools(unit, order):
        if leaf.criterion in pooled and leaf.outcome in (Outcome.MISSING, Outcome.NO_REPORT) and not leaf.flags:
            # That nothing is said of an honour or an offence is how it should be.
            continue
        if leaf.outcome is Outcome.NO_REPORT and not unit.reports:
            continue
        place = order.get(leaf.criterion)
        doubt = _leaf_doubt(leaf, "" if place is None else place.leaf.source, names, reports)
        if doubt is not None:
            if not doubt.files:
                # Nothing to quote: the report that counts is where a reviewer has to look.
                doubt = replace(doubt, files=tuple(report.path for report in unit.reports[:1]))
            seen.update(leaf.used, leaf.rejected)
            yield doubt
    for fact in sorted(set(unit.facts) - seen, key=fact_key):
        if fact.flags:
            yield Doubt(
                Decimal(0),
                "fact",
                measure_name(fact.measure, names),
                f"{fact_value_words(fact)}：{flag_words(fact.flags)}",
                (cited(fact.evidence),),
                (file_of(fact.report_id, reports),),
            )
    for report in unit.reports:
        yield from _report_doubts(report)
    if unit.flags:
        yield Doubt(Decimal(0), "unit", "", flag_words(unit.flags), (), tuple(report.path for report in unit.reports))


def _leaf_doubt(leaf: LeafScore, source: str, names: dict[str, str], reports: dict[str, Report]) -> Doubt | None:
    facts = (*leaf.used, *sorted(leaf.rejected, key=fact_key))
    quotes = tuple(f"{measure_name(fact.measure, names)} {cited(fact.evidence)}" for fact in facts)
    files = tuple(dict.fromkeys(file_of(fact.report_id, reports) for fact in facts))
    said = [flag_words(leaf.flags)]
    if leaf.outcome in (Outcome.MISSING, Outcome.PENDING, Outcome.NO_REPORT):
        if leaf.outcome is Outcome.PENDING and source in (TABLE, JUDGEMENT) and not leaf.flags:
            return None
        kind = leaf.outcome.value
        said = [leaf.words or DOUBTS[kind].format(name=leaf.name), *said]
        stake = leaf.stake * leaf.scale
    elif leaf.flags:
        kind, stake = "score", leaf.full_marks * leaf.scale
    else:
        return None
    return Doubt(stake, kind, leaf.name, "；".join(filter(None, said)), quotes, files)


def _report_doubts(report: Report) -> Iterator[Doubt]:
    if report.flags:
        yield Doubt(Decimal(0), "report", "", flag_words(report.flags), (), (report.path,))
    for conflict in report.metadata.conflicts:
        yield _conflict_doubt(conflict, report)


def _copies(report: Report, near_copies: list[NearCopy]) -> Iterator[Doubt]:
    """The reports that a report largely is: which, how much of it, and the longest shared passage at both places."""
    for copy in near_copies:
        own, other, passages = copy.seen_from(report.id)
        # Of one unit's two years the later one copies.
        if copy.kind == LAST_YEAR and (own.year or 0) < (other.year or 0):
            continue
        year = copied.YEAR_UNKNOWN if other.year is None else other.year
        share = f"{int(own.share * 100 + 0.5)}%"
        said = copied.NEAR_COPY[copy.kind].format(unit=other.unit, year=year, share=share)
        if passages:
            said += copied.PASSAGES.format(count=len(passages), length=copy.passages[0].length)
        quotes = tuple(f"“{_begun(place.quote)}”（{offsets(place)}）" for pair in passages[:1] for place in pair)
        yield Doubt(Decimal(0), "report", flag_words(["near_copy"]), said, quotes, (own.path, other.path))


def _begun(quote: str) -> str:
    """The first words of a long quote."""
    return quote if len(quote) <= _BEGUN else f"{quote[:_BEGUN]}…"


def _conflict_doubt(conflict: MetadataConflict, report: Report) -> Doubt:
    field = looked_up(words.METADATA_FIELDS, conflict.field)
    said = DOUBTS["conflict"].format(
        field=field,
        used=conflict.used.value,
        used_source=looked_up(words.METADATA_SOURCES, conflict.used.source),
        other=conflict.other.value,
        other_source=looked_up(words.METADATA_SOURCES, conflict.other.source),
    )
    evidence: tuple[Evidence, ...] = (*conflict.used.evidence, *conflict.other.evidence)
    return Doubt(Decimal(0), "report", field, said, tuple(map(cited, evidence)), (report.path,))
