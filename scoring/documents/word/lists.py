"""Automatic numbering: counters per list and level, and the label they make. The same for .docx and .doc."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from scoring.documents.word.numerals import numeral

LEVELS = 9
BULLET, NONE = "bullet", "none"
# Labels that end like these join the words behind them; after others a blank stands where Word puts a tab, so that
# `1.` and `2024年` do not become one number.
_JOINED = "、）)】〕．。：:"


class Level(NamedTuple):
    """One level of a list: `pattern` holds %1 … %9 for the counters of levels 1 … 9; `restart` is the level (1-based) whose step starts
    this one anew, 0 for never, None for any level above. `legal` prints every counter as a plain number."""

    style: str = "decimal"
    pattern: str = "%1."
    start: int = 1
    restart: int | None = None
    legal: bool = False
    gap: bool = True


@dataclass(slots=True)
class Counters:
    """The counters of all lists of one document, in the order of its paragraphs."""

    values: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[tuple[str, str, int]] = field(default_factory=set)

    def label(self, list_id: str, user: str, level: int, levels: Mapping[int, Level], starts: Mapping[int, int]) -> str:
        """The label of the next paragraph at `level` (0-based) of list `list_id`, and one step of its counter.

        `user` is who continues the list (Word's `numId`): its `starts` set a counter anew the first time it comes to a level.
        """
        shape = levels.get(level)
        if shape is None or not 0 <= level < LEVELS:
            return ""
        values = self.values.setdefault(list_id, [None] * LEVELS)
        first = (list_id, user, level) not in self.begun
        self.begun.add((list_id, user, level))
        value = values[level]
        if level in starts and first:
            values[level] = starts[level]
        else:
            values[level] = shape.start if value is None else value + 1
        for below in range(level + 1, LEVELS):
            restart = levels[below].restart if below in levels else None
            if restart is None or (restart and restart > level):
                values[below] = None
        return _printed(shape, level, values, levels)


def _printed(shape: Level, level: int, values: list[int | None], levels: Mapping[int, Level]) -> str:
    if shape.style == NONE:
        label = re.sub("%[1-9]", "", shape.pattern)
    elif shape.style == BULLET:
        label = "".join(char for char in shape.pattern if not _private(char)) or "•"
    else:
        label = re.sub("%([1-9])", _counter(shape, level, values, levels), shape.pattern)
    if label and shape.gap and label[-1] not in _JOINED and label[-1].strip():
        label += " "
    return label


def _counter(
    shape: Level, level: int, values: list[int | None], levels: Mapping[int, Level]
) -> Callable[[re.Match[str]], str]:
    def printed(found: re.Match[str]) -> str:
        at = int(found.group(1)) - 1
        if at > level:
            return ""
        other = levels.get(at, shape)
        value = values[at]
        if value is None:
            # A level that was jumped over counts as begun.
            value = values[at] = other.start
        if other.style in (NONE, BULLET):
            return ""
        return str(value) if shape.legal and at < level else numeral(value, other.style)

    return printed


def _private(char: str) -> bool:
    """A sign of a symbol font, which means nothing outside it."""
    return "\ue000" <= char <= "\uf8ff"
