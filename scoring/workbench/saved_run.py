"""A results file of `scoring score` read back: the reports and facts of the run, and what stood beside them.

The file has no texts, only quotes with their places. So each report gets a text that is known where it was quoted and blank elsewhere;
evidence is cut from it as from any other. Two quotes that contradict each other mean that the file was altered.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

from scoring.errors import Diagnostic, ScoringError
from scoring.measures.facts import Derivation, Fact, Operand
from scoring.messages.workbench import HELP, MESSAGES
from scoring.rubric.head import EVERYBODY
from scoring.sources.cells import is_not_applicable
from scoring.sources.types import (
    NOT_APPLICABLE,
    Cell,
    Judgement,
    Listed,
    Place,
    SelfScore,
    Sources,
    TableInfo,
    TableRow,
    unit_key,
)
from scoring.store.fact_table import cited
from scoring.store.report_records import FIELDS
from scoring.store.results_file import FORMAT
from scoring.text.report import Evidence, Metadata, MetadataConflict, MetadataValue, Recognised, Report
from scoring.workbench.files import reason_of

Record = Mapping[str, Any]

_BLANK = "　"


@dataclass(frozen=True, slots=True)
class SavedRun:
    """What a results file holds of a run: reports with their facts, the sources beside them as far as they were used, the year ranked, the
    rubric's file name and hash."""

    read: tuple[tuple[Report, tuple[Fact, ...]], ...]
    sources: Sources
    year: int | None
    rubric_file: str
    rubric_sha256: str
    measures_sha256: str


