"""The examples that stand beside the measures: every sentence is read, and what it gives is compared."""

from __future__ import annotations

from scoring.errors import Diagnostic
from scoring.measures.extract import Extractor
from scoring.measures.facts import DONE, Fact
from scoring.measures.library import Example, Library
from scoring.text.report import Metadata, MetadataValue, Report

VALUE, STATED, NOTHING, TODO = "value", "stated", "nothing", "todo"
_YEAR = 2023


def run_examples(library: Library) -> tuple[Diagnostic, ...]:
    """A diagnostic for each example that does not hold, with its sentence: a value that is not read, a fact read where
    nothing is said, and a known gap (`todo`) that works by now and should be moved."""
    extractor = Extractor(library)
    found = []
    for example in library.examples:
        complaint = _complaint(example, _facts(extractor, example))
        if complaint is not None:
            found.append(
                Diagnostic(
                    "measure-example",
                    f"`{example.subject}` 的例句{complaint}",
                    example.file,
                    example.line,
                    1,
                    example.text,
                    len(example.text),
                )
            )
    return tuple(found)


def _facts(extractor: Extractor, example: Example) -> list[Fact]:
    year = MetadataValue(str(_YEAR), "title")
    report = Report("example", "example", example.text, "", "utf-8", Metadata(report_year=year))
    return [fact for fact in extractor.facts(report) if fact.measure == example.subject and fact.derived is None]


def _complaint(example: Example, facts: list[Fact]) -> str | None:
    values = [fact.value for fact in facts]
    if example.kind in (VALUE, TODO):
        held = any(example.value is None or abs(value - example.value) < 1e-4 for value in values)
        if example.kind == TODO:
            return "已能读出，请从 todo 移到 value" if held else None
        return None if held else f"应读出 {example.value}，实际读出 {values or '无'}"
    if example.kind == STATED:
        return None if any(fact.status == DONE for fact in facts) else "应视为已载明，实际没有读出"
    return f"不应读出任何数，实际读出 {values}" if facts else None
