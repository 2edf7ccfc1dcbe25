"""Several picture files that are the pages of one scanned report → that report; or, where titles show it, several reports."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from scoring.documents.content import Content, Unreadable, content_of
from scoring.documents.ocr import UNREAD, Picture, with_pages_read
from scoring.documents.picture_names import joined_name
from scoring.documents.read import kind_of, problem, report_of
from scoring.errors import WARNING, Diagnostic
from scoring.text.report import Report

_IMAGE = "image"
_JOINED = "pictures_joined"
_READER = "scoring.documents.image:read_image"
# Where a title's unit and year are found (`MetadataValue.source`); composed: 甲市 in the title, 甲市人民政府 meant.
_BY_TITLE = ("title", "header", "composed")


class PictureFile(NamedTuple):
    """A picture's name as shown, and its bytes; none of a file that could not be opened, which is told already."""

    shown: str
    data: bytes


@dataclass(slots=True)
class _Pages:
    """The pages of the files in order, which file each is of, and what could not be opened."""

    pictures: list[Picture | None] = field(default_factory=list)
    files: list[int] = field(default_factory=list)
    problems: list[Diagnostic] = field(default_factory=list)


def read_pictures(files: Sequence[PictureFile]) -> tuple[list[Report], list[Diagnostic]]:
    """The report whose pages `files` are, in order. Where a later page has the title of another unit or year, a report of its own begins with
    it, and a warning says so. A file that cannot be opened is an error and an empty page; nothing is raised."""
    pages = _opened(files)
    shown = joined_name([one.shown for one in files])
    wanted = tuple(number for number, one in enumerate(pages.pictures, 1) if one is not None)
    if not wanted:
        return [], pages.problems
    try:
        flags = (UNREAD,) if len(wanted) < len(pages.pictures) else ()
        bare = content_of("ocr", [""] * len(pages.pictures), encoding=_IMAGE, paged=True, flags=flags, pictures=wanted)
        content = with_pages_read(bare, lambda number: _must(pages.pictures[number - 1]))
    except Unreadable as error:
        return [], [*pages.problems, problem(error.code, shown, error.fields)]
    firsts = _first_files(content, pages.files)
    reports = []
    for start, end in zip(firsts, [*firsts[1:], len(files)], strict=True):
        held = [number for number, of in enumerate(pages.files) if start <= of < end]
        reports.append(_report(_part(content, held[0], held[-1] + 1), files[start:end]))
    problems = pages.problems
    if len(firsts) > 1:
        fields = {"count": len(firsts), "names": "、".join(report.path for report in reports)}
        problems = [*problems, problem("pictures-split", shown, fields, severity=WARNING)]
    return reports, problems


def _opened(files: Sequence[PictureFile]) -> _Pages:
    from scoring.documents.isolation import parse

    pages = _Pages()
    for at, (shown, data) in enumerate(files):
        if not data:
            pages.pictures.append(None)
            pages.files.append(at)
            continue
        try:
            if kind_of(data, shown) != _IMAGE:
                raise Unreadable("not-a-picture")
            numbers = parse(_READER, data).pictures
        except Unreadable as error:
            pages.problems.append(problem(error.code, shown, error.fields))
            pages.pictures.append(None)
            pages.files.append(at)
            continue
        pages.pictures += [Picture(_IMAGE, data, number) for number in numbers]
        pages.files += [at] * len(numbers)
    return pages


def _must(picture: Picture | None) -> Picture:
    assert picture is not None
    return picture


def _first_files(content: Content, files: Sequence[int]) -> list[int]:
    """The numbers of the files with which a report begins: the first, and those whose first page names another unit or year in its title."""
    found, known = [0], None
    for number, (at, before) in enumerate(zip(files, [-1, *files], strict=False)):
        if at == before:
            continue
        named = _titled(_part(content, number, number + 1))
        if known is not None and named is not None and named != known:
            found.append(at)
        known = named or known
    return found


def _titled(page: Content) -> tuple[str, int] | None:
    """Unit and year in the title of the page; None for a page without one."""
    if not page.text.strip():
        return None
    metadata = report_of(page, "", "").metadata
    unit, year = metadata.unit, metadata.report_year
    if (
        metadata.title is None
        or unit is None
        or year is None
        or unit.source not in _BY_TITLE
        or year.source not in _BY_TITLE
    ):
        return None
    return unit.value, int(year.value)


def _part(content: Content, first: int, behind: int) -> Content:
    """Pages `first` to `behind` (from 0, half open) as a document of their own."""
    starts = (*content.page_starts, len(content.text))
    low, high = starts[first], starts[behind]
    moved = tuple(start - low for start in content.page_starts[first:behind])
    inside: Iterator[tuple[int, int, float]] = (one for one in content.recognised if low <= one[0] < high)
    return content._replace(
        text=content.text[low:high],
        page_starts=moved,
        recognised=tuple((start - low, min(end, high) - low, score) for start, end, score in inside),
        doubts=tuple((start - low, end - low, code) for start, end, code in content.doubts if low <= start < high),
    )


def _report(content: Content, files: Sequence[PictureFile]) -> Report:
    digest = hashlib.sha256()
    for one in files:
        digest.update(one.data)
    report = report_of(content, joined_name([one.shown for one in files]), digest.hexdigest())
    return replace(report, flags=(*report.flags, _JOINED)) if len(files) > 1 else report
