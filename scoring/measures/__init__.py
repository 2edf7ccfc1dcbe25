"""Measures: the library of patterns, and the way from a report to its facts."""

from __future__ import annotations

from scoring.measures.extract import Extractor
from scoring.measures.facts import Fact
from scoring.measures.library import Library
from scoring.measures.load import load_library
from scoring.text.report import Report

__all__ = ["Extractor", "Fact", "Library", "load_library", "read_facts"]

_EXTRACTORS: dict[str, Extractor] = {}


def read_facts(report: Report, library: Library) -> tuple[Fact, ...]:
    """All facts of `report`, each with verbatim evidence, one chosen per measure at most. The compiled extractor of a
    library is kept for the next report."""
    extractor = _EXTRACTORS.get(library.sha256)
    if extractor is None:
        extractor = _EXTRACTORS[library.sha256] = Extractor(library)
    return extractor.facts(report)
