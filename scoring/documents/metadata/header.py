"""The labelled header of a page: labels with blanks inside, several on a line, values beside or below them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from scoring.documents.metadata.window import Window
from scoring.text import kernel
from scoring.text.regex import regex

INDEX, PUBLISHER, PUBLISHED, ISSUED, DATED, NUMBER, TITLE, STOP = (
    "index_number",
    "publisher",
    "publish_date",
    "issue_date",
    "document_date",
    "document_number",
    "title",
    "stop",
)

# Label → field, the trusted ones of a field first. `stop` labels only end the value before them.
_WORDS: Mapping[str, str] = {
    INDEX: "信息索引号 信息索引 索引号码 索引号 信息索取号 索取号 索引编号",
    PUBLISHER: "发布机构 发文机构 发布机关 发文机关 制发机关 制发机构 发布单位 发文单位 发布部门 公开机构 公开主体 公开单位 责任部门 公开责任部门 "
    "信息来源 文章来源 稿件来源 内容来源 来源 供稿单位 供稿 信息提供单位 提供单位 发布者 作者",
    PUBLISHED: "发布日期 发布时间 公开日期 公开时间 公布日期 公布时间 信息公开日期 发表时间 发表日期 上网时间 上网日期 发稿时间 刊发日期 录入时间 "
    "上传时间 时间 日期 更新时间 更新日期",
    ISSUED: "发文日期 发文时间",
    DATED: "成文日期 成文时间 公文生成日期 公文日期 生成日期 印发日期 印发时间 签发日期 制发日期 产生日期 文件日期 形成日期",
    NUMBER: "发文字号 发文文号 公文文号 文件文号 文件编号 文件号 文号",
    TITLE: "信息名称 文件名称 公文名称 信息标题 文件标题 文章标题 标题 名称",
    STOP: "主题分类 主题词 主题 关键词 关键字 分类 信息分类 信息类别 内容分类 组配分类 体裁分类 体裁 服务对象 有效期 有效性 信息有效性 时效性 效力状态 效力 "
    "状态 是否有效 生效日期 失效日期 废止日期 实施日期 施行日期 公开方式 公开范围 公开形式 公开时限 公开类别 公开属性 内容概述 内容摘要 概述 摘要 "
    "浏览次数 浏览量 浏览 点击数 点击量 点击率 点击次数 点击 访问量 访问次数 阅读次数 阅读量 阅读数 阅读 人气 字号 字体 字体大小 文字大小 字体显示 "
    "视力保护色 保护视力色 背景色 打印 分享 分享到 责任编辑 编辑 审核 审核人 签发 签发人 初审 复审 终审 校对 撰稿 记者 摄影 语种 文种 公文种类 "
    "载体类型 记录形式 所属栏目 栏目 编号 统一编号 统一登记号 登记号 主办单位 承办单位 联系电话 电话 附件 抄送 主送 当前位置 您的位置 来源网站 朗读 "
    "所在位置 您所在的位置 您当前的位置 备注 规范性文件编号",
}
LABELS: Mapping[str, str] = {word: name for name, words in _WORDS.items() for word in words.split()}
_RANK: Mapping[str, int] = {word: at for words in _WORDS.values() for at, word in enumerate(words.split())}
_LONGEST = max(map(len, LABELS))
_LENGTHS = sorted({len(word) for word in LABELS}, reverse=True)
_LAST = frozenset(word[-1] for word in LABELS)
_LAST_PAIRS = frozenset(word[-2:] for word in LABELS)
_BLANKS = frozenset(" \t\u3000\xa0")

_GAP = r"[ \t\u3000\xa0]"
_BESIDE = 16
# Labels without a colon: in tables (a bar or line end follows) or in plain rows (a blank follows); only words that
# mean nothing else in a header.
_BARE = (
    "索引号",
    "发布机构",
    "发文机构",
    "发布机关",
    "发文机关",
    "制发机关",
    "制发机构",
    "发文日期",
    "发布日期",
    "发布时间",
    "成文日期",
    "生成日期",
    "发文字号",
    "公开日期",
    "主题分类",
    "关键词",
    "服务对象",
    "体裁分类",
    "有效性",
    "公开方式",
    "公开范围",
    "信息名称",
    "文号",
    "标题",
    "名称",
)
_BEFORE_BARE = r"\n|\u2022 \t\u3000\xa0"
# What stands before a label is looked at behind its first character: the search for a character is the fastest.
_BARE_LABEL = regex(
    "(?:"
    + "|".join(f"{_GAP}{{0,4}}".join((f"{word[0]}(?<![^{_BEFORE_BARE}]{word[0]})", *word[1:])) for word in _BARE)
    + rf")(?={_GAP}{{0,8}}[|\r\n]|{_GAP})",
)
# Brackets around a year belong to a document number (青政发[2021]6号), others to the next field or to buttons.
_VALUE_END = regex(rf"{_GAP}{{2,}}|[\n|]|[【\[](?!\s?20\d\d)|(?<!20\d\d)[】\]]|$", re.M)
_LEAD = regex(rf"(?:{_GAP}|[|:])*")
_BELOW = regex(rf"(?:{_GAP}|[\n\r|•·])*")


class Label(NamedTuple):
    """A label found: its field, its word, and where it and its value stand in the window (value empty: start == end)."""

    field: str
    word: str
    start: int
    value_start: int
    value_end: int

    @property
    def rank(self) -> int:
        """0 for the most trusted word of the field."""
        return _RANK[self.word]


def read_labels(view: Window, start: int, end: int) -> tuple[Label, ...]:
    """The labels in `[start, end)` of `view` in order, `stop` labels left out.

    A value runs from its label to the next label, a bar, a bracket, two blanks or the line end; when nothing stands on
    the label's line, to the end of the next line that is not blank.
    """
    marks = _before_colons(view.text, start, end)
    for found in _BARE_LABEL.finditer(view.text, start, end):
        first, stop = found.span()
        if not any(stop == mark[2] or mark[0] <= first < mark[1] for mark in marks):
            marks.append((first, stop, stop, "".join(found.group().split())))
    marks.sort()
    labels = []
    for at, (left, right, _, word) in enumerate(marks):
        if LABELS[word] == STOP:
            continue
        limit = marks[at + 1][0] if at + 1 < len(marks) else len(view.text)
        labels.append(Label(LABELS[word], word, left, *_value(view.text, right, limit)))
    return tuple(labels)


def by_rank(labels: Sequence[Label], name: str) -> list[Label]:
    """The labels of field `name`, the most trusted word first, then in order of the text."""
    found = [label for label in labels if label.field == name]
    return sorted(found, key=lambda label: (label.rank, label.start)) if len(found) > 1 else found


def _colon_labels(text: str, start: int, end: int) -> list[tuple[int, int, int, str]]:
    """(start, end after the colon, end of the word, word) of every label before a colon."""
    marks = []
    at = text.find(":", start, end)
    while at >= 0:
        word = _word_before(text, at, start)
        if word is not None:
            marks.append((word[0], at + 1, at, word[1]))
        at = text.find(":", at + 1, end)
    return marks


_before_colons: Callable[[str, int, int], list[tuple[int, int, int, str]]] = _colon_labels
if kernel.native:
    _before_colons = kernel.native.Labels(LABELS, "".join(_LAST), _LAST_PAIRS, _LONGEST, _BESIDE).before_colons


def _word_before(text: str, colon: int, floor: int) -> tuple[int, str] | None:
    """The label that ends at `colon`, the longest that fits. Words of two characters must not continue a longer word."""
    last = text[colon - 1] if colon > floor else ""
    if last not in _BLANKS:
        if last not in _LAST:
            return None
        pair = text[colon - 2 : colon] if colon - 1 > floor else ""
        # Without a blank between them the last two characters are those of a label.
        if pair not in _LAST_PAIRS and pair[:1] not in _BLANKS:
            return None
    stretch = text[max(floor, colon - _LONGEST - 1) : colon]
    if not (" " in stretch or "\u3000" in stretch or "\xa0" in stretch or "\t" in stretch):
        for length in _LENGTHS:
            start = colon - length
            word = text[start:colon] if start >= floor else ""
            # A word of two characters must not continue a longer one.
            if word in LABELS and (length > 2 or start == floor or not "\u4e00" <= text[start - 1] <= "\u9fff"):
                return start, word
        return None
    chars: list[str] = []
    starts: list[int] = []
    at = colon - 1
    gap = 0
    boundary = [False]
    while at >= floor and len(chars) < _LONGEST + 1 and colon - at <= _BESIDE + _LONGEST:
        char = text[at]
        if char in _BLANKS:
            gap += 1
            if gap > 6:
                break
        elif "\u4e00" <= char <= "\u9fff":
            if chars and gap:
                boundary[-1] = True
            chars.append(char)
            starts.append(at)
            boundary.append(False)
            gap = 0
        else:
            break
        at -= 1
    boundary[len(chars)] = True
    for length in range(min(len(chars), _LONGEST), 1, -1):
        word = "".join(reversed(chars[:length]))
        if word in LABELS and (length > 2 or boundary[length]):
            return starts[length - 1], word
    return None


def _value(text: str, start: int, limit: int) -> tuple[int, int]:
    lead = _LEAD.match(text, start, limit)
    begin = lead.end() if lead else start
    if begin < limit and text[begin] in "\r\n":
        below = _BELOW.match(text, begin, limit)
        begin = below.end() if below else begin
    found = _VALUE_END.search(text, begin, limit)
    stop = found.start() if found else limit
    while stop > begin and text[stop - 1] in " \t\r\u3000\xa0,;·•)(":
        stop -= 1
    return begin, stop
