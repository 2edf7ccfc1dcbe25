"""Evidence for a stretch of the working text."""

from __future__ import annotations

from scoring.measures.scan import Scan
from scoring.text.report import Evidence, Report, cite


def evidence_for(report: Report, scan: Scan, start: int, end: int, sentence_number: int) -> Evidence:
    """The evidence for the working stretch `[start, end)`, with its sentence, section and role."""
    view = scan.view
    sentence = view.sentences[sentence_number]
    section = view.sections[sentence.section]
    return cite(
        report,
        view.to_source(start, end),
        view.to_source(sentence.start, sentence.end),
        section=section.path,
        role=sentence.role,
    )
