"""Type and level of a unit: from its name; a 市 is a prefecture or a county-level city only by what the text says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import product
from typing import NamedTuple

from scoring.documents.metadata.names import (
    COMMITTEE,
    DEPARTMENT,
    GOVERNMENT,
    OFFICE,
    OTHER,
    PARTY,
    PLACE,
    SUBDISTRICT,
    ZONE,
    Name,
)
from scoring.documents.metadata.region import MUNICIPALITIES, cities_above
from scoring.text import kernel
from scoring.text.regex import regex
from scoring.text.report import Span

PREFECTURE, COUNTY_CITY = "prefecture", "county"


class UnitType(NamedTuple):
    """`type`, `level` and `level_detail` as in Metadata (None: cannot be told); `span` is the quote that decided where the
    name alone does not; `sure` is False for a narrow decision."""

    type: str | None
    level: str | None
    detail: str | None
    span: Span | None = None
    sure: bool = True


class _City(NamedTuple):
    type: str | None
    span: Span | None
    sure: bool


class _Evidence(NamedTuple):
    """One clue about a 市: its weight, its patterns, and words of which one is in every match of any of them."""

    weight: int
    patterns: tuple[re.Pattern[str], ...]
    words: tuple[str, ...]


def _evidence(weight: int, words: Iterable[str], *patterns: str) -> _Evidence:
    return _Evidence(weight, tuple(regex(pattern, re.ASCII) for pattern in patterns), tuple(words))


def _each(firsts: Iterable[str], seconds: Iterable[str]) -> list[str]:
    """Every one of the first with every one of the second behind it."""
    return [first + second for first, second in product(firsts, seconds)]


# Weighed evidence about a 市: a prefecture has counties below it, makes rules, has the intermediate court.
# The patterns of one line are one clue. They begin with letters, which the search finds many times faster than classes,
# repeats or looks behind; a group holds the digits before the first letter.
_HAS_COUNTIES: tuple[_Evidence, ...] = (
    _evidence(
        3,
        ["各县", "县(", "县（", "各区", "县市区", "市(州", "市（州"],
        r"各县[(（]?市?[、]?[市区]|县[(（]市、?区[)）]|县[(（]区、?市[)）]|市县[(（]区[)）]|区县[(（]区[)）]|各[区县]县|县市区"
        r"|市[(（]州|各区[(（]县",
    ),
    _evidence(
        3,
        _each(("全市", "我市", "辖", "覆盖", "个", *"0123456789"), "县市区"),
        r"(?:全市|我市|下辖|辖|覆盖)\d{0,2}个?(?:县|市、?区|区县|县区|县市)(?!级|直|委|政府)",
        r"个(?:(?<=(\d\d)个)|(?<=(\d)个))(?:县区|区县|县[(（、市区])",
    ),
    _evidence(
        2,
        ["县区", "区县", "市县", "市、县", "市和县"],
        r"县区(?!域|划|位)|区县(?!级|委)|市[、和]?县[(（、]?[市区]|市、?县、?(?:[乡镇区].{0,3})?[两三]级",
    ),
    _evidence(
        2,
        ["政府规章", "政府立法", "立法计划", "立法项目", "地方性法规草案", "设区市政府", "设区的市政府"],
        r"政府规章|政府立法|立法计划|立法项目|地方性法规草案|设区的?市政府",
    ),
    _evidence(
        2,
        ("市中级", "市中院"),
        r"市中(?:(?<![\u4e00-\u9fff]{2}市中)级人民?法院|(?<=[与和向、]市中)(?:级人民法)?院)",
    ),
    _evidence(
        2,
        ("在省委", "在省政府"),
        r"在省委、?省?政府(?!.{0,4}、)[^市]{0,12}领导下|在省委、?省政府和市委的|在省政府和[\u4e00-\u9fff]{2,3}市委",
    ),
)
_HAS_TOWNS: tuple[_Evidence, ...] = (
    _evidence(
        3,
        [*_each("0123456789", "乡镇街"), *_each(_each("0123456789", "个"), "乡镇街")],
        r"(?:全市|我市|下辖|辖)(?:的)?(?:[1-9]|[1-3]\d)个?(?:乡镇|镇街|街镇|镇|乡|街道)",
    ),
    _evidence(2, _each("各", "乡镇街"), r"各(?:乡镇|镇街|街镇|镇|乡)(?:[(（、和]|人民政府|党委|办事处|主要)"),
    _evidence(
        1,
        ["镇街", "乡镇(", "乡镇（", "乡镇街道", "各乡镇"],
        r"镇街|乡镇[(（]街道|乡镇街道|乡镇\(|各乡镇",
    ),
    _evidence(
        2,
        ("市人民法院",),
        r"市人民法院(?:(?<![\u4e00-\u9fff]{2}市人民法院)|(?<=[与和向、]市人民法院))",
    ),
    _evidence(2, ("县级市", "市、镇"), "县级市", "市、镇[(（、两]"),
)
_words = (
    kernel.native.Words(sorted({word for one in (*_HAS_COUNTIES, *_HAS_TOWNS) for word in one.words}))
    if kernel.native
    else None
)
_ABOVE = regex(
    r"(?:在|省委?、|省和|中央、|按照|根据)(?:[省市]委、)?(?P<n>[\u4e00-\u9fff]{2,3}市)(?:委|政府|人民政府|和|法治|[\u4e00-\u9fff]{0,8}部署)"
)
_MARGIN = 2
# No match of a clue has the first of its words further from its beginning.
WORD_REACH = 12

_VERTICAL = regex(
    r"税务局|海关|气象局|烟草专卖局|海事局|邮政管理局|通信管理局|调查队|金融监督管理|消防救援|人民银行|出入境边防|煤矿安全监察|海警"
)
_PLAIN_PLACES: tuple[tuple[str, str, str, str], ...] = (
    ("自治区", "province", "省", "自治区"),
    ("省", "province", "省", "省"),
    ("自治州", "prefecture", "市", "自治州"),
    ("州", "prefecture", "市", "自治州"),
    ("盟", "prefecture", "市", "盟"),
    ("地区", "prefecture", "市", "地区"),
    ("自治县", "county", "县", "自治县"),
    ("县", "county", "县", "县"),
    ("自治旗", "county", "县", "自治旗"),
    ("旗", "county", "县", "旗"),
    ("林区", "county", "区", "林区"),
    ("民族乡", "township", "乡镇", "民族乡"),
    ("镇", "township", "乡镇", "镇"),
    ("乡", "township", "乡镇", "乡"),
    ("苏木", "township", "乡镇", "苏木"),
    ("街道", "township", "乡镇", "街道"),
)


def unit_type(name: Name, place: str, text: str) -> UnitType:
    """The type of the unit `name`, which lies in `place`; `text` is the whole source, folded, read only for a 市.

    province, prefecture, county, township, zone, department or other. A 市 is decided by weighed evidence (counties below it or
    towns, rules made, the city above it); without two points of difference it is None or unsure.
    """
    if name.kind in (SUBDISTRICT,) or place.endswith("街道"):
        return (
            UnitType("township", "乡镇", "街道")
            if name.kind in (SUBDISTRICT, PLACE, GOVERNMENT, OFFICE)
            else _department(name, place, text)
        )
    if name.kind == COMMITTEE:
        return UnitType("zone", "区", _zone_detail(name.text))
    if name.kind == DEPARTMENT or (name.kind == OFFICE and name.organ.endswith(("办公室", "办公厅", "办"))):
        return _department(name, place, text)
    if name.kind in (OTHER, PARTY):
        return UnitType("other", None, None)
    return _of_place(name, place, text)


def city_type(own: str, places: tuple[str, ...], text: str) -> _City:
    """Whether the city `own` is a prefecture or at county level, and the heaviest quote for it."""
    if any(outer.endswith(("市", "州", "盟", "地区")) and outer not in MUNICIPALITIES for outer in places[:-1]):
        return _City(COUNTY_CITY, None, True)
    # Without one of its words a clue is not there; the compiled kernel finds all words in one pass.
    here = None if _words is None else _words.places(text)
    down, up = _weigh(_HAS_COUNTIES, text, here), _weigh(_HAS_TOWNS, text, here)
    points, above = _above(own, text)
    if above is not None:
        up = (up[0] + points, above if up[0] < 3 else up[1])
    if down[0] == up[0]:
        return _City(None, None, False)
    (most, span), other, kind = (down, up[0], PREFECTURE) if down[0] > up[0] else (up, down[0], COUNTY_CITY)
    return _City(kind, span, most - other >= _MARGIN)


def _weigh(evidence: Iterable[_Evidence], text: str, here: Mapping[str, int] | None) -> tuple[int, Span | None]:
    points, heaviest, span, begin = 0, 0, None, 0
    for weight, patterns, words in evidence:
        if here is not None:
            places = [here[word] for word in words if word in here]
            if not places:
                continue
            begin = max(0, min(places) - WORD_REACH)
        spans = [
            (found.start(found.lastindex or 0), found.end())
            for found in (pattern.search(text, begin) for pattern in patterns)
            if found is not None
        ]
        if spans:
            points += weight
            if weight > heaviest:
                heaviest, span = weight, Span(*min(spans))
    return points, span


def _above(own: str, text: str) -> tuple[int, Span | None]:
    """Points for a city named above `own`: 3 where it leads or orders, 1 where it is only named, as a town below may be."""
    for found in _ABOVE.finditer(text):
        if found.group("n") != own and not found.group("n").startswith(("全", "我", "本", "各")):
            return 3, Span(*found.span())
    city, led = cities_above(text, own)
    return (0, None) if city is None else (3 if led else 1, city.span)


def _of_place(name: Name, place: str, text: str) -> UnitType:
    if place in MUNICIPALITIES:
        return UnitType("province", "省", "直辖市")
    if ZONE.search(place) and name.kind not in (GOVERNMENT, OFFICE):
        return UnitType("zone", "区", _zone_detail(place))
    for suffix, kind, level, detail in _PLAIN_PLACES:
        # 枫林区 is a district called 枫林; a forest area has a name of its own before 林区.
        if place.endswith(suffix) and len(place) > len(suffix) + (suffix == "林区"):
            return UnitType(kind, level, detail)
    if place.endswith("区"):
        return UnitType("county", "区", "区")
    if place.endswith("市"):
        city = city_type(place, name.places, text)
        word = {PREFECTURE: "地级市", COUNTY_CITY: "县级市"}.get(city.type or "")
        return UnitType(city.type, "市", word, city.span, city.sure)
    return UnitType("other", None, None)


def _department(name: Name, place: str, text: str) -> UnitType:
    """A department's level is that of its place; a branch office (分局) of a city is at county level."""
    body = "垂管部门" if _VERTICAL.search(name.text) else "部门"
    if place.endswith(("镇", "乡", "街道", "苏木")):
        return UnitType("department", "部门", f"乡镇{body}")
    if place.endswith(("省", "自治区")) or place in MUNICIPALITIES:
        return UnitType("department", "部门", f"省级{body}")
    if place.endswith(("县", "旗", "区")) or name.organ.endswith("分局"):
        return UnitType("department", "部门", None if ZONE.search(place) else f"县级{body}")
    if place.endswith(("州", "盟", "地区")):
        return UnitType("department", "部门", f"市级{body}")
    if place.endswith("市"):
        city = city_type(place, name.places, text)
        rank = {PREFECTURE: "市级", COUNTY_CITY: "县级"}.get(city.type or "")
        return UnitType("department", "部门", f"{rank}{body}" if rank else None, city.span)
    return UnitType("department", "部门", None)


def _zone_detail(text: str) -> str:
    for word, detail in (
        ("高新", "高新区"),
        ("经济", "开发区"),
        ("经开", "开发区"),
        ("开发区", "开发区"),
        ("新区", "新区"),
    ):
        if word in text:
            return detail
    return "功能区"
