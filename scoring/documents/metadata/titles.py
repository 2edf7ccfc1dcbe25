"""The report's title: the label, or the line that reads like one; lines broken in two are joined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from scoring.documents.metadata.names import Name, parse, without_party
from scoring.documents.metadata.window import Piece, Window
from scoring.documents.metadata.years import title_year
from scoring.text.regex import regex

_REPORTS = (
    "报告", "总结", "综述", "情况", "汇报", "公报", "白皮书", "通报", "小结", "年报", "自评", "公示", "公告", "述职", "工作要点", "材料",
)  # fmt: skip
_PLANS = ("计划", "打算", "安排", "要点", "思路")
_NOTICES = ("通知", "函", "请示", "公告", "报告")
_KIND = regex(
    rf"(?:报告|总结|情况)(?:及|和|暨|、)20\d\d年.{{0,16}}(?:{'|'.join(_PLANS)})$"
    rf"|(?:{'|'.join(_REPORTS)})(?:\([^()]{{0,30}}\))?[》”]?$"
    rf"|关于(?:印发|公布|公开|发布|报送|上报|呈报|转发|报告).{{4,60}}的(?:{'|'.join(_NOTICES)})$"
)
# The characters that a match of `_KIND` can end with.
_LAST = frozenset(word[-1] for word in (*_REPORTS, *_PLANS, *_NOTICES)) | frozenset(")》”")
_THEME = regex("法治|依法行政|依法治|法制|普法|推进依法")
_NOT = regex(
    r"[。;?!:]|^[一二三四五六七八九十]{1,3}[、.]|^\([一二三四五六七八九十\d]{1,3}\)|^\d{1,2}[、.](?!\d)|^第[一二三四五六七八九十]{1,2}[章节部、,]"
    r"|^现[就将把]|如下|^附件?\d?$|解读|^上一|^下一|^返回|^相关"
)
# Begins with a class of all that may begin it, so that a line without any of them is passed over at once.
_SPLIT = regex(
    r"[>»_\s\-—](?:(?<=[>»_])[>»_]*|(?<=[ \u3000\xa0])[ \u3000\xa0]{3,}|(?<=\s)-\s"
    r"|(?<=[-—])(?=[\u4e00-\u9fff]{3,20}(?:政府|网|网站|平台|局)\s*$))"
)
_PROSE = regex("[。:]")
_GOES_ON = regex("关于|20[0-3]\\d|二[〇零○]|年度|法治|依法|推进|贯彻|落实")
_BLANKS = " \u3000\xa0"
# Begins with one of `_LEADS`, or with a digit.
_LEADS = frozenset("【[附标题《“•·*#")
_LEAD = regex(r"^(?:【[^】]{0,20}】|\[[^\]]{0,20}\]|附件?\d{0,2}:|标题:|题目:|[《“•·*#]+|\d{4}-\d{2}-\d{2})+")

# The highest score: theme, year and unit. Of equals the first is taken.
_BEST = 8.0
_MAX_LINES = 150
_MAX_LENGTH = 90

_ORGAN_WORD = (
    r"人民政府办公[室厅]|人民政府|政府办公?室?|政府|行政公署|管理委员会|管委会|委员会|办事处|办公室|办公厅|局|委|办|厅|署|院|总队|支队|大队|队|所|站|中心|集团|公司|"
    r"党组|党委|党工委|学校|大学|学院|海关|银行|农场|林场|自治区|开发区|高新区|园区|景区|新区|地区|街道|苏木|省|市|州|盟|县|区|旗|镇|乡|部"
)
# What may follow a unit's name in a title. The exceptions are names of bodies that begin with the same words.
_AFTER = (
    r"关于|\(?20[0-3]\d|二[〇零○]|年度|法治(?!办|局|建设领导|建设委|建设办|政府建设领导|政府建设工作领导|宣传教育中心)"
    r"|依法(?!治[^理]{1,2}(?:委|办|领导|工作领导)|行政工作领导|行政领导)|推进|贯彻|落实|深入|开展|加强"
    r"|全面(?:推进|贯彻|落实|加强|依法行政|履行|建设|深化)|党政主要|主要负责人|领导班子|履行|普法(?!办)|法制(?!办|局)|行政执法(?![^关的]{0,12}[局队])"
    r"|工作(?!委|领导|办)|年终|上半年|第[一二三四]季度|\d{4}|《|$"
)
_UNIT = regex(rf"(?P<u>[\u4e00-\u9fff()、·]{{1,40}}?(?:{_ORGAN_WORD}))(?={_AFTER})")
_SKIP = regex(
    r"(?:[《【\[“•(]|关于|印发|报送|上报|呈报|公布|公开|发布|转发|做好|报告|20[0-3]\d年?度?(?:上半年)?|二[〇零○][一二〇零○][〇零○一二三四五六七八九]年度?|[,、:)])+"
)
_WRAPPER = regex(r"关于(?:印发|公布|公开|发布|报送|上报|呈报|转发)")


class Title(NamedTuple):
    """A title's `piece`, the name of the unit in it (None if none), that name's place in the piece, and whether a label gave
    the title."""

    piece: Piece
    name: Name | None
    name_start: int = 0
    name_end: int = 0
    labelled: bool = False

    @property
    def value(self) -> str:
        return self.piece.plain


def find_title(view: Window, end: int, labelled: Piece | None) -> Title | None:
    """The title among the lines of `view` before `end`; `labelled` is the value of a 标题/名称 label.

    Lines score for naming the theme (法治政府, 依法行政 …), a year and a unit; the best is taken, the earliest of equals. The label is
    taken unless a line says the same and more.
    """
    best: Title | None = None
    best_score = 0.0
    for piece, penalty in _candidates(view, end):
        score = _score(piece.text) - penalty
        if score > best_score:
            best, best_score = make_title(piece), score
            if score >= _BEST:
                break
    if labelled is None or not _plausible_label(labelled.text):
        return best
    if (
        best is not None
        and best_score >= 6
        and _stem(labelled.text) in best.piece.text
        and len(best.piece.text) > len(labelled.text)
    ):
        return best
    return make_title(_bare(labelled))._replace(labelled=True)


def make_title(piece: Piece) -> Title:
    """The title in `piece` with the unit's name found in it."""
    found = unit_in_title(piece.text)
    return Title(piece, None) if found is None else Title(piece, found[0], found[1], found[2])


