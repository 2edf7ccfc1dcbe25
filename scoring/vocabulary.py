"""The names that rubrics may use: measures, practices and report measures, read from the measure library's files.

Only names, units, kinds and directions are read here; patterns belong to `scoring.measures`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from scoring.errors import Diagnostic, MeasureError
from scoring.messages.vocabulary import HELP, MESSAGES

if TYPE_CHECKING:
    from scoring.yaml_source import Collector, Node, Scalar
    from scoring.yaml_source import Mapping as YamlMapping

MEASURE, PRACTICE, REPORT = "measure", "practice", "report"
COUNT, RATE = "count", "rate"
UP, DOWN, NONE = "up", "down", "none"

_KINDS = (COUNT, RATE)
_DIRECTIONS = (UP, DOWN, NONE)
_SECTIONS = (("measures", MEASURE), ("practices", PRACTICE), ("reports", REPORT))


@dataclass(frozen=True, slots=True)
class Entry:
    """One name. `source` is measure, practice or report; `kind` count or rate; `unit` 件, 次 … or ratio; `direction` says
    whether more is better (up), worse (down) or neither (none). A practice is a count of unit "" with direction up.
    """

    id: str
    name: str
    unit: str
    kind: str
    direction: str
    source: str
    theme: str = ""

    @property
    def is_rate(self) -> bool:
        return self.kind == RATE


@dataclass(frozen=True)
class Vocabulary:
    """All names, sorted by id. `find` and `nearest` take a source (measure, practice, report) to look in one kind only."""

    entries: tuple[Entry, ...]
    _by_id: Mapping[str, Entry] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {entry.id: entry for entry in self.entries})

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)

    def find(self, id_: str, source: str | None = None) -> Entry | None:
        """The entry of that id, None if there is none (or only of another source)."""
        entry = self._by_id.get(id_)
        return entry if entry is not None and source in (None, entry.source) else None

    def of(self, source: str) -> tuple[Entry, ...]:
        """The entries of one source."""
        return tuple(entry for entry in self.entries if entry.source == source)

    def nearest(self, word: str, source: str | None = None) -> str | None:
        """The id that was probably meant, by id or by Chinese name; None if nothing is close."""
        from scoring.yaml_source import nearest

        known = [entry for entry in self.entries if source in (None, entry.source)]
        holding = [entry for entry in known if len(word) > 1 and (word in entry.name or word.lower() in entry.id)]
        if holding:
            return min(holding, key=lambda entry: (len(entry.id if word.isascii() else entry.name), entry.id)).id
        named = {entry.name: entry.id for entry in reversed(known)}
        found = nearest(word, [entry.id for entry in known]) or nearest(word, named)
        return named.get(found, found) if found else None

    def names(self) -> Mapping[str, str]:
        """The Chinese name of every id."""
        return {entry.id: entry.name for entry in self.entries}


def load_vocabulary(folder: Path) -> Vocabulary:
    """The names in all `*.yaml` of the measure library's folder.

    Raises MeasureError with every mistake found: unreadable YAML, an entry without name, kind, unit or direction, an id
    defined twice.
    """
    from scoring.yaml_source import Collector, load_file

    files = sorted(folder.glob("*.yaml"), key=lambda path: path.name)
    problems: list[Diagnostic] = []
    if not files:
        problems.append(
            Diagnostic("vocabulary-none", MESSAGES["vocabulary-none"], folder.as_posix(), help=HELP["vocabulary-none"])
        )
    entries: dict[str, Entry] = {}
    places: dict[str, str] = {}
    for path in files:
        source = load_file(path, path.name)
        collector = Collector(source)
        for key, entry in _entries(source.root, collector):
            if entry.id in entries:
                message = MESSAGES["vocabulary-twice"].format(id=entry.id, place=places[entry.id])
                collector.error("vocabulary-twice", key, message, HELP["vocabulary-twice"])
                continue
            entries[entry.id] = entry
            places[entry.id] = f"{path.name}:{key.line}"
        problems.extend(collector.diagnostics)
    if any(problem.is_error for problem in problems):
        raise MeasureError(problems)
    return Vocabulary(tuple(entries[id_] for id_ in sorted(entries)))


def _entries(root: Node | None, collector: Collector) -> Iterator[tuple[Scalar, Entry]]:
    from scoring.yaml_source import Mapping as YamlMapping

    if root is None:
        return
    if not isinstance(root, YamlMapping):
        collector.error("vocabulary-shape", root, MESSAGES["vocabulary-shape"], HELP["vocabulary-shape"])
        return
    theme = _text(root, "theme")
    for section, source in _SECTIONS:
        node = root.get(section)
        if node is None:
            continue
        if not isinstance(node, YamlMapping):
            message = MESSAGES["vocabulary-section"].format(key=section)
            collector.error("vocabulary-section", node, message, HELP["vocabulary-section"])
            continue
        for key, value in node.entries:
            entry = _entry(key, value, source, theme, collector)
            if entry is not None:
                yield key, entry


def _entry(key: Scalar, value: Node, source: str, theme: str, collector: Collector) -> Entry | None:
    from scoring.yaml_source import Mapping as YamlMapping

    if not isinstance(value, YamlMapping):
        message = MESSAGES["vocabulary-section"].format(key=key.text)
        collector.error("vocabulary-section", value, message, HELP["vocabulary-section"])
        return None
    practice = source == PRACTICE
    unit = _text(value, "unit")
    kind = _text(value, "kind", COUNT if practice else "")
    direction = _text(value, "direction", UP if practice else "")
    wrong = [
        name
        for name, fine in (
            ("name", bool(_text(value, "name"))),
            ("unit", practice or bool(unit)),
            ("kind", kind in _KINDS),
            ("direction", direction in _DIRECTIONS),
        )
        if not fine
    ]
    if wrong:
        message = MESSAGES["vocabulary-entry"].format(id=key.text, keys=_listed(wrong))
        collector.error("vocabulary-entry", key, message, HELP["vocabulary-entry"])
        return None
    return Entry(key.text, _text(value, "name"), unit, kind, direction, source, theme)


def _text(mapping: YamlMapping, key: str, default: str = "") -> str:
    from scoring.yaml_source import Scalar

    node = mapping.get(key)
    return node.value if isinstance(node, Scalar) and isinstance(node.value, str) else default


def _listed(keys: Iterable[str]) -> str:
    return "、".join(f"`{key}`" for key in keys)
