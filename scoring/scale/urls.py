"""Files and parts that have an address (`s3://bucket/folder`) instead of a path, by fsspec. `file://` is a folder like any other.

An object store puts a file in place whole or not at all, so a part is put there as it is; elsewhere (`sftp://`) it is written under
another name and moved. Keys and passwords are no part of an address: fsspec finds them where each machine keeps them.
"""

from __future__ import annotations

import contextlib
import errno
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from scoring.documents.listing import skipped
from scoring.documents.picture_names import is_picture, joined_name, picture_sets
from scoring.documents.read import MAX_BYTES_WITH_PICTURES, limit_of, problem, readable_name
from scoring.errors import Diagnostic, DocumentError, ScoringError
from scoring.scale.cluster_told import told
from scoring.scale.optional import library
from scoring.scale.types import File

# Stores that put an object in place in one step.
_WHOLE = frozenset(("abfs", "abfss", "adl", "az", "gcs", "gs", "memory", "oss", "s3", "s3a"))
_TEMPORARY = ".tmp-"
_MIB = 1024 * 1024


def is_url(address: str) -> bool:
    """Whether this is an address and not a path."""
    return "://" in address


def local_path(address: str) -> str | None:
    """The path that a `file://` address means, None for other addresses."""
    parts = urlsplit(address)
    if parts.scheme not in ("file", "local"):
        return None
    return url2pathname(unquote(parts.path) if "%" in parts.path else parts.path)


def check_address(address: str) -> None:
    """Raises ScoringError for an address with a password in it, or one that nothing here reads."""
    if "@" in urlsplit(address).netloc and ":" in urlsplit(address).netloc.rpartition("@")[0]:
        raise ScoringError([told("url-with-password", None)])
    if local_path(address) is None:
        _filesystem(address)


def _filesystem(address: str) -> tuple[Any, str]:
    """The file system of an address, and the name in it. Raises ScoringError where nothing here reads such addresses."""
    core = library("fsspec.core")
    try:
        system, name = core.url_to_fs(address)
    except (ImportError, ValueError) as error:
        protocol = address.partition("://")[0]
        raise ScoringError([told("url-no-reader", address, protocol=protocol, reason=str(error))]) from error
    except Exception as error:
        # Whatever the store's own library raises while it looks for keys.
        raise ScoringError([told("url-unusable", address, reason=_words(error))]) from error
    return system, str(name)


class UrlPlace:
    """Parts below an address. `write` and `read` as `place.Place`."""

    def __init__(self, root: str) -> None:
        self._system, self._root = _filesystem(root)
        self._root = self._root.rstrip("/")
        self._whole = root.partition("://")[0] in _WHOLE

    def write(self, name: str, data: bytes) -> None:
        """Put `data` under `name` in one step. Raises OSError; then what was there stands."""
        target = f"{self._root}/{name}"
        with _as_os_error(target):
            if self._whole:
                self._system.pipe_file(target, data)
                return
            self._system.makedirs(target.rpartition("/")[0], exist_ok=True)
            temporary = f"{target.rpartition('/')[0]}/{_TEMPORARY}{uuid.uuid4().hex}"
            try:
                self._system.pipe_file(temporary, data)
                self._system.mv(temporary, target)
            except BaseException:
                with contextlib.suppress(Exception):
                    self._system.rm_file(temporary)
                raise

    def read(self, name: str) -> bytes:
        """The bytes under `name`. Raises FileNotFoundError where there are none, OSError where they cannot be had."""
        with _as_os_error(name):
            # What a store listed a moment ago may have changed since, by another machine.
            self._system.invalidate_cache()
            return bytes(self._system.cat_file(f"{self._root}/{name}"))

    def remove(self, name: str) -> None:
        """Take a file away, if it is there. Raises OSError."""
        with _as_os_error(name), contextlib.suppress(FileNotFoundError):
            self._system.rm_file(f"{self._root}/{name}")


@contextlib.contextmanager
def _as_os_error(name: str) -> Iterator[None]:
    """Whatever a store's library raises, as the error that a disk would give."""
    try:
        yield
    except OSError:
        raise
    except Exception as error:
        raise OSError(errno.EIO, _words(error), name) from error


