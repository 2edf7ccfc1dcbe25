"""A run as one JSON file.

    format           1; goes up when a key changes its meaning
    engine, command, year
    rubric           id, title, year, weights_status, points, file (name only), sha256
    measures_sha256
    inputs           path inside the input folder, sha256; sorted by path
    tables           the files beside the reports: what each is, its place and hash, who issued it, how much was read of it
    corrections      what reviewers changed: how many scores (each stands with its criterion), facts, data of reports
    near_copies      pairs of reports that are largely the same text, with the shared passages
    diagnostics      what could not be read
    units            by group, rank, name: totals, reports with metadata, dimensions, criteria
    facts            every fact once, by report and place; `id` is its number, from 1

A criterion refers to its facts by id: `used` (the first carries the quote) and `rejected` (with the reason). Points and ranks
are JSON numbers with the shortest digits that give the same double back; up to 15 digits that is the engine's decimal itself.
`points` null: no score, `outcome` says why. Texts of reports are not in the file, so no offset can be resolved without them, but
every quote is there. No absolute paths, no clock: the same run gives the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from scoring.errors import Diagnostic, OutputError
from scoring.measures.facts import Fact
from scoring.messages.workbook import ERRORS, ERRORS_HELP
from scoring.outputs import public_path, replace_file
from scoring.results import LeafScore, PeersUsed, PoolScore, Run, UnitScore, VetoScore
from scoring.sources.types import Cell, Judgement, Place, TableInfo
from scoring.store.records import Record, diagnostic_record, evidence_record, fact_record, number
from scoring.store.report_records import FIELDS
from scoring.store.review_records import corrections_record, near_copy_record, override_record
from scoring.tables.order import fact_key, ordered_leaves, places, ranked_units
from scoring.tables.run_info import ordered_diagnostics
from scoring.text.report import Metadata, MetadataValue, Report

FORMAT = 1
_SURROGATE = re.compile("[\ud800-\udfff]")


def results_json(run: Run) -> str:
    """The run as JSON text, UTF-8 safe (a lone surrogate stands as its escape), indented by one, one line feed at the end.

    Raises OutputError if a value is NaN or infinite.
    """
    return "".join(_chunks(run))


def write_results_json(run: Run, path: Path) -> None:
    """Write `results_json(run)` in place of `path` in one step. Raises OutputError as `replace_file` does."""

    def write(place: Path) -> None:
        with place.open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(_chunks(run))

    replace_file(path, write)


def _chunks(run: Run) -> Iterator[str]:
    """The file piece by piece, so that a run of thousands of units is never one string."""
    units = ranked_units(run)
    facts = _all_facts(units)
    numbers = {fact: number for number, fact in enumerate(facts, start=1)}
    order = places(run.rubric)
    yield "{\n"
    for key, value in _head(run).items():
        yield f" {_dumped(key)}: {_dumped(value, 1)},\n"
    yield ' "units": ['
    yield from _listed(_unit(unit, ordered_leaves(unit, order), numbers) for unit in units)
    yield '],\n "facts": ['
    yield from _listed({"id": numbers[fact], **fact_record(fact)} for fact in facts)
    yield "]\n}\n"


def _listed(records: Iterable[Record]) -> Iterator[str]:
    between = "\n  "
    for record in records:
        yield between + _dumped(record, 2)
        between = ",\n  "
    if between.startswith(","):
        yield "\n "


def _dumped(value: Any, depth: int = 0) -> str:
    try:
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1)
    except ValueError as error:
        message = ERRORS["results-not-number"].format(reason=error)
        raise OutputError([Diagnostic(code="results-not-number", message=message, help=ERRORS_HELP)]) from error
    # Line feeds inside strings are escaped, so every one here is the layout's.
    text = text.replace("\n", "\n" + " " * depth)
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _head(run: Run) -> Record:
    rubric = run.rubric
    return {
        "format": FORMAT,
        "engine": run.engine,
        "command": run.command,
        "year": run.year,
        "rubric": {
            "id": rubric.id,
            "title": rubric.title,
            "year": rubric.year,
            "weights_status": rubric.weights_status,
            "points": number(rubric.points),
            "file": Path(public_path(rubric.file)).name,
            "sha256": rubric.sha256,
        },
        "measures_sha256": run.measures_sha256,
        "inputs": [{"path": path, "sha256": sha256} for path, sha256 in sorted(run.inputs)],
        "tables": [_table(info) for info in run.tables],
        "corrections": corrections_record(run.corrections),
        "near_copies": [near_copy_record(copy) for copy in run.near_copies],
        "diagnostics": [diagnostic_record(diagnostic) for diagnostic in ordered_diagnostics(run)],
    }


def _table(info: TableInfo) -> Record:
    return {
        "kind": info.kind,
        "name": info.name,
        "place": _place(info.place),
        "sha256": info.sha256,
        "office": info.office,
        "document": info.document,
        "date": info.date,
        "columns": list(info.columns),
        "titles": list(info.titles),
        "rows": info.rows,
        "units": info.units,
        "years": list(info.years),
    }


def _all_facts(units: Iterable[UnitScore]) -> list[Fact]:
    """Every fact of the units and of their scores once."""
    found: dict[Fact, None] = {}
    for unit in units:
        found.update(dict.fromkeys(unit.facts))
        pooled = [leaf for pool in unit.pools for leaf in pool.leaves]
        for leaf in (*unit.leaves, *pooled):
            found.update(dict.fromkeys((*leaf.used, *leaf.rejected)))
        for veto in unit.vetoes:
            found.update(dict.fromkeys(veto.used))
    return sorted(found, key=fact_key)


def _unit(unit: UnitScore, leaves: Iterable[LeafScore], numbers: dict[Fact, int]) -> Record:
    return {
        "unit": unit.unit,
        "unit_type": unit.unit_type,
        "group": unit.group,
        "year": unit.year,
        "rank": number(unit.rank),
        "published": number(unit.published),
        "total": number(unit.total),
        "full_marks": number(unit.full_marks),
        "stake": number(unit.stake),
        "coverage": unit.coverage,
        "grade": unit.grade,
        "base": number(unit.base),
        "ranked": unit.ranked,
        "barred": unit.barred,
        "grade_cap": unit.grade_cap,
        "enforcement": unit.enforcement,
        "self_total": number(unit.self_total),
        "previous_total": number(unit.previous_total),
        "previous_rank": number(unit.previous_rank),
        "flags": sorted(unit.flags),
        "reports": [_report(report) for report in unit.reports],
        "dimensions": [
            {
                "id": node.node,
                "name": node.name,
                "full_marks": number(node.full_marks),
                "points": number(node.points),
                "stake": number(node.stake),
                "words": node.words,
                "weights": _weights(node.weights, node.weighed_by),
                "zeroed_by": node.zeroed_by,
            }
            for node in sorted(unit.nodes, key=lambda node: node.node)
        ],
        "weights": _weights(unit.weights, unit.weighed_by),
        "criteria": [_leaf(leaf, numbers) for leaf in leaves],
        "pools": [_pool(pool, numbers) for pool in unit.pools],
        "vetoes": [_veto(veto, numbers) for veto in unit.vetoes],
    }


def _weights(weights: tuple[tuple[str, Decimal], ...], units: int) -> Record | None:
    """Weights from data: by child, and from how many units."""
    if not weights:
        return None
    return {"units": units, "shares": {child: number(share) for child, share in weights}}


def _pool(pool: PoolScore, numbers: dict[Fact, int]) -> Record:
    return {
        "id": pool.pool,
        "name": pool.name,
        "kind": pool.kind,
        "cap": number(pool.cap),
        "counted": number(pool.counted),
        "points": number(pool.points),
        "stake": number(pool.stake),
        "outside": pool.outside,
        "criteria": [_leaf(leaf, numbers) for leaf in pool.leaves],
    }


def _veto(veto: VetoScore, numbers: dict[Fact, int]) -> Record:
    return {
        "id": veto.veto,
        "name": veto.name,
        "gate": veto.gate,
        "triggered": veto.triggered,
        "words": veto.words,
        "effects": list(veto.effects),
        "used": [numbers[fact] for fact in veto.used],
        "cells": [_cell(cell) for cell in veto.cells],
        "judgements": [_judgement(one) for one in veto.judgements],
    }


def _cell(cell: Cell) -> Record:
    value = number(cell.value) if isinstance(cell.value, Decimal) else cell.value
    return {
        "value": value,
        "shown": cell.shown,
        "office": cell.office,
        "document": cell.document,
        "date": cell.date,
        "place": _place(cell.place),
    }


def _judgement(one: Judgement) -> Record:
    return {
        "value": number(one.value),
        "level": one.level,
        "scorer": one.scorer,
        "weight": number(one.weight),
        "reason": one.reason,
        "public_reason": one.public_reason,
        "date": one.date,
        "place": _place(one.place),
    }


def _place(place: Place) -> Record:
    return {"file": public_path(place.file), "sheet": place.sheet, "row": place.row, "column": place.column}


def _peers(peers: PeersUsed | None) -> Record | None:
    if peers is None:
        return None
    return {
        "count": peers.count,
        "low": number(peers.low),
        "high": number(peers.high),
        "mean": number(peers.mean),
        "last_count": peers.last_count,
        "last_mean": number(peers.last_mean),
    }


def _leaf(leaf: LeafScore, numbers: dict[Fact, int]) -> Record:
    reasons = (*leaf.rejected_for, *[""] * (len(leaf.rejected) - len(leaf.rejected_for)))
    rejected = sorted((numbers[fact], reason) for fact, reason in zip(leaf.rejected, reasons, strict=True))
    return {
        "id": leaf.criterion,
        "name": leaf.name,
        "dimension": leaf.dimension,
        "full_marks": number(leaf.full_marks),
        "points": number(leaf.points),
        "outcome": leaf.outcome.value,
        "stake": number(leaf.stake),
        "excluded": leaf.excluded,
        "scale": number(leaf.scale),
        "value": leaf.value,
        "value_text": leaf.value_text,
        "way": leaf.way,
        "words": leaf.words,
        "deductions": [
            {"cause": deduction.cause, "points": number(deduction.points), "reason": deduction.reason}
            for deduction in leaf.deductions
        ],
        "cells": [_cell(cell) for cell in leaf.cells],
        "judgements": [_judgement(one) for one in leaf.judgements],
        "compared": leaf.compared,
        "self_score": number(leaf.self_score),
        "peers": _peers(leaf.peers),
        "override": None if leaf.override is None else override_record(leaf.override),
        "used": [numbers[fact] for fact in leaf.used],
        "rejected": [{"fact": fact, "reason": reason} for fact, reason in rejected],
        "flags": sorted(leaf.flags),
    }


def _report(report: Report) -> Record:
    return {
        "id": report.id,
        "path": report.path,
        "sha256": report.sha256,
        "encoding": report.encoding,
        "obtained": report.obtained,
        "flags": sorted(report.flags),
        "metadata": _metadata(report.metadata),
    }


def _metadata(metadata: Metadata) -> Record:
    record: Record = {}
    for field in FIELDS:
        value = getattr(metadata, field)
        record[field] = None if value is None else _metadata_value(value)
    record["conflicts"] = [
        {
            "field": conflict.field,
            "used": _metadata_value(conflict.used),
            "other": _metadata_value(conflict.other),
        }
        for conflict in metadata.conflicts
    ]
    return record


def _metadata_value(value: MetadataValue) -> Record:
    return {
        "value": value.value,
        "source": value.source,
        "evidence": [evidence_record(evidence) for evidence in value.evidence],
    }
