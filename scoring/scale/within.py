"""Reading within the limits of a file: what takes too much is that file's diagnostic and the rest goes on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from scoring.documents.held import Held, Loading, Source
from scoring.documents.read import load
from scoring.errors import Diagnostic, DocumentError
from scoring.measures.facts import Fact
from scoring.scale.limits import CutOff, limited, words_of
from scoring.scale.steady import Steady
from scoring.scale.told import told
from scoring.scale.types import Limits
from scoring.text.report import Report

# Reads a source with the function that loads its files, and the facts of a report. A cache may stand before both.
SourceReading = Callable[[Source, Mapping[str, str], Loading], Held]
FactsReading = Callable[[Report], tuple[Fact, ...]]


def cut_off(shown: str, code: str, limits: Limits) -> Diagnostic:
    """The diagnostic of a file that met a limit."""
    return told(code, shown, **words_of(limits))


@dataclass(slots=True)
class Within:
    """Readers of sources and facts that keep to `limits`. `refused` are sources that are not read at all: shown path → the limit they met."""

    read_source: SourceReading
    read_facts: FactsReading
    limits: Limits
    refused: Mapping[str, str] = field(default_factory=dict)

    def read(self, source: Source, columns: Mapping[str, str]) -> Held:
        """What a source holds; nothing is raised (`documents.folder.Reading`)."""
        return self.read_digest(source, columns)[0]

    def read_digest(self, source: Source, columns: Mapping[str, str], loading: Loading = load) -> tuple[Held, str]:
        """What a source holds, and a digest of the bytes that it was read from."""
        code = self.refused.get(source.shown)
        if code is not None:
            return Held(diagnostics=(cut_off(source.shown, code, self.limits),)), digest_of(source, loading)
        steady = Steady(loading)
        try:
            held = limited(self.limits, lambda: self.read_source(source, columns, steady.load))
        except CutOff as cut:
            held = Held(diagnostics=(cut_off(source.shown, cut.code, self.limits),))
        return held, steady.digest()

    def facts(self, report: Report) -> tuple[Fact, ...] | Diagnostic:
        """The facts of a report, or why there are none."""
        code = self.refused.get(report.path)
        if code is not None:
            return cut_off(report.path, code, self.limits)
        try:
            return limited(self.limits, lambda: self.read_facts(report))
        except CutOff as cut:
            return cut_off(report.path, cut.code, self.limits)


def digest_of(source: Source, loading: Loading = load) -> str:
    """The digest that `Within.read_digest` would give, without reading more than the bytes."""
    steady = Steady(loading)
    for path in source.paths:
        try:
            steady.load(path, source.shown)
        except DocumentError:
            # That it cannot be loaded is in the digest.
            continue
    return steady.digest()
