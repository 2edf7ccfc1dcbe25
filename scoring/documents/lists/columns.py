"""Which column of a list means what, by its title or by what the user says."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence

from scoring.documents.content import Unreadable

TEXT, UNIT, YEAR, TITLE = "text", "unit", "year", "title"
FIELDS: Mapping[str, tuple[str, ...]] = {
    TEXT: ("text", "正文", "全文", "报告正文", "报告内容", "报告全文", "内容", "文本", "content", "body"),
    UNIT: ("unit", "单位", "单位名称", "报告单位", "被考核单位", "单位全称"),
    YEAR: ("year", "年度", "报告年度", "年份"),
    TITLE: ("title", "标题", "报告标题", "文件标题", "名称"),
    "unit_type": ("unit_type", "单位类型", "类型"),
    "publish_date": ("publish_date", "发布日期", "公开日期", "发布时间"),
    "document_date": ("document_date", "成文日期", "落款日期"),
    "publisher": ("publisher", "发布机构", "来源"),
    "index_number": ("index_number", "索引号"),
    "document_number": ("document_number", "文号", "发文字号"),
    "id": ("id", "编号", "序号"),
    "page_starts": ("page_starts",),
}


def chosen(argument: str) -> dict[str, str]:
    """The columns that the user named, field → title, from the JSON that travels to the child."""
    return dict(json.loads(argument)) if argument else {}


def find_columns(titles: Sequence[str], wanted: Mapping[str, str]) -> dict[str, int] | None:
    """Field → number of its column; None where no column holds the text. A title that the user named must be there.

    Raises `Unreadable` with list-no-column.
    """
    plain = [_plain(title) for title in titles]
    found: dict[str, int] = {}
    for field, names in FIELDS.items():
        if field in wanted:
            if _plain(wanted[field]) not in plain:
                raise Unreadable("list-no-column", column=wanted[field], titles="、".join(filter(None, titles))[:200])
            found[field] = plain.index(_plain(wanted[field]))
            continue
        number = next((plain.index(name) for name in names if name in plain), None)
        if number is not None:
            found[field] = number
    return found if TEXT in found else None


def _plain(title: str) -> str:
    return "".join(unicodedata.normalize("NFKC", title).split()).lower()
