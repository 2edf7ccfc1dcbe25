"""The grammar of unit names: places, organs, and names that leave the place out (县司法局, 区政府)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from scoring.text.regex import regex

GOVERNMENT, OFFICE, COMMITTEE, SUBDISTRICT, DEPARTMENT, PARTY, PLACE, OTHER = (
    "government",  # 人民政府, 行政公署
    "office",  # 人民政府办公室
    "committee",  # 管理委员会 of a zone
    "subdistrict",  # 街道办事处
    "department",  # 局, 委, 办, 厅 …
    "party",  # 党委, 县委
    "place",  # a place without an organ
    "other",  # schools, companies, hospitals
)

_ZONE_WORDS = "开发区|高新区|经开区|新区|保税区|管理区|示范区|名胜区|风景区|景区|工业园区|产业园区|园区|试验区|合作区|度假区|功能区|集聚区|示范园|工业园|产业园|科技城"
ZONE = regex(f"(?:{_ZONE_WORDS})$")

# One place: the shortest stretch that ends in an administrative word. The looks around the words keep names such as
# 镇江市, 新乡市, 沙市区, 红旗区 whole, and 城市管理, 城乡建设, 市场监督, 社区 from being taken for places.
_PLACE = regex(
    r"[\u4e00-\u9fff]{1,12}?(?:"
    r"特别行政区|自治区|自治州|自治县|自治旗|民族乡|街道|地区|苏木|省"
    r"|(?<=津市)市|(?<!津)市(?!区|场监)|津市(?!市)|县(?!域|城管)|(?<!社)(?<!片)区(?!域|划)|旗(?!区|镇|乡)|盟|州(?![市区县])(?!.*(?:园区|开发区|新区|高新区|合作区))"
    r"|镇(?![市县区])|(?<!城)乡(?![市县区村族]))"
)
_ORGAN_START = regex(
    r"市场|市政(?!府|务|协|法)|市容|城市|城乡|城管|乡村|区域|县域|"
    r"财政|教育|科技|公安|民政|司法|人力|自然|生态|住房|住建|交通|水利|水务|农业|商务|文化|文旅|卫生|退役|应急|审计|统计|医疗|医保|信访|林业|林草|"
    r"发展|工业|民族|国有|体育|综合|行政|税务|气象|烟草|机关|粮食|投资|招商|大数据|数据|政务|园林|畜牧|供销|档案|人民防空|人防|消防|海洋|渔业|地震"
)
_HEADS = "省市州县区旗盟镇乡街"
_SELF_RULED = regex("自治[区州县旗]")
_PRONOUN = regex(rf"(?:我|全|本|该)(?:[{_HEADS}]|街道|办|局|委|厅)")

_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (OFFICE, regex(r"政府办公?[室厅]?$|行政公署办公[室厅]$|管理?委员?会(?:党政|综合)?办公室$")),
    (GOVERNMENT, regex(r"政府$|行政公署$|行署$")),
    (SUBDISTRICT, regex(r"街道办事处$|街道办$|办事处$")),
    (COMMITTEE, regex(rf"(?:{_ZONE_WORDS}|区)(?:党工委)?管理?委员?会?$|管委会$|管理委员会$")),
    (PARTY, regex(r"^中共.*(?:委员会|委)$|党委$|党工委$|党组$|[省市州县区旗盟镇乡]委$|街道工委$")),
    (
        DEPARTMENT,
        regex(
            r"局$|委员会$|委$|办公室$|办$|厅$|署$|队$|海关$|(?:管理|服务|保障|指挥|调度|事务|监察|执法)中心$|管理处$|管理所$|司法所$|司$|部$|事务所$|站$"
        ),
    ),
    (PLACE, regex(r"(?:[省市县区旗盟州镇乡]|街道|地区|苏木|自治区)$")),
    (PLACE, ZONE),
    (OTHER, regex(r"(?:学校|大学|学院|医院|公司|集团|中心|银行|院|所|会|社|场|馆)$")),
)

_SHORT = regex("(?<!人民)政府(?=$|办)")
_PARTY_GROUP = regex("(?:中共)?(.{2,30}?(?:局|厅|委|办公室|管委会|中心))(?:机关)?(?:党组|党委|党支部)")
_JOINT = regex(
    "(?:中共)?([^、和]{2,14}?)(?:党委|党工委|工委|委员会|委)[、和及]?(?=[^、]{1,14}(?:政府|办事处|管委会|管理委员会)$)"
)
# Organs whose names run on to an administrative word (县委全面依法治县委员会, 自然资源和规划局…区).
_NO_PLACE = regex("委|政府|依法|全面|工作|管理(?!区)|建设")


@dataclass(frozen=True, slots=True)
class Name:
    """A unit's name taken apart: `places` from the outermost, the `organ` after them, its `kind`.

    `relative` is the administrative word of a name that leaves its place out (县司法局 → 县; 我镇 → 镇), "" otherwise.
    """

    text: str
    places: tuple[str, ...]
    organ: str
    kind: str
    relative: str = ""

    @property
    def place(self) -> str:
        """The innermost place, "" where the name has none."""
        return self.places[-1] if self.places else ""

    @property
    def full(self) -> bool:
        return bool(self.places) and not self.relative


@lru_cache(maxsize=4096)
def parse(text: str) -> Name | None:
    """The name `text` (without white space) taken apart, or None if it is no unit's name."""
    kind = _kind(text)
    if kind is None or not 2 <= len(text) <= 45:
        return None
    if _PRONOUN.fullmatch(text):
        return Name(text, (), text[1:], PLACE, text[1])
    self_ruled = _SELF_RULED.match(text)
    if self_ruled is not None and kind != PLACE:
        return Name(text, (), text[3:], kind, self_ruled.group())
    head, rest = text[0], text[1:]
    if head in _HEADS and kind != PLACE and not _ORGAN_START.match(text) and not places_of(rest)[0]:
        return Name(text, (), rest, kind, head)
    if kind == PARTY:
        text_after = text.removeprefix("中共")
        places, organ = places_of(text_after)
        return Name(text, places, organ, kind)
    places, organ = places_of(text)
    return Name(text, places, organ, kind)


