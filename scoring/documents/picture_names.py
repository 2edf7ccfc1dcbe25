"""Which picture files of a folder are the pages of one scan, told by their names: page1.jpg, page2.jpg …"""

from __future__ import annotations

import posixpath
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from scoring.text.regex import regex

PICTURES = frozenset((".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".gif", ".webp"))
_NUMBER = regex(r"\d+|第([一二三四五六七八九十]{1,3})(?=[页张])")
_HANZI = {char: at for at, char in enumerate("一二三四五六七八九", 1)}
# More are an album.
_MOST = 300


class Numbered(NamedTuple):
    """What a name is without its number, and the number."""

    around: tuple[str, str, str]
    number: int
    digits: str


def is_picture(name: str) -> bool:
    """Whether the name's extension is that of a picture."""
    return posixpath.splitext(name.lower())[1] in PICTURES


def picture_sets(names: Iterable[str]) -> list[tuple[str, ...]]:
    """The names that are the pages of one scan, in order: at least two pictures whose names differ in one number only, which counts from 0
    or 1 without a gap. Names of several folders (posix paths) are told apart."""
    groups: dict[tuple[str, str, str], dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for name in names:
        found = _numbered(name) if is_picture(name) else None
        if found is not None:
            groups[found.around][found.number].append(name)
    sets = []
    for pages in groups.values():
        numbers = sorted(pages)
        once = all(len(held) == 1 for held in pages.values())
        if (
            once
            and 2 <= len(numbers) <= _MOST
            and numbers[0] in (0, 1)
            and numbers[-1] - numbers[0] == len(numbers) - 1
        ):
            sets.append(tuple(pages[number][0] for number in numbers))
    return sorted(sets)


def apart(names: Iterable[str]) -> list[tuple[str, ...]]:
    """The pictures that are in no set, of each folder that has several: they may be pages of one scan all the same."""
    found = sorted(name for name in names if is_picture(name))
    joined = {name for one in picture_sets(found) for name in one}
    left: dict[str, list[str]] = defaultdict(list)
    for name in found:
        if name not in joined:
            left[posixpath.dirname(name)].append(name)
    return [tuple(held) for held in left.values() if len(held) > 1]


def joined_name(names: Sequence[str]) -> str:
    """One name for the pages: 甲县/page1.jpg … 甲县/page3.jpg → 甲县/page1–3.jpg."""
    first, last = _numbered(names[0]), _numbered(names[-1])
    if len(names) == 1 or first is None or last is None:
        return names[0]
    before, after, suffix = first.around
    return f"{before}{first.digits}–{last.digits}{after}{suffix}"


def _numbered(name: str) -> Numbered | None:
    """By the last number in the name: the ones before it name the year, the county or the camera."""
    stem, suffix = posixpath.splitext(name)
    at = len(posixpath.dirname(stem))
    found = list(_NUMBER.finditer(stem, at))
    if not found:
        return None
    last = found[-1]
    digits = last[0]
    number = _count(last[1]) if last[1] else int(unicodedata.normalize("NFKC", digits)[:9])
    if last[1]:
        digits = last[1]
        return Numbered((stem[: last.start() + 1], stem[last.end() :], suffix.lower()), number, digits)
    return Numbered((stem[: last.start()], stem[last.end() :], suffix.lower()), number, digits)


def _count(word: str) -> int:
    """一 → 1, 十二 → 12, 二十 → 20."""
    tens, ten, ones = word.rpartition("十")
    if not ten:
        return _HANZI.get(word, 0)
    return 10 * _HANZI.get(tens, 1) + _HANZI.get(ones, 0)
