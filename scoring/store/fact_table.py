"""Facts as a Parquet file and back, every field to the last bit. Quotes are kept for other programs and cut from the text again when read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scoring.measures.facts import Derivation, Fact, Operand
from scoring.store.arrow_columns import read_columns, values_of
from scoring.text.report import Evidence, Report, Span, cite

if TYPE_CHECKING:
    import numpy as np
    import pyarrow
    from numpy.typing import NDArray

_PLAIN = (
    ("measure", "string"),
    ("kind", "string"),
    ("value", "float64"),
    ("value_unit", "string"),
    ("low", "float64"),
    ("high", "float64"),
    ("approx", "string"),
    ("period", "string"),
    ("scope", "string"),
    ("status", "string"),
    ("low_open", "bool"),
    ("high_open", "bool"),
    ("soft", "bool"),
    ("chosen", "bool"),
    ("note", "string"),
)
_PLACE = (
    ("start", "int64"),
    ("end", "int64"),
    ("sentence_start", "int64"),
    ("sentence_end", "int64"),
    ("section", "string"),
    ("role", "string"),
)
_COLUMNS = (
    ("report", "string"),
    ("unit", "string"),
    ("year", "int64"),
    *_PLAIN,
    *_PLACE,
    ("page", "int64"),
    ("quote", "string"),
    ("flags", "string"),
    ("derived", "string"),
)
_FLAG_JOIN = ","
# As a fact is made of them: its fields of `_PLAIN` stand in their order, evidence behind the first ten, flags before the note.
READ = ("report", "unit", "year", "flags", "derived", *(name for name, _ in _PLACE), *(name for name, _ in _PLAIN))
_BEFORE = [name for name, _ in _PLAIN].index("low_open")
# Where a column's value stands in a fact, if not under the column's own name.
_ATTRIBUTES = {"report": "report_id", **{name: f"evidence.{name}" for name in (*(name for name, _ in _PLACE), "page")}}


def write_facts(facts: Iterable[Fact], path: Path) -> None:
    """Write the facts, one row each, in the order given."""
    import pyarrow.parquet as parquet

    parquet.write_table(facts_table(facts), path, compression="zstd")


def facts_table(facts: Iterable[Fact]) -> pyarrow.Table:
    """The facts as columns, one row each, in the order given."""
    import pyarrow as arrow

    types = {"string": arrow.string(), "float64": arrow.float64(), "int64": arrow.int64(), "bool": arrow.bool_()}
    schema = arrow.schema([(name, types[kind]) for name, kind in _COLUMNS])
    rows = list(facts)
    columns = {name: _column(name, rows) for name, _ in _COLUMNS}
    try:
        return arrow.table(columns, schema=schema)
    except UnicodeEncodeError:
        # A lone surrogate in a heading or a unit's name has no bytes in UTF-8.
        return arrow.table({name: [_encodable(value) for value in column] for name, column in columns.items()}, schema)


def read_facts(path: Path, reports: Mapping[str, Report]) -> dict[str, tuple[Fact, ...]]:
    """The facts by report id, in the order written. Raises KeyError or ValueError for a table that is not of these reports."""
    return facts_of(read_columns(path, READ), reports)


def facts_of(
    table: pyarrow.Table, reports: Mapping[str, Report], rows: NDArray[np.int64] | None = None
) -> dict[str, tuple[Fact, ...]]:
    """The facts in the rows of `table` (in all without `rows`; columns as `facts_table` has them) by report id, in their order. Raises as
    `read_facts`."""
    found: dict[str, list[Fact]] = {id_: [] for id_ in reports}
    # Column by column: a row as a dict costs more than the fact made of it.
    columns = [values_of(table.column(name), rows) for name in READ]
    for id_, *row in zip(*columns, strict=True):
        found[id_].append(_fact(row, reports[id_]))
    return {id_: tuple(facts) for id_, facts in found.items()}


def _column(name: str, facts: Sequence[Fact]) -> list[Any]:
    """One column, fact by fact: columns are built some times faster than rows."""
    if name == "quote":
        return [_encodable(fact.evidence.quote) for fact in facts]
    if name == "flags":
        return [_FLAG_JOIN.join(fact.flags) for fact in facts]
    if name == "derived":
        return [
            None if fact.derived is None else json.dumps(_derivation(fact.derived), ensure_ascii=True) for fact in facts
        ]
    return list(map(attrgetter(_ATTRIBUTES.get(name, name)), facts))


def _encodable(value: Any) -> Any:
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value


def _derivation(derived: Derivation) -> list[Any]:
    return [derived.formula, [[one.measure, one.value, _place(one.evidence)] for one in derived.operands]]


def _place(evidence: Evidence) -> list[Any]:
    return [getattr(evidence, name) for name, _ in _PLACE]


def _fact(row: Sequence[Any], report: Report) -> Fact:
    """The fact of a row: the columns of `READ` without the first."""
    unit, year, flags, told, *values = row
    place, plain = values[: len(_PLACE)], values[len(_PLACE) :]
    derived = None
    if told is not None:
        formula, operands = json.loads(told)
        derived = Derivation(
            formula, tuple(Operand(name, value, cited(place, report)) for name, value, place in operands)
        )
    parts = tuple(filter(None, flags.split(_FLAG_JOIN))) if flags else ()
    before, after = plain[:_BEFORE], plain[_BEFORE:]
    *further, note = after
    made: list[Any] = [report.id, unit, year, *before, cited(place, report), *further, parts, note, derived]
    return Fact(*made)


def cited(place: Sequence[Any], report: Report) -> Evidence:
    """The evidence at a place that was kept: start, end, sentence's start and end, section, role."""
    start, end, sentence_start, sentence_end, section, role = place
    return cite(report, Span(start, end), Span(sentence_start, sentence_end), section, role)
