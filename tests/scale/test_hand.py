"""A worker's hand: one process for one task after the other."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from pathlib import Path

import pytest
from made_reports import make_reports

from scoring.documents.listing import listed
from scoring.pipeline.libraries import load_measures
from scoring.scale import hand
from scoring.scale.hand import PARTS, Hand, about, seen
from scoring.scale.place import FolderPlace, digest
from scoring.scale.types import File, Receipt, Settings, Step, Task
from scoring.scale.work import program


def _tasks(folder: Path) -> list[Task]:
    make_reports(folder / "in", 3)
    files = tuple(File(one.shown, tuple(map(str, one.paths))) for one in listed([folder / "in"], []))
    settings = Settings(load_measures().sha256, program())
    return [Task(number, (file,), str(folder / "parts"), settings) for number, file in enumerate(files)]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_one_process_does_task_after_task_and_another_one_if_it_dies(tmp_path: Path) -> None:
    psutil = pytest.importorskip("psutil")
    first, second, third = _tasks(tmp_path)
    before = {one.pid for one in psutil.Process().children()}
    one = Hand(PARTS)
    try:
        steps: list[Step] = []
        assert isinstance(one.do(first, steps.append), Receipt)
        (process,) = [each for each in psutil.Process().children() if each.pid not in before]
        assert isinstance(one.do(second, steps.append), Receipt)
        assert [each.pid for each in psutil.Process().children() if each.pid not in before] == [process.pid]
        os.kill(process.pid, signal.SIGKILL)
        found = one.do(third, steps.append)
        assert isinstance(found, Receipt)
        assert (found.number, found.reports) == (2, 1)
        assert [step.number for step in steps] == [0, 1, 2]
    finally:
        one.close()
    with contextlib.suppress(psutil.NoSuchProcess):
        assert not [each for each in psutil.Process().children() if each.pid not in before]


@pytest.mark.slow
def test_a_process_without_a_task_is_ended_after_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    psutil = pytest.importorskip("psutil")
    monkeypatch.setattr(hand, "_IDLE", 0.2)
    hands = hand._Hands()
    one = hands.take(PARTS)
    assert isinstance(one.do(_tasks(tmp_path)[0], lambda _: None), Receipt)
    before = {each.pid for each in psutil.Process().children()}
    hands.give_back(one)
    until = time.monotonic() + 10
    while before <= {each.pid for each in psutil.Process().children()} and time.monotonic() < until:
        time.sleep(0.05)
    assert len({each.pid for each in psutil.Process().children()} & before) == len(before) - 1


def test_what_a_worker_tells_of_itself_and_of_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed")
    assert about() == about()
    assert about()["measures"] == load_measures().sha256
    monkeypatch.setattr(hand, "_SEEN_AFTER", 0.0)
    place = FolderPlace(str(tmp_path))
    assert seen(str(tmp_path), "a", "b") == {"digest": "", "reason": ""}
    place.write("a", b"x")
    assert seen(str(tmp_path), "a", "b") == {"digest": digest(b"x"), "reason": ""}
    assert place.read("b") == digest(b"x").encode()
    assert seen("nosuch://box", "a", "b")["reason"]
