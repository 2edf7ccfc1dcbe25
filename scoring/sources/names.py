"""Whose row it is: names of units as tables write them against the units that are assessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from scoring.sources.types import unit_key
from scoring.text.regex import regex

_SUFFIX = regex(r"(?:人民政府|(?<=[省市县区旗盟州镇乡])政府)$|(?<=街道)办事处$")
# From how alike on a name is worth suggesting (short names differ in one of three characters). It is never joined.
_ALIKE, _ALIKE_SHORT, _SHORT = 0.75, 0.6, 4
_SUGGESTED = 3
# With how many names a name is compared, and how many may share a character for it to say something.
_COMPARED, _FEW = 20, 20


@dataclass(frozen=True, slots=True)
class Match:
    """The unit that a name means; "" where it means none, or several (then `several` names them). `near` are names like it."""

    unit: str = ""
    several: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


def loose_key(name: str) -> str:
    """What the names of one government share: as `unit_key`, and without 人民政府 (of a 街道: 办事处) at the end."""
    key = unit_key(name)
    return _SUFFIX.sub("", key) or key


class Roster:
    """The names of the units that are assessed."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_key: dict[str, str] = {}
        self._by_loose: dict[str, list[str]] = {}
        for name in sorted(set(names)):
            if unit_key(name) not in self._by_key:
                self._by_key[unit_key(name)] = name
                self._by_loose.setdefault(loose_key(name), []).append(name)
        self._by_char: dict[str, list[str]] = {}
        for loose in self._by_loose:
            for char in set(loose):
                self._by_char.setdefault(char, []).append(loose)

    def __len__(self) -> int:
        return len(self._by_key)

    def find(self, name: str) -> Match:
        """The unit called so: by the same name, else by the same name without 人民政府 if only one unit is called so."""
        found = self._by_key.get(unit_key(name))
        if found is not None:
            return Match(found)
        alike = self._by_loose.get(loose_key(name), [])
        if len(alike) == 1:
            return Match(alike[0])
        return Match(several=tuple(alike), near=() if alike else self._near(name))

    def _near(self, name: str) -> tuple[str, ...]:
        key = loose_key(name)
        found = []
        for loose in self._candidates(key):
            # 澄湖市枫林区 for 枫林区: the name with what lies above it.
            whole = len(loose) > 2 and len(key) > 2 and (key.endswith(loose) or loose.endswith(key))
            ratio = 1.0 if whole else SequenceMatcher(None, key, loose).ratio()
            if ratio >= (_ALIKE if max(len(key), len(loose)) > _SHORT else _ALIKE_SHORT):
                found += [(-ratio, one) for one in self._by_loose[loose]]
        return tuple(one for _, one in sorted(found)[:_SUGGESTED])

    def _candidates(self, key: str) -> list[str]:
        """The names that share most characters with `key`, those that most names have (县, 局) not counted: comparing every name with
        every other takes too long where there are thousands."""
        shared: Counter[str] = Counter()
        for char in set(key):
            names = self._by_char.get(char, ())
            if len(names) <= max(_FEW, len(self._by_loose) // 4):
                shared.update(names)
        return [loose for loose, _ in sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:_COMPARED]]
