"""What is doubtful about a report as a whole: flags from its doubts and its metadata, and the warnings while reading."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from scoring.documents.doubts import LOST, MIXED, OCR_LOW, REPLACED
from scoring.errors import WARNING, Diagnostic
from scoring.messages.documents import FIELD_WORDS, FLAG_DETAILS, FLAG_HELP, FLAGS, WARNED
from scoring.text.report import Doubt, Evidence, Metadata, Report

# Metadata that is read from recognised text, and that from characters of which recognition is unsure.
OCR_METADATA, OCR_METADATA_LOW = "ocr_metadata", "ocr_metadata_low"
# What the report is flagged with for doubts in its text.
_FLAGS = {LOST: "lost_characters", MIXED: "mixed_encoding", REPLACED: "replaced_bytes"}
_CODES = {flag: code for code, flag in _FLAGS.items()}
_SHOWN = 30


def flags_of(report: Report) -> tuple[str, ...]:
    """The flags that `report` has for its doubts and for metadata that rests on character recognition."""
    here = {doubt.code for doubt in report.doubts}
    found = [flag for code, flag in _FLAGS.items() if code in here]
    if any(True for _, quote in _quotes(report.metadata) if quote.confidence is not None):
        found.append(OCR_METADATA_LOW if any(_unsure(report)) else OCR_METADATA)
    return tuple(found)


def warnings(report: Report) -> tuple[Diagnostic, ...]:
    """The doubts about `report` that change what is counted or grouped, as warnings; damage is shown with its place."""
    return tuple(_warning(report, flag) for flag in report.flags if flag in WARNED)


def _warning(report: Report, flag: str) -> Diagnostic:
    line = column = excerpt = None
    # Damage of the text itself is shown where it stands first.
    places = [doubt for doubt in report.doubts if doubt.code == _CODES.get(flag)]
    if places:
        line, column, excerpt = _place(report, places[0].start)
    fields = dict.fromkeys(field for field, _ in _unsure(report)) if flag == OCR_METADATA_LOW else ()
    details = FLAG_DETAILS.get(flag, "").format(
        count=report.text.count("\ufffd") if flag == _FLAGS[REPLACED] else len(places),
        words="、".join(f"“{report.text[one.start : one.end]}”" for one in places[:3]),
        pages="、".join(map(str, _empty_pages(report))),
        doubtful="、".join(map(str, _pages(report, OCR_LOW))),
        doubts=sum(doubt.code == OCR_LOW for doubt in report.doubts),
        fields="、".join(f"{FIELD_WORDS[field]}“{report.metadata.text(field)}”" for field in fields),
    )
    return Diagnostic(
        code=flag.replace("_", "-"),
        message=FLAGS[flag] + details,
        file=report.path,
        line=line,
        column=column,
        excerpt=excerpt,
        help=FLAG_HELP.get(flag),
        severity=WARNING,
    )


def _place(report: Report, at: int) -> tuple[int, int, str]:
    """Line, column and what stands there."""
    start = report.text.rfind("\n", 0, at) + 1
    column = min(at - start, _SHOWN) + 1
    excerpt = report.text[at - column + 1 : at + _SHOWN].split("\n")[0].rstrip("\r")
    return report.text.count("\n", 0, at) + 1, column, excerpt


def _quotes(metadata: Metadata) -> Iterator[tuple[str, Evidence]]:
    """What the fields that decide about unit, year and punctuality rest on."""
    for field in FIELD_WORDS:
        value = getattr(metadata, field)
        for quote in () if value is None else value.evidence:
            yield field, quote


def _unsure(report: Report) -> Iterator[tuple[str, Doubt]]:
    """The fields that quote a character of which recognition is unsure."""
    low = [doubt for doubt in report.doubts if doubt.code == OCR_LOW]
    for field, quote in _quotes(report.metadata):
        yield from ((field, doubt) for doubt in low if doubt.start < quote.end and quote.start < doubt.end)


def _empty_pages(report: Report) -> list[int]:
    """The numbers of the pages without text."""
    ends = (*report.page_starts[1:], len(report.text))
    return [
        number for number, (start, end) in enumerate(zip(report.page_starts, ends, strict=False), 1) if start == end
    ]


def _pages(report: Report, code: str) -> list[int]:
    """The numbers of the pages with such doubts."""
    return sorted({bisect_right(report.page_starts, doubt.start) for doubt in report.doubts if doubt.code == code})
