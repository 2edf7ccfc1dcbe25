"""The last step of a run over many files: the parts become a data set, put in place in one step each, its manifest last."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from scoring import __version__
from scoring.errors import Diagnostic
from scoring.measures.facts import Fact
from scoring.outputs import replace_file
from scoring.scale.dataset import Dataset, open_dataset
from scoring.scale.layout import FORMAT, INDEX, MANIFEST, NEW, OLD, PARTS, WORK, parts_folder
from scoring.scale.merge import Merged, merge
from scoring.scale.parts import Part
from scoring.scale.place import FolderPlace, Place
from scoring.scale.types import TABLES, Receipt, Settings, Task
from scoring.text.report import Report

_NO_SETTINGS = Settings("", "")


def finish(
    folder: Path, place: Place, receipts: Iterable[Receipt], listing: Sequence[Diagnostic], settings: Settings
) -> Dataset:
    """Merge the parts and put the data set in `folder`. Raises OSError or OutputError; then the parts are still there, and no manifest says
    that the data set is finished."""
    new = folder / WORK / NEW
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    merged = merge(place, receipts, listing, new)
    (folder / MANIFEST).unlink(missing_ok=True)
    _swap(folder)
    data = _manifest(merged, settings)
    replace_file(folder / MANIFEST, lambda path: _write(path, data))
    clean(folder)
    return open_dataset(folder)


def clean(folder: Path) -> None:
    """Take away what is only of use to a run that is under way, but for its lock."""
    for name in (PARTS, NEW, OLD):
        shutil.rmtree(folder / WORK / name, ignore_errors=True)


def write_dataset(
    folder: Path,
    pairs: Sequence[tuple[Report, Sequence[Fact]]],
    problems: Sequence[Diagnostic] = (),
    settings: Settings = _NO_SETTINGS,
) -> Dataset:
    """A data set of reports that are in memory, as a run over their files would leave it."""
    parts_folder(folder).mkdir(parents=True, exist_ok=True)
    place = FolderPlace(str(parts_folder(folder)))
    task = Task(0, (), str(parts_folder(folder)), settings)
    part = Part()
    for report, facts in sorted(pairs, key=lambda pair: pair[0].id):
        part.add(report, facts)
    part.add_problems(problems)
    receipt = part.write(place, task, "")
    return finish(folder, place, [receipt], (), settings)


def _swap(folder: Path) -> None:
    """The new tables in the place of the old ones."""
    old, new = folder / WORK / OLD, folder / WORK / NEW
    shutil.rmtree(old, ignore_errors=True)
    old.mkdir()
    for name in (*TABLES, INDEX):
        if (folder / name).exists():
            os.replace(folder / name, old / name)
        if (new / name).exists():
            os.replace(new / name, folder / name)


def _manifest(merged: Merged, settings: Settings) -> bytes:
    about = {
        "format": FORMAT,
        "engine": __version__,
        "program": settings.program,
        "measures_sha256": settings.measures,
        "columns": dict(settings.columns),
        "inputs_sha256": merged.inputs,
        "reports": sum(reports for _, reports, _ in merged.groups),
        "facts": sum(facts for _, _, facts in merged.groups),
        "problems": merged.problems,
        "errors": merged.errors,
        "groups": [
            {"year": group.year, "unit_type": group.unit_type, "reports": reports, "facts": facts}
            for group, reports, facts in merged.groups
        ],
        "files": [file._asdict() for file in merged.files],
    }
    return (json.dumps(about, ensure_ascii=True, indent=1) + "\n").encode("ascii")


def _write(path: Path, data: bytes) -> None:
    path.write_bytes(data)
