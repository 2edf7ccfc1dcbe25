"""The lists and numbered styles of an old Word file, in the same terms as those of a .docx."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import NamedTuple

from scoring.documents.word.binary import LIST_USERS, LISTS, STYLES, Properties, WordFile, properties
from scoring.documents.word.lists import LEVELS, Counters, Level
from scoring.documents.word.numerals import BY_CODE

_LEVEL, _LIST = 0x260A, 0x460B
_NO_STYLE = 0xFFF
_SIMPLE = 0x01
_DEEPEST_STYLE = 20
# Codes of number formats beyond those that have a name.
_NO_NUMBER = 0xFF


class _User(NamedTuple):
    list_id: str
    levels: dict[int, Level]
    starts: dict[int, int]


@dataclass(slots=True)
class BinaryNumbering:
    """Labels for paragraphs by their properties and style."""

    users: list[_User] = field(default_factory=list)
    styles: dict[int, tuple[Properties, int]] = field(default_factory=dict)
    counters: Counters = field(default_factory=Counters)

    def label(self, own: Properties, style: int) -> tuple[str, bool]:
        """The label, and whether one was due but its list is not defined."""
        user = _number(self._value(_LIST, own, style))
        # 2047 and above mean "the list of Word 6", which has no definition of its own.
        if not user:
            return "", False
        if user > len(self.users):
            return "", True
        level = _number(self._value(_LEVEL, own, style))
        found = self.users[user - 1]
        if not found.levels:
            return "", True
        return self.counters.label(found.list_id, str(user), level, found.levels, found.starts), False

    def _value(self, code: int, own: Properties, style: int) -> bytes:
        """The operand that the paragraph itself, its style or a style below it gives."""
        if code in own:
            return own[code]
        for _ in range(_DEEPEST_STYLE):
            if style not in self.styles:
                break
            given, style = self.styles[style]
            if code in given:
                return given[code]
        return b""


def read_lists(word: WordFile) -> BinaryNumbering:
    """From the table stream; what is cut off or missing is as if it were not defined."""
    return BinaryNumbering(_users(word, _definitions(word)), _styles(word))


def _number(raw: bytes) -> int:
    return int.from_bytes(raw[:2], "little") if raw else 0


def _definitions(word: WordFile) -> dict[int, dict[int, Level]]:
    """The levels of each list by its id. The levels stand behind the lists, outside the length that the FIB tells."""
    offset, length = word.part(LISTS)
    if not length:
        return {}
    table = word.table
    count = struct.unpack_from("<H", table, offset)[0]
    at = offset + 2 + 28 * count
    found: dict[int, dict[int, Level]] = {}
    for number in range(count):
        place = offset + 2 + 28 * number
        if place + 28 > len(table):
            break
        list_id = struct.unpack_from("<i", table, place)[0]
        levels: dict[int, Level] = {}
        for level in range(1 if table[place + 26] & _SIMPLE else LEVELS):
            read = _level(table, at)
            if read is None:
                return found
            levels[level], at = read
        found[list_id] = levels
    return found


def _level(table: bytes, at: int) -> tuple[Level, int] | None:
    """The level at `at` and where the next begins; None where the bytes end."""
    if at + 28 > len(table):
        return None
    start, code, flags = struct.unpack_from("<iBB", table, at)
    follow, characters, paragraph, limit = table[at + 15], table[at + 24], table[at + 25], table[at + 26]
    at += 28 + characters + paragraph
    if at + 2 > len(table):
        return None
    size = struct.unpack_from("<H", table, at)[0]
    raw = table[at + 2 : at + 2 + 2 * size]
    text = raw.decode("utf-16-le", "replace")
    # Where a counter goes the text holds the number of its level.
    pattern = "".join(f"%{ord(char) + 1}" if ord(char) < LEVELS else char for char in text)
    style = "none" if code == _NO_NUMBER else BY_CODE.get(code, "decimal")
    level = Level(
        style=style,
        pattern=pattern,
        start=start,
        restart=(limit if flags & 0x08 else None),
        legal=bool(flags & 0x04),
        gap=follow != 2,
    )
    return level, at + 2 + 2 * size


def _users(word: WordFile, lists: dict[int, dict[int, Level]]) -> list[_User]:
    offset, length = word.part(LIST_USERS)
    if not length:
        return []
    table = word.table
    count = min(struct.unpack_from("<I", table, offset)[0], (length - 4) // 16)
    at = offset + 4 + 16 * count
    found = []
    for number in range(count):
        place = offset + 4 + 16 * number
        list_id = struct.unpack_from("<i", table, place)[0]
        levels, starts = dict(lists.get(list_id, {})), {}
        # Each user's changes follow in the same order, behind a mark of four bytes.
        changes, at = table[place + 12], at + 4
        for _ in range(changes):
            if at + 8 > len(table):
                break
            start, flags = struct.unpack_from("<iI", table, at)
            at += 8
            if flags & 0x20:
                read = _level(table, at)
                if read is None:
                    break
                levels[flags & 0x0F], at = read
            elif flags & 0x10:
                starts[flags & 0x0F] = start
        found.append(_User(str(list_id), levels, starts))
    return found


def _styles(word: WordFile) -> dict[int, tuple[Properties, int]]:
    """The paragraph properties of each paragraph style and the style it is based on."""
    offset, length = word.part(STYLES)
    if length < 6:
        return {}
    table, end = word.table, offset + length
    head, count, base = struct.unpack_from("<HHH", table, offset)
    at = offset + 2 + head
    found: dict[int, tuple[Properties, int]] = {}
    for number in range(count):
        if at + 2 > end:
            break
        size = struct.unpack_from("<H", table, at)[0]
        record = table[at + 2 : at + 2 + size]
        at += 2 + size + size % 2
        if len(record) >= base + 2:
            read = _style(record, base)
            if read is not None:
                found[number] = read
    return found


def _style(record: bytes, base: int) -> tuple[Properties, int] | None:
    kind = record[2] & 0x0F
    below = struct.unpack_from("<H", record, 2)[0] >> 4
    if kind != 1:
        return None
    name = struct.unpack_from("<H", record, base)[0]
    at = base + 2 + 2 * name + 2
    if at + 2 > len(record):
        return {}, below
    size = struct.unpack_from("<H", record, at)[0]
    # The first two bytes repeat the style's own number.
    return properties(record[at + 4 : at + 2 + size]), below if below != _NO_STYLE else -1
