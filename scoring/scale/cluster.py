"""Tasks done by the workers of a dask cluster; the same contract as `pool.run_local`.

A task is handed out only while workers have few waiting; receipts come back, never facts, and each part is looked at on this machine before its
receipt counts. A worker that dies costs its tasks, which the scheduler gives to others; of a task at which workers keep dying the file is
found that kills them (`suspects`).
"""

from __future__ import annotations

import contextlib
import os
import queue
import time
import uuid
from collections.abc import Callable, Generator, Iterable, Iterator
from typing import Any, NamedTuple

from scoring.errors import Diagnostic, ScoringError
from scoring.scale import hand
from scoring.scale.cluster_check import (
    Tls,
    Waits,
    check_folder,
    check_paths,
    check_versions,
    client_of,
    wait_for_workers,
)
from scoring.scale.cluster_told import told
from scoring.scale.optional import library
from scoring.scale.parts import whole
from scoring.scale.place import place_of
from scoring.scale.pool import failed
from scoring.scale.suspects import Suspect
from scoring.scale.types import Failure, File, Receipt, Step, Task, task_record

# Tasks handed out for each thread of the workers: one that it does and one that waits.
_AHEAD = 2
_LOOK = 0.5
_ASK_EVERY = 2.0
# How often a part that did not arrive is asked for again, and a task that the scheduler dropped.
_ARRIVALS = _DROPS = 2

_DROPPED = ("cancelled", "lost")


class _Job(NamedTuple):
    """What was handed out: a task, or what is to be done next of a suspect one. `sure`: files are where they are; `arrivals`: how often its part
    did not arrive; `drops`: how often the scheduler dropped it."""

    task: Task
    suspect: Suspect | None = None
    sure: bool = False
    arrivals: int = 0
    drops: int = 0


class Cluster:
    """A connection to a scheduler whose workers are known to read as this program does."""

    def __init__(self, client: Any, address: str, waits: Waits) -> None:
        self.client = client
        self.address = address
        self.waits = waits

    def check_folder(self, out: str) -> None:
        """Raises ScoringError if there is a worker that does not share the place `out` with this machine."""
        check_folder(self.client, out, self.waits)

    def check_paths(self, paths: tuple[str, ...]) -> None:
        """Raises ScoringError if there is a worker that does not see one of these paths (absolute ones) that are here."""
        check_paths(self.client, paths, self.waits)

    def run(self, tasks: Iterable[Task], step: Callable[[Step], None]) -> Generator[Receipt | Failure]:
        """Do the tasks; receipts come in whatever order. Raises ScoringError where the cluster is lost or does not see the files."""
        running = _Running(self, tasks, step)
        try:
            yield from running.receipts()
        finally:
            running.end()


