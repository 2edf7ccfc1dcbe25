"""A choice of words as it is looked for in a text."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache


class Words:
    """Any of some words, the longest first. Compiled when first looked for: a report needs few of a library's many.

    `ahead.search(text, start, end)` finds the first of the words inside `[start, end)`, of those that begin there the longest.
    `back.search` finds the last in the same way: in the text reversed, with the places in that.
    """

    def __init__(self, words: tuple[str, ...]) -> None:
        self.words = tuple(sorted(set(words), key=lambda word: (-len(word), word)))
        self.longest = max(map(len, self.words), default=0)
        self.shortest = min(map(len, self.words), default=0)

    @cached_property
    def ahead(self) -> re.Pattern[str]:
        return _pattern(self.words)

    @cached_property
    def back(self) -> re.Pattern[str]:
        return _pattern(tuple(word[::-1] for word in self.words))


@lru_cache(maxsize=16384)
def any_of(words: tuple[str, ...]) -> Words:
    """The one `Words` of a choice, so that what many patterns share is compiled once."""
    return Words(words)


def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words)) or r"(?!)")
