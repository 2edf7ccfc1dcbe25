"""Facts, evidence and diagnostics as plain dictionaries, the same in JSON lines and in the results file.

Offsets are code points into the report's text, half open. Values are numbers as stated, rates are fractions. Everything is in a
fixed order of keys.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from scoring.errors import Diagnostic
from scoring.measures.facts import Derivation, Fact
from scoring.outputs import public_path
from scoring.text.report import Evidence

Record = dict[str, Any]


def fact_record(fact: Fact) -> Record:
    """One fact. `derived` is None, or the formula with its operands, each with its evidence; then quote, start and end are the
    first operand's."""
    evidence = fact.evidence
    return {
        "report": fact.report_id,
        "unit": fact.unit,
        "year": fact.year,
        "measure": fact.measure,
        "kind": fact.kind,
        "value": fact.value,
        "value_unit": fact.value_unit,
        "low": fact.low,
        "high": fact.high,
        "low_open": fact.low_open,
        "high_open": fact.high_open,
        "approx": fact.approx,
        "soft": fact.soft,
        "period": fact.period,
        "scope": fact.scope,
        "status": fact.status,
        **_place(evidence),
        "chosen": fact.chosen,
        "flags": list(fact.flags),
        "note": fact.note,
        "derived": None if fact.derived is None else _derivation(fact.derived),
    }


def evidence_record(evidence: Evidence) -> Record:
    """A quote and its place, with the report it stands in."""
    return {"report": evidence.report_id, **_place(evidence)}


def diagnostic_record(diagnostic: Diagnostic) -> Record:
    """A diagnostic; an absolute path is cut to the file's name."""
    return {
        "severity": diagnostic.severity,
        "code": diagnostic.code,
        "message": diagnostic.message,
        "file": None if diagnostic.file is None else public_path(diagnostic.file),
        "line": diagnostic.line,
        "column": diagnostic.column,
        "help": diagnostic.help,
    }


def _place(evidence: Evidence) -> Record:
    return {
        "quote": evidence.quote,
        "start": evidence.start,
        "end": evidence.end,
        "sentence_start": evidence.sentence_start,
        "sentence_end": evidence.sentence_end,
        "section": evidence.section,
        "role": evidence.role,
        "page": evidence.page,
        "confidence": evidence.confidence,
    }


def _derivation(derivation: Derivation) -> Record:
    operands = [
        {"measure": operand.measure, "value": operand.value, **evidence_record(operand.evidence)}
        for operand in derivation.operands
    ]
    return {"formula": derivation.formula, "operands": operands}


def number(value: Decimal | None) -> int | float | None:
    """A decimal as a JSON number: whole ones without a point."""
    if value is None:
        return None
    if value.is_finite() and value == value.to_integral_value():
        return int(value)
    return float(value)
