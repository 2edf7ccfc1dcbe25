"""Sources cut into tasks. Where one task ends is told by the names themselves, so a file more or less changes one task and not all behind it."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from scoring.documents.held import Source
from scoring.scale.types import File, Settings, Task


class Sizes(NamedTuple):
    """How many files a task has: at least, at most, and about how many on average above the least."""

    least: int
    most: int
    about: int


# A worker writes a part for each; what an interrupt costs is at most a task for each worker.
FOR_PARTS = Sizes(48, 256, 96)
# Only for the cache: nothing hangs on how they are cut, and few files are to be shared evenly.
FOR_CACHE = Sizes(4, 16, 8)


def tasks_of(
    sources: Iterable[Source | File],
    out: str,
    settings: Settings,
    sizes: Sizes = FOR_PARTS,
    refused: dict[str, str] | None = None,
) -> Iterator[Task]:
    """The sources, in their order, as tasks. Sources of one shown path stay together, so that a report that is there twice is seen."""
    number, files = 0, list[File]()
    for source in sources:
        if files and source.shown != files[-1].shown and _ends(files, sizes):
            yield _task(number, files, out, settings, refused or {})
            number, files = number + 1, []
        files.append(source if isinstance(source, File) else File(source.shown, tuple(map(str, source.paths))))
    if files:
        yield _task(number, files, out, settings, refused or {})


def _ends(files: list[File], sizes: Sizes) -> bool:
    if len(files) >= sizes.most:
        return True
    return len(files) >= sizes.least and zlib.crc32(files[-1].shown.encode("utf-8", "surrogatepass")) % sizes.about == 0


def _task(number: int, files: list[File], out: str, settings: Settings, refused: dict[str, str]) -> Task:
    here = {file.shown for file in files}
    return Task(number, tuple(files), out, settings, tuple(sorted(one for one in refused.items() if one[0] in here)))
