"""Tasks done by worker processes on this machine.

Processes of our own over pipes, not an executor of the library: a killed worker must cost one task and not the pool, each file (not each
task) has its limits, and how far a worker is must be known while it works. A worker is an ordinary program started anew, so it is the same on
every system and asks nothing of the main program; when the main program is gone its pipe closes and it ends by itself. A task is taken
from the iterator only when a worker is free.
"""

from __future__ import annotations

import contextlib
import errno
import json
import queue
import sys
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable
from typing import Any

from scoring.documents.limits import memory_of
from scoring.errors import ScoringError
from scoring.scale.limits import CRASHED, TOO_MUCH_MEMORY, TOO_SLOW
from scoring.scale.processes import end_process, start_process
from scoring.scale.told import told
from scoring.scale.types import Failure, Receipt, Step, Task, receipt_of, task_record

PARTS, CACHE = "parts", "cache"
_MIB = 1024 * 1024
# How often limits are looked at; where asking for memory takes a process of its own, less often.
_LOOK = 0.2 if sys.platform in ("linux", "win32") else 2.0
# What a worker may hold beyond the limit of a file before it is ended from outside, and after a task before it is replaced.
_BEYOND, _GROWN = 512 * _MIB, 600 * _MIB
# How often a worker may end before it has said a word.
_STARTS = 3
NO_SPACE = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_Message = tuple["_Worker", dict[str, Any] | None]


class _Worker:
    """One process, the task it has, and how far it is."""

    def __init__(self, kind: str, messages: queue.SimpleQueue[_Message]) -> None:
        self.task: Task | None = None
        self.file = -1
        self.since = 0.0
        self.ready = False
        self.process = start_process("scoring.scale.worker", kind)
        threading.Thread(target=self._listen, args=(messages,), daemon=True).start()

    def give(self, task: Task) -> None:
        """Send the task. That the worker is gone is told by its stream."""
        self.task, self.file, self.since = task, -1, time.monotonic()
        assert self.process.stdin is not None
        with contextlib.suppress(OSError):
            self.process.stdin.write(json.dumps(task_record(task), ensure_ascii=True).encode("ascii") + b"\n")
            self.process.stdin.flush()

    def end(self) -> None:
        """End the process, whatever it does."""
        end_process(self.process)

    def _listen(self, messages: queue.SimpleQueue[_Message]) -> None:
        assert self.process.stdout is not None
        # A line that was cut by the end of the process is no message; a stream closed by `end` has none.
        with contextlib.suppress(ValueError, OSError):
            for line in self.process.stdout:
                messages.put((self, json.loads(line)))
        messages.put((self, None))


