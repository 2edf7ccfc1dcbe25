"""Diagnostics: what is wrong, where, and how to mend it.

A `Diagnostic` names a file, a line and a column where there are any. `render` prints it as
`file:line:column: 错误[code] message`, with the source line, a caret and a `帮助:` line. All the
diagnostics of one input are collected and shown together; a `ScoringError` carries them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

ERROR = "error"
WARNING = "warning"

_SEVERITY_WORDS = {ERROR: "错误", WARNING: "警告"}


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding about an input. `line` and `column` are 1-based; None where a place has none.

    `excerpt` is the source line the caret points into; `length` is how many characters the caret
    underlines; `help` says what to do.
    """

    code: str
    message: str
    file: str | None = None
    line: int | None = None
    column: int | None = None
    excerpt: str | None = None
    length: int = 1
    help: str | None = None
    severity: str = ERROR

    @property
    def is_error(self) -> bool:
        return self.severity == ERROR


class ScoringError(Exception):
    """Something the caller gave cannot be used. Carries every diagnostic found, never just the first."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(d.message for d in self.diagnostics))


class DocumentError(ScoringError):
    """A report file or folder that cannot be read."""


class RubricError(ScoringError):
    """A rubric that cannot be scored with."""


class MeasureError(ScoringError):
    """A measure library that cannot be compiled."""


class OutputError(ScoringError):
    """An output that cannot be written; what stood there before is untouched."""


def display_width(text: str) -> int:
    """Columns that `text` takes on a terminal: East Asian wide and full-width characters take two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def render(diagnostic: Diagnostic) -> str:
    """The diagnostic as people read it: place, severity, code, message, excerpt with caret, help."""
    place = diagnostic.file or ""
    if diagnostic.line is not None:
        place += f":{diagnostic.line}"
        if diagnostic.column is not None:
            place += f":{diagnostic.column}"
    head = f"{_SEVERITY_WORDS[diagnostic.severity]}[{diagnostic.code}] {diagnostic.message}"
    lines = [f"{place}: {head}" if place else head]
    if diagnostic.excerpt is not None and diagnostic.line is not None:
        gutter = f"{diagnostic.line} | "
        excerpt = diagnostic.excerpt.rstrip("\n").replace("\t", " ")
        lines.append(f"  {gutter}{excerpt}")
        if diagnostic.column is not None:
            before = excerpt[: diagnostic.column - 1]
            marked = excerpt[diagnostic.column - 1 : diagnostic.column - 1 + diagnostic.length]
            pad = " " * (len(gutter) + display_width(before))
            lines.append(f"  {pad}{'^' * max(1, display_width(marked))}")
    if diagnostic.help:
        lines.append(f"  帮助: {diagnostic.help}")
    return "\n".join(lines)
