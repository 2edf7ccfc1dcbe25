"""The shipped measure library as it was compiled before, in a file beside this program's byte code.

Reading the library from its YAML files and laying it out for the kernel takes longer than reading a report. What comes of it is kept as Python
keeps byte code: in the same folder (so whoever can change the file could change the program), with the hash of everything it was made from,
replaced in one step, and not at all where the folder cannot be written. A file of other sources, or one that is damaged, is as good as none:
the library is compiled, and kept anew.
"""

from __future__ import annotations

import gc
import hashlib
import marshal
import os
import sys
from collections.abc import Callable, Sequence
from functools import cached_property
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, TypeVar

from scoring.errors import OutputError
from scoring.measures.grammar import Gap, Literal, Pattern, Slot
from scoring.measures.library import Example, Library, Measure, Practice, Template, Topic
from scoring.vocabulary import Entry, Vocabulary

_MARK = b"scoring library 1\n"
_DIGEST = hashlib.sha256().digest_size
_PACKAGE = Path(__file__).resolve().parent.parent
# What a library is compiled with: this room with the words that it looks for, what these are made from, and the reading of the files.
_SOURCES = (
    "measures/*.py",
    "measures/kernel/plain.py",
    "text/*.py",
    "text/quantities/*.py",
    "yaml_source/*.py",
    "vocabulary.py",
)
_Subject = TypeVar("_Subject", Measure, Practice)
Rows = Sequence[tuple[Any, ...]]


class Stored:
    """What is kept, in two parts, each restored when it is asked for: a library with its layout for the kernel, and the vocabulary of the
    same files."""

    def __init__(self, library: bytes, vocabulary: bytes) -> None:
        self._parts = library, vocabulary

    @cached_property
    def library(self) -> Library:
        """The library, equal to the one that was kept."""
        return _library(*_loaded(self._parts[0]))

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The names in the library's files."""
        return Vocabulary(tuple([Entry(*row) for row in _loaded(self._parts[1])]))


def place() -> Path | None:
    """The file; None where this Python keeps no byte code."""
    try:
        compiled = Path(cache_from_source(__file__))
    except NotImplementedError:
        return None
    return compiled.with_name(f"library.{sys.implementation.cache_tag}.bin")


def key_of(contents: str) -> bytes:
    """What the file hangs on: the library's files (by their hash), the sources of what compiles them, and this Python. b"" where the
    sources are not there."""
    digest = hashlib.sha256(f"{sys.version}\0{contents}\0".encode())
    paths = sorted(path for pattern in _SOURCES for path in _PACKAGE.glob(pattern))
    if not contents or not paths:
        return b""
    for path in paths:
        data = path.read_bytes()
        digest.update(f"{path.name}\0{len(data)}\0".encode() + data)
    return digest.digest()


def read(key: bytes) -> Stored | None:
    """What is kept under a key; None where nothing is, or where it is not whole."""
    path = place()
    if path is None or not key:
        return None
    try:
        return stored_in(path.read_bytes(), key)
    except OSError:
        return None


def stored_in(data: bytes, key: bytes) -> Stored | None:
    """What the bytes of a file hold under `key`; None for another key or damaged ones."""
    head = len(_MARK) + _DIGEST
    if not key or data[:head] != _MARK + key:
        return None
    body = memoryview(data)[head + _DIGEST :]
    if hashlib.sha256(body).digest() != data[head : head + _DIGEST]:
        return None
    return Stored(*marshal.loads(body))


def bytes_of(key: bytes, library: Library, vocabulary: Vocabulary) -> bytes:
    """The file that holds a library (with its layout) and the vocabulary of its files under a key."""
    entries = [_fields(each) for each in vocabulary.entries]
    body = marshal.dumps((marshal.dumps(_plain(library)), marshal.dumps(entries)))
    return _MARK + key + hashlib.sha256(body).digest() + body


def writable() -> bool:
    """Whether a file can be kept: the folder, or the nearest one above it that is there, can be written."""
    path = place()
    if path is None:
        return False
    folder = next((folder for folder in path.parents if folder.is_dir()), None)
    return folder is not None and os.access(folder, os.W_OK)


def write(key: bytes, library: Library, vocabulary: Vocabulary) -> bool:
    """Keep both; whether they could be. Where they could not, nobody is told: nothing hangs on it but the next start."""
    path = place()
    if path is None or not key:
        return False
    from scoring.outputs import replace_file

    data = bytes_of(key, library, vocabulary)

    def fill(temporary: Path) -> None:
        temporary.write_bytes(data)

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, fill)
    except (OSError, OutputError):
        return False
    return True


