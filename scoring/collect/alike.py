"""Which files hold the same report: in another format, as a scan of it, or as another version with other figures."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from scoring.text.report import Report
from scoring.text.structure import build_view
from scoring.text.view import FURNITURE, PREAMBLE

# A scan of a text shares so many of its shingles of nine characters, whatever the odd character that was misread.
_SHINGLE = 9
SCAN_SHARE = 0.8
# Less text says nothing about two files being one report.
_LEAST = 20
_NUMBER = re.compile(r"\d+(?:\.\d+)?[%％]?")
# How a format says what the office wrote: as text, on pages with heads and breaks, as a picture.
_ON_PAGES = ("pdf", "ofd")


@dataclass(frozen=True)
class Body:
    """What a report says apart from headers, running heads and page numbers: its sentences and rows."""

    report: Report
    sentences: tuple[str, ...]

    @cached_property
    def bare(self) -> str:
        """Letters and digits only."""
        return "".join(map(_bare, self.sentences))

    @cached_property
    def shingles(self) -> frozenset[str]:
        return frozenset(self.bare[at : at + _SHINGLE] for at in range(max(0, len(self.bare) - _SHINGLE + 1)))

    @cached_property
    def numbers(self) -> Counter[str]:
        return Counter(number for sentence in self.sentences for number in _NUMBER.findall(sentence))


@dataclass(frozen=True, slots=True)
class Same:
    """`other` is the file that stands for it; `share` of the text is the same: None for all, letter by letter."""

    other: Report
    share: float | None = None


def body_of(report: Report) -> Body:
    """The body of a report, all of its text where structure finds too little."""
    view = build_view(report.text)
    title = _bare(report.metadata.text("title") or "")
    told = (view.text[one.start : one.end] for one in view.sentences if one.role not in (FURNITURE, PREAMBLE))
    # On two or three pages the title at their heads does not yet show that it is one that runs.
    sentences = tuple(sentence for sentence in told if not title or _bare(sentence) != title)
    found = Body(report, sentences)
    return found if len(found.bare) >= _LEAST else Body(report, (report.text,))


def same_reports(bodies: Sequence[Body], groups: Iterable[Sequence[Report]]) -> dict[str, Same]:
    """Reports (by id) that another file holds too: with the same letters and digits, or, among the reports of one unit and year
    (`groups`), as a scan of it."""
    found = dict(_equal(bodies))
    known = {body.report.id: body for body in bodies}
    for group in groups:
        left = [known[report.id] for report in group if report.id not in found]
        found.update(_scans(left))
    return found


def best_first(report: Report) -> tuple[int, int, str]:
    """Sorts files of one content: editable ones, those on pages, scans; of those the one that says most about itself."""
    known = sum(report.metadata.text(name) is not None for name in ("unit", "report_year", "publish_date", "title"))
    manner = 2 if "ocr" in report.obtained else int(report.obtained in _ON_PAGES)
    return manner, -known, report.path


def differing_numbers(here: Body, there: Body) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The figures that only the one has and those that only the other has, in the order of their texts."""
    return tuple((here.numbers - there.numbers).elements()), tuple((there.numbers - here.numbers).elements())


def _bare(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def _equal(bodies: Iterable[Body]) -> Iterator[tuple[str, Same]]:
    groups: dict[tuple[str | int | None, ...], list[Report]] = defaultdict(list)
    for body in bodies:
        digest = hashlib.sha256(body.bare.encode("utf-8", "surrogatepass")).hexdigest()
        # Two units with one text are a matter of its own (`near_copies`), and so is last year's text handed in again.
        groups[digest, body.report.metadata.text("unit"), body.report.year].append(body.report)
    for group in groups.values():
        first, *rest = sorted(group, key=best_first)
        yield from ((report.id, Same(first)) for report in rest)


def _scans(bodies: Sequence[Body]) -> Iterator[tuple[str, Same]]:
    texts = [body for body in bodies if "ocr" not in body.report.obtained]
    for scan in bodies:
        if "ocr" not in scan.report.obtained or not scan.shingles:
            continue
        shares = [
            (len(scan.shingles & text.shingles) / len(scan.shingles | text.shingles), text.report) for text in texts
        ]
        best = max(shares, key=lambda one: (one[0], one[1].path), default=None)
        if best is not None and best[0] >= SCAN_SHARE:
            yield scan.report.id, Same(best[1], best[0])
