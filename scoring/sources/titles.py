"""Titles of columns: which of them mean something to the engine, in one table of spellings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from scoring.sources.cells import plain
from scoring.sources.types import JUDGEMENTS, SELF_SCORES, TABLE, UNITS
from scoring.text.regex import regex

# Role → its spellings, as `folded` makes them (no white space, no brackets, lower case).
ALIASES: dict[str, tuple[str, ...]] = {
    "unit": (
        "单位",
        "单位名称",
        "单位名",
        "被考核单位",
        "被评估单位",
        "被评单位",
        "受评单位",
        "被测评单位",
        "考核单位名称",
        "考核对象",
        "评估对象",
        "填报单位",
        "报送单位",
        "自评单位",
        "地区",
        "区县",
        "县区",
        "县市区",
        "市县",
        "市县区",
        "县",
        "乡镇",
        "乡镇街道",
        "镇街",
        "部门",
        "部门名称",
        "unit",
    ),
    "year": ("年度", "年份", "年", "考核年度", "报告年度", "评估年度", "year"),
    "group": ("组别", "分组", "组", "考核组别", "排名组别", "考核分组", "group"),
    "unit_type": ("类型", "单位类型", "单位类别", "类别", "unit_type"),
    "population": ("人口", "常住人口", "人口数", "常住人口数", "总人口", "population"),
    "enforcement": (
        "行政执法权",
        "执法权",
        "有无执法权",
        "有无行政执法权",
        "是否有执法权",
        "是否有行政执法权",
        "是否具有行政执法权",
        "enforcement",
    ),
    "file": ("报告文件", "文件", "文件名", "报告文件名", "报告", "采用的报告", "file"),
    "criterion_id": ("指标编号", "评分项编号", "criterion_id", "criterion"),
    "criterion": ("指标", "指标名称", "评分项", "评分项名称", "考核指标", "评估指标", "考核内容", "评分项目"),
    "score": ("得分", "分数", "评分", "打分", "评分结果", "等次", "等级", "档次", "score", "points"),
    "self_score": ("自评分", "自评得分", "自评", "自评分数", "自我评分", "自查得分", "self_score"),
    "scorer": (
        "评分人",
        "打分人",
        "评分专家",
        "专家",
        "专家姓名",
        "评委",
        "评审人",
        "评估人",
        "核查人",
        "考核人",
        "scorer",
    ),
    "reason": ("理由", "评分理由", "打分理由", "评分说明", "自评说明", "自评理由", "自评依据", "情况说明", "reason"),
    "public_reason": ("扣分原因", "扣分理由", "反馈意见", "告知单位的原因", "public_reason"),
    "weight": ("权重", "票数", "weight"),
    "date": ("日期", "评分日期", "打分日期", "核查日期", "出具日期", "发布日期", "通报日期", "统计日期", "date"),
    "office": (
        "出具单位",
        "出具机关",
        "出具部门",
        "提供单位",
        "来源单位",
        "发布单位",
        "数据来源",
        "制表单位",
        "office",
    ),
    "document": ("文号", "发文字号", "文件号", "来源文件", "依据文件", "document"),
    # Columns of forms that carry nothing to be read.
    "idle": (
        "序号",
        "序",
        "备注",
        "满分",
        "分值",
        "标准分",
        "范围",
        "评分范围",
        "可选等次",
        "可选",
        "评什么",
        "编号",
        "no.",
    ),
}
_OF: dict[str, tuple[str, ...]] = {
    TABLE: ("unit", "year", "office", "document", "date"),
    UNITS: ("unit", "year", "unit_type", "group", "population", "enforcement", "file"),
    JUDGEMENTS: (
        "unit",
        "year",
        "criterion_id",
        "criterion",
        "score",
        "scorer",
        "reason",
        "public_reason",
        "weight",
        "date",
    ),
    SELF_SCORES: ("unit", "year", "criterion_id", "criterion", "self_score", "reason"),
}
_NO = frozenset(["序号", "序", "no."])
# What the lines above and below a table may say of all of it. 填报单位 above a form of one unit is that unit.
PREAMBLE = ("office", "document", "date", "year", "unit", "criterion", "scorer")

_BRACKETS = regex(r"[(（]([^()（）]*)[)）]")
_ID = regex(r"\[([^\[\]]+)\]$")
_SPACE = regex(r"\s+")


@dataclass(frozen=True, slots=True)
class Title:
    """A title as written (`shown`), what stands before brackets (`bare`), the id in square brackets and what round brackets hold (`unit`),
    each "" where there is none: `败诉率（%） [loss_rate]`. `full` has the titles above it too, joined by /."""

    shown: str
    bare: str
    id: str = ""
    unit: str = ""
    full: str = ""

    def names(self) -> tuple[str, ...]:
        """By what a rubric may call the column, folded."""
        words = (self.id, self.shown, self.bare, self.full)
        return tuple(dict.fromkeys(folded(word) for word in words if word))


def title_of(text: str, above: Iterable[str] = ()) -> Title:
    """The parts of a title; `above` are the titles of the groups it stands in, outermost first."""
    shown = _SPACE.sub("", text.translate({0x3000: 0x20})).rstrip("*＊")
    found = _ID.search(plain(shown))
    id_ = found.group(1) if found is not None else ""
    body = shown[: len(shown) - len(id_) - 2] if id_ else shown
    units = _BRACKETS.findall(body)
    bare = _BRACKETS.sub("", body)
    groups = [_SPACE.sub("", group) for group in above]
    full = "/".join((*groups, body)) if groups else ""
    return Title(body, bare or body, id_, plain(units[-1]) if units else "", full)


def folded(text: str) -> str:
    """What spellings of a title share: no white space, full-width forms plain, lower case."""
    return _SPACE.sub("", plain(text)).casefold()


def role_of(text: str, kind: str) -> str:
    """What a title means in a file of that kind: a key of ALIASES, or "" for a column of data."""
    title = title_of(text)
    roles = _roles(kind)
    for name in (title.id, title.shown, title.bare, title.bare + title.unit):
        role = roles.get(folded(name)) if name else None
        if role is not None:
            return role
    if kind == SELF_SCORES:
        # The forms of a unit call the column simply 得分.
        return "self_score" if folded(title.bare) in ALIASES["score"] else ""
    return ""


def preamble_role(text: str) -> str:
    """What a line above the titles says when it begins with this word; "" if nothing to the engine."""
    return _preamble_roles().get(folded(text).rstrip(":"), "")


@cache
def preamble_words() -> tuple[str, ...]:
    """The words that `preamble_role` knows, the longest first."""
    return tuple(sorted(_preamble_roles(), key=lambda word: (-len(word), word)))


@cache
def _roles(kind: str) -> dict[str, str]:
    roles = {alias: role for role in _OF[kind] for alias in ALIASES[role]}
    # In a table of another office 分值 or 备注 may be what the rubric asks for; a number of the row never is.
    idle = _NO if kind == TABLE else ALIASES["idle"]
    return {**dict.fromkeys(idle, "idle"), **roles}


@cache
def _preamble_roles() -> dict[str, str]:
    single = frozenset(["年", "县", "部门", "组", "专家", "地区", "区县", "县区", "乡镇"])
    return {alias: role for role in PREAMBLE for alias in ALIASES[role] if alias not in single}