@lru_cache(maxsize=256)
def unit_in_title(text: str) -> tuple[Name, int, int] | None:
    """The name of the reporting unit in a title and its place, or None.

    In 甲县人民政府办公室关于印发乙的通知 it is the unit of what is issued, or else the government whose office issues it.
    """
    wrapper = _WRAPPER.search(text)
    if wrapper is not None:
        inner = _unit_at(text, wrapper.end())
        if inner is not None:
            return inner
    found = _unit_at(text, 0)
    if found is None and "政府建设" not in text[:6]:
        year = title_year(text)
        found = _unit_at(text, year.end) if year is not None else None
    if found is not None and wrapper is not None and found[0].kind == "office":
        shorter = re.sub(r"办公?[室厅]?$", "", found[0].text)
        name = parse(shorter)
        if name is not None:
            return name, found[1], found[1] + len(shorter)
    return found


def _unit_at(text: str, start: int) -> tuple[Name, int, int] | None:
    skipped = _SKIP.match(text, start)
    begin = skipped.end() if skipped else start
    found = _UNIT.match(text, begin)
    if found is None:
        return None
    whole = found.group("u")
    name = parse(without_party(whole))
    if name is None:
        return None
    return name, found.start("u"), found.end("u")


def _candidates(view: Window, end: int) -> Iterator[tuple[Piece, float]]:
    """What may be the title, in order, and what each loses for being put together."""
    opened: Piece | None = None
    text = view.text
    for start, stop in islice(view.lines(0, end), _MAX_LINES):
        long = stop - start > _MAX_LENGTH * 2
        if long or text.find("。", start, stop) >= 0 or text.find(":", start, stop) >= 0:
            for piece in _openings(view, start, stop):
                yield piece, 0.0
        if long:
            opened = None
            continue
        last: Piece | None = None
        for piece in _parts(view, start, stop):
            last = piece
            if not _is_kind(piece.text):
                continue
            if not _NOT.search(piece.text):
                yield piece, 0.0
            if opened is not None and _continues(opened, piece):
                yield opened.then(piece), 0.5
        opened = None if last is None else _opened(opened, last)