class _Running:
    """A run of tasks under way."""

    def __init__(self, cluster: Cluster, tasks: Iterable[Task], step: Callable[[Step], None]) -> None:
        self._cluster = cluster
        self._client = cluster.client
        self._tasks = iter(tasks)
        self._step = step
        self._topic = f"scoring-{uuid.uuid4().hex}"
        self._messages: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._jobs: dict[str, tuple[_Job, Any]] = {}
        self._again: list[_Job] = []
        self._suspects: list[Suspect] = []
        self._threads = 0
        self._asked = 0.0
        self._seen = time.monotonic()
        self._client.subscribe_topic(self._topic, self._messages.put)

    def receipts(self) -> Iterator[Receipt | Failure]:
        """Receipts as they come."""
        self._ask()
        while self._hand_out():
            try:
                message = self._messages.get(timeout=_LOOK)
            except queue.Empty:
                message = None
            self._ask()
            if isinstance(message, tuple):
                # What `log_event` brings: when, and what.
                self._stepped(message[1])
            elif message is not None:
                found = self._done(message)
                if found is not None:
                    yield found

    def end(self) -> None:
        """Leave nothing behind in the scheduler. A scheduler that is gone has nothing of ours."""
        if self._client.status == "running":
            self._client.unsubscribe_topic(self._topic)
        for _, future in self._jobs.values():
            future.release()
        self._jobs.clear()

    def _hand_out(self) -> bool:
        """Hand out tasks while the workers have few; whether anything is under way. A suspect is alone."""
        if self._suspects:
            if not self._jobs:
                suspect = self._suspects[0]
                self._submit(_Job(suspect.next(), suspect, sure=True))
            return True
        while len(self._jobs) < max(1, _AHEAD * self._threads):
            job = self._again.pop() if self._again else self._next()
            if job is None:
                break
            self._submit(job)
        return bool(self._jobs)

    def _next(self) -> _Job | None:
        task = next(self._tasks, None)
        return None if task is None else _Job(_absolute(task))

    def _submit(self, job: _Job) -> None:
        # A piece of a suspect is only read.
        kind = hand.PARTS if job.task.out else hand.CACHE
        key = f"scoring-{uuid.uuid4().hex}"
        arguments = (task_record(job.task), kind, self._topic, job.sure)
        future = self._client.submit(hand.do, *arguments, key=key, pure=False)
        self._jobs[key] = job, future
        future.add_done_callback(self._messages.put)

    def _ask(self) -> None:
        """Look whether there is still a scheduler, with workers."""
        if self._client.status != "running":
            raise self._lost()
        now = time.monotonic()
        if now - self._asked < _ASK_EVERY:
            return
        try:
            threads = self._client.sync(self._client.scheduler.ncores, callback_timeout=self._cluster.waits.answer)
        except Exception as error:
            # Whatever the library raises for a connection that is gone or does not answer.
            raise self._lost() from error
        self._asked, self._threads = time.monotonic(), sum(threads.values())
        if self._threads:
            self._seen = self._asked
        elif now - self._seen > self._cluster.waits.workers:
            raise ScoringError([told("cluster-workers-gone", None, seconds=f"{self._cluster.waits.workers:g}")])

    def _lost(self) -> ScoringError:
        return ScoringError([told("cluster-scheduler-lost", None, address=self._cluster.address)])

    def _stepped(self, about: Any) -> None:
        number, file, shown = about
        for job, _ in self._jobs.values():
            if job.task.number == number and job.task.out:
                self._step(Step(int(number), int(file), str(shown)))
                if job.suspect is not None:
                    job.suspect.said = int(file)

    def _done(self, future: Any) -> Receipt | Failure | None:
        """A future has ended: its receipt, or what is to be done about it."""
        if future.key not in self._jobs:
            return None
        job, _ = self._jobs[future.key]
        if future.status in _DROPPED:
            self._dropped(future.key)
            return None
        answer = self._answer(future)
        if answer is None:
            # The worker that held the answer is gone: the scheduler has the task done again.
            future.add_done_callback(self._messages.put)
            return None
        del self._jobs[future.key]
        if isinstance(answer, BaseException):
            self._died(job, answer)
            return None
        if "apart" in answer:
            self._apart(job, answer)
            return None
        if "failure" in answer:
            raise _worker_failed(failed(hand.failure_told(answer)), answer["worker"])
        if not job.task.out and job.suspect is not None:
            job.suspect.lived()
            return None
        if job.suspect is not None:
            self._suspects.remove(job.suspect)
        return self._arrived(job._replace(suspect=None), answer)

    def _answer(self, future: Any) -> dict[str, Any] | BaseException | None:
        try:
            if future.status == "error":
                error = future.exception(timeout=self._cluster.waits.answer)
                return error if isinstance(error, BaseException) else None
            answer = future.result(timeout=self._cluster.waits.answer)
            return answer if isinstance(answer, dict) else None
        except library("distributed").TimeoutError:
            return None
        except Exception as error:
            if self._client.status != "running":
                raise self._lost() from error
            # A future that was dropped meanwhile comes back as such.
            return None if future.status in _DROPPED else error

    def _dropped(self, key: str) -> None:
        """The scheduler knows nothing of a task any more: its worker died with the answer in its hands, or the scheduler itself is gone. While
        it is there, the task is handed out again; a part that lies there already is found."""
        self._asked = 0.0
        self._ask()
        job, _ = self._jobs.pop(key)
        if job.suspect is not None or job.drops >= _DROPS:
            raise self._lost()
        self._again.append(job._replace(drops=job.drops + 1))

    def _arrived(self, job: _Job, answer: dict[str, Any]) -> Receipt | None:
        """The receipt, if its part can be read here. What another machine wrote may take a moment to be seen."""
        receipt = hand.receipt_told(answer)
        place = place_of(job.task.out)
        until = time.monotonic() + self._cluster.waits.arrival
        while not whole(place, receipt):
            if time.monotonic() > until:
                if job.arrivals >= _ARRIVALS:
                    path = receipt.parts[0].path
                    raise ScoringError([told("cluster-part-apart", None, worker=answer["worker"], path=path)])
                self._again.append(job._replace(arrivals=job.arrivals + 1))
                return None
            time.sleep(0.1)
        return receipt

    def _apart(self, job: _Job, answer: dict[str, Any]) -> None:
        """A worker does not see a file. If it is not here either, that is told in the part."""
        file = job.task.files[answer["apart"]]
        for path in file.paths:
            if "://" not in path and os.access(path, os.R_OK):
                raise ScoringError([told("cluster-file-apart", None, worker=answer["worker"], path=path)])
        self._again.append(job._replace(sure=True))

    def _died(self, job: _Job, error: BaseException) -> None:
        """A task ended with an exception: workers died at it, or they cannot do it at all."""
        if not isinstance(error, library("distributed").KilledWorker):
            raise ScoringError(
                [told("cluster-without-program", None, worker=self._cluster.address, reason=_words(error))]
            )
        if job.suspect is None:
            self._suspects.append(Suspect(job.task))
        elif not job.suspect.died():
            raise ScoringError([told("cluster-task-kills", None, number=job.task.number + 1)])


def _absolute(task: Task) -> Task:
    """The task with paths that mean the same in every process."""
    files = tuple(File(file.shown, tuple(map(_whole_path, file.paths))) for file in task.files)
    return task._replace(files=files, out=_whole_path(task.out))


def _whole_path(path: str) -> str:
    return path if "://" in path or not path else os.path.abspath(path)


def _worker_failed(error: ScoringError, worker: str) -> ScoringError:
    found: list[Diagnostic] = [
        told("cluster-worker-failed", None, worker=worker, message=one.message, help=one.help or "")
        for one in error.diagnostics
    ]
    return ScoringError(found)


def _words(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}".splitlines()[0][:300]


@contextlib.contextmanager
def connected(address: str, tls: Tls | None = None, waits: Waits | None = None) -> Iterator[Cluster]:
    """A connection to the scheduler at `address` (`tcp://host:port`, `tls://host:port`), workers waited for and their versions compared.

    Raises ScoringError: cluster-not-installed, cluster-unreachable, cluster-no-workers, cluster-without-program, cluster-other-versions.
    """
    waits = waits or Waits()
    client = client_of(address, tls, waits)
    try:
        wait_for_workers(client, address, waits)
        check_versions(client, address, waits)
        yield Cluster(client, address, waits)
    finally:
        with contextlib.suppress(Exception):
            # A scheduler that is gone or stuck must not keep us.
            client.close(timeout=waits.answer)
