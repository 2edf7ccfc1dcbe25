"""From the source of a page to a tree that holds all of it, and from a tree to lines.

The parser silently drops what is nested too deeply, and pages made by editors leave a `<font>` open per paragraph. So inline tags,
which say nothing about the text, are deleted before parsing; where the tree is still too deep there is none, and the page is
read as a stream of tags (`flat`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from scoring.documents.page.writer import INLINE, PageWriter, is_hidden

if TYPE_CHECKING:
    from lxml import etree

_NAMES = "|".join(map(re.escape, INLINE))
# Attribute values may hold a ">"; no attribute is longer than the bound, so an unclosed quote costs no more than it.
_INLINE = re.compile(rf"</?(?:{_NAMES})(?=[\s/>])(?:[^<>\"']|\"[^\"]{{0,1000}}\"|'[^']{{0,1000}}'){{0,200}}>", re.I)
_HIDDEN_INLINE = re.compile(
    r"<(span|font)\s[^<>]{0,300}?(?:display\s*:\s*none|mso-hide\s*:\s*all)[^<>]{0,300}>[^<>]{0,2000}</\1\s*>", re.I
)
_OPENED = re.compile(r"<!--|<(script|style|noscript)\b[^<>]{0,2000}>", re.I)
_MARKED_BEGIN = re.compile(r"<!--\s{0,9}ZJEG_RSS\.content\.begin\s{0,9}-->", re.I)
_MARKED_END = re.compile(r"<!--\s{0,9}ZJEG_RSS\.content\.end\s{0,9}-->", re.I)
_CONDITIONAL = re.compile(r"<!\[(?:if|endif)[^<>]{0,200}\]>", re.I)
MARKED = "marked-by-comments"


def simplified(source: str) -> str:
    """`source` without inline tags, scripts, styles and comments. The article that a known system marks by comments becomes an
    element with the id `MARKED`."""
    source = source.replace("\x00", "")
    if "ZJEG_RSS" in source:
        source = _MARKED_END.sub("</div>", _MARKED_BEGIN.sub(f'<div id="{MARKED}">', source))
    source = _HIDDEN_INLINE.sub("", _CONDITIONAL.sub("", _without_hidden(source)))
    return _INLINE.sub("", source)


def parse_page(source: str) -> etree._Element | None:
    """The tree of `simplified` source; None if the parser could not hold all of it or found no element."""
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(source.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
    too_deep = any("depth" in entry.message.lower() for entry in parser.error_log)
    return None if root is None or too_deep else root


def write_lines(root: etree._Element, stop: etree._Element | None = None, instead: str = "") -> list[str]:
    """The lines of `root`. At `stop`, an element inside it, the line `instead` is written in place of what it holds."""
    from lxml import etree

    writer = PageWriter()
    walker = etree.iterwalk(root, events=("start", "end"))
    preformatted = 0
    for event, element in walker:
        tag = _name(element)
        if event == "end":
            preformatted -= tag == "pre"
            writer.end(tag)
        elif element is stop:
            writer.line(instead)
            walker.skip_subtree()
            continue
        elif is_hidden(tag, attributes(element)):
            walker.skip_subtree()
            continue
        else:
            preformatted += tag == "pre"
            writer.start(tag, attributes(element))
            _write(writer, element.text, preformatted)
            continue
        if element is not root:
            _write(writer, element.tail, preformatted)
    return writer.finish()


def attributes(element: etree._Element) -> Mapping[str, str]:
    return {str(name): str(value) for name, value in element.attrib.items()}


def _write(writer: PageWriter, text: str | None, preformatted: int) -> None:
    if not text:
        return
    if not preformatted:
        writer.text(text)
        return
    for line in text.split("\n"):
        writer.text(line)
        writer.start("br", {})


def _name(element: etree._Element) -> str:
    return element.tag.lower() if isinstance(element.tag, str) else ""


def _without_hidden(source: str) -> str:
    """`source` without comments, scripts and styles; of one that never closes only the opening goes.

    A kind of closing is looked for only while it still occurs, so that many unclosed openings cost no more than one.
    """
    kept: list[str] = []
    closings: dict[str, re.Pattern[str] | None] = {}
    at = done = 0
    while opened := _OPENED.search(source, at):
        name = (opened.group(1) or "--").lower()
        if name not in closings:
            closings[name] = re.compile("-->" if name == "--" else rf"</{name}\s*>", re.I)
        closing = closings[name]
        closed = closing.search(source, opened.end()) if closing is not None else None
        if closed is None:
            closings[name] = None
        at = closed.end() if closed is not None else opened.end()
        kept.append(source[done : opened.start()])
        done = at
    return "".join(kept) + source[done:]
