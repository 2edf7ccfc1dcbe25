"""Where a report's evidence page lies and where on it a criterion is found. The workbook, the pages and letters all link by these."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from scoring.text.report import Report

OVERVIEW = "index.html"
# What every file system, archive and mail program takes; longer names than this are of no use in a link.
_LONGEST_NAME = 40
_PLAIN = re.compile(r"[A-Za-z0-9._-]+")
_PATH_DIGITS = 10


def page_name(report: Report) -> str:
    """The file name of the report's evidence page: unit, year, and ten digits that tell reports of one unit and year apart.

    Only letters, digits and `-` stand in it (before `.html`), it is no reserved name, and two reports never differ in case
    alone: it is safe on Windows too, and needs no escaping in a link. The same report has the same name in every run.
    """
    folded = unicodedata.normalize("NFKC", report.unit)
    words = re.sub("-{2,}", "-", "".join(char if char.isalnum() else "-" for char in folded)).strip("-")
    unit = words[:_LONGEST_NAME].rstrip("-")
    digits = hashlib.sha256(report.id.encode("utf-8", "surrogatepass")).hexdigest()[:_PATH_DIGITS]
    return "-".join(filter(None, (unit, "" if report.year is None else str(report.year), digits))) + ".html"


def anchor(criterion: str) -> str:
    """The fragment (without `#`) of a criterion on an evidence page: its id as it stands, since ids are plain ASCII.

    It lies on the first mark of the criterion in the text, where there is none on the criterion itself. Characters that a
    fragment cannot hold, which no checked rubric has, become `~` and their number.
    """
    if _PLAIN.fullmatch(criterion):
        return criterion
    return "".join(char if _PLAIN.fullmatch(char) else f"~{ord(char):x}~" for char in criterion)
