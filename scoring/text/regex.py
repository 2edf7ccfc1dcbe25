"""Regular expressions that are compiled when they are first used.

Reading knows some two hundred patterns and a report needs half of them: compiling them all took a fifth of the start of a command.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")
_FIELDS = ("flags", "groups", "groupindex")


class _Regex:
    """Stands where a compiled pattern does. What is asked for first compiles it; from then on its methods are attributes of this object."""

    __slots__ = ("_flags", "pattern", *_METHODS, *_FIELDS)

    def __init__(self, source: str, flags: int) -> None:
        self.pattern = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        # Asked only for what is not set yet.
        if name not in _METHODS and name not in _FIELDS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        for one in (*_METHODS, *_FIELDS):
            setattr(self, one, getattr(compiled, one))
        return getattr(compiled, name)

    def __repr__(self) -> str:
        return f"regex({self.pattern!r})"


def regex(source: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile(source, flags)`, done when a method is first used. A pattern that is none raises `re.error` then, not here."""
    return cast("re.Pattern[str]", _Regex(source, flags))
