"""A choice of words as it is looked for in a text."""

from __future__ import annotations

import re
from functools import lru_cache


class Words:
    """Any of some words, the longest first. Compiled when first looked for: a report needs few of a library's many."""

    __slots__ = ("_ahead", "_back", "longest", "words")

    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = tuple(sorted(set(words), key=lambda word: (-len(word), word)))
        self.longest = max(map(len, self.words), default=0)
        self._ahead: re.Pattern[str] | None = None
        self._back: re.Pattern[str] | None = None

    def first(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """The first of the words inside `[start, end)`; of those that begin there the longest."""
        if self._ahead is None:
            self._ahead = _pattern(self.words)
        return self._ahead.search(text, start, end)

    def last(self, mirrored: str, start: int, end: int) -> re.Match[str] | None:
        """The same in a text read backwards: `mirrored` is the text reversed, and all places are places in it."""
        if self._back is None:
            self._back = _pattern(tuple(word[::-1] for word in self.words))
        return self._back.search(mirrored, start, end)


@lru_cache(maxsize=16384)
def any_of(words: tuple[str, ...]) -> Words:
    """The one `Words` of a choice, so that what many patterns share is compiled once."""
    return Words(words)


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)) or r"(?!)")
