"""Where a unit lies, as far as its own text says so: no gazetteer but the names of the provinces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from scoring.text.regex import regex
from scoring.text.report import Span

MUNICIPALITIES = ("北京市", "上海市", "天津市", "重庆市")
_SHORT_NAMES = "河北山西辽宁吉林江苏浙江安徽福建江西山东河南湖北湖南广东海南四川贵州云南陕西甘肃青海台湾"
_PROVINCES = frozenset(("黑龙江省", *(f"{_SHORT_NAMES[at : at + 2]}省" for at in range(0, len(_SHORT_NAMES), 2))))
_OTHER_HEADS = (
    *("内蒙古自治区", "广西壮族自治区", "西藏自治区", "宁夏回族自治区", "新疆维吾尔自治区"),
    *MUNICIPALITIES,
)
# Another province is named beside partners, visitors and origins.
_ELSEWHERE = frozenset("赴与和邻往自向帮到籍从")
# A province with an unknown name counts only where its rules or organs are named.
_OTHER_PROVINCE = regex(
    r"[《“]([\u4e00-\u9fff]{2,3}省)(?=[\u4e00-\u9fff])|[在和、]([\u4e00-\u9fff]{2,3}省)(?=委|人民政府|政府)"
)
_NO_PROVINCE = regex("^[全各外我本跨邻]")

_LISTED = regex(r"委|政府|人民政府|法治|关于|[\u4e00-\u9fff]{0,6}部署")
_COUNTY = regex(r"[县区旗市](?=委|人民政府|政府|人大|司法局|依法治)")

# The name that ends a stretch, what leads to it, and what comes before: not in the middle of a word.
_NAME = regex(
    r"(?:^|(?<=[^\u4e00-\u9fff])|(?<=[在共成向入是报受经按由获省])|(?<=委托)|(?<=贯彻)|(?<=落实)|(?<=执行))"
    r"(?P<led>在中共|中共|在|向|报|经|按照|根据)?(?:荣?获得?|[评列成]为|(?:圆满)?完成|贯彻落实|落实|贯彻|执行)?(?P<n>[\u4e00-\u9fff]{1,4})\Z"
)
# What a name follows that begins neither a stretch nor a word: the last characters of all that leads to it.
_LEADS = frozenset("在共成向入是报受经按由获省托彻实行照据得为")
_LOOK_BACK = 9

# Function words, verbs and organs that run into 市委 or 县政府 where no name stands.
_RUNS_IN = "向请由经对把为与和以被到并均报至及按让使给聘听取汇提的是在了该等其据受委"
_NO_NAME = rf"[{_RUNS_IN}]|将[市县]|政府"
# Words that stand before 市委 or 市政府 of the text's own city (均向市政府报备) and kinds of cities: no names.
_KINDS = "级区范全各省我本县型"
_NO_CITY = regex(
    rf"^(?:[全各我本该两多外他跨邻区县]|中共|中央|城|上|下)|(?:[{_KINDS}]|直辖|示范|设区的|[心慧生明代居国园林军棉色大小]城)市$|省"
    rf"|{_NO_NAME}"
)
_NO_COUNTY = regex(
    r"^(?:[全各我本该省市县区]|中共|经|按|在)|[各全本我市省辖][县区]$|(?:^|[主老心])城区$|[社园景地政郊]区$"
    rf"|{_NO_NAME}|[镇乡]."
)


# Behind the characters named here `_name_before` gives nothing or a name that `_NO_CITY` refuses.
_CITY = regex(
    rf"市(?<=[\u4e00-\u9fff]市)(?<![{_KINDS}{_RUNS_IN}]市)"
    r"(?:(?P<s>委|人民政府|政府|中级人民法院|人大)|(?=[\u4e00-\u9fff“《]|20\d\d))"
)


class Place(NamedTuple):
    """A place named in the text and its first mention."""

    name: str
    span: Span


def province_in(text: str) -> Place | None:
    """The province most often named in `text`; None if there is none or two are named equally often."""
    known = (
        (text[start:end], Span(start, end)) for start, end in _heads(text) if text[max(0, start - 1)] not in _ELSEWHERE
    )
    named = _most(known, least=1)
    if named is not None:
        return named
    return _most(((name, span) for name, span in _other_provinces(text) if not _NO_PROVINCE.search(name)), least=1)


def _other_provinces(text: str) -> Iterator[tuple[str, Span]]:
    """The matches of `_OTHER_PROVINCE`, which begin three or four characters before a 省."""
    end = 0
    at = text.find("省")
    while at >= 0:
        for start in (at - 4, at - 3):
            found = _OTHER_PROVINCE.match(text, start) if start >= end else None
            if found is not None:
                end = found.end()
                yield found.group(found.lastindex or 1), Span(*found.span(found.lastindex or 1))
                break
        at = text.find("省", at + 1)


def _heads(text: str) -> Iterator[tuple[int, int]]:
    """Where the provinces, autonomous regions and municipalities are named, of each the first mention first.

    They are looked up by single characters, which takes a fraction of the time that words take.
    """
    at = text.find("省")
    while at >= 0:
        for start in (at - 2, at - 3):
            if start >= 0 and text[start : at + 1] in _PROVINCES:
                yield start, at + 1
        at = text.find("省", at + 1)
    for name in _OTHER_HEADS:
        at = text.find(name) if name[1] in text else -1
        while at >= 0:
            yield at, at + len(name)
            at = text.find(name, at + len(name))


@lru_cache(maxsize=4)
def cities_above(text: str, own: str) -> tuple[Place | None, bool]:
    """The city that `text` speaks of as the one above `own`, and whether that is plain: its organs are named after 在, 中共,
    向 …; a city merely named twice is less so."""
    mentions = [(found, _city_before(text, found.start() + 1, own)) for found in _CITY.finditer(text)]
    strong: list[tuple[str, Span]] = []
    for found, named in mentions:
        if named is None:
            continue
        organ, listed = found.group("s"), _LISTED.match(text, found.start() + 1)
        if not (organ or listed):
            continue
        name, span, is_led = named
        if (listed and text[span.start - 1 : span.start] in ("省", "、")) or (organ and is_led):
            strong.append((name, span))
    led = _most(strong, least=1)
    if led is not None:
        return led, True
    taken = {span for _, span in strong}
    weak = [named[:2] for _, named in mentions if named is not None and named[1] not in taken]
    return _most(strong + weak, least=2), False


def _city_before(text: str, end: int, own: str) -> tuple[str, Span, bool] | None:
    """As `_name_before`, for a city that may lie above `own`."""
    named = _name_before(text, end)
    if named is None or len(named[0]) < 3 or named[0] == own or named[0] in MUNICIPALITIES or _NO_CITY.search(named[0]):
        return None
    return named


def county_above(text: str, own: str) -> Place | None:
    """The county or district whose committee or government `text` names."""
    named = (_name_before(text, found.end()) for found in _COUNTY.finditer(text))
    return _most(
        ((one[0], one[1]) for one in named if one is not None and one[0] != own and not _NO_COUNTY.search(one[0])),
        least=1,
    )


def place_of_rank(text: str, rank: str) -> Place | None:
    """The place of administrative character `rank` (县, 区, 市, 镇 …; a character class) that `text` most often names with an
    organ or at the head of a title: what 县司法局 leaves out."""
    pattern = re.compile(rf"{rank}(?=委|人民政府|政府|人大|司法|重大|20\d\d年|行政|法治|党委|坚持|人民)")
    named = (_name_before(text, found.end()) for found in pattern.finditer(text))
    return _most(
        (
            (one[0], one[1])
            for one in named
            if one is not None and not _NO_COUNTY.search(one[0]) and not _NO_CITY.search(one[0])
        ),
        least=1,
    )


def _name_before(text: str, end: int) -> tuple[str, Span, bool] | None:
    """The name that ends at `end` with its administrative word, its place, and whether 在, 中共, 向 … lead to it."""
    if not "\u4e00" <= text[end - 2 : end - 1] <= "\u9fff":
        return None
    start = max(0, end - _LOOK_BACK)
    stretch = text[start : end - 1]
    found = _NAME.search(stretch) if _may_begin(stretch) else None
    if found is None:
        return None
    at = start + found.start("n")
    return text[at:end], Span(at, end), found.group("led") is not None


def _may_begin(stretch: str) -> bool:
    """Whether a name of one to four characters may end `stretch`: something stands before it that it may follow."""
    before = stretch[-5:-1]
    if len(stretch) < 5 or not _LEADS.isdisjoint(before):
        return True
    return min(before) < "\u4e00" or max(before) > "\u9fff"


def _most(mentions: Iterable[tuple[str, Span]] | Iterator[tuple[str, Span]], least: int) -> Place | None:
    counted: dict[str, int] = {}
    firsts: dict[str, Span] = {}
    for name, span in mentions:
        counted[name] = counted.get(name, 0) + 1
        firsts.setdefault(name, span)
    if not counted:
        return None
    most = max(counted.values())
    often = [name for name, count in counted.items() if count == most]
    return Place(often[0], firsts[often[0]]) if most >= least and len(often) == 1 else None
