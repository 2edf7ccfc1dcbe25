"""Which groups are done: a receipt per group, written after all its files, with their digests and what the overview tells of it.

Receipts say from what they were made; those made from anything else than the run at hand are not of it, and their files are taken away.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scoring.exports.columns import Row
from scoring.messages.workbook import GROUPS
from scoring.outputs import replace_file
from scoring.scale.place import sha256_of

DONE = "done"
_UNSAFE = re.compile(r'[\x00-\x1f\\/:*?"<>|\s]+')
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Receipt:
    """A group of a year that is done. `basis` is a digest of everything its results hang on, `files` the digests of its files by path below
    the folder; `row` and `criteria` are its lines of the overview."""

    basis: str
    year: int
    group: str
    files: Mapping[str, str]
    row: Row
    criteria: tuple[Row, ...]


def basis_of(about: Mapping[str, Any]) -> str:
    """A digest of what results hang on."""
    return hashlib.sha256(json.dumps(about, ensure_ascii=True, sort_keys=True).encode("ascii")).hexdigest()


def file_name(group: str, taken: set[str]) -> str:
    """A name for the files of `group` that every system takes, unlike those `taken` (to which it is added)."""
    plain = _UNSAFE.sub("_", group).strip("._")[:_LONGEST] or "_"
    name, number = plain, 1
    while name.casefold() in taken:
        number += 1
        name = f"{plain}_{number}"
    taken.add(name.casefold())
    return name


def write_receipt(folder: Path, receipt: Receipt, name: str) -> None:
    """Write the receipt of a group whose files are all there. Raises OutputError."""
    record = {
        "basis": receipt.basis,
        "year": receipt.year,
        "group": receipt.group,
        "files": dict(sorted(receipt.files.items())),
        "row": receipt.row,
        "criteria": list(receipt.criteria),
    }
    data = (json.dumps(record, ensure_ascii=True) + "\n").encode("ascii")
    place = folder / DONE / str(receipt.year) / f"{name}.json"
    place.parent.mkdir(parents=True, exist_ok=True)
    replace_file(place, lambda path: _write(path, data))


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def receipts_in(folder: Path) -> dict[Path, Receipt]:
    """All receipts in a folder of results by the file they stand in; one that cannot be read says nothing and is not among them."""
    found = {}
    for path in sorted((folder / DONE).glob("*/*.json")):
        try:
            record = json.loads(path.read_bytes())
            found[path] = Receipt(
                record["basis"],
                record["year"],
                record["group"],
                dict(record["files"]),
                dict(record["row"]),
                tuple(record["criteria"]),
            )
        except (OSError, ValueError, LookupError, TypeError):
            # The group is done again.
            continue
    return found


def is_whole(folder: Path, receipt: Receipt) -> bool:
    """Whether every file is as the receipt says."""
    try:
        return all(sha256_of(folder / name) == digest for name, digest in receipt.files.items())
    except OSError:
        return False


def take_away(folder: Path, path: Path, receipt: Receipt) -> None:
    """Remove a receipt, first it, then the files that it names."""
    path.unlink(missing_ok=True)
    for name in receipt.files:
        (folder / name).unlink(missing_ok=True)


def by_year_and_group(receipts: Sequence[Receipt]) -> list[Receipt]:
    """By year and group: types of units in administrative order, then groups by name."""
    known = list(GROUPS)
    return sorted(
        receipts, key=lambda one: (one.year, known.index(one.group) if one.group in known else len(known), one.group)
    )
