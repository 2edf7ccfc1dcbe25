"""The synthetic reports that parts of the suite read, and the words of the measure library."""

from __future__ import annotations

from pathlib import Path

from make_corpus import Plan, reports, write

from scoring.measures import Library
from scoring.measures.grammar import Literal

SEED = 20


def folder_of(folder: Path, count: int) -> int:
    """Write `count` numbers of synthetic reports, all of them text, below `folder`; how many files."""
    return write(folder, range(count), Plan(seed=SEED, html=0.0), truth=False)


def texts(count: int) -> list[str]:
    """The texts of the same files."""
    return [made.content.decode() for made in reports(SEED, count, plan=Plan(html=0.0)) if made.content]


def literals(library: Library) -> list[str]:
    """Every word that a pattern of the library is made of, sorted."""
    templates = (template for measure in library.measures.values() for template in measure.templates)
    parts = (part for one in templates for part in (*one.pattern.left, *one.pattern.right))
    return sorted({word for part in parts if isinstance(part, Literal) for word in part.alternatives})
