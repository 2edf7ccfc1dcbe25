"""The article of a page whose system is not known: where readability finds its paragraphs, our own tree is read.

readability judges well where an article is, but its output drops tables, lists and short lines. So its paragraphs only mark the
place: the article is the smallest element that holds nearly all of them.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from typing import TYPE_CHECKING

from scoring.documents.page.containers import prose
from scoring.documents.page.tree import parse_page, write_lines

if TYPE_CHECKING:
    from lxml import etree

_SHORTEST = 12
_ENOUGH = 0.9
# More text than this beside the paragraphs found is not the article alone.
_EXCESS = 1.5
_SPACE = re.compile(r"\s+")
_TEXTUAL_TAGS = "p div td li section article h1 h2 h3 h4 h5 h6 blockquote pre center span dd body"
_TEXTUAL = frozenset(_TEXTUAL_TAGS.split())


def likely_article(source: str, root: etree._Element) -> etree._Element | None:
    """The element of `root` (the tree of `source`) that holds the article; None where readability finds none."""
    summary = _summary(source)
    if summary is None:
        return None
    # Rows are put together from cells, so no element holds one as it is.
    lines = [_bare(line) for line in write_lines(summary) if not line.startswith("|")]
    found = [line for line in lines if len(line) >= _SHORTEST]
    total = sum(map(len, found))
    if not total:
        return None
    held = _held(root, Counter(found))
    best = None
    for element, size in held.items():
        # In document order: a later one with as much is inside an earlier one, or beside it with less.
        if size >= _ENOUGH * total:
            best = element
    if best is None:
        return None
    rows = sum(len(line) for line in write_lines(best) if line.startswith("|"))
    return best if prose(write_lines(best)) - rows <= _EXCESS * total + 400 else summary


def _summary(source: str) -> etree._Element | None:
    from readability import Document

    # It logs every step, and warns about pages in its own words.
    logging.getLogger("readability").setLevel(logging.CRITICAL)
    try:
        return parse_page(Document(source).summary(html_partial=True))
    except Exception as error:
        # Its own exception class, and any of lxml's on odd trees: then this way of finding the article is closed, no more.
        logging.getLogger(__name__).debug("readability: %s", error)
        return None


def _held(root: etree._Element, wanted: Counter[str]) -> dict[etree._Element, int]:
    """For each element how many characters of the wanted paragraphs it holds."""
    held: dict[etree._Element, int] = {}
    left = Counter(wanted)
    for element in root.iter():
        if element.tag not in _TEXTUAL or any(child.tag in _TEXTUAL for child in element):
            continue
        for line in write_lines(element):
            text = _bare(line)
            if left.get(text, 0) > 0:
                left[text] -= 1
                above: etree._Element | None = element
                while above is not None:
                    held[above] = held.get(above, 0) + len(text)
                    above = above.getparent()
    return {element: held[element] for element in root.iter() if element in held}


def _bare(line: str) -> str:
    return _SPACE.sub("", line)