def _openings(view: Window, start: int, stop: int) -> list[Piece]:
    """The titles that a line of prose may begin with: its first word up to a blank, or its first two or three."""
    ends = _blanks(view.text, start, min(stop, start + 2 * _MAX_LENGTH))
    pieces = [_bare(view.piece(start, end)) for end in ends if end > start and _may_end(view.text[end - 1])]
    return [piece for piece in pieces if _is_kind(piece.text) and not _NOT.search(piece.text)]


def _blanks(text: str, start: int, stop: int) -> list[int]:
    """Where the first three runs of blanks begin."""
    stretch = text[start:stop]
    if not any(blank in stretch for blank in _BLANKS):
        return []
    found: list[int] = []
    for at, char in enumerate(stretch, start):
        if char in _BLANKS and (at == start or text[at - 1] not in _BLANKS):
            found.append(at)
            if len(found) == 3:
                break
    return found


def _may_end(char: str) -> bool:
    """Whether a title may end with `char`, or with what stands before it if it is a blank."""
    return char in _LAST or char.isspace()


def _parts(view: Window, start: int, stop: int) -> list[Piece]:
    text = view.text
    gap = _SPLIT.search(text, start, stop)
    if gap is None:
        piece = _bare(view.piece(start, stop))
        return [piece] if 2 <= len(piece.text) <= _MAX_LENGTH else []
    parts = []
    at = start
    while gap is not None:
        parts.append((at, gap.start()))
        at = gap.end()
        gap = _SPLIT.search(text, at, stop)
    parts.append((at, stop))
    pieces = [_bare(view.piece(left, right)) for left, right in parts if right > left]
    return [piece for piece in pieces if 2 <= len(piece.text) <= _MAX_LENGTH]


def _bare(piece: Piece) -> Piece:
    """The piece without marks before a title; of quotes only a pair around all of it is taken off."""
    first = piece.text[:1]
    lead = _LEAD.match(piece.text) if first in _LEADS or first.isdecimal() else None
    if lead is None:
        return piece
    start, stop = lead.end(), len(piece.text)
    if piece.text.endswith(("》", "”")) and piece.text.count("《", start) < piece.text.count("》", start):
        stop -= 1
    return piece.cut(start, stop) if start < stop else piece


def _opened(opened: Piece | None, line: Piece) -> Piece:
    """The beginning of a title that the next line may end: `line`, after a unit's name that it goes on from."""
    if opened is not None and _GOES_ON.match(line.text) and not _is_kind(line.text) and _is_name(opened.text):
        return opened.then(line)
    return line


def _is_kind(text: str) -> bool:
    """Whether `text` ends as titles of reports do."""
    return text[-1:] in _LAST and _KIND.search(text) is not None


def _is_name(text: str) -> bool:
    name = parse(text)
    return name is not None and name.kind != "party" and (name.kind != "place" or bool(name.places))


def _continues(before: Piece, piece: Piece) -> bool:
    """Whether `before` and `piece`, which ends as titles do, are two lines of one title."""
    if _is_kind(before.text) or _NOT.search(before.text) or _NOT.search(piece.text):
        return False
    if before.text.endswith("关于"):
        return True
    if len(before.text) > 50:
        return False
    if _is_name(before.text):
        return _GOES_ON.match(piece.text) is not None and unit_in_title(piece.text) is None
    return title_year(before.text) is not None and _THEME.search(before.text + piece.text) is not None


def _score(text: str) -> float:
    if len(text) < 6:
        return 0.0
    score = 1.0
    if _THEME.search(text):
        score += 4
    if title_year(text) is not None:
        score += 2
    if score > 1 and unit_in_title(text) is not None:
        score += 1
    return score if score >= 3 else 0.0


def _plausible_label(text: str) -> bool:
    return len(text) >= 6 and (_THEME.search(text) is not None or _is_kind(text)) and "。" not in text


def _stem(text: str) -> str:
    return text.rstrip(".…")