def _loaded(data: bytes) -> Any:
    """The values in a part. The garbage collector rests meanwhile: all of them stay."""
    was = gc.isenabled()
    gc.disable()
    try:
        return marshal.loads(data)
    finally:
        if was:
            gc.enable()


def _plain(library: Library) -> tuple[Any, ...]:
    """A library as tuples, lists, dicts, texts and numbers. Equal tuples become one, so that each is written and read once."""
    known: dict[Any, Any] = {}

    def one(value: Any) -> Any:
        return known.setdefault(value, value)

    def template(each: Template) -> tuple[Any, ...]:
        fields = _fields(each)
        return (fields[0], one(_plain_pattern(each.pattern, one)), *map(one, fields[2:]))

    def subject(each: Measure | Practice) -> tuple[Any, ...]:
        fields = {name: getattr(each, name) for name in type(each).__slots__}
        fields["templates"] = [template(one) for one in each.templates]
        return tuple(fields.values())

    places = {id(each): at for at, each in enumerate(library.templates())}
    layout = dict(library.layout or {})
    layout["templates"] = [places[id(each)] for each, _, _ in layout["templates"]]
    layout["take_rows"] = [places[id(each)] for each in layout["take_rows"]]
    return (
        [subject(each) for each in library.measures.values()],
        [subject(each) for each in library.practices.values()],
        [_fields(each) for each in library.topics.values()],
        dict(library.lexicon),
        library.sha256,
        [_fields(each) for each in library.examples],
        {name: list(map(one, each)) if _shareable(each) else each for name, each in layout.items()},
    )


def _shareable(value: Any) -> bool:
    return isinstance(value, list) and isinstance(next(iter(value), None), tuple)


def _fields(each: Any) -> tuple[Any, ...]:
    return tuple(getattr(each, name) for name in type(each).__slots__)


def _plain_pattern(pattern: Pattern, one: Callable[[Any], Any]) -> tuple[Any, ...]:
    """Literals as their words, gaps as their two fields."""
    sides = [
        one(tuple(one(each.alternatives if isinstance(each, Literal) else (each.limit, each.wide)) for each in side))
        for side in (pattern.left, pattern.right)
    ]
    slot = None if pattern.slot is None else one((pattern.slot.kind, pattern.slot.units))
    return (pattern.source, sides[0], slot, sides[1])


def _library(
    measures: Rows,
    practices: Rows,
    topics: Rows,
    lexicon: dict[str, Any],
    sha256: str,
    examples: Rows,
    layout: dict[str, Any],
) -> Library:
    patterns = _Patterns()
    made: list[Template] = []

    def templates(rows: Rows) -> tuple[Template, ...]:
        found = tuple([Template(row[0], patterns[row[1]], *row[2:]) for row in rows])
        made.extend(found)
        return found

    def subject(kind: type[_Subject], row: tuple[Any, ...]) -> _Subject:
        fields = dict(zip(kind.__slots__, row, strict=True))
        fields["templates"] = templates(fields["templates"])
        return kind(**fields)

    known = [subject(Measure, row) for row in measures]
    shown = [subject(Practice, row) for row in practices]
    rows = [made[number] for number in layout["templates"]]
    layout["templates"] = [(each, each.subject, each.pattern.source) for each in rows]
    layout["take_rows"] = [made[number] for number in layout["take_rows"]]
    found = Library(
        {each.id: each for each in known},
        {each.id: each for each in shown},
        {row[0]: Topic(*row) for row in topics},
        lexicon,
        sha256,
        tuple([Example(*row) for row in examples]),
    )
    return found.laid_out(layout)


class _Patterns(dict[tuple[Any, ...], Pattern]):
    """Patterns by their plain values; each is made once, and so are their parts."""

    def __init__(self) -> None:
        super().__init__()
        self._parts = _Parts()
        self._slots: dict[tuple[Any, ...] | None, Slot | None] = {None: None}

    def __missing__(self, plain: tuple[Any, ...]) -> Pattern:
        source, left, slot, right = plain
        if slot not in self._slots:
            self._slots[slot] = Slot(*slot)
        parts = self._parts
        found = Pattern(
            source, tuple([parts[one] for one in left]), self._slots[slot], tuple([parts[one] for one in right])
        )
        self[plain] = found
        return found


class _Parts(dict[tuple[Any, ...], Literal | Gap]):
    """Literals and gaps by their plain values."""

    def __missing__(self, plain: tuple[Any, ...]) -> Literal | Gap:
        found = self[plain] = Gap(*plain) if isinstance(plain[0], int) else Literal(plain)
        return found
