"""Parsing in a child process with limits of time and memory: a crash, a hang or a bomb is one file's diagnostic.

The child is kept for the next file and replaced after a number of files, after it grew, and after anything went wrong. It is an
ordinary program started anew (no fork), so it works the same on every system and below process pools.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
import time
from contextvars import ContextVar
from pathlib import Path
from typing import Any, Protocol

from scoring.documents.child import ANSWER, REQUEST
from scoring.documents.content import Content, Unreadable
from scoring.documents.limits import Limits, memory_of

_ROOT = str(Path(__file__).resolve().parents[2])
_START = "import sys; sys.path.insert(0, sys.argv[1]); from scoring.documents.child import main; main()"
_LONGEST_ANSWER = 512 * 1024 * 1024
# How often memory is looked at; where that takes a process of its own (`ps`), less often.
_LOOK = 0.05 if sys.platform in ("linux", "win32") else 0.5


class Keeper(Protocol):
    """Keeps what children made of files, so that the same bytes need not be parsed again."""

    def known(self, reader: str, data: bytes) -> dict[str, Any] | None:
        """What `reader` made of `data`, as JSON holds it; None where that is not known."""

    def keep(self, reader: str, data: bytes, answer: dict[str, Any]) -> None:
        """Keep what `reader` has just made of `data`."""


# Asked before a child is, while it is set; what could not be read is never told to it.
KEEPER: ContextVar[Keeper | None] = ContextVar("KEEPER", default=None)


class Isolation:
    """One child at a time; safe to call from several threads (they wait for each other)."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._files = 0

    def parse(self, reader: str, data: bytes) -> Content:
        """What `reader` ("module:function") makes of `data`, worked out in the child. Raises `Unreadable` as `answer` does."""
        return _content(self.answer(reader, data))

    def answer(self, reader: str, data: bytes) -> dict[str, Any]:
        """The fields of the named tuple that `reader` gives, as JSON holds them.

        Raises `Unreadable` with the reader's own code, or too-slow, too-much-memory, reader-crashed, damaged-file.
        """
        keeper = KEEPER.get()
        if keeper is None:
            return self._answer(reader, data)
        known = keeper.known(reader, data)
        if known is None:
            known = self._answer(reader, data)
            keeper.keep(reader, data, known)
        return known

    def _answer(self, reader: str, data: bytes) -> dict[str, Any]:
        with self._lock:
            child = self._ready()
            try:
                answer = self._ask(child, reader, data)
            except BaseException:
                # Also after Ctrl-C: a child in the middle of a file cannot be asked for the next.
                self._end()
                raise
            if self._files >= self.limits.files or memory_of(child.pid) > self.limits.grown:
                self._end()
        if "code" in answer:
            raise Unreadable(str(answer["code"]), **answer["fields"])
        return answer

    def close(self) -> None:
        """End the child, if there is one. The next `parse` starts another."""
        with self._lock:
            self._end()

    def _ready(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self._end()
            arguments = [_ROOT, str(self.limits.memory), str(self.limits.seconds * self.limits.threads)]
            program, environment = interpreter()
            self._child = subprocess.Popen(
                [program, "-c", _START, *arguments],
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
            self._files = 0
        self._files += 1
        return self._child

    def _ask(self, child: subprocess.Popen[bytes], reader: str, data: bytes) -> dict[str, Any]:
        answers: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        threading.Thread(target=_exchange, args=(child, reader, data, answers), daemon=True).start()
        deadline = time.monotonic() + self.limits.seconds
        while True:
            try:
                raw = answers.get(timeout=_LOOK)
                break
            except queue.Empty:
                if memory_of(child.pid) > self.limits.memory:
                    raise Unreadable("too-much-memory", limit=self.limits.memory // 1024**2) from None
                if time.monotonic() > deadline:
                    raise Unreadable("too-slow", seconds=f"{self.limits.seconds:g}") from None
        if raw is None:
            raise Unreadable("reader-crashed")
        answer: dict[str, Any] = json.loads(raw)
        if answer.get("code") == "too-much-memory":
            raise Unreadable("too-much-memory", limit=self.limits.memory // 1024**2)
        return answer

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        child.wait()
        for stream in (child.stdin, child.stdout):
            if stream is not None:
                # What is left unsent to a child that is gone is lost with it.
                with contextlib.suppress(OSError):
                    stream.close()


def interpreter() -> tuple[str, dict[str, str] | None]:
    """The program to start, and its environment (None: ours).

    In a virtual environment of Windows `sys.executable` is a small program that starts the interpreter as a child of its own: its memory
    says nothing, and ending it may leave the interpreter. As multiprocessing does, the interpreter is started and told where it belongs.
    """
    base = getattr(sys, "_base_executable", sys.executable)
    if sys.platform != "win32" or base == sys.executable:
        return sys.executable, None
    return base, {**os.environ, "__PYVENV_LAUNCHER__": sys.executable}


def _exchange(
    child: subprocess.Popen[bytes], reader: str, data: bytes, answers: queue.SimpleQueue[bytes | None]
) -> None:
    """Sends the request and puts the answer's bytes, or None if the child ended on the way."""
    assert child.stdin is not None
    assert child.stdout is not None
    name = reader.encode("utf-8")
    try:
        child.stdin.write(REQUEST.pack(len(name), len(data)) + name)
        child.stdin.write(data)
        child.stdin.flush()
        head = child.stdout.read(ANSWER.size)
        length = ANSWER.unpack(head)[0] if len(head) == ANSWER.size else _LONGEST_ANSWER + 1
        body = child.stdout.read(length) if length <= _LONGEST_ANSWER else b""
    except (OSError, ValueError):
        # A broken pipe, or one closed by `_end` meanwhile: the child is gone.
        answers.put(None)
        return
    answers.put(body if body and len(body) == length else None)


def _content(answer: dict[str, Any]) -> Content:
    return Content(
        text=str(answer["text"]),
        encoding=str(answer["encoding"]),
        page_starts=tuple(map(int, answer["page_starts"])),
        flags=tuple(map(str, answer["flags"])),
        obtained=str(answer["obtained"]),
        pictures=tuple(map(int, answer["pictures"])),
    )


_shared: tuple[int, Isolation] | None = None
_starting = threading.Lock()


def parse(reader: str, data: bytes) -> Content:
    """`Isolation.parse` in this process's own child, which ends with the process."""
    return _own().parse(reader, data)


def answer(reader: str, data: bytes) -> dict[str, Any]:
    """`Isolation.answer` in this process's own child."""
    return _own().answer(reader, data)


def _own() -> Isolation:
    global _shared
    with _starting:
        # After a fork the child still belongs to the process that started it.
        if _shared is None or _shared[0] != os.getpid():
            _shared = os.getpid(), Isolation()
            atexit.register(_shared[1].close)
        return _shared[1]
