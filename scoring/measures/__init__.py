"""Measures: the library of patterns, and the way from a report to its facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scoring import on_demand

if TYPE_CHECKING:
    from scoring.measures.extract import Extractor, read_facts
    from scoring.measures.facts import Fact
    from scoring.measures.library import Library
    from scoring.measures.opened import load_library
else:
    __getattr__ = on_demand(
        __name__,
        {
            "extract": "Extractor read_facts",
            "facts": "Fact",
            "library": "Library",
            "opened": "load_library",
        },
    )

__all__ = ["Extractor", "Fact", "Library", "load_library", "read_facts"]
