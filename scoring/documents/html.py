"""Reader of web pages: the article of the page with its title and header fields. Nothing is fetched."""

from __future__ import annotations

import re

from scoring.documents.content import Content, Unreadable, content_of
from scoring.documents.decode import decode
from scoring.documents.page.article import likely_article
from scoring.documents.page.containers import known_container
from scoring.documents.page.flat import flat_lines
from scoring.documents.page.surroundings import head_lines, linked, meta_of, tail_lines
from scoring.documents.page.tree import parse_page, simplified, write_lines

_CHARSET = re.compile(rb"<meta[^<>]{0,300}?charset\s{0,3}=\s{0,3}[\"']?([A-Za-z0-9_-]{3,20})", re.I)
# A page of fewer links than this, in characters, is a document and nothing else (as word processors write them).
_LINKED = 0.05
# Long enough to be taken for prose wherever it comes to stand, so that rows of layout tables part at it.
_HERE = "\ue000" * 300


def read_html(data: bytes) -> Content:
    """The report in the page `data`: title, header fields and article, tables as `|`-rows, numbered lists with numbers.

    Raises `Unreadable` with undecodable or blank-file. Flags: replaced_bytes, whole_page (no article found, so that the text holds
    the page's navigation too), page_meta (date or source only in the page's description of itself).
    """
    text, encoding, replaced = page_text(data)
    lines, flags = page_lines(text)
    if replaced:
        flags = ["replaced_bytes", *flags]
    return content_of("html", ["\n".join(lines)], encoding=encoding, paged=False, flags=flags)


def page_text(data: bytes, charset: str | None = None) -> tuple[str, str, int]:
    """The page's source, its encoding and how many places were replaced: as for plain text, by what the bytes are. What the page or
    `charset` declares is asked only where the bytes leave it open."""
    decoded = decode(data)
    if decoded is not None:
        return decoded.text, decoded.encoding, decoded.replaced
    declared = _CHARSET.search(data[:4096])
    name = charset or (declared.group(1).decode("ascii") if declared else "")
    try:
        text = data.decode(name or "utf-8", errors="replace")
    except LookupError as error:
        raise Unreadable("undecodable") from error
    replaced = text.count("\ufffd")
    if not name or replaced > 0.02 * len(text):
        raise Unreadable("undecodable")
    return text, name.lower(), replaced


def page_lines(source: str) -> tuple[list[str], list[str]]:
    """The lines of the report in the page, and flags."""
    plain = simplified(source)
    root = parse_page(plain)
    if root is None:
        return flat_lines(plain), ["whole_page"]
    article = known_container(root)
    if article is None:
        article = likely_article(plain, root)
    if article is None:
        lines = write_lines(root)
        return lines, ["whole_page"] if linked(root) > _LINKED * sum(map(len, lines)) else []
    lines = write_lines(article)
    inside = any(above is root for above in article.iterancestors())
    around = write_lines(root, article, _HERE) if inside else write_lines(root)
    at = around.index(_HERE) if _HERE in around else _first(around, lines)
    head, made = head_lines(around[:at], lines, meta_of(root))
    return [*head, *lines, *tail_lines(around[at + 1 :] if inside else ())], ["page_meta"] if made else []


def _first(around: list[str], lines: list[str]) -> int:
    """Where the article's first line stands among all lines of the page."""
    wanted = set(lines[:3])
    return next((at for at, line in enumerate(around) if line in wanted), 0)
