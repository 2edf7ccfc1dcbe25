"""The parts of a zip-based document (docx, ofd), each checked for size and ratio before it is opened. Nothing is written to disk."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from functools import cached_property
from typing import TYPE_CHECKING

from scoring.documents.content import Unreadable

if TYPE_CHECKING:
    from lxml import etree

_MIB = 1024 * 1024
# The text part of a 300-page report is about 5 MB of XML; more in one part, or in all parts read, is no report.
MAX_PART = 64 * _MIB
MAX_TOTAL = 128 * _MIB
# XML packs 10 to 30 times, repetitive tables up to 100 times; below the floor any ratio is harmless.
MAX_RATIO = 300
_RATIO_FLOOR = 4 * _MIB
_MAX_DIRECTORY = 4 * _MIB
_ENCRYPTED = 0x1

ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


class Directory(io.BytesIO):
    """A zip file whose list of members may be 4 MB at most (about 60,000): a longer one would fill memory before any member is
    opened. To be lifted once the list is read."""

    limited = True

    def read(self, size: int | None = -1, /) -> bytes:
        if self.limited and size is not None and size > _MAX_DIRECTORY:
            raise zipfile.BadZipFile("too many members")
        return super().read(size)


class Archive:
    """A zip file in memory. Names are as stored, with forward slashes; `../` cannot lead anywhere but to no member."""

    def __init__(self, data: bytes) -> None:
        """Raises `Unreadable` with damaged-file."""
        stream = Directory(data)
        try:
            self._zip = zipfile.ZipFile(stream)
        except ZIP_ERRORS as error:
            raise Unreadable("damaged-file", reason="压缩结构不完整") from error
        stream.limited = False
        self._taken = 0

    @cached_property
    def _members(self) -> dict[str, zipfile.ZipInfo]:
        """By name, `\\` as `/`, letter case aside (Windows programs write both); the last of a name counts, as in zipfile."""
        return {info.filename.replace("\\", "/").lstrip("/").lower(): info for info in self._zip.infolist()}

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._members

    def check_sizes(self) -> None:
        """Raises `Unreadable` with zip-bomb if any part, or all together, are larger than a document's: for readers that open parts themselves."""
        infos = self._zip.infolist()
        for info in infos:
            size = info.file_size
            if size > MAX_PART or (size > _RATIO_FLOOR and size > MAX_RATIO * max(1, info.compress_size)):
                raise Unreadable("zip-bomb", size=size // _MIB)
        total = sum(info.file_size for info in infos)
        if total > MAX_TOTAL:
            raise Unreadable("zip-bomb", size=total // _MIB)

    def read(self, name: str) -> bytes:
        """The bytes of the part. Raises KeyError if there is none, `Unreadable` with zip-bomb, encrypted or damaged-file."""
        info = self._members[_key(name)]
        if info.flag_bits & _ENCRYPTED:
            raise Unreadable("encrypted")
        size = info.file_size
        if size > MAX_PART or (size > _RATIO_FLOOR and size > MAX_RATIO * max(1, info.compress_size)):
            raise Unreadable("zip-bomb", size=size // _MIB)
        self._taken += size
        if self._taken > MAX_TOTAL:
            raise Unreadable("zip-bomb", size=self._taken // _MIB)
        try:
            # zipfile stops at the size that the directory tells and checks the sum, so a lying size is damage, not a bomb.
            with self._zip.open(info) as stream:
                return stream.read(size + 1)
        except ZIP_ERRORS as error:
            raise Unreadable("damaged-file", reason=f"{posixpath.basename(name)} 解压出错") from error

    def xml(self, name: str) -> etree._Element:
        """The root element of the part. Raises KeyError if there is none, and `Unreadable` as `read` and `parse_xml` do."""
        return parse_xml(self.read(name), name)


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The root element of `data`. Entities are never expanded and nothing is fetched; documents of offices have no DTD, so one
    that has is refused with `Unreadable` xml-dtd. Broken XML is damaged-file."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if b"<!DOCTYPE" in data[:2000] or b"<!ENTITY" in data:
            raise Unreadable("xml-dtd", part=posixpath.basename(name)) from error
        line = error.lineno or 1
        raise Unreadable("damaged-file", reason=f"{posixpath.basename(name)} 第 {line} 行不是正确的 XML") from error
    if root.getroottree().docinfo.doctype:
        raise Unreadable("xml-dtd", part=posixpath.basename(name))
    return root


def resolve(base: str, location: str) -> str:
    """The name of the part at `location`, which is relative to the part `base` unless it begins with a slash."""
    location = location.replace("\\", "/")
    if location.startswith("/"):
        return posixpath.normpath(location).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), location))


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
