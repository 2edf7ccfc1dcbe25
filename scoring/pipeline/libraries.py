"""The measure library, its vocabulary and rubrics, as they are loaded for every command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scoring.errors import Diagnostic, RubricError
from scoring.measures.opened import load_library, load_names
from scoring.resources import measures_folder

if TYPE_CHECKING:
    from scoring.measures import Library
    from scoring.rubric.types import Rubric
    from scoring.vocabulary import Vocabulary


def load_measures() -> Library:
    """The shipped measure library. Raises MeasureError with every mistake found in it."""
    return load_library(measures_folder())


def load_vocabulary() -> Vocabulary:
    """The names of everything that facts and rubrics may name. Raises MeasureError with every mistake found."""
    return load_names(measures_folder())


def check_rubric(path_or_name: str) -> tuple[Rubric | None, tuple[Diagnostic, ...]]:
    """The rubric (None if it cannot be scored with) and every error and warning of its file."""
    from scoring.rubric.load import load_rubric as read_rubric

    rubric, diagnostics = read_rubric(path_or_name, load_vocabulary())
    return rubric, tuple(diagnostics)


def load_rubric(path_or_name: str) -> tuple[Rubric, tuple[Diagnostic, ...]]:
    """A rubric that can be scored with, and its warnings. Raises RubricError with everything that is wrong with it."""
    rubric, diagnostics = check_rubric(path_or_name)
    if rubric is None:
        raise RubricError(diagnostics)
    return rubric, diagnostics


def run_examples() -> tuple[int, tuple[Diagnostic, ...]]:
    """How many examples the measure library has, and a diagnostic for each that does not hold."""
    from scoring.measures.examples import run_examples as run

    library = load_measures()
    return len(library.examples), run(library)


def rubric_schema() -> dict[str, Any]:
    """The JSON Schema of rubric files."""
    from scoring.rubric.schema import rubric_schema as schema_of

    return schema_of(load_vocabulary())
