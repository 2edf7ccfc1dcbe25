"""Collects the diagnostics of one source, each with its place and excerpt."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from scoring.errors import ERROR, WARNING, Diagnostic
from scoring.yaml_source.nodes import Node, Source


class Collector:
    """Gathers what is wrong with one source, so that everything is shown at once.

    Starts with the diagnostics of the source itself. `error` and `warning` take the node the caret points to (None: the file
    as a whole). `others` are further files that nodes may come from (`Node.file`), by name.
    """

    def __init__(self, source: Source, others: Iterable[Source] = ()) -> None:
        self.source = source
        self._others = {other.file: other for other in others}
        self._found: list[Diagnostic] = list(source.diagnostics)
        for other in self._others.values():
            self._found.extend(other.diagnostics)

    def error(self, code: str, node: Node | None, message: str, help: str | None = None) -> None:
        """Notes an error at `node`."""
        self._add(code, node, message, help, ERROR)

    def warning(self, code: str, node: Node | None, message: str, help: str | None = None) -> None:
        """Notes a warning at `node`: the file is usable as it stands."""
        self._add(code, node, message, help, WARNING)

    def add(self, found: Diagnostic) -> None:
        """Notes a finding that was made elsewhere."""
        self._found.append(found)

    @property
    def others(self) -> tuple[Source, ...]:
        """The further files, in the order given."""
        return tuple(self._others.values())

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All findings in the order of their places, each once; those about other files come after the file's own."""
        own = [found for found in self._found if found.file == self.source.file]
        others = [found for found in self._found if found.file != self.source.file]
        files = sorted({found.file or "" for found in others})
        return (
            *by_place(own),
            *(one for file in files for one in by_place(x for x in others if (x.file or "") == file)),
        )

    @property
    def failed(self) -> bool:
        """Whether anything found is an error."""
        return any(diagnostic.is_error for diagnostic in self._found)

    def _add(self, code: str, node: Node | None, message: str, help: str | None, severity: str) -> None:
        source = self.source if node is None else self._others.get(node.file, self.source)
        self._found.append(diagnose(source, code, node, message, help, severity))


def diagnose(
    source: Source, code: str, node: Node | None, message: str, help: str | None = None, severity: str = ERROR
) -> Diagnostic:
    """The diagnostic `message` at `node` of `source`."""
    if node is None:
        return Diagnostic(code, message, source.file, help=help, severity=severity)
    excerpt = source.excerpt(node.line, node.column)
    return Diagnostic(code, message, source.file, node.line, node.column, excerpt, node.length, help, severity)


def by_place(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics of one file from top to bottom, each once; those about the whole file come first."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda found: (found.line or 0, found.column or 0, found.code, found.message)))


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The one of `words` that was probably meant by `word`; None if nothing is close. Ties go to the first in sorted order."""
    known = sorted(set(words))
    lowered: dict[str, str] = {}
    for candidate in known:
        lowered.setdefault(candidate.lower(), candidate)
    # One wrong character in a Chinese word of two is still half of it.
    cutoff = 0.6 if word.isascii() else 0.5
    close = difflib.get_close_matches(word.lower(), list(lowered), n=1, cutoff=cutoff)
    return lowered[close[0]] if close else None
