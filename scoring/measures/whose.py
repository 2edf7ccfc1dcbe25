"""Figures that other words in their sentence give to some bodies: what the townships together reviewed is a part of the county's reviews."""

from __future__ import annotations

from scoring.measures.scan import Scan
from scoring.measures.statements import Statement
from scoring.text.regex import regex

_REVIEW = frozenset(
    [
        "legality_review_count",
        "decision_review_count",
        "normative_doc_review_count",
        "contract_review_count",
        "other_doc_review_count",
        "legality_opinions_issued",
    ]
)
_TOWNSHIPS = regex(
    r"(?:^|[,;。:\n])(?:(?:全[县市区旗])?各(?P<each>乡镇、街道|镇、街道|镇街|乡镇|街道|镇)|(?P<all>镇街|乡镇))"
    r"(?:司法所)?(?:共|累计|全年|先后)*(?:审查|审核)"
)


# How far before a value its actor may stand.
_REACH = 120


def tell_whose(scan: Scan, statements: list[Statement]) -> None:
    """Make parts of the reviews behind 各镇、街道共审查, up to the end of the statement (a semicolon)."""
    text = scan.text
    for one in statements:
        if one.subject not in _REVIEW or one.part or one.when:
            continue
        start = scan.view.sentences[one.token.sentence].start
        begin = max(start - 1, one.token.start - _REACH, 0)
        begin = max(text.rfind(";", begin, one.token.start), begin)
        found = _TOWNSHIPS.search(text, begin, one.token.start)
        if found is not None:
            one.part = found["each"] or found["all"]
