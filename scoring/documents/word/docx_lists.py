"""The lists of a .docx: numbering.xml and the styles that number paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from scoring.documents.word.lists import BULLET, Counters, Level

if TYPE_CHECKING:
    from lxml import etree

_DEEPEST_STYLE = 20


def local(element: etree._Element) -> str:
    """The element's name without its namespace ("" for comments)."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The first child called `names[0]`, its first child called `names[1]` … or None."""
    for name in names:
        if element is None:
            return None
        element = next((one for one in element if local(one) == name), None)
    return element


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """The attribute `name` of `element`, whatever its namespace."""
    if element is None:
        return None
    return next((str(given) for key, given in element.attrib.items() if str(key).rpartition("}")[2] == name), None)


def number(element: etree._Element | None, name: str = "val") -> int | None:
    """The attribute as a whole number, None where there is none."""
    given = value(element, name)
    return int(given) if given is not None and given.lstrip("-").isdecimal() and len(given) < 10 else None


@dataclass(frozen=True, slots=True)
class _User:
    """A `w:num`: the list it continues and where it starts levels anew."""

    list_id: str
    levels: dict[int, Level]
    starts: dict[int, int]


@dataclass(slots=True)
class Numbering:
    """Labels for paragraphs: by the list that the paragraph names, or by its style's."""

    users: dict[str, _User] = field(default_factory=dict)
    styles: dict[str, tuple[str | None, int | None, str | None]] = field(default_factory=dict)
    counters: Counters = field(default_factory=Counters)

    def label(self, properties: etree._Element | None, default_style: str | None) -> tuple[str, bool]:
        """The label of the paragraph with these properties (`w:pPr`), and whether one was due but its list is not defined."""
        given = child(properties, "numPr")
        list_id, level = value(child(given, "numId")), number(child(given, "ilvl"))
        style = value(child(properties, "pStyle")) or default_style
        from_style, style_level = self._of_style(style)
        list_id = from_style if list_id is None else list_id
        level = style_level if level is None else level
        if list_id in (None, "0"):
            return "", False
        user = self.users.get(str(list_id))
        if user is None:
            return "", True
        return self.counters.label(user.list_id, str(list_id), level or 0, user.levels, user.starts), False

    def _of_style(self, style: str | None) -> tuple[str | None, int | None]:
        """The list and level that a style, or one it is based on, gives."""
        found: str | None = None
        level: int | None = None
        for _ in range(_DEEPEST_STYLE):
            if style is None or style not in self.styles:
                break
            list_id, its_level, style = self.styles[style]
            found = list_id if found is None else found
            level = its_level if level is None else level
        return found, level


def read_numbering(numbering: etree._Element | None, styles: etree._Element | None) -> Numbering:
    """From the roots of numbering.xml and styles.xml, either of which may be missing."""
    found = Numbering()
    abstract: dict[str, dict[int, Level]] = {}
    linked: dict[str, str] = {}
    for element in numbering if numbering is not None else ():
        if local(element) == "abstractNum":
            list_id = value(element, "abstractNumId") or ""
            abstract[list_id] = _levels(element)
            link = value(child(element, "numStyleLink"))
            if link:
                linked[list_id] = link
    defined = {value(child(one, "styleLink")): value(one, "abstractNumId") or "" for one in _abstracts(numbering)}
    for element in numbering if numbering is not None else ():
        if local(element) == "num":
            list_id = value(child(element, "abstractNumId")) or ""
            list_id = defined.get(linked.get(list_id), list_id)
            levels, starts = _overrides(element, abstract.get(list_id, {}))
            found.users[value(element, "numId") or ""] = _User(list_id, levels, starts)
    for element in styles if styles is not None else ():
        name = value(element, "styleId")
        if local(element) == "style" and name:
            given = child(element, "pPr", "numPr")
            based = value(child(element, "basedOn"))
            found.styles[name] = value(child(given, "numId")), number(child(given, "ilvl")), based
    return found


def default_style(styles: etree._Element | None) -> str | None:
    """The style of paragraphs that name none."""
    for element in styles if styles is not None else ():
        if local(element) == "style" and value(element, "type") == "paragraph" and value(element, "default") in _TRUE:
            return value(element, "styleId")
    return None


_TRUE = ("1", "true", "on")


def _abstracts(numbering: etree._Element | None) -> list[etree._Element]:
    if numbering is None:
        return []
    return [one for one in numbering if local(one) == "abstractNum" and child(one, "styleLink") is not None]


def _levels(parent: etree._Element) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for element in parent:
        level = number(element, "ilvl")
        if local(element) == "lvl" and level is not None:
            found[level] = _level(element)
    return found


def _level(element: etree._Element) -> Level:
    style = value(_format(element)) or "decimal"
    legal = child(element, "isLgl")
    pattern = value(child(element, "lvlText")) or ""
    start = number(child(element, "start"))
    return Level(
        style=style,
        pattern=pattern or ("" if style != BULLET else "•"),
        start=0 if start is None else start,
        restart=number(child(element, "lvlRestart")),
        legal=legal is not None and value(legal) not in ("0", "false", "off"),
        gap=value(child(element, "suff")) in (None, "tab", "space"),
    )


def _format(element: etree._Element) -> etree._Element | None:
    """`w:numFmt`; newer formats stand in an alternative whose fallback older programs read."""
    direct = child(element, "numFmt")
    if direct is not None:
        return direct
    return child(element, "AlternateContent", "Fallback", "numFmt")


def _overrides(element: etree._Element, levels: dict[int, Level]) -> tuple[dict[int, Level], dict[int, int]]:
    changed, starts = dict(levels), {}
    for override in element:
        level = number(override, "ilvl")
        if local(override) != "lvlOverride" or level is None:
            continue
        inner = child(override, "lvl")
        if inner is not None:
            changed[level] = _level(inner)
        start = number(child(override, "startOverride"))
        if start is not None:
            starts[level] = start
    return changed, starts
