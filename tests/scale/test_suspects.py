"""Files that kill workers are found, whatever is known of how far a task was."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.scale.suspects import Suspect
from scoring.scale.types import File, Settings, Task


def _task(count: int) -> Task:
    return Task(3, tuple(File(f"{n:03}.txt", (f"/{n:03}.txt",)) for n in range(count)), "/out", Settings("m", "p"))


def _search(suspect: Suspect, killers: set[str], said_before: int) -> int:
    """Do what is to be done until the whole task is done; how many workers died."""
    deaths = 0
    for _ in range(10_000):
        task = suspect.next()
        refused = {shown for shown, _ in task.refused}
        bad = [n for n, file in enumerate(task.files) if file.shown in killers - refused]
        if not bad and task.out:
            return deaths
        if not bad:
            suspect.lived()
            continue
        deaths += 1
        if task.out:
            suspect.said = max(0, bad[0] - said_before)
        assert suspect.died()
    raise AssertionError("no end")


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 90), st.data())
def test_exactly_the_files_that_kill_are_refused(count: int, data: st.DataObject) -> None:
    killers = data.draw(st.sets(st.integers(0, count - 1), max_size=4))
    names = {f"{n:03}.txt" for n in killers}
    suspect = Suspect(_task(count))
    _search(suspect, names, data.draw(st.integers(0, count)))
    assert suspect.task.refused == tuple((name, "file-crashed") for name in sorted(names))


@pytest.mark.parametrize(("said_before", "deaths"), [(0, 2), (1, 3), (200, 9)])
def test_the_nearer_the_last_word_the_fewer_workers_die(said_before: int, deaths: int) -> None:
    assert _search(Suspect(_task(256)), {"100.txt"}, said_before) <= deaths


def test_a_task_that_kills_without_a_file_to_blame_is_given_up() -> None:
    suspect = Suspect(_task(4))
    for _ in range(2):
        assert suspect.died()
        while suspect.piece is not None:
            assert suspect.next().out == ""
            suspect.lived()
    assert not suspect.died()
