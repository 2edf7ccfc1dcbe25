"""What kept entries hang on besides files and library: the parts of this program that read, and the libraries they use.

A part is its starting modules and everything of this package that their source names. Another state of it may read other things, so what was
kept by one is not used by another.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import scoring
from scoring.documents.formats import FORMATS
from scoring.documents.ocr import missing_ocr

_PACKAGE = Path(scoring.__file__).parent
_NAME = re.compile(rb"scoring(?:\.[a-z0-9_]+)+")
_FROM = re.compile(rb"from (scoring(?:\.[a-z0-9_]+)*) import (\([^)]*\)|[^\n(]*)")
_WORD = re.compile(rb"[A-Za-z0-9_]+")
# A compiled module stands under its source.
_SOURCES = (".py", ".pyx")
# What decodes, lays out or recognises: other versions may give other text.
_DISTRIBUTIONS = (
    "lxml",
    "lxml-html-clean",
    "olefile",
    "onnxruntime",
    "openpyxl",
    "pillow",
    "pyarrow",
    "pypdfium2",
    "rapidocr",
    "rars",
    "readability-lxml",
)


@cache
def facts_program() -> str:
    """The hash of what makes facts of a report: text, measures, the loading of the library."""
    return _program("scoring.measures")


@cache
def reading_program() -> str:
    """The hash of what makes reports of files: formats, text, metadata."""
    return _program("scoring.documents")


@cache
def parsing_program() -> str:
    """The hash of the readers that run in a child process, of what they use, and of what this machine has for them."""
    readers = {row.reader.partition(":")[0] for row in FORMATS.values() if row.reader}
    holders = {row.holds.partition(":")[0] for row in FORMATS.values() if row.holds}
    found = hashlib.sha256(_program("scoring.documents.ocr_page", *sorted(readers | holders)).encode())
    found.update(environment().encode())
    return found.hexdigest()


@cache
def environment() -> str:
    """The versions of the libraries that read, and which of the optional parts are here."""
    found = [f"{name} {_version(name)}" for name in _DISTRIBUTIONS]
    programs = sorted({row.program for row in FORMATS.values() if row.program and shutil.which(row.program)})
    return "\n".join([*found, *programs, *missing_ocr()])


def _version(distribution: str) -> str:
    # Plain text hangs on no library, and this import takes longer than reading one.
    from importlib import metadata

    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return ""


def _program(*modules: str) -> str:
    found = hashlib.sha256(f"{scoring.__version__}\0{sys.version_info[:2]}".encode())
    for path in _closure(modules):
        found.update(f"{path.relative_to(_PACKAGE).as_posix()}\0".encode())
        found.update(_bytes(path))
    return found.hexdigest()


def _closure(modules: Iterable[str]) -> list[Path]:
    """The source files of `modules` and of every module of the package that is named in them, also in texts and inside functions.

    The package around a module counts as it stands; what it offers further is followed only where the package itself is named.
    """
    waiting, known, followed = list(modules), set[Path](), set[Path]()
    while waiting:
        files, around = _files(waiting.pop())
        known.update(files, around)
        for path in files:
            if path not in followed:
                followed.add(path)
                waiting += _named(path)
    return sorted(known)


@cache
def _files(module: str) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """The files of a dotted name (of `scoring.a.b.name` those of `scoring.a.b`), and those of the packages around it."""
    packages: list[Path] = []
    place = _PACKAGE
    for part in module.split(".")[1:]:
        if not (place / part).is_dir():
            found = tuple(path for path in (place / f"{part}{ending}" for ending in _SOURCES) if path.is_file())
            if found:
                return found, tuple(packages)
            break
        place /= part
        packages.append(place / "__init__.py")
    return tuple(packages[-1:]), tuple(packages[:-1])


@cache
def _named(path: Path) -> frozenset[str]:
    source = _bytes(path)
    # What is imported from a package may be a module of it.
    inside = (b"%s.%s" % (package, name) for package, names in _FROM.findall(source) for name in _WORD.findall(names))
    return frozenset(name.decode("ascii") for name in (*_NAME.findall(source), *inside))


@cache
def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""
