"""A function done in worker processes: results in order, workers that are lost, failures that are told."""

from __future__ import annotations

import errno
import operator
import os
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from scoring.corpus.workers import Workers
from scoring.errors import ScoringError

pytestmark = pytest.mark.slow


@pytest.fixture
def workers(tmp_path: Path) -> Iterator[Workers]:
    with Workers(2, tmp_path / "functions") as found:
        yield found


def test_results_come_in_the_order_of_the_things(workers: Workers, tmp_path: Path) -> None:
    assert list(workers.map(partial(operator.add, 1), range(20))) == list(range(1, 21))
    assert list(workers.map(str.upper, iter(["a", "b"]))) == ["A", "B"]
    assert list(workers.map(len, [])) == []
    assert not list((tmp_path / "functions").iterdir())


def test_things_are_taken_as_workers_get_free(workers: Workers) -> None:
    taken: list[int] = []

    def things() -> Iterator[int]:
        for number in range(50):
            taken.append(number)
            yield number

    for done, _ in enumerate(workers.map(abs, things()), 1):
        assert len(taken) <= done + workers.window


def test_what_is_left_under_way_disturbs_nothing_later(workers: Workers) -> None:
    results = workers.map(time.sleep, [0.0, 30.0, 30.0])
    assert next(results) is None
    results.close()  # type: ignore[attr-defined]
    assert list(workers.map(abs, [-2])) == [2]


def test_a_thing_whose_worker_is_killed_is_done_again(workers: Workers) -> None:
    results = workers.map(time.sleep, [0.0, 0.0, 0.5, 0.5, 0.0])
    assert next(results) is None
    for worker in list(workers._workers):
        worker.process.kill()
    assert list(results) == [None] * 4


def test_a_thing_at_which_two_workers_are_lost_ends_the_run(workers: Workers) -> None:
    with pytest.raises(ScoringError) as told:
        list(workers.map(os._exit, [1]))
    assert told.value.diagnostics[0].code == "corpus-worker-killed"
    assert told.value.diagnostics[0].help


def test_what_fails_there_is_raised_here(workers: Workers, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as told:
        list(workers.map(os.listdir, [str(tmp_path / "none")]))
    assert told.value.errno == errno.ENOENT


def test_a_mistake_is_shown_with_its_place(workers: Workers) -> None:
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        list(workers.map(partial(operator.truediv, 1), [0]))


def test_workers_are_gone_afterwards(tmp_path: Path) -> None:
    with Workers(2, tmp_path) as workers:
        assert list(workers.map(abs, [-1])) == [1]
        processes = [one.process for one in workers._workers]
    assert processes
    assert all(one.poll() is not None for one in processes)