def read_saved_run(path: Path) -> SavedRun:
    """The run in the results file at `path`. Raises ScoringError for a file that cannot be read, is none, or was altered."""
    try:
        data = json.loads(path.read_bytes())
    except OSError as error:
        raise _refused("results-unreadable", path, reason=reason_of(error)) from error
    except ValueError as error:
        raise _refused("results-damaged", path, reason=str(error)[:100]) from error
    if not isinstance(data, dict) or data.get("format") != FORMAT or "units" not in data or "facts" not in data:
        raise _refused("results-format", path)
    try:
        return _run(data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        # Whatever is missing or of the wrong kind: the file is not as it was written.
        raise _refused("results-damaged", path, reason=f"{type(error).__name__}: {error}"[:100]) from error


def _run(data: Record) -> SavedRun:
    quotes: defaultdict[str, list[Record]] = defaultdict(list)
    for record in data["facts"]:
        for place in _places(record):
            quotes[place["report"]].append(place)
    records = {report["id"]: report for unit in data["units"] for report in unit["reports"]}
    for id_, report in records.items():
        quotes[id_] += [place for value in _metadata_values(report["metadata"]) for place in value["evidence"]]
    reports = {id_: _report(report, quotes[id_]) for id_, report in records.items()}
    facts: defaultdict[str, list[Fact]] = defaultdict(list)
    for record in data["facts"]:
        facts[record["report"]].append(_fact(record, reports))
    return SavedRun(
        read=tuple((report, tuple(facts[id_])) for id_, report in sorted(reports.items())),
        sources=_sources(data),
        year=data["year"],
        rubric_file=data["rubric"]["file"],
        rubric_sha256=data["rubric"]["sha256"],
        measures_sha256=data["measures_sha256"],
    )


def _places(record: Record) -> Iterator[Record]:
    yield record
    yield from (record["derived"] or {}).get("operands", ())


def _metadata_values(metadata: Record) -> Iterator[Record]:
    for field in FIELDS:
        if metadata[field] is not None:
            yield metadata[field]
    for conflict in metadata["conflicts"]:
        yield from (conflict["used"], conflict["other"])


def _report(record: Record, quotes: Iterable[Record]) -> Report:
    known = list(quotes)
    bare = Report(
        id=record["id"],
        path=record["path"],
        text=_text(known),
        sha256=record["sha256"],
        encoding=record["encoding"],
        page_starts=_pages(known),
        obtained=record["obtained"],
        flags=tuple(record["flags"]),
        recognised=_recognised(known),
    )
    values: dict[str, Any] = {field: _metadata_value(record["metadata"][field], bare) for field in FIELDS}
    conflicts = []
    for conflict in record["metadata"]["conflicts"]:
        used, other = (_metadata_value(conflict[side], bare) for side in ("used", "other"))
        assert used is not None
        assert other is not None
        conflicts.append(MetadataConflict(conflict["field"], used, other))
    metadata = replace(Metadata(conflicts=tuple(conflicts)), **values)
    return replace(bare, metadata=metadata)


def _text(quotes: Iterable[Record]) -> str:
    """The text as far as it was quoted. Raises ValueError where two quotes differ on the same stretch."""
    known = list(quotes)
    text = [_BLANK] * max((place["end"] for place in known), default=0)
    filled = [False] * len(text)
    for place in known:
        start, end, quote = place["start"], place["end"], place["quote"]
        if len(quote) != end - start:
            raise ValueError(f"quote at {start} is not {end - start} characters long")
        for offset, char in enumerate(quote, start=start):
            if filled[offset] and text[offset] != char:
                raise ValueError(f"two quotes differ at {offset}")
            text[offset], filled[offset] = char, True
    return "".join(text)


def _pages(quotes: Iterable[Record]) -> tuple[int, ...]:
    """Page starts that give every quote its page again; () where there are no pages."""
    known = [(place["page"], place["start"]) for place in quotes if place["page"] is not None]
    last = max((page for page, _ in known), default=0)
    return tuple(min(start for page, start in known if page >= number) for number in range(1, last + 1))


def _recognised(quotes: Iterable[Record]) -> tuple[Recognised, ...]:
    """Recognised stretches that give every quote its confidence again, which is the least of those that it touches: between two
    edges of quotes the greatest of the quotes there."""
    known = [(place["start"], place["end"], sure) for place in quotes if (sure := place.get("confidence")) is not None]
    edges = sorted({edge for start, end, _ in known for edge in (start, end)})
    found = []
    for low, high in pairwise(edges):
        scores = [sure for start, end, sure in known if start <= low and high <= end]
        if scores:
            found.append(Recognised(low, high, max(scores)))
    return tuple(found)


def _metadata_value(record: Record | None, report: Report) -> MetadataValue | None:
    if record is None:
        return None
    evidence = tuple(_evidence(place, report) for place in record["evidence"])
    return MetadataValue(record["value"], record["source"], evidence)


def _evidence(record: Record, report: Report) -> Evidence:
    keys = ("start", "end", "sentence_start", "sentence_end", "section", "role")
    return cited([record[key] for key in keys], report)


def _fact(record: Record, reports: Mapping[str, Report]) -> Fact:
    report = reports[record["report"]]
    derived = None
    if record["derived"] is not None:
        operands = tuple(
            Operand(one["measure"], float(one["value"]), _evidence(one, reports[one["report"]]))
            for one in record["derived"]["operands"]
        )
        derived = Derivation(record["derived"]["formula"], operands)
    low, high = record["low"], record["high"]
    return Fact(
        report_id=report.id,
        unit=record["unit"],
        year=record["year"],
        measure=record["measure"],
        kind=record["kind"],
        value=float(record["value"]),
        value_unit=record["value_unit"],
        low=None if low is None else float(low),
        high=None if high is None else float(high),
        approx=record["approx"],
        period=record["period"],
        scope=record["scope"],
        status=record["status"],
        evidence=_evidence(record, report),
        low_open=record["low_open"],
        high_open=record["high_open"],
        soft=record["soft"],
        chosen=record["chosen"],
        flags=tuple(record["flags"]),
        note=record["note"],
        derived=derived,
    )


def _sources(data: Record) -> Sources:
    """Tables, judgements and self scores as far as criteria and vetoes rested on them, and every unit with its type and group."""
    infos = tuple(_info(record) for record in data["tables"])
    rows: dict[tuple[str, int | None, str], dict[Place, dict[str, Cell]]] = {}
    judged: dict[tuple[str, int | None, str], tuple[Judgement, ...]] = {}
    own: dict[tuple[str, int | None, str], SelfScore] = {}
    listed = []
    for unit in data["units"]:
        key, year = unit_key(unit["unit"]), unit["year"]
        extra: dict[str, Decimal | str] = {}
        for part in _answered(unit):
            for record in part["cells"]:
                cell = _cell(record)
                table, column = _column(cell.place, infos)
                if not cell.place.file:
                    extra[column] = cell.value
                elif table:
                    row = Place(cell.place.file, cell.place.sheet, cell.place.row)
                    rows.setdefault((key, year, table), {}).setdefault(row, {})[column] = cell
            if part["judgements"]:
                judged[key, year, part["id"]] = tuple(_judgement(one) for one in part["judgements"])
            if part.get("self_score") is not None:
                own[key, year, part["id"]] = SelfScore(_decimal(part["self_score"]), Place(""))
        counting = unit["reports"][0]["path"] if unit["reports"] else ""
        # A group that follows from the unit type, or that everybody is in, is the rubric's matter.
        group = "" if unit["group"] in (unit["unit_type"], EVERYBODY) else unit["group"]
        # Files of earlier versions do not say it.
        power = unit.get("enforcement")
        further = tuple(sorted(extra.items()))
        listed.append(Listed(unit["unit"], unit["unit_type"], group, year, counting, enforcement=power, extra=further))
    table_rows = {
        where: tuple(TableRow(cells, place) for place, cells in sorted(found.items(), key=lambda pair: pair[0].row))
        for where, found in rows.items()
    }
    return Sources(table_rows, judged, own, tuple(listed), infos)


def _answered(unit: Record) -> Iterator[Record]:
    yield from unit["criteria"]
    for pool in unit["pools"]:
        yield from pool["criteria"]
    yield from unit["vetoes"]


def _info(record: Record) -> TableInfo:
    return TableInfo(
        record["name"],
        tuple(record["columns"]),
        Place(**record["place"]),
        record["office"],
        record["document"],
        record["date"],
        record["kind"],
        record["sha256"],
        tuple(record["titles"]),
        record["rows"],
        record["units"],
        tuple(record["years"]),
    )


def _column(place: Place, infos: Iterable[TableInfo]) -> tuple[str, str]:
    """The table and the column's name in rubrics that a cell belongs to. One file may hold several tables on its sheets, one table several
    sheets."""
    of_file = [info for info in infos if info.place.file == place.file and place.column in info.titles]
    found = next((info for info in of_file if info.place.sheet == place.sheet), of_file[0] if of_file else None)
    if found is None:
        return "", place.column
    return found.name, dict(zip(found.titles, found.columns, strict=False)).get(place.column, place.column)


def _cell(record: Record) -> Cell:
    value = record["value"]
    exact = value if isinstance(value, str) else _decimal(value)
    about = {key: record[key] for key in ("shown", "office", "document", "date")}
    state = NOT_APPLICABLE if isinstance(exact, str) and is_not_applicable(exact) else ""
    return Cell(exact, Place(**record["place"]), **about, state=state)


def _judgement(record: Record) -> Judgement:
    value = None if record["value"] is None else _decimal(record["value"])
    words = {key: record[key] for key in ("reason", "public_reason", "date")}
    return Judgement(
        value, record["level"], record["scorer"], Place(**record["place"]), weight=_decimal(record["weight"]), **words
    )


def _decimal(value: int | float) -> Decimal:
    return Decimal(repr(value))


def _refused(code: str, path: Path, **words: str) -> ScoringError:
    return ScoringError([Diagnostic(code, MESSAGES[code].format(**words), path.as_posix(), help=HELP[code])])
