"""The article of a page by the name that its publishing system gives it, checked against the page's prose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from scoring.documents.page.tree import MARKED, write_lines

if TYPE_CHECKING:
    from lxml import etree

# Ids and classes under which publishing systems of government sites put the article, the surest first. An entry that ends
# with "*" is the beginning of a name (`vsb_content_501`).
_NAMES = (
    MARKED,
    "ucap-content",
    "trs_editor",
    "trs_ueditor",
    "vsb_content*",
    "v_news_content",
    "j-fontcontent",
    "xxgk_detail_content",
    "epoint-article-content",
    "ewb-article-info",
    "easysite-news-text",
    "pages_content",
    "js_content",
    "rich_media_content",
    "artibody",
    "zoom",
    "fontzoom",
    "zoomcon",
    "wzcon",
    "artile_zw",
    "zhengwen",
    "div_zhengwen",
    "bt-content",
    "newscontent",
    "news_content",
    "news-content",
    "newstext",
    "news_text",
    "article-content",
    "article_content",
    "articlecontent",
    "article-body",
    "article_body",
    "article-con",
    "article_con",
    "articlecon",
    "art_con",
    "content-body",
    "content_body",
    "detail-content",
    "detail_content",
    "content_detail",
    "contenttext",
    "content_text",
    "text_con",
    "txt_con",
    "con_text",
    "cont_text",
    "main_text",
    "maintext",
    "mainbody",
    "info-cont",
    "info_content",
    "view-content",
    "nei_con",
)
_WORDS = re.compile(r"[\w-]+")
_FEWEST = 120
# A known name on some other box of the page would hold little of its prose.
_SHARE = 0.6
_PROSE = re.compile("[。；]")


def known_container(root: etree._Element) -> etree._Element | None:
    """The element that holds the article by its name, if it holds most of the page's prose too; the inmost of several."""
    whole = prose(write_lines(root))
    candidates: dict[int, list[etree._Element]] = {}
    for element, rank in _named(root):
        candidates.setdefault(rank, []).append(element)
    for rank in sorted(candidates):
        best, most = None, 0
        for element in candidates[rank]:
            size = prose(write_lines(element))
            # An outer element of the same name comes first; one inside it with as much prose is nearer to the article.
            if size > most or (size >= 0.98 * most and size):
                best, most = element, max(size, most)
        if best is not None and most >= _FEWEST and most >= _SHARE * whole:
            return best
    return None


def prose(lines: Sequence[str]) -> int:
    """How many characters of `lines` stand in prose or in table rows."""
    return sum(len(line) for line in lines if _PROSE.search(line) or line.startswith("|"))


def _named(root: etree._Element) -> Iterator[tuple[etree._Element, int]]:
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        given = f"{element.get('id') or ''} {element.get('class') or ''}".lower()
        if given.strip():
            ranks = [rank for word in _WORDS.findall(given) if (rank := _rank(word)) is not None]
            if ranks:
                yield element, min(ranks)


def _rank(word: str) -> int | None:
    exact = _RANKS.get(word)
    if exact is not None:
        return exact
    return next((rank for start, rank in _STARTS if word.startswith(start)), None)


_RANKS = {name: rank for rank, name in enumerate(_NAMES) if not name.endswith("*")}
_STARTS = tuple((name[:-1], rank) for rank, name in enumerate(_NAMES) if name.endswith("*"))
