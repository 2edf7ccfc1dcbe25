"""Invented units by number: in every fifty a prefecture, nine counties, seventeen departments and twenty-three townships of theirs."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

_FIRST = "樾栎漪芷蓼荻檀桐枳棠澹岚湄溆璜琥芾荇蘅杞槭樗柽桫楝椴楸枇萩葭菀茱蒲莞薜苕藜芜荔"
_SECOND = "湾陂垭堰岑畈坞矶墩岭沱坝垱塬峁浦渚浔泾洼墟圩砦梁垴屏桥亭渡源溪泉涧潭塘埠洲滩坪坡"
_PAIRS = len(_FIRST) * len(_SECOND)
_BUREAUS = (
    "司法局",
    "市场监督管理局",
    "交通运输局",
    "农业农村局",
    "民政局",
    "教育体育局",
    "自然资源局",
    "城市管理局",
    "应急管理局",
    "水利局",
    "财政局",
    "林业局",
    "档案局",
    "审计局",
    "统计局",
    "医疗保障局",
    "文化和旅游局",
)
_COUNTY_ENDS = ("县", "县", "县", "区", "市", "旗")
_TOWN_ENDS = ("镇", "镇", "乡", "街道")
_BLOCK = 50
_COUNTIES = range(1, 10)
_DEPARTMENTS = range(10, 27)

# Kinds by their letter in the books of sentences.
KINDS = {"P": "prefecture", "C": "county", "D": "department", "T": "township"}


class Unit(NamedTuple):
    """A unit: its number, kind (P, C, D, T), short name (樾湾县), name in titles (樾湾县人民政府), the unit above it."""

    number: int
    kind: str
    short: str
    full: str
    above: str


def _word(number: int) -> str:
    """Another word for every number: of two characters, then of three, then of four."""
    high, low = divmod(number, _PAIRS)
    # A big prime, so that neighbours do not look alike.
    first, second = divmod(low * 7919 % _PAIRS, len(_SECOND))
    word = _FIRST[first] + _SECOND[second]
    while high:
        high, digit = divmod(high - 1, len(_FIRST))
        word = _FIRST[digit] + word
    return word


@lru_cache(maxsize=4096)
def unit(number: int) -> Unit:
    """The unit of this number; pure."""
    block, place = divmod(number, _BLOCK)
    if place == 0:
        name = _word(block * 11 + 3) + "市"
        return Unit(number, "P", name, name + "人民政府", "省")
    if place in _COUNTIES:
        return _county(block, place)
    if place in _DEPARTMENTS:
        above = _county(block, 1 + (place - 10) % 9)
        name = above.short + _BUREAUS[place - 10]
        return Unit(number, "D", name, name, above.short)
    above = _county(block, 1 + (place - 27) % 9)
    name = above.short + _word(number * 7 % _PAIRS) + _TOWN_ENDS[number * 7 // 3 % 4]
    full = name + ("办事处" if name.endswith("街道") else "人民政府")
    return Unit(number, "T", name, full, above.short)


def _county(block: int, place: int) -> Unit:
    number = block * _BLOCK + place
    name = _word(block * 11 + 4 + place) + _COUNTY_ENDS[(block + place) % 6]
    return Unit(number, "C", name, name + "人民政府", _word(block * 11 + 3) + "市")
