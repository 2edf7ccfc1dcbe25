"""Facts kept from one command to the next, so that work on a rubric does not read the same reports again.

One small file per report, named by the hash of everything its facts hang on: the report's bytes, id and metadata, the measure library, and
the program that reads. Quotes are not kept but cut from the report's text again. Files are written beside their place and moved there, so
that several programs may use one folder; a damaged file is named, read anew and replaced. The folder may be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import os
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import scoring
from scoring.errors import WARNING, Diagnostic
from scoring.measures import Fact, Library, read_facts
from scoring.measures.facts import Derivation, Operand
from scoring.messages.workbench import HELP, MESSAGES
from scoring.text.report import Evidence, Metadata, MetadataValue, Report, Span, cite
from scoring.workbench.files import reason_of

FOLDER = Path("reports_out") / ".facts"
_FORMAT = "1"
_ROOMS = ("text", "measures")
_PLAIN = tuple(
    field.name
    for field in fields(Fact)
    if field.name not in ("report_id", "unit", "year", "evidence", "derived", "flags")
)


class FactsCache:
    """The facts of reports by `library`, from `folder` where they are there (None: kept nowhere). `problems` are warnings about the
    folder and its files."""

    def __init__(self, folder: Path | None, library: Library) -> None:
        self.library = library
        self.problems: list[Diagnostic] = []
        self._folder = None if folder is None else folder / _program()[:16]
        self._writing = folder is not None

    def facts(self, report: Report) -> tuple[Fact, ...]:
        """All facts of `report`, as `read_facts` gives them."""
        if self._folder is None:
            return read_facts(report, self.library)
        path = self._folder / f"{self._key(report)}.json"
        kept = self._kept(path, report)
        if kept is not None:
            return kept
        found = read_facts(report, self.library)
        self._keep(path, found)
        return found

    def _key(self, report: Report) -> str:
        about = [_FORMAT, self.library.sha256, report.id, report.sha256, report.obtained, _metadata(report.metadata)]
        return hashlib.sha256(json.dumps(about, ensure_ascii=True).encode()).hexdigest()[:40]

    def _kept(self, path: Path, report: Report) -> tuple[Fact, ...] | None:
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            self._complain("cache-unreadable", path, reason=reason_of(error))
            return None
        digest, _, body = data.partition(b"\n")
        if hashlib.sha256(body).hexdigest().encode() == digest:
            return tuple(_fact(record, report) for record in json.loads(body))
        self._complain("cache-damaged", path)
        return None

    def _keep(self, path: Path, facts: Sequence[Fact]) -> None:
        """Without waiting for the disk: what a crash damages is found by its hash."""
        if not self._writing:
            return
        body = json.dumps([_record(fact) for fact in facts], separators=(",", ":")).encode()
        temporary = path.with_name(f".{uuid.uuid4().hex}.tmp")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
            os.replace(temporary, path)
        except OSError as error:
            # Said once: the other reports would meet the same.
            self._writing = False
            self._complain("cache-unwritable", path, reason=reason_of(error))
        finally:
            if path.parent.is_dir():
                temporary.unlink(missing_ok=True)

    def _complain(self, code: str, path: Path, **words: str) -> None:
        message = MESSAGES[code].format(**words)
        self.problems.append(Diagnostic(code, message, path.as_posix(), help=HELP[code], severity=WARNING))


@cache
def _program() -> str:
    """A hash of the program text that makes facts: another state of it may read others."""
    found = hashlib.sha256(scoring.__version__.encode())
    package = Path(scoring.__file__).parent
    for room in _ROOMS:
        for path in sorted((package / room).rglob("*.py")):
            found.update(path.relative_to(package).as_posix().encode())
            found.update(path.read_bytes())
    return found.hexdigest()


def _metadata(metadata: Metadata) -> list[Any]:
    """The values of the metadata: measures of the report itself rest on them."""
    found: list[Any] = []
    for field in fields(metadata):
        value = getattr(metadata, field.name)
        found.append(
            [value.value, value.source, [_place(one) for one in value.evidence]]
            if isinstance(value, MetadataValue)
            else None
        )
    return found


def _record(fact: Fact) -> list[Any]:
    derived = fact.derived
    operands = [] if derived is None else [[one.measure, one.value, _place(one.evidence)] for one in derived.operands]
    plain = [getattr(fact, name) for name in _PLAIN]
    return [plain, _place(fact.evidence), list(fact.flags), None if derived is None else [derived.formula, operands]]


def _place(evidence: Evidence) -> list[Any]:
    return [
        evidence.start,
        evidence.end,
        evidence.sentence_start,
        evidence.sentence_end,
        evidence.section,
        evidence.role,
    ]


def _fact(record: list[Any], report: Report) -> Fact:
    plain, place, flags, derived = record
    return Fact(
        report_id=report.id,
        unit=report.unit,
        year=report.year,
        evidence=cited(place, report),
        flags=tuple(flags),
        derived=None if derived is None else Derivation(derived[0], tuple(_operands(derived[1], report))),
        **dict(zip(_PLAIN, plain, strict=True)),
    )


def _operands(records: Iterable[list[Any]], report: Report) -> Iterable[Operand]:
    for measure, value, place in records:
        yield Operand(measure, value, cited(place, report))


def cited(place: Sequence[Any], report: Report) -> Evidence:
    """The evidence at a place that was kept: start, end, sentence's start and end, section, role."""
    start, end, sentence_start, sentence_end, section, role = place
    return cite(report, Span(start, end), Span(sentence_start, sentence_end), section, role)
