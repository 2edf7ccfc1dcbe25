"""Archives (zip, rar) → the files inside, in memory. Runs in the child process; nothing is written to disk.

Every member is size-checked before it is opened. Names are for showing only: `../` and drive letters are taken out of them, so that a
name never says that a file lies elsewhere than in its archive.
"""

from __future__ import annotations

import base64
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from scoring.documents.archive import ZIP_ERRORS, Directory
from scoring.documents.content import Unreadable
from scoring.text.regex import regex

if TYPE_CHECKING:
    import rars

_MIB = 1024 * 1024
MAX_MEMBERS = 2_000
MAX_MEMBER = 100 * _MIB
MAX_TOTAL = 300 * _MIB
# Office files are packed already; text packs five to ten times. Below the floor any ratio is harmless.
MAX_RATIO = 300
_RATIO_FLOOR = 4 * _MIB
# The code for what is left unread once an archive, or all in one file, have unfolded to `MAX_TOTAL`.
FULL = "archive-full"
_ENCRYPTED, _UTF8 = 0x1, 0x800
_DRIVE = regex(r"\A[A-Za-z]:")


class Members(NamedTuple):
    """`files` are names and bytes (base64) in the order of the names, `refused` names with the code and fields of a message."""

    files: tuple[tuple[str, str], ...]
    refused: tuple[tuple[str, str, dict[str, object]], ...] = ()


class _Entry(NamedTuple):
    name: str
    size: int
    packed: int
    encrypted: bool
    key: object


def unpack_zip(data: bytes, argument: str = "") -> Members:
    """The files in a zip archive, of `argument` bytes at most all together (`MAX_TOTAL` without it). Raises `Unreadable` with damaged-file or too-many-members."""
    stream = Directory(data)
    try:
        with zipfile.ZipFile(stream) as archive:
            stream.limited = False
            entries = [
                _Entry(_zip_name(info), info.file_size, info.compress_size, bool(info.flag_bits & _ENCRYPTED), info)
                for info in archive.infolist()
                if not info.filename.endswith("/")
            ]

            def read(entry: _Entry) -> bytes:
                assert isinstance(entry.key, zipfile.ZipInfo)
                with archive.open(entry.key) as member:
                    return member.read(entry.size + 1)

            return _members(entries, read, int(argument or MAX_TOTAL))
    except ZIP_ERRORS as error:
        raise Unreadable("damaged-file", reason="压缩结构不完整") from error


def unpack_rar(data: bytes, argument: str = "") -> Members:
    """As `unpack_zip`, for a rar archive. Raises `Unreadable` with damaged-file, encrypted, or too-many-members."""
    import rars

    options = rars.ReadOptions(max_member_output_bytes=MAX_MEMBER, max_total_output_bytes=MAX_TOTAL)
    try:
        archive = rars.RarFile.from_bytes(data, options=options)
        infos = [info for info in archive.infolist() if not info.is_dir()]
        entries = [
            _Entry(_rar_name(info), info.file_size, info.compress_size, info.is_encrypted, info) for info in infos
        ]

        def read(entry: _Entry) -> bytes:
            content: bytes = archive.read(entry.key)
            return content

        return _members(entries, read, int(argument or MAX_TOTAL))
    except rars.PasswordRequired as error:
        raise Unreadable("encrypted") from error
    except rars.Error as error:
        raise Unreadable("damaged-file", reason="压缩结构不完整") from error


def _members(entries: list[_Entry], read: object, most: int) -> Members:
    if len(entries) > MAX_MEMBERS:
        raise Unreadable("too-many-members", count=len(entries), limit=MAX_MEMBERS)
    files: list[tuple[str, str]] = []
    refused: list[tuple[str, str, dict[str, object]]] = []
    taken = 0
    wanted = sorted((one for one in entries if not _left_by_systems(one.name)), key=lambda one: (one.name, one.size))
    for number, entry in enumerate(wanted):
        problem = _problem(entry)
        if problem is None and taken + entry.size > most:
            refused.append((entry.name, FULL, {"size": MAX_TOTAL // _MIB, "count": len(wanted) - number}))
            break
        if problem is None:
            try:
                content = read(entry)  # type: ignore[operator]
            except _errors() as error:
                reason = f"解压出错：{type(error).__name__}"
                problem = ("damaged-file", {"reason": reason})
            else:
                taken += len(content)
                files.append((entry.name, base64.b64encode(content).decode("ascii")))
        if problem is not None:
            refused.append((entry.name, *problem))
    return Members(tuple(files), tuple(refused))


def _errors() -> tuple[type[Exception], ...]:
    """What the two libraries raise for a member that cannot be unpacked."""
    try:
        import rars
    except ImportError:
        return ZIP_ERRORS
    return (*ZIP_ERRORS, rars.Error)


def _problem(entry: _Entry) -> tuple[str, dict[str, object]] | None:
    if entry.encrypted:
        return "encrypted", {}
    size = entry.size
    if size > MAX_MEMBER or (size > _RATIO_FLOOR and size > MAX_RATIO * max(1, entry.packed)):
        return "zip-bomb", {"size": size // _MIB}
    if size == 0:
        return "empty-file", {}
    return None


def _left_by_systems(name: str) -> bool:
    parts = [part.lower() for part in name.split("/")]
    return any(part.startswith((".", "~$")) or part in ("__macosx", "thumbs.db", "desktop.ini") for part in parts)


def _zip_name(info: zipfile.ZipInfo) -> str:
    """The name as its writer meant it: zip has no field for the encoding, Chinese programs write GBK, newer ones UTF-8 without saying so."""
    if info.flag_bits & _UTF8:
        return _plain(info.filename)
    raw = info.orig_filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return _plain(raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    return _plain(info.filename)


def _rar_name(info: rars.RarInfo) -> str:
    """The name as its writer meant it: versions before 5 store names in the system's encoding where they are not marked as Unicode."""
    name: str = info.filename
    if "\ufffd" in name:
        name = info.orig_filename_bytes.decode("gb18030", "replace")
    return _plain(name)


def _plain(name: str) -> str:
    """The name with forward slashes, without drive, root, `.` and `..`, control characters and lone surrogates."""
    cleaned = "".join(char if char.isprintable() else "_" for char in _DRIVE.sub("", name.replace("\\", "/")))
    parts = [part for part in cleaned.split("/") if part not in ("", ".", "..")]
    return "/".join(parts) or "_"


def unpacked(answer: dict[str, object]) -> Iterator[tuple[str, bytes]]:
    """The files of an answer that came back from the child."""
    files = answer["files"]
    assert isinstance(files, list | tuple)
    for name, content in files:
        yield str(name), base64.b64decode(content)
