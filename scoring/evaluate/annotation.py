"""Annotated reports: what a careful reader finds in a text, read from YAML."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from scoring.errors import Diagnostic
from scoring.messages.evaluate import MESSAGES

TRUE, FALSE, PLAN = "true", "false", "plan"


@dataclass(frozen=True, slots=True)
class AnnotatedFact:
    """One fact of the annotation. `period` is a year, `cumulative` or a part-year, always as text."""

    measure: str
    value: float
    status: str
    period: str
    scope: str
    quote: str
    ambiguous: bool


@dataclass(frozen=True, slots=True)
class AnnotatedPractice:
    """One practice of the annotation; `value` is "true", "false" or "plan"."""

    practice: str
    value: str
    ambiguous: bool
    quote: str


@dataclass(frozen=True, slots=True)
class AnnotatedCheck:
    """A value the reader recomputed: `stated` is None where the report leaves it to the reader."""

    measure: str
    stated: float | None
    derived: float
    formula: str
    verdict: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """All that one annotation file says; `file` names the text, `text` is its content, `year` the year reported on."""

    file: str
    text: str
    year: int | None
    facts: tuple[AnnotatedFact, ...]
    practices: tuple[AnnotatedPractice, ...]
    checks: tuple[AnnotatedCheck, ...]


def read_annotations(folder: Path, texts: Path) -> tuple[tuple[Annotation, ...], tuple[Diagnostic, ...]]:
    """Every `*.yaml` of `folder` with its text from `texts`, ordered by file name; files that cannot be used become
    diagnostics and the others are returned."""
    if not folder.is_dir():
        return (), (_problem("annotation-missing-folder", folder),)
    files = sorted(folder.glob("*.yaml"))
    if not files:
        return (), (_problem("annotation-none", folder),)
    annotations: list[Annotation] = []
    diagnostics: list[Diagnostic] = []
    for file in files:
        read = _read(file, texts)
        if isinstance(read, Diagnostic):
            diagnostics.append(read)
        else:
            annotations.append(read)
    return tuple(annotations), tuple(diagnostics)


def _read(file: Path, texts: Path) -> Annotation | Diagnostic:
    try:
        data = yaml.load(file.read_text(encoding="utf-8-sig"), yaml.CSafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        return _problem("annotation-yaml", file, detail=str(error).replace("\n", " "))
    if not isinstance(data, dict):
        return _problem("annotation-shape", file, key="file")
    path = texts / str(data.get("file"))
    try:
        text = _decode(path.read_bytes())
    except OSError:
        return _problem("annotation-text-missing", file, path=path.as_posix(), help_code="help-texts")
    except UnicodeDecodeError:
        return _problem("annotation-text-encoding", file, path=path.as_posix())
    try:
        return Annotation(
            file=str(data["file"]),
            text=text,
            year=_year(data["metadata"]),
            facts=tuple(_fact(item) for item in data["facts"] or ()),
            practices=tuple(_practice(item) for item in data.get("practices") or ()),
            checks=tuple(_check(item) for item in data.get("checks") or () if item["derived"] is not None),
        )
    except (KeyError, TypeError, ValueError) as error:
        return _problem("annotation-shape", file, key=str(error), help_code="help-shape")


def _decode(data: bytes) -> str:
    """The text without its BOM. Decoded here, not taken from the reader that is being judged.

    Raises UnicodeDecodeError for what is neither UTF-8 nor UTF-16 with a BOM nor GB18030.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def _problem(code: str, file: Path, help_code: str | None = None, **values: str) -> Diagnostic:
    return Diagnostic(
        code=code,
        message=MESSAGES[code].format(**{"path": file.as_posix(), **values}),
        file=file.as_posix(),
        help=MESSAGES[help_code] if help_code else None,
    )


def _year(metadata: dict[str, Any]) -> int | None:
    year = metadata["report_year"]
    return None if year is None else int(year)


def _fact(item: dict[str, Any]) -> AnnotatedFact:
    return AnnotatedFact(
        measure=str(item["measure"]),
        value=float(item["value"]),
        status=str(item["status"]),
        period=str(item["period"]),
        scope=str(item["scope"]),
        quote=str(item["quote"]),
        ambiguous=bool(item.get("ambiguous", False)),
    )


def _practice(item: dict[str, Any]) -> AnnotatedPractice:
    value = item["value"]
    return AnnotatedPractice(
        practice=str(item["practice"]),
        value=(TRUE if value else FALSE) if isinstance(value, bool) else str(value),
        ambiguous=bool(item.get("ambiguous", False)),
        quote=str(item.get("quote") or ""),
    )


def _check(item: dict[str, Any]) -> AnnotatedCheck:
    stated = item["stated"]
    return AnnotatedCheck(
        measure=str(item["measure"]),
        stated=None if stated is None else float(stated),
        derived=float(item["derived"]),
        formula=str(item.get("formula") or ""),
        verdict=str(item.get("verdict") or ""),
    )
