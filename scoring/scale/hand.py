"""What a cluster's worker does: it hands each task to a process of its own, as the local pool does, and waits for it.

So a file that crashes, hangs or eats memory ends that process and not the worker, with the limits and the diagnostics of the local pool. The
process is kept for the next task, and ended when there was none for a while; when the worker is gone, however that came, it ends by itself.
Everything here is imported by name on the worker; nothing is pickled but names and plain values.
"""

from __future__ import annotations

import os
import platform
import threading
import time
from collections.abc import Callable, Iterator
from importlib import metadata
from typing import Any

from scoring import __version__
from scoring.errors import ScoringError
from scoring.scale.optional import library
from scoring.scale.place import Place, digest, place_of
from scoring.scale.pool import CACHE, PARTS, run_local
from scoring.scale.types import Failure, Receipt, Step, Task, receipt_of, receipt_record, task_of

# Seconds after which a process without a task is ended, and between two words about how far a task is.
_IDLE, _SAY_EVERY = 60.0, 0.5
_SEEN_AFTER = 2.0


class _Waiting:
    """The task that waits, if there is one: an iterator that may have more after its end."""

    def __init__(self) -> None:
        self.task: Task | None = None

    def __iter__(self) -> Iterator[Task]:
        return self

    def __next__(self) -> Task:
        task, self.task = self.task, None
        if task is None:
            raise StopIteration
        return task


class Hand:
    """One process that does one task at a time."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.since = 0.0
        self._waiting = _Waiting()
        self._step: Callable[[Step], None] = lambda _: None
        self._running = run_local(self._waiting, lambda one: self._step(one), 1, kind)

    def do(self, task: Task, step: Callable[[Step], None]) -> Receipt | Failure:
        """The task's receipt, or why there is none."""
        self._waiting.task = task
        self._step = step
        return next(self._running)

    def close(self) -> None:
        """End the process."""
        self._running.close()


class _Hands:
    """The hands of this worker: as many as there are tasks at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._free: list[Hand] = []

    def take(self, kind: str) -> Hand:
        with self._lock:
            for hand in self._free:
                if hand.kind == kind:
                    self._free.remove(hand)
                    return hand
        return Hand(kind)

    def give_back(self, hand: Hand) -> None:
        with self._lock:
            hand.since = time.monotonic()
            self._free.append(hand)
        timer = threading.Timer(_IDLE, self._close_idle)
        timer.daemon = True
        timer.start()

    def _close_idle(self) -> None:
        with self._lock:
            idle = [hand for hand in self._free if time.monotonic() - hand.since >= _IDLE]
            self._free = [hand for hand in self._free if hand not in idle]
        for hand in idle:
            hand.close()


_HANDS = _Hands()


def do(record: dict[str, Any], kind: str, topic: str, sure: bool) -> dict[str, Any]:
    """Do the task of `record` (`types.task_record`; `kind` as in `pool`), saying under `topic` how far it is.

    Gives {"receipt", "seconds", "reused"}, {"failure"}, or {"apart": index of the first file that is not to be read here}, which is not
    looked for where the one who asks is `sure`. Also "worker", the address of this worker.
    """
    worker = library("distributed").get_worker()
    task = task_of(record)
    if not sure:
        for number, file in enumerate(task.files):
            if unseen(tuple(path for path in file.paths if "://" not in path)):
                return {"worker": str(worker.address), "apart": number}
    said = [0.0]

    def step(one: Step) -> None:
        now = time.monotonic()
        if now - said[0] >= _SAY_EVERY:
            said[0] = now
            worker.log_event(topic, [one.number, one.file, one.shown])

    hand = _HANDS.take(kind)
    try:
        found = hand.do(task, step)
    except BaseException:
        hand.close()
        raise
    _HANDS.give_back(hand)
    return {"worker": str(worker.address), **_told(found)}


def _told(found: Receipt | Failure) -> dict[str, Any]:
    if isinstance(found, Failure):
        return {"failure": [found.number, found.code, [list(pair) for pair in found.words]]}
    return {"receipt": receipt_record(found), "seconds": found.seconds, "reused": found.reused}


def receipt_told(answer: dict[str, Any]) -> Receipt:
    """The receipt in an answer of `do`."""
    return receipt_of(answer["receipt"])._replace(seconds=float(answer["seconds"]), reused=bool(answer["reused"]))


def failure_told(answer: dict[str, Any]) -> Failure:
    """The failure in an answer of `do`."""
    number, code, words = answer["failure"]
    return Failure(int(number), str(code), tuple((str(name), str(word)) for name, word in words))


def about() -> dict[str, str]:
    """What this process would read with: versions, digests of the program and of the measure library, and the readers' libraries."""
    from scoring.measures import load_library
    from scoring.resources import measures_folder
    from scoring.scale.work import program
    from scoring.store.cache.programs import environment

    return {
        "engine": __version__,
        "python": ".".join(platform.python_version_tuple()[:2]),
        "distributed": metadata.version("distributed"),
        "measures": load_library(measures_folder()).sha256,
        "program": program(),
        "environment": environment(),
    }


def unseen(paths: tuple[str, ...]) -> str:
    """The first of the paths that is not to be read by this process, "" if there is none."""
    return next((path for path in paths if not os.access(path, os.R_OK)), "")


def seen(out: str, name: str, answer: str) -> dict[str, str]:
    """Whether this process sees what was put under `name` in the place `out`, and can put `answer` there. Gives its "digest" ("" where it
    is not there), and the "reason" why it cannot write, if so."""
    try:
        place: Place = place_of(out)
    except ScoringError as error:
        return {"digest": "", "reason": error.diagnostics[0].message}
    found = _found(place, name)
    if not found:
        return {"digest": "", "reason": ""}
    try:
        place.write(answer, found.encode("ascii"))
    except OSError as error:
        return {"digest": found, "reason": error.strerror or str(error)}
    return {"digest": found, "reason": ""}


def _found(place: Place, name: str) -> str:
    """The digest of what is there under `name`; what another machine wrote may take a moment to be seen. "" where it is not there."""
    until = time.monotonic() + _SEEN_AFTER
    while True:
        try:
            return digest(place.read(name))
        except OSError:
            if time.monotonic() > until:
                return ""
            time.sleep(0.2)


__all__ = ["CACHE", "PARTS", "Hand", "about", "do", "failure_told", "receipt_told", "seen", "unseen"]
