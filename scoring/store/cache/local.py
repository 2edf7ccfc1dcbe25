"""Whether a folder lies on a disk of this machine: SQLite's WAL mode shares memory between processes, which a network drive cannot."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

# File systems of other machines, as Linux names them.
_REMOTE = frozenset(
    (
        "9p",
        "afs",
        "beegfs",
        "ceph",
        "cifs",
        "fuse.sshfs",
        "glusterfs",
        "gpfs",
        "lustre",
        "nfs",
        "nfs4",
        "orangefs",
        "smb3",
        "smbfs",
    )
)
_MOUNTS = Path("/proc/self/mountinfo")
_OCTAL = re.compile(rb"\\([0-7]{3})")
_DRIVE_REMOTE = 4


def is_remote(folder: Path) -> bool:
    """Whether `folder` (or where it would be made) lies on a network drive, as far as the system tells: Linux by its mounts, Windows by the
    kind of drive. Elsewhere False; then SQLite itself refuses WAL where it cannot have it."""
    place = os.path.realpath(folder)
    if sys.platform == "win32":
        return _windows_remote(place)
    try:
        mounts = _MOUNTS.read_bytes()
    except OSError:
        return False
    return file_system(os.fsencode(place), mounts) in _REMOTE


def file_system(place: bytes, mounts: bytes) -> str:
    """The type of the file system that holds `place`, an absolute path, by the lines of a mountinfo; "" if none does."""
    best, found = -1, ""
    for line in mounts.splitlines():
        before, _, behind = line.partition(b" - ")
        fields = before.split(b" ")
        if len(fields) < 5 or not behind:
            continue
        point = _OCTAL.sub(lambda match: bytes([int(match[1], 8)]), fields[4])
        inside = place == point or place.startswith(point.rstrip(b"/") + b"/")
        # Of several at one place the last mounted is the one seen.
        if inside and len(point) >= best:
            best, found = len(point), behind.split(b" ")[0].decode("ascii", "replace")
    return found


def _windows_remote(place: str) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    drive = os.path.splitdrive(place)[0]
    return drive.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == _DRIVE_REMOTE