def places_of(text: str) -> tuple[tuple[str, ...], str]:
    """The places at the start of `text`, outermost first, and what follows them.

    A national body's name before the place (国家税务总局, 中国人民银行) is passed over.
    """
    body = re.sub(
        r"^(?:国家|中国|中华人民共和国)[^省市县区旗]{1,14}?(?:总局|银行|局|部)(?=[\u4e00-\u9fff]{2})", "", text
    )
    places: list[str] = []
    at = 0
    while at < len(body) and not _ORGAN_START.match(body, at):
        if places and body.startswith("人民政府", at) and _PLACE.match(body, at + 4):
            at += 4
        found = _PLACE.match(body, at)
        if found is None or _NO_PLACE.search(found.group()):
            break
        places.append(found.group())
        at = found.end()
    return tuple(places), body[at:]


def full_form(text: str) -> str:
    """The name with 政府 written out as 人民政府."""
    return _SHORT.sub("人民政府", text)


def without_party(text: str) -> str:
    """The government's part of a joint name (中共甲县委、甲县人民政府 → 甲县人民政府) and the office of a party group (甲县司法局党组 →
    甲县司法局), otherwise `text`."""
    group = _PARTY_GROUP.fullmatch(text)
    if group is not None:
        return group.group(1)
    found = _JOINT.match(text)
    if found is None or len(text) - found.end() < 3:
        return text
    rest = text[found.end() :]
    relative = rest[0] in _HEADS and rest[1:] in ("政府", "人民政府", "办事处")
    return found.group(1) + rest[1:] if relative else rest


def _kind(text: str) -> str | None:
    for kind, pattern in _KINDS:
        if pattern.search(text):
            return kind
    return None
