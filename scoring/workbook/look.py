"""Fonts, colours and number formats of the workbook."""

from __future__ import annotations

from typing import Any, NamedTuple

from scoring.messages.workbook import MOVED
from scoring.tables.types import Kind

# The first is on every Windows with Chinese; programs without it fall back by family (2 = sans serif) and charset (134 = GB 2312).
FONT = "Microsoft YaHei"
SIZE = 10
LINE_HEIGHT = 16.0
# Without the scheme `none` Excel takes the theme's font whatever the name says.
BASE: dict[str, Any] = {
    "font_name": FONT,
    "font_size": SIZE,
    "font_family": 2,
    "font_charset": 134,
    "font_scheme": "none",
}

INK = "#222B33"
QUIET = "#66707A"
LINE = "#D5DBE0"
GROUP_LINE = "#7F8C99"
HEAD_FILL = "#E4EAEF"
NODE_FILL = "#F1F4F6"
TOP_FILL = "#FAF7EE"
HIT = "#B3261E"
WARNING_FILL = "#FFF3D6"
INPUT_FILL = "#FFF9D6"
INPUT_LINE = "#E6D9A8"

# State → (fill, ink). Every state is also said in words, so nothing hangs on telling colours apart.
STATE_COLOURS = {
    "scored": ("", INK),
    "zero": ("#FBE7E1", "#8A2B13"),
    "missing": ("#FFF3D6", "#7A5200"),
    "not_applicable": ("#ECEEF0", QUIET),
    "pending": ("#E3EDF8", "#1F4E80"),
    "judged": ("#E6F2E8", "#22592D"),
    "no_report": ("#F0E6F2", "#5E2B66"),
}

_RIGHT = {Kind.POINTS, Kind.SIGNED_POINTS, Kind.PERCENT, Kind.NUMBER}
_CENTRE = {Kind.RANK, Kind.MOVED, Kind.COUNT, Kind.MARK}
# The three cases of `MOVED` as an Excel number format: positive; negative; zero.
_MOVED = ";".join('"' + MOVED[case].replace("{places}", '"General"') + '"' for case in ("up", "down", "same")).replace(
    '""', ""
)
_WRAPPED = {Kind.LONG, Kind.MARK}


class Look(NamedTuple):
    """Everything a cell's format depends on. `role` is that of the row, `strong` that of the column, `state` the code
    of a state or "", `tall` that the row has more than one line, `hit` that the whole cell is a quote, `typed` that people fill it in,
    `link` that it leads somewhere."""

    kind: Kind
    places: int = 2
    role: str = ""
    state: str = ""
    strong: bool = False
    tall: bool = False
    hit: bool = False
    typed: bool = False
    link: bool = False


def properties(look: Look) -> dict[str, Any]:
    """The XlsxWriter format properties for a cell of a table."""
    found: dict[str, Any] = {**BASE, "font_color": INK, "bottom": 1, "bottom_color": LINE}
    found["valign"] = "top" if look.tall else "vcenter"
    number_format = _number_format(look.kind, look.places)
    if number_format:
        found["num_format"] = number_format
    if look.kind in _RIGHT:
        found["align"] = "right"
    elif look.kind in _CENTRE:
        found["align"] = "center"
    else:
        found |= {"align": "left", "indent": 1}
    if look.kind in _WRAPPED:
        found["text_wrap"] = True
    if look.role == "node":
        found["bg_color"] = NODE_FILL
    if look.role.startswith("top"):
        found["bg_color"] = TOP_FILL
    if look.strong and look.role:
        found["bold"] = True
    if look.role.endswith("group"):
        found |= {"top": 1, "top_color": GROUP_LINE}
    if look.state:
        fill, ink = STATE_COLOURS[look.state]
        found["font_color"] = ink
        if fill:
            found["bg_color"] = fill
    if look.typed:
        found |= {"bg_color": INPUT_FILL, "border": 1, "border_color": INPUT_LINE}
    if look.link:
        found |= {"font_color": "#1F4E80", "underline": 1}
    if look.hit:
        found |= {"bold": True, "font_color": HIT}
    return found


def _number_format(kind: Kind, places: int) -> str:
    points = "0." + "0" * places if places else "0"
    return {
        Kind.POINTS: points,
        Kind.SIGNED_POINTS: f"+{points};-{points};{points}",
        Kind.PERCENT: "0.00%",
        Kind.COUNT: "0",
        Kind.MOVED: _MOVED,
        Kind.CODE: "@",
    }.get(kind, "")


def head_properties(kind: Kind) -> dict[str, Any]:
    """The format of a column's title: over text at the left, else in the middle (at the right the filter's button is)."""
    centred = kind in _RIGHT or kind in _CENTRE
    return {
        **BASE,
        "bold": True,
        "font_color": INK,
        "bg_color": HEAD_FILL,
        "valign": "vcenter",
        "text_wrap": True,
        "bottom": 1,
        "bottom_color": GROUP_LINE,
        **({"align": "center"} if centred else {"align": "left", "indent": 1}),
    }


RUN_PLAIN: dict[str, Any] = {**BASE, "font_color": INK}
RUN_HIT: dict[str, Any] = {**BASE, "font_color": HIT, "bold": True}
TITLE: dict[str, Any] = {**BASE, "font_size": 18, "bold": True, "font_color": INK, "valign": "vcenter"}
LABEL: dict[str, Any] = {**BASE, "bold": True, "font_color": QUIET, "valign": "vcenter"}
PARAGRAPH: dict[str, Any] = {**BASE, "font_color": INK, "valign": "vcenter", "text_wrap": True}
WARNING: dict[str, Any] = {**PARAGRAPH, "bg_color": WARNING_FILL, "bold": True, "font_color": "#7A5200"}
LINK: dict[str, Any] = {
    **BASE,
    "font_color": "#1F4E80",
    "underline": 1,
    "valign": "vcenter",
    "align": "left",
    "indent": 1,
    "bottom": 1,
    "bottom_color": LINE,
}
