"""The signature: who signs and when, near the end of the text; damaged dates are kept as what they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from scoring.documents.metadata.dates import COMPACT, DAMAGED, DATE, INCOMPLETE, iso_of
from scoring.documents.metadata.names import Name, parse, without_party
from scoring.documents.metadata.window import Piece, Window, window
from scoring.text.regex import regex

GOOD, RUN_TOGETHER, LOST, OPEN = "good", "run_together", "lost", "open"

_SKIP = regex(
    r"印发$|^(?:抄送|主送|抄报|附件|附:|来源|责任编辑|责编|编辑|审核|打印|关闭|上一|下一|返回|相关|主办|承办|版权|地址|电话|联系|扫一扫|分享|备案|[\d()])"
)
_NAMING = regex(r"[\u4e00-\u9fff()·、]*")
_NAME_DATE = regex(
    rf"(?P<unit>[\u4e00-\u9fff()·、]{{3,45}}?)(?P<date>{DATE.pattern}|{DAMAGED.pattern}|{INCOMPLETE.pattern})\)?"
)
_FURNITURE = regex(r"[【\[]|(?<=\s)(?:打印|关闭|分享|扫一扫|责任编辑|返回|上一篇|下一篇)")
# A date alone on its line, anywhere: the signature of a report with long attachments.
_FAR = regex(r"^[^\S\n]*(?:[12１２][0０]\S{1,3}年|二[〇零○]\S\S年)[^\S\n]*\S{1,3}月[^\S\n]*\S{1,3}日[^\S\n]*$", re.M)
_BEFORE_DATE = 120
_LONG = 60


class Signature(NamedTuple):
    """Who signs and when. `date_state`: good, run_together (20240409: read, but 年月日 are lost), lost (202449: not read),
    open (month or day left out); `iso` is set for the first two."""

    name: Name | None = None
    name_piece: Piece | None = None
    date_piece: Piece | None = None
    date_state: str = ""
    iso: str | None = None


class _Line(NamedTuple):
    """A short line of the end: the name on it, the date on it, or both."""

    name: Name | None
    name_piece: Piece | None
    date_piece: Piece | None
    state: str = ""
    iso: str | None = None


def find_signature(view: Window, start: int) -> Signature:
    """The signature in the lines of `view` after `start`.

    The last line with a date that has a name before it or beside it; else the last date standing alone; without a date,
    a name right after the last sentence. Lines of issue (…印发), copies (抄送) and page furniture are passed over.
    """
    lines = _Ending(view, start)
    alone: _Line | None = None
    at = 0
    while lines.reach(at + 1):
        line = lines.read[at]
        if line is not None and line.date_piece is not None:
            named = line if line.name is not None else _name_above(lines, at)
            if named is not None:
                return Signature(named.name, named.name_piece, line.date_piece, line.state, line.iso)
            alone = alone or line
        at += 1
    unsigned = _name_after_prose(lines.read)
    name = (unsigned.name, unsigned.name_piece) if unsigned is not None else (None, None)
    if alone is not None:
        return Signature(*name, alone.date_piece, alone.state, alone.iso)
    return Signature(*name)


def find_far_signature(source: str, start: int) -> Signature:
    """The last signature after `start` whose date stands alone on a line with a name above it; an empty one if there is none."""
    for found in reversed(list(_FAR.finditer(source, start))):
        signature = find_signature(window(source, max(start, found.start() - _BEFORE_DATE), found.end()), 0)
        if signature.name is not None and signature.iso is not None:
            return signature
    return Signature()


def read_date(piece: Piece) -> tuple[str, str | None] | None:
    """(state, ISO date or None) of a piece that is nothing but a date, or None."""
    text = piece.text
    if text[:1] not in "12一二":
        return None
    found = DATE.fullmatch(text)
    if found is not None:
        iso = iso_of(found)
        return (GOOD, iso) if iso else (LOST, None)
    found = COMPACT.fullmatch(text)
    if found is not None and iso_of(found):
        return RUN_TOGETHER, iso_of(found)
    if INCOMPLETE.fullmatch(text):
        return OPEN, None
    if DAMAGED.fullmatch(text):
        return LOST, None
    return None


class _Ending:
    """The lines of `view` after `start` from the last to the first: `read` holds as many as were looked at. None stands for prose;
    furniture is left out."""

    def __init__(self, view: Window, start: int) -> None:
        self.read: list[_Line | None] = []
        self._view = view
        self._stretches = list(view.lines(start))

    def reach(self, count: int) -> bool:
        """Whether there are `count` lines; that many are read then."""
        while len(self.read) < count and self._stretches:
            self._read_line(*self._stretches.pop())
        return len(self.read) >= count

    def _read_line(self, left: int, right: int) -> None:
        view = self._view
        stop = view.text.rfind("。", left, right)
        if stop + 1 < right:
            self._read_rest(max(left, stop + 1), right)
        if stop >= 0:
            self.read.append(None)

    def _read_rest(self, left: int, right: int) -> None:
        """What follows the last full stop of a line."""
        if right - left > 200:
            self.read.append(None)
            return
        view = self._view
        furniture = _FURNITURE.search(view.text, left, right)
        piece = view.piece(left, furniture.start() if furniture else right)
        if len(piece.text) > _LONG:
            self.read.append(None)
        elif len(piece.text) >= 3 and not (_SKIP.search(piece.text) and read_date(piece) is None):
            self.read.append(_line(piece))


def _line(piece: Piece) -> _Line | None:
    date = read_date(piece)
    if date is not None:
        return _Line(None, None, piece, *date)
    name = _name(piece)
    if name is not None:
        return _Line(name, piece, None)
    both = _NAME_DATE.fullmatch(piece.text)
    if both is not None:
        name_piece = piece.cut(both.start("unit"), both.end("unit"))
        date_piece = piece.cut(both.start("date"), both.end("date"))
        name, date = _name(name_piece), read_date(date_piece)
        if name is not None and date is not None:
            return _Line(name, name_piece, date_piece, *date)
    return _Line(None, None, None)


def _name(piece: Piece) -> Name | None:
    text = piece.text.strip("()")
    if _NAMING.fullmatch(text) is None:
        return None
    name = parse(without_party(text))
    if name is None or name.kind == "place" or (name.kind == "other" and not name.places):
        return None
    return name


def _name_above(lines: _Ending, at: int) -> _Line | None:
    """The name on the three lines above line `at`, a government before a party committee."""
    found: _Line | None = None
    lines.reach(at + 4)
    for line in lines.read[at + 1 : at + 4]:
        if line is None or line.date_piece is not None:
            break
        if line.name is None:
            if found is not None:
                break
            continue
        if found is None or (found.name is not None and found.name.kind == "party"):
            found = line
    return found


def _name_after_prose(lines: Sequence[_Line | None]) -> _Line | None:
    """The name on the two lines behind the last prose; `lines` run from the last to the first, all of them."""
    prose = next((at for at, line in enumerate(lines) if line is None), len(lines))
    for line in reversed(lines[max(0, prose - 2) : prose]):
        if line is not None and line.name is not None and line.name.kind not in ("place", "party"):
            return line
    return None
