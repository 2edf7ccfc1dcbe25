"""The same function done to many things by worker processes on this machine.

Processes of our own over pipes, as in `scale.pool`, but for any function and with its result: each process is started anew, so it is the same on
every system; it holds what the function holds (read once from a file) and one thing at a time. A worker that is killed costs the thing it had,
which is done again; a thing at which two were lost ends the run. No more results wait for their turn than twice the workers.
"""

from __future__ import annotations

import contextlib
import pickle
import queue
import struct
import threading
from collections import Counter, deque
from collections.abc import Callable, Generator, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any, TypeVar

from scoring.errors import Diagnostic, OutputError, ScoringError
from scoring.messages.corpus import HELP, MESSAGES
from scoring.scale.processes import end_process, start_process

Thing = TypeVar("Thing")
Result = TypeVar("Result")

_LENGTH = struct.Struct(">Q")
# How often a worker may end before it has said a word.
_STARTS = 3
READY, DONE, OUTPUT, TOLD, OS, MISTAKE = "ready", "done", "output", "told", "os", "mistake"
_Message = tuple["_Worker", bytes | None]


class Workers:
    """`jobs` processes, started when there is something to do. Functions and things are pickled; functions lie in `folder` meanwhile."""

    def __init__(self, jobs: int, folder: Path) -> None:
        self._jobs, self._folder = jobs, folder
        self._workers: list[_Worker] = []
        self._messages: queue.SimpleQueue[_Message] = queue.SimpleQueue()
        self._functions = 0
        self._silent = 0

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        """End all processes, whatever they do."""
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def map(self, function: Callable[[Thing], Result], things: Iterable[Thing]) -> Iterator[Result]:
        """What `function` makes of each thing, in the order of the things, which are taken as workers get free. Raises what the function raises
        (ScoringError, OutputError, OSError), and ScoringError where workers are lost again and again. One at a time."""
        self._functions += 1
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / f"function-{self._functions}.pickle"
        path.write_bytes(pickle.dumps(function, pickle.HIGHEST_PROTOCOL))
        try:
            yield from _Round(self, path, things).run()
        finally:
            # Whoever is still busy answers something that nobody waits for.
            for worker in [one for one in self._workers if one.has is not None]:
                self._workers.remove(worker)
                worker.end()
            path.unlink(missing_ok=True)

    @property
    def window(self) -> int:
        """How many things may be under way or wait for their turn."""
        return 2 * self._jobs

    def free(self) -> _Worker | None:
        """A worker with nothing to do; None if all are busy."""
        for worker in self._workers:
            if worker.has is None:
                return worker
        if len(self._workers) >= self._jobs:
            return None
        self._workers.append(_Worker(self._messages))
        return self._workers[-1]

    def heard(self) -> tuple[_Worker, Any]:
        """The next that a worker says: its kind and more; None from one that is gone, which is no more among the workers."""
        while True:
            worker, data = self._messages.get()
            if worker not in self._workers:
                continue
            if data is not None:
                self._silent = 0
                return worker, pickle.loads(data)
            self._workers.remove(worker)
            worker.end()
            if not worker.ready:
                self._silent += 1
                if self._silent >= _STARTS:
                    raise ScoringError([_told("corpus-worker-start", reason=worker.process.returncode)])
            return worker, None


class _Round:
    """One function and its things under way."""

    def __init__(self, workers: Workers, path: Path, things: Iterable[Any]) -> None:
        self._workers, self._path = workers, path
        self._things = enumerate(things)
        self._again: deque[tuple[int, bytes]] = deque()
        self._results: dict[int, Any] = {}
        self._under_way = 0
        self._deaths: Counter[int] = Counter()

    def run(self) -> Generator[Any]:
        turn = 0
        self._hand_out()
        while self._under_way or self._results:
            while turn in self._results:
                # The workers go on while the result is dealt with.
                result = self._results.pop(turn)
                turn += 1
                self._hand_out()
                yield result
            if self._under_way:
                self._hear()
                self._hand_out()

    def _hand_out(self) -> None:
        """Give free workers something, while not too many results wait for their turn."""
        while self._under_way + len(self._results) < self._workers.window:
            worker = self._workers.free()
            if worker is None:
                return
            found = self._next()
            if found is None:
                return
            worker.give(self._path, *found)
            self._under_way += 1

    def _next(self) -> tuple[int, bytes] | None:
        if self._again:
            return self._again.popleft()
        for number, thing in islice(self._things, 1):
            return number, pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)
        return None

    def _hear(self) -> None:
        worker, said = self._workers.heard()
        if said is not None and said[0] == READY:
            worker.ready = True
            return
        if worker.has is None:
            return
        has, worker.has = worker.has, None
        self._under_way -= 1
        if said is None:
            self._deaths[has[0]] += worker.ready
            if self._deaths[has[0]] > 1:
                raise ScoringError([_told("corpus-worker-killed")])
            self._again.append(has)
        elif said[0] == DONE:
            self._results[has[0]] = said[1]
        else:
            raise _failure(*said)


class _Worker:
    """One process, what it has to do, and whether it has come up."""

    def __init__(self, messages: queue.SimpleQueue[_Message]) -> None:
        self.has: tuple[int, bytes] | None = None
        self.ready = False
        self.process = start_process("scoring.corpus.worker")
        threading.Thread(target=self._listen, args=(messages,), daemon=True).start()

    def give(self, path: Path, number: int, thing: bytes) -> None:
        """Send a thing and where its function lies. That the worker is gone is told by its stream."""
        self.has = (number, thing)
        assert self.process.stdin is not None
        with contextlib.suppress(OSError):
            write_frame(self.process.stdin, pickle.dumps((str(path), thing), pickle.HIGHEST_PROTOCOL))

    def end(self) -> None:
        """End the process, whatever it does."""
        end_process(self.process)

    def _listen(self, messages: queue.SimpleQueue[_Message]) -> None:
        assert self.process.stdout is not None
        # A message that was cut by the end of the process is none; a stream closed by `end` has none.
        with contextlib.suppress(ValueError, OSError):
            for data in frames(self.process.stdout):
                messages.put((self, data))
        messages.put((self, None))


def write_frame(stream: IO[bytes], data: bytes) -> None:
    """Write one message."""
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def frames(stream: IO[bytes]) -> Iterator[bytes]:
    """The messages of a stream to its end; one that is cut there is left out."""
    while len(head := stream.read(_LENGTH.size)) == _LENGTH.size:
        (length,) = _LENGTH.unpack(head)
        data = stream.read(length)
        if len(data) < length:
            return
        yield data


def _failure(kind: str, about: Any) -> Exception:
    if kind == OS:
        return OSError(*about)
    if kind == MISTAKE:
        # A mistake of the program, with the place where it is.
        return RuntimeError(about)
    return (OutputError if kind == OUTPUT else ScoringError)(about)


def _told(code: str, **words: object) -> Diagnostic:
    return Diagnostic(code, MESSAGES[code].format(**words), help=HELP[code])
