"""Markup left over in saved pages: what to drop, and where a tag ends a line or a table cell."""

from __future__ import annotations

import re

from scoring.text.regex import regex

# A tag starts with an ASCII letter, so `<2019年>` or `<<条例>>` is text. `[^<>]*` stops at the next bracket: linear.
TAG = r"</?[A-Za-z][A-Za-z0-9:_-]*(?:[\s/][^<>]*)?>"
ENTITY = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
BLANK_ENTITY = (
    r"&(?:(?:nbsp|ensp|emsp)(?![A-Za-z]);?|(?:thinsp|zwnj|zwj|shy|#160|#32|#8194|#8195|#8203|#12288"
    r"|#[xX](?:[aA]0|20|2002|2003|200[bB]|3000));)"
)
_JOINING_ENTITY = regex(r"&(?:nbsp|zwnj|zwj|shy|#160|#8203|#[xX](?:[aA]0|200[bB]));?")
_BLANK_ENTITY = regex(BLANK_ENTITY)
_TAG = regex(TAG)
_TAG_NAME = regex(r"<(/?)([A-Za-z][A-Za-z0-9]*)")

_BLOCKS = frozenset(
    [
        *(
            "p",
            "div",
            "br",
            "hr",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "thead",
            "tbody",
        ),
        *(
            "tfoot",
            "caption",
            "section",
            "article",
            "header",
            "footer",
            "nav",
            "main",
            "aside",
            "center",
            "form",
            "head",
        ),
        *("fieldset", "blockquote", "pre", "body", "html", "title", "select", "option", "address", "figure"),
    ]
)
_CELLS = frozenset(["td", "th"])
_ROWS = frozenset(["tr", "table"])

_OPENED = regex(r"<!--|<(script|style|noscript|template)\b[^<>]*>|<[!?][A-Za-z][^<>]*>", re.IGNORECASE)
_BOLD_PAIR = regex(r"(\*\*)[^*\n]{1,300}(\*\*)")
_HASHES = regex(r"^#{1,6}(?=[ \t\u3000])", re.MULTILINE)


def cuts(source: str) -> list[tuple[int, int]]:
    """Ordered, disjoint stretches that are no text at all: comments, scripts and styles, declarations, ** and # marks."""
    found: list[tuple[int, int]] = []
    if "<" in source:
        found += _hidden(source)
    if "*" in source and "**" in source:
        for pair in _BOLD_PAIR.finditer(source):
            found += [pair.span(1), pair.span(2)]
    if "#" in source:
        found += [mark.span() for mark in _HASHES.finditer(source)]
    if not found:
        return []
    kept: list[tuple[int, int]] = []
    for span in sorted(found):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _hidden(source: str) -> list[tuple[int, int]]:
    """Comments, scripts, styles and declarations. One that never closes loses its opening tag only.

    Each kind of closing is looked up again only while it still occurs, so many unclosed openings stay linear.
    """
    found: list[tuple[int, int]] = []
    closings: dict[str, re.Pattern[str]] = {}
    missing: set[str] = set()
    at = 0
    while opened := _OPENED.search(source, at):
        start, at = opened.span()
        name = (opened.group(1) or ("--" if opened.group() == "<!--" else "")).lower()
        if name and name not in missing:
            if name not in closings:
                closings[name] = re.compile("-->" if name == "--" else rf"</{name}\s*>", re.IGNORECASE)
            closed = closings[name].search(source, at)
            if closed:
                at = closed.end()
                found.append((start, at))
                continue
            missing.add(name)
        if name != "--":
            found.append((start, at))
    return found


def separators(gap: str) -> str:
    """What the tags of `gap` (tags, blanks and line ends) part: "\\n" a line, "|" per cell that opens, "" nothing."""
    rows = blocks = False
    ended = cells = 0
    for closing, name in _TAG_NAME.findall(gap.lower()):
        if name in _CELLS:
            cells += not closing
        elif name in _ROWS:
            # Cells opened so far end the row before (they are empty); of the rows inside the gap only the last counts.
            ended = ended if rows else cells
            rows, cells = True, 0
        elif name in _BLOCKS:
            blocks = True
    if rows:
        return "|" * ended + "\n" + "|" * max(0, cells - 1)
    if cells:
        return "|" * cells
    return "\n" if blocks else ""


def bare(gap: str) -> str:
    """`gap` with its tags gone and its entities as the blank or the joiner they stand for."""
    if "<" in gap:
        gap = _TAG.sub("", gap)
    if "&" in gap:
        gap = _BLANK_ENTITY.sub(" ", _JOINING_ENTITY.sub("\xa0", gap))
    return gap
