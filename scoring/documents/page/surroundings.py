"""What stands around an article and belongs to the report: its title and the labelled fields of its header."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from scoring.documents.metadata.header import LABELS, STOP
from scoring.text import furniture
from scoring.text.clean import fold

if TYPE_CHECKING:
    from lxml import etree

_SPACE = re.compile(r"\s+")
_TITLE_PARTS = re.compile(r"[_|｜–—>-]")
_ABOUT = re.compile("法治政府|依法行政|法治建设")
_TRAIL = re.compile("当前位置|所在位置|您的位置|首页")
_LONGEST_FIELD = 200
_MOST_FIELDS = 30
# Names that the standard for government sites gives to what a page says about itself.
PUBLISHED, SOURCE = "pubdate", "contentsource"
_LABELS = ((PUBLISHED, "发布日期"), (SOURCE, "来源"))


def head_lines(before: Sequence[str], article: Sequence[str], meta: Mapping[str, str]) -> tuple[list[str], bool]:
    """The lines to put above the article: title and fields that the page shows before it, as shown and in order.

    Where the page shows neither a date nor a source but its own description (`meta`) does, a line is made of that; the second
    value says so. A title that the article repeats at its beginning is not put twice.
    """
    opening = "".join(map(_bare, article[:6]))
    kept: list[str] = []
    seen: set[str] = set()
    for at, line in enumerate(before):
        bare = _bare(line)
        if bare in seen or not bare:
            continue
        if is_field(bare):
            # A label whose value stands on the next line keeps it.
            alone = bare.endswith(":") and at + 1 < len(before) and not is_field(_bare(before[at + 1]))
            kept += [line, before[at + 1]] if alone else [line]
            seen.add(bare)
        elif _is_title(bare) and bare not in opening:
            kept.append(line)
            seen.add(bare)
    kept = kept[-_MOST_FIELDS:]
    title = _title(meta)
    if title and not any(_is_title(_bare(line)) for line in (*kept, *article[:6])):
        kept.insert(0, title)
    made = _made(meta, "".join(map(_bare, (*kept, *article[:6]))))
    return [*kept, *made], bool(made)


def tail_lines(after: Sequence[str]) -> list[str]:
    """The labelled fields that stand below the article (来源, 发布时间 …)."""
    found = []
    for line in after:
        bare = _bare(line)
        # Below the article stand the site's own lines too (主办单位：… 技术支持：…): only what tells of a report is kept.
        if is_field(bare) and LABELS.get(bare.partition(":")[0], STOP) != STOP:
            found.append(line)
    return found[:_MOST_FIELDS]


def meta_of(root: etree._Element) -> dict[str, str]:
    """What the page says about itself in its head: names in lower case; `title` for its window title."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = (element.get("name") or element.get("property") or "").strip().lower()
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    title = next(root.iter("title"), None)
    if title is not None and title.text:
        found.setdefault("title", _SPACE.sub(" ", title.text).strip())
    return found


def linked(root: etree._Element) -> int:
    """How many characters of the page are links."""
    return sum(len(_SPACE.sub("", "".join(map(str, element.itertext())))) for element in root.iter("a"))


def is_field(bare: str) -> bool:
    """A field of a header block, or a row of a table of such fields."""
    if len(bare) > _LONGEST_FIELD or _TRAIL.search(bare[:12]):
        return False
    cells = [cell for cell in bare.split("|") if cell]
    return any(furniture.is_field(cell) or cell.partition(":")[0] in LABELS for cell in (cells or [bare]))


def _title(meta: Mapping[str, str]) -> str | None:
    for name in ("articletitle", "title"):
        given = meta.get(name, "")
        for part in (given, *_TITLE_PARTS.split(given)):
            if _is_title(_bare(part)):
                return part.strip()
    return None


def _is_title(bare: str) -> bool:
    return bool(_ABOUT.search(bare)) and furniture.is_title(bare) and not _TRAIL.search(bare)


def _made(meta: Mapping[str, str], shown: str) -> list[str]:
    """Lines of what only the description of the page tells, if the page itself shows no date or source."""
    lines = []
    for name, label in _LABELS:
        value = meta.get(name, "")
        known = any(word in shown for word in ("时间:", "日期:")) if name == PUBLISHED else "来源:" in shown
        if value and len(value) <= 60 and not known:
            lines.append(f"{label}：{value}")
    return lines


def _bare(line: str) -> str:
    return fold(_SPACE.sub("", line))
