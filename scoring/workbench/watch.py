"""A rubric's file watched while somebody works on it: on every save it is checked and the material is scored again.

One look is one call of `step`: it takes what is known and gives what is known then, and what to tell. So nothing here waits, prints or
needs a clock; the command calls it a few times a second.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass, replace
from pathlib import Path

from scoring.errors import Diagnostic, RubricError, ScoringError
from scoring.rubric.load import find_rubric
from scoring.rubric.types import Rubric
from scoring.vocabulary import Vocabulary
from scoring.workbench.bench import Scored, rescore, score
from scoring.workbench.changes import Change, changes
from scoring.workbench.files import RubricFile, join, open_rubric
from scoring.workbench.material import Material
from scoring.workbench.moves import Moves, moves

Stamp = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Watched:
    """What is known: the files looked at with their stamps (size and time, None where a file is gone) and the hash of what they held;
    stamps that are new and may still be moving; the last state of the material that a right rubric gave."""

    path: Path
    files: tuple[Path, ...]
    stamps: tuple[Stamp | None, ...] = ()
    moving: tuple[Stamp | None, ...] | None = None
    digest: str = ""
    scored: Scored | None = None


@dataclass(frozen=True, slots=True)
class News:
    """What one save brought: what is wrong (then nothing was scored), or the rubric with what changed and moved against the last right state
    (None the first time). `beside` is what is wrong with the files beside the reports, the first time."""

    diagnostics: tuple[Diagnostic, ...]
    rubric: Rubric | None = None
    changes: tuple[Change, ...] = ()
    moves: Moves | None = None
    rescored: int = 0
    beside: tuple[Diagnostic, ...] = ()


def begin(path_or_name: str | Path) -> Watched:
    """Nothing known yet of the rubric at a path."""
    path = find_rubric(path_or_name) or Path(path_or_name)
    return Watched(path, (path,))


def step(known: Watched, material: Material, vocabulary: Vocabulary) -> tuple[Watched, News | None]:
    """One look at the files. None: nothing was saved, or somebody is still writing (their times moved since the last look).

    A file is read again only if its time or size changed, and acted on only if what it holds changed. Files that the rubric extends
    are watched too.
    """
    stamps = tuple(map(_stamp, known.files))
    if stamps == known.stamps:
        return replace(known, moving=None), None
    if stamps != known.moving and known.stamps:
        # Editors write in pieces, or put another file in its place: wait until two looks agree.
        return replace(known, moving=stamps), None
    digest = _digest(known.files)
    known = replace(known, stamps=stamps, moving=None)
    if digest == known.digest:
        return known, None
    return _news(replace(known, digest=digest), material, vocabulary)


def _news(known: Watched, material: Material, vocabulary: Vocabulary) -> tuple[Watched, News]:
    try:
        file = open_rubric(known.path, vocabulary)
        known = _with_bases(known, file)
        rubric, diagnostics = file.read(vocabulary)
        if rubric is None:
            return known, News(diagnostics)
        before = known.scored
        after = score(material, rubric) if before is None else rescore(before, rubric)
    except ScoringError as error:
        return known, News(error.diagnostics)
    if before is None:
        beside = material.beside(rubric).diagnostics
        return replace(known, scored=after), News(diagnostics, rubric, rescored=after.rescored, beside=beside)
    found = changes(before.rubric, rubric, material.names)
    renamed = {change.new: change.old for change in found if change.kind == "renamed"}
    return replace(known, scored=after), News(diagnostics, rubric, found, moves(before, after, renamed), after.rescored)


def _with_bases(known: Watched, file: RubricFile) -> Watched:
    """Known with the files that the rubric extends, as far as they lie beside it or are named by their place."""
    try:
        names = [name for name in join(file).texts if name]
    except RubricError:
        return known
    folder = known.path.parent
    found = [path for name in names if (path := _base(folder, name)) is not None]
    files = (known.path, *found)
    if files == known.files:
        return known
    return replace(known, files=files, stamps=tuple(map(_stamp, files)), digest=_digest(files))


def _base(folder: Path, name: str) -> Path | None:
    shipped = find_rubric(Path(name).stem) if name.startswith("rubrics/") else None
    return next((path for path in (folder / name, shipped) if path is not None and path.is_file()), None)


def _stamp(path: Path) -> Stamp | None:
    try:
        about = os.stat(path)
    except OSError:
        return None
    return about.st_mtime_ns, about.st_size


def _digest(files: tuple[Path, ...]) -> str:
    found = hashlib.sha256()
    for path in files:
        try:
            found.update(path.read_bytes())
        except OSError as error:
            found.update(str(error.errno).encode())
        found.update(b"\0")
    return found.hexdigest()
