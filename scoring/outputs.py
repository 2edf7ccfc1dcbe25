"""Replacing an output file in one step: the old one stands untouched until the new one is whole."""

from __future__ import annotations

import errno
import os
import uuid
from collections.abc import Callable
from pathlib import Path, PurePosixPath, PureWindowsPath

from scoring.errors import Diagnostic, OutputError
from scoring.messages.outputs import HELP, MESSAGES

_NO_SPACE = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


def replace_file(path: Path, write: Callable[[Path], None]) -> None:
    """Let `write` make a file beside `path`, then put it in `path`'s place.

    The temporary file lies in the same folder, so the replacement is one step of the file system. Whatever goes wrong,
    also an interrupt, the old file is as it was and the temporary one is gone. A symbolic link is followed; a file that
    is marked read-only is refused, also where the system would allow replacing it.

    Raises OutputError for a folder that is not there, a folder or a read-only file in `path`'s place, a file that
    another program holds, missing rights, a full disk, and any other OSError. Other exceptions of `write` pass through.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".scoring-{uuid.uuid4().hex}.tmp")
    replacing = False
    try:
        _check_place(path, target)
        write(temporary)
        _flush_to_disk(temporary)
        replacing = True
        os.replace(temporary, target)
    except OSError as error:
        raise _output_error(path, error, replacing) from error
    finally:
        # Where the parent is a file nothing was written, and asking for the temporary file would fail.
        if target.parent.is_dir():
            temporary.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write `text` as UTF-8 with `\\n` line ends through `replace_file`; raises as it does."""
    data = text.encode("utf-8")

    def write(place: Path) -> None:
        place.write_bytes(data)

    replace_file(path, write)


def public_path(path: str) -> str:
    """`path` as results may show it: a relative one as it is (with `/`), an absolute one by its last part only.

    Results hold no path of the machine they were made on.
    """
    windows = PureWindowsPath(path)
    if windows.drive or windows.root:
        return windows.name
    if PurePosixPath(path).is_absolute():
        return PurePosixPath(path).name
    return path.replace("\\", "/")


def _check_place(path: Path, target: Path) -> None:
    if not target.parent.is_dir():
        raise _refused("output-folder-missing", path, folder=str(path.parent))
    if target.is_dir():
        raise _refused("output-is-folder", path)
    if target.exists() and not (target.stat().st_mode & 0o222 and os.access(target, os.W_OK)):
        raise _refused("output-read-only", path)


def _flush_to_disk(path: Path) -> None:
    with path.open("r+b") as stream:
        os.fsync(stream.fileno())


def _output_error(path: Path, error: OSError, replacing: bool) -> OutputError:
    folder = str(path.parent)
    if error.errno in _NO_SPACE:
        return _refused("output-disk-full", path)
    if error.errno == errno.EROFS:
        return _refused("output-folder-read-only", path, folder=folder)
    if isinstance(error, PermissionError):
        # Writing beside the target fails for want of rights in the folder; replacing it fails because somebody holds it.
        return _refused("output-locked" if replacing else "output-folder-read-only", path, folder=folder)
    if error.errno == errno.ENAMETOOLONG or (replacing and error.errno == errno.EINVAL):
        return _refused("output-name-unusable", path)
    return _refused("output-failed", path, reason=error.strerror or str(error))


def _refused(code: str, path: Path, **values: str) -> OutputError:
    message = MESSAGES[code].format(name=path.name, **values)
    return OutputError([Diagnostic(code=code, message=message, file=str(path), help=HELP[code])])
