"""Folders of runs that were killed while they were written."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scoring.store.run_folder import MANIFEST, runs_in
from scoring.store.unfinished import clear_unfinished, unfinished

# Writes in a folder until it is killed.
WRITER = """
import sys, time
from pathlib import Path
from scoring.store.unfinished import unfinished
with unfinished(Path(sys.argv[1])) as folder:
    (folder / "manifest.json").write_text("{}")
    print(folder.name, flush=True)
    time.sleep(600)
"""
TWO_DAYS = 2 * 24 * 3600


def test_what_a_killed_process_leaves_goes_and_what_a_living_one_writes_stays(tmp_path: Path) -> None:
    writer = subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert writer.stdout is not None
    try:
        folder = tmp_path / writer.stdout.readline().strip()
        assert clear_unfinished(tmp_path) == ()
        assert folder.is_dir()
    finally:
        writer.kill()
        writer.communicate()
    assert folder.is_dir()
    assert clear_unfinished(tmp_path) == (folder,)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_left_of_what_was_put_in_its_place_or_failed(tmp_path: Path) -> None:
    root = tmp_path / "runs"
    with unfinished(root) as folder:
        (folder / "a").write_text("1", encoding="utf-8")
        os.replace(folder, root / "done")
    with pytest.raises(ValueError, match="so"), unfinished(root):
        raise ValueError("so")
    assert [one.name for one in root.iterdir()] == ["done"]


def test_folders_without_a_lock_are_left_for_a_day(tmp_path: Path) -> None:
    new, old = tmp_path / ".1.tmp", tmp_path / ".2.tmp"
    for folder in (new, old):
        folder.mkdir()
    lock = tmp_path / ".3.tmp.lock"
    lock.write_bytes(b"")
    before = time.time() - TWO_DAYS
    for path in (old, lock):
        os.utime(path, (before, before))
    assert clear_unfinished(tmp_path) == (old,)
    assert [one.name for one in tmp_path.iterdir()] == [new.name]


def test_what_is_being_written_is_no_run(tmp_path: Path) -> None:
    for name in (".1.tmp", ".abcd.old", "abcd"):
        (tmp_path / name).mkdir()
        (tmp_path / name / MANIFEST).write_text("{}", encoding="utf-8")
    assert [one.name for one in runs_in(tmp_path)] == ["abcd"]