def _words(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0][:300]


def load_url(address: str, shown: str) -> bytes:
    """The bytes at an address. Raises DocumentError as `documents.read.load`."""
    try:
        system, name = _filesystem(address)
        data = _content(system, name)
    except FileNotFoundError as error:
        raise DocumentError([problem("path-missing", shown)]) from error
    except ScoringError as error:
        raise DocumentError([problem("unreadable", shown, {"reason": error.diagnostics[0].message})]) from error
    except Exception as error:
        raise DocumentError([problem("unreadable", shown, {"reason": _words(error)})]) from error
    if not data:
        raise DocumentError([problem("empty-file", shown)])
    limit = limit_of(data[:8])
    if len(data) > limit:
        # Of more than the largest limit no more was fetched.
        more = "≥ " if len(data) > MAX_BYTES_WITH_PICTURES else ""
        size = f"{more}{len(data) / _MIB:.1f}"
        raise DocumentError([problem("too-large", shown, {"size": size, "limit": limit // _MIB})])
    return data


def _content(system: Any, name: str) -> bytes:
    """The bytes, or a beginning that is too large. One request a file: each takes longer than reading it."""
    try:
        return bytes(system.cat_file(name, start=0, end=MAX_BYTES_WITH_PICTURES + 1))
    except FileNotFoundError:
        raise
    except Exception:
        # Stores refuse a range of an empty object.
        if system.info(name)["size"] == 0:
            return b""
        raise


def loading_of(addresses: tuple[str, ...]) -> tuple[tuple[Path, ...], Any]:
    """Stand-ins for the addresses, which are no paths, and the function that loads the bytes of each of them."""
    stand_ins = {Path(address): address for address in addresses}

    def load(path: Path, shown: str) -> bytes:
        return load_url(stand_ins[path], shown)

    return tuple(stand_ins), load


def listed_urls(addresses: tuple[str, ...], problems: list[Diagnostic]) -> Iterator[File]:
    """What there is to read below addresses, one after the other, each by the names shown; `problems` gets what is wrong on the way.

    Names are passed over and pictures joined as in folders. Names in one folder are in memory at a time.
    """
    for address in addresses:
        try:
            system, name = _filesystem(address)
            about = system.info(name)
            before = len(problems)
            any_file = False
            if about["type"] == "directory":
                for file in _below(system, name.rstrip("/"), ""):
                    any_file = True
                    yield File(file.shown, tuple(map(system.unstrip_protocol, file.paths)))
            else:
                any_file = True
                yield File(readable_name(name.rpartition("/")[2]), (system.unstrip_protocol(name),))
            if not any_file and len(problems) == before:
                problems.append(told("url-not-found", address))
        except FileNotFoundError:
            problems.append(told("url-not-found", address))
        except ScoringError as error:
            problems += error.diagnostics
        except Exception as error:
            problems.append(told("url-unusable", address, reason=_words(error)))


def _below(system: Any, root: str, inside: str) -> Iterator[File]:
    folder = f"{root}/{inside}".rstrip("/")
    names: list[str] = []
    for entry in system.ls(folder, detail=True):
        name = str(entry["name"]).rstrip("/").rpartition("/")[2]
        if name and not skipped(name) and str(entry["name"]).rstrip("/") != folder:
            names.append(f"{name}/" if entry["type"] == "directory" else name)
    names.sort(key=readable_name)
    pictures = {readable_name(inside + name): f"{folder}/{name}" for name in names if is_picture(name)}
    later: set[str] = set()
    scans: dict[str, File] = {}
    for pages in picture_sets(pictures) if pictures else ():
        scans[pages[0]] = File(joined_name(pages), tuple(pictures[page] for page in pages))
        later.update(pages[1:])
    for name in names:
        shown = readable_name(inside + name)
        if name.endswith("/"):
            yield from _below(system, root, inside + name)
        elif shown not in later:
            yield scans.get(shown) or File(shown, (f"{folder}/{name}",))
