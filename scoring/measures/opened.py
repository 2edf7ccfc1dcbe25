"""The measure library and the names in it, opened once in a process: the shipped one as it was compiled before, any other from its files."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from scoring.errors import MeasureError
from scoring.measures.library import Library
from scoring.measures.stored import Stored, key_of, place, read, writable, write
from scoring.resources import measures_folder
from scoring.vocabulary import Vocabulary, load_vocabulary

NONE, OLDER, PRESENT = "none", "older", "present"


def load_library(folder: Path) -> Library:
    """The library of all `*.yaml` files of `folder`. Raises MeasureError with every mistake found, as `load.read_library`."""
    return _opened(folder).library


def load_names(folder: Path) -> Vocabulary:
    """The vocabulary of the same files. Raises MeasureError as `scoring.vocabulary.load_vocabulary`."""
    return _opened(folder).vocabulary


def contents_of(folder: Path) -> str:
    """A hash of the names and bytes of a folder's files; "" where there are none or one cannot be read, which the loading tells."""
    digest = hashlib.sha256()
    paths = sorted(folder.glob("*.yaml"))
    for path in paths:
        try:
            data = path.read_bytes()
        except OSError:
            return ""
        digest.update(f"{path.name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest() if paths else ""


def compiled(folder: Path) -> tuple[Library, Vocabulary]:
    """What is kept of a folder, made from its files. Raises MeasureError."""
    from scoring.measures.compiled import layout_of
    from scoring.measures.load import read_library

    library = read_library(folder)
    return library.laid_out(layout_of(library)), load_vocabulary(folder)


@dataclass(slots=True)
class _Opened:
    """A folder whose parts are had when they are asked for."""

    folder: Path
    key: bytes
    kept: Stored | None
    read: Library | None = None
    named: Vocabulary | None = None

    @property
    def library(self) -> Library:
        self._compile()
        if self.kept is not None:
            return self.kept.library
        if self.read is None:
            from scoring.measures.load import read_library

            self.read = read_library(self.folder)
        return self.read

    @property
    def vocabulary(self) -> Vocabulary:
        self._compile()
        if self.kept is not None:
            return self.kept.vocabulary
        if self.named is None:
            self.named = load_vocabulary(self.folder)
        return self.named

    def _compile(self) -> None:
        """Make what is to be kept, and keep it, unless that was done. What has mistakes is not kept; they are told where it is read."""
        if self.kept is None and self.key and writable():
            with suppress(MeasureError):
                self.read, self.named = compiled(self.folder)
                write(self.key, self.read, self.named)
        self.key = b""


# The folder opened last, by what it holds: a command asks for it in several places.
_LAST: dict[str, _Opened] = {}


def _opened(folder: Path) -> _Opened:
    contents = contents_of(folder)
    opened = _LAST.get(contents)
    if opened is None:
        key = key_of(contents) if contents and folder.resolve() == measures_folder().resolve() else b""
        opened = _Opened(folder, key, read(key))
        _LAST.clear()
        if contents:
            _LAST[contents] = opened
    return opened


def kept_state() -> str:
    """Whether the shipped library is kept as it is now (PRESENT), as it was before, or as another program made it (OLDER), or not (NONE)."""
    path = place()
    if path is None or not path.is_file():
        return NONE
    return OLDER if read(key_of(contents_of(measures_folder()))) is None else PRESENT


def is_kept_right() -> bool:
    """Whether what is kept of the shipped library is what its files give. Raises MeasureError where they give none."""
    folder = measures_folder()
    kept = read(key_of(contents_of(folder)))
    if kept is None:
        return False
    library, vocabulary = compiled(folder)
    return (kept.library, kept.library.layout, kept.vocabulary) == (library, library.layout, vocabulary)