class _Pool:
    """A run of tasks under way."""

    def __init__(self, tasks: Iterable[Task], step: Callable[[Step], None], jobs: int, kind: str) -> None:
        self._tasks = iter(tasks)
        self._step = step
        self._jobs = jobs
        self._kind = kind
        self._again: deque[Task] = deque()
        self._workers: list[_Worker] = []
        self._messages: queue.SimpleQueue[_Message] = queue.SimpleQueue()
        self._deaths: Counter[tuple[int, str]] = Counter()
        self._silent = 0

    def run(self) -> Generator[Receipt | Failure]:
        """Receipts as they come. Ends all workers, however it is left."""
        try:
            while self._hand_out():
                try:
                    worker, message = self._messages.get(timeout=_LOOK)
                except queue.Empty:
                    self._look()
                    continue
                if worker not in self._workers:
                    continue
                found = self._died(worker) if message is None else self._heard(worker, message)
                if found is not None:
                    # The worker goes on while the receipt is dealt with.
                    self._hand_out()
                    yield found
                self._look()
        finally:
            for worker in self._workers:
                worker.end()

    def _hand_out(self) -> bool:
        """Give every free worker a task, starting workers as needed; whether anything is under way."""
        for worker in [one for one in self._workers if one.task is None]:
            task = self._next()
            if task is None:
                break
            worker.give(task)
        while len(self._workers) < self._jobs:
            task = self._next()
            if task is None:
                break
            worker = _Worker(self._kind, self._messages)
            self._workers.append(worker)
            worker.give(task)
        return any(worker.task is not None for worker in self._workers)

    def _next(self) -> Task | None:
        return self._again.popleft() if self._again else next(self._tasks, None)

    def _heard(self, worker: _Worker, message: dict[str, Any]) -> Receipt | Failure | None:
        task = worker.task
        worker.ready = True
        self._silent = 0
        if task is None or "ready" in message:
            worker.since = time.monotonic()
            return None
        if "step" in message:
            worker.file, worker.since = int(message["step"]), time.monotonic()
            self._step(Step(task.number, worker.file, task.files[worker.file].shown))
            return None
        worker.task = None
        if "receipt" not in message:
            return _failure(task, message)
        if memory_of(worker.process.pid) > _GROWN:
            self._remove(worker)
        receipt = receipt_of(message["receipt"])
        cut = tuple((str(shown), str(code)) for shown, code in message["cut"])
        return receipt._replace(seconds=message["seconds"], reused=message["reused"], cut=cut)

    def _died(self, worker: _Worker) -> Failure | None:
        """A worker is gone: its task is done again; a file at which workers were lost twice is passed over."""
        self._remove(worker)
        task = worker.task
        if task is None:
            return None
        if not worker.ready:
            self._silent += 1
            if self._silent >= _STARTS:
                return Failure(task.number, "worker-not-starting", (("reason", str(worker.process.returncode)),))
        elif worker.file >= 0:
            shown = task.files[worker.file].shown
            if shown in dict(task.refused):
                # Not even its bytes can be read: whatever it is, going on would never end.
                return Failure(task.number, "worker-killed", (("file", shown),))
            self._deaths[task.number, shown] += 1
            if self._deaths[task.number, shown] > 1:
                task = _refusing(task, worker.file, CRASHED)
        self._again.append(task)
        return None

    def _look(self) -> None:
        """End workers that have been at one file for too long, or hold too much."""
        for worker in list(self._workers):
            task = worker.task
            if task is None or worker.file < 0:
                continue
            limits, code = task.settings.limits, ""
            if time.monotonic() - worker.since > limits.longest:
                code = TOO_SLOW
            elif memory_of(worker.process.pid) > limits.memory + _BEYOND:
                code = TOO_MUCH_MEMORY
            if code:
                self._remove(worker)
                self._again.append(_refusing(task, worker.file, code))

    def _remove(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        worker.end()


def run_local(
    tasks: Iterable[Task], step: Callable[[Step], None], jobs: int, kind: str = PARTS
) -> Generator[Receipt | Failure]:
    """Do the tasks in `jobs` worker processes; receipts come in whatever order. `kind`: PARTS, or CACHE for filling the cache only.

    A worker that dies costs only its task, which is done again. A file that takes too much is refused and reported, the rest goes on.
    """
    return _Pool(tasks, step, jobs, kind).run()


def _refusing(task: Task, file: int, code: str) -> Task:
    refused = {**dict(task.refused), task.files[file].shown: code}
    return task._replace(refused=tuple(sorted(refused.items())))


def _failure(task: Task, message: dict[str, Any]) -> Failure:
    if "os" in message:
        number, reason = message["os"]
        if number in NO_SPACE:
            return Failure(task.number, "part-disk-full")
        return Failure(task.number, "part-not-written", (("reason", str(reason)),))
    if "told" in message:
        return Failure(task.number, str(message["told"][0]))
    return Failure(task.number, "worker-failed", (("reason", str(message["mistake"]).strip()),))


def failed(failure: Failure) -> ScoringError:
    """The failure as an error to raise."""
    return ScoringError([told(failure.code, None, **dict(failure.words))])
