"""One file's limits inside the process that reads it: what takes too much time or memory is cut off, and the process goes on.

Time is the process's own CPU time, so a busy machine, a clock that jumps and the waiting for a child that parses count for nothing. The
main thread is stopped by a timer of the system where it has one, also in the middle of a regular expression; memory, and the time of other
threads (of a cluster's worker), are watched by a thread, which stops the work between two instructions. What cannot be stopped so is ended
from outside (`pool`).
"""

from __future__ import annotations

import _thread
import contextlib
import ctypes
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import FrameType
from typing import TypeVar

from scoring.documents.limits import memory_held
from scoring.scale.types import Limits

_T = TypeVar("_T")
_AGAIN = 2.0
# Where asking for memory takes a process of its own, less often.
_LOOK = 0.1 if sys.platform in ("linux", "win32") else 1.0
TOO_SLOW, TOO_MUCH_MEMORY, CRASHED = "file-too-slow", "file-too-much-memory", "file-crashed"
LIMITS = (TOO_SLOW, TOO_MUCH_MEMORY, CRASHED)
_MIB = 1024 * 1024


class CutOff(BaseException):
    """The work took more than it may; `code` is TOO_SLOW or TOO_MUCH_MEMORY. Not an Exception: no reader may take it for a damaged file."""

    def __init__(self, code: str = TOO_SLOW) -> None:
        super().__init__(code)
        self.code = code


@dataclass(slots=True)
class _Work:
    """Work under way in one thread. `code`: why it is being stopped; `over`: it is to be left alone."""

    limits: Limits
    begun: float
    held: int
    code: str = ""
    over: bool = False
    again: float = 0.0


class _Watch:
    """The thread that looks on, and all work of this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._under_way: dict[int, _Work] = {}
        self._pid = 0

    def begin(self, work: _Work) -> None:
        """Take note of the work that the calling thread begins. One at a time."""
        with self._lock:
            # After a fork there is no such thread.
            if self._pid != os.getpid():
                self._pid = os.getpid()
                threading.Thread(target=self._look, name="limits", daemon=True).start()
            self._under_way[threading.get_ident()] = work

    def end(self, work: _Work) -> None:
        """The calling thread's work is over: from here on it is not stopped any more."""
        work.over = True
        thread = threading.get_ident()
        with self._lock:
            self._under_way.pop(thread, None)
            if work.code and thread != threading.main_thread().ident:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), None)

    def _look(self) -> None:
        while True:
            time.sleep(_LOOK)
            with self._lock:
                for thread, work in self._under_way.items():
                    if not work.over:
                        self._check(thread, work)

    def _check(self, thread: int, work: _Work) -> None:
        if not work.code:
            if time.process_time() - work.begun > work.limits.seconds:
                work.code = TOO_SLOW
            elif work.limits.memory and memory_held() - work.held > work.limits.memory:
                work.code = TOO_MUCH_MEMORY
        if not work.code or time.monotonic() < work.again:
            return
        # Again after a while: what runs when an object is destroyed may have swallowed the first.
        work.again = time.monotonic() + _AGAIN
        if thread == threading.main_thread().ident:
            _thread.interrupt_main(signal.SIGINT)
        else:
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(CutOff))


_WATCH = _Watch()


class _Signals:
    """What the main thread's signals do while its work is limited."""

    def __init__(self) -> None:
        # The work under way in the main thread.
        self.note: _Work | None = None
        self._armed = False

    @contextlib.contextmanager
    def armed(self) -> Iterator[None]:
        """Put the handlers in their places, unless they are there."""
        if self._armed or threading.current_thread() is not threading.main_thread():
            yield
            return
        before = signal.getsignal(signal.SIGINT)

        def interrupted(number: int, frame: FrameType | None) -> None:
            note = self.note
            if note is not None and note.code:
                # Ours, perhaps late.
                if not note.over:
                    raise CutOff(note.code)
            elif callable(before):
                before(number, frame)

        self._armed = True
        signal.signal(signal.SIGINT, interrupted)
        try:
            if sys.platform == "win32":
                yield
            else:
                rung = signal.signal(signal.SIGPROF, self._ring)
                try:
                    yield
                finally:
                    signal.signal(signal.SIGPROF, rung)
        finally:
            signal.signal(signal.SIGINT, before)
            self._armed = False

    def _ring(self, _number: int, _frame: FrameType | None) -> None:
        """The time of the work is used up."""
        note = self.note
        if note is not None and not note.over:
            note.code = note.code or TOO_SLOW
            raise CutOff(note.code)

    def timed(self, note: _Work, work: Callable[[], _T]) -> _T:
        """What `work` gives in the main thread, which is stopped when the time of `note` is used up, where the system has a timer for that."""
        self.note = note
        try:
            if sys.platform != "win32":
                signal.setitimer(signal.ITIMER_PROF, note.limits.seconds, _AGAIN)
            return _watched(note, work)
        finally:
            note.over = True
            if sys.platform != "win32":
                signal.setitimer(signal.ITIMER_PROF, 0)
            self.note = None


_SIGNALS = _Signals()


def armed() -> contextlib.AbstractContextManager[None]:
    """While this lasts, pieces of work that are limited one after the other share the handlers of signals, which takes half of the time that
    limiting takes. Each has its own limits all the same; between them an interrupt is what it was before."""
    return _SIGNALS.armed()


def limited(limits: Limits, work: Callable[[], _T]) -> _T:
    """What `work` gives. Raises CutOff if it takes more of this process's time or memory than `limits` allow, MemoryError becoming one, too."""
    note = _Work(limits, time.process_time(), memory_held())
    if threading.current_thread() is not threading.main_thread():
        return _watched(note, work)
    with armed():
        return _SIGNALS.timed(note, work)


def _watched(note: _Work, work: Callable[[], _T]) -> _T:
    _WATCH.begin(note)
    try:
        return work()
    except MemoryError as error:
        raise CutOff(TOO_MUCH_MEMORY) from error
    except CutOff as error:
        raise CutOff(note.code or error.code) from None
    finally:
        _WATCH.end(note)


def words_of(limits: Limits) -> dict[str, str]:
    """What messages about these limits may name."""
    return {"seconds": f"{limits.seconds:g}", "memory": str(limits.memory // _MIB)}
