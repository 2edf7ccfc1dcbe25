"""Which measures a rubric can ask for: the facts of all others are not made while a data set is scored."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from scoring.rubric.types import Rubric

_WORD = re.compile(r"[\w-]+")


def words_of(rubric: Rubric) -> frozenset[str]:
    """Every text that stands anywhere in the rubric, whole and word by word. The ids of all measures and practices that it can ask for are among
    them, whatever part of it asks, and more than these."""
    found = set(_texts(rubric))
    return frozenset(found | {word for text in found for word in _WORD.findall(text)})


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, one in value.items():
            yield from _texts(name)
            yield from _texts(one)
    elif isinstance(value, tuple | list | set | frozenset):
        for one in value:
            yield from _texts(one)
    else:
        for name in getattr(type(value), "__dataclass_fields__", ()):
            yield from _texts(getattr(value, name))
